package page

import (
	"fmt"
	"math"
	"strings"
)

// Figure is one picture of a page, with the words below it. One of the four
// drawings is set.
type Figure struct {
	Name      string     `json:"name"` // of its files, such as fan-arrests
	Title     string     `json:"title"`
	Caption   string     `json:"caption"`
	Fan       *Fan       `json:"fan,omitempty"`
	Intervals *Intervals `json:"intervals,omitempty"`
	Densities *Densities `json:"densities,omitempty"`
}

// drawing is what a figure shows: its height at a width, and itself.
type drawing interface {
	height(width float64) float64
	draw(c canvas, width float64)
	empty() bool
}

// figureWidth is how wide figures are, in pixels of the page: 18 cm of A4.
const figureWidth = 680.0

func (f *Figure) drawing() drawing {
	switch {
	case f.Fan != nil:
		return f.Fan
	case f.Intervals != nil:
		return f.Intervals
	case f.Densities != nil:
		return f.Densities
	}
	return nil
}

// check refuses a figure that shows nothing.
func (f *Figure) check() error {
	switch d := f.drawing(); {
	case f.Name == "" || strings.ContainsAny(f.Name, `/\ `):
		return fmt.Errorf("a figure's name is %q; want letters, digits and dashes, since its files are called so", f.Name)
	case d == nil:
		return fmt.Errorf("figure %s: has no fan, no intervals and no densities", f.Name)
	case d.empty():
		return fmt.Errorf("figure %s: nothing is in it", f.Name)
	}
	return nil
}

// SVG is the figure as SVG; words say how it is made again.
func (f *Figure) SVG(words string) []byte {
	d := f.drawing()
	s := &svg{width: figureWidth, height: d.height(figureWidth)}
	d.draw(s, figureWidth)
	return s.whole(f.Title, words)
}

// footer is the height of the lines below a figure that stands alone.
const footer = 13.0

// alone draws a figure that leaves the page: with its title above and the words
// that make it again below.
func (f *Figure) alone(c canvas, words []string) {
	rectangle(c, 0, 0, figureWidth, f.aloneHeight(words), "#ffffff", 1)
	c.text(point{8, 18}, cut(f.Title, 14, figureWidth-16), 14, start, black, true)
	f.drawing().draw(shifted{c, 26}, figureWidth)
	for i, w := range words {
		y := 26 + f.drawing().height(figureWidth) + footer*float64(i+1)
		c.text(point{8, y}, w, 9, start, grey, false)
	}
}

func (f *Figure) aloneHeight(words []string) float64 {
	return 26 + f.drawing().height(figureWidth) + footer*float64(len(words)) + 8
}

// shifted is a canvas further down.
type shifted struct {
	canvas
	down float64
}

func (s shifted) path(points []point, closed bool, p paint) {
	moved := make([]point, len(points))
	for i, at := range points {
		moved[i] = point{at.x, at.y + s.down}
	}
	s.canvas.path(moved, closed, p)
}

func (s shifted) circle(at point, r float64, p paint) {
	s.canvas.circle(point{at.x, at.y + s.down}, r, p)
}

func (s shifted) text(at point, text string, size float64, a anchor, color string, bold bool) {
	s.canvas.text(point{at.x, at.y + s.down}, text, size, a, color, bold)
}

// files are the figure as SVG and PNG, standing alone.
func (f *Figure) files(words []string) (vector, pixels []byte, err error) {
	high := f.aloneHeight(words)
	s := &svg{width: figureWidth, height: high}
	f.alone(s, words)
	r := newRaster(figureWidth, high)
	f.alone(r, words)
	pixels, err = r.png()
	return s.whole(f.Title, strings.Join(words, "; ")), pixels, err
}

// sheet is the height that a figure may have: more does not fit on A4 with its
// caption, and a printer would cut it.
const sheet = 800.0

// paged cuts the figures of a page that are too high into several.
func paged(p *Page) *Page {
	for i := range p.Sections {
		var figures []Figure
		for _, f := range p.Sections[i].Figures {
			figures = append(figures, f.parts()...)
		}
		p.Sections[i].Figures = figures
	}
	return p
}

// parts are a figure's groups or panels on as many figures as they need.
func (f Figure) parts() []Figure {
	var all []Figure
	part := func(change func(*Figure)) {
		next := f
		change(&next)
		if len(all) > 0 {
			next.Name = fmt.Sprintf("%s-%d", f.Name, len(all)+1)
			next.Title += ", continued"
		}
		all = append(all, next)
	}
	switch {
	case f.Intervals != nil && f.Intervals.height(figureWidth) > sheet:
		from, high := 0, 0.0
		groups := f.Intervals.Groups
		for i := range groups {
			if h := groups[i].height(); i > from && high+h > sheet {
				part(func(g *Figure) { g.Intervals = &Intervals{groups[from:i]} })
				from, high = i, 0
			}
			high += groups[i].height()
		}
		part(func(g *Figure) { g.Intervals = &Intervals{groups[from:]} })
	case f.Densities != nil && f.Densities.height(figureWidth) > sheet:
		most := int(math.Floor((sheet-24)/densityRow)) * densityLeast
		for panels := f.Densities.Panels; len(panels) > 0; panels = panels[min(most, len(panels)):] {
			part(func(g *Figure) { g.Densities = &Densities{panels[:min(most, len(panels))]} })
		}
	default:
		return []Figure{f}
	}
	return all
}
