package regime_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
)

// placeOf is where the person of a lane is, read lane by lane. Nobody is in two
// places.
func placeOf(t *testing.T, c *people.Collective, lane int) country.Place {
	t.Helper()
	in := func(mask uint64) bool { return mask>>lane&1 != 0 }
	var places []country.Place
	for _, p := range []struct {
		here  bool
		place country.Place
	}{
		{in(c.Gone), country.Killed}, {in(c.Held), country.Custody}, {in(c.Settled), country.Settlement},
		{in(c.Alive) && !in(c.Held) && !in(c.Settled), country.Liberty}, {!in(c.Alive) && !in(c.Gone), country.Unborn},
	} {
		if p.here {
			places = append(places, p.place)
		}
	}
	if len(places) != 1 {
		t.Fatalf("lane %d is in %v", lane, places)
	}
	return places[0]
}

func census(t *testing.T, c *country.Country) map[country.Place]float64 {
	count := map[country.Place]float64{country.Unborn: 0, country.Liberty: 0, country.Custody: 0, country.Settlement: 0, country.Killed: 0}
	for k := range c.People.Collectives {
		for lane := range people.Lanes {
			count[placeOf(t, &c.People.Collectives[k], lane)] += float64(c.Scale)
		}
	}
	return count
}

// Persons are conserved: each is in one place, and the ledger of the month, as
// it is recorded, explains every change of the places and every gauge that
// counts a change.
func TestPersonsAreConserved(t *testing.T) {
	p := suspicious(40)
	p.InForce[country.Tribunals] = []country.Interval{{From: p.From, Until: p.From + 30}} // courts alone in the last months
	h := begin(t, p, regime.Options{Seed: 2, Scale: coarse / 4, Workers: 1})
	before := census(t, h.Country)
	gone := make([]uint64, len(h.Country.People.Collectives))
	seen := map[string]bool{}
	for !h.Done() {
		r := h.Month()
		by := map[string]float64{}
		for _, e := range r.Ledger {
			if e.Person >= 0 {
				continue
			}
			from, to := country.Place(e.From), country.Place(e.To)
			if to == country.Dead {
				to = country.Unborn
			}
			before[from] -= e.Persons
			before[to] += e.Persons
			by[e.Act+" "+e.From+" "+e.To] += e.Persons
			seen[e.Act+" "+e.From+" "+e.To] = true
		}
		after := census(t, h.Country)
		if fmt.Sprint(before) != fmt.Sprint(after) {
			t.Fatalf("%v: by the ledger %v, counted %v", r.Month, before, after)
		}
		for _, c := range []struct {
			gauge   country.GaugeID
			entries []string
		}{
			{country.Arrests, []string{"police.arrest liberty custody", "police.nation liberty custody", "police.suppress liberty custody"}},
			{country.NationalArrested, []string{"police.nation liberty custody"}},
			{country.Executions, []string{"court.sentence custody killed"}},
			{country.Deported, []string{"court.sentence custody settlement", "court.sentence liberty settlement"}},
			{country.CampDeaths, []string{"camp.keep custody killed"}},
			{country.Released, []string{"camp.release custody liberty"}},
			{country.Births, []string{"society.live unborn liberty"}},
			{country.OrdinaryDeaths, []string{"society.live liberty dead", "society.live settlement dead"}},
		} {
			sum := 0.0
			for _, e := range c.entries {
				sum += by[e]
			}
			if sum != r.Gauges[c.gauge] {
				t.Errorf("%v: %s is %v, by the ledger %v", r.Month, country.Gauges[c.gauge].Name, r.Gauges[c.gauge], sum)
			}
		}
		if held := r.Gauges[country.CampPopulation]; held != after[country.Custody] {
			t.Errorf("%v: camp population %v, counted %v", r.Month, held, after[country.Custody])
		}
		for k := range gone {
			now := h.Country.People.Collectives[k].Gone
			if gone[k]&^now != 0 {
				t.Fatalf("%v: a lane of collective %d, whose person was killed, is used again", r.Month, k)
			}
			gone[k] = now
		}
		before = after
	}
	for _, e := range []string{"police.arrest liberty custody", "police.nation liberty custody", "court.sentence custody killed", "court.sentence custody settlement", "court.sentence custody liberty",
		"camp.keep custody killed", "camp.keep settlement killed", "camp.keep settlement liberty", "society.live unborn liberty"} {
		if !seen[e] {
			t.Errorf("the history has no entry %q: it proves too little", e)
		}
	}
}

