package evidence

import "math"

// Status says how a check or a mark came out.
type Status string

// The outcomes.
const (
	Met         Status = "met"
	MetInPart   Status = "met in part" // of a mark: all that can be measured is met
	Missed      Status = "missed"
	Unreached   Status = "not reached" // the histories end too early, or begin too late
	NotMeasured Status = "not measured"
	Shown       Status = "shown" // a number beside a mark, with no bound
)

// Check is one statistic of a pass mark, over the members of an ensemble.
type Check struct {
	Name     string
	Unit     string
	Observed Number // the same statistic of the figures, where there is one
	Min      Number // bounds; missing: open
	Max      Number
	Strict   bool // the bounds themselves do not pass
	Covers   bool // judged by the band: it must hold the observed value
	Median   Number
	Low5     Number
	High95   Number
	Members  int     // with a number
	MetIn    int     // within the bounds
	Absent   Absence // why members have none, where some have none
	Status   Status
	Note     string
}

// Mark is a pass mark: written down before the first fit, judged here.
type Mark struct {
	Pattern Pattern
	Text    string // as it was written down
	Checks  []Check
	Members int // that reach the period, or miss the mark before its end
	MetIn   int // in which every bounded check is met
	Status  Status
}

// check is one statistic as written down.
type check struct {
	name, unit string
	observed   float64 // NaN: none
	min, max   float64 // NaN: open
	strict     bool
	covers     bool
	note       string
	of         func(h History, scale float64) (float64, Absence)
}

// mark is a pass mark as written down.
type mark struct {
	pattern Pattern
	text    string
	halves  bool // judged by the share of members that meet it: at least half
	checks  []check
}

// coverAtLeast is the least number of members for which a 90% band is judged.
const coverAtLeast = 10

// rounding is what adding up months may cost a band of equal members.
const rounding = 1e-9

// Marks judges an ensemble by the pass marks. Every statistic is computed for
// each member. A check is met where the median of the members lies within its
// bounds; B5 alone is judged by the share of members, as it was written down.
// An operation that never began misses what is asked of it. What a history does
// not hold is "not reached" and nothing is assumed in its place. A scale below
// 1 is taken as 1.
func Marks(histories []History, scale float64) []Mark {
	var all []Mark
	for _, written := range marks() {
		all = append(all, judged(written, histories, max(scale, 1)))
	}
	return all
}

// judged is one mark over the members.
func judged(written mark, histories []History, scale float64) Mark {
	m := Mark{Pattern: written.pattern, Text: written.text}
	failed := make([]bool, len(histories))  // a bounded check that is not met
	unknown := make([]bool, len(histories)) // a check that the history does not reach
	for _, c := range written.checks {
		var values []float64
		out := Check{
			Name: c.name, Unit: c.unit, Observed: Number(c.observed), Min: Number(c.min), Max: Number(c.max),
			Strict: c.strict, Covers: c.covers, Note: c.note, Median: Missing(), Low5: Missing(), High95: Missing(),
		}
		missing := 0 // members that reach the period and have no number
		for i, h := range histories {
			v, absent := c.of(h, scale)
			within := absent == Present && c.within(v)
			switch absent {
			case Present:
				values = append(values, v)
			case NotReached:
				unknown[i] = true
			case NoOperation, NothingToShare:
				missing++
			}
			if absent != Present {
				out.Absent = absent
			}
			if within {
				out.MetIn++
			}
			if c.bounded() && absent != NotReached && absent != NotMeasuredHere && !within {
				failed[i] = true
			}
		}
		out.Members = len(values)
		if len(values) > 0 {
			out.Median, out.Low5, out.High95 = band(values)
		}
		out.Status = c.status(out, missing)
		m.Checks = append(m.Checks, out)
	}
	for i := range histories {
		switch {
		case failed[i]:
			m.Members++
		case !unknown[i]:
			m.Members++
			m.MetIn++
		}
	}
	if m.Status = m.status(written.halves); m.Status == NotMeasured {
		m.MetIn = 0
	}
	return m
}

// NotMeasuredHere is the absence of a number that no history of this kind
// carries.
const NotMeasuredHere Absence = "not measured"

func (c check) bounded() bool { return !math.IsNaN(c.min) || !math.IsNaN(c.max) }

// within says whether a number lies within the bounds; what has none is within.
func (c check) within(v float64) bool {
	if c.strict {
		return !(v <= c.min) && !(v >= c.max)
	}
	return !(v < c.min) && !(v > c.max)
}

// status judges a check: missing counts members that reach the period and have
// no number, which is a miss.
func (c check) status(out Check, missing int) Status {
	switch {
	case !c.bounded() && !c.covers && out.Members > 0:
		return Shown
	case out.Members == 0 && missing == 0:
		if out.Absent == NotMeasuredHere {
			return NotMeasured
		}
		return Unreached
	case !c.bounded() && !c.covers:
		return NotMeasured
	case missing > out.Members:
		return Missed
	case c.covers && out.Members < coverAtLeast:
		return NotMeasured
	case c.covers && (c.observed*(1+rounding) < float64(out.Low5) || c.observed*(1-rounding) > float64(out.High95)):
		return Missed
	case c.covers || c.within(float64(out.Median)):
		return Met
	}
	return Missed
}

// status judges a mark by its checks, or by the share of members.
func (m Mark) status(halves bool) Status {
	count := map[Status]int{}
	for _, c := range m.Checks {
		count[c.Status]++
	}
	switch {
	case halves && m.Members == 0:
		return Unreached
	case halves && 2*m.MetIn >= m.Members:
		return Met
	case halves, count[Missed] > 0:
		return Missed
	case count[Unreached] > 0:
		return Unreached
	case count[Met] == 0:
		return NotMeasured
	case count[NotMeasured] > 0:
		return MetInPart
	}
	return Met
}
