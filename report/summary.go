package report

import (
	"io"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// account is everything that is computed of a run, once.
type account struct {
	histories []evidence.History
	report    evidence.Report
	essay     []evidence.EssayRow
	launches  evidence.Launches
	marks     []evidence.Mark
}

func (r Run) account() (account, error) {
	histories, err := r.histories()
	if err != nil {
		return account{}, err
	}
	scale := float64(r.Order.Scale)
	return account{
		histories: histories,
		report:    evidence.Distance(histories, scale),
		essay:     evidence.EssayTable(histories),
		launches:  evidence.LaunchDates(histories),
		marks:     evidence.Marks(histories, scale),
	}, nil
}

// Summary writes a run beside the evidence: the heading, the figures by use
// with what is simulated, those that nothing stands beside, the essay's
// numbers, when operations begin, the pass marks, and last the distance. It
// fails where no member holds a month, or where w does.
func Summary(w io.Writer, r Run, opt Options) error {
	a, err := r.account()
	if err != nil {
		return err
	}
	p := newPage(opt)
	rows := chosen(a.report, opt.All)
	p.heading(r, a.histories)
	p.figures(a.report, rows)
	p.without(a.report, rows)
	p.essay(a.essay, a.report.Members)
	p.launches(a.launches, a.histories, a.report.Scale)
	p.marks(a.marks, a.report.Members, a.report.Scale)
	p.distances(a.report)
	return p.write(w)
}

// distances adds the distance by pattern, by use and in all.
func (p *page) distances(report evidence.Report) {
	p.section("Distance from the evidence: %s in all", distance(report.All.Distance))
	p.text("", "The weighted mean of |ln((simulated + c)/(observed + c))| / sigma, c one lane of %s or one person of the cadre; "+
		"shares by logit. 0 is agreement; at 1 a figure is off by the doubt in its grade: a factor of 1.22 for A, 1.42 for B and derived, "+
		"1.65 for G, 2.01 for C. Inputs, context and the essay's numbers are left out; all %s figures with a number count, not the best ones alone.",
		lane(report.Scale), whole(report.All.Figures))
	t := table{columns: []column{{title: "pattern"}, {title: "distance", right: true}, {title: "figures", right: true},
		{title: "without a number", right: true}}}
	for i, part := range report.Patterns {
		t.add(partCells(part, part.Name+" "+evidence.Patterns[i].Title)...)
	}
	for _, part := range report.Uses {
		t.add(partCells(part, "all "+useWord(evidence.Use(part.Name)))...)
	}
	t.add(partCells(report.All, "in all")...)
	p.put(t)
	if p.known != "" {
		p.text("", "%s", p.known)
	}
}

func partCells(part evidence.Part, name string) []string {
	absent := ""
	if part.Absent > 0 {
		absent = whole(part.Absent)
	}
	return []string{strings.TrimSpace(name), distance(part.Distance), whole(part.Figures), absent}
}
