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
type Mood struct{ Move, Act, Denounce chance.Dice }

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
		if c.Memory < forgotten {
			c.Memory = 0
		}
		c.Taken = 0
	}
	m := float64(c.Mores)
	m += float64(k.Healing*(k.Rest-m)) - float64(k.Erosion*m)
	if m < 0 || m > 1 { // rarely: a branch costs less than stat.Clamp
		m = stat.Clamp(m, 0, 1)
	}
	c.Mores = float32(m)
}

// forgotten is the memory below which nobody remembers.
const forgotten = 1e-3

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
	able, loud := free&below6(&c.Support, lines.dissent), uint64(0)
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
	risk := 0.0
	if able != 0 {
		risk = c.risk(k, fear)
	}
	c.say(k.ground(fear), risk, able, loud)
}

// risk is P, which a dissenter feels.
func (c *Collective) risk(k *Climate, fear float64) float64 {
	crowd := 100 * float64(c.Dissenters) / float64(max(Count(c.Free()), 1))
	watch := k.Watch * (1 + float64(2*fear)) / (1 + crowd)
	if k.WholeWatch > 0 {
		watch = k.WholeWatch * math.Floor(watch/k.WholeWatch)
	}
	return 1 - stat.Decay(watch)
}

// say lets those who are able dissent whose support is below the ground by more
// than the risk holds them back.
func (c *Collective) say(ground, risk float64, able, loud uint64) {
	dissent := c.daring(ground, risk, able)
	c.Dissent = dissent
	c.Acclaim = (c.Free()&c.InSupport() | loud) &^ dissent
	c.Dissenters = uint8(Count(dissent))
}

// daring are those of able whom the risk does not hold back.
func (c *Collective) daring(ground, risk float64, able uint64) (dissent uint64) {
	for ; able != 0; able &= able - 1 {
		lane := bits.TrailingZeros64(able)
		dares := uint64(0) // a number, as a processor cannot guess who does
		if c.SupportOf(lane) < ground-float64(c.NerveOf(lane)*risk) {
			dares = 1
		}
		dissent |= dares << lane
	}
	return dissent
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
	dice := mood.Denounce.Sparse(unit)
	able := dice.Mask(k.mostDenouncing(fear), c.Free())
	if able == 0 {
		return 0
	}
	return c.inform(dice, k, fear, able)
}

// mostDenouncing are the odds of those with no mores and the weakest nerve.
func (k *Climate) mostDenouncing(fear float64) chance.Odds {
	return chance.OddsOf(k.Rate * (k.Base + float64(k.Zeal*(1+float64(2*fear)))))
}

// inform is the mask of those of able who denounce, each by his own odds.
func (c *Collective) inform(dice chance.Sparse, k *Climate, fear float64, able uint64) (who uint64) {
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
	t.Towns += one(c.Town)
	t.Workplaces += one(c.Workplace)
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
	if line := c.recruitLevel(k); line > 0 {
		t.Unscrupulous += Count(free & below(c.Scruple[:], line))
	}
	t.Disturbances += one(c.disturbed())
	t.Fear += fear
	t.MoresSum += float64(c.Mores)
}

// one is 1 if so, else 0.
func one(so bool) (n int) {
	if so {
		n = 1
	}
	return n
}

// recruitLevel is the level of scruple below which one would serve in the police,
// from 0 to 8.
func (c *Collective) recruitLevel(k *Climate) int {
	line := float64((k.RecruitMores-float64(c.Mores))*(1/ScrupleStep)) + 3.5 + 1
	if !(line >= 1) {
		return 0
	}
	return int(min(line, 1<<ScruplePlanes))
}

// disturbed tells whether the collective is a disturbance.
func (c *Collective) disturbed() bool {
	return c.Dissent != 0 && Count(c.Dissent)*disturbance >= Count(c.Free())
}

// disturbance: a sixteenth of those at liberty, dissenting together, is a
// disturbance.
const (
	disturbance       = 1 << disturbanceDigits
	disturbanceDigits = 4
)
