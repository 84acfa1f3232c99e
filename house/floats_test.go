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

// fusion follows products that were not rounded, through local variables and
// the results of functions of the module, to where they are added.
type fusion struct {
	all     []*packages.Package
	returns map[string]bool       // functions, by full name, that may return an unrounded product
	holds   map[*types.Var]string // local variables that may hold one, and where it was made
}

// fusedProducts finds a sum or difference with an unrounded product in it, in
// any of the packages.
func fusedProducts(all []*packages.Package) (found []finding) {
	f := &fusion{all, map[string]bool{}, map[*types.Var]string{}}
	for before := -1; before != len(f.returns)+len(f.holds); {
		before = len(f.returns) + len(f.holds)
		for _, p := range all {
			for _, file := range p.Syntax {
				for _, decl := range file.Decls {
					f.spread(p, decl)
				}
			}
		}
	}
	for _, p := range all {
		eachNode(p, func(_ *ast.File, n ast.Node) {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.ADD || n.Op == token.SUB {
					for _, x := range []ast.Expr{n.X, n.Y} {
						if from := f.product(p, x); from != "" && !worked(p, n) {
							found = append(found, finding{here(p, n), fmt.Sprintf("adds %s unrounded (%s)", types.ExprString(ast.Unparen(x)), from), whyFused})
						}
					}
				}
			case *ast.AssignStmt:
				if n.Tok == token.ADD_ASSIGN || n.Tok == token.SUB_ASSIGN {
					if from := f.product(p, n.Rhs[0]); from != "" {
						found = append(found, finding{here(p, n), fmt.Sprintf("adds %s unrounded (%s)", types.ExprString(n.Rhs[0]), from), whyFused})
					}
					if from := f.product(p, n.Lhs[0]); from != "" {
						found = append(found, finding{here(p, n), fmt.Sprintf("adds to %s unrounded (%s)", types.ExprString(n.Lhs[0]), from), whyFused})
					}
				}
			}
		})
	}
	return found
}

// spread notes which variables and functions a declaration fills with products.
func (f *fusion) spread(p *packages.Package, decl ast.Decl) {
	var inside []types.Object // the functions around a return; nil for a literal
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			inside = append(inside, nil)
			ast.Inspect(n.Body, visit)
			inside = inside[:len(inside)-1]
			return false
		case *ast.AssignStmt:
			if n.Tok == token.MUL_ASSIGN {
				if t := p.TypesInfo.TypeOf(n.Lhs[0]); isFloat(t) {
					f.hold(p, n.Lhs[0], here(p, n))
				}
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
	if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
		inside = append(inside, p.TypesInfo.Defs[fn.Name])
		ast.Inspect(fn.Body, visit)
	}
}

// hold notes that a local variable may hold the product made at from.
func (f *fusion) hold(p *packages.Package, left ast.Expr, from string) {
	id, ok := ast.Unparen(left).(*ast.Ident)
	if !ok || from == "" {
		return
	}
	v, ok := p.TypesInfo.ObjectOf(id).(*types.Var)
	if ok && f.holds[v] == "" {
		f.holds[v] = from
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
		{"func f(x, y, z float64) float64 { x *= y; x += z; return x }", "adds to x unrounded"},
		{"func g(x, y float64) float64 { return x * y }\nfunc f(x, y, z float64) float64 { return g(x, y) + z }", "result of"},
		{"func g(x float64) float64 { t := x * x; return t }\nfunc f(x, z float64) float64 { return g(x) + z }", "result of"},
		{"func f(x, y, z float64) float64 { return float64(x*y) + z }", ""},
		{"func f(x, y, z float64) float64 { t := float64(x * y); return t + z }", ""},
		{"func f(x, y, z float64) float64 { return x*y/z + 1 }", ""},
		{"func f(x, y, z int) int { return x*y + z }", ""},
		{"func f(z float64) float64 { return 2*3.5 + z }", ""},
		{"func f(x, y, z float64) bool { return x*y > z }", ""},
		{"func f(x, y float64) int { return int(x*y) + 1 }", ""},
	})
}
