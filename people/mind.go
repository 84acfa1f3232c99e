package people

import (
	"math"
	"math/bits"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

// Climate is what a month does to the minds of a region: the same for every
// collective in it. Numbers as in the equations of MODEL.md, Society.
type Climate struct {
	// Support moves towards its target by the share Pace/256 a month.
	Pace         int     // 256 a, 0..16
	Burden       float64 // beta h: support lost to hardship
	MarkedBurden float64 // further loss of those who are marked
	KinGrief     float64 // b_K: further loss of those whose kin was taken
	MemoryGrief  float64 // support lost per unit of memory of arrests
	Fading       float64 // d_F: share of the memory that fades in a month
	Fright       float64 // phi: fear is 1 - exp(-phi E)

	// Mores M heal towards Rest and erode.
	Healing, Rest, Erosion float64 // M' = Healing (Rest - M) - Erosion M

	// Dissent.
	Opportunity  float64 // probability that one can act at all
	Threshold    float64 // T
	Watch        float64 // k I: Epstein's constant times police and informers per 100 persons
	WholeWatch   float64 // k, where felt risk counts whole police to a dissenter; 0: it is smooth
	RecruitMores float64 // own mores below which a person would serve in the police

	// Acclaim. Demand is V/4; without a facade only the sincere acclaim.
	Facade bool
	Demand float64

	// Denunciation: probability Rate (1 - M_i)(Base + Zeal (1 + 2 F R_i)).
	Rate, Base, Zeal float64
}

// Mood holds the dice of the acts of minds in one month.
type Mood struct{ Move, Drift, Act, Denounce chance.Dice }

// Units of the arithmetic of support: a level is 16 parts, and a month's step
// is a 16th of the distance, so a step is decided in 256ths of a level.
const (
	parts     = 16
	accPlanes = 13 // signed, holds every distance in parts: -4096..4095
	maxBurden = 1<<burdenPlanes - 1

	burdenPlanes = 11
)

// Feel moves the private support of all 64 lanes one month towards its target,
//
//	x' = a (theta - burden - x),  burden = Burden + MarkedBurden mark + KinGrief kin + MemoryGrief E,
//
// by unbiased stochastic rounding: with U uniform on 0..255 and the distance D
// in 16ths of a level, the step floor((D+U)/256) has the expectation D/256, a
// 16th of the distance; a lane moves with probability 16 a. Support is held at
// the ends of its scale.
func (c *Collective) Feel(unit uint64, k *Climate, mood *Mood) {
	movers := mood.Move.Of(unit).Mask(chance.Odds(k.Pace)<<28, ^uint64(0))
	if movers == 0 {
		return
	}
	groups, count := k.burdens(c)
	dice := mood.Drift.Of(unit)

	// acc = 16 (theta - support) + U - burden, in two's complement.
	var acc [accPlanes]uint64
	for i := range 4 {
		acc[i] = dice.Word(i)
	}
	var borrow, carry uint64
	for i := range SupportPlanes {
		t, s := c.Leaning[i], c.Support[i]
		d := t ^ s ^ borrow
		borrow = ^t&s | ^(t^s)&borrow
		var u uint64
		if i < 4 {
			u = dice.Word(4 + i)
		}
		acc[4+i] = d ^ u ^ carry
		carry = d&u | (d^u)&carry
	}
	for i := 4 + SupportPlanes; i < accPlanes; i++ { // sign of the difference
		acc[i] = borrow ^ carry
		carry &= borrow
	}
	borrow = 0
	for i := range burdenPlanes {
		var b uint64
		for _, g := range groups[:count] {
			b |= g.lanes & -(g.burden >> (i & 63) & 1)
		}
		a := acc[i]
		acc[i] = a ^ b ^ borrow
		borrow = ^a&b | ^(a^b)&borrow
	}
	for i := burdenPlanes; i < accPlanes; i++ {
		a := acc[i]
		acc[i] = a ^ borrow
		borrow &^= a
	}

	// support += acc / 256, for the movers, held in 0..63: a step has five
	// planes, of which the last is its sign and stands for all above.
	sign := acc[accPlanes-1] & movers
	carry = 0
	var sum [SupportPlanes]uint64
	for i := range accPlanes - 8 {
		s, step := c.Support[i], acc[8+i]&movers
		sum[i] = s ^ step ^ carry
		carry = s&step | (s^step)&carry
	}
	top := c.Support[SupportPlanes-1]
	sum[SupportPlanes-1] = top ^ sign ^ carry
	carry = top&sign | (top^sign)&carry
	s6 := sign ^ carry
	s7 := sign ^ sign&carry
	over := s6 &^ s7
	for i := range SupportPlanes {
		c.Support[i] = sum[i]&^s7 | over
	}
}

// burdened are lanes that bear the same burden, in 16ths of a level.
type burdened struct{ lanes, burden uint64 }

// burdens parts the lanes by what they bear: neither marked nor bereaved,
// marked, bereaved, both. Most collectives hold two of the four kinds.
func (k *Climate) burdens(c *Collective) (groups [4]burdened, count int) {
	base := k.Burden + float64(k.MemoryGrief*float64(c.Memory))
	add := func(lanes uint64, x float64) {
		if lanes != 0 {
			groups[count] = burdened{lanes, uint64(nearest(float64(x*supportLevels/2*parts), maxBurden))}
			count++
		}
	}
	add(^(c.Marked | c.Kin), base)
	add(c.Marked&^c.Kin, base+k.MarkedBurden)
	add(c.Kin&^c.Marked, base+k.KinGrief)
	add(c.Marked&c.Kin, base+k.MarkedBurden+k.KinGrief)
	return groups, count
}

// fear is F = 1 - exp(-phi E).
func (c *Collective) fear(k *Climate) float64 {
	return 1 - stat.Decay(float64(k.Fright*float64(c.Memory)))
}

// Age brings what the collective shares up to date: memory of arrests fades
// and takes in the arrests since the last month; mores heal and erode.
func (c *Collective) Age(k *Climate) {
	if c.Memory != 0 || c.Taken != 0 {
		members := max(Count(c.Alive), 1)
		c.Memory = float32(float64((1-k.Fading)*float64(c.Memory)) + 100*float64(c.Taken)/float64(members))
		if c.Memory < 1e-3 {
			c.Memory = 0
		}
		c.Taken = 0
	}
	m := float64(c.Mores)
	c.Mores = float32(stat.Clamp(m+float64(k.Healing*(k.Rest-m))-float64(k.Erosion*m), 0, 1))
}

// Act lets everyone at liberty dissent, be silent or acclaim. Who dissents had
// the opportunity and -x - R P - F/2 > T, with the felt risk
// P = 1 - exp(-k I (1 + 2 F)/(1 + A)), A last month's dissenters per 100
// (Epstein 2002, rule A, with the whole-number floor left out, unless WholeWatch
// puts it back). Who does not
// dissent acclaims if x > 0, or, where a facade is kept up, if
// (V/4 + F)(1/2 + R) > -x; for this the nerve is read to a quarter.
func (c *Collective) Act(unit uint64, k *Climate, mood *Mood) {
	free := c.Free()
	fear := c.fear(k)
	var dissent uint64
	ground := -k.Threshold - fear/2
	able := free & below(c.Support[:], supportLevel(ground))
	if able != 0 {
		able = mood.Act.Of(unit).Mask(chance.OddsOf(k.Opportunity), able)
	}
	if able != 0 {
		crowd := 100 * float64(c.Dissenters) / float64(max(Count(free), 1))
		watch := k.Watch * (1 + float64(2*fear)) / (1 + crowd)
		if k.WholeWatch > 0 {
			watch = k.WholeWatch * math.Floor(watch/k.WholeWatch)
		}
		risk := 1 - stat.Decay(watch)
		for ; able != 0; able &= able - 1 {
			lane := bits.TrailingZeros64(able)
			if c.SupportOf(lane) < ground-float64(c.NerveOf(lane)*risk) {
				dissent |= 1 << lane
			}
		}
	}
	acclaim := free & c.InSupport()
	if pressure := k.Demand + fear; k.Facade && pressure > leastPressure {
		high, low := c.Nerve[NervePlanes-1], c.Nerve[NervePlanes-2]
		for quarter, lanes := range [4]uint64{^high & ^low, ^high & low, high & ^low, high & low} {
			nerve := (float64(quarter) + 0.5) / 4
			// -x < q is x > -q: the levels stand mirrored about zero.
			silent := supportLevels - supportLevel(float64(pressure*(0.5+nerve)))
			acclaim |= free & lanes &^ below(c.Support[:], silent)
		}
	}
	c.Dissent = dissent
	c.Acclaim = acclaim &^ dissent
	c.Dissenters = uint8(Count(dissent))
}

// leastPressure is the pressure below which even the most nervous acclaim only
// if their support is above zero: the level next below zero is -1/64.
const leastPressure = 1.0 / supportLevels / (0.5 + 0.875)

// Denouncers is the mask of those who denounce somebody this month.
func (c *Collective) Denouncers(unit uint64, k *Climate, mood *Mood) uint64 {
	fear := c.fear(k)
	least := stat.Clamp(float64(c.Mores)+scrupleAt(0), 0, 1)
	widest := float64(k.Rate*(1-least)) * (k.Base + float64(k.Zeal*(1+float64(2*fear))))
	dice := mood.Denounce.Of(unit)
	var who uint64
	for able := dice.Mask(chance.OddsOf(widest), c.Free()); able != 0; able &= able - 1 {
		lane := bits.TrailingZeros64(able)
		own := stat.Clamp(float64(c.Mores)+c.ScrupleOf(lane), 0, 1)
		p := float64(k.Rate*(1-own)) * (k.Base + float64(k.Zeal*(1+float64(2*fear*c.NerveOf(lane)))))
		if chance.Odds(dice.Lane(lane)) < chance.OddsOf(p) {
			who |= 1 << lane
		}
	}
	return who
}

// Count adds the collective to a tally. A supporter is whose support is above
// zero.
func (t *Tally) Count(c *Collective, k *Climate) {
	free := c.Free()
	support := free & c.InSupport()
	t.Collectives++
	if c.Town {
		t.Towns++
	}
	if c.Workplace {
		t.Workplaces++
	}
	if c.Garrison {
		t.garrison(c)
	}
	t.Alive += Count(c.Alive)
	t.Free += Count(free)
	t.Held += Count(c.Held)
	t.Settled += Count(c.Settled)
	t.Gone += Count(c.Gone)
	t.Vacant += Count(c.Vacant())
	t.Dissent += Count(c.Dissent)
	t.Acclaim += Count(c.Acclaim)
	t.Insincere += Count(c.Acclaim &^ support)
	t.Supporters += Count(support)
	t.Marked += Count(free & c.Marked)
	t.National += Count(free & c.National)
	t.File += Count(free & c.File)
	t.Named += Count(free & c.Named)
	t.Party += Count(free & c.Party)
	t.Joiners += Count(support &^ c.Party)
	if line := (k.RecruitMores-float64(c.Mores))/ScrupleStep + 3.5 + 1; line >= 1 {
		t.Unscrupulous += Count(free & below(c.Scruple[:], int(min(line, 1<<ScruplePlanes))))
	}
	if n := Count(free); n > 0 && Count(c.Dissent)*disturbance >= n {
		t.Disturbances++
	}
	t.Fear += c.fear(k)
	t.MoresSum += float64(c.Mores)
}

// disturbance: a sixteenth of those at liberty, dissenting together, is a
// disturbance.
const disturbance = 16
