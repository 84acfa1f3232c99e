// Package party is the vanguard in tiers: its congresses, its seats, who fills
// them, who is expelled, who opposes in the open, who denounces whom, and what
// its upper ranks would dare.
//
// Essay: the vanguard concentrates decision in a few (P5); the ban on factions
// of 1921 narrowed it further and opened the door to one man (P6).
//
// It reads who makes the appointments, the ban, discontent, fear among the elite,
// vigilance, dates of congresses and verifications. It leaves seats and their
// holders, factions, dossiers, dominance D, opposition and margin, expulsions. It
// ignores programmes, votes and debates.
//
// Hard gate: without a vanguard there are no seats that a patron fills, so D is
// zero (Daniels' circular flow of power needs a Secretariat that appoints).
package party

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/stat"
)

// Party has the parameters of the vanguard.
type Party struct {
	turnover, clientBan, clientFree, politburo      float64
	retainedSeat, retainedDelegate, officials, aged float64
	muted, clientFear, alarm, nerve, nerveSpread    float64
	backing, ranks                                  float64
	expelAny, expelFiled, expelHollow               float64
	staling, scrutiny                               float64
	pull, patience, patienceSpread, slack           float64
	accusing, factionEntry, murderEntry             float64

	circles country.Lists // room that is used again each time, as the next
	able    []int32
}

// New is the institution with its parameters unset; regime sets them.
func New() *Party { return &Party{} }

// Decisions.
const (
	diceLeave   chance.Decision = "party.leave"
	diceRetain  chance.Decision = "party.retain"
	diceElect   chance.Decision = "party.elect"
	diceAdmit   chance.Decision = "party.admit"
	diceExpel   chance.Decision = "party.expel"
	diceReplace chance.Decision = "party.replace"
	diceAccuse  chance.Decision = "party.accuse"
	diceAccused chance.Decision = "party.accused"
)

// admit takes supporters outside the party into it, as many as the scenario
// says: admissions are an input, expulsions are the model's. A party that will
// be the vanguard gathers members before it is in power.
func (p *Party) admit(c *country.Country) {
	if !c.Plan.Ever(country.Vanguard) || c.Now.PartyAdmissions <= 0 || c.Tally.Joiners == 0 {
		return
	}
	odds := chance.OddsOf(c.Now.PartyAdmissions / float64(c.Tally.Joiners*c.Scale))
	dice := c.Dice(diceAdmit)
	admitted := people.Parts(c.People, c.Workers, func(b people.Block) (n int) {
		c.People.Throw(b.Span, dice, odds, func(k int, joins uint64) {
			col := &c.People.Collectives[k]
			joins &= col.Free() & col.InSupport() &^ col.Party
			col.Party |= joins
			n += people.Count(joins)
		})
		return n
	})
	for _, n := range admitted {
		c.Admitted += n
	}
}

// caucus lets the elite weigh opposing. A member is willing if his fear exceeds
// his nerve; clients feel 0.6 of it. Under the ban the willing do not know of
// each other, and only kappa of their weight counts; for officers the same if
// the army is controlled as well. Who is in a faction opposes, and all see it.
// The margin is D + 0.2 autonomy - opposition - the ranks' unrest of last month,
// which counts for less where police and commissars hold the army.
func (p *Party) caucus(c *country.Country) {
	lost := 0.0
	for _, x := range c.EliteLosts {
		lost += x
	}
	c.EliteFear = 1 - stat.Exp(-p.alarm*lost)
	total, clients, willing := 0.0, 0.0, 0.0
	banned := c.InForce(country.FactionBan) && c.InForce(country.Vanguard)
	controlled := c.InForce(country.ArmyControl)
	fear := [2]float64{c.EliteFear, c.EliteFear * p.clientFear} // of others and of clients
	for _, row := range c.Cadre.Active {
		m := &c.Cadre.Members[row]
		w := m.Weight()
		total += w
		client := 0 // a number, as a processor cannot guess who is one
		if m.Client {
			client = 1
		}
		clients += float64(w * float64(client))
		if fear[client] <= m.Nerve && !m.Faction {
			continue
		}
		if banned && !m.Faction && (m.Seats&^country.MilitarySeats != 0 || controlled) {
			w = float64(w * p.muted)
		}
		willing += w
	}
	c.Dominance, c.Opposition = 0, 0
	if total > 0 {
		c.Opposition = willing / total
		if c.InForce(country.Vanguard) {
			c.Dominance = clients / total
		}
	}
	c.Margin = c.Dominance - c.Opposition
	if c.InForce(country.Autonomy) && c.InForce(country.SecretPolice) {
		c.Margin += p.backing
	}
	ranks := float64(p.ranks * c.ArmyUnrest)
	if controlled {
		ranks = float64(ranks * p.muted)
	}
	c.Margin -= ranks
}
