package police_test

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/police"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func() country.Institution { return police.New().Describe() })
}

// try is the police among 6,400 persons, each a lane, in each of two regions.
func try(t *testing.T) *conformance.Trial {
	t.Helper()
	return at(t, 1)
}

// at is the same with a lane for so many persons.
func at(t *testing.T, scale int) *conformance.Trial {
	t.Helper()
	p := conformance.Plan(6, 2)
	conformance.Populate(p, 12800*float64(scale))
	x := conformance.Try(t, police.New().Describe(), p, regime.Options{Seed: 1, Scale: scale})
	x.Pin(map[string]float64{"core": 3000, "inherited": 4500, "base": 12000, "slope": 3e6, "threshold": 0.001, "most": 45000, "supply": 0.02, "pace": 0.07,
		"informers_per_officer": 20, "capacity_ordinary": 0.8, "capacity_simplified": 6, "supervised": 0.5, "answered": 0.05, "acted": 0.016,
		"names": 1.26, "names_minimum": 0.2, "names_supervised": 0.3, "scapegoats": 0.03, "routine": 0.25, "national": 0.02})
	for g := range x.Regions {
		x.Regions[g].Staff = 2250 * float64(scale)
	}
	x.Credulity, x.Launch = 0.3, 0.001
	return x
}

// Staff moves 7% a month towards the lesser of demand and supply.
func TestStaffFollows(t *testing.T) {
	for _, c := range []struct {
		what         string
		belief       float64
		unscrupulous int // lanes in each region
		off          []country.Switch
		wanted       float64 // of the country
		informers    float64 // an officer
	}{
		{"no enemy in sight, many who would serve", 0, 1e9, nil, 12000, 20},
		{"an enemy", 0.002, 1e9, nil, 12000 + 3e6*0.001, 20},
		{"an enemy everywhere", 1, 1e9, nil, 45000, 20},
		{"nobody would serve", 1, 0, nil, 4500, 20},
		{"a few would serve", 1, 100, nil, 4500 + 2*0.02*1000, 20},
		{"no secret police", 1, 1e9, []country.Switch{country.SecretPolice}, 4500, 0},
		{"nor the imperial inheritance", 1, 1e9, []country.Switch{country.SecretPolice, country.Precedents}, 3000, 0},
		{"no informers", 0, 1e9, []country.Switch{country.Informers}, 12000, 0},
	} {
		x := at(t, 10)
		x.Switch(false, c.off...)
		x.Belief = c.belief
		for g := range x.Regions {
			x.Regions[g].Staff = 2000
			x.Regions[g].Tally.Unscrupulous = c.unscrupulous
		}
		x.Do("recruit")
		for g := range x.Regions {
			r := &x.Regions[g]
			want := 2000 + 0.07*(c.wanted/2-2000)
			if math.Abs(r.Staff-want) > 1e-6 || math.Abs(r.Informers-c.informers*r.Staff) > 1e-6 {
				t.Errorf("%s: %v officers and %v informers in region %d, want %v and %v an officer", c.what, r.Staff, r.Informers, g, want, c.informers)
			}
		}
	}
}

// Under staff_on_demand it does not matter who would serve.
func TestStaffOnDemand(t *testing.T) {
	x := at(t, 10)
	x.Plan.Variants = []country.Variant{country.StaffOnDemand}
	x.Belief = 0.002
	x.Regions[0].Staff, x.Regions[0].Tally.Unscrupulous = 2000, 0
	x.Do("recruit")
	if want := 2000 + 0.07*((12000+3e6*0.001)/2-2000); math.Abs(x.Regions[0].Staff-want) > 1e-6 {
		t.Errorf("%v officers, want %v", x.Regions[0].Staff, want)
	}
}

