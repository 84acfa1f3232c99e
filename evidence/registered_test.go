package evidence

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/scenarios"
)

// The pass marks and the input series are those that were written down before
// the first fit.
func TestRegistered(t *testing.T) {
	text, err := os.ReadFile("../scenarios/points/registered.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	for _, m := range marks() {
		if row := fmt.Sprintf("| %s | %s |", m.pattern, m.text); !strings.Contains(page, row) {
			t.Errorf("registered.md does not have the mark %q", row)
		}
	}
	if written := strings.Count(page, "| to-1936, to-1939 |") + strings.Count(page, "| to-1939 |"); written != len(marks()) {
		t.Errorf("registered.md has %d marks, the code %d", written, len(marks()))
	}
	files, err := fs.Glob(scenarios.Files, "inputs/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no input series: %v", err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(scenarios.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		row := fmt.Sprintf("| %s | `%x` |", strings.TrimPrefix(name, "inputs/"), sha256.Sum256(data))
		if !strings.Contains(page, row) {
			t.Errorf("%s is not the series that was written down: it is\n%s", name, row)
		}
	}
}
