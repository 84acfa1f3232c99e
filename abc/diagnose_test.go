package abc

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// made is a posterior of equal weights, drawn by a function.
func made(n int, box []Parameter, draw func(dice *rand.Rand) []float64) Table {
	t := Table{Prior: box, Keys: keys(box)}
	dice := rand.New(rand.NewPCG(11, 12))
	for range n {
		t.Rows = append(t.Rows, Row{Weight: 1 / float64(n), Values: draw(dice)})
	}
	return t
}

var unit = []Parameter{{"a.one", 0, 1}, {"a.two", 0, 1}, {"a.three", 0, 1}}

// A parameter drawn from its prior is not identified; one that is half as wide
// is; and two of which only the sum is known are a ridge.
func TestDiagnose(t *testing.T) {
	table := made(400, unit, func(dice *rand.Rand) []float64 {
		u := dice.Float64()
		return []float64{dice.Float64(), u/2 + 0.25, 1 - u/2 - 0.1 - 0.02*dice.Float64()}
	})
	table.Parts = []string{"met in half", "undefined in some"}
	for i := range table.Rows {
		table.Rows[i].Parts = []float64{float64(i % 2), math.NaN()}
		if i%4 == 0 {
			table.Rows[i].Parts[1] = 0
		}
	}
	d := Diagnose(table)
	if m := d.Margins[0]; m.Identified || math.Abs(m.Narrowed-1) > 0.1 || m.Distance > m.Bound || math.Abs(m.AtEdge-0.1) > 0.06 {
		t.Errorf("as the prior: %+v", m)
	}
	if m := d.Margins[1]; !m.Identified || math.Abs(m.Narrowed-0.5) > 0.05 || math.Abs(m.Distance-0.25) > 0.05 || math.Abs(m.Median-0.5) > 0.05 || math.Abs(m.Low-0.275) > 0.03 {
		t.Errorf("half as wide: %+v", m)
	}
	if len(d.Ridges) != 1 || d.Ridges[0].A != "a.two" || d.Ridges[0].B != "a.three" || d.Ridges[0].Rank > -0.9 {
		t.Errorf("ridges: %+v", d.Ridges)
	}
	if math.Abs(d.Checks[0].Share-0.5) > 1e-9 || math.Abs(d.Checks[0].Mean-0.5) > 1e-9 || d.Checks[1].Share != 1 || math.Abs(d.Effective-400) > 1e-6 {
		t.Errorf("%+v, effective %v", d.Checks, d.Effective)
	}
}

// Few effective draws identify nothing that many would.
func TestIdentifiedAsksHowManyCount(t *testing.T) {
	draw := func(dice *rand.Rand) []float64 {
		return []float64{0.9 * dice.Float64(), dice.Float64(), dice.Float64()}
	}
	if m := Diagnose(made(2000, unit, draw)).Margins[0]; !m.Identified {
		t.Errorf("2000 draws: %+v", m)
	}
	if m := Diagnose(made(20, unit, draw)).Margins[0]; m.Identified {
		t.Errorf("20 draws: %+v", m)
	}
}

// Two modes are seen where there are two, and one is not taken for two: not a
// round one, not a ridge, not the prior, not in many dimensions.
func TestModes(t *testing.T) {
	near := func(dice *rand.Rand, at float64) float64 { return min(max(at+0.06*dice.NormFloat64(), 0.001), 0.999) }
	var many []Parameter
	for i := range 30 {
		many = append(many, Parameter{fmt.Sprintf("a.p%d", i), 0, 1})
	}
	for _, c := range []struct {
		what string
		box  []Parameter
		n    int
		two  bool
		draw func(dice *rand.Rand) []float64
	}{
		{"one", unit, 200, false, func(dice *rand.Rand) []float64 {
			return []float64{near(dice, 0.5), near(dice, 0.4), near(dice, 0.5)}
		}},
		{"the prior", unit, 200, false, func(dice *rand.Rand) []float64 {
			return []float64{dice.Float64(), dice.Float64(), dice.Float64()}
		}},
		{"a ridge", unit, 200, false, func(dice *rand.Rand) []float64 {
			u := 0.2 + 0.6*dice.Float64()
			return []float64{near(dice, u), near(dice, 1-u), near(dice, 0.5)}
		}},
		{"many dimensions", many, 200, false, func(dice *rand.Rand) []float64 {
			v := make([]float64, 30)
			for i := range v {
				v[i] = dice.Float64()
			}
			return v
		}},
		{"two", unit, 200, true, func(dice *rand.Rand) []float64 {
			if dice.IntN(3) == 0 {
				return []float64{near(dice, 0.2), near(dice, 0.7), near(dice, 0.5)}
			}
			return []float64{near(dice, 0.7), near(dice, 0.3), near(dice, 0.5)}
		}},
	} {
		m := Diagnose(made(c.n, c.box, c.draw)).Modes
		if m.Two != c.two {
			t.Errorf("%s: %+v", c.what, m)
		}
		if c.two && (m.Apart[0].Key != "a.one" || math.Abs(math.Abs(m.Apart[0].A-m.Apart[0].B)-0.5) > 0.1 || math.Abs(min(m.Weights[0], m.Weights[1])-1.0/3) > 0.1) {
			t.Errorf("%s: apart %+v, weights %v", c.what, m.Apart, m.Weights)
		}
	}
}