// In an operation each region takes its rate, or what its officers can; never
// one more, and not one fewer while there is somebody with a sign.
func TestArrestsAreExact(t *testing.T) {
	for _, c := range []struct {
		what        string
		rate, staff float64
		off         []country.Switch
		filed       int // persons with a sign in each region
		want        int
	}{
		{"within capacity", 37, 1000, nil, 500, 37},
		{"beyond capacity", 370, 10, nil, 500, 60},
		{"beyond capacity, supervised", 370, 10, []country.Switch{country.Autonomy}, 500, 30},
		{"beyond those with a sign", 370, 1000, nil, 100, 100},
		{"nobody has a sign", 370, 1000, nil, 0, 0},
		{"no officers", 370, 0, nil, 500, 0},
		{"everybody", 500, 1000, nil, 500, 500},
	} {
		x := try(t)
		x.Switch(false, c.off...)
		x.Weights = people.Weights{File: 0.05}
		for g, span := range x.People.Regions {
			left := c.filed
			for k := span.First; k < span.End; k++ {
				col := &x.People.Collectives[k]
				n := min(left, people.Count(col.Alive)/2) // only the lower lanes have a file
				col.File = col.Alive & (1<<n - 1)
				left -= n
			}
			x.Regions[g].Staff = c.staff
		}
		x.Count()
		x.Operate(1000, c.rate)
		x.Do("arrest")
		got := map[uint8]int{}
		for _, one := range x.Docket {
			col, lane := x.Of(one.Person)
			got[col.Region]++
			if lane >= people.Lanes/2 || one.Decree != x.Operation.Number {
				t.Errorf("%s: %v is taken without a sign, or under decree %d", c.what, one.Person, one.Decree)
			}
			if col.Held>>lane&1 == 0 {
				t.Errorf("%s: %v is on the docket and at liberty", c.what, one.Person)
			}
		}
		for g := range x.Regions {
			r := &x.Regions[g]
			if got[uint8(g)] != c.want || r.Flow.Arrests != c.want || r.Cumulated != float64(c.want) {
				t.Errorf("%s: region %d took %d, %d by its books, %v in the operation; want %d", c.what, g, got[uint8(g)], r.Flow.Arrests, r.Cumulated, c.want)
			}
		}
		if o := x.Operations[0]; o.Taken != float64(2*c.want) {
			t.Errorf("%s: the operation took %v, want %v", c.what, o.Taken, 2*c.want)
		}
		if r := x.Next(); r.Gauges[country.CampPopulation] != float64(2*c.want) {
			t.Errorf("%s: %v are held, want %v", c.what, r.Gauges[country.CampPopulation], 2*c.want)
		}
	}
}

// A fraction of a person is rounded to one of its neighbours, without bias, and
// ordinary demand is 0.05 of the dissenters and the pace of the net gap.
func TestOrdinaryDemand(t *testing.T) {
	for _, c := range []struct {
		dissent int
		net     float64
		want    float64 // arrests in the country, lanes
	}{{0, 0, 0}, {0, -1, 0}, {640, 0, 32}, {0, 0.05, 0.016 * 0.05 * 12800}, {640, 0.05, 32 + 0.016*0.05*12800}} {
		x := at(t, 10)
		x.Switch(false, country.Routine)
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			col.File = col.Alive & 0xFF
		}
		x.Count()
		x.Weights = people.Weights{File: 0.05}
		x.Tally.Dissent, x.Net = c.dissent, c.net
		x.Do("arrest")
		if got := float64(len(x.Docket)); math.Abs(got-c.want) >= 2 {
			t.Errorf("%d dissent, net gap %v: %v arrests, want %v but for a fraction in each of two regions", c.dissent, c.net, got, c.want)
		}
	}
}

