package regime_test

import (
	"testing"

	"github.com/fromabove/fromabove/country"
)

// Relations between runs: nobody knows the right number of arrests, but some
// changes can only move it one way.

// seeds of a comparison; both arms have the same.
const seeds = 10

// total is the sum of a gauge over a history, mean that over its months.
func total(records []*country.Record, g country.GaugeID) float64 {
	sum := 0.0
	for _, r := range records {
		sum += r.Gauges[g]
	}
	return sum
}

func mean(records []*country.Record, g country.GaugeID) float64 {
	return total(records, g) / float64(len(records))
}

// arms runs the plan of each seed and, for every change, the changed one, and
// returns the mean over the seeds of what the change does to a gauge's mean.
type arms struct {
	t      *testing.T
	months int
	plans  map[string]func(int) *country.Plan
	before map[string][][]*country.Record
}

func (a *arms) contrast(plan string, change func(*country.Plan), g country.GaugeID) float64 {
	a.t.Helper()
	if a.before[plan] == nil {
		for seed := range uint64(seeds) {
			a.before[plan] = append(a.before[plan], of(a.t, a.plans[plan](a.months), seed, coarse))
		}
	}
	sum := 0.0
	for seed := range uint64(seeds) {
		p := a.plans[plan](a.months)
		change(p)
		sum += mean(of(a.t, p, seed, coarse), g) - mean(a.before[plan][seed], g)
	}
	return sum / seeds
}

// off is the change that leaves switches out.
func off(switches ...country.Switch) func(*country.Plan) {
	return func(p *country.Plan) { without(p, switches...) }
}

// param is the change that sets parameters.
func param(values map[string]float64) func(*country.Plan) {
	return func(p *country.Plan) {
		if p.Params == nil {
			p.Params = map[string]float64{}
		}
		for key, v := range values {
			p.Params[key] = v
		}
	}
}

func each(change func(*country.Conditions)) func(*country.Plan) {
	return func(p *country.Plan) {
		for m := range p.Conditions {
			change(&p.Conditions[m])
		}
	}
}

// bound is a war in which nobody can desert and no police takes mutineers, so
// that the discontented stay, and are not cowed; but gendarmes enough that those
// beside a soldier count.
func bound(months int) *country.Plan {
	p := without(war(months), country.SecretPolice)
	p.Params = map[string]float64{"army.desertion": 0, "army.arms": 0.6, "police.core": 20_000, "police.inherited": 20_000, "society.watch": 5}
	return p
}

func TestChangesThatCanMoveOneWayOnly(t *testing.T) {
	const up, down, never = 1, -1, 0 // never: not up
	a := arms{t, 36, map[string]func(int) *country.Plan{"hard": hard, "suspicious": suspicious, "war": war, "bound": bound}, map[string][][]*country.Record{}}
	for _, c := range []struct {
		what   string
		plan   string
		change func(*country.Plan)
		gauge  country.GaugeID
		sign   int
	}{
		{"no hardship, no uprooting: more support", "hard", each(func(c *country.Conditions) {
			c.HardshipBase, c.HardshipDrive, c.HardshipTaking, c.DislocationWar, c.DislocationDrive = 0, 0, 0, 0, 0
		}), country.SupportShare, up},
		{"no hardship: less dissent", "hard", each(func(c *country.Conditions) { c.HardshipBase, c.HardshipDrive, c.HardshipTaking = 0, 0, 0 }), country.DissentShare, down},
		{"no uprooting: stronger mores", "hard", each(func(c *country.Conditions) { c.DislocationWar, c.DislocationDrive = 0, 0 }), country.Mores, up},
		{"no uprooting: fewer who would serve in the police", "hard", each(func(c *country.Conditions) { c.DislocationWar, c.DislocationDrive = 0, 0 }), country.PoliceStaff, never},
		{"no ban on factions: less dominance", "suspicious", off(country.FactionBan), country.Dominance, down},
		{"no vanguard: no dominance", "suspicious", off(country.Vanguard), country.Dominance, down},
		{"no vanguard: fewer of the elite arrested", "suspicious", off(country.Vanguard), country.EliteArrested, down},
		{"no suppression: more associations", "suspicious", off(country.Suppression), country.CivilSociety, up},
		{"no suppression: less denunciation", "suspicious", off(country.Suppression), country.Denunciations, down},
		{"no forced denunciation: less of it", "suspicious", off(country.Denunciation), country.Denunciations, down},
		{"no facade: less acclaim", "suspicious", off(country.Facade), country.AcclaimShare, down},
		{"no camps: fewer held", "suspicious", off(country.Camps), country.CampPopulation, down},
		{"no camps: more killed for want of room", "suspicious", off(country.Camps), country.Executions, up},
		{"no tribunals: fewer killed", "suspicious", off(country.Tribunals), country.Executions, down},
		{"no show trials: less vigilance", "suspicious", off(country.ShowTrials), country.Vigilance, down},
		{"no marks by group: fewer deported households", "suspicious", off(country.GroupMarks), country.Deported, never},
		{"no threat from abroad: more is tolerated", "suspicious", off(country.Threat), country.Tolerated, up},
		{"no autonomy: fewer arrests", "suspicious", off(country.Autonomy), country.Arrests, down},
		{"nobody remade, no forced denunciation: fewer on file", "suspicious", off(country.Remaking, country.Denunciation), country.OnFile, down},
		{"no control of the army: more deserters", "hard", off(country.ArmyControl), country.Desertions, up},
		{"no control of the army, nobody deserts or is taken: more mutinies", "bound", off(country.ArmyControl), country.Mutinies, up},
		{"no uprooting by war: fewer deserters", "war", off(country.WarUprooting), country.Desertions, down},
		{"lighter service: fewer mutinies", "war", param(map[string]float64{"army.service": 0}), country.Mutinies, down},
		{"no arms: fewer mutinies", "war", param(map[string]float64{"army.arms": 0}), country.Mutinies, down},
		{"no army: no deserters", "war", each(func(c *country.Conditions) { c.ArmyStrength = 0 }), country.Desertions, down},
		{"more capacity: more arrests", "suspicious", param(map[string]float64{"police.capacity_ordinary": 2, "police.capacity_simplified": 12}), country.Arrests, up},
		{"a credulous leader: more arrests", "hard", param(map[string]float64{"leader.chi_leader": 1, "leader.chi_collective": 0.8}), country.Arrests, up},
		{"a tolerant leader: fewer arrests", "suspicious", param(map[string]float64{"leader.tolerance": 0.008}), country.Arrests, down},
		{"fewer names: less evidence", "suspicious", param(map[string]float64{"police.names": 0.6}), country.Evidence, down},
		{"more who leave: fewer of the old guard", "hard", param(map[string]float64{"party.aged": 24}), country.OldGuardShare, down},
	} {
		d := a.contrast(c.plan, c.change, c.gauge)
		if c.sign == up && !(d > 0) || c.sign == down && !(d < 0) || c.sign == never && !(d <= 0) {
			t.Errorf("%s: %s differs by %v in the mean of %d seeds", c.what, country.Gauges[c.gauge].Name, d, seeds)
		}
	}
}

