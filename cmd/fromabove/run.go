package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/report"
	"github.com/fromabove/fromabove/scenario"
)

// runFlags are what can be said about a run.
type runFlags struct {
	edits     scenario.Edits
	seed      uint64
	scale     scaleFlag
	members   int
	workers   int
	until     monthFlag
	snapshots monthsFlag
	dir       string
	overwrite bool
	json, all bool
	timing    bool
}

func runVerb() *cobra.Command {
	f := runFlags{seed: 1, scale: 1000, members: 1, workers: runtime.NumCPU()}
	verb := &cobra.Command{
		Use:   "run [SCENARIO]",
		Short: "Run a history, record it, and set it beside the evidence",
		Long: `Runs a scenario (a shipped name, or a .yaml file; baseline if none is named), writes a recording, and
prints what was simulated beside what was observed.`,
		Example: `  fromabove run
  fromabove run kirov-lives --seed 7
  fromabove run baseline --members 20 --out out/twenty
  fromabove run baseline --point to-1936
  fromabove run baseline --without police_autonomy --set leader.chi_leader=0.3
  fromabove run baseline --scale 1:1 --until 1922-12`,
		Args:              arguments(0, 1, "scenario"),
		ValidArgsFunction: shippedNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := read(args, f.edits)
			if err != nil {
				return err
			}
			return f.run(cmd, s, args)
		},
	}
	flags := verb.Flags()
	flags.Uint64Var(&f.seed, "seed", f.seed, "the dice")
	flags.Var(&f.scale, "scale", "persons a lane stands for")
	flags.IntVar(&f.members, "members", f.members, "how many histories, each with dice of its own")
	flags.IntVar(&f.workers, "workers", f.workers, "how many work side by side; no effect on the result")
	flags.Var(&f.until, "until", "last month (default: the scenario's)")
	flags.Var(&f.snapshots, "snapshot", "keep the country at the end of this month; may be repeated")
	flags.StringVar(&f.dir, "out", "", "folder of the recording (default: out/ and a name made of what is run, replaced if it is there); none: write nothing")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace a recording that is at --out")
	flags.BoolVar(&f.json, "json", false, "print the comparison as JSON")
	flags.BoolVar(&f.all, "all", false, "print every figure, not the best alone")
	flags.BoolVar(&f.timing, "timing", false, "also print how long each act of the month took")
	edits(verb, &f.edits)
	return verb
}

func (f *runFlags) run(cmd *cobra.Command, s *scenario.Scenario, args []string) error {
	order := &lab.Order{
		Scenario: s, Seed: chance.Seed(f.seed), Scale: int(f.scale), Members: f.members, Workers: f.workers,
		Until: calendar.Month(f.until), Snapshots: f.snapshots, Overwrite: f.overwrite,
		Command: f.command(args), Typed: typed(), Version: lab.Version,
	}
	if f.timing {
		order.Stopwatch = &lab.Stopwatch{}
	}
	if err := order.Settle(); err != nil {
		return wrongUse{err}
	}
	switch f.dir {
	case "none":
		if len(f.snapshots) > 0 {
			return use("--snapshot keeps the country in the recording, and --out none writes no recording")
		}
	case "":
		order.Dir, order.Overwrite = filepath.Join("out", f.folder(s, f.point(args))), true
	default:
		order.Dir = f.dir
	}
	sparing(s, order)
	for _, note := range s.Notes {
		fmt.Fprintln(cmd.ErrOrStderr(), "note:", note)
	}
	bar := progressTo(cmd.ErrOrStderr())
	outcome, err := lab.Run(cmd.Context(), order, bar)
	bar.Done()
	if err != nil {
		return err
	}
	if f.timing {
		defer order.Stopwatch.Print(cmd.ErrOrStderr())
	}
	if outcome.Reused > 0 {
		fmt.Fprintf(cmd.ErrOrStderr(), "note: %d of %d members were finished before and are kept\n", outcome.Reused, order.Members)
	}
	out := cmd.OutOrStdout()
	result := report.Run{Order: order, Outcome: outcome}
	if f.json {
		return printed(out)(report.SummaryJSON(result))
	}
	fmt.Fprintf(out, "point %v\n", s.Point)
	columns, terminal := width(out)
	opt := report.Options{Width: columns, Color: terminal, All: f.all}
	if err := report.Picture(out, result, opt); err != nil {
		return err
	}
	if err := report.Summary(out, result, opt); err != nil {
		return err
	}
	if order.Dir != "" {
		fmt.Fprintf(out, "\nrecorded in %s; prove it with: fromabove replay %s\n", order.Dir, order.Dir)
	}
	return nil
}

