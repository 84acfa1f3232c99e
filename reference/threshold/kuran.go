package threshold

import (
	"math"

	"github.com/fromabove/fromabove/chance"
)

// A Sequence is ten people by their thresholds in per cent, and the visible
// opposition at which they come to rest.
type Sequence struct {
	Name       string
	Thresholds []float64
	Visible    float64 // per cent
}

// Sequences are the four of Kuran 1991. A and A' differ in the threshold of one
// person, who holds back nine in ten; B and B' differ in that of the same
// person, and nothing comes of it, as the next wait for more.
func Sequences() []Sequence {
	return []Sequence{
		{"A", []float64{0, 20, 20, 30, 40, 50, 60, 70, 80, 100}, 10},
		{"A'", []float64{0, 10, 20, 30, 40, 50, 60, 70, 80, 100}, 90},
		{"B", []float64{0, 20, 30, 30, 40, 50, 60, 70, 80, 100}, 10},
		{"B'", []float64{0, 10, 30, 30, 40, 50, 60, 70, 80, 100}, 20},
	}
}

// A Society hides what it thinks. Private dislike x of those in power, against
// (above 0) or for (below), is normal over the persons; a person's threshold is
//
//	T = Penalty - x,
//
// all in per cent. That T falls with x and rises with the penalty is Kuran's;
// that it does so in a straight line is ours, as the least that does. The
// visible opposition then depends on Penalty - Dislike alone: fear that goes
// and dislike that comes are the same to who watches the street.
type Society struct{ Dislike, Spread, Penalty float64 }

// Thresholds are those of a large society.
func (s Society) Thresholds() Normal { return Normal{s.Penalty - s.Dislike, s.Spread} }

// Draw is a society of so many persons, and how many of them are against those
// in power, in private.
func (s Society) Draw(seed chance.Seed, persons int) (people Population, against int) {
	dice := seed.Dice(dislike, 0)
	thresholds := make([]float64, persons)
	for i := range thresholds {
		x := s.Dislike + float64(s.Spread*dice.Of(uint64(i)).Normal(0))
		if x > 0 {
			against++
		}
		thresholds[i] = s.Penalty - x
	}
	return PerCent(thresholds), against
}

// Against is the share that is against those in power, in a large society.
func (s Society) Against() float64 { return below(s.Dislike / s.Spread) }

// Correlation is Pearson's of two columns, 0 where one does not vary. Between
// what people think and what they show, it says how well the street informs.
func Correlation(a, b []float64) float64 {
	var ma, mb float64
	for i := range a {
		ma += a[i] / float64(len(a))
		mb += b[i] / float64(len(a))
	}
	var ab, aa, bb float64
	for i := range a {
		ab += float64((a[i] - ma) * (b[i] - mb))
		aa += float64((a[i] - ma) * (a[i] - ma))
		bb += float64((b[i] - mb) * (b[i] - mb))
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(float64(aa*bb))
}
