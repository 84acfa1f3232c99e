package chance

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"github.com/fromabove/fromabove/calendar"
)

// All keys below are fixed, so every test gives the same answer every time. A
// bound is set where fair dice would cross it once in a million suites; a
// failure after a change of the mixer therefore means the mixer.
const risk = 1e-6

// zBound is the deviation, in standard deviations, that the largest of n
// independent normal numbers exceeds with probability risk (Bonferroni).
func zBound(n int) float64 { return math.Sqrt2 * math.Erfcinv(risk/float64(n)) }

// chiBound is the upper risk/n quantile of chi-square with df degrees of
// freedom (Wilson and Hilferty 1931).
func chiBound(df, n int) float64 {
	if df == 2 {
		return -2 * math.Log(risk/float64(n))
	}
	z := math.Sqrt2 * math.Erfcinv(2*risk/float64(n))
	a := 2 / (9 * float64(df))
	return float64(df) * math.Pow(1-a+z*math.Sqrt(a), 3)
}

// chiSquare compares counts with their expectations.
func chiSquare(counts []int, expected func(cell int) float64) float64 {
	sum := 0.0
	for i, n := range counts {
		d := float64(n) - expected(i)
		sum += d * d / expected(i)
	}
	return sum
}

// binomialZ is the deviation of k heads in n fair throws.
func binomialZ(k, n int) float64 {
	return (float64(k) - float64(n)/2) / math.Sqrt(float64(n)/4)
}

// transpose turns 64 words of 64 bits into 64 columns: bit i of column b is
// bit b of word i.
func transpose(w *[64]uint64) (columns [64]uint64) {
	for i, x := range w {
		for ; x != 0; x &= x - 1 {
			columns[bits.TrailingZeros64(x)] |= 1 << i
		}
	}
	return columns
}

const (
	aSeed  = Seed(1934)
	aDice  = Decision("chance.test")
	aMonth = calendar.Month(1937*12 + 6)
)

// streams are the ways in which a history walks through its keys: everything
// fixed but one part, which counts.
var streams = []struct {
	name string
	word func(i uint64) uint64
}{
	{"words of one unit", func(i uint64) uint64 { return aSeed.Dice(aDice, aMonth).Of(17).Word(int(i)) }},
	{"units, first word", func(i uint64) uint64 { return aSeed.Dice(aDice, aMonth).Of(i).Word(0) }},
	{"units, last plane", func(i uint64) uint64 { return aSeed.Dice(aDice, aMonth).Of(i).Word(31) }},
	{"planes of units", func(i uint64) uint64 { return aSeed.Dice(aDice, aMonth).Of(i / 32).Word(int(i % 32)) }},
	{"units in the high half", func(i uint64) uint64 { return aSeed.Dice(aDice, aMonth).Of(i << 32).Word(3) }},
	{"units bit-reversed", func(i uint64) uint64 { return aSeed.Dice(aDice, aMonth).Of(bits.Reverse64(i)).Word(0) }},
	{"units in Gray code", func(i uint64) uint64 { return aSeed.Dice(aDice, aMonth).Of(i ^ i>>1).Word(0) }},
	{"months", func(i uint64) uint64 { return aSeed.Dice(aDice, calendar.Month(i)).Of(5).Word(0) }},
	{"seeds", func(i uint64) uint64 { return Seed(i).Dice(aDice, aMonth).Of(5).Word(0) }},
	{"decisions", func(i uint64) uint64 {
		return aSeed.Dice(Decision(fmt.Sprintf("test.%d", i)), aMonth).Of(5).Word(0)
	}},
}

func eachStream(t *testing.T, test func(t *testing.T, word func(i uint64) uint64)) {
	for _, s := range streams {
		t.Run(s.name, func(t *testing.T) { test(t, s.word) })
	}
}
