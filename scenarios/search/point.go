package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
)

// point is a parameter point as its file says it.
type point struct {
	name, title, label, fittedTo string
	search                       []lab.HeadLine // how it was found, in order
	parameters                   map[string]float64
}

// pointOf is the best of what was found: the searched parameters, and what the
// scenario itself sets.
func (a asked) pointOf(r lab.Reading, s *scenario.Scenario, ranges []lab.Range, head []lab.HeadLine, found *lab.Found) point {
	p := point{name: a.point, title: r.Title, label: a.point, fittedTo: r.FittedTo().String(),
		parameters: lab.Params(s.Plan.Params, ranges, found.Best.Values)}
	value := map[string]string{}
	for _, l := range head {
		value[l.Key] = l.Value
	}
	p.search = []lab.HeadLine{
		{Key: "command", Value: a.command() + fmt.Sprintf(" --evaluations %d", a.evaluations)},
		{Key: "seed", Value: value["seed"]},
		{Key: "evaluations", Value: strconv.Itoa(len(found.All))},
		{Key: "loss", Value: fmt.Sprintf("%.6g over %d fresh members; %.6g over the %d it was found by", found.Best.Loss.Total, found.Best.Members, lossAtFirst(found), a.members)},
		{Key: "read", Value: fmt.Sprintf("%d figures and %d checks, named in %s.log.csv", len(r.IDs()), len(r.Checks()), a.point)},
		{Key: "inputs", Value: value["inputs_sha256"]},
		{Key: "scenario", Value: value["scenario"]},
		{Key: "version", Value: value["version"]},
	}
	return p
}

// lossAtFirst is the loss of the best by which it became a finalist.
func lossAtFirst(found *lab.Found) float64 {
	i := slices.IndexFunc(found.All, func(e lab.Evaluation) bool {
		return e.Generation == found.Best.Generation && e.Number == found.Best.Number
	})
	return found.All[i].Loss.Total
}

// write writes the point as YAML, keys in a fixed order.
func (p point) write(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "schema: 1\nname: %s\ntitle: %q\nlabel: %q\nfitted_to: %s\nsearch:\n", p.name, p.title, p.label, p.fittedTo)
	for _, l := range p.search {
		fmt.Fprintf(&b, "  %s: %q\n", l.Key, l.Value)
	}
	b.WriteString("parameters:\n")
	for _, k := range slices.Sorted(maps.Keys(p.parameters)) {
		fmt.Fprintf(&b, "  %s: %s\n", k, strconv.FormatFloat(p.parameters[k], 'g', -1, 64))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// replace writes a file whole or not at all.
func replace(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", b.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
