package lab

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

// HeadLine is a line of a journal's head: what the search depends on.
type HeadLine struct{ Key, Value string }

// Evaluation is one parameter point with its loss: a row of a journal.
type Evaluation struct {
	Generation int // 0: the start; one more than the last: the middle of the cloud at the end
	Number     int // within the generation, from 1; of those two 0
	Members    int // histories that it was judged by
	Loss       Loss
	Values     []float64 // of the parameters, in the order of the ranges
}

// Journal is the log of a search: a table on disk with a head of comments, to
// which each evaluation is added as soon as it is known. A search that was
// killed reads it and need not run again what stands in it.
type Journal struct {
	parts, keys []string // columns of the loss and of the parameters
	file        *os.File
	known       map[string]Evaluation // by members and values
}

// OpenJournal begins a journal at path, or goes on with the one that lies
// there. One with another head belongs to another search and is refused, with
// the line that differs. A last line that is not whole is dropped.
func OpenJournal(path string, head []HeadLine, parts, keys []string) (*Journal, error) {
	j := &Journal{parts: parts, keys: keys, known: map[string]Evaluation{}}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	whole := text[:bytes.LastIndexByte(text, '\n')+1]
	want := j.top(head)
	if n := bytes.Count(whole, []byte("\n")); n < bytes.Count(want, []byte("\n")) && bytes.HasPrefix(want, whole) {
		whole = nil // killed before it had begun
	}
	if len(whole) > 0 {
		if err := j.read(path, whole, want); err != nil {
			return nil, err
		}
	} else {
		whole = want
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	if j.file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, err
	}
	_, err = j.file.WriteAt(whole, 0)
	if err == nil {
		err = j.file.Truncate(int64(len(whole)))
	}
	if err == nil {
		_, err = j.file.Seek(0, 2)
	}
	if err != nil {
		return nil, errors.Join(err, j.file.Close())
	}
	return j, nil
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }

// top is the head and the line of columns.
func (j *Journal) top(head []HeadLine) []byte {
	var b bytes.Buffer
	for _, l := range head {
		fmt.Fprintf(&b, "# %s: %s\n", l.Key, l.Value)
	}
	b.WriteString(csvLine(slices.Concat([]string{"generation", "number", "members", "loss"}, j.parts, j.keys)))
	return b.Bytes()
}

// csvLine is a row of the table; nothing in it holds a line break.
func csvLine(cells []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(cells) // a Builder takes everything
	w.Flush()
	return b.String()
}

// read takes over the evaluations of a journal.
func (j *Journal) read(path string, text, want []byte) error {
	lines, wanted := bytes.SplitAfter(text, []byte("\n")), bytes.SplitAfter(bytes.TrimSuffix(want, []byte("\n")), []byte("\n"))
	for i, w := range wanted {
		have := ""
		if i < len(lines) {
			have = strings.TrimSpace(string(lines[i]))
		}
		if want := strings.TrimSpace(string(w)); have != want {
			return fmt.Errorf("%s:%d: belongs to another search: %s; remove the file to begin anew", path, i+1, difference(have, want))
		}
	}
	for i, l := range lines[len(wanted):] {
		if len(l) == 0 {
			continue
		}
		e, err := j.parse(string(l))
		if err != nil {
			return fmt.Errorf("%s:%d: %w", path, len(wanted)+i+1, err)
		}
		j.known[key(e.Members, e.Values)] = e
	}
	return nil
}

// difference shows two lines from shortly before they part.
func difference(have, want string) string {
	from := 0
	for from < min(len(have), len(want)) && have[from] == want[from] {
		from++
	}
	shown := func(s string) string {
		s = strings.ToValidUTF8(s[max(0, from-20):min(len(s), from+40)], "")
		return strconv.Quote(s)
	}
	return "there " + shown(have) + ", here " + shown(want)
}

// parse reads one row.
func (j *Journal) parse(text string) (e Evaluation, err error) {
	cells, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return e, err
	}
	if want := 4 + len(j.parts) + len(j.keys); len(cells) != want {
		return e, fmt.Errorf("%d columns, want %d", len(cells), want)
	}
	for i, at := range []*int{&e.Generation, &e.Number, &e.Members} {
		if *at, err = strconv.Atoi(cells[i]); err != nil {
			return e, err
		}
	}
	numbers := make([]float64, len(cells)-3)
	for i, cell := range cells[3:] {
		if cell == "" {
			numbers[i] = math.NaN()
		} else if numbers[i], err = strconv.ParseFloat(cell, 64); err != nil {
			return e, err
		}
	}
	e.Loss = Loss{Total: numbers[0], Parts: numbers[1 : 1+len(j.parts)]}
	e.Values = numbers[1+len(j.parts):]
	return e, nil
}

// row writes one row: every number in full, so that it is read again to the
// last bit; what is undefined is empty.
func (j *Journal) row(e Evaluation) string {
	cells := []string{strconv.Itoa(e.Generation), strconv.Itoa(e.Number), strconv.Itoa(e.Members)}
	for _, v := range slices.Concat([]float64{e.Loss.Total}, e.Loss.Parts, e.Values) {
		cell := ""
		if !math.IsNaN(v) {
			cell = strconv.FormatFloat(v, 'g', -1, 64)
		}
		cells = append(cells, cell)
	}
	return csvLine(cells)
}

// key names an evaluation by what it depends on.
func key(members int, values []float64) string {
	b := strconv.AppendInt(nil, int64(members), 10)
	for _, v := range values {
		b = strconv.AppendUint(append(b, ' '), math.Float64bits(v), 16)
	}
	return string(b)
}

// find looks an evaluation up; the loss of one that is there is right for every
// generation that asks for it.
func (j *Journal) find(members int, values []float64) (Loss, bool) {
	e, ok := j.known[key(members, values)]
	return e.Loss, ok
}

// add writes an evaluation down.
func (j *Journal) add(e Evaluation) error {
	j.known[key(e.Members, e.Values)] = e
	_, err := j.file.WriteString(j.row(e))
	return err
}

// WriteLog writes a table of the given evaluations in the form of a journal,
// whole or not at all.
func (j *Journal) WriteLog(path string, head []HeadLine, rows []Evaluation) error {
	b := bytes.NewBuffer(j.top(head))
	for _, e := range rows {
		b.WriteString(j.row(e))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", b.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
