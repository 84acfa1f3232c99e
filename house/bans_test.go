package house

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

const (
	whyClock   = "a history must come out the same whenever it is run; the lab hangs a clock on the month from outside"
	whyRandom  = "every draw has a key (package chance), so that sparing one person moves nobody else's dice"
	whyMaps    = "the order of a map differs from run to run; collect the keys and sort them, or say in a comment // order: why it cannot matter"
	whyGo      = "sim.Split is the one place that shares work among processors, and adds the parts up in index order"
	whyVars    = "a variable of a package is shared by all histories that run side by side, and is not in the books"
	whyMachine = "a history must not depend on the machine; the number of workers is handed down from the lab"
	whyExit    = "libraries return errors; only main exits"
)

// forbidden are calls that a floor may not make, by full name of the function.
type forbidden struct {
	names []string
	what  string
	why   string
}

var clockAndDice = []forbidden{
	{[]string{"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.AfterFunc", "time.Tick", "time.NewTimer", "time.NewTicker"}, "reads the clock", whyClock},
	{[]string{"maps.Keys", "maps.Values", "maps.All"}, "walks a map in its own order", whyMaps},
}

var theMachine = []forbidden{
	{[]string{"os.Getenv", "os.LookupEnv", "os.Environ", "os.Hostname", "os.Getpid", "runtime.NumCPU", "runtime.GOMAXPROCS", "runtime.NumGoroutine"}, "asks the machine", whyMachine},
}

var leaving = []forbidden{
	{[]string{"os.Exit", "log.Fatal", "log.Fatalf", "log.Fatalln"}, "ends the program", whyExit},
}

// here says where a node is, from the top of the repository.
func here(p *packages.Package, n ast.Node) string {
	at := p.Fset.Position(n.Pos())
	name := at.Filename
	if i := strings.LastIndex(name, "/"); i >= 0 {
		name = strings.TrimPrefix(roomOf(p.PkgPath)+name[i:], "/")
	}
	return fmt.Sprintf("%s:%d", name, at.Line)
}

// eachNode visits the nodes of the files that ship.
func eachNode(p *packages.Package, visit func(file *ast.File, n ast.Node)) {
	for _, file := range p.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if n != nil {
				visit(file, n)
			}
			return true
		})
	}
}

// calls finds the use of any forbidden function. maps.Keys inside slices.Sorted
// is in order and passes.
func calls(p *packages.Package, rules []forbidden) (found []finding) {
	inOrder := map[ast.Node]bool{}
	excused := map[*ast.File]map[int]bool{}
	for _, file := range p.Syntax {
		excused[file] = inAnyOrder(p, file)
	}
	eachNode(p, func(file *ast.File, n ast.Node) {
		if call, ok := n.(*ast.CallExpr); ok && strings.HasPrefix(callee(p, call), "slices.Sorted") && len(call.Args) > 0 {
			if inner, ok := call.Args[0].(*ast.CallExpr); ok {
				inOrder[inner.Fun] = true
			}
		}
		if inOrder[n] {
			if s, ok := n.(*ast.SelectorExpr); ok {
				inOrder[s.Sel] = true
			}
			return
		}
		id, ok := n.(*ast.Ident)
		if !ok || inOrder[n] {
			return
		}
		f, ok := p.TypesInfo.Uses[id].(*types.Func)
		if !ok {
			return
		}
		for _, rule := range rules {
			if slices.Contains(rule.names, f.FullName()) && (rule.why != whyMaps || !excused[file][p.Fset.Position(n.Pos()).Line]) {
				found = append(found, finding{here(p, n), f.FullName() + " " + rule.what, rule.why})
			}
		}
	})
	return found
}

// callee is the full name of the function a call calls, or empty.
func callee(p *packages.Package, call *ast.CallExpr) string {
	fun := ast.Unparen(call.Fun)
	switch g := fun.(type) { // an instance of a generic function
	case *ast.IndexExpr:
		fun = g.X
	case *ast.IndexListExpr:
		fun = g.X
	}
	var id *ast.Ident
	switch f := fun.(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	default:
		return ""
	}
	if f, ok := p.TypesInfo.Uses[id].(*types.Func); ok {
		return f.Origin().FullName()
	}
	return ""
}

