package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/reference/eliminations"
)

func eliminationsVerb() *cobra.Command {
	fear := eliminations.Fear{Persons: 1_000_000, Enemies: 0.02, Tolerated: 0.01, Hit: 0.11}
	var dice diceFlags
	var asJSON bool
	verb := &cobra.Command{
		Use:   "eliminations",
		Short: "The killing of innocents (Gregory, Schroeder and Sonin 2011): how many, where enemies cannot be told",
		Long: `Of N persons a share e are enemies, the share r of those who are left is tolerated, and who is
eliminated is an enemy with probability h: X = N (e - r)/(h - r) are eliminated, of them (1 - h) X
innocent. It prints the closed form, and what comes of eliminating one by one, over seeds.`,
		Example: `  fromabove reference eliminations --persons 1000000 --enemies 0.02 --tolerated 0.01 --hit 0.11
  fromabove reference eliminations --hit 0.03                   # poor information
  fromabove reference eliminations --hit 1 --json               # who is eliminated is an enemy`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := fear.Check(); err != nil {
				return use("--%v", err)
			}
			if err := dice.check(); err != nil {
				return err
			}
			if work := float64(dice.seeds) * fear.Eliminated(); work > mostEliminated {
				return use("--seeds %d: each eliminates about %.0f one by one; want at most %.0f in all", dice.seeds, fear.Eliminated(), float64(mostEliminated))
			}
			return printEliminations(cmd.OutOrStdout(), fear, &dice, asJSON)
		},
	}
	flags := verb.Flags()
	flags.IntVar(&fear.Persons, "persons", fear.Persons, "N")
	flags.Float64Var(&fear.Enemies, "enemies", fear.Enemies, "e, share of persons who are enemies")
	flags.Float64Var(&fear.Tolerated, "tolerated", fear.Tolerated, "r, share of enemies among those left that is let be")
	flags.Float64Var(&fear.Hit, "hit", fear.Hit, "h, probability that who is eliminated is an enemy; at least e")
	dice.add(verb, 20, "histories, one by one")
	flags.BoolVar(&asJSON, "json", false, "print JSON, with every seed")
	return verb
}

// mostEliminated is how many are eliminated one by one in one command.
const mostEliminated = 2_000_000_000

// killing is the closed form and what came one by one.
type killing struct {
	Model          string           `json:"model"`
	Persons        int              `json:"persons"`
	Enemies        float64          `json:"enemies"`
	Tolerated      float64          `json:"tolerated"`
	Hit            float64          `json:"hit"`
	Eliminated     float64          `json:"eliminated"`
	Innocents      float64          `json:"innocents"`
	Share          float64          `json:"share"` // of persons who are eliminated
	DrawnKilled    over             `json:"drawn_eliminated"`
	DrawnInnocents over             `json:"drawn_innocents"`
	Seeds          []killingHistory `json:"seeds"`
}

type killingHistory struct {
	Seed        uint64 `json:"seed"`
	Eliminated  int    `json:"eliminated"`
	Innocents   int    `json:"innocents"`
	EnemiesLeft int    `json:"enemies_left"`
}

func printEliminations(out io.Writer, f eliminations.Fear, dice *diceFlags, asJSON bool) error {
	k := killing{Model: "eliminations", Persons: f.Persons, Enemies: f.Enemies, Tolerated: f.Tolerated, Hit: f.Hit,
		Eliminated: f.Eliminated(), Innocents: f.Innocents(), Share: f.Eliminated() / float64(f.Persons), Seeds: make([]killingHistory, dice.seeds)}
	eliminated, innocents := make([]float64, dice.seeds), make([]float64, dice.seeds)
	dice.each(func(i int, seed chance.Seed) {
		o := f.Draw(seed)
		eliminated[i], innocents[i] = float64(o.Eliminated), float64(o.Innocents)
		k.Seeds[i] = killingHistory{uint64(seed), o.Eliminated, o.Innocents, o.EnemiesLeft}
	})
	k.DrawnKilled, k.DrawnInnocents = overSeeds(eliminated), overSeeds(innocents)
	if asJSON {
		return printed(out)(json.MarshalIndent(k, "", "  "))
	}
	if k.Eliminated == 0 {
		fmt.Fprintf(out, "Nobody: the share of enemies, %v, is tolerated (%v).\n", f.Enemies, f.Tolerated)
		return nil
	}
	fmt.Fprintf(out, "Eliminated: %.0f of %s (%.2f%%), of them %.0f innocent.\n", k.Eliminated, persons(f.Persons), 100*k.Share, k.Innocents)
	fmt.Fprintf(out, "One by one, %d seeds:\n", dice.seeds)
	writeOvers(out, 0, []string{"eliminated", "innocent"}, []over{k.DrawnKilled, k.DrawnInnocents})
	return nil
}
