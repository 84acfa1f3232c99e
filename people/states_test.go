package people

import (
	"math"
	"math/rand/v2"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
)

// Random states for the tests. Every generator below has a fixed seed, so a
// test gives the same answer every time.

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1937)) }

// risk is the probability with which fair people would fail a statistical test.
const risk = 1e-6

// zBound is the deviation, in standard deviations, that the largest of n
// independent normal numbers exceeds with probability risk (Bonferroni).
func zBound(n int) float64 { return math.Sqrt2 * math.Erfcinv(risk/float64(n)) }

const aMonth = calendar.Month(1937*12 + 6)

func diceOf(seed uint64, d chance.Decision, month int) chance.Dice {
	return chance.Seed(seed).Dice(d, aMonth+calendar.Month(month))
}

func moodOf(seed uint64, month int) *Mood {
	return &Mood{diceOf(seed, "test.move", month), diceOf(seed, "test.act", month), diceOf(seed, "test.denounce", month)}
}

func birthsOf(seed uint64, month int) Births {
	return Births{Traits: diceOf(seed, "test.traits", month)}
}

// anyBits fills a collective with bits that mean nothing.
func anyBits(r *rand.Rand) (c Collective) {
	masks, _ := yesses(&c, &plainPerson{})
	for _, m := range masks {
		*m = r.Uint64()
	}
	planes, _ := numbers(&c, &plainPerson{})
	for _, words := range planes {
		for k := range words {
			words[k] = r.Uint64()
		}
	}
	c.Memory, c.Mores = r.Float32(), r.Float32()
	c.Dissenters, c.Taken, c.Region = uint8(r.IntN(65)), uint8(r.IntN(256)), uint8(r.IntN(64))
	c.Town, c.Workplace, c.Garrison = r.IntN(2) == 0, r.IntN(2) == 0, r.IntN(2) == 0
	return c
}

// anyCollective is a collective that obeys the laws: one place for each, acts
// only of those at liberty. Collectives differ in how full, how marked and how
// moved they are; one in eight is at an end of every scale.
func anyCollective(r *rand.Rand) *plainCollective {
	c := &plainCollective{mores: r.Float32(), town: r.IntN(2) == 0, workplace: r.IntN(2) == 0, garrison: r.IntN(2) == 0}
	if r.IntN(2) == 0 {
		c.memory = 4 * r.Float32()
	}
	if r.IntN(8) == 0 {
		c.mores = float32(r.IntN(2))
	}
	if r.IntN(3) == 0 {
		c.taken = r.IntN(256)
	}
	full, held, sign := r.Float64(), r.Float64(), r.Float64()
	some := func(p float64) bool { return r.Float64() < p }
	ends := r.IntN(8) == 0
	level := func(top int) int {
		if ends {
			return r.IntN(2) * top
		}
		return r.IntN(top + 1)
	}
	for i := range c.persons {
		p := &c.persons[i]
		p.support, p.leaning, p.nerve, p.scruple = level(63), level(63), level(15), level(7)
		p.marked, p.national, p.file, p.named, p.kin = some(sign), some(sign/4), some(sign), some(sign/2), some(sign/2)
		switch {
		case !some(full):
			p.gone = some(0.2)
		case some(held / 2):
			p.alive, p.held = true, true
		case some(held / 4):
			p.alive, p.settled = true, true
		default:
			p.alive, p.party = true, some(0.1)
			p.deserted = c.garrison && some(held/2)
			if some(0.2) {
				p.dissent = true
				c.dissenters++
			} else {
				p.acclaim = some(0.5)
			}
		}
	}
	return c
}

// oneOf is one of the numbers, or a number of 0..most.
func oneOf(r *rand.Rand, most float64, numbers ...float64) float64 {
	if i := r.IntN(2 * len(numbers)); i < len(numbers) {
		return numbers[i]
	}
	return r.Float64() * most
}

