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
		first := r.Uint64() >> r.IntN(64)
		var odds, among, words, masks [8]uint64
		for i := range 8 {
			odds[i] = []uint64{0, 1, 1<<32 - 1, uint64(r.Uint32()), uint64(r.Uint32()) >> r.IntN(32)}[r.IntN(5)]
			among[i] = []uint64{0, ^uint64(0), r.Uint64(), r.Uint64() & r.Uint64() & r.Uint64() & r.Uint64()}[r.IntN(4)]
		}
		k := r.IntN(40)
		eight := dice.Eight(first)
		eight.Word(k).Store(&words)
		eight.Mask(archsimd.LoadUint64x8(&odds), archsimd.LoadUint64x8(&among)).Store(&masks)
		for i := range 8 {
			unit := dice.Of(first + uint64(i))
			if want := unit.Word(k); words[i] != want {
				t.Fatalf("word %d of unit %d from %d on is %#x, want %#x", k, i, first, words[i], want)
			}
			if want := unit.Mask(Odds(odds[i]), among[i]); masks[i] != want {
				t.Fatalf("unit %d from %d on, odds %#x among %#x: %#x, want %#x", i, first, odds[i], among[i], masks[i], want)
			}
		}
	}
}

// Some leaves out no element in which Sparse marks somebody, each at its own odds,
// and where marks are rare it names few others.
func TestSomeOfEightNamesThoseWithAMark(t *testing.T) {
	if !archsimd.X86.AVX512() {
		t.Skip("this processor has no AVX-512: nothing here uses Eight")
	}
	r := rand.New(rand.NewPCG(3, 4))
	marked, named, rare := 0, 0, 0
	for range 5000 {
		dice, first := Seed(r.Uint64()).Dice(aDice, aMonth), r.Uint64()>>r.IntN(64)
		var odds [8]uint64
		for i := range 8 {
			odds[i] = []uint64{0, uint64(low) / 16, uint64(low) - 1, uint64(low), uint64(low) + 1, uint64(Sure), uint64(r.Uint32())}[r.IntN(7)]
		}
		for i, some := 0, dice.Eight(first).Some(&odds); i < 8; i++ {
			mask := dice.Sparse(first+uint64(i)).Mask(Odds(odds[i]), ^uint64(0))
			if mask != 0 && some>>i&1 == 0 {
				t.Fatalf("element %d from %d on, odds %#x: %#x are marked, and Some does not name it", i, first, odds[i], mask)
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
	dice := aSeed.Dice(aDice, aMonth)
	for _, first := range []uint64{0, 1, 9, 1 << 20, 1 << 40, 1<<64 - 3} {
		var own [8]uint64
		dice.Eight(first).Own().Store(&own)
		for i := range own {
			if want := dice.Of(first + uint64(i)).Own(); own[i] != want {
				t.Errorf("unit %d from %d on has %#x, want %#x", i, first, own[i], want)
			}
		}
	}
}

// Ones of eight units are those of each.
func TestOnesOfEightAreThoseOfEach(t *testing.T) {
	if !archsimd.X86.AVX512() {
		t.Skip("this processor has no AVX-512: nothing here uses Eight")
	}
	dice := aSeed.Dice(aDice, aMonth)
	for from := range 10 {
		for to := from; to < 14; to++ {
			var ones [8]uint64
			dice.Eight(uint64(8*to)).Ones(from, to).Store(&ones)
			for i := range ones {
				if want := dice.Of(uint64(8*to+i)).Ones(from, to); ones[i] != want {
					t.Fatalf("unit %d, digits %d to %d: %#x, want %#x", i, from, to, ones[i], want)
				}
			}
		}
	}
}

func BenchmarkEightMask(b *testing.B) {
	dice := aSeed.Dice(aDice, aMonth)
	odds, all := archsimd.BroadcastUint64x8(uint64(OddsOf(1e-4))), archsimd.BroadcastUint64x8(^uint64(0))
	var out [8]uint64
	for i := uint64(0); b.Loop(); i++ {
		dice.Eight(i).Mask(odds, all).Store(&out)
		sink ^= out[0]
	}
}
