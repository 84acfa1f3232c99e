package sensitivity

import (
	"cmp"
	"math"
	"slices"
)

// Rank puts axes in order of an estimate, largest first, in groups: between two
// groups every interval of the first lies above every one of the second. Within
// a group the data do not say which is larger, and no order is to be read into
// it; it holds the axes in the order of their values for want of a better.
func Rank(of []Estimate) (groups [][]int) {
	order := make([]int, len(of))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(of[b].Value, of[a].Value) })
	highest := make([]float64, len(order)+1) // of the intervals from here on
	highest[len(order)] = math.Inf(-1)
	for i := len(order) - 1; i >= 0; i-- {
		highest[i] = max(highest[i+1], of[order[i]].High)
	}
	lowest := math.Inf(1) // of the intervals so far
	from := 0
	for i, axis := range order {
		lowest = min(lowest, of[axis].Low)
		if lowest > highest[i+1] || i == len(order)-1 {
			groups = append(groups, order[from:i+1])
			from = i + 1
		}
	}
	return groups
}

// Verdict is what a negative or doubtful index means.
type Verdict string

// The verdicts.
const (
	Plain    Verdict = ""         // above zero
	Nought   Verdict = "nought"   // zero lies in the interval: no effect is seen
	Unlikely Verdict = "unlikely" // below zero with its whole interval, which no index can be: the estimate failed
)

// Read says what an estimate of an index means. A true index is never negative;
// an estimate is one of sampled rows, and falls below zero where the index is
// small against its error.
func Read(e Estimate) Verdict {
	switch {
	case e.High < 0:
		return Unlikely
	case e.Low <= 0:
		return Nought
	}
	return Plain
}

// Shares shares the variance of one history's outcome out between places and
// dice, as shares of 1.
type Shares struct {
	Places float64 // what is varied
	Dice   float64 // the dice, in the same way at every place
	Both   float64 // dice that act otherwise where the place is other
	// Left is the share of the variance of the means over seeds, between
	// places, that is still dice: by so much may total indices be too high.
	Left float64
}

// SharesOf parts outcomes by place and seed, the same seeds at every place: an
// analysis of variance with two ways and one history a cell (Fisher 1925). A
// place at which a history has no number is left out. It needs two places and
// two seeds; else, or without variance, all is NaN.
func SharesOf(byPlace [][]float64) Shares {
	var y [][]float64
	for _, p := range byPlace {
		if !slices.ContainsFunc(p, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }) {
			y = append(y, p)
		}
	}
	none := Shares{math.NaN(), math.NaN(), math.NaN(), math.NaN()}
	if len(y) < 2 || len(y[0]) < 2 {
		return none
	}
	rows, seeds := float64(len(y)), float64(len(y[0]))
	grand, bySeed, byRow := 0.0, make([]float64, len(y[0])), make([]float64, len(y))
	for r, p := range y {
		for s, v := range p {
			grand, byRow[r], bySeed[s] = grand+v, byRow[r]+v/seeds, bySeed[s]+v/rows
		}
	}
	grand /= rows * seeds
	var ofPlaces, ofDice, ofBoth float64 // sums of squares
	for r, p := range y {
		ofPlaces += seeds * (byRow[r] - grand) * (byRow[r] - grand)
		for s, v := range p {
			rest := v - byRow[r] - bySeed[s] + grand
			ofBoth += rest * rest
		}
	}
	for _, m := range bySeed {
		ofDice += rows * (m - grand) * (m - grand)
	}
	meanPlaces, meanDice, both := ofPlaces/(rows-1), ofDice/(seeds-1), ofBoth/((rows-1)*(seeds-1))
	places, dice := max(meanPlaces-both, 0)/seeds, max(meanDice-both, 0)/rows
	all := places + dice + both
	if all == 0 {
		return none
	}
	left := math.NaN()
	if meanPlaces > 0 {
		left = min(both/meanPlaces, 1)
	}
	return Shares{places / all, dice / all, both / all, left}
}
