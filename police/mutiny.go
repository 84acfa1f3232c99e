package police

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// Decisions.
const (
	diceSuppress chance.Decision = "police.suppress"
	diceMutineer chance.Decision = "police.mutineer"
)

// suppress takes the mutineers of each region at once, as far as capacity goes:
// the police used against the army. What it claims of the capacity is gone for
// the ordinary arrests of the month. The cases are tried by ordinary procedure,
// and stand outside the limits of an operation. Without a secret police nobody
// is there to do it.
func (p *Police) suppress(c *country.Country) {
	if !c.InForce(country.SecretPolice) || c.Tally.Mutineers == 0 {
		return
	}
	quota, pick := c.Dice(diceSuppress), c.Dice(diceMutineer)
	capacity := p.capacity(c)
	taken := p.everywhere(c, country.Case{}, func(g int) []people.Candidate {
		r := &c.Regions[g]
		r.Flow.Suppressed = min(float64(r.Tally.Mutineers*c.Scale), capacity*r.Staff)
		return c.People.Mutineers(g, c.Lanes(r.Flow.Suppressed, quota, uint64(g)), pick)
	})
	c.Move("police.suppress", 0, country.Liberty, country.Custody, taken)
}
