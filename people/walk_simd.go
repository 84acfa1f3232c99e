//go:build goexperiment.simd && amd64

package people

import (
	"simd/archsimd"

	"github.com/fromabove/fromabove/chance"
)

// ahead has the processor fetch the eight collectives to which a walk will come:
// with vectors the walks are faster than it foresees them.
func (m *Multitude) ahead(n int) {
	const far = 16
	if n+far+8 <= len(m.Collectives) {
		fetch(&m.Collectives[n+far], (8*Size+63)/64)
	}
}

// near has the processor fetch a collective.
func (m *Multitude) near(n int) { fetch(&m.Collectives[n], (Size+63)/64) }

// fetch brings so many times 64 bytes near, at least one, from a collective on. It
// reads and changes nothing.
//
//go:noescape
func fetch(c *Collective, lines int)

// suspects calls each for the collectives in which somebody passes the sieves of
// candidates, as far as vectors of eight go. It returns the first that is left.
func (m *Multitude) suspects(span Span, dice chance.Dice, odds [2]chance.Odds, each func(int, *Collective, uint64)) int {
	n := span.First
	if !vectors || odds[0] >= chance.Sure {
		return n
	}
	var strong, weak, able [8]uint64
	for ; n+8 <= span.End; n += 8 {
		cs := (*[8]Collective)(m.Collectives[n : n+8])
		m.ahead(n)
		for i := range cs {
			strong[i], weak[i] = cs[i].signs()
		}
		unit := dice.Eight(uint64(n))
		p, q := archsimd.BroadcastUint64x8(uint64(odds[0])), archsimd.BroadcastUint64x8(uint64(odds[1]))
		unit.Mask(p, archsimd.LoadUint64x8(&strong)).Or(unit.Mask(q, archsimd.LoadUint64x8(&weak))).Store(&able)
		archsimd.ClearAVXUpperBits()
		for i := range cs {
			if able[i] != 0 {
				each(n+i, &cs[i], able[i])
			}
		}
	}
	return n
}
