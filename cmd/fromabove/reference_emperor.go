package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/reference/emperor"
)

func emperorVerb() *cobra.Command {
	var (
		rules  = emperor.Paper()
		dice   diceFlags
		asJSON bool
	)
	verb := &cobra.Command{
		Use:   "emperor",
		Short: "The emperor's dilemma (Centola, Willer and Macy 2005): a norm that hardly anybody believes in",
		Long: `A few believe in a norm; the others may comply with it, and enforce it on their neighbours to look
sincere. It prints how often the norm takes most of them (a cascade), and what share of those who do not
believe complies and enforces, at the end and at the peak, over seeds. Without flags: the paper's setting.`,
		Example: `  fromabove reference emperor                                   # believers together on a lattice
  fromabove reference emperor --network full                    # everybody sees everybody: never
  fromabove reference emperor --placed scattered --believers 50
  fromabove reference emperor --rewire 0.3 --seeds 50 --json    # a small world`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, f := range []struct {
				flag, word string
				known      []string
			}{{"network", rules.Network, emperor.Networks}, {"placed", rules.Placed, emperor.Places}, {"look", rules.Look, emperor.Looks}} {
				if !slices.Contains(f.known, f.word) {
					return use("--%s %q: want %s%s", f.flag, f.word, strings.Join(f.known, ", "), didYouMean("", near(f.word, f.known)))
				}
			}
			if err := rules.Check(); err != nil {
				return use("--%v", err)
			}
			if err := dice.check(); err != nil {
				return err
			}
			return printEmperor(cmd.OutOrStdout(), rules, &dice, asJSON)
		},
	}
	flags := verb.Flags()
	flags.StringVar(&rules.Network, "network", rules.Network, "who sees whom: lattice (a torus, the eight around), ring, random, full")
	flags.IntVar(&rules.Persons, "persons", rules.Persons, "persons; a lattice has the two sides nearest to each other")
	flags.IntVar(&rules.Neighbours, "neighbours", rules.Neighbours, "of each on the ring and the random network")
	flags.Float64Var(&rules.Rewire, "rewire", rules.Rewire, "share of the ties of lattice or ring that become bridges: a small world")
	flags.IntVar(&rules.Believers, "believers", rules.Believers, "persons who believe in the norm")
	flags.StringVar(&rules.Placed, "placed", rules.Placed, "where they live: together or scattered")
	flags.Float64Var(&rules.Strength, "strength", rules.Strength, "largest strength of the others' conviction")
	flags.Float64Var(&rules.Cost, "cost", rules.Cost, "K, of enforcing")
	flags.StringVar(&rules.Look, "look", rules.Look, "when people look: in turn, or all at once (turn, once)")
	flags.IntVar(&rules.Rounds, "rounds", rules.Rounds, "at most, where nobody comes to rest")
	dice.add(verb, 20, "histories")
	flags.BoolVar(&asJSON, "json", false, "print JSON, with every seed")
	return verb
}

// norms is what came of the emperor's dilemma over seeds.
type norms struct {
	Model        string        `json:"model"`
	Network      string        `json:"network"`
	Persons      int           `json:"persons"`
	Neighbours   int           `json:"neighbours"`
	Rewire       float64       `json:"rewire"`
	Believers    int           `json:"believers"`
	Placed       string        `json:"placed"`
	Strength     float64       `json:"strength"`
	Cost         float64       `json:"cost"`
	Look         string        `json:"look"`
	Rounds       int           `json:"rounds"`
	Cascades     int           `json:"cascades"`
	Complied     over          `json:"complied"`
	Enforced     over          `json:"enforced"`
	PeakComplied over          `json:"peak_complied"`
	PeakEnforced over          `json:"peak_enforced"`
	Seeds        []normHistory `json:"seeds"`
}

type normHistory struct {
	Seed         uint64    `json:"seed"`
	Cascade      bool      `json:"cascade"`
	Settled      bool      `json:"settled"`
	Rounds       int       `json:"rounds"`
	Complied     float64   `json:"complied"`
	Enforced     float64   `json:"enforced"`
	PeakComplied float64   `json:"peak_complied"`
	PeakEnforced float64   `json:"peak_enforced"`
	Path         []float64 `json:"path"`
}

func printEmperor(out io.Writer, r emperor.Rules, dice *diceFlags, asJSON bool) error {
	n := norms{Model: "emperor", Network: r.Network, Persons: r.Persons, Neighbours: r.Neighbours, Rewire: r.Rewire, Believers: r.Believers,
		Placed: r.Placed, Strength: r.Strength, Cost: r.Cost, Look: r.Look, Rounds: r.Rounds, Seeds: make([]normHistory, dice.seeds)}
	if r.Network == emperor.Full {
		n.Neighbours = r.Persons - 1
	}
	dice.each(func(i int, seed chance.Seed) {
		o := r.Run(seed)
		n.Seeds[i] = normHistory{uint64(seed), o.Cascade(), o.Settled, o.Rounds, o.Complied, o.Enforced, o.PeakComplied, o.PeakEnforced, o.Path}
	})
	settled := 0
	columns := make([][]float64, 4)
	for _, h := range n.Seeds {
		if h.Cascade {
			n.Cascades++
		}
		if h.Settled {
			settled++
		}
		for i, x := range []float64{h.Complied, h.Enforced, h.PeakComplied, h.PeakEnforced} {
			columns[i] = append(columns[i], x)
		}
	}
	n.Complied, n.Enforced, n.PeakComplied, n.PeakEnforced = overSeeds(columns[0]), overSeeds(columns[1]), overSeeds(columns[2]), overSeeds(columns[3])
	if asJSON {
		return printed(out)(json.MarshalIndent(n, "", "  "))
	}
	bridges := ""
	if r.Rewire > 0 {
		bridges = fmt.Sprintf(", %.4g%% of the ties bridges", 100*r.Rewire)
	}
	fmt.Fprintf(out, "%d believers (%s) among %s, network %s%s, cost %v.\n", r.Believers, r.Placed, persons(r.Persons), r.Network, bridges, r.Cost)
	fmt.Fprintf(out, "The norm took most of the others in %d of %d histories; %d came to rest.\n", n.Cascades, dice.seeds, settled)
	fmt.Fprintln(out, "Shares of those who do not believe:")
	writeOvers(out, 3, strings.Split("complied at the end,enforced at the end,complied at the peak,enforced at the peak", ","),
		[]over{n.Complied, n.Enforced, n.PeakComplied, n.PeakEnforced})
	return nil
}
