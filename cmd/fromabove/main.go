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
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/lab"
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
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintln(errOut, "fromabove:", strings.TrimSuffix(line, "\n"))
	}
	if errors.As(err, new(wrongUse)) {
		return exitUse
	}
	return exitFailed
}

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
		Version:       lab.Version,
	}
	root.SetVersionTemplate("fromabove {{.Version}}\n")
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpCommand(helpVerb())
	root.SetUsageTemplate(strings.NewReplacer("Available Commands:", "Verbs:", "[command]", "VERB", "a command", "a verb").Replace(root.UsageTemplate()))
	root.AddCommand(runVerb(), compareVerb(), forkVerb(), sweepVerb(), sensitivityVerb(), attributeVerb(), calibrateVerb(), predictVerb(), claimsVerb(), reportVerb(), sqlVerb(), exportVerb(), replayVerb(), referenceVerb(), whereVerb(), evidenceVerb(), explainVerb(), scenarioVerb(), versionVerb())
	root.InitDefaultCompletionCmd()
	for _, verb := range root.Commands() {
		if verb.Name() == "completion" {
			onlyVerbs(verb)
			for _, shell := range verb.Commands() {
				shell.Args = arguments(0, 0, "")
			}
		}
	}
	return onlyVerbs(root)
}
