package report

import "strings"

// column is a column of a table.
type column struct {
	title string
	right bool // numbers stand to the right
}

// row is a line of cells, each of one line or several; or a note across the
// table, or a heading.
type row struct {
	cells []string
	note  string
	head  bool // the note is a heading
}

// table lays out rows. Its first column takes what is left of the width and is
// wrapped; the others are as wide as their widest cell.
type table struct {
	columns []column
	rows    []row
	indent  string // of the first column, below headings
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, row{cells: cells}) }

func (t *table) note(s string) { t.rows = append(t.rows, row{note: s}) }

func (t *table) head(s string) { t.rows = append(t.rows, row{note: s, head: true}) }

const (
	gap        = 2  // columns between columns
	leastFirst = 18 // columns that the first column should have
	tableLeast = 10 // columns of the first column, below which a table becomes a list
)

// widths are those of the columns on a page. The first is what is left, or its
// widest cell where that is less.
func (t *table) widths(page int) []int {
	w := make([]int, len(t.columns))
	widen := func(i int, cell string) {
		for l := range strings.SplitSeq(cell, "\n") {
			w[i] = max(w[i], columns(l))
		}
	}
	for i, c := range t.columns {
		widen(i, c.title)
		for _, r := range t.rows {
			if r.note == "" {
				widen(i, t.indented(i, r.cells[i]))
			}
		}
	}
	left := page
	for _, width := range w[1:] {
		left -= width + gap
	}
	w[0] = min(w[0], left)
	return w
}

// indented is a cell as wide as it stands on the page.
func (t *table) indented(i int, cell string) string {
	if i == 0 {
		return t.indent + cell
	}
	return cell
}

// fits says whether the first column has room enough.
func (t *table) fits(page, least int) bool {
	w := t.widths(page)
	natural := 0
	for _, r := range t.rows {
		if r.note == "" {
			natural = max(natural, columns(t.indented(0, r.cells[0])))
		}
	}
	return w[0] >= min(least, natural)
}

// put adds the table to the page, or where even a narrow first column leaves no
// room, each row as a list of its cells.
func (p *page) put(t table) {
	if len(t.rows) == 0 {
		return
	}
	if !t.fits(p.Width, tableLeast) {
		p.list(t)
		return
	}
	w := t.widths(p.Width)
	titles := make([]string, len(t.columns))
	for i, c := range t.columns {
		titles[i] = c.title
	}
	p.cells(t, titles, w, p.faint)
	for _, r := range t.rows {
		if r.note != "" {
			p.across(r)
			continue
		}
		p.cells(t, r.cells, w, func(s string) string { return s })
	}
}

// across adds a note or a heading of a table.
func (p *page) across(r row) {
	if r.head {
		p.title("%s", r.note)
		return
	}
	p.text("  ", "%s", r.note)
}

// cells adds one row, as many lines as its longest cell.
func (p *page) cells(t table, cells []string, w []int, style func(string) string) {
	height := 0
	split := make([][]string, len(cells))
	for i, c := range cells {
		split[i] = strings.Split(c, "\n")
		if i == 0 {
			split[i] = wrapped(c, w[0]-len(t.indent))
			for n := range split[i] {
				split[i][n] = t.indent + split[i][n]
			}
		}
		height = max(height, len(split[i]))
	}
	for n := range height {
		line := ""
		for i := range cells {
			cell := ""
			if n < len(split[i]) {
				cell = split[i][n]
			}
			if i > 0 {
				line += strings.Repeat(" ", gap)
			}
			line += padded(cell, w[i], t.columns[i].right)
		}
		p.line(style(strings.TrimRight(line, " ")))
	}
}

// list adds each row as a paragraph: the first cell, then "title cell" for the
// others, line by line.
func (p *page) list(t table) {
	for _, r := range t.rows {
		if r.note != "" {
			p.across(r)
			continue
		}
		p.text("", "%s", r.cells[0])
		for n := range strings.Count(longest(r.cells[1:]), "\n") + 1 {
			var parts []string
			for i, c := range r.cells[1:] {
				lines := strings.Split(c, "\n")
				if n < len(lines) && lines[n] != "" {
					parts = append(parts, strings.TrimSpace(t.columns[i+1].title+" "+lines[n]))
				}
			}
			p.text("  ", "%s", strings.Join(parts, ", "))
		}
	}
}

// longest is the cell of most lines.
func longest(cells []string) string {
	most := ""
	for _, c := range cells {
		if strings.Count(c, "\n") > strings.Count(most, "\n") {
			most = c
		}
	}
	return most
}
