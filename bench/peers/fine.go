package main

import (
	"math"
	"math/rand/v2"

	"github.com/mlange-42/ark/ecs"
)

// fine is a mind in floating point: the equations of MODEL.md without levels
// and without the dice that levels need, as one would write them first.
type fine struct{ support, leaning, nerve, scruple float32 }

// fineRules are the rules of a month for minds in floating point.
type fineRules struct {
	k           *Climate
	dice        *rand.PCG
	word        uint64 // random bits, 16 for each person
	left        int    // sixteens left in word
	pace        float32
	bounds      []fineBounds
	collectives []collective
	counts
	denouncers []ecs.Entity
}

// fineBounds are what a month needs of a collective, in single precision.
type fineBounds struct {
	burden             [4]float32
	ground, push, line float32
	sieve              uint16
	risk               float32
}

func (r *fineRules) begin() {
	k := r.k
	r.counts = counts{months: r.months}
	r.denouncers = r.denouncers[:0]
	r.pace = float32(float64(k.Pace) / 256)
	for i := range r.collectives {
		g, b := &r.collectives[i], &r.bounds[i]
		g.age(k, -4*scrupleStep)
		for kind, x := range g.burden {
			b.burden[kind] = float32(x)
		}
		b.ground, b.risk, b.line = float32(g.ground), float32(g.risk), float32(k.RecruitMores-g.mores)
		b.push = 0
		if k.Facade {
			b.push = float32(g.pressure)
		}
		b.sieve = uint16(min(math.Ceil(g.widest*65536), 65535))
	}
}

// live is the month of one person.
func (r *fineRules) live(who ecs.Entity, m *fine, s *signs, a *act, of *member) {
	k, g, b := r.k, &r.collectives[of.collective], &r.bounds[of.collective]
	m.support = max(-1, min(m.support+r.pace*(m.leaning-b.burden[s.kind()]-m.support), 1))
	*a = act{}
	if s.held {
		return
	}
	r.free++
	supports := m.support > 0
	if m.support < b.ground && r.uniform() < k.Opportunity && m.support < b.ground-m.nerve*b.risk {
		a.dissent = true
		g.dissenters++
		r.dissent++
	}
	a.acclaim = b.push*(0.5+m.nerve)+m.support > 0 && !a.dissent
	r.acclaim += one(a.acclaim)
	r.insincere += one(a.acclaim) &^ one(supports)
	r.supporters += one(supports)
	r.marked += one(s.marked)
	r.unscrupulous += one(m.scruple < b.line)
	if r.sixteen() < b.sieve {
		if r.uniform()*float64(b.sieve)/65536 < g.rateOf(k, float64(m.scruple), float64(m.nerve)) {
			r.denouncers = append(r.denouncers, who)
		}
	}
}

// sixteen are sixteen random bits.
func (r *fineRules) sixteen() uint16 {
	if r.left == 0 {
		r.word, r.left = r.dice.Uint64(), 4
	}
	bits := uint16(r.word)
	r.word >>= 16
	r.left--
	return bits
}

func (r *fineRules) end() {
	for i := range r.collectives {
		r.collectives[i].close(&r.counts)
	}
	r.told += len(r.denouncers)
	r.lived += r.free
}

func (r *fineRules) uniform() float64 { return float64(r.dice.Uint64()>>11) / (1 << 53) }

func fineMind(n *Nature, marked bool, dice *rand.Rand) fine {
	theta := n.Leaning + n.LeaningSpread*dice.NormFloat64()
	if marked {
		theta -= n.MarkedShift
	}
	theta = min(max(theta, -1), 1)
	scruple := min(max(n.ScrupleSpread*dice.NormFloat64(), -4*scrupleStep), 4*scrupleStep)
	return fine{float32(max(theta-float64(n.Shift)/32, -1)), float32(theta), dice.Float32(), float32(scruple)}
}
