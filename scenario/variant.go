package scenario

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/country"
)

// variantsSchema is a list of the variants that there are.
func variantsSchema(description any) object {
	var names, docs []string
	for _, v := range country.Variants {
		names = append(names, string(v.Variant))
		docs = append(docs, string(v.Variant)+": "+v.Doc+".")
	}
	return object{"type": "array", "description": strings.Join(append([]string{description.(string)}, docs...), " "),
		"items": object{"enum": anys(names)}}
}

// settleVariants reads the rival forms. What the schema has refused is passed
// over.
func (r *reader) settleVariants(s *settled) {
	n := r.tree.of("variants")
	if n == nil || n.kind != list {
		return
	}
	for _, item := range n.items {
		v := country.Variant(item.text)
		if slices.Contains(s.variants, v) {
			r.findings.found(item.at, "variants", "%s stands there twice", v)
			continue
		}
		s.variants = append(s.variants, v)
	}
	slices.Sort(s.variants)
}

// textVariants writes them as they are read.
func (s *settled) textVariants(line func(string, ...any)) {
	if len(s.variants) == 0 {
		return
	}
	words := make([]string, len(s.variants))
	for i, v := range s.variants {
		words[i] = string(v)
	}
	line("variants: [%s]", strings.Join(words, ", "))
}

// Form is an arm that has one equation of the model in a rival form.
type Form struct {
	Name  string
	Edits Edits  // over any scenario
	Why   string // what it asks, in one sentence
}

// formsFile lists the forms as they ship.
const formsFile = "variants.csv"

// Forms are the shipped ones, in the order of the file. A semicolon parts
// two edits of one arm.
func Forms(fsys fs.FS) ([]Form, error) {
	text, err := fs.ReadFile(fsys, formsFile)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment, r.FieldsPerRecord = '#', 3
	if head, err := r.Read(); err != nil || strings.Join(head, ",") != "name,set,why" {
		return nil, fmt.Errorf("%s: the columns are %s; want name,set,why (%v)", formsFile, strings.Join(head, ","), err)
	}
	var all []Form
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", formsFile, err)
		}
		all = append(all, Form{Name: cells[0], Edits: Edits{Set: strings.Split(cells[1], ";")}, Why: cells[2]})
	}
}
