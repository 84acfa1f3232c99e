// Package bench measures how fast the laboratory is on this machine, against
// what the machine can do: one run, in which whatever is compared is measured
// in turn, so that a machine that is busy for a while is busy for both.
//
// Three yardsticks come first. What memory can stream bounds the people's pass,
// which touches every collective once a month. A plain loop of arithmetic on
// one worker and on several is the gain that the machine has to give: two
// processors seldom are twice one. The third is the pass itself on a million
// persons, against which it must cost no more on a hundred times as many.
//
// Every time is the median over repetitions, with its quartiles (Spread). What
// a history does is measured from outside, by the clock that the month lets
// hang on it (sim.Clock); the acts are those of the model, not copies.
//
// It deliberately compares with no other program and no earlier version:
// bench/against compares revisions, and time on another machine means nothing.
package bench

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/fromabove/fromabove/scenario"
)

// Options of a measurement.
type Options struct {
	Scenario    *scenario.Scenario
	Workers     int             // most that work side by side
	Most        float64         // persons; nothing larger is run
	Repetitions int             // of everything, in turn
	Array       int64           // bytes that are streamed; 0: by the caches of the machine
	Quick       bool            // short loops: to see what comes out, not to measure
	Program     []string        // a command whose start is timed; empty: none
	Sparing     func(scale int) // sets how much garbage may lie, as the verbs do; may be nil
	Say         func(string)    // is told what is measured next; may be nil
}

// Limits, by name.
const (
	LeastPersons    = 100_000
	MostPersons     = 170_000_000
	mostRepetitions = 1000
	mostWorkers     = 4096
	mostArray       = 1 << 40
)

// Settle refuses options that cannot be measured, naming everything that is
// wrong with them.
func (o *Options) Settle() error {
	var wrong []error
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(format, args...))
		}
	}
	refuse(o.Workers < 1 || o.Workers > mostWorkers, "--workers %d: want 1 to %d", o.Workers, mostWorkers)
	refuse(!(o.Most >= LeastPersons), "--most %.0f: want %d persons or more, up to %d", o.Most, LeastPersons, MostPersons)
	refuse(o.Repetitions < 1 || o.Repetitions > mostRepetitions, "--repetitions %d: want 1 to %d", o.Repetitions, mostRepetitions)
	refuse(o.Array < 0 || o.Array > mostArray, "--array %d MB: want 1 to %d", o.Array>>20, mostArray>>20)
	return errors.Join(wrong...)
}

// measuring is a measurement under way.
type measuring struct {
	Options
	ctx     context.Context
	start   time.Time
	workers []int
	out     *Figures
	loops   loops
}

// Measure measures everything, about two minutes of it unless Most is small.
// It stops when ctx is cancelled, with the context's error.
func Measure(ctx context.Context, o Options) (*Figures, error) {
	if err := o.Settle(); err != nil {
		return nil, err
	}
	m := &measuring{Options: o, ctx: ctx, start: time.Now(), workers: upTo(o.Workers)}
	if o.Quick {
		m.loops.steps = quickSteps
	} else {
		m.loops.steps = usualSteps
	}
	m.loops.run(1) // before anything: what is measured first finds a processor that sleeps
	array, why := o.Array, "as asked"
	if array == 0 {
		array, why = beyondCaches(largestCache())
	}
	m.out = &Figures{Schema: Schema, Machine: thisMachine(), Scenario: o.Scenario.Name, Workers: m.workers, Repetitions: o.Repetitions,
		MostPersons: o.Most, ArrayBytes: array, ArrayWhy: why, Quick: o.Quick}
	defer debug.SetGCPercent(debug.SetGCPercent(100)) // Sparing changes it
	for _, part := range []func() error{m.startUp, m.stream, m.members, m.ensemble, m.histories, m.census} {
		if err := part(); err != nil {
			return nil, err
		}
		m.free()
	}
	m.out.ProcessorShare = spreadOf(m.loops.given)
	m.out.Arithmetic = m.loops.gains(m.workers)
	m.out.Seconds = time.Since(m.start).Seconds()
	m.out.PeakMemoryBytes = peakMemory()
	return m.out, nil
}

// say tells what is measured next, with the time since the beginning.
func (m *measuring) say(format string, args ...any) {
	if m.Say != nil {
		m.Say(fmt.Sprintf("%3.0f s  ", time.Since(m.start).Seconds()) + fmt.Sprintf(format, args...))
	}
}

// spare sets how much garbage may lie at a scale.
func (m *measuring) spare(scale int) {
	debug.SetGCPercent(100)
	if m.Sparing != nil {
		m.Sparing(scale)
	}
}

// free gives back what is no longer used, so that the parts of a measurement do
// not add up in memory.
func (m *measuring) free() {
	runtime.GC()
	debug.FreeOSMemory()
}

// upTo is the numbers of workers that are tried: 1, 2, 4 and so on, and the
// most.
func upTo(most int) (workers []int) {
	for w := 1; w < most; w *= 2 {
		workers = append(workers, w)
	}
	return append(workers, most)
}

// timed is how long do takes, in seconds.
func timed(do func()) float64 {
	start := time.Now()
	do()
	return time.Since(start).Seconds()
}

// turns calls each for every number of workers, repetition after repetition,
// with the order turned round every other time, so that none is always first.
func (m *measuring) turns(each func(repetition, workers int) error) error {
	order := slices.Clone(m.workers)
	for r := range m.Repetitions {
		for _, w := range order {
			if err := m.ctx.Err(); err != nil {
				return err
			}
			if err := each(r, w); err != nil {
				return err
			}
		}
		slices.Reverse(order)
	}
	return nil
}
