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

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return society.New().Describe() })
}

func try(t *testing.T, persons float64, change func(*country.Plan)) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(12, 1)
	conformance.Populate(p, persons)
	if change != nil {
		change(p)
	}
	x := conformance.Try(t, society.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Pin(map[string]float64{"withering": 0.03, "growth": 0.01, "ceiling": 0.7, "healing": 0.004, "bond": 0.3, "rest": 0.85, "erosion": 0.03, "shelter": 0.5})
	return x
}

func TestCivilSociety(t *testing.T) {
	for _, c := range []struct {
		suppressed    bool
		before, after float64
	}{
		{true, 0.5, 0.5 * 0.97}, {true, 0, 0}, {false, 0.5, 0.5 + 0.01*0.2}, {false, 0.7, 0.7}, {false, 0.9, 0.9 - 0.01*0.2},
	} {
		x := try(t, 64, nil)
		x.Switch(c.suppressed, country.Suppression)
		x.CivilSociety = c.before
		x.Do("associate")
		if math.Abs(x.CivilSociety-c.after) > 1e-12 {
			t.Errorf("suppressed %t: C goes from %v to %v, want %v", c.suppressed, c.before, x.CivilSociety, c.after)
		}
	}
	with := try(t, 64, nil)
	without := try(t, 64, func(p *country.Plan) { delete(p.InForce, country.Precedents) })
	if with.CivilSociety != with.Param("inherited_civil") || without.CivilSociety != without.Param("first_civil") {
		t.Errorf("C begins at %v with the imperial inheritance and at %v without", with.CivilSociety, without.CivilSociety)
	}
}

// M' = rho (0.3 + C)(0.85 - M) - eta dl (1 - C/2) M.
func TestMores(t *testing.T) {
	for _, c := range []struct{ mores, dl, civil float64 }{
		{0.8, 0, 0}, {0.8, 1, 0}, {0.8, 1, 0.7}, {0.2, 0.5, 0.4}, {0, 1, 0}, {1, 0, 0.5},
	} {
		x := try(t, 64, nil)
		x.CivilSociety, x.Report.Uprooting = c.civil, c.dl
		col := &x.People.Collectives[0]
		col.Mores = float32(c.mores)
		x.Do("settle")
		want := c.mores + 0.004*(0.3+c.civil)*(0.85-c.mores) - 0.03*c.dl*(1-c.civil/2)*c.mores
		if math.Abs(float64(col.Mores)-want) > 1e-6 {
			t.Errorf("mores %v, dl %v, C %v: become %v, want %v", c.mores, c.dl, c.civil, col.Mores, want)
		}
	}
}

// The population follows its series; where it falls faster than people die in
// the ordinary way, nobody is born; prisoners do not die in the ordinary way.
func TestBirthsAndDeaths(t *testing.T) {
	x := try(t, 6400, func(p *country.Plan) {
		for m := range p.Conditions {
			p.Conditions[m].DeathRate = 0.24
		}
		p.Conditions[5].Population = 3200
	})
	for m := range 6 {
		if m == 3 {
			for k := range x.People.Collectives {
				if x.People.Collectives[k].Alive&1 != 0 {
					x.People.Take(people.At(k, 0))
				}
			}
			x.Start()
		}
		held := x.People.CountPlaces(1).Held
		x.Count()
		x.Do("live")
		x.Count()
		births, deaths, want := x.Report.Births, x.Report.Deaths, x.Now.Population
		if off := math.Abs(float64(x.Tally.Alive) - want); off > 5*math.Sqrt(want) {
			t.Errorf("month %d: %d live, the series has %v", m, x.Tally.Alive, want)
		}
		if m < 5 && (births == 0 || deaths < 60 || deaths > 200) || m == 5 && (births != 0 || deaths < 2500) {
			t.Errorf("month %d: %d births, %d deaths", m, births, deaths)
		}
		if now := x.People.CountPlaces(1).Held; now != held {
			t.Errorf("month %d: %d are held, %d were", m, now, held)
		}
		x.Next()
	}
	x = try(t, 640, func(p *country.Plan) {
		for m := range p.Conditions {
			p.Conditions[m].DeathRate = 0
		}
	})
	x.Do("live")
	if x.Report.Births != 0 || x.Report.Deaths != 0 {
		t.Errorf("nothing is to happen: %d births, %d deaths", x.Report.Births, x.Report.Deaths)
	}
}

// A file is opened on an acquaintance, never on the denouncer or on who is in
// custody; where one dissents among many who acclaim, it is mostly he.
func TestWhoIsDenounced(t *testing.T) {
	x := try(t, 64, nil)
	col := &x.People.Collectives[0]
	col.Alive, col.Held = 0b111, 0b010
	x.Denouncers = []people.ID{people.At(0, 0)}
	x.Do("tell")
	if col.File != 0b100 {
		t.Errorf("of a prisoner and one at liberty: files %b", col.File)
	}
	col.Alive, col.Held, col.File = 0b1, 0, 0
	x.Do("tell")
	if col.File != 0 {
		t.Errorf("who knows nobody denounces himself: files %b", col.File)
	}
	x = try(t, 64, nil)
	col = &x.People.Collectives[0]
	for lane := range people.Lanes {
		x.Denouncers = append(x.Denouncers, people.At(0, lane))
	}
	col.File, col.Dissent = 0, 1<<20
	col.Acclaim = col.Alive &^ col.Dissent
	x.Do("tell")
	if col.File&col.Dissent == 0 || people.Count(col.File) < 20 {
		t.Errorf("64 denounce, one dissents: files %b", col.File)
	}
	col.File, col.Dissent = 0, col.Alive&0xFFFF
	col.Acclaim = col.Alive &^ col.Dissent
	x.Do("tell")
	of16, of48 := people.Count(col.File&col.Dissent), people.Count(col.File&col.Acclaim)
	if float64(of16)/16 < 1.5*float64(of48)/48 {
		t.Errorf("files on %d of 16 who dissent and on %d of 48 who acclaim", of16, of48)
	}
}

// Denouncing is owed where the switch is on: with nothing spontaneous and no
// vigilance nobody denounces, nor with vigilance where the switch is off.
func TestDenunciationIsOwed(t *testing.T) {
	for _, c := range []struct {
		on        bool
		vigilance float64
		some      bool
	}{{true, 1, true}, {true, 0, false}, {false, 1, false}} {
		x := try(t, 64000, nil)
		x.Switch(c.on, country.Denunciation)
		x.Set("spontaneous", 0)
		x.Set("denouncing", 0.01)
		x.Vigilance = c.vigilance
		x.Do("settle")
		if some := len(x.Denouncers) > 0; some != c.some || x.Regions[0].Flow.Denunciations != len(x.Denouncers) {
			t.Errorf("owed %t, vigilance %v: %d denounce, %d in the books", c.on, c.vigilance, len(x.Denouncers), x.Regions[0].Flow.Denunciations)
		}
	}
}
