package attribution

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/fromabove/fromabove/regime"
)

// MostDraws is how many draws of a posterior are taken at most.
const MostDraws = 500

// columns that say how rows are to be chosen.
const (
	weightColumn = "weight" // rows stand for so much of a posterior
	lossColumn   = "loss"   // rows are candidates of a search
)

// table is a file of numbers, NaN where there is none.
type table struct {
	file    string
	columns []string
	rows    [][]float64
}

// ReadDraws takes n draws from a table of parameters, CSV or Parquet, with a
// column for each parameter, called institution.parameter; other columns are
// left out. A name without an ending is a table that ships (Shipped). Of a
// table with a column weight it takes rows in proportion to it; with a column
// loss, as the log of a search has, the rows of least loss, which lie about a
// point and are no posterior; else rows evenly spaced. Where n is more than
// there are, rows come again. How says in words what was done.
func ReadDraws(fsys fs.FS, name string, n int) (draws []map[string]float64, how string, err error) {
	if n < 1 || n > MostDraws {
		return nil, "", fmt.Errorf("%d draws: want 1 to %d", n, MostDraws)
	}
	t, err := readTable(fsys, name)
	if err != nil {
		return nil, "", err
	}
	file := t.file
	keys := t.parameters()
	switch {
	case len(keys) == 0:
		return nil, "", fmt.Errorf("%s: no column is a parameter, such as leader.chi_leader; there are: %s", file, strings.Join(t.columns, ", "))
	case len(t.rows) == 0:
		return nil, "", fmt.Errorf("%s: holds no rows", file)
	}
	chosen, how, err := t.choose(n)
	if err != nil {
		return nil, "", err
	}
	for _, row := range chosen {
		draw := map[string]float64{}
		for _, k := range keys {
			v := t.rows[row][k]
			if math.IsNaN(v) {
				return nil, "", fmt.Errorf("%s: row %d: %s is no number", file, row+1, t.columns[k])
			}
			draw[t.columns[k]] = v
		}
		draws = append(draws, draw)
	}
	return draws, how, nil
}

// Shipped is the file of a table that ships under a name: a posterior or, where
// there is none, the log of the search for the point of that name; empty where
// there is neither.
func Shipped(fsys fs.FS, name string) string {
	for _, file := range []string{"posterior/" + name + ".csv", "points/" + name + ".log.csv"} {
		if _, err := fs.Stat(fsys, file); err == nil {
			return file
		}
	}
	return ""
}

func readTable(fsys fs.FS, name string) (*table, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv":
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		return readCSV(name, file)
	case ".parquet":
		return readParquet(name)
	case "":
		shipped := Shipped(fsys, name)
		if shipped == "" {
			return nil, fmt.Errorf("--draws %s: no table of draws ships under this name; name a file that ends in .csv or .parquet", name)
		}
		file, err := fsys.Open(shipped)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		return readCSV(shipped, file)
	}
	return nil, fmt.Errorf("%s: want a table of parameters that ends in .csv or .parquet", name)
}

// parameters are the columns that begin with the name of an institution.
func (t *table) parameters() (at []int) {
	for k, name := range t.columns {
		head, _, dotted := strings.Cut(name, ".")
		for _, i := range regime.Institutions() {
			if dotted && i.Name == head {
				at = append(at, k)
			}
		}
	}
	return at
}

