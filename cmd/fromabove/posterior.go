package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/abc"
	"github.com/fromabove/fromabove/scenarios"
)

func calibrateShow() *cobra.Command {
	asJSON := false
	verb := &cobra.Command{
		Use:   "show [POSTERIOR]",
		Short: "Say what a posterior knows of the parameters, and what not",
		Long: `Sets the posterior of every parameter beside its prior, and says which cannot be told from it; which
parameters are tied to each other; whether the posterior falls into two modes; and how much of it
passes each check.`,
		Example: "  fromabove calibrate show to-1936\n  fromabove calibrate show out/calibrate/to-1936-seed1/to-1936.csv",
		Args:    arguments(0, 1, "posterior"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "to-1936"
			if len(args) == 1 {
				name = args[0]
			}
			t, err := posteriorAt(name)
			if err != nil {
				return err
			}
			return diagnosed(cmd.OutOrStdout(), t, asJSON)
		},
	}
	verb.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return verb
}

// posteriorAt reads a posterior: a shipped name, or a path that ends in .csv.
func posteriorAt(name string) (abc.Table, error) {
	if strings.HasSuffix(name, ".csv") {
		text, err := os.ReadFile(name)
		if err != nil {
			return abc.Table{}, use("%v", err)
		}
		return abc.ReadTable(name, text)
	}
	text, err := fs.ReadFile(scenarios.Files, "posterior/"+name+".csv")
	if err != nil {
		shipped, _ := fs.Glob(scenarios.Files, "posterior/*.csv") // the pattern is sound
		for i := range shipped {
			shipped[i] = strings.TrimSuffix(filepath.Base(shipped[i]), ".csv")
		}
		there := "none ships yet; fromabove calibrate makes one"
		if len(shipped) > 0 {
			there = "shipped are " + strings.Join(shipped, ", ")
		}
		return abc.Table{}, use("posterior %s: is not there; %s, or give the path of a .csv file", name, there)
	}
	return abc.ReadTable("posterior/"+name+".csv", text)
}

// diagnosed prints what a posterior knows.
func diagnosed(out io.Writer, t abc.Table, asJSON bool) error {
	d := abc.Diagnose(t)
	if asJSON {
		return printed(out)(json.MarshalIndent(diagnosisJSON(t, d), "", "  "))
	}
	fmt.Fprintf(out, "posterior %s\n%d parameter points with the weight of %.0f; tolerance %s after %s runs\nmade by: %s\n\n",
		t.Said("label"), len(t.Rows), d.Effective, t.Said("tolerance"), t.Said("runs"), t.Said("command"))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "parameter\tprior\t5%\tmedian\t95%\tsd of prior's\tKS\t")
	for _, m := range d.Margins {
		said := ""
		switch {
		case !m.Identified:
			said = "not identified"
		case m.AtEdge > 0.4:
			said = "at an end of its range"
		}
		fmt.Fprintf(table, "%s\t%g to %g\t%.3g\t%.3g\t%.3g\t%.2f\t%.2f\t%s\n", m.Key, m.Min, m.Max, m.Low, m.Median, m.High, m.Narrowed, m.Distance, said)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "not identified: KS below %.2f, which so many draws from the prior itself reach in one case of twenty\n\n", d.Margins[0].Bound)
	for _, r := range d.Ridges {
		fmt.Fprintf(out, "ridge: %s and %s, rank correlation %+.2f\n", r.A, r.B, r.Rank)
	}
	if len(d.Ridges) == 0 {
		fmt.Fprintln(out, "ridges: none that chance would not make")
	}
	fmt.Fprintln(out, modesSaid(d.Modes))
	fmt.Fprintln(out, "\nmean loss by part, and of checks the weight of the posterior that passes:")
	table = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, c := range d.Checks {
		switch {
		case math.IsNaN(c.Mean):
			fmt.Fprintf(table, "  %s\t–\tnot reached\n", c.Part)
		case strings.HasSuffix(c.Part, figuresPart):
			fmt.Fprintf(table, "  %s\t%.3f\t\n", c.Part, c.Mean)
		default:
			fmt.Fprintf(table, "  %s\t%.3f\t%.0f%%\n", c.Part, c.Mean, 100*c.Share)
		}
	}
	return table.Flush()
}

// figuresPart ends the name of a part that is a distance of figures, which nobody
// passes; see lab.Reading.PartNames.
const figuresPart = " figures"

// modesSaid is what is said of modes.
func modesSaid(m abc.Modes) string {
	switch {
	case math.IsNaN(m.Depth):
		return "modes: too few parameter points to tell"
	case !m.Two:
		return fmt.Sprintf("modes: one; the deepest valley is %.2f, deeper than in %d of %d samples of a single cloud", m.Depth, m.Beaten, abc.References)
	}
	text := fmt.Sprintf("modes: two, with weights %.2f and %.2f; a valley of %.2f between, deeper than in %d of %d samples of a single cloud", m.Weights[0], m.Weights[1], m.Depth, m.Beaten, abc.References)
	for _, a := range m.Apart {
		text += fmt.Sprintf("\n  %s: %.3g against %.3g", a.Key, a.A, a.B)
	}
	return text
}

// diagnosis is a diagnosis in JSON; what is not defined is null.
type diagnosis struct {
	Command   string       `json:"command"`
	Label     string       `json:"label"`
	Tolerance string       `json:"tolerance"`
	Runs      string       `json:"runs"`
	Points    int          `json:"points"`
	Effective float64      `json:"effective"`
	Margins   []abc.Margin `json:"parameters"`
	Ridges    []abc.Ridge  `json:"ridges"`
	Two       bool         `json:"two_modes"`
	Depth     *float64     `json:"valley"`
	Apart     []abc.Apart  `json:"apart"`
	Checks    []check      `json:"checks"`
}

type check struct {
	Part  string   `json:"part"`
	Share *float64 `json:"passes"`
	Mean  *float64 `json:"mean_loss"`
}

func diagnosisJSON(t abc.Table, d abc.Diagnosis) diagnosis {
	all := diagnosis{Command: t.Said("command"), Label: t.Said("label"), Tolerance: t.Said("tolerance"), Runs: t.Said("runs"), Points: len(t.Rows),
		Effective: d.Effective, Margins: d.Margins, Ridges: d.Ridges, Two: d.Modes.Two, Depth: orNull(d.Modes.Depth), Apart: d.Modes.Apart}
	for _, c := range d.Checks {
		all.Checks = append(all.Checks, check{c.Part, orNull(c.Share), orNull(c.Mean)})
	}
	return all
}
