package chance

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

func anySparse(t *rapid.T) Sparse { return Sparse(anyUnit(t)) }

// anyRareOdds leans on the seam at 1/256 and on what is rare.
func anyRareOdds(t *rapid.T) Odds {
	seam := rapid.Custom(func(t *rapid.T) Odds {
		return low + Odds(rapid.IntRange(0, 256).Draw(t, "near")) - 128
	})
	rare := rapid.Custom(func(t *rapid.T) Odds {
		return Odds(rapid.Uint64Range(0, uint64(low)).Draw(t, "rare"))
	})
	return rapid.OneOf(seam, rare, rapid.Custom(func(t *rapid.T) Odds { return anyOdds(t, "odds") })).Draw(t, "p")
}

func TestSparseMaskComparesEveryLaneWithItsOwnNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, p, among := anySparse(t), anyRareOdds(t), rapid.Uint64().Draw(t, "among")
		got := s.Mask(p, among)
		var want uint64
		for lane := range 64 {
			if among>>lane&1 == 1 && Odds(s.Lane(lane)) < p {
				want |= 1 << lane
			}
		}
		if got != want {
			t.Fatalf("Mask(%d, %#x) = %#x, lane by lane %#x", p, among, got, want)
		}
	})
}

// The edge itself, for low numbers and high ones: odds equal to a lane's number
// do not mark it, odds one above do.
func TestSparseMaskAtALanesOwnNumber(t *testing.T) {
	met := 0
	for unit := range uint64(1000) {
		s := aSeed.Dice(aDice, aMonth).Sparse(unit)
		lane := int(unit % 64)
		at := Odds(s.Lane(lane))
		if at < low {
			met++
		}
		if s.Mask(at, 1<<lane) != 0 {
			t.Errorf("unit %d: lane %d is marked at odds equal to its number %d", unit, lane, at)
		}
		if s.Mask(at+1, 1<<lane) != 1<<lane {
			t.Errorf("unit %d: lane %d is not marked at odds one above its number %d", unit, lane, at)
		}
	}
	if met == 0 {
		t.Error("no number below 1/256 was met")
	}
}

func TestSparseMaskLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, p, q := anySparse(t), anyRareOdds(t), anyRareOdds(t)
		among := rapid.Uint64().Draw(t, "among")
		if p > q {
			p, q = q, p
		}
		low, high := s.Mask(p, among), s.Mask(q, among)
		switch {
		case low&^among != 0:
			t.Fatalf("marks %#x outside among %#x", low, among)
		case low&^high != 0:
			t.Fatalf("lanes %#x are marked at odds %d but not at the greater %d", low&^high, p, q)
		case low != s.Mask(p, ^uint64(0))&among:
			t.Fatalf("leaving lanes out of among changes the dice of the others")
		case s.Mask(0, among) != 0:
			t.Fatal("odds of zero mark somebody")
		case s.Mask(Sure, among) != among:
			t.Fatal("certainty leaves somebody out")
		}
	})
}

// The share of lanes marked is p on both sides of the seam, of all lanes and of
// a few of them, and the number marked has the binomial's distribution: the
// lanes are independent of one another.
func TestSparseMarksAreBinomial(t *testing.T) {
	const n = 1 << 16
	dice := aSeed.Dice(aDice, aMonth)
	draws := map[string]func(unit uint64, p Odds, among uint64) uint64{
		"mask":    func(unit uint64, p Odds, among uint64) uint64 { return dice.Sparse(unit).Mask(p, among) },
		"drawing": func(unit uint64, p Odds, among uint64) uint64 { return dice.Drawing(p).Of(unit, among) },
	}
	for name, draw := range draws {
		for _, among := range []uint64{^uint64(0), 0x8040_2010_0804_0201, 1 << 40} {
			for _, p := range []float64{2e-4, 0.002, 0.0038, 1.0 / 256, 0.004, 0.1, 0.7} {
				lanes := bits.OnesCount64(among)
				counts := make([]int, lanes+1)
				for unit := range uint64(n) {
					counts[bits.OnesCount64(draw(unit, OddsOf(p), among))]++
				}
				var seen []int
				var expected []float64
				rest, restExpected := n, float64(n)
				for k, c := range counts {
					choose, _ := math.Lgamma(float64(lanes) + 1)
					a, _ := math.Lgamma(float64(k) + 1)
					b, _ := math.Lgamma(float64(lanes-k) + 1)
					e := n * math.Exp(choose-a-b+float64(k)*math.Log(p)+float64(lanes-k)*math.Log1p(-p))
					if e >= 20 {
						seen, expected = append(seen, c), append(expected, e)
						rest, restExpected = rest-c, restExpected-e
					}
				}
				seen, expected = append(seen, rest), append(expected, max(restExpected, 1))
				x := chiSquare(seen, func(i int) float64 { return expected[i] })
				if bound := chiBound(max(len(seen)-1, 3), 2*3*7); x > bound {
					t.Errorf("%s, p = %g among %d lanes: %v, expected %.1f, chi-square %.1f, bound %.1f", name, p, lanes, seen, expected, x, bound)
				}
			}
		}
	}
}