// More capacity never lowers the number of arrests, in the mean over seeds: not
// where it is what binds, not where it is not.
func TestMoreCapacityNeverFewerArrests(t *testing.T) {
	for _, plan := range []func(int) *country.Plan{hard, suspicious} {
		before := -1.0
		for _, factor := range []float64{0.4, 1, 2} {
			arrests := 0.0
			for seed := range uint64(seeds) {
				p := plan(36)
				param(map[string]float64{"police.capacity_ordinary": 0.8 * factor, "police.capacity_simplified": 6 * factor, "region.capacity": 6 * factor})(p)
				arrests += total(of(t, p, seed, coarse), country.Arrests) / seeds
			}
			if arrests < before {
				t.Errorf("%.1f times the capacity: %v arrests in the mean, with less capacity %v", factor, arrests, before)
			}
			before = arrests
		}
	}
}

// Off means that a term is gone: what the switch alone makes possible is not
// there, in any month, of any seed.
func TestWhatIsOffIsGone(t *testing.T) {
	for _, c := range []struct {
		off    []country.Switch
		gauges []country.GaugeID
	}{
		{[]country.Switch{country.Camps}, []country.GaugeID{country.CampSentences, country.CampPopulation, country.CampDeaths, country.Released}},
		{[]country.Switch{country.Tribunals}, []country.GaugeID{country.Executions, country.OperationActive}},
		{[]country.Switch{country.Vanguard}, []country.GaugeID{country.Dominance, country.EliteArrested, country.PartyMembers, country.PartyExpelled, country.CCLostShare, country.DelegatesLostShare}},
		{[]country.Switch{country.Informers}, []country.GaugeID{country.InformerCount}},
		{[]country.Switch{country.SecretPolice}, []country.GaugeID{country.InformerCount, country.OperationActive}},
		{[]country.Switch{country.Limits}, []country.GaugeID{country.OperationRequested}},
		{[]country.Switch{country.ShowTrials}, []country.GaugeID{country.ShowTrialsHeld}},
	} {
		for seed := range uint64(3) {
			for _, r := range of(t, without(suspicious(36), c.off...), seed, coarse) {
				for _, g := range c.gauges {
					if r.Gauges[g] != 0 {
						t.Fatalf("without %v, seed %d, %v: %s is %v", c.off, seed, r.Month, country.Gauges[g].Name, r.Gauges[g])
					}
				}
			}
		}
	}
	with := of(t, suspicious(36), 0, coarse)
	for _, g := range []country.GaugeID{country.CampSentences, country.Executions, country.OperationActive, country.Dominance, country.EliteArrested,
		country.PartyMembers, country.PartyExpelled, country.CCLostShare, country.InformerCount, country.OperationRequested, country.ShowTrialsHeld} {
		if total(with, g) == 0 {
			t.Errorf("with everything on %s is zero too: the test proves too little", country.Gauges[g].Name)
		}
	}
}

// Without a facade nobody acclaims who does not support.
func TestWithoutAFacadeAcclaimIsSincere(t *testing.T) {
	for _, r := range of(t, without(suspicious(36), country.Facade), 1, coarse) {
		if r.Gauges[country.FacadeGap] > 0 {
			t.Errorf("%v: %v more acclaim than support", r.Month, r.Gauges[country.FacadeGap])
		}
	}
}
