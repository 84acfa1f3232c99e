package lab

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// Parting says where two recordings part: the first month in which a table of
// one is not that of the other, and everything that differs in that month.
type Parting struct {
	Setup  []Otherwise `json:"set_up_differently"`
	From   string      `json:"from"` // the months that both hold; empty for none
	Until  string      `json:"until"`
	Alike  int         `json:"months_alike"` // of those, before they part
	Same   bool        `json:"same"`         // in every month that both hold
	Month  string      `json:"month"`        // YYYY-MM, or archive.End; empty where all is the same
	Tables []string    `json:"tables"`       // that differ in the month
	Unlike []Unlike    `json:"differences"`  // by table: ledger, events, gauges, regions; at the end operations, cadre
	Books  *Books      `json:"books"`        // where the books part, that month or later; nil if they do not
}

// Books says where the ledgers of two recordings part.
type Books struct {
	Month  string   `json:"month"`
	Act    string   `json:"act"`        // the earliest in the order of the month whose entries differ
	Number int      `json:"act_number"` // of the act in the month, from 1; 0 if the month does not list it
	Acts   int      `json:"acts"`       // how many a month has
	Person int32    `json:"person"`     // of the first entry of that act that is one of the cadre's; -1 for none
	Unlike []Unlike `json:"differences"`
}

// Otherwise is one thing in which two runs were set up differently.
type Otherwise struct {
	What  string `json:"what"`
	Here  string `json:"here"` // in the first recording
	There string `json:"there"`
}

// Unlike is one number or word that is not the same in both, or a row that only
// one of them has. A value is text, a number, true or false; nil is none.
type Unlike struct {
	Table  string `json:"table"`
	Row    string `json:"row"`    // in words; empty in the table gauges
	Act    string `json:"act"`    // in the table ledger
	Person int32  `json:"person"` // row of the table cadre, -1 for none
	Column string `json:"column"` // empty where only one of them has the row
	Only   string `json:"only"`   // here or there, for such a row
	Here   any    `json:"here"`
	There  any    `json:"there"`
}

