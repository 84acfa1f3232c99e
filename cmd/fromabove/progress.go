package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

// bar shows how far a run is: one line that is drawn again on a terminal, a
// plain line every ten seconds elsewhere.
type bar struct {
	out      io.Writer
	terminal bool
	start    time.Time
	drawn    time.Time
}

// progressTo draws to out, which must be where errors go, so that results can
// be piped.
func progressTo(out io.Writer) *bar {
	file, ok := out.(*os.File)
	now := time.Now()
	return &bar{out: out, terminal: ok && term.IsTerminal(int(file.Fd())), start: now, drawn: now}
}

// Step is told months done of all.
func (b *bar) Step(done, total int) {
	every := 10 * time.Second
	if b.terminal {
		every = 100 * time.Millisecond
	}
	if time.Since(b.drawn) < every || total == 0 {
		return
	}
	b.drawn = time.Now()
	left := time.Duration(float64(time.Since(b.start)) / float64(max(done, 1)) * float64(total-done)).Round(time.Second)
	if b.terminal {
		const width = 30
		full := width * done / total
		fmt.Fprintf(b.out, "\r  [%s%s] %d of %d months, %v left ", fill('=', full), fill(' ', width-full), done, total, left)
		return
	}
	fmt.Fprintf(b.out, "%d of %d months, %v left\n", done, total, left)
}

// Done clears the line.
func (b *bar) Done() {
	if b.terminal {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}

func fill(with byte, n int) string {
	s := make([]byte, n)
	for i := range s {
		s[i] = with
	}
	return string(s)
}

// width of the terminal that out is, or 100.
func width(out io.Writer) (columns int, terminal bool) {
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		if w, _, err := term.GetSize(int(file.Fd())); err == nil && w > 40 {
			return w, true
		}
		return 100, true
	}
	return 100, false
}
