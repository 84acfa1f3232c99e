package scenario

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// want is an expected finding: a pattern on the line it stands in.
type want struct {
	line    int
	pattern *regexp.Regexp
	met     bool
}

var (
	wantMark = regexp.MustCompile(`# want (.*)$`)
	quotes   = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// wants reads the expectations of a file: # want "regexp" "regexp" ... on the
// bad line, as in starlark-go's chunkedfile.
func wants(t *testing.T, text string) (out []*want) {
	t.Helper()
	for i, line := range strings.Split(text, "\n") {
		m := wantMark.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		for _, q := range quotes.FindAllString(m[1], -1) {
			pattern, err := strconv.Unquote(q)
			if err != nil {
				t.Fatalf("line %d: %s: %v", i+1, q, err)
			}
			out = append(out, &want{line: i + 1, pattern: regexp.MustCompile(pattern)})
		}
	}
	return out
}

// fileWants are expectations that no line of the file can carry.
var fileWants = map[string][]string{
	"empty.yaml":  {`empty.yaml:1:1: .*not YAML: no documents`},
	"a-list.yaml": {`a-list.yaml: a scenario is a map of keys`},
}

// TestBad reads every file of testdata/bad: each finding is expected on its
// line, and each expectation is met.
func TestBad(t *testing.T) {
	paths, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(paths) < 25 {
		t.Fatalf("%d bad files, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			expected := wants(t, string(text))
			for _, pattern := range fileWants[filepath.Base(path)] {
				expected = append(expected, &want{pattern: regexp.MustCompile(pattern)})
			}
			_, err = Read(shipped, path, registry(), Edits{})
			var findings Findings
			if !errors.As(err, &findings) {
				t.Fatalf("got %v, want findings", err)
			}
			for _, f := range findings {
				met := false
				for _, w := range expected {
					sameLine := w.line == f.Line && f.File == path
					if (sameLine || w.line == 0 || f.File != path) && w.pattern.MatchString(f.String()) && !w.met {
						w.met, met = true, true
						break
					}
				}
				if !met {
					t.Errorf("unexpected: %v", f)
				}
			}
			for _, w := range expected {
				if !w.met {
					t.Errorf("%s:%d: no finding like %q", path, w.line, w.pattern)
				}
			}
			if got := Findings(findings).sorted().Error(); got != err.Error() {
				t.Errorf("the findings are not sorted:\n%s", err)
			}
		})
	}
}
