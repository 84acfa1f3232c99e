package shock_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
	"github.com/fromabove/fromabove/shock"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return shock.New().Describe() })
}

func try(t *testing.T, change func(*country.Plan)) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(3, 1)
	conformance.Populate(p, 64)
	change(p)
	x := conformance.Try(t, shock.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Pin(map[string]float64{"residue": 0.1, "calm": 0.2, "trigger": 0.0007, "alarm": 0.2})
	return x
}

// A switch that is off takes its part away, and no more; h and dl are held at 1.
func TestConditionsInForce(t *testing.T) {
	given := country.Conditions{HardshipBase: 0.5, HardshipDrive: 0.05, HardshipTaking: 0.15, DislocationWar: 0.4, DislocationDrive: 0.3, Threat: 0.7}
	much := country.Conditions{HardshipBase: 0.9, HardshipDrive: 0.9, HardshipTaking: 0.9, DislocationWar: 0.9, DislocationDrive: 0.9, Threat: 1}
	for _, c := range []struct {
		what                 string
		conditions           country.Conditions
		off                  []country.Switch
		hardship, dl, threat float64
	}{
		{"everything", given, nil, 0.7, 0.7, 0.7},
		{"no second revolution", given, []country.Switch{country.SecondRevolution}, 0.5, 0.4, 0.7},
		{"no uprooting by war", given, []country.Switch{country.WarUprooting}, 0.7, 0.3 + 0.1*0.4, 0.7},
		{"no threat", given, []country.Switch{country.Threat}, 0.7, 0.7, 0.2},
		{"none of it", given, []country.Switch{country.SecondRevolution, country.WarUprooting, country.Threat}, 0.5, 0.1 * 0.4, 0.2},
		{"more than there can be", much, nil, 1, 1, 1},
		{"nothing", country.Conditions{}, nil, 0, 0, 0},
	} {
		x := try(t, func(p *country.Plan) { p.Conditions[0] = c.conditions })
		x.Switch(false, c.off...)
		x.Do("strike")
		r := &x.Report
		for _, d := range []float64{r.Hardship - c.hardship, r.Uprooting - c.dl, r.War - c.threat} {
			if math.Abs(d) > 1e-12 {
				t.Errorf("%s: h %v, dl %v, W %v; want %v, %v, %v", c.what, r.Hardship, r.Uprooting, r.War, c.hardship, c.dl, c.threat)
				break
			}
		}
	}
}

// The taking and the drive's hardship fall on regions as the plan shares them
// out, each by its own measure; the base falls on all alike. The mean of the
// country is what the series say, and nothing of it is left where the second
// revolution is off.
func TestBurdenByRegion(t *testing.T) {
	for _, c := range []struct {
		what                 string
		taking, hunger       float64 // beyond the mean, of the first of two regions
		base, drive, taken   float64
		off                  []country.Switch
		first, second, whole float64
	}{
		{"even", 0, 0, 0.1, 0.2, 0.3, nil, 0.6, 0.6, 0.6},
		{"the taking of one", 0.5, 0, 0.1, 0.2, 0.3, nil, 0.1 + 0.2 + 0.45, 0.1 + 0.2 + 0.15, 0.6},
		{"the hunger of one", 0, 0.5, 0.1, 0.2, 0.3, nil, 0.1 + 0.3 + 0.3, 0.1 + 0.1 + 0.3, 0.6},
		{"one spared", -1, -1, 0.1, 0.2, 0.3, nil, 0.1, 0.1 + 0.4 + 0.6, 0.6},
		{"more than there can be", 0.9, 0, 0.1, 0.2, 0.6, nil, 1, 0.1 + 0.2 + 0.06, 0.9},
		{"no second revolution", 0.5, 0.5, 0.1, 0.2, 0.3, []country.Switch{country.SecondRevolution}, 0.1, 0.1, 0.1},
	} {
		p := conformance.Plan(3, 2)
		conformance.Populate(p, 128)
		p.Conditions[0].HardshipBase, p.Conditions[0].HardshipDrive, p.Conditions[0].HardshipTaking = c.base, c.drive, c.taken
		p.Regions[0].TakingBeyond, p.Regions[0].HungerBeyond = c.taking, c.hunger
		p.Regions[1].TakingBeyond, p.Regions[1].HungerBeyond = -c.taking, -c.hunger
		x := conformance.Try(t, shock.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
		x.Switch(false, c.off...)
		x.Do("strike")
		got := [3]float64{x.Regions[0].Hardship, x.Regions[1].Hardship, x.Report.Hardship}
		for i, want := range [3]float64{c.first, min(c.second, 1), c.whole} {
			if math.Abs(got[i]-want) > 1e-12 {
				t.Errorf("%s: h of the two regions and the country %v, want %v, %v and %v", c.what, got, c.first, c.second, c.whole)
				break
			}
		}
	}
}

// A murder leaves evidence and alarm where the switch is on, and only then; it
// is an event in any case.
func TestMurder(t *testing.T) {
	murder := func(p *country.Plan) {
		p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Murder, Label: "a man of the top"}}
	}
	x := try(t, murder)
	x.Vigilance, x.Evidence = 0.3, 0.001
	x.Do("strike")
	if math.Abs(x.Evidence-(0.001+x.Param("trigger"))) > 1e-15 || math.Abs(x.Vigilance-(0.3+x.Param("alarm"))) > 1e-15 || len(x.Events) != 1 {
		t.Errorf("evidence %v, vigilance %v, events %v", x.Evidence, x.Vigilance, x.Events)
	}
	x.Vigilance = 0.95
	x.Do("strike")
	if x.Vigilance != 1 {
		t.Errorf("vigilance %v, want it held at 1", x.Vigilance)
	}
	x = try(t, murder)
	x.Switch(false, country.Murders)
	x.Do("strike")
	if x.Evidence != 0 || x.Vigilance != 0 || len(x.Events) != 1 {
		t.Errorf("switched off: evidence %v, vigilance %v, events %v", x.Evidence, x.Vigilance, x.Events)
	}
	x = try(t, func(p *country.Plan) { p.Occasions = nil })
	x.Do("strike")
	if x.Evidence != 0 || len(x.Events) != 0 {
		t.Errorf("no murder: evidence %v, events %v", x.Evidence, x.Events)
	}
}