// command is what makes the run again, in one spelling: of two commands that
// do the same the recordings are the same.
func (f *runFlags) command(args []string) string {
	words := []string{"fromabove", "run", nameOf(args), "--seed", fmt.Sprint(f.seed), "--scale", f.scale.String()}
	if f.members > 1 {
		words = append(words, "--members", fmt.Sprint(f.members))
	}
	if f.until != 0 {
		words = append(words, "--until", f.until.String())
	}
	if len(f.snapshots) > 0 {
		words = append(words, "--snapshot", f.snapshots.String())
	}
	if p := f.point(args); p != "" {
		words = append(words, "--point", quoted(p))
	}
	for _, s := range f.edits.Set {
		words = append(words, "--set", quoted(s))
	}
	for _, s := range f.edits.Without {
		words = append(words, "--without", quoted(s))
	}
	return strings.Join(words, " ")
}

// point is the point that must be named to make the run again: not the default
// one, unless a scenario from disk may have its own.
func (f *runFlags) point(args []string) string {
	if f.edits.Point == scenario.DefaultPoint && isShipped(nameOf(args)) {
		return ""
	}
	return f.edits.Point
}

// quoted is a word as a shell takes it.
func quoted(s string) string {
	if strings.ContainsAny(s, " \t\n'\"$`\\|&;<>()*?[]#~!{}") {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}

// typed is the command as it was typed, for the log of the recording.
func typed() string {
	words := make([]string, len(os.Args))
	for i, w := range os.Args {
		words[i] = quoted(w)
	}
	return strings.Join(words, " ")
}

// mostName is how many letters the edits may take in the name of a folder.
const mostName = 100

// folder is the name of the recording where none is given: what is run, so
// that two different runs do not take one another's place.
func (f *runFlags) folder(s *scenario.Scenario, point string) string {
	name := s.Name
	if point != "" {
		name += "-point-" + point
	}
	for _, w := range f.edits.Without {
		name += "-without-" + w
	}
	for _, set := range f.edits.Set {
		name += "-" + set
	}
	name = folderName(name)
	name += fmt.Sprintf("-seed%d-scale%d", f.seed, f.scale)
	if f.members > 1 {
		name += fmt.Sprintf("-members%d", f.members)
	}
	if f.until != 0 {
		name += "-until" + f.until.String()
	}
	return name
}

// folderName makes a name of a folder of some words: without letters that a shell
// or a file system takes for something else, and not too long.
func folderName(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._=+-", r) {
			return r
		}
		return '_'
	}, name)
	if utf8.RuneCountInString(name) > mostName {
		sum := sha256.Sum256([]byte(name))
		name = fmt.Sprintf("%s-%x", string([]rune(name)[:mostName/2]), sum[:6])
	}
	return name
}

// sparing keeps garbage small where the country itself is large, and lets it
// lie where it is small.
func sparing(s *scenario.Scenario, o *lab.Order) { spare(s, o, 400) }

// spare is sparing with the garbage, in percent of what is in use, that may lie
// where the country is small.
func spare(s *scenario.Scenario, o *lab.Order, small int) {
	most := 0.0
	for _, c := range s.Plan.Conditions {
		most = max(most, c.Population)
	}
	bytes := most / float64(o.Scale) / people.Lanes * float64(people.Size)
	switch {
	case bytes > 128<<20:
		debug.SetGCPercent(3)
	case bytes < 16<<20 && os.Getenv("GOGC") == "":
		debug.SetGCPercent(small) // a small country: memory is cheaper than time
	}
}
