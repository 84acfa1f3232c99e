package conformance

import (
	"math/bits"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// crowd is how the people are when a history begins.
type crowd int

const (
	settledPeople crowd = iota // as many as the plan says, at liberty
	nobody
	onePerRegion
	heldPeople // everybody in custody
)

// setting is an institution that stands in for all the others: it brings the
// people, and, where it is busy, a little of what an institution reads: cases,
// files, names, denouncers, officials, an operation.
type setting struct {
	people    crowd
	busy      bool
	operation bool
}

// describe is the setting as an institution. It is to be listed before one that
// is tried alone, which may look at the people, and its last word after all.
func (s *setting) describe() country.Institution {
	return country.Institution{
		Name: "setting", Title: "What the others would leave", Essay: "none", Doc: "Stands in for the others.",
		Acts: []country.Act{{Who: "setting", What: "begin", Do: s.begin, Reads: "the people", Leaves: "cases, files, names",
			Why: "an institution acts on what others leave"}},
		Inherit: s.inherit,
	}
}

func (s *setting) inherit(c *country.Country) {
	if s.busy {
		s.settle(c)
	}
	s.crowd(c)
	if s.busy {
		s.seat(c)
	}
}

// lastWord is an institution without acts that puts the people back to what the
// world wants, whatever others have settled.
func (s *setting) lastWord() country.Institution {
	return country.Institution{Name: "setting", Inherit: s.crowd}
}

// crowd makes the people so few, or holds them all, if the world says so.
func (s *setting) crowd(c *country.Country) {
	if s.people == onePerRegion || s.people == nobody {
		s.settle(c)
	}
	if s.people == heldPeople {
		for k := range c.People.Collectives {
			col := &c.People.Collectives[k]
			col.Held, col.Dissent, col.Acclaim, col.Party = col.Alive, 0, 0, 0
		}
	}
	c.Census(make([]people.Climate, len(c.Regions)))
}

// seat fills the offices of the regions.
func (s *setting) seat(c *country.Country) {
	for _, b := range [...]country.Body{country.Secretaries, country.PoliceChiefs} {
		c.Resize("setting.begin", b, len(c.Regions))
		for g, holder := range c.Cadre.Seats[b] {
			if holder < 0 {
				c.Seat("setting.begin", b, g, c.Enlist(country.Member{Region: int16(g), Cohort: country.OldGuard, Client: g%2 == 0, Nerve: 0.5, Dossier: float64(g)}))
			}
		}
	}
}

// settle makes the people anew: as many as the plan says in each region, or one
// or none.
func (s *setting) settle(c *country.Country) {
	c.Nature = people.Nature{LeaningMean: 0.3, LeaningSpread: 0.3, MarkedShare: 0.1, MarkedShift: 0.25, NationalShare: 0.05, ScrupleSpread: 0.1}
	c.Nature.Prepare()
	births := people.Births{Traits: c.Dice("setting.traits")}
	for g, span := range c.People.Regions {
		left := int(c.Now.Population * c.Plan.Regions[g].PopulationShare / float64(c.Scale))
		switch s.people {
		case nobody:
			left = 0
		case onePerRegion:
			left = 1
		}
		for k := span.First; k < span.End; k++ {
			col := &c.People.Collectives[k]
			col.Die(col.Alive)
			n := min(left, people.Lanes)
			col.Born(uint64(1)<<n-1, uint64(k), &c.Nature, births)
			col.Mores = 0.5
			left -= n
		}
	}
}

// begin does in every month a little of what others would: in each region it
// arrests about one in two hundred, opens files, has some named, some dissent
// and some denounce, and counts the people.
func (s *setting) begin(c *country.Country) {
	if !s.busy {
		return
	}
	s.order(c)
	arrest, file, act := c.Dice("setting.arrest"), c.Dice("setting.file"), c.Dice("setting.act")
	taken := 0
	for k := range c.People.Collectives {
		col, unit := &c.People.Collectives[k], uint64(k)
		for mask := arrest.Of(unit).Mask(chance.Sure/200, col.Free()); mask != 0; mask &= mask - 1 {
			id := people.At(k, bits.TrailingZeros64(mask))
			c.People.Take(id)
			c.Docket = append(c.Docket, country.Case{Person: id, Decree: c.Operation.Number})
			c.Regions[col.Region].Flow.Arrests++
			taken++
		}
		free := col.Free()
		col.File |= file.Of(unit).Mask(chance.Sure/50, free)
		col.Named |= file.Of(unit<<1|1<<40).Mask(chance.Sure/50, free)
		col.Dissent = act.Of(unit).Mask(chance.Sure/20, free)
		col.Acclaim = free &^ col.Dissent &^ act.Of(unit<<1|1<<40).Mask(chance.Sure/2, free)
		col.Dissenters = uint8(people.Count(col.Dissent))
		c.People.Note(k)
		if free != 0 {
			c.Denouncers = append(c.Denouncers, people.At(k, people.First(free)))
		}
	}
	c.Move("setting.begin", c.Operation.Number, country.Liberty, country.Custody, taken)
	c.Report.NamesMade += taken
	if s.operation && c.Operation.Number != 0 {
		c.Operations[len(c.Operations)-1].Taken += float64(taken * c.Scale)
	}
	c.Census(make([]people.Climate, len(c.Regions)))
}

// order begins an operation if there is to be one and none is on.
func (s *setting) order(c *country.Country) {
	if !s.operation || c.Operation.Number != 0 {
		return
	}
	number := int32(len(c.Operations) + 1)
	plan := c.Persons() / 100
	c.Operation = country.Operation{Number: number, Start: c.Month, Plan: plan}
	c.Operations = append(c.Operations, country.OperationRow{Operation: number, Start: c.Month, Plan: plan})
	c.Gap, c.Launch, c.Urgency, c.Proof = 0.002, 0.001, 1, 0.5
	for g := range c.Regions {
		r := &c.Regions[g]
		r.Plan = plan / float64(len(c.Regions))
		r.Limit, r.Rate, r.Cumulated = r.Plan, r.Plan/4, float64(c.Month%calendar.Month(g+2))
	}
}
