package abc

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// The box is stretched to all of R^n, each side by the normal quantile of where
// a value stands in its range. There the prior is the standard normal, no step
// leaves the box, and nothing piles up at its walls.

// atEdge keeps a place in the stretched box finite.
const atEdge = 1e-12

// place is where values stand in the stretched box.
func place(parameters []Parameter, values []float64) []float64 {
	z := make([]float64, len(values))
	for i, p := range parameters {
		z[i] = distuv.UnitNormal.Quantile(min(max((values[i]-p.Min)/(p.Max-p.Min), atEdge), 1-atEdge))
	}
	return z
}

// valuesAt is its inverse.
func valuesAt(parameters []Parameter, z []float64) []float64 {
	values := make([]float64, len(z))
	for i, p := range parameters {
		values[i] = min(max(p.Min+(p.Max-p.Min)*distuv.UnitNormal.CDF(z[i]), p.Min), p.Max)
	}
	return values
}

// cloud is the proposal made of a generation: a mixture of normal distributions,
// one about each particle.
//
// Beaumont et al. and Filippi et al. 2013 give each the covariance of the
// particles, doubled. The mixture is then three times as wide as the target in
// every direction, which costs a factor of 1.34 of the effective sample for each
// parameter: of three, half; of thirty, all but a seven-thousandth. So with more
// parameters the centres are drawn in towards the mean (West 1993; Liu and West
// 2001) and the kernels are narrower, so that the mixture has 1 + 2/d times the
// covariance of the particles: theirs in one dimension, and at a cost of about
// a tenth in thirty. It must be wider than the target everywhere, or its tails
// hold few particles of enormous weight. The weights are prior over this same
// mixture, so that the target does not change.
type cloud struct {
	centres [][]float64
	white   [][]float64 // the centres in units of the kernel
	weights []float64
	summed  []float64 // of the weights, to draw by
	lower   mat.TriDense
	inverse mat.TriDense // of lower
	scale   float64      // log of the density of one kernel at its centre
}

func newCloud(particles []Particle) *cloud {
	d, effective := len(particles[0].place), Effective(particles)
	mean := make([]float64, d)
	c := &cloud{}
	sum := 0.0
	for _, p := range particles {
		sum += p.Weight
		c.weights, c.summed = append(c.weights, p.Weight), append(c.summed, sum)
		for i, z := range p.place {
			mean[i] += p.Weight * z
		}
	}
	cov := spread(particles, mean, effective)
	share := kernelShare(d, effective)
	cov.ScaleSym(share+2/float64(d), cov)
	var chol mat.Cholesky
	if !chol.Factorize(cov) {
		panic("abc: the particles of a generation have no spread")
	}
	chol.LTo(&c.lower)
	if err := c.inverse.InverseTri(&c.lower); err != nil {
		panic(err) // it was factorized
	}
	c.scale = -chol.LogDet()/2 - float64(d)/2*math.Log(2*math.Pi)
	in := math.Sqrt(1 - share)
	for _, p := range particles {
		centre := make([]float64, d)
		for i, z := range p.place {
			centre[i] = mean[i] + in*(z-mean[i])
		}
		c.centres, c.white = append(c.centres, centre), append(c.white, c.whitened(centre))
	}
	return c
}

// kernelShare is the share of the variance that lies within a kernel, not
// between the centres. Wider kernels follow the particles less closely; narrower
// ones leave each draw near its own centre alone, and a mixture with holes makes
// weights that differ wildly. The log of a kernel's part in the density varies
// over the centres with the variance d (1 - share)/share^2; of n centres enough
// count as long as that is no more than ln n.
func kernelShare(d int, effective float64) float64 {
	k := max(math.Log(effective), 0.5) / float64(d)
	return (math.Sqrt(1+4*k) - 1) / (2 * k)
}

// spread is the covariance of the particles. That of few in many dimensions is
// unsure, and a direction taken for too narrow makes a few weights enormous: so
// correlations are shrunk towards none by as much as they are no more than
// chance makes them (Schaefer and Strimmer 2005).
func spread(particles []Particle, mean []float64, effective float64) *mat.SymDense {
	d := len(mean)
	cov := mat.NewSymDense(d, nil)
	for _, p := range particles {
		for i := range d {
			for j := i; j < d; j++ {
				cov.SetSym(i, j, cov.At(i, j)+p.Weight*(p.place[i]-mean[i])*(p.place[j]-mean[j]))
			}
		}
	}
	for i := range d {
		cov.SetSym(i, i, cov.At(i, i)*effective/max(effective-1, 1)+1e-12)
	}
	by, seen := 0.0, 0.0
	for i := range d {
		for j := range i {
			r2 := cov.At(i, j) * cov.At(i, j) / (cov.At(i, i) * cov.At(j, j))
			by, seen = by+(1-r2)*(1-r2)/max(effective-1, 1), seen+r2
		}
	}
	keep := 1 - min(1, by/max(seen, 1e-12))
	for i := range d {
		for j := range i {
			cov.SetSym(i, j, keep*cov.At(i, j))
		}
	}
	return cov
}

// whitened is a place in units of the kernel.
func (c *cloud) whitened(z []float64) []float64 {
	out := make([]float64, len(z))
	mat.NewVecDense(len(z), out).MulVec(&c.inverse, mat.NewVecDense(len(z), z))
	return out
}

// draw is a place near one of the particles.
func (c *cloud) draw(dice *rand.Rand) []float64 {
	k, u := 0, dice.Float64()*c.summed[len(c.summed)-1]
	for k < len(c.summed)-1 && c.summed[k] <= u {
		k++
	}
	d := len(c.centres[k])
	step := make([]float64, d)
	for i := range step {
		step[i] = dice.NormFloat64()
	}
	z := make([]float64, d)
	mat.NewVecDense(d, z).MulVec(&c.lower, mat.NewVecDense(d, step))
	for i := range z {
		z[i] += c.centres[k][i]
	}
	return z
}

// logDensity of the mixture at a place.
func (c *cloud) logDensity(z []float64) float64 {
	logs, most := make([]float64, len(c.white)), math.Inf(-1)
	at := c.whitened(z)
	for k, centre := range c.white {
		logs[k] = math.Log(c.weights[k]) - distance(at, centre)/2
		most = max(most, logs[k])
	}
	sum := 0.0
	for _, l := range logs {
		sum += math.Exp(l - most)
	}
	return most + math.Log(sum) + c.scale
}

// logPrior is the log of the standard normal density.
func logPrior(z []float64) float64 {
	squares := 0.0
	for _, x := range z {
		squares += x * x
	}
	return -squares/2 - float64(len(z))/2*math.Log(2*math.Pi)
}

// draw is the candidate of a number, with the weight it will have if it is
// taken, and whether it is to be run. Its draws have a key of their own.
func (c *Calibration) draw(generation, number int) (Particle, bool) {
	dice := rand.New(rand.NewPCG(c.Seed, uint64(generation)<<32|uint64(number)))
	p := Particle{Candidate: Candidate{Generation: generation, Number: number, Dice: dice.Uint64() >> 24}, Weight: 1}
	if generation == 1 {
		p.place = make([]float64, len(c.Parameters))
		for i := range p.place {
			p.place[i] = dice.NormFloat64()
		}
	} else {
		p.place = c.cloud.draw(dice)
		p.Weight = math.Exp(logPrior(p.place) - c.cloud.logDensity(p.place))
	}
	p.Values = valuesAt(c.Parameters, p.place)
	run := true
	if c.emulator != nil {
		chance := c.emulator.chance(p.place)
		run = dice.Float64() < chance
		p.Weight /= chance
	}
	return p, run
}
