package experiment

import (
	"context"
	"fmt"
	"iter"
	"math"
	"strings"
	"sync"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// Runner is where members run. It runs them in any order, side by side, and
// hands over a row for each as it finishes, one at a time. What goes wrong with
// a member is said in its row; the error is of the runner itself, of deliver,
// or of ctx, after which members that were not handed over were not run.
type Runner interface {
	Run(ctx context.Context, members iter.Seq[Member], deliver func(Row) error) error
}

// Local runs members on this machine, each on one processor.
type Local struct {
	Workers int
	history func(context.Context, *lab.Order) (evidence.History, error) // nil: as the lab runs it
}

// Run is what Runner promises.
func (l Local) Run(ctx context.Context, members iter.Seq[Member], deliver func(Row) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan Member)
	var wait sync.WaitGroup
	var one sync.Mutex // to deliver
	for range max(l.Workers, 1) {
		wait.Go(func() {
			var read reader
			for m := range work {
				row := l.member(ctx, &read, m)
				if ctx.Err() != nil {
					return
				}
				one.Lock()
				err := deliver(row)
				one.Unlock()
				if err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	for m := range members {
		select {
		case work <- m:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
	}
	close(work)
	wait.Wait()
	return context.Cause(ctx)
}

// reader keeps the scenarios that a worker has read: members come round by
// round, so that an arm comes again soon.
type reader struct {
	read map[string]*scenario.Scenario // by text
}

// mostRead is how many scenarios a worker keeps at hand, each some 50 kB.
const mostRead = 300

func (r *reader) scenario(text string) (*scenario.Scenario, error) {
	if s, ok := r.read[text]; ok {
		return s, nil
	}
	s, err := scenario.Parse(scenarios.Files, text, regime.Institutions())
	if err != nil {
		return nil, err
	}
	if r.read == nil || len(r.read) >= mostRead {
		r.read = map[string]*scenario.Scenario{}
	}
	r.read[text] = s
	return s, nil
}

// member runs a member. A panic of the model is the member's failure, not the
// experiment's.
func (l Local) member(ctx context.Context, read *reader, m Member) (row Row) {
	row = Row{Number: m.Number, Key: m.Key}
	fail := func(why any) {
		text, _, _ := strings.Cut(fmt.Sprint(why), "\n")
		row.Error, row.Values, row.Series = text, nil, nil
	}
	defer func() {
		if broken := recover(); broken != nil {
			fail(fmt.Sprintf("panic: %v", broken))
		}
	}()
	order, outcomes, err := m.Order(read.scenario)
	if err != nil {
		fail(err)
		return row
	}
	run := l.history
	if run == nil {
		run = alone
	}
	h, err := run(ctx, order)
	if err != nil {
		fail(err)
		return row
	}
	for _, o := range outcomes {
		row.Values = append(row.Values, o.Of(h))
	}
	for _, gauge := range m.Series {
		row.Series = append(row.Series, yearly(h, gauge, m.Until))
	}
	return row
}

// alone runs a history and keeps it in memory.
func alone(ctx context.Context, o *lab.Order) (evidence.History, error) {
	out, err := lab.Run(ctx, o, nil)
	if err != nil {
		return evidence.History{}, err
	}
	return out.Histories[0], nil
}

// Order is the member as the lab runs it: give it a folder, and lab.Run makes a
// recording of it. read reads a resolved text; nil: scenario.Parse.
func (m Member) Order(read func(text string) (*scenario.Scenario, error)) (*lab.Order, []Outcome, error) {
	if read == nil {
		read = new(reader).scenario
	}
	s, err := read(m.Text)
	if err != nil {
		return nil, nil, err
	}
	own := *s // the plan of all members of the arm, but for its parameters
	own.Plan.Params = laidOver(s.Plan.Params, m.Params)
	var outcomes []Outcome
	for _, word := range m.Outcomes {
		o, err := Parse(word)
		if err != nil {
			return nil, nil, err
		}
		outcomes = append(outcomes, o)
	}
	return &lab.Order{Scenario: &own, Seed: m.Seed, Scale: m.Scale, Members: 1, Workers: 1, Until: m.Until, Version: m.Version}, outcomes, nil
}

func laidOver(plan, params map[string]float64) map[string]float64 {
	all := make(map[string]float64, len(plan)+len(params))
	for k, v := range plan {
		all[k] = v
	}
	for k, v := range params {
		all[k] = v
	}
	return all
}

// yearly is a gauge by year, from the first year of the history to the last:
// the sum of a flow, the last month of a stock, the mean of an index over the
// months that have a value. The first and the last year may be parts of years.
func yearly(h evidence.History, name string, until calendar.Month) []float64 {
	g, _ := gaugeOf(name) // known: it was asked for
	var years []float64
	for y := h.From.Year(); y <= until.Year(); y++ {
		from, to := max(h.From, calendar.Of(y, 1)), min(until, calendar.Of(y, 12))
		switch g.Kind {
		case country.Flow:
			years = append(years, summed(from, to, name)(h))
		case country.Stock:
			years = append(years, summed(to, to, name)(h))
		case country.Index:
			years = append(years, mean(name, from, to)(h))
		default:
			years = append(years, math.NaN())
		}
	}
	return years
}
