package evidence

import (
	"math"
	"slices"
)

// Spearman is the rank correlation of two columns of the same length, with
// mean ranks for ties (so it is Pearson's correlation of the ranks). False for
// fewer than three pairs or a column without variation.
func Spearman(x, y []float64) (rho float64, ok bool) {
	if len(x) != len(y) || len(x) < 3 {
		return 0, false
	}
	rx, ry := ranks(x), ranks(y)
	middle := float64(len(x)+1) / 2
	var xx, yy, xy float64
	for i := range rx {
		dx, dy := rx[i]-middle, ry[i]-middle
		xx += float64(dx * dx)
		yy += float64(dy * dy)
		xy += float64(dx * dy)
	}
	if xx == 0 || yy == 0 {
		return 0, false
	}
	return xy / math.Sqrt(float64(xx*yy)), true
}

// ranks are the places 1..n in ascending order; equals share their mean.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case values[a] < values[b]:
			return -1
		case values[a] > values[b]:
			return 1
		}
		return 0
	})
	ranks := make([]float64, len(values))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && values[order[j]] == values[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			ranks[k] = float64(i+j+1) / 2
		}
		i = j
	}
	return ranks
}
