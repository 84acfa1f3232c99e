//go:build goexperiment.simd && amd64

package chance

import (
	"encoding/binary"
	"math/bits"
	"simd/archsimd"
)

// vectors tells whether the processor has the vectors.
var vectors = archsimd.X86.AVX512()

// Eight holds the dice of eight units in a row, one to each element of a vector.
// It gives what the eight Units give.
type Eight struct{ key archsimd.Uint64x8 }

// unitSteps are the steps from the first of eight units to each.
var unitSteps = func() (steps [8]uint64) {
	for i := range steps {
		steps[i] = uint64(i) * (unitStep % (1 << 64))
	}
	return steps
}()

// Eight narrows the dice to eight units, from first on.
func (d Dice) Eight(first uint64) Eight {
	return Eight{newMixer().mix(d.keys(first))}
}

// Own is the word from which all others of each unit are made: see Unit.
func (e Eight) Own() archsimd.Uint64x8 { return e.key }

// Some tells in which of the units a Sparse mask at these odds, one for each, may
// mark a lane: bit i is of element i. In all others it marks none.
func (e Eight) Some(odds *[8]uint64) uint8 {
	p := archsimd.LoadUint64x8(odds)
	first := p.Mul(archsimd.BroadcastUint64x8(oneLow)).Add(archsimd.BroadcastUint64x8(twoLow))
	return e.key.Less(first).Or(p.Greater(archsimd.BroadcastUint64x8(uint64(low)))).ToBits()
}

// below tells whose word is less than a number, for so many units from first on.
func (d Dice) below(first uint64, units int, number uint64) (some uint64) {
	m, line := newMixer(), archsimd.BroadcastUint64x8(number)
	for k := uint64(0); k < uint64(units); k += 8 {
		some |= uint64(m.mix(d.keys(first+k)).Less(line).ToBits()) << k
	}
	archsimd.ClearAVXUpperBits()
	return some & allOf(units)
}

// bytes are the places of eight bytes in a word.
var bytes = [8]uint64{0, 8, 16, 24, 32, 40, 48, 56}

// sift is Some of a drawing: first by as many times the odds as there are lanes, which
// is at least the probability that somebody is marked, and little more where that is
// rare; then those who are left by their own.
func (g *Drawing) sift(first uint64, units int, lanes *[64]uint8) (some uint64) {
	m, places, byte8 := newMixer(), archsimd.LoadUint64x8(&bytes), archsimd.BroadcastUint64x8(255)
	odds, by32 := archsimd.BroadcastUint64x8(uint64(g.p)+2), archsimd.BroadcastUint64x8(32)
	may := uint64(0)
	for k := 0; k < units; k += 8 {
		each := archsimd.BroadcastUint64x8(binary.LittleEndian.Uint64(lanes[k : k+8])).ShiftRight(places).And(byte8)
		left := m.mix(g.dice.keys(first + uint64(k))).Not().ShiftRight(by32)
		may |= uint64(left.Less(each.Mul(odds)).ToBits()) << k
	}
	archsimd.ClearAVXUpperBits()
	for rest := may & allOf(units); rest != 0; rest &= rest - 1 {
		i := bits.TrailingZeros64(rest)
		if g.marks(g.dice.Of(first+uint64(i)).key, int(lanes[i])) {
			some |= 1 << i
		}
	}
	return some
}

// keys are what the words of eight units are mixed from.
func (d Dice) keys(first uint64) archsimd.Uint64x8 {
	return archsimd.BroadcastUint64x8(d.key + first*unitStep).Add(archsimd.LoadUint64x8(&unitSteps))
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

// Ones is Ones of each unit.
func (e Eight) Ones(from, to int) archsimd.Uint64x8 {
	m, lanes := newMixer(), archsimd.BroadcastUint64x8(0)
	step := archsimd.BroadcastUint64x8(wordStep)
	key := e.key.Add(archsimd.BroadcastUint64x8(uint64(from) * wordStep))
	for range to - from {
		lanes = lanes.Or(m.mix(key))
		key = key.Add(step)
	}
	return lanes
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

// deposit spreads the lowest digits of a number over the ones of a mask. Whoever has
// the vectors has an instruction for it (PDEP).
//
//go:noescape
func deposit(digits, mask uint64) uint64
