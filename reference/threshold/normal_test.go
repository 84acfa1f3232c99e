package threshold

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

func TestNormalDistributionFunction(t *testing.T) {
	for x := -9.0; x <= 9; x += 0.0625 {
		if got, want := below(x), math.Erfc(-x/math.Sqrt2)/2; math.Abs(got-want) > 2e-15 {
			t.Errorf("below(%v) = %v, want %v", x, got, want)
		}
	}
	if got := below(math.NaN()); got == got {
		t.Errorf("below(NaN) = %v", got)
	}
}

// Granovetter's figure: with mean 25 the share that acts jumps between the
// standard deviations 12.2 and 12.3, and nowhere below; in particular not near
// 10, where a teaching replication has it. Far above it falls again, slowly.
func TestGranovetterJump(t *testing.T) {
	for _, c := range []struct{ sd, share float64 }{
		{1, 0}, {8, 0.001}, {10, 0.0077}, {11, 0.0171}, {12, 0.0402}, {12.2, 0.055}, {12.3, 1}, {13, 1}, {20, 1}, {40, 0.963}, {100, 0.659},
	} {
		if got, _ := (Normal{25, c.sd}).Settle(); math.Abs(got-c.share) > 5e-4 {
			t.Errorf("s.d. %v: %.4f act, want %.3f", c.sd, got, c.share)
		}
	}
	if got := Jump(25); math.Abs(got-12.222) > 5e-4 {
		t.Errorf("the jump is at a standard deviation of %v, want 12.222", got)
	}
	for _, c := range []struct{ mean, jump float64 }{{-5, 0}, {0, 0}, {50, math.Inf(1)}, {80, math.Inf(1)}} {
		if got := Jump(c.mean); got != c.jump {
			t.Errorf("mean %v: the jump is at %v, want %v", c.mean, got, c.jump)
		}
	}
}

// On either side of the jump the iteration ends on different sides of the mean.
func TestJumpPartsFewFromMany(t *testing.T) {
	for _, mean := range []float64{1, 10, 25, 40, 48} {
		at := Jump(mean)
		few, _ := Normal{mean, at * 0.999}.Settle()
		many, _ := Normal{mean, at * 1.001}.Settle()
		if few > mean/100 || many < mean/100 {
			t.Errorf("mean %v: around %v, %v act and %v", mean, at, few, many)
		}
	}
}

// Of a hundred drawn persons the jump is blurred: at 12.2 the mean is 22 and the
// median 3, at 15 mean 81 and median 100.
func TestDrawnCrowdsBlurTheJump(t *testing.T) {
	const seeds = 2000
	for _, c := range []struct{ sd, mean, median float64 }{{10, 1, 0}, {12.2, 22, 3}, {12.3, 24, 3}, {15, 81, 100}} {
		var acting []float64
		mean := 0.0
		for seed := range chance.Seed(seeds) {
			a := float64(Normal{25, c.sd}.Draw(seed+1, 100).Run().Acting())
			acting = append(acting, a)
			mean += a / seeds
		}
		if math.Abs(mean-c.mean) > 2.5 || math.Abs(stat.Median(acting)-c.median) > 1 {
			t.Errorf("s.d. %v: mean %.1f, median %v, want %v and %v", c.sd, mean, stat.Median(acting), c.mean, c.median)
		}
	}
}

// The more are drawn, the nearer is what they do to the limit.
func TestLargeCrowdsDoAsTheLimit(t *testing.T) {
	for _, sd := range []float64{8, 11, 14} {
		limit, _ := Normal{25, sd}.Settle()
		for seed := range chance.Seed(8) {
			if got := float64(Normal{25, sd}.Draw(seed, 50_000).Run().Acting()) / 50_000; math.Abs(got-limit) > 0.01 {
				t.Errorf("s.d. %v, seed %d: %v act, in the limit %v", sd, seed, got, limit)
			}
		}
	}
}

// Kuran's surprise: what is thought hardly varies, what is seen goes anywhere,
// and the one says next to nothing of the other.
func TestStreetDoesNotTellWhatPeopleThink(t *testing.T) {
	society := Society{Dislike: 20, Spread: 12.2, Penalty: 40}
	var thought, seen []float64
	for seed := range chance.Seed(1000) {
		people, against := society.Draw(seed+1, 100)
		thought, seen = append(thought, float64(against)), append(seen, float64(people.Run().Acting()))
	}
	if low, high := stat.Quantile(thought, 0.05), stat.Quantile(thought, 0.95); low < 90 || high > 99 {
		t.Errorf("privately against are %v to %v, want 90 to 99: the model does not hold opinion still", low, high)
	}
	if math.Abs(stat.Median(thought)-100*society.Against()) > 1 {
		t.Errorf("privately against are %v, in a large society %v", stat.Median(thought), 100*society.Against())
	}
	if low, high := stat.Quantile(seen, 0.05), stat.Quantile(seen, 0.95); low > 10 || high < 100 {
		t.Errorf("visibly against are %v to %v, want anything", low, high)
	}
	if r := Correlation(thought, seen); math.Abs(r) > 0.15 {
		t.Errorf("what is thought and what is seen correlate with %v", r)
	}
}

// Less fear does what more dislike does.
func TestFearAndDislikeAreExchanged(t *testing.T) {
	for seed := range chance.Seed(50) {
		one, _ := Society{Dislike: 20, Spread: 12, Penalty: 40}.Draw(seed, 200)
		other, _ := Society{Dislike: -5, Spread: 12, Penalty: 15}.Draw(seed, 200)
		if a, b := one.Run().Acting(), other.Run().Acting(); a != b {
			t.Errorf("seed %d: %d and %d act", seed, a, b)
		}
	}
}

func TestCorrelation(t *testing.T) {
	for _, c := range []struct {
		a, b []float64
		want float64
	}{
		{[]float64{1, 2, 3}, []float64{2, 4, 6}, 1},
		{[]float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		{[]float64{1, 2, 3}, []float64{1, 0, 1}, 0},
		{[]float64{1, 1, 1}, []float64{1, 0, 1}, 0},
	} {
		if got := Correlation(c.a, c.b); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
