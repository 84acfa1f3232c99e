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

// suspects calls each for the collectives in which somebody passes the sieves of
// candidates, as far as vectors of eight go. It returns the first that is left.
func (m *Multitude) suspects(span Span, _ chance.Dice, _ [2]chance.Odds, _ func(int, *Collective, uint64)) int {
	return span.First
}

// ahead and near do nothing: see the vectors' own.
func (m *Multitude) ahead(int) {}
func (m *Multitude) near(int)  {}
