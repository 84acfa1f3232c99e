package party_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/party"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

// crowd is a Central Committee of members with these patiences, and nobody else
// in the cadre, where factions are free and g is the discontent of the people.
func crowd(t *testing.T, g float64, patience []float64) (*conformance.Trial, []int32) {
	t.Helper()
	x := try(t, nil, country.FactionBan)
	for b := country.Body(0); b < country.Bodies; b++ {
		x.Resize("party.found", b, 0)
	}
	x.Next()
	rows := x.Fill(country.CentralCommittee, len(patience), country.Member{Region: -1, Cohort: country.Wartime, Nerve: 2})
	for n, row := range rows {
		x.Cadre.Members[row].Patience = patience[n]
	}
	x.Tally.Free, x.Tally.Supporters = 1000, 1000-int(math.Round(1000*g))
	return x, rows
}

// The thresholds of Granovetter (1978) and of Kuran (1991, in per cent), with
// their known ends: one threshold moved a little turns all into one.
func TestTheCrowdsOfGranovetterAndKuran(t *testing.T) {
	hundred := make([]float64, 100)
	for n := range hundred {
		hundred[n] = float64(n) / 100
	}
	gap := append([]float64(nil), hundred...)
	gap[1] = 0.02
	for _, c := range []struct {
		thresholds []float64
		want       float64
	}{
		{hundred, 1}, {gap, 0.01},
		{[]float64{0, .2, .2, .3, .4, .5, .6, .7, .8, 1}, 0.1}, {[]float64{0, .1, .2, .3, .4, .5, .6, .7, .8, 1}, 0.9},
		{[]float64{0, .2, .3, .3, .4, .5, .6, .7, .8, 1}, 0.1}, {[]float64{0, .1, .3, .3, .4, .5, .6, .7, .8, 1}, 0.2},
	} {
		x, _ := crowd(t, 0.005, c.thresholds)
		x.Set("pull", 1)
		for range 120 {
			x.Do("faction")
		}
		if math.Abs(x.FactionShare-c.want) > 1e-9 {
			t.Errorf("thresholds %v: a share of %v stands in the faction, want %v", c.thresholds, x.FactionShare, c.want)
		}
	}
}

// Grievance is 1 - content x (1 - fear): either is reason enough.
func TestGrievance(t *testing.T) {
	for _, c := range []struct{ discontent, fear, want float64 }{
		{0, 0, 0}, {0.4, 0, 0.4}, {0, 0.4, 0.4}, {0.5, 0.5, 0.75}, {1, 0, 1}, {0, 1, 1},
	} {
		for _, side := range []float64{-1e-6, 1e-6} {
			x, rows := crowd(t, c.discontent, []float64{c.want + side})
			x.EliteFear = c.fear
			x.Do("faction")
			if joins := x.Cadre.Members[rows[0]].Faction; joins != (side < 0) {
				t.Errorf("discontent %v, fear %v: who bears %v joins: %t", c.discontent, c.fear, c.want+side, joins)
			}
		}
	}
	x, rows := crowd(t, 0, []float64{0.01})
	x.Tally.Free, x.Tally.Supporters = 0, 0
	x.Do("faction")
	if x.Cadre.Members[rows[0]].Faction {
		t.Error("nobody is at liberty, and nobody discontented")
	}
}

// Clients, officers and the old elite stay out; who has become a client leaves.
// Between patience and patience less slack a member stays where he is.
func TestWhoStandsInAFaction(t *testing.T) {
	for _, c := range []struct {
		what   string
		member country.Member
		body   country.Body
		g      float64
		stands bool
	}{
		{"impatient", country.Member{Cohort: country.Later, Patience: 0.5}, country.CentralCommittee, 0.6, true},
		{"patient", country.Member{Cohort: country.Later, Patience: 0.7}, country.CentralCommittee, 0.6, false},
		{"a client", country.Member{Cohort: country.Later, Patience: 0.5, Client: true}, country.CentralCommittee, 0.6, false},
		{"an officer", country.Member{Cohort: country.Later, Patience: 0.5}, country.Marshals, 0.6, false},
		{"of the old elite", country.Member{Cohort: country.OldElite, Patience: 0.5}, country.CentralCommittee, 0.6, false},
		{"in it, a little calmer", country.Member{Cohort: country.Later, Patience: 0.7, Faction: true}, country.CentralCommittee, 0.6, true},
		{"in it, much calmer", country.Member{Cohort: country.Later, Patience: 0.8, Faction: true}, country.CentralCommittee, 0.6, false},
		{"in it, and made a client", country.Member{Cohort: country.Later, Patience: 0.1, Faction: true, Client: true}, country.CentralCommittee, 0.6, false},
	} {
		x, _ := crowd(t, c.g, nil)
		c.member.Region = -1
		row := x.Fill(c.body, 1, c.member)[0]
		x.Do("faction")
		m := &x.Cadre.Members[row]
		if m.Faction != c.stands || c.stands && !c.member.Faction && !m.Factionist || m.Dossier != 0 {
			t.Errorf("%s: stands in a faction: %t, known for it: %t, dossier %v", c.what, m.Faction, m.Factionist, m.Dossier)
		}
	}
}

