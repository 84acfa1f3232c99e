package regime_test

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

// Scales of the tests: most need no more than a lane for ten thousand persons.
const (
	coarse = 10000
	usual  = 1000
)

// hard is a large hard country: 150 million persons in 64 regions, everything
// in force, congresses of the usual size.
func hard(months int) *country.Plan {
	p := conformance.Plan(months, 64)
	for m := range p.Conditions {
		c := &p.Conditions[m]
		c.Population, c.ArmyStrength, c.PartyAdmissions = 150e6, 1e6, 20000
	}
	for i := range p.Occasions {
		if p.Occasions[i].Kind == country.Congress {
			p.Occasions[i].Size, p.Occasions[i].Seats = 1500, 120
		}
	}
	return p
}

// suspicious is the hard country under the greatest threat and a leader who
// believes much and tolerates little: an operation begins.
func suspicious(months int) *country.Plan {
	p := hard(months)
	for m := range p.Conditions {
		p.Conditions[m].Threat = 1
	}
	p.Params = map[string]float64{"leader.chi_leader": 1, "leader.chi_collective": 0.8, "leader.tolerance": 0.002}
	return p
}

// war is the hard country with a tenth of its people under arms.
func war(months int) *country.Plan {
	p := hard(months)
	for m := range p.Conditions {
		p.Conditions[m].ArmyStrength, p.Conditions[m].DislocationWar = 15e6, 0.8
	}
	return p
}

// without leaves switches out of a plan.
func without(p *country.Plan, switches ...country.Switch) *country.Plan {
	for _, s := range switches {
		delete(p.InForce, s)
	}
	return p
}

// begin begins a history.
func begin(t *testing.T, p *country.Plan, o regime.Options) *regime.History {
	t.Helper()
	h, err := regime.New(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// run runs a history to its end, or for as many months as are left, checks
// every month, and returns what the months left.
func run(t *testing.T, h *regime.History) []*country.Record {
	t.Helper()
	var records []*country.Record
	err := h.Run(h.Country.Plan.Until, func(r *country.Record) error {
		records = append(records, r.Clone())
		return conformance.Check(h.Country, r)
	})
	if err != nil {
		t.Fatalf("%v: %v", h.Country.Month-1, err)
	}
	return records
}

// of runs a plan with a seed at a scale.
func of(t *testing.T, p *country.Plan, seed uint64, scale int) []*country.Record {
	t.Helper()
	return run(t, begin(t, p, regime.Options{Seed: seed, Scale: scale, Workers: 1}))
}
