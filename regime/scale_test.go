package regime_test

import (
	"math"
	"os"
	"testing"

	"github.com/fromabove/fromabove/country"
)

// A lane may stand for ten thousand persons or for a hundred: what happens to a
// person does not depend on it. So means over seeds agree between two scales,
// within five standard errors of their difference. The standard error is taken
// from the spread of the coarser scale over its seeds (the finer one spreads
// less): s sqrt(1/n + 1/m). Nothing is added for a bias.
//
// Two things are left out, for they depend on the scale by construction: the
// room in the camps, since a month has room for whole lanes only (fewer camp
// sentences and more executions at 1:10000), and the shares of arrests, which
// are zero in a month without an arrest.
//
// Arrests in the elite are a cadre of the same size at every scale, whose chains
// break or do not: seeds differ widely, and the mean is known less well.
//
// One person in ten is compared only if FROMABOVE_LONG is set (half a minute).
func TestScaleDoesNotMatter(t *testing.T) {
	const months = 36
	steps := []struct{ coarse, n, fine, m int }{{10000, 16, 1000, 8}, {1000, 8, 100, 4}}
	if os.Getenv("FROMABOVE_LONG") != "" {
		steps = append(steps, struct{ coarse, n, fine, m int }{100, 4, 10, 3})
	} else if testing.Short() {
		steps = steps[:1]
	}
	runs := map[int][][]*country.Record{} // by scale
	at := func(scale, n int) [][]*country.Record {
		for len(runs[scale]) < n {
			p := suspicious(months)
			p.Params["leader.fall"], p.Params["leader.contest_hazard"] = 0, 0 // whether one man falls is a throw at every scale
			runs[scale] = append(runs[scale], of(t, p, uint64(len(runs[scale])), scale))
		}
		return runs[scale]
	}
	for _, step := range steps {
		a, b := at(step.coarse, step.n), at(step.fine, step.m)
		for _, c := range []struct {
			gauge country.GaugeID
			sharp float64 // the standard error must be below this share of the mean, or the test proves too little
		}{
			{country.Population, 0.001}, {country.SupportShare, 0.01}, {country.AcclaimShare, 0.01}, {country.DissentShare, 0.03},
			{country.Mores, 0.005}, {country.Fear, 0.15}, {country.Belief, 0.05}, {country.Vigilance, 0.05}, {country.Denunciations, 0.05},
			{country.OnFile, 0.05}, {country.Arrests, 0.1}, {country.OrdinaryDeaths, 0.03}, {country.PartyMembers, 0.1}, {country.EliteArrested, 0.15}, {country.CivilSociety, 1e-9},
		} {
			x, s := spread(a, c.gauge)
			y, _ := spread(b, c.gauge)
			se := s * math.Sqrt(1/float64(step.n)+1/float64(step.m))
			name := country.Gauges[c.gauge].Name
			if math.Abs(x-y) > 5*se+1e-9*math.Abs(x) {
				t.Errorf("%s: %v in the mean at 1:%d, %v at 1:%d: %.1f standard errors apart", name, x, step.coarse, y, step.fine, (x-y)/se)
			}
			if se > c.sharp*math.Abs(y) {
				t.Errorf("%s: %v at 1:%d is known to %v only: the test proves too little", name, y, step.fine, se)
			}
		}
		for scale, runs := range map[int][]*country.Record{step.coarse: a[0], step.fine: b[0]} {
			towns(t, suspicious(months), scale, runs[months-1])
		}
	}
}

// towns proves that the shares of towns and wage work are those of the series,
// to a few collectives of the country.
func towns(t *testing.T, p *country.Plan, scale int, r *country.Record) {
	t.Helper()
	want := p.Conditions[r.Month-p.From]
	few := 5 / (want.Population / float64(64*scale))
	for g, share := range map[country.GaugeID]float64{country.UrbanShare: want.UrbanShare, country.WageShare: want.WageShare} {
		if off := math.Abs(r.Gauges[g] - share); off > few {
			t.Errorf("%s at 1:%d is %v, the series says %v", country.Gauges[g].Name, scale, r.Gauges[g], share)
		}
	}
}

// spread is the mean of a gauge over all months and seeds, and the standard
// deviation of the means of the seeds.
func spread(runs [][]*country.Record, g country.GaugeID) (m, s float64) {
	for _, records := range runs {
		m += mean(records, g) / float64(len(runs))
	}
	for _, records := range runs {
		d := mean(records, g) - m
		s += d * d / float64(len(runs)-1)
	}
	return m, math.Sqrt(s)
}