// randomness finds dice that are not keyed: the functions of math/rand that
// draw from the shared source, crypto/rand, and hashes with a random seed.
func randomness(p *packages.Package) (found []finding) {
	eachNode(p, func(_ *ast.File, n ast.Node) {
		id, ok := n.(*ast.Ident)
		if !ok {
			return
		}
		use := p.TypesInfo.Uses[id]
		if use == nil || use.Pkg() == nil {
			return
		}
		switch use.Pkg().Path() {
		case "math/rand", "math/rand/v2":
			f, isFunc := use.(*types.Func)
			if isFunc && f.Signature().Recv() == nil && !strings.HasPrefix(f.Name(), "New") {
				found = append(found, finding{here(p, n), f.FullName() + " draws from a source that everybody shares", whyRandom})
			}
		case "crypto/rand", "hash/maphash":
			found = append(found, finding{here(p, n), use.Pkg().Path() + " differs from run to run", whyRandom})
		}
	})
	return found
}

// inAnyOrder are the lines of a file for which a comment beginning "order:", on
// the line or the line above, says why the order cannot matter.
func inAnyOrder(p *packages.Package, file *ast.File) map[int]bool {
	lines := map[int]bool{}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(c.Text, "//")), "order:") {
				lines[p.Fset.Position(c.Pos()).Line] = true
				lines[p.Fset.Position(group.End()).Line+1] = true
			}
		}
	}
	return lines
}

// mapOrder finds a range over a map, unless its body only collects keys that
// the same function sorts afterwards, or only fills another map under the same
// keys, or a comment says why the order cannot matter.
func mapOrder(p *packages.Package) (found []finding) {
	for _, file := range p.Syntax {
		excused := inAnyOrder(p, file)
		for _, decl := range file.Decls {
			ast.Inspect(decl, func(n ast.Node) bool {
				loop, ok := n.(*ast.RangeStmt)
				if !ok {
					return true
				}
				t := p.TypesInfo.TypeOf(loop.X)
				if t == nil {
					return true
				}
				if _, isMap := t.Underlying().(*types.Map); !isMap || excused[p.Fset.Position(loop.Pos()).Line] || loop.Key == nil && loop.Value == nil {
					return true
				}
				if keys := collected(loop); !fillsMap(p, loop) && (keys == "" || !sortedAfter(p, decl, loop, keys)) {
					found = append(found, finding{here(p, loop), "ranges over a map", whyMaps})
				}
				return true
			})
		}
	}
	return found
}

// fillsMap tells whether a loop's only statement writes into a map under the
// loop's own key.
func fillsMap(p *packages.Package, loop *ast.RangeStmt) bool {
	if len(loop.Body.List) != 1 || loop.Key == nil {
		return false
	}
	assign, ok := loop.Body.List[0].(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 1 || assign.Tok.String() != "=" {
		return false
	}
	at, ok := assign.Lhs[0].(*ast.IndexExpr)
	if !ok || types.ExprString(at.Index) != types.ExprString(loop.Key) {
		return false
	}
	_, isMap := p.TypesInfo.TypeOf(at.X).Underlying().(*types.Map)
	return isMap
}

// collected is the name of the slice to which a loop's only statement appends
// the loop's key, or empty.
func collected(loop *ast.RangeStmt) string {
	if len(loop.Body.List) != 1 {
		return ""
	}
	assign, ok := loop.Body.List[0].(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 1 {
		return ""
	}
	call, ok := assign.Rhs[0].(*ast.CallExpr)
	if !ok || len(call.Args) != 2 || types.ExprString(call.Fun) != "append" || loop.Key == nil {
		return ""
	}
	if types.ExprString(call.Args[0]) != types.ExprString(assign.Lhs[0]) {
		return ""
	}
	return types.ExprString(assign.Lhs[0])
}

// sortedAfter tells whether the declaration sorts the named slice after the loop.
func sortedAfter(p *packages.Package, decl ast.Decl, loop *ast.RangeStmt, name string) (sorted bool) {
	ast.Inspect(decl, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if ok && call.Pos() > loop.End() && len(call.Args) > 0 && types.ExprString(call.Args[0]) == name {
			f := callee(p, call)
			sorted = sorted || strings.HasPrefix(f, "sort.") || strings.HasPrefix(f, "slices.Sort")
		}
		return true
	})
	return sorted
}

// goroutines finds what starts one outside sim.Split.
func goroutines(p *packages.Package) (found []finding) {
	for _, file := range p.Syntax {
		for _, decl := range file.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && p.PkgPath == module+"/sim" && f.Name.Name == "Split" {
				continue
			}
			ast.Inspect(decl, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.GoStmt:
					found = append(found, finding{here(p, n), "starts a goroutine", whyGo})
				case *ast.CallExpr:
					if name := callee(p, n); name == "(*sync.WaitGroup).Go" || strings.HasSuffix(name, "errgroup.Group).Go") {
						found = append(found, finding{here(p, n), name + " starts a goroutine", whyGo})
					}
				}
				return true
			})
		}
	}
	return found
}

