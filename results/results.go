// Package results holds what was measured of the model, as committed numbers:
// how far it lies from the record (patterns), where each institution matters
// (effects), how often a terror comes near a parameter point (draws), from which
// scale on numbers hold (scales), and how many planes the packed people need
// (planes). They take minutes to make, so MODEL.md is written from these files;
// `make measure` makes them anew by the program in measure, and a test there
// runs a small slice again and fails where the files are no longer the model's.
//
// A file says how it was made: the command, the version, and of every ensemble
// the seed, members, scale, and the hashes of scenario and parameter point.
// Nothing is judged or printed here.
package results

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/fromabove/fromabove/evidence"
)

//go:embed *.json
var files embed.FS

// Number is a number that may be missing, rounded as Round says.
type Number = evidence.Number

// Origin is how a file was made.
type Origin struct {
	Command string // that makes the file again, from the top of the repository
	Version string // of the program
	Runs    []Run
	Probe   Probe
}

// Run is one ensemble of a file.
type Run struct {
	Scenario     string
	ScenarioHash string // of the resolved text
	Point        string
	PointLabel   string
	PointHash    string // of its name, label and values
	FittedTo     string // the last month of the figures it has seen; empty: none
	Seed         uint64
	Members      int
	Scale        int // persons to a lane
}

// Probe is a slice of a file that is cheap to make again.
type Probe struct {
	Scale   int
	Months  []Hash // by point: all months of the history with the seed 1
	Numbers string // SHA-256 of the same measurement made small
}

// Hash is a hash with the name of what it is of.
type Hash struct{ Of, SHA256 string }

// Patterns is how far the baseline lies from the record at several points.
type Patterns struct {
	Origin
	At []AtPoint
}

// AtPoint is the distance and the pass marks at one point.
type AtPoint struct {
	Point    string
	FittedTo string
	Members  int
	Scale    int
	All      evidence.Part
	Uses     []evidence.Part
	Patterns []evidence.Part
	Marks    []evidence.Mark
}

// Effects is what changes where a switch of the baseline is left out.
type Effects struct {
	Origin
	Point   string
	Members int // pairs with the same dice
	Pool    int // histories of the baseline whose halves are the equal arms
	Scale   int
	Rows    []Effect
}

// Effect is one switch and a gauge that its institution does not write.
type Effect struct {
	Switch      string
	Institution string
	Window      Window
	Why         string // of this gauge
	With        Number // mean over members
	Shift       Number // mean change where the switch is left out, same dice
	Low, High   Number // 95% interval of that mean
	Noise       Number // 99% of the differences between equal arms with other seeds lie within this of zero
	Beyond      bool   // the shift is larger than the noise
	Needs       bool   // an operation in the window, to show anything
	Operations  int    // members of the baseline in which one began in the window
	Strongest   *Other // where the shift is not beyond: the best of all other gauges
}

// Window is a gauge over months, as one number.
type Window struct {
	Gauge    string
	How      string // sum, mean or last
	From, To string // months, both included
}

// Other is the strongest of many gauges, by the shift in units of its threshold.
type Other struct {
	Window    Window
	Tried     int
	Shift     Number
	Threshold Number // of the shift, corrected for the number tried
	Beyond    bool
}

// Draws is how often an operation of 1937-38 begins, bursts and stops at
// parameters near a point.
type Draws struct {
	Origin
	Point string
	From  string // where the parameters of a draw come from
	At    []DrawsAt
}

// DrawsAt is the draws at one scale.
type DrawsAt struct {
	Scale   int
	Draws   int
	Shares  []Share
	Arrests evidence.Number // of 1937-38, median
	Low5    evidence.Number
	High95  evidence.Number
}

// Share is how many of the draws do something, with a 95% interval.
type Share struct {
	What      string
	Draws     int
	Low, High Number
}

// Scales is the same numbers at several scales.
type Scales struct {
	Origin
	Names []string // of the numbers
	At    []ScalesAt
}

// ScalesAt is the scales at one point, the coarsest first.
type ScalesAt struct {
	Point   string
	Samples []Sample
}

// Sample is the numbers of some members at one scale, in the order of the names.
type Sample struct {
	Scale   int
	Members int
	Values  []Spread
}

// Spread is the mean over members and their standard deviation.
type Spread struct{ Mean, SD Number }

// Planes is the packed people against persons with finer numbers.
type Planes struct {
	Command     string
	Collectives int
	Months      int
	Critical    Number // distance that equal forms exceed in one comparison of a hundred
	Rows        []PlaneRow
}

// PlaneRow is a number of planes beside the finer form.
type PlaneRow struct {
	Planes int
	Shifts []PlaneShift // by outcome
}

// PlaneShift is one outcome over all months, collective by collective.
type PlaneShift struct {
	Outcome  string
	Distance Number // largest distance between the two distributions
	Errors   Number // difference of the means, in standard errors
	Relative Number // difference of the means, of the finer form's
}

// Read reads a committed file: patterns.json into a Patterns, and so on.
func Read[T any](name string) (T, error) {
	var v T
	text, err := files.ReadFile(name)
	if err != nil {
		return v, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return v, fmt.Errorf("results/%s: %w; make it anew with make measure", name, err)
	}
	return v, nil
}

// Text is a file's bytes: the same for the same numbers.
func Text(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// Round keeps six digits, and above a hundred thousand whole numbers: more than
// is printed, and few enough that a last bit does not reach a file.
func Round(x float64) Number {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return evidence.Missing()
	case math.Abs(x) >= 100_000:
		return Number(math.Round(x))
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64) // it was written a moment ago
	return Number(short)
}
