package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// experimentFlags are what every verb that runs an experiment takes.
type experimentFlags struct {
	edits     scenario.Edits // of every arm
	seed      uint64
	scale     scaleFlag
	members   int // seeds
	workers   int
	until     monthFlag
	dir       string
	outcomes  []string
	overwrite bool
	retry     bool
	json      bool
}

// experimentVerb adds the flags to a verb.
func experimentVerb(verb *cobra.Command, f *experimentFlags) {
	f.scale, f.workers, f.seed = 1000, runtime.NumCPU(), 1
	if f.members == 0 {
		f.members = 20
	}
	flags := verb.Flags()
	flags.Uint64Var(&f.seed, "seed", f.seed, "the dice, the same in every arm")
	flags.Var(&f.scale, "scale", "persons a lane stands for")
	flags.IntVar(&f.members, "members", f.members, "members of each arm, each with dice of its own")
	flags.IntVar(&f.workers, "workers", f.workers, "how many work side by side; no effect on the result")
	flags.Var(&f.until, "until", "last month (default: the scenarios')")
	flags.StringVar(&f.dir, "out", "", "folder of the experiment (default: out/ and a name made of what is run)")
	flags.StringArrayVar(&f.outcomes, "outcome", nil, "what is kept: a `name` or GAUGE@FROM..TO:sum|mean|max|end; may be repeated (default: every named one)")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace another experiment that is at --out")
	flags.BoolVar(&f.retry, "retry", false, "try members again that failed before")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	edits(verb, &f.edits)
	_ = verb.RegisterFlagCompletionFunc("outcome", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return experiment.OutcomeNames(), cobra.ShellCompDirectiveNoFileComp
	})
}

// chartSeries are the gauges that are kept by year, for charts.
var chartSeries = []string{"arrests", "executions", "camp_population", "dissent_share", "facade", "fear", "belief", "cc_lost_share"}

// design is the experiment that the flags and the words for arms ask for.
func (f *experimentFlags) design(kind string, arms []string) (*experiment.Experiment, *experiment.Design, error) {
	e := &experiment.Experiment{Kind: kind, Scale: int(f.scale), Until: calendar.Month(f.until), Outcomes: f.outcomes, Series: chartSeries,
		Version: lab.Version, Command: f.command(kind, arms)}
	if f.members < 1 || f.workers < 1 {
		return nil, nil, use("--members %d --workers %d: want at least 1", f.members, f.workers)
	}
	e.Seeds = experiment.Seeds(chance.Seed(f.seed), f.members)
	for _, word := range arms {
		a, err := experiment.ParseArm(word)
		if err != nil {
			return nil, nil, wrongUse{err}
		}
		e.Arms = append(e.Arms, a.Under(f.edits))
	}
	if len(e.Outcomes) == 0 && len(e.Arms) > 0 {
		until := e.Until
		if s, err := scenario.Read(scenarios.Files, e.Arms[0].Scenario, regime.Institutions(), e.Arms[0].Edits); err == nil {
			if until == 0 {
				until = s.Plan.Until
			}
			e.Outcomes = experiment.Reachable(s.Plan.From, until)
		}
	}
	d, err := e.Settle()
	if err != nil {
		return nil, nil, wrongExperiment(err)
	}
	return e, d, nil
}

// wrongExperiment is an error in what was asked for. Findings in scenario
// files are reported as such where there is nothing else.
func wrongExperiment(err error) error {
	var findings scenario.Findings
	if errors.As(err, &findings) && len(strings.Split(strings.TrimSpace(err.Error()), "\n")) == len(findings) {
		return findings
	}
	return wrongUse{errors.New(err.Error())}
}

