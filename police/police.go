// Package police is the political police: its staff and informers, whom it
// arrests, and what it makes them say.
//
// Essay: a police answerable to the centre alone, from Cheka to NKVD, with its
// own growth (P9); ordinary people staffed it (P3); denunciation and names in
// place of truth (P2).
//
// It reads the weights of doctrine, the limits of regions, dissent, files and
// names, and who would serve. It leaves cases in the docket, persons named,
// names of officials. It ignores ordinary crime and the militia.
//
// Hard gate: it cannot take more than its capacity.
package police

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/sim"
	"github.com/fromabove/fromabove/stat"
)

// Police has the parameters of the political police.
type Police struct {
	core, inherited, base, slope, threshold, most, supply, pace float64
	ordinary, simplified, supervised                            float64
	perOfficer                                                  float64
	answered, acted                                             float64
	names, minimum, chain, local, entries                       float64
	cooling, forgetting, scapegoats                             float64
	routine, national                                           float64

	cool, close chance.Drawing // names that cool, files that are closed
	catches     []catch        // by region: room that is used again each time
}

// New is the institution with its parameters unset; regime sets them.
func New() *Police { return &Police{} }

// Decisions.
const (
	diceQuota  chance.Decision = "police.quota"
	diceArrest chance.Decision = "police.arrest"
	diceName   chance.Decision = "police.name"
	diceCool   chance.Decision = "police.cool"
	diceClose  chance.Decision = "police.close"
	diceNation chance.Decision = "police.nation"

	diceNational chance.Decision = "police.national"
)

// recruit moves the staff 7% a month towards the lesser of demand and supply.
// Demand follows the believed enemy; supply is a core and a share of the people
// whose own mores let them serve. Informers follow the staff.
func (p *Police) recruit(c *country.Country) {
	core := p.gendarmes(c)
	demand := 0.0
	secret, informers := c.InForce(country.SecretPolice), c.InForce(country.Informers)
	if secret {
		demand = min(p.base+float64(p.slope*stat.Positive(c.Belief-p.threshold)), p.most)
	}
	for g := range c.Regions {
		r := &c.Regions[g]
		part := float64(r.Tally.Alive) / float64(max(c.Tally.Alive, 1))
		wanted := float64(core * part)
		if secret {
			willing := float64(p.supply * float64(r.Tally.Unscrupulous*c.Scale))
			wanted = min(float64(demand*part), float64(core*part)+willing)
			if c.Plan.Varies(country.StaffOnDemand) {
				wanted = float64(demand * part)
			}
		}
		r.Staff += float64(p.pace * (wanted - r.Staff))
		r.Informers = 0
		if informers && secret {
			r.Informers = p.perOfficer * r.Staff
		}
	}
}

// arrest takes from each region as many as are due there, within capacity: in
// an operation its limit; otherwise a share of last month's dissenters and of
// the gap, and what the police do from routine, whatever is ordered. Who is
// taken goes by the weights of doctrine (people.Pick).
func (p *Police) arrest(c *country.Country) {
	quota, pick := c.Dice(diceQuota), c.Dice(diceArrest)
	capacity := p.capacity(c)
	due := float64(p.answered*float64(c.Tally.Dissent*c.Scale)) + float64(p.acted*stat.Positive(c.Net)*c.Persons())
	total := c.Weights.Total(&c.Tally)
	weights := c.Weights
	routine := 0.0
	if c.InForce(country.Routine) && c.InForce(country.SecretPolice) {
		routine = p.routine * capacity
	}
	p.cool.Set(c.Dice(diceCool), chance.OddsOf(p.cooling))
	p.close.Set(c.Dice(diceClose), chance.OddsOf(p.forgetting))
	taken := p.everywhere(c, country.Case{Decree: c.Operation.Number}, func(g int) []people.Candidate {
		r := &c.Regions[g]
		own := weights.Total(&r.Tally)
		want := r.Rate
		if c.Operation.Number == 0 && total > 0 {
			want = due*own/total + float64(routine*r.Staff)
		}
		n := c.Lanes(min(want, float64(capacity*r.Staff)-r.Flow.Suppressed), quota, uint64(g))
		found := c.People.Pick(g, n, pick, &weights, own)
		p.forget(c.People, c.People.Regions[g])
		if c.Operation.Number != 0 {
			r.Cumulated += float64(len(found) * c.Scale)
		}
		return found
	})
	if c.Operation.Number != 0 {
		c.Operations[len(c.Operations)-1].Taken += float64(taken * c.Scale)
	}
	c.Move("police.arrest", c.Operation.Number, country.Liberty, country.Custody, taken)
}

// everywhere finds whom to take in every region and brings them into custody, the
// regions side by side, and then onto the docket in the order of the regions, each as
// such a case. It returns how many.
func (p *Police) everywhere(c *country.Country, as country.Case, find func(g int) []people.Candidate) (taken int) {
	if len(p.catches) != len(c.Regions) {
		p.catches = make([]catch, len(c.Regions))
	}
	sim.Split(c.Workers, len(c.Regions), func(g int) {
		sum := catch{found: find(g)}
		for i, x := range sum.found {
			c.People.Near(sum.found[min(i+people.Soon, len(sum.found)-1)].ID)
			sum.seize(c, x.ID)
		}
		c.Regions[g].Flow.Arrests += len(sum.found)
		p.catches[g] = sum
	})
	for g := range p.catches {
		sum := &p.catches[g]
		for _, x := range sum.found {
			as.Person = x.ID
			c.Docket = append(c.Docket, as)
		}
		taken += len(sum.found)
		sum.report(&c.Report)
		sum.found = nil
	}
	return taken
}

