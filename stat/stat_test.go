package stat

import (
	"hash/fnv"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// ulps is the distance of got from want in units of want's last place.
func ulps(got, want float64) float64 {
	if got == want {
		return 0
	}
	next := math.Nextafter(math.Abs(want), math.Inf(1))
	return math.Abs(got-want) / (next - math.Abs(want))
}

func TestExpAgreesWithTheLibrary(t *testing.T) {
	worst, at := 0.0, 0.0
	for i := -700_000; i <= 709_000; i += 7 {
		x := float64(i) / 1000
		if d := ulps(Exp(x), math.Exp(x)); d > worst {
			worst, at = d, x
		}
	}
	for e := -60; e < 0; e++ { // near zero
		for _, x := range []float64{math.Ldexp(1, e), -math.Ldexp(1.3, e)} {
			if d := ulps(Exp(x), math.Exp(x)); d > worst {
				worst, at = d, x
			}
		}
	}
	if worst > 2 {
		t.Errorf("Exp(%g) = %g, library %g: %.1f units in the last place", at, Exp(at), math.Exp(at), worst)
	}
}

// Against 200 bits, since the library itself is only right to about one unit.
func TestExpAgainstLongArithmetic(t *testing.T) {
	worst, at := 0.0, 0.0
	for i := -400; i <= 400; i++ {
		x := float64(i) * 0.8712345
		exact := bigExp(x)
		want, _ := exact.Float64()
		d := new(big.Float).Sub(new(big.Float).SetFloat64(Exp(x)), exact)
		far, _ := d.Float64()
		unit := math.Nextafter(want, math.Inf(1)) - want
		if e := math.Abs(far / unit); e > worst {
			worst, at = e, x
		}
	}
	if worst > 1.25 {
		t.Errorf("Exp(%g) is wrong by %.3f units in the last place", at, worst)
	}
}

// bigExp is e to the x with 200 bits: the series at x/2^12, squared 12 times.
func bigExp(x float64) *big.Float {
	const bits = 400
	r := new(big.Float).SetPrec(bits).SetFloat64(math.Ldexp(x, -12))
	sum := new(big.Float).SetPrec(bits).SetInt64(1)
	term := new(big.Float).SetPrec(bits).SetInt64(1)
	for n := int64(1); n < 60; n++ {
		term.Mul(term, r)
		term.Quo(term, new(big.Float).SetInt64(n))
		sum.Add(sum, term)
	}
	for range 12 {
		sum.Mul(sum, sum)
	}
	return sum
}

func TestLogAgreesWithTheLibrary(t *testing.T) {
	worst, at := 0.0, 0.0
	library := func(x float64) float64 {
		if x < 0x1p-1022 { // the assembly for amd64 is wrong below: -709.09 for 5e-324
			return math.Log(x*0x1p54) - 54*math.Ln2
		}
		return math.Log(x)
	}
	check := func(x float64) {
		if d := ulps(Log(x), library(x)); d > worst {
			worst, at = d, x
		}
	}
	for e := -1074; e <= 1023; e++ {
		for _, m := range []float64{1, 1.1, 1.4142, 1.4143, 1.7, 1.999999} {
			check(math.Ldexp(m, e))
		}
	}
	for i := 1; i < 100_000; i++ {
		check(float64(i) / 37_000)
	}
	for e := -52; e < -1; e++ { // near one, where the result is small
		check(1 + math.Ldexp(1, e))
		check(1 - math.Ldexp(1, e))
	}
	if worst > 3 {
		t.Errorf("Log(%g) = %g, library %g: %.1f units in the last place", at, Log(at), library(at), worst)
	}
}

func TestSpecialValues(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"Exp(0)", Exp(0), 1},
		{"Exp(-0)", Exp(math.Copysign(0, -1)), 1},
		{"Exp(+Inf)", Exp(inf), inf},
		{"Exp(-Inf)", Exp(-inf), 0},
		{"Exp(NaN)", Exp(nan), nan},
		{"Exp(800)", Exp(800), inf},
		{"Exp(-800)", Exp(-800), 0},
		{"Log(1)", Log(1), 0},
		{"Log(0)", Log(0), -inf},
		{"Log(-0)", Log(math.Copysign(0, -1)), -inf},
		{"Log(-1)", Log(-1), nan},
		{"Log(+Inf)", Log(inf), inf},
		{"Log(NaN)", Log(nan), nan},
		{"Logit(1/2)", Logit(0.5), 0},
		{"Logit(0)", Logit(0), -inf},
		{"Logit(1)", Logit(1), inf},
		{"NormalQuantile(1/2)", NormalQuantile(0.5), 0},
		{"Decay(0)", Decay(0), 1},
		{"Decay(-1)", Decay(-1), 1},
		{"Decay(NaN)", Decay(nan), 1},
		{"Decay(16)", Decay(16), 0},
		{"Decay(+Inf)", Decay(inf), 0},
		{"Clamp below", Clamp(-3, -1, 2), -1},
		{"Clamp above", Clamp(3, -1, 2), 2},
		{"Clamp within", Clamp(0.5, -1, 2), 0.5},
		{"Positive(-2)", Positive(-2), 0},
		{"Positive(2)", Positive(2), 2},
	} {
		if c.got != c.want && !(math.IsNaN(c.got) && math.IsNaN(c.want)) {
			t.Errorf("%s = %g, want %g", c.what, c.got, c.want)
		}
	}
}

