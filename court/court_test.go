package court_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/court"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return court.New().Describe() })
}

// try is the court before a docket of 400 cases, each a person, none of them a
// marked villager; simplified if an operation is on.
func try(t *testing.T, simplified bool, off ...country.Switch) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(12, 1)
	conformance.Populate(p, 6400)
	x := conformance.Try(t, court.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
	x.Switch(false, off...)
	x.Pin(map[string]float64{"death_ordinary": 0.015, "death_least": 0.1, "death_most": 0.6, "exile": 0.2, "release": 0.2, "release_supervised": 0.2, "accused": 5, "warrant": 0.5})
	x.Launch, x.Gap, x.Proof = 0.001, 0.004, 0.5
	if simplified {
		x.Operate(1000, 100)
	}
	for k := range 100 {
		x.People.Collectives[k].Marked = 0
		x.Arrest(people.At(k, 0), people.At(k, 1), people.At(k, 2), people.At(k, 3))
	}
	return x
}

// fates are the shares of the docket that were killed, exiled, released, and
// sent to a camp.
func fates(x *conformance.Trial) (killed, exiled, released, held float64) {
	for _, one := range x.Docket {
		col, lane := x.Of(one.Person)
		switch bit := uint64(1) << lane; {
		case col.Gone&bit != 0:
			killed++
		case col.Settled&bit != 0:
			exiled++
		case col.Held&bit != 0:
			held++
		default:
			released++
		}
	}
	n := float64(len(x.Docket))
	return killed / n, exiled / n, released / n, held / n
}

func TestSentences(t *testing.T) {
	const all, few = 1e6, 0
	for _, c := range []struct {
		what                           string
		simplified                     bool
		off                            []country.Switch
		room, proof                    float64
		killed, exiled, released, held float64
	}{
		{"ordinary", false, nil, all, 1, 0.015, 0.2, 0.2, 0.585},
		{"ordinary, the police under the law", false, []country.Switch{country.Autonomy}, all, 1, 0.015, 0.2, 0.4, 0.385},
		{"ordinary, no tribunals", false, []country.Switch{country.Tribunals}, all, 1, 0, 0.2, 0.2, 0.6},
		{"ordinary, no camps", false, []country.Switch{country.Camps}, all, 1, 0.015, 0.2, 0.785, 0},
		{"ordinary, no room", false, nil, few, 1, 0.015, 0.2, 0.785, 0},
		{"simplified, all is proof", true, nil, all, 1, 0.6, 0, 0, 0.4},
		{"simplified, half is proof", true, nil, all, 0.5, 0.35, 0, 0, 0.65},
		{"simplified, signs alone", true, nil, all, 0, 0.1, 0, 0, 0.9},
		{"simplified, signs alone, no room", true, nil, few, 0, 0.1, 0.9, 0, 0},
		{"simplified, half is proof, no room", true, nil, few, 0.5, 0.35 + 0.65/2, 0.65 / 2, 0, 0},
		{"simplified, all is proof, no room", true, nil, few, 1, 1, 0, 0, 0},
		{"simplified, half is proof, no camps", true, []country.Switch{country.Camps}, all, 0.5, 0.35 + 0.65/2, 0.65 / 2, 0, 0},
		{"simplified, no tribunals", true, []country.Switch{country.Tribunals}, all, 1, 0, 0, 0, 1},
		{"simplified, no tribunals, no camps", true, []country.Switch{country.Tribunals, country.Camps}, all, 1, 0, 1, 0, 0},
	} {
		x := try(t, c.simplified, c.off...)
		x.Set("room", c.room)
		x.Set("room_growth", 0)
		x.Proof = c.proof
		x.Do("sentence")
		killed, exiled, released, held := fates(x)
		for _, share := range [][2]float64{{killed, c.killed}, {exiled, c.exiled}, {released, c.released}, {held, c.held}} {
			se := math.Sqrt(share[1] * (1 - share[1]) / float64(len(x.Docket)))
			if math.Abs(share[0]-share[1]) > 4*se {
				t.Errorf("%s: killed %v, exiled %v, released %v, held %v; want %v, %v, %v, %v", c.what, killed, exiled, released, held, c.killed, c.exiled, c.released, c.held)
				break
			}
		}
		if c.simplified && x.Operations[0].Executed != killed*400 {
			t.Errorf("%s: the operation has killed %v, the court %v", c.what, x.Operations[0].Executed, killed*400)
		}
		if f := x.Regions[0].Flow; float64(f.Executions) != killed*400 || float64(f.Deported) != exiled*400 || float64(f.CampSentences) != held*400 {
			t.Errorf("%s: the region counts %+v", c.what, f)
		}
		x.Next() // the books balance
	}
}

