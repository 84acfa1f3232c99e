package main

import (
	"math"
	"math/rand/v2"

	"github.com/fromabove/fromabove/stat"
	"github.com/mlange-42/ark/ecs"
)

// levels is a mind in small whole numbers: the rules of the packed people, one
// person at a time.
type levels struct{ support, leaning, nerve, scruple uint8 }

// levelRules are the rules of a month with what they need of a collective in
// whole numbers. 32 random bits are drawn for a person, and more only where
// something may befall him.
type levelRules struct {
	k           *Climate
	dice        *rand.PCG
	word        uint64 // random bits, 32 for each person
	left        int    // halves left in word
	bounds      []levelBounds
	collectives []collective
	counts
	denouncers []ecs.Entity
}

// levelBounds turn comparisons with numbers into comparisons of levels.
type levelBounds struct {
	parts  [4]int32 // burdens in 16ths of a level
	low    uint8    // support below it is below the ground
	silent [4]uint8 // by quarter of nerve: support from it on acclaims
	line   uint8    // scruple below it is below the recruiting line
	sieve  uint16   // of 16 random bits: below it somebody may denounce
}

func (r *levelRules) begin() {
	k := r.k
	r.counts = counts{months: r.months}
	r.denouncers = r.denouncers[:0]
	for i := range r.collectives {
		g, b := &r.collectives[i], &r.bounds[i]
		g.age(k, -3.5*scrupleStep)
		for kind, x := range g.burden {
			b.parts[kind] = int32(nearest(x*512, 2047))
		}
		b.low = levelBelow(g.ground)
		for quarter := range b.silent {
			b.silent[quarter] = 32
			if k.Facade {
				b.silent[quarter] = min(32, 64-levelBelow(g.pressure*(0.5+(float64(quarter)+0.5)/4)))
			}
		}
		b.line = uint8(min(max(math.Floor((k.RecruitMores-g.mores)/scrupleStep+3.5+1), 0), 8))
		b.sieve = uint16(min(math.Ceil(g.widest*65536), 65535))
	}
}

// live is the month of one person. What is not rare is written so that it
// compiles to arithmetic: a branch that goes either way costs more than both.
func (r *levelRules) live(who ecs.Entity, m *levels, s *signs, a *act, of *member) {
	k, g, b := r.k, &r.collectives[of.collective], &r.bounds[of.collective]
	word := r.half()
	distance := 16*(int32(m.leaning)-int32(m.support)) - b.parts[s.kind()]
	moves := -int32(one(word>>8&15 < uint32(k.Pace)))
	m.support = uint8(max(0, min(int32(m.support)+(distance+int32(word&255))>>8&moves, 63)))
	*a = act{}
	if s.held {
		return
	}
	r.free++
	supports := m.support >= 32
	if m.support < b.low && r.uniform() < k.Opportunity && levelAt(m.support) < g.ground-nerveAt(m.nerve)*g.risk {
		a.dissent = true
		g.dissenters++
		r.dissent++
	}
	a.acclaim = m.support >= b.silent[m.nerve>>2&3] && !a.dissent
	r.acclaim += one(a.acclaim)
	r.insincere += one(a.acclaim) &^ one(supports)
	r.supporters += one(supports)
	r.marked += one(s.marked)
	r.unscrupulous += one(m.scruple < b.line)
	if uint16(word>>16) < b.sieve {
		if r.uniform()*float64(b.sieve)/65536 < g.rateOf(k, (float64(m.scruple)-3.5)*scrupleStep, nerveAt(m.nerve)) {
			r.denouncers = append(r.denouncers, who)
		}
	}
}

// half is half of a random number of 64 bits: enough for a person.
func (r *levelRules) half() uint32 {
	if r.left == 0 {
		r.word, r.left = r.dice.Uint64(), 2
	}
	r.left--
	bits := uint32(r.word)
	r.word >>= 32
	return bits
}

func (r *levelRules) end() {
	for i := range r.collectives {
		r.collectives[i].close(&r.counts)
	}
	r.told += len(r.denouncers)
	r.lived += r.free
}

func (r *levelRules) uniform() float64 { return float64(r.dice.Uint64()>>11) / (1 << 53) }

func levelAt(level uint8) float64 { return (2*float64(level) - 63) / 64 }
func nerveAt(level uint8) float64 { return (float64(level) + 0.5) / 16 }

// levelBelow is the level below which support is less than x.
func levelBelow(x float64) uint8 { return uint8(min(max(math.Ceil((x*64+63)/2), 0), 64)) }

// nearest is the whole number nearest to x in 0..top.
func nearest(x, top float64) float64 { return min(max(math.Floor(x+0.5), 0), top) }

// birth makes new minds from a random byte each, by tables of the normal
// distribution.
type birth struct {
	leaning [2][256]uint8 // second row: marked
	scruple [256]uint8
	shift   uint8
}

func birthOf(n *Nature) *birth {
	b := &birth{shift: uint8(n.Shift)}
	for i := range 256 {
		z := stat.NormalQuantile((float64(i) + 0.5) / 256)
		for marked, shift := range []float64{0, n.MarkedShift} {
			b.leaning[marked][i] = uint8(nearest((n.Leaning+n.LeaningSpread*z-shift)*32+31.5, 63))
		}
		b.scruple[i] = uint8(nearest(n.ScrupleSpread*z/scrupleStep+3.5, 7))
	}
	return b
}

func (b *birth) mind(marked bool, dice *rand.Rand) levels {
	row := &b.leaning[0]
	if marked {
		row = &b.leaning[1]
	}
	m := levels{leaning: row[dice.IntN(256)], nerve: uint8(dice.IntN(16)), scruple: b.scruple[dice.IntN(256)]}
	m.support = m.leaning - min(m.leaning, b.shift)
	return m
}
