package party_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/party"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func about(got, n, want float64) bool {
	return math.Abs(got-n*want) <= 4*math.Sqrt(n*want*(1-want))
}

// Officials and the top sit in a congress by office; of the others some are
// elected again, each kind with its own chance.
func TestWhoIsElectedAgain(t *testing.T) {
	x := try(t, func(p *country.Plan) {
		p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Congress, Size: 2000, Seats: 1500}}
	})
	x.Pin(map[string]float64{"retained_seat": 0.75, "retained_delegate": 0.3, "officials": 0.6})
	rows := map[country.Body][]int32{}
	for _, f := range []struct {
		body country.Body
		n    int
	}{{country.Politburo, 10}, {country.CentralCommittee, 400}, {country.Delegates, 600}, {country.Marshals, 20}, {country.Admirals, 30}} {
		rows[f.body] = append([]int32(nil), x.Fill(f.body, f.n, country.Member{Region: -1})...)
	}
	for _, b := range []country.Body{country.Secretaries, country.PoliceChiefs} { // as many as regions
		rows[b] = append([]int32(nil), x.Fill(b, len(x.Regions), country.Member{Region: -1})...)
	}
	retired := rows[country.Delegates][0]
	x.Remove("party.retire", retired, country.Died, 0, country.NoCategory)
	x.Do("convene")
	share := func(b, in country.Body) (n float64) {
		for _, row := range rows[b] {
			if x.Cadre.Members[row].In(in) {
				n++
			}
		}
		return n
	}
	if n := share(country.Politburo, country.CentralCommittee); n != 10 {
		t.Errorf("%v of the Politburo are seated, want all", n)
	}
	if n := share(country.Marshals, country.CentralCommittee); n != 20 {
		t.Errorf("%v of the marshals are seated, want all", n)
	}
	if a, b := share(country.Secretaries, country.Delegates), share(country.PoliceChiefs, country.Delegates); a != 8 || b != 8 {
		t.Errorf("%v secretaries and %v heads of police are delegates, want all", a, b)
	}
	if n := share(country.PoliceChiefs, country.CentralCommittee); n != 0 {
		t.Errorf("%v heads of police are seated for their office", n)
	}
	if n := share(country.Delegates, country.Delegates); !about(n, 599, 0.3) {
		t.Errorf("%v of 599 delegates are sent again, want 0.3 of them", n)
	}
	if n := share(country.Admirals, country.Delegates); n != 0 {
		t.Errorf("%v of the admirals are delegates without an office in the party", n)
	}
	again := 0.0
	for _, row := range rows[country.CentralCommittee] {
		if x.Cadre.Members[row].Fate == country.InPlace {
			again++
		}
	}
	if !about(again, 400, 0.75) {
		t.Errorf("%v of the 400 of the Central Committee are elected again, want 0.75 of them", again)
	}
	if x.Cadre.Members[retired].Elected {
		t.Error("who has died is elected")
	}
	x.Next()
}

// A new delegate is a client as often as the appointments allow, times the share
// of the secretaries who are clients.
func TestNewDelegatesAreTheSecretaries(t *testing.T) {
	for _, clients := range []int{0, 4, 8} {
		x := try(t, func(p *country.Plan) {
			p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Congress, Size: 2000, Seats: 20}}
		})
		x.Resize("party.found", country.Secretaries, 0)
		x.Fill(country.Secretaries, clients, country.Member{Region: 0, Client: true})
		x.Fill(country.Secretaries, 8, country.Member{Region: 0})
		x.Do("convene")
		fresh, theirs := 0.0, 0.0
		for row := range x.Cadre.Members {
			if m := &x.Cadre.Members[row]; m.Ever&^(1<<country.Delegates|1<<country.CentralCommittee) == 0 && m.Elected {
				fresh++
				if m.Client {
					theirs++
				}
			}
		}
		if !about(theirs, fresh, 0.8*float64(clients)/8) || fresh < 1900 {
			t.Errorf("%d of 8 secretaries are clients, and %v of %v new delegates", clients, theirs, fresh)
		}
	}
}

