package experiment

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/fromabove/fromabove/archive"
)

// The files of an experiment.
const (
	designName  = "experiment.json"
	rowsName    = "rows.jsonl"
	membersName = "members.parquet"
	seriesName  = "series.parquet"
	packageName = "datapackage.json"
	logName     = "run.log.json"
	sealPrefix  = ".seal-" // of the folder in which the tables are written
)

const packageDoc = "An experiment: histories with one thing different, and the same dice in every arm. Everyone in them is synthetic. " +
	"Numbers of people are persons. What was run is in " + designName + "."

// members is the table of members.
func (d *Design) membersSheet() archive.Sheet {
	s := archive.Sheet{Table: archive.Table{Name: "members", Row: "one member: an arm with a draw and a seed", Key: []string{"arm", "draw", "seed"}}}
	s.Columns = append(d.keyColumns(), archive.Column{Name: "error", Type: "string", Doc: "why there is no result; empty: there is one"})
	for _, o := range d.Outcomes {
		s.Columns = append(s.Columns, archive.Column{Name: o.Name, Type: "number", Unit: o.Unit, Doc: o.Doc, Optional: true})
	}
	for _, key := range d.Parameters {
		s.Columns = append(s.Columns, archive.Column{Name: key, Type: "number", Unit: "see fromabove explain " + key, Doc: "parameter with which the member ran"})
	}
	return s
}

// series is the table of gauges by year.
func (d *Design) seriesSheet() archive.Sheet {
	s := archive.Sheet{Table: archive.Table{Name: "series", Row: "one gauge of one member in one year", Key: []string{"arm", "draw", "seed", "year", "gauge"}}}
	s.Columns = append(d.keyColumns(),
		archive.Column{Name: "year", Type: "integer", Doc: "calendar year; the first and the last may be parts of years"},
		archive.Column{Name: "gauge", Type: "string", Doc: "name of the gauge (fromabove explain gauges)"},
		archive.Column{Name: "value", Type: "number", Unit: "of the gauge", Doc: "sum of a flow, last month of a stock, mean of an index over the months that have a value", Optional: true})
	return s
}

func (d *Design) keyColumns() []archive.Column {
	return []archive.Column{
		{Name: "arm", Type: "string", Doc: "way of setting scenario and edits"},
		{Name: "draw", Type: "integer", Doc: "number of the draw, from 1: parameters laid over every arm"},
		{Name: "seed", Type: "string", Doc: "of the dice, the same in every arm; text, since many readers lose digits of it"},
	}
}

// seal turns the rows of a finished experiment into tables. Killed in its
// midst it is done again from the rows, which go last.
func seal(dir string, r *rowsFile) error {
	partial, err := os.MkdirTemp(dir, sealPrefix)
	if err != nil {
		return err
	}
	defer os.RemoveAll(partial)
	if err := r.tables(partial); err != nil {
		return err
	}
	words, err := archive.PackageOf(r.design.Kind, packageDoc, r.design.membersSheet(), r.design.seriesSheet())
	if err != nil {
		return err
	}
	if err := archive.WriteFile(filepath.Join(dir, packageName), words); err != nil {
		return err
	}
	for _, name := range []string{seriesName, membersName} {
		if err := os.Rename(filepath.Join(partial, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return os.Remove(filepath.Join(dir, rowsName))
}

// tables writes the tables, a member after the other, by arm, draw and seed.
func (r *rowsFile) tables(dir string) error {
	d := r.design
	members, err := archive.CreateSheet(dir, d.membersSheet())
	if err != nil {
		return err
	}
	defer members.Discard()
	series, err := archive.CreateSheet(dir, d.seriesSheet())
	if err != nil {
		return err
	}
	defer series.Discard()
	for arm := range d.Arms {
		for round := range d.Rounds() {
			row, _, err := r.row(d.Number(arm, round))
			if err != nil {
				return err
			}
			draw, seed := d.Round(round)
			key := []any{d.Arms[arm].Name, int32(draw + 1), seedText(seed)}
			if err := members.Write(d.cells(key, arm, draw, row)...); err != nil {
				return err
			}
			for g, values := range row.Series {
				for y, v := range values {
					year := int32(d.Arms[arm].From.Year() + y)
					if err := series.Write(append(key[:3:3], year, d.Series[g].Name, v)...); err != nil {
						return err
					}
				}
			}
		}
	}
	return errors.Join(members.Close(), series.Close())
}

// cells is a row of the table members.
func (d *Design) cells(key []any, arm, draw int, row Row) []any {
	cells := append(key[:3:3], row.Error)
	for i := range d.Outcomes {
		v := nan
		if i < len(row.Values) {
			v = row.Values[i]
		}
		cells = append(cells, v)
	}
	for i := range d.Parameters {
		cells = append(cells, d.Value(arm, draw, i))
	}
	return cells
}

// unseal turns the tables of a finished experiment into rows again, so that
// members that failed can be tried again.
func unseal(dir string, d *Design) error {
	partial, err := os.MkdirTemp(dir, sealPrefix)
	if err != nil {
		return err
	}
	defer os.RemoveAll(partial)
	rows, err := openRows(partial, d)
	if err != nil {
		return err
	}
	defer rows.close()
	pending := Row{Number: -1}
	next := newSeriesReader(dir, d)
	defer next.stop()
	err = eachMember(dir, d, func(row Row) error {
		pending = row
		if pending.Error == "" {
			if pending.Series, err = next.of(row.Number); err != nil {
				return err
			}
		}
		return rows.add(pending)
	})
	if err != nil {
		return err
	}
	return os.Rename(filepath.Join(partial, rowsName), filepath.Join(dir, rowsName))
}
