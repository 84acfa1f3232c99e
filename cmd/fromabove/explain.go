package main

import (
	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/report/odd"
)

func explainVerb() *cobra.Command {
	var asJSON, model bool
	verb := &cobra.Command{
		Use:   "explain WORD",
		Short: "Explain the month, an act, an institution, a switch, a parameter, a column or a pattern",
		Example: `  fromabove explain month
  fromabove explain police.arrest
  fromabove explain faction_ban
  fromabove explain leader.chi_leader
  fromabove explain facade
  fromabove explain B3
  fromabove explain --model > MODEL.md`,
		Args: arguments(0, 1, "word"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return odd.Topics(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			out := cmd.OutOrStdout()
			switch {
			case model && len(args) == 0:
				return odd.WriteModel(cmd.Context(), out)
			case model:
				return use("explain --model takes no word")
			case len(args) == 0:
				return use("explain what? for example: month, police, police.arrest, faction_ban, facade, B3")
			}
			explain := odd.Explain
			if asJSON {
				explain = odd.ExplainJSON
			}
			err := explain(out, args[0])
			switch {
			case err == nil:
				return nil
			case isShipped(args[0]):
				return use("%q is a scenario: `fromabove scenario show %s`", args[0], args[0])
			}
			return wrongUse{err}
		},
	}
	verb.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	verb.Flags().BoolVar(&model, "model", false, "print MODEL.md, measured anew (about a minute)")
	return verb
}
