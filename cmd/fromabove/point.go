package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/report"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// pointFlag adds --point to a verb.
func pointFlag(verb *cobra.Command, e *scenario.Edits) {
	verb.Flags().StringVar(&e.Point, "point", "", fmt.Sprintf("parameter `point`: a shipped name (fromabove scenario points), none, or a .yaml file; "+
		"default: the scenario's own, or else %s", scenario.DefaultPoint))
	// The error is that the flag is not there.
	_ = verb.RegisterFlagCompletionFunc("point", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		points, err := scenario.Points(scenarios.Files, regime.Institutions())
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var names []string
		for _, p := range points {
			names = append(names, p.Name+"\t"+p.Label)
		}
		return names, cobra.ShellCompDirectiveDefault // a file, where no name fits
	})
}

func scenarioPoints() *cobra.Command {
	var asJSON bool
	verb := &cobra.Command{
		Use: "points", Short: "List the parameter points that ship", Example: "  fromabove scenario points", Args: arguments(0, 0, ""),
		Long: "A parameter point is a set of values that were found together, with the last month of the figures it was fitted to. It lies\n" +
			"between the defaults of the code and what a scenario or --set says.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			points, err := scenario.Points(scenarios.Files, regime.Institutions())
			if err != nil {
				return err
			}
			if asJSON {
				return printed(cmd.OutOrStdout())(json.MarshalIndent(report.Points(points), "", "  "))
			}
			table := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "point\tfitted to\tlabel")
			for _, p := range points {
				until, label := "nothing", p.Label
				if p.FittedTo != 0 {
					until = p.FittedTo.String()
				}
				if p.Name == scenario.DefaultPoint {
					label += " (used where none is named)"
				}
				fmt.Fprintf(table, "%s\t%s\t%s\n", p.Name, until, label)
			}
			return table.Flush()
		},
	}
	verb.Flags().BoolVar(&asJSON, "json", false, "print JSON, with the parameters and where they come from")
	return verb
}
