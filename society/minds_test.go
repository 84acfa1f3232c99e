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

// minds are 64,000 persons of one mind: with the given level of support, which
// is also their leaning, and the given level of nerve, and no scruple of their
// own but half a step up or down.
func minds(t *testing.T, scale int, support, nerve int, off ...country.Switch) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(3, 1)
	conformance.Populate(p, 64000*float64(scale))
	x := conformance.Try(t, society.New().Describe(), p, regime.Options{Seed: 1, Scale: scale})
	x.Switch(false, off...)
	x.Pin(map[string]float64{"hardship_effect": 0.93, "marked_burden": 0.3, "kin_grief": 0.4, "pace": 0.05, "opportunity": 0.125, "quiet": 0.3,
		"threshold": 0.43, "watch": 2.3, "denouncing": 0.01, "muffling": 0.6, "spontaneous": 0.08, "demand": 0.25})
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		for plane := range people.SupportPlanes {
			col.Support[plane] = -uint64(support >> plane & 1)
			col.Leaning[plane] = col.Support[plane]
		}
		for plane := range people.NervePlanes {
			col.Nerve[plane] = -uint64(nerve >> plane & 1)
		}
		half := uint64(0xAAAAAAAAAAAAAAAA)
		col.Scruple = [people.ScruplePlanes]uint64{^half, ^half, half} // levels 3 and 4
		col.Marked, col.Kin, col.File = 0, 0, 0
	}
	x.CivilSociety = 0
	return x
}

// meanSupport is over those in the mask of every collective.
func meanSupport(x *conformance.Trial, mask uint64) float64 {
	sum, n := 0.0, 0.0
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		for lane := range people.Lanes {
			if col.Alive&mask>>lane&1 != 0 {
				sum += col.SupportOf(lane)
				n++
			}
		}
	}
	return sum / n
}

// x' = a (theta - beta h (1 + 0.3 mark) - b_K kin - x), in the mean, with the pace
// held to 1/256ths.
func TestSupportFollowsItsTarget(t *testing.T) {
	const marked, kin = 0xFFFF, 0xFFFF << 16
	const pace = 13.0 / 256
	for _, c := range []struct {
		what                  string
		off                   []country.Switch
		hardship              float64
		plain, marked, grieve float64 // how much support is lost
	}{
		{"hardship", nil, 0.5, 0.465, 0.465 * 1.3, 0.465 + 0.4},
		{"no marks by group", []country.Switch{country.GroupMarks}, 0.5, 0.465, 0.465, 0.865},
		{"no hardship", nil, 0, 0, 0, 0.4},
	} {
		x := minds(t, 1, 50, 8, c.off...)
		for k := range x.People.Collectives {
			x.People.Collectives[k].Marked, x.People.Collectives[k].Kin = marked, kin
		}
		x.Regions[0].Hardship = c.hardship
		before := meanSupport(x, ^uint64(0))
		x.Do("settle")
		for _, group := range []struct {
			mask uint64
			lost float64
		}{{^uint64(marked | kin), c.plain}, {marked, c.marked}, {kin, c.grieve}} {
			got := before - meanSupport(x, group.mask)
			if math.Abs(got-pace*group.lost) > 0.002 {
				t.Errorf("%s, mask %x: support falls by %v, want %v", c.what, group.mask, got, pace*group.lost)
			}
		}
	}
}

// Of those who are discontented enough, the opportunity q (0.3 + 0.7 C/0.5) lets
// some dissent; a police near them and a nerve hold them back, where
// -x - R P > T no longer holds with P = 1 - exp(-k I).
func TestDissent(t *testing.T) {
	for _, c := range []struct {
		what               string
		scale              int
		support, nerve     int
		civil              float64
		officers, informer float64 // per 100 persons
		share              float64
	}{
		{"discontent", 1, 0, 0, 0.5, 0, 0, 0.125},
		{"discontent, no associations", 1, 0, 0, 0, 0, 0, 0.0375},
		{"support", 1, 40, 0, 0.5, 0, 0, 0},
		{"just discontented enough", 1, 17, 15, 0.5, 0, 0, 0.125},
		{"not quite", 1, 18, 15, 0.5, 0, 0, 0},
		{"some police", 1, 12, 15, 0.5, 0.02, 0.03, 0.125}, // x = -0.61, R P = 0.10
		{"more police", 1, 12, 15, 0.5, 0.06, 0.09, 0},     // R P = 0.28
		{"more police, no nerves", 1, 12, 0, 0.5, 0.06, 0.09, 0.125},
		{"more police, a coarse scale", 100, 12, 15, 0.5, 0.06, 0.09, 0},
		{"some police, a coarse scale", 100, 12, 15, 0.5, 0.02, 0.03, 0.125},
	} {
		x := minds(t, c.scale, c.support, c.nerve)
		x.CivilSociety = c.civil
		x.Regions[0].Staff = c.officers / 100 * 64000 * float64(c.scale)
		x.Regions[0].Informers = c.informer / 100 * 64000 * float64(c.scale)
		x.Do("settle")
		got := float64(x.Tally.Dissent) / float64(x.Tally.Free)
		if math.Abs(got-c.share) > 4*math.Sqrt(c.share*(1-c.share)/64000) {
			t.Errorf("%s: a share of %v dissents, want %v", c.what, got, c.share)
		}
	}
}

