package main

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/abc"
	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// calibrateFlags are what can be said about a calibration.
type calibrateFlags struct {
	to                     string
	particles, generations int
	runs, members, workers int
	scale                  scaleFlag
	seed                   uint64
	dir                    string
	emulate, json          bool
}

func calibrateVerb() *cobra.Command {
	f := calibrateFlags{to: "1936", particles: 200, generations: 8, members: 1, workers: runtime.NumCPU(), scale: 10_000, seed: 1}
	verb := &cobra.Command{
		Use:   "calibrate",
		Short: "Find the parameter points that the figures to 1936 or 1939 leave possible",
		Long: `Sequential Monte Carlo, approximate Bayesian computation (package abc), over the ranges in
scenarios/search/parameters.csv, each uniform. Every candidate is run with dice of its own, to the
December of --to and no further, and kept while its distance is within a tolerance that falls from
generation to generation. What is left is a posterior: parameter points with weights.

The distance is the loss by which a parameter point is searched (package lab, Loss): the mean error
of each pattern's figures, in units of their trust grade, and the checks of its pass mark. It is used
because its errors are scaled by trust already, because a pattern of ninety stocks must not drown
one of four figures, and because the operation of 1930 and its stop stand in checks that no single
figure holds; and so point and posterior can be compared. It is no likelihood.

Killed and run again with the same words, it goes on; with more --generations or --runs too.`,
		Example: `  fromabove calibrate --to 1936 --particles 200 --generations 8
  fromabove calibrate --to 1939 --seed 2 --runs 5000 --emulate --out out/second`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.calibrate(cmd) },
	}
	flags := verb.Flags()
	flags.StringVar(&f.to, "to", f.to, "`year` to which it reads: 1936 or 1939")
	flags.IntVar(&f.particles, "particles", f.particles, fmt.Sprintf("parameter points that are kept, at most %d", abc.MostRows))
	flags.IntVar(&f.generations, "generations", f.generations, "at most; it ends sooner where the tolerance can hardly be met")
	flags.IntVar(&f.runs, "runs", 0, "candidates run at most; 0: as many as it takes")
	flags.IntVar(&f.members, "members", f.members, "histories to a candidate; more of them say what a point does in the median, not what a history may do")
	flags.Var(&f.scale, "scale", "persons a lane stands for")
	flags.Uint64Var(&f.seed, "seed", f.seed, "of the draws, and of the dice of every candidate")
	flags.IntVar(&f.workers, "workers", f.workers, "how many work side by side; no effect on the result")
	flags.StringVar(&f.dir, "out", "", "folder of journal and posterior (default: out/calibrate and a name made of --to and --seed)")
	flags.BoolVar(&f.emulate, "emulate", false, "let a Gaussian process spare candidates that will hardly be kept; the posterior is the same in the mean")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	verb.AddCommand(calibrateShow())
	return verb
}

// calibrate runs the calibration and leaves its posterior.
func (f *calibrateFlags) calibrate(cmd *cobra.Command) error {
	if f.particles > abc.MostRows {
		return use("--particles %d: want at most %d", f.particles, abc.MostRows)
	}
	reading, err := lab.NewReading("to-" + f.to)
	if err != nil {
		return use("--to %s: want 1936 or 1939", f.to)
	}
	trial, table, err := f.trial(reading)
	if err != nil {
		return err
	}
	probe, err := trial.Probe(cmd.Context())
	if err != nil {
		return err
	}
	if f.dir == "" {
		f.dir = filepath.Join("out", "calibrate", fmt.Sprintf("%s-seed%d", reading.Name, f.seed))
	}
	c := &abc.Calibration{Particles: f.particles, Generations: f.generations, Runs: f.runs, Seed: f.seed, Workers: f.workers, Emulate: f.emulate,
		Run: func(ctx context.Context, k abc.Candidate) (abc.Distance, error) {
			one := *trial
			one.Order.Seed = chance.Seed(k.Dice)
			loss, err := one.Judge(ctx, lab.Full(trial.Ranges, k.Values), f.members, false)
			return abc.Distance{Total: loss.Total, Parts: loss.Parts}, err
		}}
	for _, r := range lab.Searched(trial.Ranges) {
		c.Parameters = append(c.Parameters, abc.Parameter{Key: r.Key, Min: r.Min, Max: r.Max})
	}
	if err := c.Check(); err != nil {
		return wrongUse{err}
	}
	head := append(f.head(trial, table), abc.Line{Key: "probe_sha256", Value: probe})
	if c.Journal, err = abc.OpenJournal(filepath.Join(f.dir, "journal.csv"), head, reading.PartNames(), c.Parameters); err != nil {
		return err
	}
	defer c.Journal.Close()
	errOut := cmd.ErrOrStderr()
	if n := c.Journal.Known(); n > 0 {
		fmt.Fprintf(errOut, "note: %d candidates were run before and are kept\n", n)
	}
	bar := progressTo(errOut)
	c.Progress = bar.particles
	c.Told = func(g abc.Generation) { bar.Done(); fmt.Fprintln(errOut, toldOf(g)) }
	post, err := c.Calibrate(cmd.Context())
	bar.Done()
	if err != nil {
		return err
	}
	return f.leave(cmd, trial, head, post)
}

