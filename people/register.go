package people

import (
	"github.com/fromabove/fromabove/chance"
)

// register is what is known of the collectives from outside, so that a walk for a few
// need not read them all: who is surely none of those it is for. It may know less
// than there is to know and never more; with nothing in it, as at first, it rules out
// nobody. The month of the minds writes it down anew, Note does so for one
// collective, and whoever gives a person a sign or takes his liberty sees to it.
type register struct {
	// Of each collective, the lanes that are neither of dissenters nor named; that are
	// not on file; that bear no other sign of the enemy.
	unsuspected, unfiled, plain []uint64

	// Of each collective so many lanes, if not more, are neither held nor settled;
	// are not named; are not vacant.
	clear, nameless, taken []uint8
}

func newRegister(collectives int) register {
	return register{make([]uint64, collectives), make([]uint64, collectives), make([]uint64, collectives),
		make([]uint8, collectives), make([]uint8, collectives), make([]uint8, collectives)}
}

// Note writes down anew which signs of the enemy there are in a collective, and how
// many live there. Whoever opens a file or names somebody calls it.
func (m *Multitude) Note(number int) {
	c, r := &m.Collectives[number], &m.register
	r.unsuspected[number] = ^(c.Dissent | c.Named)
	r.unfiled[number] = ^c.File
	r.plain[number] = ^(c.Marked | c.National | c.hollow())
	r.nameless[number] = uint8(Lanes - Count(c.Named))
	r.taken[number] = uint8(Count(c.Alive | c.Gone))
}

// Captives is the number of persons held or settled in a collective, or more: as
// many as were counted there when Captive last called, and who has come since.
func (m *Multitude) Captives(number int) int { return Lanes - int(m.register.clear[number]) }

// Overlooked tells what of a collective the register rules out although it is there:
// nothing, unless somebody has changed the people and not seen to it.
func (m *Multitude) Overlooked(number int) string {
	c, r := &m.Collectives[number], &m.register
	switch {
	case Count(c.Held|c.Settled) > m.Captives(number):
		return "held or settled"
	case Count(c.Vacant()) > Lanes-int(r.taken[number]):
		return "vacant"
	case (c.Dissent|c.Named)&r.unsuspected[number] != 0, Count(c.Named) > Lanes-int(r.nameless[number]):
		return "dissenters or named"
	case c.File&r.unfiled[number] != 0:
		return "on file"
	case (c.Marked|c.National|c.hollow())&r.plain[number] != 0:
		return "marked, of a nationality or hollow"
	}
	return ""
}

// Take arrests one person at liberty: see Collective.Take.
func (m *Multitude) Take(id ID) {
	m.admit(id.Collective(), 1)
	m.Collectives[id.Collective()].Take(id.Lane())
}

// Release sets a held person free, on file from now on: see Collective.Release.
func (m *Multitude) Release(id ID) {
	m.Collectives[id.Collective()].Release(id.Lane())
	m.Note(id.Collective())
}

// Settle sends lanes of a collective, held or at liberty, into settlement: see
// Collective.Settle.
func (m *Multitude) Settle(number int, lanes uint64) {
	c := &m.Collectives[number]
	m.admit(number, Count(lanes&c.Free()))
	c.Settle(lanes)
}

// admit notes that so many come into custody or settlement. There is no other way.
func (m *Multitude) admit(number, persons int) {
	clear := &m.register.clear[number]
	*clear -= uint8(min(persons, int(*clear)))
}

// Captive calls each for the collectives of a span in which one of the drawings
// may mark somebody among those held or settled, in order. All others are not
// even read: one word for each drawing tells that it marks none of so many.
func (m *Multitude) Captive(span Span, each func(number int, c *Collective), drawings ...*chance.Drawing) {
	m.walk(span, func(first, collectives int) (some uint64) {
		if !vectors || collectives < 32 { // one after the other costs less, of few or without vectors: mostly there are no captives
			for i := collectives - 1; i >= 0; i-- {
				some <<= 1
				if captives := m.Captives(first + i); captives != 0 && !spared(uint64(first+i), captives, drawings) {
					some |= 1
				}
			}
			return some
		}
		var captives [64]uint8
		none := true
		for i, clear := range m.register.clear[first : first+collectives] {
			captives[i] = Lanes - clear
			none = none && clear == Lanes
		}
		if none {
			return 0
		}
		for _, d := range drawings {
			some |= d.Some(uint64(first), collectives, &captives)
		}
		return some
	}, func(n int) {
		c := &m.Collectives[n]
		each(n, c)
		m.register.clear[n] = uint8(Lanes - Count(c.Held|c.Settled))
	})
}

// spared tells for certain that the drawings mark none of so many lanes of a unit.
func spared(unit uint64, lanes int, drawings []*chance.Drawing) bool {
	for _, d := range drawings {
		if !d.Spares(unit, lanes) {
			return false
		}
	}
	return true
}

// Lapse calls each for the collectives of a span in which files may mark somebody
// among those on file, or names among those named, in order. All others are not even
// read.
func (m *Multitude) Lapse(span Span, files, names *chance.Drawing, each func(number int, c *Collective)) {
	m.walk(span, func(first, collectives int) (some uint64) {
		var filed, named [64]uint8
		most := uint8(0)
		nameless := m.register.nameless[first : first+collectives]
		for i, unfiled := range m.register.unfiled[first : first+collectives] {
			filed[i], named[i] = uint8(Count(^unfiled)), Lanes-nameless[i]
			most |= named[i]
		}
		some = files.Some(uint64(first), collectives, &filed)
		if most != 0 {
			some |= names.Some(uint64(first), collectives, &named)
		}
		return some
	}, func(n int) {
		each(n, &m.Collectives[n])
		m.Note(n)
	})
}

// sieve tells by how many zeros the numbers of those begin who may be picked within a
// bound: of who dissents or is named, of who is on file, of who bears another sign.
// A number is the more the rarer, and about one in two of those who pass is too high.
type sieve struct{ suspected, filed, signed int }

func (w *Weights) sieve(bound float64) sieve {
	other := w.Marked + w.National + w.Insincere
	weak := w.File + other
	zeros := func(weight float64) int { return (chance.OddsOf(bound*weight) + 2).Zeros() }
	return sieve{zeros(w.Dissent + w.Named + weak), zeros(weak), zeros(other)}
}

// suspects tells in which of so many collectives, up to 64, from first on, somebody
// passes the sieve, and who.
func (r *register) suspects(first, collectives int, dice chance.Dice, s *sieve, able *[64]uint64) (some uint64) {
	done := 0
	if vectors {
		done = collectives &^ 7
		some = r.sieve8(first, done, dice, s, able)
	}
	for i := done; i < collectives; i++ {
		n := first + i
		if able[i] = r.passed(n, dice.Of(uint64(n)), s); able[i] != 0 {
			some |= 1 << i
		}
	}
	return some
}

// passed are those of a collective who pass the sieve. Mostly nobody is left before all
// digits are asked.
func (r *register) passed(n int, unit chance.Unit, s *sieve) (passed uint64) {
	suspected, filed, signed := ^r.unsuspected[n], ^r.unfiled[n], ^r.plain[n]
	low := ^unit.Ones(0, s.suspected)
	passed = suspected & low
	if (filed|signed)&low == 0 {
		return passed
	}
	low &^= unit.Ones(s.suspected, s.filed)
	passed |= filed & low
	if signed&low == 0 {
		return passed
	}
	return passed | signed&low&^unit.Ones(s.filed, s.signed)
}
