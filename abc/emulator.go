package abc

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// emulator guesses the distance of a candidate from those that were run: a
// Gaussian process with a squared-exponential kernel, one length for all
// directions of the stretched box, and noise (Rasmussen and Williams 2006,
// chapter 2). Length and noise are those of a small grid under which what was
// seen is likeliest.
//
// A candidate that will hardly come within the tolerance is run with a small
// chance only and, if it is taken after all, weighs as many times more (lazy
// ABC: Prangle 2016, doi:10.1007/s11222-014-9544-3). So the posterior is that
// without an emulator, however bad its guesses; bad guesses cost effective
// sample. What it saves depends on the model; on the stand-in of the tests, with
// three parameters and a half of the candidates taken, an eighth of the runs and
// a twentieth of the runs to an effective particle, which is next to nothing. A
// bolder rule (a chance of 0.1 for whoever is taken less often than once in
// five) saved a fifth of the runs and cost half of the sample.
type emulator struct {
	at          [][]float64
	mean, sd    float64 // of the distances
	length      float64
	noise       float64 // share of the variance
	tolerance   float64
	chol        mat.Cholesky
	alpha       mat.VecDense
	logEvidence float64
}

const (
	mostEmulated = 200  // runs that it learns from, the latest
	surelyRun    = 0.05 // chance of being taken from which a candidate is run in any case
	leastRun     = 0.25 // chance with which any candidate is run
)

// newEmulator learns from what was run; nil if there is too little.
func newEmulator(past []Particle, tolerance float64) *emulator {
	var at [][]float64
	var y []float64
	for _, p := range past[max(0, len(past)-mostEmulated):] {
		if !math.IsNaN(p.Total) && !math.IsInf(p.Total, 0) {
			at, y = append(at, p.place), append(y, p.Total)
		}
	}
	if len(y) < 20 {
		return nil
	}
	n := float64(len(y))
	mean, square := 0.0, 0.0
	for _, v := range y {
		mean += v / n
	}
	for _, v := range y {
		square += (v - mean) * (v - mean) / n
	}
	sd := math.Sqrt(square)
	if !(sd > 0) {
		return nil
	}
	target := mat.NewVecDense(len(y), nil)
	for i, v := range y {
		target.SetVec(i, (v-mean)/sd)
	}
	var best *emulator
	for _, length := range []float64{0.5, 1, 2, 4} {
		for _, noise := range []float64{0.05, 0.2, 0.5, 0.9} {
			e := &emulator{at: at, mean: mean, sd: sd, length: length * math.Sqrt(float64(len(at[0]))), noise: noise, tolerance: tolerance}
			if e.learn(target) && (best == nil || e.logEvidence > best.logEvidence) {
				best = e
			}
		}
	}
	return best
}

// kernel is the correlation of two places.
func (e *emulator) kernel(a, b []float64) float64 {
	squares := 0.0
	for i := range a {
		squares += (a[i] - b[i]) * (a[i] - b[i])
	}
	return (1 - e.noise) * math.Exp(-squares/(2*e.length*e.length))
}

func (e *emulator) learn(y *mat.VecDense) bool {
	n := len(e.at)
	k := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			k.SetSym(i, j, e.kernel(e.at[i], e.at[j]))
		}
		k.SetSym(i, i, 1+1e-9)
	}
	if !e.chol.Factorize(k) || e.chol.SolveVecTo(&e.alpha, y) != nil {
		return false
	}
	e.logEvidence = -mat.Dot(y, &e.alpha)/2 - e.chol.LogDet()/2
	return true
}

// guess is the mean and standard deviation of the distance at a place, noise of
// the model included.
func (e *emulator) guess(z []float64) (mean, sd float64) {
	n := len(e.at)
	k := mat.NewVecDense(n, nil)
	for i, a := range e.at {
		k.SetVec(i, e.kernel(z, a))
	}
	var solved mat.VecDense
	if err := e.chol.SolveVecTo(&solved, k); err != nil {
		return e.mean, e.sd
	}
	variance := max(1-mat.Dot(k, &solved), 1e-9)
	return e.mean + e.sd*mat.Dot(k, &e.alpha), e.sd * math.Sqrt(variance)
}

// chance is with which a candidate is run.
func (e *emulator) chance(z []float64) float64 {
	mean, sd := e.guess(z)
	within := distuv.UnitNormal.CDF((e.tolerance - mean) / sd)
	return min(1, max(leastRun, within/surelyRun))
}
