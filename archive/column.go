package archive

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// Column says what one column of a table holds.
type Column struct {
	Name     string
	Type     string            // string, number, integer, boolean, or yearmonth: YYYY-MM as text
	Unit     string            // empty for text
	Kind     country.GaugeKind // how it adds up over time; empty where it does not
	Doc      string
	Optional bool // null where there is no value; NaN is written as null
}

// Table says what one table holds.
type Table struct {
	Name string
	Row  string   // what one row is
	Key  []string // the columns that tell rows apart; empty where rows may repeat
}

// Dated is a row of a monthly table with its month.
type Dated[R any] struct {
	Month calendar.Month
	Row   R
}

// column ties a Column to its place in a row: at points to a string, a
// float64, an int32, a bool or a calendar.Month, which decides the type.
type column[R any] struct {
	Column
	at func(*R) any
}

// table is a Table with the columns that write, read and hash its rows.
type table[R any] struct {
	Table
	columns []column[R]
}

// col makes a column.
func col[R any](name, unit, doc string, at func(*R) any) column[R] {
	c := column[R]{Column{Name: name, Unit: unit, Doc: doc}, at}
	switch v := at(new(R)).(type) {
	case *string:
		c.Type = "string"
	case *float64:
		c.Type = "number"
	case *int32:
		c.Type = "integer"
	case *bool:
		c.Type = "boolean"
	case *calendar.Month:
		c.Type = "yearmonth"
	default:
		panic(fmt.Sprintf("archive: column %s: no type of column for %T", name, v))
	}
	return c
}

// kind marks how a column adds up over time. An index may be undefined: a
// share of arrests, in a month without any.
func (c column[R]) kind(k country.GaugeKind) column[R] {
	c.Kind, c.Optional = k, c.Optional || k == country.Index
	return c
}

// optional lets a column hold null, for NaN or the month 0.
func (c column[R]) optional() column[R] {
	c.Optional = true
	return c
}

// described is the table without the type of its rows.
func (t *table[R]) described() (Table, []Column) {
	columns := make([]Column, len(t.columns))
	for i, c := range t.columns {
		columns[i] = c.Column
	}
	return t.Table, columns
}

// encode appends the canonical form of a row: texts with their length, floats
// by their bits (every NaN alike, since its payload differs by processor),
// whole numbers in little-endian order.
func (t *table[R]) encode(to []byte, row *R) []byte {
	for i := range t.columns {
		switch v := t.columns[i].at(row).(type) {
		case *string:
			to = binary.AppendUvarint(to, uint64(len(*v)))
			to = append(to, *v...)
		case *float64:
			bits := math.Float64bits(*v)
			if *v != *v {
				bits = 0x7FF8000000000001
			}
			to = binary.LittleEndian.AppendUint64(to, bits)
		case *int32:
			to = binary.LittleEndian.AppendUint32(to, uint32(*v))
		case *bool:
			b := byte(0)
			if *v {
				b = 1
			}
			to = append(to, b)
		case *calendar.Month:
			to = binary.LittleEndian.AppendUint32(to, uint32(*v))
		}
	}
	return to
}