// run runs what is missing of an experiment, with a bar.
func (f *experimentFlags) run(cmd *cobra.Command, d *experiment.Design) (*experiment.Results, error) {
	if f.dir == "" {
		f.dir = filepath.Join("out", fmt.Sprintf("%s-%s-seed%d-scale%d-members%d-%s", d.Kind, folderOf(d), f.seed, d.Scale, f.members, d.Key[:8]))
	}
	if order, err := d.Member(0).Recorded(""); err == nil {
		spare(order.Scenario, order, garbage)
	}
	bar := progressTo(cmd.ErrOrStderr())
	begun := false
	r, err := d.Run(cmd.Context(), experiment.Options{Dir: f.dir, Runner: experiment.Local{Workers: f.workers}, Overwrite: f.overwrite,
		Retry: f.retry, Typed: typed(), Progress: func(p experiment.Pace) {
			if !begun && p.Kept > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "note: %d of %d members were finished before and are kept\n", p.Kept, p.Total)
			}
			begun = true
			bar.pace(p)
		}})
	bar.Done()
	if err != nil {
		return nil, err
	}
	if !begun {
		fmt.Fprintf(cmd.ErrOrStderr(), "note: all %d members were finished before\n", r.Done)
	}
	failures(cmd.ErrOrStderr(), r)
	return r, nil
}

// garbage is how much may lie while members run, in percent of what is in use.
// So 10,000 small members take at most a ninth more memory than 100 do (54 and
// 48 MB); with twice as much a fifth (76 and 62 MB), and four times as much is
// faster by an eighth.
const garbage = 100

// folderOf is the arms in the name of a folder.
func folderOf(d *experiment.Design) string {
	var arms []string
	for _, a := range d.Arms {
		arms = append(arms, strings.TrimSuffix(filepath.Base(a.Scenario), ".yaml"))
	}
	name := strings.Join(arms, "-")
	if len(name) > mostName {
		name = name[:mostName]
	}
	return name
}

// shownFailures is how many failed members are named.
const shownFailures = 3

func failures(out io.Writer, r *experiment.Results) {
	if r.Failed == 0 {
		return
	}
	fmt.Fprintf(out, "note: %d of %d members failed and are left out; --retry tries them again\n", r.Failed, r.Done)
	shown := 0
	for number := range r.Members() {
		if why, failed := r.Errors()[number]; failed && shown < shownFailures {
			fmt.Fprintf(out, "  %s: %s\n", r.Label(number), why)
			shown++
		}
	}
}

// pace shows how far an experiment is, as Step does for a run.
func (b *bar) pace(p experiment.Pace) {
	every := 10 * time.Second
	if b.terminal {
		every = 100 * time.Millisecond
	}
	if time.Since(b.drawn) < every {
		return
	}
	b.drawn = time.Now()
	text := fmt.Sprintf("%d of %d members, %.3g a second, %v left", p.Done, p.Total, p.Rate, p.Left.Round(time.Second))
	if p.Failed > 0 {
		text += fmt.Sprintf(", %d failed", p.Failed)
	}
	if b.terminal {
		const width = 30
		full := width * p.Done / p.Total
		fmt.Fprintf(b.out, "\r  [%s%s] %s \x1b[K", fill('=', full), fill(' ', width-full), text)
		return
	}
	fmt.Fprintln(b.out, text)
}

// command is what makes the experiment again, in one spelling.
func (f *experimentFlags) command(kind string, arms []string) string {
	words := []string{"fromabove", kind}
	for _, a := range arms {
		words = append(words, quoted(a))
	}
	words = append(words, "--members", fmt.Sprint(f.members), "--seed", fmt.Sprint(f.seed), "--scale", f.scale.String())
	if f.until != 0 {
		words = append(words, "--until", f.until.String())
	}
	if f.edits.Point != "" {
		words = append(words, "--point", quoted(f.edits.Point))
	}
	for _, group := range []struct {
		flag  string
		words []string
	}{{"--set", f.edits.Set}, {"--without", f.edits.Without}, {"--outcome", f.outcomes}} {
		for _, w := range group.words {
			words = append(words, group.flag, quoted(w))
		}
	}
	return strings.Join(words, " ")
}
