package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/packages"
)

const (
	whyMath  = "its last bit differs by processor (assembly on some), and one bit turns a history; package stat has Exp, Log, Logit and NormalQuantile"
	whyFused = "a compiler may multiply and add with one rounding where the processor can, also across statements and inlined calls; float64(x*y) forbids it"
)

// exact are the functions of math whose result is the same everywhere: they
// are exact, or correctly rounded by IEEE 754.
var exact = []string{
	"Abs", "Ceil", "Copysign", "Dim", "FMA", "Float32bits", "Float32frombits", "Float64bits", "Float64frombits", "Floor", "Frexp",
	"Inf", "IsInf", "IsNaN", "Ldexp", "Max", "Min", "Mod", "Modf", "NaN", "Nextafter", "Remainder", "Round", "RoundToEven", "Signbit", "Sqrt", "Trunc",
}

// inexactMath finds functions of math and math/cmplx that are not exact.
func inexactMath(p *packages.Package) (found []finding) {
	eachNode(p, func(_ *ast.File, n ast.Node) {
		id, ok := n.(*ast.Ident)
		if !ok {
			return
		}
		f, ok := p.TypesInfo.Uses[id].(*types.Func)
		if !ok || f.Pkg() == nil {
			return
		}
		if path := f.Pkg().Path(); path == "math/cmplx" || path == "math" && !slices.Contains(exact, f.Name()) {
			found = append(found, finding{here(p, n), "calls " + f.FullName(), whyMath})
		}
	})
	return found
}

// fusion follows products that were not rounded, through local variables,
// fields and elements, and through the arguments and results of small functions
// of the module (which are inlined), to where they are added. The compiler does
// fuse in each of these ways. It knows no flow: what holds a product somewhere
// in a function may hold it anywhere there.
type fusion struct {
	all     []*packages.Package
	returns map[string]bool       // functions, by full name, that may return an unrounded product
	takes   map[argument]string   // arguments that may be one, and where it was made
	holds   map[*types.Var]string // local variables that may hold one, and where it was made
	keeps   map[kept]string       // fields and elements that may, within one function
	inside  ast.Decl              // the function looked at
}

// An argument is the n-th of a function.
type argument struct {
	function string
	n        int
}

// What is kept is a field or an element, as the function writes it: c.Mores, v[i].
type kept struct {
	function ast.Decl
	text     string
}

func (f *fusion) known() int { return len(f.returns) + len(f.takes) + len(f.holds) + len(f.keeps) }

// fusedProducts finds a sum or difference with an unrounded product in it, in
// any of the packages.
func fusedProducts(all []*packages.Package) (found []finding) {
	f := &fusion{all: all, returns: map[string]bool{}, takes: map[argument]string{}, holds: map[*types.Var]string{}, keeps: map[kept]string{}}
	for before := -1; before != f.known(); {
		before = f.known()
		f.eachDecl(f.spread)
	}
	f.eachDecl(func(p *packages.Package, decl ast.Decl) {
		ast.Inspect(decl, func(n ast.Node) bool {
			found = append(found, f.added(p, n)...)
			return true
		})
	})
	return found
}

func (f *fusion) eachDecl(visit func(p *packages.Package, decl ast.Decl)) {
	for _, p := range f.all {
		for _, file := range p.Syntax {
			for _, decl := range file.Decls {
				f.inside = decl
				visit(p, decl)
			}
		}
	}
}

// added finds the products in one sum or difference.
func (f *fusion) added(p *packages.Package, n ast.Node) (found []finding) {
	var terms []ast.Expr
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if (n.Op == token.ADD || n.Op == token.SUB) && !worked(p, n) {
			terms = []ast.Expr{n.X, n.Y}
		}
	case *ast.AssignStmt:
		if n.Tok == token.ADD_ASSIGN || n.Tok == token.SUB_ASSIGN {
			terms = []ast.Expr{n.Lhs[0], n.Rhs[0]}
		}
	}
	for _, x := range terms {
		if from := f.product(p, x); from != "" {
			found = append(found, finding{here(p, n), fmt.Sprintf("adds %s unrounded (%s)", types.ExprString(ast.Unparen(x)), from), whyFused})
		}
	}
	return found
}

