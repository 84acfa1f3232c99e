package people

import (
	"math"

	"github.com/fromabove/fromabove/stat"
)

// rank gives every collective a number of its own out of 2^32: it is of the town, or
// under arms, where a share of the people reaches it. The multiples of the root of
// two and of the golden ratio, modulo one, lie evenly in the square, so that
// garrisons come from town and village alike.
type rank uint64

const (
	ofTown rank = 0x9E3779B97F4A7C15
	ofArms rank = 0x6A09E667F3BCC909
)

// ranks are so many that there are.
const ranks = 1 << 32

func (r rank) of(number int) uint64 { return uint64(number+1) * uint64(r) >> 32 }

// rankOf is the rank, out of 2^32, that is the first not to be reached by a share.
func rankOf(share float64) uint64 { return uint64(math.Ceil(stat.Clamp(share, 0, 1) * ranks)) }

// between are ranks from one to before another.
type between struct{ from, to uint64 }

// apart are the ranks of those whom a change from one share to another concerns.
func apart(before, now uint64) between { return between{min(before, now), max(before, now)} }

// everyone are all ranks.
var everyone = between{0, ranks}

// ranked calls each for the collectives of a span whose rank is between others.
func (m *Multitude) ranked(span Span, r rank, b between, each func(number int)) {
	if b.from == b.to {
		return
	}
	m.walk(span, func(first, collectives int) uint64 { return r.some(first, collectives, b) }, each)
}

// some tells which of so many collectives, up to 64, from first on, have a rank
// between others.
func (r rank) some(first, collectives int, b between) (some uint64) {
	if vectors {
		return r.some8(first, collectives, b)
	}
	for i := collectives - 1; i >= 0; i-- {
		some <<= 1
		if r.of(first+i)-b.from < b.to-b.from {
			some |= 1
		}
	}
	return some
}

// reached are the ranks that the last shares have reached, and the ones before.
// At first nothing is known of the ones before, and everyone may be concerned.
type reached struct {
	known  bool
	now    uint64
	change between
}

// move takes a new share.
func (r *reached) move(share float64) {
	to := rankOf(share)
	r.change = everyone
	if r.known {
		r.change = apart(r.now, to)
	}
	r.known, r.now = true, to
}

// Classify lets the collectives take their class by new shares of the people, in town
// and on wages, when they live the next month: see Class.
func (m *Multitude) Classify(urban, wage float64) {
	m.urban.move(urban)
	m.wage.move(wage)
}

// classify is Class of those collectives of a span whom the new shares concern.
func (m *Multitude) classify(span Span) {
	for _, share := range [...]*reached{&m.urban, &m.wage} {
		m.ranked(span, ofTown, share.change, func(n int) { m.Collectives[n].class(n, m.urban.now, m.wage.now) })
	}
}
