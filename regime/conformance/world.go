package conformance

import (
	"errors"
	"fmt"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// A world is a country in which an institution is tried.
type world struct {
	name      string
	plan      func() *country.Plan
	scale     int
	people    crowd
	operation bool                        // alone: the setting begins one
	params    map[string]float64          // of any institution that is there
	ownParam  func(country.Param) float64 // of the institution that is tried
	seen      func(*regime.History) error // with the others: that the world is what it is meant to be
}

const (
	tryMonths = 30
	tryScale  = 1000
)

// worlds are what a scenario can do to a country. The first is the hard country
// itself.
func worlds() []world {
	return []world{
		{name: "a hard country", plan: hard, scale: tryScale},
		{name: "an operation", plan: hardest, scale: tryScale, operation: true, params: suspicious(), seen: operated},
		{name: "an empty country", plan: changed(func(p *country.Plan) { Populate(p, 0) }), scale: tryScale, people: nobody},
		{name: "one person", plan: onePerson, scale: 1, people: onePerRegion},
		{name: "one person in each region", plan: changed(func(p *country.Plan) { Populate(p, 4*tryScale) }), scale: tryScale, people: onePerRegion},
		{name: "all in camp", plan: hard, scale: tryScale, people: heldPeople},
		{name: "all in camp, in an operation", plan: hardest, scale: tryScale, people: heldPeople, operation: true, params: suspicious()},
		{name: "no leader", plan: changed(func(p *country.Plan) { p.Leaders = nil }), scale: tryScale},
		{name: "every switch off", plan: changed(func(p *country.Plan) { p.InForce = nil }), scale: tryScale},
		{name: "every switch off halfway", plan: changed(endHalfway), scale: tryScale},
		{name: "every switch on halfway", plan: changed(beginHalfway), scale: tryScale},
		{name: "nothing happens", plan: changed(func(p *country.Plan) { p.Occasions = nil; clear(p.Conditions); Populate(p, 4e6) }), scale: tryScale},
		{name: "parameters at their least", plan: hard, scale: tryScale, ownParam: func(p country.Param) float64 { return p.Min }},
		{name: "parameters at their most", plan: hard, scale: tryScale, ownParam: func(p country.Param) float64 { return p.Max }},
		{name: "parameters at their least, in an operation", plan: hardest, scale: tryScale, operation: true, params: suspicious(), ownParam: func(p country.Param) float64 { return p.Min }},
		{name: "parameters at their most, in an operation", plan: hardest, scale: tryScale, operation: true, params: suspicious(), ownParam: func(p country.Param) float64 { return p.Max }},
		{name: "one region", plan: func() *country.Plan { return Plan(tryMonths, 1) }, scale: tryScale},
		{name: "255 regions", plan: func() *country.Plan { return Plan(tryMonths, 255) }, scale: tryScale},
	}
}

// Switches are all that a plan can have in force.
func Switches() []country.Switch {
	return []country.Switch{country.Precedents, country.WarUprooting, country.SecondRevolution, country.ForceDoctrine, country.Vanguard,
		country.FactionBan, country.Succession, country.PersonalRule, country.Tribunals, country.SecretPolice, country.Autonomy,
		country.Informers, country.Camps, country.ArmyControl, country.Suppression, country.Murders, country.ShowTrials, country.Limits,
		country.Denunciation, country.Facade, country.GroupMarks, country.Remaking, country.Threat, country.NationalCases, country.Routine}
}

// Plan is a hard country of four million persons in regions of the same size:
// every switch is on from the first month, hardship, uprooting and threat are
// high, congresses, verifications and murders come by, and the leader changes
// once. The first month is of a year with no history in it.
func Plan(months, regions int) *country.Plan {
	p := &country.Plan{Name: "hard", From: calendar.Of(100, 1), InForce: map[country.Switch][]country.Interval{}}
	p.Until = p.From + calendar.Month(months) - 1
	for range months {
		p.Conditions = append(p.Conditions, country.Conditions{Population: 4e6, UrbanShare: 0.2, WageShare: 0.3, DeathRate: 0.025,
			HardshipBase: 0.5, HardshipDrive: 0.2, DislocationWar: 0.4, DislocationDrive: 0.3, Threat: 0.7, ArmyStrength: 4e4, PartyAdmissions: 2000})
	}
	for g := range regions {
		p.Regions = append(p.Regions, country.RegionPlan{Name: fmt.Sprint("region ", g+1), PopulationShare: 1 / float64(regions)})
	}
	for _, s := range Switches() {
		p.InForce[s] = []country.Interval{{From: p.From}}
	}
	half := p.From + calendar.Month(months/2)
	p.Leaders = []country.LeaderPlan{
		{Label: "first", From: p.From, Until: half, Appoints: p.From},
		{Label: "second", From: half, Appoints: max(half-2, p.From), Personal: true},
	}
	for m := p.From + 4; m <= p.Until; m += 12 {
		p.Occasions = append(p.Occasions,
			country.Occasion{Month: m, Kind: country.Congress, Label: "congress", Size: 60, Seats: 20},
			country.Occasion{Month: m + 3, Kind: country.Verification, Label: "verification"},
			country.Occasion{Month: m + 5, Kind: country.Murder, Label: "murder"})
	}
	return p
}

func hard() *country.Plan { return Plan(tryMonths, 4) }

// changed is the hard country with something changed.
func changed(change func(*country.Plan)) func() *country.Plan {
	return func() *country.Plan {
		p := hard()
		change(p)
		return p
	}
}

// onePerson is a country of one person, each lane being one.
func onePerson() *country.Plan {
	p := Plan(tryMonths, 1)
	Populate(p, 1)
	return p
}

// hardest has nothing better than full hardship, uprooting and threat.
func hardest() *country.Plan {
	p := hard()
	for m := range p.Conditions {
		c := &p.Conditions[m]
		c.HardshipBase, c.DislocationWar, c.Threat = 1, 1, 1
	}
	return p
}

// suspicious parameters make a leader who soon orders an operation.
func suspicious() map[string]float64 {
	return map[string]float64{"leader.chi_leader": 1.5, "leader.chi_collective": 1.5, "leader.tolerance": 0.002}
}

// operated proves that an operation began and took people.
func operated(h *regime.History) error {
	for _, o := range h.Country.Operations {
		if o.Taken > 0 {
			return nil
		}
	}
	return errors.New("nobody was taken in an operation: the world does not try what it is meant to")
}

// Populate gives a plan the same number of persons in every month.
func Populate(p *country.Plan, persons float64) {
	for m := range p.Conditions {
		p.Conditions[m].Population = persons
	}
}

func endHalfway(p *country.Plan) {
	for _, s := range Switches() {
		p.InForce[s] = []country.Interval{{From: p.From, Until: p.From + tryMonths/2}}
	}
}

func beginHalfway(p *country.Plan) {
	for _, s := range Switches() {
		p.InForce[s] = []country.Interval{{From: p.From + tryMonths/2}}
	}
}
