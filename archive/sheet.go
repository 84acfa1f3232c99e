package archive

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// Sheet is a table whose columns are known only when it is written: outcomes
// and parameters of an experiment. Its columns have the types string, number
// and integer; only a number may be optional.
type Sheet struct {
	Table
	Columns []Column
}

// SheetWriter writes a sheet, a row at a time; equal rows make equal bytes.
type SheetWriter struct {
	file *tableFile[[]any]
	rows [][]any // not handed on yet
}

// CreateSheet begins the file of a sheet in a folder. Follow it with
// `defer w.Discard()`.
func CreateSheet(dir string, s Sheet) (*SheetWriter, error) {
	t := &table[[]any]{Table: s.Table}
	for i, c := range s.Columns {
		t.columns = append(t.columns, column[[]any]{c, func(row *[]any) any { return (*row)[i] }})
	}
	file, err := createTable(dir, t)
	return &SheetWriter{file: file}, err
}

// Write appends a row: a string, float64 or int32 for each column.
func (w *SheetWriter) Write(values ...any) error {
	row := make([]any, len(values))
	for i, value := range values {
		switch v := value.(type) {
		case string:
			row[i] = &v
		case float64:
			row[i] = &v
		case int32:
			row[i] = &v
		default:
			panic(fmt.Sprintf("archive: no column of a sheet holds a %T", value))
		}
	}
	w.rows = append(w.rows, row)
	if len(w.rows) < batch {
		return nil
	}
	return w.flush()
}

func (w *SheetWriter) flush() error {
	err := w.file.write(w.rows)
	w.rows = w.rows[:0]
	return err
}

// Close ends the file. It is complete only if Close returns no error.
func (w *SheetWriter) Close() error {
	if err := w.flush(); err != nil {
		return err
	}
	return w.file.close()
}

// Discard closes the file without finishing it. After Close it does nothing.
func (w *SheetWriter) Discard() { w.file.discard() }

// ReadSheet reads the file of a sheet and hands over its rows, one after the
// other: a string, float64 (NaN for none) or int32 for each column. The slice
// is used again.
func ReadSheet(dir string, s Sheet, each func(values []any) error) (err error) {
	name := filepath.Join(dir, s.Name+tableExt)
	var refused error // by each: not the file's fault
	defer func() {    // the library panics on some damaged files
		if broken := recover(); broken != nil && refused == nil {
			err = damagedSheet(name, broken)
		}
	}()
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	stat, err := file.Stat()
	if err != nil {
		return err
	}
	pq, err := parquet.OpenFile(file, stat.Size())
	if err != nil {
		return damagedSheet(name, err)
	}
	places, err := s.places(name, pq.Schema())
	if err != nil {
		return err
	}
	for _, group := range pq.RowGroups() {
		if err := s.readGroup(group, places, each, &refused); err != nil {
			if refused != nil {
				return refused
			}
			return damagedSheet(name, err)
		}
	}
	return nil
}

func damagedSheet(file string, why any) error {
	return fmt.Errorf("%s: the file is damaged or cut short: %v; copy the folder again, or make it again with its command", file, why)
}

// places says, for each column of a file, which column of the sheet it is, or
// -1.
func (s Sheet) places(name string, schema *parquet.Schema) ([]int, error) {
	places := make([]int, len(schema.Columns()))
	for i := range places {
		places[i] = -1
	}
	for i, c := range s.Columns {
		leaf, ok := schema.Lookup(c.Name)
		if !ok {
			return nil, fmt.Errorf("%s: no column %s", name, c.Name)
		}
		if want, have := parquetNode(c.Type).Type().Kind(), leaf.Node.Type().Kind(); want != have {
			return nil, fmt.Errorf("%s: column %s holds %v, not %v", name, c.Name, have, want)
		}
		places[leaf.ColumnIndex] = i
	}
	return places, nil
}

func (s Sheet) readGroup(group parquet.RowGroup, places []int, each func([]any) error, refused *error) error {
	from := group.Rows()
	defer from.Close()
	space := make([]parquet.Row, batch)
	values := make([]any, len(s.Columns))
	for {
		n, err := from.ReadRows(space)
		for _, row := range space[:n] {
			for _, v := range row {
				if i := places[v.Column()]; i >= 0 {
					values[i] = s.value(i, v)
				}
			}
			if *refused = each(values); *refused != nil {
				return *refused
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (s Sheet) value(column int, v parquet.Value) any {
	switch s.Columns[column].Type {
	case "string":
		return v.String()
	case "integer":
		return v.Int32()
	}
	if v.IsNull() {
		return math.NaN()
	}
	return v.Double()
}

// PackageOf is a data package, as datapackage.json holds it, of sheets that lie
// beside it.
func PackageOf(name, description string, sheets ...Sheet) ([]byte, error) {
	p := dataPackage{Profile: packageProfile, Name: packageWord(name), Title: "fromabove: " + name, Description: description}
	for _, s := range sheets {
		p.Resources = append(p.Resources, resourceOf(s.Table, s.Columns, []string{""}))
	}
	return PlainJSON(p)
}
