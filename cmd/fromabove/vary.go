package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/design"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenarios"
)

// searchedFile holds the ranges in which parameter points are searched.
const searchedFile = "search/parameters.csv"

// Words of --vary for many parameters at once.
const (
	varyAll      = "all"      // every parameter, over the range that its institution allows
	varySearched = "searched" // those of searchedFile, over the ranges there
)

const varyHelp = "parameter and its values: key=0.2..1.2, key=a,b,c, or key alone for the range that its institution allows; " +
	"all: every parameter so; searched: those that points are searched by, over the narrower ranges of scenarios/search/parameters.csv; may be repeated, and a key by name wins"

// varied is what --vary asks for: axes, and parameters that follow one of them.
type varied struct {
	axes []design.Axis
	ties []lab.Range
}

// params are the parameters at a row of a design.
func (v varied) params(row []float64) map[string]float64 {
	params := map[string]float64{}
	for i, value := range design.Values(v.axes, row) {
		params[v.axes[i].Key] = value
	}
	for _, t := range v.ties {
		params[t.Key] = t.Factor * params[t.Tie]
	}
	return params
}

// tied says which parameters follow an axis.
func (v varied) tied() (words []string) {
	for _, t := range v.ties {
		words = append(words, fmt.Sprintf("%s is %v times %s", t.Key, t.Factor, t.Tie))
	}
	return words
}

// varying gathers what --vary says while it is read.
type varying struct {
	allowed map[string]country.Param
	keys    []string
	named   []design.Axis // by a key of their own
	groups  []design.Axis
	ties    []lab.Range
	wrong   []error
}

// vary reads every --vary; all mistakes are named at once.
func vary(words []string) (varied, error) {
	if len(words) == 0 {
		return varied{}, use("--vary is missing: say which parameter, such as --vary leader.chi_leader=0.2..1.2")
	}
	r := &varying{allowed: map[string]country.Param{}}
	for _, i := range regime.Institutions() {
		for _, p := range i.Params {
			r.keys = append(r.keys, i.Name+"."+p.Key)
			r.allowed[i.Name+"."+p.Key] = p
		}
	}
	for _, word := range words {
		switch word {
		case varyAll:
			for _, key := range r.keys {
				r.groups = append(r.groups, design.Axis{Key: key, Min: r.allowed[key].Min, Max: r.allowed[key].Max})
			}
		case varySearched:
			r.searched()
		default:
			r.one(word)
		}
	}
	if len(r.wrong) > 0 {
		return varied{}, wrongUse{errors.Join(r.wrong...)}
	}
	return r.settled(), nil
}

func (r *varying) refuse(word, format string, args ...any) {
	r.wrong = append(r.wrong, fmt.Errorf("--vary %s: %s", word, fmt.Sprintf(format, args...)))
}

// searched adds the ranges that ship.
func (r *varying) searched() {
	text, err := fs.ReadFile(scenarios.Files, searchedFile)
	if err != nil {
		panic(err) // it is compiled in
	}
	ranges, err := lab.ReadRanges("scenarios/"+searchedFile, text, regime.Institutions())
	if err != nil {
		panic(err) // make check reads it too
	}
	for _, x := range ranges {
		if x.Tie != "" {
			r.ties = append(r.ties, x)
		} else {
			r.groups = append(r.groups, design.Axis{Key: x.Key, Min: x.Min, Max: x.Max})
		}
	}
}

// one reads key=LOW..HIGH, key=A,B,C or key.
func (r *varying) one(word string) {
	key, values, valued := strings.Cut(word, "=")
	p, known := r.allowed[key]
	switch {
	case !known:
		r.refuse(word, "no parameter is called %q%s (all and searched stand for many)", key, didYouMean("", near(key, append([]string{varyAll, varySearched}, r.keys...))))
		return
	case slices.ContainsFunc(r.named, func(a design.Axis) bool { return a.Key == key }):
		r.refuse(word, "%s is varied twice", key)
		return
	case !valued:
		r.named = append(r.named, design.Axis{Key: key, Min: p.Min, Max: p.Max})
		return
	}
	axis := design.Axis{Key: key}
	low, high, ranged := strings.Cut(values, "..")
	words := strings.Split(values, ",")
	if ranged {
		words = []string{low, high}
	}
	var numbers []float64
	for _, w := range words {
		v, err := strconv.ParseFloat(w, 64)
		switch {
		case err != nil || math.IsNaN(v):
			r.refuse(word, "%q is not a number; write %s=%v..%v or %[2]s=%[3]v,%[4]v", w, key, p.Min, p.Max)
			return
		case v < p.Min || v > p.Max:
			r.refuse(word, "%v is not in %v..%v %s, which %s may have", v, p.Min, p.Max, p.Unit, key)
			return
		case !ranged && slices.Contains(numbers, v):
			r.refuse(word, "%v stands there twice", v)
			return
		}
		numbers = append(numbers, v)
	}
	switch {
	case ranged && numbers[0] >= numbers[1]:
		r.refuse(word, "%v..%v is empty: the first must be below the second", numbers[0], numbers[1])
		return
	case ranged:
		axis.Min, axis.Max = numbers[0], numbers[1]
	case len(numbers) == 1:
		r.refuse(word, "one value varies nothing; --set %s sets it", word)
		return
	default:
		axis.Values = numbers
	}
	r.named = append(r.named, axis)
}

// settled puts the axes together: those of groups first, each key once, with
// what was said of it by name. A tied parameter that is varied itself is tied
// no more.
func (r *varying) settled() varied {
	var v varied
	add := func(a design.Axis) {
		if i := slices.IndexFunc(v.axes, func(b design.Axis) bool { return b.Key == a.Key }); i >= 0 {
			v.axes[i] = a
		} else {
			v.axes = append(v.axes, a)
		}
	}
	for _, a := range append(r.groups, r.named...) {
		add(a)
	}
	for _, t := range r.ties {
		if !slices.ContainsFunc(v.axes, func(a design.Axis) bool { return a.Key == t.Key }) {
			v.ties = append(v.ties, t)
		}
	}
	return v
}
