// Package country is what institutions share, and all of it: the people, the
// cadre with its seats, decrees, the docket of the month, sentences, the
// ledger, the gauges. Institutions act on the country and leave a trail in it
// (a decree, a case, a sentence, a vacancy); they never call one another.
//
// The country closes its books every month: every person is in exactly one
// place, and every change of place has an entry in the ledger. If they do not
// agree it panics, for a history with wrong books is worth nothing.
package country

import (
	"fmt"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/people"
)

// Country is everything there is, at the month it is in.
type Country struct {
	Plan    *Plan
	Seed    chance.Seed
	Scale   int // persons a lane stands for
	Workers int // how many work on a pass over the people; no effect on results
	Nature  people.Nature
	Last    calendar.Month // the month that is to be run last: it ends with a count of every lane
	Resumed bool           // taken up from a snapshot: what is inherited is there already

	People *people.Multitude
	State

	// The month.
	Now        Conditions
	Docket     []Case      // persons arrested this month
	Denouncers []people.ID // who denounced this month, by region in order
	Report     Report      // what the month's acts have counted
	Events     []EventRow
	inForce    map[Switch]bool
	ledger     []LedgerRow
	rows       []RegionRow // of the month that was closed last
	opening    people.Places
	counted    bool          // the census of this month has counted the places,
	census     people.Places // as they are
	atCensus   people.Places // as the books had them
	tallies    []people.Tally
	climates   [2][]people.Climate
	taken      []int32                       // of the cadre, who was ever arrested, in that order
	lost       struct{ elected, seated int } // of those, by the latest congress
	sat        sat
}

// State is what a month hands on to the next, the people apart: a snapshot
// holds it. It has no pointers into the rest of the country.
type State struct {
	Month calendar.Month
	Tally people.Tally // of the country, at the last census

	// Society.
	CivilSociety float64 // C
	Vigilance    float64 // V

	// The leader's reckoning.
	Credulity     float64 // chi in force: of the person, in proportion to his dominance
	CostWeight    float64 // omega in force
	Belief        float64 // e
	Tolerated     float64 // r
	Gap           float64 // chi [e - r]+
	Launch        float64 // theta: the gap at which ordinary means no longer do
	Evidence      float64 // Z
	Loss          float64 // L
	PerceivedLoss float64 // L as the leader sees it
	Net           float64 // gap - omega L
	Weights       people.Weights
	LossFactor    float64 // how much heavier losses weigh where force is no principle
	Proof         float64 // 0..1: how far the belief rests on evidence, not on signs, at the gap in force
	Urgency       float64 // 0..1: the gap by theta; 1 in an operation whose dates are given from outside
	Caution       float64 // memory of a stop, 1 in its month and fading

	// The elite.
	Leader       Leader
	Dominance    float64 // D
	Margin       float64
	Opposition   float64
	EliteFear    float64    // of the cadre, 0..1
	EliteLosts   [6]float64 // share of the cadre's weight arrested, the last six months
	LastTrial    calendar.Month
	Following    float64 // share of the weight of the top tier that the leader has put there
	FactionShare float64 // of the weight of the cadre, in a faction

	PartyFounded calendar.Month // the first month of the vanguard
	Verified     calendar.Month // the latest verification; 0: none yet
	Admitted     int            // lanes admitted to the party since

	Service    Service // what the army makes of those who serve
	ArmyUnrest float64 // share of soldiers who dissented this month; 0 without soldiers

	Operation  Operation // Number 0: none is on
	Operations []OperationRow
	Regions    []Region
	Cadre      Cadre
	Expelled   [][]people.ID // persons expelled from the party, by months since the history began
	Terms      [][]people.ID // persons whose term ends, by months since the history began
}

// Leader is the holder of the highest office.
type Leader struct {
	Label     string
	Present   bool
	Personal  bool           // own character counts: he has one, and the office is his without contest
	Wilful    bool           // has a character of his own, by the plan
	Contested bool           // first among equals: he has yet to gather a following in the top tier
	Since     calendar.Month // in office
	Appoints  calendar.Month // appointments are in his hands from here on
	Fallen    bool           // by the model's own hazard; the plan's dates no longer hold
	Joined    calendar.Month // the party
}

