package party

import (
	"slices"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/stat"
)

// found opens the party's seats in the first month of the vanguard and closes
// those of the old elite.
func (p *Party) found(c *country.Country) {
	if !c.InForce(country.Vanguard) || c.PartyFounded != 0 {
		return
	}
	c.PartyFounded = c.Month
	for _, row := range append([]int32(nil), c.Cadre.Active...) {
		if c.Cadre.Members[row].Fate == country.InPlace {
			c.Remove("party.found", row, country.Dismissed, 0, country.WithOldElite)
		}
	}
	c.Resize("party.found", country.Politburo, int(p.politburo))
}

// convene holds the congresses of the month. Officials and the Central
// Committee sit in it; of the delegates some sat before, and the rest are
// picked by the secretaries of the regions: a new delegate is a client as often
// as a secretary is, so that who appoints the secretaries gains the congress.
func (p *Party) convene(c *country.Country) {
	if !c.InForce(country.Vanguard) {
		return
	}
	for _, o := range c.Occasions(country.Congress) {
		p.fill(c) // nobody is elected over a vacant office
		p.elect(c, o)
		c.Happened(string(country.Congress), o.Label, float64(c.Cadre.Elected))
	}
}

func (p *Party) elect(c *country.Country, o country.Occasion) {
	k := &c.Cadre
	retain, elect := c.Dice(diceRetain), c.Dice(diceElect)
	// Who stays: officials by office, others by custom.
	var seated, delegates []int32
	for _, row := range k.Active {
		m := &k.Members[row]
		if m.Fate != country.InPlace {
			continue
		}
		unit := retain.Of(uint64(row))
		official := m.In(country.Secretaries) || m.In(country.PoliceChiefs)
		top := m.In(country.Politburo) || m.In(country.Marshals)
		in := top || m.In(country.Secretaries) && unit.Happens(0, p.officials) || m.In(country.CentralCommittee) && unit.Happens(1, p.retainedSeat)
		if in {
			seated = append(seated, row)
		}
		if in || official || m.In(country.Delegates) && unit.Happens(2, p.retainedDelegate) {
			delegates = append(delegates, row)
		}
	}
	seated = seated[:min(len(seated), o.Seats)]
	if most := max(o.Size, len(seated)); len(delegates) > most { // whoever is seated is a delegate
		isSeated := set(k, seated)
		others := slices.DeleteFunc(delegates, func(row int32) bool { return isSeated[row] })
		delegates = append(slices.Clone(seated), others...)[:most]
	}
	size := max(o.Size, o.Seats)
	clients, veterans := p.clientShare(c, country.Delegates)*p.delegateShare(c), p.veteranShare(c)
	for len(delegates) < size {
		unit := elect.Of(uint64(len(delegates)))
		delegates = append(delegates, p.enlist(c, unit, clients, veterans, -1))
	}
	isSeated := set(k, seated) // no delegate comes twice
	for i := 0; len(seated) < o.Seats && i < len(delegates); i++ {
		if row := delegates[i]; !isSeated[row] && !c.Cadre.Members[row].In(country.PoliceChiefs) {
			seated = append(seated, row)
		}
	}
	p.install(c, country.CentralCommittee, seated)
	p.install(c, country.Delegates, delegates)
	c.Elect(seated, delegates)
	c.Cadre.Met = c.Month
}

// install puts exactly these members into the body; who sat there before and
// is not among them leaves it.
func (p *Party) install(c *country.Country, b country.Body, rows []int32) {
	const act = "party.convene"
	chosen := set(&c.Cadre, rows)
	for _, row := range append([]int32(nil), c.Cadre.Seats[b]...) {
		if row >= 0 && !chosen[row] {
			c.Unseat(act, b, row)
		}
	}
	c.Compact(b)
	seat := len(c.Cadre.Seats[b])
	c.Resize(act, b, len(rows))
	for _, row := range rows {
		if !c.Cadre.Members[row].In(b) {
			c.Seat(act, b, seat, row)
			seat++
			if m := &c.Cadre.Members[row]; m.Client {
				m.Bound = c.Month
			}
		}
	}
}

// set marks these rows of the cadre.
func set(k *country.Cadre, rows []int32) []bool {
	in := make([]bool, len(k.Members))
	for _, row := range rows {
		in[row] = true
	}
	return in
}

// retire lets holders of seats die or leave in the ordinary way.
func (p *Party) retire(c *country.Country) {
	for _, row := range c.Cadre.Struck(c.Dice(diceLeave), p.turnover) {
		c.Remove("party.retire", row, country.Died, 0, country.NoCategory)
	}
}

// promote fills the vacancies that the month has left.
func (p *Party) promote(c *country.Country) { p.fill(c) }

