package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/reference/coalition"
)

func coalitionVerb() *cobra.Command {
	var (
		powers, majority string
		size             int
		spread           float64
		dice             diceFlags
		asJSON           bool
	)
	verb := &cobra.Command{
		Use:   "coalition",
		Short: "Ruling coalitions (Acemoglu, Egorov and Sonin 2008): who rules where no promise binds",
		Long: `A group with more than the majority of the power of those still in the game may throw the others out,
and cannot promise to stop there. With --powers it prints who comes to rule; without, how many rule of
so many persons whose powers differ by a hair (or by --spread), drawn for each seed.`,
		Example: `  fromabove reference coalition --powers 3,4,5,10                 # 3, 4 and 5 rule
  fromabove reference coalition                                   # of 1 to 15 nearly equal: 1, 3, 7 or 15
  fromabove reference coalition --persons 9 --spread 1 --seeds 200
  fromabove reference coalition --powers 4,5,6,7,8 --majority 2/3 --json`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			out := cmd.OutOrStdout()
			m, err := coalition.ParseMajority(majority)
			if err != nil {
				return use("--majority %s: %v", majority, err)
			}
			if cmd.Flags().Changed("powers") {
				if other := changed(cmd, "persons", "spread", "seed", "seeds"); other != "" {
					return use("--powers gives the persons and --%s draws them: choose one", other)
				}
				p, err := readPowers(powers)
				if err != nil {
					return err
				}
				return printRuling(out, p, m, asJSON)
			}
			switch {
			case cmd.Flags().Changed("persons") && (size < 1 || size > coalition.Most):
				return use("--persons %d: want 1 to %d", size, coalition.Most)
			case !(spread > 0 && spread <= 1):
				return use("--spread %v: want above 0, to 1", spread)
			}
			if err := dice.check(); err != nil {
				return err
			}
			sizes := []int{size}
			if size == 0 {
				for sizes = nil; len(sizes) < coalition.Most-1; {
					sizes = append(sizes, len(sizes)+1)
				}
			}
			return printSizes(out, sizes, m, spread, &dice, asJSON)
		},
	}
	flags := verb.Flags()
	flags.StringVar(&powers, "powers", "", "of each person, whole numbers, for example 3,4,5,10")
	flags.StringVar(&majority, "majority", "1/2", "share of power that a group must exceed to win: 1/2, 2/3, 0.6")
	flags.IntVar(&size, "persons", 0, "persons of drawn power (every number from 1 to 15)")
	flags.Float64Var(&spread, "spread", 0.001, "how far powers are drawn above 1")
	dice.add(verb, 5, "drawn powers")
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	return verb
}

func readPowers(text string) (powers coalition.Powers, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, use("--powers is empty: want one whole number for each person, for example 3,4,5,10")
	}
	for i, item := range strings.Split(text, ",") {
		x, err := strconv.ParseInt(strings.TrimSpace(item), 10, 64)
		if err != nil || x < 1 || x > coalition.MostPower {
			return nil, use("--powers: item %d, %q: want a whole number from 1 to %d", i+1, item, coalition.MostPower)
		}
		powers = append(powers, x)
	}
	if err := powers.Check(); err != nil {
		return nil, use("--powers: %v", err)
	}
	return powers, nil
}

// ruling is who rules of given powers.
type ruling struct {
	Model    string           `json:"model"`
	Powers   coalition.Powers `json:"powers"`
	Majority string           `json:"majority"`
	Lasts    bool             `json:"lasts"` // all together are self-enforcing
	Ruling   []rulers         `json:"ruling"`
}

type rulers struct {
	Persons []int   `json:"persons"` // from 1, as typed
	Powers  []int64 `json:"powers"`
	Power   int64   `json:"power"`
}

func printRuling(out io.Writer, p coalition.Powers, m coalition.Majority, asJSON bool) error {
	rule := coalition.NewRule(p, m)
	all := p.Everybody()
	r := ruling{"coalition", p, m.String(), rule.Lasts(all), nil}
	for _, c := range rule.Ruling(all) {
		var who rulers
		for _, i := range c.Members() {
			who.Persons, who.Powers = append(who.Persons, i+1), append(who.Powers, p[i])
		}
		who.Power = p.Of(c)
		r.Ruling = append(r.Ruling, who)
	}
	if asJSON {
		return printed(out)(json.MarshalIndent(r, "", "  "))
	}
	for _, who := range r.Ruling {
		fmt.Fprintf(out, "%d of %s rule: powers %s, together %d of %d\n", len(who.Persons), persons(len(p)), listed(who.Powers), who.Power, p.Of(all))
	}
	if len(r.Ruling) > 1 {
		fmt.Fprintf(out, "Any of these %d may come about: they have the same power.\n", len(r.Ruling))
	}
	return nil
}

func listed(powers []int64) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(powers), "[]"), " ", ", ")
}

// sizesOf is how many rule of so many of drawn power.
type sizesOf struct {
	Persons   int         `json:"persons"`
	Equal     int         `json:"nearly_equal"` // how many rule where powers differ by a hair
	Sizes     map[int]int `json:"sizes"`        // of the drawn: how many rule, in how many seeds
	Strongest int         `json:"strongest"`    // seeds in which the strongest is among them
}

func printSizes(out io.Writer, sizes []int, m coalition.Majority, spread float64, dice *diceFlags, asJSON bool) error {
	var all []sizesOf
	for _, n := range sizes {
		one := sizesOf{Persons: n, Equal: m.RulingSize(n), Sizes: map[int]int{}}
		rule, strongest := make([]int, dice.seeds), make([]bool, dice.seeds)
		dice.each(func(i int, seed chance.Seed) {
			p := coalition.Draw(seed, n, spread)
			most := 0
			for k, x := range p {
				if x > p[most] {
					most = k
				}
			}
			first := p.Ruling(m)[0]
			rule[i], strongest[i] = first.Size(), first>>most&1 == 1
		})
		for i, k := range rule {
			one.Sizes[k]++
			if strongest[i] {
				one.Strongest++
			}
		}
		all = append(all, one)
	}
	if asJSON {
		return printed(out)(json.MarshalIndent(struct {
			Model    string    `json:"model"`
			Majority string    `json:"majority"`
			Spread   float64   `json:"spread"`
			Seeds    int       `json:"seeds"`
			Lasting  []int     `json:"lasting_sizes"`
			Persons  []sizesOf `json:"persons"`
		}{"coalition", m.String(), spread, dice.seeds, m.Sizes(1000), all}, "", "  "))
	}
	fmt.Fprintf(out, "Majority %v; powers from 1 to %v, %d seeds. Of nearly equal persons these numbers last: %s\n", m, 1+spread, dice.seeds, steps(m.Sizes(1000)))
	fmt.Fprintln(out, "persons  rule if nearly equal  drawn: rule (seeds)        the strongest among them")
	for _, s := range all {
		var drawn []string
		for k := 1; k <= s.Persons; k++ {
			if s.Sizes[k] > 0 {
				drawn = append(drawn, fmt.Sprintf("%d (%d)", k, s.Sizes[k]))
			}
		}
		fmt.Fprintf(out, "%7d  %20d  %-26s %d of %d\n", s.Persons, s.Equal, strings.Join(drawn, ", "), s.Strongest, dice.seeds)
	}
	return nil
}
