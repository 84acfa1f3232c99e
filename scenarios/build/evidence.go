package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/calendar"
)

// row is one figure of the evidence.
type row struct {
	ID         string
	Start, End calendar.Month
	Value      float64 // NaN where only a range is defensible
}

// evidence is every row of inputs.csv and figures.csv, by id.
type evidence struct {
	rows map[string]row
	ids  []string // ascending
}

// missingRow is the error that a formula needs a row that is not there.
type missingRow struct{ id string }

func (m missingRow) Error() string {
	return fmt.Sprintf("the evidence has no row %q with a value", m.id)
}

func readEvidence(dir string) (*evidence, error) {
	e := &evidence{rows: map[string]row{}}
	for _, name := range []string{"inputs.csv", "figures.csv"} {
		table, err := readTable(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		for i, t := range table {
			r := row{ID: t["id"], Value: math.NaN()}
			if r.Start, err = calendar.Parse(t["period_start"]); err == nil {
				r.End, err = calendar.Parse(t["period_end"])
			}
			if err == nil && t["value"] != "" {
				r.Value, err = strconv.ParseFloat(t["value"], 64)
			}
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %s: %w", name, i+2, r.ID, err)
			}
			if _, twice := e.rows[r.ID]; twice {
				return nil, fmt.Errorf("%s:%d: the id %s stands twice", name, i+2, r.ID)
			}
			e.rows[r.ID] = r
			e.ids = append(e.ids, r.ID)
		}
	}
	sort.Strings(e.ids)
	return e, nil
}

// readTable reads a CSV file into one map a line, by column name.
func readTable(path string) ([]map[string]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var table []map[string]string
	for _, line := range lines[1:] {
		t := map[string]string{}
		for i, cell := range line {
			t[lines[0][i]] = cell
		}
		table = append(table, t)
	}
	return table, nil
}

// has tells whether a row with a value exists.
func (e *evidence) has(id string) bool {
	r, ok := e.rows[id]
	return ok && !math.IsNaN(r.Value)
}

// value is the value of a row; Build turns its absence into an error.
func (e *evidence) value(id string) float64 {
	if !e.has(id) {
		panic(missingRow{id})
	}
	return e.rows[id].Value
}

// ofYear is the value of the row prefix_YYYY.
func (e *evidence) ofYear(prefix string, year int) float64 {
	return e.value(fmt.Sprintf("%s_%d", prefix, year))
}

// startingWith lists the rows whose id begins so, in order of date and id.
func (e *evidence) startingWith(prefix string) []row {
	var out []row
	for _, id := range e.ids {
		if strings.HasPrefix(id, prefix) && e.has(id) {
			out = append(out, e.rows[id])
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// point is a value at a time, in years.
type point struct{ at, value float64 }

// curve is a line through points, level before the first and after the last.
type curve []point

func (c curve) at(t float64) float64 {
	i := sort.Search(len(c), func(i int) bool { return c[i].at > t })
	switch i {
	case 0:
		return c[0].value
	case len(c):
		return c[i-1].value
	}
	a, b := c[i-1], c[i]
	return a.value + float64((b.value-a.value)*(t-a.at))/(b.at-a.at)
}

// Times in years: the start, the middle of a month and the middle of a year.
func start(m calendar.Month) float64  { return float64(m.Year()) + float64(m.InYear()-1)/12 }
func middle(m calendar.Month) float64 { return start(m) + 1.0/24 }
func midYear(y int) float64           { return float64(y) + 0.5 }

// yearly is the curve through mid-year values of rows prefix_YYYY.
func (e *evidence) yearly(prefix string, from, to int) curve {
	var c curve
	for y := from; y <= to; y++ {
		if e.has(fmt.Sprintf("%s_%d", prefix, y)) {
			c = append(c, point{midYear(y), e.ofYear(prefix, y)})
		}
	}
	return c
}

// months calls f with each month of the series and its position.
func months(f func(i int, m calendar.Month)) {
	for m := first; m <= last; m++ {
		f(int(m-first), m)
	}
}

// monthly is one value a month, first..last.
func monthly(f func(m calendar.Month) float64) []float64 {
	out := make([]float64, last-first+1)
	months(func(i int, m calendar.Month) { out[i] = f(m) })
	return out
}

// series is a file of scenarios/inputs: a kind, a variant and its columns.
type series struct {
	kind, variant string
	columns       []string
	values        [][]float64 // one slice a column
	decimals      int
}

func (s series) file() string { return s.kind + "_" + s.variant + ".csv" }

// csv writes the series with a header row and no comment: where it comes from
// stands in sources.csv.
func (s series) csv() []byte {
	var b bytes.Buffer
	b.WriteString("month," + strings.Join(s.columns, ",") + "\n")
	months(func(i int, m calendar.Month) {
		b.WriteString(m.String())
		for _, column := range s.values {
			scale := math.Pow(10, float64(s.decimals))
			v := math.Round(column[i]*scale)/scale + 0 // + 0: no minus zero
			b.WriteByte(',')
			b.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
		}
		b.WriteByte('\n')
	})
	return b.Bytes()
}
