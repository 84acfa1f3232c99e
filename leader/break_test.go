package leader_test

import (
	"slices"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/leader"
	"github.com/fromabove/fromabove/party"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

// quiet are the months before the leader presses.
const quiet = 48

// cadre is one of 1200 whose members denounce one another from the first month
// on, under a leader who is safe and from the end of the quiet months on wants
// cases too; before, his gap is given. It returns the arrests of each month and
// the mean dossier of those in place at its beginning.
func cadre(t *testing.T, seed uint64, gap float64, params map[string]float64) (arrests []int, dossiers []float64) {
	t.Helper()
	both := party.New().Describe()
	ours := leader.New().Describe()
	both.Acts, both.Params = append(both.Acts, ours.Acts...), append(both.Params, ours.Params...)
	p := conformance.Plan(quiet+48, 1)
	p.Occasions = nil
	x := conformance.Try(t, both, p, regime.Options{Seed: seed, Scale: 1000})
	x.Pin(map[string]float64{"accusing": 0.1, "fading": 0.02, "full": 3, "steepness": 4, "lookup": 0.35, "pressure": 0.001, "elite_names": 2.3,
		"same_circle": 0.4, "same_body": 0.4, "old": 1, "young": 0.3, "clients": 0.6, "feasible": 0.62})
	x.Pin(params)
	x.Do("succeed")
	rows := slices.Clone(x.Fill(country.CentralCommittee, 1200, country.Member{Region: -1, Cohort: country.OldGuard}))
	for n, row := range rows {
		x.Cadre.Members[row].Circle = uint8(n % 12)
	}
	for month := range quiet + 48 {
		sum, n := 0.0, 0
		for _, row := range rows {
			if m := &x.Cadre.Members[row]; m.Fate == country.InPlace {
				sum, n = sum+m.Dossier, n+1
			}
		}
		dossiers = append(dossiers, sum/float64(max(n, 1)))
		x.Vigilance, x.Margin, x.Dominance, x.Gap, x.Launch = 0.3, 0.9, 0.7, gap, 0.0012
		if month >= quiet {
			x.Vigilance, x.Gap = 0.9, 0.0018
		}
		x.Do("accuse", "move")
		arrests = append(arrests, x.Report.EliteArrested)
		x.Next()
	}
	return arrests, dossiers
}

func sum(months []int) (n int) {
	for _, a := range months {
		n += a
	}
	return n
}

// Dossiers gather for four years without an arrest, and half of all arrests fall
// within the third of that time after the first. A little pressure before does
// not open the files: only the gentle form (h = 1) leaks.
func TestDossiersGatherInSilenceAndBreakLate(t *testing.T) {
	little, gentle := 0, 0
	for seed := range uint64(5) {
		arrests, dossiers := cadre(t, seed, 0.0006, nil)
		all := sum(arrests)
		if before, half := sum(arrests[:quiet]), sum(arrests[quiet:quiet+quiet/3]); before != 0 || half*2 < all || all < 800 {
			t.Errorf("seed %d: %d are taken in the quiet months, %d in the third of that time that follows, %d in all: %v", seed, before, half, all, arrests)
		}
		if dossiers[quiet/4] > 0.6*dossiers[quiet] || dossiers[quiet] < 0.8 {
			t.Errorf("seed %d: the mean dossier is %.2f after a quarter of the quiet months and %.2f after them", seed, dossiers[quiet/4], dossiers[quiet])
		}
		shut, _ := cadre(t, seed, 0.00075, nil)
		leaking, _ := cadre(t, seed, 0.00075, map[string]float64{"steepness": 1})
		if a := sum(shut[:quiet]); a > 96 {
			t.Errorf("seed %d: under a little pressure %d of 1200 are taken in four years", seed, a)
		}
		little, gentle = little+sum(shut[:quiet]), gentle+sum(leaking[:quiet])
	}
	if gentle < 4*little {
		t.Errorf("under a little pressure %d of 5 x 1200 are taken in four years, and %d with h = 1", little, gentle)
	}
}

// Without dossiers the same pressure takes the few whom their record accuses and
// those whom they name, and does not break the cadre within the time.
func TestThinDossiersGiveNextToNothing(t *testing.T) {
	full, _ := cadre(t, 1, 0.0006, nil)
	for _, c := range []struct {
		what   string
		params map[string]float64
		most   int
	}{
		{"hardly anybody denounces", map[string]float64{"accusing": 0.005}, sum(full) / 8},
		{"hardly anybody denounces, and nobody is taken for his record", map[string]float64{"accusing": 0.005, "pressure": 0}, 36},
		{"nobody denounces, and nobody is taken for his record", map[string]float64{"accusing": 0, "pressure": 0}, 0},
	} {
		arrests, _ := cadre(t, 1, 0.0006, c.params)
		if n := sum(arrests); n > c.most {
			t.Errorf("%s: %d of 1200 are taken, want %d at most; with dossiers %d", c.what, n, c.most, sum(full))
		}
	}
}
