package main

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/regime"
)

func TestChoices(t *testing.T) {
	if err := checkChoices(choices); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		change func([]choice) []choice
		want   string
	}{
		{func(all []choice) []choice { return all[1:] }, "imperial_precedents has no gauge"},
		{func(all []choice) []choice { return append(all, all[0]) }, "imperial_precedents stands twice"},
		{func(all []choice) []choice { all[0].gauge = "mores"; return all }, "mores is written by society itself"},
		{func(all []choice) []choice { all[0].gauge = "moores"; return all }, `no gauge is called "moores"`},
		{func(all []choice) []choice { all[0].how = "most"; return all }, `"most": want sum, mean or last`},
		{func(all []choice) []choice { all[0].from = all[0].to + 1; return all }, "no months"},
		{func(all []choice) []choice { all[0].sw = "imperial"; return all }, "imperial is no switch"},
	} {
		if err := checkChoices(c.change(slices.Clone(choices))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// The reviewed list of what institutions write holds every assignment in their
// sources to a number that a gauge is measured from.
func TestReviewedListHoldsWhatTheSourcesWrite(t *testing.T) {
	gauges := measuredFrom(t)
	found := 0
	for _, i := range regime.Institutions() {
		list, reviewed := writes[i.Name]
		if !reviewed {
			t.Errorf("nobody has reviewed which gauges %s writes", i.Name)
		}
		for _, g := range list {
			if gaugeKind(g) == "" {
				t.Errorf("%s is said to write %q, which is no gauge", i.Name, g)
			}
		}
		text := sourceOf(t, i.Name)
		for field, names := range gauges {
			if !regexp.MustCompile(`\b(c|State|Flow|Report|f|r|region)\.` + field + `(\+\+| [-+]?= |, c\.\w+ = )`).MatchString(text) {
				continue
			}
			found++
			for _, name := range names {
				if !slices.Contains(list, name) {
					t.Errorf("%s writes %s, from which the gauge %s is measured, and the reviewed list does not say so", i.Name, field, name)
				}
			}
		}
	}
	_, cadre, _ := strings.Cut(sourceOf(t, "country"), ") measureCadre(")
	cadre, _, _ = strings.Cut(cadre, "\n}\n")
	seats := regexp.MustCompile(`g\[(\w+)\](?:, g| = )`).FindAllStringSubmatch(cadre, -1)
	for _, m := range seats {
		if name := gaugeNames(t)[m[1]]; !slices.Contains(writes["leader"], name) {
			t.Errorf("%s is measured from the cadre, whom the leader takes, and his reviewed list does not say so", name)
		}
	}
	if len(seats) < 9 {
		t.Errorf("only %d gauges of the cadre were found: the test looks in the wrong place", len(seats))
	}
	if found < 25 {
		t.Errorf("only %d assignments were found: the test looks in the wrong place", found)
	}
}

// measuredFrom reads country/measure.go: the gauges by the field of the country
// that each is measured from.
func measuredFrom(t *testing.T) map[string][]string {
	t.Helper()
	names := gaugeNames(t)
	from := map[string][]string{}
	field := regexp.MustCompile(`\b(?:flow|c\.Report|c\.State|c)\.([A-Z]\w*)`)
	for _, line := range strings.Split(textOf(t, "measure.go"), "\n") {
		left, right, assigns := strings.Cut(line, " = ")
		var gauges []string
		for _, m := range regexp.MustCompile(`g\[(\w+)\]`).FindAllStringSubmatch(left, -1) {
			gauges = append(gauges, names[m[1]])
		}
		if !assigns || len(gauges) == 0 {
			continue
		}
		for i, part := range strings.Split(right, ", ") {
			if m := field.FindStringSubmatch(part); m != nil { // of a share, what is shared out
				from[m[1]] = append(from[m[1]], gauges[min(i, len(gauges)-1)])
			}
		}
	}
	for field, want := range map[string]string{"Executions": "executions", "Dominance": "dominance", "Uprooting": "dislocation", "Hits": "hit_share"} {
		if !slices.Contains(from[field], want) {
			t.Fatalf("%s is measured from %s, which is not found in country/measure.go: %v", want, field, from[field])
		}
	}
	return from
}

// textOf is a file of package country.
func textOf(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(top, "country", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// gaugeNames are the names of the gauges by their constants.
func gaugeNames(t *testing.T) map[string]string {
	t.Helper()
	names := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\t(\w+): +\{"(\w+)", (?:Flow|Stock|Index)`).FindAllStringSubmatch(textOf(t, "gauges.go"), -1) {
		names[m[1]] = m[2]
	}
	return names
}

// sourceOf is the text of a package without its tests.
func sourceOf(t *testing.T, name string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(top, name, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

// flat is a history with one value a month in a gauge.
func flat(gauge string, from calendar.Month, values ...float64) evidence.History {
	return evidence.History{From: from, Gauges: map[string][]float64{gauge: values, "population": make([]float64, len(values))}}
}

func TestWindow(t *testing.T) {
	h := flat("arrests", year(1930), 1, 2, math.NaN(), 6)
	for _, c := range []struct {
		w    window
		want float64
	}{
		{window{"arrests", "sum", year(1930), year(1930) + 3}, 9},
		{window{"arrests", "mean", year(1930), year(1930) + 3}, 3},
		{window{"arrests", "last", year(1930), year(1930) + 2}, 2},
		{window{"arrests", "sum", year(1929), year(1930)}, 1},
		{window{"arrests", "sum", year(1930) + 3, year(1950)}, 6},
		{window{"arrests", "sum", year(1930) + 2, year(1930) + 2}, math.NaN()},
		{window{"arrests", "mean", year(1950), year(1951)}, math.NaN()},
		{window{"executions", "sum", year(1930), year(1931)}, math.NaN()},
	} {
		if got := c.w.of(h); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("%v = %v, want %v", c.w, got, c.want)
		}
	}
}

// pool is histories whose arrests of one month are normal, with the given dice.
func pool(n int, name string, shift float64) (all []evidence.History) {
	dice := diceOf(name)
	for range n {
		all = append(all, flat("arrests", year(1930), 100+shift+10*dice.NormFloat64()))
	}
	return all
}

// The noise of equal arms of normal numbers is 2.576 times the standard error
// of their difference.
func TestEqualArms(t *testing.T) {
	var values []float64
	for _, h := range pool(400, "equal", 0) {
		values = append(values, h.Gauges["arrests"][0])
	}
	want := 2.576 * spread(values) * math.Sqrt(2.0/25)
	if got := equalArms(diceOf("x"), values, 25); math.Abs(got-want) > 0.1*want {
		t.Errorf("noise = %v, want %v or so", got, want)
	}
	if got := equalArms(diceOf("x"), []float64{7, 7}, 2); got != 0 {
		t.Errorf("the noise of numbers that do not move is %v", got)
	}
	low, high := meanBand(diceOf("y"), values, 0.95)
	if se := spread(values) / 20; math.Abs((high-low)/2/(1.96*se)-1) > 0.1 {
		t.Errorf("95%% interval is %v to %v, want a half width of %v", low, high, 1.96*se)
	}
}

// An arm that is the pool shifted is beyond the noise where the shift is large,
// with an interval of no width since the dice are the same, and within it where
// the shift is small; then the other gauges are tried.
func TestEffect(t *testing.T) {
	c := choice{country.ShowTrials, "arrests", "sum", year(1930), year(1930), true, "test"}
	base := pool(80, "base", 0)
	for _, x := range []struct {
		shift  float64
		beyond bool
	}{{30, true}, {-30, true}, {2, false}} {
		e := effect(c, base, pool(20, "base", x.shift))
		if e.Beyond != x.beyond || math.Abs(float64(e.Shift)-x.shift) > 1e-3 || e.High-e.Low > 1e-3 {
			t.Errorf("a shift of %v: %+v", x.shift, e)
		}
		if (e.Strongest == nil) != x.beyond {
			t.Errorf("a shift of %v: others tried: %+v", x.shift, e.Strongest)
		}
		if e.Operations != 0 {
			t.Errorf("operations are counted where none began: %+v", e)
		}
	}
}

func TestStrongestFindsTheGaugeThatMoves(t *testing.T) {
	c := choice{country.ShowTrials, "arrests", "sum", year(1930), year(1930), false, "test"}
	base, arm := pool(80, "base", 0), pool(20, "base", 0)
	dice := diceOf("denunciations")
	for i := range base {
		own := 50 + dice.NormFloat64()
		base[i].Gauges["denunciations"] = []float64{own}
		base[i].Gauges["executions"] = []float64{0} // written by the institution itself
		if i < len(arm) {
			arm[i].Gauges["denunciations"] = []float64{own - 5}
			arm[i].Gauges["executions"] = []float64{1000}
		}
	}
	if o := strongest(c, base, arm); o.Window.Gauge != "denunciations" || !o.Beyond || math.Abs(float64(o.Shift)+5) > 1e-3 {
		t.Errorf("the strongest is %+v", o)
	}
	if o := strongest(c, base, base[:20]); o.Beyond || o.Window.Gauge != "" {
		t.Errorf("of equal arms the strongest is %+v", o)
	}
}
