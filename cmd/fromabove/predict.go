package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/abc"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
	"github.com/fromabove/fromabove/score"
)

// predictFlags are what can be said about a prediction.
type predictFlags struct {
	posterior        string
	members, workers int
	scale            scaleFlag
	seed             uint64
	forms            []string
	dir              string
	json             bool
}

func predictVerb() *cobra.Command {
	f := predictFlags{posterior: "to-1936", members: 100, workers: runtime.NumCPU(), scale: 10_000, seed: 1}
	verb := &cobra.Command{
		Use:   "predict",
		Short: "Run a posterior to 1941 and score what it says of 1937-39 against simple rivals",
		Long: `Draws parameter points from a posterior by weight, runs each with dice of its own to June 1941, and
sets what they say of 1937-39 beside the record: median and 90% band, whether the band covers, and
the CRPS (package score), beside the absolute errors of rivals that know no model.

The authors have seen 1937 (scenarios/points/registered.md): the figures are held out from the
posterior, not from whoever built the model and chose its ranges. Nothing here is a forecast.

--form runs the same draws and dice with a rival form of an equation as well (scenarios/variants.csv):
what flips between forms is open. Members are kept as they finish: run again, it goes on.`,
		Example: `  fromabove predict --members 200
  fromabove predict --posterior out/calibrate/to-1936-seed1/to-1936.csv --members 100 --scale 1:1000
  fromabove predict --form additive-gap --form stop-at-plan`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.predict(cmd) },
	}
	flags := verb.Flags()
	flags.StringVar(&f.posterior, "posterior", f.posterior, "a shipped name, or the `path` of a .csv file")
	flags.IntVar(&f.members, "members", f.members, "draws, each with dice of its own")
	flags.Var(&f.scale, "scale", "persons a lane stands for")
	flags.Uint64Var(&f.seed, "seed", f.seed, "the dice")
	flags.StringArrayVar(&f.forms, "form", nil, "also with this rival `form`, or all; may be repeated")
	flags.IntVar(&f.workers, "workers", f.workers, "how many work side by side; no effect on the result")
	flags.StringVar(&f.dir, "out", "", "folder of the experiment (default: out/ and a name made of what is run)")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	return verb
}

func (f *predictFlags) predict(cmd *cobra.Command) error {
	if f.members < 1 || f.workers < 1 {
		return use("--members %d --workers %d: want at least 1", f.members, f.workers)
	}
	t, err := posteriorAt(f.posterior)
	if err != nil {
		return err
	}
	s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), scenario.Edits{Point: scenario.NoPoint})
	if err != nil {
		return err
	}
	all, err := targets(s)
	if err != nil {
		return err
	}
	e, err := f.experiment(t, all)
	if err != nil {
		return err
	}
	d, err := e.Settle()
	if err != nil {
		return wrongExperiment(err)
	}
	if f.dir == "" {
		f.dir = filepath.Join("out", fmt.Sprintf("predict-%s-seed%d-scale%d-members%d-%s", strings.TrimSuffix(filepath.Base(f.posterior), ".csv"), f.seed, f.scale, f.members, d.Key[:8]))
	}
	bar := progressTo(cmd.ErrOrStderr())
	r, err := d.Run(cmd.Context(), experiment.Options{Dir: f.dir, Runner: experiment.Local{Workers: f.workers}, Typed: typed(), Progress: bar.pace})
	bar.Done()
	if err != nil {
		return err
	}
	failures(cmd.ErrOrStderr(), r)
	var arms []prediction
	for arm := range r.Arms {
		p, err := predictionOf(r, arm, all)
		if err != nil {
			return err
		}
		arms = append(arms, p)
	}
	if f.json {
		return printed(cmd.OutOrStdout())(json.MarshalIndent(predictionsJSON(t, r, arms), "", "  "))
	}
	return writePredictions(cmd.OutOrStdout(), t, r, arms)
}

