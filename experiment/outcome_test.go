package experiment

import (
	"math"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
)

// made is a history of 1914-01..1941-06 in which each gauge is the number of
// its month, from 0, times a factor, and two operations begin in the window.
func made() evidence.History {
	h := evidence.History{From: calendar.Of(1914, 1), Gauges: map[string][]float64{}}
	for i, g := range country.Gauges {
		column := make([]float64, 330)
		for m := range column {
			column[m] = float64(m) * float64(i+1)
		}
		h.Gauges[g.Name] = column
	}
	h.Gauges["arrests"] = make([]float64, 330)
	h.Gauges["arrests"][276], h.Gauges["arrests"][290] = 30, 10 // 1937-01, 1938-03
	hit := h.Gauges["hit_share"]
	for m := range hit {
		hit[m] = math.NaN() // no arrests, no share
	}
	hit[276], hit[290] = 0.2, 0.6
	h.Operations = []country.OperationRow{
		{Operation: 1, Start: calendar.Of(1936, 9), Stop: calendar.Of(1936, 12), Taken: 5},
		{Operation: 2, Start: calendar.Of(1937, 8), Stop: calendar.Of(1938, 11), Taken: 9},
	}
	return h
}

func TestOutcomes(t *testing.T) {
	h := made()
	for _, c := range []struct {
		word string
		want float64
	}{
		{"operation", 1}, {"operation_1930", 0}, {"launch_month", 3}, {"stop_months", 15},
		{"arrests_1937_38", 40}, {"arrests_1930_33", 0}, {"hit_share_1937_38", 0.3}, // (0.2*30 + 0.6*10) / 40
		{"arrests@1937:sum", 30}, {"arrests@1937..1938:sum", 40}, {"arrests@1938-03:end", 10}, {"arrests@1938-02..1938-04:max", 10},
		{"hit_share@1937..1938:mean", 0.4}, {"hit_share@1914:mean", math.NaN()}, {"hit_share@1937..1938:max", 0.6},
		{"population@1914..1915:end", 23}, {"population@1914-02..1914-04:mean", 2}, {"population@1914..1950:sum", math.NaN()},
		{"elite_share", 301 * float64(country.CCLostShare+1)}, {"camp_population_1941", 323 * float64(country.CampPopulation+1)},
		{"log_deaths", math.Log1p(329*330/2*float64(country.Executions+1) + 329*330/2*float64(country.CampDeaths+1) - 191*192/2*float64(country.Executions+country.CampDeaths+2))},
	} {
		o, err := Parse(c.word)
		if err != nil {
			t.Fatal(err)
		}
		if got := o.Of(h); math.Abs(got-c.want) > 1e-9*math.Abs(c.want) || math.IsNaN(got) != math.IsNaN(c.want) {
			t.Errorf("%s is %v, want %v", c.word, got, c.want)
		}
	}
	h.Operations = nil
	for word, want := range map[string]float64{"operation": 0, "launch_month": nan, "stop_months": nan} {
		o, _ := Parse(word)
		if got := o.Of(h); got != want && !math.IsNaN(want) || math.IsNaN(got) != math.IsNaN(want) {
			t.Errorf("without an operation %s is %v, want %v", word, got, want)
		}
	}
}

// Every outcome reads the gauges that there are, in the months that it says.
func TestOutcomesAreDefined(t *testing.T) {
	short := made()
	for name := range short.Gauges {
		short.Gauges[name] = short.Gauges[name][:12]
	}
	short.Operations = nil
	for _, o := range Outcomes() {
		if v := o.Of(made()); math.IsNaN(v) {
			t.Errorf("%s is not defined in a whole history", o.Name)
		}
		if v := o.Of(short); !math.IsNaN(v) {
			t.Errorf("%s is %v in a history of one year", o.Name, v)
		}
		if !strings.Contains(Describe(), o.Name) || o.Unit == "" || o.Doc == "" {
			t.Errorf("%s is not described", o.Name)
		}
	}
	if got := Reachable(calendar.Of(1914, 1), calendar.Of(1934, 1)); len(got) != 3 {
		t.Errorf("until 1934-01 reachable: %v; want operation_1930, arrests_1930_33, mutinies_1917_21", got)
	}
}

