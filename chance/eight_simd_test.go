//go:build goexperiment.simd && amd64

package chance

import (
	"math/rand/v2"
	"simd/archsimd"
	"testing"
)

// Eight gives what the eight Units give: words, and masks at odds from nothing
// to one short of certainty among no, few and all lanes.
func TestEightIsEightUnits(t *testing.T) {
	if !archsimd.X86.AVX512() {
		t.Skip("this processor has no AVX-512: nothing here uses Eight")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		dice := Seed(r.Uint64()).Dice(aDice, aMonth)
		var units, odds, among, words, masks [8]uint64
		for i := range 8 {
			units[i] = r.Uint64() >> r.IntN(64)
			odds[i] = []uint64{0, 1, 1<<32 - 1, uint64(r.Uint32()), uint64(r.Uint32()) >> r.IntN(32)}[r.IntN(5)]
			among[i] = []uint64{0, ^uint64(0), r.Uint64(), r.Uint64() & r.Uint64() & r.Uint64() & r.Uint64()}[r.IntN(4)]
		}
		k := r.IntN(40)
		eight := dice.Eight(&units)
		eight.Word(k).Store(&words)
		eight.Mask(archsimd.LoadUint64x8(&odds), archsimd.LoadUint64x8(&among)).Store(&masks)
		for i := range 8 {
			unit := dice.Of(units[i])
			if want := unit.Word(k); words[i] != want {
				t.Fatalf("word %d of unit %d is %#x, want %#x", k, units[i], words[i], want)
			}
			if want := unit.Mask(Odds(odds[i]), among[i]); masks[i] != want {
				t.Fatalf("unit %d, odds %#x among %#x: %#x, want %#x", units[i], odds[i], among[i], masks[i], want)
			}
		}
	}
}

// Some leaves out no unit in which Sparse marks somebody, and where marks are rare
// it names few others.
func TestSomeNamesTheUnitsWithAMark(t *testing.T) {
	if !archsimd.X86.AVX512() {
		t.Skip("this processor has no AVX-512: nothing here uses Some")
	}
	r := rand.New(rand.NewPCG(3, 4))
	marked, named, rare := 0, 0, 0
	for range 5000 {
		dice := Seed(r.Uint64()).Dice(aDice, aMonth)
		var units, odds [8]uint64
		for i := range 8 {
			units[i] = r.Uint64() >> r.IntN(64)
			odds[i] = []uint64{0, uint64(low) / 16, uint64(low) - 1, uint64(low), uint64(low) + 1, uint64(Sure), uint64(r.Uint32())}[r.IntN(7)]
		}
		for i, some := 0, dice.Some(&units, &odds); i < 8; i++ {
			mask := dice.Sparse(units[i]).Mask(Odds(odds[i]), ^uint64(0))
			if mask != 0 && some>>i&1 == 0 {
				t.Fatalf("unit %d, odds %#x: %#x are marked in a unit that Some does not name", units[i], odds[i], mask)
			}
			if odds[i] != uint64(low)/16 {
				continue
			}
			rare++
			named += int(some >> i & 1)
			if mask != 0 {
				marked++
			}
		}
	}
	if marked < 50 || named < marked || named > rare/16 {
		t.Errorf("of %d units Some names %d; in %d somebody is marked", rare, named, marked)
	}
}

// Own is the word of each unit from which the others are made.
func TestEightHaveTheirOwn(t *testing.T) {
	if !archsimd.X86.AVX512() {
		t.Skip("this processor has no AVX-512: nothing here uses Eight")
	}
	dice, units := aSeed.Dice(aDice, aMonth), [8]uint64{0, 1, 2, 3, 1 << 20, 1 << 40, 7, 9}
	var own [8]uint64
	dice.Eight(&units).Own().Store(&own)
	for i, unit := range units {
		if want := dice.Of(unit).Own(); own[i] != want {
			t.Errorf("unit %d has %#x, want %#x", unit, own[i], want)
		}
	}
}

func BenchmarkEightMask(b *testing.B) {
	dice := aSeed.Dice(aDice, aMonth)
	odds, all := archsimd.BroadcastUint64x8(uint64(OddsOf(1e-4))), archsimd.BroadcastUint64x8(^uint64(0))
	var out, units [8]uint64
	for i := uint64(0); b.Loop(); i++ {
		units[0] = i
		dice.Eight(&units).Mask(odds, all).Store(&out)
		sink ^= out[0]
	}
}
