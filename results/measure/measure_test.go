package main

import (
	"context"
	"io"
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
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/results"
)

var top = filepath.Join("..", "..")

// The committed numbers are those of the model as it is: a slice of every file
// is measured again and must be the same to the last byte.
func TestResultsAreFresh(t *testing.T) {
	committed := map[string]results.Probe{}
	p, err := results.Read[results.Patterns]("patterns.json")
	committed["patterns"] = p.Probe
	s, err2 := results.Read[results.Scales]("scales.json")
	committed["scales"] = s.Probe
	e, err3 := results.Read[results.Effects]("effects.json")
	committed["effects"] = e.Probe
	d, err4 := results.Read[results.Draws]("draws.json")
	committed["draws"] = d.Probe
	for _, err := range []error{err, err2, err3, err4} {
		if err != nil {
			t.Fatal(err)
		}
	}
	b := newBench(top, 2, io.Discard)
	for _, q := range questions {
		now, err := b.probe(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		then := committed[q]
		for i, h := range now.Months {
			if i >= len(then.Months) || then.Months[i] != h {
				t.Errorf("results/%s.json is not of this model at the point %s: run make measure, and read what changed", q, h.Of)
			}
		}
		if then.Numbers != now.Numbers {
			t.Errorf("results/%s.json is not what is measured now: run make measure, and read what changed", q)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "want one word: patterns, scales, effects, draws or all"},
		{[]string{"pattern"}, `"pattern": want patterns`},
		{[]string{"patterns", "draws"}, "want one word"},
		{[]string{"--workers", "0", "draws"}, "--workers 0"},
		{[]string{"--members", "1", "effects"}, "--members 1"},
		{[]string{"--nonsense"}, "nonsense"},
	} {
		if err := run(context.Background(), c.args, io.Discard); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("measure %v: %v, want %q", c.args, err, c.want)
		}
	}
	if all, err := questionsOf([]string{"all"}); err != nil || len(all) != len(questions) {
		t.Errorf("all is %v, %v", all, err)
	}
}

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
	if found < 25 {
		t.Errorf("only %d assignments were found: the test looks in the wrong place", found)
	}
}

