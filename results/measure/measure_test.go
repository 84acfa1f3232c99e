package main

import (
	"context"
	"io"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/evidence"
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