// choose takes n rows, by weight, by loss or evenly.
func (t *table) choose(n int) (rows []int, how string, err error) {
	base := filepath.Base(t.file)
	if k := slices.Index(t.columns, weightColumn); k >= 0 {
		rows, err = t.byWeight(k, n)
		return rows, fmt.Sprintf("%d draws from %s, in proportion to weight", n, base), err
	}
	all := make([]int, len(t.rows))
	for i := range all {
		all[i] = i
	}
	how = fmt.Sprintf("%d draws of the %d in %s", n, len(all), base)
	if k := slices.Index(t.columns, lossColumn); k >= 0 {
		all = t.byLoss(k)
		all = all[:min(n, len(all))]
		how = fmt.Sprintf("%d draws, the %d rows of least loss in %s: near a point, not a posterior", n, len(all), base)
		if len(all) == 0 {
			return nil, "", fmt.Errorf("%s: no row has a loss", t.file)
		}
	}
	for i := range n {
		if n > len(all) {
			rows = append(rows, all[i%len(all)])
		} else {
			rows = append(rows, all[i*len(all)/n])
		}
	}
	return rows, how, nil
}

// byWeight takes rows at even steps of the weights added up, so that each
// comes as often as its weight says, to within one.
func (t *table) byWeight(column, n int) (rows []int, err error) {
	total := 0.0
	for i, row := range t.rows {
		if !(row[column] >= 0) || math.IsInf(row[column], 0) {
			return nil, fmt.Errorf("%s: row %d: a weight is 0 or more, not %v", t.file, i+1, row[column])
		}
		total += row[column]
	}
	if total == 0 {
		return nil, fmt.Errorf("%s: all weights are 0", t.file)
	}
	sum := 0.0
	for i, row := range t.rows {
		sum += row[column]
		for len(rows) < n && (float64(len(rows))+0.5)/float64(n)*total < sum {
			rows = append(rows, i)
		}
	}
	return rows, nil
}

// byLoss orders rows by loss, the same parameters once.
func (t *table) byLoss(column int) (rows []int) {
	for i, row := range t.rows {
		if !math.IsNaN(row[column]) {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		switch x, y := t.rows[a][column], t.rows[b][column]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	keys, seen := t.parameters(), map[string]bool{}
	return slices.DeleteFunc(rows, func(i int) bool {
		var values strings.Builder
		for _, k := range keys {
			fmt.Fprintf(&values, "%x ", t.rows[i][k])
		}
		again := seen[values.String()]
		seen[values.String()] = true
		return again
	})
}

// readCSV reads a table with a line of names; lines that begin with # are
// comments.
func readCSV(name string, from io.Reader) (*table, error) {
	r := csv.NewReader(from)
	r.Comment = '#'
	columns, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: no line of column names: %w", name, err)
	}
	t := &table{file: name, columns: columns}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		row := make([]float64, len(cells))
		for i, c := range cells {
			if row[i], err = strconv.ParseFloat(strings.TrimSpace(c), 64); err != nil {
				row[i] = math.NaN()
			}
		}
		t.rows = append(t.rows, row)
	}
}

// readParquet reads the columns of numbers of a Parquet file.
func readParquet(name string) (t *table, err error) {
	defer func() { // the library panics on some damaged files
		if broken := recover(); broken != nil {
			err = fmt.Errorf("%s: the file is damaged or cut short: %v", name, broken)
		}
	}()
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	stat, err := file.Stat()
	if err != nil {
		return nil, err
	}
	pq, err := parquet.OpenFile(file, stat.Size())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	t = &table{file: name}
	for _, path := range pq.Schema().Columns() {
		t.columns = append(t.columns, strings.Join(path, "."))
	}
	rows := parquet.NewReader(pq)
	defer rows.Close()
	space := make([]parquet.Row, 64)
	for {
		n, err := rows.ReadRows(space)
		for _, from := range space[:n] {
			row := make([]float64, len(t.columns))
			for _, v := range from {
				row[v.Column()] = number(v)
			}
			t.rows = append(t.rows, row)
		}
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
}

// number is a value of a Parquet file, NaN where it is none.
func number(v parquet.Value) float64 {
	if !v.IsNull() {
		switch v.Kind() {
		case parquet.Double:
			return v.Double()
		case parquet.Float:
			return float64(v.Float())
		case parquet.Int32:
			return float64(v.Int32())
		case parquet.Int64:
			return float64(v.Int64())
		}
	}
	return math.NaN()
}
