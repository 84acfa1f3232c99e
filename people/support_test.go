package people

import (
	"fmt"
	"math"
	"testing"
)

// The rule itself is unbiased: over the 256 numbers U the steps add up to the
// distance, for every distance that can occur.
func TestTheStepAddsUpToTheDistance(t *testing.T) {
	for d := -63*parts - maxBurden; d <= 63*parts; d++ {
		sum := 0
		for u := range 256 {
			sum += step(d, u)
		}
		if sum != d {
			t.Fatalf("distance %d: the steps of 256 numbers add up to %d", d, sum)
		}
	}
}

// alike is a collective of 64 living persons with one leaning and support.
func alike(leaning, support int) (c Collective) {
	c.Alive = ^uint64(0)
	for lane := range Lanes {
		write(c.Leaning[:], lane, leaning)
		write(c.Support[:], lane, support)
	}
	return c
}

// Away from the ends, support moves on average by a times the distance, also
// where the burden is a fraction of a level: 262,144 persons a case, bound at
// one in a million over all cases. The burden is held to 16ths of a level.
func TestSupportMovesByTheShareOfTheDistance(t *testing.T) {
	const collectives = 4096
	cases := []struct {
		leaning, support, pace int
		k                      Climate
		memory                 float32
	}{
		{leaning: 40, support: 40, pace: 16, k: Climate{Burden: 0.5 / 32}},
		{leaning: 40, support: 40, pace: 13, k: Climate{Burden: 0.1}},
		{leaning: 63, support: 20, pace: 16, k: Climate{Burden: 0.3}},
		{leaning: 20, support: 62, pace: 13, k: Climate{Burden: 0.3}},
		{leaning: 50, support: 40, pace: 13, k: Climate{Burden: 1.0 / 512, MarkedBurden: 3.0 / 512, KinGrief: 9.7 / 32}},
		{leaning: 33, support: 32, pace: 1, k: Climate{}},
		{leaning: 32, support: 33, pace: 5, k: Climate{}},
		{leaning: 50, support: 45, pace: 16, k: Climate{Burden: 0.04, MarkedBurden: 0.06, KinGrief: 0.4, MemoryGrief: 0.1}, memory: 1.7},
	}
	bound := zBound(4 * len(cases))
	for i, c := range cases {
		c.k.Pace = c.pace
		start := alike(c.leaning, c.support)
		start.Marked, start.Kin, start.Memory = 0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC, c.memory
		var sum [4]float64
		for unit := range uint64(collectives) {
			now := start
			now.Feel(unit, &c.k, moodOf(uint64(i), 3))
			for lane := range Lanes {
				sum[lane%4] += float64(level(now.Support[:], lane) - c.support)
			}
		}
		for group := range 4 {
			burden := c.k.Burden + c.k.MemoryGrief*float64(c.memory) + c.k.MarkedBurden*float64(group%2) + c.k.KinGrief*float64(group/2)
			held := math.Floor(burden*512+0.5) / 16 // levels
			if math.Abs(held-burden*32) > 1.0/32+1e-9 {
				t.Fatalf("case %d: a burden of %g levels is held as %g", i, burden*32, held)
			}
			distance := float64(c.leaning-c.support) - held
			mean := distance / 16
			part := mean - math.Floor(mean)
			p := float64(c.pace) / 16
			variance := p*(math.Floor(mean)*math.Floor(mean)*(1-part)+math.Ceil(mean)*math.Ceil(mean)*part) - p*mean*p*mean
			n := float64(collectives * Lanes / 4)
			got := sum[group] / n
			if se := math.Sqrt(variance / n); math.Abs(got-p*mean) > bound*se+1e-12 {
				t.Errorf("case %d, group %d: distance %g levels, moved %.5f on average, want %.5f: z = %.2f",
					i, group, distance, got, p*mean, (got-p*mean)/se)
			}
		}
	}
}

// The numbers that round are uniform and independent between lanes and months:
// of 32 months in which a lane at distance one sixteenth of a step up can rise,
// the count that do is binomial (chi-square, bound at one in a million).
func TestStepsOfAPersonAreIndependent(t *testing.T) {
	const months, collectives = 32, 1024
	var counts [months + 1]int
	rises := make([]int, collectives*Lanes)
	k := &Climate{Pace: 16}
	start := alike(36, 32) // four levels above: rises with probability 1/4
	for month := range months {
		mood := moodOf(5, month)
		for unit := range uint64(collectives) {
			c := start
			c.Feel(unit, k, mood)
			for lane := range Lanes {
				rises[int(unit)*Lanes+lane] += level(c.Support[:], lane) - 32
			}
		}
	}
	for _, n := range rises {
		counts[n]++
	}
	chi, cells := 0.0, 0
	var restSeen, restWant float64
	probability := math.Pow(0.75, months)
	for n := range months + 1 {
		if want := probability * collectives * Lanes; want >= 20 {
			chi += (float64(counts[n]) - want) * (float64(counts[n]) - want) / want
			cells++
		} else {
			restSeen, restWant = restSeen+float64(counts[n]), restWant+want
		}
		probability *= float64(months-n) / float64(n+1) / 3
	}
	chi += (restSeen - restWant) * (restSeen - restWant) / restWant
	z := zBound(1) // Wilson and Hilferty's bound; a little wide, as zBound is two-sided
	bound := float64(cells) * math.Pow(1-2/(9*float64(cells))+z*math.Sqrt(2/(9*float64(cells))), 3)
	if chi > bound {
		t.Errorf("rises in %d months: chi-square %.1f on %d, bound %.1f (%v)", months, chi, cells, bound, counts)
	}
}

