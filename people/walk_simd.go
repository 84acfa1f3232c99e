//go:build goexperiment.simd && amd64

package people

import (
	"simd/archsimd"

	"github.com/fromabove/fromabove/chance"
)

// ahead has the processor fetch two of the eight collectives to which a walk will come:
// with vectors the walks are faster than it foresees them.
func (m *Multitude) ahead(n int) {
	const far = 512
	if n+far+2 <= len(m.Collectives) {
		fetch(&m.Collectives[n+far], (2*Size+63)/64)
	}
}

// near has the processor fetch a collective.
func (m *Multitude) near(n int) { fetch(&m.Collectives[n], (Size+63)/64) }

// fetch brings so many times 64 bytes near, at least one, from a collective on. It
// reads and changes nothing.
//
//go:noescape
func fetch(c *Collective, lines int)

// upwards are the numbers from 0 on.
var upwards = [8]uint64{0, 1, 2, 3, 4, 5, 6, 7}

// some8 is some, by vectors.
func (r rank) some8(first, collectives int, b between) (some uint64) {
	up, by32 := archsimd.LoadUint64x8(&upwards), archsimd.BroadcastUint64x8(32)
	factor, from, width := archsimd.BroadcastUint64x8(uint64(r)), archsimd.BroadcastUint64x8(b.from), archsimd.BroadcastUint64x8(b.to-b.from)
	for k := 0; k < collectives; k += 8 {
		ranks := archsimd.BroadcastUint64x8(uint64(first + k + 1)).Add(up).Mul(factor).ShiftRight(by32)
		some |= uint64(ranks.Sub(from).Less(width).ToBits()) << k
	}
	archsimd.ClearAVXUpperBits()
	return some & (^uint64(0) >> (64 - collectives))
}

// sieve8 is suspects for so many collectives, a multiple of eight.
func (r *register) sieve8(first, collectives int, dice chance.Dice, s *sieve, able *[64]uint64) (some uint64) {
	none := archsimd.BroadcastUint64x8(0)
	at := func(list []uint64, n int) word8 { return archsimd.LoadUint64x8((*[8]uint64)(list[n : n+8])) }
	for k := 0; k < collectives; k += 8 {
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
	return some
}