// experiment has the main form as its base, and the rival forms as arms.
func (f *predictFlags) experiment(t abc.Table, all []predicted) (*experiment.Experiment, error) {
	forms, err := scenario.Forms(scenarios.Files)
	if err != nil {
		return nil, err
	}
	e := &experiment.Experiment{Kind: "predict", Scale: int(f.scale), Version: lab.Version, SeedOfDraw: true,
		Arms:    []experiment.Arm{{Name: "main form", Scenario: "baseline", Edits: scenario.Edits{Point: scenario.NoPoint}}},
		Seeds:   experiment.Seeds(chance.Seed(f.seed), f.members),
		Series:  []string{"arrests", "executions", "cc_lost_share", "net_threat"},
		Command: f.command()}
	for _, p := range all {
		e.Outcomes = append(e.Outcomes, p.Outcome)
	}
	e.Outcomes = append(e.Outcomes, "operation")
	var names []string
	for _, form := range forms {
		names = append(names, form.Name)
		if slices.Contains(f.forms, form.Name) || slices.Contains(f.forms, "all") {
			edits := form.Edits
			edits.Point = scenario.NoPoint
			e.Arms = append(e.Arms, experiment.Arm{Name: form.Name, Scenario: "baseline", Edits: edits})
		}
	}
	for _, word := range f.forms {
		if word != "all" && !slices.Contains(names, word) {
			return nil, use("--form %s: is no rival form; allowed: %s, all%s", word, strings.Join(names, ", "), didYouMean("", near(word, names)))
		}
	}
	for _, row := range t.Draws(f.members) {
		e.Draws = append(e.Draws, t.Params(row))
	}
	return e, nil
}

func (f *predictFlags) command() string {
	words := []string{"fromabove predict", "--posterior", quoted(f.posterior), "--members", fmt.Sprint(f.members), "--scale", f.scale.String(), "--seed", fmt.Sprint(f.seed)}
	for _, form := range f.forms {
		words = append(words, "--form", quoted(form))
	}
	return strings.Join(words, " ")
}

// prediction is what one arm says.
type prediction struct {
	arm       string
	rows      []scored
	operation float64 // share of members in which one begins in 1936-07..1939-12
	coverage  float64 // of the 90% bands, over the rows
	wins      []int   // rows in which a rival errs more than the posterior, by rival
	against   []int   // rows for which it says anything
}

// scored is a number that was predicted, with its scores.
type scored struct {
	predicted
	members           int
	low, median, high float64
	covers            bool
	crps              float64
	below             float64 // share of the prediction below the record
}

func predictionOf(r *experiment.Results, arm int, all []predicted) (prediction, error) {
	p := prediction{arm: r.Arms[arm].Name, wins: make([]int, len(rivals)), against: make([]int, len(rivals))}
	var ensembles []score.Ensemble
	var seen []float64
	for _, target := range all {
		values, err := column(r, arm, target.Outcome)
		if err != nil {
			return p, err
		}
		e, err := score.Of(values, nil)
		if err != nil {
			return p, fmt.Errorf("%s, %s: %w", p.arm, target.Title, err)
		}
		ensembles, seen = append(ensembles, e), append(seen, target.Observed)
		s := scored{predicted: target, members: len(values), low: e.Quantile(0.05), median: e.Quantile(0.5), high: e.Quantile(0.95),
			covers: e.Covers(0.9, target.Observed), crps: e.CRPS(target.Observed), below: e.Below(target.Observed)}
		for i, v := range target.Rivals {
			if !math.IsNaN(v) {
				p.against[i]++
				if s.crps < math.Abs(v-target.Observed) {
					p.wins[i]++
				}
			}
		}
		p.rows = append(p.rows, s)
	}
	p.coverage = score.Coverage(0.9, ensembles, seen)
	begun, err := column(r, arm, "operation")
	if err != nil {
		return p, err
	}
	e, err := score.Of(begun, nil)
	if err == nil {
		p.operation = e.Mean()
	}
	return p, err
}

// column is an outcome of an arm, without the members that have none.
func column(r *experiment.Results, arm int, outcome string) ([]float64, error) {
	i, err := r.OutcomeNumber(outcome)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(r.Column(arm, i), math.IsNaN), nil
}

// seenSentence stands above every prediction.
const seenSentence = "The authors have seen 1937 (scenarios/points/registered.md): held out from the posterior, not from those who built the model."

