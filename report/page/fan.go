package page

import (
	"fmt"
	"math"
	"strconv"
)

// Fan shows a gauge by year: for each arm the median of its members within its
// bands, and what is observed. Up to two arms share a panel; more stand side by
// side, each above the median of the first.
type Fan struct {
	Axis     string     `json:"axis"` // the gauge and its unit, in words of docs/words.md
	Root     bool       `json:"root"` // square-root scale
	Share    bool       `json:"share"`
	Years    []int      `json:"years"`
	Arms     []FanArm   `json:"arms"`
	Observed []Observed `json:"observed"`
}

// FanArm is one arm of a fan, a number a year; a number that is missing is
// null.
type FanArm struct {
	Name    string   `json:"name"`
	Members int      `json:"members"`
	Low     []Number `json:"low_5"`
	Inner   []Number `json:"low_25"`
	Median  []Number `json:"median"`
	Outer   []Number `json:"high_75"`
	High    []Number `json:"high_95"`
}

// Observed is a figure of the evidence beside a year.
type Observed struct {
	ID    string `json:"id"`
	Year  int    `json:"year"`
	Value Number `json:"value"`
	Low   Number `json:"low"` // range of the literature
	High  Number `json:"high"`
	Grade string `json:"grade"`
	Given bool   `json:"given"` // given to the model or shown for context: agreement proves nothing
}

func (f *Fan) empty() bool { return len(f.Years) < 2 || len(f.Arms) == 0 }

// shared tells whether all arms are in one panel.
func (f *Fan) shared() bool { return len(f.Arms) <= 2 }

const (
	leftMargin  = 74.0
	rightMargin = 20.0
)

// panel is the height of the plot of one panel, without words.
func (f *Fan) panel() float64 {
	if f.shared() {
		return 200
	}
	return 130
}

func (f *Fan) perRow() int {
	if f.shared() {
		return 1
	}
	return 2
}

func (f *Fan) panels() int {
	if f.shared() {
		return 1
	}
	return len(f.Arms)
}

func (f *Fan) height(float64) float64 {
	rows := (f.panels() + f.perRow() - 1) / f.perRow()
	return f.head() + float64(rows)*(f.panel()+46)
}

// head is the height of the legend above the panels.
func (f *Fan) head() float64 {
	if f.shared() {
		return 42
	}
	return 58 // each panel has a title
}

// top is the largest number shown.
func (f *Fan) top() float64 {
	most := 0.0
	for _, a := range f.Arms {
		for _, column := range [][]Number{a.Median, a.High} {
			for _, v := range column {
				if v.Known() {
					most = max(most, float64(v))
				}
			}
		}
	}
	for _, o := range f.Observed {
		for _, v := range []Number{o.Value, o.High} {
			if v.Known() {
				most = max(most, float64(v))
			}
		}
	}
	return most
}

// bottom is the smallest number shown, 0 unless some are below.
func (f *Fan) bottom() float64 {
	least := 0.0
	for _, a := range f.Arms {
		for _, column := range [][]Number{a.Median, a.Low} {
			for _, v := range column {
				if v.Known() {
					least = min(least, float64(v))
				}
			}
		}
	}
	return least
}

func (f *Fan) draw(c canvas, width float64) {
	f.legend(c)
	each := width / float64(f.perRow())
	for i := range f.panels() {
		x := each * float64(i%f.perRow())
		y := f.head() + float64(i/f.perRow())*(f.panel()+46)
		arms := f.Arms
		if !f.shared() {
			arms = f.Arms[i : i+1]
			c.text(point{x + leftMargin, y + 2}, cut(f.name(f.Arms[i]), normal, each-leftMargin), normal, start, f.color(i), true)
		}
		f.one(c, x, y+12, each, arms, i)
	}
}

// legend says what the colours and marks are.
func (f *Fan) legend(c canvas) {
	x := 8.0
	c.text(point{x, 14}, f.axis(), normal, start, black, false)
	put := func(s string) {
		c.text(point{x, 31}, s, small, start, grey, false)
		x += wide(s, small) + 14
	}
	if f.shared() {
		for i, a := range f.Arms {
			rectangle(c, x, 23, x+20, 33, f.color(i), 0.25)
			line(c, x, 28, x+20, 28, f.color(i), 2)
			x += 25
			put(f.name(a))
		}
	} else {
		c.path([]point{{x, 28}, {x + 20, 28}}, false, paint{stroke: grey, width: 1.2, dashed: true})
		x += 25
		put("median of " + f.Arms[0].Name)
	}
	given, scored := false, false
	for _, o := range f.Observed {
		given, scored = given || o.Given, scored || !o.Given
	}
	if scored {
		f.mark(c, point{x + 4, 28}, false)
		x += 12
		put("observed, with its range")
	}
	if given {
		f.mark(c, point{x + 4, 28}, true)
		x += 12
		put("observed, context or input")
	}
}

