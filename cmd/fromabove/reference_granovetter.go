package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/reference/threshold"
)

// Limits of the threshold models.
const (
	mostThresholds = 100_000
	mostThreshold  = 1_000_000_000
	mostSpread     = 1000 // per cent
)

func granovetterVerb() *cobra.Command {
	var (
		thresholds string
		mean, sd   float64
		persons    int
		dice       diceFlags
		asJSON     bool
	)
	verb := &cobra.Command{
		Use:   "granovetter",
		Short: "Thresholds (Granovetter 1978): how many act, who each wait for so many others",
		Long: `A person acts once as many act as his threshold says. With --thresholds the people are given, one
number a person, and it prints how many act in the end and after how many steps. Without, thresholds
are normal, in per cent of the population: it prints where a large population comes to rest, at which
standard deviation that jumps, and what crowds of so many persons do, over seeds.`,
		Example: `  fromabove reference granovetter --thresholds 0,1,2,...               # of --persons, 100: all act
  fromabove reference granovetter --thresholds 0,2,2,3,...,99          # the 1 is a 2: one acts
  fromabove reference granovetter --mean 25 --sd 12.2 --persons 100 --seeds 1000
  fromabove reference granovetter --sd 12.3 --json`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			out := cmd.OutOrStdout()
			switch {
			case persons < 1 || persons > mostThresholds:
				return use("--persons %d: want 1 to %d", persons, mostThresholds)
			case cmd.Flags().Changed("thresholds"):
				if other := changed(cmd, "mean", "sd", "seed", "seeds"); other != "" {
					return use("--thresholds gives the people and --%s draws them: choose one", other)
				}
				given, err := readThresholds(thresholds, persons, mostThreshold)
				if err != nil {
					return err
				}
				return printCrowd(out, "granovetter", threshold.Persons(given), len(given), asJSON)
			case !(mean >= -mostSpread && mean <= mostSpread):
				return use("--mean %v: want -%d to %d per cent", mean, mostSpread, mostSpread)
			case !(sd > 0 && sd <= mostSpread):
				return use("--sd %v: want above 0, to %d per cent", sd, mostSpread)
			}
			if err := dice.check(); err != nil {
				return err
			}
			return printNormal(out, threshold.Normal{Mean: mean, SD: sd}, persons, &dice, asJSON)
		},
	}
	flags := verb.Flags()
	flags.StringVar(&thresholds, "thresholds", "", "one for each person, in persons: numbers, ranges as 0..99, and ... to go on")
	flags.Float64Var(&mean, "mean", 25, "mean of normal thresholds, per cent")
	flags.Float64Var(&sd, "sd", 12.2, "their standard deviation, per cent")
	flags.IntVar(&persons, "persons", 100, "persons of a drawn crowd; or to which a list that ends in ... goes on")
	dice.add(verb, 100, "drawn crowds")
	flags.BoolVar(&asJSON, "json", false, "print JSON, with every seed")
	return verb
}

// readThresholds reads a list: numbers, ranges a..b of whole numbers, and "..."
// that goes on in the step of the two before it, to the number after it or to
// so many persons.
func readThresholds(text string, persons int, most float64) (all []float64, err error) {
	items := strings.Split(text, ",")
	if strings.TrimSpace(text) == "" {
		return nil, use("--thresholds is empty: want one number for each person, for example 0,1,2,3")
	}
	wrong := func(i int, why string, args ...any) error {
		return use("--thresholds: item %d, %q: %s", i+1, items[i], fmt.Sprintf(why, args...))
	}
	for i, item := range items {
		item = strings.TrimSpace(item)
		from, to, ranged := strings.Cut(item, "..")
		switch {
		case item == "...":
			if len(all) < 2 {
				return nil, wrong(i, "goes on from two numbers before it, for example 0,1,...")
			}
			step := all[len(all)-1] - all[len(all)-2]
			if all, err = goOn(all, step, items[i+1:], persons); err != nil {
				return nil, wrong(i, "%v", err)
			}
		case ranged:
			a, err1 := strconv.Atoi(from)
			b, err2 := strconv.Atoi(to)
			if err1 != nil || err2 != nil || a < 0 || b < a || float64(b) > most || b-a >= mostThresholds {
				return nil, wrong(i, "want a range of whole numbers, the smaller first, from 0 to %.0f, for example 0..99", most)
			}
			for x := a; x <= b; x++ {
				all = append(all, float64(x))
			}
		default:
			x, err := strconv.ParseFloat(item, 64)
			if err != nil || !(x >= 0 && x <= most) {
				return nil, wrong(i, "want a number from 0 to %.0f, a range as 0..99, or ...", most)
			}
			all = append(all, x)
		}
		if len(all) > mostThresholds {
			return nil, use("--thresholds: want at most %d persons", mostThresholds)
		}
		for _, x := range all {
			if x > most {
				return nil, wrong(i, "goes on to %v; want at most %.0f", x, most)
			}
		}
	}
	return all, nil
}

