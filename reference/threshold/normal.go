package threshold

import (
	"math"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

const (
	drawn   chance.Decision = "threshold.drawn"   // a threshold
	dislike chance.Decision = "threshold.dislike" // private dislike
)

// Normal are thresholds in per cent of the population, normal with a mean and a
// standard deviation. With mean 25 the share that acts is 5.5% at a standard
// deviation of 12.2 and everybody at 12.3 (Granovetter 1978, section "Normal
// distributions"): a change of the people that no survey would find.
//
// This holds in the limit of a large population. Of a hundred people drawn at
// random some have a wider distribution than the one they are drawn from: the
// jump is blurred, and ensembles on either side of it overlap. A replication
// that reads the jump off drawn crowds finds it elsewhere (nearer 10 in one
// that is used in teaching); Jump finds it in the limit.
type Normal struct{ Mean, SD float64 }

// Share is the share whose threshold is at most a share acting, both 0..1.
func (n Normal) Share(acting float64) float64 {
	return below((float64(100*acting) - n.Mean) / n.SD)
}

const (
	mostRounds = 1_000_000
	still      = 1e-13 // a share that moves by less rests
)

// Settle is where the share acting comes to rest in a large population, from
// nobody, and after how many rounds; near the jump it creeps.
func (n Normal) Settle() (share float64, rounds int) {
	for rounds = range mostRounds {
		next := n.Share(share)
		if next-share < still {
			return next, rounds
		}
		share = next
	}
	return share, mostRounds
}

// Jump is the standard deviation at which a rest with few acting ceases to be:
// the curve of Share then touches the diagonal from above. It is 0 where the
// mean is not above 0, and everybody acts at once, and infinite from 50 on,
// where few act at any.
func Jump(mean float64) float64 {
	switch {
	case mean <= 0:
		return 0
	case mean >= 50:
		return math.Inf(1)
	}
	low, high := 0.0, 100.0 // the lowest gap grows with the standard deviation
	for range 60 {
		if middle := (low + high) / 2; (Normal{mean, middle}).lowest() < 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// lowest is the least of Share(r) - r up to the mean, below which Share bends
// upwards, so that thirds close in on it.
func (n Normal) lowest() float64 {
	gap := func(r float64) float64 { return n.Share(r) - r }
	low, high := 0.0, n.Mean/100
	for range 120 {
		third := (high - low) / 3
		if gap(low+third) < gap(high-third) {
			high -= third
		} else {
			low += third
		}
	}
	return gap(low)
}

// Draw is a population of so many persons with such thresholds.
func (n Normal) Draw(seed chance.Seed, persons int) Population {
	dice := seed.Dice(drawn, 0)
	thresholds := make([]float64, persons)
	for i := range thresholds {
		thresholds[i] = n.Mean + float64(n.SD*dice.Of(uint64(i)).Normal(0))
	}
	return PerCent(thresholds)
}

// below is the standard normal distribution function, by its series about zero
// (Marsaglia 2004), to 1e-15; beyond 8 it is 0 or 1.
func below(x float64) float64 {
	if x != x || math.Abs(x) > 8 {
		return stat.Clamp(x, 0, 1)
	}
	sum, term, last := x, x, math.NaN()
	for i := 3.0; sum != last; i += 2 {
		last = sum
		term = float64(term*x) * x / i
		sum += term
	}
	const half = 0.91893853320467274178 // ln(2 pi) / 2
	return 0.5 + float64(sum*stat.Exp(-float64(x*x)/2-half))
}
