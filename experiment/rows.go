package experiment

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
)

// rowsFile is the file of an experiment that is not finished: a line a member,
// in the order in which they finished. Only the place of each line is kept in
// memory. Of two lines of one member the later counts: it was tried again.
type rowsFile struct {
	design *Design
	file   *os.File
	size   int64
	at     []int64 // by number of the member: where its line begins, -1 without one
	failed []bool  // by number
}

// line is a row on disk.
type line struct {
	Member int       `json:"member"`
	Key    string    `json:"key"`
	Error  string    `json:"error,omitempty"`
	Values numbers   `json:"values,omitempty"`
	Series []numbers `json:"series,omitempty"`
}

// head is the part of a line that tells what it is.
type head struct {
	Member int    `json:"member"`
	Key    string `json:"key"`
	Error  string `json:"error"`
}

// numbers are written with null for NaN.
type numbers []float64

// MarshalJSON writes null for what is not a number.
func (n numbers) MarshalJSON() ([]byte, error) {
	b := []byte{'['}
	for i, v := range n {
		if i > 0 {
			b = append(b, ',')
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			b = append(b, "null"...)
		} else {
			b = strconv.AppendFloat(b, v, 'g', -1, 64)
		}
	}
	return append(b, ']'), nil
}

// UnmarshalJSON reads null as NaN.
func (n *numbers) UnmarshalJSON(text []byte) error {
	var values []*float64
	if err := json.Unmarshal(text, &values); err != nil {
		return err
	}
	*n = make(numbers, len(values))
	for i, v := range values {
		(*n)[i] = math.NaN()
		if v != nil {
			(*n)[i] = *v
		}
	}
	return nil
}

// openRows opens the rows of an experiment for more of them, and cuts off what
// a killed process left of a line.
func openRows(dir string, d *Design) (*rowsFile, error) {
	file, err := os.OpenFile(filepath.Join(dir, rowsName), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	r := &rowsFile{design: d, file: file}
	if err := r.load(); err != nil {
		file.Close()
		return nil, err
	}
	if err := file.Truncate(r.size); err != nil {
		file.Close()
		return nil, err
	}
	return r, nil
}

// readRows opens them to read what is there so far.
func readRows(dir string, d *Design) (*rowsFile, error) {
	file, err := os.Open(filepath.Join(dir, rowsName))
	if errors.Is(err, fs.ErrNotExist) {
		r := &rowsFile{design: d}
		r.clear()
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	r := &rowsFile{design: d, file: file}
	return r, r.load()
}

func (r *rowsFile) clear() {
	r.at, r.failed = make([]int64, r.design.Members()), make([]bool, r.design.Members())
	for i := range r.at {
		r.at[i] = -1
	}
}

// load finds the lines. A last line without its end is passed over; size is
// where it begins.
func (r *rowsFile) load() error {
	r.clear()
	in := bufio.NewReaderSize(r.file, 1<<16)
	for count := 1; ; count++ {
		text, err := in.ReadBytes('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		var h head
		if err := json.Unmarshal(text, &h); err != nil {
			if _, after := in.Peek(1); after == io.EOF {
				return nil
			}
			return fmt.Errorf("%s:%d: damaged: %w; remove the line, and its member is run again", r.file.Name(), count, err)
		}
		if h.Member < 0 || h.Member >= len(r.at) || r.design.Member(h.Member).Key != h.Key {
			return fmt.Errorf("%s:%d: the row is of no member of this experiment; remove the line", r.file.Name(), count)
		}
		r.at[h.Member], r.failed[h.Member] = r.size, h.Error != ""
		r.size += int64(len(text))
	}
}

// add appends a row, in one write: a kill leaves it whole, absent, or cut off
// at the end of the file.
func (r *rowsFile) add(row Row) error {
	l := line{Member: row.Number, Key: row.Key, Error: row.Error, Values: row.Values}
	for _, s := range row.Series {
		l.Series = append(l.Series, s)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(l); err != nil {
		return err
	}
	if _, err := r.file.WriteAt(b.Bytes(), r.size); err != nil {
		return err
	}
	r.at[row.Number], r.failed[row.Number] = r.size, row.Error != ""
	r.size += int64(b.Len())
	return nil
}

// row reads the row of a member; false where there is none.
func (r *rowsFile) row(number int) (Row, bool, error) {
	if r.at[number] < 0 {
		return Row{}, false, nil
	}
	var l line
	if err := json.NewDecoder(io.NewSectionReader(r.file, r.at[number], math.MaxInt64-r.at[number])).Decode(&l); err != nil {
		return Row{}, false, fmt.Errorf("%s: member %d: damaged: %w", r.file.Name(), number, err)
	}
	row := Row{Number: l.Member, Key: l.Key, Error: l.Error, Values: l.Values}
	for _, s := range l.Series {
		row.Series = append(row.Series, s)
	}
	return row, true, nil
}

// count is how many members have a row, and how many of these failed.
func (r *rowsFile) count() (done, failed int) {
	for i, at := range r.at {
		if at >= 0 {
			done++
		}
		if r.failed[i] {
			failed++
		}
	}
	return done, failed
}

func (r *rowsFile) close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}
