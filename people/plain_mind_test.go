package people

import (
	"math"

	"github.com/fromabove/fromabove/stat"
)

// The mind of a plain person, as numbers of the equations.

func (p *plainPerson) x() float64 { return float64(2*p.support-63) / 64 }  // private support
func (p *plainPerson) r() float64 { return (float64(p.nerve) + 0.5) / 16 } // risk aversion R

// deviation is u, the own deviation from the mores.
func (p *plainPerson) deviation() float64 {
	step := 0.05 // a variable, so that the product is rounded as a product is
	return (float64(p.scruple) - 3.5) * step
}

func (c *plainCollective) fear(k *Climate) float64 {
	return 1 - stat.Decay(float64(k.Fright*float64(c.memory)))
}

func (c *plainCollective) countOf(is func(*plainPerson) bool) int {
	n := 0
	for i := range c.persons {
		if is(&c.persons[i]) {
			n++
		}
	}
	return n
}

// burden is the support a person has lost, in 16ths of a level: held between
// nothing and four scales.
func (c *plainCollective) burden(p *plainPerson, k *Climate) int {
	x := k.Burden + float64(k.MemoryGrief*float64(c.memory))
	if p.marked {
		x += k.MarkedBurden
	}
	if p.kin {
		x += k.KinGrief
	}
	return closest(x*32*16, 2032)
}

// step is floor((D+U)/256).
func step(d, u int) int { return int(math.Floor(float64(d+u) / 256)) }

func (c *plainCollective) feel(unit uint64, k *Climate, mood *Mood) {
	for lane := range c.persons {
		p := &c.persons[lane]
		dice := mood.Move.Of(unit)
		if float64(dice.Lane(lane))/(1<<32) >= float64(k.Pace)/16 {
			continue
		}
		distance := 16*(p.leaning-p.support) - c.burden(p, k)
		own, shared := number(dice, lane, 4, 4), int(dice.Own()&15)
		p.support = max(0, min(p.support+step(distance, 16*own+shared), 63))
	}
}

func (c *plainCollective) age(k *Climate) {
	alive := c.countOf(func(p *plainPerson) bool { return p.alive })
	e := float64((1-k.Fading)*float64(c.memory)) + 100*float64(c.taken)/float64(max(alive, 1))
	c.memory, c.taken = float32(e), 0
	if c.memory < 1e-3 {
		c.memory = 0
	}
	m := float64(c.mores)
	c.mores = float32(max(0, min(m+float64(k.Healing*(k.Rest-m))-float64(k.Erosion*m), 1)))
}

func (c *plainCollective) act(unit uint64, k *Climate, mood *Mood) {
	f := c.fear(k)
	a := 100 * float64(c.dissenters) / float64(max(c.countOf((*plainPerson).free), 1))
	watch := k.Watch * (1 + float64(2*f)) / (1 + a)
	if k.WholeWatch > 0 {
		watch = k.WholeWatch * math.Floor(watch/k.WholeWatch)
	}
	risk := 1 - stat.Decay(watch)
	dissenters := 0
	for lane := range c.persons {
		p := &c.persons[lane]
		p.dissent, p.acclaim = false, false
		if !p.free() {
			continue
		}
		quarter := (float64(p.nerve/4) + 0.5) / 4
		switch {
		case happens(mood.Act.Of(unit), lane, k.Opportunity) && -p.x()-float64(p.r()*risk)-f/2 > k.Threshold:
			p.dissent = true
			dissenters++
		case p.x() > 0 || k.Facade && (k.Demand+f)*(0.5+quarter) > -p.x():
			p.acclaim = true
		}
	}
	c.dissenters = dissenters
}

// informRate is the probability with which a person denounces somebody.
func (c *plainCollective) informRate(p *plainPerson, k *Climate) float64 {
	own := max(0, min(float64(c.mores)+p.deviation(), 1))
	return float64(k.Rate*(1-own)) * (k.Base + float64(k.Zeal*(1+float64(2*c.fear(k)*p.r()))))
}

func (c *plainCollective) denouncers(unit uint64, k *Climate, mood *Mood) (who uint64) {
	for lane := range c.persons {
		if p := &c.persons[lane]; p.free() && happens(mood.Denounce.Sparse(unit), lane, c.informRate(p, k)) {
			who += 1 << lane
		}
	}
	return who
}