func (f *Fan) axis() string {
	if f.Root {
		return f.Axis + " (square-root scale)"
	}
	return f.Axis
}

// name is an arm with the number of its members.
func (f *Fan) name(a FanArm) string {
	if a.Members == 1 {
		return a.Name + ", one history"
	}
	return fmt.Sprintf("%s, %d members", a.Name, a.Members)
}

func (f *Fan) color(arm int) string { return armColors[arm%len(armColors)] }

func (f *Fan) mark(c canvas, at point, given bool) {
	if given {
		c.circle(at, 3, paint{fill: "#ffffff", stroke: black, width: 1.1})
		return
	}
	c.circle(at, 3, paint{fill: black})
}

// one draws one panel.
func (f *Fan) one(c canvas, x, y, width float64, arms []FanArm, first int) {
	bottom, high := y+f.panel(), f.panel()
	top := f.top()
	if f.Root {
		top = roundUp(top)
	} else {
		step := roundStep((top - f.bottom()) / 4)
		top = math.Ceil(top/step-1e-9) * step
	}
	if top <= f.bottom() {
		top = f.bottom() + 1
	}
	across := scale{from: float64(f.Years[0]), to: float64(f.Years[len(f.Years)-1]), at: x + leftMargin, long: width - leftMargin - rightMargin}
	up := scale{from: f.bottom(), to: top, at: bottom, long: -high, root: f.Root && f.bottom() == 0}
	f.frame(c, across, up, x, bottom)
	for i, a := range arms {
		f.band(c, across, up, a.Low, a.High, f.color(first+i), 0.16)
		f.band(c, across, up, a.Inner, a.Outer, f.color(first+i), 0.24)
	}
	if !f.shared() && first > 0 {
		f.curve(c, across, up, f.Arms[0].Median, paint{stroke: grey, width: 1.2, dashed: true})
	}
	for i, a := range arms {
		f.curve(c, across, up, a.Median, paint{stroke: f.color(first + i), width: 2})
	}
	for _, o := range f.Observed {
		at := across.place(float64(o.Year))
		if o.Low.Known() && o.High.Known() && o.Low < o.High {
			line(c, at, up.place(float64(o.Low)), at, up.place(float64(o.High)), black, 1.1)
		}
		if o.Value.Known() {
			f.mark(c, point{at, up.place(float64(o.Value))}, o.Given)
		}
	}
}

// frame draws the axes with their numbers.
func (f *Fan) frame(c canvas, across, up scale, x, bottom float64) {
	left, right := across.at, across.at+across.long
	for _, v := range up.ticks(4) {
		line(c, left, up.place(v), right, up.place(v), faint, 1)
		label := number(v)
		if f.Share {
			label = number(100*v) + "%"
		}
		c.text(point{left - 6, up.place(v) + 4}, label, small, end, grey, false)
	}
	line(c, left, bottom, right, bottom, grey, 1)
	years := f.Years[len(f.Years)-1] - f.Years[0]
	each := 5
	if float64(years)/5*34 > across.long {
		each = 10
	}
	for _, y := range f.Years {
		at := across.place(float64(y))
		if y%each == 0 {
			line(c, at, bottom, at, bottom+5, grey, 1)
			c.text(point{at, bottom + 17}, strconv.Itoa(y), small, middle, grey, false)
		} else if each == 5 {
			line(c, at, bottom, at, bottom+3, faint, 1)
		}
	}
}

// band fills between two curves, in as many pieces as there are gaps.
func (f *Fan) band(c canvas, across, up scale, low, high []Number, color string, opacity float64) {
	for from := 0; from < len(f.Years); from++ {
		to := from
		for to < len(f.Years) && to < len(low) && to < len(high) && low[to].Known() && high[to].Known() {
			to++
		}
		var around []point
		for i := from; i < to; i++ {
			around = append(around, point{across.place(float64(f.Years[i])), up.place(float64(high[i]))})
		}
		for i := to - 1; i >= from; i-- {
			around = append(around, point{across.place(float64(f.Years[i])), up.place(float64(low[i]))})
		}
		if to-from > 1 {
			c.path(around, true, paint{fill: color, opacity: opacity})
		}
		from = max(from, to)
	}
}

// curve draws a line through the years that have a number.
func (f *Fan) curve(c canvas, across, up scale, values []Number, p paint) {
	var part []point
	flush := func() {
		if len(part) == 1 {
			c.circle(part[0], 1.5, paint{fill: p.stroke})
		} else if len(part) > 1 {
			c.path(part, false, p)
		}
		part = nil
	}
	for i, y := range f.Years {
		if i >= len(values) || !values[i].Known() {
			flush()
			continue
		}
		part = append(part, point{across.place(float64(y)), up.place(float64(values[i]))})
	}
	flush()
}
