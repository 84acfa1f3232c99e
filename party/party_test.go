package party_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/party"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return party.New().Describe() })
}

var pinned = map[string]float64{"muted": 0.15, "client_fear": 0.6, "alarm": 10, "backing": 0.2, "client_ban": 0.8, "client_free": 0.35, "politburo": 10,
	"staling": 36, "scrutiny": 2, "pull": 0.5, "slack": 0.15, "faction_entry": 1, "accusing": 0.1, "murder_entry": 0.5}

func try(t *testing.T, change func(*country.Plan), off ...country.Switch) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(40, 8)
	conformance.Populate(p, 8*640)
	p.Occasions = nil
	if change != nil {
		change(p)
	}
	x := conformance.Try(t, party.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Switch(false, off...)
	x.Pin(pinned)
	x.Leader = country.Leader{Present: true, Appoints: x.Month}
	return x
}

// D is the clients' share of weight; the willing are those whose fear exceeds
// their nerve, clients feeling 0.6 of it; under the ban 0.15 of them count, of
// officers only where the army is controlled; the margin is D + 0.2 - opposition.
func TestMargin(t *testing.T) {
	const cc, marshal = 5.0, 12.0
	const all = 4*cc + marshal
	for _, c := range []struct {
		what                           string
		off                            []country.Switch
		lost                           float64 // weight of the elite arrested, the last months
		dominance, opposition, backing float64
		unrest                         float64 // what the margin loses to the ranks, of whom a fifth refuse
	}{
		{"no fear", nil, 0, 2 * cc / all, 0, 0.2, 0},
		{"no autonomy", []country.Switch{country.Autonomy}, 0, 2 * cc / all, 0, 0, 0},
		{"no secret police", []country.Switch{country.SecretPolice}, 0, 2 * cc / all, 0, 0, 0},
		{"no vanguard", []country.Switch{country.Vanguard}, 0, 0, 0, 0.2, 0},
		{"fear", nil, 0.0693147, 2 * cc / all, 0.15 * (2*cc + marshal) / all, 0.2, 0},
		{"fear, no ban", []country.Switch{country.FactionBan}, 0.0693147, 2 * cc / all, (2*cc + marshal) / all, 0.2, 0},
		{"fear, no control of the army", []country.Switch{country.ArmyControl}, 0.0693147, 2 * cc / all, (0.15*2*cc + marshal) / all, 0.2, 0},
		{"a ban without a vanguard", []country.Switch{country.Vanguard}, 0.0693147, 0, (2*cc + marshal) / all, 0.2, 0},
		{"great fear", nil, 1, 2 * cc / all, 0.15, 0.2, 0},
		{"unrest in the ranks", nil, 0, 2 * cc / all, 0, 0.2, 0.15 * 0.5 * 0.2},
		{"unrest in the ranks, no control of the army", []country.Switch{country.ArmyControl}, 0, 2 * cc / all, 0, 0.2, 0.5 * 0.2},
	} {
		x := try(t, nil, c.off...)
		for b := country.Body(0); b < country.Bodies; b++ {
			x.Resize("party.found", b, 0)
		}
		x.Next() // the old elite is gone
		x.Fill(country.CentralCommittee, 2, country.Member{Region: -1, Nerve: 0.4, Client: true})
		x.Fill(country.CentralCommittee, 4, country.Member{Region: -1, Nerve: 0.4})
		x.Fill(country.Marshals, 1, country.Member{Region: -1, Nerve: 0.4})
		x.EliteLosts[2] = c.lost
		x.Set("ranks", 0.5)
		if c.unrest != 0 {
			x.ArmyUnrest = 0.2
		}
		x.Do("caucus")
		margin := c.dominance + c.backing - c.opposition - c.unrest
		if math.Abs(x.Dominance-c.dominance) > 1e-9 || math.Abs(x.Opposition-c.opposition) > 1e-9 || math.Abs(x.Margin-margin) > 1e-9 {
			t.Errorf("%s: D %v, opposition %v, margin %v at fear %v; want %v, %v, %v", c.what, x.Dominance, x.Opposition, x.Margin, x.EliteFear, c.dominance, c.opposition, margin)
		}
	}
}

// A congress elects as many delegates and as large a Central Committee as the
// scenario says, as long as there are as many delegates besides the heads of
// police, who are not seated for their office; whoever is seated is a delegate.
func TestCongressesHaveTheirSize(t *testing.T) {
	x := try(t, nil)
	x.Do("found", "promote")
	for _, c := range [][2]int{{200, 30}, {200, 30}, {1000, 71}, {300, 139}, {10, 5}, {3, 3}, {120, 40}, {40, 30}, {500, 20}} {
		x.Plan.Occasions = []country.Occasion{{Month: x.Month, Kind: country.Congress, Label: "congress", Size: c[0], Seats: c[1]}}
		x.Do("retire", "convene", "promote")
		count := map[country.Body]int{}
		for _, b := range []country.Body{country.Delegates, country.CentralCommittee} {
			for _, row := range x.Cadre.Seats[b] {
				if row >= 0 {
					count[b]++
				}
				if row >= 0 && b == country.CentralCommittee && !x.Cadre.Members[row].In(country.Delegates) {
					t.Errorf("%v: member %d is seated and no delegate", c, row)
				}
			}
		}
		elected, seated := 0, 0
		for n := range x.Cadre.Members {
			if x.Cadre.Members[n].Elected {
				elected++
			}
			if x.Cadre.Members[n].Seated {
				seated++
			}
		}
		if count[country.Delegates] != c[0] || count[country.CentralCommittee] != c[1] || elected != c[0] || seated != c[1] || x.Cadre.Elected != c[0] || x.Cadre.Seated != c[1] {
			t.Errorf("a congress of %d elects %d delegates and %d of %d: noted %d and %d", c[0], count[country.Delegates], count[country.CentralCommittee], c[1], elected, seated)
		}
		x.Next()
	}
}

