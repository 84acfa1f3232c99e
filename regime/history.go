package regime

import (
	"fmt"
	"sort"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/sim"
)

// History is a country on its way through the months of a plan.
type History struct {
	Country      *country.Country
	Institutions []country.Institution
	Acts         []country.Act
	Clock        sim.Clock // may be nil; times the acts, never seen by them
}

// Options of a history. Workers has no effect on results.
type Options struct {
	Seed    uint64
	Scale   int // persons a lane stands for, 1 or more
	Workers int
}

// New begins a history at the first month of the plan.
func New(plan *country.Plan, o Options) (*History, error) {
	return Assemble(plan, o, Institutions(), month)
}

// Assemble is New with chosen institutions and an order of acts: for tests and
// for those who build another regime.
func Assemble(plan *country.Plan, o Options, institutions []country.Institution, names []string) (*History, error) {
	h, err := prepare(plan, o, institutions, names)
	if err != nil {
		return nil, err
	}
	h.Country.Month = plan.From
	h.Country.Regions = make([]country.Region, len(plan.Regions))
	h.Country.Terms = make([][]people.ID, len(plan.Conditions))
	h.Country.Expelled = make([][]people.ID, len(plan.Conditions))
	h.inherit()
	return h, nil
}

func (h *History) inherit() {
	h.Country.Open()
	for _, i := range h.Institutions {
		if i.Inherit != nil {
			i.Inherit(h.Country)
		}
	}
	h.Country.Start()
}

// prepare lays out the land and sets the parameters.
func prepare(plan *country.Plan, o Options, institutions []country.Institution, names []string) (*History, error) {
	if o.Scale < 1 {
		return nil, fmt.Errorf("scale 1:%d: a lane stands for at least one person", o.Scale)
	}
	if len(plan.Regions) == 0 || len(plan.Regions) > 255 {
		return nil, fmt.Errorf("%d regions: want 1 to 255", len(plan.Regions))
	}
	if want := int(plan.Until-plan.From) + 1; len(plan.Conditions) != want {
		return nil, fmt.Errorf("conditions for %d months: want %d", len(plan.Conditions), want)
	}
	if err := setParams(institutions, plan.Params); err != nil {
		return nil, err
	}
	most := 0.0
	for _, c := range plan.Conditions {
		most = max(most, c.Population)
	}
	land := make([]int, len(plan.Regions))
	for g, r := range plan.Regions {
		lanes := most * r.PopulationShare / float64(o.Scale)
		land[g] = int(float64(lanes*spare)/people.Lanes) + 1
	}
	c := &country.Country{Plan: plan, Seed: chance.Seed(o.Seed), Scale: o.Scale, Workers: max(o.Workers, 1), People: people.New(o.Workers, land), Last: plan.Until}
	return &History{Country: c, Institutions: institutions, Acts: order(institutions, names)}, nil
}

// spare is the room for those who keep their lane though they are dead.
const spare = 1.03

// setParams sets what the plan has other than the default; an unknown name or a
// number outside the range is an error.
func setParams(institutions []country.Institution, params map[string]float64) error {
	left := make(map[string]float64, len(params))
	for k, v := range params { // order: a copy
		left[k] = v
	}
	for _, i := range institutions {
		for _, p := range i.Params {
			key := i.Name + "." + p.Key
			v, ok := left[key]
			if !ok {
				continue
			}
			if !(v >= p.Min && v <= p.Max) {
				return fmt.Errorf("parameter %s: %v is not in %v..%v %s", key, v, p.Min, p.Max, p.Unit)
			}
			*p.At = v
			delete(left, key)
		}
	}
	var unknown []string
	for k := range left { // order: sorted below
		unknown = append(unknown, k)
	}
	sort.Strings(unknown)
	if len(unknown) > 0 {
		return fmt.Errorf("no parameter is called %s", unknown[0])
	}
	return nil
}

// Month runs one month and returns what it left.
func (h *History) Month() *country.Record {
	h.Country.Open()
	sim.Month(h.Country, h.Acts, h.Clock)
	return h.Country.Close()
}

// Done tells whether the last month has been run.
func (h *History) Done() bool { return h.Country.Month > h.Country.Plan.Until }

// Run runs the months up to until, included, and hands each record on, whose rows
// the next month writes over.
func (h *History) Run(until calendar.Month, each func(*country.Record) error) error {
	h.Country.Last = min(until, h.Country.Plan.Until)
	for !h.Done() && h.Country.Month <= until {
		if err := each(h.Month()); err != nil {
			return err
		}
	}
	return nil
}
