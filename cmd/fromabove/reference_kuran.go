package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/reference/threshold"
)

func kuranVerb() *cobra.Command {
	var (
		thresholds string
		society    threshold.Society
		size       int
		dice       diceFlags
		asJSON     bool
	)
	verb := &cobra.Command{
		Use:   "kuran",
		Short: "Hidden preferences (Kuran 1991): what is seen of an opposition that is afraid",
		Long: `A person shows opposition once the visible opposition, in per cent, reaches his threshold. Alone it
prints the four sequences of the paper; with --thresholds it runs one of yours. With --dislike, --spread
or --penalty it draws societies: a threshold is the penalty less the private dislike, which is normal.
It sets beside each other what is thought and what is seen, which say next to nothing of each other.`,
		Example: `  fromabove reference kuran                                            # the printed sequences
  fromabove reference kuran --thresholds 0,10,20,30,40,50,60,70,80,100
  fromabove reference kuran --dislike 20 --spread 12.2 --penalty 40 --persons 100 --seeds 1000`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			out := cmd.OutOrStdout()
			other := changed(cmd, "dislike", "spread", "penalty", "persons", "seed", "seeds")
			switch {
			case cmd.Flags().Changed("thresholds"):
				if other != "" {
					return use("--thresholds gives the people and --%s draws them: choose one", other)
				}
				given, err := readThresholds(thresholds, size, 100)
				if err != nil {
					return err
				}
				return printSequences(out, []threshold.Sequence{{Name: "given", Thresholds: given}}, asJSON)
			case other == "":
				return printSequences(out, threshold.Sequences(), asJSON)
			case size < 1 || size > mostThresholds:
				return use("--persons %d: want 1 to %d", size, mostThresholds)
			case !(society.Dislike >= -mostSpread && society.Dislike <= mostSpread):
				return use("--dislike %v: want -%d to %d per cent", society.Dislike, mostSpread, mostSpread)
			case !(society.Penalty >= 0 && society.Penalty <= mostSpread):
				return use("--penalty %v: want 0 to %d per cent", society.Penalty, mostSpread)
			case !(society.Spread > 0 && society.Spread <= mostSpread):
				return use("--spread %v: want above 0, to %d per cent", society.Spread, mostSpread)
			}
			if err := dice.check(); err != nil {
				return err
			}
			return printSocieties(out, society, size, &dice, asJSON)
		},
	}
	flags := verb.Flags()
	flags.StringVar(&thresholds, "thresholds", "", "one for each person, in per cent: numbers, ranges as 0..99, and ... to go on")
	flags.Float64Var(&society.Dislike, "dislike", 20, "mean private dislike of those in power, per cent; below 0 is liking")
	flags.Float64Var(&society.Spread, "spread", 12.2, "its standard deviation, per cent")
	flags.Float64Var(&society.Penalty, "penalty", 40, "what open opposition costs, in the same measure")
	flags.IntVar(&size, "persons", 100, "persons of a society")
	dice.add(verb, 100, "societies")
	flags.BoolVar(&asJSON, "json", false, "print JSON, with every seed")
	return verb
}

// sequenceRun is what came of one sequence.
type sequenceRun struct {
	Name       string    `json:"name"`
	Thresholds []float64 `json:"thresholds"`
	Visible    float64   `json:"visible_percent"`
	crowd
}

func printSequences(out io.Writer, sequences []threshold.Sequence, asJSON bool) error {
	var runs []sequenceRun
	for _, s := range sequences {
		n := len(s.Thresholds)
		c := crowdOf("kuran", threshold.PerCent(s.Thresholds), n)
		runs = append(runs, sequenceRun{s.Name, s.Thresholds, 100 * float64(c.Acting) / float64(n), c})
	}
	if asJSON && len(runs) == 1 {
		return printed(out)(json.MarshalIndent(runs[0], "", "  "))
	}
	if asJSON {
		return printed(out)(json.MarshalIndent(runs, "", "  "))
	}
	for _, r := range runs {
		var words, rests []string
		for _, t := range r.Thresholds {
			words = append(words, fmt.Sprint(t))
		}
		if len(words) > 20 {
			words = append(words[:20], "...")
		}
		for _, n := range r.Rests[1:] {
			rests = append(rests, fmt.Sprintf("%.4g%%", 100*float64(n)/float64(r.Persons)))
		}
		fmt.Fprintf(out, "%-6s {%s}: %.4g%% show opposition, after %s", r.Name, strings.Join(words, ","), r.Visible, counted(r.Steps, "step"))
		if len(rests) > 0 {
			fmt.Fprintf(out, "; would also rest at %s", strings.Join(rests, ", "))
		}
		fmt.Fprintln(out)
	}
	return nil
}

// societies is what came of drawn societies.
type societies struct {
	Model       string    `json:"model"`
	Dislike     float64   `json:"dislike"`
	Spread      float64   `json:"spread"`
	Penalty     float64   `json:"penalty"`
	Persons     int       `json:"persons"`
	Limit       float64   `json:"limit_share"`   // visible, of a large society
	Against     float64   `json:"limit_private"` // against, in private
	Private     over      `json:"private_percent"`
	Visible     over      `json:"visible_percent"`
	Correlation float64   `json:"correlation"`
	Seeds       []society `json:"seeds"`
}

type society struct {
	Seed    uint64  `json:"seed"`
	Private float64 `json:"private_percent"`
	Visible float64 `json:"visible_percent"`
}

func printSocieties(out io.Writer, s threshold.Society, size int, dice *diceFlags, asJSON bool) error {
	r := societies{Model: "kuran", Dislike: s.Dislike, Spread: s.Spread, Penalty: s.Penalty, Persons: size, Against: s.Against(), Seeds: make([]society, dice.seeds)}
	r.Limit, _ = s.Thresholds().Settle()
	private, visible := make([]float64, dice.seeds), make([]float64, dice.seeds)
	dice.each(func(i int, seed chance.Seed) {
		people, against := s.Draw(seed, size)
		private[i] = 100 * float64(against) / float64(size)
		visible[i] = 100 * float64(people.Run().Acting()) / float64(size)
		r.Seeds[i] = society{uint64(seed), private[i], visible[i]}
	})
	r.Private, r.Visible, r.Correlation = overSeeds(private), overSeeds(visible), threshold.Correlation(private, visible)
	if asJSON {
		return printed(out)(json.MarshalIndent(r, "", "  "))
	}
	fmt.Fprintf(out, "A large society: %.1f%% are against in private, %.1f%% show it.\n", 100*r.Against, 100*r.Limit)
	fmt.Fprintf(out, "Societies of %s, %d seeds, per cent against:\n", persons(size), dice.seeds)
	writeOvers(out, 1, []string{"in private", "visibly"}, []over{r.Private, r.Visible})
	fmt.Fprintf(out, "What is thought and what is seen correlate with %.2f.\n", r.Correlation)
	return nil
}