// Operation is the simplified procedure while it lasts.
type Operation struct {
	Number int32 // 0: none
	Start  calendar.Month
	Plan   float64 // persons, as first set
}

// Service is what the month in the ranks does to minds, beyond what the region
// does: the army leaves it, and society reads it.
type Service struct {
	Burden      float64 // support lost by serving
	Watch       float64 // factor on police and informers near a soldier
	Opportunity float64 // probability in the month that one can act at all, if it is more than in town and village
}

// Region is one territory.
type Region struct {
	Tally     people.Tally // at the last census
	Staff     float64      // officers
	Informers float64      // persons
	Hardship  float64      // h of the region this month, 0..1
	Zeal      float64      // of the official in office, about 1
	Used      float64      // hardship that its people have got used to, 0..1
	Cumulated float64      // persons arrested in the operation so far
	Rate      float64      // persons a month that may be taken in the operation
	Plan      float64      // persons as first set for the operation
	Limit     float64      // persons granted in the operation so far
	Flow      Counts       // of the month
}

// Counts is what happened to people in a region during the month, in lanes;
// Requested is in persons.
type Counts struct {
	Arrests, Executions, CampSentences, Deported, Released, CampDeaths, Denunciations int
	Requested                                                                         float64
	NamedOfficials                                                                    int
	Suppressed                                                                        float64 // persons in mutiny whom the police set out to take
}

// Case is a person arrested this month, from arrest to sentence.
type Case struct {
	Person people.ID
	Decree int32 // the operation under which he was taken, or 0
	Nation bool  // taken by nationality, outside the limits
}

// Report is what the acts of the month count for the gauges, in lanes or
// persons as named.
type Report struct {
	Births, Deaths           int     // lanes
	Hits, Unmarked           int     // arrests, lanes
	Known, Grouped           int     // arrests of persons on file or named; of persons with a mark of class or nationality, lanes
	Nationals                int     // arrests by nationality, outside the limits, lanes
	Specialists              int     // arrests in the offices of workplaces, lanes
	NamesMade                int     // names given under interrogation, lanes
	Expelled                 int     // from the party, lanes
	ExpelledKilled           int     // killed within twelve months of it, lanes
	Mutinies                 int     // events
	Desertions               float64 // persons
	PoliceArrested           float64 // officers
	EliteArrested            int     // members of the cadre
	EliteHits                int     // of them, whose true loyalty was below zero
	EliteDossiers            int     // of them, whose stronger reason was the dossier
	EliteWeight              float64 // share of the cadre's weight arrested
	OfficialsRemoved         int     // of regions, taken in the month
	ShowTrials               int
	Hardship, Uprooting, War float64 // inputs in force
	UprootingWar             float64 // the part of the uprooting that is by war
}

// InForce tells whether an institution or tool stands this month.
func (c *Country) InForce(s Switch) bool { return c.inForce[s] }

// holds tells whether the plan has the switch on in month m.
func (p *Plan) holds(s Switch, m calendar.Month) bool {
	for _, i := range p.InForce[s] {
		if i.Holds(m) {
			return true
		}
	}
	return false
}

// Ever tells whether the plan has the switch on at any time.
func (p *Plan) Ever(s Switch) bool { return len(p.InForce[s]) > 0 }

// Occasions are the occasions of a kind in this month.
func (c *Country) Occasions(kind OccasionKind) []Occasion {
	var found []Occasion
	for _, o := range c.Plan.Occasions {
		if o.Month == c.Month && o.Kind == kind {
			found = append(found, o)
		}
	}
	return found
}

// Dice are the dice of a decision in this month.
func (c *Country) Dice(d chance.Decision) chance.Dice { return c.Seed.Dice(d, c.Month) }

// Persons is the number of living persons, never less than one lane.
func (c *Country) Persons() float64 { return float64(max(c.Tally.Alive, 1) * c.Scale) }

// Lanes turns persons into lanes by unbiased rounding, with a die for the unit.
func (c *Country) Lanes(persons float64, dice chance.Dice, unit uint64) int {
	return dice.Of(unit).Round(0, persons/float64(c.Scale))
}

