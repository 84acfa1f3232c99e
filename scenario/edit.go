package scenario

import (
	"sort"
	"strconv"
	"strings"
)

// edit makes the changes of the command line. The tree is changed in place,
// but no part of it that a file's own tree may share.
func (r *reader) edit(tree *node, edits Edits) {
	for _, set := range edits.Set {
		key, value, ok := strings.Cut(set, "=")
		if !ok || key == "" {
			r.findings.found(place{file: "--set"}, key, "want key=value, for example until=1938-12")
			continue
		}
		r.set(tree, key, value)
	}
	for _, name := range edits.Without {
		r.without(tree, name)
	}
}

// set changes one value.
func (r *reader) set(tree *node, key, value string) {
	at := place{file: "--set"}
	parts := strings.Split(r.fullKey(key), ".")
	if parts[0] == "point" {
		r.findings.found(at, key, "a point is chosen with --point; a parameter is set as institution.parameter=value")
		return
	}
	if parts[0] == "extends" || parts[0] == "schema" {
		r.findings.found(at, key, "cannot be set; write a scenario file")
		return
	}
	read, findings := parseTree("--set", []byte("value: "+value+"\n"))
	var v *node
	if read != nil {
		v = read.of("value")
	}
	if findings != nil || v == nil || len(read.keys) != 1 {
		r.findings.found(at, key, "%s is not a value", strconv.Quote(value))
		return
	}
	replaced(v, at)
	r.put(tree, parts, v, key)
}

// fullKey adds the section before an institution with parameters, a switch or
// a series.
func (r *reader) fullKey(key string) string {
	head, rest, dotted := strings.Cut(key, ".")
	for _, s := range r.switches {
		if head == string(s) {
			return "institutions." + key
		}
	}
	for _, s := range seriesKinds {
		if head == s.name {
			return "inputs." + key
		}
	}
	if dotted && rest != "" {
		for _, institution := range r.registry {
			if head == institution.Name {
				return "parameters." + key
			}
		}
	}
	return key
}

// put walks to the last part of a key, making what is not there, and puts the
// value.
func (r *reader) put(n *node, parts []string, value *node, key string) {
	at := place{file: "--set"}
	for i, part := range parts {
		if part == "" {
			r.findings.found(at, key, "a part of the key is empty")
			return
		}
		isLast := i == len(parts)-1
		if n.kind == list {
			index, err := strconv.Atoi(part)
			switch {
			case err != nil && len(n.items) == 1:
				n.items[0] = copied(n.items[0])
				n = n.items[0]
			case err != nil:
				r.findings.found(at, key, "has %d entries; write %s.0.%s for the first", len(n.items), strings.Join(parts[:i], "."), strings.Join(parts[i:], "."))
				return
			case index < 0 || index >= len(n.items):
				r.findings.found(at, key, "has no entry %s; the entries are 0..%d", part, len(n.items)-1)
				return
			case isLast:
				n.items[index] = value
				return
			default:
				n.items[index] = copied(n.items[index])
				n = n.items[index]
				continue
			}
		}
		if n.kind != mapping {
			r.findings.found(at, key, "%s has no keys", strings.Join(parts[:i], "."))
			return
		}
		if isLast {
			n.put(part, at, value)
			return
		}
		n = r.step(n, parts, i)
	}
}

// step goes to a key of a mapping on the way to another, on a copy; what is
// not there or off becomes an empty mapping, or a list of one for a switch.
func (r *reader) step(n *node, parts []string, i int) *node {
	at := place{file: "--set"}
	next := n.of(parts[i])
	inInputs := i == 1 && parts[0] == "inputs"
	switch {
	case next == nil || next.isOff() || inInputs && next.kind == text:
		next = newMapping(at)
		if i == 1 && parts[0] == "institutions" {
			next = &node{kind: list, at: at, items: []*node{newMapping(at)}}
		}
	default:
		next = copied(next)
	}
	n.put(parts[i], at, next)
	return next
}

// without turns a switch off, or all switches of an institution.
func (r *reader) without(tree *node, name string) {
	at := place{file: "--without"}
	var off, known []string
	for _, s := range r.switches {
		known = append(known, string(s))
		if string(s) == name {
			off = []string{name}
		}
	}
	for _, institution := range r.registry {
		if len(institution.Switches) == 0 {
			continue
		}
		known = append(known, institution.Name)
		if institution.Name == name && off == nil {
			for _, d := range institution.Switches {
				off = append(off, string(d.Switch))
			}
		}
	}
	if off == nil {
		sort.Strings(known)
		r.findings.found(at, name, "is neither a switch nor an institution with switches; allowed: %s%s", listed(known), didYouMean(name, known))
		return
	}
	institutions := tree.of("institutions")
	if institutions == nil || institutions.kind != mapping {
		institutions = newMapping(at)
	}
	institutions = copied(institutions)
	for _, s := range off {
		institutions.put(s, at, &node{kind: text, at: at, text: "off"})
	}
	tree.put("institutions", at, institutions)
}

// copied is a copy of a node that shares its children.
func copied(n *node) *node {
	out := *n
	out.items = append([]*node{}, n.items...)
	if n.kind == mapping {
		m := newMapping(n.at)
		for _, k := range n.keys {
			m.put(k, n.keyAt[k], n.child[k])
		}
		return m
	}
	return &out
}

// replaced puts a whole tree at a place.
func replaced(n *node, at place) {
	n.at = at
	for _, item := range n.items {
		replaced(item, at)
	}
	for _, k := range n.keys {
		n.keyAt[k] = at
		replaced(n.child[k], at)
	}
}