// From routine the police take a quarter of what they can, whatever is
// ordered, and within what they can.
func TestRoutine(t *testing.T) {
	for _, c := range []struct {
		what string
		on   bool
		off  country.Switch
		net  float64
		want float64 // arrests in the country
	}{
		{"nothing ordered", true, "", 0, 0.25 * 0.8 * 2000}, {"without routine", false, "", 0, 0}, {"no secret police", true, country.SecretPolice, 0, 0},
		{"something ordered", true, "", 0.05, 0.25*0.8*2000 + 0.016*0.05*12800}, {"more than they can", true, "", 100, 0.8 * 2000},
		{"supervised", true, country.Autonomy, 0, 0.25 * 0.8 * 2000 / 2},
	} {
		x := try(t)
		x.Switch(c.on, country.Routine)
		x.Switch(false, c.off)
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			col.File = col.Alive
		}
		x.Count()
		x.Weights, x.Net = people.Weights{File: 0.05}, c.net
		for g := range x.Regions {
			x.Regions[g].Staff = 1000
		}
		x.Do("arrest")
		if got := float64(len(x.Docket)); math.Abs(got-c.want) >= 2 {
			t.Errorf("%s: %v arrests, want %v but for a fraction in each of two regions", c.what, got, c.want)
		}
	}
}

// By nationality a share national W proof is taken in an operation, outside
// the limits, and nobody without the mark.
func TestNationalCases(t *testing.T) {
	for _, c := range []struct {
		what          string
		on, operation bool
		threat, proof float64
		share         float64 // of those with the mark
	}{
		{"a threat and proof", true, true, 1, 1, 0.02}, {"half a threat, half a proof", true, true, 0.5, 0.5, 0.005}, {"no threat", true, true, 0, 1, 0},
		{"no proof", true, true, 1, 0, 0}, {"no operation", true, false, 1, 1, 0}, {"the tool is not there", false, true, 1, 1, 0},
	} {
		x := try(t)
		x.Switch(c.on, country.NationalCases)
		marked := 0
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			col.National = col.Alive & 0xFFFFFFFF
			marked += people.Count(col.National)
		}
		x.Count()
		if c.operation {
			x.Operate(1000, 0)
		}
		x.Report.War, x.Proof = c.threat, c.proof
		x.Do("nation")
		if got, want := float64(x.Report.Nationals), c.share*float64(marked); math.Abs(got-want) >= 2 || int(got) != len(x.Docket) {
			t.Errorf("%s: %v taken, %d on the docket, want %v", c.what, got, len(x.Docket), want)
		}
		for _, one := range x.Docket {
			if col, lane := x.Of(one.Person); col.National>>lane&1 == 0 || !one.Nation {
				t.Errorf("%s: %v is taken for a mark he does not carry, or not by nationality", c.what, one)
			}
		}
		if c.operation && (x.Operations[0].Taken != 0 || x.Regions[0].Cumulated != 0) {
			t.Errorf("%s: the limits are charged with %v", c.what, x.Operations[0].Taken)
		}
		x.Next()
	}
}

// Names are nu (0.2 + 0.8 V) a case, 0.3 of that without autonomy, and none
// without a secret police; nobody names himself or who is in custody.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		vigilance float64
		off       []country.Switch
		mean      float64
	}{
		{1, nil, 1.26}, {0, nil, 1.26 * 0.2}, {0.5, nil, 1.26 * 0.6},
		{1, []country.Switch{country.Autonomy}, 1.26 * 0.3}, {1, []country.Switch{country.SecretPolice}, 0},
	} {
		x := try(t)
		x.Switch(false, c.off...)
		x.Vigilance = c.vigilance
		for k := range x.People.Collectives {
			if x.People.Collectives[k].Alive&(1<<7) != 0 {
				x.Arrest(people.At(k, 7), people.At(k, 8), people.At(k, 50), people.At(k, 51))
			}
		}
		x.Do("interrogate")
		cases := float64(len(x.Docket))
		want := cases * c.mean
		if off := math.Abs(float64(x.Report.NamesMade) - want); off > 5*math.Sqrt(want) {
			t.Errorf("V %v, without %v: %d names in %v cases, want %v", c.vigilance, c.off, x.Report.NamesMade, cases, want)
		}
		named := 0
		for k := range x.People.Collectives {
			col := &x.People.Collectives[k]
			named += people.Count(col.Named)
			if col.Named&^col.Free() != 0 {
				t.Errorf("collective %d: %x are named, and not at liberty", k, col.Named&^col.Free())
			}
		}
		if named > x.Report.NamesMade {
			t.Errorf("%d are named by %d names", named, x.Report.NamesMade)
		}
	}
}

