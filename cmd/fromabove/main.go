// Command fromabove is the laboratory at the command line. A verb is a file of
// this package; this one holds what they share: the tree of verbs, errors and
// the exit.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/scenario"
)

// Exits.
const (
	exitDone   = 0
	exitFailed = 1
	exitUse    = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the whole program; it returns the exit status.
func run(args []string, out, errOut io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	var findings scenario.Findings
	switch {
	case errors.As(err, &findings):
		for _, f := range findings {
			fmt.Fprintln(errOut, f)
		}
		return exitUse
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(errOut, "fromabove: interrupted; what is done is kept, nothing half-written is left")
		return exitFailed
	}
	fmt.Fprintln(errOut, "fromabove:", err)
	var use wrongUse
	if errors.As(err, &use) || isUsage(err) {
		return exitUse
	}
	return exitFailed
}

// wrongUse is an error in what was typed, not in what was done.
type wrongUse struct{ error }

func (w wrongUse) Unwrap() error { return w.error }

// use makes an error one of wrong use.
func use(format string, args ...any) error { return wrongUse{fmt.Errorf(format, args...)} }

// isUsage tells whether cobra refused the command line.
func isUsage(err error) bool { return errors.As(err, new(usageError)) }

type usageError struct{ error }

func root() *cobra.Command {
	root := &cobra.Command{
		Use:   "fromabove",
		Short: "A laboratory for one question: how does a terror from above become possible?",
		Long: `fromabove simulates the political system described in the essay "Revolution From Above:
State-Sanctioned Violence from Lenin to Stalin", 1914-1941, month by month, and sets what comes out
beside the evidence. Every institution can be left out, and history run again with the same dice.
Everyone in it is synthetic.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			err := fmt.Sprintf("there is no verb %q", args[0])
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				err += fmt.Sprintf("; did you mean %q?", near[0])
			}
			return use("%s (fromabove --help lists the verbs)", err)
		},
	}
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w (fromabove %s --help)", err, cmd.Name())}
	})
	root.AddCommand(runVerb(), replayVerb(), evidenceVerb(), explainVerb(), scenarioVerb(), versionVerb())
	return root
}

// atMost and exactly refuse a wrong number of arguments as wrong use.
func atMost(n int) cobra.PositionalArgs  { return asUse(cobra.MaximumNArgs(n)) }
func exactly(n int) cobra.PositionalArgs { return asUse(cobra.ExactArgs(n)) }

func asUse(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return use("%s: %v", cmd.CommandPath(), err)
		}
		return nil
	}
}
