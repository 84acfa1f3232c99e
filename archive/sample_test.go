package archive

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
)

// history is something to record: made up, with every kind of row.
type history struct {
	manifest   Manifest
	months     []country.Record
	operations []country.OperationRow
	cadre      []country.CadreRow
}

// sample makes up a history of some months; equal seeds make equal histories.
func sample(seed chance.Seed, months int) history {
	from := calendar.Of(1934, 11)
	h := history{manifest: Manifest{
		Scenario: "baseline", ScenarioText: "name: baseline\nnote: a < b & c\n", Version: "0.1.0",
		Command: "fromabove run baseline --seed 7", Seed: seed, Scale: 1000,
		From: from, Until: from + calendar.Month(months) - 1,
		Inputs: map[string]string{"population.csv": HashOf([]byte("1914,139300000"))},
	}}
	for m := h.manifest.From; m <= h.manifest.Until; m++ {
		dice := seed.Dice("archive.sample", m).Of(0)
		rec := country.Record{Month: m}
		for i := range rec.Gauges {
			rec.Gauges[i] = dice.Uniform(i) * 1e6
		}
		rec.Gauges[country.HitShare] = math.NaN() // a month without arrests
		for i, name := range []string{"Leningrad", "Ukraine", "Урал"} {
			rec.Regions = append(rec.Regions, country.RegionRow{Region: name, Population: 1e6 * dice.Uniform(1000+i), Fear: dice.Uniform(2000 + i)})
		}
		rec.Ledger = []country.LedgerRow{{Act: "police.arrest", Decree: 1, From: "liberty", To: "camp", Persons: 3000, Person: -1}}
		rec.Events = []country.EventRow{{Kind: "congress", Label: "XVII", Value: 1966}}
		h.months = append(h.months, rec)
	}
	h.operations = []country.OperationRow{{Operation: 1, Start: from, Stop: from + 1, Plan: 2e5, Taken: 4e5, Cause: "losses"}, {Operation: 2, Start: from + 1}}
	h.cadre = []country.CadreRow{{Seats: "politburo+congress", Cohort: "old_guard", Client: true, Entered: from, Left: from + 1, Fate: "arrested", Dossier: 3, TakenBy: 1, Loyalty: -0.5}, {Person: 1, Fate: "in_place", Entered: from}}
	return h
}

// write records the history at dir.
func (h history) write(dir string, opt Options) error {
	w, err := Create(dir, h.manifest, opt)
	if err != nil {
		return err
	}
	defer w.Abort()
	for i := range h.months {
		if err := w.Month(&h.months[i]); err != nil {
			return err
		}
	}
	for _, at := range h.manifest.SnapshotsAt {
		if err := w.Snapshot(at, content("the country in "+at.String())); err != nil {
			return err
		}
	}
	return w.Close(h.operations, h.cadre, RunLog{Host: dir, Seconds: 1})
}

// mustWrite records the history and opens the recording.
func (h history) mustWrite(t testing.TB, dir string) *Recording {
	t.Helper()
	if err := h.write(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// files reads every file under dir, by its path within it.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// names lists what is in a folder.
func names(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := []string{}
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

// content writes a text as a snapshot.
func content(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// snapshotOf reads a snapshot whole.
func snapshotOf(r *Recording, month calendar.Month) (b []byte, err error) {
	err = r.Snapshot(month, func(in io.Reader) (err error) {
		b, err = io.ReadAll(in)
		return err
	})
	return b, err
}
