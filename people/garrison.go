package people

import (
	"math/bits"

	"github.com/fromabove/fromabove/chance"
)

// Muster puts the collective under arms where the share reaches its rank. A
// collective that is no garrison any more has no deserters: peace has been made
// with them.
func (c *Collective) Muster(number int, share float64) {
	c.Garrison = ofArms.of(number) < rankOf(share)
	if !c.Garrison {
		c.Deserted = 0
	}
}

// Muster musters every collective. Only those are looked at whose rank lies
// between the share of the last muster and this one; at first, all.
func (m *Multitude) Muster(workers int, share float64) {
	m.armed.move(share)
	m.Pass(workers, func(_ int, b Block) {
		m.ranked(b.Span, ofArms, m.armed.change, func(n int) { m.Collectives[n].Muster(n, share) })
	})
}

// Garrisons calls each for the garrisons of a span, in order. Since the last muster
// their ranks tell which they may be; where there was none, all are looked at.
func (m *Multitude) Garrisons(span Span, each func(number int, c *Collective)) {
	may := everyone
	if m.armed.known {
		may.to = m.armed.now
	}
	m.ranked(span, ofArms, may, func(n int) {
		if c := &m.Collectives[n]; c.Garrison {
			each(n, c)
		}
	})
}

// Soldiers are those at liberty in a garrison who have not deserted.
func (c *Collective) Soldiers() uint64 {
	if !c.Garrison {
		return 0
	}
	return c.Free() &^ c.Deserted
}

// Mutineers are the soldiers who dissent in a garrison in mutiny: one in which
// a quarter or more of the soldiers dissent together.
func (c *Collective) Mutineers() uint64 {
	soldiers := c.Soldiers()
	if refuse := soldiers & c.Dissent; Count(refuse)*mutiny >= Count(soldiers) {
		return refuse
	}
	return 0
}

// mutiny: a quarter of the soldiers, dissenting together, is a mutiny.
const mutiny = 4

// Flight is what leaving the ranks depends on in a month, and its dice.
type Flight struct {
	Away, Record, Back          chance.Dice
	Leaving, Recorded, Returned chance.Odds // of a soldier who would leave; of who leaves; of a deserter
	Quit                        float64     // support below which a soldier would leave
}

// Desert lets soldiers whose support is below Quit leave their garrison, and
// deserters come back, by force or by themselves; it returns those who left.
// They stay at liberty, some of them on file, and nobody leaves again in the
// month of his return.
func (c *Collective) Desert(unit uint64, f *Flight) uint64 {
	left := c.Soldiers() & c.supportBelow(f.Quit)
	if left != 0 {
		left = f.Away.Of(unit).Mask(f.Leaving, left)
	}
	if c.Deserted != 0 {
		c.Deserted &^= f.Back.Of(unit).Mask(f.Returned, c.Deserted)
	}
	c.Deserted |= left
	if left != 0 {
		c.File |= f.Record.Of(unit).Mask(f.Recorded, left)
	}
	return left
}

// Mutineers are n mutineers of a region, each with the same chance, or all if
// they are fewer: those who rank lowest by their own number of this month.
func (m *Multitude) Mutineers(region, n int, dice chance.Dice) []Candidate {
	m.Done()
	if n <= 0 {
		return nil
	}
	var found []Candidate
	m.Garrisons(m.Regions[region], func(number int, c *Collective) {
		unit := dice.Of(uint64(number))
		for refuse := c.Mutineers(); refuse != 0; refuse &= refuse - 1 {
			lane := bits.TrailingZeros64(refuse)
			found = append(found, Candidate{float64(unit.Lane(lane)), At(number, lane)})
		}
	})
	return first(found, n)
}

// garrison adds a garrison to the tally.
func (t *Tally) garrison(c *Collective) {
	soldiers := c.Soldiers()
	t.Garrisons++
	t.Soldiers += Count(soldiers)
	t.Refusing += Count(soldiers & c.Dissent)
	t.Deserters += Count(c.Deserted)
	if mutineers := c.Mutineers(); mutineers != 0 {
		t.Mutinies++
		t.Mutineers += Count(mutineers)
	}
}
