// Package chance throws keyed dice. A draw is a pure function of what it is
// for: the seed, the decision, the month, and the unit (a person, a collective,
// a region) it is about. There is no generator with a state, so
//
//   - any number of workers draw the same numbers in any order;
//   - a history resumed from a snapshot goes on with the dice it would have had;
//   - two histories with one seed share every die that both still throw, which
//     is what makes a counterfactual a comparison (common random numbers).
//
// The unit of work is the word: 64 fair bits, one for each person of a
// collective. Word k of a unit holds bit k (from the top) of a 32-bit uniform
// number for each of the 64 lanes, so that a person's number is a column
// through 32 words:
//
//	            lane 63 ... 2 1 0
//	word  0        1  ... 0 1 1     most significant bit of each number
//	word  1        0  ... 1 1 0
//	  ...
//	word 31        1  ... 0 0 1     least significant bit
//
// Mask compares all 64 columns with a probability at once and stops at the
// word where the last one is decided; Lane reads one column. They agree. Where
// marks are rare, Sparse and Drawing find in one word that there is none.
package chance

import (
	"math/bits"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/stat"
)

// Seed names one set of dice for a whole history.
type Seed uint64

// Decision names what a draw decides, as "institution.what". Two decisions
// never share a die.
type Decision string

// Dice are the dice of one decision in one month.
type Dice struct{ key uint64 }

// Odds is a probability as a number out of 2^32; 1<<32 is certainty.
type Odds uint64

// Sure is the probability one.
const Sure Odds = 1 << 32

const (
	unitStep = 0x9E3779B97F4A7C15 // odd, from the golden ratio
	wordStep = 0xD1B54A32D192ED03 // odd, independent of unitStep

	// Multiples of wordStep, modulo 2^64.
	wordStep2 = 2 * wordStep % (1 << 64)
	wordStep3 = 3 * wordStep % (1 << 64)
	wordStep4 = 4 * wordStep % (1 << 64)
)

// mix is Pelle Evensen's "moremur" finaliser (a stronger splitmix64): every
// input bit moves every output bit with a probability near one half, which the
// tests of this package measure.
func mix(x uint64) uint64 {
	x ^= x >> 27
	x *= 0x3C79AC492BA7B653
	x ^= x >> 33
	x *= 0x1C69B3F74AC4AE35
	return x ^ x>>27
}

// Dice are the dice of decision d in month m.
func (s Seed) Dice(d Decision, m calendar.Month) Dice {
	h := uint64(0xCBF29CE484222325) // FNV-1a over the name
	for i := 0; i < len(d); i++ {
		h = (h ^ uint64(d[i])) * 0x100000001B3
	}
	return Dice{mix(mix(mix(uint64(s)+unitStep)^h) + uint64(m)*wordStep)}
}

// Of narrows the dice to one unit, for many draws about it.
func (d Dice) Of(unit uint64) Unit { return Unit{mix(d.key + unit*unitStep)} }

// Unit holds the dice of one decision, month and unit.
type Unit struct{ key uint64 }

// Own is the word from which all others of the unit are made, fair itself and
// at no further cost.
func (u Unit) Own() uint64 { return u.key }

// Word is the k-th word of 64 fair bits.
func (u Unit) Word(k int) uint64 { return mix(u.key + uint64(k)*wordStep) }

// Mask marks each lane of among with probability p, each by its own die:
// lane i is marked if its 32-bit number, Lane(i), is below p.
func (u Unit) Mask(p Odds, among uint64) uint64 {
	if p >= Sure {
		return among
	}
	key, rest := u.key, uint32(p)
	// As long as the digits of p are zeros, a lane whose number has a one is
	// above it: of rare marks, nearly all lanes are decided here.
	for ; rest < 1<<28; rest <<= 4 {
		among &^= mix(key) | mix(key+wordStep) | mix(key+wordStep2) | mix(key+wordStep3)
		if among == 0 || rest == 0 {
			return 0
		}
		key += wordStep4
	}
	var below uint64
	for among != 0 && rest != 0 { // digits of p still to be compared
		// Four words before asking, as a wrong guess of the branch costs as much.
		w, one := mix(key), ones(rest)
		below |= among &^ w & one
		among &= ^(w ^ one)
		w, one = mix(key+wordStep), ones(rest<<1)
		below |= among &^ w & one
		among &= ^(w ^ one)
		w, one = mix(key+wordStep2), ones(rest<<2)
		below |= among &^ w & one
		among &= ^(w ^ one)
		w, one = mix(key+wordStep3), ones(rest<<3)
		below |= among &^ w & one
		among &= ^(w ^ one)
		rest <<= 4
		key += wordStep4
	}
	return below
}

