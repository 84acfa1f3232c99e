package army_test

import (
	"testing"

	"github.com/fromabove/fromabove/army"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return army.New().Describe() })
}

func try(t *testing.T, off ...country.Switch) *conformance.Trial {
	t.Helper()
	return at(t, 1, off...)
}

// at is the army of a country of 64,000 lanes, each for so many persons, in two
// regions.
func at(t *testing.T, scale int, off ...country.Switch) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(4, 2)
	conformance.Populate(p, 64000*float64(scale))
	x := conformance.Try(t, army.New().Describe(), p, regime.Options{Seed: 1, Scale: scale})
	x.Switch(false, off...)
	x.Pin(map[string]float64{"service": 0.5, "arms": 0.4, "commissars": 3, "quit": -0.5, "desertion": 0.1, "desertion_held": 0.7,
		"recorded": 0.25, "return": 0.2, "rising": 1000})
	return x
}

// The command has its posts from the beginning, one person a post, and who is
// over a number that is lowered leaves.
func TestPosts(t *testing.T) {
	bodies := []country.Body{country.Marshals, country.ArmyCommanders, country.Admirals, country.CorpsCommanders, country.DivisionCommanders}
	x := try(t)
	for n, want := range []int{5, 15, 9, 57, 186} {
		if got := len(x.Cadre.Seats[bodies[n]]); got != want {
			t.Errorf("%v: %d posts, want %d", bodies[n], got, want)
		}
		for _, holder := range x.Cadre.Seats[bodies[n]] {
			if holder >= 0 {
				t.Errorf("%v: the army fills its own posts", bodies[n])
			}
		}
	}
	rows := append([]int32(nil), x.Fill(country.Admirals, 9, country.Member{Region: -1})...)
	x.Set("admirals", 4)
	x.Do("command")
	for n, row := range rows {
		if left := x.Cadre.Members[row].Fate == country.Retired; left != (n >= 4) {
			t.Errorf("of nine admirals four are to stay: number %d leaves: %t", n, left)
		}
	}
	x.Next()
}
