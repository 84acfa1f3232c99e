package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

func forkVerb() *cobra.Command {
	var at monthFlag
	var e scenario.Edits
	dir, overwrite, asJSON := "", false, false
	workers := runtime.NumCPU()
	verb := &cobra.Command{
		Use:   "fork RUN --at YYYY-MM",
		Short: "Branch a recorded history at a month: the same until then, and otherwise from there",
		Long: `Runs a recording again to the month before --at, checks that it is the same, and goes on with the
edits from that month: an institution that is left out ends with it, a parameter or an input series
has its old value until then. The dice stay the same. It writes a recording, which says what it was
forked from and can be replayed and forked itself, and prints where the two part.`,
		Example: `  fromabove fork out/baseline-seed1-scale1000 --at 1934-12 --set leader.chi_leader=0.3
  fromabove fork out/baseline-seed1-scale1000 --at 1930-01 --without camps --out out/no-camps-from-1930`,
		Args: arguments(1, 1, "recording"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case at == 0:
				return use("%s: give --at YYYY-MM, the first month that is to be otherwise (%[1]s --help)", cmd.CommandPath())
			case workers < 1:
				return use("--workers %d: want at least 1", workers)
			}
			parent, err := archive.Open(args[0])
			if err != nil {
				return err
			}
			if parent.Manifest.Version != lab.Version {
				return fmt.Errorf("%s: recorded by version %s; this is %s, which need not give the same", parent.Dir, parent.Manifest.Version, lab.Version)
			}
			order, err := lab.ForkOf(scenarios.Files, parent, calendar.Month(at), e, workers)
			if err != nil {
				return wrongExperiment(err)
			}
			if dir == "" {
				dir = forkDir(parent, at, e)
			}
			order.Dir, order.Overwrite, order.Typed, order.Command = dir, overwrite, typed(), forkCommand(args[0], at, e)
			if same(dir, parent.Dir) {
				return use("--out %s: the recording that is forked stays; choose another folder", dir)
			}
			sparing(order.Scenario, order)
			for _, note := range order.Scenario.Notes {
				fmt.Fprintln(cmd.ErrOrStderr(), "note:", note)
			}
			bar := progressTo(cmd.ErrOrStderr())
			_, err = lab.Run(cmd.Context(), order, bar)
			bar.Done()
			if err != nil {
				return err
			}
			return showFork(cmd.OutOrStdout(), parent, dir, asJSON)
		},
	}
	flags := verb.Flags()
	flags.Var(&at, "at", "first month that is run otherwise")
	flags.StringVar(&dir, "out", "", "folder of the new recording (default: beside the old one or its ensemble, with a name made of what changes)")
	flags.BoolVar(&overwrite, "overwrite", false, "replace a recording that is at --out")
	flags.IntVar(&workers, "workers", workers, "how many work side by side; no effect on the result")
	flags.BoolVar(&asJSON, "json", false, "print where they part as JSON")
	edits(verb, &e)
	return verb
}

// showFork says where a fork parts from what it was forked from.
func showFork(out io.Writer, parent *archive.Recording, dir string, asJSON bool) error {
	made, err := archive.Open(dir)
	if err != nil {
		return err
	}
	p, err := lab.Where(parent, made)
	if err != nil {
		return err
	}
	if asJSON {
		return printed(out)(json.MarshalIndent(p, "", "  "))
	}
	_, err = fmt.Fprintf(out, "%s\nrecorded in %s; prove it with: fromabove replay %s\n", parted(parent, made, p, shownOfTable), dir, dir)
	return err
}

// forkWords are the edits in one spelling.
func forkWords(at monthFlag, e scenario.Edits) []string {
	words := []string{"--at", at.String()}
	if e.Point != "" {
		words = append(words, "--point", quoted(e.Point))
	}
	for _, s := range e.Set {
		words = append(words, "--set", quoted(s))
	}
	for _, s := range e.Without {
		words = append(words, "--without", quoted(s))
	}
	return words
}

func forkCommand(run string, at monthFlag, e scenario.Edits) string {
	return strings.Join(append([]string{"fromabove", "fork", quoted(run)}, forkWords(at, e)...), " ")
}

// forkDir is the folder where none is given: beside the old one, or beside the
// ensemble of which it is a member, whose tables it must not join.
func forkDir(parent *archive.Recording, at monthFlag, e scenario.Edits) string {
	beside, name := filepath.Split(filepath.Clean(parent.Dir))
	if parent.Manifest.Member > 0 {
		ensemble := filepath.Clean(beside)
		if full, err := filepath.Abs(ensemble); err == nil && ensemble == "." {
			ensemble = full // its name is wanted
		}
		beside, name = filepath.Dir(ensemble), filepath.Base(ensemble)+"-"+name
	}
	return filepath.Join(beside, folderName(name+"-fork-"+strings.ReplaceAll(strings.Join(forkWords(at, e), "-"), "--", "")))
}

// same tells whether two paths are one folder.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
