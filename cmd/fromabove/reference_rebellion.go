package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/reference/rebellion"
)

// Most seeds and ticks of one command; every tick of every seed is kept in
// memory, about 100 bytes each.
const mostRebellionSeeds, mostRebellionTicks, mostRebellionKept = 10_000, 1_000_000, 10_000_000

// rebellionFlags are what a user asks of the model.
type rebellionFlags struct {
	preset  string
	run     int
	seeds   int
	seed    uint64
	ticks   int
	drop    int
	workers int
	series  string
	json    bool
	edits   []*ruleFlag
}

// A ruleFlag is a key as a flag. It may be typed before the preset is known, so
// that it is checked when typed and laid over the preset later.
type ruleFlag struct {
	key   rebellion.Key
	typed string
	set   bool
}

func (f *ruleFlag) String() string { return f.typed }

func (f *ruleFlag) Type() string {
	if f.key.Words != nil {
		return strings.Join(f.key.Words, "|")
	}
	return "value"
}

func (f *ruleFlag) Set(text string) error {
	f.typed, f.set = text, true
	return f.key.Set(new(rebellion.Rules), text)
}

func rebellionVerb() *cobra.Command {
	f := &rebellionFlags{preset: "paper", seeds: 20, seed: 1, ticks: 1000, drop: 100, workers: runtime.NumCPU()}
	verb := &cobra.Command{
		Use:   "rebellion",
		Short: "Epstein's civil violence: rebels, police and what the rules hang on",
		Long: `Epstein's civil violence (PNAS 99 suppl. 3, 7243-7250), model I and II. People with a grievance rebel when it
exceeds the risk they feel, and the risk falls where many rebel; police arrest them one by one. Every rule
on which implementations differ is a key; a preset is an implementation as values of the keys, a run lays
the numbers of the paper's table over it, and every key may be set by itself.

Presets:
` + rebellionPresets() + `
Runs:
` + rebellionRuns(),
		Example: `  fromabove reference rebellion --preset netlogo --seeds 20 --ticks 1000 --json
  fromabove reference rebellion --run 2                        # the rule as printed: no burst
  fromabove reference rebellion --run 2 --arrest floor         # punctuated equilibrium
  fromabove reference rebellion --run 7 --changes police@50=0.04
  fromabove reference rebellion --preset mesa --size 400 --order blocks --seeds 1 --series mesa.csv`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			study, err := f.study(cmd)
			if err != nil {
				return err
			}
			histories, err := study.Run(cmd.Context().Err)
			if err != nil {
				return err
			}
			if f.series != "" {
				if err := writeRebellionSeries(f.series, histories); err != nil {
					return err
				}
			}
			if f.json {
				return rebellionJSON(cmd.OutOrStdout(), f, study, histories)
			}
			return rebellionTable(cmd.OutOrStdout(), f, study, histories)
		},
	}
	flags := verb.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.preset, "preset", f.preset, "whose rules: paper, netlogo or mesa")
	flags.IntVar(&f.run, "run", 0, "lay the numbers of the paper's run 1 to 8 over the preset")
	flags.IntVar(&f.seeds, "seeds", f.seeds, "how many seeds")
	flags.Uint64Var(&f.seed, "seed", f.seed, "the first seed")
	flags.IntVar(&f.ticks, "ticks", f.ticks, "ticks of each; a run has its own number")
	flags.IntVar(&f.drop, "drop", f.drop, "ticks at the beginning that no measure counts; none in runs 3 to 8 and in model II")
	flags.IntVar(&f.workers, "workers", f.workers, "how many work side by side; no effect on the result")
	flags.StringVar(&f.series, "series", "", "write every tick of every seed to this CSV `file`")
	flags.BoolVar(&f.json, "json", false, "print JSON, with the measures of every seed")
	for _, key := range rebellion.Keys() {
		edit := &ruleFlag{key: key}
		f.edits = append(f.edits, edit)
		doc := key.Doc
		if key.Words == nil {
			doc += " (" + key.Want + ")"
		}
		flags.Var(edit, key.Name, doc)
	}
	return verb
}

func rebellionPresets() (text string) {
	for _, p := range rebellion.Presets() {
		text += fmt.Sprintf("  %-8s %s\n", p.Name, p.Doc)
	}
	return text
}

func rebellionRuns() (text string) {
	for _, run := range rebellion.Runs() {
		text += fmt.Sprintf("  %d  %s (%d ticks)\n", run.Number, run.Doc, run.Ticks)
	}
	return text
}

