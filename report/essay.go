package report

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// essay adds the table of the essay's numbers on the elite.
func (p *page) essay(rows []evidence.EssayRow, all int) {
	p.section("The essay's numbers on the elite (claims to be tested, never counted)")
	t := table{columns: []column{{title: "the essay says"}, {title: "that is", right: true}, {title: "simulated", right: true},
		{title: "band 5" + p.dash() + "95%"}, {title: "read in"}}}
	if all == 1 {
		t.columns = append(t.columns[:3:3], t.columns[4])
	}
	for _, r := range rows {
		cells := []string{claimed(r), percent(r.Essay)}
		cells = append(cells, p.essaySimulated(r, all)...)
		t.add(append(cells, month(r.Month))...)
		for _, o := range r.Others {
			t.note(fmt.Sprintf("beside it: %s, grade %s, %s%s", otherSaid(o), o.Grade, readable(o.Source), remark(o.Note)))
		}
		if r.Note != "" {
			t.note("note: " + r.Note)
		}
	}
	p.put(t)
	p.text("", "Simulated: the share arrested, by the gauges of the elite; for commanders, of the holders two years before.")
}

// claimed is a claim in words: 70% of the Central Committee, 3 of 5 marshals.
func claimed(r evidence.EssayRow) string {
	if strings.Contains(r.Printed, " of ") {
		return said(r.Printed) + " " + strings.TrimPrefix(r.Claim, "of the ")
	}
	return said(r.Printed) + " " + r.Claim
}

// otherSaid is what another source prints, and the share where it prints none.
func otherSaid(o evidence.Other) string {
	if strings.HasSuffix(o.Printed, "%") {
		return o.Printed
	}
	return fmt.Sprintf("%s (%s)", said(o.Printed), percent(o.Share))
}

// essaySimulated are the cells of the simulated share and, of many members, its
// band.
func (p *page) essaySimulated(r evidence.EssayRow, all int) []string {
	cells := []string{string(evidence.NotReached), ""}
	if r.Members > 0 {
		cells = []string{percent(r.Median), p.banded(percent(r.Low5), percent(r.High95))}
		if r.Members < all {
			cells[1] += fmt.Sprintf(" (%d of %d)", r.Members, all)
		}
	}
	if all == 1 {
		return cells[:1]
	}
	return cells
}

var thousands = regexp.MustCompile(`\b\d{4,}\b`)

// said is a number as printed, with commas between the thousands.
func said(printed string) string { return thousands.ReplaceAllStringFunc(printed, grouped) }

// remark is a note to be set behind a source, without addresses.
func remark(note string) string {
	if note == "" {
		return ""
	}
	return "; " + strings.TrimSpace(readable(note))
}