// Happened adds an event to the month.
func (c *Country) Happened(kind, label string, value float64) {
	c.Events = append(c.Events, EventRow{Kind: kind, Label: label, Value: value})
}

// Start opens the books on the people as they are: before the first month, or
// when a history is taken up again.
func (c *Country) Start() {
	c.opening, c.counted = c.People.CountPlaces(c.Workers), false
	c.recallTaken()
	c.Cadre.recallHere()
}

// Open begins the month: conditions, what stands, an empty report.
func (c *Country) Open() {
	c.Now = Conditions{}
	if i := int(c.Month - c.Plan.From); i >= 0 && i < len(c.Plan.Conditions) {
		c.Now = c.Plan.Conditions[i]
	}
	if c.inForce == nil {
		c.inForce = make(map[Switch]bool, len(c.Plan.InForce))
	}
	clear(c.inForce)
	for s := range c.Plan.InForce { // order: each key is written once
		c.inForce[s] = c.Plan.holds(s, c.Month)
	}
	c.Report, c.Events, c.Docket, c.Denouncers = Report{}, nil, c.Docket[:0], c.Denouncers[:0]
	for g := range c.Regions {
		c.Regions[g].Flow = Counts{}
	}
	c.ledger = c.ledger[:0]
}

// Census counts the people of every region and of the country.
func (c *Country) Census(climates []people.Climate) {
	parts := c.Tallies()
	c.People.Pass(c.Workers, func(i int, b people.Block) {
		for k := b.First; k < b.End; k++ {
			parts[i].Count(&c.People.Collectives[k], &climates[b.Region])
		}
	})
	c.Gather(parts)
}

// Tallies are one for each block, all zero: room that is used again each time.
func (c *Country) Tallies() []people.Tally {
	if c.tallies == nil {
		c.tallies = make([]people.Tally, len(c.People.Blocks))
	}
	clear(c.tallies)
	return c.tallies
}

// Climates are two for each region, of those not under arms and of those under
// arms: room that is used again each time.
func (c *Country) Climates() (civil, arms []people.Climate) {
	if c.climates[0] == nil {
		c.climates = [2][]people.Climate{make([]people.Climate, len(c.Regions)), make([]people.Climate, len(c.Regions))}
	}
	return c.climates[0], c.climates[1]
}

// Gather adds up the tallies of the blocks into those of the regions and the
// country, in the order of the blocks, and notes what the books say of them.
func (c *Country) Gather(parts []people.Tally) {
	c.Tally = people.Tally{}
	for g := range c.Regions {
		c.Regions[g].Tally = people.Tally{}
	}
	for i := range parts {
		c.Regions[c.People.Blocks[i].Region].Tally.Add(&parts[i])
	}
	for g := range c.Regions {
		c.Tally.Add(&c.Regions[g].Tally)
	}
	t := &c.Tally
	c.census = people.Places{Vacant: t.Vacant, Liberty: t.Free, Held: t.Held, Settled: t.Settled, Gone: t.Gone}
	c.atCensus, c.counted = c.reckoned(), true
}

// Of is the person's collective and lane.
func (c *Country) Of(id people.ID) (*people.Collective, int) {
	c.People.Done()
	return &c.People.Collectives[id.Collective()], id.Lane()
}

// expelledMonths is how long a killing counts as that of a person expelled.
const expelledMonths = 12

// RecentlyExpelled is how many of these persons, each named once, were expelled from
// the party within the last twelve months.
func (c *Country) RecentlyExpelled(of []people.ID) (n int) {
	at := int(c.Month - c.Plan.From)
	left := make(map[people.ID]bool, len(of)) // whom none of the lists so far has
	for _, id := range of {
		left[id] = true
	}
	for m := max(at-expelledMonths, 0); m <= at && m < len(c.Expelled); m++ {
		for _, id := range c.Expelled[m] {
			if left[id] {
				delete(left, id) // one may be expelled twice
				n++
			}
		}
	}
	return n
}

// Wrong stops the history: the books, or an institution, are broken.
func (c *Country) Wrong(act, format string, args ...any) {
	panic(fmt.Sprintf("%v, %s: %s", c.Month, act, fmt.Sprintf(format, args...)))
}
