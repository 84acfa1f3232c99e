package country

import (
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/people"
)

// small is a country of one region with one collective, all 64 at liberty.
func small() *Country {
	from := calendar.Of(1900, 1)
	p := &Plan{From: from, Until: from + 59, Conditions: make([]Conditions, 60), Regions: []RegionPlan{{Name: "only", PopulationShare: 1}},
		InForce: map[Switch][]Interval{Camps: {{From: from + 2, Until: from + 4}, {From: from + 6}}}}
	c := &Country{Plan: p, Scale: 10, Workers: 1, People: people.New(1, []int{1})}
	c.Month = from
	c.Regions = make([]Region, 1)
	c.Expelled = make([][]people.ID, 60)
	c.People.Collectives[0].Alive = ^uint64(0)
	c.Start()
	c.Open()
	return c
}

func TestWhenASwitchStands(t *testing.T) {
	c := small()
	want := "0011001111"
	for i := range want {
		c.Month = c.Plan.From + calendar.Month(i)
		c.Open()
		if got := c.InForce(Camps); got != (want[i] == '1') {
			t.Errorf("month %d: in force %t", i, got)
		}
	}
	if !c.Plan.Ever(Camps) || c.Plan.Ever(Tribunals) {
		t.Error("Ever is wrong about camps or tribunals")
	}
}

func TestTheBooksClose(t *testing.T) {
	c := small()
	c.People.Collectives[0].Take(3)
	c.Move("police.arrest", 0, Liberty, Custody, 1)
	c.Move("police.arrest", 0, Liberty, Custody, 0)
	r := c.Close()
	if len(r.Ledger) != 1 || r.Ledger[0].Persons != 10 || r.Gauges[CampPopulation] != 10 || r.Gauges[Population] != 640 {
		t.Errorf("ledger %+v, held %v of %v", r.Ledger, r.Gauges[CampPopulation], r.Gauges[Population])
	}
}

func TestWrongBooksStopTheHistory(t *testing.T) {
	for name, cheat := range map[string]func(*Country){
		"an arrest that is not entered": func(c *Country) { c.People.Collectives[0].Take(3) },
		"an entry without an arrest":    func(c *Country) { c.Move("police.arrest", 0, Liberty, Custody, 1) },
		"an entry to a wrong place": func(c *Country) {
			c.People.Collectives[0].Take(3)
			c.Move("police.arrest", 0, Liberty, Killed, 1)
		},
		"an unknown place":          func(c *Country) { c.Move("police.arrest", 0, Liberty, "heaven", 1) },
		"a seat without its holder": func(c *Country) { c.Cadre.Seats[Marshals] = []int32{c.Enlist(Member{Region: -1})} },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				said, _ := recover().(string)
				if !strings.Contains(said, "1900-01, close: ") {
					t.Errorf("said %q", said)
				}
			}()
			c := small()
			cheat(c)
			c.Close()
		})
	}
}

func TestRecentlyExpelledForgetsAfterAYear(t *testing.T) {
	c := small()
	c.Expelled[5], c.Expelled[11] = []people.ID{7, 9}, []people.ID{8, 8, 7} // 8 twice: one person
	for m := range 30 {
		c.Month = c.Plan.From + calendar.Month(m)
		want := 0
		if m >= 5 && m <= 17 {
			want++ // 9
		}
		if m >= 11 && m <= 23 {
			want++ // 8
		}
		if got := c.RecentlyExpelled([]people.ID{3, 8, 9}); got != want {
			t.Errorf("month %d: %d, want %d", m, got, want)
		}
	}
}

func TestSeats(t *testing.T) {
	c := small()
	c.Resize("test", CentralCommittee, 3)
	var rows []int32
	for seat := range 3 {
		rows = append(rows, c.Enlist(Member{Region: -1}))
		c.Seat("test", CentralCommittee, seat, rows[seat])
	}
	c.Resize("test", Marshals, 1)
	c.Seat("test", Marshals, 0, rows[2])
	if w := c.Cadre.Members[rows[2]].Weight(); w != bodyWeight[Marshals] {
		t.Errorf("weight %v is not that of the weightiest seat", w)
	}
	c.Remove("test", rows[0], Died, 0, NoCategory)
	c.Compact(CentralCommittee)
	if got := c.Cadre.Seats[CentralCommittee]; len(got) != 2 || got[0] != rows[1] || got[1] != rows[2] {
		t.Errorf("seats %v after %v died", got, rows[0])
	}
	c.Unseat("test", CentralCommittee, rows[2])
	if m := c.Cadre.Members[rows[2]]; m.Fate != InPlace || !m.In(Marshals) || m.In(CentralCommittee) || c.Cadre.Seats[CentralCommittee][1] != -1 {
		t.Errorf("a marshal who leaves the committee: %+v, seats %v", m, c.Cadre.Seats[CentralCommittee])
	}
	c.Unseat("test", CentralCommittee, rows[1])
	if m := c.Cadre.Members[rows[1]]; m.Fate != Retired || m.Left != c.Month {
		t.Errorf("who leaves the last seat: %+v", m)
	}
	c.Close()
	if len(c.Cadre.Active) != 1 || c.Cadre.Active[0] != rows[2] {
		t.Errorf("in place: %v", c.Cadre.Active)
	}
}

