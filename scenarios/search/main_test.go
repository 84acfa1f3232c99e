package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// repository is a folder with the table of ranges, cut down to two.
func repository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	dir := filepath.Join(root, "scenarios", "search")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	table := "key,min,max,tie,why\nleader.launch,0.001,0.005,,for a test\npolice.names,0.6,2.2,,likewise\n"
	if err := os.WriteFile(filepath.Join(dir, "parameters.csv"), []byte(table), 0o644); err != nil {
		t.Fatal(err)
	}
	return root
}

func search(root string, args ...string) (string, error) {
	var out bytes.Buffer
	err := run(context.Background(), append([]string{"--root", root, "--scale", "100000", "--members", "1", "--evaluations", "1"}, args...), &out)
	return out.String(), err
}

func read(t *testing.T, parts ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A search leaves a point that the scenario can be given, and a log with its
// head; run again it runs nothing and leaves the same bytes; asked otherwise it
// does not go on with what is not its own.
func TestSearchLeavesAPoint(t *testing.T) {
	root := repository(t)
	if out, err := search(root); err != nil || !strings.Contains(out, "to-1936: loss ") {
		t.Fatalf("%v\n%s", err, out)
	}
	point := read(t, root, "scenarios", "points", "to-1936.yaml")
	log := read(t, root, "scenarios", "points", "to-1936.log.csv")
	for _, want := range []string{"schema: 1\n", "name: \"to-1936\"\n", "fitted_to: 1936-12\n", "  command: \"go run ./scenarios/search --point to-1936 ", "parameters:\n", "  police.names: "} {
		if !strings.Contains(point, want) {
			t.Errorf("the point has no %q:\n%s", want, point)
		}
	}
	for _, want := range []string{"# seed: 1\n", "# scenario: baseline ", "# inputs_sha256: ", "# figures: ", " arrests_1936 ", "# checks: A1 median yearly error; ",
		"\ngeneration,number,members,loss,A1 figures,", ",leader.launch,police.names\n"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log has no %q", want)
		}
	}
	if strings.Contains(log, "arrests_1937") {
		t.Error("the point to 1936 read the arrests of 1937")
	}
	path := filepath.Join(root, "scenarios", "points", "to-1936.yaml")
	if _, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{Point: path}); err != nil {
		t.Errorf("the scenario does not take the point: %v", err)
	}

	journal := read(t, root, "out", "search", "to-1936-seed1.csv")
	if out, err := search(root, "--workers", "1"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if read(t, root, "out", "search", "to-1936-seed1.csv") != journal {
		t.Error("a search that had ended ran something again")
	}
	if read(t, root, "scenarios", "points", "to-1936.yaml") != point || read(t, root, "scenarios", "points", "to-1936.log.csv") != log {
		t.Error("run again, it leaves another point")
	}
	if _, err := search(root, "--scale", "90000"); err == nil || !strings.Contains(err.Error(), "belongs to another search") {
		t.Errorf("at another scale: %v", err)
	}
}

func TestSearchRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--point", "to-1937"}, `no point is called "to-1937"; there are to-1936, to-1939`},
		{[]string{"--start", "end"}, "no point of this name is shipped"},
		{[]string{"--scenario", "basline"}, "baseline"},
		{[]string{"--evaluations", "0"}, "0 evaluations: want at least 1"},
		{[]string{"--members", "12"}, "12 members: want 1 to 11"},
		{[]string{"--population", "1"}, "1 candidates in a generation: want at least 2"},
		{[]string{"--scale", "0"}, "--scale 1:0"},
		{[]string{"more"}, `"more": only flags are read`},
	} {
		root := repository(t)
		if _, err := search(root, c.args...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.args, err, c.want)
		}
		if _, err := os.Stat(filepath.Join(root, "scenarios", "points")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v leaves something in scenarios/points", c.args)
		}
	}
}
