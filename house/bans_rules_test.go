package house

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

var (
	snippetSet = token.NewFileSet()
	library    = sync.OnceValue(func() types.Importer { return importer.ForCompiler(snippetSet, "source", nil) })
)

// snippet type-checks a file: a package of the module that the rules judge.
// Imports are written for every package that the text mentions.
func snippet(t *testing.T, text string) *packages.Package {
	t.Helper()
	head := "package snippet\n"
	for _, path := range []string{"time", "math", "math/rand/v2", "hash/maphash", "maps", "slices", "sort", "sync", "os"} {
		name := path[strings.LastIndex(path, "/")+1:]
		if path == "math/rand/v2" {
			name = "rand"
		}
		if strings.Contains(text, name+".") {
			head += fmt.Sprintf("import %q\n", path)
		}
	}
	file, err := parser.ParseFile(snippetSet, "/module/snippet/snippet.go", head+text, parser.ParseComments)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	p := &packages.Package{PkgPath: module + "/snippet", Fset: snippetSet, Syntax: []*ast.File{file}}
	p.TypesInfo = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Instances: map[*ast.Ident]types.Instance{},
	}
	config := types.Config{Importer: library()}
	if p.Types, err = config.Check(p.PkgPath, snippetSet, p.Syntax, p.TypesInfo); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return p
}

// ruleCases checks that a rule finds its breach once, or, with want empty,
// nothing.
func ruleCases(t *testing.T, rule func(*packages.Package) []finding, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		found := rule(snippet(t, c.text))
		switch {
		case c.want == "" && len(found) > 0:
			t.Errorf("%s\nfound %v, want nothing", c.text, found)
		case c.want != "" && (len(found) != 1 || !strings.Contains(found[0].what, c.want)):
			t.Errorf("%s\nfound %v, want one with %q", c.text, found, c.want)
		case c.want != "" && (found[0].why == "" || !strings.HasPrefix(found[0].at, "snippet/snippet.go:")):
			t.Errorf("the finding %v lacks its place or its reason", found[0])
		}
	}
}

type ruleCase struct{ text, want string }

func TestCallRules(t *testing.T) {
	ruleCases(t, func(p *packages.Package) []finding { return calls(p, clockAndDice) }, []ruleCase{
		{"var x = time.Now()", "time.Now reads the clock"},
		{"func f() { now := time.Now; _ = now }", "time.Now reads the clock"},
		{"func f(t time.Time) time.Duration { return time.Since(t) }", "time.Since"},
		{"func f(t time.Time) int { return t.Year() }", ""},
		{"func f(m map[int]bool) { for k := range maps.Keys(m) { println(k) } }", "maps.Keys"},
		{"func f(m map[int]bool) []int { return slices.Sorted(maps.Keys(m)) }", ""},
		{"func f(m map[int]bool) []int { return slices.Collect(maps.Keys(m)) }", "maps.Keys"},
		{"func f(m map[int]bool) []int {\n// order: sorted by the caller\nreturn slices.Collect(maps.Keys(m)) }", ""},
	})
	ruleCases(t, func(p *packages.Package) []finding { return calls(p, theMachine) }, []ruleCase{
		{`var x = os.Getenv("WORKERS")`, "asks the machine"},
		{"var x = os.Args", ""},
	})
	ruleCases(t, func(p *packages.Package) []finding { return calls(p, leaving) }, []ruleCase{
		{"func f() { os.Exit(1) }", "os.Exit ends the program"},
	})
}

func TestRandomnessRule(t *testing.T) {
	ruleCases(t, randomness, []ruleCase{
		{"var x = rand.IntN(6)", "math/rand/v2.IntN draws"},
		{"var x = rand.New(rand.NewPCG(1, 2)).IntN(6)", ""},
		{"var h maphash.Hash", "hash/maphash differs"},
	})
}

func TestMapRule(t *testing.T) {
	ruleCases(t, mapOrder, []ruleCase{
		{"func f(m map[int]int) (s int) { for _, v := range m { s += v }; return }", "ranges over a map"},
		{"type table map[int]int\nfunc f(m table) { for k := range m { println(k) } }", "ranges over a map"},
		{"func f(m map[int]int) (keys []int) { for k := range m { keys = append(keys, k) }; slices.Sort(keys); return }", ""},
		{"func f(m map[int]int) (keys []int) { for k := range m { keys = append(keys, k) }; sort.Ints(keys); return }", ""},
		{"func f(m map[int]int) (keys []int) { for k := range m { keys = append(keys, k) }; return }", "ranges over a map"},
		{"func f(m map[int]int) (keys []int) { slices.Sort(keys); for k := range m { keys = append(keys, k) }; return }", "ranges over a map"},
		{"func f(m map[int]int) (keys []int) { for k := range m { println(k); keys = append(keys, k) }; slices.Sort(keys); return }", "ranges over a map"},
		{"func f(m map[int]int) (s int) {\n// order: whole numbers add up to the same\nfor _, v := range m { s += v }\nreturn }", ""},
		{"func f(m map[int]int) map[int]int { out := map[int]int{}; for k, v := range m { out[k] = 2 * v }; return out }", ""},
		{"func f(m map[int]int) map[int]int { out := map[int]int{}; for k, v := range m { out[v] = k }; return out }", "ranges over a map"},
		{"func f(m map[int]int) (n int) { for range m { n++ }; return }", ""},
		{"func f(m []int) (s int) { for _, v := range m { s += v }; return }", ""},
	})
}

func TestGoroutineRule(t *testing.T) {
	ruleCases(t, goroutines, []ruleCase{
		{"func f() { go println(1) }", "starts a goroutine"},
		{"func f() { var w sync.WaitGroup; w.Go(func() {}); w.Wait() }", "starts a goroutine"},
		{"func Split() { go println(1) }", "starts a goroutine"}, // only in package sim
		{"func f() { println(1) }", ""},
	})
}

func TestVariableRule(t *testing.T) {
	ruleCases(t, func(p *packages.Package) []finding { return changingVariables(p, true) }, []ruleCase{
		{"var x int\nfunc f() { x = 1 }", "x is assigned"},
		{"var x int\nfunc f() { x += 1 }", "x is assigned"},
		{"var x int\nfunc f() { x++ }", "x is counted"},
		{"var x [3]int\nfunc f() { x[1] = 2 }", "x is assigned"},
		{"var x struct{ a []int }\nfunc f() { x.a[0] = 2 }", "x is assigned"},
		{"var x = map[int]int{}\nfunc f() { x[1] = 2 }", "x is assigned"},
		{"var x int\nfunc f() *int { return &x }", "x has its address taken"},
		{"var x sync.Mutex\nfunc f() { x.Lock() }", "receiver of Lock"},
		{"var x int\nfunc init() { x = 1 }", ""},
		{"var x = [3]int{1, 2, 3}\nfunc f() int { return x[1] }", ""},
		{"var x int\nfunc f() { x := 2; x++; _ = x }", ""},
		{"type s struct{ x int }\nfunc (v *s) f() { v.x = 1 }", ""},
		{"var x = sync.OnceValue(func() int { return 1 })\nfunc f() int { return x() }", ""},
	})
}
