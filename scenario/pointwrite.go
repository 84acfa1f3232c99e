package scenario

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strings"
)

// WritePoint writes a point file, which ReadPoint reads as the same point:
// equal points give equal bytes. Search may hold whatever JSON can; a whole
// number too large for a float64, such as a seed, is better given as text.
// Nothing is written of a point that could not be read again.
func WritePoint(w io.Writer, p Point) error {
	if err := p.sound(); err != nil {
		return fmt.Errorf("point %q: %w", p.Name, err)
	}
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("schema: %d", PointVersion)
	p.head(line, "")
	search, err := plainOf(p.Search)
	if err != nil {
		return fmt.Errorf("point %q: search: %w", p.Name, err)
	}
	if len(search) > 0 {
		line("search:")
		if err := block(line, "  ", search); err != nil {
			return fmt.Errorf("point %q: search: %w", p.Name, err)
		}
	}
	p.values(line, "")
	_, err = w.Write(b.Bytes())
	return err
}

// section is the point in the resolved text of a scenario: all that is needed
// to make the history again, whatever the shipped point has become.
func (p Point) section(line func(string, ...any)) {
	if p.Name == NoPoint {
		line("point: %s", NoPoint)
		return
	}
	line("point:")
	p.head(line, "  ")
	p.values(line, "  ")
}

// head writes what the point is.
func (p Point) head(line func(string, ...any), indent string) {
	line("%sname: %s", indent, quoted(p.Name))
	if p.Title != "" {
		line("%stitle: %s", indent, quoted(p.Title))
	}
	line("%slabel: %s", indent, quoted(p.Label))
	line("%sfitted_to: %v", indent, p.FittedTo)
}

// values writes the parameters.
func (p Point) values(line func(string, ...any), indent string) {
	if len(p.Parameters) == 0 {
		line("%sparameters: {}", indent)
		return
	}
	line("%sparameters:", indent)
	for _, name := range sortedKeys(p.Parameters) {
		line("%s  %s: %s", indent, name, trim(p.Parameters[name]))
	}
}

var parameterName = regexp.MustCompile(`^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$`)

// sound refuses what no point file may say, whatever the institutions.
func (p Point) sound() error {
	var wrong []error
	if !pointName.MatchString(p.Name) || p.Name == NoPoint {
		wrong = append(wrong, errors.New("is no name for a point; use small letters, digits and -, beginning with a letter"))
	}
	if p.Label == "" || p.FittedTo == 0 {
		wrong = append(wrong, errors.New("has no label, or does not say to which month it was fitted"))
	}
	for _, name := range sortedKeys(p.Parameters) {
		if v := p.Parameters[name]; !parameterName.MatchString(name) || math.IsNaN(v) || math.IsInf(v, 0) {
			wrong = append(wrong, fmt.Errorf("parameter %q: %v; want institution.parameter and a number", name, v))
		}
	}
	return errors.Join(wrong...)
}

// plainOf is a map as JSON reads it, with numbers as written.
func plainOf(search map[string]any) (map[string]any, error) {
	text, err := json.Marshal(search)
	if err != nil {
		return nil, err
	}
	var out map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return out, d.Decode(&out)
}

// plainKey is a key that needs no quotes.
var plainKey = regexp.MustCompile(`^[a-z][a-z0-9]*_[a-z0-9_]+$|^[a-z]{4,}$`)

// block writes a map, a key a line and in order; maps in it below their key.
func block(line func(string, ...any), indent string, m map[string]any) error {
	for _, key := range sortedKeys(m) {
		shown := quoted(key)
		if plainKey.MatchString(key) {
			shown = key
		}
		if below, ok := m[key].(map[string]any); ok && len(below) > 0 {
			line("%s%s:", indent, shown)
			if err := block(line, indent+"  ", below); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
			continue
		}
		value, err := flow(m[key])
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		line("%s%s: %s", indent, shown, value)
	}
	return nil
}

// flow is a value on one line.
func flow(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return quoted(v), nil
	case bool, json.Number:
		return fmt.Sprint(v), nil
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			text, err := flow(item)
			if err != nil {
				return "", err
			}
			items[i] = text
		}
		return "[" + strings.Join(items, ", ") + "]", nil
	case map[string]any:
		var pairs []string
		for _, k := range sortedKeys(v) {
			text, err := flow(v[k])
			if err != nil {
				return "", err
			}
			pairs = append(pairs, quoted(k)+": "+text)
		}
		return "{" + strings.Join(pairs, ", ") + "}", nil
	}
	return "", errors.New("is empty")
}
