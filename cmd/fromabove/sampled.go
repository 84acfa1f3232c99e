package main

import (
	"fmt"
	"math/bits"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/report"
	"github.com/fromabove/fromabove/scenario"
)

// sampledFlags are what sweep and sensitivity have in common: one arm, run at
// many places with the same seeds.
type sampledFlags struct {
	kind      string // sweep or sensitivity
	edits     scenario.Edits
	vary      []string
	form      string // of --design or --method
	outcomes  []string
	seed      uint64
	scale     scaleFlag
	members   int
	workers   int
	until     monthFlag
	dir       string
	overwrite bool
	retry     bool
	json, all bool
}

// usualOutcomes are read where none is named, as far as the histories reach.
var usualOutcomes = []string{"operation", "log_deaths", "elite_share"}

func (f *sampledFlags) add(verb *cobra.Command) {
	flags := verb.Flags()
	flags.StringArrayVar(&f.vary, "vary", nil, varyHelp)
	flags.StringSliceVar(&f.outcomes, "outcome", nil, "what is measured of each history; may be repeated (default: "+strings.Join(usualOutcomes, ",")+")")
	flags.Uint64Var(&f.seed, "seed", f.seed, "the dice, of histories and of what the design draws")
	flags.Var(&f.scale, "scale", "persons a lane stands for")
	flags.IntVar(&f.members, "members", f.members, "histories at each place, with the same seeds at every place")
	flags.IntVar(&f.workers, "workers", f.workers, "how many work side by side; no effect on the result")
	flags.Var(&f.until, "until", "last month (default: the scenario's)")
	flags.StringVar(&f.dir, "out", "", "folder of the experiment; if it is there unfinished, it goes on (default: out/ and a name made of what is run)")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace another experiment that is at --out")
	flags.BoolVar(&f.retry, "retry", false, "try histories again that failed before")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	flags.BoolVar(&f.all, "all", false, "print every place or parameter, not the first alone")
	edits(verb, &f.edits)
}

func newSampled(kind string, members int) *sampledFlags {
	return &sampledFlags{kind: kind, seed: 1, scale: 10_000, members: members, workers: runtime.NumCPU()}
}

// measured are the outcomes: as named, or the usual ones that the histories
// reach.
func (f *sampledFlags) measured(args []string) ([]string, error) {
	if len(f.outcomes) > 0 {
		return f.outcomes, nil
	}
	s, err := read(args, f.edits)
	if err != nil {
		return nil, err
	}
	until := s.Plan.Until
	if f.until != 0 {
		until = calendar.Month(f.until)
	}
	var reached []string
	for _, name := range usualOutcomes {
		if slices.Contains(experiment.Reachable(s.Plan.From, until), name) {
			reached = append(reached, name)
		}
	}
	if len(reached) == 0 {
		return nil, use("--outcome is missing, and none of %s is complete by %v; name one, for example arrests@%d:sum", strings.Join(usualOutcomes, ", "), until, until.Year()-1)
	}
	return reached, nil
}

// run runs the rows of a design, equal ones once, and opens the experiment.
// Everything that can be refused is refused before anything runs.
func (f *sampledFlags) run(cmd *cobra.Command, args []string, form string, v varied, rows [][]float64) (report.Sampled, error) {
	s := report.Sampled{Form: form, Axes: v.axes, Rows: rows, Tied: v.tied()}
	outcomes, err := f.measured(args)
	if err != nil {
		return s, err
	}
	if f.members < 1 || f.workers < 1 {
		return s, use("--members %d, --workers %d: want at least 1", f.members, f.workers)
	}
	e := &experiment.Experiment{
		Kind: f.kind, Arms: []experiment.Arm{{Scenario: nameOf(args), Edits: f.edits}}, Seeds: experiment.Seeds(chance.Seed(f.seed), f.members),
		Scale: int(f.scale), Until: calendar.Month(f.until), Outcomes: outcomes, Version: lab.Version, Command: f.command(args, outcomes),
	}
	at := map[string]int{} // of a draw, by its values in words
	for _, row := range rows {
		params := v.params(row)
		name := fmt.Sprint(params) // fmt sorts the keys
		if _, known := at[name]; !known {
			at[name] = len(e.Draws)
			e.Draws = append(e.Draws, params)
		}
		s.DrawOf = append(s.DrawOf, at[name])
	}
	settled, err := e.Settle()
	if err != nil {
		return s, wrongUse{err}
	}
	if f.dir == "" {
		f.dir = filepath.Join("out", fmt.Sprintf("%s-%s-%s", f.kind, settled.Arms[0].Name, settled.Key[:12]))
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "note: %d places, %d members each: %d histories, in %s\n", len(settled.Draws), len(settled.Seeds), settled.Members(), f.dir)
	bar := progressTo(cmd.ErrOrStderr())
	s.Results, err = settled.Run(cmd.Context(), experiment.Options{
		Dir: f.dir, Runner: experiment.Local{Workers: f.workers}, Overwrite: f.overwrite, Retry: f.retry, Progress: bar.Pace, Typed: typed(),
	})
	bar.Done()
	return s, err
}

// uneven warns of a number of rows at which the Sobol sequence is less even
// than it can be.
func (f *sampledFlags) uneven(cmd *cobra.Command, rows int) {
	if rows&(rows-1) != 0 {
		below := 1 << (bits.Len(uint(rows)) - 1)
		fmt.Fprintf(cmd.ErrOrStderr(), "note: %d is no power of two; with %d or %d rows the Sobol sequence is more even\n", rows, below, 2*below)
	}
}

// command is what makes the experiment again, in one spelling.
func (f *sampledFlags) command(args, outcomes []string) string {
	form := map[string]string{"sweep": "--design", "sensitivity": "--method"}[f.kind]
	words := []string{"fromabove", f.kind, quoted(nameOf(args)), form, f.form}
	for _, v := range f.vary {
		words = append(words, "--vary", quoted(v))
	}
	words = append(words, "--outcome", quoted(strings.Join(outcomes, ",")), "--members", fmt.Sprint(f.members), "--seed", fmt.Sprint(f.seed), "--scale", f.scale.String())
	if f.until != 0 {
		words = append(words, "--until", f.until.String())
	}
	if f.edits.Point != "" {
		words = append(words, "--point", quoted(f.edits.Point))
	}
	for _, s := range f.edits.Set {
		words = append(words, "--set", quoted(s))
	}
	for _, s := range f.edits.Without {
		words = append(words, "--without", quoted(s))
	}
	return strings.Join(words, " ")
}

// print writes the answer as a page or as JSON, and says what failed.
func (f *sampledFlags) print(cmd *cobra.Command, r *experiment.Results, page func(report.Options) error, text func() ([]byte, error)) error {
	out := cmd.OutOrStdout()
	if f.json {
		if err := printed(out)(text()); err != nil {
			return err
		}
	} else {
		columns, terminal := width(out)
		if err := page(report.Options{Width: columns, Color: terminal, All: f.all}); err != nil {
			return err
		}
		fmt.Fprintf(out, "\nkept in %s; made by: %s\n", f.dir, r.Command)
	}
	if r.Failed > 0 {
		return fmt.Errorf("%d of %d histories failed and are left out; --retry tries them again", r.Failed, r.Members())
	}
	return nil
}
