package rebellion

import (
	"math"

	"github.com/fromabove/fromabove/sim"
	"github.com/fromabove/fromabove/stat"
)

// Outburst is how many active citizens there must be more than for a burst:
// the paper's 50. Calm is fewer than how many is calm.
const (
	Outburst = 50
	Calm     = 10
)

// A Measure is a number of one history: its name, and NaN where it has none.
type Measure struct {
	Name, Doc string
	of        func(h History) float64
}

// A History is one run of a seed: the tally of every tick, from the first.
type History struct {
	Seed    uint64
	Dropped int // ticks at the beginning that no measure counts
	Ticks   []Tally
}

// kept are the ticks that measures count.
func (h History) kept() []Tally { return h.Ticks[min(h.Dropped, len(h.Ticks)):] }

// Measures are those of model I, or of model II.
func Measures(groups int) []Measure {
	common := []Measure{
		{"mean_active", "mean of the active citizens", mean(func(t Tally) int { return t.Active })},
		{"peak_active", "most active citizens in a tick", peak(func(t Tally) int { return t.Active })},
		{"bursts", "times that the active rise above 50", func(h History) float64 { return float64(len(bursts(h.kept()))) }},
		{"mean_wait", "ticks from the end of a burst to the beginning of the next", func(h History) float64 {
			return between(bursts(h.kept()), func(a, b burst) int { return b.from - a.to })
		}},
		{"mean_cycle", "ticks from the beginning of a burst to the beginning of the next", func(h History) float64 {
			return between(bursts(h.kept()), func(a, b burst) int { return b.from - a.from })
		}},
		{"mean_activation", "active citizens of a burst, summed over its ticks", activation},
		{"first_burst", "tick at which the first burst begins; nothing is dropped", func(h History) float64 {
			if all := bursts(h.Ticks); len(all) > 0 {
				return float64(all[0].from + 1)
			}
			return math.NaN()
		}},
		{"calm_share", "share of the ticks with fewer than 10 active", func(h History) float64 {
			n := 0
			for _, t := range h.kept() {
				if t.Active < Calm {
					n++
				}
			}
			return float64(n) / float64(len(h.kept()))
		}},
		{"mean_jailed", "mean of the jailed", mean(func(t Tally) int { return t.Jailed })},
		{"last_jailed", "jailed at the end", func(h History) float64 { return float64(h.Ticks[len(h.Ticks)-1].Jailed) }},
	}
	if groups == 1 {
		return common
	}
	return append(common,
		Measure{"extinction", "model II: tick at which one group is gone; nothing is dropped", func(h History) float64 {
			tick, _ := extinction(h.Ticks)
			return tick
		}},
		Measure{"victor", "model II: the group that is left, 1 or 2", func(h History) float64 {
			_, victor := extinction(h.Ticks)
			return victor
		}},
		Measure{"killed", "model II: citizens killed by citizens, from the first tick", func(h History) float64 {
			n := 0
			for _, t := range h.Ticks {
				n += t.Killed
			}
			return float64(n)
		}},
	)
}

func mean(of func(Tally) int) func(History) float64 {
	return func(h History) float64 {
		n := 0
		for _, t := range h.kept() {
			n += of(t)
		}
		return float64(n) / float64(len(h.kept()))
	}
}

func peak(of func(Tally) int) func(History) float64 {
	return func(h History) float64 {
		if len(h.kept()) == 0 {
			return math.NaN()
		}
		most := 0
		for _, t := range h.kept() {
			most = max(most, of(t))
		}
		return float64(most)
	}
}

// A burst is the ticks from, to but not including to, in which more than
// Outburst citizens are active.
type burst struct{ from, to int }