// changingVariables finds what changes a variable of a package after its
// declaration, outside init: assignment to it or to a part of it. Where strict,
// it also finds what may: its address taken, or a method called that wants it.
func changingVariables(p *packages.Package, strict bool) (found []finding) {
	say := func(n ast.Node, v *types.Var, how string) {
		found = append(found, finding{here(p, n), fmt.Sprintf("the package variable %s %s", v.Name(), how), whyVars})
	}
	for _, file := range p.Syntax {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil && f.Name.Name == "init" {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.AssignStmt:
					for _, left := range n.Lhs {
						if v := packageVariable(p, left); v != nil {
							say(n, v, "is assigned")
						}
					}
				case *ast.IncDecStmt:
					if v := packageVariable(p, n.X); v != nil {
						say(n, v, "is counted")
					}
				case *ast.UnaryExpr:
					if v := packageVariable(p, n.X); v != nil && strict && n.Op.String() == "&" {
						say(n, v, "has its address taken")
					}
				case *ast.SelectorExpr:
					if v := receiverChanged(p, n); v != nil && strict {
						say(n, v, "is the receiver of "+n.Sel.Name+", which may change it")
					}
				}
				return true
			})
		}
	}
	return found
}

// packageVariable is the package variable at the root of x, in x.field, x[i],
// *x; nil for any other expression.
func packageVariable(p *packages.Package, x ast.Expr) *types.Var {
	for {
		switch e := x.(type) {
		case *ast.ParenExpr:
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.SelectorExpr:
			if v := asPackageVariable(p, e.Sel); v != nil {
				return v
			}
			x = e.X
		case *ast.Ident:
			return asPackageVariable(p, e)
		default:
			return nil
		}
	}
}

func asPackageVariable(p *packages.Package, id *ast.Ident) *types.Var {
	v, ok := p.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.IsField() || v.Pkg() == nil || v.Parent() != v.Pkg().Scope() {
		return nil
	}
	return v
}

// receiverChanged is the package variable whose address a method call takes
// without saying so: the variable is a value, the method wants a pointer.
func receiverChanged(p *packages.Package, s *ast.SelectorExpr) *types.Var {
	chosen := p.TypesInfo.Selections[s]
	if chosen == nil || chosen.Kind() != types.MethodVal {
		return nil
	}
	f, ok := chosen.Obj().(*types.Func)
	if !ok || f.Signature().Recv() == nil {
		return nil
	}
	_, wantsPointer := f.Signature().Recv().Type().(*types.Pointer)
	if _, isPointer := chosen.Recv().Underlying().(*types.Pointer); !wantsPointer || isPointer {
		return nil
	}
	return packageVariable(p, s.X)
}

// Below the lab a history is a function of scenario, seed and version.
func TestNothingBelowTheLabDependsOnTheRun(t *testing.T) {
	for _, p := range typedBelow(t, 6) {
		report(t, calls(p, clockAndDice))
		report(t, randomness(p))
		report(t, mapOrder(p))
		report(t, goroutines(p))
		at, _ := theFloors(t).placeOf(roomOf(p.PkgPath))
		report(t, changingVariables(p, at.floor <= 4))
	}
}

func TestNothingBelowTheScenarioAsksTheMachine(t *testing.T) {
	for _, p := range typedBelow(t, 4) {
		report(t, calls(p, theMachine))
	}
}

func TestOnlyMainExits(t *testing.T) {
	all, err := typed()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.Name != "main" {
			report(t, calls(p, leaving))
		}
	}
}
