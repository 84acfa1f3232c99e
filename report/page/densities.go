package page

import "strings"

// Densities shows distributions as small histograms, a panel each: posterior
// against prior, or the outcomes of an arm.
type Densities struct {
	Panels []Density `json:"panels"`
}

// Density is one panel. The bins are equal parts of From..To; each list holds
// the share of each bin.
type Density struct {
	Title string    `json:"title"`
	Axis  string    `json:"axis"` // unit
	From  float64   `json:"from"`
	To    float64   `json:"to"`
	Prior []float64 `json:"prior"` // grey, behind; empty: flat
	Shown []float64 `json:"shown"` // the posterior
	Guess bool      `json:"guess"` // the parameter has no source
	Note  string    `json:"note"`  // such as: not identified
}

const (
	densityHeight = 70.0
	densityRow    = densityHeight + 62
	densityLeast  = 3 // panels in a row
)

func (d *Densities) empty() bool { return len(d.Panels) == 0 }

func (d *Densities) height(float64) float64 {
	rows := (len(d.Panels) + densityLeast - 1) / densityLeast
	return 24 + densityRow*float64(rows)
}

func (d *Densities) draw(c canvas, width float64) {
	rectangle(c, 8, 4, 28, 14, grey, 0.3)
	c.text(point{33, 13}, "prior", small, start, grey, false)
	rectangle(c, 78, 4, 98, 14, armColors[0], 0.65)
	c.text(point{103, 13}, "posterior; height: share of draws in a bin", small, start, grey, false)
	each := width / densityLeast
	for i, p := range d.Panels {
		p.draw(c, each*float64(i%densityLeast)+8, 24+densityRow*float64(i/densityLeast), each-20)
	}
}

func (p *Density) draw(c canvas, x, y, width float64) {
	note := p.Note
	if p.Guess { // not in the title, which may have to be cut
		note = strings.TrimSuffix("guess; "+note, "; ")
	}
	c.text(point{x, y + 13}, cut(p.Title, normal, 0.88*width), normal, start, black, true)
	prior := p.Prior
	if len(prior) == 0 {
		prior = make([]float64, max(len(p.Shown), 1))
		for i := range prior {
			prior[i] = 1 / float64(len(prior))
		}
	}
	most := 0.0
	for _, v := range append(append([]float64{}, prior...), p.Shown...) {
		most = max(most, v)
	}
	bottom := y + 22 + densityHeight
	bars := func(values []float64, color string, opacity float64) {
		each := width / float64(len(values))
		for i, v := range values {
			if v > 0 && most > 0 {
				rectangle(c, x+each*float64(i), bottom-v/most*densityHeight, x+each*float64(i+1)-0.8, bottom, color, opacity)
			}
		}
	}
	bars(prior, grey, 0.3)
	if len(p.Shown) > 0 {
		bars(p.Shown, armColors[0], 0.65)
	}
	line(c, x, bottom, x+width, bottom, grey, 1)
	c.text(point{x, bottom + 13}, number(p.From), small, start, grey, false)
	c.text(point{x + width, bottom + 13}, number(p.To), small, end, grey, false)
	c.text(point{x + width/2, bottom + 13}, cut(p.Axis, small, width*0.6), small, middle, grey, false)
	c.text(point{x, bottom + 27}, cut(note, small, width), small, start, grey, false)
}