// Where factions are banned none stands, and who did has an entry. A faction
// that forms, is dissolved or falls apart is told, with its weight.
func TestTheBanDissolvesAFaction(t *testing.T) {
	for _, c := range []struct {
		what  string
		then  func(*conformance.Trial)
		event string
		entry float64
	}{
		{"the ban", func(x *conformance.Trial) { x.Switch(true, country.FactionBan) }, "dissolved", 1},
		{"content", func(x *conformance.Trial) { x.Tally.Supporters = x.Tally.Free }, "falls apart", 0},
		{"the vanguard ends", func(x *conformance.Trial) { x.Switch(false, country.Vanguard) }, "falls apart", 0},
		{"the vanguard ends and the ban begins", func(x *conformance.Trial) {
			x.Switch(false, country.Vanguard)
			x.Switch(true, country.FactionBan)
		}, "falls apart", 0},
	} {
		x, rows := crowd(t, 0.6, []float64{0.5, 0.5, 2, 2})
		x.Do("faction")
		if len(x.Events) != 1 || x.Events[0] != (country.EventRow{Kind: "faction", Label: "forms", Value: 0.5}) {
			t.Fatalf("two of four join: %+v", x.Events)
		}
		if r := x.Next(); r.Gauges[country.FactionWeight] != 0.5 {
			t.Errorf("the gauge is %v", r.Gauges[country.FactionWeight])
		}
		c.then(x)
		x.Do("faction")
		if len(x.Events) != 1 || x.Events[0] != (country.EventRow{Kind: "faction", Label: c.event, Value: 0.5}) || x.FactionShare != 0 {
			t.Errorf("%s: %+v, a share of %v", c.what, x.Events, x.FactionShare)
		}
		for n, row := range rows {
			m, was := x.Cadre.Members[row], n < 2
			if m.Faction || m.Factionist != was || was && m.Dossier != c.entry || !was && m.Dossier != 0 {
				t.Errorf("%s: member %d: %+v", c.what, n, m)
			}
		}
	}
}

// Who stands in a faction opposes without fear and counts in full.
func TestAFactionOpposes(t *testing.T) {
	x, rows := crowd(t, 0, []float64{2, 2, 2, 2})
	x.Cadre.Members[rows[1]].Faction = true
	x.Do("caucus")
	if x.Opposition != 0.25 {
		t.Errorf("one of four stands in a faction, and the opposition is %v", x.Opposition)
	}
	if m := x.Dominance + x.Param("backing") - 0.25; x.Margin != m {
		t.Errorf("the margin is %v, want %v", x.Margin, m)
	}
}

// Patience spreads about its mean.
func TestPatience(t *testing.T) {
	p := conformance.Plan(2, 1)
	p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Congress, Size: 3000, Seats: 20}}
	x := conformance.Try(t, party.New().Describe(), p, regime.Options{Seed: 1, Scale: 1000})
	x.Pin(map[string]float64{"patience": 0.9, "patience_spread": 0.1})
	x.Do("convene")
	sum, square, n := 0.0, 0.0, 0.0
	for row := range x.Cadre.Members {
		if m := &x.Cadre.Members[row]; m.Elected && m.Ever&^(1<<country.Delegates|1<<country.CentralCommittee) == 0 {
			n, sum, square = n+1, sum+m.Patience, square+(m.Patience-0.9)*(m.Patience-0.9)
		}
	}
	if math.Abs(sum/n-0.9) > 0.01 || math.Abs(math.Sqrt(square/n)-0.1) > 0.01 || n < 2000 {
		t.Errorf("patience %v, spread %v; want 0.9 and 0.1", sum/n, math.Sqrt(square/n))
	}
}
