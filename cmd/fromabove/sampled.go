package main

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/report"
)

// sampledFlags are what sweep and sensitivity have in common: one arm, run at
// many places with the same seeds.
type sampledFlags struct {
	experimentFlags
	kind string // sweep or sensitivity
	vary []string
	form string // of --design or --method
	all  bool
}

// usualOutcomes are read where none is named, as far as the histories reach: a
// table each.
var usualOutcomes = []string{"operation", "log_deaths", "elite_share"}

// sampledVerb adds the flags to a verb; flag is the one of the form.
func sampledVerb(verb *cobra.Command, f *sampledFlags, flag, usage string) {
	flags := verb.Flags()
	flags.StringVar(&f.form, flag, f.form, usage)
	flags.StringArrayVar(&f.vary, "vary", nil, varyHelp)
	flags.BoolVar(&f.all, "all", false, "print every place or parameter, not the first alone")
	experimentVerb(verb, &f.experimentFlags)
	flags.Lookup("members").Usage = "histories at each place, with the same seeds at every place"
	flags.Lookup("seed").Usage = "the dice, of histories and of what the design draws"
	flags.Lookup("outcome").Usage = "what is measured: a `name` or GAUGE@FROM..TO:sum|mean|max|end; may be repeated (default: " + strings.Join(usualOutcomes, ", ") + ")"
}

// measured are the outcomes: as named, or the usual ones that the histories
// reach.
func (f *sampledFlags) measured(args []string) error {
	if len(f.outcomes) > 0 {
		return nil
	}
	s, err := read(args, f.edits)
	if err != nil {
		return err
	}
	until := s.Plan.Until
	if f.until != 0 {
		until = calendar.Month(f.until)
	}
	for _, name := range usualOutcomes {
		if slices.Contains(experiment.Reachable(s.Plan.From, until), name) {
			f.outcomes = append(f.outcomes, name)
		}
	}
	if len(f.outcomes) == 0 {
		return use("--outcome is missing, and none of %s is complete by %v; name one, for example arrests@%d:sum", strings.Join(usualOutcomes, ", "), until, until.Year()-1)
	}
	return nil
}

// run runs the rows of a design, equal ones once, and opens the experiment.
// Everything that can be refused is refused before anything runs.
func (f *sampledFlags) run(cmd *cobra.Command, args []string, form string, v varied, rows [][]float64) (report.Sampled, error) {
	s := report.Sampled{Form: form, Axes: v.axes, Rows: rows, Tied: v.tied()}
	if err := f.measured(args); err != nil {
		return s, err
	}
	if f.members < 1 || f.workers < 1 {
		return s, use("--members %d --workers %d: want at least 1", f.members, f.workers)
	}
	e := &experiment.Experiment{
		Kind: f.kind, Arms: []experiment.Arm{{Scenario: nameOf(args), Edits: f.edits}}, Seeds: experiment.Seeds(chance.Seed(f.seed), f.members),
		Scale: int(f.scale), Until: calendar.Month(f.until), Outcomes: f.outcomes, Series: chartSeries, Version: lab.Version, Command: f.command(args),
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
		return s, wrongExperiment(err)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "note: %d places, %d members each: %d histories\n", len(settled.Draws), len(settled.Seeds), settled.Members())
	s.Results, err = f.experimentFlags.run(cmd, settled)
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
func (f *sampledFlags) command(args []string) string {
	words := []string{nameOf(args), map[string]string{"sweep": "--design", "sensitivity": "--method"}[f.kind], f.form}
	for _, v := range f.vary {
		words = append(words, "--vary", v)
	}
	return f.experimentFlags.command(f.kind, words)
}

// print writes the answer as a page or as JSON.
func (f *sampledFlags) print(cmd *cobra.Command, r *experiment.Results, page func(report.Options) error, text func() ([]byte, error)) error {
	out := cmd.OutOrStdout()
	summary, err := text()
	if err == nil {
		err = leaveSummary(r.Dir, summary)
	}
	if err != nil || f.json {
		return printed(out)(summary, err)
	}
	columns, terminal := width(out)
	if err := page(report.Options{Width: columns, Color: terminal, All: f.all}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\nkept in %s; made by: %s\n", r.Dir, r.Command)
	return err
}
