package page

import (
	"math"
	"strconv"
	"strings"
)

// Colours. Arms are told apart by hue and by darkness, so that a grey print
// can be read too.
const (
	black = "#1a1a1a"
	grey  = "#6b6b6b"
	faint = "#d9d9d9"
)

var armColors = []string{"#1f4e79", "#b5651d", "#4d6b35", "#7a3e65", "#5b7f95", "#8c8236"}

// Sizes of text, in pixels of the page.
const (
	small  = 11.0
	normal = 12.0
)

// scale maps a number to a length along an axis.
type scale struct {
	from, to float64 // the numbers at the ends
	at, long float64 // where the axis begins, and how long it is; upwards is negative
	root     bool    // square-root: for numbers from 0 that differ by powers of ten
}

func (s scale) place(v float64) float64 {
	share := (v - s.from) / (s.to - s.from)
	if s.root {
		share = math.Sqrt(max(share, 0))
	}
	return s.at + s.long*share
}

// ticks are round numbers along an axis, about so many.
func (s scale) ticks(about int) []float64 {
	if s.root {
		var all []float64
		for _, share := range []float64{0, 0.0625, 0.25, 0.5625, 1} { // quarters of the height
			all = append(all, roundTo(s.from+(s.to-s.from)*share, 2))
		}
		return all
	}
	step := roundStep((s.to - s.from) / float64(about))
	var all []float64
	for k := math.Ceil(s.from/step - 1e-9); k*step <= s.to+step*1e-9; k++ {
		all = append(all, k*step)
	}
	return all
}

// roundStep is 1, 2 or 5 times a power of ten, at least v.
func roundStep(v float64) float64 {
	if !(v > 0) || math.IsInf(v, 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range []float64{1, 2, 5} {
		if k*power >= v*(1-1e-9) {
			return k * power
		}
	}
	return 10 * power
}

// roundTo rounds to so many digits.
func roundTo(v float64, digits int) float64 {
	if v == 0 {
		return 0
	}
	power := math.Pow(10, float64(digits-1)-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*power) / power
}

// roundUp is a round number, at least v, for the top of a root scale.
func roundUp(v float64) float64 {
	if v <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8} {
		if k*power >= v {
			return k * power
		}
	}
	return 10 * power
}

// number is a number to three digits, with commas between thousands.
func number(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "none"
	}
	v = roundTo(v, 3)
	s := strconv.FormatFloat(v, 'f', -1, 64)
	sign := ""
	if v < 0 {
		sign, s = "−", s[1:]
	}
	digits, rest, point := strings.Cut(s, ".")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if point {
		digits += "." + rest
	}
	return sign + digits
}

// cut shortens a text that is too long for its place.
func cut(s string, size, room float64) string {
	runes := []rune(s)
	if wide(s, size) <= room {
		return s
	}
	most := max(int(room/(0.53*size))-1, 1)
	return string(runes[:min(most, len(runes))]) + "…"
}
