package lab

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// cloud is the normal distribution from which a search draws its candidates,
// and which learns from their losses where to look next: evolution strategies
// with an adapted covariance (CMA-ES). It wanders through R^n; what a place
// there means is the caller's to say.
//
// It is Hansen's tutorial (arXiv:1604.00772) with one change: the matrix is
// kept by its Cholesky factor, and the path that steers the step size is summed
// in the coordinates of the draws (Krause, Arbones and Igel, NIPS 2016), which
// takes no square root of a matrix. gonum's own optimize.CmaEsChol does not
// serve: it draws without its step size, and does not say which generation a
// candidate belongs to.
//
// Every candidate's draws have a key of their own: seed, generation, number. So
// what is drawn depends on nothing but the losses told before.
type cloud struct {
	seed       uint64
	generation int // of the candidates drawn last; the first is 1

	mean  []float64
	step  float64
	cov   *mat.SymDense
	chol  mat.Cholesky
	lower mat.TriDense // its factor: a candidate is mean + step * lower * draws

	stepPath, covPath []float64
	draws             [][]float64 // of the generation, one row a candidate

	weights                []float64 // of the better half, the best first; sum 1
	effective              float64   // how many equal weights would vary as much
	forStep, damp          float64   // c_sigma, d_sigma
	forPath, one, rank     float64   // c_c, c_1, c_mu
	length                 float64   // expected of n independent normal draws
	population, dimensions int
}

// fullStep is the first step where a search begins in the middle of its box:
// through the logistic map it spreads candidates over the box with a standard
// deviation of a fifth of the range.
const fullStep = 1.0

// populationFor is how many candidates a generation has: Hansen's
// 4 + 3 ln n, rounded up to fours so that a few workers share it evenly.
func populationFor(dimensions int) int {
	return (4 + int(3*math.Log(float64(dimensions))) + 3) / 4 * 4
}

// newCloud begins at start with the given step; a population of 0 is left to the
// number of dimensions.
func newCloud(start []float64, step float64, population int, seed uint64) *cloud {
	n := float64(len(start))
	c := &cloud{seed: seed, mean: slices.Clone(start), step: step, dimensions: len(start), population: population,
		stepPath: make([]float64, len(start)), covPath: make([]float64, len(start))}

	if population == 0 {
		c.population = populationFor(len(start))
	}
	sum, squares := 0.0, 0.0
	for i := range c.population / 2 {
		w := math.Log(float64(c.population+1)/2) - math.Log(float64(i+1))
		c.weights = append(c.weights, w)
		sum, squares = sum+w, squares+w*w
	}
	for i := range c.weights {
		c.weights[i] /= sum
	}
	m := sum * sum / squares
	c.effective = m
	c.forStep = (m + 2) / (n + m + 5)
	c.damp = 1 + 2*max(0, math.Sqrt((m-1)/(n+1))-1) + c.forStep
	c.forPath = (4 + m/n) / (n + 4 + 2*m/n)
	c.one = 2 / ((n+1.3)*(n+1.3) + m)
	c.rank = min(1-c.one, 2*(m-2+1/m)/((n+2)*(n+2)+m))
	c.length = math.Sqrt(n) * (1 - 1/(4*n) + 1/(21*n*n))

	c.cov = mat.NewSymDense(len(start), nil)
	for i := range start {
		c.cov.SetSym(i, i, 1)
	}
	c.factorize()
	return c
}

// factorize brings the factor in line with the matrix. Rounding may in the end
// take a matrix that hardly spreads out of the positive ones; then it begins
// again as a ball of the size it had.
func (c *cloud) factorize() {
	if !c.chol.Factorize(c.cov) {
		size := mat.Trace(c.cov) / float64(c.dimensions)
		c.cov.Zero()
		for i := range c.dimensions {
			c.cov.SetSym(i, i, size)
		}
		if !(size > 0) || !c.chol.Factorize(c.cov) {
			panic("lab: the covariance of a search has no spread")
		}
	}
	c.chol.LTo(&c.lower)
}

// spread is lower times a vector of draws.
func (c *cloud) spread(draws []float64) []float64 {
	out := make([]float64, c.dimensions)
	mat.NewVecDense(c.dimensions, out).MulVec(&c.lower, mat.NewVecDense(c.dimensions, draws))
	return out
}

// next draws the candidates of the next generation.
func (c *cloud) next() [][]float64 {
	c.generation++
	c.draws = nil
	candidates := make([][]float64, c.population)
	for k := range candidates {
		dice := rand.New(rand.NewPCG(c.seed, uint64(c.generation)<<32|uint64(k)))
		z := make([]float64, c.dimensions)
		for i := range z {
			z[i] = dice.NormFloat64()
		}
		c.draws = append(c.draws, z)
		candidates[k] = make([]float64, c.dimensions)
		for i, y := range c.spread(z) {
			candidates[k][i] = c.mean[i] + c.step*y
		}
	}
	return candidates
}

// learn moves the cloud by the losses of the candidates drawn last. Only their
// order counts; what is undefined is worst, and equals keep the order in which
// they were drawn.
func (c *cloud) learn(losses []float64) {
	order := make([]int, len(losses))
	for k := range order {
		order[k] = k
	}
	worth := func(k int) float64 {
		if math.IsNaN(losses[k]) {
			return math.Inf(1)
		}
		return losses[k]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(worth(a), worth(b)) })

	moved := make([]float64, c.dimensions) // in the coordinates of the draws
	for i, w := range c.weights {
		for j, z := range c.draws[order[i]] {
			moved[j] += w * z
		}
	}
	shift := c.spread(moved)
	for i := range c.mean {
		c.mean[i] += c.step * shift[i]
	}

	norm := 0.0
	gain := math.Sqrt(c.forStep * (2 - c.forStep) * c.effective)
	for i := range c.stepPath {
		c.stepPath[i] = (1-c.forStep)*c.stepPath[i] + gain*moved[i]
		norm += c.stepPath[i] * c.stepPath[i]
	}
	norm = math.Sqrt(norm)
	// A path much longer than chance allows says that the step is too short; the
	// matrix then waits, or it would stretch in that direction without need.
	settled := norm/math.Sqrt(1-math.Pow(1-c.forStep, 2*float64(c.generation))) < (1.4+2/float64(c.dimensions+1))*c.length
	gain = 0
	if settled {
		gain = math.Sqrt(c.forPath * (2 - c.forPath) * c.effective)
	}
	for i := range c.covPath {
		c.covPath[i] = (1-c.forPath)*c.covPath[i] + gain*shift[i]
	}

	keep := 1 - c.one - c.rank
	if !settled {
		keep += c.one * c.forPath * (2 - c.forPath)
	}
	c.cov.ScaleSym(keep, c.cov)
	c.cov.SymRankOne(c.cov, c.one, mat.NewVecDense(c.dimensions, c.covPath))
	for i, w := range c.weights {
		c.cov.SymRankOne(c.cov, c.rank*w, mat.NewVecDense(c.dimensions, c.spread(c.draws[order[i]])))
	}
	c.step *= math.Exp(min(1, c.forStep/c.damp*(norm/c.length-1)))
	c.factorize()
}
