package main

import (
	"encoding/json"
	"math"
	"strconv"
)

// A contest is a model in several programs: what they are asked to do, and how
// they are told apart. The first entrant is ours.
type contest struct {
	name     string
	unit     string // what the time of is told
	step     string
	tasks    []task
	measures []string
	trial    trial // for behaviour
	sizes    []int // for time
	units    func(size int) float64
	warm     int // steps before the clock
	seconds  float64
	entrants []entrant
	absent   []string // peers that are not here, and why
}

// A task is a setting under its name.
type task struct {
	name string
	set  any // *Setting or *Epstein, also as JSON for the programs in Python
}

// trial is how long and how large a history is by which behaviour is judged.
type trial struct {
	Size  int      `json:"size"`  // collectives, or cells along a side
	Steps int      `json:"steps"` // months or ticks
	Drop  int      `json:"drop"`  // ticks at the beginning that no measure counts
	Seeds []uint64 `json:"seeds"`
}

// An entrant is one program with one form of the model.
type entrant struct {
	name    string
	allowed Tolerance
	twin    string // throws the same dice as that entrant: the same history, to be shown on a few seeds
	player
}

// A player plays: it is asked for behaviour, and run against the clock.
type player interface {
	behave(set any, t trial) ([]measures, error)
	build(set any, size int, seed uint64) error
	run(steps int) (seconds float64, err error)
	close() error
}

// measures of one seed; in JSON, what a history does not have
// (NaN) is null there.
type measures []float64

// rounded are the measures as they are written, so that whoever reads them comes
// to the same verdict.
func (m measures) rounded() (out measures) {
	for _, x := range m {
		x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64) // it was written a moment ago
		out = append(out, x)
	}
	return out
}

// MarshalJSON writes them.
func (m measures) MarshalJSON() ([]byte, error) {
	out := []byte{'['}
	for i, x := range m {
		if i > 0 {
			out = append(out, ',')
		}
		if math.IsNaN(x) {
			out = append(out, "null"...)
		} else {
			out = strconv.AppendFloat(out, x, 'g', -1, 64)
		}
	}
	return append(out, ']'), nil
}

// UnmarshalJSON reads them.
func (m *measures) UnmarshalJSON(text []byte) error {
	var values []*float64
	if err := json.Unmarshal(text, &values); err != nil {
		return err
	}
	*m = nil
	for _, v := range values {
		if v == nil {
			*m = append(*m, math.NaN())
		} else {
			*m = append(*m, *v)
		}
	}
	return nil
}
