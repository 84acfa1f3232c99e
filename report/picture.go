package report

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/stat"
)

// Heights of the charts, in rows.
const (
	countHeight = 10
	shareHeight = 5
)

// Picture draws a run by year: arrests and executions beside what is observed,
// displayed and private support, one column a year over all of 1914-1941 or
// what the scenario and the histories span. It fails where no member holds a
// month, where there are more years than columns, or where w does.
func Picture(w io.Writer, r Run, opt Options) error {
	histories, err := r.histories()
	if err != nil {
		return err
	}
	p := newPage(opt)
	first, last := yearsOf(r, histories)
	if n := last - first + 1; p.perYear(n) < 1 {
		return fmt.Errorf("a picture of %d years needs %d columns; the page has %d", n, n+margin, p.Width)
	}
	p.title("%s, seed %d, scale 1:%d, %s, by year", r.Order.Scenario.Name, r.Order.Seed, max(r.Order.Scale, 1), members(len(histories)))
	p.legend(histories, last)
	scale := max(float64(r.Order.Scale), 1)
	charts := charts(histories, scale, first, last)
	p.blank()
	p.axis(charts[0].years)
	for _, c := range charts {
		c.about += "; " + c.largest(p.dash())
		p.draw(c)
	}
	p.axis(charts[0].years)
	return p.write(w)
}

// yearsOf is the span of the picture.
func yearsOf(r Run, histories []evidence.History) (first, last int) {
	from, until := span(histories)
	first, last = from.Year(), until.Year()
	if plan := r.Order.Scenario.Plan; plan.Until > 0 {
		first, last = min(first, plan.From.Year()), max(last, plan.Until.Year())
	}
	return first, last
}

// legend says how to read the charts.
func (p *page) legend(histories []evidence.History, last int) {
	g := p.glyphs()
	how := fmt.Sprintf("%s one history, no band", g.full)
	if len(histories) > 1 {
		how = fmt.Sprintf("%s members: %s up to the 5%% of them, %s up to the 95%%, %s the median, each to the nearest row; a bar to the median where the band is narrower than a row",
			whole(len(histories)), g.full, g.band, g.median)
	}
	p.text("", "%s; %s observed, to the row; no %s where nothing is observed.", how, g.point, g.point)
	if _, end := span(histories); end.InYear() < 12 {
		p.text("", "Of %d, %s only is simulated; what is observed is of the whole year.", end.Year(), period(calendar.Of(end.Year(), 1), end))
	} else if end.Year() < last {
		p.text("", "Nothing is simulated after %s.", month(end))
	}
}

// charts are the charts of the picture.
func charts(histories []evidence.History, scale float64, first, last int) []chart {
	persons := func(v float64) string { return rounded(v, scale) }
	share := func(v float64) string { return strconv.FormatFloat(100*v, 'f', 0, 64) + "%" }
	many := len(histories) > 1
	counts := func(gauge, observed, title string) chart {
		c := chart{title: title, years: yearly(histories, gauge, observed, first, last), height: countHeight, root: true, many: many,
			about: "square-root scale: half the height is a quarter of the number at the top"}
		top, _ := most(c.years, func(y year) evidence.Number { return y.top })
		seen, _ := most(c.years, func(y year) evidence.Number { return y.observed })
		c.full, c.label = float64(top), persons
		if seen.Known() && (!top.Known() || seen > top) {
			c.full = float64(seen)
		}
		inner := c.full
		c.label = func(v float64) string {
			if v == inner && seen.Known() && v == float64(seen) {
				return exact(seen)
			}
			return persons(v)
		}
		return c
	}
	shares := func(gauge, title string) chart {
		return chart{title: title, years: yearly(histories, gauge, "", first, last), height: shareHeight, full: 1, label: share, many: many,
			about: "linear scale, mean of the year; nothing is observed"}
	}
	return []chart{
		counts("arrests", "arrests_", "Arrested by the political police, persons a year"),
		counts("executions", "conv_vmn_", "Killed by sentence of death, persons a year (observed: sentences of death in cases of the political police)"),
		shares("acclaim_share", "Displayed support, share of persons at liberty who acclaim in public"),
		shares("support_share", "Private support, share of persons at liberty whose own support is above zero"),
	}
}

// yearly is a gauge by year over the members, beside the figures whose id is a
// prefix and the year. A prefix that is empty observes nothing.
func yearly(histories []evidence.History, gauge, observed string, first, last int) []year {
	kind := country.Index
	for _, g := range country.Gauges {
		if g.Name == gauge {
			kind = g.Kind
		}
	}
	var years []year
	for y := first; y <= last; y++ {
		at := year{year: y, median: evidence.Missing(), low: evidence.Missing(), top: evidence.Missing(), observed: evidence.Missing()}
		var values []float64
		for _, h := range histories {
			if v, months := InYear(h, gauge, kind, y); months > 0 {
				values = append(values, v)
				at.months = max(at.months, months)
			}
		}
		if len(values) > 0 {
			at.median = evidence.Number(stat.Median(values))
			at.low, at.top = evidence.Number(stat.Quantile(values, 0.05)), evidence.Number(stat.Quantile(values, 0.95))
		}
		if f, ok := evidence.Find(observed + strconv.Itoa(y)); observed != "" && ok {
			at.observed = f.Observed()
		}
		years = append(years, at)
	}
	return years
}

// InYear is a gauge in one year of a history: the sum of a flow, the last month
// of a stock, the mean of an index; and of how many months.
func InYear(h evidence.History, gauge string, kind country.GaugeKind, y int) (value float64, months int) {
	sum, latest := 0.0, 0.0
	for m := calendar.Of(y, 1); m <= calendar.Of(y, 12); m++ {
		i := int(m - h.From)
		column := h.Gauges[gauge]
		if i < 0 || i >= len(column) || math.IsNaN(column[i]) {
			continue
		}
		sum += column[i]
		latest = column[i]
		months++
	}
	switch {
	case months == 0 || kind == country.Flow:
		return sum, months
	case kind == country.Stock:
		return latest, months
	}
	return sum / float64(months), months
}
