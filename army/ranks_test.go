package army_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime/conformance"
)

// The number of soldiers follows the strength of the army, to three garrisons,
// as it grows and shrinks, at any scale, and among those at liberty alone.
func TestSoldiersFollowTheStrength(t *testing.T) {
	for _, scale := range []int{1, 100} {
		x := at(t, scale)
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			col.Held = col.Alive & 0xF // four in each are held
		}
		x.Count()
		for _, share := range []float64{0, 0.01, 0.3, 0.07, 0.004, 1, 0} {
			x.Now.ArmyStrength = share * float64(x.Tally.Free*scale)
			x.Do("levy")
			soldiers := 0
			for k := range x.People.Collectives {
				soldiers += people.Count(x.People.Collectives[k].Soldiers())
			}
			if off := math.Abs(float64(soldiers*scale) - x.Now.ArmyStrength); off > float64(3*people.Lanes*scale) {
				t.Errorf("1:%d, a strength of %v: %d soldiers", scale, x.Now.ArmyStrength, soldiers*scale)
			}
		}
	}
	x := try(t)
	x.Tally.Free = 0
	x.Do("levy")
	for k := range x.People.Collectives {
		if x.People.Collectives[k].Garrison {
			t.Fatal("nobody is at liberty, and a collective is under arms")
		}
	}
}

// Service is a burden in proportion to the uprooting by war, arms are always
// there, and commissars where the army is controlled.
func TestService(t *testing.T) {
	for _, c := range []struct {
		off  []country.Switch
		war  float64
		want country.Service
	}{
		{nil, 0.4, country.Service{Burden: 0.2, Watch: 3, Opportunity: 0.4}},
		{nil, 0, country.Service{Burden: 0, Watch: 3, Opportunity: 0.4}},
		{[]country.Switch{country.ArmyControl}, 1, country.Service{Burden: 0.5, Watch: 1, Opportunity: 0.4}},
	} {
		x := try(t, c.off...)
		x.Report.UprootingWar = c.war
		x.Do("levy")
		if x.Service != c.want {
			t.Errorf("without %v, uprooting %v: %+v, want %+v", c.off, c.war, x.Service, c.want)
		}
	}
}

// underArms is a trial in which everybody is under arms and of one mind, at a level
// of support.
func underArms(x *conformance.Trial, level int) *conformance.Trial {
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		col.Garrison, col.Deserted, col.File = true, 0, 0
		for plane := range people.SupportPlanes {
			col.Support[plane] = -uint64(level >> plane & 1)
		}
	}
	return x
}

// A tenth of those below -0.5 desert in a month at full uprooting by war, 0.7
// of that under control; a quarter of them are on file where there is a secret
// police; of those who are away a fifth come back.
func TestDesertions(t *testing.T) {
	const below, above = 15, 16 // support -0.516 and -0.484
	for _, c := range []struct {
		what            string
		off             []country.Switch
		level           int
		war             float64
		deserted, filed float64 // shares
	}{
		{"uncontrolled, no secret police", []country.Switch{country.ArmyControl, country.SecretPolice}, below, 1, 0.1, 0},
		{"uncontrolled", []country.Switch{country.ArmyControl}, below, 1, 0.1, 0.025},
		{"controlled", nil, below, 1, 0.07, 0.0175},
		{"less uprooting", []country.Switch{country.ArmyControl}, below, 0.5, 0.05, 0.0125},
		{"no war", nil, below, 0, 0, 0},
		{"a little more support", nil, above, 1, 0, 0},
	} {
		x := underArms(at(t, 10, c.off...), c.level)
		x.Report.UprootingWar = c.war
		x.Do("answer")
		deserted, filed := 0, 0
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			deserted += people.Count(col.Deserted)
			filed += people.Count(col.File)
		}
		n := float64(x.Tally.Free)
		for _, got := range []struct {
			what      string
			got, want float64
		}{{"desert", float64(deserted), c.deserted * n}, {"are on file", float64(filed), c.filed * n}} {
			if math.Abs(got.got-got.want) > 4*math.Sqrt(got.want) {
				t.Errorf("%s: of %v soldiers %v %s, want %v", c.what, n, got.got, got.what, got.want)
			}
		}
		if x.Report.Desertions != float64(deserted*10) {
			t.Errorf("%s: the report says %v, %d lanes deserted", c.what, x.Report.Desertions, deserted)
		}
	}
	x := underArms(try(t), above)
	for k := range x.People.Collectives {
		x.People.Collectives[k].Deserted = x.People.Collectives[k].Alive
	}
	x.Report.UprootingWar = 1
	x.Do("answer")
	x.Count()
	if want := 0.8 * float64(x.Tally.Free); math.Abs(float64(x.Tally.Deserters)-want) > 4*math.Sqrt(want) {
		t.Errorf("all had deserted: %d are still away, want %v", x.Tally.Deserters, want)
	}
}

// Nobody deserts who is no soldier.
func TestOnlySoldiersDesert(t *testing.T) {
	x := underArms(try(t), 0)
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		col.Garrison, col.Held = k%2 == 0, col.Alive&0xFF
	}
	x.Set("desertion", 100)
	x.Report.UprootingWar = 1
	x.Do("answer")
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		if want := col.Soldiers() | col.Deserted; col.Deserted != want || !col.Garrison && want != 0 || col.Deserted&0xFF != 0 {
			t.Fatalf("collective %d, a garrison: %t: %#x desert", k, col.Garrison, col.Deserted)
		}
	}
}

// A mutiny is so many mutineers, in expectation, whatever the scale; the event
// names the region that has most of them and says how many there are. The
// army's unrest is the share of soldiers who dissent, in mutiny or not.
func TestMutinies(t *testing.T) {
	for _, scale := range []int{1, 100} {
		x := at(t, scale)
		x.Set("rising", 1000*float64(scale))
		mutinies, events, months := 0, 0, 400
		for range months {
			x.Report.Mutinies, x.Events = 0, nil
			x.Tally.Soldiers, x.Tally.Refusing, x.Tally.Mutineers = 10000, 2500, 1300
			x.Regions[0].Tally.Mutineers, x.Regions[1].Tally.Mutineers = 300, 1000
			x.Do("answer")
			mutinies += x.Report.Mutinies
			for _, e := range x.Events {
				if events++; e.Kind != "mutiny" || e.Label != x.Plan.Regions[1].Name || e.Value != float64(1300*scale) {
					t.Fatalf("1:%d: %+v", scale, e)
				}
			}
			x.Month++ // another die
		}
		if want := 1.3 * float64(months); math.Abs(float64(mutinies)-want) > 4*math.Sqrt(0.3*0.7*float64(months)) {
			t.Errorf("1:%d: %d mutinies in %d months, want %v", scale, mutinies, months, want)
		}
		if events != months {
			t.Errorf("1:%d: %d events in %d months, each with a mutiny", scale, events, months)
		}
		if x.ArmyUnrest != 0.25 {
			t.Errorf("1:%d: unrest %v, want 0.25", scale, x.ArmyUnrest)
		}
	}
	x := try(t)
	x.ArmyUnrest = 1
	x.Do("answer")
	if x.Report.Mutinies != 0 || len(x.Events) != 0 || x.ArmyUnrest != 0 {
		t.Errorf("no soldiers: %d mutinies, events %v, unrest %v", x.Report.Mutinies, x.Events, x.ArmyUnrest)
	}
}
