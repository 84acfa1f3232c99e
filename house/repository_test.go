package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

const module = "github.com/fromabove/fromabove"

// root is the top of the repository, seen from this package.
const root = ".."

// A finding is one breach of one rule.
type finding struct {
	at   string // file:line, from the top of the repository
	what string // what is there
	why  string // the reason of the rule
}

func (f finding) String() string { return f.at + ": " + f.what + ". Why not: " + f.why }

// report fails the test with every finding.
func report(t *testing.T, found []finding) {
	t.Helper()
	for _, f := range found {
		t.Error(f)
	}
}

// skipped are folders that are not the repository's own text.
var skipped = []string{".git", "bin", "out", "node_modules", "dist", "vendor"}

// walk calls visit with every file of the repository, by its path from the top.
func walk(t *testing.T, visit func(path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != root && slices.Contains(skipped, d.Name()) {
			return filepath.SkipDir
		}
		if d.Type().IsRegular() {
			rel, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			visit(filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A room is one package as its files say it is: read without type checking, so
// that it can be judged even while it does not compile.
type room struct {
	path  string // folder from the top of the repository, with slashes
	set   *token.FileSet
	files map[string]*ast.File // by file name from the top; tests too
}

// rooms reads every package of the module, in the order of their paths.
var rooms = sync.OnceValues(func() ([]*room, error) {
	byPath := map[string]*room{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (slices.Contains(skipped, name) || name == "testdata" || name[0] == '.' || name[0] == '_') {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		dir := filepath.ToSlash(filepath.Dir(rel))
		r := byPath[dir]
		if r == nil {
			r = &room{path: dir, set: token.NewFileSet(), files: map[string]*ast.File{}}
			byPath[dir] = r
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		r.files[rel], err = parser.ParseFile(r.set, rel, text, parser.ParseComments|parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		return nil, err
	}
	var all []*room
	for _, path := range sortedKeys(byPath) {
		all = append(all, byPath[path])
	}
	return all, nil
})

// allRooms are the packages of the module; a file that does not parse fails.
func allRooms(t *testing.T) []*room {
	t.Helper()
	all, err := rooms()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 5 {
		t.Fatalf("only %d packages were found under %s: the test looks in the wrong place", len(all), root)
	}
	return all
}

// code are the files of a room that ship, in the order of their names.
func (r *room) code() []string {
	return slices.DeleteFunc(sortedKeys(r.files), func(name string) bool { return strings.HasSuffix(name, "_test.go") })
}

// typed loads the packages of the module with their types. What does not
// compile is reported once, by TestEverythingTypeChecks, and judged as far as
// its types are known.
var typed = sync.OnceValues(func() ([]*packages.Package, error) {
	config := &packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedSyntax |
			packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports,
		Dir: root,
	}
	all, err := packages.Load(config, "./...")
	slices.SortFunc(all, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	return all, err
})

// typedBelow are the type-checked packages on floors 0 to top, and the
// outbuildings that stand there.
func typedBelow(t *testing.T, top int) []*packages.Package {
	t.Helper()
	plan := theFloors(t)
	all, err := typed()
	if err != nil {
		t.Fatal(err)
	}
	var out []*packages.Package
	for _, p := range all {
		if place, ok := plan.placeOf(roomOf(p.PkgPath)); ok && place.floor <= top && !place.tools {
			out = append(out, p)
		}
	}
	if len(out) < 4 {
		t.Fatalf("only %d packages stand on floors 0 to %d: the test looks in the wrong place", len(out), top)
	}
	return out
}

// roomOf turns an import path of the module into a folder.
func roomOf(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
}

func TestEverythingTypeChecks(t *testing.T) {
	all, err := typed()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		for _, e := range p.Errors {
			t.Errorf("%s: %v", p.PkgPath, e)
		}
	}
}

// sortedKeys are the keys of a map in their order.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
