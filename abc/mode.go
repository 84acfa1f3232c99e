package abc

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Modes says whether a posterior falls into two: parameter points that do
// equally well and lie apart, so that what one says another may deny.
//
// What it does: the particles, in the stretched box and each direction by its
// own spread, are parted into two clusters (k-means, begun at the ends of the
// direction of widest spread). Along the line between their centres the density
// of a single cloud has no valley; the depth of the deepest valley below the
// lower of the two hills beside it, as a share of the highest hill, is compared
// with the depths in samples from one normal cloud of the same covariance with
// the same weights. Two modes are reported where it is deeper than in 95 of 99,
// and than a tenth, which ends that are cut off sharply may make.
//
// What it does not: it sees two modes and no third, none that lie within each
// other, and none that few particles have found.
type Modes struct {
	Two     bool
	Depth   float64 // of the valley, 0..1; NaN where there are too few particles to tell
	Beaten  int     // samples of one cloud with a shallower valley, of References
	Weights [2]float64
	Apart   []Apart // parameters in which the centres differ most, the furthest first
}

// Apart is a parameter at the two centres.
type Apart struct {
	Key  string
	A, B float64
}

// References is how many samples of one cloud are compared.
const References = 99

const (
	shownApart = 5
	leastDepth = 0.1
	modeKey    = 0x6d6f6465 // of the dice of the references
)

func modesOf(t Table, weights []float64) Modes {
	n, d := len(t.Rows), len(t.Prior)
	m := Modes{Beaten: 0, Depth: math.NaN()}
	if n < 4*d || n < 20 || d == 0 {
		return m // too few to tell
	}
	x := standardized(t, weights)
	side, depth := valley(x, weights)
	m.Depth = depth
	var chol mat.Cholesky
	if !chol.Factorize(covariance(x, weights)) {
		return m
	}
	var lower mat.TriDense
	chol.LTo(&lower)
	for k := range References {
		dice := rand.New(rand.NewPCG(modeKey, uint64(k)))
		y := make([][]float64, n)
		step := make([]float64, d)
		for i := range y {
			for j := range step {
				step[j] = dice.NormFloat64()
			}
			y[i] = make([]float64, d)
			mat.NewVecDense(d, y[i]).MulVec(&lower, mat.NewVecDense(d, step))
		}
		if _, other := valley(y, weights); other < depth {
			m.Beaten++
		}
	}
	m.Two = m.Beaten >= 95 && depth > leastDepth
	centres := [2][]float64{make([]float64, d), make([]float64, d)}
	for i, w := range weights {
		m.Weights[side[i]] += w
	}
	far := make([]float64, d)
	for j, p := range t.Prior {
		for i, v := range t.column(p.Key) {
			centres[side[i]][j] += weights[i] * v / m.Weights[side[i]]
		}
		far[j] = -math.Abs(centres[0][j]-centres[1][j]) / (p.Max - p.Min)
	}
	for _, j := range ascending(far)[:min(d, shownApart)] {
		m.Apart = append(m.Apart, Apart{t.Prior[j].Key, centres[0][j], centres[1][j]})
	}
	return m
}

// standardized are the places in the stretched box, each direction with mean 0
// and spread 1.
func standardized(t Table, weights []float64) [][]float64 {
	x := make([][]float64, len(t.Rows))
	for i := range x {
		x[i] = make([]float64, len(t.Prior))
	}
	for j, p := range t.Prior {
		mean, square := 0.0, 0.0
		for i, v := range t.column(p.Key) {
			x[i][j] = place([]Parameter{p}, []float64{v})[0]
			mean += weights[i] * x[i][j]
		}
		for i := range x {
			x[i][j] -= mean
			square += weights[i] * x[i][j] * x[i][j]
		}
		for i := range x {
			x[i][j] /= math.Sqrt(square) + 1e-12
		}
	}
	return x
}

// covariance about zero.
func covariance(x [][]float64, weights []float64) *mat.SymDense {
	d := len(x[0])
	c := mat.NewSymDense(d, nil)
	for i, w := range weights {
		for a := range d {
			for b := a; b < d; b++ {
				c.SetSym(a, b, c.At(a, b)+w*x[i][a]*x[i][b])
			}
		}
	}
	for a := range d {
		c.SetSym(a, a, c.At(a, a)+1e-9)
	}
	return c
}

// valley parts the places into two clusters and measures the valley between.
func valley(x [][]float64, weights []float64) (side []int, depth float64) {
	side = make([]int, len(x))
	line := widest(x, weights)
	for i := range x {
		if dot(x[i], line) > 0 {
			side[i] = 1
		}
	}
	for range 50 { // k-means; it settles in a few
		var centres [2][]float64
		for s := range centres {
			centres[s] = centreOf(x, weights, side, s)
		}
		moved := false
		for i := range x {
			near := 0
			if distance(x[i], centres[1]) < distance(x[i], centres[0]) {
				near = 1
			}
			moved = moved || near != side[i]
			side[i] = near
		}
		a, b := centreOf(x, weights, side, 0), centreOf(x, weights, side, 1)
		for j := range line {
			line[j] = b[j] - a[j]
		}
		if !moved {
			break
		}
	}
	along := make([]float64, len(x))
	for i := range x {
		along[i] = dot(x[i], line)
	}
	return side, dip(along, weights)
}

// dip is the depth of the deepest valley of a density on a line, estimated with
// a normal kernel of Silverman's width.
func dip(along, weights []float64) float64 {
	mean, square, squares := 0.0, 0.0, 0.0
	for i, w := range weights {
		mean += w * along[i]
		squares += w * w
	}
	for i, w := range weights {
		square += w * (along[i] - mean) * (along[i] - mean)
	}
	sd := math.Sqrt(square)
	if !(sd > 0) {
		return 0
	}
	width := 0.9 * sd * math.Pow(squares, 0.2) // squares is 1 over the effective sample
	const steps = 101
	density := make([]float64, steps)
	for k := range density {
		at := mean + sd*4*(float64(k)/(steps-1)-0.5)*1.5
		for i, w := range weights {
			z := (along[i] - at) / width
			density[k] += w * math.Exp(-z*z/2)
		}
	}
	depth := 0.0
	for k := range density {
		hills := min(slices.Max(density[:k+1]), slices.Max(density[k:]))
		depth = max(depth, hills-density[k])
	}
	return depth / slices.Max(density)
}

// widest is the direction of widest spread, by repeated multiplication.
func widest(x [][]float64, weights []float64) []float64 {
	c := covariance(x, weights)
	d := len(x[0])
	v := mat.NewVecDense(d, nil)
	for i := range d {
		v.SetVec(i, 1/float64(i+1)) // orthogonal to nothing by symmetry
	}
	for range 100 {
		var next mat.VecDense
		next.MulVec(c, v)
		next.ScaleVec(1/mat.Norm(&next, 2), &next)
		v.CopyVec(&next)
	}
	return v.RawVector().Data
}

func centreOf(x [][]float64, weights []float64, side []int, s int) []float64 {
	centre, sum := make([]float64, len(x[0])), 0.0
	for i := range x {
		if side[i] == s {
			sum += weights[i]
			for j := range centre {
				centre[j] += weights[i] * x[i][j]
			}
		}
	}
	for j := range centre {
		centre[j] /= max(sum, 1e-300)
	}
	return centre
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

func distance(a, b []float64) (sum float64) {
	for i := range a {
		sum += (a[i] - b[i]) * (a[i] - b[i])
	}
	return sum
}
