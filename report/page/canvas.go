package page

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// point is a place on a canvas, in pixels from the upper left.
type point struct{ x, y float64 }

// paint is how something is drawn. Colours are #rrggbb; empty: not.
type paint struct {
	fill    string
	stroke  string
	width   float64
	dashed  bool
	opacity float64 // of the fill; 0 counts as 1
}

// anchor is where a text stands to its place.
type anchor string

const (
	start  anchor = "start"
	middle anchor = "middle"
	end    anchor = "end"
)

// canvas is what a figure is drawn on. There are two: SVG for the page and for
// print, pixels for programs that take no SVG. Both draw the same few things,
// so a figure is written once.
type canvas interface {
	path(points []point, closed bool, p paint)
	circle(at point, r float64, p paint)
	text(at point, s string, size float64, a anchor, color string, bold bool)
}

// svg draws on a text.
type svg struct {
	width, height float64
	body          bytes.Buffer
}

// num is a coordinate: a tenth of a pixel is enough, and text stays short.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

func (s *svg) path(points []point, closed bool, p paint) {
	if len(points) == 0 {
		return
	}
	s.body.WriteString(`<path d="`)
	for i, at := range points {
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		s.body.WriteString(letter + num(at.x) + " " + num(at.y))
	}
	if closed {
		s.body.WriteString("Z")
	}
	s.body.WriteString(`"` + p.attributes() + "/>\n")
}

func (s *svg) circle(at point, r float64, p paint) {
	fmt.Fprintf(&s.body, `<circle cx="%s" cy="%s" r="%s"%s/>`+"\n", num(at.x), num(at.y), num(r), p.attributes())
}

func (s *svg) text(at point, text string, size float64, a anchor, color string, bold bool) {
	weight := ""
	if bold {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(&s.body, `<text x="%s" y="%s" font-size="%s" text-anchor="%s" fill="%s"%s>%s</text>`+"\n",
		num(at.x), num(at.y), num(size), a, color, weight, html.EscapeString(text))
}

// attributes are those of SVG.
func (p paint) attributes() string {
	fill := p.fill
	if fill == "" {
		fill = "none"
	}
	s := ` fill="` + fill + `"`
	if p.opacity > 0 && p.opacity < 1 {
		s += ` fill-opacity="` + strconv.FormatFloat(p.opacity, 'g', 3, 64) + `"`
	}
	if p.stroke != "" {
		s += ` stroke="` + p.stroke + `" stroke-width="` + num(p.width) + `" stroke-linejoin="round"`
	}
	if p.dashed {
		s += ` stroke-dasharray="4 3"`
	}
	return s
}

// whole is the finished picture. The title and the words are for readers who
// do not see it and for whoever finds the file alone.
func (s *svg) whole(title, words string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%[1]s" height="%[2]s" role="img" font-family="Helvetica, Arial, 'Liberation Sans', sans-serif">`+"\n", num(s.width), num(s.height))
	fmt.Fprintf(&b, "<title>%s</title>\n<desc>%s</desc>\n", html.EscapeString(title), html.EscapeString(words))
	b.Write(s.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// line draws a straight line.
func line(c canvas, x1, y1, x2, y2 float64, color string, width float64) {
	c.path([]point{{x1, y1}, {x2, y2}}, false, paint{stroke: color, width: width})
}

// rectangle draws a filled rectangle.
func rectangle(c canvas, x1, y1, x2, y2 float64, color string, opacity float64) {
	c.path([]point{{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}}, true, paint{fill: color, opacity: opacity})
}

// wide is about how wide a text is: letters of the fonts used are half as wide
// as high, more or less.
func wide(s string, size float64) float64 {
	return 0.53 * size * float64(len([]rune(s)))
}
