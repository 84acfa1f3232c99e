package chance

import (
	"fmt"
	"testing"
)

var sink uint64

func BenchmarkWord(b *testing.B) {
	u := aSeed.Dice(aDice, aMonth).Of(1)
	for i := 0; b.Loop(); i++ {
		sink ^= u.Word(i)
	}
}

func BenchmarkUnit(b *testing.B) {
	dice := aSeed.Dice(aDice, aMonth)
	for i := uint64(0); b.Loop(); i++ {
		sink ^= dice.Of(i).Word(0)
	}
}

func BenchmarkMask(b *testing.B) {
	for _, p := range []float64{1e-4, 0.002, 0.02, 0.1, 0.5} {
		b.Run(fmt.Sprintf("p=%g", p), func(b *testing.B) {
			dice, odds := aSeed.Dice(aDice, aMonth), OddsOf(p)
			for i := uint64(0); b.Loop(); i++ {
				sink ^= dice.Of(i).Mask(odds, ^uint64(0))
			}
		})
	}
}

func BenchmarkPoisson(b *testing.B) {
	u := aSeed.Dice(aDice, aMonth).Of(1)
	for i := 0; b.Loop(); i++ {
		sink += uint64(u.Poisson(i, 1.26))
	}
}
