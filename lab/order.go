// Package lab runs histories: one, or many members with dice of their own, side
// by side, recorded, and again to prove them. It holds the clock that the model
// never sees.
package lab

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
)

// Order says what is to be run.
type Order struct {
	Scenario  *scenario.Scenario
	Seed      chance.Seed
	Scale     int
	Members   int // 1: a history alone
	Workers   int
	Until     calendar.Month   // 0: the scenario's own end
	Snapshots []calendar.Month // at the end of which the country is kept
	Dir       string           // of the recording; empty: none is written
	Overwrite bool
	Command   string     // that makes the run again
	Typed     string     // the command as typed; goes to the log alone
	Version   string     // of the program
	Stopwatch *Stopwatch // times the acts of a history alone; may be nil
	Before    *Before    // of a fork: what the history was until a month; nil: it is none
}

// MemberSeed is the seed of member k of an ensemble: a million times the seed,
// plus k. So a member can be run again alone, and ensembles of different seeds
// share no dice. A history alone has the seed itself.
func (o *Order) MemberSeed(k int) chance.Seed {
	if o.Members <= 1 {
		return o.Seed
	}
	return o.Seed*1_000_000 + chance.Seed(k)
}

// limits of an order, by name.
const (
	mostMembers = 999_999
	mostScale   = 100_000
)

// Settle fills in what was left open and refuses an order that cannot be run,
// naming everything that is wrong with it.
func (o *Order) Settle() error {
	if o.Until == 0 {
		o.Until = o.Scenario.Plan.Until
	}
	var wrong []error
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(format, args...))
		}
	}
	refuse(o.Scale < 1 || o.Scale > mostScale, "--scale 1:%d: want 1:1 to 1:%d", o.Scale, mostScale)
	refuse(o.Members < 1 || o.Members > mostMembers, "--members %d: want 1 to %d", o.Members, mostMembers)
	refuse(o.Workers < 1, "--workers %d: want at least 1", o.Workers)
	refuse(o.Stopwatch != nil && o.Members > 1, "--timing times one history, not %d", o.Members)
	from, until := o.Scenario.Plan.From, o.Scenario.Plan.Until
	refuse(o.Until < from || o.Until > until, "--until %v: want %v to %v, the span of scenario %s", o.Until, from, until, o.Scenario.Name)
	for _, m := range o.Snapshots {
		refuse(m < from || m > o.Until, "--snapshot %v: want %v to %v", m, from, o.Until)
	}
	return errors.Join(wrong...)
}

// manifest of member k; 0 for a history alone.
func (o *Order) manifest(k int) archive.Manifest {
	m := archive.Manifest{
		Scenario: o.Scenario.Name, ScenarioText: o.Scenario.Text, Command: o.Command, Version: o.Version,
		Seed: o.MemberSeed(k), Scale: o.Scale, Member: k, Point: o.Scenario.Point.String(),
		From: o.Scenario.Plan.From, Until: o.Until, SnapshotsAt: o.Snapshots, Inputs: map[string]string{},
	}
	for _, in := range o.Scenario.Inputs {
		if in.SHA256 != "" {
			m.Inputs[in.Series+"/"+in.Variant] = in.SHA256
		}
	}
	m.Fork = o.Before.manifest()
	return m
}

// Reread makes the order that a recording was made by, so that it can be run
// again.
func Reread(shipped fs.FS, m archive.Manifest, workers int) (*Order, error) {
	s, err := scenario.Parse(shipped, m.ScenarioText, regime.Institutions())
	if err != nil {
		return nil, fmt.Errorf("the scenario in the manifest cannot be read: %w", err)
	}
	o := &Order{Scenario: s, Seed: m.Seed, Scale: m.Scale, Members: 1, Workers: workers, Until: m.Until,
		Snapshots: m.SnapshotsAt, Command: m.Command, Version: m.Version}
	if f := m.Fork; f != nil {
		earlier := m
		earlier.ScenarioText, earlier.Fork, earlier.Command, earlier.Until, earlier.SnapshotsAt = f.ScenarioText, f.Fork, f.Command, f.At-1, nil
		before, err := Reread(shipped, earlier, workers)
		if err != nil {
			return nil, err
		}
		if err := o.fork(before, f.At); err != nil {
			return nil, fmt.Errorf("the fork in the manifest cannot be run: %w", err)
		}
	}
	return o, nil
}