// spread notes which variables and functions a declaration fills with products.
func (f *fusion) spread(p *packages.Package, decl ast.Decl) {
	var inside []types.Object // the functions around a return; nil for a literal and for what is not inlined
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			inside = append(inside, nil)
			ast.Inspect(n.Body, visit)
			inside = inside[:len(inside)-1]
			return false
		case *ast.CallExpr:
			if name := callee(p, n); name != "" {
				for i, x := range n.Args {
					if from := f.product(p, x); from != "" && f.takes[argument{name, i}] == "" {
						f.takes[argument{name, i}] = from
					}
				}
			}
		case *ast.AssignStmt:
			if n.Tok == token.MUL_ASSIGN && isFloat(p.TypesInfo.TypeOf(n.Lhs[0])) {
				f.hold(p, n.Lhs[0], "product at "+here(p, n))
			}
			if len(n.Lhs) == len(n.Rhs) && (n.Tok == token.ASSIGN || n.Tok == token.DEFINE) {
				for i, left := range n.Lhs {
					f.hold(p, left, f.product(p, n.Rhs[i]))
				}
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if len(n.Values) == len(n.Names) {
					f.hold(p, name, f.product(p, n.Values[i]))
				}
			}
		case *ast.ReturnStmt:
			if of := inside[len(inside)-1]; of != nil {
				for _, x := range n.Results {
					if f.product(p, x) != "" {
						f.returns[of.(*types.Func).FullName()] = true
					}
				}
			}
		}
		return true
	}
	fn, ok := decl.(*ast.FuncDecl)
	if !ok || fn.Body == nil {
		return
	}
	if !small(fn) {
		inside = append(inside, nil)
		ast.Inspect(fn.Body, visit)
		return
	}
	itself := p.TypesInfo.Defs[fn.Name].(*types.Func)
	for i := range itself.Signature().Params().Len() {
		v := itself.Signature().Params().At(i)
		if from := f.takes[argument{itself.FullName(), i}]; from != "" && f.holds[v] == "" {
			f.holds[v] = from
		}
	}
	inside = append(inside, itself)
	ast.Inspect(fn.Body, visit)
}

// small tells whether the compiler might inline a function: its budget is 80
// nodes as it counts them. By our count the largest it inlines here has 69.
func small(fn *ast.FuncDecl) bool {
	nodes := 0
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if n != nil {
			nodes++
		}
		return true
	})
	return nodes <= 80
}

// hold notes that a variable, field or element may hold the product made at from.
func (f *fusion) hold(p *packages.Package, left ast.Expr, from string) {
	if from == "" {
		return
	}
	switch left := ast.Unparen(left).(type) {
	case *ast.Ident:
		if v, ok := p.TypesInfo.ObjectOf(left).(*types.Var); ok && f.holds[v] == "" {
			f.holds[v] = from
		}
	case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		if at := (kept{f.inside, types.ExprString(left)}); f.keeps[at] == "" {
			f.keeps[at] = from
		}
	}
}

// product says where the unrounded product that an expression may be was made;
// empty: it is none.
func (f *fusion) product(p *packages.Package, x ast.Expr) string {
	x = ast.Unparen(x)
	if !isFloat(p.TypesInfo.TypeOf(x)) || worked(p, x) {
		return ""
	}
	switch x := x.(type) {
	case *ast.BinaryExpr:
		if x.Op == token.MUL {
			return "product at " + here(p, x)
		}
	case *ast.UnaryExpr:
		return f.product(p, x.X)
	case *ast.Ident:
		if v, ok := p.TypesInfo.Uses[x].(*types.Var); ok {
			return f.holds[v]
		}
	case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		return f.keeps[kept{f.inside, types.ExprString(x)}]
	case *ast.CallExpr:
		if name := callee(p, x); f.returns[name] {
			return "result of " + name
		}
	}
	return ""
}

