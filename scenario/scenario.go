// Package scenario reads scenario files: which causes a history is given, from
// which source, and which institution stands when. It turns them into a
// country.Plan and into a resolved text that can be read again by itself.
//
// A scenario names causes, never outcomes: an order, a limit, a trial, a purge,
// a dismissal is what the model must produce or miss, and a file that names one
// is refused. The one exception says so itself (forced_dates: true, in
// forced.go): operations begin and end by dates from outside, and everything
// below the leader is free. Files are YAML (read in tree.go and nowhere else), checked
// against a JSON Schema made from the structs of document.go and the tables of
// the institutions, so that an editor completes what this package accepts.
//
// A mistake in a file is reported with file, line, column and key, what is
// allowed and the nearest known word; all mistakes are reported at once. It
// deliberately knows no institution: what may be set is handed in as a Registry.
package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"sort"
	"strings"

	"github.com/fromabove/fromabove/country"
)

// Version is the schema version that this package reads and writes.
const Version = 1

// Registry is what the institutions say about themselves: switches and
// parameters that a scenario may set.
type Registry = []country.Institution

// Edits are changes from the command line, made after the file is read: first
// every Set in its order, then every Without.
type Edits struct {
	// Set holds key=value with a dotted key, such as until=1938-12,
	// institutions.faction_ban=off, institutions.murders.from=1930-01,
	// parameters.police.capacity_ordinary=1.2. The section may be left out
	// before an institution, a switch or an input series:
	// police.capacity_ordinary=1.2, faction_ban=off, threat=disputes.
	Set []string
	// Without names switches to turn off, or institutions whose switches are
	// all turned off.
	Without []string
	// Point is the parameter point: a shipped name, none for the defaults of
	// the code, or the path of a .yaml file; "" for the scenario's own, or
	// else DefaultPoint. What the scenario or Set says of a parameter stands
	// above it.
	Point string
}

// InputUse says which series a scenario reads.
type InputUse struct {
	Series  string // population, hardship, ...
	Variant string // name of a shipped variant; "own" for a series given by the user
	File    string // where it was read; empty if it stands in the scenario itself or is none
	SHA256  string // of the file as shipped, or of the canonical text of an own series
	Source  string
}

// Scenario is a scenario worked out.
type Scenario struct {
	Name  string
	Title string
	Why   string // what history would have had to be
	Plan  country.Plan
	Point Point              // the parameter point below everything that is set
	Set   map[string]float64 // "institution.parameter" that the scenario or an edit sets, over its point
	// Text is the resolved scenario in canonical YAML: Parse of it gives the
	// same Plan, Text and Hash. Shipped series stand in it by name and hash,
	// own series and the values of the point in full.
	Text   string
	Hash   string // SHA-256 of Text, in hexadecimal
	Inputs []InputUse
	Notes  []string // what was silenced or left out, for the reader
}

// Read reads a scenario by its shipped name ("kirov-lives", found in fsys), or
// from disk if name ends in .yaml or .yml, applies the edits and works it out.
// A user's mistakes come back as Findings, all at once.
func Read(fsys fs.FS, name string, registry Registry, edits Edits) (*Scenario, error) {
	r := newReader(fsys, registry)
	tree := r.load(name, nil)
	if tree != nil {
		r.choosePoint(tree, edits.Point)
		r.edit(tree, edits)
	}
	return r.workOut(tree)
}

// Parse reads a scenario from its text, in particular the resolved Text of
// another Scenario. Names of files in it are relative to the working
// directory; fsys holds what it extends and the shipped series. A text that
// says nothing of a point stands at the defaults of the code.
func Parse(fsys fs.FS, text string, registry Registry) (*Scenario, error) {
	r := newReader(fsys, registry)
	return r.workOut(r.loadText("scenario", []byte(text), source{}, nil))
}

// Amend is Parse with edits made after the text is read. Where they name no
// point, that of the text stays.
func Amend(fsys fs.FS, text string, registry Registry, edits Edits) (*Scenario, error) {
	r := newReader(fsys, registry)
	tree := r.loadText("scenario", []byte(text), source{}, nil)
	if tree != nil {
		if edits.Point != "" {
			r.choosePoint(tree, edits.Point)
		}
		r.edit(tree, edits)
	}
	return r.workOut(tree)
}

// Check reads a scenario and gives the notes to its reader, or Findings.
func Check(fsys fs.FS, name string, registry Registry) (notes []string, err error) {
	s, err := Read(fsys, name, registry, Edits{})
	if err != nil {
		return nil, err
	}
	return s.Notes, nil
}

// Show is the resolved text of a scenario, with its notes, the hash and the
// sources of its series as comments. It can be read again.
func Show(fsys fs.FS, name string, registry Registry, edits Edits) (string, error) {
	s, err := Read(fsys, name, registry, edits)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("# hash " + s.Hash + "\n# point " + s.Point.String() + "\n")
	for _, note := range s.Notes {
		b.WriteString("# note: " + oneLine(note) + "\n")
	}
	for _, in := range s.Inputs {
		b.WriteString("# " + in.Series + ": " + in.Variant)
		if in.Source != "" {
			b.WriteString(" (" + oneLine(in.Source) + ")")
		}
		b.WriteString("\n")
	}
	return b.String() + s.Text, nil
}

// oneLine lets a text stand in a comment.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if !plainRune(c) {
			return ' '
		}
		return c
	}, s)
}

// Summary is a line of the list of scenarios.
type Summary struct {
	Name    string
	Title   string
	Why     string
	Extends string
}

// List gives the shipped scenarios, the baseline first and then by name. It
// reads only the head of each file and does not check it.
func List(fsys fs.FS) ([]Summary, error) {
	paths, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	var out []Summary
	for _, path := range paths {
		text, err := fs.ReadFile(fsys, path)
		if err != nil {
			return nil, err
		}
		tree, findings := parseTree(path, text)
		if tree == nil {
			return nil, findings
		}
		out = append(out, Summary{Name: strings.TrimSuffix(path, ".yaml"), Title: tree.word("title"), Why: tree.word("why"), Extends: tree.word("extends")})
	}
	sort.Slice(out, func(i, j int) bool {
		if a, b := out[i].Extends == "", out[j].Extends == ""; a != b {
			return a
		}
		return out[i].Name < out[j].Name
	})
	return out, nil
}

func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
