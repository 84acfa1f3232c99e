package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/report/page"
	"github.com/fromabove/fromabove/scenarios"
)

// leaveSummary leaves beside an experiment what its verb prints with --json, for
// the page of the verb report.
func leaveSummary(dir string, text []byte) error {
	return archive.WriteFile(filepath.Join(dir, page.SummaryName), append(bytes.Clone(text), '\n'))
}

// pageOf is the page of a folder, or of a posterior: the path of its table, or
// the name of one that ships where no folder has it.
func pageOf(name string) (*page.Page, error) {
	_, missing := os.Stat(name)
	_, shipped := fs.Stat(scenarios.Files, "posterior/"+name+".csv")
	if filepath.Ext(name) != ".csv" && (missing == nil || shipped != nil) {
		return page.Of(name)
	}
	t, err := posteriorAt(name)
	if err != nil {
		return nil, err
	}
	return page.OfPosterior(t)
}

func reportVerb() *cobra.Command {
	var out, figures string
	verb := &cobra.Command{
		Use:   "report DIR | POSTERIOR",
		Short: "Write a recording, an experiment or a posterior as one page, with charts",
		Long: `Writes one HTML page that needs nothing else: what was run, charts by year beside what is observed, contrasts, and
what belongs to the kind of experiment. It asks for nothing from any network, runs no script, and prints on A4.
--figures also writes each chart as SVG and PNG.`,
		Example: `  fromabove report out/twenty --out twenty.html
  fromabove report out/twenty --out twenty.html --figures out/figures
  fromabove report to-1936 --out posterior.html`,
		Args: arguments(1, 1, "recording, an experiment or a posterior"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" && figures == "" {
				return use("fromabove report: say where the page goes with --out FILE.html, or its charts with --figures DIR")
			}
			p, err := pageOf(args[0])
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
