// Command peers runs the people's pass and Rebellion beside the same models in
// other programs: behaviour first, over many seeds, and time only if behaviours
// agree. See README.md.
//
//	go run . [--json results.json] [--only pass|rebellion] [--seeds 100] [--times=false]
//	go run . --beside netlogo=rebellion.csv
//
// It is a module of its own, so that no peer is ever a module of the laboratory.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// Limits of the flags.
const (
	mostSeeds       = 10_000
	mostRepetitions = 1000
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			os.Exit(2)
		}
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// A wish is what the flags say.
type wish struct {
	only, file, python string
	beside             string
	seeds, repetitions int
	times              bool
}

func wishOf(args []string, errs io.Writer) (w wish, err error) {
	flags := flag.NewFlagSet("peers", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.StringVar(&w.only, "only", "", "one contest: pass or rebellion; both unless given")
	flags.StringVar(&w.file, "json", "", "also write raw values, raw times, seeds, versions and machine to this file, and what is printed to the one beside it that ends in .txt")
	flags.StringVar(&w.python, "python", "", "the interpreter; unless given /usr/bin/python3 or python3, the first that can import NumPy")
	flags.StringVar(&w.beside, "beside", "", "instead, PRESET=FILE: Rebellion as another program played it, beside ours with that preset (README.md)")
	flags.IntVar(&w.seeds, "seeds", 100, "how many seeds behaviour is compared over")
	flags.IntVar(&w.repetitions, "repetitions", 11, "how often each entrant is timed at each size, in turn")
	flags.BoolVar(&w.times, "times", true, "hold the clock after behaviour has agreed")
	if err := flags.Parse(args); err != nil {
		return w, err
	}
	switch {
	case flags.NArg() > 0:
		return w, fmt.Errorf("%q: no arguments are taken, only flags", flags.Arg(0))
	case w.only != "" && w.only != "pass" && w.only != "rebellion":
		return w, fmt.Errorf("--only %q: want pass or rebellion", w.only)
	case w.seeds < leastSeeds || w.seeds > mostSeeds:
		return w, fmt.Errorf("--seeds %d: want %d to %d", w.seeds, leastSeeds, mostSeeds)
	case w.repetitions < 3 || w.repetitions > mostRepetitions:
		return w, fmt.Errorf("--repetitions %d: want 3 to %d", w.repetitions, mostRepetitions)
	}
	return w, nil
}

func run(args []string, out, errs io.Writer) (err error) {
	w, err := wishOf(args, errs)
	if err != nil {
		return err
	}
	runtime.GOMAXPROCS(1) // one thread each
	contests, err := contestsOf(w)
	defer func() {
		for _, c := range contests {
			for _, e := range c.entrants {
				err = errors.Join(err, e.close())
			}
		}
	}()
	if err != nil {
		return err
	}
	report := Report{Command: strings.TrimSpace("go run . " + strings.Join(args, " ")), Machine: thisMachine()}
	for _, c := range contests {
		report.Machine.versions(c)
	}
	report.Machine.print(out)
	for _, c := range contests {
		o, err := c.hold(w, out, func(text string) { fmt.Fprintln(errs, text) })
		if err != nil {
			return err
		}
		report.Contests = append(report.Contests, *o)
	}
	if w.file == "" {
		return nil
	}
	return report.write(w.file)
}

// hold judges behaviour, and refuses the clock where it differs.
func (c *contest) hold(w wish, out io.Writer, say func(string)) (*Outcome, error) {
	o := &Outcome{Name: c.name, Unit: c.unit, Trial: c.trial, Measures: c.measures, Absent: c.absent}
	o.missing(out)
	var err error
	if o.Behaviours, err = c.judge(say); err != nil {
		return nil, err
	}
	o.behaviour(out)
	if names := differing(o.Behaviours); len(names) > 0 {
		return nil, fmt.Errorf("%s: no times are told, since behaviour differs: %s", c.name, strings.Join(names, ", "))
	}
	if !w.times || len(c.sizes) == 0 {
		return o, nil
	}
	if o.Timings, err = c.time(w.repetitions, say); err != nil {
		return nil, err
	}
	o.times(out)
	return o, nil
}

// debianFirst are the interpreters that are tried: Debian's has Debian's NumPy.
var debianFirst = []string{"/usr/bin/python3", "python3"}

func contestsOf(w wish) (all []*contest, err error) {
	interpreters := debianFirst
	if w.python != "" {
		interpreters = []string{w.python}
	}
	if w.beside != "" {
		c, err := besideContest(w.beside)
		if err != nil {
			return nil, err
		}
		return []*contest{c}, nil
	}
	seeds := seedsTo(w.seeds)
	if w.only != "rebellion" {
		all = append(all, passContest(interpreters, seeds))
	}
	if w.only != "pass" {
		c, err := rebellionContest(interpreters, seeds)
		if err != nil {
			return all, err
		}
		all = append(all, c)
	}
	return all, nil
}

// seedsTo are the seeds from 1 to n.
func seedsTo(n int) (seeds []uint64) {
	for i := range n {
		seeds = append(seeds, uint64(i+1))
	}
	return seeds
}

// versions takes those of Python and NumPy from the entrants.
func (m *Machine) versions(c *contest) {
	for _, e := range c.entrants {
		if p, ok := e.player.(*python); ok {
			m.Python = p.Version.Python
			if p.Version.Numpy != "" {
				m.Numpy = p.Version.Numpy
			}
		}
	}
}

// arkVersion is the version of ark in this program.
func arkVersion() string {
	build, _ := debug.ReadBuildInfo()
	if build == nil {
		return ""
	}
	for _, d := range build.Deps {
		if d.Path == "github.com/mlange-42/ark" {
			return d.Version
		}
	}
	return ""
}
