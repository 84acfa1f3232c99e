// Command against sets the working tree beside another revision: are the same
// benchmarks faster or slower, and how sure is that? From the top of the
// repository:
//
//	go run ./bench/against [--count 6] [--bench REGEXP] [--packages ./lab,./people] REV
//
// It builds the benchmarks of both, REV in a temporary work tree of git that is
// removed at the end whatever happens, and runs them in turn, ABBA, so that a
// machine that is busy for a while is busy for both. Two tables come of it: the
// one of benchstat (golang.org/x/perf), and the ratio of the times with its
// interval. What is measured is in out/against, as go test writes it.
//
// It deliberately looks at no number that only one of the two has, and gives no
// verdict where the interval allows more than one.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted; nothing is left behind")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "against:", err)
		os.Exit(1)
	}
}

// comparison is of two trees.
type comparison struct {
	rev       string // as it was named
	top       string // of the repository
	dir       string // where work tree and programs are for the time being
	packages  []string
	bench     string // regular expression of the benchmarks
	benchtime string // of go test
	count     int
	benchstat []string
	out       io.Writer
	say       io.Writer
}

const mostCount = 100

func run(ctx context.Context, args []string, out, say io.Writer) error {
	flags := flag.NewFlagSet("against", flag.ContinueOnError)
	flags.SetOutput(say)
	flags.Usage = func() {
		fmt.Fprintln(say, "usage: against [flags] REV: sets the benchmarks of the working tree beside those of a revision")
		flags.PrintDefaults()
	}
	count := flags.Int("count", 6, "how often each benchmark is run in each tree; from 4 on there is an interval of 95%, from 10 on it forgives a run that went wrong")
	bench := flags.String("bench", "Member|Month|Pick", "benchmarks, as a regular `expression`")
	benchtime := flags.String("benchtime", "1s", "how long each benchmark is run, or so often: 100x")
	packages := flags.String("packages", "./lab,./people", "packages that have them, with commas between")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	switch {
	case flags.NArg() != 1:
		return fmt.Errorf("name one revision, not %d: for example main, HEAD~1", flags.NArg())
	case *count < 1 || *count > mostCount:
		return fmt.Errorf("--count %d: want 1 to %d", *count, mostCount)
	}
	c := &comparison{rev: flags.Arg(0), packages: strings.Split(*packages, ","), bench: *bench, benchtime: *benchtime, count: *count,
		benchstat: []string{"go", "tool", "benchstat"}, out: out, say: say}
	return c.run(ctx)
}

// run compares, and takes away what it made for it.
func (c *comparison) run(ctx context.Context) (err error) {
	top, err := output(ctx, ".", "git", "rev-parse", "--show-toplevel")
	if err != nil {
		return err
	}
	c.top = top
	commit, err := output(ctx, c.top, "git", "rev-parse", "--verify", "--quiet", "--end-of-options", c.rev+"^{commit}")
	if err != nil {
		return fmt.Errorf("REV=%s is no revision of this repository: for example main, HEAD~1, a tag", c.rev)
	}
	if c.dir, err = os.MkdirTemp("", "against"); err != nil {
		return err
	}
	old := filepath.Join(c.dir, "old")
	defer func() { err = errors.Join(err, c.remove(old)) }()
	if _, err := output(ctx, c.top, "git", "worktree", "add", "--quiet", "--detach", old, commit); err != nil {
		return err
	}
	sides := []*side{{name: c.rev, tree: old}, {name: "working tree", tree: c.top}}
	for _, s := range sides {
		fmt.Fprintf(c.say, "building the benchmarks of %s\n", s.name)
		if err := c.build(ctx, s); err != nil {
			return err
		}
	}
	if err := c.measure(ctx, sides); err != nil {
		return err
	}
	return c.print(ctx, commit, sides)
}

// remove takes the work tree away, also when the rest was interrupted.
func (c *comparison) remove(old string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, err := os.Stat(old); err == nil {
		if _, err := output(ctx, c.top, "git", "worktree", "remove", "--force", old); err != nil {
			return err
		}
	}
	return os.RemoveAll(c.dir)
}

// side is one of the two trees.
type side struct {
	name, tree string
	programs   []string // a test program for each package
	file       string   // what the benchmarks wrote
}

func (c *comparison) build(ctx context.Context, s *side) error {
	for i, p := range c.packages {
		program := filepath.Join(c.dir, fmt.Sprintf("%s-%d.test", filepath.Base(s.tree), i))
		if _, err := output(ctx, s.tree, "go", "test", "-c", "-o", program, p); err != nil {
			return fmt.Errorf("%s: %s: %w", s.name, p, err)
		}
		s.programs = append(s.programs, program)
	}
	return nil
}

// measure runs the benchmarks of both, in turn and with the order turned round
// every other time.
func (c *comparison) measure(ctx context.Context, sides []*side) error {
	dir := filepath.Join(c.top, "out", "against")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, s := range sides {
		s.file = filepath.Join(dir, []string{"old.txt", "new.txt"}[i])
		if err := os.WriteFile(s.file, nil, 0o644); err != nil {
			return err
		}
	}
	order := slices.Clone(sides)
	for n := range c.count {
		for i, p := range c.packages {
			for _, s := range order {
				fmt.Fprintf(c.say, "%d of %d: %s of %s\n", n+1, c.count, p, s.name)
				text, err := output(ctx, filepath.Join(s.tree, p), s.programs[i], "-test.run", "^$", "-test.bench", c.bench, "-test.benchtime", c.benchtime, "-test.benchmem")
				if err != nil {
					return fmt.Errorf("%s: %s: %w", s.name, p, err)
				}
				if err := add(s.file, text+"\n"); err != nil {
					return err
				}
			}
		}
		slices.Reverse(order)
	}
	return nil
}

func (c *comparison) print(ctx context.Context, commit string, sides []*side) error {
	args := slices.Concat(c.benchstat[1:], []string{"old=" + sides[0].file, "new=" + sides[1].file})
	table, err := output(ctx, c.top, c.benchstat[0], args...)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "old: %s (%.12s); new: the working tree; %d runs each, in turn\n\n%s\n\n", c.rev, commit, c.count, table)
	ratios, err := ratiosOf(sides[0].file, sides[1].file)
	if err != nil {
		return err
	}
	if len(ratios) == 0 {
		return fmt.Errorf("no benchmark that both have matches %q in %s", c.bench, strings.Join(c.packages, ", "))
	}
	return write(c.out, ratios)
}

// output runs a command and returns what it wrote; where it fails the error
// holds that.
func output(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	text, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &exit):
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, strings.TrimSpace(string(text)+string(exit.Stderr)))
	}
	return strings.TrimSpace(string(text)), err
}

func add(name, text string) error {
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = file.WriteString(text)
	return errors.Join(err, file.Close())
}
