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

// Near has the processor fetch the collective of somebody who will soon be looked
// at, where it has instructions for that.
func (m *Multitude) Near(id ID) { m.near(id.Collective()) }

// Soon is how many persons ahead of the one at hand it serves to call Near.
const Soon = 8
