package people

import (
	"math"
	"slices"
	"testing"
)

// moments are the mean and the standard deviation of levels, weighted.
func moments(counts []int, at func(level int) float64) (n, mean, sd float64) {
	var sum, square float64
	for l, k := range counts {
		n += float64(k)
		sum += float64(k) * at(l)
		square += float64(k) * at(l) * at(l)
	}
	mean = sum / n
	return n, mean, math.Sqrt(square/n - mean*mean)
}

// tableOf counts the levels in a table of a Nature.
func tableOf(table [256]uint8, levels int) []int {
	counts := make([]int, levels)
	for _, l := range table {
		counts[l]++
	}
	return counts
}

// The tables are the normal distribution as well as 256 steps can have it: the
// mean to an eighth of a level, the spread to 1.5% and a tenth of a level
// (256 middles leave out the last half of a 256th of each tail; levels add
// 1/12 of a level squared).
func TestPrepareMakesTheNormalDistribution(t *testing.T) {
	for _, n := range []*Nature{
		{LeaningMean: 0, LeaningSpread: 0.2, MarkedShift: 0.1, ScrupleSpread: 0.05},
		{LeaningMean: 0.15, LeaningSpread: 0.25, MarkedShift: 0.3, ScrupleSpread: 0.08},
		{LeaningMean: -0.2, LeaningSpread: 0.1, MarkedShift: -0.2, ScrupleSpread: 0.06},
	} {
		n.Prepare()
		for marked := range 2 {
			_, mean, sd := moments(tableOf(n.leaning[marked], 64), supportAt)
			want := n.LeaningMean - float64(marked)*n.MarkedShift
			if math.Abs(mean-want) > 1.0/32/8 {
				t.Errorf("%+v, marked %d: mean leaning %.4f, want %.4f", n, marked, mean, want)
			}
			if math.Abs(sd-n.LeaningSpread) > 0.015*n.LeaningSpread+0.1/32 {
				t.Errorf("%+v, marked %d: spread %.4f, want %.4f", n, marked, sd, n.LeaningSpread)
			}
			if !slices.IsSorted(n.leaning[marked][:]) {
				t.Errorf("%+v: the table does not rise", n)
			}
		}
		_, mean, sd := moments(tableOf(n.scruple, 8), scrupleAt)
		if math.Abs(mean) > ScrupleStep/8 || math.Abs(sd-n.ScrupleSpread) > 0.015*n.ScrupleSpread+0.1*ScrupleStep {
			t.Errorf("%+v: scruple has mean %.4f and spread %.4f", n, mean, sd)
		}
	}
}

// What lies beyond the scale is kept at its end: the share of the last level is
// that of the normal distribution beyond its inner edge, to a 256th.
func TestPrepareCutsAtTheEnds(t *testing.T) {
	for _, c := range []struct{ mean, spread, shift, scruple float64 }{
		{0.9, 0.5, 1.8, 0.3}, {-0.9, 0.5, -1.8, 0.2}, {0, 3, 0, 1}, {0.4, 0.25, 0.25, 0.1}, {5, 0.1, 10, 0},
	} {
		n := Nature{LeaningMean: c.mean, LeaningSpread: c.spread, MarkedShift: c.shift, ScrupleSpread: c.scruple}
		n.Prepare()
		beyond := func(edge, mean, spread float64) float64 { return math.Erfc((edge-mean)/spread/math.Sqrt2) / 2 }
		check := func(what string, count int, want float64) {
			if got := float64(count) / 256; math.Abs(got-want) > 1.0/256 {
				t.Errorf("%+v: %.4f of the table is %s, want %.4f", c, got, what, want)
			}
		}
		for marked := range 2 {
			mean := c.mean - float64(marked)*c.shift
			counts := tableOf(n.leaning[marked], 64)
			check("at the top", counts[63], beyond(62.0/64, mean, c.spread))
			check("at the bottom", counts[0], 1-beyond(-62.0/64, mean, c.spread))
		}
		if counts := tableOf(n.scruple, 8); c.scruple > 0 {
			check("of the highest scruple", counts[7], beyond(3*ScrupleStep, 0, c.scruple))
			check("of the lowest scruple", counts[0], beyond(3*ScrupleStep, 0, c.scruple))
		}
	}
}

