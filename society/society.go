// Package society is the people among themselves: births and deaths, mores and
// associations, private support and public acts, denunciation.
//
// Essay: moral ties dissolved (P3), civil society taken apart (P8), the forced
// mutual denunciation and the facade of unity (P2).
//
// It reads hardship and uprooting, vigilance, the police near a person, and the
// acts of last month. It leaves acts, files of denounced persons, and a census.
// Everybody acts on last month's numbers, so that the order of persons cannot
// matter. It ignores age, sex, migration between regions, and the content of
// opinions; a collective that becomes a workplace stands for its people moving
// to town.
package society

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/sim"
	"github.com/fromabove/fromabove/stat"
)

// Society has the parameters of the people among themselves.
type Society struct {
	beta, markedBurden, kinGrief, memoryGrief, pace, fright, fading float64
	healing, bond, rest, erosion, shelter                           float64
	withering, growth, ceiling                                      float64
	opportunity, quiet, threshold, watch                            float64
	anger, adaptation                                               float64
	denounce, muffling, spontaneous, demand, recruitMores           float64
	leaningMean, leaningSpread, markedShare, markedShift            float64
	nationalShare, scrupleSpread                                    float64
	firstMores, moresSpread, firstCivil, inheritedCivil             float64

	births chance.Drawing
}

// New is the institution with its parameters unset; regime sets them.
func New() *Society { return &Society{} }

// Decisions.
const (
	diceDeath    chance.Decision = "society.death"
	diceBirth    chance.Decision = "society.birth"
	diceTraits   chance.Decision = "society.traits"
	diceMove     chance.Decision = "society.move"
	diceAct      chance.Decision = "society.act"
	diceDenounce chance.Decision = "society.denounce"
	diceSettlers chance.Decision = "society.settlers"
	diceMores    chance.Decision = "society.mores"
	diceTarget   chance.Decision = "society.target"
)

// inherit settles the country: the first inhabitants, civil society, and the
// mores of every collective.
func (s *Society) inherit(c *country.Country) {
	c.Nature = people.Nature{LeaningMean: s.leaningMean, LeaningSpread: s.leaningSpread, MarkedShare: s.markedShare,
		MarkedShift: s.markedShift, NationalShare: s.nationalShare, ScrupleSpread: s.scrupleSpread}
	c.Nature.Prepare()
	c.People.NoWorkTies = c.Plan.Varies(country.NoWorkTies)
	if c.Resumed {
		return
	}
	c.CivilSociety = s.firstCivil
	if c.InForce(country.Precedents) {
		c.CivilSociety = s.inheritedCivil
	}
	settlers, mores, first := c.Dice(diceSettlers), c.Dice(diceMores), people.Births{Traits: c.Dice(diceTraits)}
	c.People.Pass(c.Workers, func(_ int, b people.Block) {
		traits := first
		traits.Shift = s.shift(&c.Regions[b.Region])
		span := c.People.Regions[b.Region]
		lanes := c.Now.Population * c.Plan.Regions[b.Region].PopulationShare / float64(c.Scale)
		odds := chance.OddsOf(lanes / float64((span.End-span.First)*people.Lanes))
		for k := b.First; k < b.End; k++ {
			col := &c.People.Collectives[k]
			col.Born(settlers.Of(uint64(k)).Mask(odds, ^uint64(0)), uint64(k), &c.Nature, traits)
			col.Mores = float32(stat.Clamp(s.firstMores+float64(s.moresSpread*mores.Of(uint64(k)).Normal(0)), 0, 1))
		}
	})
	c.Census(s.climates(c))
}

// shift is what the hardship of a region takes from the support of those born
// there, in levels.
func (s *Society) shift(r *country.Region) int { return int(float64(s.beta*r.Hardship) * 32) }

// live lets people die and be born so that the population follows the series:
// deaths at the ordinary rate, births as the series then requires; where it
// falls faster than the ordinary rate, more die and none are born. It is done on
// the way of settle, block by block, since nothing between them looks at the people.
func (s *Society) live(c *country.Country) {
	if c.Now.Population <= 0 {
		return
	}
	living := c.Persons()
	target := c.Now.Population
	dying := min(c.Now.DeathRate/12, 1)
	if left := float64(living * (1 - dying)); left > target {
		dying = 1 - target/living
	}
	vacant := float64(c.Tally.Vacant*c.Scale) + float64(dying*living)
	odds := chance.OddsOf(dying)
	births := chance.OddsOf((target - float64(living*(1-dying))) / max(vacant, 1))
	s.births.Set(c.Dice(diceBirth), births)
	turnover := people.Turnover{Death: c.Dice(diceDeath), Dying: odds, Birth: &s.births,
		Nature: &c.Nature, Births: people.Births{Traits: c.Dice(diceTraits)}}
	c.People.Classify(c.Now.UrbanShare, c.Now.WageShare)
	parts := make([]people.Toll, len(c.People.Blocks))
	c.People.Later(func(i int, b people.Block) {
		local := turnover
		local.Births.Shift = s.shift(&c.Regions[b.Region])
		parts[i] = c.People.Live(b, &local)
	}, func() {
		var sum people.Toll
		for _, p := range parts {
			sum.AtLiberty += p.AtLiberty
			sum.Settled += p.Settled
			sum.Born += p.Born
		}
		c.Move("society.live", 0, country.Liberty, country.Dead, sum.AtLiberty)
		c.Move("society.live", 0, country.Settlement, country.Dead, sum.Settled)
		c.Move("society.live", 0, country.Unborn, country.Liberty, sum.Born)
		c.Report.Deaths, c.Report.Births = sum.AtLiberty+sum.Settled, sum.Born
	})
}

