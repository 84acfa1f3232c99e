package scenario

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Limits of a scenario file.
const (
	maxBytes = 1 << 20 // of a file
	maxDepth = 12      // of nesting
)

// kind of a node.
type kind int

const (
	null kind = iota
	text
	number
	truth
	list
	mapping
)

// node is a value of a scenario file with the place it was written at. It is
// what the rest of the package sees of YAML.
type node struct {
	kind   kind
	at     place
	text   string // as written, of a scalar
	number float64
	truth  bool
	block  bool             // of a text: written as lines below its key
	items  []*node          // of a list
	keys   []string         // of a mapping, in the order written
	child  map[string]*node // of a mapping
	keyAt  map[string]place
}

func newMapping(at place) *node {
	return &node{kind: mapping, at: at, child: map[string]*node{}, keyAt: map[string]place{}}
}

// put sets a key of a mapping.
func (n *node) put(key string, at place, value *node) {
	if _, there := n.child[key]; !there {
		n.keys = append(n.keys, key)
	}
	n.child[key], n.keyAt[key] = value, at
}

// drop removes a key of a mapping.
func (n *node) drop(key string) {
	delete(n.child, key)
	delete(n.keyAt, key)
	for i, k := range n.keys {
		if k == key {
			n.keys = append(n.keys[:i:i], n.keys[i+1:]...)
			return
		}
	}
}

// of is the value of a key, nil if n is no mapping or has no such key.
func (n *node) of(key string) *node {
	if n == nil || n.kind != mapping {
		return nil
	}
	return n.child[key]
}

// word is the text of a key, "" if it is not there or not text.
func (n *node) word(key string) string {
	if v := n.of(key); v != nil && v.kind == text {
		return v.text
	}
	return ""
}

// isOff tells whether a value is the word off.
func (n *node) isOff() bool { return n != nil && n.kind == text && n.text == "off" }

// plain is the value as encoding/json would have it.
func (n *node) plain() any {
	switch n.kind {
	case text:
		return n.text
	case number:
		return n.number
	case truth:
		return n.truth
	case list:
		out := make([]any, len(n.items))
		for i, item := range n.items {
			out[i] = item.plain()
		}
		return out
	case mapping:
		out := map[string]any{}
		for k, v := range n.child {
			out[k] = v.plain()
		}
		return out
	}
	return nil
}

// merged is base with the keys of over laid on it: mappings key by key, and
// anything else replaced. Neither is changed.
func merged(base, over *node) *node {
	if base == nil || base.kind != mapping || over.kind != mapping {
		return over
	}
	out := newMapping(over.at)
	for _, k := range base.keys {
		out.put(k, base.keyAt[k], base.child[k])
	}
	for _, k := range over.keys {
		out.put(k, over.keyAt[k], merged(base.child[k], over.child[k]))
	}
	return out
}

// parseTree reads a scenario as YAML. On a mistake the tree is nil.
func parseTree(file string, source []byte) (*node, Findings) {
	return parseMap(file, source, "a scenario is a map of keys: schema, name, extends, inputs, institutions, ...")
}

// parseMap reads YAML that is a map of keys, or else what it should be.
func parseMap(file string, source []byte, should string) (*node, Findings) {
	var findings Findings
	whole := place{file: file}
	switch {
	case len(source) > maxBytes:
		findings.found(whole, "", "the file has %d bytes; at most %d are read", len(source), maxBytes)
	case !utf8.Valid(source):
		findings.found(whole, "", "the file is not UTF-8 text")
	}
	if findings != nil {
		return nil, findings
	}
	var document yaml.Node
	if err := yaml.Load(source, &document); err != nil {
		return nil, yamlFindings(file, err)
	}
	if document.Kind != yaml.DocumentNode || len(document.Content) != 1 || document.Content[0].Kind != yaml.MappingNode {
		findings.found(whole, "", "%s", should)
		return nil, findings
	}
	p := treeParser{file: file}
	tree := p.node(document.Content[0], "", 0)
	if p.findings != nil {
		return nil, p.findings
	}
	return tree, nil
}

