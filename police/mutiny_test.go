package police_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime/conformance"
)

// mutinous is a trial in which every fourth collective is a garrison, and in
// each garrison of the first region every fourth soldier dissents, in the
// second one fewer.
func mutinous(x *conformance.Trial) *conformance.Trial {
	for g, span := range x.People.Regions {
		for k := span.First; k < span.End; k++ {
			col := &x.People.Collectives[k]
			col.Garrison, col.Acclaim, col.File = k%4 == 0, 0, 0
			col.Dissent = col.Alive & 0x1111111111111111
			if g == 1 {
				col.Dissent &^= 1
			}
		}
	}
	x.Count()
	return x
}

// The police take all mutineers or what their capacity allows, nobody else, and
// nobody where there is no secret police.
func TestMutiniesArePutDown(t *testing.T) {
	for _, c := range []struct {
		what  string
		staff float64
		off   []country.Switch
		all   bool
		want  float64 // if not all
	}{
		{"capacity for all", 1e6, nil, true, 0},
		{"capacity for some", 100, nil, false, 80},
		{"supervised", 100, []country.Switch{country.Autonomy}, false, 40},
		{"no officers", 0, nil, false, 0},
		{"no secret police", 1e6, []country.Switch{country.SecretPolice}, false, 0},
	} {
		x := try(t)
		x.Switch(false, c.off...)
		mutinous(x)
		mutineers := x.Regions[0].Tally.Mutineers
		if mutineers < 200 || x.Regions[1].Tally.Mutineers != 0 {
			t.Fatalf("%d mutineers in one region, %d in the other", mutineers, x.Regions[1].Tally.Mutineers)
		}
		for g := range x.Regions {
			x.Regions[g].Staff = c.staff
		}
		want := int(c.want)
		if c.all {
			want = mutineers
		}
		x.Do("suppress")
		seen := map[people.ID]bool{}
		for _, one := range x.Docket {
			col, lane := x.Of(one.Person)
			if !col.Garrison || col.Region != 0 || lane%4 != 0 || col.Held>>lane&1 == 0 || col.Dissent>>lane&1 != 0 || one.Decree != 0 || seen[one.Person] {
				t.Errorf("%s: %+v is no mutineer in custody under ordinary procedure", c.what, one)
			}
			seen[one.Person] = true
		}
		if len(x.Docket) != want || x.Regions[0].Flow.Arrests != want || x.Regions[0].Flow.Suppressed != float64(want) {
			t.Errorf("%s: %d of %d mutineers are taken, %d in the books, want %d", c.what, len(x.Docket), mutineers, x.Regions[0].Flow.Arrests, want)
		}
		x.Next()
	}
}

// What the mutiny takes of the capacity is gone for other arrests of the month;
// nobody is taken twice; in an operation the mutineers stand outside its limits.
func TestTheMutinyTakesItsCapacity(t *testing.T) {
	for _, c := range []struct {
		what            string
		rate, staff     float64 // of an operation
		operation       bool
		mutiny, arrests int // in the region of the mutiny; -1: all mutineers
	}{
		{"capacity for both", 50, 1000, true, -1, 50},
		{"the mutiny leaves a little", 1000, 100, true, -1, 600},
		{"the mutiny takes all", 1000, 10, true, 60, 0},
		{"ordinary procedure, all goes to the mutiny", 0, 100, false, 80, 0},
	} {
		x := mutinous(try(t))
		x.Weights = people.Weights{Dissent: 1, File: 0.05}
		for k := range x.People.Collectives {
			x.People.Collectives[k].File = x.People.Collectives[k].Alive
		}
		x.Count()
		mutineers := x.Regions[0].Tally.Mutineers
		for g := range x.Regions {
			x.Regions[g].Staff = c.staff
		}
		if c.operation {
			x.Operate(1000, c.rate)
		} else {
			x.Net = 1 // the gap asks for everybody
		}
		x.Do("suppress")
		mutiny := len(x.Docket)
		x.Do("arrest")
		want, arrests := c.mutiny, c.arrests
		if want < 0 {
			want = mutineers
			arrests = min(c.arrests, int(6*c.staff)-mutineers)
		}
		got := map[bool]int{} // by whether taken under the operation, or after the mutiny
		seen := map[people.ID]bool{}
		for n, one := range x.Docket {
			if col, _ := x.Of(one.Person); col.Region == 0 {
				got[n >= mutiny]++
			}
			if seen[one.Person] {
				t.Errorf("%s: %v is taken twice", c.what, one.Person)
			}
			seen[one.Person] = true
			if number := one.Decree; (number != 0) != (c.operation && n >= mutiny) {
				t.Errorf("%s: case %d of %d is under decree %d", c.what, n, mutiny, number)
			}
		}
		if mutiny != want || got[true] != arrests {
			t.Errorf("%s: %d mutineers and %d others are taken, want %d and %d", c.what, mutiny, got[true], want, arrests)
		}
		if c.operation && x.Regions[0].Cumulated != float64(arrests) {
			t.Errorf("%s: the operation counts %v in the region, %d were taken under it", c.what, x.Regions[0].Cumulated, arrests)
		}
		x.Next()
	}
}

// The capacity that a mutiny claims does not depend on the scale: where a lane
// is more than a month's capacity, both together take what the officers can, in
// the mean.
func TestAMutinyAtACoarseScale(t *testing.T) {
	const months = 3000
	taken := 0
	x := mutinous(at(t, 1000))
	for k := range x.People.Collectives {
		x.People.Collectives[k].File = x.People.Collectives[k].Alive
	}
	x.Count()
	x.Weights, x.Net = people.Weights{Dissent: 1, File: 0.05}, 1
	for range months {
		for g := range x.Regions {
			x.Regions[g].Staff, x.Regions[g].Flow = 100, country.Counts{}
		}
		x.Docket = x.Docket[:0]
		x.Do("suppress", "arrest")
		taken += len(x.Docket)
		for _, one := range x.Docket { // back, as if nothing had been
			col, lane := x.Of(one.Person)
			col.Held = 0
			col.Dissent |= 1 << lane & 0x1111111111111111
		}
		x.Month++
	}
	want := 2 * 0.08 * months // lanes: 80 persons a region and month
	if math.Abs(float64(taken)-want) > 4*math.Sqrt(want) {
		t.Errorf("%d lanes are taken in %d months, want %v", taken, months, want)
	}
}
