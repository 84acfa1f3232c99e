package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/reference/rebellion"
)

// What NetLogo, Mesa or another program did, brought here as a file: see
// README.md. It has behaviour and no time.

// exportHead is the first line of such a file; then a line for every tick of
// every seed, in order.
var exportHead = []string{"seed", "tick", "active", "jailed"}

// exported is a player that has played elsewhere.
type exported struct {
	seeds     []uint64
	histories map[uint64][]rebellion.Tally
}

func (x *exported) behave(_ any, t trial) (values []measures, err error) {
	for _, seed := range x.seeds {
		values = append(values, epsteinOf(rebellion.History{Seed: seed, Dropped: t.Drop, Ticks: x.histories[seed]}))
	}
	return values, nil
}

func (x *exported) build(any, int, uint64) error {
	return errors.New("what was exported cannot be timed")
}
func (x *exported) run(int) (float64, error) {
	return 0, errors.New("what was exported cannot be timed")
}
func (x *exported) close() error { return nil }

// readExport reads a file of ticks. All seeds must have as many.
func readExport(path string, from io.Reader) (*exported, error) {
	rows := csv.NewReader(from)
	rows.ReuseRecord = true
	head, err := rows.Read()
	if err != nil || !slices.Equal(head, exportHead) {
		return nil, fmt.Errorf("%s:1: want the line %s", path, strings.Join(exportHead, ","))
	}
	x := &exported{histories: map[uint64][]rebellion.Tally{}}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		line, _ := rows.FieldPos(0)
		var n [4]uint64
		for i, text := range row {
			if n[i], err = strconv.ParseUint(text, 10, 31); err != nil {
				return nil, fmt.Errorf("%s:%d: %s %q is no whole number", path, line, exportHead[i], text)
			}
		}
		seed, ticks := n[0], x.histories[n[0]]
		if want := uint64(len(ticks) + 1); n[1] != want {
			return nil, fmt.Errorf("%s:%d: tick %d of seed %d, want %d: ticks count from 1, in order", path, line, n[1], seed, want)
		}
		if ticks == nil {
			x.seeds = append(x.seeds, seed)
		}
		x.histories[seed] = append(ticks, rebellion.Tally{Active: int(n[2]), Jailed: int(n[3])})
	}
	if len(x.seeds) < leastSeeds {
		return nil, fmt.Errorf("%s: %d seeds are too few to compare distributions: at least %d", path, len(x.seeds), leastSeeds)
	}
	for _, seed := range x.seeds {
		if got, want := len(x.histories[seed]), len(x.histories[x.seeds[0]]); got != want {
			return nil, fmt.Errorf("%s: seed %d has %d ticks, seed %d has %d", path, seed, got, x.seeds[0], want)
		}
	}
	return x, nil
}

// besideContest compares a file with a preset of ours: PRESET=FILE.
func besideContest(text string) (*contest, error) {
	preset, path, ok := strings.Cut(text, "=")
	if !ok {
		return nil, fmt.Errorf("--beside %q: want PRESET=FILE, for example netlogo=rebellion.csv", text)
	}
	p, err := rebellion.PresetOf(preset)
	if err != nil {
		return nil, fmt.Errorf("--beside %s: %w", text, err)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	x, err := readExport(path, file)
	if err != nil {
		return nil, err
	}
	t := trial{Size: 40, Steps: len(x.histories[x.seeds[0]]), Drop: 100, Seeds: seedsTo(len(x.seeds))}
	if t.Steps <= 2*t.Drop {
		return nil, fmt.Errorf("%s: %d ticks, of which the first %d are dropped: want more than %d", path, t.Steps, t.Drop, 2*t.Drop)
	}
	return &contest{name: "rebellion beside " + path, unit: "tick", tasks: []task{{preset, nil}}, measures: epsteinMeasures, trial: t,
		entrants: []entrant{
			{name: "ours: counts kept", player: &ourRebellion{rules: p.Rules}},
			{name: path, allowed: sameHistory, player: x},
		}}, nil
}
