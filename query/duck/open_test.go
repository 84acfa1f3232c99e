//go:build cgo && (linux || darwin) && (amd64 || arm64)

package duck

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/fromabove/fromabove/query"
)

type older struct {
	Month   string  `parquet:"month"`
	Arrests float64 `parquet:"arrests"`
}

type newer struct {
	Month   string  `parquet:"month"`
	Arrests float64 `parquet:"arrests"`
	Fear    float64 `parquet:"fear"`
}

// tables are two recordings, of which the second has a column more. The path of
// one holds a quote.
func tables(t *testing.T) []*query.Table {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "it's")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	one, two := filepath.Join(dir, "one.parquet"), filepath.Join(dir, "two.parquet")
	if err := errors.Join(parquet.WriteFile(one, []older{{"1937-01", 1}, {"1937-02", 2}}), parquet.WriteFile(two, []newer{{"1937-01", 10, 0.5}})); err != nil {
		t.Fatal(err)
	}
	return []*query.Table{{Name: "gauges", Files: []query.File{
		{Path: one, Run: "runs/one", Origin: query.Origin{Scenario: "baseline", Seed: "18446744073709551615"}},
		{Path: two, Run: "runs/many", Origin: query.Origin{Scenario: "o'ther", Seed: "2", Member: 3}},
	}}}
}

// answer is what a question gives, a row a line.
func answer(t *testing.T, question string) (string, error) {
	t.Helper()
	s, err := Open(context.Background(), tables(t), "")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var b strings.Builder
	err = s.Ask(context.Background(), question, func(columns, _ []string) error {
		fmt.Fprintln(&b, strings.Join(columns, " "))
		return nil
	}, func(values []any) error {
		fmt.Fprintln(&b, values...)
		return nil
	})
	return b.String(), err
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct{ question, want string }{
		{"SELECT * FROM gauges ORDER BY run, month", "run scenario seed member month arrests fear\n" +
			"runs/many o'ther 2 3 1937-01 10 0.5\n" +
			"runs/one baseline 18446744073709551615 0 1937-01 1 <nil>\n" +
			"runs/one baseline 18446744073709551615 0 1937-02 2 <nil>\n"},
		{"SELECT scenario, sum(arrests) AS n FROM gauges GROUP BY scenario ORDER BY n; -- the end", "scenario n\nbaseline 3\no'ther 10\n"},
		{"WITH a AS (FROM gauges) SELECT count(*) AS n FROM a", "n\n3\n"},
		{"SELECT sum(member) AS n, DATE '1937-07-30' AS day FROM gauges", "n day\n3 1937-07-30\n"},
	} {
		if got, err := answer(t, c.question); err != nil || got != c.want {
			t.Errorf("%s: %v\n%s, want\n%s", c.question, err, got, c.want)
		}
	}
}

// One SELECT is taken, over the tables and nothing else; each mistake is said
// with its place.
func TestRefusals(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "x.csv")
	for _, c := range []struct{ question, want string }{
		{"", "no question"},
		{"SELEC 1", "LINE 1: SELEC 1\n        ^"},
		{"SELECT arests FROM gauges", `Candidate bindings: "arrests"`},
		{"SELECT * FROM gaugess", "tables here: gauges"},
		{"SELECT 1; SELECT 2", "2 statements"},
		{"DROP VIEW gauges", "only SELECT"},
		{"SET threads = 4", "only SELECT"},
		{"ATTACH '" + outside + "'", "only SELECT"},
		{"INSTALL httpfs", "only SELECT"},
		{"COPY gauges TO '" + outside + "'", "only SELECT"},
		{"SELECT 1; COPY gauges TO '" + outside + "'", "only SELECT"},
		{"SELECT * FROM read_csv('/etc/passwd')", "Cannot access file"},
		{"SELECT * FROM read_parquet('https://example.org/x.parquet')", "only the files of the tables"},
		{"SELECT * FROM glob('/*')", "Cannot"},
	} {
		got, err := answer(t, c.question)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: answers %q, %v; want %q", c.question, got, err, c.want)
		} else if !errors.As(err, new(*SQLError)) {
			t.Errorf("%s: its error %v is not one of the question", c.question, err)
		}
	}
	if _, err := os.Stat(outside); err == nil {
		t.Error("a question wrote a file")
	}
}

func TestSave(t *testing.T) {
	file := filepath.Join(t.TempDir(), "answer.parquet")
	s, err := Open(context.Background(), tables(t), file)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Save(context.Background(), "SELECT month, arrests FROM gauges WHERE member = 3 -- one row", file); err != nil {
		t.Fatal(err)
	}
	rows, err := parquet.ReadFile[older](file)
	if err != nil || len(rows) != 1 || rows[0] != (older{"1937-01", 10}) {
		t.Errorf("%v, %v; want one row of 10 arrests", rows, err)
	}
}
