package party

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/stat"
)

// verify screens the members where the scenario has a verification: some of
// all, more of those on file or marked, more of those whose acclaim is hollow.
// Each of these chances is taken times how much of the party is new to the
// screeners, and times how sharply the month's vigilance makes them look.
// Nobody is arrested by it.
func (p *Party) verify(c *country.Country) {
	occasions := c.Occasions(country.Verification)
	if len(occasions) == 0 || !c.InForce(country.Vanguard) {
		return
	}
	sharpness := float64(p.unseen(c) * (1 + float64(p.scrutiny*c.Vigilance)))
	filed, hollowed := chance.OddsOf(p.expelFiled*sharpness), chance.OddsOf(p.expelHollow*sharpness)
	others := chance.OddsOf(p.expelAny * sharpness)
	dice := c.Dice(diceExpel)
	parts := people.Parts(c.People, c.Workers, func(b people.Block) (expelled []people.ID) {
		for k := b.First; k < b.End; k++ {
			col := &c.People.Collectives[k]
			unit := dice.Of(uint64(k))
			members := col.Free() & col.Party
			known := members & (col.File | col.Marked)
			hollow := members &^ col.InSupport() &^ known
			out := unit.Mask(filed, known) | unit.Mask(hollowed, hollow) | unit.Mask(others, members&^known&^hollow)
			col.Party &^= out
			for ; out != 0; out &= out - 1 {
				expelled = append(expelled, people.At(k, people.First(out)))
			}
		}
		return expelled
	})
	at := int(c.Month - c.Plan.From)
	for at >= len(c.Expelled) { // a fork that outlasts the history it left
		c.Expelled = append(c.Expelled, nil)
	}
	for _, ids := range parts {
		c.Report.Expelled += len(ids)
		c.Expelled[at] = append(c.Expelled[at], ids...)
	}
	c.Verified, c.Admitted = c.Month, 0
	c.Happened(string(country.Verification), occasions[0].Label, float64(c.Report.Expelled*c.Scale))
}

// unseen is how much of the party a verification has not yet looked at: the
// share admitted since the last one, and of the others what has changed about
// them in the months since. A second look soon after the first finds little.
// Who was admitted is counted and not noted by person; of those who have left
// again nothing is known, hence the bound.
func (p *Party) unseen(c *country.Country) float64 {
	if c.Verified == 0 {
		return 1
	}
	fresh := min(1, float64(c.Admitted)/float64(max(c.Tally.Party, 1)))
	changed := 1 - stat.Exp(-float64(c.Month-c.Verified)/p.staling)
	return fresh + float64((1-fresh)*changed)
}
