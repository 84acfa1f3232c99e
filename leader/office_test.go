package leader_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/leader"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

// Where the office passes without a rule of succession, nobody is a client any
// more; a leader who falls is followed by another, and the plan's dates no
// longer hold.
func TestSuccession(t *testing.T) {
	for _, rule := range []bool{true, false} {
		p := conformance.Plan(6, 1)
		x := conformance.Try(t, leader.New().Describe(), p, regime.Options{Seed: 1, Scale: 1000})
		x.Switch(rule, country.Succession)
		rows := x.Fill(country.CentralCommittee, 3, country.Member{Region: -1, Client: true})
		x.Do("succeed")
		if x.Leader.Label != "first" || !x.Leader.Present || !x.Cadre.Members[rows[0]].Client {
			t.Fatalf("in the first month: %+v", x.Leader)
		}
		for range 3 {
			x.Next()
		}
		x.Do("succeed")
		if x.Leader.Label != "second" || !x.Leader.Contested || x.Leader.Personal || !x.Leader.Wilful || x.Cadre.Members[rows[0]].Client != rule {
			t.Errorf("a rule of succession: %t; %+v, still a client: %t", rule, x.Leader, x.Cadre.Members[rows[0]].Client)
		}
		x.Set("fall", 1)
		x.Set("steep", 0)
		x.Do("survive")
		if !x.Leader.Fallen || !x.Leader.Present || x.Leader.Personal || x.Cadre.Members[rows[0]].Client {
			t.Errorf("he falls: %+v, still a client: %t", x.Leader, x.Cadre.Members[rows[0]].Client)
		}
		x.Next()
		x.Do("succeed")
		if x.Leader.Label == "second" {
			t.Error("who has fallen is in office again")
		}
	}
}

// Who follows another under a vanguard is contested, and his own character does
// not count until he has won; the first holder is not, nor one without a vanguard,
// nor one who comes after a time without a leader.
func TestWhoIsContested(t *testing.T) {
	for _, c := range []struct {
		what      string
		off       []country.Switch
		gap       bool
		contested bool
	}{
		{"an heir", nil, false, true}, {"without a rule of succession", []country.Switch{country.Succession}, false, true},
		{"no vanguard", []country.Switch{country.Vanguard}, false, false}, {"nobody was before him", nil, true, false},
	} {
		p := conformance.Plan(8, 1)
		p.Leaders = []country.LeaderPlan{{Label: "first", From: p.From, Until: p.From + 2, Appoints: p.From, Personal: true},
			{Label: "second", From: p.From + 2, Appoints: p.From, Personal: true}}
		if c.gap {
			p.Leaders[1].From++
		}
		x := conformance.Try(t, leader.New().Describe(), p, regime.Options{Seed: 1, Scale: 1000})
		x.Switch(false, c.off...)
		x.Set("contest_hazard", 0)
		for month := range 6 {
			x.Do("succeed", "contend")
			contested := c.contested && month >= 2
			if x.Leader.Contested != contested || x.Leader.Personal == contested && x.Leader.Present {
				t.Errorf("%s, month %d: %+v", c.what, month, x.Leader)
			}
			if contested && c.what == "an heir" && month == 4 { // a majority, and his
				x.Fill(country.CentralCommittee, 3, country.Member{Region: -1, Client: true, Bound: x.Month})
				x.Do("contend")
				if last := x.Events[len(x.Events)-1]; x.Leader.Contested || !x.Leader.Personal || last != (country.EventRow{Kind: "succession", Label: "won", Value: 1}) {
					t.Errorf("he has all of the top tier: %+v, %+v", x.Leader, x.Events)
				}
				x.Next()
				x.Do("succeed")
				if x.Leader.Contested || !x.Leader.Personal {
					t.Errorf("a month after he has won: %+v", x.Leader)
				}
				break
			}
			x.Next()
		}
	}
}

// His following is the weight of the clients in Politburo and Central Committee
// who got a seat since the appointments are his, over the whole weight of both.
func TestFollowing(t *testing.T) {
	x := try(t)
	x.Leader.Appoints = x.Month
	if x.Do("contend"); x.Following != 0 {
		t.Errorf("there is no top tier, and a following of %v", x.Following)
	}
	x.Fill(country.Politburo, 1, country.Member{Region: -1, Client: true, Bound: x.Month})        // 30
	x.Fill(country.Politburo, 2, country.Member{Region: -1, Client: true, Bound: x.Month - 1})    // 30, the predecessor's
	x.Fill(country.CentralCommittee, 2, country.Member{Region: -1, Client: true, Bound: x.Month}) // 10
	x.Fill(country.CentralCommittee, 4, country.Member{Region: -1})                               // 10
	x.Fill(country.Marshals, 5, country.Member{Region: -1, Client: true, Bound: x.Month})
	x.Resize("setting.begin", country.CentralCommittee, 5)
	x.Seat("setting.begin", country.CentralCommittee, 4, x.Cadre.Seats[country.Politburo][0]) // is weighed once
	x.Do("contend")
	if !near(x.Following, 0.5) {
		t.Errorf("a following of %v, want 40 in 80", x.Following)
	}
	if r := x.Next(); !near(r.Gauges[country.FollowingShare], 0.5) {
		t.Errorf("the gauge is %v", r.Gauges[country.FollowingShare])
	}
}

