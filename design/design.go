// Package design says where to look: sampling designs, as rows of numbers
// between 0 and 1 with a column an axis, and the map of a row onto parameters.
// Grids and lists show a curve; Latin hypercubes and the Sobol sequence fill a
// space evenly; Morris walks and crossed rows are the forms from which package
// sensitivity computes effects and indices. Nothing is simulated here, and what
// is drawn depends on a seed alone.
//
// Left out: walks chosen for their spread (Campolongo, Cariboni and Saltelli
// 2007), which change little where walks are a dozen or more, and designs that
// grow by what was seen.
package design

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/spelling"
)

// Axis is one parameter that a design varies: between two ends, or over a list.
type Axis struct {
	Key      string
	Min, Max float64   // of a range
	Values   []float64 // of a list; empty: a range
}

// At is the value at u in 0..1: linear in a range; in a list of m values, the
// one in whose m-th part of 0..1 u lies.
func (a Axis) At(u float64) float64 {
	if m := len(a.Values); m > 0 {
		return a.Values[min(int(u*float64(m)), m-1)]
	}
	return min(max(a.Min+u*(a.Max-a.Min), a.Min), a.Max)
}

// Values are a row's values on its axes.
func Values(axes []Axis, row []float64) []float64 {
	out := make([]float64, len(axes))
	for i, a := range axes {
		out[i] = a.At(row[i])
	}
	return out
}

// Kind is the form of a design.
type Kind string

// The kinds. Each but the list takes a number: levels of a range, or rows.
const (
	Grid  Kind = "grid"  // every combination; grid:5 gives a range five levels, its ends among them
	List  Kind = "list"  // the first values of all lists, then the second, and so on
	Latin Kind = "lhs"   // Latin hypercube: each axis cut into as many parts as rows, each part visited once
	Sobol Kind = "sobol" // Sobol sequence, scrambled
)

var kinds = []string{string(Grid), string(List), string(Latin), string(Sobol)}

// limits of a design, by name.
const (
	mostRows   = 1_000_000
	mostLevels = 1000
)

// Design is a kind and its number.
type Design struct {
	Kind   Kind
	Number int // levels of a grid, rows of lhs and sobol; 0: none was named
}

func (d Design) String() string {
	if d.Number == 0 {
		return string(d.Kind)
	}
	return fmt.Sprintf("%s:%d", d.Kind, d.Number)
}

// Read reads grid:5, list, lhs:200 or sobol:256.
func Read(text string) (Design, error) {
	name, number, counted := strings.Cut(text, ":")
	d := Design{Kind: Kind(name)}
	if !slices.Contains(kinds, name) {
		near := slices.MinFunc(kinds, func(a, b string) int { return spelling.Edits(name, a) - spelling.Edits(name, b) })
		return d, fmt.Errorf("no design is called %q; did you mean %q (there are grid:LEVELS, list, lhs:ROWS and sobol:ROWS)", name, near)
	}
	if !counted {
		if d.Kind == Latin || d.Kind == Sobol {
			return d, fmt.Errorf("%s needs a number of rows, for example %s:64", name, name)
		}
		return d, nil
	}
	n, err := strconv.Atoi(number)
	most, what := mostRows, "rows"
	switch d.Kind {
	case List:
		return d, fmt.Errorf("a list takes no number: it has as many rows as --vary has values")
	case Grid:
		most, what = mostLevels, "levels"
	}
	if err != nil || n < 1 || n > most {
		return d, fmt.Errorf("%s: want a number of %s from 1 to %d", text, what, most)
	}
	d.Number = n
	return d, nil
}

// Rows are the rows of a design over axes. What is drawn is drawn by the seed.
func (d Design) Rows(axes []Axis, seed chance.Seed) ([][]float64, error) {
	if len(axes) == 0 {
		return nil, fmt.Errorf("nothing is varied")
	}
	switch d.Kind {
	case Grid:
		return grid(axes, d.Number)
	case List:
		return list(axes)
	case Latin:
		return LatinHypercube(d.Number, len(axes), seed), nil
	}
	if len(axes) > MostDimensions {
		return nil, fmt.Errorf("%d parameters are varied, and the Sobol sequence has %d dimensions here; take lhs", len(axes), MostDimensions)
	}
	return Sequence{Seed: seed}.Rows(d.Number, len(axes)), nil
}

// grid is every combination, the last axis turning fastest.
func grid(axes []Axis, levels int) ([][]float64, error) {
	sides := make([][]float64, len(axes))
	total := 1
	for i, a := range axes {
		switch {
		case len(a.Values) > 0:
			sides[i] = middles(len(a.Values))
		case levels == 0:
			return nil, fmt.Errorf("%s is a range: say how many levels a grid has, for example grid:5", a.Key)
		case levels == 1:
			return nil, fmt.Errorf("%s is a range: a grid of one level cannot show its two ends; take at least grid:2", a.Key)
		default:
			for k := range levels {
				sides[i] = append(sides[i], float64(k)/float64(levels-1))
			}
		}
		if total *= len(sides[i]); total > mostRows {
			return nil, fmt.Errorf("a grid over %d parameters has more than %d rows; take lhs or sobol, or fewer levels", len(axes), mostRows)
		}
	}
	rows := make([][]float64, total)
	for r := range rows {
		row, rest := make([]float64, len(axes)), r
		for i := len(axes) - 1; i >= 0; i-- {
			row[i] = sides[i][rest%len(sides[i])]
			rest /= len(sides[i])
		}
		rows[r] = row
	}
	return rows, nil
}

// list takes the lists side by side.
func list(axes []Axis) ([][]float64, error) {
	for _, a := range axes {
		switch {
		case len(a.Values) == 0:
			return nil, fmt.Errorf("%s is a range: a list needs values, for example %s=%v,%v", a.Key, a.Key, a.Min, a.Max)
		case len(a.Values) != len(axes[0].Values):
			return nil, fmt.Errorf("%s has %d values and %s has %d: a list takes the first of each, then the second", axes[0].Key, len(axes[0].Values), a.Key, len(a.Values))
		}
	}
	rows := make([][]float64, len(axes[0].Values))
	for r, u := range middles(len(rows)) {
		rows[r] = make([]float64, len(axes))
		for i := range axes {
			rows[r][i] = u
		}
	}
	return rows, nil
}

// middles are the middles of m equal parts of 0..1.
func middles(m int) []float64 {
	out := make([]float64, m)
	for i := range out {
		out[i] = (float64(i) + 0.5) / float64(m)
	}
	return out
}
