package evidence

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/spelling"
)

// A Number is a number that may be missing. Missing is NaN here and null in
// JSON, as is an infinity.
type Number float64

// Missing is the missing number.
func Missing() Number { return Number(math.NaN()) }

// Known says whether there is a finite number.
func (n Number) Known() bool { return !math.IsNaN(float64(n)) && !math.IsInf(float64(n), 0) }

// MarshalJSON writes null for what is not known.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.Known() {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(n), 'g', -1, 64), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Missing()
		return nil
	}
	v, err := strconv.ParseFloat(string(b), 64)
	*n = Number(v)
	return err
}

// row is one line of a table being read. The first thing wrong with it is
// kept; the reader asks for it once, at the end of the line.
type row struct {
	file  string
	line  int
	at    map[string]int // column of each key
	cells []string
	place func(field int) (line, column int)
	err   error
}

// readTable reads a comma-separated table with one header line that holds
// exactly the named columns, in any order, and hands each line to take. Errors
// read file:line:column: key: what is wrong.
func readTable(file string, text []byte, columns []string, take func(*row)) error {
	r := csv.NewReader(bytes.NewReader(text))
	header, err := r.Read()
	if err != nil {
		return placed(file, err)
	}
	at := make(map[string]int, len(header))
	for i, key := range header {
		if _, twice := at[key]; twice {
			_, column := r.FieldPos(i)
			return fmt.Errorf("%s:1:%d: %s: this column stands twice", file, column, key)
		}
		at[key] = i
		if !contains(columns, key) {
			_, column := r.FieldPos(i)
			return fmt.Errorf("%s:1:%d: %s: unknown column; allowed: %s; did you mean %s", file, column, key,
				strings.Join(columns, ", "), spelling.Nearest(key, columns))
		}
	}
	for _, key := range columns {
		if _, ok := at[key]; !ok {
			return fmt.Errorf("%s:1:1: %s: this column is missing", file, key)
		}
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return placed(file, err)
		}
		line, _ := r.FieldPos(0)
		here := &row{file: file, line: line, at: at, cells: cells, place: r.FieldPos}
		if take(here); here.err != nil {
			return here.err
		}
	}
}

// placed gives a syntax error of the table its place.
func placed(file string, err error) error {
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		return fmt.Errorf("%s:%d:%d: %w", file, bad.Line, bad.Column, bad.Err)
	}
	return fmt.Errorf("%s:1:1: %w", file, err)
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

// wrong keeps the first error of the line.
func (r *row) wrong(key, format string, a ...any) {
	if r.err != nil {
		return
	}
	line, column := r.place(r.at[key])
	r.err = fmt.Errorf("%s:%d:%d: %s: %s", r.file, line, column, key, fmt.Sprintf(format, a...))
}

// text is a cell as it stands.
func (r *row) text(key string) string { return r.cells[r.at[key]] }

// needed is a cell that may not be empty.
func (r *row) needed(key string) string {
	s := r.text(key)
	if s == "" {
		r.wrong(key, "empty; every row needs one")
	}
	return s
}

// oneOf is a cell that holds one of a few words.
func (r *row) oneOf(key string, words ...string) string {
	s := r.text(key)
	if !contains(words, s) {
		r.wrong(key, "%q is not known; allowed: %s; did you mean %s", s, strings.Join(words, ", "), spelling.Nearest(s, words))
	}
	return s
}

// number is a finite number, or missing where the cell is empty.
func (r *row) number(key string) Number {
	s := r.text(key)
	if s == "" {
		return Missing()
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !Number(v).Known() {
		r.wrong(key, "%q is not a number; allowed: digits with a point, or nothing", s)
	}
	return Number(v)
}

// numberOr is a number, or the given one where the cell is empty.
func (r *row) numberOr(key string, otherwise float64) float64 {
	if n := r.number(key); n.Known() {
		return float64(n)
	}
	return otherwise
}

// month is a month written YYYY-MM.
func (r *row) month(key string) calendar.Month {
	m, err := calendar.Parse(r.text(key))
	if err != nil {
		r.wrong(key, "%v", err)
	}
	return m
}
