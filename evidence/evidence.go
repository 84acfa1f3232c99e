// Package evidence holds what history says, and how far a history of the
// laboratory lies from it.
//
// It ships five tables (evidence/data, whose README gives their provenance and
// their traps): figures, the limits of order 00447 by territory, dated events,
// the quantities behind the input series, and a suggested use of the best
// figures. A sixth, counterparts.csv, is the laboratory's own: it says for
// every figure what the model has beside it, or why it has nothing.
//
// A figure's split follows from its dates alone: what ends by December 1936 may
// be fitted, what reaches into 1937 or 1938 is held out, what begins later
// checks the stop. Numbers as the essay gives them are claims to be tested and
// never enter a distance.
package evidence

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"sync"
)

//go:embed data
var files embed.FS

// shelf is everything shipped, read once.
type shelf struct {
	figures      []Figure // of figures.csv
	inputs       []Figure // of inputs.csv
	events       []Event
	territories  []Territory
	choices      []Choice
	counterparts []Counterpart
	byID         map[string]int // into all
	all          []Figure       // figures, then inputs
	beside       map[string]int // figure id to counterpart
}

// shipped is the embedded tables. They are part of the program, so an error in
// them is ours, and a panic that says where.
var shipped = sync.OnceValue(func() *shelf {
	s := new(shelf)
	s.figures = embedded("figures.csv", ReadFigures)
	s.inputs = embedded("inputs.csv", ReadFigures)
	s.events = embedded("events.csv", ReadEvents)
	s.territories = embedded("regions_00447.csv", ReadTerritories)
	s.choices = embedded("best25.csv", ReadChoices)
	s.counterparts = embedded("counterparts.csv", ReadCounterparts)

	s.all = slices.Concat(s.figures, s.inputs)
	s.byID = make(map[string]int, len(s.all))
	for i, f := range s.all {
		if _, twice := s.byID[f.ID]; twice {
			panic(fmt.Sprintf("evidence: figure %s stands twice", f.ID))
		}
		s.byID[f.ID] = i
	}
	s.beside = make(map[string]int, len(s.figures))
	for i, c := range s.counterparts {
		for _, f := range s.all {
			if !c.Covers(f.ID) {
				continue
			}
			if before, twice := s.beside[f.ID]; twice {
				panic(fmt.Sprintf("evidence: data/counterparts.csv:%d: %s is covered by line %d as well",
					c.Line, f.ID, s.counterparts[before].Line))
			}
			s.beside[f.ID] = i
		}
	}
	return s
})

// embedded reads one shipped table.
func embedded[T any](name string, read func(string, []byte) ([]T, error)) []T {
	text, err := files.ReadFile("data/" + name)
	if err == nil {
		var rows []T
		if rows, err = read("evidence/data/"+name, text); err == nil {
			return rows
		}
	}
	panic(fmt.Sprintf("evidence: shipped table: %v", err))
}

// Figures are the rows of figures.csv, in the order of the file.
func Figures() []Figure { return slices.Clone(shipped().figures) }

// Inputs are the rows of inputs.csv: quantities behind the input series.
func Inputs() []Figure { return slices.Clone(shipped().inputs) }

// Events are the dated events, in the order of the file.
func Events() []Event { return slices.Clone(shipped().events) }

// Territories are the rows of order 00447, printed totals included.
func Territories() []Territory { return slices.Clone(shipped().territories) }

// Choices are the suggested uses of the best figures.
func Choices() []Choice { return slices.Clone(shipped().choices) }

// Counterparts are the rows of counterparts.csv, in the order of the file.
func Counterparts() []Counterpart { return slices.Clone(shipped().counterparts) }

// ByID finds a figure of figures.csv or inputs.csv. The error is an
// *UnknownID, which names the nearest id.
func ByID(id string) (Figure, error) {
	if f, ok := Find(id); ok {
		return f, nil
	}
	return Figure{}, &UnknownID{ID: id, Near: Nearest(id)}
}

// Find is ByID for who only asks whether there is one: it looks for no nearest
// id, which costs a comparison with every other.
func Find(id string) (f Figure, ok bool) {
	s := shipped()
	i, ok := s.byID[id]
	if ok {
		f = s.all[i]
	}
	return f, ok
}

// mustID is ByID for ids that the program itself names.
func mustID(id string) Figure {
	f, err := ByID(id)
	if err != nil {
		panic(fmt.Sprintf("evidence: %v", err))
	}
	return f
}

// Account is the shipped README of the tables, for `evidence --about` and the
// page.
func Account() string {
	text, err := files.ReadFile("data/README.md")
	if err != nil {
		panic(fmt.Sprintf("evidence: shipped account: %v", err))
	}
	return string(bytes.TrimSpace(text))
}