// Sixteenths marks each lane with probability n/16: it is Mask of all lanes at odds
// of four digits. n is from 0 to 16.
func (u Unit) Sixteenths(n int) uint64 {
	if n >= 16 {
		return ^uint64(0)
	}
	// What the number of four digits less n borrows, from the last digit on.
	p := uint32(n) << 28
	one, w := ones(p<<3), mix(u.key+wordStep3)
	less := one &^ w
	one, w = ones(p<<2), mix(u.key+wordStep2)
	less ^= (w ^ one) & (one ^ less)
	one, w = ones(p<<1), mix(u.key+wordStep)
	less ^= (w ^ one) & (one ^ less)
	one, w = ones(p), mix(u.key)
	return less ^ (w^one)&(one^less)
}

// Ones are the lanes whose number has a one among its digits, counted from the most
// significant, from one up to before another. Of numbers below the odds p none has a
// one among the first p.Zeros() digits.
func (u Unit) Ones(from, to int) (lanes uint64) {
	key := u.key + uint64(from)*wordStep
	for range to - from {
		lanes |= mix(key)
		key += wordStep
	}
	return lanes
}

// Zeros is the number of digits that are zeros in every number below the odds.
func (p Odds) Zeros() int { return max(32-bits.Len64(max(uint64(p), 1)-1), 0) }

// ones is all ones if the first digit is 1, else nothing.
func ones(digits uint32) uint64 { return uint64(int64(int32(digits)) >> 31) }

// Lane is the 32-bit number of one lane: the column through words 0 to 31.
func (u Unit) Lane(lane int) uint32 {
	var v uint32
	for k := range 32 {
		v = v<<1 | uint32(u.Word(k)>>lane&1)
	}
	return v
}

// Uniform is a number in [0,1) with 53 bits, the k-th of the unit.
func (u Unit) Uniform(k int) float64 { return float64(u.Word(k)>>11) / (1 << 53) }

// Below is a number in 0..n-1, the k-th of the unit; n must be positive. The
// bias of the multiply-and-shift is under n/2^64.
func (u Unit) Below(k, n int) int {
	hi, _ := bits.Mul64(u.Word(k), uint64(n))
	return int(hi)
}

// Happens is true with probability p, by the k-th draw of the unit.
func (u Unit) Happens(k int, p float64) bool { return u.Uniform(k) < p }

// Round rounds x to one of its two neighbouring whole numbers so that the
// expectation is x (stochastic rounding), by the k-th draw of the unit.
func (u Unit) Round(k int, x float64) int {
	n := int(x)
	if float64(n) > x { // x below zero: towards minus infinity
		n--
	}
	if u.Uniform(k) < x-float64(n) {
		n++
	}
	return n
}

// Poisson is a Poisson number with the given mean (by inversion of the k-th
// draw; means above 30 are refused, since nothing here needs them, and so is NaN).
func (u Unit) Poisson(k int, mean float64) int {
	if !(mean <= 30) {
		panic("chance: Poisson mean above 30 or not a number")
	}
	p := stat.Exp(-mean)
	v := u.Uniform(k)
	for n := 0; ; n++ {
		if v < p || n == 200 {
			return n
		}
		v -= p
		p = p * mean / float64(n+1)
	}
}

// Normal is a standard normal number, by inversion of the k-th draw: of the
// middle of its 2^52nd part of (0,1), so that neither 0 nor 1 is ever inverted.
func (u Unit) Normal(k int) float64 {
	return stat.NormalQuantile((float64(u.Word(k)>>12) + 0.5) / (1 << 52))
}

// Nth is the one of a mask that has so many ones below it; the mask must have more.
func Nth(mask uint64, below int) uint64 {
	if vectors {
		return deposit(1<<below, mask)
	}
	for ; below > 0; below-- {
		mask &= mask - 1
	}
	return mask & -mask
}

// OddsOf turns a probability into odds; below 0 and above 1 are held there.
func OddsOf(p float64) Odds {
	if !(p > 0) {
		return 0
	}
	if p >= 1 {
		return Sure
	}
	return Odds(p * (1 << 32))
}