// The share of clients among new holders of seats is what the ban, who makes
// the appointments, and the control of the army leave of it.
func TestWhoIsAClient(t *testing.T) {
	for _, c := range []struct {
		what            string
		off             []country.Switch
		appoints        bool
		officials, army float64
	}{
		{"under the ban", nil, true, 0.8, 0.8},
		{"without it", []country.Switch{country.FactionBan}, true, 0.35, 0.35},
		{"an army that is not controlled", []country.Switch{country.ArmyControl}, true, 0.8, 0.35},
		{"nobody appoints", nil, false, 0, 0},
		{"no vanguard", []country.Switch{country.Vanguard}, true, 0, 0},
	} {
		clients, seats := [2]float64{}, [2]float64{}
		for seed := range uint64(40) {
			p := conformance.Plan(2, 8)
			p.Occasions, p.Leaders = nil, nil
			for _, s := range c.off {
				delete(p.InForce, s)
			}
			x := conformance.Try(t, party.New().Describe(), p, regime.Options{Seed: seed, Scale: 1000})
			x.Pin(pinned)
			for _, b := range []country.Body{country.Secretaries, country.PoliceChiefs, country.Admirals} {
				x.Resize("party.found", b, 0)
			}
			x.Resize("party.found", country.Admirals, 16)
			if c.appoints {
				x.Leader.Appoints = x.Month
			}
			x.Do("promote")
			for n, bodies := range [][]country.Body{{country.Secretaries, country.PoliceChiefs}, {country.Admirals}} {
				for _, b := range bodies {
					for _, row := range x.Cadre.Seats[b] {
						seats[n]++
						if x.Cadre.Members[row].Client {
							clients[n]++
						}
					}
				}
			}
		}
		for n, want := range []float64{c.officials, c.army} {
			if off := clients[n]/seats[n] - want; math.Abs(off) > 4*math.Sqrt(want*(1-want)/seats[n]) {
				t.Errorf("%s: %v of %v new holders are clients, want a share of %v (officials, officers: %d)", c.what, clients[n], seats[n], want, n)
			}
		}
	}
}

// In the first month of the vanguard, and in no other, the old elite leaves and
// the party's seats are there.
func TestTheVanguardIsFounded(t *testing.T) {
	x := try(t, nil, country.Vanguard)
	before := len(x.Cadre.Active)
	x.Do("found", "promote")
	if before == 0 || len(x.Cadre.Active) != before || x.PartyFounded != 0 || x.Cadre.Seats[country.Politburo] != nil {
		t.Fatalf("no vanguard: %d of %d in place, founded %v", len(x.Cadre.Active), before, x.PartyFounded)
	}
	x.Switch(true, country.Vanguard)
	x.Do("found")
	for row := range before {
		if m := x.Cadre.Members[row]; m.Fate != country.Dismissed || m.Cohort != country.OldElite {
			t.Errorf("member %d of the old elite is %v", row, m.Fate)
		}
	}
	if x.PartyFounded != x.Month || len(x.Cadre.Seats[country.Politburo]) != 10 {
		t.Errorf("founded %v, %d seats in the Politburo", x.PartyFounded, len(x.Cadre.Seats[country.Politburo]))
	}
	x.Do("promote")
	x.Next()
	x.Do("found")
	for _, row := range x.Cadre.Active {
		if m := &x.Cadre.Members[row]; m.Fate != country.InPlace || m.Cohort == country.OldElite {
			t.Errorf("a month later member %d is %v, %v", row, m.Fate, m.Cohort)
		}
	}
}

// Admissions are as many as the scenario says, among supporters at liberty.
func TestAdmissions(t *testing.T) {
	x := try(t, func(p *country.Plan) {
		for m := range p.Conditions {
			p.Conditions[m].PartyAdmissions = 1000
		}
	})
	for k := range x.People.Collectives {
		x.People.Collectives[k].Held = x.People.Collectives[k].Alive & 0xFF
	}
	x.Start()
	x.Count()
	x.Do("admit")
	admitted := 0
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		admitted += people.Count(col.Party)
		if col.Party&(col.Held|^col.Support[people.SupportPlanes-1]) != 0 {
			t.Errorf("collective %d: who is held, or does not support, is admitted", k)
		}
	}
	if math.Abs(float64(admitted)-1000) > 5*math.Sqrt(1000) {
		t.Errorf("%d are admitted, want 1000", admitted)
	}
	if x.State.Admitted != admitted {
		t.Errorf("%d are admitted, and %d noted for the next verification", admitted, x.State.Admitted)
	}
	x.Next()
}
