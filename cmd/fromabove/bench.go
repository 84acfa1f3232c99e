package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/bench"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/report"
	"github.com/fromabove/fromabove/scenario"
)

// benchFlags are what can be said about a measurement.
type benchFlags struct {
	most           personsFlag
	workers        int
	repetitions    int
	array          int // MB
	quick          bool
	from           string
	json, markdown bool
}

func benchVerb() *cobra.Command {
	f := &benchFlags{most: bench.MostPersons, workers: runtime.NumCPU(), repetitions: 5}
	verb := &cobra.Command{
		Use:   "bench",
		Short: "Measure how fast the laboratory is, against what this machine can do",
		Long: `Measures, in one run and in turn: what memory streams, what a plain loop of arithmetic gains on
several workers, the people's pass beside both, its cost per person-month from 100,000 to 170 million
persons, scaling over workers, the time by act of the month, members of an ensemble, the start of the
program. It takes two minutes and 1.2 GB; --most cuts both. Times are medians over
repetitions with their quartiles. What each figure means: docs/performance.md.

Let nothing else run meanwhile: what is compared is measured in turn, but a busy machine has wide
quartiles. To compare two revisions: make bench-against REV=main.`,
		Example: `  fromabove bench
  fromabove bench --most 1e7 --json > out/bench.json
  fromabove bench --from out/bench.json --markdown     # the same figures, as tables for a page`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.bench(cmd) },
	}
	flags := verb.Flags()
	flags.Var(&f.most, "most", "largest country that is run, in living persons")
	flags.IntVar(&f.workers, "workers", f.workers, "most that work side by side; 1, 2, 4 and so on are tried up to it")
	flags.IntVar(&f.repetitions, "repetitions", f.repetitions, "how often everything is measured")
	flags.IntVar(&f.array, "array", 0, "`MB` that are streamed; 0: four times the largest cache, 256 to 1024")
	flags.BoolVar(&f.quick, "quick", false, "few repetitions of little: shows what comes out in seconds, measures nothing")
	flags.StringVar(&f.from, "from", "", "print the figures of this `file`, which --json wrote, and measure nothing")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	flags.BoolVar(&f.markdown, "markdown", false, "print Markdown")
	return verb
}

func (f *benchFlags) bench(cmd *cobra.Command) error {
	if f.json && f.markdown {
		return use("--json and --markdown: want one of them")
	}
	figures, err := f.figures(cmd)
	if err != nil {
		return err
	}
	out := cmd.OutOrStdout()
	switch {
	case f.json:
		return printed(out)(report.BenchJSON(figures))
	case f.markdown:
		return report.BenchMarkdown(out, figures)
	}
	columns, terminal := width(out)
	return report.Bench(out, figures, report.Options{Width: columns, Color: terminal})
}

// figures are read, or measured.
func (f *benchFlags) figures(cmd *cobra.Command) (*bench.Figures, error) {
	if f.from != "" {
		for _, name := range []string{"most", "workers", "repetitions", "array", "quick"} {
			if cmd.Flags().Changed(name) {
				return nil, use("--from %s prints what was measured before, and --%s goes with a measurement", f.from, name)
			}
		}
		text, err := os.ReadFile(f.from)
		if err != nil {
			return nil, err
		}
		figures, err := bench.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("%s: not written by fromabove bench --json: %w", f.from, err)
		}
		return figures, nil
	}
	s, err := read(nil, scenario.Edits{})
	if err != nil {
		return nil, err
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	o := bench.Options{
		Scenario: s, Workers: f.workers, Most: float64(f.most), Repetitions: f.repetitions, Array: int64(f.array) << 20, Quick: f.quick,
		Program: []string{program, os.Args[0], "version"},
		Sparing: func(scale int) { sparing(s, &lab.Order{Scale: scale}) },
		Say:     func(line string) { fmt.Fprintln(cmd.ErrOrStderr(), line) },
	}
	if f.quick {
		flags := cmd.Flags()
		if !flags.Changed("most") {
			o.Most = bench.LeastPersons
		}
		if !flags.Changed("repetitions") {
			o.Repetitions = 2
		}
		if !flags.Changed("array") {
			o.Array = 8 << 20
		}
	}
	if err := o.Settle(); err != nil {
		return nil, wrongUse{err}
	}
	return bench.Measure(cmd.Context(), o)
}

// personsFlag is a number of persons, as 1e7 or 10000000.
type personsFlag float64

func (p *personsFlag) String() string { return strconv.FormatFloat(float64(*p), 'g', 3, 64) }
func (p *personsFlag) Type() string   { return "persons" }
func (p *personsFlag) Set(text string) error {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || !(n >= bench.LeastPersons && n <= bench.MostPersons) {
		return fmt.Errorf("want a number of persons from %d to %d, for example 1e7", bench.LeastPersons, bench.MostPersons)
	}
	*p = personsFlag(n)
	return nil
}
