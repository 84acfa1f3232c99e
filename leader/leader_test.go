package leader_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/leader"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return leader.New().Describe() })
}

// try is a leader over a thousand persons in four regions, of whom the census
// has counted ten dissenters, forty marked and fifty files; with a dominance of
// one half and a threat of one half.
func try(t *testing.T, off ...country.Switch) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(12, 4)
	conformance.Populate(p, 1024)
	p.Leaders = []country.LeaderPlan{{Label: "first", From: p.From, Appoints: p.From, Personal: true}}
	x := conformance.Try(t, leader.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Switch(false, off...)
	x.Pin(map[string]float64{"chi_leader": 0.415, "chi_collective": 0.261, "omega_leader": 0.44, "omega_collective": 0.89, "tolerance": 0.0044,
		"threat_effect": 0.95, "launch": 0.0012, "lag": 7.5, "candour": 2, "vigilance_step": 0.12, "unstaged": 0.4, "trial_months": 12,
		"plan_months": 4, "planned": 0.5, "caution": 2, "caution_fading": 0.02, "discredit": 0.5, "proof_gap": 4, "evidence_decay": 0.029, "ordinary_names": 0.25, "unchecked": 0.5, "cleared": 0.5, "elite_evidence": 0.0025,
		"recovery": 0.048, "specialists": 3, "officials": 0.004, "lost_elite": 0.002, "feasible": 0.62, "clients": 0.6, "old": 1, "young": 0.3, "pressure": 0.004,
		"full": 3, "steepness": 4, "contest_won": 0.5, "contest_hazard": 0.02})
	x.Do("succeed")
	x.Tally = people.Tally{Alive: 1000, Free: 1000, Dissent: 10, Marked: 40, File: 50, Named: 30}
	x.Weights = people.Weights{Dissent: 0.39, Named: 0.3, File: 0.09, Marked: 0.017}
	x.Dominance, x.Report.War, x.LossFactor = 0.5, 0.5, 1
	return x
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12+1e-9*math.Abs(b) }

// chi = chi_B + D (chi_L - chi_B), e = the weight of the signs and the evidence,
// r = R0 (1 - w_W W), gap = chi [e - r]+, net = gap - omega L as perceived.
func TestWhatTheLeaderBelieves(t *testing.T) {
	const signs = (10*0.39 + 40*0.017 + 50*0.09) / 1000 // names count as evidence only
	for _, c := range []struct {
		what                            string
		off                             country.Switch
		dominance, evidence, war, loss  float64
		chi, omega, believed, tolerated float64
		lag                             float64
	}{
		{"half dominant", "", 0.5, 0, 0.5, 0.01, 0.338, 0.665, signs, 0.0044 * 0.525, 7.5},
		{"not dominant", "", 0, 0, 0.5, 0.01, 0.261, 0.89, signs, 0.0044 * 0.525, 7.5},
		{"dominant", "", 1, 0, 0.5, 0.01, 0.415, 0.44, signs, 0.0044 * 0.525, 7.5},
		{"the person does not count", country.PersonalRule, 1, 0, 0.5, 0.01, 0.261, 0.89, signs, 0.0044 * 0.525, 7.5},
		{"evidence", "", 0.5, 0.02, 0.5, 0.01, 0.338, 0.665, signs + 0.02, 0.0044 * 0.525, 7.5},
		{"a full threat", "", 0.5, 0, 1, 0.01, 0.338, 0.665, signs, 0.0044 * 0.05, 7.5},
		{"no facade", country.Facade, 0.5, 0, 0.5, 0.01, 0.338, 0.665, signs, 0.0044 * 0.525, 2},
	} {
		x := try(t, c.off)
		x.Dominance, x.Evidence, x.Report.War, x.Loss, x.PerceivedLoss = c.dominance, c.evidence, c.war, c.loss, 0.001
		x.Do("suspect")
		gap := c.chi * (c.believed - c.tolerated)
		perceived := 0.001 + (c.loss-0.001)/c.lag
		if !near(x.Credulity, c.chi) || !near(x.CostWeight, c.omega) || !near(x.Belief, c.believed) || !near(x.Tolerated, c.tolerated) ||
			!near(x.Gap, gap) || !near(x.PerceivedLoss, perceived) || !near(x.Net, gap-c.omega*perceived) {
			t.Errorf("%s: chi %v, omega %v, e %v, r %v, gap %v, L %v, net %v; want %v, %v, %v, %v, %v, %v, %v", c.what, x.Credulity, x.CostWeight,
				x.Belief, x.Tolerated, x.Gap, x.PerceivedLoss, x.Net, c.chi, c.omega, c.believed, c.tolerated, gap, perceived, gap-c.omega*perceived)
		}
	}
	x := try(t)
	x.Tally = people.Tally{Alive: 1000, Free: 1000}
	x.Do("suspect")
	if x.Gap != 0 || x.Net != 0 {
		t.Errorf("nothing is seen, less than is tolerated: gap %v, net %v", x.Gap, x.Net)
	}
	x = try(t)
	x.Leader = country.Leader{}
	x.Do("suspect")
	if x.Gap != 0 || x.Net != 0 {
		t.Errorf("nobody is in office: gap %v, net %v", x.Gap, x.Net)
	}
}

