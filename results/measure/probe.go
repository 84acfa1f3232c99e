package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/results"
)

// probeScale is that of the slices which the test runs again.
const probeScale = 10_000

// probe is a question measured small: every month of one history at each of its
// points, and the numbers by the same code as the file's.
func (b *bench) probe(ctx context.Context, question string) (results.Probe, error) {
	p := results.Probe{Scale: probeScale}
	var at []string
	var numbers any
	var err error
	switch question {
	case "patterns":
		at = points
		numbers, err = b.patterns(ctx, at, size{probeScale, 1})
	case "scales":
		at = points[:2]
		numbers, err = b.scales(ctx, at, []size{{probeScale, 1}})
	case "effects":
		at = []string{effectsPoint}
		numbers, err = b.effects(ctx, effectsPoint, choices[:2], size{probeScale, 2})
	case "draws":
		at = []string{drawsPoint}
		numbers, err = b.draws(ctx, drawsPoint, 2, []int{probeScale})
	default:
		return p, fmt.Errorf("no question is called %q", question)
	}
	if err != nil {
		return p, err
	}
	text, err := results.Text(numbers)
	if err != nil {
		return p, err
	}
	p.Numbers = hashOf(text)
	for _, point := range at {
		hash, err := b.monthHash(ctx, point)
		if err != nil {
			return p, err
		}
		p.Months = append(p.Months, results.Hash{Of: point, SHA256: hash})
	}
	return p, nil
}

// monthHash is the hash of all months of the history with the seed 1 at a point.
func (b *bench) monthHash(ctx context.Context, point string) (string, error) {
	if h, ok := b.hashes[point]; ok {
		return h, nil
	}
	s, err := read(point)
	if err != nil {
		return "", err
	}
	o := &lab.Order{Scenario: s, Seed: seed, Scale: probeScale, Members: 1, Workers: b.workers}
	if err := o.Settle(); err != nil {
		return "", err
	}
	m, err := lab.Hashes(ctx, o, nil)
	if err != nil {
		return "", err
	}
	var lines strings.Builder
	for _, month := range slices.Sorted(maps.Keys(m.MonthHashes)) {
		fmt.Fprintln(&lines, month, m.MonthHashes[month])
	}
	b.hashes[point] = hashOf([]byte(lines.String()))
	return b.hashes[point], nil
}