// Of the holders of a post two years before, those arrested since are counted,
// whoever holds it now.
func TestLossesOfTheArmy(t *testing.T) {
	c := small()
	c.Resize("test", Marshals, 2)
	old, heir := c.Enlist(Member{Region: -1}), c.Enlist(Member{Region: -1})
	c.Seat("test", Marshals, 0, old)
	c.Close()
	for range 4 {
		c.Open()
		c.Close()
	}
	c.Open()
	c.Remove("test", old, Executed, 0, ByRecord)
	c.Seat("test", Marshals, 0, heir)
	lost := []float64{c.Close().Gauges[MarshalsLost]}
	for len(lost) < 30 {
		c.Open()
		if len(lost) == 3 {
			c.Remove("test", heir, Arrested, 0, ByDossier)
		}
		lost = append(lost, c.Close().Gauges[MarshalsLost])
	}
	// The first held the post at the end of months 0 to 4, the heir of 5 to 7;
	// two years on from month 8 nobody who was lost held it.
	for i, n := range lost {
		if want := i <= 26; (n == 1) != want || n > 1 {
			t.Errorf("month %d: %v lost", 5+i, n)
		}
	}
}

// The list of those arrested is kept as they are taken, and is the same made
// anew from the rows.
func TestWhoWasTakenIsTheSameFromTheRows(t *testing.T) {
	c := small()
	c.Resize("test", Delegates, 6)
	var rows []int32
	for seat := range 6 {
		rows = append(rows, c.Enlist(Member{Region: -1}))
		c.Seat("test", Delegates, seat, rows[seat])
	}
	c.Elect(rows[:2], rows[:5])
	for i, fate := range []Fate{Executed, Arrested, Died, Arrested, Dismissed, Executed} {
		c.Month++
		c.Remove("test", rows[5-i], fate, 0, NoCategory) // the last first
	}
	for _, made := range []string{"as they were taken", "from the rows"} {
		last := c.Month
		if got := [...]int{c.TakenAfter(last), c.TakenAfter(last - 1), c.TakenAfter(last - 5), c.TakenAfter(0)}; got != [...]int{0, 1, 3, 4} {
			t.Errorf("%s: %v were taken after each month", made, got)
		}
		var g [GaugeCount]float64
		c.measureCadre(&g)
		if g[DelegatesLostShare] != 3.0/5 || g[CCLostShare] != 1.0/2 {
			t.Errorf("%s: lost %v of the delegates, %v of the committee", made, g[DelegatesLostShare], g[CCLostShare])
		}
		c.Start()
	}
}

// Of the old guard and of the factionists in the cadre when the latest congress
// ended, those arrested since are counted: not who came later, nor who had gone
// before.
func TestLossesOfTheOldGuardAndOfFactionists(t *testing.T) {
	c := small()
	c.Resize("test", CentralCommittee, 8)
	var rows []int32
	seat := func(m Member) {
		m.Region = -1
		rows = append(rows, c.Enlist(m))
		c.Seat("test", CentralCommittee, len(rows)-1, rows[len(rows)-1])
	}
	for range 4 {
		seat(Member{Cohort: OldGuard})
	}
	seat(Member{Cohort: Later, Factionist: true})
	seat(Member{Cohort: Later})
	lost := func() [2]float64 {
		r := c.Close()
		c.Open()
		return [2]float64{r.Gauges[OldGuardLostShare], r.Gauges[FactionistsLostShare]}
	}
	c.Remove("test", rows[0], Executed, 0, ByRecord)
	if got := lost(); got != [2]float64{} {
		t.Errorf("before any congress: %v", got)
	}
	c.Cadre.Met = c.Month
	if got := lost(); got != [2]float64{} {
		t.Errorf("who had gone before the congress counts: %v", got)
	}
	seat(Member{Cohort: OldGuard, Factionist: true})
	c.Remove("test", rows[1], Executed, 0, ByDossier)
	c.Remove("test", rows[2], Died, 0, NoCategory)
	c.Remove("test", rows[4], Arrested, 0, ByDossier)
	c.Remove("test", rows[6], Arrested, 0, ByDossier)
	if got := lost(); got != [2]float64{1. / 3, 1} {
		t.Errorf("one of three of the old guard and the one factionist: %v", got)
	}
	c.Remove("test", rows[3], Died, 0, NoCategory)
	c.Remove("test", rows[5], Arrested, 0, ByRecord)
	seat(Member{Cohort: OldGuard})
	if got := lost(); got != [2]float64{1. / 3, 1} {
		t.Errorf("who died or came after the month of the congress changes it: %v", got)
	}
	c.Cadre.Met = c.Month - 2 // the month in which they were taken: they were there
	if got := lost(); got != [2]float64{2. / 3, 1} {
		t.Errorf("two of three in place at the end of that month or taken in it: %v", got)
	}
}

// Of the elite arrested, the share taken for a dossier.
func TestDossierShare(t *testing.T) {
	c := small()
	c.Report.EliteArrested, c.Report.EliteDossiers = 8, 6
	if got := c.Close().Gauges[EliteDossierShare]; got != 0.75 {
		t.Errorf("6 of 8 for their dossier: %v", got)
	}
}
