// Package replays holds golden histories. Each file *.replay here is a history
// as a line a month: the hash of all its tables, and a few headline numbers so
// that a difference can be read. Dropping a file into this folder makes it a
// test; only its head need be written:
//
//	# note whatever the reader should know
//	# scenario kirov-lives
//	# seed 7
//	# scale 1:10000
//	# point to-1936
//	# without camps
//	# set leader.chi_leader=0.3
//	# until 1938-12
//
// and `make bless` fills in the months. Where no point is named it is none, the
// defaults of the code, so that a new search moves no golden history. Golden
// histories change only on purpose, with a line under Results in CHANGELOG.md.
package replays

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// Head is what the head of a file asks for.
type Head struct {
	Lines []string // as written
	Order *lab.Order
}

// ParseHead reads the lines that begin with #.
func ParseHead(name, text string) (Head, error) {
	h := Head{Order: &lab.Order{Seed: 1, Scale: 10_000, Members: 1, Workers: 1, Version: lab.Version}}
	e := scenario.Edits{Point: scenario.NoPoint}
	of := "baseline"
	for n, line := range strings.Split(text, "\n") {
		rest, ok := strings.CutPrefix(line, "#")
		if !ok {
			continue
		}
		h.Lines = append(h.Lines, line)
		key, value, _ := strings.Cut(strings.TrimSpace(rest), " ")
		var err error
		switch key {
		case "scenario":
			of = value
		case "point":
			e.Point = value
		case "set":
			e.Set = append(e.Set, value)
		case "without":
			e.Without = append(e.Without, value)
		case "seed":
			var seed uint64
			seed, err = strconv.ParseUint(value, 10, 64)
			h.Order.Seed = chance.Seed(seed)
		case "scale":
			h.Order.Scale, err = strconv.Atoi(strings.TrimPrefix(value, "1:"))
		case "until":
			h.Order.Until, err = calendar.Parse(value)
		case "", "note":
		default:
			err = fmt.Errorf("unknown key %q; want note, scenario, point, seed, scale, set, without or until", key)
		}
		if err != nil {
			return h, fmt.Errorf("%s:%d: %s: %w", name, n+1, key, err)
		}
	}
	s, err := scenario.Read(scenarios.Files, of, regime.Institutions(), e)
	if err != nil {
		return h, fmt.Errorf("%s: %w", name, err)
	}
	h.Order.Scenario = s
	return h, h.Order.Settle()
}

// headline are the gauges shown beside the hash.
var headline = []struct {
	gauge  country.GaugeID
	format string
}{
	{country.Arrests, "%8.0f"},
	{country.Executions, "%7.0f"},
	{country.CampPopulation, "%8.0f"},
	{country.EliteArrested, "%4.0f"},
	{country.SupportShare, "%5.3f"},
	{country.AcclaimShare, "%5.3f"},
	{country.Vigilance, "%5.3f"},
	{country.NetThreat, "%8.5f"},
}

// Text runs the history and writes it as a replay file.
func Text(ctx context.Context, h Head) (string, error) {
	var b strings.Builder
	for _, line := range h.Lines {
		fmt.Fprintln(&b, line)
	}
	b.WriteString("month   hash            ")
	for _, x := range headline {
		fmt.Fprintf(&b, " %s", country.Gauges[x.gauge].Name)
	}
	b.WriteByte('\n')
	history, err := regime.New(&h.Order.Scenario.Plan, regime.Options{Seed: uint64(h.Order.Seed), Scale: h.Order.Scale, Workers: h.Order.Workers})
	if err != nil {
		return "", err
	}
	var hasher archive.Hasher
	err = history.Run(h.Order.Until, func(r *country.Record) error {
		fmt.Fprintf(&b, "%v %s", r.Month, one(hasher.Month(r)))
		for _, x := range headline {
			fmt.Fprintf(&b, " "+x.format, r.Gauges[x.gauge])
		}
		b.WriteByte('\n')
		return ctx.Err()
	})
	if err != nil {
		return "", err
	}
	c := history.Country
	fmt.Fprintf(&b, "end     %s\n", one(hasher.Finish(c.Operations, c.CadreRows())))
	return b.String(), nil
}

// one hash of the hashes of all tables of a month.
func one(m archive.MonthHash) string {
	var all strings.Builder
	for _, t := range archive.Tables() {
		fmt.Fprintf(&all, "%s=%s ", t.Name, m[t.Name])
	}
	return archive.HashOf([]byte(all.String()))[:16]
}
