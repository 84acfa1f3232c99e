package lab

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// baselineWith runs the baseline with edits into a folder.
func baselineWith(t *testing.T, edits scenario.Edits) *archive.Recording {
	t.Helper()
	s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), edits)
	if err != nil {
		t.Fatal(err)
	}
	return recordedBy(t, &Order{Scenario: s, Seed: 5, Scale: 20_000, Members: 1, Workers: 1, Until: calendar.Of(1924, 6)})
}

func recordedBy(t *testing.T, o *Order) *archive.Recording {
	t.Helper()
	o.Dir, o.Version, o.Command = filepath.Join(t.TempDir(), "made"), Version, "test"
	if _, err := Run(t.Context(), o, nil); err != nil {
		t.Fatal(err)
	}
	r, err := archive.Open(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func forked(t *testing.T, r *archive.Recording, at calendar.Month, edits scenario.Edits) *archive.Recording {
	t.Helper()
	o, err := ForkOf(scenarios.Files, r, at, edits, 1)
	if err != nil {
		t.Fatal(err)
	}
	return recordedBy(t, o)
}

// A fork that changes nothing is the history it was forked from; one that
// leaves an institution out is that in which the institution ends there; one of
// a fork likewise. Each can be replayed.
func TestFork(t *testing.T) {
	parent := baselineWith(t, scenario.Edits{})
	at := calendar.Of(1921, 4)
	for _, c := range []struct {
		name  string
		edits scenario.Edits
		same  scenario.Edits // of a history that is to be the same
	}{
		{"nothing", scenario.Edits{}, scenario.Edits{}},
		{"an institution", scenario.Edits{Without: []string{"tribunals"}}, scenario.Edits{Set: []string{"institutions.tribunals.until=1921-04"}}},
		{"a series", scenario.Edits{Set: []string{"threat=disputes"}}, scenario.Edits{}},
	} {
		made := forked(t, parent, at, c.edits)
		if first, differ := archive.Compare(made.Manifest, baselineWith(t, c.same).Manifest); differ && c.name != "a series" {
			t.Errorf("%s: differs first in %s, table %s", c.name, first.Month, first.Table)
		}
		replayed(t, made)
	}
}

// A parameter acts from the month of the fork on, and not before.
func TestForkParameter(t *testing.T) {
	parent := baselineWith(t, scenario.Edits{})
	at := calendar.Of(1921, 4)
	made := forked(t, parent, at, scenario.Edits{Set: []string{"society.fading=0.4"}})
	first, differ := archive.Compare(parent.Manifest, made.Manifest)
	if !differ || first.Month != at.String() {
		t.Errorf("parts in %q, want %v", first.Month, at)
	}
	replayed(t, made)
	again := forked(t, made, calendar.Of(1922, 1), scenario.Edits{Set: []string{"society.fading=0.3"}})
	if first, differ := archive.Compare(again.Manifest, made.Manifest); !differ || first.Month != "1922-01" {
		t.Errorf("a fork of a fork parts in %q, want 1922-01", first.Month)
	}
	if f := again.Manifest.Fork; f == nil || f.At != calendar.Of(1922, 1) || f.Fork == nil || f.Fork.At != at {
		t.Errorf("the manifest says %+v", f)
	}
	replayed(t, again)
	if again.Manifest.Key() == made.Manifest.Key() {
		t.Error("forks at two months have one key")
	}
}

func replayed(t *testing.T, r *archive.Recording) {
	t.Helper()
	v, err := Replay(t.Context(), scenarios.Files, r, 0, 2, nil)
	if err != nil || !v.Same {
		t.Errorf("replay: %+v, %v", v, err)
	}
}

func TestForkRefused(t *testing.T) {
	parent := baselineWith(t, scenario.Edits{})
	for _, c := range []struct {
		at    calendar.Month
		edits scenario.Edits
		want  string
	}{
		{calendar.Of(1914, 1), scenario.Edits{}, "want 1914-02 to 1924-06"},
		{calendar.Of(1930, 1), scenario.Edits{}, "want 1914-02 to 1924-06"},
		{calendar.Of(1921, 4), scenario.Edits{Without: []string{"tribunal"}}, `did you mean "tribunals"?`},
		{calendar.Of(1921, 4), scenario.Edits{Set: []string{"until=1920-01"}}, "goes on from 1921-04"},
		{calendar.Of(1921, 4), scenario.Edits{Set: []string{"leaders.founder.label=Other"}}, "change who leads in"},
	} {
		if _, err := ForkOf(scenarios.Files, parent, c.at, c.edits, 1); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
	parent.Manifest.MonthHashes["1915-01"]["gauges"] = "0"
	o, err := ForkOf(scenarios.Files, parent, calendar.Of(1921, 4), scenario.Edits{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	o.Dir, o.Version = filepath.Join(t.TempDir(), "made"), Version
	if _, err := Run(t.Context(), o, nil); err == nil || !strings.Contains(err.Error(), "differs in 1915-01, table gauges") {
		t.Errorf("another history: %v", err)
	}
}
