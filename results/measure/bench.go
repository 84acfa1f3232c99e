package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/results"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

const (
	seed         = chance.Seed(1) // of every ensemble
	of           = "baseline"     // the scenario
	drawsPoint   = "to-1936"
	effectsPoint = "to-1939"
)

// points at which patterns are measured: the two that a search has filled, and
// the defaults of the code.
var points = []string{"to-1936", "to-1939", scenario.NoPoint}

// size of an ensemble.
type size struct{ scale, members int }

// standardPairs is the size of an arm of the effects.
var standardPairs = size{10_000, 20}

// bench runs ensembles and keeps them, since two questions may ask for the same.
type bench struct {
	root    string
	workers int
	out     io.Writer
	pairs   size // of an arm of the effects
	kept    map[string][]evidence.History
	hashes  map[string]string // of all months at a point
	runs    []results.Run     // asked for since it was last emptied
}

func newBench(root string, workers int, out io.Writer) *bench {
	return &bench{root: root, workers: workers, out: out, pairs: standardPairs, kept: map[string][]evidence.History{}, hashes: map[string]string{}}
}

// ran is an origin with the ensembles that were asked for.
func (b *bench) ran(o results.Origin) results.Origin {
	o.Runs = b.runs
	return o
}

// read is the scenario at a point, with switches left out.
func read(point string, without ...string) (*scenario.Scenario, error) {
	return scenario.Read(scenarios.Files, of, regime.Institutions(), scenario.Edits{Point: point, Without: without})
}

// ensemble is the histories of a scenario; noted among the runs of the file
// unless it is an arm with something left out, whose rows say so themselves.
func (b *bench) ensemble(ctx context.Context, s *scenario.Scenario, n size, arm bool) ([]evidence.History, error) {
	if !arm {
		b.note(s, seed, n)
	}
	key := fmt.Sprintf("%s %d %d", s.Hash, n.scale, n.members)
	if h, ok := b.kept[key]; ok {
		return h, nil
	}
	fmt.Fprintf(b.out, "%s at %s, %d members at 1:%d\n", s.Name, s.Point.Name, n.members, n.scale)
	out, err := lab.Run(ctx, &lab.Order{Scenario: s, Seed: seed, Scale: n.scale, Members: n.members, Workers: b.workers}, nil)
	if err != nil {
		return nil, err
	}
	if !arm {
		b.kept[key] = out.Histories
	}
	return out.Histories, nil
}

// note writes an ensemble down as one that the file rests on.
func (b *bench) note(s *scenario.Scenario, seed chance.Seed, n size) {
	run := results.Run{Scenario: s.Name, ScenarioHash: s.Hash, Point: s.Point.Name, PointLabel: s.Point.Label,
		PointHash: pointHash(s.Point), FittedTo: fittedTo(s.Point), Seed: uint64(seed), Members: n.members, Scale: n.scale}
	if !slices.Contains(b.runs, run) {
		b.runs = append(b.runs, run)
	}
}

func fittedTo(p scenario.Point) string {
	if p.FittedTo == 0 {
		return ""
	}
	return p.FittedTo.String()
}

// pointHash is the hash of what a point says that a history depends on, and of
// its name and label.
func pointHash(p scenario.Point) string {
	var b strings.Builder
	fmt.Fprintln(&b, p.String())
	for _, key := range slices.Sorted(maps.Keys(p.Parameters)) {
		fmt.Fprintln(&b, key, strconv.FormatFloat(p.Parameters[key], 'g', -1, 64))
	}
	return hashOf([]byte(b.String()))
}

func hashOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
