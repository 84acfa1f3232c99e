package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// page gathers lines, none wider than its width.
type page struct {
	Options
	out   bytes.Buffer
	known string // the warning of known, once the heading is written
}

func newPage(opt Options) *page {
	if opt.Width <= 0 {
		opt.Width = usualWidth
	}
	opt.Width = max(opt.Width, leastWidth)
	return &page{Options: opt}
}

// write hands the whole page over at once.
func (p *page) write(w io.Writer) error {
	_, err := w.Write(p.out.Bytes())
	return err
}

// line adds one line as it stands, without the blanks at its end.
func (p *page) line(s string) {
	p.out.WriteString(strings.TrimRight(s, " "))
	p.out.WriteByte('\n')
}

func (p *page) blank() { p.line("") }

// title adds a line in bold, wrapped where it must be.
func (p *page) title(format string, args ...any) {
	for _, l := range wrapped(fmt.Sprintf(format, args...), p.Width) {
		p.line(p.bold(l))
	}
}

// section is a title with a blank line before it.
func (p *page) section(format string, args ...any) {
	p.blank()
	p.title(format, args...)
}

// text adds a paragraph, every line of it indented.
func (p *page) text(indent, format string, args ...any) {
	for _, l := range wrapped(fmt.Sprintf(format, args...), p.Width-len(indent)) {
		p.line(indent + l)
	}
}

// item adds a paragraph whose first line is indented otherwise than the rest.
func (p *page) item(first, rest, format string, args ...any) {
	for i, l := range wrapped(fmt.Sprintf(format, args...), p.Width-max(len(first), len(rest))) {
		if i == 0 {
			p.line(first + l)
		} else {
			p.line(rest + l)
		}
	}
}

// Escape codes, where colours are welcome.
func (p *page) bold(s string) string     { return p.styled("1", s) }
func (p *page) faint(s string) string    { return p.styled("2", s) }
func (p *page) observed(s string) string { return p.styled("33", s) } // what the record says

func (p *page) styled(code, s string) string {
	if !p.Color || strings.TrimSpace(s) == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// dash stands between the ends of a range.
func (p *page) dash() string {
	if p.ASCII {
		return "-"
	}
	return "–"
}

// columns is how wide a text is: runes, of which each here takes one column.
func columns(s string) int { return utf8.RuneCountInString(s) }

// wrapped breaks a text at blanks into lines of at most so many columns. A word
// that is wider is cut. No text gives no line.
func wrapped(s string, width int) []string {
	width = max(width, 1)
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && columns(line)+1+columns(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for columns(word) > width {
			runes := []rune(word)
			lines = append(lines, string(runes[:width]))
			word = string(runes[width:])
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// padded fills a text with blanks to a width, on the left if right is set.
func padded(s string, width int, right bool) string {
	blanks := strings.Repeat(" ", max(width-columns(s), 0))
	if right {
		return blanks + s
	}
	return s + blanks
}
