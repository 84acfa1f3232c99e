package scenario

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/spelling"
	schemas "github.com/santhosh-tekuri/jsonschema/v6"
	refusal "github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// validator words what a JSON Schema refuses for the author of the file.
type validator struct {
	tree     *node
	schema   object
	findings Findings
}

// validate checks the tree against the schema of the registry.
func validate(tree *node, registry Registry) (Findings, error) {
	compiled, schema, err := compile(registry)
	if err != nil {
		return nil, err
	}
	v := validator{tree: tree, schema: schema}
	err = compiled.Validate(tree.plain())
	var refused *schemas.ValidationError
	switch {
	case err == nil:
	case errors.As(err, &refused):
		v.word(refused)
	default:
		return nil, err
	}
	return v.findings, nil
}

// at is the node at a path of the instance, and its dotted key.
func (v *validator) at(path []string) (*node, string) {
	n, key := v.tree, ""
	for _, part := range path {
		key = join(key, part)
		if n.kind == list {
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(n.items) {
				return v.tree, key
			}
			n = n.items[i]
		} else if n = n.of(part); n == nil {
			return v.tree, key
		}
	}
	return n, key
}

// rule is the part of the schema that refused.
func (v *validator) rule(e *schemas.ValidationError) object {
	_, pointer, _ := strings.Cut(e.SchemaURL, "#")
	var here any = v.schema
	for _, part := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if part == "" {
			continue
		}
		part = strings.NewReplacer("~1", "/", "~0", "~", "%24", "$").Replace(part)
		switch h := here.(type) {
		case object:
			here = h[part]
		case []any:
			if i, err := strconv.Atoi(part); err == nil && i < len(h) {
				here = h[i]
			}
		}
	}
	o, _ := here.(object)
	return o
}

// word notes each leaf of the refusal.
func (v *validator) word(e *schemas.ValidationError) {
	n, key := v.at(e.InstanceLocation)
	rule := v.rule(e)
	switch k := e.ErrorKind.(type) {
	case *refusal.AnyOf:
		v.anyOf(e, n, key, rule)
	case *refusal.AdditionalProperties:
		for _, property := range k.Properties {
			v.unknown(n, key, property, rule)
		}
	case *refusal.PropertyNames:
		v.findings.found(n.keyAt[k.Property], join(key, k.Property), "is no name for an entry; use small letters, digits, _ and -, beginning with a letter")
	case *refusal.Required:
		for _, missing := range k.Missing {
			if key == "" {
				continue // every file must say it for itself: see head
			}
			v.findings.found(n.at, join(key, missing), "is missing")
		}
	case *refusal.Type:
		v.findings.found(n.at, key, "%s", v.wrongType(n, key, k.Want, rule))
	case *refusal.Enum:
		v.enum(n, key, words(k.Want))
	case *refusal.Const:
		if key == "schema" {
			v.findings.found(n.at, key, "version %s is not read; this program reads version %d", n.written(), Version)
			return
		}
		v.findings.found(n.at, key, "%s is not allowed; only %v", n.written(), k.Want)
	case *refusal.Pattern:
		v.pattern(n, key)
	case *refusal.Minimum, *refusal.Maximum:
		v.findings.found(n.at, key, "%s is outside %s%s", n.written(), between(rule), shareHint(n, rule))
	case *refusal.MinItems:
		v.findings.found(n.at, key, "the list is empty; write off, or a list of {from, until, source}")
	default:
		if len(e.Causes) > 0 {
			for _, cause := range e.Causes {
				v.word(cause)
			}
			return
		}
		v.findings.found(n.at, key, "%s", e.ErrorKind.LocalizedString(message.NewPrinter(language.English)))
	}
}

// anyOf goes on with the branch that has the shape of the value; where none
// has, it says what may stand there.
func (v *validator) anyOf(e *schemas.ValidationError, n *node, key string, rule object) {
	for _, cause := range e.Causes {
		if !shapeless(cause, len(e.InstanceLocation)) {
			v.word(cause)
			return
		}
	}
	section, name, _ := strings.Cut(key, ".")
	switch section {
	case "inputs":
		branches, _ := rule["anyOf"].([]any)
		enum, _ := branches[0].(object)["enum"].([]any)
		v.enum(n, key, words(enum))
	case "institutions":
		hint := ""
		if n.kind == truth && !n.truth || n.kind == text && nearest(n.text, []string{"off"}) != "" {
			hint = `; did you mean "off"?`
		}
		v.findings.found(n.at, key, "%s is neither off nor a list of {from, until, source}%s", n.written(), hint)
	case "forced":
		v.findings.found(n.at, key, "%s is neither off nor a list of {label, launch, stop, plan, source}", n.written())
	default:
		v.findings.found(n.at, key, "%s is neither off nor an entry of %s: a map of keys", n.written(), strings.TrimSuffix(section+" "+name, " "))
	}
}

