package main

import (
	"fmt"
	"math"
	"runtime"
	"slices"
)

// Timing is how long one entrant took at one size, raw: processor time, which is
// the time of the wall where nothing else runs, and less of a lottery where
// something does.
type Timing struct {
	Entrant string    `json:"entrant"`
	Size    int       `json:"size"`
	Units   float64   `json:"units"` // in a step: persons, or one tick
	Steps   int       `json:"steps"` // in a repetition
	Seconds []float64 `json:"seconds"`
}

// perUnit is the time of a unit in nanoseconds, by repetition.
func (t *Timing) perUnit() (out []float64) {
	for _, s := range t.Seconds {
		out = append(out, s/float64(t.Steps)/t.Units*1e9)
	}
	return out
}

// time holds the clock on every entrant at every size: all are built, each
// takes its turn, and again, so that what else the machine does falls on all
// alike. Building is not timed.
func (c *contest) time(repetitions int, say func(string)) (all []Timing, err error) {
	for _, size := range c.sizes {
		say(fmt.Sprintf("%s: time at size %d", c.name, size))
		at := len(all)
		for _, e := range c.entrants {
			if err := e.build(c.tasks[0].set, size, 1); err != nil {
				return nil, fmt.Errorf("%s: %w", e.name, err)
			}
			seconds, err := e.run(c.warm)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", e.name, err)
			}
			steps := max(1, int(math.Ceil(c.seconds/seconds*float64(c.warm))))
			all = append(all, Timing{Entrant: e.name, Size: size, Units: c.units(size), Steps: steps})
		}
		runtime.GC()
		for range repetitions {
			for i, e := range c.entrants {
				seconds, err := e.run(all[at+i].Steps)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", e.name, err)
				}
				all[at+i].Seconds = append(all[at+i].Seconds, seconds)
			}
		}
	}
	return all, nil
}

// ratios are the times of a peer by those of ours, each by the one of the same
// turn.
func ratios(ours, peer *Timing) (out []float64) {
	a, b := ours.perUnit(), peer.perUnit()
	for i := range min(len(a), len(b)) {
		out = append(out, b[i]/a[i])
	}
	return out
}

// quartiles are the first quartile, the median and the third.
func quartiles(values []float64) [3]float64 {
	sorted := slices.Sorted(slices.Values(values))
	return [3]float64{quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)}
}