// A lane's number is uniform: in 256 cells over all of [0,1), and in 64 cells below
// 1/256, where it comes by another way; every lane as often as every other.
func TestSparseNumbersAreUniform(t *testing.T) {
	const n = 1 << 14
	dice := aSeed.Dice(aDice, aMonth)
	var all [256]int
	var lowest, lanes [64]int
	lows := 0
	for unit := range uint64(n) {
		for lane := range 64 {
			v := dice.Sparse(unit).Lane(lane)
			all[v>>24]++
			if Odds(v) < low {
				lowest[v>>18]++
				lanes[lane]++
				lows++
			}
		}
	}
	for _, c := range []struct {
		what   string
		counts []int
		mean   float64
	}{{"all", all[:], n * 64 / 256}, {"below 1/256", lowest[:], n / 256}, {"lanes below 1/256", lanes[:], float64(lows) / 64}} {
		if x := chiSquare(c.counts, func(int) float64 { return c.mean }); x > chiBound(len(c.counts)-1, 3) {
			t.Errorf("%s: chi-square %.1f, bound %.1f", c.what, x, chiBound(len(c.counts)-1, 3))
		}
	}
}

// No two lanes go together, near by or far, on either side of the seam.
func TestSparseLanesAreIndependent(t *testing.T) {
	const n = 1 << 17
	dice := aSeed.Dice(aDice, aMonth)
	for _, p := range []float64{0.015, 0.1} {
		var both [64]int // pairs by distance, around the circle
		for unit := range uint64(n) {
			m := dice.Sparse(unit).Mask(OddsOf(p), ^uint64(0))
			for d := 1; d < 64; d++ {
				both[d] += bits.OnesCount64(m & bits.RotateLeft64(m, d))
			}
		}
		for d := 1; d <= 32; d++ {
			want, var1 := n*64*p*p, n*64*p*p*(1-p*p)
			if d == 32 {
				var1 *= 2 // each pair is counted twice
			}
			if z := (float64(both[d]) - want) / math.Sqrt(var1*(1+2*p)); math.Abs(z) > zBound(2*32) {
				t.Errorf("p = %g, lanes %d apart: both marked %d times, want %.0f, z = %.2f", p, d, both[d], want, z)
			}
		}
	}
}

// The word that says "none" is the word of the unit itself, from which the
// others are made: among units that it lets through, all others are still fair.
func TestWordsAfterARareOneAreFair(t *testing.T) {
	const n = 1 << 14
	dice := aSeed.Dice(aDice, aMonth)
	var set [6][64]int
	found := 0
	for unit := uint64(0); found < n; unit++ {
		s := dice.Sparse(unit)
		if s.key >= OddsOf(1e-4).first() {
			continue
		}
		found++
		for k := range set {
			for w := Unit(s).Word(k * 13); w != 0; w &= w - 1 {
				set[k][bits.TrailingZeros64(w)]++
			}
		}
	}
	for k := range set {
		for b, c := range set[k] {
			if z := binomialZ(c, n); math.Abs(z) > zBound(6*64) {
				t.Errorf("word %d, bit %d is set in %d of %d: z = %.2f", k*13, b, c, n, z)
			}
		}
	}
}

func TestDigitsPartTheNumbersAtTheOdds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Odds(rapid.Uint64Range(uint64(low), uint64(Sure)-1).Draw(t, "p"))
		d := digitsOf(p)
		if d > 0 && numberOf(uint32(d-1)) >= p || d < Sure && numberOf(uint32(d)) < p {
			t.Fatalf("odds %d: the digits part at %d", p, d)
		}
	})
	if numberOf(0) != low || numberOf(math.MaxUint32) != Sure-1 {
		t.Errorf("the numbers run from %d to %d", numberOf(0), numberOf(math.MaxUint32))
	}
}

