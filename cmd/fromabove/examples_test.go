package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/query"
	"github.com/fromabove/fromabove/stat"
)

// TestExamplesReadAnExperiment holds that the examples in R and Python open an
// exported experiment, draw it, and find the medians that we find.
func TestExamplesReadAnExperiment(t *testing.T) {
	dir := t.TempDir()
	e := &experiment.Experiment{
		Kind: "compare", Arms: []experiment.Arm{{Scenario: "baseline"}, {Scenario: "no-camps"}}, Seeds: experiment.Seeds(1, 3),
		Scale: 100_000, Until: calendar.Of(1922, 6), Version: lab.Version, Command: "test",
		Outcomes: []string{"arrests@1917..1921:sum"}, Series: []string{"population", "arrests"},
	}
	r, err := experiment.Run(context.Background(), e, experiment.Options{Dir: filepath.Join(dir, "tried")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := query.Export(filepath.Join(dir, "tried"), filepath.Join(dir, "csv")); err != nil {
		t.Fatal(err)
	}
	want := ""
	for arm, a := range r.Arms {
		first, members, err := r.Yearly(arm, "arrests")
		if err != nil {
			t.Fatal(err)
		}
		best, most := 0, -1.0
		for i := range len(members[0]) - 1 { // the last is half a year
			var values []float64
			for _, m := range members {
				values = append(values, m[i])
			}
			if v := stat.Median(values); v > most {
				best, most = first+i, v
			}
		}
		want += fmt.Sprintf("%s: median %.0f arrests in %d\n", a.Name, most, best)
	}
	for _, c := range []struct{ program, script, out, debian, begins string }{
		{"python3", "read.py", "arrests.svg", "python3", "<svg "},
		{"Rscript", "read.R", "arrests.pdf", "r-base-core", "%PDF"},
	} {
		t.Run(c.script, func(t *testing.T) {
			if _, err := exec.LookPath(c.program); err != nil {
				t.Skipf("%s is not installed (on Debian: apt-get install %s)", c.program, c.debian)
			}
			script, err := filepath.Abs(filepath.Join("../../docs/examples", c.script))
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(c.program, script, "csv", c.out)
			cmd.Dir = dir
			said, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, said)
			}
			if got, sorted := lines(string(said)), lines(want); !slices.Equal(got, sorted) {
				t.Errorf("%s finds\n%q, want\n%q", c.script, got, sorted)
			}
			drawn, err := os.ReadFile(filepath.Join(dir, c.out))
			if err != nil || !strings.HasPrefix(string(drawn), c.begins) {
				t.Errorf("%s drew %.20q, %v", c.script, drawn, err)
			}
		})
	}
}

// lines are those of a text, sorted: arms may come in any order.
func lines(text string) []string {
	all := strings.Split(strings.TrimSpace(text), "\n")
	slices.Sort(all)
	return all
}
