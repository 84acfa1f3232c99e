package report

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/design"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/sensitivity"
	"github.com/fromabove/fromabove/stat"
)

// Sampled is an experiment of one arm whose draws are the places of a sampling
// design.
type Sampled struct {
	Results *experiment.Results
	Form    string        // the design in words, such as sobol:128
	Axes    []design.Axis // that it varies
	Rows    [][]float64   // of the design, in 0..1
	DrawOf  []int         // the draw of each row: equal rows are run once
	Tied    []string      // parameters that follow an axis, in words
}

// histories are an outcome by draw and seed, NaN where it is not defined or the
// history failed.
func (s Sampled) histories(outcome int) [][]float64 {
	column, seeds := s.Results.Column(0, outcome), len(s.Results.Seeds)
	var draws [][]float64
	for d := range s.Results.Draws {
		draws = append(draws, column[d*seeds:(d+1)*seeds])
	}
	return draws
}

// means are an outcome's means over the seeds, by row of the design. Where one
// seed has no number the mean has none: it would be of other dice.
func (s Sampled) means(outcome int) []float64 {
	histories := s.histories(outcome)
	means := make([]float64, len(s.DrawOf))
	for r, d := range s.DrawOf {
		for _, v := range histories[d] {
			means[r] += v / float64(len(histories[d]))
		}
	}
	return means
}

// sharesOf tells the variance of what is varied from that of the dice, over the
// first rows of the design, which must be fair draws of its places.
func (s Sampled) sharesOf(outcome, rows int) sensitivity.Shares {
	histories := s.histories(outcome)
	var first [][]float64
	for _, d := range s.DrawOf[:rows] {
		first = append(first, histories[d])
	}
	return sensitivity.SharesOf(first)
}

// heading says what was run.
func (p *page) sampled(kind string, s Sampled) {
	r := s.Results
	p.title("%s of %s: %s over %s %s", kind, r.Arms[0].Name, s.Form, whole(len(s.Axes)), plural(len(s.Axes), "parameter"))
	p.text("", "%s %s, %s with %s (%s); scale 1:%d; %v to %v. Parameter point %s.",
		whole(len(r.Draws)), plural(len(r.Draws), "place"), everyPlace(len(r.Draws)), membersOf(len(r.Seeds)), seedSpan(r), r.Scale,
		r.Arms[0].From, r.Until, r.Arms[0].Point)
	if len(s.Tied) > 0 {
		p.text("", "Not varied by itself: %s.", strings.Join(s.Tied, "; "))
	}
	if r.Failed > 0 {
		number := slices.Min(slices.Collect(maps.Keys(r.Errors())))
		p.text("", "%s of %s histories failed; the first: %s: %s.", whole(r.Failed), whole(r.Members()), r.Label(number), r.Errors()[number])
	}
}

func everyPlace(places int) string {
	if places == 1 {
		return "run"
	}
	return "each"
}

func membersOf(n int) string { return whole(n) + " " + plural(n, "member") }

// seedSpan names the seeds, which are the same at every place.
func seedSpan(r *experiment.Results) string {
	first, last := r.Seeds[0], r.Seeds[len(r.Seeds)-1]
	if len(r.Seeds) == 1 {
		return fmt.Sprintf("seed %d", first)
	}
	return fmt.Sprintf("the same dice at every place: seeds %d to %d", first, last)
}

// outcome is the title of what follows.
func (p *page) outcome(kept experiment.Kept) {
	p.section("%s, %s", kept.Name, kept.Unit)
	p.text("", "%s.", strings.TrimSuffix(kept.Doc, "."))
}

// shares says where the variance of one history comes from.
func (p *page) shares(part sensitivity.Shares, seeds int) {
	switch {
	case seeds < 2:
		p.text("", "With one member the dice cannot be told from what is varied; --members 4 tells them apart.")
		return
	case math.IsNaN(part.Places):
		p.text("", "No variance to part: fewer than two places at which every member has a number, or all numbers are equal.")
		return
	}
	p.text("", "Of the variance of one history %s lies between places, %s is the dice alone, and %s is dice that act otherwise where parameters are other.",
		share(part.Places), share(part.Dice), share(part.Both))
}