// yamlFindings words what the YAML reader refused.
func yamlFindings(file string, err error) (findings Findings) {
	add := func(e *yaml.LoadError) {
		findings.found(place{file, max(1, e.Mark.Line), max(1, e.Mark.Column)}, "", "this is not YAML: %s", strings.TrimPrefix(e.Message, "yaml: "))
	}
	var many *yaml.LoadErrors
	var one *yaml.LoadError
	switch {
	case errors.As(err, &many):
		for _, e := range many.Errors {
			add(e)
		}
	case errors.As(err, &one):
		add(one)
	}
	if findings == nil {
		findings.found(place{file: file}, "", "this is not YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	return findings
}

// treeParser turns the nodes of the YAML library into ours.
type treeParser struct {
	file     string
	findings Findings
}

func (p *treeParser) node(y *yaml.Node, key string, depth int) *node {
	at := place{p.file, y.Line, y.Column}
	if depth > maxDepth {
		p.findings.found(at, key, "nested deeper than %d", maxDepth)
		return &node{at: at}
	}
	if y.Anchor != "" {
		p.findings.found(at, key, "anchors and aliases are not read; use extends, or write it twice")
	}
	switch y.Kind {
	case yaml.MappingNode:
		out := newMapping(at)
		for i := 0; i+1 < len(y.Content); i += 2 {
			k, v := y.Content[i], y.Content[i+1]
			keyAt := place{p.file, k.Line, k.Column}
			if k.Kind != yaml.ScalarNode || k.Anchor != "" {
				p.findings.found(keyAt, key, "a key is a plain word")
				continue
			}
			name := join(key, k.Value)
			if _, twice := out.child[k.Value]; twice {
				p.findings.found(keyAt, name, "stands twice")
				continue
			}
			out.put(k.Value, keyAt, p.node(v, name, depth+1))
		}
		return out
	case yaml.SequenceNode:
		out := &node{kind: list, at: at}
		for i, v := range y.Content {
			out.items = append(out.items, p.node(v, join(key, strconv.Itoa(i)), depth+1))
		}
		return out
	case yaml.ScalarNode:
		return scalar(y, at)
	}
	p.findings.found(at, key, "anchors and aliases are not read; use extends, or write it twice")
	return &node{at: at}
}

var decimal = regexp.MustCompile(`^[-+]?(0|[1-9][0-9_]*)?(\.[0-9_]*)?([eE][-+]?[0-9]+)?$`)

// scalar reads a plain decimal number, true, false, nothing, or text. What YAML
// would read as an octal, hexadecimal or infinite number or as a date is text
// here, and is refused where a number is wanted.
func scalar(y *yaml.Node, at place) *node {
	n := &node{kind: text, at: at, text: y.Value}
	if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		n.block = y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
		return n
	}
	switch y.ShortTag() {
	case "!!null":
		n.kind = null
	case "!!bool":
		switch strings.ToLower(y.Value) {
		case "true":
			n.kind, n.truth = truth, true
		case "false":
			n.kind = truth
		}
	case "!!int", "!!float":
		plain := strings.ReplaceAll(y.Value, "_", "")
		v, err := strconv.ParseFloat(plain, 64)
		if err == nil && decimal.MatchString(y.Value) && !math.IsInf(v, 0) {
			n.kind, n.number = number, v+0
		}
	}
	return n
}

// join is a dotted key.
func join(key, part string) string {
	if key == "" {
		return part
	}
	return key + "." + part
}

// plainRune tells whether a character may stand unescaped in our texts.
func plainRune(c rune) bool {
	return c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0xfeff && c != 0x2028 && c != 0x2029 && c != utf8.RuneError && !(c >= 0xfff0 && c <= 0xffff)
}
