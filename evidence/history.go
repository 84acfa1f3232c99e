package evidence

import (
	"math"
	"slices"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// History is what one member of an ensemble left behind, as far as the
// evidence can speak of it. Whoever reads recordings fills it.
type History struct {
	From       calendar.Month       // of the first number of every gauge
	Gauges     map[string][]float64 // by the names of country.Gauges, monthly; a gauge may be missing
	Operations []country.OperationRow
	Regions    [][]country.RegionRow // by month, as the gauges; none where Limits leaves none; nil: not kept
}

// FromRecords makes a history of the records of consecutive months. It keeps
// no reference to them, except to their rows of regions.
func FromRecords(records []country.Record, operations []country.OperationRow) History {
	h := History{Gauges: make(map[string][]float64, len(country.Gauges)), Operations: slices.Clone(operations)}
	if len(records) == 0 {
		return h
	}
	h.From = records[0].Month
	for id, gauge := range country.Gauges {
		column := make([]float64, len(records))
		for i := range records {
			column[i] = records[i].Gauges[id]
		}
		h.Gauges[gauge.Name] = column
	}
	for i := range records {
		h.Regions = append(h.Regions, records[i].Regions)
	}
	return h
}

// Limits are the rows of a month's regions, or none if no limit stands there: the
// evidence speaks of regions by their limits alone, and all rows of all months
// would be most of what an ensemble keeps.
func Limits(rows []country.RegionRow) []country.RegionRow {
	for i := range rows {
		if rows[i].Limit != 0 {
			return slices.Clone(rows)
		}
	}
	return nil
}

// months is how many months the longest gauge holds.
func (h History) months() int {
	n := 0
	for _, g := range country.Gauges {
		n = max(n, len(h.Gauges[g.Name]))
	}
	return n
}

// Last is the last month of the history.
func (h History) Last() calendar.Month { return h.From + calendar.Month(h.months()) - 1 }

// reaches says whether the history holds all of from..to.
func (h History) reaches(from, to calendar.Month) bool { return h.From <= from && to <= h.Last() }

// window is a gauge over from..to; false where the history does not hold it or
// a month of it is undefined.
func (h History) window(gauge string, from, to calendar.Month) ([]float64, bool) {
	column := h.Gauges[gauge]
	i, j := int(from-h.From), int(to-h.From)+1
	if i < 0 || j > len(column) || i >= j {
		return nil, false
	}
	for _, v := range column[i:j] {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, false
		}
	}
	return column[i:j], true
}

// sum adds up gauges over from..to.
func (h History) sum(from, to calendar.Month, gauges ...string) (float64, bool) {
	total := 0.0
	for _, g := range gauges {
		column, ok := h.window(g, from, to)
		if !ok {
			return 0, false
		}
		for _, v := range column {
			total += v
		}
	}
	return total, true
}

// mean is the mean over the months of from..to of the sum of gauges.
func (h History) mean(from, to calendar.Month, gauges ...string) (float64, bool) {
	total, ok := h.sum(from, to, gauges...)
	return total / float64(to-from+1), ok
}

// peak is the largest month of from..to of the sum of gauges.
func (h History) peak(from, to calendar.Month, gauges ...string) (float64, bool) {
	most := math.Inf(-1)
	for m := from; m <= to; m++ {
		v, ok := h.sum(m, m, gauges...)
		if !ok {
			return 0, false
		}
		most = max(most, v)
	}
	return most, true
}

// opening is the sum of gauges as a month opens: at the end of the month before
// it, or of the month itself where the history begins with it.
func (h History) opening(m calendar.Month, gauges ...string) (float64, bool) {
	if m > h.From {
		m--
	}
	return h.sum(m, m, gauges...)
}

// operation is the operation begun in from..to that took most; false where
// none began.
func (h History) operation(from, to calendar.Month) (country.OperationRow, bool) {
	var largest country.OperationRow
	found := false
	for _, op := range h.Operations {
		if from <= op.Start && op.Start <= to && (!found || op.Taken > largest.Taken) {
			largest, found = op, true
		}
	}
	return largest, found
}

// lasted is how many months an operation lasted: from its launch to its stop,
// or to the end of the history where it never stopped.
func (h History) lasted(op country.OperationRow) float64 {
	if op.Stop == 0 {
		return float64(h.Last() - op.Start)
	}
	return float64(op.Stop - op.Start)
}

// Absence says why a history has no number beside a figure; empty where it has
// one.
type Absence string

// The reasons.
const (
	Present        Absence = ""
	NotReached     Absence = "not reached"         // the history does not hold the period, or not this gauge
	NoOperation    Absence = "no operation"        // a ratio of an operation that never began
	NothingToShare Absence = "nothing to share in" // a share of nobody
	NoCounterpart  Absence = "no counterpart"
)

// Simulated is the number of a history that stands beside a figure, in the
// figure's unit; false where there is none.
func Simulated(h History, f Figure) (value float64, ok bool) {
	value, absent := simulated(h, f, CounterpartOf(f))
	return value, absent == Present
}

// simulated is Simulated with the counterpart at hand and the reason.
func simulated(h History, f Figure, c Counterpart) (float64, Absence) {
	if c.How == "" {
		return 0, NoCounterpart
	}
	if c.How.ofOperation() {
		v, absent := ofOperation(h, c)
		return v * c.Times, absent
	}
	value, ok := 0.0, false
	switch c.How {
	case Sum, Share, Rate:
		value, ok = h.sum(f.Start, f.End, c.Gauges...)
	case AtStart:
		value, ok = h.opening(f.Start, c.Gauges...)
	case AtEnd:
		value, ok = h.sum(f.End, f.End, c.Gauges...)
	case At:
		value, ok = h.sum(c.From, c.From, c.Gauges...)
	case Mean:
		value, ok = h.mean(f.Start, f.End, c.Gauges...)
	case Max:
		value, ok = h.peak(f.Start, f.End, c.Gauges...)
	}
	if c.How == Share || c.How == Rate {
		by := 0.0
		if ok && c.How == Share {
			by, ok = h.opening(f.Start, c.Over)
		} else if ok {
			by, ok = h.mean(f.Start, f.End, c.Over)
		}
		if ok && by <= 0 {
			return 0, NothingToShare
		}
		value /= by
	}
	if !ok {
		return 0, NotReached
	}
	return value * c.Times, Present
}

// ofOperation is a number of the largest operation begun in the window. Where
// none began, persons and months are zero and ratios do not exist.
func ofOperation(h History, c Counterpart) (float64, Absence) {
	if !h.reaches(c.From, c.To) {
		return 0, NotReached
	}
	op, began := h.operation(c.From, c.To)
	ratio := c.How == Overshoot || c.How == Growth
	if ratio && (!began || op.Plan <= 0) {
		return 0, NoOperation
	}
	if !began {
		return 0, Present
	}
	switch c.How {
	case Plan:
		return op.Plan, Present
	case Limit:
		return op.Limit, Present
	case Taken:
		return op.Taken, Present
	case Executed:
		return op.Executed, Present
	case Overshoot:
		return op.Taken / op.Plan, Present
	case Growth:
		return op.Limit / op.Plan, Present
	}
	return h.lasted(op), Present
}