// anyClimate leans on the edges: nothing, everything, and sixty-fourths, at
// which a person stands exactly on a threshold.
func anyClimate(r *rand.Rand) *Climate {
	k := &Climate{
		Pace:         r.IntN(17),
		Burden:       oneOf(r, 1, 0, 0.25, 4.5, 1.0/1024),
		MarkedBurden: oneOf(r, 0.5, 0, 0.125),
		KinGrief:     oneOf(r, 1, 0, 0.4),
		MemoryGrief:  oneOf(r, 0.5, 0, 0.1),
		Fading:       oneOf(r, 1, 0, 1, 0.08),
		Fright:       oneOf(r, 5, 0, 1),
		Healing:      oneOf(r, 0.1, 0, 1), Rest: oneOf(r, 1, 0.85, 0), Erosion: oneOf(r, 0.2, 0, 1),
		Opportunity: oneOf(r, 1, 0, 0.125, 1), Threshold: oneOf(r, 0.8, -1, 0, 0.25, 33.0/64, 0.43),
		Watch: oneOf(r, 5, 0, 2.3, 100), RecruitMores: oneOf(r, 1, 0.1, 0.25),
		Facade: r.IntN(4) != 0, Demand: oneOf(r, 0.5, 0, 0.125, 0.25, 0.375),
		Rate: oneOf(r, 1, 0, 1.6e-3, 2), Base: oneOf(r, 1, 0, 0.08), Zeal: oneOf(r, 1, 0, 1),
	}
	if r.IntN(4) == 0 {
		k.WholeWatch = oneOf(r, 1, 0.5, 2.3)
	}
	if r.IntN(2) == 0 {
		k.Prepare()
	}
	return k
}

// anyFlight leans on nobody and everybody.
func anyFlight(r *rand.Rand) *Flight {
	seed := r.Uint64()
	return &Flight{Away: diceOf(seed, "test.away", 0), Record: diceOf(seed, "test.record", 0), Back: diceOf(seed, "test.back", 0),
		Leaving: chance.OddsOf(oneOf(r, 1, 0, 0.07, 1)), Recorded: chance.OddsOf(oneOf(r, 1, 0, 1)), Returned: chance.OddsOf(oneOf(r, 1, 0, 0.1, 1)),
		Quit: oneOf(r, 1, -1, -0.5, 0, 0.25, 1)}
}

func anyNature(r *rand.Rand) *Nature {
	n := &Nature{LeaningMean: oneOf(r, 0.9, -0.5, 0, 0.4), LeaningSpread: oneOf(r, 0.5, 0, 0.25),
		MarkedShare: oneOf(r, 0.5, 0, 1, 0.045), MarkedShift: oneOf(r, 0.5, 0, 0.25),
		NationalShare: oneOf(r, 0.2, 0, 1, 0.017), ScrupleSpread: oneOf(r, 0.3, 0, 0.1)}
	n.Prepare()
	return n
}

func anyWeights(r *rand.Rand) *Weights {
	return &Weights{oneOf(r, 3, 0, 1), oneOf(r, 3, 0, 1), oneOf(r, 1, 0, 1), oneOf(r, 1, 0, 1), oneOf(r, 1, 0, 0.5), oneOf(r, 0.1, 0, 1e-6)}
}

// anyMultitude is regions of the given numbers of random collectives.
func anyMultitude(r *rand.Rand, collectives ...int) *Multitude {
	m := New(1, collectives)
	for i := range m.Collectives {
		region := m.Collectives[i].Region
		m.Collectives[i] = anyCollective(r).packed()
		m.Collectives[i].Region = region
	}
	return m
}

// tallyOf is the census of a region.
func (m *Multitude) tallyOf(region int, k *Climate) (t Tally) {
	for i := m.Regions[region].First; i < m.Regions[region].End; i++ {
		t.Count(&m.Collectives[i], k)
	}
	return t
}
