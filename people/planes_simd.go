//go:build goexperiment.simd && amd64

package people

import (
	"math/bits"
	"simd/archsimd"

	"github.com/fromabove/fromabove/chance"
)

// word8 is one word of eight collectives.
type word8 = archsimd.Uint64x8

// mask8 is Mask of eight units at odds that may be certain.
func mask8(dice chance.Eight, odds *[8]uint64, among word8) word8 {
	p := archsimd.LoadUint64x8(odds)
	sure := digit8(p, 32)
	return among.And(sure).Or(dice.Mask(p, among.AndNot(sure)))
}

// digit8 is all ones in each element that has digit k, else nothing.
func digit8(x word8, k uint64) word8 {
	return x.ShiftAllLeft(63 - k).AsInt64x8().ShiftAllRight(63).AsUint64x8()
}

// add8, sub8 and lend8 are add, sub and lend.
func add8(a, b, carry word8) (sum, out word8) {
	x := a.Xor(b)
	return x.Xor(carry), a.Xor(x.And(a.Xor(carry)))
}

func sub8(a, b, borrow word8) (difference, out word8) {
	x := a.Xor(b)
	return x.Xor(borrow), borrow.Xor(x.And(b.Xor(borrow)))
}

func lend8(a, b, borrow word8) word8 { return borrow.Xor(a.Xor(b).And(b.Xor(borrow))) }

// bitsOf is how many ones a number of four digits has.
var bitsOf = func() (list [64]uint8) {
	for i := range list {
		list[i] = uint8(bits.OnesCount(uint(i % 16)))
	}
	return list
}()

// countsOnes tells whether the processor counts the ones of a vector by itself.
var countsOnes = archsimd.X86.AVX512VPOPCNTDQ()

// ones8 is the number of ones of each element: by half bytes from a table, where
// the processor does not count them by itself.
func ones8(x word8) word8 {
	if countsOnes {
		return x.OnesCount()
	}
	return onesByTable8(x)
}

// onesByTable8 is ones8 on every processor that has the vectors.
func onesByTable8(x word8) word8 {
	table, four := archsimd.LoadUint8x64(&bitsOf), archsimd.BroadcastUint64x8(4)
	half := archsimd.BroadcastUint64x8(0x0F0F0F0F0F0F0F0F)
	low, high := x.And(half).AsUint8x64(), x.ShiftRight(four).And(half).AsUint8x64()
	sum := table.PermuteOrZeroGrouped(low.AsInt8x64()).Add(table.PermuteOrZeroGrouped(high.AsInt8x64()))
	return sum.SumAbsDiff(archsimd.BroadcastUint8x64(0)).AsUint64x8()
}

// heavy8 is heavy of each element.
func heavy8(x archsimd.Float64x8) word8 {
	x = x.Mul(archsimd.BroadcastFloat64x8(supportLevels / 2 * parts))
	n := x.Add(archsimd.BroadcastFloat64x8(0.5)).ConvertToInt64().Masked(x.GreaterEqual(archsimd.BroadcastFloat64x8(0)))
	return n.Min(archsimd.BroadcastInt64x8(maxBurden)).AsUint64x8()
}

// supportLevel8 is supportLevel of each element: as many levels as lie below x,
// which are those whose odd number of 64ths is less than x's, rounded up.
func supportLevel8(x archsimd.Float64x8) word8 {
	levels := archsimd.BroadcastFloat64x8(supportLevels)
	n := x.Mul(levels).Max(archsimd.BroadcastFloat64x8(-supportLevels)).Min(levels).CeilScaled(0).ConvertToInt64()
	return n.AsUint64x8().Add(archsimd.BroadcastUint64x8(supportLevels)).ShiftRight(archsimd.BroadcastUint64x8(1))
}
