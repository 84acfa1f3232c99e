package camp_test

import (
	"testing"

	"github.com/fromabove/fromabove/camp"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return camp.New().Describe() })
}

// try is the camps with 64 prisoners in one collective and 64 settlers in
// another, of 192 persons.
func try(t *testing.T) (x *conformance.Trial, prisoners, settlers *people.Collective) {
	t.Helper()
	p := conformance.Plan(8, 1)
	conformance.Populate(p, 192)
	x = conformance.Try(t, camp.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	prisoners, settlers = &x.People.Collectives[0], &x.People.Collectives[1]
	prisoners.Held, settlers.Settled = prisoners.Alive, settlers.Alive
	x.Start() // the books begin with them
	x.Pin(map[string]float64{"death": 0, "hunger": 0, "hunger_from": 0.3, "settler_death": 0, "settler_return": 0})
	return x, prisoners, settlers
}

// Terms release on their month, and only who is alive and held; with a file.
func TestTermsReleaseOnTheMonth(t *testing.T) {
	x, prisoners, _ := try(t)
	for lane := range people.Lanes {
		at := 2 + lane%3
		x.Terms[at] = append(x.Terms[at], people.At(0, lane))
	}
	for month := range 6 {
		x.Do("keep", "release")
		out := 0
		for lane := range people.Lanes {
			free := prisoners.Free()>>lane&1 != 0
			if free != (month >= 2+lane%3) {
				t.Errorf("month %d: lane %d, whose term ends in month %d, is at liberty: %t", month, lane, 2+lane%3, free)
			}
			if free && prisoners.File>>lane&1 == 0 {
				t.Errorf("month %d: lane %d is released without a file", month, lane)
			}
			if 2+lane%3 == month {
				out++
			}
		}
		if x.Regions[0].Flow.Released != out {
			t.Errorf("month %d: %d are released, the region counts %d", month, out, x.Regions[0].Flow.Released)
		}
		x.Next()
	}
}

// Who has died in custody is not released, and keeps the lane.
func TestTheDeadAreNotReleased(t *testing.T) {
	x, prisoners, settlers := try(t)
	for lane := range people.Lanes {
		x.Terms[0] = append(x.Terms[0], people.At(0, lane))
	}
	x.Set("death", 0.5)
	x.Do("keep")
	dead := prisoners.Gone
	if n := people.Count(dead); n < 16 || n > 48 || n != x.Regions[0].Flow.CampDeaths {
		t.Fatalf("half of 64 are to die: %d did, the region counts %d", n, x.Regions[0].Flow.CampDeaths)
	}
	x.Do("release")
	if prisoners.Gone != dead || prisoners.Alive != ^dead || prisoners.Held != 0 || x.Regions[0].Flow.Released != 64-people.Count(dead) {
		t.Errorf("dead %x, alive %x, held %x, released %d", prisoners.Gone, prisoners.Alive, prisoners.Held, x.Regions[0].Flow.Released)
	}
	if settlers.Settled != settlers.Alive || settlers.Gone != 0 {
		t.Errorf("deaths in camps are not those of settlers: %x are gone", settlers.Gone)
	}
	if r := x.Next(); r.Gauges[country.CampDeaths] != float64(people.Count(dead)) || r.Gauges[country.CampPopulation] != 0 {
		t.Errorf("the month has %v camp deaths and %v held", r.Gauges[country.CampDeaths], r.Gauges[country.CampPopulation])
	}
}

// Prisoners and settlers starve with hardship above a line, and not below it.
func TestHunger(t *testing.T) {
	for _, c := range []struct {
		hardship float64
		all      bool
	}{{0, false}, {0.3, false}, {0.35, true}, {1, true}} {
		x, prisoners, settlers := try(t)
		x.Set("hunger", 20)
		x.Report.Hardship = c.hardship
		x.Do("keep")
		if (prisoners.Gone == ^uint64(0)) != c.all || (settlers.Gone == ^uint64(0)) != c.all || !c.all && prisoners.Gone|settlers.Gone != 0 {
			t.Errorf("hardship %v: of the prisoners %d are gone, of the settlers %d", c.hardship, people.Count(prisoners.Gone), people.Count(settlers.Gone))
		}
		x.Next()
	}
}

// Settlers return to liberty with a file; who is dead does not.
func TestSettlersReturn(t *testing.T) {
	x, prisoners, settlers := try(t)
	x.Set("settler_death", 0.5)
	x.Set("settler_return", 1)
	x.Do("keep")
	if settlers.Settled != 0 || settlers.Gone == 0 || settlers.Alive != ^settlers.Gone || settlers.File&settlers.Alive != settlers.Alive {
		t.Errorf("settled %x, gone %x, alive %x, on file %x", settlers.Settled, settlers.Gone, settlers.Alive, settlers.File)
	}
	if prisoners.Held != prisoners.Alive || prisoners.Gone != 0 {
		t.Errorf("prisoners are not settlers: held %x, gone %x", prisoners.Held, prisoners.Gone)
	}
	x.Next()
}
