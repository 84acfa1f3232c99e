package evidence

import (
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/calendar"
)

// Grade says how far a figure may be trusted. It opens the note of each row.
type Grade string

// The grades.
const (
	GradeA       Grade = "A"       // archival or official series or a specialist's published count, seen
	GradeB       Grade = "B"       // seen in a secondary or popular text
	GradeC       Grade = "C"       // weak page, disputed figure or unclear scope
	GradeG       Grade = "G"       // general knowledge, typed from memory
	GradeEssay   Grade = "essay"   // as the essay gives it: a claim to be tested
	GradeDerived Grade = "derived" // arithmetic on other rows
	GradeCoded   Grade = "coded"   // a severity judged for an input series
)

// Grades are all grades, the most trusted first.
var Grades = [...]Grade{GradeA, GradeB, GradeDerived, GradeG, GradeC, GradeEssay, GradeCoded}

// Sigma is the spread of ln(true/observed) that a grade stands for: the
// yardstick of the distance. Four are fixed by the design (A 0.2, B 0.35,
// G 0.5, C 0.7). Chosen here: derived 0.35, since its parts are A and B; essay
// and coded 0.7, as the weakest; neither of these two is ever scored.
func (g Grade) Sigma() float64 {
	switch g {
	case GradeA:
		return 0.2
	case GradeB, GradeDerived:
		return 0.35
	case GradeG:
		return 0.5
	case GradeC, GradeEssay, GradeCoded:
		return 0.7
	}
	panic(fmt.Sprintf("evidence: grade %q has no sigma", g))
}

// Meaning is one line on a grade, for readers.
func (g Grade) Meaning() string {
	switch g {
	case GradeA:
		return "archival or official series, or a specialist's published count, seen"
	case GradeB:
		return "seen in a secondary or popular text"
	case GradeC:
		return "weak page, disputed figure or unclear scope"
	case GradeG:
		return "general knowledge, typed from memory: verify first"
	case GradeEssay:
		return "as the essay gives it: a claim to be tested"
	case GradeDerived:
		return "arithmetic on other rows"
	case GradeCoded:
		return "judged for an input series"
	}
	return "unknown"
}

// Figure is one historical figure: a row of figures.csv or inputs.csv.
type Figure struct {
	ID       string
	Quantity string
	Unit     string
	Start    calendar.Month // of the period; a stock has its month in both
	End      calendar.Month
	Value    Number // may be missing where only a range is defensible
	Low      Number // of the literature or of rival series
	High     Number
	Scope    string
	Source   string // the publication, shown to readers
	FoundAt  string // where the value itself was seen, as a record of provenance
	Note     string // opens with the grade in brackets
	Grade    Grade
	File     string // table and line it was read from
	Line     int
}

// Remark is the note without the grade that opens it.
func (f Figure) Remark() string {
	_, rest, _ := strings.Cut(f.Note, "]")
	return strings.TrimSpace(rest)
}

// Cited is the source as readers see it: without the catalogue mark that the
// essay's own rows carry.
func (f Figure) Cited() string {
	if rest, marked := strings.CutPrefix(f.Source, "Essay seed "); marked {
		_, cited, _ := strings.Cut(rest, " ")
		return "the essay, " + cited
	}
	return f.Source
}

// Observed is the value, or where only a range is known its middle.
func (f Figure) Observed() Number {
	if f.Value.Known() || !f.Low.Known() || !f.High.Known() {
		return f.Value
	}
	return (f.Low + f.High) / 2
}

// Covers says whether the period touches the year.
func (f Figure) Covers(year int) bool { return f.Start.Year() <= year && year <= f.End.Year() }

var figureColumns = []string{"id", "quantity", "unit", "period_start", "period_end", "value", "low", "high",
	"scope", "source", "found_at", "note"}

// ReadFigures reads a table with the columns of figures.csv; name stands in
// errors. It refuses a row without id, period, source or grade, one that says
// no number at all, and one whose low bound lies above the high one.
func ReadFigures(name string, text []byte) ([]Figure, error) {
	var figures []Figure
	seen := map[string]int{}
	err := readTable(name, text, figureColumns, func(r *row) {
		f := Figure{
			ID: r.needed("id"), Quantity: r.needed("quantity"), Unit: r.needed("unit"),
			Start: r.month("period_start"), End: r.month("period_end"),
			Value: r.number("value"), Low: r.number("low"), High: r.number("high"),
			Scope: r.text("scope"), Source: r.needed("source"), FoundAt: r.text("found_at"),
			Note: r.text("note"), File: name, Line: r.line,
		}
		f.Grade = grade(r)
		if first, twice := seen[f.ID]; twice {
			r.wrong("id", "%s stands in line %d already", f.ID, first)
		}
		seen[f.ID] = r.line
		if f.End < f.Start {
			r.wrong("period_end", "%s lies before the start %s", f.End, f.Start)
		}
		if f.Low > f.High {
			r.wrong("low", "%v lies above the high bound %v", f.Low, f.High)
		}
		figures = append(figures, f)
	})
	return figures, err
}

// grade reads the grade that opens the note.
func grade(r *row) Grade {
	word, _, closed := strings.Cut(strings.TrimPrefix(r.text("note"), "["), "]")
	if strings.HasPrefix(r.text("note"), "[") && closed {
		for _, g := range Grades {
			if string(g) == word {
				return g
			}
		}
	}
	r.wrong("note", "has no grade; a note opens with one of [A] [B] [C] [G] [essay] [derived] [coded]")
	return ""
}
