package lab

import (
	"encoding/json"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/scenario"
)

// tale is a made-up history of 1921-01 to 1921-06, changed for a test.
type tale struct {
	manifest func(m *archive.Manifest)
	month    func(r *country.Record)
	cadre    func(rows []country.CadreRow)
}

// told records a tale.
func told(t *testing.T, s tale) *archive.Recording {
	t.Helper()
	m := archive.Manifest{Scenario: "tale", ScenarioText: "name: tale\n", Command: "fromabove run tale", Version: "0.0", Seed: 1, Scale: 1000,
		Point: "none: the defaults of the code", From: calendar.Of(1921, 1), Until: calendar.Of(1921, 6), Inputs: map[string]string{"threat/disputes": "a1"}}
	if s.manifest != nil {
		s.manifest(&m)
	}
	dir := filepath.Join(t.TempDir(), "one")
	w, err := archive.Create(dir, m, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for at := m.From; at <= m.Until; at++ {
		r := &country.Record{Month: at,
			Regions: []country.RegionRow{{Region: "Ural", Population: 5e6}, {Region: "Volga", Population: 7e6}},
			Ledger: []country.LedgerRow{
				{Act: "society.live", From: "liberty", To: "dead", Persons: 4000, Person: -1},
				{Act: "police.arrest", From: "liberty", To: "custody", Persons: 9000, Person: -1},
				{Act: "party.promote", From: "none", To: "secretary", Persons: 1, Person: 0},
			},
			Events: []country.EventRow{{Kind: "congress", Label: "X", Value: 1000}},
		}
		r.Gauges[country.Dominance] = 0.47
		r.Gauges[country.HitShare] = math.NaN()
		if s.month != nil {
			s.month(r)
		}
		if err := w.Month(r); err != nil {
			t.Fatal(err)
		}
	}
	rows := []country.CadreRow{{Seats: "secretary", Fate: "in_place", Entered: m.From}, {Person: 1, Seats: "marshal", Fate: "in_place", Entered: m.From}}
	if s.cadre != nil {
		s.cadre(rows)
	}
	if err := w.Close(nil, rows, archive.RunLog{}); err != nil {
		t.Fatal(err)
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// in changes one month of a tale.
func in(month int, change func(r *country.Record)) tale {
	return tale{month: func(r *country.Record) {
		if r.Month == calendar.Of(1921, month) {
			change(r)
		}
	}}
}

func mustWhere(t *testing.T, here, there *archive.Recording) Parting {
	t.Helper()
	p, err := Where(here, there)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(p); err != nil {
		t.Errorf("not JSON: %v", err)
	}
	return p
}

func TestWhereNamesWhatDiffers(t *testing.T) {
	arrest, live := "police.arrest liberty to custody", "society.live liberty to dead"
	for _, c := range []struct {
		name   string
		there  tale
		month  string
		alike  int
		tables []string
		act    string // by which the books part
		person int32
		unlike []Unlike
	}{
		{"a number of the books", in(4, func(r *country.Record) { r.Ledger[1].Persons = 8000 }), "1921-04", 3, []string{"ledger"},
			"police.arrest", -1, []Unlike{{"ledger", arrest, "police.arrest", -1, "persons", "", 9000.0, 8000.0}}},
		{"an entry that is not there", in(2, func(r *country.Record) { r.Ledger = r.Ledger[1:] }), "1921-02", 1, []string{"ledger"},
			"society.live", -1, []Unlike{{"ledger", live, "society.live", -1, "persons", "", 4000.0, 0.0}}},
		{"the earliest act of the month comes first", in(1, func(r *country.Record) {
			r.Ledger[1].Persons, r.Ledger[0].Persons = 1, 2
			slices.Reverse(r.Ledger)
		}), "1921-01", 0, []string{"ledger"}, "society.live", -1, []Unlike{
			{"ledger", live, "society.live", -1, "persons", "", 4000.0, 2.0}, {"ledger", arrest, "police.arrest", -1, "persons", "", 9000.0, 1.0}}},
		{"another of the cadre", in(6, func(r *country.Record) { r.Ledger[2].Person = 1 }), "1921-06", 5, []string{"ledger"},
			"party.promote", 0, []Unlike{
				{"ledger", "party.promote person 0, none to secretary", "party.promote", 0, "", "here", nil, nil},
				{"ledger", "party.promote person 1, none to secretary", "party.promote", 1, "", "there", nil, nil}}},
		{"an act that no month lists comes last", in(3, func(r *country.Record) {
			r.Ledger[0].Act, r.Ledger[2].Act = "church.pray", "party.convene"
		}), "1921-03", 2, []string{"ledger"}, "society.live", -1, []Unlike{
			{"ledger", live, "society.live", -1, "persons", "", 4000.0, 0.0},
			{"ledger", "party.convene person 0, none to secretary", "party.convene", 0, "", "there", nil, nil},
			{"ledger", "party.promote person 0, none to secretary", "party.promote", 0, "", "here", nil, nil},
			{"ledger", "church.pray liberty to dead", "church.pray", -1, "persons", "", 0.0, 4000.0}}},
		{"gauges, and events", in(5, func(r *country.Record) {
			r.Gauges[country.Dominance], r.Gauges[country.HitShare] = 0.44, 0.5
			r.Events[0].Value = 900
		}), "1921-05", 4, []string{"gauges", "events"}, "", -1, []Unlike{
			{"events", "congress (X)", "", -1, "value", "", 1000.0, 900.0},
			{"gauges", "", "", -1, country.Gauges[country.HitShare].Name, "", nil, 0.5}, {"gauges", "", "", -1, "dominance", "", 0.47, 0.44}}},
		{"a region", in(5, func(r *country.Record) { r.Regions[1].Fear = 0.25 }), "1921-05", 4, []string{"regions"}, "", -1,
			[]Unlike{{"regions", "Volga", "", -1, "fear", "", 0.0, 0.25}}},
		{"the order alone", in(5, func(r *country.Record) { slices.Reverse(r.Ledger) }), "1921-05", 4, []string{"ledger"}, "", -1, []Unlike{}},
		{"the end", tale{cadre: func(rows []country.CadreRow) { rows[1].Fate, rows[1].Left = "killed", calendar.Of(1921, 6) }}, archive.End, 6,
			[]string{"cadre"}, "", -1, []Unlike{
				{"cadre", "person 1", "", 1, "departed", "", nil, "1921-06"}, {"cadre", "person 1", "", 1, "fate", "", "in_place", "killed"}}},
	} {
		p := mustWhere(t, told(t, tale{}), told(t, c.there))
		if p.Same || p.Month != c.month || p.Alike != c.alike || !slices.Equal(p.Tables, c.tables) || len(p.Setup) != 0 {
			t.Errorf("%s: same %v, %s after %d alike in %v, set up %v; want %s after %d in %v", c.name, p.Same, p.Month, p.Alike, p.Tables, p.Setup, c.month, c.alike, c.tables)
		}
		if !slices.Equal(p.Unlike, c.unlike) {
			t.Errorf("%s: differences\n%+v, want\n%+v", c.name, p.Unlike, c.unlike)
		}
		switch {
		case c.act == "":
			if p.Books != nil {
				t.Errorf("%s: the books part by %s", c.name, p.Books.Act)
			}
		case p.Books == nil || p.Books.Act != c.act || p.Books.Person != c.person || p.Books.Month != c.month || p.Books.Number < 1 || p.Books.Number > p.Books.Acts:
			t.Errorf("%s: books %+v; want %s, person %d", c.name, p.Books, c.act, c.person)
		}
	}
}

// The gauges may part before the books do: both months are told.
func TestWhereTheBooksPartLater(t *testing.T) {
	p := mustWhere(t, told(t, tale{}), told(t, tale{month: func(r *country.Record) {
		if r.Month >= calendar.Of(1921, 2) {
			r.Gauges[country.Dominance] = 0.3
		}
		if r.Month >= calendar.Of(1921, 5) {
			r.Ledger[1].Persons++
		}
	}}))
	if p.Month != "1921-02" || p.Books == nil || p.Books.Month != "1921-05" || p.Books.Act != "police.arrest" || len(p.Books.Unlike) != 1 || len(p.Unlike) != 1 {
		t.Errorf("%+v, books %+v", p, p.Books)
	}
}

// Two spans are compared where they overlap; how the runs were set up comes
// with it.
func TestWhereOfDifferentRuns(t *testing.T) {
	whole := told(t, tale{})
	for _, c := range []struct {
		name   string
		change func(m *archive.Manifest)
		what   []string
		alike  int
	}{
		{"the same", func(*archive.Manifest) {}, nil, 6},
		{"shorter", func(m *archive.Manifest) { m.Until = calendar.Of(1921, 4) }, []string{"last month"}, 4},
		{"later", func(m *archive.Manifest) { m.From = calendar.Of(1921, 3) }, []string{"first month"}, 4},
		{"apart", func(m *archive.Manifest) { m.From, m.Until = calendar.Of(1930, 3), calendar.Of(1930, 4) }, []string{"first month", "last month"}, 0},
		{"seed and scale", func(m *archive.Manifest) { m.Seed, m.Scale = 2, 10 }, []string{"seed", "scale"}, 6},
		{"scenario", func(m *archive.Manifest) { m.Scenario, m.ScenarioText, m.Command = "b", "name: b\n", "fromabove run b" }, []string{"scenario", "made by"}, 6},
		{"a file that was changed", func(m *archive.Manifest) { m.ScenarioText = "name: tale\nmore: 1\n" }, []string{"text of the scenario"}, 6},
		{"version and series", func(m *archive.Manifest) { m.Version, m.Inputs = "0.1", map[string]string{"threat/disputes": "b2"} }, []string{"input series", "version"}, 6},
		{"the command alone", func(m *archive.Manifest) { m.Command = "fromabove run ./tale" }, nil, 6},
	} {
		p := mustWhere(t, whole, told(t, tale{manifest: c.change}))
		var what []string
		for _, o := range p.Setup {
			what = append(what, o.What)
			if o.Here == o.There {
				t.Errorf("%s: %s is %s in both", c.name, o.What, o.Here)
			}
		}
		if !p.Same || p.Alike != c.alike || (p.From == "") != (c.alike == 0) || !slices.Equal(what, c.what) {
			t.Errorf("%s: same %v, %d alike from %q, set up differently %v; want %d, %v", c.name, p.Same, p.Alike, p.From, what, c.alike, c.what)
		}
	}
}

// The first month of two real runs is the one that their hashes name, and what
// is said to differ there does.
func TestWhereOfTwoRuns(t *testing.T) {
	here, there := recorded(t, small(t, 1918, scenario.Edits{})), recorded(t, small(t, 1918, scenario.Edits{Without: []string{"secret_police"}}))
	want, ok := archive.Compare(here.Manifest, there.Manifest)
	p := mustWhere(t, here, there)
	if !ok || p.Same || p.Month != want.Month || p.Tables[0] != want.Table || len(p.Unlike) == 0 {
		t.Fatalf("%+v; the hashes part in %+v", p, want)
	}
	for _, u := range p.Unlike {
		if !slices.Contains(p.Tables, u.Table) || u.Only == "" && u.Here == u.There {
			t.Errorf("%+v is said to differ; tables that do: %v", u, p.Tables)
		}
	}
	if back := mustWhere(t, there, here); back.Month != p.Month || len(back.Unlike) != len(p.Unlike) {
		t.Errorf("the other way round they part in %s, with %d differences, not %s, %d", back.Month, len(back.Unlike), p.Month, len(p.Unlike))
	}
}

func TestWhereRefusesRowsThatAreNotThoseOfTheHashes(t *testing.T) {
	here, there := told(t, tale{}), told(t, in(4, func(r *country.Record) { r.Gauges[country.Dominance] = 0.1 }))
	there.Manifest.MonthHashes["1921-02"]["gauges"] = "0123456789abcdef"
	if p, err := Where(here, there); err == nil || !strings.Contains(err.Error(), "gauges.parquet: ") || !strings.Contains(err.Error(), "1921-02") {
		t.Errorf("%+v, %v", p, err)
	}
}

// The columns of a table but its month are the fields of its rows, in order.
func TestCellsFollowTheTables(t *testing.T) {
	for table, row := range map[string]any{
		"regions": country.RegionRow{Region: "Ural", CampSentences: 3}, "events": country.EventRow{Kind: "murder", Value: 3},
		"operations": country.OperationRow{Operation: 2, Cause: "losses"}, "cadre": country.CadreRow{Person: 2, Category: "dossier"},
	} {
		found := cells(table, row)
		v := reflect.ValueOf(row)
		last := v.NumField() - 1
		if len(found) != v.NumField() || found[0].value != v.Field(0).Interface() || found[last].value != v.Field(last).Interface() || found[last].value == nil {
			t.Errorf("%s: %d columns for %d fields: %+v", table, len(found), v.NumField(), found)
		}
	}
}
