package claim

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
	"github.com/fromabove/fromabove/spelling"
)

//go:embed claims.yaml
var shipped []byte

// fileName is how mistakes in the shipped claims are named.
const fileName = "claim/claims.yaml"

// Shipped are the claims of the essay, with the rival forms of equations that
// ship before the book's own variants.
var Shipped = sync.OnceValues(func() (*Book, error) {
	book, err := Read(fileName, shipped)
	if err != nil {
		return nil, err
	}
	forms, err := scenario.Forms(scenarios.Files)
	if err != nil {
		return nil, err
	}
	var variants []Variant
	for _, f := range forms {
		variants = append(variants, Variant{ID: f.Name, Says: f.Why, Set: f.Edits.Set})
	}
	book.Variants = append(variants, book.Variants...)
	return book, nil
})

// where something was written.
type where struct {
	line, column int
	keys         map[string]where // of an entry
}

// of is where a key of an entry was written, or the entry.
func (w where) of(key string) where {
	if at, ok := w.keys[key]; ok {
		return at
	}
	return w
}

// Read reads a file of claims as it is written: every key, in the right form,
// and no other. Whether what it names exists is Check's to say. Mistakes come
// back as scenario.Findings, all at once.
func Read(file string, text []byte) (*Book, error) {
	r := reader{file: file}
	book := &Book{file: file}
	var document yaml.Node
	if err := yaml.Load(text, &document); err != nil {
		r.notYAML(err)
		return nil, r.findings
	}
	if document.Kind != yaml.DocumentNode || len(document.Content) != 1 || document.Content[0].Kind != yaml.MappingNode {
		r.found(where{}, "", "a file of claims is a map of gates, variants and claims")
		return nil, r.findings
	}
	top := r.entry(document.Content[0], "", []string{"gates", "variants", "claims"}, nil)
	for i, n := range r.list(top["gates"], "gates") {
		book.Gates = append(book.Gates, r.gate(n, fmt.Sprintf("gates.%d", i)))
	}
	for i, n := range r.list(top["variants"], "variants") {
		book.Variants = append(book.Variants, r.variant(n, fmt.Sprintf("variants.%d", i)))
	}
	for i, n := range r.list(top["claims"], "claims") {
		book.Claims = append(book.Claims, r.claim(n, fmt.Sprintf("claims.%d", i)))
	}
	r.once(book)
	if r.findings != nil {
		return nil, r.findings
	}
	return book, nil
}

// reader gathers what is wrong.
type reader struct {
	file     string
	findings scenario.Findings
}

func (r *reader) found(at where, key, format string, args ...any) {
	r.findings = append(r.findings, scenario.Finding{File: r.file, Line: at.line, Column: at.column, Key: key, Message: fmt.Sprintf(format, args...)})
}

// notYAML words what the YAML reader refused.
func (r *reader) notYAML(err error) {
	at, text := where{}, err.Error()
	var one *yaml.LoadError
	var many *yaml.LoadErrors
	if errors.As(err, &many) && len(many.Errors) > 0 {
		one = many.Errors[0]
	}
	if one != nil || errors.As(err, &one) {
		at, text = where{line: max(1, one.Mark.Line), column: max(1, one.Mark.Column)}, one.Message
	}
	r.found(at, "", "this is not YAML: %s", strings.TrimPrefix(text, "yaml: "))
}

func placed(n *yaml.Node) where { return where{line: n.Line, column: n.Column} }

// entry reads a map: the keys that must be there, and those that may.
func (r *reader) entry(n *yaml.Node, key string, must, may []string) map[string]*yaml.Node {
	out := map[string]*yaml.Node{}
	if n.Kind != yaml.MappingNode {
		r.found(placed(n), key, "want a map with the keys %s", strings.Join(slices.Concat(must, may), ", "))
		return out
	}
	all := slices.Concat(must, may)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case !slices.Contains(all, k.Value):
			r.found(placed(k), dotted(key, k.Value), "is not a key here; allowed: %s%s", strings.Join(all, ", "), meant(spelling.Near(k.Value, all)))
		case out[k.Value] != nil:
			r.found(placed(k), dotted(key, k.Value), "stands twice")
		default:
			out[k.Value] = v
		}
	}
	for _, k := range must {
		if out[k] == nil {
			r.found(placed(n), dotted(key, k), "is missing")
		}
	}
	return out
}

// keysOf is where the keys of an entry are.
func keysOf(n *yaml.Node, entry map[string]*yaml.Node) where {
	at := placed(n)
	at.keys = map[string]where{}
	for k, v := range entry {
		at.keys[k] = placed(v)
	}
	return at
}

func (r *reader) list(n *yaml.Node, key string) []*yaml.Node {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.found(placed(n), key, "want a list")
		return nil
	}
	return n.Content
}

