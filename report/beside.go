package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// uses are the uses of figures, in the order of the tables, with what readers
// must know of each.
var uses = []struct {
	use     evidence.Use
	word    string
	meaning string
}{
	{evidence.InputUse, "input", "given to the model: agreement proves nothing, and none of it is counted"},
	{evidence.Fitted, "fitted", "end by December 1936: a fit may use them"},
	{evidence.HeldOut, "held out", "reach into 1937 or 1938: a fit may not use them"},
	{evidence.AfterCheck, "after", "begin in 1939 or later: they check the stop"},
	{evidence.Context, "context", "shown beside a number of the model and not counted; the reason stands under each"},
	{evidence.NoUse, "no counterpart", "the model has nothing beside them"},
}

// useWord is a use as readers see it.
func useWord(u evidence.Use) string {
	for _, known := range uses {
		if known.use == u {
			return known.word
		}
	}
	return string(u)
}

// chosen are the rows of the report that are shown: the best figures in the
// order of their table, or all.
func chosen(report evidence.Report, all bool) []evidence.Row {
	if all {
		return report.Rows
	}
	byID := make(map[string]evidence.Row, len(report.Rows))
	for _, r := range report.Rows {
		byID[r.ID] = r
	}
	var rows []evidence.Row
	for _, choice := range evidence.Choices() {
		for _, id := range choice.IDs {
			if r, ok := byID[id]; ok {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// figures adds a table for each use of the figures that have a number of the
// model beside them.
func (p *page) figures(report evidence.Report, rows []evidence.Row) {
	band := "one history, no band"
	if report.Members > 1 {
		band = fmt.Sprintf("median of %s members, and the band from 5%% to 95%% of them", whole(report.Members))
	}
	which := "The best figures"
	if p.All {
		which = "Every figure with a counterpart"
	}
	p.section("%s beside the simulated ones", which)
	p.text("", "Simulated: %s. Numbers of people are rounded to what a lane of %s can say. A range beside or "+
		"under the observed number is that of the literature. Error, where the page has room for it: as in the distance, at the end. Grades: %s.", band, lane(report.Scale), gradesShort)
	for _, u := range uses {
		var of []evidence.Row
		for _, r := range rows {
			if r.Use == u.use && r.How != "" {
				of = append(of, r)
			}
		}
		if len(of) == 0 {
			continue
		}
		p.section("%s: figures that %s", strings.ToUpper(u.word), sentence(u.use, u.meaning))
		if u.use == evidence.HeldOut && p.known != "" {
			p.text("", "%s", p.known)
		}
		p.put(p.besideTable(report, together(of)))
	}
}

// sentence fits the meaning of a use behind "figures that".
func sentence(u evidence.Use, meaning string) string {
	if u == evidence.InputUse || u == evidence.Context {
		return "are " + meaning
	}
	return meaning
}

var gradesShort = func() string {
	var parts []string
	for _, g := range []evidence.Grade{evidence.GradeA, evidence.GradeB, evidence.GradeC, evidence.GradeG, evidence.GradeDerived, evidence.GradeEssay} {
		parts = append(parts, string(g)+" "+strings.Split(g.Meaning(), ",")[0])
	}
	return strings.Join(parts, "; ")
}()

// shape is a way to lay the table of figures out.
type shape struct {
	ranges bool // the range of the literature has a column of its own
	bands  bool // so has the band
	errors bool // the error is shown
	least  int  // columns that the quantity needs
}

// besideTable is the widest shape that the page has room for.
func (p *page) besideTable(report evidence.Report, rows []evidence.Row) table {
	many := report.Members > 1
	for _, s := range []shape{{true, many, true, 30}, {false, many, true, 24}, {false, many, false, leastFirst}} {
		if t := p.besideShaped(report, rows, s); t.fits(p.Width, s.least) {
			return t
		}
	}
	if t := p.besideShaped(report, rows, shape{}); t.fits(p.Width, tableLeast) {
		return t
	}
	return p.besideShaped(report, rows, shape{ranges: true, bands: many}) // as a list
}

// together brings the figures of one quantity together, where the first of them
// stands.
func together(rows []evidence.Row) []evidence.Row {
	place := map[[3]string]int{}
	var groups [][]evidence.Row
	for _, r := range rows {
		key := [3]string{r.Quantity, r.Unit, r.Why}
		i, ok := place[key]
		if !ok {
			i = len(groups)
			place[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return slices.Concat(groups...)
}

// besideShaped is the table in one shape. Figures of one quantity that follow
// each other are one row of many lines, so that the name stands once.
func (p *page) besideShaped(report evidence.Report, rows []evidence.Row, s shape) table {
	t := table{columns: []column{{title: "quantity"}, {title: "period"}, {title: "observed", right: true}}}
	if s.ranges {
		t.columns = append(t.columns, column{title: "range"})
	}
	t.columns = append(t.columns, column{title: "grade"}, column{title: "simulated", right: true})
	if report.Members > 1 && !s.bands {
		t.columns[len(t.columns)-1].title = "simulated, band"
	}
	if s.bands {
		t.columns = append(t.columns, column{title: "band 5" + p.dash() + "95%"})
	}
	if s.errors {
		t.columns = append(t.columns, column{title: "error", right: true})
	}
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Quantity == rows[0].Quantity && rows[n].Unit == rows[0].Unit && rows[n].Why == rows[0].Why {
			n++
		}
		cells := make([]string, len(t.columns))
		cells[0] = fmt.Sprintf("%s (%s)", rows[0].Quantity, rows[0].Unit)
		for i, r := range rows[:n] {
			stack(cells, p.besideCells(report, r, s), i == 0)
		}
		t.add(cells...)
		if rows[0].Use == evidence.Context || p.All {
			t.note("(" + rows[0].Why + ")")
		}
		rows = rows[n:]
	}
	return t
}

// stack sets the cells of one figure under those of the others, and fills them
// up to the same number of lines.
func stack(under, cells []string, first bool) {
	height := strings.Count(longest(cells), "\n")
	for i, c := range cells {
		if !first {
			under[i+1] += "\n"
		}
		under[i+1] += c + strings.Repeat("\n", height-strings.Count(c, "\n"))
	}
}

// besideCells are the cells of one figure, but for its quantity.
func (p *page) besideCells(report evidence.Report, r evidence.Row, s shape) []string {
	f := figureOf(r)
	observed, literature := exact(r.Observed), p.literature(f)
	if !f.Value.Known() {
		observed = "" // only a range is defensible
	}
	sim, band := p.simulated(r, report)
	cells := []string{period(f.Start, f.End)}
	if s.ranges {
		cells = append(cells, observed, literature)
	} else {
		cells = append(cells, under(observed, literature))
	}
	cells = append(cells, string(r.Grade))
	if s.bands {
		cells = append(cells, sim, band)
	} else {
		cells = append(cells, under(sim, band))
	}
	if s.errors {
		missed := ""
		if r.Scored() {
			missed = distance(r.Error)
		}
		cells = append(cells, missed)
	}
	return cells
}

// under sets one text under another, where both say something.
func under(above, below string) string {
	if above == "" || below == "" {
		return above + below
	}
	return above + "\n" + below
}

// figureOf is the figure of a row of a report.
func figureOf(r evidence.Row) evidence.Figure {
	f, err := evidence.ByID(r.ID)
	if err != nil {
		panic(fmt.Sprintf("report: a row of the distance has no figure: %v", err))
	}
	return f
}

// literature is the range of a figure, or nothing.
func (p *page) literature(f evidence.Figure) string {
	if !f.Low.Known() && !f.High.Known() {
		return ""
	}
	if f.Low == f.High && f.Low == f.Value {
		return ""
	}
	switch {
	case !f.High.Known():
		return "from " + exact(f.Low)
	case !f.Low.Known():
		return "to " + exact(f.High)
	}
	return exact(f.Low) + p.dash() + exact(f.High)
}

// simulated is the median of a row and its band; the band only where there are
// members to make one, the reason where there is no number.
func (p *page) simulated(r evidence.Row, report evidence.Report) (median, band string) {
	if r.Members == 0 {
		return string(r.Absent), ""
	}
	least := step(figureOf(r), report.Scale)
	median = rounded(float64(r.Median), least)
	if report.Members == 1 {
		return median, ""
	}
	band = p.banded(rounded(float64(r.Low5), least), rounded(float64(r.High95), least))
	if r.Members < report.Members {
		band += fmt.Sprintf(" (%d of %d)", r.Members, report.Members)
	}
	return median, band
}

// banded is a band as it is written.
func (p *page) banded(low, high string) string { return low + p.dash() + high }
