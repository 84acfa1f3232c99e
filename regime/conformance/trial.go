package conformance

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
)

// A Trial is one institution alone in a small country whose first month is
// open: its acts are done one at a time, on a country that the test makes by
// hand.
type Trial struct {
	*country.Country
	Institution country.Institution
	t           *testing.T
}

// Try begins a trial with the parameters at their defaults. In each region as
// many persons as the plan says, rounded down to lanes, are at liberty; nobody
// has acted, nothing is on file, and no seat is there but what the institution
// inherits.
func Try(t *testing.T, i country.Institution, plan *country.Plan, o regime.Options) *Trial {
	t.Helper()
	atDefaults(i)
	settle := country.Institution{Name: "setting", Inherit: func(c *country.Country) {
		(&setting{}).settle(c)
		c.Census(make([]people.Climate, len(c.Regions)))
	}}
	h, err := regime.Assemble(plan, o, []country.Institution{settle, i, settle}, actsOf(i))
	if err != nil {
		t.Fatal(err)
	}
	h.Country.Open()
	return &Trial{Country: h.Country, Institution: i, t: t}
}

// Set gives a parameter a value, which may lie outside its range.
func (x *Trial) Set(key string, v float64) {
	x.t.Helper()
	for _, p := range x.Institution.Params {
		if p.Key == key {
			*p.At = v
			return
		}
	}
	x.t.Fatalf("%s has no parameter %q", x.Institution.Name, key)
}

// Pin gives parameters the values with which a test writes its equations, so
// that it stands when a default moves.
func (x *Trial) Pin(values map[string]float64) {
	x.t.Helper()
	for key, v := range values { // order: each is set once
		x.Set(key, v)
	}
}

// Param is the value of a parameter.
func (x *Trial) Param(key string) float64 {
	x.t.Helper()
	for _, p := range x.Institution.Params {
		if p.Key == key {
			return *p.At
		}
	}
	x.t.Fatalf("%s has no parameter %q", x.Institution.Name, key)
	return 0
}

// Do does the acts, each by its name without the institution's.
func (x *Trial) Do(whats ...string) {
	x.t.Helper()
	for _, what := range whats {
		done := false
		for _, a := range x.Institution.Acts {
			if a.What == what {
				a.Do(x.Country)
				x.People.CatchUp(x.Workers)
				done = true
			}
		}
		if !done {
			x.t.Fatalf("%s has no act %q", x.Institution.Name, what)
		}
	}
}

// Count takes the census, as society does.
func (x *Trial) Count() { x.Census(make([]people.Climate, len(x.Regions))) }

// Arrest takes a person at liberty into custody and onto the docket, as the
// police do, and enters it in the books.
func (x *Trial) Arrest(ids ...people.ID) {
	for _, id := range ids {
		x.People.Take(id)
		x.Docket = append(x.Docket, country.Case{Person: id, Decree: x.Operation.Number})
		col, _ := x.Of(id)
		x.Regions[col.Region].Flow.Arrests++
	}
	x.Move("setting.begin", x.Operation.Number, country.Liberty, country.Custody, len(ids))
}

// Fill gives a body n seats and puts a new member like m into each vacant one;
// it returns the rows of all who sit there.
func (x *Trial) Fill(b country.Body, n int, m country.Member) []int32 {
	x.Resize("setting.begin", b, n)
	for seat, holder := range x.Cadre.Seats[b] {
		if holder < 0 {
			x.Seat("setting.begin", b, seat, x.Enlist(m))
		}
	}
	return x.Cadre.Seats[b]
}

// Operate begins an operation with a plan for each region of so many persons
// in all and so many a month.
func (x *Trial) Operate(plan, rate float64) {
	number := int32(len(x.Operations) + 1)
	x.Country.Operation = country.Operation{Number: number, Start: x.Month, Plan: plan * float64(len(x.Regions))}
	x.Operations = append(x.Operations, country.OperationRow{Operation: number, Start: x.Month, Plan: plan * float64(len(x.Regions))})
	for g := range x.Regions {
		r := &x.Regions[g]
		r.Plan, r.Limit, r.Rate, r.Cumulated = plan, plan, rate, 0
	}
}

// Next closes the month, checks the country, and opens the month that follows.
func (x *Trial) Next() *country.Record {
	x.t.Helper()
	r := x.Close().Clone()
	if err := Check(x.Country, r); err != nil {
		x.t.Fatalf("%v: %v", r.Month, err)
	}
	x.Open()
	return r
}

// Switch turns switches on or off for the whole history, and opens the month
// anew: it is to be called before anything has happened in the month.
func (x *Trial) Switch(on bool, switches ...country.Switch) {
	for _, s := range switches {
		if on {
			x.Plan.InForce[s] = []country.Interval{{From: x.Plan.From}}
		} else {
			delete(x.Plan.InForce, s)
		}
	}
	x.Open()
}