// fill puts a member into every vacant seat that is not elected. The Politburo
// is filled from the Central Committee, an army post from the one below it, the
// others from outside.
func (p *Party) fill(c *country.Country) {
	c.Resize("party.promote", country.Secretaries, len(c.Regions))
	c.Resize("party.promote", country.PoliceChiefs, len(c.Regions))
	replace, veterans := c.Dice(diceReplace), p.veteranShare(c)
	for _, b := range [...]country.Body{country.Politburo, country.Marshals, country.ArmyCommanders, country.CorpsCommanders,
		country.Admirals, country.DivisionCommanders, country.Secretaries, country.PoliceChiefs} {
		clients := p.clientShare(c, b)
		for seat, holder := range c.Cadre.Seats[b] {
			if holder >= 0 {
				continue
			}
			unit := replace.Of(uint64(b)<<32 | uint64(seat))
			row, from := p.riser(c, unit, clients, b)
			if row < 0 {
				row = p.recruit(c, unit, clients, veterans, b, seat)
			}
			c.Seat("party.promote", b, seat, row)
			if from.Military() { // an officer leaves the lower post
				c.Unseat("party.promote", from, row)
			}
		}
	}
}

// riser is who moves up into a seat of the body, and from which body; -1 if
// nobody can.
func (p *Party) riser(c *country.Country, unit chance.Unit, clients float64, b country.Body) (int32, country.Body) {
	var from country.Body
	switch b {
	case country.Politburo:
		from = country.CentralCommittee
	case country.Marshals, country.ArmyCommanders, country.CorpsCommanders:
		from = [...]country.Body{country.Marshals: country.ArmyCommanders, country.ArmyCommanders: country.CorpsCommanders,
			country.CorpsCommanders: country.DivisionCommanders}[b]
	default:
		return -1, country.Bodies
	}
	p.able = p.able[:0]
	for _, row := range c.Cadre.Seats[from] {
		if row >= 0 && !c.Cadre.Members[row].In(b) {
			p.able = append(p.able, row)
		}
	}
	if len(p.able) == 0 {
		return -1, country.Bodies
	}
	row := p.able[unit.Below(0, len(p.able))]
	if m := &c.Cadre.Members[row]; unit.Happens(1, clients) {
		m.Client, m.Bound = true, c.Month
	}
	return row, from
}

// recruit brings a new member into a seat.
func (p *Party) recruit(c *country.Country, unit chance.Unit, clients, veterans float64, b country.Body, seat int) int32 {
	region := -1
	if b == country.Secretaries || b == country.PoliceChiefs {
		region = seat
	}
	return p.enlist(c, unit, clients, veterans, region)
}

// clientShare is the chance that a new holder of a seat is a client of who
// makes the appointments: under the ban 0.8, without it 0.35 (rivals appoint
// too); in an army that is not controlled never more than that.
func (p *Party) clientShare(c *country.Country, b country.Body) float64 {
	if !c.InForce(country.Vanguard) || c.Leader.Appoints == 0 || c.Month < c.Leader.Appoints {
		return 0
	}
	if !c.InForce(country.FactionBan) || b.Military() && !c.InForce(country.ArmyControl) {
		return p.clientFree
	}
	return p.clientBan
}

// delegateShare is the share of the secretaries who are clients.
func (p *Party) delegateShare(c *country.Country) float64 {
	clients := 0
	for _, row := range c.Cadre.Seats[country.Secretaries] {
		if row >= 0 && c.Cadre.Members[row].Client {
			clients++
		}
	}
	return float64(clients) / float64(max(len(c.Cadre.Seats[country.Secretaries]), 1))
}

// veteranShare is the share of those who come up who joined before the party
// was in power: the longer that is ago, the fewer (guess: half as many every
// nine years).
func (p *Party) veteranShare(c *country.Country) float64 {
	return stat.Exp(-float64(c.Month-c.PartyFounded) / p.aged)
}

// enlist makes a new member: when he joined, whose client he is, his circle and
// his nerve.
func (p *Party) enlist(c *country.Country, unit chance.Unit, clients, veterans float64, region int) int32 {
	m := country.Member{Region: int16(region), Cohort: country.OldElite,
		Nerve:    p.nerve + float64(p.nerveSpread*unit.Normal(10)),
		Patience: p.patience + float64(p.patienceSpread*unit.Normal(16)),
		Loyalty:  stat.Clamp(float64(0.5*unit.Normal(11))+0.3, -1, 1),
		Circle:   uint8(unit.Below(12, circles)),
		Client:   unit.Happens(13, clients),
	}
	if m.Client {
		m.Bound = c.Month
	}
	if region >= 0 {
		m.Circle = uint8(region % circles)
	}
	if c.PartyFounded != 0 {
		if unit.Happens(14, veterans) {
			m.Cohort, m.Joined = country.OldGuard, c.PartyFounded-1-calendar.Month(unit.Below(15, 12*20))
		} else {
			m.Joined = c.PartyFounded + calendar.Month(unit.Below(15, int(c.Month-c.PartyFounded)+1))
			m.Cohort = country.Later
			if m.Joined < c.PartyFounded+36 {
				m.Cohort = country.Wartime
			}
		}
	}
	return c.Enlist(m)
}

// circles of acquaintance in the elite (guess).
const circles = 12

// inherit seats the old elite: governors, heads of police, the army's command.
func (p *Party) inherit(c *country.Country) {
	if !c.Resumed {
		p.fill(c)
	}
}
