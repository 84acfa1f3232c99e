// Package sensitivity says how much an outcome hangs on each parameter, and how
// sure that is: elementary effects after Morris to screen many parameters,
// indices of first and total order after Sobol to share out the variance among
// few, a ranking that stops where intervals overlap, and how much of the
// variance is the dice. It takes numbers and gives numbers; package design says
// where they are to be measured.
//
// An index is of the outcome's mean over the seeds that were run, the same
// seeds at every place. Dice that act otherwise where parameters are other look
// like a rugged effect of all parameters together: they raise total indices,
// never first ones. Shares say by how much; more seeds make it less.
//
// Left out: regression coefficients, which assume the line they measure, and
// measures of the whole distribution (Borgonovo 2007), which need more
// histories than there is time for.
package sensitivity

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

// Confidence is the share of resampled values that an interval holds.
const Confidence = 0.95

// Estimate is a number with its bootstrap interval.
type Estimate struct{ Value, Low, High float64 }

// Overlaps says whether two intervals have a value in common.
func (e Estimate) Overlaps(o Estimate) bool { return e.Low <= o.High && o.Low <= e.High }

// Resampling is how intervals are made: by measuring again on rows drawn with
// replacement (Efron 1979), the same rows for every axis. Rows of a Sobol
// sequence are more even than chance, so for these the intervals are rather too
// wide than too narrow.
type Resampling struct {
	Times int
	Seed  chance.Seed
}

// stream is that of the seed from which rows are drawn.
const stream = 11

// over measures all n rows, then resampled ones. measure fills out with its
// estimates for the rows at the given places.
func (r Resampling) over(n, estimates int, measure func(rows []int, out []float64)) []Estimate {
	rows, out := make([]int, n), make([]float64, estimates)
	for i := range rows {
		rows[i] = i
	}
	measure(rows, out)
	found := make([]Estimate, estimates)
	for i, v := range out {
		found[i].Value = v
	}
	random := rand.New(rand.NewPCG(uint64(r.Seed), stream))
	again := make([][]float64, estimates)
	for range r.Times {
		for i := range rows {
			rows[i] = random.IntN(n)
		}
		measure(rows, out)
		for i, v := range out {
			if !math.IsNaN(v) { // rows that are all alike have no variance to share out
				again[i] = append(again[i], v)
			}
		}
	}
	for i := range found {
		found[i].Low, found[i].High = stat.Quantile(again[i], (1-Confidence)/2), stat.Quantile(again[i], (1+Confidence)/2)
	}
	return found
}

// LeastRows and LeastWalks are below which an interval means nothing.
const (
	LeastRows  = 32
	LeastWalks = 5
)

// Errors of outcomes that cannot be measured.
var (
	ErrConstant = errors.New("the outcome is the same at every place, so there is no variance to share out")
	ErrFew      = errors.New("too few whole rows")
)

// Morris is what the elementary effects of one axis say, per whole width of the
// axis (Morris 1991; the mean of absolute effects: Campolongo, Cariboni and
// Saltelli 2007).
type Morris struct {
	Mean    Estimate // signed: which way on the whole
	Size    Estimate // of absolute effects: how much
	Scatter Estimate // standard deviation: curved, or hanging on the others
}

// Screen measures effects by axis and walk. A walk in which an effect of any
// axis is no number is left out; walks is how many remain.
func Screen(effects [][]float64, r Resampling) (found []Morris, walks int, err error) {
	whole := wholeRows(effects)
	walks = len(whole)
	if walks < LeastWalks {
		return nil, walks, fmt.Errorf("%w: %d walks in which the outcome is a number at every place; want %d", ErrFew, walks, LeastWalks)
	}
	if !slices.ContainsFunc(effects, func(of []float64) bool {
		return slices.ContainsFunc(whole, func(w int) bool { return of[w] != 0 })
	}) {
		return nil, walks, ErrConstant
	}
	k := len(effects)
	estimates := r.over(walks, 3*k, func(rows []int, out []float64) {
		for i, of := range effects {
			mean, size := 0.0, 0.0
			for _, w := range rows {
				mean, size = mean+of[whole[w]], size+math.Abs(of[whole[w]])
			}
			mean, size = mean/float64(walks), size/float64(walks)
			scatter := 0.0
			for _, w := range rows {
				scatter += (of[whole[w]] - mean) * (of[whole[w]] - mean)
			}
			out[3*i], out[3*i+1], out[3*i+2] = mean, size, math.Sqrt(scatter/float64(walks-1))
		}
	})
	for i := range effects {
		found = append(found, Morris{estimates[3*i], estimates[3*i+1], estimates[3*i+2]})
	}
	return found, walks, nil
}

// Index is how much of an outcome's variance one axis carries.
type Index struct {
	First Estimate // alone: by how much knowing it would shrink the variance
	Total Estimate // with all that it does together with others
}

// Indices are those of every axis: of first order by Saltelli, Annoni, Azzini,
// Campolongo, Ratto and Tarantola 2010, of total order by Jansen 1999. a, b and
// ab are the outcomes of crossed rows (design.Crossed), ab by axis. A row in
// which any outcome is no number is left out; rows is how many remain.
func Indices(a, b []float64, ab [][]float64, r Resampling) (found []Index, rows int, err error) {
	whole := wholeRows(append([][]float64{a, b}, ab...))
	rows = len(whole)
	if rows < LeastRows {
		return nil, rows, fmt.Errorf("%w: %d rows in which the outcome is a number at every place; want %d", ErrFew, rows, LeastRows)
	}
	if constant(whole, a, b) {
		return nil, rows, ErrConstant
	}
	estimates := r.over(rows, 2*len(ab), func(drawn []int, out []float64) { share(whole, drawn, a, b, ab, out) })
	for i := range ab {
		found = append(found, Index{estimates[2*i], estimates[2*i+1]})
	}
	return found, rows, nil
}

// share works out the indices on rows drawn of the whole ones. Outcomes are
// taken from their mean, which shrinks the error of the first order (Sobol and
// others 2007).
func share(whole, drawn []int, a, b []float64, ab [][]float64, out []float64) {
	n := float64(len(drawn))
	sum := 0.0
	for _, d := range drawn {
		sum += a[whole[d]] + b[whole[d]]
	}
	mean, variance := sum/(2*n), 0.0
	for _, d := range drawn {
		x, y := a[whole[d]]-mean, b[whole[d]]-mean
		variance += x*x + y*y
	}
	variance /= 2 * n
	for i, crossed := range ab {
		first, total := 0.0, 0.0
		for _, d := range drawn {
			j := whole[d]
			moved := crossed[j] - a[j]
			first, total = first+(b[j]-mean)*moved, total+moved*moved
		}
		out[2*i], out[2*i+1] = first/n/variance, total/(2*n)/variance
	}
}

// wholeRows are the places at which every column is a number.
func wholeRows(columns [][]float64) (whole []int) {
	for j := range columns[0] {
		if !slices.ContainsFunc(columns, func(c []float64) bool { return math.IsNaN(c[j]) || math.IsInf(c[j], 0) }) {
			whole = append(whole, j)
		}
	}
	return whole
}

func constant(whole []int, columns ...[]float64) bool {
	first := columns[0][whole[0]]
	for _, c := range columns {
		for _, j := range whole {
			if c[j] != first {
				return false
			}
		}
	}
	return true
}