// capacity is the number of cases that an officer can take in the month.
func (p *Police) capacity(c *country.Country) float64 {
	capacity := p.ordinary
	if c.Operation.Number != 0 {
		capacity = p.simplified
	}
	if !c.InForce(country.Autonomy) {
		capacity *= p.supervised
	}
	return capacity
}

// catch is who has been taken in a region, and what they are: lanes.
type catch struct {
	found                                       []people.Candidate
	hits, unmarked, known, grouped, specialists int
}

// seize brings one person into custody.
func (n *catch) seize(c *country.Country, id people.ID) {
	col, lane := c.Of(id)
	bit := uint64(1) << lane
	if col.SupportOf(lane) < hostile {
		n.hits++
	}
	if col.Marked&bit == 0 {
		n.unmarked++
	}
	if (col.File|col.Named)&bit != 0 {
		n.known++
	}
	if (col.Marked|col.National)&bit != 0 {
		n.grouped++
	}
	if col.Office()&bit != 0 {
		n.specialists++
	}
	c.People.Take(id)
}

func (n *catch) report(r *country.Report) {
	r.Hits += n.hits
	r.Unmarked += n.unmarked
	r.Known += n.known
	r.Grouped += n.grouped
	r.Specialists += n.specialists
}

// hostile is the support below which an arrest counts as a hit (a gauge only).
const hostile = -0.2

// forget lets names cool into files, and files be closed.
func (p *Police) forget(m *people.Multitude, span people.Span) {
	m.Lapse(span, &p.close, &p.cool, func(n int, col *people.Collective) {
		closed, cooled := p.close.Of(uint64(n), col.File), p.cool.Of(uint64(n), col.Named)
		col.File = col.File&^closed | cooled
		col.Named &^= cooled
	})
}

// interrogate makes each prisoner name acquaintances: Poisson with the mean
// nu (0.2 + 0.8 V), 0.3 of that without autonomy. One name in a hundred falls on
// the officials of the region.
func (p *Police) interrogate(c *country.Country) {
	if !c.InForce(country.SecretPolice) || len(c.Docket) == 0 {
		return
	}
	mean := p.names * (p.minimum + float64((1-p.minimum)*c.Vigilance))
	if !c.InForce(country.Autonomy) {
		mean *= p.chain
	}
	dice := c.Dice(diceName)
	given := make([]int, len(c.Regions)) // names, by region
	prisoners := make([]people.ID, len(c.Docket))
	for i, x := range c.Docket {
		prisoners[i] = x.Person
	}
	dockets := c.People.ByRegion(prisoners)
	sim.Split(c.Workers, len(c.Regions), func(g int) {
		docket, names, officials := dockets[g], 0, 0
		for i, who := range docket {
			c.People.Near(docket[min(i+people.Soon, len(docket)-1)])
			unit := dice.Of(uint64(who))
			n := unit.Poisson(0, mean)
			names += n
			for k := range n {
				if unit.Happens(8*k+1, p.local) {
					officials++
					continue
				}
				if id, ok := c.People.Acquaintance(who, unit, 8*k+3); ok {
					c.People.Collectives[id.Collective()].Named |= 1 << id.Lane()
					c.People.Note(id.Collective())
				}
			}
		}
		given[g] = names
		c.Regions[g].Flow.NamedOfficials += officials
	})
	for g, names := range given {
		c.Report.NamesMade += names
		p.accuse(c, g, float64(names*c.Scale))
	}
}

// accuse lets the share of the names that falls on officials add to the dossiers
// of the region's secretary and head of police, half to each. A lane names for
// all its persons, of whom each speaks for himself: so what is added is what is
// to be expected of so many, not one throw for all, and dossiers fill as evenly
// at every scale.
func (p *Police) accuse(c *country.Country, g int, names float64) {
	for _, body := range [...]country.Body{country.Secretaries, country.PoliceChiefs} {
		if seats := c.Cadre.Seats[body]; g < len(seats) && seats[g] >= 0 {
			c.Cadre.Members[seats[g]].Dossier += float64(p.entries * p.local * names / 2)
		}
	}
}

// answer lets the centre, when it has itself stopped an operation, over its
// losses, because it no longer believes or, in a variant, by plan, make officers
// answer for it: a share of the staff is arrested and replaced.
func (p *Police) answer(c *country.Country) {
	n := len(c.Operations)
	if n == 0 || c.Operations[n-1].Stop != c.Month {
		return
	}
	o := &c.Operations[n-1]
	if o.Cause != "losses" && o.Cause != "belief" && o.Cause != "plan" {
		return
	}
	blame := min(p.scapegoats*stat.Positive(o.Taken/max(o.Plan, 1)-1), 0.5)
	for g := range c.Regions {
		gone := float64(c.Regions[g].Staff * blame)
		c.Regions[g].Staff -= gone
		c.Report.PoliceArrested += gone
	}
}

// gendarmes are the officers that the state has without a secret police.
func (p *Police) gendarmes(c *country.Country) float64 {
	if c.InForce(country.Precedents) {
		return p.inherited
	}
	return p.core
}

// inherit gives every region its share of the gendarmes.
func (p *Police) inherit(c *country.Country) {
	if c.Resumed {
		return
	}
	core := p.gendarmes(c)
	for g := range c.Regions {
		c.Regions[g].Staff = core * float64(c.Regions[g].Tally.Alive) / float64(max(c.Tally.Alive, 1))
	}
}
