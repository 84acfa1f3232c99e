// Package stat holds the numbers: elementary functions whose results are the
// same on every processor, and the few statistics the laboratory needs.
//
// The standard library's Exp, Log and their relatives are written in assembly
// on some processors and differ in the last bit there. One bit is enough to
// turn a history, so nothing below the lab calls them; it calls these. A
// product that is added is written float64(x*y)+z, since the compiler may
// otherwise fuse the two into one rounding where the processor can.
package stat

import (
	"math"
	"sort"
)

const (
	ln2Hi = 6.93147180369123816490e-01 // fdlibm's split of ln 2
	ln2Lo = 1.90821492927058770002e-10
)

// Exp is e to the x, to within 1 unit in the last place or so on [-700, 700];
// below it is 0 and above +Inf. Method: reduction by ln 2 and the Taylor
// polynomial of degree 13 on |r| <= 0.35, in pairs of terms (Estrin's scheme),
// which need not wait for one another.
func Exp(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 709:
		return math.Inf(1)
	case x < -700:
		return 0
	}
	k := math.Floor(float64(x*1.44269504088896338700) + 0.5)
	r := x - float64(k*ln2Hi) - float64(k*ln2Lo)
	r2 := float64(r * r)
	r4 := float64(r2 * r2)
	a := 1.0/2 + float64(r*(1.0/6)) + float64((1.0/24+float64(r*(1.0/120)))*r2)
	b := 1.0/720 + float64(r*(1.0/5040)) + float64((1.0/40320+float64(r*(1.0/362880)))*r2)
	c := 1.0/3628800 + float64(r*(1.0/39916800)) + float64((1.0/479001600+float64(r*(1.0/6227020800)))*r2)
	s := 1 + (r + float64(r2*(a+float64(r4*(b+float64(r4*c))))))
	return float64(s * math.Float64frombits(uint64(int64(k)+1023)<<52))
}

// Log is the natural logarithm; of zero it is -Inf and below zero NaN.
// Method: x = 2^k m with m in [sqrt(1/2), sqrt 2), then the series of
// 2 atanh((m-1)/(m+1)), in pairs of terms as in Exp.
func Log(x float64) float64 {
	switch {
	case x != x || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	k := 0
	if x < 0x1p-1022 { // subnormal
		x = float64(x * 0x1p54)
		k = -54
	}
	b := math.Float64bits(x)
	k += int(b>>52) - 1023
	m := math.Float64frombits(b&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m /= 2
		k++
	}
	z := (m - 1) / (m + 1)
	z2 := float64(z * z)
	z4 := float64(z2 * z2)
	z8 := float64(z4 * z4)
	c := 1.0/3 + float64(z2*(1.0/5)) + float64((1.0/7+float64(z2*(1.0/9)))*z4)
	d := 1.0/11 + float64(z2*(1.0/13)) + float64((1.0/15+float64(z2*(1.0/17)))*z4)
	e := 1.0/19 + float64(z2*(1.0/21)) + float64((1.0/23+float64(z2*(1.0/25)))*z4)
	z = float64(2 * z)
	s := z + float64(z*float64(z2*(c+float64(z8*(d+float64(z8*e))))))
	return float64(float64(k)*ln2Hi) + (s + float64(float64(k)*ln2Lo))
}

// Logit is ln(p/(1-p)).
func Logit(p float64) float64 { return Log(p) - Log(1-p) }

// NormalQuantile is the inverse of the standard normal distribution function
// for 0 < p < 1, with a relative error below 1.2e-9 (P. J. Acklam's rational
// approximation, 2003).
func NormalQuantile(p float64) float64 {
	const low = 0.02425
	if p < low {
		q := math.Sqrt(float64(-2 * Log(p)))
		return acklamTail(q)
	}
	if p > 1-low {
		q := math.Sqrt(float64(-2 * Log(1-p)))
		return -acklamTail(q)
	}
	q := p - 0.5
	r := float64(q * q)
	return horner(r, -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00) * q /
		horner(r, -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1)
}

func acklamTail(q float64) float64 {
	return horner(q, -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00) /
		horner(q, 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1)
}

// horner evaluates a polynomial, highest power first.
func horner(x float64, c ...float64) float64 {
	s := 0.0
	for _, a := range c {
		s = float64(s*x) + a
	}
	return s
}

// Clamp holds x in [lo, hi].
func Clamp(x, lo, hi float64) float64 { return max(lo, min(hi, x)) }

// Positive is x where it is above zero, else zero: [x]+ of the equations.
func Positive(x float64) float64 { return max(0, x) }

// Quantile is the p-quantile of values, linear between order statistics
// (Hyndman and Fan's type 7, the default of R and NumPy). It sorts a copy; of
// no values it is NaN.
func Quantile(values []float64, p float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	v := append([]float64(nil), values...)
	sort.Float64s(v)
	at := float64(p * float64(len(v)-1))
	i := int(at)
	if i+1 >= len(v) {
		return v[len(v)-1]
	}
	return v[i] + float64((at-float64(i))*(v[i+1]-v[i]))
}

// Median is the 0.5-quantile.
func Median(values []float64) float64 { return Quantile(values, 0.5) }

// decay is exp(-x) in steps of 1/64.
var decay = func() (t [16*64 + 2]float64) {
	for i := range t {
		t[i] = Exp(-float64(i) / 64)
	}
	return t
}()

// Decay is exp(-x) for x >= 0, read from a table and linear between its
// points: off by less than 4e-5, and zero from 16 on. It is for passes over
// the people, where Exp would be the cost.
func Decay(x float64) float64 {
	if !(x > 0) {
		return 1
	}
	if x >= 16 {
		return 0
	}
	steps := float64(x * 64)
	i := int(steps)
	at := steps - float64(i)
	return decay[i] + float64(at*(decay[i+1]-decay[i]))
}

// DecayPoint is point i of the table of Decay, exp(-i/64) for i from 0 to 1025: for
// who reckons Decay of many numbers at once.
func DecayPoint(i int) float64 { return decay[i] }
