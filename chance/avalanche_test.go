package chance

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/fromabove/fromabove/calendar"
)

// key is everything a word depends on, besides the decision.
type key struct {
	seed, unit, month, plane uint64
}

func (k key) word() uint64 {
	return Seed(k.seed).Dice(aDice, calendar.Month(int32(k.month))).Of(k.unit).Word(int(k.plane))
}

// Avalanche: flipping any one bit of seed, unit, month or plane flips each bit
// of the word with probability one half, for keys drawn at random and for the
// small keys that a history uses.
func TestEveryInputBitFlipsEveryOutputBit(t *testing.T) {
	parts := []struct {
		name  string
		width int
		flip  func(k *key, bit int)
	}{
		{"seed", 64, func(k *key, b int) { k.seed ^= 1 << b }},
		{"unit", 64, func(k *key, b int) { k.unit ^= 1 << b }},
		{"month", 32, func(k *key, b int) { k.month ^= 1 << b }},
		{"plane", 64, func(k *key, b int) { k.plane ^= 1 << b }},
	}
	random := rand.New(rand.NewPCG(1, 2))
	bases := map[string]func(i int) key{
		"random keys": func(int) key {
			return key{random.Uint64(), random.Uint64(), uint64(random.Uint32()), random.Uint64()}
		},
		"small keys": func(i int) key {
			return key{uint64(i % 16), uint64(i), uint64(aMonth) + uint64(i%330), uint64(i % 32)}
		},
	}
	for _, base := range []string{"random keys", "small keys"} {
		for _, part := range parts {
			t.Run(base+"/"+part.name, func(t *testing.T) {
				avalanche(t, part.width, bases[base], part.flip)
			})
		}
	}
}

func avalanche(t *testing.T, width int, base func(int) key, flip func(*key, int)) {
	const n = 1 << 12
	flips := make([][64]int, width)
	for block := range n / 64 {
		var keys [64]key
		var before [64]uint64
		for i := range keys {
			keys[i] = base(block*64 + i)
			before[i] = keys[i].word()
		}
		for bit := range width {
			var changed [64]uint64
			for i, k := range keys {
				flip(&k, bit)
				changed[i] = k.word() ^ before[i]
			}
			for out, column := range transpose(&changed) {
				flips[bit][out] += bits.OnesCount64(column)
			}
		}
	}
	bound := zBound(width * 64)
	for bit := range width {
		for out, k := range flips[bit] {
			if z := binomialZ(k, n); math.Abs(z) > bound {
				t.Errorf("bit %d flips output bit %d in %.4f of %d keys: z = %.2f, bound %.2f",
					bit, out, float64(k)/n, n, z, bound)
			}
		}
	}
}

// Neighbouring keys: no bit of one word goes with any bit of the next, in any
// of the walks a history makes (unit and unit+1, month and month+1, word k and
// k+1, seed and seed+1, decision and decision).
func TestNeighboursAreUncorrelated(t *testing.T) {
	const n = 1 << 15
	eachStream(t, func(t *testing.T, word func(uint64) uint64) {
		for _, step := range []uint64{1, 2, 32, 64} {
			crossBits(t, n, fmt.Sprintf("step %d", step), word, func(i uint64) uint64 { return word(i + step) })
		}
	})
}

// Dice of different decisions, months and planes of one unit are independent
// even where the rest of the key is the same.
func TestDecisionsShareNoDie(t *testing.T) {
	const n = 1 << 15
	of := func(d Decision, m calendar.Month, plane int) func(uint64) uint64 {
		dice := aSeed.Dice(d, m)
		return func(i uint64) uint64 { return dice.Of(i).Word(plane) }
	}
	base := of("police.arrest", aMonth, 0)
	for name, other := range map[string]func(uint64) uint64{
		"a longer name":      of("police.arrests", aMonth, 0),
		"a permuted name":    of("arrest.police", aMonth, 0),
		"the empty name":     of("", aMonth, 0),
		"another decision":   of("court.try", aMonth, 0),
		"the next month":     of("police.arrest", aMonth+1, 0),
		"the year after":     of("police.arrest", aMonth+12, 0),
		"the next plane":     of("police.arrest", aMonth, 1),
		"the last plane":     of("police.arrest", aMonth, 31),
		"month and plane":    of("police.arrest", aMonth+1, 1),
		"month against word": of("police.arrest", aMonth-1, 1),
	} {
		t.Run(name, func(t *testing.T) { crossBits(t, n, name, base, other) })
	}
}

// crossBits holds the correlation of every bit of a with every bit of b below
// the bound for 4,096 of them.
func crossBits(t *testing.T, n int, name string, a, b func(uint64) uint64) {
	t.Helper()
	var differ [64][64]int
	for block := range uint64(n / 64) {
		var wa, wb [64]uint64
		for i := range uint64(64) {
			wa[i], wb[i] = a(block*64+i), b(block*64+i)
		}
		ca, cb := transpose(&wa), transpose(&wb)
		for x := range 64 {
			for y := range 64 {
				differ[x][y] += bits.OnesCount64(ca[x] ^ cb[y])
			}
		}
	}
	for x := range 64 {
		for y := range 64 {
			if z := binomialZ(differ[x][y], n); math.Abs(z) > zBound(64*64) {
				t.Errorf("%s: bit %d and bit %d differ in %.4f of %d words: z = %.2f", name, x, y, float64(differ[x][y])/float64(n), n, z)
			}
		}
	}
}

// Keys do not slide: no step in one part of the key undoes a step in another
// (unit + 1 a month earlier, say), so a grid of small keys has no word twice.
func TestSmallKeysShareNoWord(t *testing.T) {
	seen := make(map[uint64]key, 8*16*64*16)
	for seed := range uint64(8) {
		for month := range uint64(16) {
			for unit := range uint64(64) {
				for plane := range uint64(16) {
					k := key{seed, unit, uint64(aMonth) + month, plane}
					w := k.word()
					if other, twice := seen[w]; twice {
						t.Fatalf("the keys %+v and %+v have the same word %#x", other, k, w)
					}
					seen[w] = k
				}
			}
		}
	}
}
