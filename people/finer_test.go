package people

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// finePerson is a person with finer numbers: support, predisposition and risk
// aversion in floating point, moved without rounding and without levels, by an
// ordinary generator instead of keyed dice.
type finePerson struct {
	x, theta, r              float64
	marked, dissent, acclaim bool
}

// fineCollective is 64 of them.
type fineCollective struct {
	persons    [Lanes]finePerson
	dissenters int
}

func bornFine(r *rand.Rand, n *Nature, shift float64) (c fineCollective) {
	for i := range c.persons {
		p := &c.persons[i]
		p.marked = r.Float64() < n.MarkedShare
		p.theta = n.LeaningMean + n.LeaningSpread*r.NormFloat64()
		if p.marked {
			p.theta -= n.MarkedShift
		}
		p.theta = max(-1, min(p.theta, 1))
		p.r = r.Float64()
		p.x = max(-1, p.theta-shift)
	}
	return c
}

// live moves everybody a month and lets everybody act. Memory of arrests is
// nothing here, so there is no fear.
func (c *fineCollective) live(r *rand.Rand, k *Climate) {
	risk := 1 - math.Exp(-k.Watch/(1+100*float64(c.dissenters)/Lanes))
	c.dissenters = 0
	for i := range c.persons {
		p := &c.persons[i]
		burden := k.Burden
		if p.marked {
			burden += k.MarkedBurden
		}
		p.x = max(-1, min(p.x+float64(k.Pace)/256*(p.theta-burden-p.x), 1))
		p.dissent = r.Float64() < k.Opportunity && -p.x-p.r*risk > k.Threshold
		p.acclaim = !p.dissent && (p.x > 0 || k.Facade && k.Demand*(0.5+p.r) > -p.x)
		if p.dissent {
			c.dissenters++
		}
	}
}

// shares is what a month shows of a form of the people: per collective, so that
// the standard errors hold what its members have in common.
type shares struct{ sum, square [12]float64 }

// Rows of shares: mean and mean square of support, dissent, acclaim, and the
// shares below each edge.
var edges = [8]float64{-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.625, 0.75}

func (s *shares) add(xs *[Lanes]float64, dissent, acclaim int) {
	var row [12]float64
	for _, x := range xs {
		row[0] += x / Lanes
		row[1] += x * x / Lanes
		for i, edge := range edges {
			if x < edge {
				row[4+i] += 1.0 / Lanes
			}
		}
	}
	row[2], row[3] = float64(dissent)/Lanes, float64(acclaim)/Lanes
	for i, v := range row {
		s.sum[i] += v
		s.square[i] += v * v
	}
}

// mean of row i over n collectives, and its standard error.
func (s *shares) mean(i, n int) (mean, se float64) {
	mean = s.sum[i] / float64(n)
	return mean, math.Sqrt(max(0, s.square[i]/float64(n)-mean*mean) / float64(n))
}

// The packed people against the finer ones, through a rise and fall of hardship
// in 60 months, 262,144 persons in each form with dice of their own. In every
// month the two may differ by the sampling error (standard errors of both, at
// one in a million over all comparisons) and by what levels cost:
//
//	mean support        1/1024, half of the 16th of a level to which the burden is held
//	spread of support   2%: the steps of a person are random, in the finer form they are not
//	shares              1/160, an eighth of a level where the people stand densest
//	dissent             the same times the opportunity to dissent
//
// At 2^20 persons the differences seen were 0.0008, 1.4%, 0.0045 and 0.0007.
func TestPackedPeopleAreLikeFinerOnes(t *testing.T) {
	const collectives, months = 1 << 12, 60
	nature := &Nature{LeaningMean: 0.40, LeaningSpread: 0.25, MarkedShare: 0.045, MarkedShift: 0.25, ScrupleSpread: 0.1}
	nature.Prepare()
	packed, fine, r := make([]Collective, collectives), make([]fineCollective, collectives), random(1)
	for i := range packed {
		packed[i].Born(^uint64(0), uint64(i), nature, birthsOf(3, 0))
		fine[i] = bornFine(r, nature, 0)
	}
	seen := 0.0
	bound := zBound(months * 12)
	for month := range months {
		k := &Climate{Pace: 13, Opportunity: 0.125, Threshold: 0.2, Watch: 0.3, Facade: true, Demand: 0.15}
		if month >= 6 && month < 36 {
			k.Burden, k.MarkedBurden = 0.7, 0.2
		}
		var a, b shares
		mood := moodOf(3, month)
		for i := range packed {
			c, f := &packed[i], &fine[i]
			c.Feel(uint64(i), k, mood)
			c.Act(uint64(i), k, mood)
			f.live(r, k)
			var xs, ys [Lanes]float64
			acclaim := 0
			for lane := range Lanes {
				xs[lane], ys[lane] = c.SupportOf(lane), f.persons[lane].x
				if f.persons[lane].acclaim {
					acclaim++
				}
			}
			a.add(&xs, int(c.Dissenters), Count(c.Acclaim))
			b.add(&ys, f.dissenters, acclaim)
		}
		row := func(what string, i int, resolution float64) {
			x, xe := a.mean(i, collectives)
			y, ye := b.mean(i, collectives)
			if allowed := resolution + bound*math.Hypot(xe, ye); math.Abs(x-y) > allowed {
				t.Errorf("month %d: %s is %.5f packed and %.5f fine, more than %.5f apart", month, what, x, y, allowed)
			}
		}
		row("mean support", 0, 1.0/1024)
		row("the share of dissent", 2, 1.0/160*k.Opportunity)
		row("the share of acclaim", 3, 1.0/160)
		for i, edge := range edges {
			row(fmt.Sprintf("the share below %g", edge), 4+i, 1.0/160)
		}
		spread := func(s *shares) float64 {
			mean, _ := s.mean(0, collectives)
			square, _ := s.mean(1, collectives)
			return math.Sqrt(square - mean*mean)
		}
		x, y := spread(&a), spread(&b)
		if se := y / math.Sqrt(collectives*Lanes); math.Abs(x-y) > 0.02*y+bound*se {
			t.Errorf("month %d: the spread of support is %.5f packed and %.5f fine", month, x, y)
		}
		dissent, _ := b.mean(2, collectives)
		seen = max(seen, dissent)
	}
	if seen < 0.03 {
		t.Errorf("at most %.4f dissent: the months do not try it", seen)
	}
}
