package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/attribution"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// attributeFlags are what can be said about an attribution.
type attributeFlags struct {
	experimentFlags
	players  string
	baseline string
	draws    string
	terror   string
	orders   int
	curve    bool
}

// shippedDraws is the table of draws where none is named, if it ships.
const shippedDraws = "to-1936"

// attributionName is the file of the result, beside the experiment.
const attributionName = "attribution.json"

func attributeVerb() *cobra.Command {
	f := attributeFlags{experimentFlags: experimentFlags{members: 30}}
	verb := &cobra.Command{
		Use:   "attribute [SCENARIO]",
		Short: "Divide an outcome among its causes, and say which were necessary and which sufficient",
		Long:  attributeLong(),
		Example: `  fromabove attribute --draws scenarios/posterior/to-1936.csv --members 30 --scale 1:10000 --out out/eight
  fromabove attribute --baseline founder --players terror-tools --draws mine.csv
  fromabove attribute --draws mine.csv --curve --outcome log_deaths --json
  fromabove attribute --point to-1936 --terror 'deaths>=100000'`,
		Args:              arguments(0, 1, "scenario"),
		ValidArgsFunction: shippedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.attribute(cmd, args)
		},
	}
	experimentVerb(verb, &f.experimentFlags)
	flags := verb.Flags()
	f.scale = 10000
	flags.Lookup("scale").DefValue = f.scale.String()
	flags.Lookup("members").Usage = "members of each coalition, each with a draw and dice of its own"
	flags.Lookup("outcome").Usage = "what is divided: a `name` or GAUGE@FROM..TO:sum|mean|max|end; may be repeated (default: " + strings.Join(dividedOutcomes, ", ") + ")"
	flags.StringVar(&f.players, "players", attribution.AllBundles, "bundles, or the `bundle` that is opened: its switches play beside the other bundles")
	flags.StringVar(&f.baseline, "baseline", attribution.Baselines()[0].Name, "what stands when every player is off: none or founder")
	flags.StringVar(&f.draws, "draws", "", "`table` of draws of the parameters, .csv or .parquet; what it does not name stands at the point")
	flags.StringVar(&f.terror, "terror", "operation", "what counts as terror for necessity and sufficiency: an outcome, or OUTCOME>=`NUMBER`")
	flags.IntVar(&f.orders, "orders", 64, "orders that are sampled of more than 12 players, half of them the reverse of the others")
	flags.BoolVar(&f.curve, "curve", false, "also the leader's share over chi_B/chi_L: five experiments more")
	return verb
}

// dividedOutcomes are divided where none is named.
var dividedOutcomes = []string{"log_deaths", "elite_share", "operation"}

func attributeLong() string {
	var b strings.Builder
	b.WriteString(`Leaves out every combination of causes with the same dice, over draws of the parameters, and divides
the total effect: Shapley values between bundles, Owen values inside one that is opened (--players),
all coalitions of up to twelve players, sampled orders of more. Beside them: how often two causes need
each other, how often each is necessary (no terror without it) or sufficient (terror with it alone),
and the two questions: the same house under another man, the same man in another house.

` + attribution.EachHalf + `

Bundles:
`)
	for _, bundle := range attribution.Bundles() {
		names := make([]string, len(bundle.Switches))
		for i, s := range bundle.Switches {
			names[i] = string(s)
		}
		fmt.Fprintf(&b, "  %-18s %s\n", bundle.Name, strings.Join(names, ", "))
	}
	b.WriteString("On in every coalition:\n")
	for _, k := range attribution.Kept() {
		fmt.Fprintf(&b, "  %-18s %s\n", k.Switch, k.Why)
	}
	b.WriteString("Baselines:\n")
	for _, base := range attribution.Baselines() {
		fmt.Fprintf(&b, "  %-18s %s\n", base.Name, base.Title)
	}
	fmt.Fprintf(&b, "\nOutcomes:\n%s", experiment.Describe())
	return b.String()
}

// attribute runs the coalitions and prints what comes of them.
func (f *attributeFlags) attribute(cmd *cobra.Command, args []string) error {
	setup, draws, how, err := f.setup(args)
	if err != nil {
		return err
	}
	d, err := f.coalitions(setup, draws, args)
	if err != nil {
		return err
	}
	if f.dir == "" {
		f.dir = filepath.Join("out", folderName(fmt.Sprintf("attribute-%s-%s-%s", nameOf(args), f.players, f.baseline))+"-"+d.Key[:8])
	}
	steps := f.steps()
	fmt.Fprintf(cmd.ErrOrStderr(), "note: %s, %d arms, %d members at 1:%d%s\n", how, len(d.Arms), d.Members(), d.Scale,
		map[bool]string{true: fmt.Sprintf("; then %d times as many coalitions for the curve", len(steps))}[f.curve])
	r, err := f.run(cmd, d)
	if err != nil {
		return err
	}
	result, err := setup.Divide(r)
	if err != nil {
		return err
	}
	result.DrawsFrom = how
	if draws == nil {
		result.Notes = append(result.Notes, attribution.NearThreshold)
	}
	for i, ratio := range steps {
		fmt.Fprintf(cmd.ErrOrStderr(), "note: curve, %d of %d: chi_B/chi_L %v\n", i+1, len(steps), ratio)
		step, err := f.step(cmd, setup, draws, args, ratio)
		if err != nil {
			return err
		}
		result.Curve = append(result.Curve, step)
	}
	text, err := json.MarshalIndent(result, "", "  ")
	if err != nil {
		return err
	}
	if err := archive.WriteFile(filepath.Join(f.dir, attributionName), append(text, '\n')); err != nil {
		return err
	}
	if f.json {
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", text)
		return err
	}
	writeAttribution(cmd.OutOrStdout(), result)
	fmt.Fprintf(cmd.OutOrStdout(), "\nkept in %s; made by: %s\n", f.dir, result.Command)
	return nil
}

