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

	calm     lines // where nobody remembers an arrest
	prepared bool
}

// Prepare draws the lines that are the same in every collective without fear. A
// climate that is not prepared does the same, more slowly.
func (k *Climate) Prepare() { k.calm, k.prepared = k.lines(0), true }

// Mood holds the dice of the acts of minds in one month.
type Mood struct{ Move, Drift, Act, Denounce chance.Dice }

// Units of the arithmetic of support: a level is 16 parts, and a month's step
// is a 16th of the distance, so a step is decided in 256ths of a level.
const (
	parts     = 16
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
//
// D + U is 16 (theta - support) + U - burden, thirteen planes in two's
// complement. Of the lower eight only what they carry and borrow is wanted; the
// planes of 16 (theta - support) begin at the fourth. The arithmetic is written
// out plane by plane so that it stays in registers: as loops it took twice the
// time.
func (c *Collective) Feel(unit uint64, k *Climate, mood *Mood) {
	movers := mood.Move.Of(unit).Mask(chance.Odds(k.Pace)<<28, ^uint64(0))
	if movers == 0 {
		return
	}
	var b [burdenPlanes]uint64
	k.burdens(c, &b)
	u := mood.Drift.Of(unit)
	s, t := &c.Support, &c.Leaning

	// Planes 0 to 3: U - burden. w is borrowed from the plane above.
	w := lend(u.Word(0), b[0], 0)
	w = lend(u.Word(1), b[1], w)
	w = lend(u.Word(2), b[2], w)
	w = lend(u.Word(3), b[3], w)

	// Planes 4 to 7: theta - support, borrowing v; U is added, carrying y; the
	// burden is taken off.
	d, v := sub(t[0], s[0], 0)
	e, y := add(d, u.Word(4), 0)
	w = lend(e, b[4], w)
	d, v = sub(t[1], s[1], v)
	e, y = add(d, u.Word(5), y)
	w = lend(e, b[5], w)
	d, v = sub(t[2], s[2], v)
	e, y = add(d, u.Word(6), y)
	w = lend(e, b[6], w)
	d, v = sub(t[3], s[3], v)
	e, y = add(d, u.Word(7), y)
	w = lend(e, b[7], w)

	// Planes 8 to 12 are the step; above its two highest planes theta - support
	// has its sign, v.
	d, v = sub(t[4], s[4], v)
	step0, w := sub(d^y, b[8], w)
	y &= d
	d, v = sub(t[5], s[5], v)
	step1, w := sub(d^y, b[9], w)
	y &= d
	step2, w := sub(v^y, b[10], w)
	y &= v
	e = v ^ y
	step3 := e ^ w
	w &^= e
	sign := v ^ y&v ^ w
	sign &= movers

	// support += step, for the movers, held in 0..63: bits 6 and 7 of the sum
	// tell whether it has left the scale, and where.
	s0, y := add(s[0], step0&movers, 0)
	s1, y := add(s[1], step1&movers, y)
	s2, y := add(s[2], step2&movers, y)
	s3, y := add(s[3], step3&movers, y)
	s4, y := add(s[4], sign, y)
	s5, y := add(s[5], sign, y)
	under := sign &^ y
	over := (sign ^ y) &^ under
	s[0], s[1], s[2] = s0&^under|over, s1&^under|over, s2&^under|over
	s[3], s[4], s[5] = s3&^under|over, s4&^under|over, s5&^under|over
}

// add is one plane of a sum, and what it carries.
func add(a, b, carry uint64) (sum, out uint64) {
	x := a ^ b
	return x ^ carry, a ^ x&(a^carry)
}

// sub is one plane of the difference a - b, and what it borrows.
func sub(a, b, borrow uint64) (difference, out uint64) {
	x := a ^ b
	return x ^ borrow, borrow ^ x&(b^borrow)
}

// lend is what one plane of the difference a - b borrows.
func lend(a, b, borrow uint64) uint64 { return borrow ^ (a^b)&(b^borrow) }

// digits has, for each number of four digits, its planes in all lanes.
var digits = func() (list [16][4]uint64) {
	for n := range list {
		for k := range list[n] {
			list[n][k] = -uint64(n >> k & 1)
		}
	}
	return list
}()

// burdens writes what every lane bears, in 16ths of a level, into planes. The
// lanes are of four kinds: neither marked nor bereaved, marked, bereaved, both;
// most collectives hold two.
func (k *Climate) burdens(c *Collective, b *[burdenPlanes]uint64) {
	base := k.Burden + float64(k.MemoryGrief*float64(c.Memory))
	plain := heavy(base)
	*b = [burdenPlanes]uint64{}
	bear(b, ^uint64(0), plain)
	if c.Kin == 0 {
		bear(b, c.Marked, plain^heavy(base+k.MarkedBurden))
		return
	}
	bear(b, c.Marked&^c.Kin, plain^heavy(base+k.MarkedBurden))
	bear(b, c.Kin&^c.Marked, plain^heavy(base+k.KinGrief))
	bear(b, c.Marked&c.Kin, plain^heavy(base+k.MarkedBurden+k.KinGrief))
}

// bear turns over the planes of the lanes where a number has a one.
func bear(b *[burdenPlanes]uint64, lanes uint64, number int) {
	x, y, z := number&15, number>>4&15, number>>8&15
	b[0] ^= digits[x][0] & lanes
	b[1] ^= digits[x][1] & lanes
	b[2] ^= digits[x][2] & lanes
	b[3] ^= digits[x][3] & lanes
	b[4] ^= digits[y][0] & lanes
	b[5] ^= digits[y][1] & lanes
	b[6] ^= digits[y][2] & lanes
	b[7] ^= digits[y][3] & lanes
	b[8] ^= digits[z][0] & lanes
	b[9] ^= digits[z][1] & lanes
	b[10] ^= digits[z][2] & lanes
}

// heavy is a burden in 16ths of a level.
func heavy(x float64) int { return nearest(float64(x*supportLevels/2*parts), maxBurden) }

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
func (c *Collective) Act(unit uint64, k *Climate, mood *Mood) { c.act(unit, k, mood, c.fear(k)) }

func (c *Collective) act(unit uint64, k *Climate, mood *Mood, fear float64) {
	lines := &k.calm
	if fear != 0 || !k.prepared {
		drawn := k.lines(fear)
		lines = &drawn
	}
	free := c.Free()
	able, loud := free&c.levelBelow(lines.dissent), uint64(0)
	if able != 0 {
		able = mood.Act.Of(unit).Mask(chance.OddsOf(k.Opportunity), able)
	}
	if k.pressed(fear) {
		loud = free &^ c.silent(&lines.acclaim)
	}
	c.speak(k, fear, able, loud)
}

// speak lets those who are able to dissent do so if the risk lets them, and
// those who support or are loud for fear acclaim.
func (c *Collective) speak(k *Climate, fear float64, able, loud uint64) {
	free := c.Free()
	var dissent uint64
	if able != 0 {
		crowd := 100 * float64(c.Dissenters) / float64(max(Count(free), 1))
		watch := k.Watch * (1 + float64(2*fear)) / (1 + crowd)
		if k.WholeWatch > 0 {
			watch = k.WholeWatch * math.Floor(watch/k.WholeWatch)
		}
		risk := 1 - stat.Decay(watch)
		ground := k.ground(fear)
		for ; able != 0; able &= able - 1 {
			lane := bits.TrailingZeros64(able)
			if c.SupportOf(lane) < ground-float64(c.NerveOf(lane)*risk) {
				dissent |= 1 << lane
			}
		}
	}
	c.Dissent = dissent
	c.Acclaim = (free&c.InSupport() | loud) &^ dissent
	c.Dissenters = uint8(Count(dissent))
}

// pressed tells whether the facade makes anybody acclaim who does not support.
func (k *Climate) pressed(fear float64) bool { return k.Facade && k.Demand+fear > leastPressure }

// ground is the support below which one dissents if there is no risk.
func (k *Climate) ground(fear float64) float64 { return -k.Threshold - fear/2 }

// lines are the levels of support that part dissent, silence and acclaim in a
// collective: below dissent one may dissent; from acclaim on one acclaims
// without supporting, by the quarter of one's nerve.
type lines struct {
	dissent int
	acclaim [4]int
}

// lines draws the lines at a given fear.
func (k *Climate) lines(fear float64) (l lines) {
	l.dissent = supportLevel(k.ground(fear))
	if !k.pressed(fear) {
		return l
	}
	pressure := k.Demand + fear
	for quarter := range l.acclaim {
		nerve := (float64(quarter) + 0.5) / 4
		// -x < q is x > -q: the levels stand mirrored about zero.
		l.acclaim[quarter] = supportLevels - supportLevel(float64(pressure*(0.5+nerve)))
	}
	return l
}

// silent is the mask of lanes whose level is below that of their quarter of
// nerve, each at most one half of the scale.
func (c *Collective) silent(level *[4]int) uint64 {
	high, low := c.Nerve[NervePlanes-1], c.Nerve[NervePlanes-2]
	first, second, third := level[0], level[0]^level[1], level[0]^level[2]
	fourth := first ^ second ^ third ^ level[3]
	both := high & low
	s := &c.Support
	a, b, d, e := first&15, second&15, third&15, fourth&15
	less := lend(s[0], digits[a][0]^digits[b][0]&low^digits[d][0]&high^digits[e][0]&both, 0)
	less = lend(s[1], digits[a][1]^digits[b][1]&low^digits[d][1]&high^digits[e][1]&both, less)
	less = lend(s[2], digits[a][2]^digits[b][2]&low^digits[d][2]&high^digits[e][2]&both, less)
	less = lend(s[3], digits[a][3]^digits[b][3]&low^digits[d][3]&high^digits[e][3]&both, less)
	a, b, d, e = first>>4&15, second>>4&15, third>>4&15, fourth>>4&15
	less = lend(s[4], digits[a][0]^digits[b][0]&low^digits[d][0]&high^digits[e][0]&both, less)
	return lend(s[5], digits[a][1]^digits[b][1]&low^digits[d][1]&high^digits[e][1]&both, less)
}

// leastPressure is the pressure below which even the most nervous acclaim only
// if their support is above zero: the level next below zero is -1/64.
const leastPressure = 1.0 / supportLevels / (0.5 + 0.875)

// Denouncers is the mask of those who denounce somebody this month.
func (c *Collective) Denouncers(unit uint64, k *Climate, mood *Mood) uint64 {
	return c.denouncers(unit, k, mood, c.fear(k))
}

func (c *Collective) denouncers(unit uint64, k *Climate, mood *Mood, fear float64) uint64 {
	dice := mood.Denounce.Of(unit)
	able := dice.Mask(c.talkative(k, fear), c.Free())
	if able == 0 {
		return 0
	}
	return c.inform(dice, k, fear, able)
}

// talkative are the odds that one denounces whom no scruples of his own hold
// back and whose nerve is the weakest.
func (c *Collective) talkative(k *Climate, fear float64) chance.Odds {
	least := stat.Clamp(float64(c.Mores)+scrupleAt(0), 0, 1)
	return chance.OddsOf(float64(k.Rate*(1-least)) * (k.Base + float64(k.Zeal*(1+float64(2*fear)))))
}

// inform is the mask of those of able who denounce, each by his own odds.
func (c *Collective) inform(dice chance.Unit, k *Climate, fear float64, able uint64) (who uint64) {
	for ; able != 0; able &= able - 1 {
		lane := bits.TrailingZeros64(able)
		own := stat.Clamp(float64(c.Mores)+c.ScrupleOf(lane), 0, 1)
		p := float64(k.Rate*(1-own)) * (k.Base + float64(k.Zeal*(1+float64(2*fear*c.NerveOf(lane)))))
		who |= dice.Mask(chance.OddsOf(p), 1<<lane)
	}
	return who
}

// Month is the month of a collective's minds: Age, Feel, Act, Denouncers and
// Count, in this order. It returns the denouncers.
func (c *Collective) Month(unit uint64, k *Climate, mood *Mood, t *Tally) uint64 {
	c.Age(k)
	c.Feel(unit, k, mood)
	fear := c.fear(k)
	c.act(unit, k, mood, fear)
	who := c.denouncers(unit, k, mood, fear)
	t.count(c, k, fear)
	return who
}

// Count adds the collective to a tally. A supporter is whose support is above
// zero.
func (t *Tally) Count(c *Collective, k *Climate) { t.count(c, k, c.fear(k)) }

func (t *Tally) count(c *Collective, k *Climate, fear float64) {
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
	t.Fear += fear
	t.MoresSum += float64(c.Mores)
}

// disturbance: a sixteenth of those at liberty, dissenting together, is a
// disturbance.
const disturbance = 16
