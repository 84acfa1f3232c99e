package abc

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
)

var testHead = []Line{{"command", "a test"}, {"seed", "5"}}

// kept is a small calibration with a journal, which is given up after so many
// runs; 0: never. It returns how many were run.
func kept(t *testing.T, path string, workers, giveUp int) (*Posterior, int, error) {
	t.Helper()
	c := gauss(5)
	c.Particles, c.Generations, c.Workers, c.Emulate = 40, 4, workers, true
	j, err := OpenJournal(path, testHead, []string{"off, in all"}, c.Parameters)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	c.Journal = j
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var runs atomic.Int64
	run := c.Run
	c.Run = func(ctx context.Context, k Candidate) (Distance, error) {
		if n := int(runs.Add(1)); giveUp > 0 && n > giveUp {
			cancel()
		}
		if ctx.Err() != nil {
			return Distance{}, ctx.Err()
		}
		return run(ctx, k)
	}
	p, err := c.Calibrate(ctx)
	return p, int(runs.Load()), err
}

// Given up again and again, with other numbers of workers, and once in the
// midst of a line, it leaves the bytes of the calibration that never was.
func TestResumesToTheSameBytes(t *testing.T) {
	dir := t.TempDir()
	whole, broken := filepath.Join(dir, "whole.csv"), filepath.Join(dir, "broken.csv")
	want, _, err := kept(t, whole, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	stops := 0
	for tries := 1; ; tries++ {
		p, _, err := kept(t, broken, 1+tries%3, 11*tries)
		if err == nil {
			if !reflect.DeepEqual(p.Particles, want.Particles) || !reflect.DeepEqual(p.Generations, want.Generations) {
				t.Errorf("resumed, the posterior is another: %+v, %+v", p.Generations, want.Generations)
			}
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		stops++
		text := read(t, broken)
		if err := os.WriteFile(broken, text[:len(text)-min(3, len(text)/2)], 0o644); err != nil { // killed while writing
			t.Fatal(err)
		}
	}
	if stops < 3 || !bytes.Equal(read(t, whole), read(t, broken)) {
		t.Errorf("given up %d times; the journals are %d and %d bytes", stops, len(read(t, whole)), len(read(t, broken)))
	}
	if _, runs, err := kept(t, whole, 2, 0); err != nil || runs != 0 {
		t.Errorf("what is finished runs %d again: %v", runs, err)
	}

	a, b := filepath.Join(dir, "a.csv"), filepath.Join(dir, "b.csv")
	table := tabled(want)
	table.Parts = []string{"off, in all"}
	for _, path := range []string{a, b} {
		if err := table.Write(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(read(t, a), read(t, b)) || !bytes.Equal(read(t, filepath.Join(dir, "a.parquet")), read(t, filepath.Join(dir, "a.parquet"))) {
		t.Error("equal posteriors are not equal bytes")
	}
	again, err := ReadTable("a.csv", read(t, a))
	if err != nil || !reflect.DeepEqual(again, table) {
		t.Errorf("read again it is another: %v\n%+v\n%+v", err, again.Rows[:1], table.Rows[:1])
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A journal of another calibration is refused, by its head or by a row that is
// another candidate's.
func TestOthersJournals(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.csv")
	if _, _, err := kept(t, path, 2, 0); err != nil {
		t.Fatal(err)
	}
	text := string(read(t, path))
	head := strings.Replace(text, "seed: 5", "seed: 6", 1)
	if err := os.WriteFile(path, []byte(head), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenJournal(path, testHead, []string{"off, in all"}, gauss(5).Parameters); err == nil || !strings.Contains(err.Error(), `j.csv:2: belongs to another calibration: there "# seed: 6", here "# seed: 5"`) {
		t.Errorf("another seed: %v", err)
	}
	lines := strings.SplitAfter(text, "\n")
	cells := strings.Split(lines[5], ",")
	cells[4] = "0.125\n"
	lines[5] = strings.Join(cells, ",")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := kept(t, path, 2, 0); err == nil || !strings.Contains(err.Error(), "j.csv:6: candidate 3 of generation 1 is [0.125] there") {
		t.Errorf("another row: %v", err)
	}
}

func TestReadTableRefuses(t *testing.T) {
	const top = "# prior: a.b 0 1\nweight,loss,generation,number,dice,a part,a.b\n"
	for _, c := range []struct{ text, want string }{
		{"", "0 rows"}, {top, "0 rows"},
		{"# prior: a.b 1 0\n", `t.csv:1: prior: "a.b 1 0" is not a parameter with a range`},
		{"# prior: a.c 0 1\nweight,loss,generation,number,dice,a.b\n", "t.csv:2: the head has a prior of a.c, which is no column"},
		{"weight,lost\n", "t.csv:1: the columns begin with weight,lost"},
		{"weight,loss,generation,number,dice,part\n", "no column is a parameter"},
		{top + "1,2,1,1,5,0\n", "t.csv:3: 6 columns, want 7"},
		{top + "1,2,1,1,5,0,x\n", `t.csv:3: strconv.ParseFloat: parsing "x"`},
		{top + "0.5,2,1,1,5,0,1\n", "the weights sum to 0.5"},
		{top + "-1,2,1,1,5,0,1\n", "a weight below 0"},
	} {
		if _, err := ReadTable("t.csv", []byte(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}

// Draws come by weight, to within one.
func TestDraws(t *testing.T) {
	table := Table{Rows: []Row{{Weight: 0.5}, {Weight: 0.1}, {Weight: 0}, {Weight: 0.4}}}
	for _, n := range []int{1, 7, 100} {
		count := make([]float64, 4)
		for _, row := range table.Draws(n) {
			count[row]++
		}
		for i, r := range table.Rows {
			if d := count[i] - r.Weight*float64(n); d > 1 || d < -1 {
				t.Errorf("%d draws: row %d comes %v times with the weight %v", n, i, count[i], r.Weight)
			}
		}
	}
}