// The camps take as many as they have room for: a number, and a share of those
// held when the month began.
func TestRoom(t *testing.T) {
	x := try(t, true)
	x.Set("room", 30)
	x.Set("room_growth", 0.1)
	for k := range 100 { // 200 were held before
		x.People.Collectives[k].Held |= 3 << 40
	}
	x.Start() // the books begin with them
	x.Do("sentence")
	if _, _, _, held := fates(x); math.Abs(held*400-(30+0.1*600)) >= 1 {
		t.Errorf("%v are held, want the room for 30 and a tenth of the 600 in custody", held*400)
	}
}

// A term ends in a month within its range, longer from an operation.
func TestTerms(t *testing.T) {
	for _, c := range []struct {
		simplified bool
		low, high  string
	}{{false, "term_min", "term_max"}, {true, "long_min", "long_max"}} {
		x := try(t, c.simplified)
		x.Set("room", 1e6)
		x.Set(c.low, 5)
		x.Set(c.high, 7)
		x.Do("sentence")
		_, _, _, held := fates(x)
		count := 0
		for at, ids := range x.Terms {
			if len(ids) > 0 && (at < 5 || at > 7) {
				t.Errorf("simplified %t: %d terms end in month %d", c.simplified, len(ids), at)
			}
			if at >= 5 && at <= 7 && len(ids) == 0 {
				t.Errorf("simplified %t: no term ends in month %d", c.simplified, at)
			}
			count += len(ids)
		}
		if float64(count) != held*400 {
			t.Errorf("simplified %t: %d terms for %v held", c.simplified, count, held*400)
		}
	}
}

// The household of a marked villager who is taken in an operation is deported;
// not that of a townsman, of an unmarked one, or under ordinary procedure.
func TestHouseholds(t *testing.T) {
	for _, c := range []struct {
		what               string
		simplified, marked bool
		town, marks        bool
		deported           int
	}{
		{"a marked villager", true, true, false, true, 3}, {"a townsman", true, true, true, true, 0}, {"unmarked", true, false, false, true, 0},
		{"marks do not count", true, true, false, false, 0}, {"ordinary procedure", false, true, false, true, 0},
	} {
		p := conformance.Plan(2, 1)
		conformance.Populate(p, 64)
		x := conformance.Try(t, court.New().Describe(), p, regime.Options{Seed: 1, Scale: 1})
		x.Switch(c.marks, country.GroupMarks)
		x.Set("households", 1)
		x.Set("exile", 0)
		x.Launch = 0.001
		if c.simplified {
			x.Operate(10, 1)
		}
		col := &x.People.Collectives[0]
		col.Marked, col.Town = 0, c.town
		if c.marked {
			col.Marked = 1 << 9
		}
		x.Arrest(people.At(0, 9))
		x.Do("sentence")
		if people.Count(col.Settled) != c.deported || c.deported > 0 && col.Settled != people.Roof(9)&^(1<<9) {
			t.Errorf("%s: %b are deported, want %d of the household", c.what, col.Settled, c.deported)
		}
		x.Next()
	}
}

