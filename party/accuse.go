package party

import "github.com/fromabove/fromabove/country"

// accuse lets members of the cadre denounce one another where denouncing is
// owed: each with the probability accusing x V (1 + fear), one of his circle or
// of his body, whose dossier grows by one. Nobody is taken for it here, and
// nothing shows. A murder of a man of the top adds to the dossiers of those who
// had been somebody before, the old guard and who was in a faction.
func (p *Party) accuse(c *country.Country) {
	if !c.InForce(country.Vanguard) {
		return
	}
	k := &c.Cadre
	if c.InForce(country.Murders) && len(c.Occasions(country.Murder)) > 0 {
		for _, row := range k.Active {
			m := &k.Members[row]
			if m.Cohort == country.OldGuard || m.Factionist {
				m.Dossier += p.murderEntry
			}
		}
	}
	odds := float64(p.accusing * c.Vigilance * (1 + c.EliteFear))
	if !c.InForce(country.Denunciation) || odds <= 0 {
		return
	}
	accusers := k.Struck(c.Dice(diceAccuse), odds)
	if len(accusers) == 0 {
		return
	}
	p.circles.Clear()
	for _, row := range k.Active {
		if m := &k.Members[row]; m.Fate == country.InPlace {
			p.circles.Add(m.Circle, row)
		}
	}
	dice := c.Dice(diceAccused)
	for _, row := range accusers {
		m := &k.Members[row]
		unit := dice.Of(uint64(row))
		among := p.circles[m.Circle]
		if unit.Happens(0, 0.5) {
			among = k.Seats[m.Body()]
		}
		if other := among[unit.Below(1, len(among))]; other >= 0 && other != row {
			k.Members[other].Dossier++
		}
	}
}
