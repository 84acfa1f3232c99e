package design

import (
	"math/rand/v2"

	"github.com/fromabove/fromabove/chance"
)

// Walk is a way through the cube on which each axis is turned once: row s+1
// differs from row s in column Turned[s] alone (Morris 1991).
type Walk struct {
	Rows   [][]float64 // one more than axes
	Turned []int
}

// Of a walk: levels of an axis, 0, 1/3, 2/3 and 1, and how far it is turned.
// With an even number of levels p and a step p/(2(p-1)) each level is as likely
// as any other (Morris 1991).
const (
	walkLevels = 4
	walkStep   = walkLevels / (2.0 * (walkLevels - 1))
)

// Walks are n walks over k axes.
func Walks(n, k int, seed chance.Seed) []Walk {
	random := rand.New(dice(seed, streamWalks))
	walks := make([]Walk, n)
	for w := range walks {
		row, step := make([]float64, k), make([]float64, k)
		for i := range row {
			row[i], step[i] = float64(random.IntN(walkLevels/2))/(walkLevels-1), walkStep
			if random.IntN(2) == 1 {
				row[i], step[i] = row[i]+walkStep, -walkStep
			}
		}
		walks[w] = Walk{Rows: [][]float64{row}, Turned: random.Perm(k)}
		for _, i := range walks[w].Turned {
			row = append([]float64(nil), row...)
			row[i] = min(max(row[i]+step[i], 0), 1)
			walks[w].Rows = append(walks[w].Rows, row)
		}
	}
	return walks
}

// Effects are the elementary effects by axis and walk: how far the outcome y of
// each row moved, per whole width of the axis. y holds one value a row, walk
// after walk.
func Effects(walks []Walk, y []float64) [][]float64 {
	effects := make([][]float64, len(walks[0].Turned))
	at := 0
	for _, w := range walks {
		for s, i := range w.Turned {
			effects[i] = append(effects[i], (y[at+s+1]-y[at+s])/(w.Rows[s+1][i]-w.Rows[s][i]))
		}
		at += len(w.Rows)
	}
	return effects
}

// Crossed is two samples of the same size, and the first with each column in
// turn from the second: what indices of first and total order need (Saltelli,
// Annoni, Azzini, Campolongo, Ratto and Tarantola 2010).
type Crossed struct{ A, B [][]float64 }

// MostCrossed is how many axes can be crossed: the two samples are the halves
// of one Sobol sequence.
const MostCrossed = MostDimensions / 2

// Cross is the two samples, n rows of k axes each.
func Cross(n, k int, seed chance.Seed) Crossed {
	var c Crossed
	for _, row := range (Sequence{Seed: seed}).Rows(n, 2*k) {
		c.A, c.B = append(c.A, row[:k:k]), append(c.B, row[k:])
	}
	return c
}

// Rows are all that is to be run: A, B, then A with column 0 from B, with
// column 1, and so on.
func (c Crossed) Rows() [][]float64 {
	rows := append(append([][]float64(nil), c.A...), c.B...)
	for i := range c.A[0] {
		for r, row := range c.A {
			crossed := append([]float64(nil), row...)
			crossed[i] = c.B[r][i]
			rows = append(rows, crossed)
		}
	}
	return rows
}

// Split takes the outcomes of Rows apart again: of A, of B, and by axis of A
// with that column from B.
func (c Crossed) Split(y []float64) (a, b []float64, ab [][]float64) {
	n := len(c.A)
	a, b = y[:n], y[n:2*n]
	for i := range c.A[0] {
		ab = append(ab, y[(2+i)*n:(3+i)*n])
	}
	return a, b, ab
}