// A show trial needs the tool, a leader, a gap, and enough of the elite arrested
// within a year and not yet accused.
func TestShowTrials(t *testing.T) {
	for _, c := range []struct {
		what     string
		off      country.Switch
		leader   bool
		gap      float64
		arrested int
		ago      calendar.Month
		held     bool
	}{
		{"five arrested", "", true, 0.0005, 5, 1, true}, {"four arrested", "", true, 0.0005, 4, 1, false},
		{"a narrow gap", "", true, 0.0004, 5, 1, false}, {"no leader", "", false, 0.0005, 5, 1, false},
		{"no show trials", country.ShowTrials, true, 0.0005, 5, 1, false}, {"more than a year ago", "", true, 0.0005, 9, 12, false},
	} {
		x := try(t, false, c.off)
		x.Month += 20
		x.Leader.Present, x.Gap = c.leader, c.gap
		for n, row := range x.Fill(country.Admirals, 9, country.Member{Region: -1}) {
			if m := &x.Cadre.Members[row]; n < c.arrested {
				m.Fate, m.Left = [...]country.Fate{country.Executed, country.Arrested}[n%2], x.Month-c.ago
			} else {
				m.Fate, m.Left = country.Dismissed, x.Month-c.ago
			}
		}
		x.Start() // the books take up who was arrested
		x.Do("stage")
		if held := x.LastTrial == x.Month && x.Report.ShowTrials == 1; held != c.held {
			t.Errorf("%s: a trial is held: %t", c.what, held)
		}
		x.Month++
		x.Do("stage")
		if x.Report.ShowTrials > 1 {
			t.Errorf("%s: the same are accused again", c.what)
		}
	}
}

// Room is counted in persons, whatever a lane stands for.
func TestRoomIsForPersons(t *testing.T) {
	p := conformance.Plan(3, 1)
	conformance.Populate(p, 64000)
	x := conformance.Try(t, court.New().Describe(), p, regime.Options{Seed: 1, Scale: 10})
	x.Pin(map[string]float64{"room": 300, "room_growth": 0.1, "exile": 0, "release": 0, "death_ordinary": 0})
	for k := range 100 {
		x.People.Collectives[k].Held |= 1 << 40
	}
	x.Start()
	for k := range 100 {
		x.Arrest(people.At(k, 0))
	}
	x.Do("sentence")
	if _, _, _, held := fates(x); held*100 != 40 { // (300 + 0.1 x 1000) / 10, and the docket counts from the next month on
		t.Errorf("%v lanes are held, want the room for 40", held*100)
	}
	x.Next()
}

// A case that was not taken under the operation is tried by ordinary procedure
// while one is on, and the operation does not count it.
func TestCasesOutsideTheOperation(t *testing.T) {
	x := try(t, true)
	x.Set("room", 1e6)
	x.Set("households", 0)
	x.Proof = 1
	for n := range x.Docket {
		if n%2 == 0 {
			x.Docket[n].Decree = 0
		}
	}
	cases := append([]country.Case(nil), x.Docket...)
	x.Do("sentence")
	for procedure, want := range map[string][2]float64{"ordinary": {0.015, 0.2}, "simplified": {0.6, 0}} {
		killed, exiled, n := 0.0, 0.0, 0.0
		for _, one := range cases {
			if (one.Decree == 0) != (procedure == "ordinary") {
				continue
			}
			col, lane := x.Of(one.Person)
			n++
			killed += float64(col.Gone >> lane & 1)
			exiled += float64(col.Settled >> lane & 1)
		}
		for k, got := range [2]float64{killed, exiled} {
			if math.Abs(got-want[k]*n) > 4*math.Sqrt(want[k]*(1-want[k])*n) {
				t.Errorf("%s: %v killed and %v exiled of %v, want shares of %v", procedure, killed, exiled, n, want)
				break
			}
		}
		if executed := x.Operations[0].Executed; procedure == "simplified" && executed != killed {
			t.Errorf("the operation counts %v killed, %v were under it", executed, killed)
		}
	}
	x.Next()
}
