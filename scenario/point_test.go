package scenario

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fromabove/fromabove/country"
)

// found is a point as a search leaves it.
func found() Point {
	return Point{
		Name: "mine", Title: "A \"test\"", Label: "fitted to 1930: nothing in particular", FittedTo: month("1930-06"),
		Search: map[string]any{
			"command": "fromabove search --seed 7", "seed": "18446744073709551615", "evaluations": 20000.0, "loss": 1e-7, "kept": true,
			"read":   []any{"arrests_1921", 0.5, []any{}, map[string]any{"b": "x", "a": -3.0}},
			"inputs": map[string]any{"threat/coded": "ab12", "null": "a key as any other", "none": map[string]any{}},
		},
		Parameters: map[string]float64{"police.names_share": 0.1 + 0.2, "leader.chi_leader": 1e-1, "leader.omega_leader": 3},
	}
}

// written is a point file on disk.
func written(t *testing.T, p Point) string {
	t.Helper()
	var b bytes.Buffer
	if err := WritePoint(&b, p); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), p.Name+".yaml")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPointReadsBackAsWritten(t *testing.T) {
	for _, p := range []Point{found(), {Name: "bare", Label: "x\n# y: \u2028", FittedTo: month("1914-01"), Parameters: map[string]float64{}}} {
		path := written(t, p)
		got, err := ReadPoint(shipped, path, registry())
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, p) {
			t.Errorf("read back it is\n%#v, want\n%#v", got, p)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for range 5 { // maps come in any order
			var again bytes.Buffer
			if err := WritePoint(&again, got); err != nil || !bytes.Equal(again.Bytes(), text) {
				t.Fatalf("written again (%v) it is\n%s, want\n%s", err, &again, text)
			}
		}
	}
}

// TestPointThatIsNoneIsNotWritten: nothing is written of a point that could
// not be read.
func TestPointThatIsNoneIsNotWritten(t *testing.T) {
	for want, change := range map[string]func(p *Point){
		"is no name":                       func(p *Point) { p.Name = "To 1936" },
		"no name for a point":              func(p *Point) { p.Name = NoPoint },
		"has no label":                     func(p *Point) { p.Label = "" },
		"say to which month":               func(p *Point) { p.FittedTo = 0 },
		`parameter "launch": 1`:            func(p *Point) { p.Parameters["launch"] = 1 },
		`parameter "leader.launch": NaN`:   func(p *Point) { p.Parameters["leader.launch"] = math.NaN() },
		"search: loss: is empty":           func(p *Point) { p.Search["loss"] = nil },
		"search: json: unsupported value":  func(p *Point) { p.Search["loss"] = math.Inf(1) },
		"search: read: is empty":           func(p *Point) { p.Search["read"] = []any{nil} },
		"search: inputs: threat: is empty": func(p *Point) { p.Search["inputs"] = map[string]any{"threat": nil} },
	} {
		p := found()
		change(&p)
		var b bytes.Buffer
		if err := WritePoint(&b, p); err == nil || !strings.Contains(err.Error(), want) || b.Len() > 0 {
			t.Errorf("%d bytes and %v, want %q", b.Len(), err, want)
		}
	}
}

func TestPointMistakes(t *testing.T) {
	for _, path := range []string{"testdata/points/bad.yaml", "testdata/points/empty.yaml"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = ReadPoint(shipped, path, registry())
		var findings Findings
		if !errors.As(err, &findings) {
			t.Fatalf("%s: got %v, want findings", path, err)
		}
		expected := wants(t, string(text))
		for _, w := range expected {
			for _, f := range findings {
				w.met = w.met || f.File == path && f.Line == w.line && f.Column > 0 && w.pattern.MatchString(f.String())
			}
			if !w.met {
				t.Errorf("%s:%d: no finding like %q", path, w.line, w.pattern)
			}
		}
		if len(findings) != len(expected) {
			t.Errorf("%s: %d findings, want %d:\n%v", path, len(findings), len(expected), findings)
		}
	}
	file := fstest.MapFS{"points/list.yaml": {Data: []byte("- 1\n")}}
	for name, want := range map[string]string{
		"to-1938":      `^to-1938: no point of this name is shipped; allowed: none, to-1936 or to-1939; a path ends in .yaml; did you mean "to-1936"\?$`,
		"nowhere.yaml": `^nowhere.yaml: cannot be read: no such file`,
		"list":         `^points/list.yaml: a point is a map of keys: schema, name, title, label, fitted_to, search, parameters$`,
	} {
		files := shipped
		if name == "list" {
			files = file
		}
		if _, err := ReadPoint(files, name, registry()); err == nil || !regexp.MustCompile(want).MatchString(err.Error()) {
			t.Errorf("%s gives %v, want %s", name, err, want)
		}
	}
}

