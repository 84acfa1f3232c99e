package report

import (
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// marks adds the pass marks: each with its text as written down before the
// first fit, how it came out, and the numbers behind that.
func (p *page) marks(marks []evidence.Mark, all int, scale float64) {
	p.section("Pass marks, written down before the first fit")
	p.text("", "A patterns may be fitted, B patterns are held out. %s", tally(marks))
	for _, s := range []markShape{{true, true}, {false, true}, {false, false}} {
		if t := p.markTable(marks, all, scale, s); t.fits(p.Width, 24) {
			p.put(t)
			return
		}
	}
	p.put(p.markTable(marks, all, scale, markShape{true, true})) // as a list
}

// markShape is a way to lay the marks out: what is observed and the band have
// columns of their own, or stand under what is wanted and the median.
type markShape struct{ observed, bands bool }

// markTable is the table of the marks in one shape.
func (p *page) markTable(marks []evidence.Mark, all int, scale float64, s markShape) table {
	t := table{columns: []column{{title: "mark and check"}, {title: "wanted"}}, indent: "  "}
	if s.observed {
		t.columns = append(t.columns, column{title: "observed", right: true})
	} else {
		t.columns[1].title = "wanted (observed)"
	}
	t.columns = append(t.columns, column{title: "simulated", right: true})
	switch {
	case all > 1 && s.bands:
		t.columns = append(t.columns, column{title: "band 5" + p.dash() + "95%"})
	case all > 1:
		t.columns[len(t.columns)-1].title = "simulated, band"
	}
	t.columns = append(t.columns, column{title: "comes out"})
	for _, m := range marks {
		in := ""
		if all > 1 && m.Members > 0 {
			in = fmt.Sprintf(" (all of it in %s of %s members)", whole(m.MetIn), whole(m.Members))
		}
		t.head(fmt.Sprintf("%s %s%s: %s", m.Pattern, strings.ToUpper(string(m.Status)), in, m.Text))
		for _, c := range m.Checks {
			t.add(p.checkCells(c, all, scale, s)...)
			if c.Note != "" && p.All {
				t.note("(" + c.Note + ")")
			}
		}
	}
	return t
}

// tally counts how the marks came out.
func tally(marks []evidence.Mark) string {
	var parts []string
	for _, s := range []evidence.Status{evidence.Met, evidence.MetInPart, evidence.Missed, evidence.Unreached, evidence.NotMeasured} {
		n := 0
		for _, m := range marks {
			if m.Status == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s))
		}
	}
	return fmt.Sprintf("Of %d marks: %s.", len(marks), strings.Join(parts, ", "))
}

// checkCells are the cells of one check.
func (p *page) checkCells(c evidence.Check, all int, scale float64, s markShape) []string {
	observed := ""
	if c.Observed.Known() {
		observed = inUnit(c.Observed, c.Unit, 1)
	}
	cells := []string{c.Name + unitOf(c), p.wanted(c)}
	if s.observed {
		cells = append(cells, observed)
	} else if observed != "" {
		cells[1] = under(cells[1], "("+observed+")")
	}
	sim, band := string(c.Absent), ""
	if c.Members > 0 {
		sim = inUnit(c.Median, c.Unit, scale)
		band = p.banded(inUnit(c.Low5, c.Unit, scale), inUnit(c.High95, c.Unit, scale))
		if c.Members < all {
			band += fmt.Sprintf(" (%d of %d)", c.Members, all)
		}
	}
	switch {
	case all == 1:
		cells = append(cells, sim)
	case s.bands:
		cells = append(cells, sim, band)
	default:
		cells = append(cells, under(sim, band))
	}
	return append(cells, string(c.Status))
}

// unitOf is the unit behind a name, where the name does not say it.
func unitOf(c evidence.Check) string {
	if strings.Contains(c.Name, c.Unit) || strings.HasPrefix(c.Name, "rank") {
		return ""
	}
	return " (" + c.Unit + ")"
}

// wanted is what a check asks for.
func (p *page) wanted(c evidence.Check) string {
	least, most := inUnit(c.Min, c.Unit, 1), inUnit(c.Max, c.Unit, 1)
	switch {
	case c.Covers:
		return "holds the observed"
	case c.Min.Known() && c.Max.Known():
		return least + p.dash() + most
	case c.Min.Known() && c.Strict:
		return "above " + least
	case c.Min.Known():
		return "at least " + least
	case c.Max.Known() && c.Strict:
		return "below " + most
	case c.Max.Known():
		return "at most " + most
	}
	return "shown only"
}

// inUnit is a statistic of a mark as its unit is read.
func inUnit(n evidence.Number, unit string, lane float64) string {
	switch {
	case !n.Known():
		return ""
	case unit == "year":
		return fmt.Sprintf("%.0f", float64(n))
	case unit == "persons" && lane <= 1:
		return grouped(fmt.Sprintf("%.0f", float64(n)))
	case unit == "persons":
		return rounded(float64(n), lane)
	}
	return brief(float64(n))
}