// Of newcomers a share of exp(-age/aged) joined before the party was in power;
// the others since, in its first three years or later.
func TestCohorts(t *testing.T) {
	for _, age := range []calendar.Month{0, 36, 156, 312} {
		x := try(t, func(p *country.Plan) {
			p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Congress, Size: 3000, Seats: 20}}
		})
		x.Set("aged", 156)
		x.PartyFounded = x.Month - age
		x.Do("convene")
		n, old, wartime := 0.0, 0.0, 0.0
		for row := range x.Cadre.Members {
			m := &x.Cadre.Members[row]
			if !m.Elected || m.Ever&^(1<<country.Delegates|1<<country.CentralCommittee) != 0 {
				continue
			}
			n++
			before := m.Joined < x.PartyFounded
			early := !before && m.Joined < x.PartyFounded+36
			switch m.Cohort {
			case country.OldGuard:
				old++
			case country.Wartime:
				wartime++
			}
			if before != (m.Cohort == country.OldGuard) || early != (m.Cohort == country.Wartime) || m.Joined > x.Month || m.Joined < x.PartyFounded-241 || m.Region != -1 {
				t.Fatalf("a party of %d months: member %d joined %d months after it was founded, of the cohort %v", age, row, m.Joined-x.PartyFounded, m.Cohort)
			}
		}
		share := math.Exp(-float64(age) / 156)
		if !about(old, n, share) || !about(wartime, n, (1-share)*min(1, 36/float64(age+1))) {
			t.Errorf("a party of %d months: of %v newcomers %v are of the old guard and %v joined in its first years", age, n, old, wartime)
		}
	}
}

// Officials belong to their region, and to the circle of it; nerve and loyalty
// spread about their means.
func TestNewcomers(t *testing.T) {
	x := try(t, func(p *country.Plan) {
		p.Occasions = []country.Occasion{{Month: p.From, Kind: country.Congress, Size: 3000, Seats: 20}}
	})
	x.Pin(map[string]float64{"nerve": 0.6, "nerve_spread": 0.2})
	for _, b := range []country.Body{country.Secretaries, country.PoliceChiefs} {
		for g, row := range x.Cadre.Seats[b] {
			if m := &x.Cadre.Members[row]; int(m.Region) != g || int(m.Circle) != g%12 {
				t.Errorf("%v of region %d: region %d, circle %d", b, g, m.Region, m.Circle)
			}
		}
	}
	x.Do("convene")
	var nerve, square, disloyal, n float64
	for row := range x.Cadre.Members {
		if m := &x.Cadre.Members[row]; m.Elected && m.Ever&^(1<<country.Delegates|1<<country.CentralCommittee) == 0 {
			n++
			nerve += m.Nerve
			square += (m.Nerve - 0.6) * (m.Nerve - 0.6)
			if m.Loyalty < 0 {
				disloyal++
			}
		}
	}
	if math.Abs(nerve/n-0.6) > 0.02 || math.Abs(math.Sqrt(square/n)-0.2) > 0.02 {
		t.Errorf("nerve %v, spread %v; want 0.6 and 0.2", nerve/n, math.Sqrt(square/n))
	}
	if loyal := 1 - disloyal/n; math.Abs(loyal-0.7257) > 0.04 { // a normal number with mean 0.3 and deviation 0.5 above zero
		t.Errorf("a share of %v is loyal, want 0.73", loyal)
	}
}

// An officer who rises leaves the post below, and somebody new comes in at the
// bottom; the Politburo rises from the Central Committee and stays in it.
func TestWhoRises(t *testing.T) {
	x := try(t, nil)
	for b := country.Marshals; b <= country.DivisionCommanders; b++ {
		x.Resize("army.command", b, 5)
	}
	x.Do("promote")
	x.Next()
	marshal := x.Cadre.Seats[country.Marshals][2]
	x.Remove("leader.move", marshal, country.Executed, 0, country.ByRecord)
	x.Fill(country.CentralCommittee, 12, country.Member{Region: -1})
	x.Resize("party.found", country.Politburo, 10)
	before := len(x.Cadre.Members)
	x.Do("promote")
	row := x.Cadre.Seats[country.Marshals][2]
	if m := &x.Cadre.Members[row]; m.Ever != 1<<country.Marshals|1<<country.ArmyCommanders || m.Seats != 1<<country.Marshals {
		t.Errorf("the new marshal holds %b and ever held %b", m.Seats, m.Ever)
	}
	if came := len(x.Cadre.Members) - before; came != 1 {
		t.Errorf("one post is vacant at the top, and %d come in at the bottom", came)
	}
	for _, row := range x.Cadre.Seats[country.Politburo] {
		if m := &x.Cadre.Members[row]; !m.In(country.CentralCommittee) || row >= int32(before) {
			t.Errorf("member %d of the Politburo does not sit in the Central Committee", row)
		}
	}
	x.Next()
}

// Admissions are counted in persons, whatever a lane stands for.
func TestAdmissionsArePersons(t *testing.T) {
	p := conformance.Plan(2, 1)
	conformance.Populate(p, 64000)
	p.Conditions[0].PartyAdmissions = 10000
	x := conformance.Try(t, party.New().Describe(), p, regime.Options{Seed: 1, Scale: 10})
	x.Do("admit")
	admitted := 0
	for k := range x.People.Collectives {
		admitted += people.Count(x.People.Collectives[k].Party)
	}
	if math.Abs(float64(admitted)-1000) > 5*math.Sqrt(1000) {
		t.Errorf("%d lanes are admitted, want 1000", admitted)
	}
}
