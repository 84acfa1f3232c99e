package main

import (
	"fmt"
	"math"
	"slices"
)

// measureNames are what is compared, in the order of measures: shares of those
// at liberty in the last month (who dissent, acclaim, acclaim without support,
// support), their mean support, means of mores and fear over collectives,
// denunciations per person-month at liberty, and the share of collective-months
// in disturbance. Support is put on 0..1, as (1+x)/2, so that a share of it means
// something.
var measureNames = []string{"dissenting", "acclaiming", "insincere", "supporting", "support", "mores", "fear", "denouncing", "disturbed"}

// counts are what measures are made of.
type counts struct {
	free, dissent, acclaim, insincere, supporters int
	marked, unscrupulous                          int     // counted, not compared
	support, mores, fear                          float64 // sums
	collectives                                   int
	months
}

// months are what adds up over months: denunciations, person-months at liberty,
// collective-months and those of them in disturbance.
type months struct{ told, lived, watched, disturbances int }

func measuresOf(n counts) measures {
	free, collectives := float64(n.free), float64(n.collectives)
	return measures{float64(n.dissent) / free, float64(n.acclaim) / free, float64(n.insincere) / free, float64(n.supporters) / free,
		(1 + n.support/free) / 2, n.mores / collectives, n.fear / collectives, float64(n.told) / float64(n.lived), float64(n.disturbances) / float64(n.watched)}
}

// quantiles of a comparison.
var quantiles = []float64{0.05, 0.25, 0.5, 0.75, 0.95}

// A Verdict is one measure of a peer beside ours, over seeds.
type Verdict struct {
	Measure  string   `json:"measure"`
	Ours     measures `json:"ours"` // quantiles
	Peer     measures `json:"peer"`
	Distance float64  `json:"distance"` // of Kolmogorov and Smirnov
	Critical float64  `json:"critical"` // what the distance may be, by chance
	Shift    float64  `json:"shift"`    // of the mean, as a share of ours
	Allowed  float64  `json:"allowed"`  // the tolerance, and three standard errors
	Agrees   bool     `json:"agrees"`
}

// A Tolerance says which differences pass. With the same rules the distance
// must be one that chance shows; in either case the mean may be no further off
// than the shift and three standard errors of the difference.
type Tolerance struct {
	SameRules bool    `json:"same_rules"`
	Shift     float64 `json:"shift"` // as a share of ours
}

// leastSeeds are too few to compare distributions with fewer.
const leastSeeds = 20

// criticalDistance is the asymptotic distance of Kolmogorov and Smirnov that
// two samples of n and m from one distribution exceed once in ten thousand.
func criticalDistance(n, m int) float64 {
	return math.Sqrt(-math.Log(1e-4/2)/2) * math.Sqrt(float64(n+m)/float64(n*m))
}

// compare judges every measure of a peer; values are by seed, then measure. A
// measure that most histories lack must be lacking in both.
func compare(names []string, ours, peer []measures, allowed Tolerance) (all []Verdict, err error) {
	if len(ours) < leastSeeds || len(peer) < leastSeeds {
		return nil, fmt.Errorf("%d and %d seeds are too few to compare distributions: at least %d", len(ours), len(peer), leastSeeds)
	}
	for i, name := range names {
		a, b := column(ours, i), column(peer, i)
		v := Verdict{Measure: name, Ours: quantilesOf(a), Peer: quantilesOf(b)}
		if many, few := max(len(a), len(b)), min(len(a), len(b)); few < leastSeeds/2 {
			v.Agrees = many < leastSeeds
		} else {
			v.Distance, v.Critical, v.Shift = farthest(a, b), criticalDistance(len(a), len(b)), shift(mean(a), mean(b))
			v.Allowed = allowed.Shift
			if mean(a) != 0 {
				v.Allowed += 3 * math.Sqrt(variance(a)/float64(len(a))+variance(b)/float64(len(b))) / math.Abs(mean(a))
			}
			v.Agrees = math.Abs(v.Shift) <= v.Allowed && (!allowed.SameRules || v.Distance <= v.Critical)
		}
		all = append(all, v)
	}
	return all, nil
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func variance(values []float64) float64 {
	sum, m := 0.0, mean(values)
	for _, v := range values {
		sum += (v - m) * (v - m)
	}
	return sum / float64(len(values)-1)
}

// shift is how far the peer lies from ours, as a share of ours; the whole of it
// where ours is nothing.
func shift(ours, peer float64) float64 {
	switch {
	case ours == peer:
		return 0
	case ours == 0:
		return 1
	}
	return (peer - ours) / math.Abs(ours)
}

// agree is whether all do.
func agree(all []Verdict) bool {
	return len(all) > 0 && !slices.ContainsFunc(all, func(v Verdict) bool { return !v.Agrees })
}

// column is one measure of all seeds that have it, in ascending order.
func column(values []measures, i int) []float64 {
	out := make([]float64, 0, len(values))
	for _, v := range values {
		if !math.IsNaN(v[i]) {
			out = append(out, v[i])
		}
	}
	slices.Sort(out)
	return out
}

// quantilesOf are the quantiles of sorted values, between neighbours in
// proportion.
func quantilesOf(sorted []float64) (out measures) {
	for _, p := range quantiles {
		out = append(out, quantile(sorted, p))
	}
	return out
}

func quantile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := p * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// farthest is the distance of Kolmogorov and Smirnov between sorted samples:
// the largest difference between their cumulative distributions.
func farthest(a, b []float64) float64 {
	most, i, j := 0.0, 0, 0
	for i < len(a) && j < len(b) {
		v := min(a[i], b[j])
		for i < len(a) && a[i] == v {
			i++
		}
		for j < len(b) && b[j] == v {
			j++
		}
		most = max(most, math.Abs(float64(i)/float64(len(a))-float64(j)/float64(len(b))))
	}
	return most
}
