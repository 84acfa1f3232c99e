package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
)

// blank is a history of 1914-01 to the last month in which nothing happens.
func blank(last calendar.Month) evidence.History {
	h := evidence.History{From: calendar.Of(1914, 1), Gauges: map[string][]float64{}}
	for _, g := range country.Gauges {
		h.Gauges[g.Name] = make([]float64, last-h.From+1)
	}
	return h
}

// end is the last month of the baseline.
var end = calendar.Of(1941, 6)

// spread puts a flow of a period into a gauge in equal months.
func spread(h evidence.History, gauge string, from, to calendar.Month, total float64) {
	for m := from; m <= to; m++ {
		h.Gauges[gauge][m-h.From] = total / float64(to-from+1)
	}
}

// recorded is a history made of the record of arrests, death sentences,
// disturbances and the elite.
func recorded() evidence.History {
	h := blank(end)
	for _, f := range evidence.Figures() {
		whole := f.Start.InYear() == 1 && f.End == f.Start+11 || f.ID == "disturb_1926_27"
		for prefix, gauge := range map[string]string{"arrests_": "arrests", "conv_vmn_": "executions", "disturb_19": "disturbances"} {
			if whole && f.End <= end && strings.HasPrefix(f.ID, prefix) {
				spread(h, gauge, f.Start, f.End, float64(f.Value))
			}
		}
	}
	for m, events := range []float64{402, 1048, 6528, 1992, 1375, 886, 618, 256, 159, 270, 129, 91} {
		h.Gauges["disturbances"][calendar.Of(1930, m+1)-h.From] = events
	}
	for i := range h.Gauges["population"] {
		h.Gauges["population"][i] = 160e6
		h.Gauges["acclaim_share"][i] = 0.9
		h.Gauges["support_share"][i] = 0.4
	}
	h.Gauges["cc_lost_share"][calendar.Of(1939, 2)-h.From] = 0.705
	h.Gauges["delegates_lost_share"][calendar.Of(1939, 2)-h.From] = 0.564
	h.Gauges["corps_commanders_lost"][calendar.Of(1938, 12)-h.From] = 50
	h.Gauges["division_commanders_lost"][calendar.Of(1938, 12)-h.From] = 154
	h.Operations = []country.OperationRow{
		{Operation: 1, Start: calendar.Of(1930, 2), Stop: calendar.Of(1930, 7), Plan: 60000, Limit: 60000, Taken: 282000, Executed: 20201},
		{Operation: 2, Start: calendar.Of(1937, 8), Stop: calendar.Of(1938, 12), Plan: 268950, Limit: 767000, Taken: 702656, Executed: 387000},
	}
	return h
}

// scaled is the record with every flow of a gauge times a factor.
func scaled(gauge string, by float64) evidence.History {
	h := recorded()
	for i := range h.Gauges[gauge] {
		h.Gauges[gauge][i] *= by
	}
	return h
}

// ran is a run that ends in the given histories.
func ran(scale int, histories ...evidence.History) Run {
	point := scenario.Point{Name: "to-test", Label: "fitted to the record: explains, does not predict", FittedTo: calendar.Of(1939, 12)}
	s := &scenario.Scenario{Name: "hand-made", Title: "The record itself", Point: point}
	s.Plan.From, s.Plan.Until = calendar.Of(1914, 1), end
	return Run{
		Order:   &lab.Order{Scenario: s, Seed: 7, Scale: scale, Members: len(histories), Version: "0.0", Command: "fromabove run hand-made --seed 7"},
		Outcome: &lab.Outcome{Histories: histories},
	}
}

// three are members whose arrests are half, once and twice the record.
func three() []evidence.History {
	return []evidence.History{scaled("arrests", 0.5), recorded(), scaled("arrests", 2)}
}

func summary(t *testing.T, r Run, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Summary(&b, r, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func picture(t *testing.T, r Run, opt Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Picture(&b, r, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// lineOf is the first line that begins so, or fails.
func lineOf(t *testing.T, text, start string) string {
	t.Helper()
	for l := range strings.Lines(text) {
		if strings.HasPrefix(l, start) {
			return strings.TrimSuffix(l, "\n")
		}
	}
	t.Fatalf("no line begins with %q", start)
	return ""
}

// between is the text from a line that begins so to the next that begins so.
func between(t *testing.T, text, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut("\n"+text, "\n"+from)
	if !ok {
		t.Fatalf("no line begins with %q", from)
	}
	part, _, ok := strings.Cut(rest, "\n"+to)
	if !ok {
		t.Fatalf("no line after %q begins with %q", from, to)
	}
	return part
}

// plain is a text on one line with single blanks.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
