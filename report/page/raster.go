package page

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// finer is how many pixels of a PNG a pixel of the page becomes: at a width of
// 17 cm, 320 to the inch.
const finer = 3

// raster draws on pixels. The rasteriser is that of golang.org/x/image, pure
// Go; lines become polygons first.
type raster struct {
	picture *image.RGBA
	pending [][]point // polygons that are painted together
	faces   map[typeface]font.Face
}

// typeface is a size of one of the two fonts.
type typeface struct {
	size float64
	bold bool
}

func newRaster(width, height float64) *raster {
	r := image.Rect(0, 0, int(math.Ceil(width*finer)), int(math.Ceil(height*finer)))
	made := &raster{picture: image.NewRGBA(r), faces: map[typeface]font.Face{}}
	draw.Draw(made.picture, r, image.White, image.Point{}, draw.Src)
	return made
}

// ink is a colour, not yet multiplied by its opacity.
func ink(hex string, opacity float64) color.NRGBA {
	if opacity <= 0 {
		opacity = 1
	}
	n, _ := strconv.ParseUint(hex[1:], 16, 32)
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), uint8(math.Round(255 * opacity))}
}

// fill paints the pending polygons, all at once so that what they share is
// painted once. Only the pixels about them are looked at: most are small.
func (r *raster) fill(c color.NRGBA) {
	box := image.Rectangle{image.Pt(math.MaxInt32, math.MaxInt32), image.Pt(math.MinInt32, math.MinInt32)}
	for _, polygon := range r.pending {
		for _, p := range polygon {
			box.Min.X, box.Min.Y = min(box.Min.X, int(math.Floor(p.x*finer))), min(box.Min.Y, int(math.Floor(p.y*finer)))
			box.Max.X, box.Max.Y = max(box.Max.X, int(math.Ceil(p.x*finer))), max(box.Max.Y, int(math.Ceil(p.y*finer)))
		}
	}
	if len(r.pending) == 0 || box.Empty() {
		r.pending = nil
		return
	}
	pen := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, polygon := range r.pending {
		for i, p := range polygon {
			x, y := float32(p.x*finer-float64(box.Min.X)), float32(p.y*finer-float64(box.Min.Y))
			if i == 0 {
				pen.MoveTo(x, y)
			} else {
				pen.LineTo(x, y)
			}
		}
		pen.ClosePath()
	}
	pen.Draw(r.picture, box, image.NewUniform(c), image.Point{})
	r.pending = nil
}

func (r *raster) polygon(points []point) { r.pending = append(r.pending, points) }

func (r *raster) path(points []point, closed bool, p paint) {
	if len(points) == 0 {
		return
	}
	if p.fill != "" {
		r.polygon(points)
		r.fill(ink(p.fill, p.opacity))
	}
	if p.stroke == "" {
		return
	}
	if closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	if p.dashed {
		points = r.dashes(points, p)
	}
	for i := 1; i < len(points); i++ {
		r.stroke(points[i-1], points[i], p.width)
	}
	if len(points) > 0 {
		r.fill(ink(p.stroke, 1))
	}
}

// stroke adds one straight piece of a line, round at its ends so that pieces
// join. All pieces turn the same way round, so what they share is painted once.
func (r *raster) stroke(a, b point, width float64) {
	dx, dy := b.x-a.x, b.y-a.y
	long := math.Hypot(dx, dy)
	if long == 0 {
		return
	}
	half := width / 2
	turn := math.Atan2(dy, dx)
	var around []point
	for k := range 9 { // half a turn about b, then half a turn about a
		t := turn - math.Pi/2 + math.Pi*float64(k)/8
		around = append(around, point{b.x + half*math.Cos(t), b.y + half*math.Sin(t)})
	}
	for k := range 9 {
		t := turn + math.Pi/2 + math.Pi*float64(k)/8
		around = append(around, point{a.x + half*math.Cos(t), a.y + half*math.Sin(t)})
	}
	r.polygon(around)
}

// dashes draws a dashed line, 4 pixels of 7, and leaves nothing to be drawn.
func (r *raster) dashes(points []point, p paint) []point {
	walked := 0.0
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		long := math.Hypot(b.x-a.x, b.y-a.y)
		at := func(d float64) point { return point{a.x + (b.x-a.x)*d/long, a.y + (b.y-a.y)*d/long} }
		for d := 0.0; d < long; {
			inside := math.Mod(walked+d, 7)
			until := 4.0
			if inside >= 4 {
				until = 7
			}
			next := min(d+max(until-inside, 0.01), long)
			if inside < 4 {
				r.stroke(at(d), at(next), p.width)
			}
			d = next
		}
		walked += long
	}
	r.fill(ink(p.stroke, 1))
	return nil
}

func (r *raster) circle(at point, radius float64, p paint) {
	var around []point
	for k := range 32 {
		t := 2 * math.Pi * float64(k) / 32
		around = append(around, point{at.x + radius*math.Cos(t), at.y + radius*math.Sin(t)})
	}
	r.path(around, true, p)
}

func (r *raster) text(at point, s string, size float64, a anchor, hex string, bold bool) {
	d := &font.Drawer{Dst: r.picture, Src: image.NewUniform(ink(hex, 1)), Face: r.face(size, bold)}
	x := fixed.Int26_6(math.Round(at.x * finer * 64))
	switch a {
	case middle:
		x -= d.MeasureString(s) / 2
	case end:
		x -= d.MeasureString(s)
	}
	d.Dot = fixed.Point26_6{X: x, Y: fixed.Int26_6(math.Round(at.y * finer * 64))}
	d.DrawString(s)
}

// png is the finished picture.
func (r *raster) png() ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, r.picture)
	return b.Bytes(), err
}

// fonts are the Go fonts, which are part of the program: a PNG is then the
// same on every machine.
var fonts = sync.OnceValue(func() [2]*opentype.Font {
	var both [2]*opentype.Font
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic("page: the font that ships cannot be read: " + err.Error())
		}
		both[i] = f
	}
	return both
})

// face is a size of a font, made once for a picture.
func (r *raster) face(size float64, bold bool) font.Face {
	if f, made := r.faces[typeface{size, bold}]; made {
		return f
	}
	which := 0
	if bold {
		which = 1
	}
	f, err := opentype.NewFace(fonts()[which], &opentype.FaceOptions{Size: size * finer, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("page: no face of the font that ships: " + err.Error())
	}
	r.faces[typeface{size, bold}] = f
	return f
}
