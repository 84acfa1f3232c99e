package doctrine_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/doctrine"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return doctrine.New().Describe() })
}

func try(t *testing.T) *conformance.Trial {
	t.Helper()
	x := conformance.Try(t, doctrine.New().Describe(), conformance.Plan(2, 1), regime.Options{Seed: 1, Scale: 1000})
	x.Pin(map[string]float64{"dissent": 0.39, "marked": 0.017, "file": 0.06, "remaking": 1.5, "insincere": 0.001, "national": 1, "scruples": 0.5})
	return x
}

// A switch that is off takes one weight away and leaves the others.
func TestWeights(t *testing.T) {
	all := people.Weights{Dissent: 0.39, Named: 0.3, File: 0.09, Marked: 0.017, National: 0.017 * 0.5, Insincere: 0.001}
	for _, c := range []struct {
		off    country.Switch
		change func(w *people.Weights, losses *float64)
	}{
		{"", func(*people.Weights, *float64) {}},
		{country.GroupMarks, func(w *people.Weights, _ *float64) { w.Marked = 0 }},
		{country.Remaking, func(w *people.Weights, _ *float64) { w.File = 0.06 }},
		{country.ForceDoctrine, func(_ *people.Weights, losses *float64) { *losses = 1.5 }},
		{country.Camps, func(*people.Weights, *float64) {}},
	} {
		x := try(t)
		x.Switch(false, c.off)
		x.Credulity, x.Report.War = 0.3, 0.5
		x.Do("license")
		want, losses := all, 1.0
		c.change(&want, &losses)
		for _, d := range []float64{x.Weights.Dissent - want.Dissent, x.Weights.Named - want.Named, x.Weights.File - want.File,
			x.Weights.Marked - want.Marked, x.Weights.National - want.National, x.Weights.Insincere - want.Insincere, x.LossFactor - losses} {
			if math.Abs(d) > 1e-12 {
				t.Errorf("without %q: weights %+v and losses %v, want %+v and %v", c.off, x.Weights, x.LossFactor, want, losses)
				break
			}
		}
	}
}

// A nationality weighs with the threat alone.
func TestNationalityWeighsWithTheThreat(t *testing.T) {
	x := try(t)
	before := -1.0
	for _, war := range []float64{0, 0.4, 1} {
		x.Report.War = war
		x.Do("license")
		if x.Weights.National <= before || war == 0 && x.Weights.National != 0 {
			t.Errorf("threat %v: a nationality weighs %v, with less threat %v", war, x.Weights.National, before)
		}
		before = x.Weights.National
	}
}
