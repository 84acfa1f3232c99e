package chance

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestUniformLiesInItsIntervalEvenly(t *testing.T) {
	const n, cells = 1 << 17, 1000
	var counts [cells]int
	dice := aSeed.Dice(aDice, aMonth)
	for i := range uint64(n) {
		v := dice.Of(i / 4).Uniform(int(i % 4))
		if v < 0 || v >= 1 {
			t.Fatalf("Uniform gives %g, outside [0,1)", v)
		}
		counts[int(v*cells)]++
	}
	if x := chiSquare(counts[:], func(int) float64 { return float64(n) / cells }); x > chiBound(cells-1, 1) {
		t.Errorf("chi-square %.1f on %d, bound %.1f", x, cells-1, chiBound(cells-1, 1))
	}
}

func TestBelowIsUniform(t *testing.T) {
	const draws = 1 << 16
	dice := aSeed.Dice(aDice, aMonth)
	for _, n := range []int{2, 3, 7, 64, 1000} {
		counts := make([]int, n)
		for i := range uint64(draws) {
			counts[dice.Of(i).Below(n, n)]++ // panics outside 0..n-1
		}
		x := chiSquare(counts, func(int) float64 { return float64(draws) / float64(n) })
		if n == 2 {
			if z := binomialZ(counts[0], draws); math.Abs(z) > zBound(1) {
				t.Errorf("Below(2): %v, z = %.2f", counts, z)
			}
		} else if x > chiBound(n-1, 1) {
			t.Errorf("Below(%d): chi-square %.1f on %d, bound %.1f", n, x, n-1, chiBound(n-1, 1))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, math.MaxInt).Draw(t, "n")
		if got := anyUnit(t).Below(rapid.IntRange(0, 100).Draw(t, "k"), n); got < 0 || got >= n {
			t.Fatalf("Below(%d) = %d", n, got)
		}
	})
}

func TestHappensAsOftenAsAsked(t *testing.T) {
	const n = 1 << 16
	dice := aSeed.Dice(aDice, aMonth)
	for _, p := range []float64{0, 0.001, 0.3, 0.75, 1} {
		k := 0
		for i := range uint64(n) {
			if dice.Of(i).Happens(2, p) {
				k++
			}
		}
		if d := math.Abs(float64(k) - n*p); d > zBound(5)*math.Sqrt(n*p*(1-p)) {
			t.Errorf("p = %g: happens %d of %d times", p, k, n)
		}
	}
}

func TestRoundKeepsTheExpectation(t *testing.T) {
	const n = 1 << 16
	dice := aSeed.Dice(aDice, aMonth)
	for _, x := range []float64{0, 0.25, 0.999, 1, 3.3, 1234.5, -0.25, -1, -2.7, 1e-3} {
		sum := 0.0
		for i := range uint64(n) {
			sum += float64(dice.Of(i).Round(0, x))
		}
		f := x - math.Floor(x)
		if d := math.Abs(sum - n*x); d > zBound(10)*math.Sqrt(n*f*(1-f))+1e-6 {
			t.Errorf("Round(%g) has mean %g over %d draws", x, sum/n, n)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1e9, 1e9).Draw(t, "x")
		got := float64(anyUnit(t).Round(0, x))
		if got != math.Floor(x) && got != math.Ceil(x) {
			t.Fatalf("Round(%g) = %g is not a neighbour", x, got)
		}
	})
}

func TestPoissonIsPoisson(t *testing.T) {
	const n = 1 << 15
	dice := aSeed.Dice(aDice, aMonth)
	for _, mean := range []float64{0.01, 0.5, 1.26, 2.3, 12, 30} {
		counts := make([]int, 201)
		var sum, square float64
		for i := range uint64(n) {
			k := dice.Of(i).Poisson(1, mean)
			counts[k]++
			sum += float64(k)
			square += float64(k) * float64(k)
		}
		if z := (sum/n - mean) / math.Sqrt(mean/n); math.Abs(z) > zBound(6) {
			t.Errorf("mean %g: drawn mean %g, z = %.2f", mean, sum/n, z)
		}
		variance := square/n - sum/n*sum/n
		if z := (variance/mean - 1) / math.Sqrt((2+1/mean)/n); math.Abs(z) > zBound(6) {
			t.Errorf("mean %g: drawn variance %g, z = %.2f", mean, variance, z)
		}
		poissonShape(t, counts, mean, n)
	}
}

// poissonShape compares the whole distribution, where at least 20 are expected.
func poissonShape(t *testing.T, counts []int, mean float64, n int) {
	t.Helper()
	var seen []int
	var expected []float64
	for k, c := range counts {
		g, _ := math.Lgamma(float64(k) + 1)
		if e := float64(n) * math.Exp(float64(k)*math.Log(mean)-mean-g); e >= 20 {
			seen, expected = append(seen, c), append(expected, e)
		}
	}
	if len(seen) < 4 {
		return // mean and variance say enough
	}
	x := chiSquare(seen, func(i int) float64 { return expected[i] })
	if x > chiBound(len(seen), 6) {
		t.Errorf("mean %g: chi-square %.1f on %d, bound %.1f", mean, x, len(seen), chiBound(len(seen), 6))
	}
}

