package house

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A place is where a package stands.
type place struct {
	name     string // as ARCHITECTURE.md lists it
	floor    int    // for an outbuilding: the highest floor it may import, -1 for none
	planned  bool   // listed with a question mark: not built yet
	outside  bool   // an outbuilding
	serves   int    // for an outbuilding: the lowest floor that may import it
	tools    bool   // an outbuilding that is a program or a test of its own
	anything bool   // the name ends in /*
	order    int    // position in the list
}

// nobody may import an outbuilding that serves this floor.
const nobody = 1 << 20

// A plan is the list of floors as ARCHITECTURE.md keeps it.
type plan struct{ places []place }

var (
	floorLine = regexp.MustCompile(`^(\d+) +(\S+(?: \S+)*)  +\S.*$`)
	sideLine  = regexp.MustCompile(`^(\S+) +imports (none|\d+) +serves (none|\d+)  +\S.*$`)
)

// readPlan reads the two fenced blocks that hold the floors and the
// outbuildings: the first and the second block after the heading "## Floors".
func readPlan(text string) (plan, error) {
	_, after, found := strings.Cut(text, "\n## Floors\n")
	if !found {
		return plan{}, fmt.Errorf(`ARCHITECTURE.md has no heading "## Floors"`)
	}
	blocks := strings.Split(after, "```")
	if len(blocks) < 5 {
		return plan{}, fmt.Errorf("ARCHITECTURE.md: want two fenced blocks below ## Floors: the floors and the outbuildings")
	}
	var p plan
	for _, line := range strings.Split(strings.TrimSpace(blocks[1]), "\n") {
		m := floorLine.FindStringSubmatch(line)
		if m == nil {
			return plan{}, fmt.Errorf("ARCHITECTURE.md: %q is not a floor: want number, packages, two spaces, description", line)
		}
		floor, _ := strconv.Atoi(m[1])
		for _, name := range strings.Fields(m[2]) {
			p.places = append(p.places, place{name: strings.TrimSuffix(name, "?"), floor: floor, planned: strings.HasSuffix(name, "?"), order: len(p.places)})
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(blocks[3]), "\n") {
		m := sideLine.FindStringSubmatch(line)
		if m == nil {
			return plan{}, fmt.Errorf("ARCHITECTURE.md: %q is not an outbuilding: want name, imports N, serves N, two spaces, description", line)
		}
		b := place{name: m[1], outside: true, floor: -1, serves: nobody}
		b.planned, b.name = strings.HasSuffix(b.name, "?"), strings.TrimSuffix(b.name, "?")
		b.name, b.anything = strings.CutSuffix(b.name, "/*")
		if m[2] != "none" {
			b.floor, _ = strconv.Atoi(m[2])
		}
		if m[3] != "none" {
			b.serves, _ = strconv.Atoi(m[3])
		}
		b.tools = m[3] == "none"
		p.places = append(p.places, b)
	}
	return p, nil
}

// theFloors reads ARCHITECTURE.md.
func theFloors(t *testing.T) plan {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := readPlan(string(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// placeOf is the place of a folder: that of the longest listed name that it is
// or lies in.
func (p plan) placeOf(folder string) (best place, found bool) {
	for _, q := range p.places {
		if (folder == q.name || strings.HasPrefix(folder, q.name+"/")) && len(q.name) >= len(best.name) {
			best, found = q, true
		}
	}
	return best, found
}

const (
	whyListed   = "one list says where everything stands; a package that is not on it has no rules"
	whyDown     = "an act may know what it stands on, never what stands on it: otherwise no floor can be understood, tested or replaced alone"
	whyRooms    = "institutions leave a paper trail in the country and never call each other, so that any of them can be taken away"
	whyStandard = "floors 0 to 4 are what the project exists for, and must run the same for decades and on WebAssembly: the standard library only"
	whyBoxes    = "a package is a concept; a box for kinds of code makes the reader look in two places for one thing"
)

// floorFindings judges the imports of every room. imports gives the import
// paths of a room's files that ship.
func floorFindings(p plan, imports map[string][]string) (found []finding) {
	for _, folder := range sortedKeys(imports) {
		at := "ARCHITECTURE.md"
		here, listed := p.placeOf(folder)
		if !listed {
			found = append(found, finding{at, "package " + folder + " is on no floor", whyListed})
			continue
		}
		for _, path := range imports[folder] {
			at := folder
			if path != module && !strings.HasPrefix(path, module+"/") {
				if !here.outside && here.floor <= 4 && (strings.Contains(strings.Split(path, "/")[0], ".") || path == "C") {
					found = append(found, finding{at, fmt.Sprintf("floor %d imports %s", here.floor, path), whyStandard})
				}
				continue
			}
			there, listed := p.placeOf(roomOf(path))
			switch {
			case !listed || there.name == here.name && !here.anything:
			case there.name == here.name && folder != roomOf(path):
				found = append(found, finding{at, "imports its neighbour " + roomOf(path), whyRooms})
			case there.outside && here.outside && here.floor < there.serves:
				found = append(found, finding{at, "imports the outbuilding " + there.name, whyDown})
			case there.outside && !here.outside && here.floor < there.serves:
				found = append(found, finding{at, fmt.Sprintf("floor %d imports %s, which serves floor %d and up", here.floor, there.name, there.serves), whyDown})
			case there.outside:
			case here.outside && there.floor > here.floor:
				found = append(found, finding{at, fmt.Sprintf("may import floors up to %d and imports %s of floor %d", here.floor, there.name, there.floor), whyDown})
			case here.outside:
			case there.floor > here.floor:
				found = append(found, finding{at, fmt.Sprintf("floor %d imports %s of floor %d", here.floor, there.name, there.floor), whyDown})
			case there.floor == 0 && here.floor == 0 && there.order < here.order: // the ground: stones rest on those named before
			case there.floor == here.floor:
				found = append(found, finding{at, fmt.Sprintf("imports %s of its own floor %d", there.name, here.floor), whyRooms})
			}
		}
	}
	return found
}

// listFindings judges the list itself: what it names is there, and what it
// says is not built is not.
func listFindings(p plan, folders []string) (found []finding) {
	for _, q := range p.places {
		built := slices.ContainsFunc(folders, func(f string) bool { return f == q.name || strings.HasPrefix(f, q.name+"/") })
		if built && q.planned {
			found = append(found, finding{"ARCHITECTURE.md", q.name + " is built: take its question mark away", whyListed})
		}
		if !built && !q.planned && !q.anything {
			found = append(found, finding{"ARCHITECTURE.md", q.name + " does not exist: write " + q.name + "? until it is built", whyListed})
		}
	}
	for _, f := range folders {
		if slices.Contains(boxes, filepath.Base(f)) {
			found = append(found, finding{f, "is a box, not a concept", whyBoxes})
		}
	}
	return found
}

var boxes = []string{"utils", "util", "helpers", "helper", "types", "models", "common", "misc", "lib", "pkg"}

func TestFloors(t *testing.T) {
	p := theFloors(t)
	imports := map[string][]string{}
	var folders []string
	for _, r := range allRooms(t) {
		folders = append(folders, r.path)
		imports[r.path] = nil
		for _, name := range r.code() {
			for _, spec := range r.files[name].Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				imports[r.path] = append(imports[r.path], path)
			}
		}
	}
	report(t, floorFindings(p, imports))
	report(t, listFindings(p, folders))
}

// The rules of the floors find what they forbid.
func TestFloorRules(t *testing.T) {
	p, err := readPlan("# A\n\n## Floors\n\n```\n11 cmd/fromabove  verbs\n4  regime       the month\n3  police court  institutions\n2  country       shared\n0  sim stat      ground\n```\n\n" +
		"```\nreference/*  imports 0  serves 11  models\nscenarios  imports none  serves 5  files\nscenarios/build  imports 2  serves none  program\n```\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ folder, path, want string }{
		{"police", module + "/country", ""},
		{"police", module + "/police/desk", ""},
		{"police", "sort", ""},
		{"regime/conformance", module + "/regime", ""},
		{"regime/conformance", module + "/court", ""},
		{"cmd/fromabove", "github.com/spf13/cobra", ""},
		{"cmd/fromabove", module + "/reference/epstein", ""},
		{"reference/epstein", module + "/sim", ""},
		{"scenarios/build", module + "/country", ""},
		{"police", module + "/court", "of its own floor 3"},
		{"police", module + "/court/bench", "of its own floor 3"},
		{"country", module + "/police", "imports police of floor 3"},
		{"stat", module + "/sim", ""},
		{"sim", module + "/stat", "of its own floor 0"},
		{"regime/conformance", "pgregory.net/rapid", "floor 4 imports pgregory.net/rapid"},
		{"stat", "C", "floor 0 imports C"},
		{"church", module + "/country", "church is on no floor"},
		{"policeman", module + "/country", "policeman is on no floor"},
		{"regime", module + "/reference/epstein", "serves floor 11"},
		{"country", module + "/scenarios", "serves floor 5"},
		{"reference/epstein", module + "/country", "up to 0 and imports country"},
		{"reference/epstein", module + "/reference/kuran", "its neighbour"},
		{"reference/epstein", module + "/scenarios", "the outbuilding scenarios"},
		{"scenarios", module + "/sim", "up to -1 and imports sim"},
		{"cmd/fromabove", module + "/scenarios/build", "imports scenarios/build"},
	} {
		found := floorFindings(p, map[string][]string{c.folder: {c.path}})
		switch {
		case c.want == "" && len(found) > 0:
			t.Errorf("%s imports %s: %v, want nothing", c.folder, c.path, found)
		case c.want != "" && (len(found) != 1 || !strings.Contains(found[0].String(), c.want)):
			t.Errorf("%s imports %s: %v, want %q", c.folder, c.path, found, c.want)
		}
	}
}

func TestListRules(t *testing.T) {
	p := plan{[]place{{name: "web", planned: true}, {name: "police"}, {name: "reference", anything: true}}}
	for _, c := range []struct {
		folders []string
		want    string
	}{
		{[]string{"police"}, ""},
		{[]string{"police/desk"}, ""},
		{[]string{"police", "web"}, "web is built"},
		{nil, "police does not exist"},
		{[]string{"police", "police/utils"}, "is a box"},
	} {
		found := listFindings(p, c.folders)
		if c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || !strings.Contains(found[0].what, c.want)) {
			t.Errorf("%v: %v, want %q", c.folders, found, c.want)
		}
	}
	if _, err := readPlan("no heading"); err == nil {
		t.Error("a page without floors is accepted")
	}
}
