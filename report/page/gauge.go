package page

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/stat"
)

// gaugeOf is the gauge of a name.
func gaugeOf(name string) (country.Gauge, bool) {
	for _, g := range country.Gauges {
		if g.Name == name {
			return g, true
		}
	}
	return country.Gauge{}, false
}

// drawnGauges are those of a recording that a page draws, in this order.
var drawnGauges = []string{"arrests", "executions", "camp_population", "denunciations", "disturbances", "party_expelled",
	"acclaim_share", "support_share", "dissent_share", "fear", "cc_lost_share"}

// bands are the quantiles of a fan.
var bands = [5]float64{0.05, 0.25, 0.5, 0.75, 0.95}

// armOf makes one arm of a fan from the years of its members.
func armOf(name string, first int, years [][]float64, span []int) FanArm {
	a := FanArm{Name: name, Members: len(years)}
	columns := [5]*[]Number{&a.Low, &a.Inner, &a.Median, &a.Outer, &a.High}
	for _, y := range span {
		var values []float64
		for _, member := range years {
			if i := y - first; i >= 0 && i < len(member) && !math.IsNaN(member[i]) {
				values = append(values, member[i])
			}
		}
		for i, q := range bands {
			v := evidence.Missing()
			if len(values) > 0 && (len(years) > 1 || q == 0.5) {
				v = Number(stat.Quantile(values, q))
			}
			*columns[i] = append(*columns[i], v)
		}
	}
	return a
}

// fanOf is the figure of a gauge by year.
func fanOf(gauge string, span []int, arms []FanArm) (Figure, error) {
	g, ok := gaugeOf(gauge)
	if !ok {
		return Figure{}, fmt.Errorf("%s is not a gauge of this version", gauge)
	}
	share := strings.HasPrefix(g.Unit, "share")
	fan := &Fan{Axis: g.Name + ", " + perYear(g), Years: span, Arms: arms, Share: share, Root: g.Unit == "persons" || g.Unit == "collectives", Observed: observed(g, span)}
	caption := upper(g.Doc) + ", " + aYear(g) + ". "
	many := slices.ContainsFunc(arms, func(a FanArm) bool { return a.Members > 1 })
	if many {
		caption += "Line: median of the members; bands: nine tenths of them, and the middle half (" + counts(arms) + "). "
	}
	if len(fan.Observed) > 0 {
		caption += "Dots: figures of the evidence that this gauge stands beside; strokes: their range in the literature. "
	} else {
		caption += "Nothing is observed of it. "
	}
	return Figure{Name: "fan-" + strings.ReplaceAll(g.Name, "_", "-"), Title: upper(strings.ReplaceAll(g.Name, "_", " ")) + " by year", Caption: strings.TrimSpace(caption), Fan: fan}, nil
}

// counts are the members of each arm in words.
func counts(arms []FanArm) string {
	var parts []string
	for _, a := range arms {
		parts = append(parts, fmt.Sprintf("%s: %d members", a.Name, a.Members))
	}
	return strings.Join(parts, "; ")
}

// perYear is the unit of a gauge by year.
func perYear(g country.Gauge) string {
	if g.Kind == country.Flow {
		return g.Unit + " a year"
	}
	return g.Unit
}

func aYear(g country.Gauge) string {
	switch g.Kind {
	case country.Flow:
		return "sum of the year"
	case country.Stock:
		return "at the end of the year"
	}
	return "mean of the year"
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// observed are the figures that stand beside a gauge in one year, in the
// gauge's unit. Of several for a year the one that is scored is taken, and of
// these the one of the best grade: dots that hide each other say nothing.
func observed(g country.Gauge, span []int) []Observed {
	best := map[int]evidence.Figure{}
	for _, f := range evidence.Figures() {
		year, ok := yearOf(g, f)
		if !ok || !slices.Contains(span, year) || !f.Observed().Known() {
			continue
		}
		if have, there := best[year]; !there || rank(f) < rank(have) {
			best[year] = f
		}
	}
	var all []Observed
	for _, y := range span {
		f, ok := best[y]
		if !ok {
			continue
		}
		c := evidence.CounterpartOf(f)
		n := Number(1 / c.Times)
		all = append(all, Observed{f.ID, y, f.Observed() * n, f.Low * n, f.High * n, string(f.Grade), !c.For(f).Scored()})
	}
	return all
}

// rank is lower for a figure that is rather shown.
func rank(f evidence.Figure) int {
	r := slices.Index(evidence.Grades[:], f.Grade)
	if !evidence.CounterpartOf(f).For(f).Scored() {
		r += len(evidence.Grades)
	}
	return r
}

// yearOf is the year of a gauge that a figure stands beside: of a flow and an
// index the year that is its whole period, of a stock the year that it ends.
func yearOf(g country.Gauge, f evidence.Figure) (int, bool) {
	c := evidence.CounterpartOf(f)
	if len(c.Gauges) != 1 || c.Gauges[0] != g.Name || c.Times == 0 {
		return 0, false
	}
	full := f.Start.InYear() == 1 && f.End == f.Start+11
	switch {
	case g.Kind == country.Flow && c.How == evidence.Sum && full, g.Kind == country.Index && c.How == evidence.Mean && full:
		return f.Start.Year(), true
	case g.Kind != country.Stock:
		return 0, false
	}
	var at calendar.Month // the month at the end of which the gauge is read
	switch c.How {
	case evidence.AtStart:
		at = f.Start - 1
	case evidence.AtEnd:
		at = f.End
	case evidence.At:
		at = c.From
	default:
		return 0, false
	}
	return at.Year(), at.InYear() == 12
}
