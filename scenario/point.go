package scenario

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// DefaultPoint is the shipped point of a run that names none, and NoPoint the
// word for none: every parameter at the default of the code.
const (
	DefaultPoint = "to-1939"
	NoPoint      = "none"
)

// Point is a place in parameter space: values that were found together, by one
// search, from figures up to one month. The months of its figures are what
// parts a prediction from an explanation, so its label goes wherever its
// results go. It lies between the defaults of the institutions, which it
// replaces, and the parameters that a scenario sets, which replace it.
type Point struct {
	Name       string
	Title      string             // one line for readers; may be empty
	Label      string             // what it was fitted to and what it may be used for
	FittedTo   calendar.Month     // last month of the figures it was fitted to; 0: to none
	Search     map[string]any     // where it comes from: text, numbers, lists and maps of these
	Parameters map[string]float64 // by institution.parameter; not named: the default
}

// unfitted is the point named none.
func unfitted() Point {
	return Point{Name: NoPoint, Label: "the defaults of the code, unfitted", Parameters: map[string]float64{}}
}

// String is the name with the label, as pages and recordings have it.
func (p Point) String() string {
	if p.Name == NoPoint {
		return p.Name + ": " + p.Label
	}
	return p.Name + ", " + oneLine(p.Label)
}

// Value is a parameter of an institution at the point.
func (p Point) Value(institution string, param country.Param) float64 {
	if v, ok := p.Parameters[institution+"."+param.Key]; ok {
		return v
	}
	return param.Default
}

// ReadPoint reads a point by its shipped name (found in fsys), none, or from
// disk if name ends in .yaml or .yml. A user's mistakes come back as Findings.
func ReadPoint(fsys fs.FS, name string, registry Registry) (Point, error) {
	r := newReader(fsys, registry)
	p := r.loadPoint(name, ".", place{file: name}, "")
	if err := r.findings.orNil(); err != nil {
		return Point{}, err
	}
	return p, nil
}

// Points are the shipped points by name, and none last.
func Points(fsys fs.FS, registry Registry) ([]Point, error) {
	r := newReader(fsys, registry)
	var out []Point
	for _, name := range r.pointNames() {
		out = append(out, r.loadPoint(name, ".", place{file: name}, ""))
	}
	if err := r.findings.orNil(); err != nil {
		return nil, err
	}
	return append(out, unfitted()), nil
}

// pointNames are the shipped points.
func (r *reader) pointNames() []string {
	paths, _ := fs.Glob(r.fsys, "points/*.yaml") // the pattern is sound
	for i, p := range paths {
		paths[i] = strings.TrimSuffix(path.Base(p), ".yaml")
	}
	sort.Strings(paths)
	return paths
}

// choosePoint writes the point of the command line over that of the file, and
// the default point where neither names one.
func (r *reader) choosePoint(tree *node, name string) {
	if name == "" {
		if tree.of("point") != nil {
			return
		}
		name = DefaultPoint
	}
	at := place{file: "--point"}
	tree.put("point", at, &node{kind: text, at: at, text: name})
}

// settlePoint reads the point of the scenario: by its name or in full, as a
// resolved text has it. A text that names none and passed by no command line
// was resolved at the defaults of the code.
func (r *reader) settlePoint() Point {
	n := r.tree.of("point")
	switch {
	case n == nil:
		return unfitted()
	case n.kind == mapping:
		return r.pointOf(n, "point")
	case n.kind != text || n.text == "":
		r.findings.found(n.at, "point", "%s is no point; allowed: %s", n.written(), r.allowedPoints())
		return unfitted()
	case n.at.file == "--point":
		return r.loadPoint(n.text, ".", n.at, n.text)
	}
	return r.loadPoint(n.text, r.sources[n.at.file].dir, n.at, "point")
}

func (r *reader) allowedPoints() string {
	return listed(append([]string{NoPoint}, r.pointNames()...)) + "; a path ends in .yaml"
}

// loadPoint reads a point by its name or from disk, there relative to a folder.
// That it cannot be read is a mistake at the place, and of the key, where it
// was named.
func (r *reader) loadPoint(name, dir string, at place, key string) Point {
	if name == NoPoint {
		return unfitted()
	}
	file, source := path.Join("points", name+".yaml"), []byte(nil)
	var err error
	if isPath(name) {
		if file = name; !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		if source, err = os.ReadFile(file); err != nil {
			r.findings.found(at, key, "cannot be read: %v", reason(err))
			return unfitted()
		}
	} else if source, err = fs.ReadFile(r.fsys, file); err != nil {
		r.findings.found(at, key, "no point of this name is shipped; allowed: %s%s", r.allowedPoints(), didYouMean(name, append(r.pointNames(), NoPoint)))
		return unfitted()
	}
	tree, findings := parseMap(file, source, "a point is a map of keys: "+strings.Join(pointKeys, ", "))
	r.findings = append(r.findings, findings...)
	if tree == nil {
		return unfitted()
	}
	r.pointVersion(tree)
	return r.pointOf(tree, "")
}
