package lab

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
)

// Reading is what a parameter point may read of the evidence, and until when
// its histories are run. What lies beyond is not simulated at all, so that
// nothing of it can enter.
type Reading struct {
	Name     string         // of the point
	Label    string         // what it is fitted to and may be used for, as results carry it
	Until    calendar.Month // last month that is run
	Figures  []evidence.Figure
	Patterns []Weight
}

// Weight is what a pattern counts in the loss. Figures and checks are weighed
// by pattern, so that the ninety stocks and rates do not drown the rest.
type Weight struct {
	Pattern evidence.Pattern
	Figures float64 // of the distance of its figures
	Check   float64 // of each check of its pass mark
	Why     string
}

// patternWeights are chosen, not estimated: equal, for want of a reason to
// prefer one.
var patternWeights = []Weight{
	{"A1", 1, 1, "one pattern, one voice"},
	{"A2", 1, 1, "likewise"},
	{"A3", 1, 1, "likewise; its four checks give the operation of 1930 most weight of all, since everything later hangs on it"},
	{"A4", 1, 1, "likewise"},
	{"A5", 1, 1, "likewise"},
	{"S", 1, 1, "ninety stocks and rates together weigh as much as one pattern; they have no pass mark"},
	{"B1", 1, 1, "as those of A, where it may be read"},
	{"B2", 1, 1, "likewise"},
	{"B3", 1, 1, "likewise"},
	{"B4", 1, 1, "likewise; it has no figures, only its check"},
	{"B5", 1, 1, "likewise"},
	{"B6", 1, 1, "likewise; it has no figures, only its check"},
}

// Unwanted is a span in which history knows no operation with limits: each that
// begins in it costs Each, at most three of them.
type Unwanted struct {
	Name     string
	From, To calendar.Month
	Each     float64
	Why      string
}

var unwanted = []Unwanted{
	{"operations begun 1914-21", calendar.Of(1914, 1), calendar.Of(1921, 12), 0.3,
		"weakly: the civil war had terror by decree, which the model may well show as operations"},
	{"operations begun 1922-29", calendar.Of(1922, 1), calendar.Of(1929, 12), 1, "none is known"},
	{"operations begun 1931-36", calendar.Of(1931, 1), calendar.Of(1936, 12), 1, "none is known"},
}

// Points are the names of the points that a search can find.
var Points = []string{"to-1936", "to-1939"}

// NewReading is what the point of a name may read: scored figures that end by
// the December of its name, the pass marks of A, and for the later point those
// of B. The split would let the earlier one read the stocks of January 1937 as
// well; nothing dated after 1936 is read all the same.
func NewReading(name string) (Reading, error) {
	r := Reading{Name: name}
	switch name {
	case "to-1936":
		r.Until, r.Label = calendar.Of(1936, 12), "fitted to 1936: what was possible"
	case "to-1939":
		r.Until, r.Label = calendar.Of(1939, 12), "fitted to 1939: explains, does not predict"
	default:
		return r, fmt.Errorf("no point is called %q; there are %s", name, strings.Join(Points, ", "))
	}
	for _, f := range evidence.Figures() {
		use := evidence.CounterpartOf(f).For(f)
		if f.End <= r.Until && (use == evidence.Fitted || use.Scored() && r.Until >= firstHeldOut) {
			r.Figures = append(r.Figures, f)
		}
	}
	for _, w := range patternWeights {
		if w.Pattern[0] != 'B' || r.Until >= firstHeldOut {
			r.Patterns = append(r.Patterns, w)
		}
	}
	return r, nil
}

// firstHeldOut is the month from which figures and marks are held out from the
// earlier point.
var firstHeldOut = calendar.Of(1937, 1)

// FittedTo is the last month of any figure that is read.
func (r Reading) FittedTo() calendar.Month {
	last := calendar.Month(0)
	for _, f := range r.Figures {
		last = max(last, f.End)
	}
	return last
}

// IDs are the figures that are read, in order.
func (r Reading) IDs() []string {
	var ids []string
	for _, f := range r.Figures {
		ids = append(ids, f.ID)
	}
	return ids
}

// weight is what a pattern counts; false where it is not read.
func (r Reading) weight(p evidence.Pattern) (Weight, bool) {
	i := slices.IndexFunc(r.Patterns, func(w Weight) bool { return w.Pattern == p })
	if i < 0 {
		return Weight{}, false
	}
	return r.Patterns[i], true
}

// PartNames are the columns of the loss, in order: the distance of each
// pattern's figures, then the checks of its pass mark, then the operations that
// should not be there.
func (r Reading) PartNames() []string {
	var names []string
	for _, w := range r.Patterns {
		if r.reads(w.Pattern) {
			names = append(names, string(w.Pattern)+" figures")
		}
	}
	names = append(names, r.Checks()...)
	for _, u := range unwanted {
		names = append(names, u.Name)
	}
	return names
}

// reads says whether a pattern has a figure that is read.
func (r Reading) reads(p evidence.Pattern) bool {
	return slices.ContainsFunc(r.Figures, func(f evidence.Figure) bool { return evidence.CounterpartOf(f).Pattern == p })
}

// Checks are the checks that are read, as pattern and name. Those without a
// bound are shown in reports and cost nothing; those judged by the band of an
// ensemble say nothing of one member.
func (r Reading) Checks() []string {
	var names []string
	for _, m := range evidence.Marks(nil, 1) {
		if _, read := r.weight(m.Pattern); !read {
			continue
		}
		for _, c := range m.Checks {
			if costs(c) {
				names = append(names, string(m.Pattern)+" "+c.Name)
			}
		}
	}
	return names
}

func costs(c evidence.Check) bool { return !c.Covers && (c.Min.Known() || c.Max.Known()) }
