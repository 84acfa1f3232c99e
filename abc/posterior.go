package abc

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/archive"
)

// MostRows is how many rows a posterior has at most.
const MostRows = 500

// Table is a posterior as it lies on disk: a CSV file with a head of comments,
// and beside it the same rows as Parquet.
type Table struct {
	Head  []Line      // command, seed, hashes: whatever the posterior depends on
	Prior []Parameter // that were varied, with their ranges
	Parts []string    // of the loss
	Keys  []string    // of the values: those of the prior, and those tied to them
	Rows  []Row       // weights sum to 1
}

// Row is a parameter point of a posterior.
type Row struct {
	Weight, Loss       float64
	Generation, Number int
	Dice               uint64 // seed by which it was run
	Parts, Values      []float64
}

// Tabled is the posterior as a table. Full gives the values of all keys from
// those that were varied.
func (p *Posterior) Tabled(head []Line, parts, keys []string, full func(values []float64) []float64) Table {
	t := Table{Head: head, Prior: p.Parameters, Parts: parts, Keys: keys}
	for _, one := range p.Particles {
		t.Rows = append(t.Rows, Row{Weight: one.Weight, Loss: one.Total, Generation: one.Generation, Number: one.Number, Dice: one.Dice,
			Parts: one.Parts, Values: full(one.Values)})
	}
	return t
}

var rowColumns = []string{"weight", "loss", "generation", "number", "dice"}

// priorKey begins the lines of the head that give the ranges.
const priorKey = "prior"

