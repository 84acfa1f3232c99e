package main

import (
	"math"
	"math/rand/v2"
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
	denouncers []int
}

// fineBounds are what a month needs of a collective, in single precision.
type fineBounds struct {
	burden             [4]float32
	ground, push, line float32
	sieve              uint16
	risk               float32
}

func (r *fineRules) begin(k *Climate) {
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
func (r *fineRules) live(id int, m *fine, s *signs, a *act, of *member) {
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
			r.denouncers = append(r.denouncers, id)
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

// fineRows are the persons in plain slices, a column for each component.
type fineRows struct {
	fineRules
	minds   []fine
	signs   []signs
	acts    []act
	members []member
}

func newFineRules(s *Setting, seed uint64) fineRules {
	return fineRules{k: &s.Climate, dice: rand.NewPCG(seed, 2)}
}

func newFineRows(s *Setting, collectives int, seed uint64) country {
	dice := rand.New(rand.NewPCG(seed, 1))
	r := &fineRows{fineRules: newFineRules(s, seed)}
	var taken []int
	r.collectives, taken = found(s, collectives, dice)
	r.bounds = make([]fineBounds, collectives)
	n := collectives * lanes
	r.minds, r.signs, r.acts, r.members = make([]fine, n), make([]signs, n), make([]act, n), make([]member, n)
	for i := range n {
		r.signs[i] = signsOf(s, i%lanes, taken[i/lanes], dice)
		r.minds[i] = fineMind(&s.Nature, r.signs[i].marked, dice)
		r.members[i] = member{int32(i / lanes)}
	}
	return r
}

func (r *fineRows) live() {
	r.begin(r.k)
	signs, acts, members := r.signs[:len(r.minds)], r.acts[:len(r.minds)], r.members[:len(r.minds)]
	for i := range r.minds {
		r.fineRules.live(i, &r.minds[i], &signs[i], &acts[i], &members[i])
	}
	r.end()
}

func (r *fineRows) measures() measures {
	r.support = 0
	for i, m := range r.minds {
		if !r.signs[i].held {
			r.support += float64(m.support)
		}
	}
	return measuresOf(r.counts)
}
