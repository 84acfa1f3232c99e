package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
)

// pointOf is the best of what was found: the searched parameters, and what the
// scenario itself sets.
func (a asked) pointOf(r lab.Reading, s *scenario.Scenario, ranges []lab.Range, head []lab.HeadLine, found *lab.Found) scenario.Point {
	said := map[string]string{}
	for _, l := range head {
		said[l.Key] = l.Value
	}
	return scenario.Point{
		Name: a.point, Label: r.Label, FittedTo: r.FittedTo(),
		Title:      fmt.Sprintf("The best of %d evaluations, seed %d", len(found.All), a.seed),
		Parameters: lab.Params(s.Plan.Params, ranges, found.Best.Values),
		Search: map[string]any{
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