// TestPrecedence: defaults below the point, below the file, below --set.
func TestPrecedence(t *testing.T) {
	mine := written(t, found())
	dir := t.TempDir()
	path := filepath.Join(dir, "one.yaml")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const own = "schema: 1\nname: one\nextends: baseline\nparameters: {leader: {chi_leader: 0.9, omega_leader: 0.44}}\n"
	set := []string{"leader.chi_leader=1.1"}
	for _, c := range []struct {
		of    string
		edits Edits
		point string
		want  map[string]float64 // off the defaults
	}{
		{own, Edits{}, "to-1939", map[string]float64{"leader.chi_leader": 0.9}},
		{own, Edits{Point: "none"}, "none", map[string]float64{"leader.chi_leader": 0.9}},
		// the file puts omega_leader back to its default, 0.44, above the point
		{own, Edits{Point: "to-1936"}, "to-1936", map[string]float64{"leader.chi_leader": 0.9, "police.names_share": 0.3}},
		{own, Edits{Point: "to-1936", Set: set}, "to-1936", map[string]float64{"leader.chi_leader": 1.1, "police.names_share": 0.3}},
		{own, Edits{Point: "to-1936", Set: []string{"leader.chi_leader=0.5", "police.names_share=0.1"}}, "to-1936", map[string]float64{"leader.chi_leader": 0.5}},
		{own, Edits{Point: mine}, "mine", map[string]float64{"leader.chi_leader": 0.9, "police.names_share": 0.1 + 0.2}},
		{own + "point: to-1936\n", Edits{}, "to-1936", map[string]float64{"leader.chi_leader": 0.9, "police.names_share": 0.3}},
		{own + "point: to-1936\n", Edits{Point: "to-1939"}, "to-1939", map[string]float64{"leader.chi_leader": 0.9}},
		{own + "point: none\n", Edits{}, "none", map[string]float64{"leader.chi_leader": 0.9}},
	} {
		write(c.of)
		s := read(t, path, c.edits)
		if s.Point.Name != c.point || !reflect.DeepEqual(s.Plan.Params, c.want) {
			t.Errorf("%+v: point %s, parameters %v; want %s and %v", c.edits, s.Point.Name, s.Plan.Params, c.point, c.want)
		}
	}
}

// TestPointStaysInTheText: a resolved scenario reads back with the values it
// was resolved with, whatever ships now; and another point gives another hash.
func TestPointStaysInTheText(t *testing.T) {
	later := overlay{shipped, fstest.MapFS{}}
	hashes := map[string]string{}
	for _, name := range []string{"none", "to-1936", "to-1939", written(t, found())} {
		s := read(t, "trusting-leader", Edits{Point: name})
		if before, twice := hashes[s.Hash]; twice {
			t.Errorf("the points %s and %s give one hash", before, name)
		}
		hashes[s.Hash] = name
		again, err := Parse(later, s.Text, registry())
		if err != nil {
			t.Fatal(err)
		}
		if again.Text != s.Text || !reflect.DeepEqual(again.Plan, s.Plan) || again.Point.String() != s.Point.String() {
			t.Errorf("point %s does not read back: %v, parameters %v, want %v", name, again.Point, again.Plan.Params, s.Plan.Params)
		}
		// A file of it stands for itself, until another point is named.
		path := filepath.Join(t.TempDir(), "shown.yaml")
		if err := os.WriteFile(path, []byte(s.Text), 0o644); err != nil {
			t.Fatal(err)
		}
		if shown := read(t, path, Edits{}); shown.Hash != s.Hash {
			t.Errorf("point %s: what is shown is another scenario", name)
		}
		if other := read(t, path, Edits{Point: "to-1936"}); other.Hash != read(t, "trusting-leader", Edits{Point: "to-1936"}).Hash {
			t.Errorf("point %s: --point to-1936 does not take its place", name)
		}
	}
	old := regexp.MustCompile(`(?m)^point: none\n`).ReplaceAllString(read(t, "baseline", Edits{Point: "none"}).Text, "")
	if s, err := Parse(shipped, old, registry()); err != nil || s.Point.Name != NoPoint {
		t.Errorf("a text without a point stands at %v, %v; want none", s, err)
	}
}

