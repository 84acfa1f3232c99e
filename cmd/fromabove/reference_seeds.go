package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/sim"
	"github.com/fromabove/fromabove/stat"
)

// mostSeeds is how many histories of a reference model one command runs.
const mostSeeds = 100_000

// diceFlags are the seeds of a reference model: so many from the first.
type diceFlags struct {
	first uint64
	seeds int
}

func (f *diceFlags) add(verb *cobra.Command, seeds int, what string) {
	verb.Flags().Uint64Var(&f.first, "seed", 1, "the first seed")
	verb.Flags().IntVar(&f.seeds, "seeds", seeds, "how many seeds: "+what)
}

func (f *diceFlags) check() error {
	if f.seeds < 1 || f.seeds > mostSeeds {
		return use("--seeds %d: want 1 to %d", f.seeds, mostSeeds)
	}
	return nil
}

// each runs one history for each seed, on all processors; history i must write
// only what belongs to i.
func (f *diceFlags) each(one func(i int, seed chance.Seed)) {
	sim.Split(runtime.GOMAXPROCS(0), f.seeds, func(i int) { one(i, f.seed(i)) })
}

func (f *diceFlags) seed(i int) chance.Seed { return chance.Seed(f.first + uint64(i)) }

// over is one number of each of many seeds, in short.
type over struct {
	Mean   float64 `json:"mean"`
	Median float64 `json:"median"`
	Low    float64 `json:"p05"`
	High   float64 `json:"p95"`
}

func overSeeds(values []float64) (o over) {
	for _, v := range values {
		o.Mean += v / float64(len(values))
	}
	o.Median, o.Low, o.High = stat.Median(values), stat.Quantile(values, 0.05), stat.Quantile(values, 0.95)
	return o
}

// writeOvers writes such numbers as a table, with so many decimals.
func writeOvers(b io.Writer, decimals int, names []string, rows []over) {
	widest := 0
	for _, n := range names {
		widest = max(widest, len(n))
	}
	fmt.Fprintf(b, "  %-*s  %9s %9s %9s %9s\n", widest, "", "mean", "median", "5%", "95%")
	for i, o := range rows {
		fmt.Fprintf(b, "  %-*s  %9.*f %9.*f %9.*f %9.*f\n", widest, names[i], decimals, o.Mean, decimals, o.Median, decimals, o.Low, decimals, o.High)
	}
}

// changed names the first of the flags that was typed, or none.
func changed(cmd *cobra.Command, flags ...string) string {
	for _, name := range flags {
		if cmd.Flags().Changed(name) {
			return name
		}
	}
	return ""
}

func persons(n int) string { return counted(n, "person") }

// steps is a path of counts as text: of a long one its beginning and its end.
func steps(path []int) string {
	const shown = 16
	var words []string
	for i, n := range path {
		switch {
		case len(path) <= shown || i < shown-2 || i == len(path)-1:
			words = append(words, fmt.Sprint(n))
		case i == shown-2:
			words = append(words, "...")
		}
	}
	return strings.Join(words, " ")
}
