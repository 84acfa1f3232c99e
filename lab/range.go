package lab

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/spelling"
)

// Range is a parameter that a search varies, or one that is tied to such a
// parameter: a row of scenarios/search/parameters.csv.
type Range struct {
	Key      string  // institution.parameter
	Min, Max float64 // between which it is searched
	Factor   float64 // of a tied parameter: how many times Tie it is
	Tie      string  // key of the parameter it is tied to; empty: searched
	Why      string  // of the range or the tie
}

var rangeColumns = []string{"key", "min", "max", "tie", "why"}

// ReadRanges reads a table with the columns key, min, max, tie and why; name
// stands in errors. A row has either min and max, which must lie within what
// the institution allows, or a tie such as 2*leader.omega_leader to a row that
// has them. All that is wrong is reported at once, with file and line.
func ReadRanges(name string, text []byte, institutions []country.Institution) ([]Range, error) {
	t := &rangeTable{name: name, allowed: map[string]country.Param{}, line: map[string]int{}}
	for _, i := range institutions {
		for _, p := range i.Params {
			t.keys = append(t.keys, i.Name+"."+p.Key)
			t.allowed[i.Name+"."+p.Key] = p
		}
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment = '#'
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if !slices.Equal(head, rangeColumns) {
		return nil, fmt.Errorf("%s:1: the columns are %s; want %s", name, strings.Join(head, ","), strings.Join(rangeColumns, ","))
	}
	for {
		cells, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := r.FieldPos(0)
		t.row(line, cells)
	}
	t.ties()
	if len(t.wrong) == 0 && !slices.ContainsFunc(t.ranges, func(r Range) bool { return r.Tie == "" }) {
		t.refuse(1, "no parameter is searched")
	}
	return t.ranges, errors.Join(t.wrong...)
}

// rangeTable is the table while it is read.
type rangeTable struct {
	name    string
	keys    []string // of every parameter
	allowed map[string]country.Param
	line    map[string]int // of each key of the table
	ranges  []Range
	wrong   []error
}

func (t *rangeTable) refuse(line int, format string, args ...any) {
	t.wrong = append(t.wrong, fmt.Errorf("%s:%d: %s", t.name, line, fmt.Sprintf(format, args...)))
}

func (t *rangeTable) row(line int, cells []string) {
	r := Range{Key: cells[0], Why: cells[4]}
	p, known := t.allowed[r.Key]
	if !known {
		t.refuse(line, "key: no parameter is called %q; did you mean %s", r.Key, spelling.Nearest(r.Key, t.keys))
		return
	}
	if first, twice := t.line[r.Key]; twice {
		t.refuse(line, "key: %s stands in line %d already", r.Key, first)
		return
	}
	t.line[r.Key] = line
	if r.Why == "" {
		t.refuse(line, "why: is empty; say where the range of %s comes from", r.Key)
	}
	if cells[3] != "" {
		factor, to, ok := strings.Cut(cells[3], "*")
		v, err := strconv.ParseFloat(factor, 64)
		if !ok || err != nil || !(v > 0) || math.IsInf(v, 0) {
			t.refuse(line, "tie: %q is not a factor and a key, for example 2*leader.omega_leader", cells[3])
			return
		}
		if cells[1] != "" || cells[2] != "" {
			t.refuse(line, "tie: %s has a range as well; leave min and max empty", r.Key)
		}
		r.Factor, r.Tie = v, to
		t.ranges = append(t.ranges, r)
		return
	}
	for i, bound := range []*float64{&r.Min, &r.Max} {
		v, err := strconv.ParseFloat(cells[1+i], 64)
		if err != nil || math.IsNaN(v) {
			t.refuse(line, "%s: %q is not a number", rangeColumns[1+i], cells[1+i])
			return
		}
		if v < p.Min || v > p.Max {
			t.refuse(line, "%s: %v of %s is not in %v..%v %s", rangeColumns[1+i], v, r.Key, p.Min, p.Max, p.Unit)
		}
		*bound = v
	}
	if !(r.Min < r.Max) {
		t.refuse(line, "max: %v of %s is not above min, %v", r.Max, r.Key, r.Min)
	}
	t.ranges = append(t.ranges, r)
}

// ties checks that a tied parameter follows a searched one and stays allowed.
func (t *rangeTable) ties() {
	for _, r := range t.ranges {
		if r.Tie == "" {
			continue
		}
		i := slices.IndexFunc(t.ranges, func(o Range) bool { return o.Key == r.Tie && o.Tie == "" })
		if i < 0 {
			var searched []string
			for _, o := range t.ranges {
				if o.Tie == "" {
					searched = append(searched, o.Key)
				}
			}
			t.refuse(t.line[r.Key], "tie: %q is not searched; did you mean %s", r.Tie, spelling.Nearest(r.Tie, searched))
			continue
		}
		p, low, high := t.allowed[r.Key], r.Factor*t.ranges[i].Min, r.Factor*t.ranges[i].Max
		if low < p.Min || high > p.Max {
			t.refuse(t.line[r.Key], "tie: %s would lie in %v..%v, which is not in %v..%v %s", r.Key, low, high, p.Min, p.Max, p.Unit)
		}
	}
}

// Searched are the ranges that are not tied.
func Searched(ranges []Range) (free []Range) {
	for _, r := range ranges {
		if r.Tie == "" {
			free = append(free, r)
		}
	}
	return free
}

// values are the parameters at a place in R^n, by the logistic map of each
// coordinate onto its range, which no step can leave; tied ones follow. They
// stand in the order of the ranges.
func values(ranges []Range, x []float64) []float64 {
	free := Searched(ranges)
	at := make([]float64, len(free))
	for i, r := range free {
		u := 1 / (1 + math.Exp(-x[i]))
		at[i] = min(max(r.Min+(r.Max-r.Min)*u, r.Min), r.Max)
	}
	return Full(ranges, at)
}

// Full are the values of all ranges, from those of the searched ones; tied ones
// follow.
func Full(ranges []Range, free []float64) []float64 {
	at := make(map[string]float64, len(ranges))
	for i, r := range Searched(ranges) {
		at[r.Key] = free[i]
	}
	out := make([]float64, len(ranges))
	for k, r := range ranges {
		if r.Tie == "" {
			out[k] = at[r.Key]
		} else {
			out[k] = r.Factor * at[r.Tie]
		}
	}
	return out
}

// edge is how near a start may lie to the ends of a range, as a share of it:
// the logistic map needs infinitely many steps to leave an end.
const edge = 0.05

// placeOf is the place in R^n at which parameters have the given values; those
// outside a range, or at its ends, are drawn in. A key without a value stands
// in the middle.
func placeOf(ranges []Range, given map[string]float64) []float64 {
	var x []float64
	for _, r := range Searched(ranges) {
		u := 0.5
		if v, ok := given[r.Key]; ok {
			u = min(max((v-r.Min)/(r.Max-r.Min), edge), 1-edge)
		}
		x = append(x, math.Log(u/(1-u)))
	}
	return x
}

// Params are the parameters of a plan with those of a search set.
func Params(plan map[string]float64, ranges []Range, values []float64) map[string]float64 {
	all := maps.Clone(plan)
	if all == nil {
		all = map[string]float64{}
	}
	for i, r := range ranges {
		all[r.Key] = values[i]
	}
	return all
}

// Defaults are the values that parameters have where nothing sets them.
func Defaults(institutions []country.Institution) map[string]float64 {
	all := map[string]float64{}
	for _, i := range institutions {
		for _, p := range i.Params {
			all[i.Name+"."+p.Key] = p.Default
		}
	}
	return all
}