// V moves by 0.12 to min(1, gap/1.5 theta), to 1 in an operation, and to 0.4 of
// that without a show trial within a year.
func TestVigilance(t *testing.T) {
	for _, c := range []struct {
		what      string
		trial     calendar.Month // months ago; 0: none
		gap       float64        // in theta
		operation bool
		demand    float64
	}{
		{"no trial", 0, 0.75, false, 0.4 * 0.5}, {"a trial", 3, 0.75, false, 0.5}, {"a trial a year ago", 12, 0.75, false, 0.5},
		{"a trial longer ago", 13, 0.75, false, 0.2}, {"a wide gap", 3, 90, false, 1}, {"an operation", 3, 0, true, 1}, {"an operation, no trial", 0, 0, true, 0.4},
	} {
		x := try(t)
		x.Tally = people.Tally{Alive: 1000, Free: 1000}
		x.Set("threat_effect", 0)
		x.Evidence = x.Param("tolerance") + c.gap*x.Param("launch")/0.338
		x.Vigilance = 0.3
		if c.operation {
			x.Operate(10, 1)
		}
		if c.trial > 0 {
			x.LastTrial = x.Month - c.trial
		}
		x.Do("suspect")
		if want := 0.3 + 0.12*(c.demand-0.3); !near(x.Vigilance, want) {
			t.Errorf("%s: V becomes %v, want %v", c.what, x.Vigilance, want)
		}
	}
}

// An operation begins if the net gap exceeds theta and there are tribunals, a
// secret police, its autonomy and a leader; it ends when one of them is gone or
// the net gap is below zero.
func TestWhenAnOperationBeginsAndEnds(t *testing.T) {
	for _, c := range []struct {
		what          string
		off           country.Switch
		leader        bool
		gap, net      float64
		begins, stays bool
		cause         string
	}{
		{"a wide gap", "", true, 0.002, 0.0013, true, true, ""},
		{"just theta", "", true, 0.002, 0.0012, false, true, ""},
		{"no net gap", "", true, 0.002, 0, false, true, ""},
		{"losses", "", true, 0.002, -0.0001, false, false, "losses"},
		{"no belief", "", true, 0, -0.0001, false, false, "belief"},
		{"no tribunals", country.Tribunals, true, 0.002, 0.0013, false, false, "institution"},
		{"no autonomy", country.Autonomy, true, 0.002, 0.0013, false, false, "institution"},
		{"no secret police", country.SecretPolice, true, 0.002, 0.0013, false, false, "institution"},
		{"no leader", "", false, 0.002, 0.0013, false, false, "leader"},
		{"no limits, no show trials needed", country.Limits, true, 0.002, 0.0013, true, true, ""},
	} {
		x := try(t, c.off)
		x.Leader.Present, x.Gap, x.Net = c.leader, c.gap, c.net
		x.Do("decree")
		if begins := x.Country.Operation.Number == 1; begins != c.begins {
			t.Errorf("%s: an operation begins: %t", c.what, begins)
		}
		x = try(t, c.off)
		x.Operate(10, 1)
		x.Leader.Present, x.Gap, x.Net = c.leader, c.gap, c.net
		x.Do("decree")
		if stays := x.Country.Operation.Number == 1; stays != c.stays || x.Operations[0].Cause != c.cause || (x.Operations[0].Stop == 0) != c.stays {
			t.Errorf("%s: the operation goes on: %t; %+v", c.what, stays, x.Operations[0])
		}
		if !c.stays && (x.Regions[0].Limit != 0 || x.Regions[0].Rate != 0) {
			t.Errorf("%s: the operation is over, and a region has a limit of %v and a rate of %v", c.what, x.Regions[0].Limit, x.Regions[0].Rate)
		}
	}
}

