// Command measure makes the committed numbers in results anew. Run it from the
// top of the repository:
//
//	go run ./results/measure patterns|effects|draws|scales|all
//
// It runs histories through package lab, minutes of them, and writes a file
// whole or not at all. The same sources give the same bytes. It deliberately
// makes no verdict of its own on the history: patterns are judged by package
// evidence, an effect by the noise between equal arms.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/results"
)

// questions are what can be measured, in the order of all.
var questions = []string{"patterns", "scales", "effects", "draws"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.SetOutput(out)
	root := flags.String("root", ".", "top of the repository")
	members := flags.Int("members", standardPairs.members, "pairs of histories for each effect")
	scale := flags.Int("scale", standardPairs.scale, "persons to a lane for effects")
	workers := flags.Int("workers", runtime.NumCPU(), "how many histories run side by side; no effect on the numbers")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return nil
		}
		return err
	}
	asked, err := questionsOf(flags.Args())
	if err != nil {
		return err
	}
	if *workers < 1 {
		return fmt.Errorf("--workers %d: want at least 1", *workers)
	}
	if *members < 2 || *scale < 1 {
		return fmt.Errorf("--members %d --scale %d: want at least 2 and 1", *members, *scale)
	}
	if err := checkChoices(choices); err != nil {
		return err
	}
	b := newBench(*root, *workers, out)
	b.pairs = size{*scale, *members}
	for _, q := range asked {
		v, err := b.answer(ctx, q)
		if err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		if err := replace(filepath.Join(*root, "results", q+".json"), v); err != nil {
			return err
		}
		fmt.Fprintf(out, "written to results/%s.json\n", q)
	}
	return nil
}

// questionsOf are the questions that the words ask for.
func questionsOf(words []string) ([]string, error) {
	known := strings.Join(questions, ", ") + " or all"
	switch {
	case len(words) != 1:
		return nil, fmt.Errorf("want one word: %s", known)
	case words[0] == "all":
		return questions, nil
	case !slices.Contains(questions, words[0]):
		return nil, fmt.Errorf("%q: want %s", words[0], known)
	}
	return words, nil
}

// answer measures one question at full size, with its probe.
func (b *bench) answer(ctx context.Context, question string) (any, error) {
	origin := results.Origin{Command: "go run ./results/measure " + question, Version: lab.Version}
	probe, err := b.probe(ctx, question)
	if err != nil {
		return nil, err
	}
	origin.Probe = probe
	b.runs = nil
	switch question {
	case "patterns":
		at, err := b.patterns(ctx, points, size{1000, 20})
		return results.Patterns{Origin: b.ran(origin), At: at}, err
	case "scales":
		at, err := b.scales(ctx, points[:2], []size{{10_000, 20}, {1000, 20}, {100, 4}})
		return results.Scales{Origin: b.ran(origin), Names: measureNames(), At: at}, err
	case "effects":
		if b.pairs != standardPairs {
			origin.Command = fmt.Sprintf("go run ./results/measure --members %d --scale %d effects", b.pairs.members, b.pairs.scale)
		}
		at, err := b.effects(ctx, effectsPoint, choices, b.pairs)
		at.Origin = b.ran(origin)
		return at, err
	}
	at, err := b.draws(ctx, drawsPoint, 200, []int{10_000, 1000})
	at.Origin = b.ran(origin)
	return at, err
}

// replace writes a file whole or not at all.
func replace(path string, v any) error {
	text, err := results.Text(v)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", text, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
