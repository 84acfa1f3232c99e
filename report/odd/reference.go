package odd

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"strings"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// Reference is what the reference point gives: its distance from the figures,
// the pass marks, and the gauges at several scales.
type Reference struct {
	Command  string // that shows the distance again
	Version  string // of the program
	Scenario string // hash of the resolved scenario
	Members  int
	Scale    int
	Report   evidence.Report
	Marks    []evidence.Mark
	Samples  []Sample // by scale, the coarsest first
}

// Sample is the measures of some members at one scale.
type Sample struct {
	Scale   int
	Members int
	Values  []Spread // in the order of measures
}

// Spread is the mean over members and their standard deviation.
type Spread struct{ Mean, SD float64 }

// What Measure runs: the reference ensemble, and beside it other scales with as
// many members as a minute allows.
const (
	refSeed    = 1
	refMembers = 20
	refScale   = 1000
)

var scales = []struct{ scale, members int }{{10_000, 20}, {refScale, refMembers}, {100, 4}}

// Measure runs the baseline at its reference point, 20 members at 1:1000, and
// fewer at 1:100; nothing is written or kept. It takes up to a minute. The error
// is the context's where it is cancelled.
func Measure(ctx context.Context) (Reference, error) {
	r := Reference{Members: refMembers, Scale: refScale, Version: lab.Version,
		Command: fmt.Sprintf("fromabove run baseline --members %d --seed %d --scale 1:%d", refMembers, refSeed, refScale)}
	for _, x := range scales {
		baseline, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{})
		if err != nil {
			return r, err
		}
		o := &lab.Order{Scenario: baseline, Seed: refSeed, Scale: x.scale, Members: x.members, Workers: runtime.NumCPU()}
		out, err := lab.Run(ctx, o, nil)
		if err != nil {
			return r, fmt.Errorf("reference point at 1:%d: %w", x.scale, err)
		}
		r.Samples = append(r.Samples, sample(x.scale, out.Histories))
		if x.scale == refScale {
			r.Scenario = baseline.Hash
			r.Report = evidence.Distance(out.Histories, refScale)
			r.Marks = evidence.Marks(out.Histories, refScale)
		}
	}
	return r, nil
}

// measure is one number of a history that is compared between scales.
type measure struct {
	name string
	of   func(evidence.History) float64
}

// lastMonths is the window at the end of a history.
const lastMonths = 12

// measures are means of gauges over the last twelve months and over all, and a
// few totals.
func measures() (all []measure) {
	for _, g := range []string{"support_share", "acclaim_share", "dissent_share", "mores", "fear"} {
		all = append(all, windows(g, func(h evidence.History, from int) float64 { return mean(h.Gauges[g][from:]) })...)
	}
	all = append(all, windows("party members per person", func(h evidence.History, from int) float64 {
		return mean(h.Gauges["party_members"][from:]) / mean(h.Gauges["population"][from:])
	})...)
	all = append(all, windows("arrests per 1000 persons and year", func(h evidence.History, from int) float64 {
		return 12_000 * mean(h.Gauges["arrests"][from:]) / mean(h.Gauges["population"][from:])
	})...)
	return append(all,
		measure{"killed by sentence, persons, all months", func(h evidence.History) float64 {
			return mean(h.Gauges["executions"]) * float64(len(h.Gauges["executions"]))
		}},
		measure{"operations begun", func(h evidence.History) float64 { return float64(len(h.Operations)) }},
		measure{"elite arrested, persons, all months", func(h evidence.History) float64 {
			return mean(h.Gauges["elite_arrested"]) * float64(len(h.Gauges["elite_arrested"]))
		}})
}

// windows is a measure over the last twelve months and over all months.
func windows(name string, of func(h evidence.History, from int) float64) []measure {
	return []measure{
		{name + ", all months", func(h evidence.History) float64 { return of(h, 0) }},
		{name + ", last 12", func(h evidence.History) float64 {
			return of(h, max(0, len(h.Gauges["population"])-lastMonths))
		}},
	}
}

// mean is the arithmetic mean; of nothing NaN.
func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// sample takes the measures of an ensemble.
func sample(scale int, histories []evidence.History) Sample {
	s := Sample{Scale: scale, Members: len(histories)}
	for _, m := range measures() {
		values := make([]float64, len(histories))
		for i, h := range histories {
			values[i] = m.of(h)
		}
		s.Values = append(s.Values, spread(values))
	}
	return s
}

// spread is the mean and the standard deviation, the latter 0 for one value.
func spread(values []float64) Spread {
	m, squares := mean(values), 0.0
	for _, v := range values {
		d := v - m
		squares += float64(d * d)
	}
	return Spread{m, math.Sqrt(squares / float64(max(len(values)-1, 1)))}
}

// near is how far a mean may lie from that of the finest scale, as a share of
// it, to count as the same whatever the spread.
const near = 0.05

// holds tells whether measure i of a sample agrees with that of a finer one:
// within a twentieth of it, or within two standard errors of the difference.
func holds(s, finest Sample, i int) bool {
	a, b := s.Values[i], finest.Values[i]
	off := math.Abs(a.Mean - b.Mean)
	squared := float64(a.SD*a.SD)/float64(s.Members) + float64(b.SD*b.SD)/float64(finest.Members)
	return off <= near*math.Abs(b.Mean) || off <= 2*math.Sqrt(squared)
}

// scaleTable is the measures by scale, and how many hold at each.
func (r Reference) scaleTable() string {
	finest := r.Samples[len(r.Samples)-1]
	head := []string{"number"}
	for _, s := range r.Samples {
		head = append(head, fmt.Sprintf("1:%s (%d)", thousands(fmt.Sprint(s.Scale)), s.Members))
	}
	agree := make([]int, len(r.Samples))
	var rows [][]string
	for i, m := range measures() {
		row := []string{m.name}
		from := finest
		unbroken := true
		for k := len(r.Samples) - 1; k >= 0; k-- {
			s := r.Samples[k]
			if !holds(s, finest, i) {
				unbroken = false
			}
			if unbroken {
				agree[k]++
				from = s
			}
		}
		for _, s := range r.Samples {
			row = append(row, number(s.Values[i].Mean)+" ± "+number(s.Values[i].SD))
		}
		rows = append(rows, append(row, "1:"+thousands(fmt.Sprint(from.Scale))))
	}
	var said []string
	for k, s := range r.Samples[:len(r.Samples)-1] {
		said = append(said, fmt.Sprintf("%d of %d hold at 1:%s", agree[k], len(rows), thousands(fmt.Sprint(s.Scale))))
	}
	return markdown(append(head, "holds from"), rows) + "So measured, " + strings.Join(said, " and ") + ".\n"
}
