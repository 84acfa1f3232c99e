package scenario

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fromabove/fromabove/country"
)

// maxChain is how many files may extend one another.
const maxChain = 8

// source says where the files that a scenario file names are looked for.
type source struct {
	disk bool   // on disk, below dir; else in the shipped files
	dir  string // of the scenario file
}

// reader reads one scenario.
type reader struct {
	fsys     fs.FS
	registry Registry
	switches []country.Switch
	sources  map[string]source // by the name a file has in messages
	layer    map[string]int    // likewise: a file lies above what it extends, the command line above all
	tree     *node             // the scenario in one piece, once it is
	findings Findings
}

func newReader(fsys fs.FS, registry Registry) *reader {
	return &reader{fsys: fsys, registry: registry, switches: switchesOf(registry), sources: map[string]source{
		"--set": {disk: true, dir: "."}, "--without": {disk: true, dir: "."}, "scenario": {disk: true, dir: "."},
	}, layer: map[string]int{"--set": 1, "--without": 1}}
}

// isPath tells a path on disk from a shipped name.
func isPath(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// load reads a scenario and what it extends into one tree. chain holds what
// led here. On a mistake that leaves nothing to check the tree is nil.
func (r *reader) load(name string, chain []string) *node {
	if isPath(name) {
		text, err := os.ReadFile(name)
		if err != nil {
			r.findings.found(place{file: name}, "", "cannot be read: %v", reason(err))
			return nil
		}
		return r.loadText(name, text, source{disk: true, dir: filepath.Dir(name)}, append(chain, filepath.Clean(name)))
	}
	text, err := fs.ReadFile(r.fsys, name+".yaml")
	if err != nil {
		r.findings.found(place{file: name}, "", "no scenario of this name is shipped; %s%s", r.shipped(), didYouMean(name, r.names()))
		return nil
	}
	return r.loadText(name+".yaml", text, source{}, append(chain, name))
}

// loadText reads the text of a file and what it extends.
func (r *reader) loadText(file string, text []byte, from source, chain []string) *node {
	if _, known := r.sources[file]; !known {
		r.sources[file] = from
	}
	r.layer[file] = -len(chain)
	tree, findings := parseTree(file, text)
	r.findings = append(r.findings, findings...)
	if tree == nil {
		return nil
	}
	r.head(file, tree)
	base := r.extended(tree, r.sources[file], chain)
	if tree.of("extends") != nil && base == nil {
		return nil // what is wrong below has been said
	}
	if base != nil {
		base = merged(newMapping(base.at), base)
		for _, own := range []string{"schema", "name", "title", "why", "extends", forcedDates} {
			base.drop(own)
		}
		if tree.of("point") != nil {
			base.drop("point") // a point is one thing: its values are not mixed with another's
		}
		tree = merged(base, tree)
	}
	if tree.of("extends") != nil {
		tree = merged(newMapping(tree.at), tree) // a copy; the trees of files stay whole
		tree.drop("extends")
	}
	return tree
}

// head checks what every file must say for itself.
func (r *reader) head(file string, tree *node) {
	if tree.of("schema") == nil {
		r.findings.found(place{file, 1, 1}, "schema", "is missing; this program reads version %d: write schema: %d", Version, Version)
	} else if v := tree.of("schema"); v.kind == number && v.number != Version {
		r.findings.found(v.at, "schema", "version %s is not read; this program reads version %d", v.written(), Version)
	}
	if tree.of("name") == nil {
		r.findings.found(place{file, 1, 1}, "name", "is missing")
	}
}

// extended is the tree of the scenario that tree extends, nil if there is none.
func (r *reader) extended(tree *node, from source, chain []string) *node {
	extends := tree.of("extends")
	if extends == nil {
		return nil
	}
	if extends.kind != text || extends.text == "" {
		r.findings.found(extends.at, "extends", "%s is not the name of a scenario; %s", extends.written(), r.shipped())
		return nil
	}
	name := extends.text
	if isPath(name) {
		if !from.disk {
			r.findings.found(extends.at, "extends", "a shipped scenario extends a shipped scenario: write its name without .yaml")
			return nil
		}
		if !filepath.IsAbs(name) {
			name = filepath.Join(from.dir, name)
		}
	}
	for _, before := range chain {
		if before == name || before == filepath.Clean(name) {
			r.findings.found(extends.at, "extends", "goes in a circle: %s", strings.Join(append(append([]string{}, chain...), name), " extends "))
			return nil
		}
	}
	if len(chain) >= maxChain {
		r.findings.found(extends.at, "extends", "more than %d scenarios extend one another", maxChain)
		return nil
	}
	if isPath(name) {
		if _, err := os.Stat(name); err != nil {
			r.findings.found(extends.at, "extends", "%q cannot be read: %v", extends.text, reason(err))
			return nil
		}
	} else if _, err := fs.Stat(r.fsys, name+".yaml"); err != nil {
		r.findings.found(extends.at, "extends", "%s is not shipped; %s%s", extends.written(), r.shipped(), didYouMean(name, r.names()))
		return nil
	}
	return r.load(name, chain)
}

// names are the shipped scenarios.
func (r *reader) names() []string {
	paths, _ := fs.Glob(r.fsys, "*.yaml") // the pattern is sound
	for i, p := range paths {
		paths[i] = strings.TrimSuffix(p, ".yaml")
	}
	return paths
}

func (r *reader) shipped() string {
	return fmt.Sprintf("shipped: %s; a path ends in .yaml", listed(r.names()))
}

// reason is an error of the file system without the path.
func reason(err error) error {
	if p, ok := err.(*fs.PathError); ok {
		return p.Err
	}
	return err
}
