package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const floors = "# Architecture\n\n```\n4  regime  the month\n3  police court army   one institution each\n2  country  shared\n```\n"

// place is an empty repository with a list of floors.
func place(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "ARCHITECTURE.md"), []byte(floors), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(root, "docs"), 0o755); err != nil {
		t.Fatal(err)
	}
	return root
}

func TestNamesThatAreRefused(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"", "no name given"},
		{"Church", "did you mean church?"},
		{"the-church", "did you mean thechurch?"},
		{"../church", "did you mean church?"},
		{"c", "2 to 20 small letters"},
		{"церковь", "2 to 20 small letters"},
		{"averyverylongnameforachurch", "2 to 20 small letters"},
		{"func", "word of Go"},
		{"string", "word of Go"},
		{"utils", "not the name of an institution"},
		{"police", "already on a floor"},
		{"court", "already on a floor"},
		{"army", "already on a floor"},
		{"docs", "already something called docs"},
	} {
		root := place(t)
		_, err := build(root, c.name)
		var refused *nameError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("NAME=%s: %v, want %q", c.name, err, c.want)
		}
		if left, _ := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md")); string(left) != floors {
			t.Errorf("NAME=%s: refused, and ARCHITECTURE.md is changed", c.name)
		}
		if left, _ := os.ReadDir(root); len(left) != 2 {
			t.Errorf("NAME=%s: refused, and something is left behind: %v", c.name, left)
		}
	}
}

func TestASkeletonIsWritten(t *testing.T) {
	root := place(t)
	told, err := build(root, "church")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"github.com/fromabove/fromabove/church"`, "church.New().Describe(),", `"church.remark",`} {
		if !strings.Contains(told, want) {
			t.Errorf("the reader is not told %q:\n%s", want, told)
		}
	}
	page, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "\n3  police court army church   one institution each\n") {
		t.Errorf("floor 3 does not list the church:\n%s", page)
	}
	if left, _ := filepath.Glob(filepath.Join(root, ".new-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := build(root, "church"); err == nil {
		t.Error("a second church is written over the first")
	}
}

// The skeleton compiles and passes its own tests, laid over the repository
// without being written into it.
func TestTheSkeletonPassesItsTests(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	files, err := skeleton("skeletonchurch")
	if err != nil {
		t.Fatal(err)
	}
	over := map[string]map[string]string{"Replace": {}}
	dir := t.TempDir()
	for name, text := range files {
		at := filepath.Join(dir, name)
		if err := os.WriteFile(at, text, 0o644); err != nil {
			t.Fatal(err)
		}
		over["Replace"][filepath.Join(root, "skeletonchurch", name)] = at
	}
	list, err := json.Marshal(over)
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, list, 0o644); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(dir, "skeleton.test")
	compile := exec.Command("go", "test", "-c", "-vet=off", "-o", binary, "-overlay", overlay, "./skeletonchurch")
	compile.Dir = root
	if said, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	said, err := exec.Command(binary, "-test.v").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, test := range []string{"TestItRemarksOnHardshipAboveItsLimit", "TestConformance"} {
		if !strings.Contains(string(said), "--- PASS: "+test) {
			t.Errorf("%s did not run:\n%s", test, said)
		}
	}
}
