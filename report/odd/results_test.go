package odd

import (
	"math"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/results"
)

func TestHolds(t *testing.T) {
	finest := results.Sample{Members: 4, Values: []results.Spread{{Mean: 100, SD: 2}}}
	for _, c := range []struct {
		mean, sd results.Number
		want     bool
	}{{100, 0, true}, {104.9, 0, true}, {106, 0, false}, {106, 8, true}, {80, 8, false}} {
		s := results.Sample{Members: 4, Values: []results.Spread{{Mean: c.mean, SD: c.sd}}}
		if got := holds(s, finest, 0); got != c.want {
			t.Errorf("%v ± %v beside 100 ± 2: holds = %t", c.mean, c.sd, got)
		}
	}
}

// A number that agrees at the coarsest scale by chance, and not between, does
// not hold from there.
func TestScaleTableWantsEveryFinerScale(t *testing.T) {
	names := []string{"a", "b"}
	values := func(mean results.Number) []results.Spread { return []results.Spread{{Mean: mean}, {Mean: mean}} }
	table := scaleTable(names, []results.Sample{{Scale: 10_000, Members: 4, Values: values(1)}, {Scale: 1000, Members: 4, Values: values(2)},
		{Scale: 100, Members: 4, Values: values(1)}})
	if n := strings.Count(table, "| 1:100 |\n"); n != len(names) {
		t.Errorf("%d of %d numbers hold from 1:100:\n%s", n, len(names), table)
	}
	if !strings.Contains(table, "0 of 2 hold at 1:10,000 and 0 of 2 hold at 1:1,000") {
		t.Errorf("the count of what holds is wrong:\n%s", table)
	}
}

// What a point has seen decides whether agreement is a prediction.
func TestSeen(t *testing.T) {
	for _, c := range []struct {
		fittedTo string
		pattern  evidence.Pattern
		want     string
	}{
		{"1936-12", "A1", "fitted"}, {"1936-12", "B1", "**held out**"}, {"1936-12", "S", "fitted to 1936"},
		{"1939-12", "A1", "fitted"}, {"1939-12", "B1", "fitted"}, {"1939-12", "S", "fitted"}, {"", "B1", "unfitted"},
	} {
		if got := seen(c.fittedTo, c.pattern); got != c.want {
			t.Errorf("%s at a point fitted to %q is %q, want %q", c.pattern, c.fittedTo, got, c.want)
		}
	}
}

// twoPoints are made-up patterns: at one point A1 is met and B1 missed, at the
// other both are met.
func twoPoints() Results {
	at := func(point, fittedTo string, b evidence.Status) results.AtPoint {
		return results.AtPoint{Point: point, FittedTo: fittedTo, Members: 20, All: evidence.Part{Distance: 2, Figures: 9},
			Patterns: []evidence.Part{{Name: "A1", Distance: 1, Figures: 3}, {Name: "B1", Distance: 3, Figures: 6}},
			Uses:     []evidence.Part{{Name: "fitted", Distance: 1, Figures: 3}},
			Marks: []evidence.Mark{
				{Pattern: "A1", Status: evidence.Met, Members: 20, MetIn: 20, Checks: []evidence.Check{{Name: "peak year", Unit: "year", Observed: 1933,
					Min: 1930, Max: 1933, Median: 1932, Low5: 1931, High95: 1933, Members: 20, MetIn: 20, Status: evidence.Met}}},
				{Pattern: "B1", Status: b, Members: 20, MetIn: 4, Checks: []evidence.Check{{Name: "arrests of 1937", Unit: "persons", Observed: 936750,
					Min: 468375, Max: evidence.Missing(), Median: 500_000, Low5: 1, High95: 900_000, Members: 19, MetIn: 4, Status: b}}},
			}}
	}
	return Results{Patterns: results.Patterns{At: []results.AtPoint{at("to-1936", "1936-12", evidence.Missed), at("to-1939", "1939-12", evidence.Met)}}}
}

func TestPatternText(t *testing.T) {
	text := twoPoints().patternText()
	for _, want := range []string{
		"At `to-1936` the marks that are met are 1 of 1 fitted (A1) and 0 of 1 held out; the distance in all is 2.00 over 9 figures.",
		"At `to-1939` the marks that are met are 2 of 2 fitted (A1, B1)",
		"| B1 | arrests 1937-39 | 6 | **held out** | 3.00 | missed, 4 of 20 | fitted | 3.00 | met, 4 of 20 |",
		"| asked | `to-1936`, **held out** | verdict | `to-1939`, fitted | verdict |",
		"| A1 | peak year | year | 1933 | 1930 to 1933 | 1932 (1931 to 1933) [20 of 20] | met |",
		"500,000 (1.00 to 900,000), 1 without [4 of 20] | missed | 500,000",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the section on patterns lacks %q:\n%s", want, text)
		}
	}
}

