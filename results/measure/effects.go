package main

import (
	"context"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/results"
	"github.com/fromabove/fromabove/stat"
)

const (
	poolTimes = 4    // the pool of equal histories, by the members of an arm
	resamples = 4000 // of a bootstrap: 20 of them lie beyond each end of a 99% interval
)

// effects leaves out one switch after another, with the same dice, and sets the
// mean shift of a gauge beside what equal arms with other seeds differ by.
func (b *bench) effects(ctx context.Context, point string, choices []choice, n size) (results.Effects, error) {
	out := results.Effects{Point: point, Members: n.members, Pool: poolTimes * n.members, Scale: n.scale}
	base, err := read(point)
	if err != nil {
		return out, err
	}
	pool, err := b.ensemble(ctx, base, size{n.scale, out.Pool}, false)
	if err != nil {
		return out, err
	}
	for _, c := range choices {
		s, err := read(point, string(c.sw))
		if err != nil {
			return out, err
		}
		arm, err := b.ensemble(ctx, s, n, true)
		if err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, effect(c, pool, arm))
	}
	return out, nil
}

// effect is one switch: the arm without it beside the pool, whose first members
// have the arm's dice.
func effect(c choice, pool, arm []evidence.History) results.Effect {
	w := window{c.gauge, c.how, c.from, c.to}
	dice := diceOf(string(c.sw) + c.gauge)
	shifts, all := pairs(w, pool, arm)
	e := results.Effect{Switch: string(c.sw), Institution: owner(c.sw), Window: w.plain(), Why: c.why, Needs: c.needs,
		With: results.Round(mean(valuesOf(w, pool[:len(arm)]))), Shift: results.Round(mean(shifts))}
	low, high := meanBand(dice, shifts, 0.95)
	e.Low, e.High = results.Round(low), results.Round(high)
	noise := equalArms(dice, all, len(shifts))
	e.Noise = results.Round(noise)
	e.Beyond = math.Abs(mean(shifts)) > noise
	for _, h := range pool[:len(arm)] {
		if operatesIn(h, c.from, c.to) {
			e.Operations++
		}
	}
	if !e.Beyond {
		e.Strongest = strongest(c, pool, arm)
	}
	return e
}

// window is a gauge over months, as one number of a history.
type window struct {
	gauge, how string
	from, to   calendar.Month
}

func (w window) plain() results.Window {
	return results.Window{Gauge: w.gauge, How: w.how, From: w.from.String(), To: w.to.String()}
}

// of is the number; months in which the gauge is undefined are left out, and
// NaN is the answer where no month is left.
func (w window) of(h evidence.History) float64 {
	var known []float64
	column := h.Gauges[w.gauge]
	for m := max(w.from, h.From); m <= w.to && int(m-h.From) < len(column); m++ {
		if v := column[m-h.From]; !math.IsNaN(v) {
			known = append(known, v)
		}
	}
	switch {
	case len(known) == 0:
		return math.NaN()
	case w.how == "sum":
		return sum(known)
	case w.how == "last":
		return known[len(known)-1]
	}
	return mean(known)
}

// pairs are the differences between the arm and the members of the pool with its
// dice, and the numbers of the whole pool; who has none is left out.
func pairs(w window, pool, arm []evidence.History) (shifts, all []float64) {
	for i, h := range arm {
		if d := w.of(h) - w.of(pool[i]); !math.IsNaN(d) {
			shifts = append(shifts, d)
		}
	}
	return shifts, valuesOf(w, pool)
}

// valuesOf are the numbers of those histories that have one.
func valuesOf(w window, histories []evidence.History) (values []float64) {
	for _, h := range histories {
		if v := w.of(h); !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	return values
}

// operatesIn tells whether an operation began in from..to.
func operatesIn(h evidence.History, from, to calendar.Month) bool {
	return slices.ContainsFunc(h.Operations, func(o country.OperationRow) bool { return from <= o.Start && o.Start <= to })
}

// diceOf are the dice of a bootstrap, of its own name.
func diceOf(name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name)) // a hash takes everything
	return rand.New(rand.NewPCG(uint64(seed), h.Sum64()))
}

// resampled is the mean of n values drawn with replacement.
func resampled(dice *rand.Rand, values []float64, n int) float64 {
	total := 0.0
	for range n {
		total += values[dice.IntN(len(values))]
	}
	return total / float64(n)
}

// meanBand is the interval that holds a share of the bootstrapped means.
func meanBand(dice *rand.Rand, values []float64, share float64) (low, high float64) {
	if len(values) == 0 {
		return math.NaN(), math.NaN()
	}
	means := make([]float64, resamples)
	for i := range means {
		means[i] = resampled(dice, values, len(values))
	}
	return stat.Quantile(means, (1-share)/2), stat.Quantile(means, (1+share)/2)
}

// equalArms is what 99 of 100 differences between the means of two equal arms of
// n members stay below in size: both are drawn from the pool, so that nothing
// but the seeds parts them.
func equalArms(dice *rand.Rand, pool []float64, n int) float64 {
	if len(pool) == 0 || n == 0 {
		return math.NaN()
	}
	sizes := make([]float64, resamples)
	for i := range sizes {
		sizes[i] = math.Abs(resampled(dice, pool, n) - resampled(dice, pool, n))
	}
	return stat.Quantile(sizes, 0.99)
}

// least is the smallest shift that is worth finding, as a share of the mean: a
// gauge that no seed moves has no noise, and any shift of it would be beyond.
const least = 0.01

// strongest tries every other gauge that the institution does not write, over
// the window of the choice and over all months, and returns the one whose shift
// is largest in units of its threshold. The threshold is that of a normal
// distribution at one in a hundred over all that were tried, because a bootstrap
// does not reach so far out, and at least a hundredth of the mean.
func strongest(c choice, pool, arm []evidence.History) *results.Other {
	var tried []window
	for _, g := range country.Gauges {
		if slices.Contains(writes[owner(c.sw)], g.Name) {
			continue
		}
		how := "mean"
		if g.Kind == country.Flow {
			how = "sum"
		}
		for _, w := range []window{{g.Name, how, c.from, c.to}, {g.Name, how, pool[0].From, pool[0].Last()}} {
			if w != (window{c.gauge, c.how, c.from, c.to}) {
				tried = append(tried, w)
			}
		}
	}
	best, most := &results.Other{Tried: len(tried)}, 0.0
	z := stat.NormalQuantile(1 - 0.01/float64(2*len(tried)))
	for _, w := range tried {
		shifts, all := pairs(w, pool, arm)
		if len(shifts) < 2 {
			continue
		}
		shift, threshold := mean(shifts), max(z*spread(all)*math.Sqrt(2/float64(len(shifts))), least*math.Abs(mean(all)))
		strength := math.Abs(shift) / max(threshold, math.SmallestNonzeroFloat64)
		if strength > most {
			most = strength
			best.Window, best.Shift, best.Threshold, best.Beyond = w.plain(), results.Round(shift), results.Round(threshold), strength > 1
		}
	}
	return best
}