// bursts are those that begin within the ticks: what is under way at the first
// of them is none. One that is under way at the end ends there.
func bursts(ticks []Tally) (all []burst) {
	for i := 1; i < len(ticks); i++ {
		switch above, before := ticks[i].Active > Outburst, ticks[i-1].Active > Outburst; {
		case above && !before:
			all = append(all, burst{i, len(ticks)})
		case before && !above && len(all) > 0:
			all[len(all)-1].to = i
		}
	}
	return all
}

// between is the mean of a length between each burst and the next.
func between(all []burst, length func(a, b burst) int) float64 {
	if len(all) < 2 {
		return math.NaN()
	}
	sum := 0
	for i := range all[1:] {
		sum += length(all[i], all[i+1])
	}
	return float64(sum) / float64(len(all)-1)
}

func activation(h History) float64 {
	ticks, sum := h.kept(), 0
	all := bursts(ticks)
	if len(all) == 0 {
		return math.NaN()
	}
	for _, b := range all {
		for _, t := range ticks[b.from:b.to] {
			sum += t.Active
		}
	}
	return float64(sum) / float64(len(all))
}

// extinction is the tick at which one group is gone and the group that is left.
func extinction(ticks []Tally) (tick, victor float64) {
	for i, t := range ticks {
		switch {
		case t.Groups[1] == 0:
			return float64(i + 1), 1
		case t.Groups[0] == 0:
			return float64(i + 1), 2
		}
	}
	return math.NaN(), math.NaN()
}

// A Study is the same rules with many seeds.
type Study struct {
	Rules   Rules
	Seed    uint64 // the first
	Seeds   int
	Ticks   int
	Drop    int // ticks at the beginning that no measure counts
	Workers int
}

// Run runs all seeds over the workers; where there are more workers than seeds
// the rest help within a seed, which only order blocks can use. In model II a
// history ends when a group is gone. Between ticks it asks whether to stop; what
// says so is returned.
func (s Study) Run(stop func() error) ([]History, error) {
	out := make([]History, s.Seeds)
	within := max(1, s.Workers/max(1, s.Seeds))
	sim.Split(s.Workers, s.Seeds, func(i int) {
		h := History{Seed: s.Seed + uint64(i), Dropped: s.Drop}
		w := New(s.Rules, h.Seed, within)
		for range s.Ticks {
			if stop() != nil {
				return
			}
			t := w.Tick()
			h.Ticks = append(h.Ticks, t)
			if s.Rules.Groups == 2 && (t.Groups[0] == 0 || t.Groups[1] == 0) {
				break
			}
		}
		out[i] = h
	})
	return out, stop()
}

// Of is a measure of every history.
func (m Measure) Of(histories []History) (values []float64) {
	for _, h := range histories {
		values = append(values, m.of(h))
	}
	return values
}

// A Spread is what a measure is over seeds, of those that have it.
type Spread struct {
	N                     int // seeds that have it
	Mean, SD              float64
	Min, Q05, Q25, Median float64
	Q75, Q95, Max         float64
}

// SpreadOf is the spread of values that are not NaN; with none, all of it is NaN
// but N, and with one SD is.
func SpreadOf(values []float64) Spread {
	var have []float64
	for _, v := range values {
		if v == v {
			have = append(have, v)
		}
	}
	s := Spread{N: len(have), Mean: math.NaN(), SD: math.NaN()}
	sum, squares := 0.0, 0.0
	for _, v := range have {
		sum += v
	}
	if s.N > 0 {
		s.Mean = sum / float64(s.N)
	}
	for _, v := range have {
		squares += float64((v - s.Mean) * (v - s.Mean))
	}
	if s.N > 1 {
		s.SD = math.Sqrt(squares / float64(s.N-1))
	}
	for _, q := range []struct {
		p  float64
		to *float64
	}{{0, &s.Min}, {0.05, &s.Q05}, {0.25, &s.Q25}, {0.5, &s.Median}, {0.75, &s.Q75}, {0.95, &s.Q95}, {1, &s.Max}} {
		*q.to = stat.Quantile(have, q.p)
	}
	return s
}
