package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
)

func compareVerb() *cobra.Command {
	var f experimentFlags
	noWhere := false
	verb := &cobra.Command{
		Use:   "compare BASE ARM...",
		Short: "Run arms with the same dice and say what differs, and how sure that is",
		Long: `Runs arms with the same dice and sets each beside the first, the base. Member k of one arm and
member k of another have the same seed and are a pair. For every outcome it prints the mean of the
base and of the arm, the mean difference over the pairs with a 95% interval (pairs drawn anew), the
band that holds nine of ten pairs, the chance that the difference is above zero (a tie counts half),
and by how much pairing reduced the variance of the difference against seeds drawn apart. Then it
says where base and arm part in the first pair.

Members are kept as they finish: killed at any moment and run again, it goes on.

` + experiment.ArmSyntax + `
--set, --without and --point are edits of every arm, made before its own.

Outcomes:
` + experiment.Describe(),
		Example: `  fromabove compare baseline no-faction-ban --members 500 --scale 1:10000 --out out/ban
  fromabove compare baseline kirov=kirov-lives trusting=baseline+set=leader.chi_leader=0.3
  fromabove compare baseline baseline+without=camps --outcome log_deaths --outcome arrests@1930..1933:sum`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return use("%s: name a base and at least one arm, not %d (%[1]s --help)", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: shippedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			_, d, err := f.design("compare", args)
			if err != nil {
				return err
			}
			r, err := f.run(cmd, d)
			if err != nil {
				return err
			}
			var parts []lab.Parting
			for arm := 1; arm < len(d.Arms) && !noWhere; arm++ {
				p, err := d.Parting(cmd.Context(), 0, arm, 0)
				if err != nil {
					return err
				}
				parts = append(parts, p)
			}
			out := cmd.OutOrStdout()
			if f.json {
				return printed(out)(json.MarshalIndent(comparedOf(r, parts), "", "  "))
			}
			writeCompared(out, r, parts)
			return nil
		},
	}
	experimentVerb(verb, &f)
	verb.Flags().BoolVar(&noWhere, "no-where", false, "do not look for where the arms part: saves two histories an arm")
	return verb
}

// writeCompared prints the contrasts, an arm after the other.
func writeCompared(out io.Writer, r *experiment.Results, parts []lab.Parting) {
	base := r.Arms[0]
	fmt.Fprintf(out, "%s, seeds %d to %d, scale 1:%d, until %v; base %s\n", pairsOf(r.Rounds()), r.Seeds[0], r.Seeds[len(r.Seeds)-1], r.Scale, r.Until, base.Name)
	fmt.Fprintf(out, "point %s\n", base.Point)
	contrasts := r.Contrasts(0)
	widest := len("outcome")
	for _, o := range r.Outcomes {
		widest = max(widest, len(o.Name))
	}
	for arm := 1; arm < len(r.Arms); arm++ {
		fmt.Fprintf(out, "\n%s less %s\n", r.Arms[arm].Name, base.Name)
		if r.Arms[arm].Point != base.Point {
			fmt.Fprintf(out, "its point %s\n", r.Arms[arm].Point)
		}
		table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(table, padded("outcome", widest)+"\tbase\tarm\tdifference\t95% of the mean\tband 5–95%\tabove 0\tties\tpairs\tpairing\t")
		for _, c := range contrasts {
			if c.Arm == r.Arms[arm].Name {
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t\n", padded(c.Outcome, widest), short(c.BaseMean), short(c.ArmMean), short(c.Mean),
					interval(c.MeanLow, c.MeanHigh), interval(c.Low, c.High), percent(c.Above), c.Ties, c.Pairs, percent(c.Reduction))
			}
		}
		table.Flush()
		if arm <= len(parts) {
			fmt.Fprint(out, partedFirst(parts[arm-1], r.Label(r.Number(arm, 0))))
		}
	}
	fmt.Fprintf(out, "\nabove 0: share of the pairs, a tie as half; pairing: variance of the difference taken away against seeds drawn apart\n")
	fmt.Fprintf(out, "kept in %s; made by: %s\n", r.Dir, r.Command)
}

// padded is a word with room behind it: numbers stand to the right of their
// column, words to the left.
func padded(word string, width int) string { return fmt.Sprintf("%-*s", width, word) }

func pairsOf(n int) string {
	if n == 1 {
		return "1 pair"
	}
	return fmt.Sprintf("%d pairs", n)
}

// partedFirst says in two lines where a pair parts.
func partedFirst(p lab.Parting, member string) string {
	switch {
	case p.Same:
		return fmt.Sprintf("%s: nothing differs from the base, in any month\n", member)
	case p.Month == archive.End:
		return fmt.Sprintf("%s: parts from the base only at the end, table %s\n", member, strings.Join(p.Tables, ", "))
	}
	return fmt.Sprintf("%s: parts from the base in %s, after %s alike: table %s.\n%s", member, p.Month, months(p.Alike), strings.Join(p.Tables, ", "), firstAct(p))
}

// short is a number with four digits, or whole with commas if it is large.
func short(v float64) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case math.Abs(v) >= 1000:
		return value(math.Round(v), 0)
	}
	return fmt.Sprintf("%.4g", v)
}

func interval(low, high float64) string {
	if math.IsNaN(low) {
		return "–"
	}
	return short(low) + " .. " + short(high)
}

func percent(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	return fmt.Sprintf("%.0f%%", 100*v)
}

// compared is a comparison in JSON; what is not defined is null.
type compared struct {
	Dir       string     `json:"dir"`
	Command   string     `json:"command"`
	Version   string     `json:"version"`
	Base      string     `json:"base"`
	Members   int        `json:"members"`
	Failed    int        `json:"failed"`
	Contrasts []contrast `json:"contrasts"`
	Partings  []parting  `json:"partings"`
}

type contrast struct {
	Arm       string   `json:"arm"`
	Outcome   string   `json:"outcome"`
	Unit      string   `json:"unit"`
	Pairs     int      `json:"pairs"`
	Left      int      `json:"left_out"`
	BaseMean  *float64 `json:"base_mean"`
	ArmMean   *float64 `json:"arm_mean"`
	Mean      *float64 `json:"difference"`
	SD        *float64 `json:"sd"`
	MeanLow   *float64 `json:"mean_low_95"`
	MeanHigh  *float64 `json:"mean_high_95"`
	Low       *float64 `json:"low_5"`
	High      *float64 `json:"high_95"`
	Above     *float64 `json:"above_zero"`
	Ties      int      `json:"ties"`
	Reduction *float64 `json:"variance_reduction"`
}

type parting struct {
	Arm string `json:"arm"`
	lab.Parting
}

func comparedOf(r *experiment.Results, parts []lab.Parting) compared {
	all := compared{Dir: r.Dir, Command: r.Command, Version: r.Version, Base: r.Arms[0].Name, Members: r.Done, Failed: r.Failed, Partings: []parting{}}
	for _, c := range r.Contrasts(0) {
		all.Contrasts = append(all.Contrasts, contrast{c.Arm, c.Outcome, c.Unit, c.Pairs, c.Left, orNull(c.BaseMean), orNull(c.ArmMean), orNull(c.Mean), orNull(c.SD),
			orNull(c.MeanLow), orNull(c.MeanHigh), orNull(c.Low), orNull(c.High), orNull(c.Above), c.Ties, orNull(c.Reduction)})
	}
	for i, p := range parts {
		all.Partings = append(all.Partings, parting{r.Arms[i+1].Name, p})
	}
	return all
}

// orNull is null for what is not a number.
func orNull(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}
