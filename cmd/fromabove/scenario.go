package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

func scenarioVerb() *cobra.Command {
	verb := &cobra.Command{
		Use:   "scenario",
		Short: "List, show and check scenario files",
		Long:  "Scenarios name causes: conditions, dates of institutions, blows from outside. They never name outcomes.",
		Example: `  fromabove scenario list
  fromabove scenario show kirov-lives
  fromabove scenario check my.yaml`,
	}
	verb.AddCommand(scenarioList(), scenarioShow(), scenarioCheck(), scenarioPoints(), scenarioSchema())
	return onlyVerbs(verb)
}

// edits adds --set, --without and --point to a verb.
func edits(verb *cobra.Command, e *scenario.Edits) {
	verb.Flags().StringArrayVar(&e.Set, "set", nil, "set `key=value`, for example leader.chi_leader=0.3, faction_ban=off, threat=disputes; may be repeated")
	verb.Flags().StringArrayVar(&e.Without, "without", nil, "leave out an `institution` or tool, for example police_autonomy; may be repeated")
	pointFlag(verb, e)
}

// read reads the scenario of a verb's arguments.
func read(args []string, e scenario.Edits) (*scenario.Scenario, error) {
	s, err := scenario.Read(scenarios.Files, nameOf(args), regime.Institutions(), e)
	if err == nil && len(e.Set)+len(e.Without) > 0 {
		s.Title += "; changed on the command line"
	}
	return s, err
}

func nameOf(args []string) string {
	if len(args) == 0 {
		return "baseline"
	}
	return args[0]
}

func shippedNames(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	list, err := scenario.List(scenarios.Files)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var names []string
	for _, s := range list {
		names = append(names, s.Name+"\t"+s.Title)
	}
	return names, cobra.ShellCompDirectiveDefault
}

// isShipped tells whether a scenario of this name ships.
func isShipped(name string) bool {
	list, err := scenario.List(scenarios.Files)
	return err == nil && slices.ContainsFunc(list, func(s scenario.Summary) bool { return s.Name == name })
}

func scenarioList() *cobra.Command {
	var asJSON bool
	verb := &cobra.Command{
		Use: "list", Short: "List the scenarios that ship", Example: "  fromabove scenario list", Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := scenario.List(scenarios.Files)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			if asJSON {
				return printed(out)(json.MarshalIndent(listedScenarios(list), "", "  "))
			}
			table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
			for _, s := range list {
				fmt.Fprintf(table, "%s\t%s\n", s.Name, s.Title)
			}
			return table.Flush()
		},
	}
	verb.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return verb
}

// listedScenario is a scenario in JSON.
type listedScenario struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Why     string `json:"why"`
	Extends string `json:"extends"`
}

func listedScenarios(list []scenario.Summary) []listedScenario {
	out := make([]listedScenario, len(list))
	for i, s := range list {
		out[i] = listedScenario(s)
	}
	return out
}

func scenarioShow() *cobra.Command {
	var e scenario.Edits
	verb := &cobra.Command{
		Use: "show SCENARIO", Short: "Print a scenario with everything it inherits, as it can be read again",
		Example: "  fromabove scenario show kirov-lives --without camps --point to-1936", Args: arguments(0, 1, "scenario"), ValidArgsFunction: shippedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := scenario.Show(scenarios.Files, nameOf(args), regime.Institutions(), e)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), text)
			return err
		},
	}
	edits(verb, &e)
	return verb
}

func scenarioCheck() *cobra.Command {
	verb := &cobra.Command{
		Use: "check FILE...", Short: "Check scenario files; every mistake with its line", Example: "  fromabove scenario check my.yaml",
		ValidArgsFunction: shippedNames,
		Args:              arguments(1, math.MaxInt, "scenario file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var all scenario.Findings
			for _, name := range args {
				notes, err := scenario.Check(scenarios.Files, name, regime.Institutions())
				var found scenario.Findings
				switch {
				case errors.As(err, &found):
					all = append(all, found...)
				case err != nil:
					return err
				default:
					fmt.Fprintf(cmd.OutOrStdout(), "%s: good\n", name)
				}
				for _, note := range notes {
					fmt.Fprintf(cmd.OutOrStdout(), "%s: note: %s\n", name, note)
				}
			}
			if len(all) > 0 {
				return all
			}
			return nil
		},
	}
	return verb
}

func scenarioSchema() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of scenario files", Args: arguments(0, 0, ""),
		Example: "  fromabove scenario schema > schema.json",
		RunE: func(cmd *cobra.Command, _ []string) error {
			text, err := scenario.SchemaJSON(regime.Institutions())
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(text)
			return err
		},
	}
}
