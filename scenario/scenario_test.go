package scenario

import (
	"reflect"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// read reads a shipped scenario that must be sound.
func read(t *testing.T, name string, edits Edits) *Scenario {
	t.Helper()
	s, err := Read(shipped, name, registry(), edits)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}

func month(s string) calendar.Month {
	m, err := calendar.Parse(s)
	if err != nil {
		panic(err)
	}
	return m
}

// TestShipped reads every shipped scenario and holds it against the rules of
// the house: a name, a reason, a source for every date.
func TestShipped(t *testing.T) {
	all, err := List(shipped)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 10 || all[0].Name != "baseline" {
		t.Fatalf("the list has %d scenarios and begins with %q", len(all), all[0].Name)
	}
	base := read(t, "baseline", Edits{})
	for _, one := range all {
		t.Run(one.Name, func(t *testing.T) {
			s := read(t, one.Name, Edits{})
			if s.Name != one.Name || s.Title == "" || s.Why == "" {
				t.Errorf("name %q, title %q, why %q: want the name of the file and neither empty", s.Name, s.Title, s.Why)
			}
			if one.Name != "baseline" && (one.Extends != "baseline" || s.Hash == base.Hash || reflect.DeepEqual(s.Plan.InForce, base.Plan.InForce) &&
				reflect.DeepEqual(s.Plan.Params, base.Plan.Params) && reflect.DeepEqual(s.Plan.Forced, base.Plan.Forced) && reflect.DeepEqual(s.Plan.Occasions, base.Plan.Occasions)) {
				t.Errorf("does not differ from the baseline in any cause")
			}
			for _, o := range s.Plan.Occasions {
				if o.Source == "" || o.Label == "" {
					t.Errorf("the occasion of %v has no source or no label", o.Month)
				}
			}
			want := len(s.Plan.Leaders) + len(s.Plan.Occasions) + len(s.Plan.Forced)
			for _, spans := range s.Plan.InForce {
				want += len(spans)
			}
			if n := strings.Count(s.Text, "source:"); n < want {
				t.Errorf("%d sources in the text for %d dated causes", n, want)
			}
			again, err := Parse(shipped, s.Text, registry())
			if err != nil {
				t.Fatalf("the resolved text cannot be read again: %v", err)
			}
			if again.Text != s.Text || again.Hash != s.Hash || !reflect.DeepEqual(again.Plan, s.Plan) {
				t.Errorf("the resolved text reads back as another scenario")
			}
		})
	}
}

// TestBaseline looks at what the baseline says.
func TestBaseline(t *testing.T) {
	s := read(t, "baseline", Edits{})
	p := s.Plan
	if p.From != month("1914-01") || p.Until != month("1941-06") || len(p.Conditions) != 330 || len(p.Regions) != 64 {
		t.Fatalf("%v..%v with %d months and %d regions", p.From, p.Until, len(p.Conditions), len(p.Regions))
	}
	if len(p.InForce) != len(switchboard) {
		t.Errorf("%d switches stand at some time, of %d", len(p.InForce), len(switchboard))
	}
	want := []country.Interval{{From: month("1917-12"), Until: month("1922-02")}, {From: month("1923-11")}}
	if got := p.InForce[country.Autonomy]; !reflect.DeepEqual(got, want) {
		t.Errorf("autonomy stands %v, want %v", got, want)
	}
	kinds := map[country.OccasionKind]int{}
	for i, o := range p.Occasions {
		kinds[o.Kind]++
		if i > 0 && o.Month < p.Occasions[i-1].Month {
			t.Errorf("occasions are not in order at %v", o.Month)
		}
	}
	if kinds[country.Congress] != 12 || kinds[country.Verification] != 5 || kinds[country.Murder] != 2 || kinds[country.Enrolment] != 1 {
		t.Errorf("occasions: %v", kinds)
	}
	if len(p.Leaders) != 3 || p.Leaders[2].Appoints != month("1922-04") || !p.Leaders[2].Personal || p.Leaders[1].Until != p.Leaders[2].From {
		t.Errorf("leaders: %+v", p.Leaders)
	}
	sum := 0.0
	for _, region := range p.Regions {
		sum += region.PopulationShare
	}
	if sum < 1-1e-9 || sum > 1+1e-9 {
		t.Errorf("the shares of the regions add up to %v", sum)
	}
	for i, c := range p.Conditions {
		m := p.From + calendar.Month(i)
		for name, v := range map[string]float64{"urban": c.UrbanShare, "wage": c.WageShare, "deaths": c.DeathRate, "base": c.HardshipBase, "drive": c.HardshipDrive,
			"taking": c.HardshipTaking, "h": c.HardshipBase + c.HardshipDrive + c.HardshipTaking, "dl": c.DislocationWar + c.DislocationDrive, "threat": c.Threat} {
			if !(v >= 0 && v <= 1+1e-12) {
				t.Errorf("%v: %s is %v", m, name, v)
			}
		}
		if c.Population < 130e6 || c.Population > 180e6 || c.ArmyStrength < 1e5 || c.ArmyStrength > 12e6 {
			t.Errorf("%v: %g persons, %g under arms", m, c.Population, c.ArmyStrength)
		}
	}
	march := p.Conditions[month("1930-02")-p.From]
	if before := p.Conditions[month("1929-02")-p.From]; march.HardshipTaking < before.HardshipTaking+0.5 {
		t.Errorf("the campaign of 1930 takes nothing: %v after %v", march.HardshipTaking, before.HardshipTaking)
	}
}

// TestDerived looks at what each shipped scenario takes away, and that it takes
// no more.
func TestDerived(t *testing.T) {
	base := read(t, "baseline", Edits{}).Plan
	leaders := func(p *country.Plan) { p.Leaders = base.Leaders }
	for _, c := range []struct {
		name    string
		off     []country.Switch
		besides func(*country.Plan) // takes back what else the scenario may change
	}{
		{"no-tribunals", []country.Switch{country.Tribunals}, nil},
		{"army-unwatched", []country.Switch{country.ArmyControl}, nil},
		{"civil-society-kept", []country.Switch{country.Suppression}, nil},
		{"no-war-uprooting", []country.Switch{country.WarUprooting}, nil},
		{"no-second-revolution", []country.Switch{country.SecondRevolution}, func(p *country.Plan) {
			for i := range p.Conditions {
				p.Conditions[i].HardshipTaking = base.Conditions[i].HardshipTaking
			}
			p.Regions = base.Regions
		}},
		{"no-limits", []country.Switch{country.Limits}, nil},
		{"no-forced-denunciation", []country.Switch{country.Denunciation}, nil},
		{"no-show-trials", []country.Switch{country.ShowTrials}, nil},
		{"no-facade", []country.Switch{country.Facade}, nil},
		{"collective-rule", []country.Switch{country.PersonalRule, country.Succession}, leaders},
		{"no-external-threat", []country.Switch{country.Threat}, nil},
		{"no-new-person", []country.Switch{country.Remaking}, nil},
		{"no-imperial-inheritance", []country.Switch{country.Precedents}, nil},
		{"lenins-house-without-stalin", []country.Switch{country.PersonalRule}, leaders},
		{"stalin-without-lenins-house", []country.Switch{country.Vanguard, country.FactionBan, country.ForceDoctrine, country.Tribunals, country.Autonomy,
			country.Camps, country.ArmyControl, country.Suppression, country.Facade, country.GroupMarks, country.Denunciation, country.Remaking}, nil},
		{"no-national-cases", []country.Switch{country.NationalCases}, nil},
		{"no-police-routine", []country.Switch{country.Routine}, nil},
		{"routine-alone", []country.Switch{country.PersonalRule, country.Threat}, nil},
		{"threat-alone", []country.Switch{country.PersonalRule, country.Routine}, nil},
		{"no-faction-ban", []country.Switch{country.FactionBan}, nil}, {"police-under-law", []country.Switch{country.Autonomy}, nil},
		{"no-camps", []country.Switch{country.Camps}, nil}, {"no-force-doctrine", []country.Switch{country.ForceDoctrine}, nil},
		{"leader-like-others", []country.Switch{country.PersonalRule}, nil},
	} {
		p := read(t, c.name, Edits{}).Plan
		if len(p.InForce) != len(base.InForce)-len(c.off) {
			t.Errorf("%s: %d switches stand, want all but %v", c.name, len(p.InForce), c.off)
		}
		for _, s := range c.off {
			if p.InForce[s] != nil {
				t.Errorf("%s: %s stands %v", c.name, s, p.InForce[s])
			}
		}
		for s, spans := range p.InForce {
			if !reflect.DeepEqual(spans, base.InForce[s]) {
				t.Errorf("%s: %s stands %v, in the baseline %v", c.name, s, spans, base.InForce[s])
			}
		}
		if c.besides != nil {
			before := p
			c.besides(&p)
			if reflect.DeepEqual(before.Leaders, p.Leaders) && reflect.DeepEqual(before.Regions, p.Regions) {
				t.Errorf("%s: nothing but switches is changed", c.name)
			}
		}
		p.Name, p.InForce = base.Name, base.InForce
		if !reflect.DeepEqual(p, base) {
			t.Errorf("%s changes more than its causes", c.name)
		}
	}
	s := read(t, "kirov-lives", Edits{})
	murders := 0
	for _, o := range s.Plan.Occasions {
		if o.Kind == country.Murder {
			murders++
			if o.Month != month("1918-08") {
				t.Errorf("kirov-lives has a murder in %v", o.Month)
			}
		}
	}
	if murders != 1 || len(s.Plan.Occasions) != len(base.Occasions)-1 {
		t.Errorf("kirov-lives has %d murders and %d occasions", murders, len(s.Plan.Occasions))
	}
	if got := read(t, "trusting-leader", Edits{}).Plan.Params; len(got) != 1 || !(got["leader.chi_leader"] < 0.261) {
		t.Errorf("trusting-leader sets %v", got)
	}
	for _, c := range read(t, "no-second-revolution", Edits{}).Plan.Conditions {
		if c.HardshipTaking != 0 {
			t.Fatalf("no-second-revolution takes %v", c.HardshipTaking)
		}
	}
}

// Under collective rule the appointments are in nobody's hands, at any time,
// and nobody has a mind of his own; the office is held all the same.
func TestAppointmentsInNobodysHands(t *testing.T) {
	p := read(t, "collective-rule", Edits{}).Plan
	if len(p.Leaders) != 3 || p.Leaders[0].Appoints == 0 {
		t.Fatalf("leaders: %+v", p.Leaders)
	}
	for _, l := range p.Leaders[1:] {
		if l.Appoints != 0 || l.Personal {
			t.Errorf("%s makes appointments from %v on, personal %v", l.Label, l.Appoints, l.Personal)
		}
	}
	late := read(t, "collective-rule", Edits{Set: []string{"from=1930-01"}})
	if got := late.Plan.Leaders; len(got) != 1 || got[0].Appoints != 0 || got[0].From != month("1930-01") {
		t.Errorf("cut to 1930: %+v", got)
	}
	if p := read(t, "baseline", Edits{Set: []string{"leaders.successor.appoints=never"}}).Plan; p.Leaders[2].Appoints != 0 {
		t.Errorf("set to never: %+v", p.Leaders[2])
	}
}

func TestShow(t *testing.T) {
	shown, err := Show(shipped, "no-camps", registry(), Edits{Without: []string{"vanguard"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# hash ", "# note: faction_ban falls silent", "# threat: coded (", "name: \"no-camps\""} {
		if !strings.Contains(shown, want) {
			t.Errorf("what is shown lacks %q", want)
		}
	}
	a, err := Parse(shipped, shown, registry())
	if err != nil {
		t.Fatal(err)
	}
	if b := read(t, "no-camps", Edits{Without: []string{"vanguard"}}); a.Hash != b.Hash {
		t.Error("what is shown is another scenario")
	}
}
