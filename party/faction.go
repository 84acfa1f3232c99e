package party

import "github.com/fromabove/fromabove/country"

// faction lets members who are nobody's clients stand together in the open
// (the Workers' Opposition). It is Granovetter's rule (AJS 83, 1978): a member
// joins once the grievance, plus the pull of those who already stand there,
// exceeds his own patience, and leaves when it has fallen well below.
//
//	g = 1 - supporters/free x (1 - fear of the elite)
//	joins   if g + pull x share > patience_j
//	leaves  if g + pull x share < patience_j - slack, or as a client
//
// share is the faction's share of the cadre's weight, a month ago: joining is
// seen before it is followed. Officers are under orders and stay out. Under the
// ban nobody stands there any more, but who did is remembered: he has an entry
// in his dossier.
func (p *Party) faction(c *country.Country) {
	grievance := p.grievance(c) + float64(p.pull*c.FactionShare)
	allowed := c.InForce(country.Vanguard)
	banned := allowed && c.InForce(country.FactionBan)
	before, weight, total := c.FactionShare, 0.0, 0.0
	for _, row := range c.Cadre.Active {
		m := &c.Cadre.Members[row]
		w := m.Weight()
		total += w
		able := allowed && !banned && !m.Client && m.Cohort != country.OldElite && m.Seats&^country.MilitarySeats != 0
		switch {
		case m.Faction && banned:
			m.Dossier += p.factionEntry
			m.Faction = false
		case !able || m.Faction && grievance < m.Patience-p.slack:
			m.Faction = false
		case grievance > m.Patience:
			m.Faction, m.Factionist = true, true
		}
		if m.Faction {
			weight += w
		}
	}
	c.FactionShare = 0
	if total > 0 {
		c.FactionShare = weight / total
	}
	switch {
	case before < formed && c.FactionShare >= formed:
		c.Happened("faction", "forms", c.FactionShare)
	case before >= formed && c.FactionShare < formed && banned:
		c.Happened("faction", "dissolved", before)
	case before >= formed && c.FactionShare < formed:
		c.Happened("faction", "falls apart", before)
	}
}

// formed is the share of weight from which on the record speaks of a faction
// (guess); nothing in the model depends on it.
const formed = 0.01

// grievance is the discontent of the people, or the fear of the elite for
// itself: either is reason enough.
func (p *Party) grievance(c *country.Country) float64 {
	content := float64(c.Tally.Supporters) / float64(max(c.Tally.Free, 1))
	if c.Tally.Free == 0 {
		content = 1
	}
	return 1 - float64(content*(1-c.EliteFear))
}
