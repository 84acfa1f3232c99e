//go:build goexperiment.simd && amd64

package chance

import "simd/archsimd"

// Eight holds the dice of eight units, one to each element of a vector. It gives
// what the eight Units give.
type Eight struct{ key archsimd.Uint64x8 }

// Eight narrows the dice to eight units.
func (d Dice) Eight(units *[8]uint64) Eight {
	steps := archsimd.LoadUint64x8(units).Mul(archsimd.BroadcastUint64x8(unitStep))
	return Eight{newMixer().mix(steps.Add(archsimd.BroadcastUint64x8(d.key)))}
}

// Own is the word from which all others of each unit are made: see Unit.
func (e Eight) Own() archsimd.Uint64x8 { return e.key }

// Some tells in which of eight units a Sparse mask at these odds may mark a lane:
// bit i is of unit i. In all others it marks none.
func (d Dice) Some(units, odds *[8]uint64) uint8 {
	p := archsimd.LoadUint64x8(odds)
	first := p.Mul(archsimd.BroadcastUint64x8(oneLow)).Add(archsimd.BroadcastUint64x8(twoLow))
	return d.Eight(units).key.Less(first).Or(p.Greater(archsimd.BroadcastUint64x8(uint64(low)))).ToBits()
}

// mixer has the numbers of mix in all elements; made once for many words, they
// stay in registers. The shifts are by vectors of counts: as of Go 1.26
// ShiftAllRight moves its count by an instruction of the old kind, which costs
// hundreds of nanoseconds among vectors of 512 bits.
type mixer struct{ by27, by33, first, second archsimd.Uint64x8 }

func newMixer() mixer {
	return mixer{archsimd.BroadcastUint64x8(27), archsimd.BroadcastUint64x8(33),
		archsimd.BroadcastUint64x8(0x3C79AC492BA7B653), archsimd.BroadcastUint64x8(0x1C69B3F74AC4AE35)}
}

// mix is mix of each element.
func (m mixer) mix(x archsimd.Uint64x8) archsimd.Uint64x8 {
	x = x.Xor(x.ShiftRight(m.by27)).Mul(m.first)
	x = x.Xor(x.ShiftRight(m.by33)).Mul(m.second)
	return x.Xor(x.ShiftRight(m.by27))
}

// Word is the k-th word of each unit.
func (e Eight) Word(k int) archsimd.Uint64x8 {
	return newMixer().mix(e.key.Add(archsimd.BroadcastUint64x8(uint64(k) * wordStep)))
}

// Mask marks each lane of among with the probability of its unit; an element of
// p is Odds below Sure.
func (e Eight) Mask(p, among archsimd.Uint64x8) archsimd.Uint64x8 {
	m, none := newMixer(), archsimd.BroadcastUint64x8(0)
	below, key, step := none, e.key, archsimd.BroadcastUint64x8(wordStep)
	rest := p.ShiftAllLeft(32)
	for {
		for range 4 {
			w := m.mix(key)
			one := rest.AsInt64x8().ShiftAllRight(63).AsUint64x8()
			below = below.Or(among.AndNot(w).And(one))
			among = among.AndNot(w.Xor(one))
			rest = rest.ShiftAllLeft(1)
			key = key.Add(step)
		}
		open := rest.Or(none.Sub(rest)).AsInt64x8().ShiftAllRight(63).AsUint64x8() // all ones where digits are left
		if among.And(open).Equal(none).ToBits() == 0xFF {
			return below
		}
	}
}
