package main

import (
	"fmt"
	"slices"
)

// Behaviour is what one entrant did in one task, and how it lies beside ours.
type Behaviour struct {
	Task      string     `json:"task"`
	Entrant   string     `json:"entrant"`
	Twin      string     `json:"twin,omitempty"` // the same history as that entrant, on these seeds
	Tolerance *Tolerance `json:"tolerance,omitempty"`
	Seeds     []uint64   `json:"seeds"`
	Values    []measures `json:"values"` // by seed
	Verdicts  []Verdict  `json:"verdicts,omitempty"`
	Agrees    bool       `json:"agrees"`
}

// twinSeeds are on how many seeds the histories of twins are compared.
const twinSeeds = 2

// judge lets every entrant play every task, and compares. say tells what is
// under way.
func (c *contest) judge(say func(string)) (all []Behaviour, err error) {
	for _, task := range c.tasks {
		for _, e := range c.entrants {
			t := c.trial
			if e.twin != "" {
				t.Seeds = t.Seeds[:min(twinSeeds, len(t.Seeds))]
			}
			say(fmt.Sprintf("%s, %s: behaviour of %s, %d seeds", c.name, task.name, e.name, len(t.Seeds)))
			values, err := e.behave(task.set, t)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", e.name, err)
			}
			for i := range values {
				values[i] = values[i].rounded()
			}
			b := Behaviour{Task: task.name, Entrant: e.name, Twin: e.twin, Seeds: t.Seeds, Values: values}
			if e.twin == "" && e.name != c.entrants[0].name {
				b.Tolerance = &e.allowed
			}
			all = append(all, b)
		}
	}
	return all, settle(c.measures, all)
}

// settle fills in the verdicts: of the first entrant of a task none, of a twin
// whether it is one, of every other the comparison with the first.
func settle(names []string, all []Behaviour) (err error) {
	for i := range all {
		b := &all[i]
		first := all[slices.IndexFunc(all, func(o Behaviour) bool { return o.Task == b.Task })]
		switch {
		case b.Entrant == first.Entrant:
			b.Agrees = true
		case b.Twin != "":
			b.Agrees = isTwin(b, all)
		case b.Tolerance == nil:
			return fmt.Errorf("%s has no tolerance", b.Entrant)
		default:
			if b.Verdicts, err = compare(names, first.Values, b.Values, *b.Tolerance); err != nil {
				return err
			}
			b.Agrees = agree(b.Verdicts)
		}
	}
	return nil
}

// isTwin is whether the values of all seeds are those of the twin.
func isTwin(b *Behaviour, all []Behaviour) bool {
	at := slices.IndexFunc(all, func(o Behaviour) bool { return o.Task == b.Task && o.Entrant == b.Twin })
	if at < 0 || len(b.Values) == 0 {
		return false
	}
	for i, seed := range b.Seeds {
		j := slices.Index(all[at].Seeds, seed)
		if j < 0 || !slices.EqualFunc(b.Values[i], all[at].Values[j], func(x, y float64) bool { return x == y || x != x && y != y }) {
			return false
		}
	}
	return true
}

// differing are those who do not agree.
func differing(all []Behaviour) (names []string) {
	for _, b := range all {
		if !b.Agrees {
			names = append(names, b.Entrant+" in "+b.Task)
		}
	}
	return names
}
