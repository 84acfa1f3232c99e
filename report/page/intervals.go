package page

import "math"

// Intervals shows numbers with their intervals, a row each, in groups that
// share an axis: contrasts of an outcome, Shapley values, sensitivities.
type Intervals struct {
	Groups []Group `json:"groups"`
}

// Group is a stack of rows with one axis.
type Group struct {
	Title string     `json:"title"` // empty: none
	Axis  string     `json:"axis"`  // what the numbers are, with their unit
	Bars  bool       `json:"bars"`  // from Base to the value; otherwise a dot
	Base  float64    `json:"base"`  // a line is drawn there; of a contrast 0
	Rows  []Interval `json:"rows"`
}

// Interval is one row.
type Interval struct {
	Label  string  `json:"label"`
	Value  Number  `json:"value"`
	Low    Number  `json:"low"`
	High   Number  `json:"high"`
	Behind *Behind `json:"behind,omitempty"`
	Guess  bool    `json:"guess"` // the row is about a parameter without a source
	Note   string  `json:"note"`  // at the end of the row: members, a verdict
}

// Behind is a second number of a row, drawn lighter behind the first: a total
// index behind the first-order one.
type Behind struct {
	Value Number `json:"value"`
	Low   Number `json:"low"`
	High  Number `json:"high"`
}

const (
	rowHeight   = 19.0
	groupTitle  = 20.0
	axisHeight  = 40.0
	labelMargin = 210.0
	noteMargin  = 130.0
)

func (v *Intervals) empty() bool {
	for _, g := range v.Groups {
		if len(g.Rows) > 0 {
			return false
		}
	}
	return true
}

func (v *Intervals) height(float64) float64 {
	high := 4.0
	for _, g := range v.Groups {
		high += g.height()
	}
	return high
}

func (g *Group) height() float64 {
	high := rowHeight*float64(len(g.Rows)) + axisHeight
	if g.Title != "" {
		high += groupTitle
	}
	return high
}

// span is from the least to the largest number of a group, the base included,
// with a little room.
func (g *Group) span() (from, to float64) {
	from, to = g.Base, g.Base
	for _, r := range g.Rows {
		all := []Number{r.Value, r.Low, r.High}
		if r.Behind != nil {
			all = append(all, r.Behind.Value, r.Behind.Low, r.Behind.High)
		}
		for _, n := range all {
			if n.Known() {
				from, to = min(from, float64(n)), max(to, float64(n))
			}
		}
	}
	if from == to {
		return from - 1, to + 1
	}
	room := (to - from) * 0.04
	return from - room, to + room
}

func (v *Intervals) draw(c canvas, width float64) {
	y := 4.0
	for i := range v.Groups {
		v.Groups[i].draw(c, y, width)
		y += v.Groups[i].height()
	}
}

func (g *Group) draw(c canvas, y, width float64) {
	if g.Title != "" {
		c.text(point{8, y + 13}, cut(g.Title, normal, width-16), normal, start, black, true)
		y += groupTitle
	}
	from, to := g.span()
	across := scale{from: from, to: to, at: labelMargin, long: width - labelMargin - noteMargin}
	bottom := y + rowHeight*float64(len(g.Rows))
	for _, v := range across.ticks(5) {
		line(c, across.place(v), y, across.place(v), bottom+4, faint, 1)
		c.text(point{across.place(v), bottom + 16}, number(v), small, middle, grey, false)
	}
	line(c, across.place(g.Base), y, across.place(g.Base), bottom+4, grey, 1.2)
	c.text(point{across.at + across.long/2, bottom + 31}, cut(g.Axis, small, width-16), small, middle, black, false)
	for i, r := range g.Rows {
		g.row(c, across, y+rowHeight*(float64(i)+0.5), r)
	}
}

func (g *Group) row(c canvas, across scale, y float64, r Interval) {
	label := r.Label
	if r.Guess {
		label += " (guess)"
	}
	c.text(point{labelMargin - 10, y + 4}, cut(label, normal, labelMargin-14), normal, end, black, false)
	c.text(point{across.at + across.long + 8, y + 4}, cut(r.Note, small, noteMargin-10), small, start, grey, false)
	if !r.Value.Known() {
		c.text(point{across.place(g.Base) + 6, y + 4}, "not defined", small, start, grey, false)
		return
	}
	color := armColors[0]
	if b := r.Behind; b != nil && b.Value.Known() {
		g.bar(c, across, y, 7, float64(b.Value), color, 0.25)
		whisker(c, across, y+3, b.Low, b.High, grey, 1)
	}
	if g.Bars {
		g.bar(c, across, y, 5, float64(r.Value), color, 0.75)
		whisker(c, across, y, r.Low, r.High, black, 1.2)
		return
	}
	whisker(c, across, y, r.Low, r.High, color, 2)
	fill := color
	if r.Low.Known() && r.High.Known() && float64(r.Low) <= g.Base && g.Base <= float64(r.High) {
		fill = "#ffffff" // the interval holds the base: hollow
	}
	c.circle(point{across.place(float64(r.Value)), y}, 4, paint{fill: fill, stroke: color, width: 1.6})
}

func (g *Group) bar(c canvas, across scale, y, half, v float64, color string, opacity float64) {
	a, b := across.place(g.Base), across.place(v)
	rectangle(c, math.Min(a, b), y-half, math.Max(a, b), y+half, color, opacity)
}

// whisker is an interval as a line with ends.
func whisker(c canvas, across scale, y float64, low, high Number, color string, width float64) {
	if !low.Known() || !high.Known() {
		return
	}
	a, b := across.place(float64(low)), across.place(float64(high))
	line(c, a, y, b, y, color, width)
	line(c, a, y-3, a, y+3, color, width)
	line(c, b, y-3, b, y+3, color, width)
}