// Where compares two recordings month by month by their hashes, and reads the
// rows of the first month that differs. It looks at the months that both hold,
// and at the tables of the end only if both span the same months. The error is
// one of reading: a recording whose rows are not those of its hashes is refused.
func Where(here, there *archive.Recording) (Parting, error) {
	a, b := here.Manifest, there.Manifest
	p := Parting{Setup: setup(a, b), Same: true, Tables: []string{}, Unlike: []Unlike{}}
	from, until := max(a.From, b.From), min(a.Until, b.Until)
	if from > until {
		return p, nil
	}
	p.From, p.Until, p.Alike = from.String(), until.String(), int(until-from)+1
	a.MonthHashes, b.MonthHashes = between(a, b, from, until), between(b, a, from, until)
	first, differ := archive.Compare(a, b)
	if !differ {
		return p, nil
	}
	for _, r := range []*archive.Recording{here, there} {
		if err := r.Check(); err != nil {
			return p, err
		}
	}
	p.Same, p.Month = false, first.Month
	x, y := a.MonthHashes[p.Month], b.MonthHashes[p.Month]
	for _, t := range archive.Tables() {
		if x[t.Name] != y[t.Name] {
			p.Tables = append(p.Tables, t.Name)
		}
	}
	if p.Month == archive.End {
		return p, p.read(here, there, 0)
	}
	month, err := calendar.Parse(p.Month)
	if err != nil {
		return p, err
	}
	p.Alike = int(month - from)
	if err := p.read(here, there, month); err != nil {
		return p, err
	}
	for m := month; m <= until && p.Books == nil; m++ {
		if a.MonthHashes[m.String()]["ledger"] != b.MonthHashes[m.String()]["ledger"] {
			if p.Books, err = books(here, there, m); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

// between is what a holds of the months, and of the end if b has the same span.
func between(a, b archive.Manifest, from, until calendar.Month) map[string]archive.MonthHash {
	held := map[string]archive.MonthHash{}
	for m := from; m <= until; m++ {
		held[m.String()] = a.MonthHashes[m.String()]
	}
	if a.From == b.From && a.Until == b.Until {
		held[archive.End] = a.MonthHashes[archive.End]
	}
	return held
}

// setup lists in what two runs were set up differently.
func setup(a, b archive.Manifest) []Otherwise {
	unlike := []Otherwise{}
	add := func(what string, x, y any) {
		if x != y {
			unlike = append(unlike, Otherwise{what, fmt.Sprint(x), fmt.Sprint(y)})
		}
	}
	add("scenario", a.Scenario, b.Scenario)
	if a.ScenarioHash != b.ScenarioHash && a.Command != b.Command {
		add("made by", a.Command, b.Command)
	} else if a.ScenarioHash != b.ScenarioHash {
		add("text of the scenario", "hash "+a.ScenarioHash[:8], "hash "+b.ScenarioHash[:8])
	}
	add("input series", inputsOnly(a, b), inputsOnly(b, a))
	add("seed", a.Seed, b.Seed)
	add("scale", fmt.Sprintf("1:%d", a.Scale), fmt.Sprintf("1:%d", b.Scale))
	add("version", a.Version, b.Version)
	add("parameters", a.Point, b.Point)
	add("first month", a.From, b.From)
	add("last month", a.Until, b.Until)
	return unlike
}

// inputsOnly names the input series of a that b has not, or, with their hash,
// those that b has otherwise.
func inputsOnly(a, b archive.Manifest) string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(a.Inputs)) {
		other, both := b.Inputs[name]
		switch hash := a.Inputs[name]; {
		case !both:
			names = append(names, name)
		case other != hash:
			names = append(names, fmt.Sprintf("%s (hash %.8s)", name, hash))
		}
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}

// read fills in what differs in a month; 0 is the end.
func (p *Parting) read(here, there *archive.Recording, month calendar.Month) error {
	x, err := lines(here, month)
	if err != nil {
		return err
	}
	y, err := lines(there, month)
	for _, table := range []string{"ledger", "events", "gauges", "regions", "operations", "cadre"} {
		unlike := unlikes(table, x[table], y[table])
		inOrderOfActs(unlike)
		p.Unlike = append(p.Unlike, unlike...)
	}
	return err
}

// books says how the ledgers of a month differ; nil if only in the order of
// their entries.
func books(here, there *archive.Recording, month calendar.Month) (*Books, error) {
	var sheets [2][]line
	for i, r := range []*archive.Recording{here, there} {
		ledger, err := r.Ledger()
		if err != nil {
			return nil, err
		}
		sheets[i] = ledgerLines(of(month, ledger))
	}
	unlike := unlikes("ledger", sheets[0], sheets[1])
	if len(unlike) == 0 {
		return nil, nil
	}
	places := inOrderOfActs(unlike)
	act := unlike[0].Act
	return &Books{month.String(), act, places[act], len(places), firstPerson(unlike, act), unlike}, nil
}

// inOrderOfActs sorts differences into the order of the month, acts that it
// does not list last, and returns the places of the acts, from 1.
func inOrderOfActs(unlike []Unlike) map[string]int {
	places := map[string]int{}
	for i, a := range regime.Order(regime.Institutions()) {
		places[a.Who+"."+a.What] = i + 1
	}
	place := func(u Unlike) int {
		if n := places[u.Act]; n > 0 {
			return n
		}
		return len(places) + 1
	}
	slices.SortStableFunc(unlike, func(u, v Unlike) int { return place(u) - place(v) })
	return places
}

// firstPerson is the first member of the cadre among the entries of an act.
func firstPerson(unlike []Unlike, act string) int32 {
	for _, u := range unlike {
		if u.Act == act && u.Person >= 0 {
			return u.Person
		}
	}
	return -1
}

// line is a row of a table with what tells it apart.
type line struct {
	words  string // in words, and the key
	act    string
	person int32
	cells  []cell // what may differ; none: the row is there or not
	zero   bool   // where there is no such row its numbers are 0
}

type cell struct {
	column string
	value  any
}

// lines reads the rows of a month by table; of month 0, the tables of the end.
func lines(r *archive.Recording, month calendar.Month) (map[string][]line, error) {
	sheet := map[string][]line{}
	if month == 0 {
		operations, err := r.Operations()
		if err != nil {
			return nil, err
		}
		for _, o := range operations {
			sheet["operations"] = append(sheet["operations"], line{words: fmt.Sprintf("operation %d", o.Operation), person: -1, cells: cells("operations", o)})
		}
		cadre, err := r.Cadre()
		for _, m := range cadre {
			sheet["cadre"] = append(sheet["cadre"], line{words: fmt.Sprintf("person %d", m.Person), person: m.Person, cells: cells("cadre", m)})
		}
		return sheet, err
	}
	ledger, err := r.Ledger()
	if err != nil {
		return nil, err
	}
	sheet["ledger"] = ledgerLines(of(month, ledger))
	events, err := r.Events()
	if err != nil {
		return nil, err
	}
	for _, e := range of(month, events) {
		words := e.Kind
		if e.Label != "" {
			words += " (" + e.Label + ")"
		}
		sheet["events"] = append(sheet["events"], line{words: words, person: -1, cells: cells("events", e)})
	}
	months, gauges, err := r.Gauges()
	if err != nil {
		return nil, err
	}
	if at := slices.Index(months, month); at >= 0 {
		all := line{person: -1}
		for _, g := range country.Gauges {
			all.cells = append(all.cells, cell{g.Name, plain(gauges[g.Name][at])})
		}
		sheet["gauges"] = []line{all}
	}
	regions, err := r.Regions()
	for _, g := range of(month, regions) {
		sheet["regions"] = append(sheet["regions"], line{words: g.Region, person: -1, cells: cells("regions", g)})
	}
	return sheet, err
}

// of takes the rows of one month.
func of[R any](month calendar.Month, rows []archive.Dated[R]) (found []R) {
	for _, d := range rows {
		if d.Month == month {
			found = append(found, d.Row)
		}
	}
	return found
}

// ledgerLines are entries of the books. Of the multitude the number of persons
// may differ; an entry on one of the cadre is there or not.
func ledgerLines(entries []country.LedgerRow) []line {
	var all []line
	for _, e := range entries {
		l := line{act: e.Act, person: e.Person, words: fmt.Sprintf("%s %s to %s", e.Act, e.From, e.To)}
		if e.Person >= 0 {
			l.words = fmt.Sprintf("%s person %d, %s to %s", e.Act, e.Person, e.From, e.To)
		} else {
			l.cells, l.zero = []cell{{"persons", e.Persons}}, true
		}
		if e.Decree != 0 {
			l.words += fmt.Sprintf(", operation %d", e.Decree)
		}
		if e.Why != "" {
			l.words += " (" + e.Why + ")"
		}
		all = append(all, l)
	}
	return all
}

// cells are the columns of a row but its month, under the names of the table.
func cells(table string, row any) []cell {
	columns := slices.DeleteFunc(archive.Columns(table), func(c archive.Column) bool { return c.Name == "month" })
	v := reflect.ValueOf(row)
	found := make([]cell, len(columns))
	for i, c := range columns {
		found[i] = cell{c.Name, plain(v.Field(i).Interface())}
	}
	return found
}

// plain is a value as JSON can hold it and == can compare it.
func plain(v any) any {
	switch v := v.(type) {
	case float64:
		if math.IsNaN(v) {
			return nil
		}
	case calendar.Month:
		if v == 0 {
			return nil
		}
		return v.String()
	}
	return v
}

// unlikes lists what differs between the rows of a table in a month: in the
// order of the first recording, then the rows that only the second has.
func unlikes(table string, here, there []line) []Unlike {
	var unlike []Unlike
	note := func(l line, column, only string, x, y any) {
		unlike = append(unlike, Unlike{table, l.words, l.act, l.person, column, only, x, y})
	}
	alone := func(l line, only string) {
		for _, c := range l.cells {
			switch {
			case l.zero && only == "here":
				note(l, c.column, "", c.value, 0.0)
			case l.zero:
				note(l, c.column, "", 0.0, c.value)
			}
		}
		if !l.zero {
			note(l, "", only, nil, nil)
		}
	}
	rest := map[string][]line{}
	for _, l := range there {
		rest[l.words] = append(rest[l.words], l)
	}
	for _, l := range here {
		other := rest[l.words]
		if len(other) == 0 {
			alone(l, "here")
			continue
		}
		rest[l.words] = other[1:]
		for i, c := range l.cells {
			if y := other[0].cells[i].value; c.value != y {
				note(l, c.column, "", c.value, y)
			}
		}
	}
	for _, l := range there {
		if left := rest[l.words]; len(left) > 0 {
			rest[l.words] = left[1:]
			alone(left[0], "there")
		}
	}
	return unlike
}