// The Gaussian process agrees with itself solved by hand for two points, and
// learns a smooth surface under noise better than its mean does.
func TestEmulatorGuesses(t *testing.T) {
	dice := rand.New(rand.NewPCG(21, 22))
	surface := func(z []float64) float64 { return z[0]*z[0] + z[1] }
	var past []Particle
	for range 150 {
		z := []float64{dice.NormFloat64(), dice.NormFloat64()}
		past = append(past, Particle{place: z, Distance: Distance{Total: surface(z) + 0.1*dice.NormFloat64()}})
	}
	e := newEmulator(past, 0)
	var off, spread, inside float64
	for range 200 {
		z := []float64{dice.NormFloat64(), dice.NormFloat64()}
		mean, sd := e.guess(z)
		seen := surface(z) + 0.1*dice.NormFloat64()
		off += (mean - seen) * (mean - seen) / 200
		spread += (e.mean - seen) * (e.mean - seen) / 200
		if math.Abs(seen-mean) < 1.645*sd {
			inside += 1.0 / 200
		}
	}
	if off > spread/10 || inside < 0.8 {
		t.Errorf("squared error %.3f against %.3f of the mean; %.2f in the 90%% bands", off, spread, inside)
	}
	if newEmulator(past[:5], 0) != nil {
		t.Error("five runs are enough to learn from")
	}
	// k(x,x) = 1, k(x,y) = (1-noise) exp(-1/2): the guess at x is y1.
	two := &emulator{at: [][]float64{{0}, {1}}, mean: 0, sd: 1, length: 1, noise: 0.2}
	if !two.learn(vector(1, -1)) {
		t.Fatal("two points are not learnt")
	}
	k := 0.8 * math.Exp(-0.5)
	a1, a2 := (1+k)/(1-k*k), -(1+k)/(1-k*k)
	if got, _ := two.guess([]float64{0}); math.Abs(got-(0.8*a1+k*a2)) > 1e-6 {
		t.Errorf("guess %v, want %v", got, 0.8*a1+k*a2)
	}
}

// What the emulator is worth: runs for each effective particle, with it and
// without, on the stand-in of three parameters. The posterior is the same
// either way, to within its error; that it saves is printed, not asserted.
func TestEmulatorIsHonest(t *testing.T) {
	truth := []float64{2.5, 1, 0.3}
	seen := statistics(standIn(truth, rand.New(rand.NewPCG(1, 1))))
	var runs, effective [2]float64
	var means, sds [2][3]float64
	const seeds = 2
	for k := range uint64(seeds) {
		for i, emulate := range []bool{false, true} {
			c := recovery(seen, 100+k, 200)
			c.Emulate = emulate
			p, err := c.Calibrate(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			runs[i] += float64(p.Runs)
			effective[i] += Effective(p.Particles)
			for j := range standInBox {
				m, s := moments(p, j)
				means[i][j] += m / seeds
				sds[i][j] += s / seeds
			}
		}
	}
	for j, p := range standInBox {
		if d := math.Abs(means[0][j] - means[1][j]); d > 4*sds[0][j]/math.Sqrt(min(effective[0], effective[1]))+0.05*sds[0][j] {
			t.Errorf("%s: mean %.4f without, %.4f with the emulator; sd %.4f", p.Key, means[0][j], means[1][j], sds[0][j])
		}
	}
	t.Logf("runs to an effective particle: %.2f without, %.2f with the emulator (runs %.0f and %.0f, effective %.0f and %.0f)",
		runs[0]/effective[0], runs[1]/effective[1], runs[0]/seeds, runs[1]/seeds, effective[0]/seeds, effective[1]/seeds)
}

func vector(values ...float64) *mat.VecDense { return mat.NewVecDense(len(values), values) }