// Officers answer for an operation that the leader stopped this month, in
// proportion to how far it overshot, and for no other.
func TestWhoAnswers(t *testing.T) {
	for _, c := range []struct {
		what        string
		cause       string
		ago         calendar.Month
		taken, plan float64
		share       float64
	}{
		{"four times the plan", "losses", 0, 4000, 1000, 0.03 * 3},
		{"forty times the plan", "losses", 0, 40000, 1000, 0.5},
		{"less than the plan", "losses", 0, 500, 1000, 0},
		{"a month ago", "losses", 1, 4000, 1000, 0},
		{"nobody believes in it any longer", "belief", 0, 4000, 1000, 0.03 * 3},
		{"no leader", "leader", 0, 4000, 1000, 0},
		{"an institution is gone", "institution", 0, 4000, 1000, 0},
		{"as given from outside", "given", 0, 4000, 1000, 0},
	} {
		x := try(t)
		x.Month += 2
		x.Operations = []country.OperationRow{{Operation: 1, Stop: x.Month - c.ago, Cause: c.cause, Taken: c.taken, Plan: c.plan}}
		for g := range x.Regions {
			x.Regions[g].Staff = 1000
		}
		x.Do("answer")
		if want := 2000 * c.share; math.Abs(x.Report.PoliceArrested-want) > 1e-9 || math.Abs(x.Regions[0].Staff-(1000-want/2)) > 1e-9 {
			t.Errorf("%s: %v officers answer, %v are left in a region; want %v", c.what, x.Report.PoliceArrested, x.Regions[0].Staff, want)
		}
	}
}

// Of those who were not on file and are named, a tenth a month cools into a
// file; of the files a share is closed.
func TestNamesCoolAndFilesAreClosed(t *testing.T) {
	x := try(t)
	x.Pin(map[string]float64{"cooling": 0.1, "forgetting": 0.05})
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		col.Named, col.File = col.Alive&0xFFFFFFFF, col.Alive&^0xFFFFFFFF
	}
	x.Do("arrest")
	cooled, named, closed, both := 0, 0, 0, 0
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		cooled += people.Count(col.File & 0xFFFFFFFF)
		named += people.Count(col.Named)
		closed += people.Count(col.Alive &^ col.File &^ 0xFFFFFFFF)
		both += people.Count(col.File & col.Named)
	}
	for _, c := range [][2]float64{{float64(cooled), 640}, {float64(named), 5760}, {float64(closed), 320}} {
		if math.Abs(c[0]-c[1]) > 5*math.Sqrt(640) {
			t.Errorf("%d cooled, %d still named, %d closed; want 640, 5760, 320", cooled, named, closed)
			break
		}
	}
	if both != 0 || len(x.Docket) != 0 {
		t.Errorf("%d are both named and cooled, %d are arrested", both, len(x.Docket))
	}
}

