package main

import (
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/stat"
)

// Decisions.
const (
	diceTraits   chance.Decision = "peers.traits"
	diceMores    chance.Decision = "peers.mores"
	diceTaken    chance.Decision = "peers.taken"
	diceMove     chance.Decision = "peers.move"
	diceAct      chance.Decision = "peers.act"
	diceDenounce chance.Decision = "peers.denounce"
)

// packed are the people of this laboratory: sixty-four to a machine word.
type packed struct {
	people     *people.Multitude
	climate    *people.Climate
	seed       chance.Seed
	now        calendar.Month
	tallies    []people.Tally
	denouncers [][]people.ID
	months
}

func newPacked(s *Setting, collectives int, seed uint64) country {
	n := &s.Nature
	nature := people.Nature{LeaningMean: n.Leaning, LeaningSpread: n.LeaningSpread, MarkedShare: n.MarkedShare, MarkedShift: n.MarkedShift, ScrupleSpread: n.ScrupleSpread}
	nature.Prepare()
	p := &packed{people: people.New(1, []int{collectives}), climate: s.Climate.packed(), seed: chance.Seed(seed)}
	p.climate.Prepare()
	p.tallies, p.denouncers = make([]people.Tally, len(p.people.Blocks)), make([][]people.ID, len(p.people.Blocks))
	births := people.Births{Traits: p.dice(diceTraits), Shift: n.Shift}
	mores, taken := p.dice(diceMores), p.dice(diceTaken)
	for i := range p.people.Collectives {
		c, unit := &p.people.Collectives[i], uint64(i)
		c.Born(^uint64(0), unit, &nature, births)
		c.Mores = float32(stat.Clamp(n.Mores+n.MoresSpread*mores.Of(unit).Normal(0), 0, 1))
		if dice := taken.Of(unit); dice.Happens(0, n.TakenShare) {
			c.Take(dice.Below(1, people.Lanes))
		}
	}
	return p
}

func (p *packed) dice(d chance.Decision) chance.Dice { return p.seed.Dice(d, p.now) }

// live is the month as society.settle has it, on one worker.
func (p *packed) live() {
	p.now++
	mood := &people.Mood{Move: p.dice(diceMove), Act: p.dice(diceAct), Denounce: p.dice(diceDenounce)}
	p.people.Pass(1, func(i int, b people.Block) {
		p.tallies[i] = people.Tally{}
		p.denouncers[i] = p.people.Month(b, p.climate, p.climate, mood, &p.tallies[i], p.denouncers[i][:0])
	})
	for i := range p.tallies {
		p.told += len(p.denouncers[i])
		p.lived += p.tallies[i].Free
		p.watched += p.tallies[i].Collectives
		p.disturbances += p.tallies[i].Disturbances
	}
}

func (p *packed) measures() measures {
	var t people.Tally
	for i := range p.tallies {
		t.Add(&p.tallies[i])
	}
	support := 0.0
	for i := range p.people.Collectives {
		c := &p.people.Collectives[i]
		for free := c.Free(); free != 0; free &= free - 1 {
			support += c.SupportOf(people.First(free))
		}
	}
	return measuresOf(counts{free: t.Free, dissent: t.Dissent, acclaim: t.Acclaim, insincere: t.Insincere, supporters: t.Supporters,
		support: support, mores: t.MoresSum, fear: t.Fear, collectives: t.Collectives, months: p.months})
}
