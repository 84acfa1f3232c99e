package chance

import (
	"math"
	"math/bits"
)

// Drawing marks each lane of a set with the same probability, independently of
// the others, for many sets: by how many, a binomial number by inversion, and
// then which. One word tells that there is none. It costs less than Mask where
// few are marked among few, but a lane has no number of its own here: which are
// marked depends on which there are.
type Drawing struct {
	dice Dice
	p    Odds
	none [65]float64 // probability that of so many lanes none is marked
	some [65]uint64  // the least 52 bits that stand for more
	odds float64     // p/(1-p)
}

// Drawing prepares to mark lanes with probability p.
func (d Dice) Drawing(p Odds) *Drawing {
	g := &Drawing{}
	g.Set(d, p)
	return g
}

// Set prepares a drawing anew, in its own room: with other dice, or for another
// probability.
func (g *Drawing) Set(d Dice, p Odds) {
	g.dice = d
	if g.p == p && g.some[0] != 0 {
		return
	}
	g.p = p
	q := 1 - float64(p)/(1<<32)
	none := 1.0
	for n := range g.none {
		g.none[n] = none
		g.some[n] = uint64(math.Ceil(float64(none*(1<<52)) - 0.5))
		none = float64(none * q)
	}
	g.odds = (1 - q) / q
}

// Of marks lanes of among. The highest 52 bits of a word say how many.
func (g *Drawing) Of(unit, among uint64) uint64 {
	u := g.dice.Of(unit)
	n := bits.OnesCount64(among)
	if !g.marks(u.key, n) {
		return 0
	}
	return g.marked(u, among, n)
}

// Spares tells that of so many lanes of a unit, or fewer, none is marked.
func (g *Drawing) Spares(unit uint64, lanes int) bool { return !g.marks(g.dice.Of(unit).key, lanes) }

// Some tells in which of so many units, up to 64, from first on, somebody is marked
// among lanes[i] lanes, up to 64: digit i is of unit first+i. Among fewer lanes
// nobody is marked either in any other.
func (g *Drawing) Some(first uint64, units int, lanes *[64]uint8) (some uint64) {
	if vectors {
		return g.sift(first, units, lanes)
	}
	for i := units - 1; i >= 0; i-- {
		some <<= 1
		if g.marks(g.dice.Of(first+uint64(i)).key, int(lanes[i])) {
			some |= 1
		}
	}
	return some
}

// marks tells whether among so many lanes, up to 64, somebody is marked in a unit
// with this word.
func (g *Drawing) marks(word uint64, lanes int) bool { return word>>12 >= g.some[lanes] }

// marked are as many lanes as the word has left above the probabilities of none,
// one, two and so on; each by its rank among those that are left, from a word of its own.
func (g *Drawing) marked(u Unit, among uint64, n int) uint64 {
	if g.p >= Sure {
		return among
	}
	rest := (float64(u.key>>12) + 0.5) / (1 << 52)
	p, left := g.none[n], among
	for k := 0; rest >= p && k < n; k++ {
		rest -= p
		p = float64(p*g.odds) * float64(n-k) / float64(k+1)
		left ^= Nth(left, u.Below(k+1, n-k))
	}
	return among ^ left
}
