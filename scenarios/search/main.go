// Command search finds a parameter point: the values at which the model's
// histories lie nearest to what the point may read of the evidence. Run it from
// the top of the repository:
//
//	make search POINT=to-1936 EVALUATIONS=2000 SEED=1
//
// Which parameters it varies, and between which values, stands in
// parameters.csv; what a point reads and how the loss is made of it, in package
// lab (Reading, Loss). Every evaluation is written at once to a journal in out/,
// so that a search that was killed goes on where it was, and one that has ended
// goes on with more evaluations. At its end it leaves the point, and the log of
// its best evaluations, in scenarios/points.
//
// It is a tool and not part of the model: its draws are floating point, and
// another processor may find another point.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	debug.SetGCPercent(400) // small countries let garbage lie: a run is a tenth faster
	if err := run(ctx, os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		os.Exit(1)
	}
}

// The dice by which candidates and finalists are judged: seeds of two ensembles,
// the same for every search, so that points found by different searches can be
// compared.
const (
	candidateSeed = 101
	finalistSeed  = 102
)

// middle is the start that is no point.
const middle = "middle"

// keptRows is how many evaluations the log in scenarios/points keeps.
const keptRows = 500

// asked is what the command line says.
type asked struct {
	root, point, scenario, start string
	seed                         uint64
	evaluations, members, scale  int
	population, workers          int
	set                          []string
}

func parse(args []string, errors io.Writer) (a asked, err error) {
	f := flag.NewFlagSet("search", flag.ContinueOnError)
	f.SetOutput(errors)
	f.StringVar(&a.root, "root", ".", "top of the repository")
	f.StringVar(&a.point, "point", "to-1936", "name of the point: "+strings.Join(lab.Points, " or "))
	f.StringVar(&a.scenario, "scenario", "baseline", "scenario whose histories are fitted")
	f.StringVar(&a.start, "start", middle, "middle of the ranges, or a point: a shipped name, none for the defaults, or a path that ends in .yaml")
	f.Uint64Var(&a.seed, "seed", 1, "of the search's own draws")
	f.IntVar(&a.evaluations, "evaluations", 2000, "parameter points to try; whole generations are run")
	f.IntVar(&a.members, "members", 3, "histories by which each is judged")
	f.IntVar(&a.scale, "scale", 10_000, "persons to a lane")
	f.IntVar(&a.population, "population", 0, "parameter points of a generation; 0: by the number of parameters")
	f.IntVar(&a.workers, "workers", runtime.NumCPU(), "side by side; changes nothing in the result")
	f.Func("set", "key=value: an edit of the scenario, as of the verb run; may be given again", func(s string) error {
		a.set = append(a.set, s)
		return nil
	})
	if err = f.Parse(args); err == nil && f.NArg() > 0 {
		err = fmt.Errorf("%q: only flags are read", f.Arg(0))
	}
	return a, err
}

// command makes the search again, from the top of the repository.
func (a asked) command() string {
	c := fmt.Sprintf("go run ./scenarios/search --point %s --seed %d --scenario %s --start %s --members %d --scale %d --population %d",
		a.point, a.seed, a.scenario, a.start, a.members, a.scale, a.population)
	for _, s := range a.set {
		c += " --set " + s
	}
	return c
}

func run(ctx context.Context, args []string, out io.Writer) error {
	a, err := parse(args, out)
	if err != nil {
		return err
	}
	reading, err := lab.NewReading(a.point)
	if err != nil {
		return err
	}
	name := filepath.Join(a.root, "scenarios", "search", "parameters.csv")
	table, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	ranges, err := lab.ReadRanges(name, table, regime.Institutions())
	if err != nil {
		return err
	}
	s, err := scenario.Read(scenarios.Files, a.scenario, regime.Institutions(), scenario.Edits{Set: a.set, Point: scenario.NoPoint})
	if err != nil {
		return err
	}
	trial := &lab.Trial{Reading: reading, Ranges: ranges, FinalistSeed: finalistSeed,
		Order: lab.Order{Scenario: s, Seed: candidateSeed, Scale: a.scale, Members: a.members, Workers: 1, Version: lab.Version}}
	if err := trial.Settle(); err != nil {
		return err
	}
	probe, err := trial.Probe(ctx)
	if err != nil {
		return err
	}
	head := append(a.head(reading, s, table), lab.HeadLine{Key: "probe_sha256", Value: probe})
	path := filepath.Join(a.root, "out", "search", fmt.Sprintf("%s-seed%d.csv", a.point, a.seed))
	var keys []string
	for _, r := range ranges {
		keys = append(keys, r.Key)
	}
	journal, err := lab.OpenJournal(path, head, reading.PartNames(), keys)
	if err != nil {
		return err
	}
	defer journal.Close()
	search := &lab.Search{Ranges: ranges, Seed: a.seed, Evaluations: a.evaluations, Population: a.population, Members: a.members, Workers: a.workers,
		Journal: journal, Objective: trial.Judge, Progress: progress(out)}
	if search.Start, err = a.startAt(); err != nil {
		return err
	}
	found, err := search.Run(ctx)
	if err != nil {
		return err
	}
	return a.leave(out, reading, s, ranges, journal, head, found)
}

