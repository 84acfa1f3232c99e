// Package conformance is the one suite that every institution passes, those of
// the house and those that are still to be written.
//
// An institution must describe itself completely, and its acts must survive
// what a scenario can do to a country: no people, one person, everybody in a
// camp, no leader, none of the other institutions, every switch off, every
// parameter at the end of its range, one region, 255. In all of them the books
// balance, the masks of the people hold, and numbers are numbers.
//
// An institution's test says, in an external test package (regime imports the
// institution, so its own package cannot import this one):
//
//	func TestConformance(t *testing.T) {
//		conformance.Run(t, func() country.Institution { return church.New().Describe() })
//	}
//
// For tests of its equations there are a hard country (Plan), one institution
// alone in it whose acts can be done one by one (Try), and what must hold
// whenever a month has been closed (Check).
package conformance

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// Run is the suite. describe must make a new institution at every call, as
// regime does for every history.
func Run(t *testing.T, describe func() country.Institution) {
	t.Helper()
	t.Run("description", func(t *testing.T) {
		for _, fault := range Faults(describe()) {
			t.Error(fault)
		}
		for _, fault := range shared(describe(), describe()) {
			t.Error(fault)
		}
	})
	for _, w := range worlds() {
		t.Run(w.name, func(t *testing.T) {
			for _, company := range [...]company{alone, together} {
				t.Run(company.String(), func(t *testing.T) {
					if _, err := w.run(describe(), company, 1); err != nil {
						t.Error(err)
					}
				})
			}
		})
	}
	t.Run("gone", func(t *testing.T) {
		if _, err := worlds()[0].run(describe(), absent, 1); err != nil {
			t.Error(err)
		}
	})
	for _, company := range [...]company{alone, together} {
		t.Run("any number of workers, "+company.String(), func(t *testing.T) {
			if err := sameForAllWorkers(describe, company); err != nil {
				t.Error(err)
			}
		})
	}
}

// company is who else acts beside the institution that is tried.
type company int

const (
	alone    company = iota // nobody but the setting, which arrests and names a few
	together                // all the others
	absent                  // all the others, and it is gone
)

func (c company) String() string {
	return [...]string{"alone", "with the others", "gone"}[c]
}

// run tries the institution in a world for all its months, or to the first
// fault, and returns what the months left.
func (w world) run(i country.Institution, with company, workers int) (records []*country.Record, err error) {
	defer func() {
		if wrong := recover(); wrong != nil {
			err = fmt.Errorf("it panics: %v%s", wrong, where())
		}
	}()
	h, err := w.assemble(i, with, workers)
	if err != nil {
		return nil, err
	}
	for !h.Done() {
		r := h.Month()
		records = append(records, r.Clone())
		if err := Check(h.Country, r); err != nil {
			return records, fmt.Errorf("%v: %w", r.Month, err)
		}
	}
	if w.seen != nil && with == together {
		err = w.seen(h)
	}
	return records, err
}

// where lists who called whom when it panicked, this package left out.
func where() string {
	var b strings.Builder
	calls := make([]uintptr, 64)
	frames := runtime.CallersFrames(calls[:runtime.Callers(3, calls)])
	for frame, more := frames.Next(); more; frame, more = frames.Next() {
		if !strings.Contains(frame.Function, "/conformance.") && !strings.HasPrefix(frame.Function, "runtime.") && !strings.HasPrefix(frame.Function, "testing.") {
			fmt.Fprintf(&b, "\n\t%s, line %d", frame.Function[strings.LastIndex(frame.Function, "/")+1:], frame.Line)
		}
	}
	return b.String()
}

// assemble puts the institution into the world, in its company.
func (w world) assemble(i country.Institution, with company, workers int) (*regime.History, error) {
	plan := w.plan()
	begin := setting{people: w.people, busy: with == alone, operation: w.operation}
	var list []country.Institution
	var names []string
	switch with {
	case alone:
		atDefaults(i)
		list = []country.Institution{begin.describe(), i, begin.lastWord()}
		names = append([]string{"setting.begin"}, actsOf(i)...)
	default:
		list = regime.Institutions()
		for _, a := range regime.Order(list) {
			names = append(names, a.Who+"."+a.What)
		}
		list, names = without(list, names, i.Name, with == together && sameActs(list, i))
		if with == together {
			atDefaults(i)
			list = append(list, i)
			for _, name := range actsOf(i) {
				if !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		list = append(list, begin.lastWord())
	}
	known := make(map[string]bool)
	for _, one := range list {
		for _, p := range one.Params {
			known[one.Name+"."+p.Key] = true
		}
	}
	params := make(map[string]float64)
	for key, v := range w.params { // order: a copy
		if known[key] {
			params[key] = v
		}
	}
	if w.ownParam != nil && with != absent {
		for _, p := range i.Params {
			params[i.Name+"."+p.Key] = w.ownParam(p)
		}
	}
	plan.Params = params
	return regime.Assemble(plan, regime.Options{Seed: 1, Scale: w.scale, Workers: workers}, list, names)
}

// without takes the named institution out of the list, and its acts out of the
// month unless they are to stay for another of the same name.
func without(list []country.Institution, names []string, name string, keepActs bool) ([]country.Institution, []string) {
	var kept []country.Institution
	for _, i := range list {
		if i.Name != name {
			kept = append(kept, i)
			continue
		}
		if keepActs {
			continue
		}
		for _, act := range actsOf(i) {
			names = slices.DeleteFunc(names, func(n string) bool { return n == act })
		}
	}
	return kept, names
}

// sameActs tells whether the regime has an institution of the name with just
// these acts, whose places in the month it then takes.
func sameActs(list []country.Institution, i country.Institution) bool {
	for _, one := range list {
		if one.Name == i.Name {
			mine, its := actsOf(i), actsOf(one)
			slices.Sort(mine)
			slices.Sort(its)
			return slices.Equal(mine, its)
		}
	}
	return false
}

func actsOf(i country.Institution) []string {
	var names []string
	for _, a := range i.Acts {
		names = append(names, a.Who+"."+a.What)
	}
	return names
}

// atDefaults does for one institution what regime.Institutions does for all.
func atDefaults(i country.Institution) {
	for _, p := range i.Params {
		*p.At = p.Default
	}
}

// sameForAllWorkers runs the first world with one worker and with three, and
// again with one: all must leave the same.
func sameForAllWorkers(describe func() country.Institution, with company) error {
	first, err := worlds()[0].run(describe(), with, 1)
	if err != nil {
		return err
	}
	for _, workers := range [...]int{3, 1} {
		again, err := worlds()[0].run(describe(), with, workers)
		if err != nil {
			return err
		}
		for m := range first {
			if !reflect.DeepEqual(first[m], again[m]) {
				return fmt.Errorf("%v: a run with 1 worker and another with %d differ: something is drawn without a key, shared between runs, or added up in the order of the workers", first[m].Month, workers)
			}
		}
	}
	return nil
}
