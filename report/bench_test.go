package report

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/bench"
)

// theFigures are those of docs/performance.md.
func theFigures(t *testing.T) *bench.Figures {
	t.Helper()
	text, err := os.ReadFile("../docs/performance.json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := bench.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The tables of docs/performance.md are those of docs/performance.json: nothing
// in them is typed by hand.
func TestPerformancePageIsThatOfItsFigures(t *testing.T) {
	page, err := os.ReadFile("../docs/performance.md")
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := BenchMarkdown(&want, theFigures(t)); err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(page), "\n<!-- measured -->\n")
	got, _, ended := strings.Cut(after, "<!-- end -->\n")
	if !found || !ended || got != want.String() {
		t.Errorf("docs/performance.md is not what docs/performance.json gives: run make performance, or\n"+
			"fromabove bench --from docs/performance.json --markdown\n%s", want.String())
	}
}

// So is what README.md shows of them.
func TestReadmeShowsMeasuredFigures(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var whole bytes.Buffer
	if err := Bench(&whole, theFigures(t), Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(readme), "\n<!-- measured -->\n")
	excerpt, _, _ := strings.Cut(after, "<!-- end -->\n")
	lines := 0
	for line := range strings.Lines(excerpt) {
		if line == "```\n" || line == "\n" {
			continue
		}
		lines++
		if !strings.Contains(whole.String(), line) {
			t.Errorf("README.md shows %q, which docs/performance.json does not give: run make tables", line)
		}
	}
	if lines < 10 {
		t.Errorf("README.md shows %d lines of what was measured", lines)
	}
}

// Figures written and read again give the same page; every row of a Markdown
// table has as many cells as its head.
func TestBenchGoesRound(t *testing.T) {
	f := theFigures(t)
	text, err := BenchJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	again, err := bench.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, write := range []func(*bytes.Buffer, *bench.Figures) error{
		func(b *bytes.Buffer, f *bench.Figures) error { return BenchMarkdown(b, f) },
		func(b *bytes.Buffer, f *bench.Figures) error { return Bench(b, f, Options{Width: 100}) },
	} {
		var one, two bytes.Buffer
		if err := write(&one, f); err != nil {
			t.Fatal(err)
		}
		if err := write(&two, again); err != nil {
			t.Fatal(err)
		}
		if one.String() != two.String() {
			t.Errorf("read again:\n%s\nwant\n%s", two.String(), one.String())
		}
	}
	var b bytes.Buffer
	if err := BenchMarkdown(&b, f); err != nil {
		t.Fatal(err)
	}
	bars, tables := 0, 0
	for line := range strings.Lines(b.String()) {
		switch n := strings.Count(line, "|"); {
		case n == 0:
			bars = 0
		case bars == 0:
			bars, tables = n, tables+1
		case n != bars:
			t.Errorf("%q has %d bars, its head %d", line, n, bars)
		}
	}
	if tables != 5 {
		t.Errorf("%d tables, want 5", tables)
	}
}

// Shares are printed of what was measured, a busy machine is called busy, and
// what was not measured is not printed.
func TestBenchSaysWhatItIs(t *testing.T) {
	s := bench.Spread{Median: 2, LowerQuartile: 1.5, UpperQuartile: 2.5, Repetitions: 3}
	one := bench.Spread{Median: 1, LowerQuartile: 1, UpperQuartile: 1, Repetitions: 3}
	f := &bench.Figures{Schema: bench.Schema, Scenario: "baseline", Workers: []int{1, 2}, Repetitions: 3, ArrayBytes: 64 << 20, ArrayWhy: "as asked",
		ProcessorShare: bench.Spread{Median: 0.8}, Machine: bench.Machine{Processor: "Abacus", Processors: 2, GOOS: "linux", GOARCH: "amd64", Go: "go1"},
		Stream:     []bench.Stream{{Workers: 1, ReadGBPerS: s, ReadWriteGBPerS: s}, {Workers: 2, ReadGBPerS: s, ReadWriteGBPerS: s}},
		Arithmetic: []bench.Gain{{Workers: 1, Gain: one}, {Workers: 2, Gain: s}},
		Census:     []bench.Scaling{{Workers: 1, Gain: one, ArithmeticGain: one, Share: one, PassGain: &one, PassShare: &one}, {Workers: 2, Gain: s, ArithmeticGain: s, Share: one, PassGain: &s, PassShare: &one}},
	}
	var b bytes.Buffer
	if err := Bench(&b, f, Options{Width: 100}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Speed on Abacus, 2 processors, go1, linux/amd64", "BUSY: the machine was at something else", "80% of a processor", "2 (1.5–2.5)", "64 MB (as asked)", "100% (100–100%)"} {
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), want) {
			t.Errorf("%q is not said:\n%s", want, b.String())
		}
	}
	for _, not := range []string{"QUICK", "Members", "by size"} {
		if strings.Contains(b.String(), not) {
			t.Errorf("%q is said of what was not measured:\n%s", not, b.String())
		}
	}
}
