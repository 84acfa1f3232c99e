package query

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// Export writes the tables of a recording, an ensemble or an experiment as CSV
// files, with a data package that describes them, into a folder that must not
// be there or be empty. The folder appears when it is whole. It returns the
// names of the files with their rows.
//
// A line's first columns say which run the row belongs to (Table.Ahead).
// Nothing between two commas is null; a number has as many digits as it takes
// to read the same bits again.
func Export(dir, out string) ([]Exported, error) {
	tables, err := Find(dir)
	if err != nil {
		return nil, err
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for _, t := range tables { // runs are named from the folder that was exported
		for i, f := range t.Files {
			below, err := filepath.Rel(dir, f.Run)
			if err != nil {
				return nil, err
			}
			t.Files[i].Run = filepath.Join(filepath.Base(full), below)
		}
	}
	if err := unused(out); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return nil, err
	}
	made, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+".partial-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(made)
	var all []Exported
	for _, t := range tables {
		rows, err := t.exportCSV(filepath.Join(made, t.Name+csvExt))
		if err != nil {
			return nil, err
		}
		all = append(all, Exported{t.Name + csvExt, rows})
	}
	if err := describe(tables, dir, filepath.Join(made, packageName)); err != nil {
		return nil, err
	}
	if err := errors.Join(os.Chmod(made, 0o755), os.Remove(out)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return all, os.Rename(made, out)
}

// Exported is a file that Export made.
type Exported struct {
	File string
	Rows int
}

// unused refuses a folder that holds something.
func unused(out string) error {
	entries, err := os.ReadDir(out)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s: not a folder that tables can go to: %w", out, err)
	case len(entries) > 0:
		return fmt.Errorf("%s: the folder holds %s; name one that is empty or not there", out, entries[0].Name())
	}
	return nil
}

// exportCSV writes one table.
func (t *Table) exportCSV(name string) (rows int, err error) {
	to, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	w := csv.NewWriter(to)
	var head []string
	for _, c := range append(t.Ahead(), t.Columns...) {
		head = append(head, c.Name)
	}
	if err := w.Write(head); err != nil {
		return 0, err
	}
	for _, f := range t.Files {
		n, err := t.exportFile(w, f)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", f.Path, err)
		}
		rows += n
	}
	w.Flush()
	return rows, w.Error()
}

// exportFile writes the rows of one file. The library panics on some damaged
// files.
func (t *Table) exportFile(w *csv.Writer, f File) (rows int, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the file is damaged: %v", broken)
		}
	}()
	file, err := os.Open(f.Path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	stat, err := file.Stat()
	if err != nil {
		return 0, err
	}
	pq, err := parquet.OpenFile(file, stat.Size())
	if err != nil {
		return 0, fmt.Errorf("the file is damaged or cut short: %w", err)
	}
	ahead := []string{filepath.ToSlash(f.Run), f.Origin.Scenario, f.Origin.Seed, strconv.Itoa(f.Origin.Member)}[:len(t.Ahead())]
	places := t.places(pq.Schema(), len(ahead))
	line := make([]string, len(ahead)+len(t.Columns))
	space := make([]parquet.Row, 256)
	for _, group := range pq.RowGroups() {
		from := group.Rows()
		for {
			n, err := from.ReadRows(space)
			for _, row := range space[:n] {
				clear(line)
				copy(line, ahead)
				for _, v := range row {
					if at := places[v.Column()]; at >= 0 {
						line[at] = cell(v)
					}
				}
				if err := w.Write(line); err != nil {
					return rows, err
				}
				rows++
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return rows, errors.Join(err, from.Close())
			}
		}
		if err := from.Close(); err != nil {
			return rows, err
		}
	}
	return rows, nil
}

// places says in which column of the line each column of a file goes; -1 for
// one that its data package does not describe.
func (t *Table) places(schema *parquet.Schema, ahead int) []int {
	places := make([]int, len(schema.Columns()))
	for i := range places {
		places[i] = -1
	}
	for i, c := range t.Columns {
		if leaf, ok := schema.Lookup(c.Name); ok {
			places[leaf.ColumnIndex] = ahead + i
		}
	}
	return places
}

// cell is a value as CSV has it.
func cell(v parquet.Value) string {
	if v.IsNull() {
		return ""
	}
	switch v.Kind() {
	case parquet.Double:
		return strconv.FormatFloat(v.Double(), 'g', -1, 64)
	case parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'g', -1, 32)
	}
	return v.String()
}

// describe writes the data package of the CSV files: that of the first folder
// that holds each table, with other paths, and the columns ahead.
func describe(tables []*Table, dir, name string) error {
	fields := func(t *Table) (all []any) {
		for _, c := range append(t.Ahead(), t.Columns...) {
			f := map[string]any{"name": c.Name, "type": c.Type, "description": c.Doc}
			if c.Unit != "" {
				f["unit"] = c.Unit
			}
			all = append(all, f)
		}
		return all
	}
	var resources []any
	for _, t := range tables {
		resources = append(resources, map[string]any{
			"$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
			"name":    t.Name, "type": "table", "path": t.Name + csvExt, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
			"description": t.Row,
			"schema":      map[string]any{"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": fields(t), "missingValues": []string{""}},
		})
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(map[string]any{
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
		"name":    "export", "title": "fromabove: tables of " + filepath.Base(dir) + " as CSV",
		"description": "Simulated histories; everyone in them is synthetic. Numbers of people are persons. A yearmonth is text, YYYY-MM. Nothing between two commas is null.",
		"resources":   resources,
	})
	if err != nil {
		return err
	}
	return os.WriteFile(name, text.Bytes(), 0o644)
}
