package abc

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Diagnosis is what a posterior says of the parameters, and what it does not.
type Diagnosis struct {
	Effective float64
	Margins   []Margin // in the order of the prior
	Ridges    []Ridge  // the strongest first
	Modes     Modes
	Checks    []Met
}

// Margin is one parameter's posterior beside its prior.
type Margin struct {
	Key         string
	Min, Max    float64 // of the prior
	Mean        float64
	Low, Median float64 // 5% and half of the weight lie below
	High        float64 // 5% lies above
	Narrowed    float64 // sd of the posterior over that of the prior; 1: nothing learnt
	Distance    float64 // of Kolmogorov and Smirnov from the prior, 0..1
	Bound       float64 // that a sample of this size from the prior itself stays below in 95 of 100 cases
	Identified  bool    // the distance is above the bound
	AtEdge      float64 // weight in the first and the last twentieth of the range; of the prior, a tenth
}

// Ridge is a pair of parameters that the data tie to each other: one may be
// higher where the other is higher (or lower), and neither is known apart.
type Ridge struct {
	A, B string
	Rank float64 // correlation of the ranks, by weight
}

// Met is how often a part of the loss is nothing: of a check, the posterior
// probability that a history passes it.
type Met struct {
	Part  string
	Share float64 // of the weight that has a number there
	Mean  float64 // loss by the part
}

// Diagnose looks at a posterior. Whether a parameter is identified, and whether
// two are tied, is asked at 5%, for all pairs together (Bonferroni), with as
// many independent draws as the weights leave.
func Diagnose(t Table) Diagnosis {
	d := Diagnosis{Effective: t.Effective()}
	weights := make([]float64, len(t.Rows))
	for i, r := range t.Rows {
		weights[i] = r.Weight
	}
	ranks := make([][]float64, len(t.Prior))
	for i, p := range t.Prior {
		values := t.column(p.Key)
		d.Margins = append(d.Margins, margin(p, values, weights, d.Effective))
		ranks[i] = ranked(values, weights)
	}
	pairs := float64(len(ranks)*(len(ranks)-1)) / 2
	for i := range ranks {
		for j := range i {
			rank := correlation(ranks[i], ranks[j], weights)
			bound := distuv.UnitNormal.Quantile(1-0.025/pairs) / math.Sqrt(max(d.Effective-1, 1))
			if math.Abs(rank) > min(bound, 1) {
				d.Ridges = append(d.Ridges, Ridge{t.Prior[j].Key, t.Prior[i].Key, rank})
			}
		}
	}
	slices.SortStableFunc(d.Ridges, func(a, b Ridge) int { return cmp.Compare(math.Abs(b.Rank), math.Abs(a.Rank)) })
	d.Modes = modesOf(t, weights)
	for i, part := range t.Parts {
		m, all := Met{Part: part}, 0.0
		for k, r := range t.Rows {
			if v := r.Parts[i]; !math.IsNaN(v) {
				all += weights[k]
				m.Mean += weights[k] * v
				if v == 0 {
					m.Share += weights[k]
				}
			}
		}
		m.Share, m.Mean = m.Share/all, m.Mean/all
		d.Checks = append(d.Checks, m)
	}
	return d
}

// margin sets one parameter beside its uniform prior.
func margin(p Parameter, values, weights []float64, effective float64) Margin {
	m := Margin{Key: p.Key, Min: p.Min, Max: p.Max, Bound: min(1.358/math.Sqrt(effective), 1)}
	order := ascending(values)
	below, square := 0.0, 0.0
	m.Low, m.Median, m.High = math.NaN(), math.NaN(), math.NaN()
	for _, i := range order {
		u := (values[i] - p.Min) / (p.Max - p.Min)
		m.Distance = max(m.Distance, math.Abs(u-below))
		below += weights[i]
		m.Distance = max(m.Distance, math.Abs(u-below))
		for _, q := range []struct {
			at  float64
			put *float64
		}{{0.05, &m.Low}, {0.5, &m.Median}, {0.95, &m.High}} {
			if math.IsNaN(*q.put) && below >= q.at-1e-12 {
				*q.put = values[i]
			}
		}
		m.Mean += weights[i] * values[i]
		if u < 0.05 || u > 0.95 {
			m.AtEdge += weights[i]
		}
	}
	for i, v := range values {
		square += weights[i] * (v - m.Mean) * (v - m.Mean)
	}
	m.Narrowed = math.Sqrt(12*square) / (p.Max - p.Min)
	m.Identified = m.Distance > m.Bound
	return m
}

// ascending are the places of values in ascending order.
func ascending(values []float64) []int {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	return order
}

// ranked are the ranks by weight, 0..1; equals share theirs.
func ranked(values, weights []float64) []float64 {
	order, ranks, below := ascending(values), make([]float64, len(values)), 0.0
	for i := 0; i < len(order); {
		j, own := i, 0.0
		for j < len(order) && values[order[j]] == values[order[i]] {
			own += weights[order[j]]
			j++
		}
		for _, k := range order[i:j] {
			ranks[k] = below + own/2
		}
		below += own
		i = j
	}
	return ranks
}

// correlation by weight.
func correlation(x, y, weights []float64) float64 {
	var mx, my, xx, yy, xy float64
	for i, w := range weights {
		mx, my = mx+w*x[i], my+w*y[i]
	}
	for i, w := range weights {
		a, b := x[i]-mx, y[i]-my
		xx, yy, xy = xx+w*a*a, yy+w*b*b, xy+w*a*b
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return xy / math.Sqrt(xx*yy)
}
