package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/report/page"
)

func reportVerb() *cobra.Command {
	var out, figures string
	verb := &cobra.Command{
		Use:   "report DIR",
		Short: "Write a recording or an experiment as one page, with charts",
		Long: `Writes one HTML page that needs nothing else: what was run, charts by year beside what is observed, contrasts, and
what belongs to the kind of experiment. It asks for nothing from any network, runs no script, and prints on A4.
--figures also writes each chart as SVG and PNG.`,
		Example: `  fromabove report out/twenty --out twenty.html
  fromabove report out/twenty --out twenty.html --figures out/figures`,
		Args: arguments(1, 1, "recording or an experiment"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" && figures == "" {
				return use("fromabove report: say where the page goes with --out FILE.html, or its charts with --figures DIR")
			}
			p, err := page.Of(args[0])
			if err != nil {
				return err
			}
			if out != "" {
				if err := wholeFile(out, func(to *os.File) error { return p.Write(to) }); err != nil {
					return err
				}
				fmt.Fprintln(cmd.OutOrStdout(), out)
			}
			if figures == "" {
				return nil
			}
			names, err := p.WriteFigures(figures)
			for _, name := range names {
				fmt.Fprintln(cmd.OutOrStdout(), name)
			}
			return err
		},
	}
	verb.Flags().StringVar(&out, "out", "", "file of the page")
	verb.Flags().StringVar(&figures, "figures", "", "folder of the charts, as SVG and PNG")
	return verb
}