// text reads a text, which is not empty.
func (r *reader) text(n *yaml.Node, key string) string {
	if n == nil {
		return ""
	}
	if n.Kind != yaml.ScalarNode || strings.TrimSpace(n.Value) == "" || n.ShortTag() == "!!null" {
		r.found(placed(n), key, "want a text")
		return ""
	}
	return strings.Join(strings.Fields(n.Value), " ")
}

func (r *reader) texts(n *yaml.Node, key string) []string {
	out := []string{}
	for i, item := range r.list(n, key) {
		out = append(out, r.text(item, fmt.Sprintf("%s.%d", key, i)))
	}
	return out
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func (r *reader) id(n *yaml.Node, key string) string {
	id := r.text(n, key)
	if id != "" && !idForm.MatchString(id) {
		r.found(placed(n), key, "%s is no id: small letters and digits, joined by -", quoted(id))
	}
	return id
}

func (r *reader) gate(n *yaml.Node, key string) Gate {
	e := r.entry(n, key, []string{"id", "says", "acts", "switches"}, nil)
	return Gate{ID: r.id(e["id"], key+".id"), Says: r.text(e["says"], key+".says"), Acts: r.texts(e["acts"], key+".acts"),
		Switches: r.texts(e["switches"], key+".switches"), at: keysOf(n, e)}
}

func (r *reader) variant(n *yaml.Node, key string) Variant {
	e := r.entry(n, key, []string{"id", "says", "set"}, nil)
	return Variant{ID: r.id(e["id"], key+".id"), Says: r.text(e["says"], key+".says"), Set: r.texts(e["set"], key+".set"), at: keysOf(n, e)}
}

// paragraphs a claim may be drawn from.
var paragraphs = []string{"P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", Silent}

func (r *reader) claim(n *yaml.Node, key string) Claim {
	e := r.entry(n, key, []string{"id", "paragraph", "statement", "base", "other", "outcome", "expected", "matters", "because",
		"mechanism", "carries", "refuted_by", "rival"}, []string{"gates", "beside", "by_hand"})
	text := func(k string) string { return r.text(e[k], dotted(key, k)) }
	one := func(k string, of []string) string {
		word := text(k)
		if word != "" && !slices.Contains(of, word) {
			r.found(placed(e[k]), dotted(key, k), "%s is none of %s%s", quoted(word), strings.Join(of, ", "), meant(spelling.Near(word, of)))
		}
		return word
	}
	var words []string
	for _, s := range signs {
		words = append(words, string(s))
	}
	c := Claim{ID: r.id(e["id"], dotted(key, "id")), Paragraph: one("paragraph", paragraphs), Statement: text("statement"),
		Base: text("base"), Other: text("other"), Outcome: text("outcome"), Expected: Sign(one("expected", words)),
		Because: text("because"), Mechanism: r.texts(e["mechanism"], dotted(key, "mechanism")), Carries: text("carries"),
		RefutedBy: text("refuted_by"), Rival: text("rival"), ByHand: text("by_hand"), at: keysOf(n, e)}
	if m := e["matters"]; m != nil {
		v, err := strconv.ParseFloat(m.Value, 64)
		if err != nil || !(v > 0) || v > 1e12 {
			r.found(placed(m), dotted(key, "matters"), "want a number above 0, in the unit of the outcome")
		}
		c.Matters = v
	}
	if e["gates"] != nil {
		c.Gates = r.texts(e["gates"], dotted(key, "gates"))
	}
	if b := e["beside"]; b != nil {
		if b.Kind != yaml.MappingNode {
			r.found(placed(b), dotted(key, "beside"), "want a map of gates, each with why the outcome does not lie behind it")
			return c
		}
		for i := 0; i+1 < len(b.Content); i += 2 {
			gate := b.Content[i].Value
			c.Beside = append(c.Beside, Beside{Gate: gate, Why: r.text(b.Content[i+1], dotted(key, "beside."+gate))})
		}
	}
	return c
}

// once refuses an id that stands twice.
func (r *reader) once(b *Book) {
	seen := map[string]bool{}
	look := func(kind, id string, at where) {
		if id != "" && seen[kind+" "+id] {
			r.found(at.of("id"), "id", "there are two %ss called %s", kind, id)
		}
		seen[kind+" "+id] = true
	}
	for _, g := range b.Gates {
		look("gate", g.ID, g.at)
	}
	for _, v := range b.Variants {
		look("variant", v.ID, v.at)
	}
	for _, c := range b.Claims {
		look("claim", c.ID, c.at)
	}
}

func dotted(key, part string) string {
	if key == "" {
		return part
	}
	return key + "." + part
}

func quoted(s string) string { return strconv.QuoteToGraphic(s) }

func meant(near string) string {
	if near == "" {
		return ""
	}
	return "; did you mean " + quoted(near) + "?"
}
