package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/query"
)

// mostRows is how many rows of an answer a table on the terminal shows.
const mostRows = 200

// widest is how many columns one cell of it takes at most.
const widest = 60

// Rows writes the rows of an answer as they come: a table, CSV or JSON.
type Rows struct {
	w       io.Writer
	format  string // table, csv or json
	csv     *csv.Writer
	columns []string
	keep    [][]string // of a table, until it ends
	right   []bool     // of a table: a column that holds numbers
	count   int
	width   int
}

// NewRows begins an answer; width is that of the terminal, for a table.
func NewRows(w io.Writer, format string, width int) *Rows {
	return &Rows{w: w, format: format, csv: csv.NewWriter(w), width: width}
}

// Head names the columns. It may be called once, before any row.
func (r *Rows) Head(columns, _ []string) error {
	r.columns, r.right = columns, make([]bool, len(columns))
	switch r.format {
	case "csv":
		return r.csv.Write(columns)
	case "json":
		_, err := io.WriteString(r.w, "[")
		return err
	}
	return nil
}

// Row writes a row.
func (r *Rows) Row(values []any) error {
	r.count++
	switch r.format {
	case "json":
		return r.object(values)
	case "table":
		if r.count > mostRows {
			return nil
		}
	}
	line := make([]string, len(values))
	for i, v := range values {
		line[i] = answered(v, r.format == "table")
		switch v.(type) {
		case nil, string, bool:
		default:
			r.right[i] = true
		}
	}
	if r.format == "csv" {
		return r.csv.Write(line)
	}
	r.keep = append(r.keep, line)
	return nil
}

// object writes a row as JSON, with its columns in their order.
func (r *Rows) object(values []any) error {
	var line bytes.Buffer
	if r.count > 1 {
		line.WriteByte(',')
	}
	line.WriteString("\n  {")
	for i, v := range values {
		if f, ok := v.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
			v = nil
		}
		name, err := plainJSON(r.columns[i])
		if err != nil {
			return err
		}
		value, err := plainJSON(v)
		if err != nil {
			return fmt.Errorf("column %s: %w", r.columns[i], err)
		}
		if i > 0 {
			line.WriteString(", ")
		}
		fmt.Fprintf(&line, "%s: %s", name, value)
	}
	line.WriteByte('}')
	_, err := r.w.Write(line.Bytes())
	return err
}

// plainJSON is a value as JSON on one line, with < and & as they are.
func plainJSON(v any) ([]byte, error) {
	var to bytes.Buffer
	e := json.NewEncoder(&to)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(to.Bytes()), err
}

// End finishes the answer.
func (r *Rows) End() error {
	switch r.format {
	case "csv":
		r.csv.Flush()
		return r.csv.Error()
	case "json":
		_, err := io.WriteString(r.w, "\n]\n")
		return err
	}
	return r.table()
}

// table writes the rows kept, each column as wide as its widest cell.
func (r *Rows) table() error {
	widths := make([]int, len(r.columns))
	for _, line := range append([][]string{r.columns}, r.keep...) {
		for i, c := range line {
			widths[i] = min(max(widths[i], columns(c)), widest)
		}
	}
	var b strings.Builder
	write := func(line []string) {
		cells := make([]string, len(line))
		for i, c := range line {
			if columns(c) > widths[i] {
				c = string([]rune(c)[:widths[i]-1]) + "…"
			}
			cells[i] = padded(c, widths[i], r.right[i])
		}
		b.WriteString(strings.TrimRight(strings.Join(cells, "  "), " ") + "\n")
	}
	write(r.columns)
	rule := make([]string, len(widths))
	for i, w := range widths {
		rule[i] = strings.Repeat("-", w)
	}
	write(rule)
	for _, line := range r.keep {
		write(line)
	}
	switch {
	case r.count > mostRows:
		fmt.Fprintf(&b, "%s of %s rows; --format csv or json writes all\n", whole(mostRows), whole(r.count))
	default:
		fmt.Fprintf(&b, "%s %s\n", whole(r.count), plural(r.count, "row"))
	}
	_, err := io.WriteString(r.w, b.String())
	return err
}

// answered is a value as text. CSV has every digit and nothing for null; a
// table has six digits, and says null.
func answered(v any, short bool) string {
	switch v := v.(type) {
	case nil:
		if short {
			return "null"
		}
		return ""
	case string:
		if short {
			return strings.NewReplacer("\n", " ", "\t", " ").Replace(v)
		}
		return v
	case float32:
		return answered(float64(v), short)
	case float64:
		if !short || math.Abs(v) >= 1e6 && v == math.Trunc(v) && math.Abs(v) < 1e15 {
			return strconv.FormatFloat(v, 'f', -1, 64)
		}
		return strconv.FormatFloat(v, 'g', 6, 64)
	case []any, map[string]any:
		if text, err := plainJSON(v); err == nil {
			return string(text)
		}
	}
	return fmt.Sprint(v)
}

// Tables lists tables of recordings and experiments with their columns.
func Tables(w io.Writer, tables []*query.Table, width int) error {
	p := newPage(Options{Width: width})
	for i, t := range tables {
		if i > 0 {
			p.blank()
		}
		p.title("%s (%s %s)", t.Name, whole(len(t.Files)), plural(len(t.Files), "file"))
		if t.Row != "" {
			p.text("", "%s", t.Row)
		}
		longest := 0
		all := append(t.Ahead(), t.Columns...)
		for _, c := range all {
			longest = max(longest, columns(c.Name))
		}
		for _, c := range all {
			unit := ""
			if c.Unit != "" {
				unit = ", " + c.Unit
			}
			for i, l := range wrapped(c.Type+unit+": "+c.Doc, p.Width-longest-4) {
				name := ""
				if i == 0 {
					name = c.Name
				}
				p.line("  " + padded(name, longest, false) + "  " + l)
			}
		}
	}
	return p.write(w)
}