// He loses with the hazard contest_hazard (contest_won - following + faction),
// and one of the elite's own choice follows, whose client nobody is.
func TestTheHazardOfLosing(t *testing.T) {
	for _, c := range []struct {
		what      string
		contested bool
		theirs    int // of 10
		faction   float64
		want      float64
	}{
		{"no following", true, 0, 0, 0.1}, {"a following", true, 4, 0, 0.02}, {"a following, and a faction", true, 4, 0.3, 0.08},
		{"half", true, 5, 0, 0}, {"half, and a faction", true, 5, 0.3, 0.06}, {"not contested", false, 0, 0.3, 0},
	} {
		x := try(t)
		x.Set("contest_hazard", 0.2)
		x.Fill(country.CentralCommittee, c.theirs, country.Member{Region: -1, Client: true, Bound: x.Month})
		rows := x.Fill(country.CentralCommittee, 10, country.Member{Region: -1})
		before := x.Leader
		lost, months := 0.0, 4000
		for range months {
			x.Leader, x.FactionShare = before, c.faction
			x.Leader.Contested, x.Leader.Wilful = c.contested, true
			for n, row := range rows {
				x.Cadre.Members[row].Client = n < c.theirs
			}
			x.Events = nil
			x.Do("contend")
			if x.Leader.Fallen {
				lost++
				if x.Leader.Personal || x.Leader.Wilful || x.Leader.Contested || x.Cadre.Members[rows[0]].Client || x.Events[0].Label != "lost" {
					t.Fatalf("%s: he loses: %+v, %+v", c.what, x.Leader, x.Events)
				}
			}
			x.Month++ // another die
		}
		if got := lost / float64(months); math.Abs(got-c.want) > 4*math.Sqrt(c.want*(1-c.want)/float64(months)) {
			t.Errorf("%s: he loses in a share of %v of the months, want %v", c.what, got, c.want)
		}
	}
}

// A leader falls with the hazard fall exp(-steep m) a month.
func TestTheHazardOfFalling(t *testing.T) {
	for _, c := range []struct {
		what                      string
		off                       []country.Switch
		present                   bool
		fall, steep, margin, want float64
	}{
		{"a margin", nil, true, 0.2, 1, 0.5, 0.2 * math.Exp(-0.5)}, {"none", nil, true, 0.2, 1, 0, 0.2}, {"less than none", nil, true, 0.1, 2, -0.5, 0.1 * math.E},
		{"nobody in office", nil, false, 1, 0, 0, 0}, {"no vanguard", []country.Switch{country.Vanguard}, true, 1, 0, 0, 0},
	} {
		x := try(t, c.off...)
		x.Set("fall", c.fall)
		x.Set("steep", c.steep)
		x.Margin = c.margin
		falls, months := 0.0, 4000
		for range months {
			x.Leader = country.Leader{Label: "first", Present: c.present}
			x.Do("survive")
			if x.Leader.Fallen {
				falls++
			}
			x.Month++ // another die
		}
		if got := falls / float64(months); math.Abs(got-c.want) > 4*math.Sqrt(c.want*(1-c.want)/float64(months)) {
			t.Errorf("%s: he falls in a share of %v of the months, want %v", c.what, got, c.want)
		}
	}
}

// Appointments may be an heir's before the office is; a leader of a vanguard
// joined long before it was founded, and keeps his seniority.
func TestAnHeirAppoints(t *testing.T) {
	p := conformance.Plan(12, 1)
	p.Leaders = []country.LeaderPlan{
		{Label: "first", From: p.From, Until: p.From + 6, Appoints: p.From},
		{Label: "second", From: p.From + 6, Appoints: p.From + 3},
	}
	x := conformance.Try(t, leader.New().Describe(), p, regime.Options{Seed: 1, Scale: 1000})
	x.PartyFounded = p.From - 100
	for month := range 8 {
		x.Do("succeed")
		label, appoints := "first", p.From
		if month >= 3 {
			appoints = p.From + 3
		}
		if month >= 6 {
			label = "second"
		}
		if x.Leader.Label != label || x.Leader.Appoints != appoints || x.Leader.Joined != x.PartyFounded-12*19 {
			t.Errorf("month %d: %+v", month, x.Leader)
		}
		x.Next()
	}
}
