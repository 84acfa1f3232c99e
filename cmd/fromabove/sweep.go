package main

import (
	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/design"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/report"
)

func sweepVerb() *cobra.Command {
	f := &sampledFlags{kind: "sweep", form: "grid:5", experimentFlags: experimentFlags{members: 10}}
	verb := &cobra.Command{
		Use:   "sweep [SCENARIO]",
		Short: "Run a scenario over values of parameters, and print the outcomes",
		Long: `Runs a scenario at every place of a sampling design, with the same seeds at each, and prints the mean
of each outcome there with the band that holds nine in ten members. It also says how much of the
variance is between places and how much is the dice. Killed and started again, it goes on.

Designs: grid:LEVELS (every combination; a range has so many levels, its ends among them), list (the first
value of each --vary, then the second), lhs:ROWS (Latin hypercube), sobol:ROWS (Sobol sequence, scrambled by
the seed; take a power of two).

Outcomes:
` + experiment.Describe(),
		Example: `  fromabove sweep --vary leader.chi_leader=0.2..1.2 --design grid:6
  fromabove sweep kirov-lives --vary leader.chi_leader=0.3,0.6,0.9 --vary leader.lag=2..12 --design grid:3 --outcome elite_share
  fromabove sweep --vary searched --design lhs:200 --members 4 --outcome operation --out out/wide`,
		Args:              arguments(0, 1, "scenario"),
		ValidArgsFunction: shippedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := vary(f.vary)
			if err != nil {
				return err
			}
			d, err := design.Read(f.form)
			if err != nil {
				return use("--design %v", err)
			}
			rows, err := d.Rows(v.axes, chance.Seed(f.seed))
			if err != nil {
				return use("--design %v: %v", d, err)
			}
			if d.Kind == design.Sobol {
				f.uneven(cmd, d.Number)
			}
			s, err := f.run(cmd, args, d.String(), v, rows)
			if err != nil {
				return err
			}
			return f.print(cmd, s.Results, func(opt report.Options) error { return report.Sweep(cmd.OutOrStdout(), s, opt) },
				func() ([]byte, error) { return report.SweepJSON(s) })
		},
	}
	sampledVerb(verb, f, "design", "which values are taken together: grid:LEVELS, list, lhs:ROWS or sobol:ROWS")
	return verb
}