// A stop is remembered: the next operation needs a gap wider by caution times
// the memory, which fades; and a share of the evidence is believed no longer.
func TestTheMemoryOfAStop(t *testing.T) {
	x := try(t)
	x.Operate(10, 1)
	x.Gap, x.Net, x.Evidence = 0.002, -0.0001, 0.01
	x.Do("decree")
	if x.State.Caution != 1 || !near(x.State.Evidence, 0.005) {
		t.Fatalf("after a stop the memory is %v and the evidence %v, want 1 and 0.005", x.State.Caution, x.State.Evidence)
	}
	for months := 1; months <= 60; months++ {
		fades := math.Pow(0.98, float64(months))
		for _, side := range []float64{-1e-6, 1e-6} {
			x.State.Caution = math.Pow(0.98, float64(months-1))
			x.Country.Operation = country.Operation{}
			x.Net = 0.0012*(1+2*fades) + side
			x.Do("decree")
			if began := x.Country.Operation.Number != 0; began != (side > 0) {
				t.Fatalf("%d months after a stop, net gap %v: an operation begins: %t", months, x.Net, began)
			}
		}
	}
}

// Where the dates are given from outside they alone count, but not without the
// institutions that an operation needs.
func TestGivenDates(t *testing.T) {
	for _, c := range []struct {
		what         string
		off          country.Switch
		plan         float64
		begins, ends calendar.Month // 0: never
	}{
		{"as given", "", 40, 3, 5}, {"a plan of his own", "", 0, 3, 5}, {"no tribunals", country.Tribunals, 40, 0, 0},
	} {
		x := try(t, c.off)
		from := x.Month
		x.Plan.Forced = []country.Forced{{Label: "given", Launch: from + 3, Stop: from + 5, Plan: c.plan}}
		x.Gap, x.Net = 0.01, 0.5 // he would begin at once
		for m := range calendar.Month(8) {
			x.Month = from + m
			x.Urgency = 0.1
			x.Do("decree")
			on := c.begins != 0 && m >= c.begins && m < c.ends
			if got := x.Country.Operation.Number != 0; got != on || on && x.Urgency != 1 {
				t.Errorf("%s, month %d: an operation is on: %t, urgency %v", c.what, m, got, x.Urgency)
			}
			if want := c.plan; on {
				if want == 0 {
					want = 0.5 * 1000 * 0.01
				}
				if !near(x.Country.Operation.Plan, want) {
					t.Errorf("%s: the plan is %v, want %v", c.what, x.Country.Operation.Plan, want)
				}
			}
		}
		if c.begins != 0 && x.Operations[0].Cause != "given" {
			t.Errorf("%s: it stops by %q", c.what, x.Operations[0].Cause)
		}
	}
}

// Proof is chi Z/(4 theta), urgency the gap by theta, neither above 1.
func TestProofAndUrgency(t *testing.T) {
	for _, c := range []struct{ evidence, proof float64 }{{0, 0}, {0.001, 0.338 * 0.001 / (4 * 0.0012)}, {1, 1}} {
		x := try(t)
		x.State.Evidence = c.evidence
		x.Do("suspect")
		if !near(x.State.Proof, c.proof) || !near(x.Urgency, math.Min(1, x.Gap/0.0012)) {
			t.Errorf("evidence %v: proof %v, urgency %v at a gap of %v; want a proof of %v", c.evidence, x.State.Proof, x.Urgency, x.Gap, c.proof)
		}
	}
}

// The plan is N gap/2 in four months, shared by the weight of the registers.
func TestThePlan(t *testing.T) {
	x := try(t)
	x.Gap, x.Net = 0.01, 0.01
	for g := range x.Regions {
		x.Regions[g].Tally = people.Tally{Dissent: g, Marked: 10 * g}
		x.Regions[g].Cumulated = 99
	}
	x.Tally.Dissent, x.Tally.Marked, x.Tally.File, x.Tally.Named = 6, 60, 0, 0
	x.Do("decree")
	if plan := 1000 * 0.01 / 2; !near(x.Country.Operation.Plan, plan) {
		t.Errorf("the plan is %v, want %v", x.Country.Operation.Plan, plan)
	}
	for g := range x.Regions {
		r := &x.Regions[g]
		if want := 5 * float64(g) / 6; !near(r.Plan, want) || !near(r.Limit, want) || !near(r.Rate, want/4) || r.Cumulated != 0 {
			t.Errorf("region %d: plan %v, limit %v, rate %v, cumulated %v; want %v of the plan", g, r.Plan, r.Limit, r.Rate, r.Cumulated, want)
		}
	}
}