func TestEffectText(t *testing.T) {
	w := results.Window{Gauge: "arrests", How: "sum", From: "1930-01", To: "1936-12"}
	r := Results{Effects: results.Effects{Members: 20, Pool: 80, Rows: []results.Effect{
		{Switch: "camps", Institution: "camp", Window: w, Why: "because", With: 100, Shift: 50, Low: 40, High: 60, Noise: 10, Beyond: true},
		{Switch: "limits", Institution: "region", Window: w, With: 100, Noise: 10, Needs: true, Operations: 3, Strongest: &results.Other{Window: w, Tried: 9, Shift: 1, Threshold: 2}},
		{Switch: "facade", Institution: "society", Window: w, With: 100, Noise: 10, Strongest: &results.Other{Window: w, Tried: 9, Shift: 5, Threshold: 2, Beyond: true}},
	}}}
	text := r.effectText()
	for _, want := range []string{
		"beyond the noise for 1 of 3 switches; of the other 2, 1 show in another gauge and 1 in none",
		"| `camps` | camp | `arrests`, sum 1930-01 to 1936-12 | because | 100 | 50.0 (40.0 to 60.0) | 10.0 | **beyond** |",
		"needs an operation, and one began in these months in 3 of 20 members",
		"- `limits`: none found: the strongest of 9 other gauges and spans is",
		"- `facade`: the strongest of 9 other gauges and spans is `arrests`",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the section on effects lacks %q:\n%s", want, text)
		}
	}
}

func TestDrawText(t *testing.T) {
	r := Results{Draws: results.Draws{Point: "to-1936", From: "thin air", At: []results.DrawsAt{{Scale: 1000, Draws: 200, Arrests: 1_500_000, Low5: 10_000,
		High95: 2_000_000, Shares: []results.Share{{What: "begins", Draws: 50, Low: 0.195, High: 0.314}}}}}}
	if text := r.drawText(); !strings.Contains(text, "| 1:1,000 | 200 | 25.0% (19.5% to 31.4%) | 1,500,000 (10,000 to 2,000,000) |") || !strings.Contains(text, "thin air") {
		t.Errorf("the section on draws: %s", text)
	}
}

func TestMade(t *testing.T) {
	run := func(point string, members, scale int) results.Run {
		return results.Run{Scenario: "baseline", ScenarioHash: "0123456789", Point: point, PointHash: "abcdefghij", Seed: 1, Members: members, Scale: scale}
	}
	got := made(results.Origin{Version: "1", Command: "go", Runs: []results.Run{run("a", 20, 1000), run("a", 4, 100), run("b", 20, 1000)}})
	want := "Made by version 1 with `go`: `baseline` at `a` (scenario `01234567`, point `abcdefgh`), seed 1, 20 members at 1:1,000, 4 members at 1:100; " +
		"`baseline` at `b` (scenario `01234567`, point `abcdefgh`), seed 1, 20 members at 1:1,000.\n\n"
	if got != want {
		t.Errorf("made = %q, want %q", got, want)
	}
}

func TestNothingMeasuredIsSaid(t *testing.T) {
	var r Results
	for _, text := range []string{r.patternText(), r.effectText(), r.drawText(), r.scaleText(), r.planeText()} {
		if text != notMeasured {
			t.Errorf("a section with nothing measured says %q", text)
		}
	}
}

func TestNumber(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 936750: "936,750", -1234: "-1,234", 100: "100", 12.34: "12.3", 1.234: "1.23",
		0.1234: "0.123", 0.0012344: "0.00123", 0.000013: "1.3e-05", -0.5: "-0.500"} {
		if got := number(x); got != want {
			t.Errorf("number(%v) = %s, want %s", x, got, want)
		}
	}
	if got := number(math.NaN()); got != "-" {
		t.Errorf("number(NaN) = %s", got)
	}
}

func TestMarkdownCellsAreWhole(t *testing.T) {
	got := markdown([]string{"a"}, [][]string{{"x | y\nz"}})
	if got != "| a |\n| --- |\n| x \\| y z |\n\n" {
		t.Errorf("markdown = %q", got)
	}
}

func TestMentions(t *testing.T) {
	text := "the pace of it\n\n```\nS' = supply x\n```\n\nand `most` of all"
	for word, want := range map[string]bool{"pace": false, "supply": true, "sup": false, "most": true, "all": false} {
		if got := mentions(text, word); got != want {
			t.Errorf("mentions %s = %t", word, got)
		}
	}
}
