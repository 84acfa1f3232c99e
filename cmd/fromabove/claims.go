package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/abc"
	"github.com/fromabove/fromabove/attribution"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/claim"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/report"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// claimsFlags are what can be said about the claims.
type claimsFlags struct {
	edits            scenario.Edits // the point alone
	draws            string
	members, workers int
	seed             uint64
	scale            scaleFlag
	variants         bool
	dir              string
	overwrite, retry bool
	stored           bool
	json, page, list bool
}

func claimsVerb() *cobra.Command {
	f := claimsFlags{members: 20, seed: 1, scale: 10_000, workers: runtime.NumCPU()}
	verb := &cobra.Command{
		Use:   "claims [ID...]",
		Short: "Put the essay's causal claims to the test",
		Long: `Runs the arms of the claims (all, or those named) as one experiment, and says of each claim whether it
held, did not hold, is undecided, or is open because forms of the model contradict each other; and which
claims a hard gate of the equations decides beforehand. One claim alone is told in full. An experiment
that is in the folder already goes on where it was, or is only read.`,
		Example: `  fromabove claims --list
  fromabove claims --members 50 --out out/claims
  fromabove claims ban-elite ban-dominance --point to-1936
  fromabove claims --draws to-1936 --members 100 --variants --out out/claims
  fromabove claims ban-elite --out out/claims --stored
  fromabove claims --draws to-1936 --out out/claims --page > docs/claims.md`,
		Args: cobra.ArbitraryArgs,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			book, err := claim.Shipped()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			var ids []string
			for _, c := range book.Claims {
				ids = append(ids, c.ID+"\t"+c.Statement)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	flags := verb.Flags()
	flags.StringVar(&f.draws, "draws", "", "draws of parameters to run every arm with, each with dice of its own: a shipped `name` (to-1936), or a .csv or .parquet file with a column a parameter")
	flags.IntVar(&f.members, "members", f.members, "how many histories of each arm; of draws as many, by weight where they have one")
	flags.Uint64Var(&f.seed, "seed", f.seed, "the dice")
	flags.Var(&f.scale, "scale", "persons a lane stands for")
	flags.BoolVar(&f.variants, "variants", false, "also with rival forms of equations (scenarios/variants.csv) and rival input series")
	flags.StringVar(&f.dir, "out", "", "folder of the experiment (default: out/ and a name made of what is run)")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace another experiment that is at --out")
	flags.BoolVar(&f.retry, "retry", false, "try members again that failed")
	flags.IntVar(&f.workers, "workers", f.workers, "how many work side by side; no effect on the result")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	flags.BoolVar(&f.stored, "stored", false, "only read what is stored at --out, for one claim of many too; nothing is run")
	flags.BoolVar(&f.page, "page", false, "print the page docs/claims.md from what is stored at --out; nothing is run")
	flags.BoolVar(&f.list, "list", false, "list the claims, the gates and the variants; nothing is run")
	pointFlag(verb, &f.edits)
	return verb
}

func (f *claimsFlags) run(cmd *cobra.Command, args []string) error {
	whole, err := claim.Shipped()
	if err != nil {
		return err
	}
	book, err := whole.Choose(claimIDs(args))
	if err != nil {
		return wrongUse{err}
	}
	out := cmd.OutOrStdout()
	columns, terminal := width(out)
	opt := report.Options{Width: columns, Color: terminal}
	switch {
	case (f.page || f.stored) && f.dir == "":
		return use("--page and --stored read a stored experiment: name its folder with --out")
	case f.page && (f.json || f.list), f.list && f.stored:
		return use("--page goes without --json and --list, and --list without --stored")
	case f.list && f.json:
		return printed(out)(report.ClaimListJSON(book))
	case f.list:
		return report.ClaimList(out, book, opt)
	}
	if err := book.Check(); err != nil {
		return err
	}
	draws, modes, err := f.read(cmd)
	if err != nil {
		return err
	}
	var r *experiment.Results
	if f.page || f.stored {
		r, err = experiment.Open(f.dir)
	} else {
		r, err = f.test(cmd, book, draws)
	}
	if err != nil {
		return err
	}
	return f.print(cmd, book, r, modes, opt)
}

// claimIDs are ids as typed: with the word claim before them or without.
func claimIDs(args []string) []string {
	ids := make([]string, len(args))
	for i, a := range args {
		ids[i] = strings.TrimPrefix(a, "claim:")
	}
	return ids
}

// read reads the draws that are to be run, and the mode of each where the
// posterior has two. The point of draws that ship under its name is that point.
func (f *claimsFlags) read(cmd *cobra.Command) (draws []map[string]float64, modes []string, err error) {
	if f.members < 1 {
		return nil, nil, use("--members %d: want at least 1", f.members)
	}
	if f.draws == "" {
		return nil, nil, nil
	}
	draws, how, err := attribution.ReadDraws(scenarios.Files, f.draws, f.members)
	if err != nil {
		return nil, nil, wrongUse{err}
	}
	fmt.Fprintln(cmd.ErrOrStderr(), "note:", how)
	if filepath.Ext(f.draws) == "" && f.edits.Point == "" {
		f.edits.Point = f.draws
	}
	if t, err := posteriorAt(f.draws); err == nil { // other draws have no modes
		modes = claim.Modes(draws, abc.Diagnose(t).Modes)
	}
	return draws, modes, nil
}

// test runs what is missing of the experiment.
func (f *claimsFlags) test(cmd *cobra.Command, book *claim.Book, draws []map[string]float64) (*experiment.Results, error) {
	arms, err := book.Arms(f.edits.Point, f.variants)
	if err != nil {
		return nil, err
	}
	e := &experiment.Experiment{Kind: "claims", Arms: arms, Draws: draws, Seeds: experiment.Seeds(chance.Seed(f.seed), f.members),
		SeedOfDraw: draws != nil, Scale: int(f.scale), Outcomes: book.Outcomes(), Command: f.command(cmd.Flags().Args()), Version: lab.Version}
	d, err := e.Settle()
	if err != nil {
		return nil, wrongExperiment(err)
	}
	run := experimentFlags{dir: f.dir, workers: max(f.workers, 1), overwrite: f.overwrite, retry: f.retry}
	if run.dir == "" {
		run.dir = filepath.Join("out", "claims-"+d.Key[:8])
	}
	return run.run(cmd, d)
}

// command is what makes the experiment again, in one spelling.
func (f *claimsFlags) command(args []string) string {
	words := append([]string{"fromabove", "claims"}, claimIDs(args)...)
	if f.draws != "" {
		words = append(words, "--draws", quoted(f.draws))
	}
	words = append(words, "--members", fmt.Sprint(f.members), "--seed", fmt.Sprint(f.seed), "--scale", f.scale.String())
	if f.edits.Point != "" {
		words = append(words, "--point", quoted(f.edits.Point))
	}
	if f.variants {
		words = append(words, "--variants")
	}
	return strings.Join(words, " ")
}

func (f *claimsFlags) print(cmd *cobra.Command, book *claim.Book, r *experiment.Results, modes []string, opt report.Options) error {
	out := cmd.OutOrStdout()
	results := book.Weighed(r, modes)
	if len(results) == 0 {
		return errors.New(r.Dir + ": the experiment holds none of these claims; it was made by: " + r.Command)
	}
	if !r.Finished() {
		fmt.Fprintf(cmd.ErrOrStderr(), "note: %d of %d members are done\n", r.Done, r.Members())
	}
	if !f.page { // which only reads
		summary, err := report.ClaimsJSON(r.Design, results)
		if err == nil {
			err = leaveSummary(r.Dir, summary)
		}
		if err != nil || f.json {
			return printed(out)(summary, err)
		}
	}
	switch {
	case f.page:
		return report.ClaimsPage(out, book, r.Design, results)
	case len(book.Claims) == 1:
		return report.Claim(out, book, results[0].Claim, r.Design, &results[0], opt)
	}
	return report.Claims(out, r.Design, results, opt)
}
