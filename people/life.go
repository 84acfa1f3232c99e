package people

import (
	"math"
	"math/bits"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

// Nature says how the persons who are born differ. It is fixed for a history.
type Nature struct {
	LeaningMean, LeaningSpread float64 // normal distribution of predisposition, on -1..1
	MarkedShare                float64 // of a class that can be marked
	MarkedShift                float64 // how much lower their predisposition is
	NationalShare              float64 // of a diaspora nationality
	ScrupleSpread              float64 // standard deviation of scruple

	leaning          [2][256]uint8 // level by one random byte; second row: marked
	scruple          [256]uint8
	marked, national uint64 // the least digits that stand for no mark
}

// markDigits are the digits of a person's word that each mark has.
const markDigits = 22

// Prepare draws the lines of the marks, and fills the tables by which a random byte
// becomes a level: the middle of each 256th of the normal distribution, cut at the
// ends of the scale.
func (n *Nature) Prepare() {
	least := func(share float64) uint64 { return uint64(math.Ceil(stat.Clamp(share, 0, 1) * (1 << markDigits))) }
	n.marked, n.national = least(n.MarkedShare), least(n.NationalShare)
	for i := range 256 {
		z := stat.NormalQuantile((float64(i) + 0.5) / 256)
		for marked := range 2 {
			x := n.LeaningMean + float64(z*n.LeaningSpread) - float64(float64(marked)*n.MarkedShift)
			n.leaning[marked][i] = uint8(nearest(float64(x*supportLevels/2)+(supportLevels-1)/2.0, supportLevels-1))
		}
		u := float64(z*n.ScrupleSpread)/ScrupleStep + 3.5
		n.scruple[i] = uint8(nearest(u, 1<<ScruplePlanes-1))
	}
}

// nearest is the whole number nearest to x in 0..top.
func nearest(x float64, top int) int {
	n := int(x + 0.5)
	if x < 0 {
		n = 0
	}
	return min(n, top)
}

// Births are the dice of the births of a month.
type Births struct {
	Traits chance.Dice // the word of a lane has all of a person: see person
	Shift  int         // levels below predisposition at which support begins, from hardship
}

// Born fills the lanes of the mask, which must be vacant, with persons at
// liberty. unit is the number of the collective.
func (c *Collective) Born(lanes uint64, unit uint64, n *Nature, b Births) {
	dice := b.Traits.Of(unit)
	if !vectors {
		c.blank(lanes)
		if Count(lanes) >= many {
			c.bornMany(lanes, dice, n, b.Shift)
			return
		}
	}
	for rest := lanes; rest != 0; rest &= rest - 1 {
		lane := bits.TrailingZeros64(rest)
		marked, national, leaning, scruple, nerve := n.person(dice.Word(lane))
		support := max(leaning-b.Shift, 0)
		if vectors {
			c.bornByRows(lane, marked, national, leaning, support, scruple, nerve)
			continue
		}
		c.Marked |= uint64(marked) << lane
		c.National |= uint64(national) << lane
		put6(&c.Leaning, lane, leaning)
		put6(&c.Support, lane, support)
		put3((*[3]uint64)(c.Scruple[:]), lane, scruple)
		put3((*[3]uint64)(c.Nerve[:]), lane, nerve)
		put1(&c.Nerve[NervePlanes-1], lane, nerve>>3)
	}
}

// blank makes vacant lanes those of persons at liberty of whom nothing is known.
func (c *Collective) blank(lanes uint64) {
	c.Alive |= lanes
	c.Held &^= lanes
	c.Settled &^= lanes
	c.Dissent &^= lanes
	c.Acclaim &^= lanes
	c.Marked &^= lanes
	c.National &^= lanes
	c.File &^= lanes
	c.Named &^= lanes
	c.Kin &^= lanes
	c.Party &^= lanes
	c.Deserted &^= lanes
}

// many is the number of lanes from which on it costs less to lay their small numbers
// out side by side than to put each into its planes.
const many = 16

// bornMany is the rest of Born for many lanes.
func (c *Collective) bornMany(lanes uint64, dice chance.Unit, n *Nature, shift int) {
	var leanings, supports, scruples, nerves [Lanes]uint8
	for rest := lanes; rest != 0; rest &= rest - 1 {
		lane := First(rest)
		marked, national, leaning, scruple, nerve := n.person(dice.Word(lane))
		c.Marked |= uint64(marked) << lane
		c.National |= uint64(national) << lane
		leanings[lane], supports[lane] = uint8(leaning), uint8(max(leaning-shift, 0))
		scruples[lane], nerves[lane] = uint8(scruple), uint8(nerve)
	}
	putAll(c.Leaning[:], lanes, &leanings)
	putAll(c.Support[:], lanes, &supports)
	putAll(c.Scruple[:], lanes, &scruples)
	putAll(c.Nerve[:], lanes, &nerves)
}

// person takes a person apart from a word: 8 digits for the leaning, 8 for the
// scruple, 4 for the nerve, and 22 for each of the marks, whose shares are
// rounded up to as many. The marks are 0 or 1. (Five numbers are not one value:
// Go would lay that out in memory.)
func (n *Nature) person(word uint64) (marked, national, leaning, scruple, nerve int) {
	marked = one(word>>42 < n.marked)
	national = one(word>>20&(1<<markDigits-1) < n.national)
	return marked, national, int(n.leaning[marked][word&255]), int(n.scruple[word>>8&255]), int(word >> 16 & 15)
}

// Die vacates the lanes of the mask: ordinary deaths of persons who are not
// held.
func (c *Collective) Die(lanes uint64) {
	c.Alive &^= lanes
	c.Settled &^= lanes
	c.Dissent &^= lanes
	c.Acclaim &^= lanes
	c.Party &^= lanes
	c.Deserted &^= lanes
}

// Perish keeps the lanes of the mask for good: persons killed, or dead in
// custody.
func (c *Collective) Perish(lanes uint64) {
	c.Die(lanes)
	c.Held &^= lanes
	c.Gone |= lanes
}

// Turnover is what births and ordinary deaths depend on in a month, and their
// dice.
type Turnover struct {
	Death  chance.Dice
	Dying  chance.Odds     // of a person who is not held
	Birth  *chance.Drawing // of vacant lanes
	Nature *Nature
	Births Births
}

// Toll counts the dead, by where they were, and the born: lanes.
type Toll struct{ AtLiberty, Settled, Born int }

// Live lets people of a block die and be born, after its collectives have taken
// their class (Classify). Only those are looked at in which somebody may: of 64 it is
// known at once. The register knows of it only after the month of the minds, or Note.
func (m *Multitude) Live(b Block, v *Turnover) (t Toll) {
	var vacant [64]uint8
	step := 64
	if vectors {
		m.classify(b.Span)
	} else { // few at a time, so that what is to be done covers what is to be fetched
		step = 8
	}
	for first := b.First; first < b.End; first += step {
		collectives := min(step, b.End-first)
		m.vacancies(first, collectives, &vacant)
		for rest := v.Death.Some(uint64(first), collectives, v.Dying); rest != 0; rest &= rest - 1 {
			i := First(rest)
			vacant[i] = uint8(min(int(vacant[i])+m.bury(first+i, v, &t), Lanes))
		}
		for rest := v.Birth.Some(uint64(first), collectives, &vacant); rest != 0; rest &= rest - 1 {
			m.bear(first+First(rest), v, &t)
		}
	}
	return t
}

// vacancies are how many lanes of so many collectives are vacant: with vectors by the
// register, and at most so many; else by what is there, after they have all taken
// their class, since to go through all in order is what a processor foresees, and
// whoever comes after finds them near.
func (m *Multitude) vacancies(first, collectives int, vacant *[64]uint8) {
	if vectors {
		for i, taken := range m.register.taken[first : first+collectives] {
			vacant[i] = Lanes - taken
		}
		return
	}
	cs := m.Collectives[first : first+collectives]
	if m.urban.known {
		for i := range cs {
			cs[i].class(first+i, m.urban.now, m.wage.now)
		}
	}
	for i := range cs {
		vacant[i] = uint8(Count(cs[i].Vacant()))
	}
}

// bury lets those of a collective die whom the dice mark, and returns how many.
func (m *Multitude) bury(number int, v *Turnover, t *Toll) int {
	c := &m.Collectives[number]
	dead := v.Death.Sparse(uint64(number)).Mask(v.Dying, c.mortal())
	if dead == 0 {
		return 0
	}
	t.AtLiberty += Count(dead &^ c.Settled)
	t.Settled += Count(dead & c.Settled)
	c.Die(dead)
	return Count(dead)
}

// bear lets those be born in a collective whom the dice mark.
func (m *Multitude) bear(number int, v *Turnover, t *Toll) {
	c := &m.Collectives[number]
	born := v.Birth.Of(uint64(number), c.Vacant())
	t.Born += Count(born)
	c.Born(born, uint64(number), v.Nature, v.Births)
}

// mortal is the mask of those whose death is an ordinary one.
func (c *Collective) mortal() uint64 { return c.Alive &^ c.Held }

// Take arrests one person at liberty: held from now on, no act, no party card,
// no deserter; the household is marked as kin.
func (c *Collective) Take(lane int) {
	bit := uint64(1) << lane
	c.Held |= bit
	c.Named &^= bit
	c.Dissent &^= bit
	c.Acclaim &^= bit
	c.Party &^= bit
	c.Deserted &^= bit
	c.Kin |= Roof(lane) &^ bit
	c.Taken = uint8(min(int(c.Taken)+1, 255))
}

// Release sets a held person free; the police keep the file.
func (c *Collective) Release(lane int) {
	bit := uint64(1) << lane
	c.Held &^= bit
	c.File |= bit
}

// Settle sends the lanes of the mask, held or at liberty, into settlement: no
// act, no party card, no deserter.
func (c *Collective) Settle(lanes uint64) {
	c.Held &^= lanes
	c.Settled |= lanes
	c.Dissent &^= lanes
	c.Acclaim &^= lanes
	c.Party &^= lanes
	c.Deserted &^= lanes
}
