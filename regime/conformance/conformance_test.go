package conformance

import (
	"math"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// church is an institution that does what the test says, and else nothing.
func church(do func(*country.Country)) country.Institution {
	level := new(float64)
	if do == nil {
		do = func(*country.Country) {}
	}
	return country.Institution{
		Name: "conformance", Title: "The church", Essay: "none", Doc: "Does what a test says.",
		Switches: []country.SwitchDoc{{Switch: "tithe", Title: "Tithe", Off: "none is taken"}},
		Params:   []country.Param{{Key: "level", At: level, Default: 1, Min: 0, Max: 2, Unit: "number", Source: country.Guess, Doc: "of something"}},
		Acts:     []country.Act{{Who: "conformance", What: "remark", Do: do, Reads: "nothing", Leaves: "nothing", Why: "somebody must"}},
	}
}

func TestRunPassesAGoodInstitution(t *testing.T) {
	Run(t, func() country.Institution {
		return church(func(c *country.Country) {
			if c.Report.Hardship > 0.5 {
				c.Happened("church", "hardship", c.Report.Hardship)
			}
		})
	})
}

func TestDescriptionsThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*country.Institution)
		want   string
	}{
		{"a name of two words", func(i *country.Institution) { i.Name = "the_church" }, "not one word"},
		{"a name that is not the package's", func(i *country.Institution) { i.Name, i.Acts[0].Who = "church", "church" }, "written in package conformance"},
		{"no title", func(i *country.Institution) { i.Title = "" }, "no title"},
		{"no part of the essay", func(i *country.Institution) { i.Essay = " " }, "no part of the essay"},
		{"no doc", func(i *country.Institution) { i.Doc = "" }, "no doc"},
		{"no act", func(i *country.Institution) { i.Acts = nil }, "it does nothing"},
		{"an act of another", func(i *country.Institution) { i.Acts[0].Who = "police" }, `done by "police"`},
		{"an act without a verb", func(i *country.Institution) { i.Acts[0].What = "" }, "what it does"},
		{"an act that reads nothing", func(i *country.Institution) { i.Acts[0].Reads = "" }, "what it reads"},
		{"an act that leaves nothing", func(i *country.Institution) { i.Acts[0].Leaves = "" }, "what it leaves"},
		{"an act without a reason", func(i *country.Institution) { i.Acts[0].Why = "" }, "why it stands"},
		{"an act that does nothing", func(i *country.Institution) { i.Acts[0].Do = nil }, "it does nothing"},
		{"an act twice", func(i *country.Institution) { i.Acts = append(i.Acts, i.Acts[0]) }, `the act "remark" is there twice`},
		{"a switch without a word on off", func(i *country.Institution) { i.Switches[0].Off = "" }, "what disappears"},
		{"a switch twice", func(i *country.Institution) { i.Switches = append(i.Switches, i.Switches[0]) }, `the switch "tithe" is there twice`},
		{"a key with a capital", func(i *country.Institution) { i.Params[0].Key = "Level" }, "snake_case"},
		{"a parameter kept nowhere", func(i *country.Institution) { i.Params[0].At = nil }, "kept nowhere"},
		{"no unit", func(i *country.Institution) { i.Params[0].Unit = "" }, "no unit"},
		{"no source", func(i *country.Institution) { i.Params[0].Source = "" }, "no source"},
		{"no sentence", func(i *country.Institution) { i.Params[0].Doc = "" }, "no doc"},
		{"no range", func(i *country.Institution) { i.Params[0].Max = 0; i.Params[0].Default = 0 }, "no range"},
		{"a default outside", func(i *country.Institution) { i.Params[0].Default = 3 }, "the default 3"},
		{"a default that is no number", func(i *country.Institution) { i.Params[0].Default = math.NaN() }, "the default NaN"},
		{"a parameter twice", func(i *country.Institution) { i.Params = append(i.Params, i.Params[0]) }, `the parameter "level" is there twice`},
		{"two parameters in one place", func(i *country.Institution) {
			i.Params = append(i.Params, i.Params[0])
			i.Params[1].Key = "other"
		}, "kept in one place"},
	} {
		i := church(nil)
		c.change(&i)
		if faults := strings.Join(Faults(i), "\n"); !strings.Contains(faults, c.want) {
			t.Errorf("%s: found %q, want %q", c.what, faults, c.want)
		}
	}
	if faults := Faults(church(nil)); len(faults) > 0 {
		t.Errorf("nothing is wrong, and these are found: %q", faults)
	}
	one := church(nil)
	if faults := shared(one, one); len(faults) != 1 {
		t.Errorf("one institution for all histories: found %q", faults)
	}
}

