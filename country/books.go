package country

import "github.com/fromabove/fromabove/people"

// Place is where a person is. Each is in exactly one.
type Place string

// The places of the multitude. Unborn lanes are vacant: an ordinary death
// leaves one, a birth takes one. Killed holds also those who died in custody;
// their lanes are never used again.
const (
	Unborn     Place = "unborn"
	Liberty    Place = "liberty"
	Custody    Place = "custody"
	Settlement Place = "settlement"
	Dead       Place = "dead" // as a target: the lane falls vacant
	Killed     Place = "killed"
)

// Move enters in the ledger that so many lanes went from one place to another.
func (c *Country) Move(act string, decree int32, from, to Place, lanes int) {
	if lanes == 0 {
		return
	}
	persons := float64(lanes * c.Scale)
	for i := range c.ledger {
		e := &c.ledger[i]
		if e.Person < 0 && e.Act == act && e.Decree == decree && e.From == string(from) && e.To == string(to) {
			e.Persons += persons
			return
		}
	}
	c.ledger = append(c.ledger, LedgerRow{Act: act, Decree: decree, From: string(from), To: string(to), Persons: persons, Person: -1})
}

// note enters a change in the cadre.
func (c *Country) note(act string, decree int32, person int32, from, to, why string) {
	c.ledger = append(c.ledger, LedgerRow{Act: act, Decree: decree, From: from, To: to, Persons: 1, Person: person, Why: why})
}

// reckoned are the places by the books: those when the month began, changed by
// the entries of the ledger and by nothing else.
func (c *Country) reckoned() people.Places {
	expect := c.opening
	at := func(p string) *int {
		switch Place(p) {
		case Unborn, Dead:
			return &expect.Vacant
		case Liberty:
			return &expect.Liberty
		case Custody:
			return &expect.Held
		case Settlement:
			return &expect.Settled
		case Killed:
			return &expect.Gone
		}
		c.Wrong("close", "the ledger names an unknown place %q", p)
		return nil
	}
	for _, e := range c.ledger {
		if e.Person < 0 {
			lanes := int(e.Persons) / c.Scale
			*at(e.From) -= lanes
			*at(e.To) += lanes
		}
	}
	return expect
}

// balance proves the books: the places counted are those by the ledger. The
// census counts for them, in the middle of each month; the last month, and one
// without a census, has a count of its own at its end.
func (c *Country) balance() {
	c.People.CatchUp(c.Workers)
	check := func(counted, expect people.Places) {
		if counted != expect {
			c.Wrong("close", "the books do not balance: counted %+v, by the ledger %+v, entries %+v", counted, expect, c.ledger)
		}
	}
	end := c.reckoned()
	if c.counted {
		check(c.census, c.atCensus)
	}
	if !c.counted || c.Month >= c.Last {
		check(c.People.CountPlaces(c.Workers), end)
	}
	c.opening, c.counted = end, false
}

// Close ends the month: it balances the books, measures the gauges, and moves
// on to the next month. The rows of the record last until that one opens.
func (c *Country) Close() *Record {
	c.balance()
	c.cadreBalance()
	c.rows = c.rows[:0]
	for g := range c.Regions {
		c.rows = append(c.rows, c.regionRow(g))
	}
	r := &Record{Month: c.Month, Regions: c.rows, Ledger: c.ledger, Events: c.Events}
	c.measure(r)
	c.Month++
	return r
}

// persons turns lanes into persons.
func (c *Country) persons(lanes int) float64 { return float64(lanes * c.Scale) }

// share is a/b, and 0 of nothing.
func share(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func (c *Country) regionRow(g int) RegionRow {
	r := &c.Regions[g]
	t := &r.Tally
	free := float64(t.Free)
	return RegionRow{
		Region:        c.Plan.Regions[g].Name,
		Population:    c.persons(t.Alive),
		Arrests:       c.persons(r.Flow.Arrests),
		Executions:    c.persons(r.Flow.Executions),
		OnFile:        c.persons(t.File),
		DissentShare:  share(float64(t.Dissent), free),
		SupportShare:  share(float64(t.Supporters), free),
		Fear:          share(t.Fear, float64(t.Collectives)),
		Limit:         r.Limit,
		Requested:     r.Flow.Requested,
		OfficialZeal:  r.Zeal,
		PoliceStaff:   r.Staff,
		CampSentences: c.persons(r.Flow.CampSentences),
	}
}

// Places are the numbers of lanes by place when the month began.
func (c *Country) Places() people.Places { return c.opening }