// At the ends support stays, and no step carries it past them.
func TestSupportIsHeldAtTheEnds(t *testing.T) {
	for _, c := range []struct {
		leaning, support int
		burden           float64
		want             int // after 400 months at the greatest pace
	}{
		{63, 63, 0, 63}, {63, 0, 0, 63}, {0, 0, 4, 0}, {0, 63, 4, 0}, {0, 63, 99, 0}, {63, 63, 99, 0}, {0, 3, 0, 0}, {31, 63, 1, 0},
	} {
		now := alike(c.leaning, c.support)
		for month := range 400 {
			before := now
			now.Feel(1, &Climate{Pace: 16, Burden: c.burden}, moodOf(1, month))
			for lane := range Lanes {
				a, b := level(before.Support[:], lane), level(now.Support[:], lane)
				if c.want == 63 && b < a || c.want == 0 && b > a {
					t.Fatalf("%+v: lane %d moves from %d to %d in month %d", c, lane, a, b, month)
				}
			}
		}
		for lane := range Lanes {
			if got := level(now.Support[:], lane); got != c.want {
				t.Errorf("%+v: lane %d is at %d after 400 months", c, lane, got)
			}
		}
	}
}

// Nobody moves without pace, and at a pace of n sixteenths, n sixteenths do.
func TestThePaceIsTheShareThatMoves(t *testing.T) {
	const collectives = 2048
	for pace := range 17 {
		moved := 0
		for unit := range uint64(collectives) {
			c := alike(63, 47) // the distance is a whole level: who can move does
			c.Feel(unit, &Climate{Pace: pace}, moodOf(9, pace))
			moved += Count(below(c.Support[:], 49) &^ below(c.Support[:], 48))
		}
		p, n := float64(pace)/16, float64(collectives*Lanes)
		if se := math.Sqrt(p * (1 - p) / n); math.Abs(float64(moved)/n-p) > zBound(17)*se {
			t.Errorf("pace %d: %.4f of the persons moved, want %.4f", pace, float64(moved)/n, p)
		}
	}
}

// Over 60 months the mean follows x' = a (theta - burden - x), computed in
// floating point, within a 32nd of a level (to which the burden is held) and
// the standard error at one in a million.
func TestTheMeanFollowsTheEquation(t *testing.T) {
	const collectives, months = 1024, 60
	for _, path := range []struct {
		pace   int
		burden func(month int) float64
	}{
		{13, func(int) float64 { return 0.3 }},
		{16, func(month int) float64 { return 0.25 + 0.2*math.Sin(float64(month)/7) }},
		{2, func(month int) float64 { return 0.01 * float64(month) }},
	} {
		t.Run(fmt.Sprintf("pace %d", path.pace), func(t *testing.T) {
			people := make([]Collective, collectives)
			x, theta := 45.0, 0.0 // means in levels, of the equation
			for i := range people {
				people[i] = alike(0, 45)
				for lane := range Lanes {
					l := 40 + (i+lane)%24
					write(people[i].Leaning[:], lane, l)
					theta += float64(l) / (collectives * Lanes)
				}
			}
			for month := range months {
				k := &Climate{Pace: path.pace, Burden: path.burden(month)}
				x += float64(path.pace) / 256 * (theta - 32*k.Burden - x)
				mood := moodOf(2, month)
				var sum, square, n float64
				for i := range people {
					people[i].Feel(uint64(i), k, mood)
					for lane := range Lanes {
						l := float64(level(people[i].Support[:], lane))
						sum, square, n = sum+l, square+l*l, n+1
					}
				}
				mean := sum / n
				se := math.Sqrt((square/n - mean*mean) / n)
				if math.Abs(mean-x) > 1.0/32+zBound(3*months)*se {
					t.Fatalf("month %d: mean support %.4f levels, equation %.4f, standard error %.4f", month, mean, x, se)
				}
			}
		})
	}
}
