package archive

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/fromabove/fromabove/calendar"
)

// rowGroup is the number of rows kept in memory before they go to disk.
const rowGroup = 1 << 16

// batch is how many rows pass to and from the Parquet library at once.
const batch = 128

// group is a Parquet schema whose columns keep the order of the dictionary;
// the library's own sorts them by name.
type group struct {
	parquet.Group
	fields []parquet.Field
}

func (g *group) Fields() []parquet.Field { return g.fields }

type field struct {
	parquet.Node
	name string
}

func (f *field) Name() string { return f.name }

// Value is of no use here: rows are written value by value, not by reflection.
func (f *field) Value(reflect.Value) reflect.Value { panic("archive: column read by reflection") }

// schema is the Parquet form of a table.
func (t *table[R]) schema() *parquet.Schema {
	g := &group{Group: parquet.Group{}}
	for _, c := range t.columns {
		node := parquetNode(c.Type)
		if c.Optional {
			node = parquet.Optional(node)
		}
		g.Group[c.Name] = node
		g.fields = append(g.fields, &field{node, c.Name})
	}
	return parquet.NewSchema(t.Name, g)
}

func parquetNode(typ string) parquet.Node {
	switch typ {
	case "number":
		return parquet.Leaf(parquet.DoubleType)
	case "integer":
		return parquet.Int(32)
	case "boolean":
		return parquet.Leaf(parquet.BooleanType)
	default: // texts and months repeat: few values, many rows
		return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
	}
}

// tableFile is a table being written, column by column: assembling rows first
// costs twice the time.
type tableFile[R any] struct {
	table   *table[R]
	file    *os.File
	pq      *parquet.GenericWriter[any]
	columns []*parquet.ColumnWriter
	values  []parquet.Value
	month   calendar.Month // the last one written as text
	text    parquet.Value  // and its text
	pending int            // rows in memory
	most    int            // before they go to disk
	count   int64
}

// createTable begins the file of a table in a folder.
func createTable[R any](dir string, t *table[R]) (*tableFile[R], error) {
	return createPacked(dir, t, &parquet.Zstd, rowGroup)
}

func createPacked[R any](dir string, t *table[R], codec compress.Codec, most int) (*tableFile[R], error) {
	file, err := os.Create(filepath.Join(dir, t.Name+tableExt))
	if err != nil {
		return nil, err
	}
	pq := parquet.NewGenericWriter[any](file, t.schema(),
		parquet.Compression(codec),
		parquet.CreatedBy("fromabove", strconv.Itoa(Schema), ""), // not the library's build
		parquet.DataPageVersion(2))
	return &tableFile[R]{table: t, file: file, most: most, pq: pq, columns: pq.ColumnWriters(), text: parquet.ValueOf(calendar.Month(0).String())}, nil
}

// write appends rows. Rows handed over in the same portions make the same
// bytes.
func (f *tableFile[R]) write(rows []R) error {
	for len(rows) > 0 {
		n := min(len(rows), batch, f.most-f.pending)
		for i := range f.columns {
			if err := f.fill(i, rows[:n]); err != nil {
				return err
			}
			if _, err := f.columns[i].WriteRowValues(f.values); err != nil {
				return fmt.Errorf("%s: %w", f.file.Name(), err)
			}
		}
		if f.pending += n; f.pending == f.most {
			if err := f.pq.Flush(); err != nil {
				return fmt.Errorf("%s: %w", f.file.Name(), err)
			}
			f.pending, f.columns = 0, f.pq.ColumnWriters()
		}
		f.count += int64(n)
		rows = rows[n:]
	}
	return nil
}

// close ends the file. It is complete only if close returns no error.
func (f *tableFile[R]) close() error {
	if err := errors.Join(f.pq.Close(), f.file.Close()); err != nil {
		return fmt.Errorf("%s: %w", f.file.Name(), err)
	}
	return nil
}

// discard closes the file without finishing it. A file never begun, or closed
// already, is passed over.
func (f *tableFile[R]) discard() {
	if f != nil {
		f.file.Close()
	}
}

