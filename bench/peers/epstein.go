package main

import (
	"fmt"
	"slices"

	"github.com/fromabove/fromabove/reference/rebellion"
)

// Rebellion: Epstein's civil violence by the rules of NetLogo's library.

// Epstein are the numbers of Rebellion that go to the program in Python, which
// has the rules of the preset netlogo and no others.
type Epstein struct {
	Legitimacy  float64 `json:"legitimacy"`
	Threshold   float64 `json:"threshold"`
	K           float64 `json:"k"`
	SentenceMax int     `json:"sentence_max"`
	Vision      float64 `json:"vision"`
	Police      float64 `json:"police"`
	Density     float64 `json:"density"`
}

// netlogo are the rules of the preset, and its numbers.
func netlogo() (rebellion.Rules, *Epstein, error) {
	p, err := rebellion.PresetOf("netlogo")
	r := p.Rules
	return r, &Epstein{r.Legitimacy, r.Threshold, r.K, int(r.SentenceMax), r.Vision, r.Police, r.Density}, err
}

// epsteinMeasures are the measures that both sides report.
var epsteinMeasures = []string{"mean_active", "peak_active", "bursts", "mean_wait", "mean_jailed"}

// ourRebellion is package rebellion, with counts kept or scanned.
type ourRebellion struct {
	rules rebellion.Rules
	world *rebellion.World
}

func (o *ourRebellion) behave(_ any, t trial) (values []measures, err error) {
	rules := o.rules
	rules.Size = t.Size
	for _, seed := range t.Seeds {
		values = append(values, epsteinOf(historyOf(rules, seed, t.Steps, t.Drop)))
	}
	return values, nil
}

// historyOf runs a seed.
func historyOf(rules rebellion.Rules, seed uint64, ticks, drop int) rebellion.History {
	h, w := rebellion.History{Seed: seed, Dropped: drop}, rebellion.New(rules, seed, 1)
	for range ticks {
		h.Ticks = append(h.Ticks, w.Tick())
	}
	return h
}

// epsteinOf are the measures of a history.
func epsteinOf(h rebellion.History) (m measures) {
	known := rebellion.Measures(1)
	for _, name := range epsteinMeasures {
		i := slices.IndexFunc(known, func(k rebellion.Measure) bool { return k.Name == name })
		m = append(m, known[i].Of([]rebellion.History{h})[0])
	}
	return m
}

func (o *ourRebellion) build(_ any, size int, seed uint64) error {
	rules := o.rules
	rules.Size = size
	o.world = rebellion.New(rules, seed, 1)
	return nil
}

func (o *ourRebellion) run(steps int) (float64, error) {
	start := processorTime()
	for range steps {
		o.world.Tick()
	}
	return (processorTime() - start).Seconds(), nil
}

func (o *ourRebellion) close() error { o.world = nil; return nil }

// absentPeers are the programs in which the model is best known; neither is a
// Debian package or a Go module. README.md says how to compare them.
var absentPeers = []string{
	"NetLogo: not run here; README.md says how to run its Rebellion by the same protocol",
	"Mesa: not run here; README.md says how to run its example by the same protocol",
}

// rebellionContest is Rebellion in all forms that can be had here.
func rebellionContest(interpreters []string, seeds []uint64) (*contest, error) {
	rules, numbers, err := netlogo()
	if err != nil {
		return nil, err
	}
	c := &contest{name: "rebellion", unit: "tick", step: "tick", measures: epsteinMeasures, tasks: []task{{"netlogo", numbers}},
		trial: trial{Size: 40, Steps: 500, Drop: 100, Seeds: seeds},
		sizes: []int{40, 100, 200}, units: func(int) float64 { return 1 }, warm: 20, seconds: 0.5, absent: absentPeers}
	scanned := rules
	scanned.Counts = rebellion.Rescan
	c.entrants = []entrant{
		{name: "ours: counts kept", player: &ourRebellion{rules: rules}},
		{name: "ours: scanning", twin: "ours: counts kept", player: &ourRebellion{rules: scanned}},
	}
	for _, form := range []struct{ name, form, twin string }{
		{"Python objects: counts kept", "kept", ""},
		{"Python objects: scanning", "scanned", "Python objects: counts kept"},
	} {
		p, err := startPython(interpreters, "json", "python/rebellion.py", form.form)
		if err != nil {
			c.absent = append(c.absent, fmt.Sprintf("%s: %v (on Debian: apt-get install python3)", form.name, err))
			continue
		}
		c.entrants = append(c.entrants, entrant{name: form.name, allowed: sameHistory, twin: form.twin, player: p})
	}
	return c, nil
}

// sameHistory is the tolerance of Rebellion: 3% in the mean, since bursts are
// few in a history.
var sameHistory = Tolerance{SameRules: true, Shift: 0.03}
