package rebellion

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// history is one with given numbers of active citizens.
func historyOf(drop int, active ...int) History {
	h := History{Dropped: drop}
	for _, n := range active {
		h.Ticks = append(h.Ticks, Tally{Active: n, Jailed: 2 * n, Groups: [2]int{1, 1}})
	}
	return h
}

func TestMeasures(t *testing.T) {
	h := historyOf(2, 90, 90, 60, 0, 51, 80, 50, 0, 0, 60, 0, 70) // the first two dropped; a burst under way at the first counted
	for name, want := range map[string]float64{
		"mean_active": 37.1, "peak_active": 80, "bursts": 3, "mean_wait": 2, "mean_cycle": 3.5,
		"mean_activation": (51 + 80 + 60 + 70) / 3., "first_burst": 5, "calm_share": 0.4, "mean_jailed": 74.2, "last_jailed": 140,
	} {
		if got := measured(t, []History{h}, 1, name)[0]; math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %g, want %g", name, got, want)
		}
	}
	for _, name := range []string{"mean_wait", "mean_cycle", "mean_activation", "first_burst"} {
		if got := measured(t, []History{historyOf(0, 0, 50, 3)}, 1, name)[0]; got == got {
			t.Errorf("without a burst %s is %g", name, got)
		}
	}
	two := historyOf(0, 0, 1, 2)
	two.Ticks[0].Killed, two.Ticks[1].Killed = 3, 4
	two.Ticks[2].Groups = [2]int{0, 5}
	for name, want := range map[string]float64{"extinction": 3, "victor": 2, "killed": 7} {
		if got := measured(t, []History{two}, 2, name)[0]; got != want {
			t.Errorf("%s is %g, want %g", name, got, want)
		}
	}
	if got := measured(t, []History{historyOf(0, 1)}, 2, "extinction")[0]; got == got {
		t.Errorf("both groups live, and extinction is %g", got)
	}
}

func TestSpread(t *testing.T) {
	nan := math.NaN()
	if d := SpreadOf([]float64{4, nan, 2, 6}); d.N != 3 || d.Mean != 4 || d.SD != 2 || d.Min != 2 || d.Median != 4 || d.Max != 6 || d.Q75 != 5 {
		t.Errorf("the spread of 2, 4 and 6 is %+v", d)
	}
	if d := SpreadOf([]float64{3}); d.Mean != 3 || d.SD == d.SD || d.Q95 != 3 {
		t.Errorf("the spread of 3 is %+v", d)
	}
	if d := SpreadOf([]float64{nan}); d.N != 0 || d.Mean == d.Mean || d.Max == d.Max {
		t.Errorf("the spread of nothing is %+v", d)
	}
}

func TestAStudyIsTheSameForAnyNumberOfWorkers(t *testing.T) {
	for _, order := range []Order{Shuffle, Blocks} {
		r := presetNamed(t, "netlogo")
		r.Order, r.Vision, r.PoliceVision = order, 2, 2
		run := func(workers int) []History {
			h, err := Study{Rules: r, Seed: 5, Seeds: 3, Ticks: 10, Workers: workers}.Run(func() error { return nil })
			if err != nil {
				t.Fatal(err)
			}
			return h
		}
		one := run(1)
		for _, workers := range []int{2, 7} {
			for i, h := range run(workers) {
				if h.Seed != 5+uint64(i) || !slices.Equal(h.Ticks, one[i].Ticks) {
					t.Errorf("order %s, %d workers: seed %d differs from one worker's", order, workers, h.Seed)
				}
			}
		}
	}
	enough := errors.New("enough")
	if _, err := (Study{Rules: presetNamed(t, "paper"), Seeds: 2, Ticks: 1000, Workers: 1}.Run(func() error { return enough })); err != enough {
		t.Errorf("a study that is stopped says %v", err)
	}
}

func TestKeys(t *testing.T) {
	for _, p := range Presets() {
		if err := p.Rules.Check(); err != nil {
			t.Errorf("preset %s: %v", p.Name, err)
		}
		var read Rules
		for _, run := range Runs() {
			r := run.Over(p.Rules)
			if err := r.Check(); err != nil {
				t.Errorf("preset %s, run %d: %v", p.Name, run.Number, err)
			}
			for _, key := range Keys() {
				if text := key.Text(r); text != "" {
					if err := key.Set(&read, text); err != nil || key.Text(read) != text {
						t.Errorf("%s: writes %q and reads it as %q, %v", key.Name, text, key.Text(read), err)
					}
				}
			}
		}
	}
	for _, c := range []struct{ key, text, want string }{
		{"arrest", "raito", "did you mean ratio? (want ratio, floor, round)"},
		{"order", "sequential", "want shuffle, replacement, blocks"},
		{"size", "4", "want a whole number from 5 to 4096"},
		{"vision", "NaN", "want a number from 1 to 50"},
		{"sentence-max", "0", "want ticks from 1 to 1000000, or infinite"},
		{"changes", "police@0=0.1", "is no change"},
		{"changes", "police@5=0.1/0", "is no change"},
		{"changes", "polise@5=0.1", "did you mean police?"},
	} {
		for _, key := range Keys() {
			if key.Name != c.key {
				continue
			}
			r := presetNamed(t, "paper")
			before := key.Text(r)
			if err := key.Set(&r, c.text); err == nil || !strings.Contains(err.Error(), c.want) || key.Text(r) != before {
				t.Errorf("%s %s: %v, want %q; now %q", c.key, c.text, err, c.want, key.Text(r))
			}
		}
	}
	if _, err := PresetOf("papper"); err == nil || !strings.Contains(err.Error(), "did you mean paper?") {
		t.Errorf("preset papper: %v", err)
	}
}

func TestRulesThatDoNotGoTogether(t *testing.T) {
	for want, change := range map[string]func(*Rules){
		"see cells twice":        func(r *Rules) { r.Size = 14 },
		"more people than cells": func(r *Rules) { r.Changes = Changes{{What: PoliceChange, At: 1, To: 0.31}} },
		"is for model I":         func(r *Rules) { r.Groups, r.Order = 2, Blocks },
	} {
		r := presetNamed(t, "paper")
		change(&r)
		if err := r.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
