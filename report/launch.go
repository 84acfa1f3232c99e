package report

import (
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// launches adds when operations began: of one history a list, of many a
// histogram over members, since a mean of dates would be a date that no member
// has.
func (p *page) launches(l evidence.Launches, histories []evidence.History, scale float64) {
	p.section("When operations under simplified procedure begin")
	if l.Members == 1 {
		p.operations(histories[0], l, scale)
		return
	}
	p.text("", "Members in which one begins, of %s; a member may begin several, in several years.", whole(l.Members))
	p.histogram(l)
	p.text("", "No operation begins in %s of %s members.", whole(l.None), whole(l.Members))

	began := false
	for _, b := range l.Quarters {
		began = began || b.Members > 0
	}
	if began {
		p.blank()
		p.text("", "The same by quarter, 1936 to 1939:")
		p.bars(l.Quarters, l.Members)
	}
	p.text("", "No operation begins in 1936-39 in %s of %s members.", whole(l.None3639), whole(l.Members))
}

// histogram draws the members by year, and tells the numbers.
func (p *page) histogram(l evidence.Launches) {
	c := chart{height: histogramHeight, full: float64(l.Members), label: func(v float64) string { return brief(v) }}
	var told []string
	for _, b := range l.Years {
		n := evidence.Number(b.Members)
		c.years = append(c.years, year{year: b.From.Year(), median: n, low: n, top: n, observed: evidence.Missing()})
		if b.Members > 0 {
			told = append(told, fmt.Sprintf("%s in %s%s", b.Label, whole(b.Members), begun(b)))
		}
	}
	if len(told) == 0 {
		return
	}
	if p.perYear(len(c.years)) > 0 {
		p.draw(c)
		p.axis(c.years)
	}
	p.text("", "%s.", strings.Join(told, "; "))
}

const histogramHeight = 4

// begun tells how many operations began where members have several.
func begun(b evidence.Bin) string {
	if b.Starts == b.Members {
		return ""
	}
	return fmt.Sprintf(" (%s operations)", whole(b.Starts))
}

// bars adds a line for each bin. Empty bins before the first and after the
// last full one are told in words.
func (p *page) bars(bins []evidence.Bin, all int) {
	first, last := -1, -1
	for i, b := range bins {
		if b.Members > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return
	}
	if first > 0 {
		p.line(fmt.Sprintf("  %-7s   none before %s", bins[0].Label, bins[first].Label))
	}
	room := min(p.Width-40, 50)
	for _, b := range bins[first : last+1] {
		share := float64(b.Members) / float64(all)
		p.line(fmt.Sprintf("  %-7s %s %s (%.0f%%)%s", b.Label, padded(p.bar(share, room), room, false), whole(b.Members), 100*share, begun(b)))
	}
	if last < len(bins)-1 {
		p.line(fmt.Sprintf("  %-7s   none after %s", bins[len(bins)-1].Label, bins[last].Label))
	}
}

// bar is a share of a line of so many columns, to the eighth of a column. What
// is not zero shows.
func (p *page) bar(share float64, room int) string {
	eighths := int(share*float64(room)*8 + 0.5)
	if share > 0 {
		eighths = max(eighths, 1)
	}
	if p.ASCII {
		return strings.Repeat("#", (eighths+7)/8)
	}
	s := strings.Repeat("█", eighths/8)
	if eighths%8 > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[eighths%8-1])
	}
	return s
}

// operations lists those of one history.
func (p *page) operations(h evidence.History, l evidence.Launches, scale float64) {
	if l.None == 1 {
		p.text("", "No operation begins (one history, no band).")
		return
	}
	p.text("", "One history, no band: of several members, a histogram stands here.")
	t := table{columns: []column{{title: "begun"}, {title: "stopped"}, {title: "limits first set", right: true},
		{title: "granted in all", right: true}, {title: "arrested", right: true}, {title: "killed", right: true}}}
	for _, o := range h.Operations {
		stop := "still on"
		if o.Stop != 0 {
			stop = month(o.Stop)
		}
		cells := []string{month(o.Start), stop}
		for _, persons := range []float64{o.Plan, o.Limit, o.Taken, o.Executed} {
			cells = append(cells, rounded(persons, scale))
		}
		t.add(cells...)
	}
	p.put(t)
	if l.None3639 == 1 {
		p.text("", "None begins in 1936-39.")
	}
}
