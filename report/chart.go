package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// year is one column of a chart.
type year struct {
	year             int
	median, low, top evidence.Number // over the members that hold months of it; top is the 95%
	observed         evidence.Number
	months           int // that the histories hold of it
}

// chart is one small picture: a column a year.
type chart struct {
	title  string
	about  string // scale, and what stands beside
	years  []year
	height int
	root   bool    // square-root scale; otherwise linear
	full   float64 // the number at the top
	label  func(float64) string
	many   bool // there are members to make a band
}

// glyphs are the marks of a chart.
type glyphs struct {
	parts                     []string // of a bar, by eighths
	full, band, median, point string
	base, tick, axis, corner  string
}

var (
	blocks = glyphs{[]string{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇"}, "█", "░", "━", "•", "─", "┴", "│", "└"}
	ascii  = glyphs{[]string{" ", "_", "_", "_", "#", "#", "#", "#"}, "#", ":", "=", "o", "-", "+", "|", "+"}
)

func (p *page) glyphs() glyphs {
	if p.ASCII {
		return ascii
	}
	return blocks
}

// margin is the columns left of a chart: a number, a blank and the axis.
const margin = 11

// perYear is how many columns a year has: a bar, the observed number, a blank.
func (p *page) perYear(years int) int { return min((p.Width-margin)/max(years, 1), 3) }

// draw adds a chart: its title, its rows from the top down and its base.
func (p *page) draw(c chart) {
	if c.title != "" {
		p.blank()
		p.title("%s", c.title)
		p.text("", "%s", c.about)
	}
	g, each := p.glyphs(), p.perYear(len(c.years))
	for r := c.height - 1; r >= 0; r-- {
		line := padded(c.rowLabel(r), margin-2, true) + " " + g.axis
		for _, y := range c.years {
			bar, point := c.barIn(y, r, g), ""
			if c.pointIn(y) == r {
				point = g.point
			}
			line += p.yearCell(bar, point, each)
		}
		p.line(line)
	}
	base := padded("0", margin-2, true) + " " + g.corner
	for _, y := range c.years {
		mark := g.base
		if y.year%5 == 0 {
			mark = g.tick
		}
		base += mark + strings.Repeat(g.base, each-1)
	}
	p.line(base)
}

// yearCell is one year in one row. Where a year has one column only, the
// observed number stands on the bar.
func (p *page) yearCell(bar, point string, each int) string {
	if each == 1 {
		if point != "" {
			return p.observed(point)
		}
		return bar
	}
	if point == "" {
		return bar + strings.Repeat(" ", each-1)
	}
	return bar + p.observed(point) + strings.Repeat(" ", each-2)
}

// axis adds the years, one label every five.
func (p *page) axis(years []year) {
	each := p.perYear(len(years))
	line := []rune(strings.Repeat(" ", margin+each*len(years)))
	for i, y := range years {
		if y.year%5 != 0 {
			continue
		}
		label := strconv.Itoa(y.year)
		if at := margin + i*each; at+len(label) <= len(line) {
			copy(line[at:], []rune(label))
		} else if at+2 <= len(line) {
			copy(line[at:], []rune(label[2:]))
		}
	}
	p.line(string(line))
}

// rise is how high a number stands, 0 to height.
func (c chart) rise(n evidence.Number) float64 {
	share := float64(n) / c.full
	if c.root {
		share = math.Sqrt(share)
	}
	return share * float64(c.height)
}

// at is the number that stands at a height.
func (c chart) at(height float64) float64 {
	share := height / float64(c.height)
	if c.root {
		share *= share
	}
	return share * c.full
}

// rowLabel is the number at the upper edge of a row: of the top row and of the
// one half as high.
func (c chart) rowLabel(r int) string {
	if r == c.height-1 || 2*(r+1) == c.height {
		return c.label(c.at(float64(r + 1)))
	}
	return ""
}

// barIn is what a year shows in a row. An ensemble is full up to the 5%, light
// up to the 95%, with a stroke in the row of the median, to the nearest row.
// One history is a bar to the eighth of a row, and so is the median where the
// band is narrower than a row can show. What is not zero shows.
func (c chart) barIn(y year, r int, g glyphs) string {
	if !y.median.Known() || c.full <= 0 {
		return " "
	}
	low, top := int(math.Round(c.rise(y.low))), int(math.Round(c.rise(y.top)))
	if !c.many || low == top {
		eighths := int(math.Round(c.rise(y.median) * 8))
		if y.median > 0 {
			eighths = max(eighths, 1)
		}
		if eighths >= 8*(r+1) {
			return g.full
		}
		return g.parts[max(eighths-8*r, 0)]
	}
	switch {
	case r < low:
		return g.full
	case r < top && y.median > 0 && r == c.cell(y.median):
		return g.median
	case r < top:
		return g.band
	}
	return " "
}

// cell is the row that a number falls into.
func (c chart) cell(n evidence.Number) int {
	return min(max(int(math.Ceil(c.rise(n)-1e-9))-1, 0), c.height-1)
}

// pointIn is the row of the observed number; -1 where nothing is observed.
func (c chart) pointIn(y year) int {
	if !y.observed.Known() || c.full <= 0 {
		return -1
	}
	return c.cell(y.observed)
}

// most is the largest of some numbers of the years, and its year.
func most(years []year, of func(year) evidence.Number) (n evidence.Number, at int) {
	n = evidence.Missing()
	for _, y := range years {
		if v := of(y); v.Known() && (!n.Known() || v > n) {
			n, at = v, y.year
		}
	}
	return n, at
}

// largest tells the largest numbers of a chart, in words.
func (c chart) largest(dash string) string {
	var parts []string
	if n, at := most(c.years, func(y year) evidence.Number { return y.observed }); n.Known() {
		parts = append(parts, fmt.Sprintf("observed %s in %d", exact(n), at))
	}
	if n, at := most(c.years, func(y year) evidence.Number { return y.median }); n.Known() {
		simulated := fmt.Sprintf("simulated %s in %d", c.label(float64(n)), at)
		if c.many {
			for _, y := range c.years {
				if y.year == at {
					simulated += fmt.Sprintf(" (band %s%s%s)", c.label(float64(y.low)), dash, c.label(float64(y.top)))
				}
			}
		}
		parts = append(parts, simulated)
	}
	if n, at := most(c.years, func(y year) evidence.Number { return y.top }); n.Known() && c.many && !strings.Contains(parts[len(parts)-1], fmt.Sprintf("in %d (", at)) {
		parts = append(parts, fmt.Sprintf("the band reaches %s in %d", c.label(float64(n)), at))
	}
	if len(parts) == 0 {
		return "nothing is simulated or observed"
	}
	return "largest: " + strings.Join(parts, "; ")
}
