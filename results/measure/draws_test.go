package main

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
)

// terror is a history of arrests from 1934 on: a quiet level, months of an
// operation, and what is left afterwards.
func terror(quiet, high, after float64, start, stop, last calendar.Month) evidence.History {
	var values []float64
	for m := year(1934); m <= last; m++ {
		switch {
		case m < start:
			values = append(values, quiet)
		case m < stop:
			values = append(values, high)
		default:
			values = append(values, after)
		}
	}
	h := flat("arrests", year(1934), values...)
	h.Operations = []country.OperationRow{{Start: start, Stop: stop, Taken: 1}}
	return h
}

func TestDeeds(t *testing.T) {
	july, november := calendar.Of(1937, 7), calendar.Of(1938, 11)
	late := calendar.Of(1941, 6)
	never := terror(1, 10, 1, july, november, late)
	never.Operations = nil
	going := terror(1, 10, 10, july, november, late)
	going.Operations[0].Stop = 0
	for _, c := range []struct {
		name                  string
		h                     evidence.History
		begins, bursts, stops bool
	}{
		{"as the record", terror(1, 10, 1, july, november, late), true, true, true},
		{"a small rise", terror(5, 10, 1, july, november, late), true, false, true},
		{"arrests go on", terror(1, 10, 5, july, november, late), true, true, false},
		{"thirty-one months", terror(1, 10, 1, july, july+31, late), true, true, false},
		{"thirty months", terror(1, 10, 1, july, july+30, late), true, true, true},
		{"no year to look at after", terror(1, 10, 1, july, november, november+10), true, true, false},
		{"begun in 1936", terror(1, 10, 1, calendar.Of(1936, 12), november, late), false, true, false},
		{"never begun", never, false, true, false},
		{"never stopped", going, true, true, false},
	} {
		if d := deedsOf(c.h); d.begins != c.begins || d.bursts != c.bursts || d.stops != c.stops {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
	at := counted(1000, []evidence.History{terror(1, 10, 1, july, november, late), never})
	for i, want := range []int{1, 2, 1, 1} {
		if at.Shares[i].Draws != want {
			t.Errorf("%s in %d of 2 draws, want %d", at.Shares[i].What, at.Shares[i].Draws, want)
		}
	}
}

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		n, of     int
		low, high float64
	}{{0, 200, 0, 0.0188}, {200, 200, 0.9812, 1}, {50, 200, 0.1951, 0.3143}, {81, 263, 0.2553, 0.3662}} {
		low, high := wilson(c.n, c.of)
		if math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.n, c.of, low, high, c.low, c.high)
		}
	}
}

const aLog = `# point: to-1936
generation,number,members,loss,A1 figures,leader.launch,police.names
3,1,9,1.00,0.5,0.0011,1.1
1,1,3,2.00,0.5,0.0012,1.2
1,2,3,2.19,,0.0013,1.3
2,1,3,2.21,0.5,0.0014,1.4
`

func TestRowsNear(t *testing.T) {
	rows, err := rowsNear("x.log.csv", []byte(aLog))
	if err != nil {
		t.Fatal(err)
	}
	// The finalist was judged by other members; 2.21 is more than a tenth above 2.
	if len(rows) != 2 || rows[0]["leader.launch"] != 0.0012 || rows[1]["police.names"] != 1.3 || len(rows[0]) != 2 {
		t.Errorf("rows near the best: %v", rows)
	}
	for text, want := range map[string]string{
		"# nothing\n":           "no line of columns",
		"a,b\n1,2\n":            "no column loss",
		"loss,members\nx,1\n":   "row 1: loss",
		"loss,members\n1,1,1":   "wrong number of fields",
		"loss,leader.lag\n1,\n": "leader.lag",
	} {
		if _, err := rowsNear("x.log.csv", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestAround(t *testing.T) {
	ranges := []lab.Range{{Key: "a", Min: 0, Max: 10}, {Key: "b", Tie: "a", Factor: 2}}
	at := map[string]float64{"a": 5, "b": 7}
	for u, want := range map[float64]float64{0.5: 5, 0: 0, 1: 10} {
		got := around(at, ranges, func() float64 { return u })
		if math.Abs(got["a"]-want) > 1e-9 || got["b"] != 2*got["a"] {
			t.Errorf("a draw at the quantile %v: %v, want a = %v and b twice that", u, got, want)
		}
	}
	if got := around(at, ranges, func() float64 { return 0.8413447 })["a"]; math.Abs(got-6) > 1e-3 {
		t.Errorf("a draw one deviation up is %v, want 6", got)
	}
}

// A log with enough good rows is used, and one without is not, and the file
// says which.
func TestNearSaysWhereDrawsComeFrom(t *testing.T) {
	root := t.TempDir()
	table, err := os.ReadFile(filepath.Join(top, "scenarios", "search", "parameters.csv"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, text []byte) {
		path := filepath.Join(root, "scenarios", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("search/parameters.csv", table)
	s, err := read(drawsPoint)
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(root, 1, io.Discard)
	near := func(want string) []map[string]float64 {
		params, from, err := b.near(s, 250)
		if err != nil || len(params) != 250 || !strings.Contains(from, want) {
			t.Fatalf("%d draws, %q, %v; want 250 and %q", len(params), from, err, want)
		}
		return params
	}
	gaussian := near("there is no log")
	if gaussian[0]["leader.launch"] == gaussian[1]["leader.launch"] {
		t.Error("two draws around the point are the same")
	}
	write("points/to-1936.log.csv", []byte(aLog))
	near("2 rows within 10%")
	write("points/to-1936.log.csv", []byte(aLog+strings.Repeat("1,9,3,2.0,,0.0019,1.9\n", 300)))
	if p := near("of the 302 rows"); p[0]["leader.launch"] > 0.0019 || p[0]["leader.launch"] < 0.0012 {
		t.Errorf("a draw from the log: %v", p[0])
	}
}
