package regime_test

import (
	"reflect"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

// calm is a country without any sign of an enemy: nobody is discontented,
// nobody denounces, nobody is marked, and the leader tolerates little.
func calm(months int) *country.Plan {
	p := without(hard(months), country.Denunciation, country.GroupMarks, country.Facade)
	for m := range p.Conditions {
		c := &p.Conditions[m]
		c.HardshipBase, c.HardshipDrive, c.HardshipTaking, c.DislocationWar, c.DislocationDrive, c.Threat = 0, 0, 0, 0, 0, 0
	}
	p.Params = map[string]float64{"society.spontaneous": 0, "society.leaning_mean": 0.9, "society.leaning_spread": 0.05,
		"society.threshold": 0.8, "society.marked_share": 0.2, "society.marked_shift": 0, "leader.tolerance": 0.002}
	return p
}

// No decree and no denunciation and no dissent and no marks: no case. Any one
// of them alone brings cases.
func TestNoSignNoCase(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*country.Plan)
		cases  bool
	}{
		{"none", func(*country.Plan) {}, false},
		{"a threat from abroad", func(p *country.Plan) {
			p.Params["society.national_share"] = 0
			for m := range p.Conditions {
				p.Conditions[m].Threat = 1
			}
		}, false},
		{"dissent", func(p *country.Plan) {
			p.Params["society.threshold"], p.Params["society.leaning_mean"] = 0.1, -0.5
		}, true},
		{"denunciation", func(p *country.Plan) {
			p.Params["society.spontaneous"], p.Params["society.denouncing"], p.Params["society.muffling"] = 0.5, 2e-3, 0
			p.Params["society.first_mores"], p.Params["society.healing"], p.Params["doctrine.file"] = 0, 0, 0.1
		}, true},
		{"marks", func(p *country.Plan) { p.InForce[country.GroupMarks] = []country.Interval{{From: p.From}} }, true},
	} {
		p := calm(40)
		c.change(p)
		arrests, elite, signs := 0.0, 0.0, 0.0
		for _, r := range of(t, p, 1, usual) {
			arrests += r.Gauges[country.Arrests]
			elite += r.Gauges[country.EliteArrested]
			signs += r.Gauges[country.Denunciations] + r.Gauges[country.DissentShare] + r.Gauges[country.OnFile] + r.Gauges[country.OperationActive]
		}
		if c.cases && arrests == 0 || !c.cases && (arrests != 0 || elite != 0 || signs != 0) {
			t.Errorf("%s: %v arrested, %v of the elite, signs %v", c.what, arrests, elite, signs)
		}
	}
}

// same tells from which month on two histories differ; -1 if they do not.
func same(a, b []*country.Record) int {
	for m := range a {
		if m >= len(b) || !reflect.DeepEqual(a[m], b[m]) {
			return m
		}
	}
	return -1
}

func TestWorkersSeedsAndArms(t *testing.T) {
	p := suspicious(30)
	reference := of(t, p, 5, usual)
	for _, c := range []struct {
		what          string
		seed          uint64
		workers       int
		sameFromStart bool
	}{
		{"an equal arm", 5, 1, true},
		{"two workers", 5, 2, true},
		{"seven workers", 5, 7, true},
		{"another seed", 6, 1, false},
		{"another seed, far away", 5 << 40, 1, false},
	} {
		h := begin(t, suspicious(30), regime.Options{Seed: c.seed, Scale: usual, Workers: c.workers})
		records := run(t, h)
		if m := same(reference, records); (m < 0) != c.sameFromStart {
			t.Errorf("%s: differs from month %d on (-1: never), want the same: %t", c.what, m, c.sameFromStart)
		}
		contrast := 0
		for m := range records {
			for g := range records[m].Gauges {
				if records[m].Gauges[g] != reference[m].Gauges[g] {
					contrast++
				}
			}
		}
		if (contrast == 0) != c.sameFromStart {
			t.Errorf("%s: %d gauges and months with a contrast", c.what, contrast)
		}
	}
}

// Nothing looks ahead: two plans that agree until a month have the same history
// until then, whatever comes after.
func TestNothingLooksAhead(t *testing.T) {
	const months, part = 24, 14
	reference := of(t, suspicious(months), 7, coarse)
	changes := map[string]func(*country.Plan){
		"hardship": func(p *country.Plan) { p.Conditions[part].HardshipBase = 0 },
		"threat":   func(p *country.Plan) { p.Conditions[part].Threat = 0 },
		"births":   func(p *country.Plan) { p.Conditions[part].Population = 140e6 },
		"congress": func(p *country.Plan) {
			p.Occasions = append(p.Occasions, country.Occasion{Month: p.From + part, Kind: country.Congress, Size: 300, Seats: 30})
		},
		"leader": func(p *country.Plan) {
			p.Leaders = []country.LeaderPlan{p.Leaders[0], {Label: "another", From: p.From + part}}
			p.Leaders[0].Until = p.From + part
		},
	}
	for _, s := range conformance.Switches() {
		changes[string(s)] = func(p *country.Plan) {
			p.InForce[s] = []country.Interval{{From: p.From, Until: p.From + part}}
		}
	}
	early := suspicious(months)
	early.Leaders = []country.LeaderPlan{{Label: "first", From: early.From, Appoints: early.From, Personal: true}}
	alone := of(t, early, 7, coarse)
	for what, change := range changes {
		p := suspicious(months)
		before := reference
		if what == "leader" {
			p.Leaders, before = early.Leaders, alone
		}
		change(p)
		if m := same(before, of(t, p, 7, coarse)); m >= 0 && m < part {
			t.Errorf("%s: a change in month %d is felt in month %d", what, part, m)
		} else if m < 0 && (what == "hardship" || what == "threat" || what == "congress" || what == "births") {
			t.Errorf("%s: a change is never felt", what)
		}
	}
}

