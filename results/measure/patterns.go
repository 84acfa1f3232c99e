package main

import (
	"context"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/results"
)

// patterns judges an ensemble at each point by the figures and the pass marks.
func (b *bench) patterns(ctx context.Context, points []string, n size) ([]results.AtPoint, error) {
	var all []results.AtPoint
	for _, point := range points {
		s, err := read(point)
		if err != nil {
			return nil, err
		}
		histories, err := b.ensemble(ctx, s, n, false)
		if err != nil {
			return nil, err
		}
		all = append(all, judged(point, fittedTo(s.Point), histories, n))
	}
	return all, nil
}

// judged is the distance and the marks of some histories, rounded.
func judged(point, fittedTo string, histories []evidence.History, n size) results.AtPoint {
	report := evidence.Distance(histories, float64(n.scale))
	at := results.AtPoint{Point: point, FittedTo: fittedTo, Members: n.members, Scale: n.scale,
		All: roundedPart(report.All), Marks: evidence.Marks(histories, float64(n.scale))}
	for _, p := range report.Uses {
		at.Uses = append(at.Uses, roundedPart(p))
	}
	for _, p := range report.Patterns {
		at.Patterns = append(at.Patterns, roundedPart(p))
	}
	for _, m := range at.Marks {
		for i := range m.Checks {
			c := &m.Checks[i]
			for _, x := range []*evidence.Number{&c.Observed, &c.Min, &c.Max, &c.Median, &c.Low5, &c.High95} {
				*x = results.Round(float64(*x))
			}
		}
	}
	return at
}

func roundedPart(p evidence.Part) evidence.Part {
	p.Distance, p.Weight = results.Round(float64(p.Distance)), float64(results.Round(p.Weight))
	return p
}
