package design

import (
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// The first points are those that Joe and Kuo publish with their program.
func TestFirstPointsOfTheSequence(t *testing.T) {
	want := [][]float64{
		{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625},
		{0.875, 0.875, 0.125}, {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}, {0.1875, 0.3125, 0.9375}, {0.6875, 0.8125, 0.4375},
	}
	for r, row := range (Sequence{Plain: true}).Rows(len(want), 3) {
		if !slices.Equal(row, want[r]) {
			t.Errorf("point %d: %v, want %v", r, row, want[r])
		}
	}
}

// given is a line of the table of direction numbers.
type given struct {
	s, a int
	m    []uint64
}

func table(t *testing.T) (all []given) {
	t.Helper()
	for line := range strings.Lines(directionText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var n []int
		for _, word := range strings.Fields(line) {
			x, err := strconv.Atoi(word)
			if err != nil {
				t.Fatal(err)
			}
			n = append(n, x)
		}
		if n[0] != len(all)+2 || len(n) != 3+n[1] {
			t.Fatalf("%q: want dimension %d, and as many numbers as the degree", line, len(all)+2)
		}
		g := given{s: n[1], a: n[2]}
		for _, m := range n[3:] {
			g.m = append(g.m, uint64(m))
		}
		all = append(all, g)
	}
	return all
}

// Each dimension has a primitive polynomial of its own, in order of degree and
// coefficients, none left out; each m_i is odd and below 2^i.
func TestDirectionNumbersAreAllowed(t *testing.T) {
	all := table(t)
	if len(all) != MostDimensions-1 {
		t.Fatalf("%d lines, want %d", len(all), MostDimensions-1)
	}
	at := 0
	for s := 1; at < len(all); s++ {
		for a := 0; a < 1<<max(s-1, 0) && at < len(all); a++ {
			if !primitive(s, a) {
				continue
			}
			if all[at].s != s || all[at].a != a {
				t.Fatalf("dimension %d: degree %d, coefficients %d; the next primitive polynomial is %d, %d", at+2, all[at].s, all[at].a, s, a)
			}
			at++
		}
	}
	for d, g := range all {
		for i, m := range g.m {
			if m%2 == 0 || m >= 1<<(i+1) {
				t.Errorf("dimension %d: m_%d is %d", d+2, i+1, m)
			}
		}
	}
}

// primitive says whether x has the order 2^s - 1 modulo the polynomial.
func primitive(s, a int) bool {
	polynomial, power := 1<<s|a<<1|1, 1
	for n := 1; ; n++ {
		if power <<= 1; power>>s&1 == 1 {
			power ^= polynomial
		}
		if power == 1 || n == 1<<s {
			return n == 1<<s-1
		}
	}
}

// Sobol's property A, which Joe and Kuo claim for these numbers: cut every
// column in two, and each 2^k points in a row have one in each of the 2^k boxes
// of the first k dimensions. That is: the matrix of first digits has full rank.
func TestPropertyA(t *testing.T) {
	all := table(t)
	for k := range MostDimensions {
		rows := make([][]uint64, k+1) // first digits of v_1 to v_(k+1)
		for d := range rows {
			rows[d] = firstDigits(all, d, k+1)
		}
		if rank(rows) != k+1 {
			t.Fatalf("property A fails from dimension %d on", k+1)
		}
	}
}

// firstDigits of a column's direction numbers, packed sixty-four to a word. The
// first digit of v_i is not touched by the shift of the recurrence.
func firstDigits(all []given, column, n int) []uint64 {
	digit := make([]int, n)
	for i := range digit {
		if column == 0 {
			digit[0] = 1
			break
		}
		g := all[column-1]
		if i < g.s {
			digit[i] = int(g.m[i]>>i) & 1
			continue
		}
		digit[i] = digit[i-g.s]
		for j := 1; j < g.s; j++ {
			digit[i] ^= g.a >> (g.s - 1 - j) & 1 & digit[i-j]
		}
	}
	packed := make([]uint64, (n+63)/64)
	for i, d := range digit {
		packed[i/64] |= uint64(d) << (i % 64)
	}
	return packed
}

// rank of a binary matrix, which it uses up.
func rank(rows [][]uint64) (r int) {
	for i := range rows {
		word := slices.IndexFunc(rows[i], func(w uint64) bool { return w != 0 })
		if word < 0 {
			continue
		}
		r++
		low := bits.TrailingZeros64(rows[i][word])
		for _, other := range rows[i+1:] {
			if other[word]>>low&1 == 1 {
				for w := range other {
					other[w] ^= rows[i][w]
				}
			}
		}
	}
	return r
}

// Every pair of columns is a (t,12,2)-net: 4096 points, 2^t of them in each box
// of size 2^t/4096, of whatever shape. Joe and Kuo chose the numbers to keep t
// small where dimensions are low.
func TestPairsOfColumnsAreNets(t *testing.T) {
	const m = 12
	worst, sum, pairs := 0, 0, 0
	for d := range MostDimensions {
		for e := range d {
			v := quality(d, e, m)
			if d < 12 && v > 4 || d < 40 && v > 7 || v > 8 {
				t.Errorf("columns %d and %d: t = %d", e, d, v)
			}
			worst, sum, pairs = max(worst, v), sum+v, pairs+1
		}
	}
	if q := quality(1, 0, m); q != 0 {
		t.Errorf("the first two columns have t = %d, want 0", q)
	}
	t.Logf("t at most %d, %.2f in the mean of %d pairs", worst, float64(sum)/float64(pairs), pairs)
}

// quality is t of two columns at 2^m points: the first digits of both, p of one
// and m-t-p of the other, must be independent.
func quality(d, e, m int) int {
	for t := 0; ; t++ {
		good := true
		for p := 0; p <= m-t && good; p++ {
			var rows [][]uint64
			for digit := range p {
				rows = append(rows, []uint64{digitRow(d, digit, m)})
			}
			for digit := range m - t - p {
				rows = append(rows, []uint64{digitRow(e, digit, m)})
			}
			good = rank(rows) == m-t
		}
		if good {
			return t
		}
	}
}

// digitRow is the row of a column's generating matrix that makes a digit.
func digitRow(column, digit, m int) (row uint64) {
	v := theDirections()[column]
	for i := range m {
		row |= uint64(v[i]>>(digits-1-digit)&1) << i
	}
	return row
}

// Plain or scrambled, each first 2^m rows fill every column evenly, and the
// first two columns every box; scrambled, the seed says how.
func TestScrambledSequenceStaysEven(t *testing.T) {
	const m = 10
	for _, s := range []Sequence{{Plain: true}, {Seed: 1}, {Seed: 2}} {
		rows := s.Rows(1<<m, MostDimensions)
		for d := range MostDimensions {
			evenly(t, rows, d, 1<<m)
			evenly(t, rows[:64], d, 64)
		}
		for p := range m + 1 {
			seen := map[[2]int]bool{}
			for _, row := range rows {
				seen[[2]int{int(row[0] * float64(int(1)<<p)), int(row[1] * float64(int(1)<<(m-p)))}] = true
			}
			if len(seen) != 1<<m {
				t.Errorf("%+v: %d of %d boxes 2^-%d wide are visited", s, len(seen), 1<<m, p)
			}
		}
	}
	one, same, other := Sequence{Seed: 1}.Rows(8, 5), Sequence{Seed: 1}.Rows(8, 5), Sequence{Seed: 2}.Rows(8, 5)
	if !slices.EqualFunc(one, same, slices.Equal[[]float64]) || slices.EqualFunc(one, other, slices.Equal[[]float64]) {
		t.Error("the rows are not those of the seed")
	}
}

// Over seeds a scrambled row is uniform and its columns independent: mean,
// variance and covariance of one row.
func TestScramblingIsFair(t *testing.T) {
	const seeds = 4000
	var sum, square, cross float64
	for seed := range seeds {
		r := Sequence{Seed: chance.Seed(seed)}.Rows(4, 2)[3]
		sum, square, cross = sum+r[0]-0.5, square+(r[0]-0.5)*(r[0]-0.5), cross+(r[0]-0.5)*(r[1]-0.5)
	}
	for what, z := range map[string]float64{
		"mean":       sum / seeds / math.Sqrt(1.0/12/seeds),
		"variance":   (square/seeds - 1.0/12) / math.Sqrt(1.0/180/seeds),
		"covariance": cross / seeds / math.Sqrt(1.0/144/seeds),
	} {
		if math.Abs(z) > 4 {
			t.Errorf("%s: z = %.1f", what, z)
		}
	}
}

// In 40 dimensions the mean of a smooth function is found with an error far
// below that of as many fair draws.
func TestIntegralInFortyDimensions(t *testing.T) {
	const n, k, seeds = 1024, 40, 8
	squares, variance := 0.0, 1.0
	for j := range k {
		variance *= 1 + weight(j)*weight(j)/12
	}
	for seed := range seeds {
		sum := 0.0
		for _, row := range (Sequence{Seed: chance.Seed(seed)}).Rows(n, k) {
			f := 1.0
			for j, u := range row {
				f *= 1 + weight(j)*(u-0.5)
			}
			sum += f
		}
		squares += (sum/n - 1) * (sum/n - 1)
	}
	got, fair := math.Sqrt(squares/seeds), math.Sqrt((variance-1)/n)
	t.Logf("error %.2g, of fair draws %.2g", got, fair)
	if got > fair/5 {
		t.Errorf("error %.3g; fair draws have %.3g", got, fair)
	}
}

func weight(j int) float64 { return 1 / float64(1+j) }
