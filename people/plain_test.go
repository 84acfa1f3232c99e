package people

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

// The plain reference: the same people one at a time, with booleans and whole
// numbers, every act as its rule says it and none as planes compute it. A
// person's dice are the columns of the same words, so the two must agree in
// every bit. This file has the person and what befalls him; plain_mind_test.go
// what he feels and does; plain_ties_test.go whom the police pick and whom he
// knows.

// plainPerson is what a collective says about one lane.
type plainPerson struct {
	alive, gone, held, settled                                            bool
	dissent, acclaim, marked, national, file, named, kin, party, deserted bool
	support, leaning, nerve, scruple                                      int
}

func (p *plainPerson) free() bool   { return p.alive && !p.held && !p.settled }
func (p *plainPerson) vacant() bool { return !p.alive && !p.gone }

// plainCollective is 64 persons and what they share.
type plainCollective struct {
	persons           [Lanes]plainPerson
	memory, mores     float32
	dissenters, taken int
	region            int
	town, workplace   bool
	garrison          bool
}

// yesses and numbers pair what is said of a person with the mask or planes
// that say it.
func yesses(c *Collective, p *plainPerson) (masks []*uint64, of []*bool) {
	return []*uint64{&c.Alive, &c.Gone, &c.Held, &c.Settled, &c.Dissent, &c.Acclaim, &c.Marked, &c.National, &c.File, &c.Named, &c.Kin, &c.Party, &c.Deserted},
		[]*bool{&p.alive, &p.gone, &p.held, &p.settled, &p.dissent, &p.acclaim, &p.marked, &p.national, &p.file, &p.named, &p.kin, &p.party, &p.deserted}
}

func numbers(c *Collective, p *plainPerson) (planes [][]uint64, of []*int) {
	return [][]uint64{c.Support[:], c.Leaning[:], c.Nerve[:], c.Scruple[:]}, []*int{&p.support, &p.leaning, &p.nerve, &p.scruple}
}

// plainOf unpacks a collective.
func plainOf(c *Collective) *plainCollective {
	out := &plainCollective{memory: c.Memory, mores: c.Mores, dissenters: int(c.Dissenters), taken: int(c.Taken),
		region: int(c.Region), town: c.Town, workplace: c.Workplace, garrison: c.Garrison}
	for lane := range out.persons {
		p := &out.persons[lane]
		masks, yes := yesses(c, p)
		for i := range masks {
			*yes[i] = bit(*masks[i], lane)
		}
		planes, number := numbers(c, p)
		for i := range planes {
			for k, w := range planes[i] {
				if bit(w, lane) {
					*number[i] += int(math.Pow(2, float64(k)))
				}
			}
		}
	}
	return out
}

// packed packs a plain collective.
func (c *plainCollective) packed() Collective {
	out := Collective{Memory: c.memory, Mores: c.mores, Dissenters: uint8(c.dissenters), Taken: uint8(c.taken),
		Region: uint8(c.region), Town: c.town, Workplace: c.workplace, Garrison: c.garrison}
	for lane := range c.persons {
		p := &c.persons[lane]
		masks, yes := yesses(&out, p)
		for i := range masks {
			if *yes[i] {
				*masks[i] += 1 << lane
			}
		}
		planes, number := numbers(&out, p)
		for i := range planes {
			for k := range planes[i] {
				planes[i][k] += uint64(*number[i]>>k%2) << lane
			}
		}
	}
	return out
}

// bit is whether a word has the bit of a lane.
func bit(word uint64, lane int) bool { return word>>lane%2 == 1 }

// number is the whole number that count words from first on give to a lane,
// the lowest bit in the first word.
func number(u chance.Unit, lane, first, count int) int {
	n := 0
	for k := range count {
		if bit(u.Word(first+k), lane) {
			n += 1 << k
		}
	}
	return n
}

// happens is whether what has probability p befalls the person of a lane, by
// his own number.
func happens(u interface{ Lane(int) uint32 }, lane int, p float64) bool {
	return chance.Odds(u.Lane(lane)) < chance.OddsOf(p)
}

// closest is the whole number closest to x, upwards at one half, in 0..top.
func closest(x float64, top int) int {
	return int(max(0, min(math.Floor(x+0.5), float64(top))))
}

