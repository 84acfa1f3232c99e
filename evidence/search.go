package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/spelling"
)

// UnknownID is the error for an id that no figure has.
type UnknownID struct {
	ID   string
	Near string // nearest id, or empty where none is near
}

// Error names the nearest id.
func (e *UnknownID) Error() string {
	if e.Near == "" {
		return fmt.Sprintf("no figure %q; `evidence` lists them", e.ID)
	}
	return fmt.Sprintf("no figure %q; did you mean %s", e.ID, e.Near)
}

// Search finds the figures, of both tables, in which every word occurs: in the
// id, quantity, scope, source or note, in any case. A hit in the id weighs
// most, then the quantity; a whole id comes first. Equals keep the order of
// the files. No word finds everything.
func Search(words string) []Figure {
	return ranked(shipped().all, words, func(f Figure) []field {
		return []field{{f.ID, 20}, {f.Quantity, 8}, {f.Scope, 3}, {f.Source, 2}, {f.Note, 1}}
	})
}

// SearchEvents finds the events in which every word occurs, likewise; a hit in
// the event itself weighs most.
func SearchEvents(words string) []Event {
	return ranked(shipped().events, words, func(e Event) []field {
		return []field{{e.Event, 20}, {e.Date, 20}, {e.Institution, 8}, {e.Effect, 5}, {e.EssayForm, 3},
			{e.Source, 2}, {e.Note, 1}, {string(e.Role), 1}}
	})
}

// field is a text to search and what a hit in it is worth.
type field struct {
	text   string
	weight int
}

// ranked are the rows in which every word occurs, the best first.
func ranked[T any](rows []T, words string, fields func(T) []field) []T {
	type hit struct {
		row   T
		score int
	}
	asked := strings.Fields(strings.ToLower(words))
	var hits []hit
	for _, r := range rows {
		if score, ok := score(fields(r), asked); ok {
			hits = append(hits, hit{r, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	found := make([]T, len(hits))
	for i, h := range hits {
		found[i] = h.row
	}
	return found
}

// score adds up what the words are worth; false where one is nowhere. A word
// that is the whole field counts eightfold, one that opens it twice.
func score(fields []field, words []string) (int, bool) {
	sum := 0
	for _, w := range words {
		best := 0
		for _, f := range fields {
			text, worth := strings.ToLower(f.text), 0
			switch {
			case text == w:
				worth = 8 * f.weight
			case strings.HasPrefix(text, w):
				worth = 2 * f.weight
			case strings.Contains(text, w):
				worth = f.weight
			}
			best = max(best, worth)
		}
		if best == 0 {
			return 0, false
		}
		sum += best
	}
	return sum, true
}

// Filter narrows a list of figures. What is zero in it asks for nothing.
type Filter struct {
	Grades []Grade
	Year   int    // the period touches it
	Prefix string // of the id
}

// Select are the figures that pass the filter, in their order.
func Select(figures []Figure, by Filter) []Figure {
	var pass []Figure
	for _, f := range figures {
		if (len(by.Grades) == 0 || slices.Contains(by.Grades, f.Grade)) &&
			(by.Year == 0 || f.Covers(by.Year)) && strings.HasPrefix(f.ID, by.Prefix) {
			pass = append(pass, f)
		}
	}
	return pass
}

// Nearest is the id closest to a mistyped one, or empty where more than a
// third of its letters would have to change.
func Nearest(id string) string {
	s := shipped()
	ids := make([]string, len(s.all))
	for i, f := range s.all {
		ids[i] = f.ID
	}
	near := spelling.Nearest(strings.ToLower(id), ids)
	if spelling.Edits(strings.ToLower(id), near) > max(2, len(id)/3) {
		return ""
	}
	return near
}

// Best are the figures that best25.csv names, in its order.
func Best() []Figure {
	var best []Figure
	for _, choice := range shipped().choices {
		for _, id := range choice.IDs {
			if f, err := ByID(id); err == nil { // a test proves that every id exists
				best = append(best, f)
			}
		}
	}
	return best
}
