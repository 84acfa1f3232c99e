package evidence

import (
	"math"

	"github.com/fromabove/fromabove/stat"
)

// Row is one figure beside an ensemble.
type Row struct {
	ID       string
	Quantity string
	Unit     string
	Period   string // YYYY-MM, or YYYY-MM/YYYY-MM
	Observed Number // the figure; the middle of its range where it has no value
	Low      Number
	High     Number
	Grade    Grade
	Source   string
	Use      Use
	Pattern  Pattern
	How      How
	Gauges   []string // what stands beside it
	Why      string   // what to know about the pair

	Median  Number  // over the members that have a number, in the figure's unit
	Low5    Number  // 5% of the members lie below
	High95  Number  // 5% of the members lie above
	Members int     // how many have a number
	Absent  Absence // why the median member has none

	Error        Number // |ln ((sim + c)/(obs + c))| / sigma, or the same by logit for a share
	Weight       float64
	Contribution Number // to the distance in all: weight times error by the sum of weights
}

// Scored says whether the row enters the distance.
func (r Row) Scored() bool { return r.Use.Scored() && r.Error.Known() }

// Part is the distance over some of the figures.
type Part struct {
	Name     string
	Distance Number // weighted mean of the errors; missing where nothing is scored
	Figures  int    // scored
	Absent   int    // that should be scored and have no number
	Weight   float64
}

// Report is how far an ensemble lies from the figures.
type Report struct {
	Members  int
	Scale    float64 // persons to a lane
	Rows     []Row   // every figure of figures.csv, and those of inputs.csv that have a counterpart
	All      Part    // fitted, held-out and after-check together
	Uses     []Part  // fitted, held-out, after-check
	Patterns []Part  // in the order of Patterns
}

// Distance compares an ensemble with the figures. Beside each figure stands the
// median of the members; the distance is the weighted mean of
//
//	|ln((sim + c)/(obs + c))| / sigma(grade)
//
// with c one lane (scale persons), one person for the cadre, or one month. A
// share is compared by its logit instead, with 0 and 1 guarded: it is held half
// a lane (half a person for the cadre) of its base away from either end. A
// figure that is only a range costs nothing inside it, and outside as much as
// its nearer bound. Inputs, context and the essay's own numbers are shown and
// not counted; so are figures that fewer than half of the members have a number
// for, with the reason. A scale below 1 is taken as 1.
func Distance(histories []History, scale float64) Report {
	figures := Figures()
	for _, f := range shipped().inputs {
		if _, ok := shipped().beside[f.ID]; ok && CounterpartOf(f).How != "" {
			figures = append(figures, f)
		}
	}
	return Compare(figures, histories, scale)
}

// Compare is Distance over the given figures only.
func Compare(figures []Figure, histories []History, scale float64) Report {
	report := Report{Members: len(histories), Scale: max(scale, 1)}
	for _, f := range figures {
		report.Rows = append(report.Rows, compared(f, histories, report.Scale))
	}
	report.All = part(report.Rows, "all", func(Row) bool { return true })
	for _, u := range []Use{Fitted, HeldOut, AfterCheck} {
		report.Uses = append(report.Uses, part(report.Rows, string(u), func(r Row) bool { return r.Use == u }))
	}
	for _, p := range Patterns {
		report.Patterns = append(report.Patterns,
			part(report.Rows, string(p.Pattern), func(r Row) bool { return r.Pattern == p.Pattern }))
	}
	for i := range report.Rows {
		if r := &report.Rows[i]; r.Scored() {
			r.Contribution = Number(r.Weight*float64(r.Error)) / Number(report.All.Weight)
		}
	}
	return report
}

// compared is one figure beside the members.
func compared(f Figure, histories []History, scale float64) Row {
	c := CounterpartOf(f)
	r := Row{
		ID: f.ID, Quantity: f.Quantity, Unit: f.Unit, Period: f.Start.String(), Observed: f.Observed(), Low: f.Low, High: f.High,
		Grade: f.Grade, Source: f.Cited(), Use: c.For(f), Pattern: c.Pattern, How: c.How, Gauges: c.Gauges, Why: c.Why,
		Median: Missing(), Low5: Missing(), High95: Missing(), Error: Missing(), Contribution: Missing(),
	}
	if f.End != f.Start {
		r.Period += "/" + f.End.String()
	}
	var values []float64
	absent := NotReached
	if c.How == "" {
		absent = NoCounterpart
	}
	for _, h := range histories {
		v, why := simulated(h, f, c)
		if why == Present {
			values = append(values, v)
		} else {
			absent = why
		}
	}
	r.Members = len(values)
	if len(values) > 0 {
		r.Median, r.Low5, r.High95 = band(values)
	}
	if 2*len(values) < len(histories) || len(values) == 0 {
		r.Absent = absent
		return r
	}
	if r.Use.Scored() {
		r.Weight = c.Weight
		r.Error = Number(misfit(f, c, float64(r.Median), scale))
	}
	return r
}

// band is the median and the 5% and 95% quantiles.
func band(values []float64) (median, low, high Number) {
	return Number(stat.Median(values)), Number(stat.Quantile(values, 0.05)), Number(stat.Quantile(values, 0.95))
}

// misfit is the error of one simulated number beside a figure.
func misfit(f Figure, c Counterpart, sim, scale float64) float64 {
	target := float64(f.Value)
	if !f.Value.Known() {
		target = stat.Clamp(sim, float64(f.Low), float64(f.High))
	}
	unit := 1.0
	if c.Grain == Lane {
		unit = scale
	}
	if c.Whole > 0 {
		guard := min(unit/2/c.Base, 0.25)
		return math.Abs(guardedLogit(sim/c.Whole, guard)-guardedLogit(target/c.Whole, guard)) / f.Grade.Sigma()
	}
	least := unit * c.Times / c.Base
	return math.Abs(stat.Log((sim+least)/(target+least))) / f.Grade.Sigma()
}

// guardedLogit is the logit of a share held away from 0 and 1.
func guardedLogit(share, guard float64) float64 {
	return stat.Logit(stat.Clamp(share, guard, 1-guard))
}

// part is the weighted mean of the errors of some rows.
func part(rows []Row, name string, in func(Row) bool) Part {
	p := Part{Name: name, Distance: Missing()}
	sum := 0.0
	for _, r := range rows {
		switch {
		case !in(r):
		case r.Scored():
			p.Figures++
			p.Weight += r.Weight
			sum += float64(r.Weight * float64(r.Error))
		case r.Use.Scored():
			p.Absent++
		}
	}
	if p.Figures > 0 {
		p.Distance = Number(sum / p.Weight)
	}
	return p
}
