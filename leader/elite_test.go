package leader_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime/conformance"
)

// elite is a leader half safe, with a pressure p of 0.6, before two thousand
// members of the Central Committee like m and two thousand officers like m, of
// twelve circles.
func elite(t *testing.T, m country.Member, off ...country.Switch) (x *conformance.Trial, civil, officers []int32) {
	t.Helper()
	x = try(t, off...)
	x.Pin(map[string]float64{"pressure": 0.2, "lookup": 0.35, "elite_names": 2.3, "same_circle": 0.4, "same_body": 0.4, "restrained": 0.15, "fading": 0.03,
		"full": 3, "steepness": 4})
	m.Region = -1
	civil = append(civil, x.Fill(country.CentralCommittee, 2000, m)...)
	officers = append(officers, x.Fill(country.CorpsCommanders, 2000, m)...)
	for _, row := range append(append([]int32(nil), civil...), officers...) {
		x.Cadre.Members[row].Circle = uint8(row % 12)
	}
	x.Leader.Present, x.Margin, x.Dominance, x.Gap, x.Launch, x.Credulity, x.Vigilance = true, 0.67, 0.8, 0.0012, 0.0012, 0.4, 0.5
	return x, civil, officers
}

func shareTaken(x *conformance.Trial, rows []int32) float64 {
	taken := 0.0
	for _, row := range rows {
		if x.Cadre.Members[row].Fate != country.InPlace {
			taken++
		}
	}
	return taken / float64(len(rows))
}

// The hazard is s l (pressure p b + lookup F(dossier) min(1, p)), with
// F(x) = x^h / (x^h + d*^h).
func TestWhomTheLeaderMovesAgainst(t *testing.T) {
	const half, p = 0.5, 0.6
	filled := math.Pow(5*0.97, 4) / (math.Pow(5*0.97, 4) + math.Pow(3, 4)) // dossiers have faded by 3%
	looked := 0.35 * filled * p
	old := country.Member{Cohort: country.OldGuard}
	for _, c := range []struct {
		what            string
		member          country.Member
		off             []country.Switch
		civil, officers float64
	}{
		{"the old guard", old, nil, half * 0.2 * p, half * 0.2 * p},
		{"the old elite", country.Member{Cohort: country.OldElite}, nil, half * 0.2 * p, half * 0.2 * p},
		{"the young", country.Member{Cohort: country.Later}, nil, half * 0.2 * p * 0.3, half * 0.2 * p * 0.3},
		{"clients", country.Member{Cohort: country.OldGuard, Client: true}, nil, half * 0.2 * p * 0.6, half * 0.2 * p * 0.6},
		{"who has a dossier", country.Member{Cohort: country.OldGuard, Dossier: 5}, nil, half * (0.2*p + looked), half * (0.2*p + looked)},
		{"no control of the army", old, []country.Switch{country.ArmyControl}, half * 0.2 * p, half * 0.2 * p * 0.15},
		{"no autonomy", old, []country.Switch{country.Autonomy}, half * 0.2 * p * 0.15, half * 0.2 * p * 0.15},
		{"no secret police", old, []country.Switch{country.SecretPolice}, half * 0.2 * p * 0.15, half * 0.2 * p * 0.15},
	} {
		x, civil, officers := elite(t, c.member, c.off...)
		x.Do("move")
		for n, want := range []float64{c.civil, c.officers} {
			got := shareTaken(x, [][]int32{civil, officers}[n])
			if math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/2000) {
				t.Errorf("%s: a share of %v is taken, want %v (civilians, officers: %d)", c.what, got, want, n)
			}
		}
		if x.EliteLosts[int(x.Month)%len(x.EliteLosts)] != x.Report.EliteWeight || x.Report.EliteWeight <= 0 {
			t.Errorf("%s: the weight taken is %v, remembered %v", c.what, x.Report.EliteWeight, x.EliteLosts)
		}
	}
}