// Some names fall on the secretary or the head of police of the prisoner's
// region; without them on nobody.
func TestNamesOfOfficials(t *testing.T) {
	for _, seats := range []bool{true, false} {
		x := try(t)
		x.Set("names_local", 1)
		x.Set("entries", 0.25/float64(x.Scale)) // a power of two, so that sums are exact
		x.Vigilance = 1
		var rows []int32
		if seats {
			rows = append(rows, x.Fill(country.Secretaries, 2, country.Member{})...)
			rows = append(rows, x.Fill(country.PoliceChiefs, 2, country.Member{})...)
		}
		for k := x.People.Regions[1].First; k < x.People.Regions[1].End; k++ {
			if x.People.Collectives[k].Alive&1 != 0 {
				x.Arrest(people.At(k, 0))
			}
		}
		x.Do("interrogate")
		if f := x.Regions[1].Flow.NamedOfficials; f != x.Report.NamesMade || f < 80 || x.Regions[0].Flow.NamedOfficials != 0 {
			t.Errorf("%d names, on officials %d and, where nobody is taken, %d", x.Report.NamesMade, f, x.Regions[0].Flow.NamedOfficials)
		}
		if seats {
			m := x.Cadre.Members
			if total := m[rows[1]].Dossier + m[rows[3]].Dossier; total != 0.25*float64(x.Report.NamesMade) || m[rows[1]].Dossier != m[rows[3]].Dossier ||
				m[rows[0]].Dossier != 0 || m[rows[2]].Dossier != 0 {
				t.Errorf("%d names make dossiers of %v, %v in one region and %v, %v in the other", x.Report.NamesMade, m[rows[1]].Dossier, m[rows[3]].Dossier, m[rows[0]].Dossier, m[rows[2]].Dossier)
			}
		}
	}
}

// Acquaintances are named, each at most once in his own mask.
func TestWhoIsNamed(t *testing.T) {
	x := try(t)
	x.Set("names_local", 0)
	x.Vigilance = 1
	for k := range x.People.Collectives {
		if x.People.Collectives[k].Alive&1 != 0 {
			x.Arrest(people.At(k, 0))
		}
	}
	x.Do("interrogate")
	named := 0
	for k := range x.People.Collectives {
		named += people.Count(x.People.Collectives[k].Named)
	}
	if made := x.Report.NamesMade; named > made || float64(named) < 0.9*float64(made) || made < 150 {
		t.Errorf("%d names fall on %d persons", made, named)
	}
}

// Arrests are told apart: whose support was gone, who had no mark, who sat in an
// office of a workplace.
func TestWhatIsCounted(t *testing.T) {
	x := try(t)
	for k := range x.People.Collectives {
		col := &x.People.Collectives[k]
		col.File, col.Marked, col.Workplace = col.Alive&0xF00000000000000F, col.Alive&0b11, k%2 == 0
		for plane := range col.Support {
			col.Support[plane] = ^uint64(0b1) // lane 0 alone has no support at all
		}
	}
	x.Count()
	x.Weights = people.Weights{File: 0.05}
	x.Operate(1e6, 1e6)
	x.Do("arrest")
	r := &x.Report
	offices := 0
	for k := range x.People.Collectives {
		if k%2 == 0 && x.People.Collectives[k].Alive != 0 {
			offices++
		}
	}
	if len(x.Docket) != 800*2 || r.Hits != 200 || r.Unmarked != 1200 || r.Specialists != 4*offices {
		t.Errorf("of %d arrested %d were hostile, %d unmarked, %d of offices; want 1600, 200, 1200, %d", len(x.Docket), r.Hits, r.Unmarked, r.Specialists, 4*offices)
	}
}

// The first staff is that of the empire, or the smaller core, by population.
func TestTheFirstStaff(t *testing.T) {
	for _, c := range []struct {
		inherited bool
		key       string
	}{{true, "inherited"}, {false, "core"}} {
		p := conformance.Plan(2, 2)
		p.Regions[0].PopulationShare, p.Regions[1].PopulationShare = 0.25, 0.75
		if !c.inherited {
			delete(p.InForce, country.Precedents)
		}
		x := conformance.Try(t, police.New().Describe(), p, regime.Options{Seed: 1, Scale: 1000})
		for g, part := range []float64{0.25, 0.75} {
			if want := part * x.Param(c.key); math.Abs(x.Regions[g].Staff-want) > 1e-6 {
				t.Errorf("precedents %t: region %d begins with %v officers, want %v", c.inherited, g, x.Regions[g].Staff, want)
			}
		}
	}
}
