package main

import "fmt"

// The people's pass: what society.settle does to a collective in a month.

// country is a form of the people in Go.
type country interface {
	live() // one month
	measures() measures
}

// inGo is a player in this program, on this thread.
type inGo struct {
	found func(s *Setting, collectives int, seed uint64) country
	now   country
}

func (g *inGo) behave(set any, t trial) (values []measures, err error) {
	for _, seed := range t.Seeds {
		c := g.found(set.(*Setting), t.Size, seed)
		for range t.Steps {
			c.live()
		}
		values = append(values, c.measures())
	}
	return values, nil
}

func (g *inGo) build(set any, size int, seed uint64) error {
	g.now = nil // the last one goes before the next comes
	g.now = g.found(set.(*Setting), size, seed)
	return nil
}

func (g *inGo) run(steps int) (float64, error) {
	start := processorTime()
	for range steps {
		g.now.live()
	}
	return (processorTime() - start).Seconds(), nil
}

func (g *inGo) close() error { g.now = nil; return nil }

// sameRules and otherRules are the tolerances: the same rules may differ by
// chance alone, and by 2% in the mean of a measure; floating point instead of
// levels may differ by 5% in the mean.
var (
	sameRules  = Tolerance{SameRules: true, Shift: 0.02}
	otherRules = Tolerance{Shift: 0.05}
)

// howNumpy says how to get what is not there.
const howNumpy = "on Debian: apt-get install python3-numpy"

// passContest is the people's pass in all forms that can be had here.
func passContest(interpreters []string, seeds []uint64) *contest {
	c := &contest{name: "pass", unit: "person-month", step: "month", measures: measureNames,
		trial: trial{Size: 1024, Steps: 60, Seeds: seeds},
		sizes: []int{1_600, 16_000, 160_000}, units: func(size int) float64 { return float64(size * lanes) }, warm: 2, seconds: 0.25}
	for _, s := range settings() {
		c.tasks = append(c.tasks, task{s.Name, &s})
	}
	c.entrants = []entrant{
		{name: "ours: packed", player: &inGo{found: newPacked}},
		{name: "ark: levels", allowed: sameRules, player: &inGo{found: newLevelWorld}},
		{name: "ark: fine", allowed: otherRules, player: &inGo{found: newFineWorld}},
	}
	for _, form := range []struct {
		name    string
		allowed Tolerance
	}{{"levels", sameRules}, {"fine", otherRules}} {
		p, err := startPython(interpreters, "numpy", "numpy/pass.py", form.name)
		if err != nil {
			c.absent = append(c.absent, fmt.Sprintf("NumPy: %s: %v (%s)", form.name, err, howNumpy))
			continue
		}
		c.entrants = append(c.entrants, entrant{name: "NumPy: " + form.name, allowed: form.allowed, player: p})
	}
	return c
}