// share is a part of 1 in percent.
func share(v float64) string { return fmt.Sprintf("%.0f%%", 100*v) }

// ends is a range as a cell.
func (p *page) ends(low, high float64) string {
	if math.IsNaN(low) || math.IsNaN(high) {
		return "none"
	}
	return decimal(low) + " .. " + decimal(high)
}

// decimal is a number to three digits, or the word none.
func decimal(v float64) string {
	if math.IsNaN(v) {
		return "none"
	}
	return brief(v)
}

// intervalBar draws an estimate on a line of so many columns that stands for
// 0..most: full up to the lower end of the interval, light up to the upper, a
// mark at the value.
func (p *page) intervalBar(e sensitivity.Estimate, most float64, room int) string {
	if !(most > 0) {
		return ""
	}
	g := p.glyphs()
	at := func(v float64) int { return min(max(int(v/most*float64(room)+0.5), 0), room) }
	cells := make([]string, at(e.High))
	for i := range cells {
		cells[i] = g.band
		if i < at(e.Low) {
			cells[i] = g.full
		}
	}
	if v := at(e.Value); v > 0 && v <= len(cells) {
		cells[v-1] = g.median
	}
	return strings.Join(cells, "")
}

// bandOver is the mean of the members that have a number, with their band.
func bandOver(values []float64) (mean, low, high float64, n int) {
	var known []float64
	for _, v := range values {
		if !math.IsNaN(v) {
			known = append(known, v)
		}
	}
	n = len(known)
	if n == 0 {
		return math.NaN(), math.NaN(), math.NaN(), 0
	}
	for _, v := range known {
		mean += v / float64(n)
	}
	if n == 1 {
		return mean, math.NaN(), math.NaN(), 1
	}
	return mean, stat.Quantile(known, 0.05), stat.Quantile(known, 0.95), n
}

// The shapes of --json that sweeps and sensitivities share.

type jsonSampled struct {
	Scenario string     `json:"scenario"`
	Form     string     `json:"design"`
	Axes     []jsonAxis `json:"axes"`
	Members  int        `json:"members"`
	Seeds    []string   `json:"seeds"` // text, since JSON numbers lose bits
	Scale    int        `json:"scale"`
	From     string     `json:"from"`
	Until    string     `json:"until"`
	Point    string     `json:"point"`
	Version  string     `json:"version"`
	Command  string     `json:"command"`
	Tied     []string   `json:"tied"`
	Places   int        `json:"places"`
	Failed   int        `json:"failed_histories"`
}

type jsonAxis struct {
	Key    string          `json:"key"`
	Min    evidence.Number `json:"min"`
	Max    evidence.Number `json:"max"`
	Values []float64       `json:"values"` // of a list; null: a range
}

type jsonShares struct {
	Places evidence.Number `json:"places"`
	Dice   evidence.Number `json:"dice"`
	Both   evidence.Number `json:"both"`
	Left   evidence.Number `json:"dice_left_in_means"`
}

func jsonSharesOf(p sensitivity.Shares) jsonShares {
	return jsonShares{evidence.Number(p.Places), evidence.Number(p.Dice), evidence.Number(p.Both), evidence.Number(p.Left)}
}

func (s Sampled) json() jsonSampled {
	r := s.Results
	j := jsonSampled{Scenario: r.Arms[0].Name, Form: s.Form, Members: len(r.Seeds), Scale: r.Scale, From: r.Arms[0].From.String(),
		Until: r.Until.String(), Point: r.Arms[0].Point, Version: r.Version, Command: r.Command, Tied: s.Tied, Places: len(r.Draws), Failed: r.Failed}
	for _, seed := range r.Seeds {
		j.Seeds = append(j.Seeds, fmt.Sprint(uint64(seed)))
	}
	for _, a := range s.Axes {
		low, high := a.Min, a.Max
		if len(a.Values) > 0 {
			low, high = slices.Min(a.Values), slices.Max(a.Values)
		}
		j.Axes = append(j.Axes, jsonAxis{a.Key, evidence.Number(low), evidence.Number(high), a.Values})
	}
	return j
}
