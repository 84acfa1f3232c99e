package odd

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// markdown is a table with a head, and an empty line after it.
func markdown(head []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + strings.ReplaceAll(strings.Join(strings.Fields(c), " "), "|", `\|`) + " ")
		}
		b.WriteString("|\n")
	}
	line(head)
	b.WriteString(strings.Repeat("| --- ", len(head)) + "|\n")
	for _, r := range rows {
		line(r)
	}
	return b.String() + "\n"
}

// code sets a word as code.
func code(word string) string { return "`" + word + "`" }

// number writes a number with three digits that count, thousands apart: 0.0123,
// 4.57, 123, 936,750; below
// a thousandth 1.3e-05.
func number(x float64) string {
	if x != x {
		return "-"
	}
	size := max(x, -x)
	switch {
	case size >= 100:
		return thousands(strconv.FormatFloat(x, 'f', 0, 64))
	case size >= 10:
		return strconv.FormatFloat(x, 'f', 1, 64)
	case size == 0:
		return "0"
	case size < 0.001:
		return strconv.FormatFloat(x, 'e', 1, 64)
	}
	places := 2
	for least := 1.0; size < least; least /= 10 {
		places++
	}
	return strconv.FormatFloat(x, 'f', places, 64)
}

// thousands sets a whole number's digits apart by threes.
func thousands(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return sign + digits
}

// plain writes a parameter's number as it would stand in a scenario file.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// patternTable is the patterns with what was asked of them before the first fit.
func patternTable() string {
	var rows [][]string
	for _, m := range evidence.Marks(nil, 1) {
		use := "may be fitted"
		if strings.HasPrefix(string(m.Pattern), "B") {
			use = "**held out** where a prediction is claimed"
		}
		rows = append(rows, []string{string(m.Pattern), patternTitle(m.Pattern), m.Text, use})
	}
	return markdown([]string{"pattern", "what", "pass mark", "use"}, rows)
}

func patternTitle(p evidence.Pattern) string {
	for _, known := range evidence.Patterns {
		if known.Pattern == p {
			return known.Title
		}
	}
	return ""
}

// scored is how many figures may enter the distance.
func scored() int {
	n := 0
	for _, r := range evidence.Distance(nil, 1).Rows {
		if r.Use.Scored() {
			n++
		}
	}
	return n
}

// besides are the figures that stand beside a gauge.
func besides(gauge string) []evidence.Figure { return besideGauges()[gauge] }

// besideGauges finds them for all gauges in one walk: a page asks for each.
var besideGauges = sync.OnceValue(func() map[string][]evidence.Figure {
	found := make(map[string][]evidence.Figure)
	for _, f := range slices.Concat(evidence.Figures(), evidence.Inputs()) {
		c := evidence.CounterpartOf(f)
		if c.How == "" {
			continue
		}
		for _, gauge := range c.Gauges {
			found[gauge] = append(found[gauge], f)
		}
		if c.Over != "" && !slices.Contains(c.Gauges, c.Over) {
			found[c.Over] = append(found[c.Over], f)
		}
	}
	return found
})

// recordingTable is the tables of a recording with their columns; those of the
// gauges have a table of their own.
func recordingTable() string {
	var rows [][]string
	for _, t := range archive.Tables() {
		names := "month, and the gauges below"
		if t.Name != "gauges" {
			var columns []string
			for _, c := range archive.Columns(t.Name) {
				columns = append(columns, code(c.Name))
			}
			names = strings.Join(columns, ", ")
		}
		rows = append(rows, []string{code(t.Name), t.Row, strings.Join(t.Key, ", "), names})
	}
	return markdown([]string{"table", "a row is", "told apart by", "columns"}, rows)
}

func gaugeTable() string {
	var rows [][]string
	for _, g := range country.Gauges {
		beside := ""
		if n := len(besides(g.Name)); n > 0 {
			beside = strconv.Itoa(n)
		}
		rows = append(rows, []string{code(g.Name), string(g.Kind), g.Unit, g.Doc, beside})
	}
	return markdown([]string{"gauge", "kind", "unit", "meaning", "figures"}, rows)
}

func scheduleTable(acts []country.Act) string {
	var rows [][]string
	for i, a := range acts {
		rows = append(rows, []string{strconv.Itoa(i + 1), code(a.Who + "." + a.What), a.Reads, a.Leaves, a.Why})
	}
	return markdown([]string{"#", "act", "reads", "leaves", "why there"}, rows)
}

// seriesTable is the input series with their rival versions.
func seriesTable(baseline *scenario.Scenario) (string, error) {
	text, err := scenarios.Files.ReadFile("inputs/sources.csv")
	if err != nil {
		return "", err
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(lines) < 2 || len(lines[0]) != 7 {
		return "", fmt.Errorf("scenarios/inputs/sources.csv: want series, variant, title, formula, evidence, assumptions, trust: %w", err)
	}
	used := map[string]string{}
	for _, in := range baseline.Inputs {
		used[in.Series] = in.Variant
	}
	var rows [][]string
	for _, l := range lines[1:] {
		variant := l[1]
		if used[l[0]] == variant {
			variant = "**" + variant + "**"
		}
		rows = append(rows, []string{l[0], variant, l[2], l[4], l[5], l[6]})
	}
	return markdown([]string{"series", "version", "what", "evidence (ids or their beginnings)", "assumed", "trust"}, rows), nil
}

func leaderTable(baseline *scenario.Scenario) string {
	var rows [][]string
	for _, l := range baseline.Plan.Leaders {
		appoints, until, own := "never", "the end", "that of the collective"
		if l.Appoints != 0 {
			appoints = l.Appoints.String()
		}
		if l.Until != 0 {
			until = l.Until.String()
		}
		if l.Personal {
			own = "his own, in proportion to D"
		}
		rows = append(rows, []string{l.Label, l.From.String(), until, appoints, own})
	}
	return markdown([]string{"leader", "from", "until", "makes the appointments from", "credulity and cost weight"}, rows)
}

// occasionTable is the occasions by kind.
func occasionTable(baseline *scenario.Scenario) string {
	var kinds []country.OccasionKind
	dates := map[country.OccasionKind][]string{}
	for _, o := range baseline.Plan.Occasions {
		if dates[o.Kind] == nil {
			kinds = append(kinds, o.Kind)
		}
		date := o.Month.String() + " " + o.Label
		if o.Size > 0 {
			date += fmt.Sprintf(" (%s delegates, %d seats)", thousands(strconv.Itoa(o.Size)), o.Seats)
		}
		dates[o.Kind] = append(dates[o.Kind], date)
	}
	var rows [][]string
	for _, k := range kinds {
		rows = append(rows, []string{string(k), strings.Join(dates[k], "; ")})
	}
	return markdown([]string{"kind", "dates in the baseline"}, rows)
}

// scenarioList names the shipped scenarios with their titles.
func scenarioList() (string, error) {
	list, err := scenario.List(scenarios.Files)
	if err != nil {
		return "", err
	}
	var names []string
	for _, s := range list {
		names = append(names, code(s.Name)+" ("+s.Title+")")
	}
	return strings.Join(names, "; ") + ".\n", nil
}
