package people

import (
	"github.com/fromabove/fromabove/chance"
)

// Walks to the few collectives that a word tells of, one word for sixty-four. The
// next are fetched from memory while those at hand are looked at.

// walk calls each for the collectives of a span that some names, in order: some
// tells which of so many, up to sixty-four, from first on, by the digits of a word.
func (m *Multitude) walk(span Span, some func(first, collectives int) uint64, each func(number int)) {
	named := func(first int) uint64 {
		if first >= span.End {
			return 0
		}
		return some(first, min(span.End-first, 64))
	}
	next := named(span.First)
	for n := span.First; n < span.End; n += 64 {
		now := next
		next = named(n + 64)
		coming := next
		for ; now != 0; now &= now - 1 {
			if coming != 0 {
				m.near(n + 64 + First(coming))
				coming &= coming - 1
			}
			each(n + First(now))
		}
		for ; coming != 0; coming &= coming - 1 {
			m.near(n + 64 + First(coming))
		}
	}
}

// Throw throws the dice for every lane of a span, whoever is in it, and calls each
// for the collectives in which it falls with probability p to some, with a mask of
// these. Where that is rare, most collectives need not be read at all.
func (m *Multitude) Throw(span Span, dice chance.Dice, p chance.Odds, each func(number int, lanes uint64)) {
	m.walk(span, func(first, collectives int) uint64 {
		return dice.Some(uint64(first), collectives, p)
	}, func(n int) {
		if lanes := dice.Sparse(uint64(n)).Mask(p, ^uint64(0)); lanes != 0 {
			each(n, lanes)
		}
	})
}

// Captives is the number of persons held or settled in a collective, or more: as
// many as were counted there when Captive last called, and who has come since.
func (m *Multitude) Captives(number int) int { return Lanes - int(m.clear[number]) }

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
		for i, clear := range m.clear[first : first+collectives] {
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
		m.clear[n] = uint8(Lanes - Count(c.Held|c.Settled))
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

// Near has the processor fetch the collective of somebody who will soon be looked
// at, where it has instructions for that.
func (m *Multitude) Near(id ID) { m.near(id.Collective()) }

// Soon is how many persons ahead of the one at hand it serves to call Near.
const Soon = 8
