package region_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
	"github.com/fromabove/fromabove/region"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return region.New().Describe() })
}

// try is five regions, in which the first has fulfilled nothing of its plan of
// 100 persons and the last all of it, at a rate of 25 a month; with staff for
// much more.
func try(t *testing.T, off ...country.Switch) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(4, 5)
	conformance.Populate(p, 640)
	x := conformance.Try(t, region.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Switch(false, off...)
	x.Pin(map[string]float64{"ratchet": 0.14, "base": 0.5, "ceiling": 1.5, "capacity": 6, "fresh": 0.6})
	x.Operate(100, 25)
	x.Urgency = 1
	for g := range x.Regions {
		r := &x.Regions[g]
		r.Cumulated, r.Zeal, r.Staff = float64(25*g), 1, 1000
	}
	return x
}

// The rate grows by gamma z (1/2 + behind) urgency: laggards ask more.
func TestLaggardsAskMore(t *testing.T) {
	for _, c := range []struct{ urgency, zeal float64 }{{1, 1}, {0.5, 1}, {1, 2}, {1, 0}, {0, 1}} {
		x := try(t)
		x.Urgency = c.urgency
		for g := range x.Regions {
			x.Regions[g].Zeal = c.zeal
		}
		x.Do("ask")
		requested := 0.0
		for g := range x.Regions {
			r := &x.Regions[g]
			behind := math.Max((0.75-0.25*float64(g))/0.75, 0) // the upper quartile of 0, 1/4 ... 1 is 3/4
			rate := 25 * (1 + 0.14*c.zeal*(0.5+behind)*c.urgency)
			more := math.Max(25*float64(g)+rate-100, 0)
			requested += more
			if math.Abs(r.Rate-rate) > 1e-9 || math.Abs(r.Flow.Requested-more) > 1e-9 || math.Abs(r.Limit-(100+more)) > 1e-9 {
				t.Errorf("urgency %v, zeal %v, region %d: rate %v, requested %v, limit %v; want %v, %v, %v", c.urgency, c.zeal, g, r.Rate, r.Flow.Requested, r.Limit, rate, more, 100+more)
			}
		}
		if o := x.Operations[0]; math.Abs(o.Requested-requested) > 1e-9 || math.Abs(o.Limit-(500+requested)) > 1e-9 {
			t.Errorf("urgency %v, zeal %v: the operation counts %v requested and a limit of %v; want %v and %v", c.urgency, c.zeal, o.Requested, o.Limit, requested, 500+requested)
		}
	}
}

func TestWithoutLimitsNobodyAsks(t *testing.T) {
	x := try(t, country.Limits)
	x.Do("ask")
	for g := range x.Regions {
		r := &x.Regions[g]
		if r.Rate != 25 || r.Flow.Requested != 0 || r.Limit < r.Cumulated {
			t.Errorf("region %d: rate %v, requested %v, limit %v for %v taken", g, r.Rate, r.Flow.Requested, r.Limit, r.Cumulated)
		}
	}
	if x.Operations[0].Requested != 0 {
		t.Errorf("the operation counts %v requested", x.Operations[0].Requested)
	}
	x = try(t)
	x.Country.Operation = country.Operation{}
	before := x.Regions[0]
	x.Do("ask")
	if x.Regions[0] != before {
		t.Errorf("no operation is on, and region 0 goes from %+v to %+v", before, x.Regions[0])
	}
}

// Nobody asks for more than 1.5 times what the officers can do, and nobody for
// less than before.
func TestTheCeiling(t *testing.T) {
	for _, c := range []struct{ staff, rate float64 }{{1000, 25 * 1.07}, {26.0 / 9, 26}, {1, 25}, {0, 25}} {
		x := try(t)
		x.Regions[4].Staff = c.staff
		x.Do("ask")
		if got := x.Regions[4].Rate; math.Abs(got-c.rate) > 1e-9 {
			t.Errorf("%v officers: a rate of %v, want %v", c.staff, got, c.rate)
		}
	}
}

// Officials fall by a hazard that grows below the median of an operation and
// with every thousand who name, of which five count; successors have more zeal.
func TestWhoFalls(t *testing.T) {
	for _, c := range []struct {
		what                   string
		hazard, laggard, named float64
		names                  int
		operation              bool
		fall                   [5]bool
	}{
		{"nobody", 0, 1, 1, 0, false, [5]bool{}},
		{"laggards of an operation", 0, 1, 0, 0, true, [5]bool{true, true}},
		{"everybody", 1, 0, 0, 0, false, [5]bool{true, true, true, true, true}},
		{"who is named by five thousand", 0, 0, 0.2, 5, false, [5]bool{true, true, true, true, true}},
	} {
		x := try(t)
		if !c.operation {
			x.Country.Operation = country.Operation{}
		}
		x.Set("hazard", c.hazard)
		x.Set("laggard", c.laggard)
		x.Set("named", c.named)
		x.Set("spread", 0)
		for g := range x.Regions {
			x.Regions[g].Flow.NamedOfficials = c.names * 1000 / x.Scale
		}
		rows := append([]int32(nil), x.Fill(country.Secretaries, 5, country.Member{Region: 0})...)
		x.Do("replace")
		fallen := 0
		for g, row := range rows {
			zeal := 1.0
			if c.fall[g] {
				zeal = 0.5 + 0.6
				fallen++
			}
			if fell := x.Cadre.Members[row].Fate == country.Dismissed; fell != c.fall[g] || (x.Cadre.Seats[country.Secretaries][g] < 0) != fell || x.Regions[g].Zeal != zeal {
				t.Errorf("%s: the official of region %d falls: %t, zeal %v", c.what, g, fell, x.Regions[g].Zeal)
			}
		}
		if x.Report.OfficialsRemoved != fallen {
			t.Errorf("%s: %d are counted, %d fell", c.what, x.Report.OfficialsRemoved, fallen)
		}
	}
}
