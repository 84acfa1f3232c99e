package claim

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
)

// Draws are sets of parameters, such as a posterior has.
type Draws struct {
	Values []map[string]float64 // by institution.parameter
	Modes  []string             // of each draw; nil where the file has no such column
}

// modeColumn says which mode of the posterior a draw belongs to.
const modeColumn = "mode"

// ReadDraws reads draws from a comma-separated table: a column a parameter
// (institution.parameter), a row a draw, and perhaps a column mode. Other columns
// without a dot, such as weight or distance, are passed over; lines that begin
// with # too. Whether the parameters are there is the experiment's to say.
func ReadDraws(file string, text []byte) (Draws, error) {
	in := csv.NewReader(bytes.NewReader(text))
	in.Comment, in.TrimLeadingSpace = '#', true
	rows, err := in.ReadAll()
	if err != nil {
		return Draws{}, fmt.Errorf("%s: %w", file, err)
	}
	if len(rows) < 2 {
		return Draws{}, fmt.Errorf("%s: no draws: want a header of institution.parameter and a row a draw", file)
	}
	var d Draws
	in = csv.NewReader(bytes.NewReader(text)) // again, for the lines
	in.Comment, in.TrimLeadingSpace = '#', true
	for i := range rows {
		row, _ := in.Read() // read before
		if i == 0 {
			continue
		}
		draw := map[string]float64{}
		for k, name := range rows[0] {
			line, column := in.FieldPos(k)
			switch {
			case name == modeColumn:
				d.Modes = append(d.Modes, row[k])
			case !strings.Contains(name, "."):
			default:
				v, err := strconv.ParseFloat(strings.TrimSpace(row[k]), 64)
				if err != nil {
					return Draws{}, fmt.Errorf("%s:%d:%d: %s: %q is not a number", file, line, column, name, row[k])
				}
				draw[name] = v
			}
		}
		if len(draw) == 0 {
			return Draws{}, fmt.Errorf("%s:1: no column is a parameter: want institution.parameter, for example leader.chi_leader", file)
		}
		d.Values = append(d.Values, draw)
	}
	return d, nil
}

// Spread takes n of the draws: where there are more, evenly over the file; where
// there are fewer, each again in turn, to be run with other seeds.
func (d Draws) Spread(n int) Draws {
	var out Draws
	for i := range n {
		k := i % len(d.Values)
		if n < len(d.Values) {
			k = i * len(d.Values) / n
		}
		out.Values = append(out.Values, d.Values[k])
		if d.Modes != nil {
			out.Modes = append(out.Modes, d.Modes[k])
		}
	}
	return out
}
