package chance

import (
	"math"
	"math/bits"
	"slices"
	"testing"
)

// Equidistribution: every bit is set half of the time, every byte value is
// equally frequent at each of the eight places, and the number of bits set in
// a word is binomial.
func TestBitsAndBytesAreEquallyFrequent(t *testing.T) {
	const n = 1 << 17
	eachStream(t, func(t *testing.T, word func(uint64) uint64) {
		var set [64]int
		var bytes [8][256]int
		var popcount [65]int
		for i := range uint64(n) {
			w := word(i)
			popcount[bits.OnesCount64(w)]++
			for b := range 8 {
				bytes[b][w>>(8*b)&255]++
			}
			for x := w; x != 0; x &= x - 1 {
				set[bits.TrailingZeros64(x)]++
			}
		}
		for b, k := range set {
			if z := binomialZ(k, n); math.Abs(z) > zBound(64) {
				t.Errorf("bit %d is set in %d of %d words: z = %.2f", b, k, n, z)
			}
		}
		for b := range bytes {
			x := chiSquare(bytes[b][:], func(int) float64 { return n / 256 })
			if x > chiBound(255, 8) {
				t.Errorf("byte %d: chi-square %.1f on 255, bound %.1f", b, x, chiBound(255, 8))
			}
		}
		middle := popcount[20:45] // each expected at least 50 times
		x := chiSquare(middle, func(c int) float64 { return n * binomial64(20+c) })
		if x > chiBound(24, 1) {
			t.Errorf("bits set in a word: chi-square %.1f on 24, bound %.1f", x, chiBound(24, 1))
		}
	})
}

// binomial64 is the probability of k heads in 64 fair throws.
func binomial64(k int) float64 {
	a, _ := math.Lgamma(65)
	b, _ := math.Lgamma(float64(k) + 1)
	c, _ := math.Lgamma(float64(64-k) + 1)
	return math.Exp(a - b - c - 64*math.Ln2)
}

// The serial test: the pair of nibbles at one place of two neighbouring words
// takes each of its 256 values equally often.
func TestNeighbouringNibblesAreIndependent(t *testing.T) {
	const n = 1 << 16
	eachStream(t, func(t *testing.T, word func(uint64) uint64) {
		var pairs [16][256]int
		for i := range uint64(n) {
			a, b := word(2*i), word(2*i+1)
			for p := range 16 {
				pairs[p][a>>(4*p)&15<<4|b>>(4*p)&15]++
			}
		}
		for p := range pairs {
			x := chiSquare(pairs[p][:], func(int) float64 { return n / 256 })
			if x > chiBound(255, 16) {
				t.Errorf("nibble %d: chi-square %.1f on 255, bound %.1f", p, x, chiBound(255, 16))
			}
		}
	})
}

// Birthday spacings (Marsaglia 1985): 4,096 birthdays in a year of 2^32 days
// leave a Poisson number of equal spacings with mean 4. Walks with a lattice
// fail here first.
func TestBirthdaySpacings(t *testing.T) {
	const rounds, birthdays, mean = 64, 4096, 4.0
	for _, shift := range []int{32, 16, 0} {
		eachStream(t, func(t *testing.T, word func(uint64) uint64) {
			equal := 0
			days := make([]uint32, birthdays)
			for r := range uint64(rounds) {
				for i := range days {
					days[i] = uint32(word(r*birthdays+uint64(i)) >> shift)
				}
				slices.Sort(days)
				for i := birthdays - 1; i > 0; i-- {
					days[i] -= days[i-1]
				}
				slices.Sort(days)
				for i := 1; i < birthdays; i++ {
					if days[i] == days[i-1] {
						equal++
					}
				}
			}
			z := (float64(equal) - rounds*mean) / math.Sqrt(rounds*mean)
			if math.Abs(z) > zBound(1)+0.3 { // 0.3: the Poisson's skew at mean 256
				t.Errorf("bits %d and up: %d equal spacings, want about %g: z = %.2f", shift, equal, rounds*mean, z)
			}
		})
	}
}

// The rank of 64 x 64 matrices of bits shows linear dependence among words:
// full 0.2888, one less 0.5776, two or more less 0.1336.
func TestRankOfBitMatrices(t *testing.T) {
	const n = 2000
	share := []float64{0.288788095, 0.577576190, 0.133635715}
	eachStream(t, func(t *testing.T, word func(uint64) uint64) {
		var counts [3]int
		for m := range uint64(n) {
			var rows [64]uint64
			for i := range rows {
				rows[i] = word(m*64 + uint64(i))
			}
			counts[min(64-rank(&rows), 2)]++
		}
		x := chiSquare(counts[:], func(c int) float64 { return n * share[c] })
		if x > chiBound(2, 1) {
			t.Errorf("ranks 64, 63, less: %v, chi-square %.1f on 2, bound %.1f", counts, x, chiBound(2, 1))
		}
	})
}

// rank is the rank over GF(2); it destroys the rows.
func rank(rows *[64]uint64) int {
	r := 0
	for b := range 64 {
		pivot := -1
		for i := r; i < 64; i++ {
			if rows[i]>>b&1 == 1 {
				pivot = i
				break
			}
		}
		if pivot < 0 {
			continue
		}
		rows[r], rows[pivot] = rows[pivot], rows[r]
		for i := r + 1; i < 64; i++ {
			if rows[i]>>b&1 == 1 {
				rows[i] ^= rows[r]
			}
		}
		r++
	}
	return r
}

// The tests themselves can fail: a counter and a weak mixer do not pass.
func TestBoundsCatchBadDice(t *testing.T) {
	const n = 1 << 12
	var bytes [256]int
	for i := range uint64(n) {
		bytes[i*6364136223846793005>>3&255]++ // low bits of a linear step: far too even
	}
	if x := chiSquare(bytes[:], func(int) float64 { return n / 256 }); x > 150 {
		t.Errorf("low bits of a linear step look random: chi-square %.1f on 255", x)
	}
	if z := binomialZ(n*53/100, n); math.Abs(z) < 3 {
		t.Errorf("a coin with 53%% heads passes in %d throws: z = %.2f", n, z)
	}
	if got := chiBound(255, 1); got < 370 || got > 385 { // tables: 377 at one in a million
		t.Errorf("chi-square bound on 255 degrees is %.1f", got)
	}
	if got := zBound(1); math.Abs(got-4.8916) > 1e-3 {
		t.Errorf("normal bound is %.4f, want 4.8916", got)
	}
	var rows [64]uint64
	for i := range rows {
		rows[i] = 3 << min(i, 62)
	}
	if got := rank(&rows); got != 63 {
		t.Errorf("rank of a matrix with two equal rows is %d, want 63", got)
	}
}
