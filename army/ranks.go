package army

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// Decisions.
const (
	diceMutiny chance.Decision = "army.mutiny"
	diceAway   chance.Decision = "army.desertion"
	diceRecord chance.Decision = "army.record"
	diceBack   chance.Decision = "army.return"
)

// levy puts as many collectives under arms as the strength of the army asks for
// of those at liberty, and leaves what service does to them: a burden that grows
// with the uprooting by war, arms and company, and commissars and police among
// them where the army is controlled.
func (a *Army) levy(c *country.Country) {
	share := 0.0
	if c.Tally.Free > 0 {
		share = c.Now.ArmyStrength / float64(c.Tally.Free*c.Scale)
	}
	c.People.Muster(c.Workers, share)
	c.Service = country.Service{Burden: a.service * c.Report.UprootingWar, Watch: 1, Opportunity: a.arms}
	if c.InForce(country.ArmyControl) {
		c.Service.Watch = a.commissars
	}
}

// answer lets soldiers answer to the month that was: those who do not support
// enough leave the ranks as far as the uprooting by war lets them, fewer where
// police and commissars sit in the army, and some of them on file where there
// is a secret police; and it counts the mutinies.
func (a *Army) answer(c *country.Country) {
	c.ArmyUnrest = 0
	if c.Tally.Soldiers > 0 {
		c.ArmyUnrest = float64(c.Tally.Refusing) / float64(c.Tally.Soldiers)
	}
	a.mutinies(c)
	leaving := a.desertion * c.Report.UprootingWar
	if c.InForce(country.ArmyControl) {
		leaving *= a.held
	}
	recorded := 0.0
	if c.InForce(country.SecretPolice) {
		recorded = a.recorded
	}
	flight := &people.Flight{Away: c.Dice(diceAway), Record: c.Dice(diceRecord), Back: c.Dice(diceBack),
		Leaving: chance.OddsOf(leaving), Recorded: chance.OddsOf(recorded), Returned: chance.OddsOf(a.back), Quit: a.quit}
	parts := people.Parts(c.People, c.Workers, func(b people.Block) (left int) {
		c.People.Garrisons(b.Span, func(k int, col *people.Collective) {
			if gone := col.Desert(uint64(k), flight); gone != 0 {
				left += people.Count(gone)
				c.People.Note(k)
			}
		})
		return left
	})
	left := 0
	for _, n := range parts {
		left += n
	}
	c.Report.Desertions = float64(left * c.Scale)
}

// mutinies counts the mutineers of the month's census, so many to a mutiny, by
// unbiased rounding: a garrison of 64 lanes is a company at 1:1 and an army at
// 1:10,000, and the number of mutinies must not follow the scale. The reader is
// told in which region most of them are.
func (a *Army) mutinies(c *country.Country) {
	if c.Tally.Mutineers == 0 {
		return
	}
	persons := float64(c.Tally.Mutineers * c.Scale)
	c.Report.Mutinies = c.Dice(diceMutiny).Of(0).Round(0, persons/a.rising)
	if c.Report.Mutinies == 0 {
		return
	}
	most := 0
	for g := range c.Regions {
		if c.Regions[g].Tally.Mutineers > c.Regions[most].Tally.Mutineers {
			most = g
		}
	}
	c.Happened("mutiny", c.Plan.Regions[most].Name, persons)
}
