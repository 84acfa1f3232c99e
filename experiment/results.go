package experiment

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/chance"
)

var nan = math.NaN()

func seedText(s chance.Seed) string { return strconv.FormatUint(uint64(s), 10) }

// Results are what an experiment has left so far: the outcomes of its members,
// in memory; series are read when they are asked for.
type Results struct {
	*Design
	Dir    string
	Done   int // members with a row
	Failed int // of these, without a result

	values [][]float64 // by number of the member: by outcome; nil without a result
	errors map[int]string
}

// Open reads the experiment at dir, finished or not.
func Open(dir string) (*Results, error) {
	d, err := readDesign(dir)
	if err != nil {
		return nil, err
	}
	r := &Results{Design: d, Dir: dir, values: make([][]float64, d.Members()), errors: map[int]string{}}
	err = Each(dir, d, func(row Row) error {
		r.Done++
		if row.Error != "" {
			r.Failed++
			r.errors[row.Number] = row.Error
			return nil
		}
		r.values[row.Number] = slices.Clone(row.Values)
		return nil
	})
	return r, err
}

// Finished tells whether every member has a row.
func (r *Results) Finished() bool { return r.Done == r.Members() }

// Error is why a member has no result; empty where it has one or was not run.
func (r *Results) Error(arm, round int) string { return r.errors[r.Number(arm, round)] }

// Errors are the failures by number of the member.
func (r *Results) Errors() map[int]string { return r.errors }

// ArmNumber is the place of an arm of a name.
func (d *Design) ArmNumber(name string) (int, error) {
	var known []string
	for i, a := range d.Arms {
		if a.Name == name {
			return i, nil
		}
		known = append(known, a.Name)
	}
	return 0, fmt.Errorf("the experiment has no arm %q%s", name, didYouMean(name, known))
}

// OutcomeNumber is the place of an outcome of a name.
func (d *Design) OutcomeNumber(name string) (int, error) {
	if i := slices.Index(names(d.Outcomes), name); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("the experiment did not keep the outcome %q%s", name, didYouMean(name, names(d.Outcomes)))
}

// Column is an outcome of an arm, by round: NaN where it is not defined, and
// where the member failed or has not run yet.
func (r *Results) Column(arm, outcome int) []float64 {
	column := make([]float64, r.Rounds())
	for round := range column {
		column[round] = nan
		if values := r.values[r.Number(arm, round)]; values != nil {
			column[round] = values[outcome]
		}
	}
	return column
}

// Yearly is a gauge of an arm by year, for each member that has a result, in
// the order of the rounds; the first year is that of the arm's first month.
// It reads the rows again and holds this one gauge of this one arm.
func (r *Results) Yearly(arm int, gauge string) (first int, years [][]float64, err error) {
	g := slices.Index(names(r.Series), gauge)
	if g < 0 {
		return 0, nil, fmt.Errorf("the experiment did not keep the gauge %q%s", gauge, didYouMean(gauge, names(r.Series)))
	}
	byRound := make([][]float64, r.Rounds())
	err = EachSeries(r.Dir, r.Design, func(number int, series [][]float64) error {
		if number%len(r.Arms) == arm {
			byRound[number/len(r.Arms)] = slices.Clone(series[g])
		}
		return nil
	})
	years = slices.DeleteFunc(byRound, func(s []float64) bool { return s == nil })
	return r.Arms[arm].From.Year(), years, err
}

// readDesign reads experiment.json.
func readDesign(dir string) (*Design, error) {
	name := filepath.Join(dir, designName)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no experiment is there: no %s", dir, designName)
	}
	if err != nil {
		return nil, err
	}
	var d Design
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, fmt.Errorf("%s: damaged: %w", name, err)
	}
	if d.Schema != Schema {
		return nil, fmt.Errorf("%s: schema: the experiment has layout %d, this program reads %d; make it again: %s", name, d.Schema, Schema, d.Command)
	}
	if d.Key != d.key() {
		return nil, fmt.Errorf("%s: it was edited: its key is %s, not %s", name, d.key(), d.Key)
	}
	return &d, nil
}