func TestParseArm(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"baseline", "baseline|baseline|||"},
		{"again=baseline", "again|baseline|||"},
		{"baseline+without=camps", "baseline+without=camps|baseline||camps|"},
		{"x=baseline+without=camps,set=leader.chi_leader=0.3+point=none", "x|baseline|leader.chi_leader=0.3|camps|none"},
		{"dir/a+b.yaml+without=camps", "dir/a+b.yaml+without=camps|dir/a+b.yaml||camps|"},
		{"baseline+set=threat={a: 1, b: 2}", "baseline+set=threat={a: 1, b: 2}|baseline|threat={a: 1, b: 2}||"},
	} {
		a, err := ParseArm(c.word)
		got := strings.Join([]string{a.Name, a.Scenario, strings.Join(a.Edits.Set, " "), strings.Join(a.Edits.Without, " "), a.Edits.Point}, "|")
		if err != nil || got != c.want {
			t.Errorf("%s: %s, %v; want %s", c.word, got, err, c.want)
		}
	}
	for word, want := range map[string]string{
		"": "is empty", "x=": "is empty", "=baseline": "its name is empty", "+without=camps": "is empty",
		"baseline+witout=camps": `did you mean "without"?`, "baseline+set=": "nothing stands behind set=", "baseline+camps": `"camps" is no edit`,
	} {
		if _, err := ParseArm(word); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", word, err, want)
		}
	}
}

func TestPaired(t *testing.T) {
	c := Paired([]float64{3, 5, 7, 9, nan}, []float64{1, 5, 4, 10, 2})
	if c.Pairs != 4 || c.Left != 1 || c.Ties != 1 || c.Mean != 1 || c.Above != 0.625 || c.ArmMean != 6 || c.BaseMean != 5 {
		t.Errorf("%+v", c)
	}
	// Differences 2, 0, 3, -1: variance 10/3; arms 20/3 and 42/3.
	if math.Abs(c.SD-math.Sqrt(10.0/3)) > 1e-12 || math.Abs(c.Reduction-(1-10.0/62)) > 1e-12 {
		t.Errorf("sd %v, reduction %v", c.SD, c.Reduction)
	}
	if !(c.MeanLow < c.Mean && c.Mean < c.MeanHigh) || !(c.Low < 0 && c.High > 2) {
		t.Errorf("intervals %v..%v, %v..%v", c.MeanLow, c.MeanHigh, c.Low, c.High)
	}
	if again := Paired([]float64{3, 5, 7, 9, nan}, []float64{1, 5, 4, 10, 2}); again != c {
		t.Error("the same columns give another contrast")
	}
	if c := Paired([]float64{nan}, []float64{1}); c.Pairs != 0 || !math.IsNaN(c.Mean) {
		t.Errorf("without a pair: %+v", c)
	}
}

// A key is what it was: results that are kept are found again. One that changes
// on purpose needs another version of the layout.
func TestKey(t *testing.T) {
	m := Member{Params: map[string]float64{"police.names": 0.1, "camp.room": 2}, Seed: 1000001, Scale: 1000, Until: calendar.Of(1941, 6),
		Outcomes: []string{"deaths"}, Series: []string{"fear"}, Version: "0.1.0"}
	const want = "33aebb3020aa56f079357855dd29cbab"
	if got := m.key("abc"); got != want {
		t.Errorf("key %s, want %s", got, want)
	}
	keys := map[string]bool{m.key("abc"): true, m.key("abd"): true}
	for _, change := range []func(*Member){
		func(m *Member) { m.Params = map[string]float64{"police.names": 0.2, "camp.room": 2} }, func(m *Member) { m.Seed++ }, func(m *Member) { m.Scale++ },
		func(m *Member) { m.Until-- }, func(m *Member) { m.Outcomes = []string{"operation"} }, func(m *Member) { m.Series = nil }, func(m *Member) { m.Version = "0.2.0" },
	} {
		other := m
		change(&other)
		keys[other.key("abc")] = true
	}
	if len(keys) != 9 {
		t.Errorf("%d keys of 9 members", len(keys))
	}
}
