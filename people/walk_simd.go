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

// suspects tells in which of so many collectives, up to 64, from first on, somebody
// passes the sieve of candidates, and who.
func (r *register) suspects(first, collectives int, dice chance.Dice, s *sieve, able *[64]uint64) (some uint64) {
	k := 0
	if vectors {
		none := archsimd.BroadcastUint64x8(0)
		at := func(list []uint64, n int) word8 { return archsimd.LoadUint64x8((*[8]uint64)(list[n : n+8])) }
		for ; k+8 <= collectives; k += 8 {
			n := first + k
			unit := dice.Eight(uint64(n))
			high := unit.Ones(0, s.suspected)
			spared := high.Or(at(r.unsuspected, n))
			high = high.Or(unit.Ones(s.suspected, s.filed))
			spared = spared.And(high.Or(at(r.unfiled, n)))
			high = high.Or(unit.Ones(s.filed, s.signed))
			passed := spared.And(high.Or(at(r.plain, n))).Not()
			passed.Store((*[8]uint64)(able[k : k+8]))
			some |= uint64(passed.NotEqual(none).ToBits()) << k
		}
		archsimd.ClearAVXUpperBits()
	}
	for ; k < collectives; k++ {
		if able[k] = r.sift(first+k, dice, s); able[k] != 0 {
			some |= 1 << k
		}
	}
	return some
}