// sealed tells whether the tables are there and the rows gone.
func sealed(dir string) bool {
	_, rows := os.Lstat(filepath.Join(dir, rowsName))
	_, tables := os.Lstat(filepath.Join(dir, membersName))
	return errors.Is(rows, fs.ErrNotExist) && tables == nil
}

// Each hands over the row of every member that has one, without its series:
// by arm, draw and seed if the experiment is finished, else in the order of
// running. The row's slices are used again.
func Each(dir string, d *Design, each func(Row) error) error {
	if sealed(dir) {
		return eachMember(dir, d, each)
	}
	return eachRow(dir, d, func(row Row) error {
		row.Series = nil
		return each(row)
	})
}

// EachSeries hands over the gauges by year of every member that has them: by
// gauge and year.
func EachSeries(dir string, d *Design, each func(number int, series [][]float64) error) error {
	if !sealed(dir) {
		return eachRow(dir, d, func(row Row) error {
			if row.Error != "" {
				return nil
			}
			return each(row.Number, row.Series)
		})
	}
	next := newSeriesReader(dir, d)
	defer next.stop()
	return eachMember(dir, d, func(row Row) error {
		if row.Error != "" {
			return nil
		}
		series, err := next.of(row.Number)
		if err != nil {
			return err
		}
		return each(row.Number, series)
	})
}

func eachRow(dir string, d *Design, each func(Row) error) error {
	rows, err := readRows(dir, d)
	if err != nil {
		return err
	}
	defer rows.close()
	for number := range d.Members() {
		row, there, err := rows.row(number)
		if err != nil {
			return err
		}
		if there {
			if err := each(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachMember reads the table of members. Its rows stand in the order of arm,
// draw and seed, which is checked by their keys.
func eachMember(dir string, d *Design, each func(Row) error) error {
	count := 0
	row := Row{Values: make([]float64, len(d.Outcomes))}
	err := archive.ReadSheet(dir, d.membersSheet(), func(cells []any) error {
		arm, round := count/d.Rounds(), count%d.Rounds()
		if arm >= len(d.Arms) {
			return fmt.Errorf("%s: more rows than members", filepath.Join(dir, membersName))
		}
		draw, seed := d.Round(round)
		if cells[0] != d.Arms[arm].Name || cells[1] != int32(draw+1) || cells[2] != seedText(seed) {
			return fmt.Errorf("%s: row %d is of %v, draw %v, seed %v: not in the order of the experiment", filepath.Join(dir, membersName), count, cells[0], cells[1], cells[2])
		}
		number := d.Number(arm, round)
		row.Number, row.Key, row.Error = number, d.Member(number).Key, cells[3].(string)
		for i := range row.Values {
			row.Values[i] = cells[4+i].(float64)
		}
		count++
		if row.Error != "" {
			return each(Row{Number: row.Number, Key: row.Key, Error: row.Error})
		}
		return each(row)
	})
	if err == nil && count != d.Members() {
		return fmt.Errorf("%s: %d rows, and the experiment has %d members", filepath.Join(dir, membersName), count, d.Members())
	}
	return err
}

// seriesReader reads the table of series beside that of members: both have the
// same order.
type seriesReader struct {
	design *Design
	next   func() (float64, error, bool)
	stop   func()
}

func newSeriesReader(dir string, d *Design) *seriesReader {
	enough := errors.New("enough")
	s := &seriesReader{design: d}
	s.next, s.stop = iter.Pull2(func(yield func(float64, error) bool) {
		err := archive.ReadSheet(dir, d.seriesSheet(), func(cells []any) error {
			if !yield(cells[5].(float64), nil) {
				return enough
			}
			return nil
		})
		if err != nil && err != enough {
			yield(nan, err)
		}
	})
	return s
}

// of is the series of a member that has one.
func (s *seriesReader) of(number int) ([][]float64, error) {
	arm := s.design.Arms[number%len(s.design.Arms)]
	years := s.design.Until.Year() - arm.From.Year() + 1
	series := make([][]float64, len(s.design.Series))
	for g := range series {
		series[g] = make([]float64, years)
		for y := range series[g] {
			v, err, more := s.next()
			if err != nil {
				return nil, err
			}
			if !more {
				return nil, fmt.Errorf("%s ends too early", seriesName)
			}
			series[g][y] = v
		}
	}
	return series, nil
}
