// Package score says how good a prediction was once the number is known that
// came true: the continuous ranked probability score of an ensemble, coverage
// of its bands, and the pinball loss of a quantile. Members may have weights.
//
// All three are proper or count what they say they count: nothing is gained by
// predicting otherwise than one believes (Gneiting and Raftery 2007,
// doi:10.1198/016214506000001437). Of rivals that name one number the CRPS is
// the absolute error, so that a band and a number can be compared.
//
// It knows no model and no evidence.
package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Ensemble is a prediction: numbers with weights that sum to one, ascending.
type Ensemble struct{ values, weights []float64 }

// Of makes an ensemble; without weights all count alike. It refuses what is no
// number and weights that are negative or all zero.
func Of(values, weights []float64) (Ensemble, error) {
	if len(values) == 0 || weights != nil && len(weights) != len(values) {
		return Ensemble{}, fmt.Errorf("%d values and %d weights: want as many of both, and at least one", len(values), len(weights))
	}
	order := make([]int, len(values))
	sum := 0.0
	for i := range order {
		order[i] = i
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		if math.IsNaN(values[i]) || math.IsInf(values[i], 0) || !(w >= 0) || math.IsInf(w, 0) {
			return Ensemble{}, fmt.Errorf("member %d: value %v with weight %v", i+1, values[i], w)
		}
		sum += w
	}
	if sum == 0 {
		return Ensemble{}, fmt.Errorf("no member has a weight")
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	e := Ensemble{values: make([]float64, len(order)), weights: make([]float64, len(order))}
	for k, i := range order {
		e.values[k], e.weights[k] = values[i], 1/sum
		if weights != nil {
			e.weights[k] = weights[i] / sum
		}
	}
	return e, nil
}

// CRPS is the continuous ranked probability score, in the unit of the number;
// 0 is perfect:
//
//	E|X - y| - E|X - X'|/2 = integral of (F(x) - 1{x >= y})^2 dx
//
// with X and X' drawn from the ensemble. In this form an ensemble of one is
// scored by its absolute error; it is that of the ensemble as it is, not of the
// distribution from which a small one was drawn.
func (e Ensemble) CRPS(y float64) float64 {
	last := len(e.values) - 1
	score := max(e.values[0]-y, 0) + max(y-e.values[last], 0)
	below := 0.0
	for i := range last { // between two values F is flat, and parted by y
		below += e.weights[i]
		x, next := e.values[i], e.values[i+1]
		part := min(max(y, x), next)
		score += below*below*(part-x) + (1-below)*(1-below)*(next-part)
	}
	return score
}

// Quantile is the smallest value with at least the share p of the weight at or
// below it.
func (e Ensemble) Quantile(p float64) float64 {
	below := 0.0
	for i, x := range e.values {
		below += e.weights[i]
		if below >= p-1e-12 {
			return x
		}
	}
	return e.values[len(e.values)-1]
}

// Mean is the mean by weight.
func (e Ensemble) Mean() float64 {
	sum := 0.0
	for i, x := range e.values {
		sum += e.weights[i] * x
	}
	return sum
}

// Below is the share of the weight below y, half of what lies on it counted:
// over many predictions of a sound model it is uniform on 0..1.
func (e Ensemble) Below(y float64) float64 {
	share := 0.0
	for i, x := range e.values {
		switch {
		case x < y:
			share += e.weights[i]
		case x == y:
			share += e.weights[i] / 2
		}
	}
	return share
}

// Covers says whether the central band of a level, for example 0.9, holds y.
func (e Ensemble) Covers(level, y float64) bool {
	return e.Quantile((1-level)/2) <= y && y <= e.Quantile((1+level)/2)
}

// Coverage is the share of numbers that lie in the bands of a level of their
// predictions; for a sound model it is about the level.
func Coverage(level float64, predictions []Ensemble, seen []float64) float64 {
	covered := 0
	for i, e := range predictions {
		if e.Covers(level, seen[i]) {
			covered++
		}
	}
	return float64(covered) / float64(len(predictions))
}

// Pinball is the loss of a value that was predicted as the quantile p: p for
// each unit that the number lies above it, 1 - p for each below. It is least in
// the mean for the true quantile.
func Pinball(p, predicted, y float64) float64 {
	if y >= predicted {
		return p * (y - predicted)
	}
	return (1 - p) * (predicted - y)
}