// setup reads what was asked for and refuses what cannot be, before anything
// runs.
func (f *attributeFlags) setup(args []string) (setup *attribution.Setup, draws []map[string]float64, how string, err error) {
	if len(f.outcomes) == 0 {
		f.outcomes = dividedOutcomes
	}
	baseline, err1 := attribution.BaselineOf(f.baseline)
	players, err2 := attribution.Players(baseline, f.players)
	terror, err3 := attribution.ParseTerror(f.terror)
	if f.draws == "" && f.edits.Point == "" && attribution.Shipped(scenarios.Files, shippedDraws) != "" {
		f.draws = shippedDraws
	}
	how = counted(f.members, "member") + " at one point"
	var err4 error
	if f.draws != "" {
		draws, how, err4 = attribution.ReadDraws(scenarios.Files, f.draws, f.members)
	}
	if f.edits.Point == "" && f.draws == shippedDraws {
		f.edits.Point = shippedDraws
	}
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		return nil, nil, "", wrongUse{err}
	}
	setup = &attribution.Setup{
		Scenario: nameOf(args), Edits: f.edits, Baseline: baseline, Players: players, Outcomes: f.outcomes, Terror: terror, Orders: f.orders, Seed: f.seed,
		Houses: nameOf(args) == "baseline",
	}
	if err := setup.Settle(); err != nil {
		if errors.As(err, new(scenario.Findings)) {
			return nil, nil, "", err
		}
		return nil, nil, "", wrongUse{err}
	}
	if f.curve {
		if err := setup.CanCurve(); err != nil {
			return nil, nil, "", wrongUse{err}
		}
	}
	return setup, draws, how, nil
}

// coalitions is the experiment of a setup.
func (f *attributeFlags) coalitions(setup *attribution.Setup, draws []map[string]float64, args []string) (*experiment.Design, error) {
	if f.members < 1 || f.workers < 1 {
		return nil, use("--members %d --workers %d: want at least 1", f.members, f.workers)
	}
	e := &experiment.Experiment{Kind: "attribute", Arms: setup.Arms(), Draws: draws, Seeds: experiment.Seeds(chance.Seed(f.seed), f.members),
		SeedOfDraw: len(draws) == f.members && len(draws) > 1, Scale: int(f.scale), Until: calendar.Month(f.until), Outcomes: slices.Clone(f.outcomes),
		Version: lab.Version, Command: f.typedAs(args)}
	if !slices.Contains(e.Outcomes, setup.Terror.Outcome) {
		e.Outcomes = append(e.Outcomes, setup.Terror.Outcome)
	}
	d, err := e.Settle()
	if err != nil {
		return nil, wrongExperiment(err)
	}
	return d, nil
}

// steps are the ratios of the curve, if one was asked for.
func (f *attributeFlags) steps() []float64 {
	if !f.curve {
		return nil
	}
	return attribution.Ratios()
}

// step runs the coalitions at one ratio of the curve, in a folder of its own.
func (f *attributeFlags) step(cmd *cobra.Command, setup *attribution.Setup, draws []map[string]float64, args []string, ratio float64) (attribution.Step, error) {
	own, there := *f, *setup
	there.Houses = false
	own.dir = filepath.Join(f.dir, fmt.Sprintf("curve-%v", ratio))
	d, err := own.coalitions(&there, there.AtRatio(draws, ratio), args)
	if err != nil {
		return attribution.Step{}, err
	}
	r, err := own.run(cmd, d)
	if err != nil {
		return attribution.Step{}, err
	}
	result, err := there.Divide(r)
	if err != nil {
		return attribution.Step{}, err
	}
	return result.Step(ratio), nil
}

// typedAs is the command that makes it again, in one spelling.
func (f *attributeFlags) typedAs(args []string) string {
	words := []string{f.command("attribute", []string{nameOf(args)}), "--baseline", f.baseline, "--players", f.players}
	if f.draws != "" {
		words = append(words, "--draws", quoted(f.draws))
	}
	words = append(words, "--terror", quoted(f.terror))
	if f.players != attribution.AllBundles {
		words = append(words, "--orders", fmt.Sprint(f.orders))
	}
	if f.curve {
		words = append(words, "--curve")
	}
	return strings.Join(words, " ")
}