// fails is the first fault that the worlds find, and where.
func fails(describe func() country.Institution) (where, what string) {
	for _, w := range worlds() {
		for _, with := range [...]company{alone, together} {
			if _, err := w.run(describe(), with, 1); err != nil {
				return w.name + ", " + with.String(), err.Error()
			}
		}
	}
	if err := sameForAllWorkers(describe, alone); err != nil {
		return "workers", err.Error()
	}
	return "", ""
}

func TestActsThatAreRefused(t *testing.T) {
	count := 0.0
	for _, c := range []struct {
		what  string
		do    func(*country.Country)
		where string
		want  string
	}{
		{"nothing wrong", func(c *country.Country) {}, "", ""},
		{"a release that is not entered", func(c *country.Country) { c.People.Collectives[0].Held = 0 }, "", "the books do not balance"},
		{"an entry without a release", func(c *country.Country) {
			c.Move("conformance.remark", 0, country.Custody, country.Liberty, 1)
		}, "a hard country, alone", "the books do not balance"},
		{"a place nobody knows", func(c *country.Country) {
			c.Move("conformance.remark", 0, "church", country.Liberty, 1)
		}, "a hard country, alone", "unknown place"},
		{"not a number", func(c *country.Country) { c.Belief = math.NaN() }, "a hard country, alone", "belief is NaN"},
		{"infinite, where no gauge shows it", func(c *country.Country) { c.Regions[0].Zeal = math.Inf(1) }, "a hard country, alone", "+Inf"},
		{"a share above one", func(c *country.Country) { c.CivilSociety = 1.25 }, "a hard country, alone", "civil_society is 1.25"},
		{"a loss below zero", func(c *country.Country) { c.Report.Desertions = -1 }, "a hard country, alone", "desertions is -1"},
		{"custody that nobody was taken into", func(c *country.Country) {
			everybody := chance.Dice{}.Drawing(chance.Sure)
			c.People.Captive(people.Span{End: 1}, func(int, *people.Collective) {}, everybody) // from here on the count is exact
			col := &c.People.Collectives[0]
			lane := people.First(col.Free())
			col.Take(lane)
			c.Move("conformance.remark", 0, country.Liberty, country.Custody, 1)
		}, "a hard country, alone", "lanes are held or settled, and whoever looks for them by the register overlooks them"},
		{"a demonstration of prisoners", func(c *country.Country) {
			col := &c.People.Collectives[0]
			col.Acclaim |= col.Held
		}, "a hard country, alone", "not at liberty"},
		{"mores above one", func(c *country.Country) { c.People.Collectives[0].Mores = 2 }, "a hard country, alone", "mores 2"},
		{"a seat whose holder does not know", func(c *country.Country) {
			c.Resize("conformance.remark", country.Admirals, 1)
			c.Cadre.Seats[country.Admirals][0] = 0
		}, "a hard country, alone", "who does not hold it"},
		{"a member without a seat", func(c *country.Country) { c.Enlist(country.Member{Region: -1}) }, "a hard country, alone", "holds no seat"},
		{"a seat that only its holder knows", func(c *country.Country) { c.Cadre.Members[0].Seats |= 1 << country.Admirals },
			"a hard country, alone", "says he holds seats"},
		{"who counts on people", func(c *country.Country) { c.Evidence = 1 / float64(c.Tally.Alive) }, "an empty country, alone", "+Inf"},
		{"who counts on people at liberty", func(c *country.Country) { c.Evidence = 1 / float64(c.Tally.Free) }, "an empty country, alone", "+Inf"},
		{"who counts on a leader", func(c *country.Country) { _ = c.Plan.Leaders[0].Label }, "no leader, alone", "index out of range"},
		{"who counts on a party", func(c *country.Country) { _ = c.Cadre.Seats[country.CentralCommittee][0] }, "a hard country, alone", "index out of range"},
		{"who counts on four regions", func(c *country.Country) { _ = c.Regions[3].Zeal }, "one person, alone", "index out of range"},
		{"who counts on other histories", func(c *country.Country) { count++; c.Evidence = count }, "workers", "with 3 differ"},
	} {
		where, what := fails(func() country.Institution { return church(c.do) })
		if !strings.Contains(what, c.want) || c.want == "" && what != "" || !strings.Contains(where, c.where) {
			t.Errorf("%s: in %q found %q, want in %q %q", c.what, where, what, c.where, c.want)
		}
	}
}

// A parameter at the end of its range is tried.
func TestRangesAreTried(t *testing.T) {
	describe := func() country.Institution {
		i := church(nil)
		level := i.Params[0].At
		i.Acts[0].Do = func(c *country.Country) { c.CivilSociety = *level / 2 }
		i.Params[0].Max = 3
		return i
	}
	if where, what := fails(describe); !strings.HasPrefix(where, "parameters at their most") || !strings.Contains(what, "civil_society is 1.5") {
		t.Errorf("in %q found %q", where, what)
	}
}
