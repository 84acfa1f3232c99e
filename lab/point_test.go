package lab

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// The points that ship are what their names, files and labels say, in the
// ranges of the institutions, and as a program writes them.
func TestShippedPoints(t *testing.T) {
	all, err := scenario.Points(scenarios.Files, regime.Institutions())
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]string{"to-1936": "fitted to 1936: what was possible", "to-1939": "fitted to 1939: explains, does not predict"}
	for _, p := range all {
		if p.Name == scenario.NoPoint {
			continue
		}
		text, err := fs.ReadFile(scenarios.Files, "points/"+p.Name+".yaml")
		if err != nil {
			t.Errorf("point %s is not in the file of its name: %v", p.Name, err)
			continue
		}
		if p.Label != labels[p.Name] || !strings.HasPrefix(p.FittedTo.String(), strings.TrimPrefix(p.Name, "to-")) {
			t.Errorf("point %s has the label %q and is fitted to %v", p.Name, p.Label, p.FittedTo)
		}
		var b bytes.Buffer
		if err := scenario.WritePoint(&b, p); err != nil || !bytes.Equal(b.Bytes(), text) {
			t.Errorf("point %s is not as WritePoint writes it (%v):\n%s", p.Name, err, &b)
		}
		delete(labels, p.Name)
	}
	if len(labels) > 0 || len(all) != 3 {
		t.Errorf("%d points; missing: %v", len(all), labels)
	}
}

// noPoints ships no point at all.
type noPoints struct{ fs.FS }

func (c noPoints) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "points") {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	return c.FS.Open(name)
}

// A recording made at a point is proven where that point ships no longer, and
// is not the recording of another point.
func TestReplayKeepsThePoint(t *testing.T) {
	hashes := map[string]string{}
	for _, name := range []string{scenario.NoPoint, scenario.DefaultPoint, "to-1936"} {
		o := small(t, 1916, scenario.Edits{Point: name, Set: []string{"leader.chi_leader=0.3"}})
		r := recorded(t, o)
		v, err := Replay(context.Background(), noPoints{scenarios.Files}, r, 0, 1, nil)
		if err != nil || !v.Same {
			t.Errorf("point %s: same %v, %v", name, v.Same, err)
		}
		if want := o.Scenario.Point.String(); r.Manifest.Point != want || !strings.HasPrefix(want, name) {
			t.Errorf("the manifest says the point %q, want %q", r.Manifest.Point, want)
		}
		if before, twice := hashes[r.Manifest.ScenarioHash]; twice {
			t.Errorf("the points %s and %s give one scenario hash", before, name)
		}
		hashes[r.Manifest.ScenarioHash] = name
	}
	a := small(t, 1916, scenario.Edits{}).manifest(0)
	b := small(t, 1916, scenario.Edits{Point: scenario.DefaultPoint}).manifest(0)
	if a.Key() == b.Key() || archive.HashOf([]byte(a.ScenarioText)) == archive.HashOf([]byte(b.ScenarioText)) {
		t.Error("two points have one key: an ensemble of one would be gone on with at the other")
	}
}
