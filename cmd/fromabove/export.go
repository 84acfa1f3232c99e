package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/query"
)

func exportVerb() *cobra.Command {
	var out string
	verb := &cobra.Command{
		Use:   "export DIR",
		Short: "Write the tables of a recording or an experiment as CSV",
		Long: `Writes every table below DIR as one CSV file, and a datapackage.json that says what each column means, for
programs that read no Parquet. An ensemble becomes one file a table, with the columns run, scenario, seed and member
ahead. docs/examples shows how R and Python read it.`,
		Example: `  fromabove export out/twenty --out out/twenty-csv`,
		Args:    arguments(1, 1, "recording or an experiment"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return use("fromabove export: say where the files go with --out FOLDER")
			}
			files, err := query.Export(args[0], out)
			if err != nil {
				return err
			}
			for _, f := range files {
				fmt.Fprintf(cmd.OutOrStdout(), "%s: %d rows\n", f.File, f.Rows)
			}
			return nil
		},
	}
	verb.Flags().StringVar(&out, "out", "", "folder of the files; it must not be there, or be empty")
	return verb
}