// The traits of 262,144 persons born follow Nature: shares, means, spreads, and
// no trait goes with another except leaning with the mark. Bounds are standard
// errors at one in a million.
func TestTheBornFollowNature(t *testing.T) {
	const collectives = 4096
	n := &Nature{LeaningMean: 0.40, LeaningSpread: 0.25, MarkedShare: 0.045, MarkedShift: 0.25, NationalShare: 0.017, ScrupleSpread: 0.1}
	n.Prepare()
	const shift = 10
	births := birthsOf(7, 0)
	births.Shift = shift
	var leaning [2][]int
	leaning[0], leaning[1] = make([]int, 64), make([]int, 64)
	scruple, nerve := make([]int, 8), make([]int, 16)
	var marked, national, both, total int
	var products [3]float64 // of standardised leaning, scruple, nerve
	for unit := range uint64(collectives) {
		var c Collective
		c.Born(^uint64(0), unit, n, births)
		for _, p := range plainOf(&c).persons {
			if want := max(p.leaning-shift, 0); p.support != want {
				t.Fatalf("leaning %d begins with support %d, want %d", p.leaning, p.support, want)
			}
			m := 0
			if p.marked {
				m = 1
			}
			leaning[m][p.leaning]++
			scruple[p.scruple]++
			nerve[p.nerve]++
			total++
			marked += m
			if p.national {
				national++
				both += m
			}
			x := (supportAt(p.leaning) - n.LeaningMean + float64(m)*n.MarkedShift) / n.LeaningSpread
			y, z := scrupleAt(p.scruple)/n.ScrupleSpread, (p.r()-0.5)*math.Sqrt(12)
			products[0] += x * y
			products[1] += y * z
			products[2] += z * x
		}
	}
	const checks = 13
	z := func(what string, got, want, se float64) {
		t.Helper()
		if z := (got - want) / se; math.Abs(z) > zBound(checks) {
			t.Errorf("%s is %.5f, want %.5f: z = %.2f", what, got, want, z)
		}
	}
	share := func(what string, k int, p float64) {
		z(what, float64(k)/float64(total), p, math.Sqrt(p*(1-p)/float64(total)))
	}
	share("the share of marked", marked, n.MarkedShare)
	share("the share of nationals", national, n.NationalShare)
	share("the share of both", both, n.MarkedShare*n.NationalShare)
	against := func(what string, counts, table []int, at func(int) float64) {
		size, mean, sd := moments(counts, at)
		_, wantMean, wantSD := moments(table, at)
		z("mean "+what, mean, wantMean, wantSD/math.Sqrt(size))
		z("spread of "+what, sd, wantSD, wantSD/math.Sqrt(2*size)) // no heavier in the tails than the normal
	}
	against("leaning", leaning[0], tableOf(n.leaning[0], 64), supportAt)
	against("leaning of the marked", leaning[1], tableOf(n.leaning[1], 64), supportAt)
	against("scruple", scruple, tableOf(n.scruple, 8), scrupleAt)
	even := make([]int, 16)
	for i := range even {
		even[i] = 1
	}
	size, mean, _ := moments(nerve, func(l int) float64 { return float64(l) })
	_, wantMean, wantSD := moments(even, func(l int) float64 { return float64(l) })
	z("mean nerve", mean, wantMean, wantSD/math.Sqrt(size))
	for i, what := range []string{"leaning with scruple", "scruple with nerve", "nerve with leaning"} {
		z("correlation of "+what, products[i]/float64(total), 0, 1/math.Sqrt(float64(total)))
	}
}

// A birth in one lane is the same whoever else is born, and touches no other.
func TestBirthsDoNotDisturbEachOther(t *testing.T) {
	for seed := range uint64(200) {
		r := random(seed)
		n, b, unit := anyNature(r), birthsOf(seed, 0), r.Uint64()
		start := anyCollective(r).packed()
		together, apart := start, start
		lanes := start.Vacant() & r.Uint64()
		together.Born(lanes, unit, n, b)
		for rest := lanes; rest != 0; rest &= rest - 1 {
			apart.Born(rest&-rest, unit, n, b)
		}
		if together != apart {
			t.Fatalf("state %d: %+v born together, %+v one after another", seed, together, apart)
		}
		if got := together.Alive; got != start.Alive|lanes {
			t.Fatalf("state %d: alive %#x, want %#x", seed, got, start.Alive|lanes)
		}
	}
}

// The memory of arrests in one month is held at 255, not begun anew.
func TestTakenIsHeldAtTheTop(t *testing.T) {
	c := Collective{Alive: ^uint64(0)}
	for i := range 300 {
		c.Held = 0
		c.Take(i % Lanes)
		if want := min(i+1, 255); int(c.Taken) != want {
			t.Fatalf("after %d arrests %d are remembered, want %d", i+1, c.Taken, want)
		}
	}
}
