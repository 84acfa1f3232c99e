package lab

import (
	"math"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
)

// Loss is how badly the histories at a parameter point agree with what the
// point may read; 0 is perfect. The parts, weighed, sum to it, in the order of
// Reading.PartNames; NaN is a check that the histories do not reach.
type Loss struct {
	Total float64
	Parts []float64
}

const (
	mostSigmas  = 10.0 // a figure costs no more: ten of its own doubts away, nothing is left to steer by
	mostOutside = 3.0  // a check costs no more
	mostCounted = 3    // operations that should not be there, in one span
)

// LaunchKey is the parameter with which the net threat is compared.
const LaunchKey = "leader.launch"

// Of computes the loss of histories at one point; launch is the parameter
// leader.launch in force there. It looks at nothing after Until, whatever the
// histories hold. The figures are compared with the median of the members, as
// in every report; checks and unwanted operations are means over the members,
// so that each member counts and the loss has fewer steps.
func (r Reading) Of(histories []evidence.History, scale, launch float64) Loss {
	read := make([]evidence.History, len(histories))
	for i, h := range histories {
		read[i] = cut(h, r.Until)
	}
	var l Loss
	l.Parts = append(l.Parts, r.distances(read, scale)...)
	checks := make([]mean, len(r.Checks()))
	for _, h := range read {
		i := 0
		for _, m := range evidence.Marks([]evidence.History{h}, scale) {
			w, ok := r.weight(m.Pattern)
			if !ok {
				continue
			}
			for _, c := range m.Checks {
				if costs(c) {
					checks[i].add(w.Check * outside(c, near(h, m.Pattern, launch)))
					i++
				}
			}
		}
	}
	for _, c := range checks {
		l.Parts = append(l.Parts, c.value())
	}
	for _, u := range unwanted {
		var m mean
		for _, h := range read {
			m.add(u.Each * float64(min(u.count(h), mostCounted)))
		}
		l.Parts = append(l.Parts, m.value())
	}
	for _, v := range l.Parts {
		if !math.IsNaN(v) {
			l.Total += v
		}
	}
	return l
}

// mean over the members that have a number.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(v float64) {
	if !math.IsNaN(v) {
		m.sum, m.n = m.sum+v, m.n+1
	}
}

func (m *mean) value() float64 { return m.sum / float64(m.n) } // NaN of none

// cut is a history that ends with a month. What an operation took after it
// cannot be taken from its row again, which is why a search runs no further.
func cut(h evidence.History, until calendar.Month) evidence.History {
	months := max(0, int(until-h.From)+1)
	out := evidence.History{From: h.From, Gauges: make(map[string][]float64, len(h.Gauges))}
	for name, column := range h.Gauges { // order: each fills its own entry
		out.Gauges[name] = column[:min(months, len(column))]
	}
	for _, op := range h.Operations {
		if op.Start > until {
			continue
		}
		if op.Stop > until {
			op.Stop = 0
		}
		out.Operations = append(out.Operations, op)
	}
	if h.Regions != nil {
		out.Regions = h.Regions[:min(months, len(h.Regions))]
	}
	return out
}

// distances are the weighed mean errors of each pattern's figures, each error
// held at mostSigmas. A number that does not exist because no operation began,
// or nobody was there to share in it, is as wrong as a number can be.
func (r Reading) distances(histories []evidence.History, scale float64) []float64 {
	rows := evidence.Compare(r.Figures, histories, scale).Rows
	var parts []float64
	for _, w := range r.Patterns {
		if !r.reads(w.Pattern) {
			continue
		}
		sum, weight := 0.0, 0.0
		for i, row := range rows {
			if row.Pattern != w.Pattern {
				continue
			}
			own := evidence.CounterpartOf(r.Figures[i]).Weight
			switch {
			case row.Scored():
				sum += own * min(float64(row.Error), mostSigmas)
			case row.Absent == evidence.NoOperation || row.Absent == evidence.NothingToShare:
				sum += own * mostSigmas
			default:
				continue
			}
			weight += own
		}
		parts = append(parts, w.Figures*sum/weight)
	}
	return parts
}

// outside is how far the number of one member lies outside the bounds of a
// check, in steps that matter about equally: 1 is a factor of e, a tenth of a
// share, a year of months. Where an operation never began, it is the most that
// a check can cost, less how near the net threat came to launching one: so the
// search has a slope. NaN: the history does not reach it.
func outside(c evidence.Check, near float64) float64 {
	switch {
	case c.Absent == evidence.NoOperation, c.Unit == "0 or 1" && c.Median < c.Min:
		return mostOutside - near
	case c.Absent == evidence.NothingToShare:
		return mostOutside
	case !c.Median.Known():
		return math.NaN()
	}
	var bound float64
	v := float64(c.Median)
	switch {
	case float64(c.Min) > v:
		bound = float64(c.Min)
	case float64(c.Max) < v:
		bound = float64(c.Max)
	default:
		return 0
	}
	step := 0.1 // of a share, or a difference of shares
	switch c.Unit {
	case "ratio", "factor", "persons":
		if ratio := v / bound; ratio > 0 && !math.IsInf(ratio, 0) {
			return min(math.Abs(math.Log(ratio)), mostOutside)
		}
		return mostOutside
	case "percentage points", "year":
		step = 5
	case "months":
		step = 12
	case "rank correlation":
		step = 0.3 // as wide as the mark itself
	case "share of persons at liberty":
		step = 0.01 // dissent is seldom more than a few in a hundred
	}
	return min(math.Abs(v-bound)/step, mostOutside)
}

// near is how near the net threat came to launching the operation that a
// pattern asks for, 0..1.
func near(h evidence.History, p evidence.Pattern, launch float64) float64 {
	from, to := calendar.Of(1930, 1), calendar.Of(1930, 12)
	if p[0] == 'B' {
		from, to = calendar.Of(1937, 1), calendar.Of(1938, 12)
	}
	column := h.Gauges[country.Gauges[country.NetThreat].Name]
	most := 0.0
	for m := from; m <= to; m++ {
		if i := int(m - h.From); 0 <= i && i < len(column) && column[i] > most {
			most = column[i]
		}
	}
	return min(most/launch, 1)
}

// count is how many operations began in the span.
func (u Unwanted) count(h evidence.History) (n int) {
	for _, op := range h.Operations {
		if u.From <= op.Start && op.Start <= u.To {
			n++
		}
	}
	return n
}
