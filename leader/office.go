package leader

import (
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/stat"
)

// succeed puts the holder of the plan's dates into office, until one falls by
// the model's own hazard. Where the office passes without the rule of
// succession, the appointments of the predecessor bind nobody. Who follows
// another under a vanguard is at first one among equals: the office is
// contested, and his own character counts only once he has won it.
func (l *Leader) succeed(c *country.Country) {
	if c.Leader.Fallen {
		return
	}
	was := c.Leader
	now := country.Leader{}
	for _, p := range c.Plan.Leaders {
		if c.Month >= p.From && (p.Until == 0 || c.Month < p.Until) {
			now = country.Leader{Label: p.Label, Present: true, Wilful: p.Personal, Since: p.From, Appoints: p.Appoints, Joined: c.Leader.Joined}
		}
	}
	for _, p := range c.Plan.Leaders { // an heir may make appointments before he takes office
		if p.Appoints != 0 && c.Month >= p.Appoints && c.Month < p.From {
			now.Appoints = p.Appoints
		}
	}
	if now.Label != was.Label {
		c.Happened("leader", now.Label, 0)
		now.Contested = was.Present && now.Present
		if now.Contested && !c.InForce(country.Succession) {
			forgetClients(c)
		}
		now.Joined = c.Month
		if c.InForce(country.Vanguard) {
			now.Joined = c.PartyFounded - 12*seniority
		}
		if !now.Present {
			now.Joined = was.Joined
		}
	} else {
		now.Joined, now.Contested = was.Joined, was.Contested
	}
	now.Contested = now.Contested && c.InForce(country.Vanguard)
	now.Personal = now.Wilful && !now.Contested
	c.Leader = now
}

// seniority of a leader who was among the first members, in years before the
// party took power (guess: of the generation of 1898).
const seniority = 19

func forgetClients(c *country.Country) {
	for _, row := range c.Cadre.Active {
		c.Cadre.Members[row].Client = false
	}
}

// contend lets a contested leader gather the top tier. His following is the
// share of the weight of Politburo and Central Committee held by clients who got
// a seat since the appointments were in his hands: whoever owes his to the
// predecessor follows the office, and on who is to hold it he has a mind of his
// own. He has won in the first month in which it
// exceeds contest_won, and from then on his own character counts; until then he
// loses with the hazard
//
//	contest_hazard ([contest_won - following]+ + faction)
//
// a month, faction being the share of the cadre's weight in a visible faction:
// opponents who see one another need not wait. While rebellion is a credible
// threat rule is contested, beyond some power it is established (Svolik, AJPS
// 53, 2009).
func (l *Leader) contend(c *country.Country) {
	c.Following = following(c)
	if !c.Leader.Contested {
		return
	}
	if c.Following > l.contestWon {
		c.Leader.Contested, c.Leader.Personal = false, c.Leader.Wilful
		c.Happened("succession", "won", c.Following)
		return
	}
	hazard := l.contestHazard * (l.contestWon - c.Following + c.FactionShare)
	if c.Dice(diceLose).Of(0).Happens(0, hazard) {
		c.Happened("succession", "lost", c.Following)
		replace(c)
	}
}

// following is the share of the weight of the top tier that the leader himself
// has put there; 0 without a top tier.
func following(c *country.Country) float64 {
	clients, total := 0.0, 0.0
	for _, b := range [...]country.Body{country.Politburo, country.CentralCommittee} {
		for _, row := range c.Cadre.Seats[b] {
			if row < 0 || b == country.CentralCommittee && c.Cadre.Members[row].In(country.Politburo) {
				continue // vacant, or weighed already
			}
			m := &c.Cadre.Members[row]
			w := m.Weight()
			total += w
			if m.Client && m.Bound >= c.Leader.Appoints {
				clients += w
			}
		}
	}
	if total == 0 {
		return 0
	}
	return clients / total
}

// survive: a leader falls to his own elite with the hazard 0.006 exp(-6 m) a
// month; his successor is of the collective's mind.
func (l *Leader) survive(c *country.Country) {
	if !c.Leader.Present || !c.InForce(country.Vanguard) {
		return
	}
	hazard := l.fall * stat.Exp(stat.Clamp(-l.steep*c.Margin, -30, 5))
	if !c.Dice(diceFall).Of(0).Happens(0, hazard) {
		return
	}
	c.Happened("leader", "falls", c.Margin)
	replace(c)
}

// replace puts one of the elite's own choice into office. Nobody is his client
// yet, and he is of the collective's mind.
func replace(c *country.Country) {
	forgetClients(c)
	c.Leader = country.Leader{Label: "chosen by the elite", Present: true, Since: c.Month, Appoints: c.Month, Fallen: true, Joined: c.PartyFounded}
}
