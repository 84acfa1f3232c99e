package main

import (
	"bytes"
	"encoding/json"
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
	search                       map[string]any // how it was found
	parameters                   map[string]float64
}

// pointOf is the best of what was found: the searched parameters, and what the
// scenario itself sets.
func (a asked) pointOf(r lab.Reading, s *scenario.Scenario, ranges []lab.Range, head []lab.HeadLine, found *lab.Found) point {
	said := map[string]string{}
	for _, l := range head {
		said[l.Key] = l.Value
	}
	return point{name: a.point, label: r.Label, fittedTo: r.FittedTo().String(),
		title:      fmt.Sprintf("The best of %d evaluations, seed %d", len(found.All), a.seed),
		parameters: lab.Params(s.Plan.Params, ranges, found.Best.Values),
		search: map[string]any{
			"command":     a.command() + fmt.Sprintf(" --evaluations %d", a.evaluations),
			"seed":        said["seed"],
			"evaluations": len(found.All),
			"loss":        found.Best.Loss.Total,
			"loss_of":     fmt.Sprintf("%d members that no candidate was chosen by", found.Best.Members),
			"loss_first":  lossAtFirst(found),
			"read":        fmt.Sprintf("%d figures and %d checks, named in %s.log.csv", len(r.IDs()), len(r.Checks()), a.point),
			"inputs":      said["inputs_sha256"],
			"scenario":    said["scenario"],
			"version":     said["version"],
		}}
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
	fmt.Fprintf(&b, "schema: 1\nname: %q\ntitle: %q\nlabel: %q\nfitted_to: %s\nsearch:\n", p.name, p.title, p.label, p.fittedTo)
	for _, k := range slices.Sorted(maps.Keys(p.search)) {
		value, err := json.Marshal(p.search[k])
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "  %s: %s\n", k, value)
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
