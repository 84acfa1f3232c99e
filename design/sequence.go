package design

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/fromabove/fromabove/chance"
)

// MostDimensions is how many columns the Sobol sequence can have here.
const MostDimensions = 128

// digits of a number of the sequence; a row's place must be below 1<<digits.
const digits = 32

//go:embed directions.txt
var directionText string

// scrambling decides the digits that a scrambled sequence turns.
const scrambling chance.Decision = "design.scramble"

// Sequence is the Sobol sequence (Sobol 1967), in the order of the Gray code
// (Antonov and Saleev 1979), with the direction numbers of Joe and Kuo 2008.
// Take powers of two: each first 2^m rows have one number in each 2^m-th part
// of every column.
//
// The plain sequence begins with the corner where all are zero, and its rows
// stand on the edges of boxes. Scrambled (Owen 1995: a digit is turned or not
// by its column, its place and all digits before it) it keeps its evenness, has
// no such rows, and every seed gives another; its first row must not be left
// out (Owen 2020).
type Sequence struct {
	Plain bool        // not scrambled
	Seed  chance.Seed // of the scrambling
}

// Rows are the first n rows of k columns.
func (s Sequence) Rows(n, k int) [][]float64 {
	if k < 1 || k > MostDimensions || n < 0 || n > 1<<(digits-1) {
		panic(fmt.Sprintf("design: a Sobol sequence of %d rows and %d columns; want up to %d columns", n, k, MostDimensions))
	}
	directions := theDirections()
	dice := s.Seed.Dice(scrambling, 0)
	at := make([]uint32, k)
	rows := make([][]float64, n)
	for r := range rows {
		row := make([]float64, k)
		for d := range row {
			if s.Plain {
				row[d] = float64(at[d]) / (1 << digits)
			} else {
				row[d] = (float64(scrambled(at[d], d, dice)) + 0.5) / (1 << digits)
			}
		}
		rows[r] = row
		for d := range at {
			at[d] ^= directions[d][lowestZero(r)]
		}
	}
	return rows
}

// lowestZero is the place of the lowest binary digit of r that is zero: the
// one that the Gray code turns next.
func lowestZero(r int) int {
	place := 0
	for ; r&1 == 1; r >>= 1 {
		place++
	}
	return place
}

// scrambled turns each digit of x, or does not, by a coin that belongs to the
// column and to the digits before it.
func scrambled(x uint32, column int, dice chance.Dice) uint32 {
	out := x
	for place := range digits {
		before := uint64(1)<<place | uint64(x)>>(digits-place) // the digits before, under a leading one
		if dice.Of(uint64(column)<<digits|before).Word(0)>>63 == 1 {
			out ^= 1 << (digits - 1 - place)
		}
	}
	return out
}

// theDirections are the direction numbers of all columns: v_1 to v_32, as
// binary fractions from the top.
var theDirections = sync.OnceValue(func() [][digits]uint32 {
	all := make([][digits]uint32, 1, MostDimensions)
	for place := range digits {
		all[0][place] = 1 << (digits - 1 - place)
	}
	for line := range strings.Lines(directionText) {
		if !strings.HasPrefix(line, "#") {
			all = append(all, column(line))
		}
	}
	return all
})

// column works out the direction numbers of a line: the given ones, then, with
// a primitive polynomial x^s + a_1 x^(s-1) + ... + a_(s-1) x + 1,
// v_i = a_1 v_(i-1) ^ ... ^ a_(s-1) v_(i-s+1) ^ v_(i-s) ^ v_(i-s)/2^s.
func column(line string) (v [digits]uint32) {
	var n []uint32
	for _, word := range strings.Fields(line) {
		x, err := strconv.ParseUint(word, 10, digits)
		if err != nil {
			panic(fmt.Sprintf("design: directions.txt: %q: %v", line, err))
		}
		n = append(n, uint32(x))
	}
	s, a, m := int(n[1]), n[2], n[3:]
	for i := range digits {
		if i < s {
			v[i] = m[i] << (digits - 1 - i)
			continue
		}
		v[i] = v[i-s] ^ v[i-s]>>s
		for j := 1; j < s; j++ {
			if a>>(s-1-j)&1 == 1 {
				v[i] ^= v[i-j]
			}
		}
	}
	return v
}
