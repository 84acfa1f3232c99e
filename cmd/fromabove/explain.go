package main

import (
	"errors"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/report"
	"github.com/fromabove/fromabove/report/odd"
)

func explainVerb() *cobra.Command {
	var asJSON, model bool
	var in string
	verb := &cobra.Command{
		Use:   "explain WORD | person ID --in DIR",
		Short: "Explain the month, an act, an institution, a switch, a parameter, a column, a pattern, a claim or a person's fate",
		Example: `  fromabove explain month
  fromabove explain police.arrest
  fromabove explain faction_ban
  fromabove explain leader.chi_leader
  fromabove explain facade
  fromabove explain B3
  fromabove explain claim:ban-elite
  fromabove explain person 17 --in out/baseline-seed1-scale1000   # why taken or spared
  fromabove explain --model > MODEL.md`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 && args[0] == "person" {
				return nil
			}
			return arguments(0, 1, "word")(cmd, args)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return odd.Topics(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			out := cmd.OutOrStdout()
			switch {
			case model && in != "":
				return use("explain --model takes no --in")
			case len(args) == 2 && !model || len(args) == 1 && args[0] == "person" && in != "":
				return explainPerson(out, args[1:], in, asJSON)
			case in != "":
				return use("--in %s goes with a member of the cadre: fromabove explain person ID --in %[1]s", in)
			case model && len(args) == 0:
				return odd.WriteModel(out)
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
	verb.Flags().StringVar(&in, "in", "", "the recording in which to look for a person")
	verb.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	verb.Flags().BoolVar(&model, "model", false, "print MODEL.md, measured anew (about a minute)")
	return verb
}

// explainPerson tells why one member of the cadre was taken or spared.
func explainPerson(out io.Writer, ids []string, in string, asJSON bool) error {
	if len(ids) == 0 {
		return use("explain which person? its number, as in the table cadre: fromabove explain person ID --in %s", in)
	}
	if in == "" {
		return use("person %s of which recording? fromabove explain person %[1]s --in DIR", ids[0])
	}
	id, err := strconv.Atoi(ids[0])
	if err != nil {
		return use("person %s: want a number, as in the table cadre", ids[0])
	}
	r, err := archive.Open(in)
	if err != nil {
		return err
	}
	if asJSON {
		err = printed(out)(report.BiographyJSON(r, id))
	} else {
		columns, terminal := width(out)
		err = report.Biography(out, r, id, report.Options{Width: columns, Color: terminal})
	}
	if errors.As(err, new(*report.UnknownPerson)) {
		return wrongUse{err}
	}
	return err
}