// study is what was asked for: preset, then run, then keys.
func (f *rebellionFlags) study(cmd *cobra.Command) (rebellion.Study, error) {
	none := rebellion.Study{}
	p, err := rebellion.PresetOf(f.preset)
	if err != nil {
		return none, use("--preset %s: %v", f.preset, err)
	}
	r, typed := p.Rules, cmd.Flags().Changed
	if typed("run") {
		runs := rebellion.Runs()
		if f.run < 1 || f.run > len(runs) {
			return none, use("--run %d: want 1 to %d", f.run, len(runs))
		}
		run := runs[f.run-1]
		r = run.Over(r)
		if !typed("ticks") {
			f.ticks = run.Ticks
		}
		if !typed("drop") {
			f.drop = min(run.Drop, f.ticks-1)
		}
	}
	for _, edit := range f.edits {
		if edit.set {
			if err := edit.key.Set(&r, edit.typed); err != nil {
				return none, use("--%s %s: %v", edit.key.Name, edit.typed, err)
			}
		}
	}
	if typed("vision") && !typed("police-vision") {
		r.PoliceVision = r.Vision
	}
	if r.Groups == 2 && !typed("drop") {
		f.drop = 0
	}
	if err := r.Check(); err != nil {
		return none, use("%v", err)
	}
	switch {
	case f.seeds < 1 || f.seeds > mostRebellionSeeds:
		return none, use("--seeds %d: want 1 to %d", f.seeds, mostRebellionSeeds)
	case f.ticks < 1 || f.ticks > mostRebellionTicks:
		return none, use("--ticks %d: want 1 to %d", f.ticks, mostRebellionTicks)
	case f.seeds*f.ticks > mostRebellionKept:
		return none, use("--seeds %d --ticks %d: want at most %d ticks over all seeds", f.seeds, f.ticks, mostRebellionKept)
	case f.drop < 0 || f.drop >= f.ticks:
		return none, use("--drop %d: want 0 to %d, so that ticks are left to measure", f.drop, f.ticks-1)
	case f.workers < 1:
		return none, use("--workers %d: want at least 1", f.workers)
	}
	return rebellion.Study{Rules: r, Seed: f.seed, Seeds: f.seeds, Ticks: f.ticks, Drop: f.drop, Workers: f.workers}, nil
}

// writeRebellionSeries writes a row a seed and tick.
func writeRebellionSeries(name string, histories []rebellion.History) error {
	return wholeFile(name, func(to *os.File) error {
		out := bufio.NewWriter(to)
		fmt.Fprintln(out, "seed,tick,active,quiet,jailed,officers,legitimacy,first_group,second_group,killed,born,died")
		for _, h := range histories {
			for i, t := range h.Ticks {
				fmt.Fprintf(out, "%d,%d,%d,%d,%d,%d,%g,%d,%d,%d,%d,%d\n", h.Seed, i+1, t.Active, t.Quiet, t.Jailed, t.Officers, t.Legitimacy,
					t.Groups[0], t.Groups[1], t.Killed, t.Born, t.Died)
			}
		}
		return out.Flush()
	})
}

// rebellionTable prints each measure over the seeds.
func rebellionTable(out io.Writer, f *rebellionFlags, s rebellion.Study, histories []rebellion.History) error {
	title := "Civil violence, preset " + f.preset
	if f.run != 0 {
		title += fmt.Sprintf(", run %d", f.run)
	}
	fmt.Fprintf(out, "%s: %d seeds from %d, %d ticks, the first %d not counted\n\n", title, s.Seeds, s.Seed, s.Ticks, s.Drop)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "measure\tseeds\tmean\ts.d.\tleast\t5%\t25%\tmedian\t75%\t95%\tmost\t")
	for _, m := range rebellion.Measures(s.Rules.Groups) {
		d := rebellion.SpreadOf(m.Of(histories))
		fmt.Fprintf(table, "%s\t%d\t", m.Name, d.N)
		for _, v := range []float64{d.Mean, d.SD, d.Min, d.Q05, d.Q25, d.Median, d.Q75, d.Q95, d.Max} {
			fmt.Fprintf(table, "%s\t", shortNumber(v))
		}
		fmt.Fprintln(table)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	var rules []string
	for _, key := range rebellion.Keys() {
		if text := key.Text(s.Rules); text != "" {
			rules = append(rules, key.Name+" "+text)
		}
	}
	_, err := fmt.Fprintf(out, "\nA measure that a seed does not have, as a wait with fewer than two bursts, is left out of its row.\nRules: %s\n", strings.Join(rules, ", "))
	return err
}

func shortNumber(v float64) string {
	switch {
	case v != v:
		return "-"
	case v >= 100 || v == float64(int(v)):
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%.3g", v)
}
