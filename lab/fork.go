package lab

import (
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"slices"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
)

// Before says what a fork was before it became one: the order of the earlier
// months, with the same seed, scale and land.
type Before struct {
	Order *Order
	At    calendar.Month // first month that the fork's own order runs

	recorded map[string]archive.MonthHash // of the months before, where they must be the same
}

// manifest is what a recording says of it.
func (b *Before) manifest() *archive.Fork {
	if b == nil {
		return nil
	}
	s := b.Order.Scenario
	return &archive.Fork{At: b.At, Command: b.Order.Command, Point: s.Point.String(), ScenarioText: s.Text, Fork: b.Order.Before.manifest()}
}

// ForkOf is the order that runs a recording again to the month before at, and
// goes on from there with edits: an institution that is left out ends with that
// month, a parameter has its old value until then. It has no folder yet.
func ForkOf(shipped fs.FS, r *archive.Recording, at calendar.Month, edits scenario.Edits, workers int) (*Order, error) {
	m := r.Manifest
	if at <= m.From || at > m.Until {
		return nil, fmt.Errorf("--at %v: want %v to %v, a month of %s after its first", at, m.From+1, m.Until, r.Dir)
	}
	before, err := Reread(shipped, m, workers)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.Dir, err)
	}
	if before.Before != nil && at <= before.Before.At {
		return nil, fmt.Errorf("--at %v: %s is itself a fork, at %v; fork it later, or fork what it was forked from", at, r.Dir, before.Before.At)
	}
	s, err := scenario.Amend(shipped, m.ScenarioText, regime.Institutions(), edits)
	if err != nil {
		return nil, err
	}
	before.Until, before.Snapshots = at-1, nil
	o := &Order{Scenario: s, Seed: m.Seed, Scale: m.Scale, Members: 1, Workers: workers, Until: min(m.Until, s.Plan.Until), Version: m.Version}
	if s.Plan.Until != before.Scenario.Plan.Until {
		o.Until = s.Plan.Until // the edits gave another end
	}
	if err := o.fork(before, at); err != nil {
		return nil, err
	}
	o.Before.recorded = m.MonthHashes
	return o, nil
}

// fork lets an order begin with another.
func (o *Order) fork(before *Order, at calendar.Month) error {
	plan, err := spliced(&before.Scenario.Plan, &o.Scenario.Plan, at)
	if err != nil {
		return err
	}
	own := *o.Scenario
	own.Plan = plan
	o.Scenario, o.Before = &own, &Before{Order: before, At: at}
	return nil
}

// spliced is a plan that is one before a month and another from it on. What
// cannot change in the midst of a history must be the same in both.
func spliced(before, after *country.Plan, at calendar.Month) (country.Plan, error) {
	p := *after
	if before.From != after.From || after.Until < at {
		return p, fmt.Errorf("the edits leave %v to %v of the history; it began in %v and goes on from %v", after.From, after.Until, before.From, at)
	}
	if !reflect.DeepEqual(before.Regions, after.Regions) {
		return p, fmt.Errorf("the edits change the regions, which a history that has begun cannot")
	}
	for m := before.From; m < at; m++ {
		if holder(before, m) != holder(after, m) {
			return p, fmt.Errorf("the edits change who leads in %v, before the fork in %v", m, at)
		}
	}
	p.Conditions = slices.Clone(after.Conditions)
	copy(p.Conditions, before.Conditions[:at-before.From])
	p.Occasions = nil
	for _, o := range before.Occasions {
		if o.Month < at {
			p.Occasions = append(p.Occasions, o)
		}
	}
	for _, o := range after.Occasions {
		if o.Month >= at {
			p.Occasions = append(p.Occasions, o)
		}
	}
	p.InForce = map[country.Switch][]country.Interval{}
	for _, plan := range []*country.Plan{before, after} {
		for s := range plan.InForce { // order: each key fills its own entry
			if joined := joinedAt(before.InForce[s], after.InForce[s], at); len(joined) > 0 {
				p.InForce[s] = joined
			}
		}
	}
	return p, nil
}

// joinedAt is what holds of one list before a month and of another from it on. An
// interval that goes on in both stays one.
func joinedAt(before, after []country.Interval, at calendar.Month) []country.Interval {
	var joined []country.Interval
	for _, i := range before {
		if i.From >= at {
			continue
		}
		if i.Until == 0 || i.Until > at {
			i.Until = at
		}
		joined = append(joined, i)
	}
	for _, i := range after {
		if i.Until != 0 && i.Until <= at {
			continue
		}
		i.From = max(i.From, at)
		if last := len(joined) - 1; last >= 0 && joined[last].Until == i.From {
			joined[last].Until = i.Until
		} else {
			joined = append(joined, i)
		}
	}
	return joined
}

// holder is who leads in a month; nobody if none does.
func holder(p *country.Plan, m calendar.Month) string {
	for _, l := range p.Leaders {
		if l.From <= m && (l.Until == 0 || m < l.Until) {
			return l.Label
		}
	}
	return ""
}

// monthly is told each month of a history.
type monthly func(*regime.History, *country.Record) error

// history runs an order to its end and returns the country as it is then: from
// its first month, or after what it was before it was forked.
func (o *Order) history(options regime.Options, each monthly) (*regime.History, error) {
	var h *regime.History
	var err error
	if o.Before == nil {
		h, err = regime.New(&o.Scenario.Plan, options)
	} else {
		var earlier *regime.History
		if earlier, err = o.Before.Order.history(options, each); err == nil {
			h, err = handedOver(earlier, &o.Scenario.Plan, options)
		}
	}
	if err != nil {
		return nil, err
	}
	if o.Stopwatch != nil {
		o.Stopwatch.hang(h.Acts)
		h.Clock = o.Stopwatch
	}
	return h, h.Run(o.Until, func(r *country.Record) error { return each(h, r) })
}

// handedOver is the country of a history under another plan, as a snapshot
// hands it over.
func handedOver(earlier *regime.History, plan *country.Plan, options regime.Options) (*regime.History, error) {
	read, write := io.Pipe()
	go func() { write.CloseWithError(earlier.Snapshot(write)) }()
	h, err := regime.Resume(plan, options, read)
	read.Close()
	return h, err
}

// as checks that a fork repeats the months before it as its recording has them:
// otherwise it would branch from another history than was meant.
func (b *Before) as(made archive.Manifest, month calendar.Month) error {
	if b == nil || b.recorded == nil || month >= b.At {
		return nil
	}
	if table, differ := b.recorded[month.String()].Differs(made.MonthHashes[month.String()]); differ {
		return fmt.Errorf("the recording differs in %v, table %s, from what this program makes; it was made by %s", month, table, b.Order.Command)
	}
	return nil
}
