package evidence

import (
	"fmt"
	"slices"

	"github.com/fromabove/fromabove/calendar"
)

// Bin is a stretch of time and what began in it.
type Bin struct {
	Label   string // 1930, or 1937 Q3
	From    calendar.Month
	To      calendar.Month
	Members int // in which an operation began in it
	Starts  int // operations begun in it, over all members
}

// Launches is when operations began, over the members of an ensemble. Near a
// threshold the date moves by years between seeds; so it is a histogram, and a
// mean of it would be a date that no member has.
type Launches struct {
	Members  int
	None     int   // members in which no operation ever began
	Years    []Bin // every year that some member reaches
	Quarters []Bin // 1936 to 1939
	None3639 int   // members in which none began in 1936-39
}

// LaunchDates counts when operations began.
func LaunchDates(histories []History) Launches {
	l := Launches{Members: len(histories)}
	if len(histories) == 0 {
		return l
	}
	first, last := histories[0].From, histories[0].Last()
	for _, h := range histories {
		first, last = min(first, h.From), max(last, h.Last())
	}
	for year := first.Year(); year <= last.Year(); year++ {
		l.Years = append(l.Years, binned(histories, fmt.Sprint(year), calendar.Of(year, 1), calendar.Of(year, 12)))
	}
	for year := 1936; year <= 1939; year++ {
		for q := range 4 {
			from := calendar.Of(year, 3*q+1)
			l.Quarters = append(l.Quarters, binned(histories, fmt.Sprintf("%d Q%d", year, q+1), from, from+2))
		}
	}
	for _, h := range histories {
		if len(h.Operations) == 0 {
			l.None++
		}
		if begun(h, calendar.Of(1936, 1), calendar.Of(1939, 12)) == 0 {
			l.None3639++
		}
	}
	return l
}

func binned(histories []History, label string, from, to calendar.Month) Bin {
	b := Bin{Label: label, From: from, To: to}
	for _, h := range histories {
		n := begun(h, from, to)
		b.Starts += n
		b.Members += min(n, 1)
	}
	return b
}

// begun counts the operations begun in from..to.
func begun(h History, from, to calendar.Month) int {
	n := 0
	for _, op := range h.Operations {
		if from <= op.Start && op.Start <= to {
			n++
		}
	}
	return n
}

// Starts are the months in which operations began, over all members, in order.
func Starts(histories []History) []calendar.Month {
	var months []calendar.Month
	for _, h := range histories {
		for _, op := range h.Operations {
			months = append(months, op.Start)
		}
	}
	slices.Sort(months)
	return months
}
