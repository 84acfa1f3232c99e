package army_test

import (
	"math"
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
	p := conformance.Plan(4, 1)
	conformance.Populate(p, 6400)
	x := conformance.Try(t, army.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Switch(false, off...)
	x.Pin(map[string]float64{"desertion": 0.03, "desertion_held": 0.7, "mutiny": 0.2, "mutiny_held": 0.4})
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

// Desertions are 0.03 a month at full discontent and uprooting, 0.7 of that
// under control; mutinies 0.2 of the square, 0.4 of that.
func TestDesertionsAndMutinies(t *testing.T) {
	for _, c := range []struct {
		what             string
		off              []country.Switch
		support, war     float64
		strength         float64
		desert, mutinies float64
	}{
		{"nobody supports", []country.Switch{country.ArmyControl}, 0, 1, 1e6, 30000, 0.2},
		{"half support", []country.Switch{country.ArmyControl}, 0.5, 1, 1e6, 15000, 0.05},
		{"control", nil, 0, 1, 1e6, 21000, 0.08},
		{"less uprooting", []country.Switch{country.ArmyControl}, 0, 0.5, 1e6, 15000, 0.1},
		{"peace", nil, 0, 0, 1e6, 0, 0},
		{"everybody supports", nil, 1, 1, 1e6, 0, 0},
		{"no army", nil, 0, 1, 0, 0, 0},
	} {
		x := try(t, c.off...)
		x.Tally.Free, x.Tally.Supporters = 1000, int(1000*c.support)
		x.Now.DislocationWar, x.Now.ArmyStrength = c.war, c.strength
		mutinies, months := 0.0, 2000
		for range months {
			x.Do("answer")
			mutinies += float64(x.Report.Mutinies)
			x.Month++ // another die
		}
		if math.Abs(x.Report.Desertions-c.desert) > 1e-6 {
			t.Errorf("%s: %v desert, want %v", c.what, x.Report.Desertions, c.desert)
		}
		want := c.mutinies * float64(months)
		if math.Abs(mutinies-want) > 4*math.Sqrt(want) {
			t.Errorf("%s: %v mutinies in %d months, want %v", c.what, mutinies, months, want)
		}
	}
	x := try(t)
	x.Tally.Free = 0
	x.Do("answer")
	if x.Report.Desertions != 0 || x.Report.Mutinies != 0 {
		t.Errorf("nobody is at liberty: %v desert, %d mutinies", x.Report.Desertions, x.Report.Mutinies)
	}
}