// Hardship beyond what a region has got used to lowers the threshold by anger
// per unit at once; the region gets used to it by a share a month.
func TestSuddenHardshipAngers(t *testing.T) {
	for _, c := range []struct {
		what           string
		hardship, used float64
		share          float64
	}{
		{"no hardship", 0, 0, 0},
		{"a sudden loss", 0.2, 0, 0.125}, // 0.42 of discontent against 0.43 - 0.5 x 0.2
		{"what one has got used to", 0.2, 0.2, 0},
		{"a loss too small", 0.2, 0.19, 0},
		{"a gain", 0.2, 0.8, 0},
	} {
		x := minds(t, 1, 18, 15)
		x.Set("anger", 0.5)
		x.Set("adaptation", 0.15)
		x.CivilSociety, x.Regions[0].Hardship, x.Regions[0].Used = 0.5, c.hardship, c.used
		x.Set("pace", 0.004) // support stays where it is, or nearly
		x.Set("hardship_effect", 0.7)
		x.Do("settle")
		got := float64(x.Tally.Dissent) / float64(x.Tally.Free)
		const moved = 0.02 // those whose support has moved a level in the month, at most
		if math.Abs(got-c.share) > 4*math.Sqrt(c.share*(1-c.share)/64000)+moved*0.125 {
			t.Errorf("%s: a share of %v dissents, want %v", c.what, got, c.share)
		}
		if want := c.used + 0.15*(c.hardship-c.used); math.Abs(x.Regions[0].Used-want) > 1e-12 {
			t.Errorf("%s: the region is used to %v, want %v", c.what, x.Regions[0].Used, want)
		}
	}
}

// Who supports acclaims; where a facade is kept up, so does who cannot bear the
// pressure: (V/4)(1/2 + R) > -x.
func TestAcclaim(t *testing.T) {
	for _, c := range []struct {
		what           string
		off            []country.Switch
		support, nerve int
		vigilance      float64
		acclaim        bool
	}{
		{"support", []country.Switch{country.Facade}, 32, 0, 0, true},
		{"no support, no facade", []country.Switch{country.Facade}, 31, 15, 1, false},
		{"a little discontent, a facade", nil, 26, 15, 1, true}, // -x = 0.17 < 0.25 x 1.375
		{"a little discontent, no vigilance", nil, 26, 15, 0, false},
		{"a little discontent, little vigilance", nil, 26, 15, 0.3, false},
		{"a little discontent, strong nerves", nil, 26, 0, 1, false}, // 0.25 x 0.625 = 0.16
	} {
		x := minds(t, 1, c.support, c.nerve, c.off...)
		x.Vigilance = c.vigilance
		x.Do("settle")
		share := float64(x.Tally.Acclaim) / float64(x.Tally.Free)
		if c.acclaim && share < 0.9 || !c.acclaim && share > 0.1 {
			t.Errorf("%s: a share of %v acclaims", c.what, share)
		}
	}
}

// d0 (1 - M)(1 - 0.6 C)(0.08 + V), with no memory of arrests.
func TestDenunciations(t *testing.T) {
	for _, c := range []struct{ mores, civil, vigilance, rate float64 }{
		{0.5, 0, 1, 0.01 * 0.5 * 1.08}, {0.5, 0.5, 1, 0.01 * 0.5 * 0.7 * 1.08}, {0.2, 0, 0.5, 0.01 * 0.8 * 0.58}, {0.5, 0, 0, 0.01 * 0.5 * 0.08},
	} {
		x := minds(t, 1, 40, 8)
		x.Set("healing", 0)
		x.Set("erosion", 0)
		x.CivilSociety, x.Vigilance = c.civil, c.vigilance
		for k := range x.People.Collectives {
			x.People.Collectives[k].Mores = float32(c.mores)
		}
		x.Do("settle")
		want := 64000 * c.rate
		if got := float64(len(x.Denouncers)); math.Abs(got-want) > 4*math.Sqrt(want) {
			t.Errorf("M %v, C %v, V %v: %v denounce, want %v", c.mores, c.civil, c.vigilance, got, want)
		}
	}
}

