// Package report writes text for the terminal: a run beside the evidence, a
// picture of it by year, and the list of the evidence itself; and the same
// numbers as JSON and CSV.
//
// It computes nothing about history: every number comes from package evidence,
// and what stands here is order, words and rounding. Numbers of people are
// rounded to what a lane can say; a figure that is not counted says why; a band
// is printed only where there are members to make one.
//
// It deliberately holds no clock, no file and no terminal: the caller says how
// wide a line may be and whether colours are welcome.
package report

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
)

// Options say how a page is written.
type Options struct {
	Width      int  // columns of the page; 0: 80. Below 40 counts as 40
	Color      bool // escape codes for colours and bold are welcome
	ASCII      bool // no character beyond ASCII is drawn; texts of the evidence stay as they are
	All        bool // every figure with a counterpart, not the best ones alone
	Provenance bool // also where the value of a figure was seen
}

// Widths of a page, in columns.
const (
	usualWidth = 80
	leastWidth = 40
)

// Run is what was ordered and what came of it.
type Run struct {
	Order   *lab.Order
	Outcome *lab.Outcome
}

// errNothing is the error for a run of which no month is left.
var errNothing = errors.New("nothing to report: no member of the run holds a month")

// histories are the members that hold months.
func (r Run) histories() ([]evidence.History, error) {
	var held []evidence.History
	for _, h := range r.Outcome.Histories {
		if h.Last() >= h.From {
			held = append(held, h)
		}
	}
	if len(held) == 0 {
		return nil, errNothing
	}
	return held, nil
}

// span is the first and the last month that some member holds.
func span(histories []evidence.History) (from, last calendar.Month) {
	from, last = histories[0].From, histories[0].Last()
	for _, h := range histories[1:] {
		from, last = min(from, h.From), max(last, h.Last())
	}
	return from, last
}

// members is "one history" or "20 members".
func members(n int) string {
	if n == 1 {
		return "one history"
	}
	return fmt.Sprintf("%s members", whole(n))
}

// Heading says what was run: scenario, seed, scale, members and months on the
// first line, then what is needed to make it again.
func Heading(w io.Writer, r Run, opt Options) error {
	histories, err := r.histories()
	if err != nil {
		return err
	}
	p := newPage(opt)
	p.heading(r, histories)
	return p.write(w)
}

func (p *page) heading(r Run, histories []evidence.History) {
	o := r.Order
	p.known = known(o.Scenario.Point)
	from, last := span(histories)
	p.title("%s, seed %d, scale 1:%d, %s, %s months %v to %v", o.Scenario.Name, o.Seed, max(o.Scale, 1),
		members(len(histories)), whole(int(last-from)+1), from, last)
	if o.Scenario.Title != "" {
		p.text("", "%s", o.Scenario.Title)
	}
	p.text("", "parameters: point %v%s", o.Scenario.Point, changed(o))
	if len(histories) > 1 {
		p.text("", "member 1 has seed %d, member 2 seed %d, and so on", o.MemberSeed(1), o.MemberSeed(2))
	}
	if missing := o.Members - len(histories); missing > 0 {
		p.text("", "%s of %s members are not finished and not counted here", whole(missing), whole(o.Members))
	}
	if o.Version != "" {
		p.text("", "version %s", o.Version)
	}
	if o.Command != "" {
		p.text("", "made by: %s", o.Command)
	}
}

// changed names the parameters that the scenario sets itself, over its point.
func changed(o *lab.Order) string {
	if len(o.Scenario.Set) == 0 {
		return ""
	}
	var set []string
	for name, value := range o.Scenario.Set {
		set = append(set, fmt.Sprintf("%s=%v", name, value))
	}
	slices.Sort(set)
	return "; set by the scenario: " + strings.Join(set, ", ")
}

// known warns where the parameters were chosen in knowledge of held-out
// figures: at a point fitted to them, and at the defaults of the code. Empty
// where they were not.
func known(p scenario.Point) string {
	last := evidence.Figure{Start: p.FittedTo, End: p.FittedTo}
	if p.FittedTo != 0 && evidence.SplitOf(last) == evidence.Fitted {
		return ""
	}
	return "Whoever chose these parameters knew the held-out figures: agreement with them explains and does not predict."
}