// measuredFrom reads country/measure.go: the gauges by the field of the country
// that each is measured from.
func measuredFrom(t *testing.T) map[string][]string {
	t.Helper()
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(top, "country", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	names := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\t(\w+): +\{"(\w+)", (?:Flow|Stock|Index)`).FindAllStringSubmatch(read("gauges.go"), -1) {
		names[m[1]] = m[2]
	}
	from := map[string][]string{}
	field := regexp.MustCompile(`\b(?:flow|c\.Report|c\.State|c)\.([A-Z]\w*)`)
	for _, line := range strings.Split(read("measure.go"), "\n") {
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

func TestMeasuresOfAHistory(t *testing.T) {
	h := evidence.History{Gauges: map[string][]float64{}}
	for m := range 36 {
		for _, g := range []string{"support_share", "acclaim_share", "dissent_share", "mores", "fear", "executions", "elite_arrested"} {
			h.Gauges[g] = append(h.Gauges[g], 0.5)
		}
		h.Gauges["population"] = append(h.Gauges["population"], 1000)
		h.Gauges["party_members"] = append(h.Gauges["party_members"], 10)
		h.Gauges["arrests"] = append(h.Gauges["arrests"], float64(m/24*3))
	}
	want := map[string]float64{
		"support_share, last 12":                        0.5,
		"party members per person, all months":          0.01,
		"arrests per 1000 persons and year, all months": 12,
		"arrests per 1000 persons and year, last 12":    36,
		"killed by sentence, persons, all months":       18,
		"operations begun":                              0,
		"elite arrested, persons, all months":           18,
	}
	for _, m := range measures() {
		if w, ok := want[m.name]; ok {
			if v := m.of(h); math.Abs(v-w) > 1e-12 {
				t.Errorf("%s = %v, want %v", m.name, v, w)
			}
			delete(want, m.name)
		}
	}
	for name := range want {
		t.Errorf("%s is not measured", name)
	}
	if s := spread([]float64{2, 4, 4, 4, 5, 5, 7, 9}); math.Abs(s-math.Sqrt(32.0/7)) > 1e-12 || spread([]float64{3}) != 0 {
		t.Errorf("spread = %v", s)
	}
}

// terror is a history of arrests from 1934 on: a quiet level, months of an
// operation, and what is left afterwards.
func terror(quiet, high, after float64, start, stop, last calendar.Month) evidence.History {
	var values []float64
	for m := year(1934); m <= last; m++ {
		switch {
		case m < start:
			values = append(values, quiet)
		case m < stop:
			values = append(values, high)
		default:
			values = append(values, after)
		}
	}
	h := flat("arrests", year(1934), values...)
	h.Operations = []country.OperationRow{{Start: start, Stop: stop, Taken: 1}}
	return h
}

func TestDeeds(t *testing.T) {
	july, november := calendar.Of(1937, 7), calendar.Of(1938, 11)
	late := calendar.Of(1941, 6)
	never := terror(1, 10, 1, july, november, late)
	never.Operations = nil
	going := terror(1, 10, 10, july, november, late)
	going.Operations[0].Stop = 0
	for _, c := range []struct {
		name                  string
		h                     evidence.History
		begins, bursts, stops bool
	}{
		{"as the record", terror(1, 10, 1, july, november, late), true, true, true},
		{"a small rise", terror(5, 10, 1, july, november, late), true, false, true},
		{"arrests go on", terror(1, 10, 5, july, november, late), true, true, false},
		{"thirty-one months", terror(1, 10, 1, july, july+31, late), true, true, false},
		{"thirty months", terror(1, 10, 1, july, july+30, late), true, true, true},
		{"no year to look at after", terror(1, 10, 1, july, november, november+10), true, true, false},
		{"begun in 1936", terror(1, 10, 1, calendar.Of(1936, 12), november, late), false, true, false},
		{"never begun", never, false, true, false},
		{"never stopped", going, true, true, false},
	} {
		if d := deedsOf(c.h); d.begins != c.begins || d.bursts != c.bursts || d.stops != c.stops {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
	at := counted(1000, []evidence.History{terror(1, 10, 1, july, november, late), never})
	for i, want := range []int{1, 2, 1, 1} {
		if at.Shares[i].Draws != want {
			t.Errorf("%s in %d of 2 draws, want %d", at.Shares[i].What, at.Shares[i].Draws, want)
		}
	}
}

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		n, of     int
		low, high float64
	}{{0, 200, 0, 0.0188}, {200, 200, 0.9812, 1}, {50, 200, 0.1951, 0.3143}, {81, 263, 0.2553, 0.3662}} {
		low, high := wilson(c.n, c.of)
		if math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.n, c.of, low, high, c.low, c.high)
		}
	}
}

const aLog = `# point: to-1936
generation,number,members,loss,A1 figures,leader.launch,police.names
3,1,9,1.00,0.5,0.0011,1.1
1,1,3,2.00,0.5,0.0012,1.2
1,2,3,2.19,,0.0013,1.3
2,1,3,2.21,0.5,0.0014,1.4
`

func TestRowsNear(t *testing.T) {
	rows, err := rowsNear("x.log.csv", []byte(aLog))
	if err != nil {
		t.Fatal(err)
	}
	// The finalist was judged by other members; 2.21 is more than a tenth above 2.
	if len(rows) != 2 || rows[0]["leader.launch"] != 0.0012 || rows[1]["police.names"] != 1.3 || len(rows[0]) != 2 {
		t.Errorf("rows near the best: %v", rows)
	}
	for text, want := range map[string]string{
		"# nothing\n":           "no line of columns",
		"a,b\n1,2\n":            "no column loss",
		"loss,members\nx,1\n":   "row 1: loss",
		"loss,members\n1,1,1":   "wrong number of fields",
		"loss,leader.lag\n1,\n": "leader.lag",
	} {
		if _, err := rowsNear("x.log.csv", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestAround(t *testing.T) {
	ranges := []lab.Range{{Key: "a", Min: 0, Max: 10}, {Key: "b", Tie: "a", Factor: 2}}
	at := map[string]float64{"a": 5, "b": 7}
	for u, want := range map[float64]float64{0.5: 5, 0: 0, 1: 10} {
		got := around(at, ranges, func() float64 { return u })
		if math.Abs(got["a"]-want) > 1e-9 || got["b"] != 2*got["a"] {
			t.Errorf("a draw at the quantile %v: %v, want a = %v and b twice that", u, got, want)
		}
	}
	if got := around(at, ranges, func() float64 { return 0.8413447 })["a"]; math.Abs(got-6) > 1e-3 {
		t.Errorf("a draw one deviation up is %v, want 6", got)
	}
}

// A log with enough good rows is used, and one without is not, and the file
// says which.
func TestNearSaysWhereDrawsComeFrom(t *testing.T) {
	root := t.TempDir()
	table, err := os.ReadFile(filepath.Join(top, "scenarios", "search", "parameters.csv"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, text []byte) {
		path := filepath.Join(root, "scenarios", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("search/parameters.csv", table)
	s, err := read(drawsPoint)
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(root, 1, io.Discard)
	near := func(want string) []map[string]float64 {
		params, from, err := b.near(s, 250)
		if err != nil || len(params) != 250 || !strings.Contains(from, want) {
			t.Fatalf("%d draws, %q, %v; want 250 and %q", len(params), from, err, want)
		}
		return params
	}
	gaussian := near("there is no log")
	if gaussian[0]["leader.launch"] == gaussian[1]["leader.launch"] {
		t.Error("two draws around the point are the same")
	}
	write("points/to-1936.log.csv", []byte(aLog))
	near("2 rows within 10%")
	write("points/to-1936.log.csv", []byte(aLog+strings.Repeat("1,9,3,2.0,,0.0019,1.9\n", 300)))
	if p := near("of the 302 rows"); p[0]["leader.launch"] > 0.0019 || p[0]["leader.launch"] < 0.0012 {
		t.Errorf("a draw from the log: %v", p[0])
	}
}

// The same question gives the same bytes with any number of workers, and stops
// when it is told to.
func TestTinyEnsembles(t *testing.T) {
	ctx := context.Background()
	one, two := newBench(top, 1, io.Discard), newBench(top, 2, io.Discard)
	for _, q := range []struct {
		name string
		of   func(b *bench) (any, error)
	}{
		{"draws", func(b *bench) (any, error) { return b.draws(ctx, drawsPoint, 3, []int{probeScale}) }},
		{"scales", func(b *bench) (any, error) {
			return b.scales(ctx, points[:1], []size{{2 * probeScale, 2}, {probeScale, 2}})
		}},
	} {
		x, err := q.of(one)
		if err != nil {
			t.Fatal(err)
		}
		y, err := q.of(two)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := results.Text(x)
		b, _ := results.Text(y)
		if string(a) != string(b) || len(a) < 100 {
			t.Errorf("%s with one worker and with two:\n%s\n%s", q.name, a, b)
		}
	}
	if len(one.runs) == 0 || one.runs[0].Point != drawsPoint || one.runs[0].FittedTo == "" || len(one.runs[0].PointHash) != 64 {
		t.Errorf("runs written down: %+v", one.runs)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := one.patterns(stopped, points[:1], size{probeScale, 3}); err == nil {
		t.Error("a cancelled measurement gives numbers")
	}
}