// fill puts one column of some rows into values. In an optional column NaN and
// the month 0 are null; elsewhere NaN is wrong books, and an error.
func (f *tableFile[R]) fill(column int, rows []R) error {
	c := &f.table.columns[column]
	f.values = f.values[:0]
	for i := range rows {
		var value parquet.Value
		switch v := c.at(&rows[i]).(type) {
		case *string:
			value = parquet.ValueOf(*v)
		case *float64:
			if *v == *v {
				value = parquet.DoubleValue(*v)
			} else if !c.Optional {
				return fmt.Errorf("%s: row %d: %s is not a number", f.file.Name(), f.count+int64(i), c.Name)
			}
		case *int32:
			value = parquet.Int32Value(*v)
		case *bool:
			value = parquet.BooleanValue(*v)
		case *calendar.Month:
			if *v != 0 || !c.Optional {
				value = f.monthText(*v)
			}
		}
		if c.Optional {
			present := 1 // definition level
			if value.IsNull() {
				present = 0
			}
			value = value.Level(0, present, column)
		}
		f.values = append(f.values, value)
	}
	return nil
}

// monthText is the text of a month; most rows have the month of the one before.
func (f *tableFile[R]) monthText(m calendar.Month) parquet.Value {
	if m != f.month {
		f.month, f.text = m, parquet.ValueOf(m.String())
	}
	return f.text
}

// readTable reads every row of a table's file. Columns are found by name:
// those this program does not know are passed over, an optional one that the
// file does not have yet is null in every row, another is an error.
func readTable[R any](dir string, t *table[R]) (rows []R, err error) {
	name := filepath.Join(dir, t.Name+tableExt)
	defer func() { // the library panics on some damaged files
		if broken := recover(); broken != nil {
			rows, err = nil, damaged(name, broken)
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
		return nil, damaged(name, err)
	}
	places, err := t.places(name, pq.Schema())
	if err != nil {
		return nil, err
	}
	rows = make([]R, 0, min(pq.NumRows(), 16*rowGroup)) // a damaged count asks for no more
	for _, group := range pq.RowGroups() {
		if rows, err = t.readGroup(rows, group, places); err != nil {
			return nil, damaged(name, err)
		}
	}
	if int64(len(rows)) != pq.NumRows() {
		return nil, damaged(name, fmt.Sprintf("%d rows, %d promised", len(rows), pq.NumRows()))
	}
	return rows, nil
}

func damaged(file string, why any) error {
	return fmt.Errorf("%s: the file is damaged or cut short: %v; copy the recording again, or make it again with the command in its %s", file, why, manifestName)
}

// places says, for each column of a file, which column of the table it is, or
// -1; and refuses a file that lacks a column or has it in another type.
func (t *table[R]) places(name string, schema *parquet.Schema) ([]int, error) {
	places := make([]int, len(schema.Columns()))
	for i := range places {
		places[i] = -1
	}
	for i := range t.columns {
		c := &t.columns[i]
		leaf, ok := schema.Lookup(c.Name)
		if !ok && c.Optional {
			continue
		}
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

func (t *table[R]) readGroup(rows []R, group parquet.RowGroup, places []int) ([]R, error) {
	from := group.Rows()
	defer from.Close()
	var empty R
	for i := range t.columns {
		if number, ok := t.columns[i].at(&empty).(*float64); ok && t.columns[i].Optional {
			*number = math.NaN()
		}
	}
	space := make([]parquet.Row, batch)
	for {
		n, err := from.ReadRows(space)
		for _, values := range space[:n] {
			row := empty
			for _, v := range values {
				i := places[v.Column()]
				if i < 0 || v.IsNull() {
					continue
				}
				if err := set(t.columns[i].at(&row), v); err != nil {
					return nil, fmt.Errorf("row %d, column %s: %w", len(rows), t.columns[i].Name, err)
				}
			}
			rows = append(rows, row)
		}
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// set puts a value of a file where at points.
func set(at any, v parquet.Value) (err error) {
	switch at := at.(type) {
	case *string:
		*at = v.String()
	case *float64:
		*at = v.Double()
	case *int32:
		*at = v.Int32()
	case *bool:
		*at = v.Boolean()
	case *calendar.Month:
		*at, err = calendar.Parse(v.String())
	}
	return err
}