// A drawing grows with its probability, stays within the lanes given, and has
// none and all at the ends.
func TestDrawingLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dice := Seed(rapid.Uint64().Draw(t, "seed")).Dice(aDice, aMonth)
		unit, among := rapid.Uint64().Draw(t, "unit"), rapid.Uint64().Draw(t, "among")
		p, q := anyRareOdds(t), anyRareOdds(t)
		if p > q {
			p, q = q, p
		}
		fewer, more := dice.Drawing(p).Of(unit, among), dice.Drawing(q).Of(unit, among)
		switch {
		case fewer&^more != 0 || more&^among != 0:
			t.Fatalf("%#x at odds %d, %#x at %d, among %#x", fewer, p, more, q, among)
		case dice.Drawing(0).Of(unit, among) != 0 || dice.Drawing(Sure).Of(unit, among) != among:
			t.Fatal("odds of zero mark somebody, or certainty leaves somebody out")
		}
	})
}

// A drawing that is set anew is the drawing that it would be if it were new.
func TestDrawingSetAnewIsNew(t *testing.T) {
	var g Drawing
	rapid.Check(t, func(t *rapid.T) {
		p := anyRareOdds(t)
		for range 2 { // the second time at the same odds
			dice := Seed(rapid.Uint64().Draw(t, "seed")).Dice(aDice, aMonth)
			if g.Set(dice, p); g != *dice.Drawing(p) {
				t.Fatalf("set to odds %d: not as new", p)
			}
		}
	})
}

// Which lanes a drawing marks: each as often as any other, and so each pair.
func TestDrawingMarksEveryLaneAlike(t *testing.T) {
	const n, lanes = 1 << 17, 12
	among := uint64(0x0F00_0000_00F0_000F)
	place := map[int]int{}
	for lane := range 64 {
		if among>>lane&1 == 1 {
			place[lane] = len(place)
		}
	}
	var one [lanes]int
	var two [lanes * lanes]int
	drawing := aSeed.Dice(aDice, aMonth).Drawing(OddsOf(0.05))
	ones, twos := 0, 0
	for unit := range uint64(n) {
		m := drawing.Of(unit, among)
		if bits.OnesCount64(m) == 1 {
			one[place[bits.TrailingZeros64(m)]]++
			ones++
		}
		if bits.OnesCount64(m) == 2 {
			two[place[bits.TrailingZeros64(m)]*lanes+place[63-bits.LeadingZeros64(m)]]++
			twos++
		}
	}
	pairs := lanes * (lanes - 1) / 2
	if x := chiSquare(one[:], func(int) float64 { return float64(ones) / lanes }); x > chiBound(lanes-1, 2) {
		t.Errorf("one marked: %v, chi-square %.1f", one, x)
	}
	var seen []int
	for a := range lanes {
		for b := a + 1; b < lanes; b++ {
			seen = append(seen, two[a*lanes+b])
		}
	}
	if x := chiSquare(seen, func(int) float64 { return float64(twos) / float64(pairs) }); x > chiBound(pairs-1, 2) {
		t.Errorf("two marked: %v, chi-square %.1f", seen, x)
	}
}

func BenchmarkSparse(b *testing.B) {
	for _, p := range []float64{1e-4, 0.0025, 0.01, 0.02, 0.1} {
		dice, odds := aSeed.Dice(aDice, aMonth), OddsOf(p)
		b.Run(fmt.Sprintf("mask/p=%g", p), func(b *testing.B) {
			for i := uint64(0); b.Loop(); i++ {
				sink ^= dice.Sparse(i).Mask(odds, ^uint64(0))
			}
		})
		b.Run(fmt.Sprintf("drawing/p=%g", p), func(b *testing.B) {
			drawing := dice.Drawing(odds)
			for i := uint64(0); b.Loop(); i++ {
				sink ^= drawing.Of(i, 0x00FF_0000_0070_0000)
			}
		})
	}
}

// The words of a drawing part where the probability that nobody is marked says:
// at the seam and one below it, for every number of lanes.
func TestDrawingPartsTheWordsAtTheProbabilityOfNone(t *testing.T) {
	for _, p := range []Odds{1, 17, Sure / 4096, Sure / 300, Sure / 7, Sure / 2, Sure - 1} {
		g := aSeed.Dice(aDice, aMonth).Drawing(p)
		for n := 1; n <= 64; n++ {
			seam := g.some[n]
			if rest := (float64(seam) + 0.5) / (1 << 52); seam < 1<<52 && rest < g.none[n] {
				t.Errorf("odds %d, %d lanes: the word %d stands for nobody, and is taken for more", p, n, seam)
			}
			if rest := (float64(seam-1) + 0.5) / (1 << 52); seam > 0 && rest >= g.none[n] {
				t.Errorf("odds %d, %d lanes: the word %d stands for somebody, and is taken for nobody", p, n, seam-1)
			}
		}
	}
}
