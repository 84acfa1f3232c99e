package lab

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// recorded runs an order into a new folder and opens what it left.
func recorded(t *testing.T, o *Order) *archive.Recording {
	t.Helper()
	o.Dir = filepath.Join(t.TempDir(), "one")
	mustRun(t, o)
	r, err := archive.Open(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReplayIsTheSame(t *testing.T) {
	middle, last := calendar.Of(1915, 7), calendar.Of(1917, 12)
	o := small(t, 1917, scenario.Edits{Without: []string{"informers"}})
	o.Snapshots = []calendar.Month{middle, last}
	r := recorded(t, o)
	for _, c := range []struct {
		name    string
		after   calendar.Month
		workers int
		months  int
	}{
		{"from the beginning", 0, 1, 48},
		{"with more workers", 0, 5, 48},
		{"after a month", middle, 2, 29},
		{"after the last", last, 1, 0},
	} {
		w := &watch{t: t, what: c.name}
		v, err := Replay(context.Background(), scenarios.Files, r, c.after, c.workers, w)
		if err != nil || !v.Same || v.Months != c.months || v.Dir != r.Dir {
			t.Errorf("%s: %+v, %v; want %d months the same", c.name, v, err, c.months)
		}
		w.ended(c.months)
	}
	if _, err := Replay(context.Background(), scenarios.Files, r, middle+1, 1, nil); err == nil || !strings.Contains(err.Error(), "no snapshot of 1915-08") {
		t.Errorf("after a month that was not kept: %v", err)
	}
}

func TestCancelledReplayGivesNoVerdict(t *testing.T) {
	r := recorded(t, small(t, 1916, scenario.Edits{}))
	ctx, cancel := context.WithCancel(context.Background())
	v, err := Replay(ctx, scenarios.Files, r, 0, 1, stopAfter{7, cancel})
	if !errors.Is(err, context.Canceled) || v.Same {
		t.Errorf("cancelled: %+v, %v", v, err)
	}
}

// A recording that is whole in itself, but is not what its manifest makes: the
// history of a country without a secret police, under the name of the baseline.
func TestReplayNamesTheFirstMonthThatDiffers(t *testing.T) {
	baseline, other := small(t, 1918, scenario.Edits{}), small(t, 1918, scenario.Edits{Without: []string{"secret_police"}})
	want, ok := archive.Compare(hashes(t, other), hashes(t, baseline))
	if !ok || want.Month <= baseline.Scenario.Plan.From.String() || want.Month == archive.End {
		t.Fatalf("the two part in %+v (%v): choose others, that part on the way", want, ok)
	}

	dir := filepath.Join(t.TempDir(), "one")
	w, err := archive.Create(dir, baseline.manifest(0), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	history, err := regime.New(&other.Scenario.Plan, regime.Options{Seed: uint64(other.Seed), Scale: other.Scale, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := history.Run(other.Until, func(r *country.Record) error { return w.Month(r) }); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(history.Country.Operations, history.Country.CadreRows(), archive.RunLog{}); err != nil {
		t.Fatal(err)
	}
	r, err := archive.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	v, err := Replay(context.Background(), scenarios.Files, r, 0, 2, nil)
	if err != nil || v.Same || v.First != want {
		t.Errorf("%+v, %v; want %+v", v, err, want)
	}
}

// A table that is not the one of the manifest is found, and named with the
// first month, before anything is run.
func TestReplayFindsAnotherTable(t *testing.T) {
	order := small(t, 1921, scenario.Edits{})
	r := recorded(t, order)
	order = small(t, 1921, scenario.Edits{})
	order.Seed++
	other := recorded(t, order)
	for _, table := range archive.Tables() {
		name := r.TablePath(table.Name)
		good, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		strange, err := os.ReadFile(other.TablePath(table.Name))
		if err != nil || bytes.Equal(good, strange) {
			t.Fatalf("%s of two seeds: %v; choose others, that differ", table.Name, err)
		}
		put := func(text []byte) {
			if err := os.WriteFile(name, text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		put(strange)
		v, err := Replay(context.Background(), scenarios.Files, r, 0, 1, nil)
		if err == nil || v.Same || !strings.Contains(err.Error(), name) || !monthOrEnd.MatchString(err.Error()) {
			t.Errorf("another %s: %+v, %v", table.Name, v, err)
		}
		put(good)
	}
	if v, err := Replay(context.Background(), scenarios.Files, r, 0, 1, nil); err != nil || !v.Same {
		t.Errorf("put back: %+v, %v", v, err)
	}
}

var monthOrEnd = regexp.MustCompile(`: (19[0-9]{2}-[0-9]{2}|end): `)

func hashes(t *testing.T, o *Order) archive.Manifest {
	t.Helper()
	m, err := Hashes(context.Background(), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Hashes are those of the recording, and tell of every month as it ends.
func TestHashesAreThoseOfTheRecording(t *testing.T) {
	o := small(t, 1919, scenario.Edits{})
	r := recorded(t, o)
	w := &watch{t: t, what: "hashes"}
	again, err := Hashes(context.Background(), o, w)
	if err != nil {
		t.Fatal(err)
	}
	w.ended(o.months())
	if first, differ := archive.Compare(r.Manifest, again); differ || len(again.MonthHashes) != o.months()+1 {
		t.Errorf("%d hashes for %d months; they differ first in %+v (%v)", len(again.MonthHashes), o.months(), first, differ)
	}
	if again.Key() != r.Manifest.Key() {
		t.Error("the keys differ")
	}
}