// trial is how a candidate is judged, with the text of the table of ranges.
func (f *calibrateFlags) trial(reading lab.Reading) (*lab.Trial, []byte, error) {
	const name = "search/parameters.csv"
	table, err := fs.ReadFile(scenarios.Files, name)
	if err != nil {
		return nil, nil, err
	}
	ranges, err := lab.ReadRanges(name, table, regime.Institutions())
	if err != nil {
		return nil, nil, err
	}
	s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{Point: scenario.NoPoint})
	if err != nil {
		return nil, nil, err
	}
	t := &lab.Trial{Reading: reading, Ranges: ranges,
		Order: lab.Order{Scenario: s, Seed: chance.Seed(f.seed), Scale: int(f.scale), Members: f.members, Workers: 1, Version: lab.Version}}
	if err := t.Settle(); err != nil {
		return nil, nil, wrongUse{err}
	}
	return t, table, nil
}

// head is what the calibration depends on. How long it goes on is no part of
// it: generations are added to a journal, not begun anew.
func (f *calibrateFlags) head(t *lab.Trial, table []byte) []abc.Line {
	var inputs []string
	for _, in := range t.Order.Scenario.Inputs {
		inputs = append(inputs, in.Series+"/"+in.Variant+" "+in.SHA256)
	}
	emulate := ""
	if f.emulate {
		emulate = " --emulate"
	}
	r := t.Reading
	return []abc.Line{
		{Key: "command", Value: fmt.Sprintf("fromabove calibrate --to %s --particles %d --members %d --scale %v --seed %d%s", f.to, f.particles, f.members, &f.scale, f.seed, emulate)},
		{Key: "version", Value: lab.Version},
		{Key: "label", Value: r.Label},
		{Key: "fitted_to", Value: r.FittedTo().String()},
		{Key: "distance", Value: "the loss of package lab: errors of figures by pattern in units of their trust grade, checks of pass marks, operations that history does not know"},
		{Key: "scenario", Value: t.Order.Scenario.Name + " " + t.Order.Scenario.Hash},
		{Key: "inputs_sha256", Value: archive.HashOf([]byte(strings.Join(inputs, "\n")))},
		{Key: "parameters_sha256", Value: archive.HashOf(table)},
		{Key: "figures", Value: strings.Join(r.IDs(), " ")},
	}
}

// leave writes the posterior and says what it knows.
func (f *calibrateFlags) leave(cmd *cobra.Command, trial *lab.Trial, head []abc.Line, post *abc.Posterior) error {
	last := post.Generations[len(post.Generations)-1]
	head = append(head,
		abc.Line{Key: "generations", Value: fmt.Sprint(len(post.Generations))},
		abc.Line{Key: "runs", Value: fmt.Sprint(post.Runs)},
		abc.Line{Key: "tolerance", Value: fmt.Sprintf("%.6g", last.Tolerance)},
		abc.Line{Key: "effective", Value: fmt.Sprintf("%.1f", last.Effective)})
	var keys []string
	for _, r := range trial.Ranges {
		keys = append(keys, r.Key)
	}
	t := post.Tabled(head, trial.Reading.PartNames(), keys, func(v []float64) []float64 { return lab.Full(trial.Ranges, v) })
	path := filepath.Join(f.dir, trial.Reading.Name+".csv")
	if err := t.Write(path); err != nil {
		return err
	}
	if post.Stopped != "" {
		fmt.Fprintln(cmd.ErrOrStderr(), "note: ended before --generations:", post.Stopped)
	}
	if err := diagnosed(cmd.OutOrStdout(), t, f.json); err != nil {
		return err
	}
	if !f.json {
		fmt.Fprintf(cmd.OutOrStdout(), "\nposterior written to %s and, as Parquet, beside it\n", path)
	}
	return nil
}

// particles shows how far a calibration is.
func (b *bar) particles(s abc.Step) {
	every := 10 * time.Second
	if b.terminal {
		every = 100 * time.Millisecond
	}
	if time.Since(b.drawn) < every {
		return
	}
	b.drawn = time.Now()
	text := fmt.Sprintf("generation %d of at most %d: %d of %d particles, %d candidates run", s.Generation, s.Generations, s.Taken, s.Particles, s.Runs)
	if b.terminal {
		fmt.Fprintf(b.out, "\r  %s \x1b[K", text)
		return
	}
	fmt.Fprintln(b.out, text)
}

// toldOf is a generation in a line.
func toldOf(g abc.Generation) string {
	within := "any distance"
	if !math.IsInf(g.Tolerance, 1) {
		within = fmt.Sprintf("within %.3f", g.Tolerance)
	}
	return fmt.Sprintf("generation %d: %s; %d candidates, %d run; median %.3f, effective sample %.0f", g.Number, within, g.Tried, g.Run, g.Median, g.Effective)
}
