package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// cadreOf records seven members of a made-up cadre in 1937-01 to 1937-12; three
// are taken in August, one in March.
func cadreOf(t *testing.T, rows []country.CadreRow) *archive.Recording {
	t.Helper()
	from, until := calendar.Of(1937, 1), calendar.Of(1937, 12)
	dir := filepath.Join(t.TempDir(), "one")
	w, err := archive.Create(dir, archive.Manifest{Scenario: "tale", ScenarioText: "name: tale\n", Command: "fromabove run tale", Version: "0.0",
		Seed: 1, Scale: 1000, From: from, Until: until}, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for at := from; at <= until; at++ {
		r := &country.Record{Month: at}
		for _, c := range rows {
			if c.Entered == at && c.Person != 0 {
				r.Ledger = append(r.Ledger, country.LedgerRow{Act: "party.promote", From: "none", To: seatsOf(c)[0], Persons: 1, Person: c.Person})
			}
			if c.Left == at {
				r.Ledger = append(r.Ledger, country.LedgerRow{Act: "leader.move", From: c.Seats, To: c.Fate, Persons: 1, Person: c.Person, Decree: c.TakenBy, Why: c.Category})
			}
		}
		if err := w.Month(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close([]country.OperationRow{{Operation: 1, Start: calendar.Of(1937, 7), Taken: 700000}}, rows, archive.RunLog{}); err != nil {
		t.Fatal(err)
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func seven() []country.CadreRow {
	january, march, may, august := calendar.Of(1937, 1), calendar.Of(1937, 3), calendar.Of(1937, 5), calendar.Of(1937, 8)
	return []country.CadreRow{
		{Person: 0, Seats: "politburo+central_committee", Cohort: "old_guard", Entered: january, Left: august, Fate: "killed", Dossier: 3.5, TakenBy: 1, Loyalty: 0.4, Category: "dossier"},
		{Person: 1, Seats: "central_committee", Cohort: "later", Client: true, Entered: january, Fate: "in_place", Dossier: 2},
		{Person: 2, Seats: "central_committee", Cohort: "wartime", Entered: january, Left: march, Fate: "arrested", Dossier: 1, Loyalty: -0.5, Category: "record"},
		{Person: 3, Seats: "secretary", Region: "Ural", Cohort: "later", Entered: march, Left: august, Fate: "killed", Dossier: 4, TakenBy: 1, Category: "record"},
		{Person: 4, Seats: "central_committee+secretary", Cohort: "later", Entered: may, Left: august, Fate: "killed", Dossier: 2, TakenBy: 1, Category: "dossier"},
		{Person: 5, Seats: "secretary", Cohort: "later", Entered: january, Left: calendar.Of(1937, 2), Fate: "died"},
		{Person: 6, Seats: "police_chief", Cohort: "later", Entered: calendar.Of(1937, 9), Fate: "in_place", Dossier: 1},
	}
}

func biography(t *testing.T, r *archive.Recording, person int) string {
	t.Helper()
	var b bytes.Buffer
	if err := Biography(&b, r, person, Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if columns(strings.TrimSuffix(line, "\n")) > 100 {
			t.Errorf("person %d: wider than the page: %q", person, line)
		}
	}
	return plain(b.String())
}

func TestBiographySaysWhy(t *testing.T) {
	r := cadreOf(t, seven())
	for person, wants := range [][]string{
		{"seats politburo, central committee", "not of the leader", "3.5 denunciations on file when the person left, in 1937-08",
			"1937-01 in the first seat; the books have no entry of it", "1937-08 leader.move: politburo, central committee, then killed (dossier)",
			"The dossier weighed more than the record", "under operation 1, begun in 1937-07, which took 700,000 persons", "It did not hit",
			"In 1937-08, 2 of 3 others in place were taken; from 1937-01 on, 3.",
			"ever in the Politburo: 0 in 1937-08; from 1937-01 on, 0.", "ever in the Central Committee: 1 in 1937-08; from 1937-01 on, 2."},
		{"client of the leader", "2 denunciations on file at the end", "1937-12 still in place", "Spared so far",
			"From 1937-01 to 1937-12, 4 others of the cadre were taken; the dossier of 1 of them was smaller", "ever in the Central Committee: 3."},
		{"The record weighed more than the dossier", "No operation was on.", "It hit", "In 1937-03, 0 of 3 others in place were taken; from 1937-01 on, 0.", "1 denunciation on file"},
		{"region Ural", "1937-03 enters by party.promote: secretary", "ever among the secretaries: 1 in 1937-08; from 1937-03 on, 1.", "from 1937-03 on, 3."},
		{"In 1937-08, 2 of 3 others", "from 1937-05 on, 2."},
		{"Not taken: died", "Nobody of the cadre was arrested or killed from 1937-01 to 1937-02."},
		{"Spared so far", "Nobody of the cadre was arrested or killed from 1937-09 to 1937-12."},
	} {
		text := biography(t, r, person)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("person %d: does not say %q:\n%s", person, want, text)
			}
		}
		taken := seven()[person].Category != ""
		if strings.Contains(text, "Why taken") != taken || strings.Contains(text, "weighed more") != taken {
			t.Errorf("person %d: taken %v, but\n%s", person, taken, text)
		}
		if !strings.HasSuffix(text, "is nobody who lived.") || !strings.Contains(text, "Everyone is synthetic") {
			t.Errorf("person %d: does not end by saying that everyone is synthetic: %s", person, text)
		}
	}
}

func TestBiographyJSONHoldsTheSame(t *testing.T) {
	r := cadreOf(t, seven())
	for person, want := range map[int]life{
		0: {Fate: "killed", Taken: true, InPlace: 3, SameMonth: 2, Meanwhile: 3, Smaller: 2},
		1: {Fate: "in_place", Client: true, InPlace: 1, Meanwhile: 4, Smaller: 1},
	} {
		text, err := BiographyJSON(r, person)
		if err != nil {
			t.Fatal(err)
		}
		var got life
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		if got.Person != int32(person) || got.Fate != want.Fate || got.Taken != want.Taken || got.Client != want.Client || got.InPlace != want.InPlace ||
			got.SameMonth != want.SameMonth || got.Meanwhile != want.Meanwhile || got.Smaller != want.Smaller || !got.Synthetic {
			t.Errorf("person %d: %+v, want %+v", person, got, want)
		}
		if (got.Departed != nil) != want.Taken || (got.Operation != nil) != want.Taken || len(got.Steps) != 1 {
			t.Errorf("person %d: departed %v, operation %v, steps %v", person, got.Departed, got.Operation, got.Steps)
		}
	}
}

func TestBiographyOfNobody(t *testing.T) {
	for _, c := range []struct {
		name   string
		rows   []country.CadreRow
		person int
		want   string
	}{
		{"beyond the last", seven(), 7, "person 7: the persons of this recording are 0 to 6; arrested or killed were, for example, 0, 2, 3, 4"},
		{"before the first", seven(), -1, "person -1: the persons of this recording are 0 to 6; arrested or killed were, for example, 0, 2, 3, 4"},
		{"nobody taken", seven()[1:2], 1, "person 1: the persons of this recording are 0 to 0; nobody was arrested or killed"},
		{"nobody at all", nil, 0, "person 0: the cadre of this recording is empty"},
	} {
		r := cadreOf(t, c.rows)
		var b bytes.Buffer
		err := Biography(&b, r, c.person, Options{})
		if !errors.As(err, new(*UnknownPerson)) || err.Error() != c.want || b.Len() > 0 {
			t.Errorf("%s: %v, want %s; written %q", c.name, err, c.want, b.String())
		}
		if _, err := BiographyJSON(r, c.person); !errors.As(err, new(*UnknownPerson)) {
			t.Errorf("%s as JSON: %v", c.name, err)
		}
	}
	many := append(seven(), seven()...)
	if u := unknownPerson(many, 99); len(u.Taken) != 5 {
		t.Errorf("%v are named, not five", u.Taken)
	}
}
