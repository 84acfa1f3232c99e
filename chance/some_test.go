package chance

import (
	"math/rand/v2"
	"testing"
)

// Of units in a row, a sparse mask marks somebody only in those that Some names;
// where marks are rare few others are named.
func TestSomeNamesTheUnitsWithAMark(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	marked, named, rare := 0, 0, 0
	for range 2000 {
		dice, first := Seed(r.Uint64()).Dice(aDice, aMonth), r.Uint64()>>r.IntN(64)
		p := []Odds{0, low / 16, low - 1, low, low + 1, Sure, Odds(r.Uint32())}[r.IntN(7)]
		units := 1 + r.IntN(64)
		some := dice.Some(first, units, p)
		if extra := some >> units; units < 64 && extra != 0 {
			t.Fatalf("%d units, and others are named: %#x", units, extra)
		}
		for i := range uint64(units) {
			mask := dice.Sparse(first+i).Mask(p, ^uint64(0))
			if mask != 0 && some>>i&1 == 0 {
				t.Fatalf("unit %d from %d on, odds %#x: %#x are marked, and Some does not name it", i, first, p, mask)
			}
			if p == low/16 {
				rare++
				named += int(some >> i & 1)
				if mask != 0 {
					marked++
				}
			}
		}
	}
	if marked < 50 || named < marked || named > rare/16 {
		t.Errorf("of %d units Some names %d; in %d somebody is marked", rare, named, marked)
	}
}

// Of units in a row a drawing names exactly those in which it marks somebody,
// each among its own lanes; at every odds, with units that
// have no lanes and with all.
func TestDrawingNamesTheUnitsWithAMark(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	seen := 0
	for range 600 {
		dice, first := Seed(r.Uint64()).Dice(aDice, aMonth), r.Uint64()>>r.IntN(64)
		g := dice.Drawing([]Odds{0, 1, Sure / 4096, Sure / 300, Sure / 7, Sure - 1, Sure}[r.IntN(7)])
		var lanes [64]uint8
		most := []int{0, 1, 5, 64}[r.IntN(4)]
		for i := range lanes {
			lanes[i] = uint8(r.IntN(most + 1))
		}
		units := 1 + r.IntN(64)
		some := g.Some(first, units, &lanes)
		if extra := some >> units; units < 64 && extra != 0 {
			t.Fatalf("%d units, and others are named: %#x", units, extra)
		}
		for i := range uint64(units) {
			among := uint64(1)<<lanes[i] - 1 // 64: all
			want := g.Of(first+i, among) != 0
			if want {
				seen++
			}
			if got := some>>i&1 != 0; got != want {
				t.Fatalf("unit %d from %d on, odds %d among %d lanes: named %t, want %t", i, first, g.p, lanes[i], got, want)
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d units had a mark", seen)
	}
}
