package party_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
)

// Members denounce with the probability d_E V (1 + fear), where it is owed; half
// of the denunciations fall in the circle, half in the body. Nobody is taken.
func TestMembersAccuseOneAnother(t *testing.T) {
	const n = 1200 // in each of two bodies, of which twelve circles have a twelfth
	for _, c := range []struct {
		what            string
		off             []country.Switch
		vigilance, fear float64
		want            float64
	}{
		{"half vigilant", nil, 0.5, 0, 0.05}, {"vigilant and afraid", nil, 1, 1, 0.2}, {"no vigilance", nil, 0, 1, 0},
		{"denouncing is not owed", []country.Switch{country.Denunciation}, 1, 1, 0}, {"no vanguard", []country.Switch{country.Vanguard}, 1, 1, 0},
	} {
		x, _ := crowd(t, 0, nil)
		x.Switch(false, c.off...)
		rows := append([]int32(nil), x.Fill(country.CentralCommittee, n, country.Member{Region: -1, Circle: 3})...)
		rows = append(rows, x.Fill(country.Admirals, n, country.Member{Region: -1, Circle: 3})...)
		x.Vigilance, x.EliteFear = c.vigilance, c.fear
		x.Do("accuse")
		told, placed := 0.0, 0
		for _, row := range rows {
			told += x.Cadre.Members[row].Dossier
			if x.Cadre.Members[row].Fate == country.InPlace {
				placed++
			}
		}
		if math.Abs(told-2*n*c.want) > 4*math.Sqrt(2*n*c.want)+3 || c.want == 0 && told != 0 || placed != 2*n {
			t.Errorf("%s: %v denunciations, want %v; %d of %d are in place", c.what, told, 2*n*c.want, placed, 2*n)
		}
	}
}

// A denunciation stays in the circle or in the body of who makes it.
func TestWhomMembersAccuse(t *testing.T) {
	x, _ := crowd(t, 0, nil)
	x.Set("accusing", 1)
	x.Fill(country.CentralCommittee, 1000, country.Member{Region: -1, Circle: 3})
	same := append([]int32(nil), x.Fill(country.Admirals, 1000, country.Member{Region: -1, Circle: 3})...)
	other := append([]int32(nil), x.Fill(country.CorpsCommanders, 10, country.Member{Region: -1, Circle: 4})...)
	for _, row := range append(append([]int32(nil), same...), other...) {
		x.Cadre.Members[row].Nerve = 1
	}
	x.Vigilance = 1
	x.Do("accuse")
	among := func(rows []int32) (n float64) {
		for _, row := range rows {
			n += x.Cadre.Members[row].Dossier
		}
		return n
	}
	if n := among(same); math.Abs(n-1000) > 5*math.Sqrt(1000) {
		t.Errorf("%v of 2000 denunciations fall on admirals, want a half", n)
	}
	if n := among(other); n > 10 {
		t.Errorf("ten corps commanders of a circle of their own have %v denunciations, and make ten at most", n)
	}
}

// A murder of a man of the top adds to the dossiers of the old guard and of
// factionists, where murders count.
func TestAMurderIsRemembered(t *testing.T) {
	for _, c := range []struct {
		what   string
		off    []country.Switch
		murder bool
		want   float64
	}{{"a murder", nil, true, 0.5}, {"none", nil, false, 0}, {"murders do not count", []country.Switch{country.Murders}, true, 0}} {
		x, _ := crowd(t, 0, nil)
		x.Switch(false, c.off...)
		rows := append([]int32(nil), x.Fill(country.CentralCommittee, 3, country.Member{Region: -1})...)
		x.Cadre.Members[rows[0]].Cohort, x.Cadre.Members[rows[1]].Factionist = country.OldGuard, true
		x.Plan.Occasions = nil
		if c.murder {
			x.Plan.Occasions = []country.Occasion{{Month: x.Month, Kind: country.Murder}}
		}
		x.Do("accuse")
		for n, want := range []float64{c.want, c.want, 0} {
			if d := x.Cadre.Members[rows[n]].Dossier; d != want {
				t.Errorf("%s: member %d has a dossier of %v, want %v", c.what, n, d, want)
			}
		}
	}
}