func TestPoissonAtItsEdges(t *testing.T) {
	u := aSeed.Dice(aDice, aMonth).Of(1)
	if got := u.Poisson(0, 0); got != 0 {
		t.Errorf("Poisson of mean 0 is %d", got)
	}
	for _, mean := range []float64{30.001, math.Inf(1), math.NaN()} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Poisson accepts the mean %g", mean)
				}
			}()
			u.Poisson(0, mean)
		}()
	}
}

func TestNormalIsNormal(t *testing.T) {
	const n = 1 << 16
	dice := aSeed.Dice(aDice, aMonth)
	drawn := make([]float64, n)
	for i := range drawn {
		drawn[i] = dice.Of(uint64(i)).Normal(0)
	}
	slices.Sort(drawn)
	worst := 0.0
	for i, z := range drawn { // Kolmogorov and Smirnov
		worst = max(worst, math.Abs(math.Erfc(-z/math.Sqrt2)/2-(float64(i)+0.5)/n))
	}
	if bound := math.Sqrt(-math.Log(risk/2) / 2 / n); worst > bound {
		t.Errorf("the distribution function is off by %.5f, bound %.5f", worst, bound)
	}
}

// unmixed finds x with mix(x) = y, so that a test can ask for any word.
func unmixed(y uint64) uint64 {
	inverse := func(a uint64) uint64 { // modulo 2^64, by Newton
		x := a
		for range 6 {
			x *= 2 - a*x
		}
		return x
	}
	unshift := func(y uint64, s int) uint64 {
		x := y
		for range 64 / s {
			x = y ^ x>>s
		}
		return x
	}
	y = unshift(y, 27) * inverse(0x1C69B3F74AC4AE35)
	y = unshift(y, 33) * inverse(0x3C79AC492BA7B653)
	return unshift(y, 27)
}

// The rarest words: all bits clear and all bits set. A draw that breaks on one
// of them would break one history in 10^16, which nobody would ever find.
func TestDrawsAtTheExtremeWords(t *testing.T) {
	for _, word := range []uint64{0, 1, 1<<11 - 1, 1 << 11, 1 << 63, 1<<63 - 1, math.MaxUint64 &^ 0x7FF, math.MaxUint64 &^ 0xFFF, math.MaxUint64} {
		u := Unit{unmixed(word)}
		if u.Word(0) != word {
			t.Fatalf("unmixed is wrong: word %#x, want %#x", u.Word(0), word)
		}
		if v := u.Uniform(0); v < 0 || v >= 1 {
			t.Errorf("word %#x: Uniform = %g", word, v)
		}
		if z := u.Normal(0); math.IsNaN(z) || math.Abs(z) > 8.5 {
			t.Errorf("word %#x: Normal = %g", word, z)
		}
		if n := u.Poisson(0, 1); n < 0 || n > 30 {
			t.Errorf("word %#x: Poisson(1) = %d", word, n)
		}
		if n := u.Below(0, 10); n < 0 || n > 9 {
			t.Errorf("word %#x: Below(10) = %d", word, n)
		}
		if n := u.Round(0, 5); n != 5 {
			t.Errorf("word %#x: Round(5) = %d", word, n)
		}
	}
}

// Known answers: every recorded history hangs on these numbers. Whoever
// changes them re-makes all replays and says so under Results.
func TestDiceStayTheSame(t *testing.T) {
	u := Seed(1).Dice("police.arrest", aMonth).Of(42)
	for _, c := range []struct {
		what      string
		got, want uint64
	}{
		{"word 0", u.Word(0), 0xC81BADF56A4F163A},
		{"word 31", u.Word(31), 0x93D03100FA917A07},
		{"lane 5", uint64(u.Lane(5)), 0x85C03ADC},
		{"mask 0.3", u.Mask(OddsOf(0.3), ^uint64(0)), 0x17C0100285B06001},
		{"seed 0", Seed(0).Dice("", 0).Of(0).Word(0), 0x2D31410BFFF2AF97},
		{"normal", math.Float64bits(u.Normal(7)), 0xBFF7C508EA87369C},
	} {
		if c.got != c.want {
			t.Errorf("%s is %#016x, was %#016x", c.what, c.got, c.want)
		}
	}
}

func TestDrawsAllocateNothing(t *testing.T) {
	var sink uint64
	if n := testing.AllocsPerRun(100, func() {
		u := aSeed.Dice(aDice, aMonth).Of(sink)
		sink += u.Mask(OddsOf(0.1), ^uint64(0)) + uint64(u.Poisson(40, 2)) + math.Float64bits(u.Normal(41))
	}); n != 0 {
		t.Errorf("%g allocations a draw", n)
	}
}