func writePredictions(out io.Writer, t abc.Table, r *experiment.Results, arms []prediction) error {
	fmt.Fprintf(out, "posterior %s; %d draws of %d points, scale 1:%d, to %v\n%s\n", t.Said("label"), r.Rounds(), len(t.Rows), r.Scale, r.Until, seenSentence)
	for _, p := range arms {
		fmt.Fprintf(out, "\n%s: an operation begins in %.0f%% of the draws\n", p.arm, 100*p.operation)
		table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprint(table, "\tobserved\t5%\tmedian\t95%\tcovers\tCRPS\t")
		for _, rival := range rivals {
			fmt.Fprintf(table, "%s\t", rival.name)
		}
		fmt.Fprintln(table)
		for _, s := range p.rows {
			fmt.Fprintf(table, "%-33s\t%s\t%s\t%s\t%s\t%s\t%s\t", s.Title, rounded(s.Observed), rounded(s.low), rounded(s.median), rounded(s.high),
				map[bool]string{true: "yes", false: "no"}[s.covers], rounded(s.crps))
			for _, v := range s.Rivals {
				fmt.Fprintf(table, "%s\t", rounded(math.Abs(v-s.Observed)))
			}
			fmt.Fprintln(table)
		}
		if err := table.Flush(); err != nil {
			return err
		}
		fmt.Fprintf(out, "90%% bands cover %.0f%% of the numbers", 100*p.coverage)
		for i, rival := range rivals {
			fmt.Fprintf(out, "; nearer than %q in %d of %d", rival.name, p.wins[i], p.against[i])
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, "\nCRPS and, of rivals, absolute error: in the unit of the number, less is better.")
	for _, rival := range rivals {
		fmt.Fprintf(out, "%s: %s\n", rival.name, rival.says)
	}
	_, err := fmt.Fprintf(out, "kept in %s; made by: %s\n", r.Dir, r.Command)
	return err
}

// rounded is a share with two digits, or persons.
func rounded(v float64) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case math.Abs(v) < 10 && v != math.Trunc(v):
		return fmt.Sprintf("%.2f", v)
	}
	return value(math.Round(v), 0)
}

// predictions are predictions in JSON.
type predictions struct {
	Command   string    `json:"command"`
	Dir       string    `json:"dir"`
	Posterior string    `json:"posterior"`
	MadeBy    string    `json:"posterior_made_by"`
	Note      string    `json:"note"`
	Rivals    []string  `json:"rivals"`
	Arms      []armJSON `json:"arms"`
}

type armJSON struct {
	Arm       string    `json:"arm"`
	Operation float64   `json:"operation_begins"`
	Coverage  float64   `json:"coverage_90"`
	Numbers   []rowJSON `json:"numbers"`
}

type rowJSON struct {
	Outcome  string     `json:"outcome"`
	Unit     string     `json:"unit"`
	Figures  []string   `json:"figures"`
	Observed float64    `json:"observed"`
	Members  int        `json:"members"`
	Low      float64    `json:"low_5"`
	Median   float64    `json:"median"`
	High     float64    `json:"high_95"`
	Covers   bool       `json:"covers"`
	Below    float64    `json:"below_observed"`
	CRPS     float64    `json:"crps"`
	Rivals   []*float64 `json:"rivals_say"`
}

func predictionsJSON(t abc.Table, r *experiment.Results, arms []prediction) predictions {
	all := predictions{Command: r.Command, Dir: r.Dir, Posterior: t.Said("label"), MadeBy: t.Said("command"), Note: seenSentence}
	for _, rival := range rivals {
		all.Rivals = append(all.Rivals, rival.name)
	}
	for _, p := range arms {
		one := armJSON{Arm: p.arm, Operation: p.operation, Coverage: p.coverage}
		for _, s := range p.rows {
			row := rowJSON{s.Outcome, s.Unit, s.Figures, s.Observed, s.members, s.low, s.median, s.high, s.covers, s.below, s.crps, nil}
			for _, v := range s.Rivals {
				row.Rivals = append(row.Rivals, orNull(v))
			}
			one.Numbers = append(one.Numbers, row)
		}
		all.Arms = append(all.Arms, one)
	}
	return all
}
