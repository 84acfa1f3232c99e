package abc

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Line is a line of the head of a journal or a posterior: key and value.
type Line struct{ Key, Value string }

// Journal is the log of a calibration: every candidate that was run, by
// generation and number, as soon as those before it are known. The head says
// what the calibration depends on.
type Journal struct {
	file  *os.File
	known map[[2]int]journalled
}

// journalled is a row.
type journalled struct {
	Distance
	values []float64
	where  string // file and line
}

// same refuses a row that is of another candidate.
func (k journalled) same(p Particle) error {
	if slices.Equal(k.values, p.Values) {
		return nil
	}
	return fmt.Errorf("%s: candidate %d of generation %d is %v there and %v here: the journal is of another calibration; remove the file to begin anew",
		k.where, p.Number, p.Generation, k.values, p.Values)
}

// OpenJournal begins a journal at path, or goes on with the one that lies
// there; one with another head is refused, with the line that differs. A last
// line that is not whole is dropped.
func OpenJournal(path string, head []Line, parts []string, parameters []Parameter) (*Journal, error) {
	j := &Journal{known: map[[2]int]journalled{}}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	columns := slices.Concat([]string{"generation", "number", "distance"}, parts, keys(parameters))
	top := headed(head) + csvLine(columns)
	whole := string(text[:bytes.LastIndexByte(text, '\n')+1])
	switch rest, ours := strings.CutPrefix(whole, top); {
	case ours:
		if err := j.read(path, strings.Count(top, "\n"), rest, len(parts), len(columns)); err != nil {
			return nil, err
		}
	case strings.HasPrefix(top, whole): // empty, or killed before it had begun
		whole = top
	default:
		return nil, notOurs(path, whole, top)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	if j.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, err
	}
	_, err = j.file.WriteAt([]byte(whole), 0)
	err = errors.Join(err, j.file.Truncate(int64(len(whole))))
	if _, seek := j.file.Seek(0, 2); err != nil || seek != nil {
		return nil, errors.Join(err, seek, j.file.Close())
	}
	return j, nil
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }

// Known is how many runs it holds.
func (j *Journal) Known() int { return len(j.known) }

// notOurs says in which line a journal differs.
func notOurs(path, have, want string) error {
	there, here := strings.Split(have, "\n"), strings.Split(want, "\n")
	for i, line := range here {
		if i >= len(there) || there[i] != line {
			was := ""
			if i < len(there) {
				was = there[i]
			}
			return fmt.Errorf("%s:%d: belongs to another calibration: there %q, here %q; remove the file to begin anew", path, i+1, was, line)
		}
	}
	return fmt.Errorf("%s: belongs to another calibration; remove the file to begin anew", path)
}

func (j *Journal) read(path string, top int, rows string, parts, columns int) error {
	line := top
	for row := range strings.Lines(rows) {
		line++
		where := fmt.Sprintf("%s:%d", path, line)
		numbers, err := numbersOf(row, columns)
		if err != nil {
			return fmt.Errorf("%s: %w", where, err)
		}
		j.known[[2]int{int(numbers[0]), int(numbers[1])}] = journalled{
			Distance: Distance{Total: numbers[2], Parts: numbers[3 : 3+parts]}, values: numbers[3+parts:], where: where}
	}
	return nil
}

// add writes a run down.
func (j *Journal) add(p Particle) error {
	_, err := j.file.WriteString(csvLine(slices.Concat(
		[]string{strconv.Itoa(p.Generation), strconv.Itoa(p.Number)}, written([]float64{p.Total}), written(p.Parts), written(p.Values))))
	return err
}

func keys(parameters []Parameter) []string {
	out := make([]string, len(parameters))
	for i, p := range parameters {
		out[i] = p.Key
	}
	return out
}

// headed are the lines of a head as comments.
func headed(head []Line) string {
	var b strings.Builder
	for _, l := range head {
		fmt.Fprintf(&b, "# %s: %s\n", l.Key, strings.ReplaceAll(l.Value, "\n", " "))
	}
	return b.String()
}

// csvLine is a row of a table; nothing in it holds a line break.
func csvLine(cells []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(cells) // a Builder takes everything
	w.Flush()
	return b.String()
}

// written are numbers in full, so that they are read again to the last bit;
// what is undefined is empty.
func written(numbers []float64) []string {
	out := make([]string, len(numbers))
	for i, v := range numbers {
		if !math.IsNaN(v) {
			out[i] = strconv.FormatFloat(v, 'g', -1, 64)
		}
	}
	return out
}

// numbersOf reads a row of numbers.
func numbersOf(row string, columns int) ([]float64, error) {
	cells, err := csv.NewReader(strings.NewReader(row)).Read()
	if err != nil {
		return nil, err
	}
	if len(cells) != columns {
		return nil, fmt.Errorf("%d columns, want %d", len(cells), columns)
	}
	numbers := make([]float64, len(cells))
	for i, cell := range cells {
		if cell == "" {
			numbers[i] = math.NaN()
		} else if numbers[i], err = strconv.ParseFloat(cell, 64); err != nil {
			return nil, err
		}
	}
	return numbers, nil
}