// associate lets associations wither where they are suppressed and grow where
// they are not: C' = -0.03 C, else 0.01 (0.7 - C).
func (s *Society) associate(c *country.Country) {
	if c.InForce(country.Suppression) {
		c.CivilSociety -= float64(s.withering * c.CivilSociety)
	} else {
		c.CivilSociety += float64(s.growth * (s.ceiling - c.CivilSociety))
	}
}

// Climates are what the month does to minds, by region. They are not prepared.
func (s *Society) climates(c *country.Country) []people.Climate {
	dl, civil := c.Report.Uprooting, c.CivilSociety
	k := people.Climate{
		Pace:         min(max(int(float64(s.pace*256)+0.5), 0), 16),
		KinGrief:     s.kinGrief,
		MemoryGrief:  s.memoryGrief,
		Fading:       s.fading,
		Fright:       s.fright,
		Healing:      s.healing * (s.bond + civil),
		Rest:         s.rest,
		Erosion:      s.erosion * dl * (1 - float64(s.shelter*civil)),
		Opportunity:  s.opportunity * (s.quiet + float64((1-s.quiet)*civil/openC)),
		Threshold:    s.threshold,
		RecruitMores: s.recruitMores,
		Facade:       c.InForce(country.Facade),
		Demand:       c.Vigilance * s.demand,
		Rate:         s.denounce * max(1-float64(s.muffling*civil), 0),
		Base:         s.spontaneous,
	}
	if c.InForce(country.Denunciation) {
		k.Zeal = c.Vigilance
	}
	if c.Plan.Varies(country.WholeRisk) {
		k.WholeWatch = s.watch
	}
	marked := 0.0
	if c.InForce(country.GroupMarks) {
		marked = s.markedBurden
	}
	climates, _ := c.Climates()
	for g := range climates {
		r := &c.Regions[g]
		climates[g] = k
		climates[g].Burden = s.beta * r.Hardship
		climates[g].MarkedBurden = marked * climates[g].Burden
		climates[g].Threshold = s.threshold - float64(s.anger*deprivation(r))
		climates[g].Watch = s.watch * 100 * (r.Staff + r.Informers) / max(float64(r.Tally.Alive*c.Scale), 1)
	}
	return climates
}

// deprivation is hardship beyond what the people of a region have got used to:
// a sudden loss angers at once, while misery that lasts only weighs on support
// (Davies 1962, the J-curve; Gurr 1970, relative deprivation).
func deprivation(r *country.Region) float64 { return stat.Positive(r.Hardship - r.Used) }

// adapt lets every region get used to the hardship of the month.
func (s *Society) adapt(c *country.Country) {
	for g := range c.Regions {
		r := &c.Regions[g]
		r.Used += float64(s.adaptation * (r.Hardship - r.Used))
	}
}

// openC is the civil society in which opportunity is as Epstein has it.
const openC = 0.5

// settle moves private support, mores and memory, lets everyone at liberty
// dissent, be silent or acclaim, and takes the census.
func (s *Society) settle(c *country.Country) {
	climates := s.climates(c)
	garrisons := s.underArms(c, climates)
	for g := range climates {
		climates[g].Prepare()
		if c.Regions[g].Tally.Garrisons > 0 { // a garrison that is new this month does without
			garrisons[g].Prepare()
		}
	}
	mood := &people.Mood{Move: c.Dice(diceMove), Act: c.Dice(diceAct), Denounce: c.Dice(diceDenounce)}
	parts := c.Tallies()
	found := make([][]people.ID, len(c.People.Blocks))
	c.People.Pass(c.Workers, func(i int, b people.Block) {
		found[i] = c.People.Month(b, &climates[b.Region], &garrisons[b.Region], mood, &parts[i], nil)
	})
	c.Gather(parts)
	for i := range found {
		c.Denouncers = append(c.Denouncers, found[i]...)
		c.Regions[c.People.Blocks[i].Region].Flow.Denunciations += len(found[i])
	}
	s.adapt(c)
}

// tell opens a file on those denounced: each denouncer picks, of three
// acquaintances, the one who looks least loyal in public. If all acclaim, the
// choice is blind.
func (s *Society) tell(c *country.Country) {
	dice := c.Dice(diceTarget)
	all := c.People.ByRegion(c.Denouncers)
	sim.Split(c.Workers, len(all), func(g int) {
		who := all[g]
		for i, id := range who {
			c.People.Near(who[min(i+people.Soon, len(who)-1)])
			if t := worst(c.People, id, dice.Of(uint64(id))); t.found {
				c.People.Collectives[t.who.Collective()].File |= 1 << t.who.Lane()
				c.People.Note(t.who.Collective())
			}
		}
	})
}

// target is who is denounced, if anybody.
type target struct {
	who   people.ID
	found bool
}

// worst is who of three acquaintances looks least loyal.
func worst(m *people.Multitude, who people.ID, unit chance.Unit) (t target) {
	least := 0
	for k := range 3 {
		id, ok := m.Acquaintance(who, unit, 4*k)
		if !ok {
			continue
		}
		if look := m.Look(id); !t.found || look > least {
			t, least = target{id, true}, look
		}
	}
	return t
}