// goOn continues a list in steps: before the number that follows, or to so many persons.
func goOn(all []float64, step float64, rest []string, persons int) ([]float64, error) {
	last := all[len(all)-1]
	if len(rest) == 0 {
		if step < 0 {
			return nil, fmt.Errorf("goes down, and ends nowhere")
		}
		for k := 1; len(all) < persons; k++ {
			all = append(all, last+float64(k)*step)
		}
		return all, nil
	}
	end, err := strconv.ParseFloat(strings.TrimSpace(rest[0]), 64)
	if err != nil {
		return nil, fmt.Errorf("goes on to a number, not to %q", rest[0])
	}
	exact := (end - last) / step
	count := math.Round(exact)
	if !(count >= 1 && count <= mostThresholds) || math.Abs(exact-count) > 1e-6 {
		return nil, fmt.Errorf("steps of %v from %v do not meet %v", step, last, end)
	}
	for k := 1.0; k < count; k++ {
		all = append(all, last+k*step)
	}
	return all, nil
}

// crowd is what came of people who were given.
type crowd struct {
	Model   string `json:"model"`
	Persons int    `json:"persons"`
	Acting  int    `json:"acting"`
	Steps   int    `json:"steps"`
	Path    []int  `json:"path"`
	Rests   []int  `json:"rests"` // all numbers acting at which nobody joins or leaves
}

func crowdOf(model string, people threshold.Population, n int) crowd {
	run := people.Run()
	return crowd{model, n, run.Acting(), run.Steps(), run.Path, people.Rests()}
}

func printCrowd(out io.Writer, model string, people threshold.Population, n int, asJSON bool) error {
	c := crowdOf(model, people, n)
	if asJSON {
		return printed(out)(json.MarshalIndent(c, "", "  "))
	}
	fmt.Fprintf(out, "%d of %s act, after %s: %s\n", c.Acting, persons(n), counted(c.Steps, "step"), steps(c.Path))
	if len(c.Rests) > 1 {
		fmt.Fprintf(out, "The same people would also rest with %s acting.\n", strings.ReplaceAll(steps(c.Rests[1:]), " ", ", "))
	}
	return nil
}

// normalCrowds is what came of normal thresholds.
type normalCrowds struct {
	Model   string   `json:"model"`
	Mean    float64  `json:"mean"`
	SD      float64  `json:"sd"`
	Persons int      `json:"persons"`
	Limit   float64  `json:"limit_share"` // acting, of a large population
	Rounds  int      `json:"limit_rounds"`
	Jump    *float64 `json:"jump_sd"` // null: there is none
	Acting  over     `json:"acting"`
	Above   float64  `json:"above_half"` // share of the seeds in which more than half act
	Seeds   []drawn  `json:"seeds"`
}

type drawn struct {
	Seed   uint64 `json:"seed"`
	Acting int    `json:"acting"`
	Steps  int    `json:"steps"`
}

func printNormal(out io.Writer, n threshold.Normal, size int, dice *diceFlags, asJSON bool) error {
	r := normalCrowds{Model: "granovetter", Mean: n.Mean, SD: n.SD, Persons: size, Seeds: make([]drawn, dice.seeds)}
	r.Limit, r.Rounds = n.Settle()
	if jump := threshold.Jump(n.Mean); !math.IsInf(jump, 1) {
		r.Jump = &jump
	}
	acting := make([]float64, dice.seeds)
	dice.each(func(i int, seed chance.Seed) {
		run := n.Draw(seed, size).Run()
		r.Seeds[i] = drawn{uint64(seed), run.Acting(), run.Steps()}
		acting[i] = float64(run.Acting())
	})
	r.Acting = overSeeds(acting)
	r.Above = float64(len(slices.DeleteFunc(acting, func(x float64) bool { return 2*x <= float64(size) }))) / float64(dice.seeds)
	if asJSON {
		return printed(out)(json.MarshalIndent(r, "", "  "))
	}
	fmt.Fprintf(out, "Thresholds normal, mean %v%%, standard deviation %v%%.\n", n.Mean, n.SD)
	fmt.Fprintf(out, "A large population: %.1f%% act, after %d rounds; %s.\n", 100*r.Limit, r.Rounds, jumpText(r.Jump))
	fmt.Fprintf(out, "Crowds of %s, %d seeds: more than half act in %.1f%% of them.\n", persons(size), dice.seeds, 100*r.Above)
	writeOvers(out, 1, []string{"acting"}, []over{r.Acting})
	return nil
}

func jumpText(jump *float64) string {
	switch {
	case jump == nil:
		return "few act at any standard deviation"
	case *jump == 0:
		return "many act at any standard deviation"
	}
	return fmt.Sprintf("few below a standard deviation of %.3f%%, many above", *jump)
}