func isFloat(t types.Type) bool {
	if t == nil {
		return false
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsFloat != 0
}

// worked tells whether the compiler works the expression out itself.
func worked(p *packages.Package, x ast.Expr) bool { return p.TypesInfo.Types[x].Value != nil }

func TestNumbersAreTheSameOnEveryProcessor(t *testing.T) {
	for _, p := range typedBelow(t, 6) {
		report(t, inexactMath(p))
	}
	report(t, fusedProducts(typedBelow(t, 4)))
}

func TestMathRule(t *testing.T) {
	ruleCases(t, inexactMath, []ruleCase{
		{"func f(x float64) float64 { return math.Exp(x) }", "math.Exp"},
		{"var f = math.Hypot", "math.Hypot"},
		{"func f(x float64) float64 { return math.Pow(x, 2) }", "math.Pow"},
		{"func f(x float64) float64 { return math.Sqrt(x) + math.Pi + math.Floor(x) }", ""},
	})
}

func TestFusionRule(t *testing.T) {
	ruleCases(t, func(p *packages.Package) []finding { return fusedProducts([]*packages.Package{p}) }, []ruleCase{
		{"func f(x, y, z float64) float64 { return x*y + z }", "adds x * y"},
		{"func f(x, y, z float64) float64 { return z - (x * y) }", "adds x * y"},
		{"func f(x, y, z float64) float64 { return z - -(x * y) }", "adds -(x * y)"},
		{"func f(x, y, z float32) float32 { return x*y + z }", "adds x * y"},
		{"type m float64\nfunc f(x, y, z m) m { return x*y + z }", "adds x * y"},
		{"func f(x, y, z float64) float64 { z += x * y; return z }", "adds x * y"},
		{"func f(x, y, z float64) float64 { t := x * y; return t + z }", "adds t unrounded"},
		{"func f(x, y, z float64) float64 { var t = x * y; return t + z }", "adds t unrounded"},
		{"func f(x, y, z float64) float64 { x *= y; return z - x }", "adds x unrounded"},
		{"func f(x, y, z float64) float64 { x *= y; x += z; return x }", "adds x unrounded"},
		{"func g(x, y float64) float64 { return x * y }\nfunc f(x, y, z float64) float64 { return g(x, y) + z }", "result of"},
		{"func g(x float64) float64 { t := x * x; return t }\nfunc f(x, z float64) float64 { return g(x) + z }", "result of"},
		{"type s struct{ a float64 }\nfunc f(v *s, x, z float64) float64 { v.a = x * x; return v.a + z }", "adds v.a unrounded"},
		{"func f(v []float64, x float64) (z float64) { for i := range v { v[i] *= x; z += v[i] }; return }", "adds v[i] unrounded"},
		{"func f(v *float64, x, z float64) float64 { *v = x * x; return *v + z }", "adds *v unrounded"},
		{"func g(a, b float64) float64 { return a + b }\nfunc f(x, y, z float64) float64 { return g(z, x*y) }", "adds b unrounded"},
		{"type s struct{ a float64 }\nfunc f(v *s, x, z float64) float64 { v.a = float64(x * x); return v.a + z }", ""},
		{"func f(v, w []float64, x float64) (z float64) { v[0] = x * x; return w[0] + z }", ""},
		{"func g(a, b float64) float64 { return a + b }\nfunc f(x, y, z float64) float64 { return g(z, float64(x*y)) }", ""},
		{"func f(x, y, z float64) float64 { return float64(x*y) + z }", ""},
		{"func f(x, y, z float64) float64 { t := float64(x * y); return t + z }", ""},
		{"func f(x, y, z float64) float64 { return x*y/z + 1 }", ""},
		{"func f(x, y, z int) int { return x*y + z }", ""},
		{"func f(z float64) float64 { return 2*3.5 + z }", ""},
		{"func f(x, y, z float64) bool { return x*y > z }", ""},
		{"func f(x, y float64) int { return int(x*y) + 1 }", ""},
	})
}
