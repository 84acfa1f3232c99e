package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/design"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/report"
	"github.com/fromabove/fromabove/sensitivity"
)

// method is how sensitivity is measured: how, and on how many walks or rows.
type method struct {
	name   string // morris or sobol
	number int
}

// methods with the number that each has by itself and the least that it takes.
var methods = []struct {
	name         string
	usual, least int
	what         string
}{
	{"morris", 20, sensitivity.LeastWalks, "walks"},
	{"sobol", 128, sensitivity.LeastRows, "rows"},
}

// mostNumber is how many walks or rows there may be.
const mostNumber = 100_000

// readMethod reads morris, morris:WALKS, sobol or sobol:ROWS.
func readMethod(text string) (method, error) {
	name, number, counted := strings.Cut(text, ":")
	var names []string
	for _, m := range methods {
		names = append(names, m.name)
		if m.name != name {
			continue
		}
		if !counted {
			return method{name, m.usual}, nil
		}
		n, err := strconv.Atoi(number)
		if err != nil || n < m.least || n > mostNumber {
			return method{}, use("--method %s: want %d to %d %s; fewer say nothing", text, m.least, mostNumber, m.what)
		}
		return method{name, n}, nil
	}
	return method{}, use("--method %s: there is no such method%s (there are morris:WALKS and sobol:ROWS)", text, didYouMean("", near(name, names)))
}

func sensitivityVerb() *cobra.Command {
	f := &sampledFlags{kind: "sensitivity", form: "morris", experimentFlags: experimentFlags{members: 4}}
	verb := &cobra.Command{
		Use:   "sensitivity [SCENARIO]",
		Short: "Measure how much an outcome hangs on each parameter, and how sure that is",
		Long: `Varies parameters together and says how much of an outcome hangs on each. First screen many with
morris:WALKS (elementary effects; walks times parameters plus one places), then share the variance out
among few with sobol:ROWS (indices of first and total order; rows times parameters plus two places; take a
power of two). Every number has a bootstrap interval; where intervals overlap there is no ranking but a group.

Histories are chance. Each place is run with the same seeds, an index is of the mean over them, and the answer
says how much of the variance the dice are. Killed and started again, it goes on.

Outcomes:
` + experiment.Describe(),
		Example: `  fromabove sensitivity --method morris:20 --vary searched --scale 1:10000
  fromabove sensitivity --method morris:10 --vary all --outcome log_deaths
  fromabove sensitivity --method sobol:256 --vary leader.chi_leader=0.3..1.5 --vary leader.lag --vary police.names --members 8`,
		Args:              arguments(0, 1, "scenario"),
		ValidArgsFunction: shippedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			m, err := readMethod(f.form)
			if err != nil {
				return err
			}
			v, err := vary(f.vary)
			if err != nil {
				return err
			}
			if f.members < 2 {
				return use("--members %d: one member cannot tell the dice from the parameters; want at least 2", f.members)
			}
			weights, err := m.rows(v, chance.Seed(f.seed))
			if err != nil {
				return err
			}
			if m.name == "sobol" {
				f.uneven(cmd, m.number)
			}
			weights.Sampled, err = f.run(cmd, args, fmt.Sprintf("%s:%d", m.name, m.number), v, weights.Rows)
			if err != nil {
				return err
			}
			return f.print(cmd, weights.Results, func(opt report.Options) error { return report.Weights(cmd.OutOrStdout(), weights, opt) },
				func() ([]byte, error) { return report.WeightsJSON(weights) })
		},
	}
	sampledVerb(verb, f, "method", "how: morris:WALKS (20 where none are named) or sobol:ROWS (128)")
	return verb
}

// rows are the places at which a method measures.
func (m method) rows(v varied, seed chance.Seed) (report.Sensitivity, error) {
	s := report.Sensitivity{Seed: seed}
	if m.name == "morris" {
		s.Walks = design.Walks(m.number, len(v.axes), seed)
		for _, w := range s.Walks {
			s.Rows = append(s.Rows, w.Rows...)
		}
		return s, nil
	}
	if len(v.axes) > design.MostCrossed {
		return s, use("--method sobol: %d parameters are varied, at most %d can be; screen them by --method morris first", len(v.axes), design.MostCrossed)
	}
	crossed := design.Cross(m.number, len(v.axes), seed)
	s.Crossed, s.Rows = &crossed, crossed.Rows()
	return s, nil
}
