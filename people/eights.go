//go:build !(goexperiment.simd && amd64)

package people

import "github.com/fromabove/fromabove/chance"

// vectors: there are none.
const vectors = false

// eights is the month of as many collectives of the block as go into vectors of
// eight: without vectors, none. It returns the first collective that is left.
func (m *Multitude) eights(b Block, _, _ *Climate, _ *Mood, _ *Tally, found []ID) (int, []ID) {
	return b.First, found
}

func (r *register) sieve8(_, _ int, _ chance.Dice, _ *sieve, _ *[64]uint64) uint64 {
	panic("people: no vectors")
}

func (c *Collective) bornByRows(_, _, _, _, _, _, _ int) { panic("people: no vectors") }

func (r rank) some8(_, _ int, _ between) uint64 { panic("people: no vectors") }

// near does nothing: see the vectors' own.
func (m *Multitude) near(int) {}