// Who is taken names others, a Poisson number with the mean nu_E l (0.2 + 0.8 V);
// a name is an entry in a dossier: of the same circle, of the same body, or of
// somebody prominent.
func TestWhomTheEliteNames(t *testing.T) {
	for _, c := range []struct {
		what                  string
		circle, body, reached float64
		off                   []country.Switch
	}{
		{"all of a circle", 1, 0, 1, nil}, {"all of a body", 0, 1, 1, nil}, {"the prominent", 0, 0, 1, nil}, {"no autonomy", 1, 0, 0.15, []country.Switch{country.Autonomy}},
	} {
		x, civil, officers := elite(t, country.Member{Cohort: country.OldGuard}, c.off...)
		x.Set("same_circle", c.circle)
		x.Set("same_body", c.body)
		for n, row := range civil { // civilians of circle 3 are taken, and nobody else
			x.Cadre.Members[row].Circle = uint8(n % 12)
			if n%12 == 3 {
				x.Cadre.Members[row].Dossier = 1e6
			}
		}
		x.Set("pressure", 0)
		x.Set("lookup", 1e6)
		x.Do("move")
		names, own, officer := 0.0, 0.0, 0.0
		for _, row := range append(append([]int32(nil), civil...), officers...) {
			m := &x.Cadre.Members[row]
			entries := m.Dossier
			if entries >= 9e5 {
				entries -= 0.97e6 // what he had, faded
			}
			names += entries
			if m.Circle == 3 {
				own += entries
			}
			if m.Ever == 1<<country.CorpsCommanders {
				officer += entries
			}
		}
		taken := float64(x.Report.EliteArrested)
		want := taken * 2.3 * c.reached * 0.6
		if math.Abs(names-want) > 5*math.Sqrt(want) || taken < 160 {
			t.Errorf("%s: %v taken name %v, want %v", c.what, taken, names, want)
		}
		switch {
		case c.circle == 1 && math.Abs(own-names) > 1e-3:
			t.Errorf("%s: %v of %v names are of the circle", c.what, own, names)
		case c.body == 1 && officer != 0:
			t.Errorf("%s: %v of %v names are of another body", c.what, officer, names)
		case c.circle+c.body == 0 && math.Abs(officer/names-0.25) > 4*math.Sqrt(0.1875/names):
			t.Errorf("%s: %v of %v names are of the less prominent half; the weightier of two is so in a quarter", c.what, officer, names)
		}
	}
}

// Officials of regions who are taken are counted, and members whose true loyalty
// was below zero.
func TestWhatIsCounted(t *testing.T) {
	x := try(t)
	x.Set("lookup", 1e6)
	x.Set("elite_names", 0)
	for n, b := range []country.Body{country.Secretaries, country.PoliceChiefs, country.Politburo} {
		x.Fill(b, 4, country.Member{Region: -1, Dossier: 1e6, Loyalty: float64(n) - 0.5})
	}
	x.Leader.Present, x.Margin, x.Dominance, x.Gap, x.Launch, x.Credulity = true, 0.9, 0.8, 0.1, 0.0012, 0.4
	x.Do("move")
	if x.Report.EliteArrested != 12 || x.Report.OfficialsRemoved != 8 || x.Report.EliteHits != 4 || !near(x.Report.EliteWeight, 1) {
		t.Errorf("%d arrested, %d officials, %d disloyal, weight %v; want 12, 8, 4 and all", x.Report.EliteArrested, x.Report.OfficialsRemoved, x.Report.EliteHits, x.Report.EliteWeight)
	}
}

// A case opens only once the dossier is full: at d* half of the time, at a third
// of it hardly ever, at three times it nearly always; the steeper, the more so.
func TestADossierIsFullOrNot(t *testing.T) {
	for _, c := range []struct{ dossier, steepness, want float64 }{
		{0, 4, 0}, {1, 4, 1 / 82.}, {3, 4, 0.5}, {9, 4, 81 / 82.}, {1, 1, 0.25}, {3, 1, 0.5}, {1, 12, 0}, {9, 12, 1}, {-1, 4, 0},
	} {
		x, civil, officers := elite(t, country.Member{Cohort: country.OldGuard, Dossier: c.dossier})
		x.Pin(map[string]float64{"fading": 0, "pressure": 0, "lookup": 1, "steepness": c.steepness, "elite_names": 0})
		x.Margin, x.Gap = 0.9, 1 // safe, and the pressure is full
		x.Do("move")
		rows := append(append([]int32(nil), civil...), officers...)
		if got := shareTaken(x, rows); math.Abs(got-c.want) > 4*math.Sqrt(c.want*(1-c.want)/4000)+1e-3 {
			t.Errorf("a dossier of %v, h = %v: a share of %v is taken, want %v", c.dossier, c.steepness, got, c.want)
		}
		if x.Report.EliteDossiers != x.Report.EliteArrested {
			t.Errorf("%d taken, for %d dossiers", x.Report.EliteArrested, x.Report.EliteDossiers)
		}
	}
}