// Write writes the table at path, which ends in .csv, and beside it as .parquet:
// each whole or not at all.
func (t Table) Write(path string) error {
	if len(t.Rows) > MostRows {
		return fmt.Errorf("%s: %d rows; a posterior has at most %d", path, len(t.Rows), MostRows)
	}
	head := slices.Clone(t.Head)
	for _, p := range t.Prior {
		head = append(head, Line{priorKey, p.Key + " " + strings.Join(written([]float64{p.Min, p.Max}), " ")})
	}
	var b strings.Builder
	b.WriteString(headed(head) + csvLine(slices.Concat(rowColumns, t.Parts, t.Keys)))
	for _, r := range t.Rows {
		b.WriteString(csvLine(slices.Concat(written([]float64{r.Weight, r.Loss}),
			[]string{strconv.Itoa(r.Generation), strconv.Itoa(r.Number), strconv.FormatUint(r.Dice, 10)}, written(r.Parts), written(r.Values))))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := t.parquet(path); err != nil {
		return err
	}
	return archive.WriteFile(path, []byte(b.String()))
}

// parquet writes the rows beside the CSV file.
func (t Table) parquet(path string) error {
	name := strings.TrimSuffix(filepath.Base(path), ".csv")
	s := archive.Sheet{Table: archive.Table{Name: name, Row: "one parameter point"}, Columns: []archive.Column{
		{Name: "weight", Type: "number", Doc: "weights sum to 1"}, {Name: "loss", Type: "number", Doc: "0 is perfect"},
		{Name: "generation", Type: "integer"}, {Name: "number", Type: "integer"}, {Name: "dice", Type: "string", Doc: "seed by which it was run"}}}
	for _, part := range t.Parts {
		s.Columns = append(s.Columns, archive.Column{Name: part, Type: "number", Doc: "part of the loss", Optional: true})
	}
	for _, key := range t.Keys {
		s.Columns = append(s.Columns, archive.Column{Name: key, Type: "number", Doc: "parameter"})
	}
	partial, err := os.MkdirTemp(filepath.Dir(path), ".posterior-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(partial)
	w, err := archive.CreateSheet(partial, s)
	if err != nil {
		return err
	}
	defer w.Discard()
	for _, r := range t.Rows {
		cells := []any{r.Weight, r.Loss, int32(r.Generation), int32(r.Number), strconv.FormatUint(r.Dice, 10)}
		for _, v := range slices.Concat(r.Parts, r.Values) {
			cells = append(cells, v)
		}
		if err := w.Write(cells...); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.Rename(filepath.Join(partial, name+".parquet"), strings.TrimSuffix(path, ".csv")+".parquet")
}

// ReadTable reads a table from its CSV form; name stands in errors.
func ReadTable(name string, text []byte) (Table, error) {
	var t Table
	line, columns := 0, []string(nil)
	sum := 0.0
	for row := range strings.Lines(string(text)) {
		line++
		wrong := func(format string, args ...any) error {
			return fmt.Errorf("%s:%d: %s", name, line, fmt.Sprintf(format, args...))
		}
		comment, isHead := strings.CutPrefix(row, "# ")
		switch {
		case isHead:
			key, value, ok := strings.Cut(strings.TrimSuffix(comment, "\n"), ": ")
			if !ok {
				return t, wrong("a line of the head is # key: value")
			}
			if err := t.head(key, value); err != nil {
				return t, wrong("%v", err)
			}
		case columns == nil:
			var err error
			if columns, err = csv.NewReader(strings.NewReader(row)).Read(); err == nil {
				err = t.columns(columns)
			}
			if err != nil {
				return t, wrong("%v", err)
			}
		default:
			r, err := t.row(row, len(columns))
			if err != nil {
				return t, wrong("%v", err)
			}
			t.Rows = append(t.Rows, r)
			sum += r.Weight
		}
	}
	switch {
	case len(t.Rows) == 0 || len(t.Rows) > MostRows:
		return t, fmt.Errorf("%s: %d rows; a posterior has 1 to %d", name, len(t.Rows), MostRows)
	case math.Abs(sum-1) > 1e-9:
		return t, fmt.Errorf("%s: the weights sum to %v, want 1", name, sum)
	}
	return t, nil
}

func (t *Table) head(key, value string) error {
	if key != priorKey {
		t.Head = append(t.Head, Line{key, value})
		return nil
	}
	var p Parameter
	if _, err := fmt.Sscan(value, &p.Key, &p.Min, &p.Max); err != nil || !(p.Min < p.Max) {
		return fmt.Errorf("prior: %q is not a parameter with a range, for example leader.launch 0.001 0.005", value)
	}
	t.Prior = append(t.Prior, p)
	return nil
}

// columns parts the names into those of the loss and those of parameters, which
// alone have a dot and no blank.
func (t *Table) columns(names []string) error {
	if len(names) < len(rowColumns) || !slices.Equal(names[:len(rowColumns)], rowColumns) {
		return fmt.Errorf("the columns begin with %s; want %s", strings.Join(names[:min(len(names), len(rowColumns))], ","), strings.Join(rowColumns, ","))
	}
	rest := names[len(rowColumns):]
	first := slices.IndexFunc(rest, func(name string) bool { return strings.Contains(name, ".") && !strings.Contains(name, " ") })
	if first < 0 {
		return errors.New("no column is a parameter")
	}
	t.Parts, t.Keys = rest[:first], rest[first:]
	for _, p := range t.Prior {
		if !slices.Contains(t.Keys, p.Key) {
			return fmt.Errorf("the head has a prior of %s, which is no column", p.Key)
		}
	}
	return nil
}

func (t *Table) row(text string, columns int) (Row, error) {
	n, err := numbersOf(text, columns)
	if err != nil {
		return Row{}, err
	}
	r := Row{Weight: n[0], Loss: n[1], Generation: int(n[2]), Number: int(n[3]), Dice: uint64(n[4]), Parts: n[5 : 5+len(t.Parts)], Values: n[5+len(t.Parts):]}
	if !(r.Weight >= 0) || slices.ContainsFunc(r.Values, math.IsNaN) {
		return r, fmt.Errorf("a weight below 0, or a parameter without a value")
	}
	return r, nil
}

// Said is a line of the head, or empty.
func (t Table) Said(key string) string {
	for _, l := range t.Head {
		if l.Key == key {
			return l.Value
		}
	}
	return ""
}

// Effective is the sample size that the weights leave.
func (t Table) Effective() float64 {
	particles := make([]Particle, len(t.Rows))
	for i, r := range t.Rows {
		particles[i].Weight = r.Weight
	}
	return Effective(particles)
}

// Draws are n rows by weight, as numbers of rows: at equal steps along the summed
// weights, so that a row comes as often as its weight says, to within one.
func (t Table) Draws(n int) []int {
	draws, row, below := make([]int, 0, n), 0, t.Rows[0].Weight
	for i := range n {
		at := (float64(i) + 0.5) / float64(n)
		for below < at && row < len(t.Rows)-1 {
			row++
			below += t.Rows[row].Weight
		}
		draws = append(draws, row)
	}
	return draws
}

// Params are the parameters of a row.
func (t Table) Params(row int) map[string]float64 {
	out := make(map[string]float64, len(t.Keys))
	for i, key := range t.Keys {
		out[key] = t.Rows[row].Values[i]
	}
	return out
}

// column is the values of a parameter, by row.
func (t Table) column(key string) []float64 {
	i := slices.Index(t.Keys, key)
	out := make([]float64, len(t.Rows))
	for r, row := range t.Rows {
		out[r] = row.Values[i]
	}
	return out
}
