package experiment

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Contrast is the difference between an arm and the base in one outcome, over
// pairs: members of one round, which share their dice. What is not defined with
// so few pairs is NaN.
type Contrast struct {
	Arm, Base string
	Outcome   string
	Unit      string
	Pairs     int     // in which both have a value
	Left      int     // rounds left out: a member failed, was not run, or has no value
	BaseMean  float64 // over the pairs
	ArmMean   float64
	Mean      float64 // of the differences, arm less base
	SD        float64 // of the differences
	Low, High float64 // band: 5th and 95th percentile of the differences
	MeanLow   float64 // 95% interval of the mean, by drawing pairs anew
	MeanHigh  float64
	Above     float64 // share of pairs above zero, each tie as half a pair
	Ties      int     // pairs without any difference
	// Reduction is by how much pairing reduced the variance of the mean against
	// seeds drawn apart: 1 - var(difference) / (var(arm) + var(base)). Below
	// zero the pairing did harm.
	Reduction float64
}

// redrawn is how often pairs are drawn anew for an interval.
const redrawn = 2000

// Contrasts are those of every arm with the base, outcome by outcome.
func (r *Results) Contrasts(base int) []Contrast {
	var all []Contrast
	for arm := range r.Arms {
		if arm == base {
			continue
		}
		for i, o := range r.Outcomes {
			c := Paired(r.Column(arm, i), r.Column(base, i))
			c.Arm, c.Base, c.Outcome, c.Unit = r.Arms[arm].Name, r.Arms[base].Name, o.Name, o.Unit
			all = append(all, c)
		}
	}
	return all
}

// Paired is the contrast of two columns of one outcome, which belong together
// row by row. It is a function of them: the pairs are drawn anew by fixed dice.
func Paired(arm, base []float64) Contrast {
	c := Contrast{BaseMean: nan, ArmMean: nan, Mean: nan, SD: nan, Low: nan, High: nan, MeanLow: nan, MeanHigh: nan, Above: nan, Reduction: nan}
	var a, b, diff []float64
	above := 0.0
	for i := range arm {
		d := arm[i] - base[i]
		switch {
		case math.IsNaN(d):
			c.Left++
			continue
		case d > 0:
			above++
		case d == 0:
			above += 0.5
			c.Ties++
		}
		a, b, diff = append(a, arm[i]), append(b, base[i]), append(diff, d)
	}
	c.Pairs = len(diff)
	if c.Pairs == 0 {
		return c
	}
	n := float64(c.Pairs)
	c.BaseMean, c.ArmMean, c.Mean, c.Above = stat.Mean(b, nil), stat.Mean(a, nil), stat.Mean(diff, nil), above/n
	sorted := slices.Sorted(slices.Values(diff))
	c.Low, c.High = stat.Quantile(0.05, stat.LinInterp, sorted, nil), stat.Quantile(0.95, stat.LinInterp, sorted, nil)
	if c.Pairs == 1 {
		return c
	}
	c.SD = stat.StdDev(diff, nil)
	if apart := stat.Variance(a, nil) + stat.Variance(b, nil); apart > 0 {
		c.Reduction = 1 - stat.Variance(diff, nil)/apart
	}
	c.MeanLow, c.MeanHigh = meanInterval(diff)
	return c
}

// meanInterval is the 95% interval of a mean by bootstrap: rows are drawn anew
// with replacement.
func meanInterval(values []float64) (low, high float64) {
	dice := rand.New(rand.NewPCG(1, uint64(len(values))))
	means := make([]float64, redrawn)
	for i := range means {
		total := 0.0
		for range values {
			total += values[dice.IntN(len(values))]
		}
		means[i] = total / float64(len(values))
	}
	slices.Sort(means)
	return stat.Quantile(0.025, stat.LinInterp, means, nil), stat.Quantile(0.975, stat.LinInterp, means, nil)
}