// Z' = -d_Z Z + f chi (names + 0.1 denunciations)/N - 0.5 arrests/N + chi kappa_E w,
// L' = -d_L L + arrests/N + 3 specialists/N + 0.004 officials/regions + 0.002 w.
func TestReckoning(t *testing.T) {
	for _, c := range []struct {
		what      string
		off       country.Switch
		operation bool
		f         float64
		evidence  float64
	}{
		{"ordinary", "", false, 0.25, 0.02}, {"simplified", "", true, 1, 0.02}, {"under the law", country.Autonomy, false, 0.125, 0.02}, {"settled by arrests", "", false, 0.25, 0},
	} {
		x := try(t, c.off)
		if c.operation {
			x.Operate(10, 1)
		}
		x.Credulity, x.Evidence, x.Loss = 0.3, c.evidence, 0.01
		x.Report.NamesMade, x.Report.Specialists, x.Report.OfficialsRemoved, x.Report.EliteWeight = 7, 2, 1, 0.05
		x.Docket = make([]country.Case, 20)
		x.Denouncers = make([]people.ID, 40)
		x.Do("reckon")
		z := math.Max(0, c.evidence-0.029*c.evidence+c.f*0.3*(7+4)/1000-0.5*0.02+0.3*0.0025*0.05)
		l := 0.01 - 0.048*0.01 + 0.02 + 3*2/1000.0 + 0.004*1/4 + 0.002*0.05
		if !near(x.Evidence, z) || !near(x.Loss, l) {
			t.Errorf("%s: Z %v, L %v; want %v, %v", c.what, x.Evidence, x.Loss, z, l)
		}
	}
}

// No move against the elite below the safe margin, without a vanguard or a
// leader; who is taken is killed only where there are tribunals.
func TestMovesAgainstTheElite(t *testing.T) {
	for _, c := range []struct {
		what   string
		off    country.Switch
		leader bool
		margin float64
		gap    float64
		fate   country.Fate
	}{
		{"safe", "", true, 0.8, 0.1, country.Executed}, {"safe, no tribunals", country.Tribunals, true, 0.8, 0.1, country.Arrested},
		{"not safe", "", true, 0.62, 0.1, country.InPlace}, {"no gap", "", true, 0.8, 0.0006, country.InPlace},
		{"no vanguard", country.Vanguard, true, 0.8, 0.1, country.InPlace}, {"no leader", "", false, 0.8, 0.1, country.InPlace},
	} {
		x := try(t, c.off)
		x.Set("lookup", 1)
		x.Set("elite_names", 1)
		rows := x.Fill(country.CentralCommittee, 40, country.Member{Region: -1, Cohort: country.OldGuard, Dossier: 1e4})
		quiet := x.Fill(country.Admirals, 5, country.Member{Region: -1, Cohort: country.Later})
		x.Leader.Present, x.Margin, x.Gap, x.Launch, x.Dominance, x.Credulity = c.leader, c.margin, c.gap, 0.0012, 0.8, 0.4
		members := append([]int32(nil), rows...)
		x.Do("move")
		for _, row := range members {
			if m := &x.Cadre.Members[row]; m.Fate != c.fate || (m.Fate != country.InPlace) != (m.Category == country.ByDossier) {
				t.Fatalf("%s: member %d is %v for his %q, want %v", c.what, row, m.Fate, m.Category, c.fate)
			}
		}
		taken := 0
		if c.fate != country.InPlace {
			taken = len(members)
		}
		for _, row := range quiet {
			if row >= 0 && x.Cadre.Members[row].Fate != country.InPlace {
				taken++
			}
		}
		if x.Report.EliteArrested < taken || (taken == 0) != (x.Report.EliteArrested == 0) || x.Report.EliteWeight > 1+1e-9 {
			t.Errorf("%s: %d taken, %d counted, weight %v", c.what, taken, x.Report.EliteArrested, x.Report.EliteWeight)
		}
		x.Next()
	}
}