// Nothing foresees a founding: until a switch is on, the history is that of the
// plan in which it never is. The party alone gathers members before it is in
// power, and that moves nothing but their number.
func TestNothingForeseesAFounding(t *testing.T) {
	const months, part = 20, 12
	for _, s := range conformance.Switches() {
		p := suspicious(months)
		p.InForce[s] = []country.Interval{{From: p.From + part}}
		never, later := of(t, without(suspicious(months), s), 7, coarse), of(t, p, 7, coarse)
		for m := range part {
			if s == country.Vanguard {
				never[m].Gauges[country.PartyMembers], later[m].Gauges[country.PartyMembers] = 0, 0
			}
		}
		if m := same(never, later); m >= 0 && m < part {
			t.Errorf("%s is founded in month %d and felt in month %d", s, part, m)
		}
	}
}

// levers are small plans in which between them every switch and parameter
// matters.
func levers() []*country.Plan {
	const months, regions = 72, 8
	small := func(switches ...country.Switch) *country.Plan {
		p := without(conformance.Plan(months, regions), switches...)
		for m := range p.Conditions {
			c := &p.Conditions[m]
			c.HardshipBase, c.Threat, c.ArmyStrength = 0.8, 1, 8e5
		}
		p.Params = map[string]float64{"leader.chi_leader": 1, "leader.chi_collective": 0.8, "leader.tolerance": 0.002, "society.first_mores": 0.3,
			"court.term_min": 6, "court.term_max": 24, "court.long_min": 6, "court.long_max": 24}
		return p
	}
	brief := small() // an operation that stops over its losses
	brief.Params["leader.omega_leader"], brief.Params["leader.omega_collective"], brief.Params["leader.lag"] = 3, 3, 2
	brief.Params["leader.discredit"] = 0 // so that there is a next one
	ordered := small(country.NationalCases, country.Routine)
	law := small(country.Routine, country.Autonomy, country.ArmyControl, country.Suppression, country.Precedents, country.Threat, country.WarUprooting)
	weak := small(country.FactionBan, country.Facade, country.ForceDoctrine, country.ShowTrials, country.Precedents)
	weak.Params["police.base"], weak.Params["police.slope"] = 300, 0 // so few that officials ask for more than they can
	weak.Params["region.ratchet"], weak.Params["region.base"] = 0.4, 2
	for m := 2 * months / 3; m < months; m++ { // better times, in which some leave a faction
		weak.Conditions[m].HardshipBase = 0.2
	}
	weak.Params["leader.fall"], weak.Params["leader.steep"] = 0.05, 1
	weak.Params["leader.contest_won"] = 0.9 // heirs contend for years
	law.Params["leader.feasible"] = 0.4
	law.Params["police.answered"], law.Params["police.capacity_ordinary"] = 0, 2 // so that what is ordered is not more than can be done
	late := small()                                                              // factions that a ban finds there
	late.InForce[country.FactionBan] = []country.Interval{{From: late.From + months/2}}
	return []*country.Plan{small(), brief, ordered, law, weak, late}
}

// idle are parameters that move nothing, each with the reason. A parameter that
// comes alive is to be taken off the list.
var idle = map[string]string{}

// Every parameter moves something in some plan: one that moves nothing anywhere
// is a promise that the code does not keep.
func TestEveryParameterMattersSomewhere(t *testing.T) {
	plans := levers()
	var before [][]*country.Record
	for _, p := range plans {
		before = append(before, of(t, p, 9, usual))
	}
	for _, i := range regime.Institutions() {
		for _, q := range i.Params {
			key, matters := i.Name+"."+q.Key, false
			for n, p := range plans {
				was, set := p.Params[key]
				for _, v := range [...]float64{q.Max, q.Min} {
					if !matters && (!set || v != was) {
						p.Params[key] = v
						matters = same(before[n], of(t, p, 9, usual)) >= 0
					}
				}
				delete(p.Params, key)
				if set {
					p.Params[key] = was
				}
			}
			if why, listed := idle[key]; !matters && !listed {
				t.Errorf("%s moves nothing between %v and %v", key, q.Min, q.Max)
			} else if matters && listed {
				t.Errorf("%s moves something: take it off the list (%s)", key, why)
			}
		}
	}
}

// Every switch moves something in some plan.
func TestEverySwitchMattersSomewhere(t *testing.T) {
	for _, s := range conformance.Switches() {
		matters := false
		for _, p := range levers() {
			if !matters && len(p.InForce[s]) > 0 {
				with := of(t, p, 9, usual)
				matters = same(with, of(t, without(p, s), 9, usual)) >= 0
			}
		}
		if !matters {
			t.Errorf("%s moves nothing", s)
		}
	}
}

// A run that is stopped by whom it hands its records to can go on.
func TestRunStopsAndGoesOn(t *testing.T) {
	p := conformance.Plan(8, 2)
	h := begin(t, p, regime.Options{Seed: 1, Scale: usual})
	var months []calendar.Month
	note := func(r *country.Record) error { months = append(months, r.Month); return nil }
	if err := h.Run(p.From+2, note); err != nil || len(months) != 3 || h.Done() {
		t.Fatalf("until the third month: %v, %v", months, err)
	}
	if err := h.Run(p.Until+100, note); err != nil || len(months) != 8 || !h.Done() {
		t.Fatalf("beyond the end: %v, %v", months, err)
	}
	for n, m := range months {
		if m != p.From+calendar.Month(n) {
			t.Errorf("record %d is of %v", n, m)
		}
	}
}
