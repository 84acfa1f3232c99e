package scenario

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// FuzzRead: no text makes the reader panic, and a text that is accepted is
// resolved to one that reads back equal.
func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/bad/*.yaml", "../scenarios/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			f.Fatalf("%s: %d files, %v", pattern, len(paths), err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	for _, s := range []string{
		"schema: 1\nname: a\nextends: baseline\ntitle: \"\\x01\\u2028\\U0001F600 \\\" \\\\ \\t\\n\"\nwhy: |\n  # two\n  lines\n",
		"schema: 1\nname: a\nextends: baseline\noccasions: {null: {month: 1930-01, kind: murder}, y: off}\nuntil: 1930-02\n",
		"schema: 1\nname: a\nextends: baseline\nparameters: {leader: {chi_leader: 1e-1, omega_leader: 2_0e-1}}\nfrom: 1922-02\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse(shipped, text, registry())
		if err != nil {
			if _, ok := err.(Findings); !ok {
				t.Fatalf("not a mistake of the user's: %v", err)
			}
			return
		}
		again, err := Parse(shipped, s.Text, registry())
		if err != nil {
			t.Fatalf("the resolved text is refused: %v\n%s", err, s.Text)
		}
		if again.Text != s.Text || again.Hash != s.Hash || !reflect.DeepEqual(again.Plan, s.Plan) {
			t.Fatalf("the resolved text reads back as another scenario:\n%s\n---\n%s", s.Text, again.Text)
		}
	})
}