func TestExpAndLogUndoEachOtherAndRise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-699, 700).Draw(t, "x")
		if got := Log(Exp(x)); math.Abs(got-x) > 4e-16*max(1, math.Abs(x)) {
			t.Fatalf("Log(Exp(%g)) = %g", x, got)
		}
		y := rapid.Float64Range(-699, 700).Draw(t, "y")
		if x < y && Exp(x) > Exp(y) {
			t.Fatalf("Exp falls between %g and %g", x, y)
		}
		p := rapid.Float64Range(1e-12, 1-1e-12).Draw(t, "p")
		if back := 1 / (1 + Exp(-Logit(p))); math.Abs(back-p) > 1e-14 {
			t.Fatalf("the logistic of Logit(%g) is %g", p, back)
		}
	})
}

// The stated error is relative; it is measured by one Newton step on the
// distribution function, which the library has to full precision in the tail.
func TestNormalQuantileInvertsTheDistribution(t *testing.T) {
	check := func(p float64) {
		z := NormalQuantile(p)
		density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
		off := (math.Erfc(-z/math.Sqrt2)/2 - p) / density
		if math.Abs(off) > 1.2e-9*math.Abs(z)+1e-15 {
			t.Errorf("NormalQuantile(%g) = %.12g: relative error %.3g", p, z, off/z)
		}
	}
	for e := 1.0; e < 300; e += 0.5 { // the lower tail
		check(math.Pow(10, -e))
	}
	for i := 1; i < 10_000; i++ {
		check(float64(i) / 10_000)
	}
	for _, p := range []float64{0.02424999, 0.02425, 0.02425001} { // where the branches meet
		check(p)
		check(1 - p)
	}
}

func TestNormalQuantileIsOddAndRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(1e-6, 0.5).Draw(t, "p")
		if a, b := NormalQuantile(p), NormalQuantile(1-p); math.Abs(a+b) > 1e-9 {
			t.Fatalf("NormalQuantile(%g) = %g but of the opposite %g", p, a, b)
		}
		q := rapid.Float64Range(1e-6, 0.5).Draw(t, "q")
		if q-p > 1e-6 && NormalQuantile(p) >= NormalQuantile(q) {
			t.Fatalf("NormalQuantile falls between %g and %g", p, q)
		}
	})
}

func TestDecayIsNearExp(t *testing.T) {
	last := 1.0
	for i := range 1_700_000 {
		x := float64(i) / 100_000
		got := Decay(x)
		if math.Abs(got-math.Exp(-x)) > 4e-5 {
			t.Fatalf("Decay(%g) = %g, exp gives %g", x, got, math.Exp(-x))
		}
		if got > last {
			t.Fatalf("Decay rises at %g", x)
		}
		last = got
	}
}

// R: quantile(v, p, type = 7), the default.
func TestQuantileIsTypeSeven(t *testing.T) {
	four := []float64{4, 1, 3, 2}
	eight := []float64{3, 1, 4, 1, 5, 9, 2, 6}
	for _, c := range []struct {
		values  []float64
		p, want float64
	}{
		{four, 0, 1}, {four, 0.1, 1.3}, {four, 0.25, 1.75}, {four, 0.5, 2.5}, {four, 0.9, 3.7}, {four, 1, 4},
		{eight, 0.1, 1}, {eight, 0.25, 1.75}, {eight, 0.5, 3.5}, {eight, 0.75, 5.25}, {eight, 0.9, 6.9}, {eight, 0.95, 7.95},
		{[]float64{7}, 0.3, 7}, {[]float64{-1, 1}, 0.5, 0},
	} {
		if got := Quantile(c.values, c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Quantile(%v, %g) = %g, R gives %g", c.values, c.p, got, c.want)
		}
	}
	if four[0] != 4 {
		t.Error("Quantile sorts the caller's values")
	}
	if got := Median([]float64{5, 1, 2}); got != 2 {
		t.Errorf("Median = %g, want 2", got)
	}
	if !math.IsNaN(Quantile(nil, 0.5)) {
		t.Error("the quantile of nothing is a number")
	}
}

// The same bits on every processor: this hash is checked on amd64, and on
// arm64 and WebAssembly where the machine can run them (package house).
func TestSameBitsOnEveryProcessor(t *testing.T) {
	h := fnv.New64a()
	add := func(v float64) {
		b := math.Float64bits(v)
		var out [8]byte
		for i := range out {
			out[i] = byte(b >> (8 * i))
		}
		h.Write(out[:])
	}
	for i := range 20_000 {
		add(Exp(float64(i-10_000) / 15))
		add(Log(float64(i+1) / 777))
		add(NormalQuantile((float64(i) + 0.5) / 20_000))
		add(Decay(float64(i) / 1500))
		add(Logit((float64(i) + 0.5) / 20_000))
	}
	const want = 0xaffeaa5ca04360d7
	if got := h.Sum64(); got != want {
		t.Errorf("hash of 100,000 results is %#016x, was %#016x", got, uint64(want))
	}
}
