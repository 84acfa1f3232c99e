package odd

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// UnknownWord is the error for a word that nothing here is called.
type UnknownWord struct {
	Word  string
	Near  []string // the nearest known words, the best first
	Which []string // or the words it may stand for, where it is short for several
}

// Error names what may have been meant.
func (e *UnknownWord) Error() string {
	switch {
	case len(e.Which) > 0:
		return fmt.Sprintf("%q is the key of %d parameters; did you mean %s?", e.Word, len(e.Which), strings.Join(e.Which, " or "))
	case len(e.Near) > 0:
		return fmt.Sprintf("nothing is called %q; did you mean %s?", e.Word, strings.Join(e.Near, " or "))
	}
	if _, err := evidence.ByID(e.Word); err == nil {
		return fmt.Sprintf("%q is a figure of the evidence: `fromabove evidence %s`", e.Word, e.Word)
	}
	return fmt.Sprintf("nothing is called %q; try month, an institution such as police, an act such as police.arrest, a switch, a parameter, a gauge, a table, a pattern such as B3 or a claim", e.Word)
}

// Topics are the words that Explain knows, sorted; beside them it knows
// columns without their table and parameters without their institution.
func Topics() []string {
	s, err := Shipped()
	if err != nil {
		return nil
	}
	var words []string
	for _, t := range s.topics() {
		words = append(words, t.Word)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// Explain writes what a word means: the month, an act, an institution, a
// switch, a parameter (the bare key if only one institution has it), a gauge, a
// column, a table, a pattern, a claim. The error is an *UnknownWord, or one of writing.
func Explain(w io.Writer, word string) error {
	found, err := lookUp(word)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	for n, t := range found {
		if n > 0 {
			fmt.Fprintln(out)
		}
		t.write(out)
	}
	return out.Flush()
}

// ExplainJSON writes the same as a JSON array of topics.
func ExplainJSON(w io.Writer, word string) error {
	found, err := lookUp(word)
	if err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(found)
}

// lookUp finds the topics of a word, in any case.
func lookUp(word string) ([]Topic, error) {
	s, err := Shipped()
	if err != nil {
		return nil, err
	}
	return find(s.topics(), word)
}

// find finds the topics of a word among all.
func find(all []Topic, word string) ([]Topic, error) {
	asked := strings.ToLower(strings.TrimSpace(word))
	var found, short []Topic
	for _, t := range all {
		switch {
		case strings.ToLower(t.Word) == asked:
			found = append(found, t)
		case t.short != "" && t.short == asked:
			short = append(short, t)
		}
	}
	params := slices.DeleteFunc(slices.Clone(short), func(t Topic) bool { return t.Kind != "parameter" })
	columns := slices.DeleteFunc(short, func(t Topic) bool { return t.Kind == "parameter" })
	if asked != "month" { // every table has such a column
		found = append(found, columns...)
	}
	if len(params) == 1 {
		found = append(found, params...)
	}
	if len(found) > 0 {
		return found, nil
	}
	unknown := &UnknownWord{Word: word}
	for _, p := range params {
		unknown.Which = append(unknown.Which, p.Word)
	}
	if _, err := evidence.ByID(asked); err == nil || len(unknown.Which) > 0 {
		return nil, unknown
	}
	var known []string
	for _, t := range all {
		known = append(known, t.Word)
		if t.short != "" {
			known = append(known, t.short)
		}
	}
	slices.Sort(known)
	unknown.Near = nearest(asked, slices.Compact(known))
	return nil, unknown
}

// width of a line of text.
const width = 100

// write writes a topic for a reader.
func (t Topic) write(w *bufio.Writer) {
	fmt.Fprintf(w, "%s (%s): %s\n", t.Word, t.Kind, t.Title)
	margin := 0
	for _, f := range t.Facts {
		margin = max(margin, len(f.Name)+4)
	}
	for _, f := range t.Facts {
		lines := wrapped(f.Says, width-margin)
		fmt.Fprintf(w, "  %-*s%s\n", margin-2, f.Name, lines[0])
		for _, l := range lines[1:] {
			fmt.Fprintf(w, "%*s%s\n", margin, "", l)
		}
	}
	for _, l := range t.Lines {
		fmt.Fprintln(w, l)
	}
	if t.Text != "" {
		w.WriteString("\n")
		for _, l := range strings.Split(strings.TrimSpace(t.Text), "\n") {
			if !strings.HasPrefix(l, "```") {
				w.WriteString(strings.TrimRight("  "+strings.ReplaceAll(strings.TrimPrefix(l, "### "), "`", ""), " ") + "\n")
			}
		}
	}
}

// wrapped cuts a text into lines between words.
func wrapped(text string, width int) []string {
	lines := []string{""}
	for _, word := range strings.Fields(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case len(*last)+1+len(word) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
