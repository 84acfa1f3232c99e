package society_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
	"github.com/fromabove/fromabove/society"
)

// uneven is a country of two regions of equal size, one of which bears twice
// the hardship of the other.
func uneven(t *testing.T) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(3, 2)
	conformance.Populate(p, 128000)
	x := conformance.Try(t, society.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Pin(map[string]float64{"hardship_effect": 0.93, "marked_burden": 0, "pace": 0.05})
	x.Report.Hardship = 0.45
	x.Regions[0].Hardship, x.Regions[1].Hardship = 0.3, 0.6
	return x
}

// supportIn is the mean support and the mean leaning of those alive in a
// region.
func supportIn(x *conformance.Trial, region int) (support, leaning float64) {
	n := 0.0
	span := x.People.Regions[region]
	for k := span.First; k < span.End; k++ {
		col := &x.People.Collectives[k]
		rest := people.Collective{Support: col.Leaning}
		for lane := range 64 {
			if col.Alive>>lane&1 != 0 {
				support += col.SupportOf(lane)
				leaning += rest.SupportOf(lane)
				n++
			}
		}
	}
	return support / n, leaning / n
}

// Each feels the hardship of his own region and not the mean of the country:
// the loss of a month is in proportion to it.
func TestHardshipIsThatOfTheRegion(t *testing.T) {
	x := uneven(t)
	x.Switch(false, country.GroupMarks)
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		col.Support = col.Leaning // at rest, but for the hardship
		col.Kin, col.Marked = 0, 0
	}
	var before, lost [2]float64
	for g := range before {
		before[g], _ = supportIn(x, g)
	}
	x.Do("settle")
	for g := range lost {
		after, _ := supportIn(x, g)
		lost[g] = before[g] - after
	}
	const pace = 13.0 / 256
	for g, h := range []float64{0.3, 0.6} {
		if want := pace * 0.93 * h; math.Abs(lost[g]-want) > 0.002 {
			t.Errorf("region %d with h %v loses %v of support, want %v", g, h, lost[g], want)
		}
	}
}

// A person is born into the hardship of his region.
func TestTheBornBeginWhereTheirRegionPutsThem(t *testing.T) {
	x := uneven(t)
	for k := range x.People.Collectives {
		x.People.Collectives[k].Alive = 0
	}
	x.Nature.LeaningMean, x.Nature.LeaningSpread, x.Nature.MarkedShift = 0.6, 0.05, 0
	x.Nature.Prepare()
	x.Census(make([]people.Climate, 2))
	x.Now.Population, x.Now.DeathRate = 128000, 0
	x.Do("live")
	for g, h := range []float64{0.3, 0.6} {
		support, leaning := supportIn(x, g)
		if want := 0.93 * h; math.Abs(leaning-support-want) > 1.0/32 {
			t.Errorf("region %d with h %v: born %v below their leaning, want %v", g, h, leaning-support, want)
		}
	}
}
