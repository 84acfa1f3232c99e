package lab

import (
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// Every form that ships is taken by the baseline, changes it, differs from the
// others and says why; every variant of package country is one of them.
func TestForms(t *testing.T) {
	forms, err := scenario.Forms(scenarios.Files)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{small(t, 1940, scenario.Edits{}).Scenario.Hash: "baseline"}
	named := map[country.Variant]bool{}
	for _, r := range forms {
		s := small(t, 1940, r.Edits).Scenario
		if twin := seen[s.Hash]; twin != "" || len(r.Why) < 40 {
			t.Errorf("%s is the same as %q, or does not say why: %q", r.Name, twin, r.Why)
		}
		seen[s.Hash] = r.Name
		for _, v := range s.Plan.Variants {
			named[v] = true
		}
	}
	if len(forms) != 9 || len(named) != len(country.Variants) {
		t.Errorf("%d forms and %d of %d variants", len(forms), len(named), len(country.Variants))
	}
}
