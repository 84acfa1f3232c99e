package main

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestDistanceAndQuantiles(t *testing.T) {
	for _, c := range []struct {
		a, b []float64
		want float64
	}{
		{[]float64{1, 2, 3, 4}, []float64{1, 2, 3, 4}, 0},
		{[]float64{1, 2, 3, 4}, []float64{5, 6, 7, 8}, 1},
		{[]float64{1, 2, 3, 4}, []float64{3, 4, 5, 6}, 0.5},
		{[]float64{1, 1, 1, 1}, []float64{1, 1, 1, 2}, 0.25},
	} {
		if got := farthest(c.a, c.b); got != c.want {
			t.Errorf("distance of %v and %v: %g, want %g", c.a, c.b, got, c.want)
		}
	}
	if got := quantilesOf([]float64{0, 10, 20, 30, 40}); !slices.Equal(got, measures{2, 10, 20, 30, 38}) {
		t.Errorf("quantiles %v", got)
	}
	// Smirnov's table: two samples of 100 differ by more than 0.230 once in a hundred;
	// once in ten thousand is 2.2253 for 1.6276.
	if got := criticalDistance(100, 100); math.Abs(got-0.2302*2.2253/1.6276) > 1e-4 {
		t.Errorf("critical distance %g", got)
	}
}

// spread are n seeds of one measure, evenly in from..to.
func spread(n int, from, to float64) (all []measures) {
	for i := range n {
		all = append(all, measures{from + (to-from)*float64(i)/float64(n-1)})
	}
	return all
}

func lacking(n int) (all []measures) { return slices.Repeat([]measures{{math.NaN()}}, n) }

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		what       string
		ours, peer []measures
		allowed    Tolerance
		want       bool
	}{
		{"the same", spread(100, 1, 2), spread(100, 1, 2), sameRules, true},
		{"far off", spread(100, 1, 2), spread(100, 2, 3), sameRules, false},
		{"the same mean, another spread", spread(100, 1, 2), spread(100, 1.45, 1.55), sameRules, false},
		{"the same mean, another spread, other rules", spread(100, 1, 2), spread(100, 1.45, 1.55), otherRules, true},
		{"off by 4% of nearly no spread, other rules", spread(100, 1, 1.001), spread(100, 1.04, 1.041), otherRules, true},
		{"off by 6% of nearly no spread, other rules", spread(100, 1, 1.001), spread(100, 1.06, 1.061), otherRules, false},
		{"nothing beside nothing", spread(100, 0, 0), spread(100, 0, 0), sameRules, true},
		{"something beside nothing", spread(100, 0, 0), spread(100, 0, 0.1), otherRules, false},
		{"both lack it", lacking(100), lacking(100), sameRules, true},
		{"one lacks it", spread(100, 1, 2), lacking(100), otherRules, false},
	} {
		got, err := compare([]string{"x"}, c.ours, c.peer, c.allowed)
		if err != nil || agree(got) != c.want {
			t.Errorf("%s: %+v, %v; want %t", c.what, got, err, c.want)
		}
	}
	if _, err := compare([]string{"x"}, spread(19, 1, 2), spread(100, 1, 2), sameRules); err == nil || !strings.Contains(err.Error(), "too few") {
		t.Errorf("19 seeds: %v", err)
	}
}

func TestMeasuresInJSON(t *testing.T) {
	text, err := json.Marshal(measures{1.0 / 3, math.NaN(), 0, 1e-9}.rounded())
	if err != nil || string(text) != "[0.333333,null,0,1e-09]" {
		t.Errorf("%s, %v", text, err)
	}
	var back measures
	if err := json.Unmarshal(text, &back); err != nil || len(back) != 4 || back[0] != 0.333333 || !math.IsNaN(back[1]) {
		t.Errorf("%v, %v", back, err)
	}
}

// puppet behaves as it is told, and says whether it was timed.
type puppet struct {
	values []measures
	timed  bool
}

func (p *puppet) behave(_ any, t trial) ([]measures, error) { return p.values[:len(t.Seeds)], nil }
func (p *puppet) build(any, int, uint64) error              { p.timed = true; return nil }
func (p *puppet) run(steps int) (float64, error)            { p.timed = true; return float64(steps), nil }
func (p *puppet) close() error                              { return nil }

// Where behaviour differs there is no time: not told, not even taken.
func TestNoTimesWhereBehaviourDiffers(t *testing.T) {
	for _, c := range []struct {
		what   string
		peer   []measures
		twin   string
		differ bool
	}{
		{"the same", spread(40, 1, 2), "", false},
		{"another", spread(40, 1.5, 2.5), "", true},
		{"a twin", spread(40, 1, 2), "ours", false},
		{"a twin with another history", spread(40, 1.0001, 2), "ours", true},
	} {
		ours, peer := &puppet{values: spread(40, 1, 2)}, &puppet{values: c.peer}
		game := &contest{name: "a game", unit: "tick", tasks: []task{{"a task", nil}}, measures: []string{"x"}, trial: trial{Seeds: make([]uint64, 40)},
			sizes: []int{1}, units: func(int) float64 { return 1 }, warm: 1, seconds: 3,
			entrants: []entrant{{name: "ours", player: ours}, {name: "peer", allowed: sameRules, twin: c.twin, player: peer}}}
		for i := range game.trial.Seeds {
			game.trial.Seeds[i] = uint64(i)
		}
		var out bytes.Buffer
		_, err := game.hold(wish{times: true, repetitions: 3}, &out, func(string) {})
		if differs := err != nil && strings.Contains(err.Error(), "peer in a task"); differs != c.differ || ours.timed == c.differ || peer.timed == c.differ {
			t.Errorf("%s: %v; timed: %t, %t", c.what, err, ours.timed, peer.timed)
		}
		if told := strings.Contains(out.String(), "time per"); told == c.differ {
			t.Errorf("%s: times are told: %t\n%s", c.what, told, &out)
		}
	}
}

func TestFlagsThatAreRefused(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"--only passes", "want pass or rebellion"},
		{"--seeds 5", "want 20 to"},
		{"--repetitions 1", "want 3 to"},
		{"results.json", "no arguments"},
		{"--speed", "not defined"},
	} {
		if _, err := wishOf(strings.Fields(c.args), new(bytes.Buffer)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.args, err, c.want)
		}
	}
}
