package house

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const (
	fileLines     = 500
	functionLines = 80

	whyComment  = "a reader of a folder learns from the package comment what it is, and what it leaves out"
	whySize     = "what does not fit a screen is more than one thing; if it is one, a comment beginning // Long: says why"
	whyMechanic = "mechanisms in code, phenomena in reports: police arrest, a purge is measured; a function of that name assumes what the model should show"
)

// The comment that excuses a long file stands above its package clause or
// directly below it; that of a long function in its doc comment.
var longReason = regexp.MustCompile(`(?m)^// Long: \S`)

// sizeFindings judges the lines of a file and of its functions.
func sizeFindings(name string, set *token.FileSet, file *ast.File, text []byte) (found []finding) {
	lines := bytes.Count(text, []byte("\n"))
	top, _, _ := bytes.Cut(text, []byte("\nimport "))
	if lines > fileLines && !longReason.Match(top) {
		found = append(found, finding{name + ":1", fmt.Sprintf("has %d lines, more than %d", lines, fileLines), whySize})
	}
	if strings.HasSuffix(name, "_test.go") {
		return found // a table of cases is long and still one thing
	}
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		first, last := set.Position(f.Pos()).Line, set.Position(f.End()).Line
		excused := f.Doc != nil && longReason.Match(text[set.Position(f.Doc.Pos()).Offset:set.Position(f.Doc.End()).Offset])
		if n := last - first + 1; n > functionLines && !excused {
			found = append(found, finding{fmt.Sprintf("%s:%d", name, first), fmt.Sprintf("%s has %d lines, more than %d", f.Name.Name, n, functionLines), whySize})
		}
	}
	return found
}

// commentFinding judges the package comment of a room.
func commentFinding(r *room) (found []finding) {
	for _, name := range sortedKeys(r.files) {
		file := r.files[name]
		if file.Doc == nil {
			continue
		}
		text := file.Doc.Text()
		want := "Package " + strings.TrimSuffix(file.Name.Name, "_test") + " "
		if file.Name.Name == "main" || strings.HasPrefix(text, want) {
			return nil
		}
		return []finding{{name, fmt.Sprintf("the package comment begins %.30q, not %q", text, want), whyComment}}
	}
	return []finding{{r.path, "has no package comment", whyComment}}
}

// phenomena are beginnings of names of functions that assume a result.
var phenomena = regexp.MustCompile(`(?i)^(purge|terror|repress|facade|massacre)`)

// nameFindings judges the names of the functions of a file.
func nameFindings(name string, set *token.FileSet, file *ast.File) (found []finding) {
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && phenomena.MatchString(f.Name.Name) {
			found = append(found, finding{fmt.Sprintf("%s:%d", name, set.Position(f.Pos()).Line), "the function " + f.Name.Name + " is named after a phenomenon", whyMechanic})
		}
	}
	return found
}

func TestCommentsSizesAndNames(t *testing.T) {
	p := theFloors(t)
	for _, r := range allRooms(t) {
		report(t, commentFinding(r))
		for _, name := range sortedKeys(r.files) {
			text, err := os.ReadFile(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			report(t, sizeFindings(name, r.set, r.files[name], text))
		}
		if at, ok := p.placeOf(r.path); ok && !at.outside && at.floor <= 4 {
			for _, name := range r.code() {
				report(t, nameFindings(name, r.set, r.files[name]))
			}
		}
	}
}

func TestSizeAndNameRules(t *testing.T) {
	const comment = "// Package police arrests.\n"
	long := "func arrest() {\n" + strings.Repeat("\tprintln()\n", 80) + "}\n"
	for _, c := range []struct{ what, text, want string }{
		{"a good file", comment + "package police\nfunc arrest() {}\n", ""},
		{"no package comment", "package police\n", "no package comment"},
		{"a comment about something else", "// Police arrests.\npackage police\n", "the package comment begins"},
		{"a program", "// Police arrests.\npackage main\n", ""},
		{"a long function", comment + "package police\n" + long, "arrest has 82 lines"},
		{"a long function with a reason", comment + "package police\n// arrest does.\n//\n// Long: six steps of one thing.\n" + long, ""},
		{"a long function with an empty reason", comment + "package police\n// Long:\n" + long, "arrest has 82 lines"},
		{"a long file", comment + "package police\n" + strings.Repeat("// x\n", 500), "has 502 lines"},
		{"a long file with a reason", comment + "package police\n// Long: one table.\n" + strings.Repeat("// x\n", 500), ""},
		{"a phenomenon", comment + "package police\nfunc PurgeParty() {}\n", "PurgeParty"},
		{"a phenomenon as a method", comment + "package police\ntype p int\nfunc (p) repress() {}\n", "repress"},
		{"a phenomenon inside a name", comment + "package police\nfunc kinRepressed() {}\n", ""},
	} {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, "police/police.go", c.text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		r := &room{path: "police", set: set, files: map[string]*ast.File{"police/police.go": file}}
		found := append(commentFinding(r), sizeFindings("police/police.go", set, file, []byte(c.text))...)
		found = append(found, nameFindings("police/police.go", set, file)...)
		if c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || !strings.Contains(found[0].what, c.want)) {
			t.Errorf("%s: %v, want %q", c.what, found, c.want)
		}
	}
}
