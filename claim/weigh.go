package claim

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"

	"github.com/fromabove/fromabove/evidence"
)

// Pairs are the members of a claim in one form of the model: outcomes of both
// arms, row by row with the same dice, and the draw of parameters of each row.
type Pairs struct {
	Form   string    // MainForm, a variant, or a mode
	Base   []float64 // NaN where it is not defined
	Other  []float64
	Draws  []int // rows of one draw stand and fall together
	Failed int   // rows in which a member failed or was not run
}

// MainForm is the model as it is.
const MainForm = "main form"

// Form is a claim weighed in one form of the model. A unit is a draw of
// parameters, or a pair where there is one draw alone.
type Form struct {
	Name     string          `json:"form"`
	Verdict  Verdict         `json:"verdict"`
	Pairs    int             `json:"pairs"`     // in which both arms have a value
	Left     int             `json:"undefined"` // in which one has none
	Failed   int             `json:"failed"`    // in which a member failed or was not run
	Units    int             `json:"units"`
	Idle     bool            `json:"idle"` // the contrast had nothing to work on
	Base     evidence.Number `json:"base_mean"`
	Other    evidence.Number `json:"other_mean"`
	Mean     evidence.Number `json:"mean"` // effect: other less base
	Low      evidence.Number `json:"low"`  // 90% interval of the mean effect
	High     evidence.Number `json:"high"`
	BandLow  evidence.Number `json:"band_low"` // one unit in twenty has a smaller effect
	BandHigh evidence.Number `json:"band_high"`
	Right    evidence.Number `json:"right"` // share of units whose effect has the expected sign
}

// Result is a claim with its verdict.
type Result struct {
	Claim   Claim    `json:"claim"`
	Is      Standing `json:"standing"`
	Unit    string   `json:"unit"`
	Verdict Verdict  `json:"verdict"`
	Forms   []Form   `json:"forms"`                   // the main form first
	NotLaid []string `json:"not_laid_over,omitempty"` // variants that set what an arm sets itself
}

// Weigh judges a claim by its members, in the main form first and then in
// others.
func Weigh(c Claim, forms []Pairs) Result {
	r := Result{Claim: c, Is: c.Standing()}
	for _, p := range forms {
		r.Forms = append(r.Forms, weighed(c, p))
	}
	r.Verdict = overall(c, r.Forms)
	return r
}

// weighed is a claim in one form.
func weighed(c Claim, p Pairs) Form {
	f := Form{Name: p.Form, Failed: p.Failed, Left: -p.Failed}
	var base, other, effects []float64
	byDraw := map[int][]float64{}
	var draws []int
	f.Idle = true
	for i := range p.Base {
		effect := p.Other[i] - p.Base[i]
		if math.IsNaN(effect) {
			f.Left++
			continue
		}
		f.Idle = f.Idle && effect == 0
		base, other, effects = append(base, p.Base[i]), append(other, p.Other[i]), append(effects, effect)
		if byDraw[p.Draws[i]] == nil {
			draws = append(draws, p.Draws[i])
		}
		byDraw[p.Draws[i]] = append(byDraw[p.Draws[i]], effect)
	}
	f.Pairs = len(effects)
	if len(draws) > 1 {
		effects = effects[:0:0]
		for _, draw := range draws {
			effects = append(effects, mean(byDraw[draw]))
		}
	}
	f.Units = len(effects)
	f.Base, f.Other, f.Mean = evidence.Number(mean(base)), evidence.Number(mean(other)), evidence.Number(mean(effects))
	f.Idle = f.Idle || c.Expected != More && float64(f.Base) < 2*c.Matters
	f.spread(c, effects)
	f.Verdict = judge(c, f)
	return f
}

// spread says how the effects of the units lie, and how well their mean is known.
func (f *Form) spread(c Claim, effects []float64) {
	nothing := evidence.Missing()
	f.Low, f.High, f.BandLow, f.BandHigh, f.Right = nothing, nothing, nothing, nothing, nothing
	if len(effects) == 0 {
		return
	}
	f.Right = evidence.Number(right(c, effects))
	f.BandLow, f.BandHigh = ninety(effects)
	f.Low, f.High = ninety(redrawn(effects, c.ID+"/"+f.Name))
}

// right is the share of effects with the expected sign; no effect at all counts
// half. Where none is expected it is the share too small to matter.
func right(c Claim, effects []float64) float64 {
	n := 0.0
	for _, e := range effects {
		small := math.Abs(e) <= c.Matters
		switch {
		case c.Expected == None && small, c.Expected == Some && !small, c.Expected == Less && e < 0, c.Expected == More && e > 0:
			n++
		case e == 0 && (c.Expected == Less || c.Expected == More):
			n += 0.5
		}
	}
	return n / float64(len(effects))
}

func mean(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	return stat.Mean(values, nil)
}

// ninety are the 5% and 95% points.
func ninety(values []float64) (low, high evidence.Number) {
	sorted := slices.Sorted(slices.Values(values))
	return evidence.Number(stat.Quantile(0.05, stat.LinInterp, sorted, nil)), evidence.Number(stat.Quantile(0.95, stat.LinInterp, sorted, nil))
}

// redraws is how often units are drawn anew for an interval.
const redraws = 2000

// redrawn are means of units drawn anew with replacement (the bootstrap), by
// dice that the name gives.
func redrawn(values []float64, name string) []float64 {
	key := fnv.New64a()
	key.Write([]byte(name)) // never fails
	dice := rand.New(rand.NewPCG(key.Sum64(), uint64(len(values))))
	means := make([]float64, redraws)
	for i := range means {
		total := 0.0
		for range values {
			total += values[dice.IntN(len(values))]
		}
		means[i] = total / float64(len(values))
	}
	return means
}
