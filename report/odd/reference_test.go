package odd

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/evidence"
)

// historyOf has one value in every gauge that is measured.
func historyOf(months int, arrests func(month int) float64) evidence.History {
	h := evidence.History{Gauges: map[string][]float64{}}
	for m := range months {
		for _, g := range []string{"support_share", "acclaim_share", "dissent_share", "mores", "fear", "executions", "elite_arrested"} {
			h.Gauges[g] = append(h.Gauges[g], 0.5)
		}
		h.Gauges["population"] = append(h.Gauges["population"], 1000)
		h.Gauges["party_members"] = append(h.Gauges["party_members"], 10)
		h.Gauges["arrests"] = append(h.Gauges["arrests"], arrests(m))
	}
	return h
}

func TestMeasuresOfAHistory(t *testing.T) {
	h := historyOf(36, func(m int) float64 {
		if m >= 24 {
			return 3
		}
		return 0
	})
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
}

func TestSpread(t *testing.T) {
	if s := spread([]float64{2, 4, 4, 4, 5, 5, 7, 9}); s.Mean != 5 || math.Abs(s.SD-math.Sqrt(32.0/7)) > 1e-12 {
		t.Errorf("spread = %+v", s)
	}
	if s := spread([]float64{3}); s.Mean != 3 || s.SD != 0 {
		t.Errorf("spread of one = %+v", s)
	}
}

func TestHolds(t *testing.T) {
	finest := Sample{Members: 4, Values: []Spread{{100, 2}}}
	for _, c := range []struct {
		mean, sd float64
		want     bool
	}{{100, 0, true}, {104.9, 0, true}, {106, 0, false}, {106, 8, true}, {80, 8, false}} {
		s := Sample{Members: 4, Values: []Spread{{c.mean, c.sd}}}
		if got := holds(s, finest, 0); got != c.want {
			t.Errorf("%v ± %v beside 100 ± 2: holds = %t", c.mean, c.sd, got)
		}
	}
}

// A number that agrees at the coarsest scale by chance, and not between, does
// not hold from there.
func TestScaleTableWantsEveryFinerScale(t *testing.T) {
	values := func(mean float64) (v []Spread) {
		for range measures() {
			v = append(v, Spread{mean, 0})
		}
		return v
	}
	r := Reference{Samples: []Sample{{10_000, 4, values(1)}, {1000, 4, values(2)}, {100, 4, values(1)}}}
	table := r.scaleTable()
	if n := strings.Count(table, "| 1:100 |\n"); n != len(measures()) {
		t.Errorf("%d of %d numbers hold from 1:100:\n%s", n, len(measures()), table)
	}
	if !strings.Contains(table, "0 of") {
		t.Errorf("the count of what holds is wrong:\n%s", table)
	}
}

func TestMeasureStopsWhenToldTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Measure(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Measure of a cancelled context: %v", err)
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
