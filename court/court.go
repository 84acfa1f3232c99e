// Package court is judgement: ordinary courts, tribunals with the death
// penalty, simplified procedure, and the staged trial of the accused elite.
//
// Essay: tribunals and police gave the state the legal means to kill (P8); show
// trials blamed a wide conspiracy (P2).
//
// It reads the docket, the procedure, the gap, the room in the camps. It leaves
// sentences: death, camp, exile, release on the register; and now and then a
// trial. It ignores guilt, for it has no means to know it.
//
// Hard gate: no tribunals, no sentence of death.
package court

import (
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// Court has the parameters of judgement.
type Court struct {
	deathOrdinary, deathLeast, deathMost, exile, release, supervised float64
	room, roomGrowth                                                 float64
	termMin, termMax, longMin, longMax                               float64
	households                                                       float64
	accused, warrant                                                 float64
}

// New is the institution with its parameters unset; regime sets them.
func New() *Court { return &Court{} }

// Decisions.
const (
	diceSentence chance.Decision = "court.sentence"
	diceTerm     chance.Decision = "court.term"
	diceHome     chance.Decision = "court.household"
)

// sentence tries every case of the docket, under simplified procedure if it was
// taken in an operation. Under ordinary procedure some are released and some
// exiled; under simplified procedure the share killed grows with the proof (who is thought a conspirator is killed, who is thought
// dangerous is held: so the operation of February 1930 killed one in fourteen
// and that of 1937 one in two). Whom the camps have no room for is killed in
// the same measure if there are tribunals, or else settled.
func (k *Court) sentence(c *country.Country) {
	if len(c.Docket) == 0 {
		return
	}
	room := 0.0
	if c.InForce(country.Camps) {
		room = k.room + float64(k.roomGrowth*float64(c.Places().Held*c.Scale))
	}
	places := c.Lanes(room, c.Dice(diceTerm), 1<<40)
	sentence, terms, homes := c.Dice(diceSentence), c.Dice(diceTerm), c.Dice(diceHome)
	ordinary, short := k.shares(c, false), k.shares(c, true)
	crowded := float64((1 - short[0]) * c.Proof) // of whom there is no room for, killed
	if !c.InForce(country.Tribunals) {
		crowded = 0
	}
	var counts [2][4]int // ordinary, simplified: killed, exiled, released, deported with a household
	limited := 0         // killed, of those taken under the limits
	var killed []people.ID
	for i, x := range c.Docket {
		c.People.Near(c.Docket[min(i+people.Soon, len(c.Docket)-1)].Person)
		simplified, shares, count := x.Decree != 0, ordinary, &counts[0]
		if simplified {
			shares, count = short, &counts[1]
		}
		death, exile, release := shares[0], shares[1], shares[2]
		u := sentence.Of(uint64(x.Person)).Uniform(0)
		region := &c.Regions[c.People.Collectives[x.Person.Collective()].Region]
		col, lane := c.Of(x.Person)
		bit := uint64(1) << lane
		full := simplified && places <= 0
		switch {
		case u < death || full && u < death+crowded:
			col.Perish(bit)
			region.Flow.Executions++
			count[0]++
			if simplified && !x.Nation {
				limited++
			}
			killed = append(killed, x.Person)
		case u < death+exile || full:
			c.People.Settle(x.Person.Collective(), bit)
			region.Flow.Deported++
			count[1]++
		case u < death+exile+release || places <= 0:
			c.People.Release(x.Person)
			count[2]++
		default:
			places--
			region.Flow.CampSentences++
			k.serve(c, x.Person, terms.Of(uint64(x.Person)), simplified)
		}
		if simplified && c.InForce(country.GroupMarks) && !col.Town && col.Marked&bit != 0 && homes.Of(uint64(x.Person)).Happens(0, k.households) {
			family := people.Roof(lane) & col.Free() &^ bit
			c.People.Settle(x.Person.Collective(), family)
			region.Flow.Deported += people.Count(family)
			count[3] += people.Count(family)
		}
	}
	c.Report.ExpelledKilled += c.RecentlyExpelled(killed)
	for procedure, decree := range [2]int32{0, c.Operation.Number} {
		count := &counts[procedure]
		c.Move("court.sentence", decree, country.Custody, country.Killed, count[0])
		c.Move("court.sentence", decree, country.Custody, country.Settlement, count[1])
		c.Move("court.sentence", decree, country.Custody, country.Liberty, count[2])
		c.Move("court.sentence", decree, country.Liberty, country.Settlement, count[3])
	}
	if limited > 0 {
		c.Operations[len(c.Operations)-1].Executed += float64(limited * c.Scale)
	}
}

// shares of the docket that are killed, exiled, released.
func (k *Court) shares(c *country.Country, simplified bool) [3]float64 {
	var death, exile, release float64
	if simplified {
		death = k.deathLeast + float64((k.deathMost-k.deathLeast)*c.Proof)
	} else {
		death, exile, release = k.deathOrdinary, k.exile, k.release
		if !c.InForce(country.Autonomy) {
			release += k.supervised
		}
	}
	if !c.InForce(country.Tribunals) {
		death = 0
	}
	return [3]float64{death, exile, release}
}

// serve enters a term in the queue of its last month.
func (k *Court) serve(c *country.Country, id people.ID, unit chance.Unit, simplified bool) {
	low, high := int(k.termMin), int(k.termMax)
	if simplified {
		low, high = int(k.longMin), int(k.longMax)
	}
	end := c.Month + calendar.Month(low+unit.Below(0, max(high-low, 0)+1))
	at := int(end - c.Plan.From)
	for at >= len(c.Terms) { // beyond the history, which a fork may outlast
		c.Terms = append(c.Terms, nil)
	}
	c.Terms[at] = append(c.Terms[at], id)
}

// stage holds a show trial when one is available, the gap warrants it, and
// enough of the elite have been arrested within a year to fill the dock.
func (k *Court) stage(c *country.Country) {
	if !c.InForce(country.ShowTrials) || !c.Leader.Present || c.Gap < k.warrant*c.Launch {
		return
	}
	accused := c.TakenAfter(max(c.Month-12, c.LastTrial))
	if float64(accused) < k.accused {
		return
	}
	c.LastTrial = c.Month
	c.Report.ShowTrials++
	c.Happened("show_trial", "", float64(accused))
}

// Describe is what the institution says about itself.
func (k *Court) Describe() country.Institution {
	const g = country.Guess
	return country.Institution{
		Name:  "court",
		Title: "Courts, tribunals, show trials",
		Essay: "P8 (tribunals as the legal means to kill), P2 (show trials)",
		Doc:   "Sentences the docket; stages trials of the accused elite. Ignores guilt, which it cannot know.",
		Switches: []country.SwitchDoc{
			{Switch: country.Tribunals, Title: "Tribunals with the death penalty", Off: "no sentence of death and no simplified procedure: ordinary courts"},
			{Switch: country.ShowTrials, Title: "Show trials", Off: "vigilance V can be demanded to 0.4 of its height only"},
		},
		Params: []country.Param{
			{Key: "death_ordinary", At: &k.deathOrdinary, Default: 0.015, Min: 0, Max: 0.2, Unit: "share of cases", Source: "conv_vmn_1922 to conv_vmn_1936, for the order", Doc: "killed under ordinary procedure, where there are tribunals"},
			{Key: "death_least", At: &k.deathLeast, Default: 0.05, Min: 0, Max: 0.3, Unit: "share of cases", Source: "kulak_cat1_arrest_1930, conv_vmn_1930, for the order", Doc: "killed under simplified procedure where the belief rests on signs alone"},
			{Key: "death_most", At: &k.deathMost, Default: 0.6, Min: 0, Max: 1, Unit: "share of cases", Source: g, Doc: "killed under simplified procedure where the belief rests on proof wholly"},
			{Key: "exile", At: &k.exile, Default: 0.1, Min: 0, Max: 0.5, Unit: "share of cases", Source: "conv_exile_1922 to conv_exile_1934, by arrests_1922 to arrests_1934", Doc: "exiled under ordinary procedure"},
			{Key: "release", At: &k.release, Default: 0.7, Min: 0, Max: 0.8, Unit: "share of cases", Source: "conv_camp_1922 to conv_camp_1934, by arrests_1922 to arrests_1934", Doc: "let go on the register, or handed to courts that are not of the police, under ordinary procedure"},
			{Key: "release_supervised", At: &k.supervised, Default: 0.1, Min: 0, Max: 0.2, Unit: "share of cases", Source: g, Doc: "further released where the police answer to the law"},
			{Key: "room", At: &k.room, Default: 5000, Min: 0, Max: 50000, Unit: "persons a month", Source: g, Doc: "room the camps can add in a month, whatever their size"},
			{Key: "room_growth", At: &k.roomGrowth, Default: 0.06, Min: 0, Max: 0.5, Unit: "share of the stock a month", Source: g, Doc: "further room, as camps grow from camps"},
			{Key: "term_min", At: &k.termMin, Default: 36, Min: 1, Max: 120, Unit: "months", Source: g, Doc: "shortest term"},
			{Key: "term_max", At: &k.termMax, Default: 84, Min: 1, Max: 300, Unit: "months", Source: g, Doc: "longest term"},
			{Key: "long_min", At: &k.longMin, Default: 96, Min: 1, Max: 300, Unit: "months", Source: "spr_y10, for the order", Doc: "shortest term from an operation"},
			{Key: "long_max", At: &k.longMax, Default: 120, Min: 1, Max: 300, Unit: "months", Source: "spr_y10, for the order", Doc: "longest term from an operation"},
			{Key: "households", At: &k.households, Default: 0.5, Min: 0, Max: 1, Unit: "probability", Source: "kulak_deported_1930_31, for the fact", Doc: "that the household of a marked villager taken in an operation is deported"},
			{Key: "accused", At: &k.accused, Default: 5, Min: 1, Max: 100, Unit: "members of the cadre", Source: g, Doc: "arrested within a year, that fill a dock"},
			{Key: "warrant", At: &k.warrant, Default: 0.5, Min: 0, Max: 5, Unit: "theta", Source: g, Doc: "gap from which a trial is wanted"},
		},
		Acts: []country.Act{
			{Who: "court", What: "sentence", Do: k.sentence, Reads: "docket, procedure, proof, room in the camps", Leaves: "death, camp, exile, release; households deported",
				Why: "a case is tried in the month of the arrest"},
			{Who: "court", What: "stage", Do: k.stage, Reads: "gap, arrests in the elite within a year", Leaves: "a show trial, felt for a year",
				Why: "the accused must have been arrested"},
		},
	}
}
