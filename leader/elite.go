package leader

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/stat"
)

// move takes cases against the elite, as far as the margin is safe. With
// s = min(1, [m - D*]+ / 0.1), l the reach of the police and
// p = 1.5 D min(1.5, [gap/theta - 1/2]+), member j is arrested with the hazard
//
//	s l (pressure p b_j + lookup F(dossier_j) min(1, p)),  F(x) = x^h / (x^h + d*^h).
//
// A case opens only once the dossier is full (d*): before that F is next to
// nothing, so that dossiers gather in silence. Who is arrested names others, of
// the same circle, of the same body, or prominent ones, and their dossiers grow
// from almost full to full: the elite breaks late and fast.
func (l *Leader) move(c *country.Country) {
	c.EliteLosts[int(c.Month)%len(c.EliteLosts)] = 0
	k := &c.Cadre
	for _, row := range k.Active {
		m := &k.Members[row]
		m.Dossier -= float64(l.fading * m.Dossier)
	}
	if !c.Leader.Present || !c.InForce(country.Vanguard) {
		return
	}
	safe := stat.Clamp((c.Margin-l.feasible)/0.1, 0, 1)
	pressure := 1.5 * c.Dominance * min(1.5, stat.Positive(c.Gap/c.Launch-0.5))
	if safe*pressure <= 0 {
		return
	}
	reach := l.restrained
	if c.InForce(country.Autonomy) && c.InForce(country.SecretPolice) {
		reach = 1
	}
	controlled := c.InForce(country.ArmyControl)
	most := safe * reach * (float64(l.pressure*pressure*max(l.old, l.young)*max(1, l.clients)) + float64(l.lookup*min(1, pressure)))
	bound := l.bound()
	dice := c.Dice(diceMove)
	var taken []int32
	for _, row := range k.Struck(dice, most) { // the others are safe whoever they are
		m := &k.Members[row]
		own := reach
		if m.Seats&^country.MilitarySeats == 0 && !controlled {
			own = min(own, l.restrained)
		}
		bias := l.young
		if m.Cohort == country.OldGuard || m.Cohort == country.OldElite {
			bias = l.old
		}
		if m.Client {
			bias *= l.clients
		}
		record := float64(l.pressure * pressure * bias)
		suffices := bound.of(m.Dossier / l.full)
		if !country.Strikes(dice, row, safe*own*(record+float64(l.lookup*suffices*min(1, pressure)))) {
			continue // safe though the dossier were fuller by a quarter: the power is dear
		}
		dossier := float64(l.lookup * l.filled(m.Dossier) * min(1, pressure))
		if country.Strikes(dice, row, safe*own*(record+dossier)) {
			taken = append(taken, row)
			m.Category = country.ByRecord
			if dossier > record {
				m.Category = country.ByDossier
			}
		}
	}
	l.arrest(c, taken, reach)
}

// filled is how far a dossier suffices for a case: Hill's form, a step at d*
// that is the sharper the larger the steepness.
func (l *Leader) filled(dossier float64) float64 {
	if dossier <= 0 {
		return 0
	}
	return 1 / (1 + stat.Exp(stat.Clamp(l.steepness*stat.Log(l.full/dossier), -600, 600)))
}

// A bound is how far a dossier can suffice that is less than one, two, three
// and four quarters full, and how far any can.
type bound [5]float64

func (l *Leader) bound() (most bound) {
	for i := range 4 {
		most[i] = l.filled(l.full*float64(i+1)/4) * (1 + 1e-9)
	}
	most[4] = 1
	return most
}

// of a dossier, as a multiple of a full one.
func (b *bound) of(fullness float64) float64 { return b[int(stat.Clamp(4*fullness, 0, 4))] }

// arrest removes the members taken and lets them name others.
func (l *Leader) arrest(c *country.Country, taken []int32, reach float64) {
	if len(taken) == 0 {
		return
	}
	k := &c.Cadre
	l.circles.Clear()
	l.bodies.Clear()
	total := 0.0
	for _, row := range k.Active {
		m := &k.Members[row]
		total += m.Weight() // who has left has no seat, and weighs nothing
		l.circles.Add(m.Circle, row)
		l.bodies.Add(uint8(m.Body()), row)
	}
	fate := country.Arrested
	if c.InForce(country.Tribunals) {
		fate = country.Executed
	}
	for _, row := range taken {
		m := &k.Members[row]
		c.Report.EliteArrested++
		if m.Loyalty < 0 {
			c.Report.EliteHits++
		}
		if m.Category == country.ByDossier {
			c.Report.EliteDossiers++
		}
		c.Report.EliteWeight += m.Weight() / total
		if m.In(country.Secretaries) || m.In(country.PoliceChiefs) {
			c.Report.OfficialsRemoved++
		}
	}
	dice := c.Dice(diceNames)
	mean := l.names * reach * (0.2 + float64(0.8*c.Vigilance))
	for _, row := range taken {
		m := &k.Members[row]
		unit := dice.Of(uint64(row))
		for n := range unit.Poisson(0, mean) {
			l.name(c, unit, 1+3*n, l.circles[m.Circle], l.bodies[m.Body()])
		}
	}
	for _, row := range taken {
		c.Remove("leader.move", row, fate, c.Operation.Number, k.Members[row].Category)
	}
	c.EliteLosts[int(c.Month)%len(c.EliteLosts)] = c.Report.EliteWeight
}

// name adds one name to a dossier.
func (l *Leader) name(c *country.Country, unit chance.Unit, k int, circle, body []int32) {
	among := c.Cadre.Active
	switch u := unit.Uniform(k); {
	case u < l.sameCircle:
		among = circle
	case u < l.sameCircle+l.sameBody:
		among = body
	default: // by prominence: the weightier of two
		a := among[unit.Below(k+1, len(among))]
		b := among[unit.Below(k+2, len(among))]
		if c.Cadre.Members[b].Weight() > c.Cadre.Members[a].Weight() {
			a = b
		}
		c.Cadre.Members[a].Dossier++
		return
	}
	if len(among) > 0 {
		c.Cadre.Members[among[unit.Below(k+1, len(among))]].Dossier++
	}
}