// TestPointReplacesAPoint: the point of a file takes the place of that of the
// file below as a whole.
func TestPointReplacesAPoint(t *testing.T) {
	dir := t.TempDir()
	below, above := filepath.Join(dir, "below.yaml"), filepath.Join(dir, "above.yaml")
	point := func(name, key string) string {
		return "point: {name: " + name + ", label: x, fitted_to: 1930-01, parameters: {" + key + ": 0.2}}\n"
	}
	for path, text := range map[string]string{
		below: "schema: 1\nname: below\nextends: baseline\n" + point("one", "leader.chi_leader"),
		above: "schema: 1\nname: above\nextends: below.yaml\n" + point("two", "police.names_share"),
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if s := read(t, above, Edits{}); s.Point.Name != "two" || !reflect.DeepEqual(s.Plan.Params, map[string]float64{"police.names_share": 0.2}) {
		t.Errorf("the point is %v, the parameters %v", s.Point, s.Plan.Params)
	}
}

func TestPointMistakesInAScenario(t *testing.T) {
	path := filepath.Join(t.TempDir(), "one.yaml")
	for _, c := range []struct{ point, want string }{
		{"to-1938", `one.yaml:4:8: point: no point of this name is shipped; allowed: .*did you mean "to-1936"`},
		{"[1]", `one.yaml:4:8: point: a list is no point; allowed: none, to-1936`},
		{"{name: x, label: y, fitted_to: 1930, parameters: {leader.chi_leader: 9}}", `point.fitted_to: .*\n.*point.parameters.leader.chi_leader: 9 is outside`},
	} {
		if err := os.WriteFile(path, []byte("schema: 1\nname: one\nextends: baseline\npoint: "+c.point+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(shipped, path, registry(), Edits{}); err == nil || !regexp.MustCompile(c.want).MatchString(err.Error()) {
			t.Errorf("point: %s gives %v, want %s", c.point, err, c.want)
		}
	}
	for _, c := range []struct {
		edits Edits
		want  string
	}{
		{Edits{Point: "to-1938"}, `^--point to-1938: no point of this name is shipped; .*did you mean "to-1936"\?$`},
		{Edits{Point: "nowhere.yaml"}, `^--point nowhere.yaml: cannot be read: no such file`},
		{Edits{Set: []string{"point=to-1936"}}, `^--set point: a point is chosen with --point`},
	} {
		if _, err := Read(shipped, "baseline", registry(), c.edits); err == nil || !regexp.MustCompile(c.want).MatchString(err.Error()) {
			t.Errorf("%+v gives %v, want %s", c.edits, err, c.want)
		}
	}
}

func TestPoints(t *testing.T) {
	all, err := Points(shipped, registry())
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range all {
		lines = append(lines, p.String())
	}
	want := []string{"to-1936, fitted to 1936: what was possible", "to-1939, fitted to 1939: explains, does not predict", "none: the defaults of the code, unfitted"}
	if !reflect.DeepEqual(lines, want) {
		t.Errorf("the points are %q, want %q", lines, want)
	}
	chi := country.Param{Key: "chi_leader", Default: 0.415}
	if a, b := all[0].Value("leader", chi), all[1].Value("leader", chi); a != 0.5 || b != 0.415 {
		t.Errorf("chi_leader is %v at to-1936 and %v at to-1939; want 0.5, and the default where it is not named", a, b)
	}
}
