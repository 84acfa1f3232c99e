package chance

import (
	"math"
	"math/bits"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"pgregory.net/rapid"
)

func anyUnit(t *rapid.T) Unit {
	seed := Seed(rapid.Uint64().Draw(t, "seed"))
	d := Decision(rapid.String().Draw(t, "decision"))
	m := calendar.Month(rapid.Int32().Draw(t, "month"))
	return seed.Dice(d, m).Of(rapid.Uint64().Draw(t, "unit"))
}

// anyOdds leans on the edges: zero, one, powers of two and their neighbours.
func anyOdds(t *rapid.T, label string) Odds {
	power := rapid.Custom(func(t *rapid.T) uint64 {
		p := uint64(1) << rapid.IntRange(0, 32).Draw(t, "power")
		return min(p+uint64(rapid.IntRange(0, 2).Draw(t, "near"))-1, uint64(Sure))
	})
	return Odds(rapid.OneOf(rapid.Uint64Range(0, uint64(Sure)), power, rapid.Uint64Range(0, 64)).Draw(t, label))
}

func TestMaskComparesEveryLaneWithItsOwnNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, p, among := anyUnit(t), anyOdds(t, "p"), rapid.Uint64().Draw(t, "among")
		got := u.Mask(p, among)
		var want uint64
		for lane := range 64 {
			if among>>lane&1 == 1 && Odds(u.Lane(lane)) < p {
				want |= 1 << lane
			}
		}
		if got != want {
			t.Fatalf("Mask(%d, %#x) = %#x, lane by lane %#x", p, among, got, want)
		}
	})
}

// The edge itself, which random odds never meet: odds equal to a lane's number
// do not mark it, odds one above do.
func TestMaskAtALanesOwnNumber(t *testing.T) {
	for unit := range uint64(200) {
		u := aSeed.Dice(aDice, aMonth).Of(unit)
		lane := int(unit % 64)
		at := Odds(u.Lane(lane))
		if u.Mask(at, 1<<lane) != 0 {
			t.Errorf("unit %d: lane %d is marked at odds equal to its number %d", unit, lane, at)
		}
		if u.Mask(at+1, 1<<lane) != 1<<lane {
			t.Errorf("unit %d: lane %d is not marked at odds one above its number %d", unit, lane, at)
		}
	}
}

func TestMaskLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, p, q := anyUnit(t), anyOdds(t, "p"), anyOdds(t, "q")
		among := rapid.Uint64().Draw(t, "among")
		if p > q {
			p, q = q, p
		}
		low, high := u.Mask(p, among), u.Mask(q, among)
		switch {
		case low&^among != 0:
			t.Fatalf("marks %#x outside among %#x", low, among)
		case low&^high != 0:
			t.Fatalf("lanes %#x are marked at odds %d but not at the greater %d", low&^high, p, q)
		case low != u.Mask(p, ^uint64(0))&among:
			t.Fatalf("leaving lanes out of among changes the dice of the others")
		case u.Mask(0, among) != 0:
			t.Fatal("odds of zero mark somebody")
		case u.Mask(Sure, among) != among || u.Mask(Sure+1, among) != among:
			t.Fatal("certainty leaves somebody out")
		}
	})
}

// The share of lanes marked is p, and the lanes of one word are independent of
// each other: the number marked in a word has the binomial's variance.
func TestMaskMarksTheShareAskedFor(t *testing.T) {
	const n = 1 << 15
	dice := aSeed.Dice(aDice, aMonth)
	for _, p := range []float64{1e-4, 0.01, 0.1, 1.0 / 3, 0.5, 0.9} {
		var sum, square float64
		for unit := range uint64(n) {
			k := float64(bits.OnesCount64(dice.Of(unit).Mask(OddsOf(p), ^uint64(0))))
			sum += k
			square += k * k
		}
		sd := math.Sqrt(64 * p * (1 - p))
		if z := (sum - n*64*p) / (sd * math.Sqrt(n)); math.Abs(z) > zBound(6) {
			t.Errorf("p = %g: %g of %d lanes marked, z = %.2f", p, sum, n*64, z)
		}
		variance := square/n - sum/n*sum/n
		kurtosis := 3 + (1-6*p*(1-p))/(64*p*(1-p))
		z := (variance/(sd*sd) - 1) / math.Sqrt((kurtosis-1)/n)
		if math.Abs(z) > zBound(6) {
			t.Errorf("p = %g: variance %.4f of the number marked, want %.4f, z = %.2f", p, variance, sd*sd, z)
		}
	}
}

func TestOddsOf(t *testing.T) {
	for _, c := range []struct {
		p    float64
		want Odds
	}{
		{-1, 0}, {0, 0}, {math.NaN(), 0}, {math.Inf(-1), 0}, {0x1p-33, 0}, {0x1p-32, 1},
		{0.25, 1 << 30}, {0.5, 1 << 31}, {1 - 0x1p-53, Sure - 1}, {1, Sure}, {7, Sure}, {math.Inf(1), Sure},
	} {
		if got := OddsOf(c.p); got != c.want {
			t.Errorf("OddsOf(%g) = %d, want %d", c.p, got, c.want)
		}
	}
}

// Sixteenths is Mask at odds of four digits.
func TestSixteenthsAreMaskOfFourDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := anyUnit(t)
		for n := range 17 {
			if got, want := u.Sixteenths(n), u.Mask(Odds(n)<<28, ^uint64(0)); got != want {
				t.Fatalf("%d sixteenths: %#x, want %#x", n, got, want)
			}
		}
	})
}

// Ones are the lanes with a one among some digits of their numbers; every number
// below the odds begins with so many zeros, and half as many odds with more.
func TestOnesPartTheNumbersByTheirZeros(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, p := anyUnit(t), anyOdds(t, "p")
		from := rapid.IntRange(0, 32).Draw(t, "from")
		to := rapid.IntRange(from, 32).Draw(t, "to")
		ones, zeros := u.Ones(from, to), u.Ones(0, p.Zeros())
		for lane := range 64 {
			number := u.Lane(lane)
			if got, want := ones>>lane&1 == 1, uint32(uint64(number)<<from)>>from>>(32-to) != 0; got != want {
				t.Fatalf("lane %d has the number %#x; a one among its digits %d to %d: %t", lane, number, from, to, got)
			}
			if Odds(number) < p && zeros>>lane&1 == 1 {
				t.Fatalf("lane %d has the number %#x, below %#x, and does not begin with %d zeros", lane, number, p, p.Zeros())
			}
		}
		if z := p.Zeros(); p > 1 && p <= Sure && Odds(1)<<(32-z) >= 2*p {
			t.Fatalf("numbers below %#x begin with more than %d zeros", p, z)
		}
	})
}

func TestNthIsTheLaneWithSoManyBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mask := rapid.Uint64Min(1).Draw(t, "mask")
		below := 0
		for lane := range 64 {
			if mask>>lane&1 == 0 {
				continue
			}
			if got := Nth(mask, below); got != 1<<lane {
				t.Fatalf("the one of %#x with %d below it is %#x, want %#x", mask, below, got, uint64(1)<<lane)
			}
			below++
		}
	})
}
