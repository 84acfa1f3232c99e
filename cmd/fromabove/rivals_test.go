package main

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// What rivals say is what their sentences say, by hand; and every number that is
// predicted is an outcome.
func TestRivalPredictions(t *testing.T) {
	s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{Point: scenario.NoPoint})
	if err != nil {
		t.Fatal(err)
	}
	all, err := targets(s)
	if err != nil {
		t.Fatal(err)
	}
	// arrests 1930-36: 331544 479065 410433 505256 205173 193083 131168, mean 322246, on some 160 million
	want := [][]float64{
		{936750, 131168, 322246, 131168 + 60000*4.7, 131168 + 268950*4.7},
		{638509, 131168, 322246, 131168, 131168},
		{44731, 131168, 322246, 131168, 131168},
		{353074 + 328618, 2 * 1118, 2 * 5734, math.NaN(), 2*1118 + 75950*4.7},
	}
	for i, row := range want {
		said := append([]float64{all[i].Observed}, all[i].Rivals...)
		for k, v := range row {
			off := 1e-9
			if k == 2 {
				off = 0.08 // the population grows
			}
			if !math.IsNaN(v) && math.Abs(said[k]/v-1) > off {
				t.Errorf("%s: column %d is %v, want %v", all[i].Title, k, said[k], v)
			}
		}
	}
	for _, p := range all {
		if _, err := experiment.Parse(p.Outcome); err != nil || len(p.Rivals) != len(rivals) || !(p.Observed > 0) {
			t.Errorf("%s: %v; %d rivals, observed %v", p.Title, err, len(p.Rivals), p.Observed)
		}
	}
	if cc := all[4]; math.Abs(cc.Observed-0.705) > 1e-9 || cc.Rivals[0] != 0 || cc.Rivals[1] < 0.005 || cc.Rivals[1] > 0.02 || !math.IsNaN(cc.Rivals[3]) {
		t.Errorf("%+v", cc)
	}
}
