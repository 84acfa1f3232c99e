package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
)

// grouped sets commas between the thousands of a decimal number.
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	digits, rest, _ := strings.Cut(s, ".")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if rest != "" {
		digits += "." + rest
	}
	if strings.Trim(digits, "0.,") == "" {
		sign = "" // no -0
	}
	return sign + digits
}

// whole is a count.
func whole(n int) string { return grouped(strconv.Itoa(n)) }

// lane is how many persons a lane stands for.
func lane(scale float64) string {
	n := int(scale)
	return whole(n) + " " + plural(n, "person")
}

// exact is a number as its source gives it, to at most four digits after the
// point.
func exact(n evidence.Number) string {
	return grouped(strconv.FormatFloat(math.Round(float64(n)*1e4)/1e4, 'f', -1, 64))
}

// brief is a number to three digits, and whole above a hundred.
func brief(v float64) string {
	places := 0
	if v != 0 {
		places = min(max(2-int(math.Floor(math.Log10(math.Abs(v)))), 0), 6)
	}
	s := strconv.FormatFloat(v, 'f', places, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return grouped(s)
}

// rounded is a simulated number without the digits that mean nothing: step is
// the least amount it can change by. What is not zero is never written as zero.
func rounded(v, step float64) string {
	if step <= 0 || step == 1 && math.Abs(v) < 100 && math.Abs(v-math.Round(v)) > 1e-6 {
		step = 0.1 // between two men
	}
	power := int(math.Floor(math.Log10(step) + 1e-9))
	if step < 0.1 {
		power = int(math.Ceil(math.Log10(step) - 1e-9))
	}
	unit := math.Pow(10, float64(power))
	text := func(x float64) string { return grouped(strconv.FormatFloat(x, 'f', max(-power, 0), 64)) }
	n := math.Round(v / unit)
	switch {
	case n == 0 && v > 0:
		return "<" + text(unit)
	case n == 0 && v < 0:
		return ">-" + text(unit)
	case power >= 0:
		return text(n * unit)
	}
	return text(v)
}

// step is the least amount by which the number beside a figure can change: one
// lane, one person of the cadre, or one month, in the figure's unit.
func step(f evidence.Figure, scale float64) float64 {
	c := evidence.CounterpartOf(f)
	least := c.Times / max(c.Base, 1)
	if c.Whole > 0 {
		least = c.Whole / max(c.Base, 1)
	}
	if c.Grain == evidence.Lane {
		least *= max(scale, 1)
	}
	if c.Whole > 0 {
		least = max(least, c.Whole/1000) // a share in percent has one place at most
	}
	return min(max(least, 0.0001), 1e9)
}

// percent is a share with one place.
func percent(n evidence.Number) string {
	if !n.Known() {
		return "none"
	}
	return strconv.FormatFloat(100*float64(n), 'f', 1, 64) + "%"
}

// distance is an error or a distance with two places.
func distance(n evidence.Number) string {
	if !n.Known() {
		return "none"
	}
	return strconv.FormatFloat(float64(n), 'f', 2, 64)
}

var monthNames = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// month is Feb 1930.
func month(m calendar.Month) string {
	return monthNames[m.InYear()-1] + " " + strconv.Itoa(m.Year())
}

// period is a stretch of time as short as it can be told: 1921, 1937-38, Jan
// 1934, May-Dec 1935, Oct 36-Oct 38.
func period(from, to calendar.Month) string {
	years := from.InYear() == 1 && to.InYear() == 12
	short := func(m calendar.Month) string { return strconv.Itoa(m.Year())[2:] }
	switch {
	case from == to:
		return month(from)
	case years && from.Year() == to.Year():
		return strconv.Itoa(from.Year())
	case years:
		return strconv.Itoa(from.Year()) + "-" + short(to)
	case from.Year() == to.Year():
		return monthNames[from.InYear()-1] + "-" + month(to)
	}
	return monthNames[from.InYear()-1] + " " + short(from) + "-" + monthNames[to.InYear()-1] + " " + short(to)
}