// The first inhabitants are as many as the plan says, in each region its share,
// with mores about their first mean; later as many are born as the series wants.
func TestTheFirstInhabitants(t *testing.T) {
	p := conformance.Plan(3, 2)
	conformance.Populate(p, 2e6)
	p.Regions[0].PopulationShare, p.Regions[1].PopulationShare = 0.3, 0.7
	list := []country.Institution{society.New().Describe()}
	var names []string
	for _, q := range list[0].Params {
		*q.At = q.Default
		switch q.Key {
		case "first_mores":
			*q.At = 0.8
		case "mores_spread":
			*q.At = 0.05
		}
	}
	for _, a := range list[0].Acts {
		names = append(names, a.Who+"."+a.What)
	}
	h, err := regime.Assemble(p, regime.Options{Seed: 1, Scale: 10}, list, names)
	if err != nil {
		t.Fatal(err)
	}
	c := h.Country
	mores, n := 0.0, 0.0
	for k := range c.People.Collectives {
		mores += float64(c.People.Collectives[k].Mores)
		n++
	}
	for g, want := range []float64{60000, 140000} {
		if got := float64(c.Regions[g].Tally.Alive); math.Abs(got-want) > 4*math.Sqrt(want) {
			t.Errorf("region %d has %v inhabitants, want %v", g, got, want)
		}
	}
	if math.Abs(mores/n-0.8) > 0.005 {
		t.Errorf("mores %v in the mean, want 0.8", mores/n)
	}
	vacant := c.Tally.Vacant
	c.Open()
	c.Now.DeathRate, c.Now.Population = 0, 2.05e6
	list[0].Acts[0].Do(c)
	c.People.CatchUp(1)
	if births := c.Report.Births; math.Abs(float64(births)-5000) > 4*math.Sqrt(5000) || births > vacant {
		t.Errorf("%d are born, want 5000", births)
	}
}

// Soldiers bear what service takes from support, have its factor on the
// opportunity, and its factor on the police near them; those outside a garrison
// of the same region have none of it.
func TestSoldiersHaveAClimateOfTheirOwn(t *testing.T) {
	const pace = 13.0 / 256
	for _, c := range []struct {
		what             string
		service          country.Service
		officers         float64 // per 100 persons
		support, nerve   int
		soldiers, others float64 // shares who dissent
		lost             float64 // by soldiers, beside the hardship
	}{
		{"nothing", country.Service{Burden: 0, Watch: 1, Opportunity: 0}, 0, 0, 0, 0.125, 0.125, 0},
		{"a burden", country.Service{Burden: 0.3, Watch: 1, Opportunity: 0}, 0, 31, 0, 0, 0, 0.3},
		{"arms", country.Service{Burden: 0, Watch: 1, Opportunity: 0.5}, 0, 0, 0, 0.5, 0.125, 0},
		{"certainty", country.Service{Burden: 0, Watch: 1, Opportunity: 1}, 0, 0, 0, 1, 0.125, 0},
		{"some police", country.Service{Burden: 0, Watch: 1, Opportunity: 0}, 0.05, 12, 15, 0.125, 0.125, 0},       // x = -0.61, R P = 0.10
		{"commissars among them", country.Service{Burden: 0, Watch: 3, Opportunity: 0}, 0.05, 12, 15, 0, 0.125, 0}, // R P = 0.28
	} {
		x := minds(t, 1, c.support, c.nerve)
		x.CivilSociety, x.Service = 0.5, c.service
		x.Regions[0].Staff = c.officers / 100 * 64000
		for k := range x.People.Collectives {
			x.People.Collectives[k].Garrison = k%2 == 0
		}
		before := meanSupport(x, ^uint64(0))
		x.Do("settle")
		dissent, free := [2]float64{}, [2]float64{}
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			dissent[k%2] += float64(people.Count(col.Dissent))
			free[k%2] += float64(people.Count(col.Free()))
		}
		for half, want := range []float64{c.soldiers, c.others} {
			if got := dissent[half] / free[half]; math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/free[half]) {
				t.Errorf("%s: a share of %v dissents, want %v (0: soldiers, 1: others: %d)", c.what, got, want, half)
			}
		}
		if got := 2 * (before - meanSupport(x, ^uint64(0))); math.Abs(got-pace*c.lost) > 0.002 {
			t.Errorf("%s: soldiers lose %v of support, want %v", c.what, got, pace*c.lost)
		}
		if float64(x.Tally.Soldiers) != free[0] || float64(x.Tally.Refusing) != dissent[0] {
			t.Errorf("%s: the census has %d soldiers, %d of them dissent", c.what, x.Tally.Soldiers, x.Tally.Refusing)
		}
	}
}
