package police

import (
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// nation takes people by nationality while an operation is on, outside its
// limits: no number is set, so none can be raised by a request. That is what
// makes it a control for the story of the limits. The rate follows the threat
// and the proof: a diaspora is taken for the threat's hand at home only where
// a conspiracy is believed in (the fifth column: Khlevniuk; Kuromiya).
func (p *Police) nation(c *country.Country) {
	if c.Operation.Number == 0 || !c.InForce(country.NationalCases) || !c.InForce(country.SecretPolice) {
		return
	}
	rate := p.national * c.Report.War * c.Proof
	quota, dice := c.Dice(diceNation), c.Dice(diceNational)
	weights := people.Weights{National: 1}
	taken := p.everywhere(c, country.Case{Decree: c.Operation.Number, Nation: true}, func(g int) []people.Candidate {
		r := &c.Regions[g]
		n := c.Lanes(rate*float64(r.Tally.National*c.Scale), quota, uint64(g))
		return c.People.Pick(g, n, dice, &weights, float64(r.Tally.National))
	})
	c.Report.Nationals += taken
	c.Move("police.nation", c.Operation.Number, country.Liberty, country.Custody, taken)
}
