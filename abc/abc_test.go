package abc

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// noise is the stand-in for the dice of a model.
func noise(c Candidate) *rand.Rand { return rand.New(rand.NewPCG(c.Dice, 7)) }

// calibrated runs a calibration that must succeed.
func calibrated(t *testing.T, c *Calibration) *Posterior {
	t.Helper()
	p, err := c.Calibrate(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// moments of a parameter by weight.
func moments(p *Posterior, i int) (mean, sd float64) {
	for _, one := range p.Particles {
		mean += one.Weight * one.Values[i]
	}
	for _, one := range p.Particles {
		sd += one.Weight * (one.Values[i] - mean) * (one.Values[i] - mean)
	}
	return mean, math.Sqrt(sd)
}

// gauss is a number seen with normal noise: the posterior under a flat prior is
// N(1.5, 0.7^2), widened by a tolerance e to the variance 0.49 + e^2/3.
func gauss(seed uint64) *Calibration {
	return &Calibration{Parameters: []Parameter{{"test.mean", -20, 20}}, Particles: 1000, Generations: 7, Seed: seed, Workers: 2,
		Run: func(_ context.Context, c Candidate) (Distance, error) {
			d := math.Abs(c.Values[0] + 0.7*noise(c).NormFloat64() - 1.5)
			return Distance{Total: d, Parts: []float64{d}}, nil
		}}
}

func TestRecoversANormal(t *testing.T) {
	p := calibrated(t, gauss(1))
	mean, sd := moments(p, 0)
	last := p.Generations[len(p.Generations)-1]
	want := math.Sqrt(0.49 + last.Tolerance*last.Tolerance/3)
	// Four standard errors of a sample of the effective size.
	if e := 4 * want / math.Sqrt(last.Effective); math.Abs(mean-1.5) > e || math.Abs(sd-want) > e || last.Tolerance > 1 || last.Effective < 500 {
		t.Errorf("mean %.3f, sd %.3f, want 1.5 and %.3f within %.3f; %+v", mean, sd, want, e, last)
	}
}

// Where the distance is nothing in an interval and the noise is none, the
// posterior is uniform in it, and the edge of the box is no place of its own.
func TestRecoversAUniform(t *testing.T) {
	for _, seen := range [][2]float64{{2, 3}, {0, 0.5}} {
		p := calibrated(t, &Calibration{Parameters: []Parameter{{"test.place", 0, 10}}, Particles: 800, Generations: 8, Seed: 2, Workers: 2,
			Run: func(_ context.Context, c Candidate) (Distance, error) {
				return Distance{Total: max(seen[0]-c.Values[0], c.Values[0]-seen[1], 0)}, nil
			}})
		worst, effective := 0.0, Effective(p.Particles)
		for _, at := range []float64{0.1, 0.3, 0.5, 0.7, 0.9} {
			below := 0.0
			for _, one := range p.Particles {
				if one.Values[0] < seen[0]+at*(seen[1]-seen[0]) {
					below += one.Weight
				}
			}
			worst = max(worst, math.Abs(below-at))
		}
		if last := p.Generations[len(p.Generations)-1]; last.Tolerance != 0 || worst > 2/math.Sqrt(effective) {
			t.Errorf("%v: the distribution is off by %.3f, tolerance %v, effective %.0f", seen, worst, last.Tolerance, effective)
		}
	}
}

// standIn is a cheap model of three parameters that act together: a level, a
// growth and a spread, seen through ten noisy numbers.
func standIn(values []float64, dice *rand.Rand) (seen [10]float64) {
	for i := range seen {
		seen[i] = values[0]*math.Exp(values[1]*float64(i)/10) + values[2]*dice.NormFloat64()
	}
	return seen
}

// statistics of what was seen: level, growth, log of the spread about the two.
func statistics(seen [10]float64) [3]float64 {
	var first, second, squares float64
	for i, v := range seen {
		if i < 5 {
			first += v / 5
		} else {
			second += v / 5
		}
	}
	for i, v := range seen {
		middle := first + (second-first)*(float64(i)-2)/5
		squares += (v - middle) * (v - middle)
	}
	return [3]float64{first + second, second - first, math.Log(squares)}
}

var standInBox = []Parameter{{"test.level", 1, 5}, {"test.growth", 0, 2}, {"test.spread", 0.1, 1}}

func recovery(seen [3]float64, seed uint64, particles int) *Calibration {
	return &Calibration{Parameters: standInBox, Particles: particles, Generations: 6, Seed: seed, Workers: 2,
		Run: func(_ context.Context, c Candidate) (Distance, error) {
			s, d := statistics(standIn(c.Values, noise(c))), 0.0
			for i, scale := range []float64{1, 1, 1} {
				d += (s[i] - seen[i]) * (s[i] - seen[i]) / scale
			}
			return Distance{Total: math.Sqrt(d)}, nil
		}}
}

// Parameters that made the data lie in the 90% bands of their posteriors nine
// times in ten, and level and growth, which the data can tell, in bands much
// narrower than the prior.
func TestCoversKnownParameters(t *testing.T) {
	const trials = 60
	var covered, narrowed [3]float64
	for k := range trials {
		dice := rand.New(rand.NewPCG(99, uint64(k)))
		truth := make([]float64, 3)
		for i, p := range standInBox {
			truth[i] = p.Min + (p.Max-p.Min)*dice.Float64()
		}
		p := calibrated(t, recovery(statistics(standIn(truth, dice)), uint64(k), 120))
		d := Diagnose(tabled(p))
		for i, m := range d.Margins {
			narrowed[i] += m.Narrowed / trials
			if m.Low <= truth[i] && truth[i] <= m.High {
				covered[i]++
			}
		}
	}
	for i, p := range standInBox {
		// 90% of 60 is 54, with a standard deviation of 2.3; a band of few particles is a little narrow.
		if covered[i] < 46 || narrowed[i] > []float64{0.5, 0.6, 0.8}[i] {
			t.Errorf("%s: in the band %v of %d times, sd %.2f of the prior's", p.Key, covered[i], trials, narrowed[i])
		}
		t.Logf("%s: in the 90%% band %v of %d times, sd %.2f of the prior's", p.Key, covered[i], trials, narrowed[i])
	}
}

// tabled is a posterior as a table, without anything tied.
func tabled(p *Posterior) Table {
	return p.Tabled([]Line{{"seed", "1"}}, nil, keys(p.Parameters), func(v []float64) []float64 { return v })
}

func TestEffective(t *testing.T) {
	for _, c := range []struct {
		weights []float64
		want    float64
	}{{[]float64{1, 1, 1, 1}, 4}, {[]float64{0.25, 0.25, 0.25, 0.25}, 4}, {[]float64{1, 0, 0}, 1}, {[]float64{3, 1}, 1.6}} {
		var particles []Particle
		for _, w := range c.weights {
			particles = append(particles, Particle{Weight: w})
		}
		if got := Effective(particles); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v: %v, want %v", c.weights, got, c.want)
		}
	}
}

// In many dimensions that the data say nothing of, the weights stay alive: this
// is what the narrow kernels about drawn-in centres are for.
func TestWeightsSurviveManyDimensions(t *testing.T) {
	var box []Parameter
	for i := range 25 {
		box = append(box, Parameter{fmt.Sprintf("test.p%d", i), 0, 1})
	}
	p := calibrated(t, &Calibration{Parameters: box, Particles: 200, Generations: 5, Seed: 4, Workers: 2,
		Run: func(_ context.Context, c Candidate) (Distance, error) {
			return Distance{Total: math.Abs(c.Values[0] - 0.3 + 0.05*noise(c).NormFloat64())}, nil
		}})
	if e := Effective(p.Particles); e < 20 || len(p.Generations) != 5 {
		t.Errorf("effective sample %.1f of 200 after %d generations", e, len(p.Generations))
	} else {
		t.Logf("effective sample %.1f of 200", e)
	}
}

// The posterior is a function of the seed: any number of workers, the same.
func TestWorkersChangeNothing(t *testing.T) {
	one, four, other := gauss(3), gauss(3), gauss(4)
	for _, c := range []*Calibration{one, four, other} {
		c.Particles, c.Generations, c.Emulate = 60, 4, true
	}
	one.Workers, four.Workers = 1, 4
	a, b := calibrated(t, one), calibrated(t, four)
	if !reflect.DeepEqual(a.Particles, b.Particles) || a.Runs != b.Runs || !reflect.DeepEqual(a.Generations, b.Generations) {
		t.Errorf("one worker and four: %+v, %+v", a.Generations, b.Generations)
	}
	if reflect.DeepEqual(a.Particles, calibrated(t, other).Particles) {
		t.Error("another seed gives the same posterior")
	}
}

func TestRunsThatAreSpent(t *testing.T) {
	c := gauss(1)
	c.Particles, c.Runs = 100, 250
	p := calibrated(t, c)
	if n := len(p.Generations); n == 0 || n >= 7 || p.Runs > 250 || !strings.Contains(p.Stopped, "spent") || len(p.Particles) != 100 {
		t.Errorf("%d generations, %d runs, %q", n, p.Runs, p.Stopped)
	}
	c = gauss(1) // a distance that no candidate can improve on
	c.Particles, c.Run = 20, func(_ context.Context, k Candidate) (Distance, error) {
		return Distance{Total: float64(k.Generation)}, nil
	}
	if p := calibrated(t, c); len(p.Generations) != 1 || !strings.Contains(p.Stopped, "came within") {
		t.Errorf("%d generations, %q", len(p.Generations), p.Stopped)
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		change func(*Calibration)
		want   string
	}{
		{func(c *Calibration) { c.Parameters = nil }, "no parameter varies"},
		{func(c *Calibration) { c.Parameters[0].Max = -20 }, "test.mean: -20 to -20 is no range"},
		{func(c *Calibration) { c.Particles = 2 }, "2 particles for 1 parameters: want at least 3"},
		{func(c *Calibration) { c.Generations = 0 }, "0 generations"},
		{func(c *Calibration) { c.Quantile = 1 }, "quantile 1"},
		{func(c *Calibration) { c.Runs = 10 }, "10 runs for 1000 particles"},
		{func(c *Calibration) {
			c.Run = func(context.Context, Candidate) (Distance, error) { return Distance{}, fmt.Errorf("the model broke") }
		}, "the model broke"},
	} {
		one := gauss(1)
		c.change(one)
		if _, err := one.Calibrate(context.Background()); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}
