package house

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var decision = regexp.MustCompile(`chance\.Decision\s*=\s*"([^"]*)"`)

// Two decisions that shared a name would share their dice, and what is drawn
// for one would be drawn for the other.
func TestEveryDecisionHasDiceOfItsOwn(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../*/*.go", "../reference/*/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	where := map[string]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		room := filepath.Base(filepath.Dir(file))
		for _, found := range decision.FindAllStringSubmatch(string(text), -1) {
			name := found[1]
			if before, taken := where[name]; taken {
				t.Errorf("%s: the decision %q is also one of %s", file, name, before)
			}
			where[name] = file
			if !strings.HasPrefix(name, room+".") {
				t.Errorf("%s: the decision %q does not begin with its institution, %q", file, name, room+".")
			}
		}
	}
	if len(where) < 20 {
		t.Errorf("only %d decisions found: this test does not see them", len(where))
	}
}