func (c *plainCollective) born(lanes uint64, unit uint64, n *Nature, b Births) {
	for lane := range c.persons {
		if !bit(lanes, lane) {
			continue
		}
		digits := b.Traits.Of(unit).Word(lane)
		take := func(count int) float64 { // so many digits, from the lowest on
			n := digits & (1<<count - 1)
			digits >>= count
			return float64(n)
		}
		p := plainPerson{alive: true}
		leaning, scruple := take(8), take(8)
		p.nerve = int(take(4))
		p.national = take(22)/(1<<22) < n.NationalShare
		p.marked = take(22)/(1<<22) < n.MarkedShare
		theta := n.LeaningMean + float64(n.LeaningSpread*byteNormal(leaning))
		if p.marked {
			theta -= n.MarkedShift
		}
		p.leaning = closest(float64(theta*32)+31.5, 63)
		p.support = max(p.leaning-b.Shift, 0)
		p.scruple = closest(float64(n.ScrupleSpread*byteNormal(scruple))/0.05+3.5, 7)
		c.persons[lane] = p
	}
}

// byteNormal is the middle of the b-th 256th of the normal distribution.
func byteNormal(b float64) float64 { return stat.NormalQuantile((b + 0.5) / 256) }

func (c *plainCollective) die(lanes uint64) {
	for lane := range c.persons {
		if p := &c.persons[lane]; bit(lanes, lane) {
			p.alive, p.settled, p.dissent, p.acclaim, p.party, p.deserted = false, false, false, false, false, false
		}
	}
}

func (c *plainCollective) perish(lanes uint64) {
	for lane := range c.persons {
		if p := &c.persons[lane]; bit(lanes, lane) {
			p.alive, p.settled, p.dissent, p.acclaim, p.party, p.deserted = false, false, false, false, false, false
			p.held, p.gone = false, true
		}
	}
}

func (c *plainCollective) take(lane int) {
	p := &c.persons[lane]
	p.held, p.named, p.dissent, p.acclaim, p.party, p.deserted = true, false, false, false, false, false
	for other := range c.persons {
		if other/4 == lane/4 && other != lane {
			c.persons[other].kin = true
		}
	}
	if c.taken < 255 {
		c.taken++
	}
}

func (c *plainCollective) release(lane int) {
	c.persons[lane].held = false
	c.persons[lane].file = true
}

func (c *plainCollective) settle(lanes uint64) {
	for lane := range c.persons {
		if p := &c.persons[lane]; bit(lanes, lane) {
			p.held, p.settled, p.dissent, p.acclaim, p.party, p.deserted = false, true, false, false, false, false
		}
	}
}

// class joins town and wage work where the share has reached the rank: the
// golden ratio's multiples modulo one, to 32 bits.
func (c *plainCollective) class(number int, urban, wage float64) {
	const golden = 0x9E3779B97F4A7C15
	rank := float64(uint64(number+1)*golden/(1<<32)) / (1 << 32)
	c.town, c.workplace = rank < urban, rank < wage
}

// count adds the collective to a tally, person by person.
func (c *plainCollective) count(t *Tally, k *Climate) {
	one := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	one(&t.Collectives, true)
	one(&t.Towns, c.town)
	one(&t.Workplaces, c.workplace)
	c.countGarrison(t)
	free, dissent := 0, 0
	for i := range c.persons {
		p := &c.persons[i]
		supports := p.support >= 32
		one(&t.Alive, p.alive)
		one(&t.Held, p.held)
		one(&t.Settled, p.settled)
		one(&t.Gone, p.gone)
		one(&t.Vacant, p.vacant())
		if !p.free() {
			continue
		}
		free++
		one(&dissent, p.dissent)
		one(&t.Dissent, p.dissent)
		one(&t.Acclaim, p.acclaim)
		one(&t.Insincere, p.acclaim && !supports)
		one(&t.Supporters, supports)
		one(&t.Marked, p.marked)
		one(&t.National, p.national)
		one(&t.File, p.file)
		one(&t.Named, p.named)
		one(&t.Party, p.party)
		one(&t.Joiners, supports && !p.party)
		one(&t.Unscrupulous, float64(c.mores)+p.deviation() < k.RecruitMores)
	}
	t.Free += free
	one(&t.Disturbances, dissent > 0 && 16*dissent >= free)
	t.Fear += c.fear(k)
	t.MoresSum += float64(c.mores)
}

func TestPackingAndUnpackingAreInverse(t *testing.T) {
	for seed := range uint64(500) {
		r := random(seed)
		c := anyBits(r)
		if back := plainOf(&c).packed(); back != c {
			t.Fatalf("state %d: %+v comes back as %+v", seed, c, back)
		}
		p := plainOf(&c)
		lane := r.IntN(Lanes)
		x := p.persons[lane]
		for _, n := range []struct {
			what      string
			got, want float64
		}{
			{"SupportOf", c.SupportOf(lane), x.x()},
			{"NerveOf", c.NerveOf(lane), x.r()},
			{"ScrupleOf", c.ScrupleOf(lane), x.deviation()},
		} {
			if n.got != n.want {
				t.Fatalf("state %d: %s(%d) = %g, plain %g", seed, n.what, lane, n.got, n.want)
			}
		}
	}
}