// shapeless tells whether a refusal says no more than that the value is of
// another kind altogether.
func shapeless(e *schemas.ValidationError, depth int) bool {
	switch e.ErrorKind.(type) {
	case *refusal.Type, *refusal.Enum, *refusal.Const:
		return len(e.InstanceLocation) == depth
	}
	if len(e.Causes) != 1 {
		return false
	}
	return shapeless(e.Causes[0], depth)
}

func (v *validator) unknown(n *node, key, property string, rule object) {
	full := join(key, property)
	at := n.keyAt[property]
	known := make([]string, 0)
	properties, _ := rule["properties"].(object)
	for k := range properties {
		known = append(known, k)
	}
	sort.Strings(known)
	near := didYouMean(property, known)
	if namesOutcome(property) && spelling.Edits(property, nearest(property, known)) > 1 {
		v.findings.found(at, full, "%s", outcomeSentence)
		return
	}
	allowed := "; allowed: " + listed(known)
	if len(known) == 0 {
		allowed = ""
	}
	switch key {
	case "parameters":
		v.findings.found(at, full, "is no institution with parameters%s%s", allowed, near)
	case "institutions":
		v.findings.found(at, full, "is no switch%s%s", allowed, near)
	default:
		v.findings.found(at, full, "is not a key here%s%s", allowed, near)
	}
}

func (v *validator) enum(n *node, key string, known []string) {
	if n.kind == text && strings.HasSuffix(key, ".kind") && namesOutcome(n.text) {
		v.findings.found(n.at, key, "%s; allowed: %s", outcomeSentence, listed(known))
		return
	}
	near := ""
	if n.kind == text {
		near = didYouMean(n.text, known)
	}
	also := ""
	if strings.HasPrefix(key, "inputs.") {
		also = ", or {file: own.csv, source: ...}"
	}
	v.findings.found(n.at, key, "%s is not known; allowed: %s%s%s", n.written(), listed(known), also, near)
}

// wrongType says what is wanted in words, and what the author may have meant.
func (v *validator) wrongType(n *node, key string, want []string, rule object) string {
	last := key[strings.LastIndex(key, ".")+1:]
	if len(want) == 1 && want[0] == "string" && monthKeys[last] {
		return monthHint(n.written())
	}
	wanted := map[string]string{"string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false", "array": "a list", "object": "a map of keys"}[strings.Join(want, "")]
	switch {
	case n.kind == null:
		return "is empty; want " + wanted
	case n.kind == text && (wanted == "a number" || wanted == "a whole number"):
		allowed := ""
		if between(rule) != "" {
			allowed = " in " + between(rule)
		}
		return fmt.Sprintf("%s is text, want %s%s%s", n.written(), wanted, allowed, numberHint(n.text))
	}
	return fmt.Sprintf("%s is not %s", n.written(), wanted)
}

func (v *validator) pattern(n *node, key string) {
	last := key[strings.LastIndex(key, ".")+1:]
	switch {
	case last == "appoints":
		v.findings.found(n.at, key, "%s; or never", monthHint(n.text))
	case monthKeys[last]:
		v.findings.found(n.at, key, "%s", monthHint(n.text))
	case last == "name":
		v.findings.found(n.at, key, "%s is no name; use small letters, digits and -, beginning with a letter", n.written())
	case last == "sha256":
		v.findings.found(n.at, key, "want 64 hexadecimal digits")
	default: // the name of an entry
		v.findings.found(n.at, key, "is no name for an entry; use small letters, digits, _ and -, beginning with a letter")
	}
}

// between is the range of a number: 0.1..4.
func between(rule object) string {
	low, hasLow := rule["minimum"].(float64)
	high, hasHigh := rule["maximum"].(float64)
	if !hasLow || !hasHigh {
		return ""
	}
	return trim(low) + ".." + trim(high)
}

func trim(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func words(values []any) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = fmt.Sprint(v)
	}
	return out
}
