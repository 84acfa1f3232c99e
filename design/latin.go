package design

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distmv"
	"gonum.org/v1/gonum/stat/samplemv"

	"github.com/fromabove/fromabove/chance"
)

// Streams of the seed, one for each form that is drawn, so that a hypercube
// and a set of walks of one seed have nothing in common.
const (
	streamLatin = 1 + iota
	streamWalks
)

func dice(seed chance.Seed, stream uint64) *rand.PCG { return rand.NewPCG(uint64(seed), stream) }

// LatinHypercube is n rows of k columns: in each column one number in each
// n-th part of 0..1, in an order of its own (McKay, Beckman and Conover 1979).
func LatinHypercube(n, k int, seed chance.Seed) [][]float64 {
	src := dice(seed, streamLatin)
	batch := mat.NewDense(n, k, nil)
	samplemv.LatinHypercube{Q: distmv.NewUnitUniform(k, src), Src: src}.Sample(batch)
	rows := make([][]float64, n)
	for r := range rows {
		rows[r] = mat.Row(nil, r, batch)
	}
	return rows
}
