package lab

import (
	"math"
	"testing"
)

// A cloud finds the least of functions whose least is known: a bowl that is
// narrow in some directions and turned against the axes, and Rosenbrock's bent
// valley, which takes a matrix that follows it round.
func TestCloudFindsTheLeast(t *testing.T) {
	bowl := func(x []float64) float64 {
		sum := 0.0
		for i := range x {
			turned := x[i] - 1 + 0.5*(x[(i+1)%len(x)]-1)
			sum += math.Pow(10, float64(i)) * turned * turned
		}
		return sum
	}
	rosenbrock := func(x []float64) float64 {
		sum := 0.0
		for i := range len(x) - 1 {
			sum += 100*math.Pow(x[i+1]-x[i]*x[i], 2) + math.Pow(1-x[i], 2)
		}
		return sum
	}
	for _, c := range []struct {
		name        string
		f           func([]float64) float64
		generations int
	}{{"bowl", bowl, 250}, {"rosenbrock", rosenbrock, 250}} {
		for seed := uint64(1); seed <= 3; seed++ {
			cloud := newCloud(make([]float64, 5), 0.5, 0, seed)
			for range c.generations {
				var losses []float64
				for _, x := range cloud.next() {
					losses = append(losses, c.f(x))
				}
				cloud.learn(losses)
			}
			if left := c.f(cloud.mean); !(left < 1e-6) {
				t.Errorf("%s, seed %d: %g is left at %v", c.name, seed, left, cloud.mean)
			}
		}
	}
}

// Only the order of losses counts, and an undefined loss is the worst.
func TestCloudLearnsFromOrderAlone(t *testing.T) {
	after := func(change func(float64) float64) []float64 {
		cloud := newCloud([]float64{1, -1, 2}, 1, 0, 7)
		for range 20 {
			var losses []float64
			for _, x := range cloud.next() {
				losses = append(losses, change(x[0]*x[0]+3*x[1]*x[1]+math.Abs(x[2])))
			}
			cloud.learn(losses)
		}
		return cloud.mean
	}
	plain := after(func(v float64) float64 { return v })
	for i, v := range after(func(v float64) float64 { return 5 + 100*v }) {
		if v != plain[i] {
			t.Errorf("coordinate %d: %v with losses stretched, %v without", i, v, plain[i])
		}
	}
	undefined := after(func(v float64) float64 {
		if v > 8 {
			return math.NaN()
		}
		return v
	})
	for i, v := range undefined {
		if math.IsNaN(v) || math.Abs(v) > 0.5 {
			t.Errorf("coordinate %d: %v where large losses are undefined", i, v)
		}
	}
}
