package scenario

import (
	"regexp"
	"sort"
	"strings"

	"github.com/fromabove/fromabove/country"
)

// PointVersion is the schema version of point files.
const PointVersion = 1

// pointKeys are the keys of a point file, in the order in which it is written.
var pointKeys = []string{"schema", "name", "title", "label", "fitted_to", "search", "parameters"}

var pointName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,59}$`)

// pointVersion checks the schema version of a point file.
func (r *reader) pointVersion(tree *node) {
	switch v := tree.of("schema"); {
	case v == nil:
		r.findings.found(place{tree.at.file, 1, 1}, "schema", "is missing; this program reads version %d: write schema: %d", PointVersion, PointVersion)
	case v.kind != number || v.number != PointVersion:
		r.findings.found(v.at, "schema", "version %s is not read; this program reads version %d", v.written(), PointVersion)
	}
}

// pointOf reads a point, from a file of its own or from the key of a scenario
// that holds it in full. Everything that is wrong with it is found at once.
func (r *reader) pointOf(tree *node, prefix string) Point {
	for _, k := range tree.keys {
		known := false
		for _, p := range pointKeys {
			known = known || k == p
		}
		if !known {
			r.findings.found(tree.keyAt[k], join(prefix, k), "is not a key here; allowed: %s%s", listed(pointKeys), didYouMean(k, pointKeys))
		}
	}
	p := Point{Name: r.pointText(tree, prefix, "name", true), Title: r.pointText(tree, prefix, "title", false), Label: r.pointText(tree, prefix, "label", true)}
	if n := tree.of("name"); p.Name != "" && !pointName.MatchString(p.Name) {
		r.findings.found(n.at, join(prefix, "name"), "%s is no name; use small letters, digits and -, beginning with a letter", n.written())
	} else if p.Name == NoPoint {
		r.findings.found(n.at, join(prefix, "name"), "%s is the word for no point; give it a name of its own", n.written())
	}
	if n := tree.of("fitted_to"); n == nil {
		r.findings.found(tree.at, join(prefix, "fitted_to"), "is missing")
	} else if m, ok := monthOf(n); ok {
		p.FittedTo = m
	} else {
		r.findings.found(n.at, join(prefix, "fitted_to"), "%s", monthHint(n.written()))
	}
	if n := tree.of("search"); n != nil {
		key := join(prefix, "search")
		if n.kind != mapping {
			r.findings.found(n.at, key, "%s is not a map of keys, such as command, seed, loss", n.written())
		} else if r.whole(n, key) {
			p.Search = n.plain().(map[string]any)
		}
	}
	p.Parameters = r.pointParameters(tree, prefix)
	return p
}

// pointText is the text of a key; one that must be there may not be empty.
func (r *reader) pointText(tree *node, prefix, key string, must bool) string {
	n := tree.of(key)
	switch {
	case n == nil && must:
		r.findings.found(tree.at, join(prefix, key), "is missing")
	case n == nil:
	case n.kind == null || n.kind == text && n.text == "" && must:
		r.findings.found(n.at, join(prefix, key), "is empty; want text")
	case n.kind != text:
		r.findings.found(n.at, join(prefix, key), "%s is not text", n.written())
	default:
		return n.text
	}
	return ""
}

// whole tells whether nothing below a node is left empty.
func (r *reader) whole(n *node, key string) bool {
	good := n.kind != null
	if !good {
		r.findings.found(n.at, key, "is empty; leave the key out, or write what it is")
	}
	for _, item := range n.items {
		good = r.whole(item, key) && good
	}
	for _, k := range n.keys {
		good = r.whole(n.child[k], join(key, k)) && good
	}
	return good
}

// pointParameters reads the values, each in the range that its institution
// gives it.
func (r *reader) pointParameters(tree *node, prefix string) map[string]float64 {
	out := map[string]float64{}
	section, key := tree.of("parameters"), join(prefix, "parameters")
	switch {
	case section == nil:
		r.findings.found(tree.at, key, "is missing; a point without any is called %s", NoPoint)
		return out
	case section.kind != mapping:
		r.findings.found(section.at, key, "%s is not a map of institution.parameter to number", section.written())
		return out
	}
	for _, k := range section.keys {
		n := section.of(k)
		p, ok := r.pointParameter(k, section.keyAt[k], key)
		if !ok {
			continue
		}
		rule := object{"minimum": p.Min, "maximum": p.Max}
		switch {
		case n.kind == text:
			r.findings.found(n.at, join(key, k), "%s is text, want a number in %s%s", n.written(), between(rule), numberHint(n.text))
		case n.kind != number:
			r.findings.found(n.at, join(key, k), "%s is not a number; want one in %s", n.written(), between(rule))
		case n.number < p.Min || n.number > p.Max:
			r.findings.found(n.at, join(key, k), "%s is outside %s%s", n.written(), between(rule), shareHint(n, rule))
		default:
			out[k] = n.number
		}
	}
	return out
}

// pointParameter finds the parameter that a key names.
func (r *reader) pointParameter(name string, at place, key string) (country.Param, bool) {
	institution, param, dotted := strings.Cut(name, ".")
	var institutions, keys []string
	for _, i := range r.registry {
		if len(i.Params) > 0 {
			institutions = append(institutions, i.Name)
		}
		for _, p := range i.Params {
			switch {
			case i.Name == institution && p.Key == param:
				return p, true
			case i.Name == institution:
				keys = append(keys, i.Name+"."+p.Key)
			}
		}
	}
	sort.Strings(institutions)
	sort.Strings(keys)
	switch {
	case keys == nil:
		r.findings.found(at, join(key, name), "%s is no institution with parameters; allowed: %s%s", institution, listed(institutions), didYouMean(institution, institutions))
	case !dotted:
		r.findings.found(at, join(key, name), "want institution.parameter, one a line, such as %s", keys[0])
	default:
		r.findings.found(at, join(key, name), "is no parameter; allowed: %s%s", listed(keys), didYouMean(name, keys))
	}
	return country.Param{}, false
}
