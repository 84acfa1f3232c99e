package odd

import (
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/country"
)

// institution is the section on one institution: what it is, its switches, its
// equations, its parameters with their values at the points, guesses apart.
func (s Source) institution(index int, i country.Institution) (string, error) {
	text, err := equations(i.Name)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "### 7.%d `%s`: %s\n\n**Essay** %s. %s\n\n", index+1, i.Name, i.Title, i.Essay, i.Doc)
	var rows [][]string
	for _, w := range i.Switches {
		rows = append(rows, []string{code(string(w.Switch)), w.Title, s.stands(w.Switch), w.Off})
	}
	if len(rows) > 0 {
		b.WriteString(markdown([]string{"switch", "what", "stands in the baseline", "off means"}, rows))
	}
	for _, part := range sections(text) {
		fmt.Fprintf(&b, "#### %s\n%s\n\n", part.heading, part.body)
	}
	var sourced, guesses [][]string
	for _, p := range i.Params {
		row := []string{code(p.Key), p.Doc, p.Unit, s.values(i.Name, p), plain(p.Min) + " to " + plain(p.Max), string(p.Source)}
		if trust(p) == "guess" {
			guesses = append(guesses, row)
		} else {
			sourced = append(sourced, row)
		}
	}
	for _, t := range []struct {
		title string
		rows  [][]string
	}{{"parameter of ", sourced}, {"guess of ", guesses}} {
		if len(t.rows) > 0 {
			b.WriteString(markdown([]string{t.title + code(i.Name), "meaning", "unit", "default", "range", "source"}, t.rows))
		}
	}
	return b.String(), nil
}

// stands says when a switch stands in the baseline; the month after "until" is
// the first in which it does not.
func (s Source) stands(w country.Switch) string {
	var spans []string
	for _, i := range s.Baseline.Plan.InForce[w] {
		span := "from " + i.From.String()
		if i.Until != 0 {
			span += " until " + i.Until.String()
		}
		spans = append(spans, span)
	}
	if len(spans) == 0 {
		return "never"
	}
	return strings.Join(spans, "; ")
}

// actText is what the equations say under the heading of an act, or empty.
func actText(i country.Institution, act string) string {
	text, err := equations(i.Name)
	if err != nil {
		return ""
	}
	for _, part := range sections(text) {
		if part.names(act) {
			return part.body
		}
	}
	return ""
}

// section is a heading of the equations and what stands below it.
type section struct{ heading, body string }

// names tells whether the heading names the act.
func (s section) names(act string) bool {
	for _, word := range strings.FieldsFunc(s.heading, func(r rune) bool { return r == ' ' || r == ',' }) {
		if word == act {
			return true
		}
	}
	return false
}

// sections cuts a text of equations at its headings.
func sections(text string) (found []section) {
	for _, part := range strings.Split("\n"+text, "\n### ")[1:] {
		heading, body, _ := strings.Cut(part, "\n")
		found = append(found, section{strings.TrimSpace(heading), strings.TrimSpace(body)})
	}
	return found
}

// mentions tells whether a text names a word inside code: a fenced block or
// between backticks.
func mentions(text, word string) bool {
	for n, part := range strings.Split(strings.ReplaceAll(text, "```", "`"), "`") {
		if n%2 == 1 && hasWord(part, word) {
			return true
		}
	}
	return false
}

// hasWord tells whether a word stands in a text, bounded by what is neither
// letter, digit nor underscore.
func hasWord(text, word string) bool {
	part := func(c byte) bool {
		return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	}
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(word)
		if (at == 0 || !part(text[at-1])) && (end == len(text) || !part(text[end])) {
			return true
		}
		from = at + 1
	}
}
