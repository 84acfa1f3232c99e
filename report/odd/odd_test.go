package odd

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
)

func shipped(t *testing.T) Source {
	t.Helper()
	s, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// page is the page with nothing measured.
func page(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	if err := Model(&b, shipped(t)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const howToMake = "run `make model` (go run ./cmd/fromabove explain --model > MODEL.md.new && mv MODEL.md.new MODEL.md), and read what changed"

// MODEL.md is what the code and the committed results say now.
func TestPageIsFresh(t *testing.T) {
	onDisk, err := os.ReadFile(filepath.Join("..", "..", "MODEL.md"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("MODEL.md is missing: %s", howToMake)
	}
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteModel(&b); err != nil {
		t.Fatal(err)
	}
	if want, have := b.String(), string(onDisk); want != have {
		t.Errorf("MODEL.md is not fresh: %s\n%s", howToMake, firstDifference(have, want))
	}
}

func firstDifference(have, want string) string {
	a, b := strings.Split(have, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "line " + plain(float64(i+1)) + "\non disk: " + a[i] + "\nby code: " + b[i]
		}
	}
	return "one is longer than the other"
}

func TestScheduleListsTheActsInOrder(t *testing.T) {
	text := page(t)
	_, rest, _ := strings.Cut(text, "## 3. ")
	rest, _, _ = strings.Cut(rest, "## 4. ")
	var listed []string
	for _, m := range regexp.MustCompile("(?m)^\\| (\\d+) \\| `([a-z.]+)` \\|").FindAllStringSubmatch(rest, -1) {
		if want := plain(float64(len(listed) + 1)); m[1] != want {
			t.Errorf("act %s has number %s, want %s", m[2], m[1], want)
		}
		listed = append(listed, m[2])
	}
	var want []string
	for _, a := range shipped(t).Acts {
		want = append(want, a.Who+"."+a.What)
	}
	if !slices.Equal(listed, want) {
		t.Errorf("the schedule lists\n%v\nwant\n%v", listed, want)
	}
}

// Each institution has a file of equations, with a heading for each of its acts
// in their order, and no file is left over.
func TestEquationsFollowTheInstitutions(t *testing.T) {
	var want []string
	for _, i := range shipped(t).Institutions {
		want = append(want, i.Name+".md")
		text, err := equations(i.Name)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, a := range i.Acts {
			if act := a.Who + "." + a.What; actText(i, act) == "" {
				t.Errorf("%s.md has nothing under a heading that names %s", i.Name, act)
			}
		}
		for _, part := range sections(text) {
			known := strings.HasPrefix(part.heading, "At the beginning")
			for _, a := range i.Acts {
				known = known || part.names(a.Who+"."+a.What)
			}
			if !known {
				t.Errorf("%s.md has a heading %q that names none of its acts", i.Name, part.heading)
			}
		}
	}
	files, err := fs.Glob(texts, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	if !slices.Equal(files, want) {
		t.Errorf("files of equations are %v, want %v", files, want)
	}
}

// Every parameter is named, as code, in the equations of its institution, and
// every switch in some equations.
func TestEquationsNameParametersAndSwitches(t *testing.T) {
	s := shipped(t)
	all := ""
	for _, i := range s.Institutions {
		text, err := equations(i.Name)
		if err != nil {
			t.Fatal(err)
		}
		all += text
		for _, p := range i.Params {
			if !mentions(text, p.Key) {
				t.Errorf("%s.md does not name the parameter %s in code", i.Name, p.Key)
			}
		}
	}
	for _, i := range s.Institutions {
		for _, w := range i.Switches {
			if !hasWord(all, string(w.Switch)) {
				t.Errorf("no equation names the switch %s", w.Switch)
			}
		}
	}
}

// Each parameter stands once in the table of its institution: among those with
// a source if it has one, and else among the guesses.
func TestParametersStandOnceAndGuessesApart(t *testing.T) {
	text, s := page(t), shipped(t)
	for _, i := range s.Institutions {
		sourced, guesses := tableOf(text, "parameter of", i.Name), tableOf(text, "guess of", i.Name)
		for _, p := range i.Params {
			row := "\n| `" + p.Key + "` |"
			inSourced, inGuesses := strings.Count(sourced, row), strings.Count(guesses, row)
			wantSourced, wantGuesses := 1, 0
			if p.Source == country.Guess {
				wantSourced, wantGuesses = 0, 1
			}
			if inSourced != wantSourced || inGuesses != wantGuesses {
				t.Errorf("%s.%s (%s) stands %d times with a source and %d times among the guesses", i.Name, p.Key, p.Source, inSourced, inGuesses)
			}
		}
		if strings.Contains(sourced, "| guess |") {
			t.Errorf("%s: a guess stands among the parameters with a source", i.Name)
		}
	}
}

// tableOf is the rows of a table of an institution; empty where there is none.
func tableOf(text, title, institution string) string {
	_, rest, _ := strings.Cut(text, "| "+title+" `"+institution+"` |")
	rows, _, _ := strings.Cut(rest, "\n\n")
	return rows
}

// Every package whose comment owns to a hard gate stands in the table of gates
// with one of its acts.
func TestHardGatesAreListed(t *testing.T) {
	_, rest, _ := strings.Cut(page(t), "## 8. Hard gates")
	gates, _, _ := strings.Cut(rest, "Conditions of smaller reach")
	files, err := filepath.Glob(filepath.Join("..", "..", "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "\n// Hard gate") {
			continue
		}
		found++
		if institution := filepath.Base(filepath.Dir(file)); !strings.Contains(gates, institution+".") {
			t.Errorf("%s owns to a hard gate, and section 8 has no act of %s", file, institution)
		}
	}
	if found < 4 {
		t.Errorf("only %d packages own to a hard gate: the test looks in the wrong place", found)
	}
	for _, s := range shipped(t).Acts {
		gates = strings.ReplaceAll(gates, s.Who+"."+s.What, "")
	}
	for _, row := range strings.Split(strings.TrimSpace(gates), "\n") {
		if cells := strings.Split(row, "|"); len(cells) == 5 && regexp.MustCompile(`[a-z]+\.[a-z]+`).MatchString(cells[2]) {
			t.Errorf("a gate names an act that is none: %s", cells[2])
		}
	}
}

// What a source calls by the id of a figure is a figure.
func TestSourcesNameFiguresThatExist(t *testing.T) {
	named := 0
	for _, i := range shipped(t).Institutions {
		for _, p := range i.Params {
			for _, id := range figureIDs(string(p.Source)) {
				named++
				if _, err := evidence.ByID(id); err != nil {
					t.Errorf("%s.%s: source: %v", i.Name, p.Key, err)
				}
			}
		}
	}
	if named < 20 {
		t.Errorf("only %d figures are named in sources: the test looks in the wrong place", named)
	}
}

func TestPageIsCompleteAndSameTwice(t *testing.T) {
	text := page(t)
	if again := page(t); again != text {
		t.Error("two pages differ: " + firstDifference(text, again))
	}
	for _, want := range []string{"## 1. Purpose", "## 2. Entities", "## 3. Process", "## 4. Design", "## 5. Init", "## 6. Input", "## 7. Sub",
		"## 8. Hard", "## 9. What is left", "## 10. Limits", "## 11. Results", "| A1 |", "| B6 |", "C1", "C2"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, concept := range []string{"Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing",
		"Interaction", "Stochasticity", "Collectives", "Observation"} {
		if !strings.Contains(text, "**"+concept+".**") {
			t.Errorf("the design concept %s is not filled", concept)
		}
	}
	for _, g := range country.Gauges {
		if strings.Count(text, "\n| `"+g.Name+"` | "+string(g.Kind)+" |") != 1 {
			t.Errorf("gauge %s does not stand once in the table of gauges", g.Name)
		}
	}
	for n, line := range strings.Split(text, "\n") {
		if strings.Contains(line, "<no value>") || strings.Contains(line, "%!") {
			t.Errorf("line %d: %s", n+1, line)
		}
	}
}