// startAt is where the search begins: nil in the middle, or at a point.
func (a asked) startAt() (map[string]float64, error) {
	if a.start == middle {
		return nil, nil
	}
	p, err := scenario.ReadPoint(scenarios.Files, a.start, regime.Institutions())
	if err != nil {
		return nil, err
	}
	at := lab.Defaults(regime.Institutions())
	maps.Copy(at, p.Parameters)
	return at, nil
}

// head is what the search depends on, and what it reads.
func (a asked) head(r lab.Reading, s *scenario.Scenario, table []byte) []lab.HeadLine {
	var inputs []string
	for _, in := range s.Inputs {
		inputs = append(inputs, in.Series+"/"+in.Variant+" "+in.SHA256)
	}
	return []lab.HeadLine{
		{Key: "point", Value: a.point},
		{Key: "command", Value: a.command()},
		{Key: "version", Value: lab.Version},
		{Key: "seed", Value: fmt.Sprint(a.seed)},
		{Key: "members", Value: fmt.Sprintf("%d with seed %d; finalists %d with seed %d", a.members, candidateSeed, lab.FinalistMembers, finalistSeed)},
		{Key: "scale", Value: fmt.Sprintf("1:%d", a.scale)},
		{Key: "fitted_to", Value: r.FittedTo().String()},
		{Key: "scenario", Value: s.Name + " " + s.Hash},
		{Key: "inputs_sha256", Value: hashOf(strings.Join(inputs, "\n"))},
		{Key: "parameters_sha256", Value: hashOf(string(table))},
		{Key: "figures", Value: strings.Join(r.IDs(), " ")},
		{Key: "checks", Value: strings.Join(r.Checks(), "; ")},
	}
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// progress prints a line a generation.
func progress(out io.Writer) func(lab.Generation) {
	begun, fresh := time.Now(), 0
	return func(g lab.Generation) {
		fresh += g.Fresh
		fmt.Fprintf(out, "generation %d of %d: best %.3f, median %.3f, step %.3f, %.2f evaluations a second\n",
			g.Number, g.Of, g.Best, g.Median, g.Step, float64(fresh)/time.Since(begun).Seconds())
	}
}

// leave writes the point and its log, and says what was found.
func (a asked) leave(out io.Writer, r lab.Reading, s *scenario.Scenario, ranges []lab.Range, journal *lab.Journal, head []lab.HeadLine, found *lab.Found) error {
	dir := filepath.Join(a.root, "scenarios", "points")
	evaluations := fmt.Sprintf("%d; the best %d are kept below those of the finalists", len(found.All), min(keptRows, len(found.All)))
	rows := slices.Concat(found.Finalists, found.All[:min(keptRows, len(found.All))])
	if err := journal.WriteLog(filepath.Join(dir, a.point+".log.csv"), append(slices.Clone(head), lab.HeadLine{Key: "evaluations", Value: evaluations}), rows); err != nil {
		return err
	}
	p := a.pointOf(r, s, ranges, head, found)
	path := filepath.Join(dir, a.point+".yaml")
	if err := replace(path, func(w io.Writer) error { return scenario.WritePoint(w, p) }); err != nil {
		return err
	}
	fmt.Fprintf(out, "\n%s: loss %.3f over %d members with dice of their own\n", a.point, found.Best.Loss.Total, found.Best.Members)
	for i, part := range r.PartNames() {
		fmt.Fprintf(out, "  %-52s %6.3f\n", part, found.Best.Loss.Parts[i])
	}
	for i, one := range ranges {
		fmt.Fprintf(out, "  %-52s %g\n", one.Key, found.Best.Values[i])
	}
	fmt.Fprintf(out, "written to %s and its log\n", path)
	return nil
}
