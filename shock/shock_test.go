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
	given := country.Conditions{HardshipBase: 0.5, HardshipDrive: 0.2, DislocationWar: 0.4, DislocationDrive: 0.3, Threat: 0.7}
	much := country.Conditions{HardshipBase: 0.9, HardshipDrive: 0.9, DislocationWar: 0.9, DislocationDrive: 0.9, Threat: 1}
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