// The cadre's rows are never used again, and its ledger says who came and who
// left.
func TestTheCadreIsConserved(t *testing.T) {
	h := begin(t, suspicious(40), regime.Options{Seed: 3, Scale: coarse, Workers: 1})
	known := append([]country.Member(nil), h.Country.Cadre.Members...)
	arrested, operated := 0.0, 0
	gone := map[int32]country.LedgerRow{} // by the person: how he left
	for !h.Done() {
		r := h.Month()
		came, left := map[int32]int{}, map[int32]string{}
		for _, e := range r.Ledger {
			switch {
			case e.Person < 0:
			case e.From == "none":
				came[e.Person]++
			case left[e.Person] != "":
				t.Errorf("%v: member %d leaves twice: %s and %s", r.Month, e.Person, left[e.Person], e.To)
			default:
				left[e.Person] = e.To
				gone[e.Person] = e
			}
		}
		taken := 0.0
		for row := range h.Country.Cadre.Members {
			m := &h.Country.Cadre.Members[row]
			is := country.InPlace
			if row < len(known) {
				was := known[row]
				is = was.Fate
				if was.Fate != country.InPlace && (m.Fate != was.Fate || m.Left != was.Left || m.Seats != 0) {
					t.Fatalf("%v: member %d was %v since %v, and is %v since %v", r.Month, row, was.Fate, was.Left, m.Fate, m.Left)
				}
				if m.Joined != was.Joined || m.Cohort != was.Cohort || m.Loyalty != was.Loyalty || m.Entered != was.Entered {
					t.Fatalf("%v: row %d is another person now", r.Month, row)
				}
			} else if came[int32(row)] == 0 || m.Entered != r.Month {
				t.Errorf("%v: member %d came unseen", r.Month, row)
			}
			if m.Fate != is {
				if left[int32(row)] != m.Fate.String() || m.Left != r.Month {
					t.Errorf("%v: member %d is %v; the ledger says %q", r.Month, row, m.Fate, left[int32(row)])
				}
				if m.Fate == country.Arrested || m.Fate == country.Executed {
					taken++
				}
			}
		}
		if taken != r.Gauges[country.EliteArrested] {
			t.Errorf("%v: %v of the cadre were taken, the gauge says %v", r.Month, taken, r.Gauges[country.EliteArrested])
		}
		arrested += taken
		known = append(known[:0], h.Country.Cadre.Members...)
	}
	for _, row := range h.Country.CadreRows() {
		left := gone[row.Person]
		if row.TakenBy != left.Decree || row.Category != left.Why {
			t.Errorf("member %d left under operation %d for his %q; the ledger says %d and %q", row.Person, row.TakenBy, row.Category, left.Decree, left.Why)
		}
		if row.TakenBy != 0 {
			operated++
		}
	}
	if arrested == 0 || operated == 0 {
		t.Errorf("%v of the cadre were arrested, %d under an operation: the history proves too little", arrested, operated)
	}
}

// Whoever is lost after a census is missed: in a later month by its census, in
// the last month that is run by the count at its end, be it the plan's last or an
// earlier one that was asked for.
func TestTheBooksAreProvedToTheLastMonthThatIsRun(t *testing.T) {
	const months = 6
	for _, c := range []struct{ lost, until, found int }{{0, 2, 1}, {2, 2, 2}, {5, 5, 5}} {
		h, err := regime.New(calm(months), regime.Options{Seed: 1, Scale: 1000})
		if err != nil {
			t.Fatal(err)
		}
		from := h.Country.Month
		h.Acts = append(h.Acts, country.Act{Who: "test", What: "lose", Do: func(x *country.Country) {
			if int(x.Month-from) == c.lost {
				col := &x.People.Collectives[0]
				col.Perish(col.Free() & -col.Free()) // and nobody enters it
			}
		}})
		var wrong any
		closed := 0
		func() {
			defer func() { wrong = recover() }()
			err = h.Run(from+calendar.Month(c.until), func(*country.Record) error { closed++; return nil })
		}()
		if err != nil || !strings.Contains(fmt.Sprint(wrong), "the books do not balance") || closed != c.found {
			t.Errorf("lost in month %d of %d run: %d months close, then %.60v (%v); want %d", c.lost, c.until, closed, wrong, err, c.found)
		}
	}
}
