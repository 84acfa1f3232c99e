package main

import (
	"context"
	"math"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/results"
)

// scales measures the same numbers at several scales, at each point.
func (b *bench) scales(ctx context.Context, points []string, sizes []size) ([]results.ScalesAt, error) {
	var all []results.ScalesAt
	for _, point := range points {
		s, err := read(point)
		if err != nil {
			return nil, err
		}
		at := results.ScalesAt{Point: point}
		for _, n := range sizes {
			histories, err := b.ensemble(ctx, s, n, false)
			if err != nil {
				return nil, err
			}
			at.Samples = append(at.Samples, sample(n.scale, histories))
		}
		all = append(all, at)
	}
	return all, nil
}

// measure is one number of a history that is compared between scales.
type measure struct {
	name string
	of   func(evidence.History) float64
}

// lastMonths is the window at the end of a history.
const lastMonths = 12

// measures are means of gauges over the last twelve months and over all, and a
// few totals.
func measures() (all []measure) {
	for _, g := range []string{"support_share", "acclaim_share", "dissent_share", "mores", "fear"} {
		all = append(all, windows(g, func(h evidence.History, from int) float64 { return mean(h.Gauges[g][from:]) })...)
	}
	all = append(all, windows("party members per person", func(h evidence.History, from int) float64 {
		return mean(h.Gauges["party_members"][from:]) / mean(h.Gauges["population"][from:])
	})...)
	all = append(all, windows("arrests per 1000 persons and year", func(h evidence.History, from int) float64 {
		return 12_000 * mean(h.Gauges["arrests"][from:]) / mean(h.Gauges["population"][from:])
	})...)
	return append(all,
		measure{"killed by sentence, persons, all months", func(h evidence.History) float64 { return sum(h.Gauges["executions"]) }},
		measure{"operations begun", func(h evidence.History) float64 { return float64(len(h.Operations)) }},
		measure{"elite arrested, persons, all months", func(h evidence.History) float64 { return sum(h.Gauges["elite_arrested"]) }})
}

func measureNames() (names []string) {
	for _, m := range measures() {
		names = append(names, m.name)
	}
	return names
}

// windows is a measure over all months and over the last twelve.
func windows(name string, of func(h evidence.History, from int) float64) []measure {
	return []measure{
		{name + ", all months", func(h evidence.History) float64 { return of(h, 0) }},
		{name + ", last 12", func(h evidence.History) float64 {
			return of(h, max(0, len(h.Gauges["population"])-lastMonths))
		}},
	}
}

// sample takes the measures of an ensemble.
func sample(scale int, histories []evidence.History) results.Sample {
	s := results.Sample{Scale: scale, Members: len(histories)}
	for _, m := range measures() {
		values := make([]float64, len(histories))
		for i, h := range histories {
			values[i] = m.of(h)
		}
		s.Values = append(s.Values, results.Spread{Mean: results.Round(mean(values)), SD: results.Round(spread(values))})
	}
	return s
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}

// mean is the arithmetic mean; of nothing NaN.
func mean(values []float64) float64 { return sum(values) / float64(len(values)) }

// spread is the standard deviation, 0 for one value.
func spread(values []float64) float64 {
	m, squares := mean(values), 0.0
	for _, v := range values {
		squares += float64((v - m) * (v - m))
	}
	return math.Sqrt(squares / float64(max(len(values)-1, 1)))
}
