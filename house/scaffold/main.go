// Command scaffold writes the skeleton of a new institution: a package of
// floor 3 that compiles, describes itself and passes its tests, and its place
// in the list of floors. It is what make institution NAME=church runs.
//
// It writes all or nothing: every mistake is found before the first file, and
// the folder is written beside its place and renamed into it.
package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"go/format"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"
)

var (
	//go:embed institution.go.txt
	code string
	//go:embed institution_test.go.txt
	test string
	//go:embed suite_test.go.txt
	suite string
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "make institution: give a name, for example make institution NAME=church")
		os.Exit(2)
	}
	lines, err := build(".", os.Args[1])
	var refused *nameError
	switch {
	case errors.As(err, &refused):
		fmt.Fprintln(os.Stderr, "make institution:", err)
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "make institution:", err)
		os.Exit(1)
	}
	fmt.Println(lines)
}

// A nameError says why a name cannot be an institution's.
type nameError struct{ name, why string }

func (e *nameError) Error() string { return fmt.Sprintf("NAME=%s: %s", e.name, e.why) }

var nameShape = regexp.MustCompile(`^[a-z]{2,20}$`)

// refuse finds what is wrong with a name, given the page with the floors.
func refuse(root, name, floors string) error {
	no := func(why string, args ...any) error { return &nameError{name, fmt.Sprintf(why, args...)} }
	small := regexp.MustCompile(`[^a-z]`).ReplaceAllString(strings.ToLower(name), "")
	switch {
	case name == "":
		return no("no name given; want 2 to 20 small letters, for example make institution NAME=church")
	case !nameShape.MatchString(name) && nameShape.MatchString(small):
		return no("want 2 to 20 small letters and nothing else; did you mean %s?", small)
	case !nameShape.MatchString(name):
		return no("want 2 to 20 small letters and nothing else, for example church")
	case token.IsKeyword(name) || types.Universe.Lookup(name) != nil || slices.Contains([]string{"main", "init", "test", "testdata", "vendor"}, name):
		return no("is a word of Go; choose another")
	case slices.Contains([]string{"utils", "util", "helper", "helpers", "types", "models", "common", "misc", "manager", "agent", "state", "status", "data", "info", "process"}, name):
		return no("is not the name of an institution: name what it is, for example church")
	case regexp.MustCompile(`(?m)^[0-9]+ .*\b` + name + `\b\??(  | [a-z])`).MatchString(floors):
		return no("is already on a floor; see ARCHITECTURE.md")
	}
	if _, err := os.Stat(filepath.Join(root, name)); !errors.Is(err, fs.ErrNotExist) {
		return no("there is already something called %s", name)
	}
	return nil
}

// build writes the skeleton into root and says what is left to do by hand.
func build(root, name string) (string, error) {
	page := filepath.Join(root, "ARCHITECTURE.md")
	floors, err := os.ReadFile(page)
	if err != nil {
		return "", err
	}
	if err := refuse(root, name, string(floors)); err != nil {
		return "", err
	}
	listed, err := onFloorThree(string(floors), name)
	if err != nil {
		return "", err
	}
	files, err := skeleton(name)
	if err != nil {
		return "", err
	}
	if err := writeFolder(root, name, files); err != nil {
		return "", err
	}
	if err := writeFile(page, []byte(listed)); err != nil {
		return "", err
	}
	return fmt.Sprintf(`%[1]s/%[1]s.go and its tests are written, and ARCHITECTURE.md lists %[1]s on floor 3.
Left to do by hand, in regime/month.go:
	an import        "github.com/fromabove/fromabove/%[1]s"
	an institution   %[1]s.New().Describe(),
	a line of month  "%[1]s.remark",
Then go test ./%[1]s ./regime ./house.`, name), nil
}

// skeleton fills the templates; the texts come back formatted.
func skeleton(name string) (map[string][]byte, error) {
	fill := struct{ Name, Type string }{name, strings.ToUpper(name[:1]) + name[1:]}
	files := map[string][]byte{}
	for file, text := range map[string]string{name + ".go": code, name + "_test.go": test, "suite_test.go": suite} {
		t, err := template.New(file).Parse(text)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := t.Execute(&b, fill); err != nil {
			return nil, err
		}
		if files[file], err = format.Source(b.Bytes()); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return files, nil
}

var floorThree = regexp.MustCompile(`(?m)^(3 +\S+(?: \S+)*)(  +\S)`)

// onFloorThree adds a name to the packages of floor 3.
func onFloorThree(floors, name string) (string, error) {
	at := floorThree.FindStringSubmatchIndex(floors)
	if at == nil {
		return "", errors.New("ARCHITECTURE.md: no line of floor 3 (number, packages, two spaces, description)")
	}
	return floors[:at[3]] + " " + name + floors[at[3]:], nil
}

// writeFolder writes the files into a folder beside its place and renames it.
func writeFolder(root, name string, files map[string][]byte) error {
	beside, err := os.MkdirTemp(root, ".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(beside) // nothing is left there once it is renamed
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(beside, file), text, 0o644); err != nil {
			return err
		}
	}
	if err := os.Chmod(beside, 0o755); err != nil {
		return err
	}
	return os.Rename(beside, filepath.Join(root, name))
}

// writeFile replaces a file by writing beside it and renaming.
func writeFile(path string, text []byte) error {
	beside := path + ".new"
	if err := os.WriteFile(beside, text, 0o644); err != nil {
		return err
	}
	return os.Rename(beside, path)
}
