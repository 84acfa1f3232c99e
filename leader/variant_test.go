package leader_test

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// Under additive_gap a leader of 1/2 sees what is there, one above it adds to it
// in parts of R0, and sees enemies where there are fewer than he tolerates.
func TestAdditiveGap(t *testing.T) {
	for _, c := range []struct{ chi, evidence, gap float64 }{
		{0.5, 0.006, 0.006 - 0.0044}, {1, 0.006, 0.006 - 0.0044 + 0.0022}, {0.3, 0.006, 0.006 - 0.0044 - 0.00088}, {1, 0.0034, 0.0012}, {0.3, 0.005, 0},
	} {
		x := try(t)
		x.Plan.Variants = []country.Variant{country.AdditiveGap}
		x.Tally = people.Tally{Alive: 1000, Free: 1000}
		x.Set("chi_leader", c.chi)
		x.Dominance, x.Report.War, x.Evidence = 1, 0, c.evidence
		x.Do("suspect")
		if !near(x.Gap, c.gap) {
			t.Errorf("chi %v, evidence %v: gap %v, want %v", c.chi, c.evidence, x.Gap, c.gap)
		}
	}
}

// Under stop_at_plan losses do not end an operation, and its plan does; what it
// needs it needs all the same.
func TestStopAtPlan(t *testing.T) {
	for _, c := range []struct {
		what  string
		off   country.Switch
		net   float64
		taken float64 // of a plan of 40
		cause string
	}{
		{"losses", "", -1, 39, ""}, {"fulfilled", "", 1, 40, "plan"}, {"both", "", -1, 90, "plan"}, {"no tribunals", country.Tribunals, 1, 10, "institution"},
	} {
		x := try(t, c.off)
		x.Plan.Variants = []country.Variant{country.StopAtPlan}
		x.Operate(10, 1)
		x.Country.Operation.Plan, x.Operations[0].Taken = 40, c.taken
		x.Gap, x.Net = 0.002, c.net
		x.Do("decree")
		if got := x.Operations[0].Cause; got != c.cause {
			t.Errorf("%s: stopped for %q, want %q", c.what, got, c.cause)
		}
	}
}

// Under true_hits evidence grows by the share of cases that hit; where none
// does, only what arrests settle and fading are left.
func TestTrueHits(t *testing.T) {
	for _, c := range []struct {
		hits, elite int
		told, proof float64
	}{{20, 4, 1, 1}, {10, 4, 0.5, 1}, {0, 1, 0, 0.25}, {0, 0, 0, 0}} {
		x := try(t)
		x.Plan.Variants = []country.Variant{country.TrueHits}
		x.Credulity, x.Evidence = 0.3, 0.02
		x.Report.NamesMade, x.Report.Hits, x.Report.EliteArrested, x.Report.EliteHits, x.Report.EliteWeight = 11, c.hits, 4, c.elite, 0.05
		x.Docket = make([]country.Case, 20)
		x.Do("reckon")
		want := 0.02 - 0.029*0.02 + c.told*0.25*0.3*11/1000 - 0.5*0.02 + c.proof*0.3*0.0025*0.05
		if !near(x.Evidence, want) {
			t.Errorf("%d of 20 cases and %d of 4 of the elite hit: Z %v, want %v", c.hits, c.elite, x.Evidence, want)
		}
	}
}
