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

// suspects tells in which of so many collectives, up to 64, from first on, somebody
// passes the sieve of candidates, and who.
func (r *register) suspects(first, collectives int, dice chance.Dice, s *sieve, able *[64]uint64) (some uint64) {
	for i := range collectives {
		if able[i] = r.sift(first+i, dice, s); able[i] != 0 {
			some |= 1 << i
		}
	}
	return some
}

// ahead and near do nothing: see the vectors' own.
func (m *Multitude) ahead(int) {}
func (m *Multitude) near(int)  {}
