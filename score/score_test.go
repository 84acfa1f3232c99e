package score

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

func of(t *testing.T, values, weights []float64) Ensemble {
	t.Helper()
	e, err := Of(values, weights)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The score of two points a < b with the weights p and 1-p, by hand:
// p|a-y| + (1-p)|b-y| - p(1-p)(b-a).
func TestCRPSOfTwoPoints(t *testing.T) {
	for _, p := range []float64{0, 0.2, 0.5, 1} {
		for _, y := range []float64{-3, 1, 2.5, 4, 9} {
			const a, b = 1, 4
			want := p*math.Abs(a-y) + (1-p)*math.Abs(b-y) - p*(1-p)*(b-a)
			if got := of(t, []float64{b, a}, []float64{1 - p, p}).CRPS(y); math.Abs(got-want) > 1e-12 {
				t.Errorf("p %v, y %v: %v, want %v", p, y, got, want)
			}
		}
	}
	if got := of(t, []float64{7}, nil).CRPS(4); got != 3 {
		t.Errorf("one number: %v, want its absolute error 3", got)
	}
}

// The closed form of a normal distribution (Gneiting and Raftery 2007, eq. 21)
// is that of its quantiles, taken finely.
func TestCRPSOfANormal(t *testing.T) {
	const n = 20_000
	values := make([]float64, n)
	for i := range values {
		values[i] = 2 + 3*distuv.UnitNormal.Quantile((float64(i)+0.5)/n)
	}
	e := of(t, values, nil)
	for _, y := range []float64{-7, 0, 2, 3.3, 12} {
		z := (y - 2) / 3
		want := 3 * (z*(2*distuv.UnitNormal.CDF(z)-1) + 2*distuv.UnitNormal.Prob(z) - 1/math.Sqrt(math.Pi))
		if got := e.CRPS(y); math.Abs(got-want) > 1e-3 {
			t.Errorf("y %v: %v, want %v", y, got, want)
		}
	}
}

// By its definition E|X-y| - E|X-X'|/2, for random ensembles with weights.
func TestCRPSByItsDefinition(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		n := 1 + dice.IntN(20)
		values, weights, sum := make([]float64, n), make([]float64, n), 0.0
		for i := range values {
			values[i], weights[i] = math.Round(10*dice.NormFloat64())/4, dice.Float64()
			sum += weights[i]
		}
		y, want := 3*dice.NormFloat64(), 0.0
		for i, x := range values {
			want += weights[i] / sum * math.Abs(x-y)
			for j, z := range values {
				want -= weights[i] * weights[j] / sum / sum * math.Abs(x-z) / 2
			}
		}
		if got := of(t, values, weights).CRPS(y); math.Abs(got-want) > 1e-12 {
			t.Errorf("%v with %v, y %v: %v, want %v", values, weights, y, got, want)
		}
	}
}

// Bands of a level hold as many numbers as the level says where they are drawn
// from the same distribution, and fewer where the prediction is too narrow.
func TestCoverage(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	predict := func(width float64) (all []Ensemble, seen []float64) {
		for range 500 {
			values := make([]float64, 400)
			for i := range values {
				values[i] = width * dice.NormFloat64()
			}
			all, seen = append(all, of(t, values, nil)), append(seen, dice.NormFloat64())
		}
		return all, seen
	}
	all, seen := predict(1)
	if got := Coverage(0.9, all, seen); math.Abs(got-0.9) > 4*math.Sqrt(0.9*0.1/500) {
		t.Errorf("a sound prediction: %v of the numbers in the 90%% bands", got)
	}
	all, seen = predict(0.5)
	if got := Coverage(0.9, all, seen); got > 0.7 {
		t.Errorf("half as wide as it should be: %v of the numbers in the 90%% bands", got)
	}
}

func TestQuantiles(t *testing.T) {
	e := of(t, []float64{3, 1, 2}, []float64{2, 1, 1})
	for _, c := range []struct{ p, want float64 }{{0, 1}, {0.25, 1}, {0.26, 2}, {0.5, 2}, {0.51, 3}, {1, 3}} {
		if got := e.Quantile(c.p); got != c.want {
			t.Errorf("quantile %v is %v, want %v", c.p, got, c.want)
		}
	}
	if e.Mean() != 2.25 || e.Below(2) != 0.375 || e.Below(0) != 0 || e.Below(9) != 1 {
		t.Errorf("mean %v, below 2 %v", e.Mean(), e.Below(2))
	}
	// The pinball loss is least at the quantile: here the 0.9 of 1..100.
	loss := func(q float64) (sum float64) {
		for y := 1.0; y <= 100; y++ {
			sum += Pinball(0.9, q, y)
		}
		return sum
	}
	if loss(90) >= loss(85) || loss(90) >= loss(95) || Pinball(0.9, 5, 7) != 1.8 || math.Abs(Pinball(0.9, 7, 5)-0.2) > 1e-12 {
		t.Errorf("pinball: %v at 90, %v at 85, %v at 95", loss(90), loss(85), loss(95))
	}
}

func TestOfRefuses(t *testing.T) {
	for _, c := range []struct{ values, weights []float64 }{
		{nil, nil}, {[]float64{1}, []float64{1, 2}}, {[]float64{math.NaN()}, nil}, {[]float64{1}, []float64{0}}, {[]float64{1, 2}, []float64{-1, 2}},
	} {
		if _, err := Of(c.values, c.weights); err == nil {
			t.Errorf("%v with %v is taken", c.values, c.weights)
		}
	}
}
