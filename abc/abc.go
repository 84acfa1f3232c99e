// Package abc finds the parameter points that may have made what was seen, where
// a model can be run and its likelihood cannot be written down: approximate
// Bayesian computation by population Monte Carlo (Beaumont, Cornuet, Marin and
// Robert 2009, doi:10.1093/biomet/asp052; Toni, Welch, Strelkowa, Ipsen and
// Stumpf 2009, doi:10.1098/rsif.2008.0172).
//
// A generation is a cloud of weighted particles. The first is drawn from the
// prior, uniform in a box. For each later one the tolerance falls to a quantile
// of the distances of the one before; candidates are drawn near its particles,
// run, and taken if their distance is within the tolerance, until there are
// enough. A particle weighs prior over proposal.
//
// Candidates are drawn by generation and number and taken in the order of their
// numbers, however many are run side by side, so that a calibration is a
// function of its fields and the distance. A journal keeps every distance: what
// was killed goes on where it was.
//
// What comes out is what the distance makes of it. It is no likelihood: where
// the tolerance is wide the posterior is wider than the evidence would allow,
// and it can never say more than that parameter points differ in how near their
// histories come.
package abc

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Parameter is one dimension of the box.
type Parameter struct {
	Key      string
	Min, Max float64
}

// Candidate is a parameter point to be run.
type Candidate struct {
	Generation int       // from 1
	Number     int       // within the generation, from 1
	Values     []float64 // of the parameters
	Dice       uint64    // a seed of its own: by it the noise of the model enters the posterior
}

// Distance is how far a run lies from what was seen, and of what it is made.
type Distance struct {
	Total float64
	Parts []float64
}

// Run runs a candidate. Equal candidates give equal distances.
type Run func(ctx context.Context, c Candidate) (Distance, error)

// Particle is a candidate that was taken.
type Particle struct {
	Candidate
	Distance
	Weight float64 // the weights of a posterior sum to 1

	place []float64 // where it stands in the stretched box
}

// Calibration says what is to be found.
type Calibration struct {
	Parameters  []Parameter
	Particles   int     // of a generation
	Generations int     // at most
	Quantile    float64 // of the distances, to which the tolerance falls; 0: half
	Runs        int     // at most so many; 0: any number. What is not whole by then is left out
	Seed        uint64
	Workers     int
	Run         Run
	Journal     *Journal              // may be nil: nothing is kept
	Emulate     bool                  // let an emulator spare runs
	Progress    func(Step)            // may be nil; told after every candidate
	Told        func(Generation)      // may be nil; told after every generation
	emulator    *emulator             // of the generation that is drawn
	past        []Particle            // all that was run in earlier generations
	cloud       *cloud                // of the generation before
	known       map[[2]int]journalled // from the journal
}

// Step is how far a calibration is.
type Step struct {
	Generation, Generations int
	Taken, Particles        int // in this generation
	Runs                    int // in all
}

// Generation is what is told of a generation.
type Generation struct {
	Number    int
	Tolerance float64 // +Inf in the first
	Tried     int     // candidates drawn
	Run       int     // of them; fewer where an emulator spared some
	Median    float64 // distance of the particles, by weight
	Effective float64 // sample size
}

// Posterior is the last whole generation.
type Posterior struct {
	Parameters  []Parameter
	Particles   []Particle // by number; weights sum to 1
	Generations []Generation
	Runs        int
	Stopped     string // why there are fewer generations than asked for; empty: there are not
}

// leastTaken is the share of candidates below which a generation is given up:
// the tolerance has met the noise of the model, and further work buys little.
const leastTaken = 0.01

var errSpent = errors.New("spent")

// Calibrate finds the posterior. When ctx is cancelled, what was run stays in
// the journal.
func (c *Calibration) Calibrate(ctx context.Context) (*Posterior, error) {
	if err := c.settle(); err != nil {
		return nil, err
	}
	post := &Posterior{Parameters: c.Parameters}
	tolerance := math.Inf(1)
	for g := 1; g <= c.Generations; g++ {
		taken, told, err := c.generation(ctx, g, tolerance, &post.Runs)
		if errors.Is(err, errSpent) && g > 1 {
			post.Stopped = err.Error()
			break
		}
		if err != nil {
			return nil, err
		}
		weigh(taken)
		told.Median, told.Effective = quantile(taken, 0.5), Effective(taken)
		post.Particles = taken
		post.Generations = append(post.Generations, told)
		if c.Told != nil {
			c.Told(told)
		}
		tolerance = quantile(taken, c.Quantile)
		c.cloud = newCloud(taken)
	}
	return post, nil
}

// Check refuses what cannot be calibrated, naming everything that is wrong.
func (c *Calibration) Check() error { return c.settle() }

func (c *Calibration) settle() error {
	var wrong []error
	refuse := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(format, args...))
		}
	}
	if c.Quantile == 0 {
		c.Quantile = 0.5
	}
	d := len(c.Parameters)
	refuse(d == 0, "no parameter varies")
	refuse(c.Particles < d+2, "%d particles for %d parameters: want at least %d, or their spread cannot be told", c.Particles, d, d+2)
	refuse(c.Generations < 1, "%d generations: want at least 1", c.Generations)
	refuse(!(c.Quantile > 0 && c.Quantile < 1), "quantile %v: want between 0 and 1", c.Quantile)
	refuse(c.Runs != 0 && c.Runs < c.Particles, "%d runs for %d particles: want at least as many", c.Runs, c.Particles)
	for _, p := range c.Parameters {
		refuse(!(p.Min < p.Max), "%s: %v to %v is no range", p.Key, p.Min, p.Max)
	}
	c.Workers = max(c.Workers, 1)
	c.cloud, c.past, c.emulator = nil, nil, nil
	c.known = map[[2]int]journalled{}
	if c.Journal != nil {
		c.known = c.Journal.known
	}
	return errors.Join(wrong...)
}

// generation draws and runs candidates until enough are taken.
func (c *Calibration) generation(ctx context.Context, g int, tolerance float64, runs *int) ([]Particle, Generation, error) {
	told := Generation{Number: g, Tolerance: tolerance}
	if c.Emulate && g > 1 {
		c.emulator = newEmulator(c.past, tolerance)
	}
	var taken, ran []Particle
	err := c.inOrder(ctx, g, func(p Particle, run bool) error {
		told.Tried++
		if run {
			*runs++
			told.Run++
			ran = append(ran, p)
			if p.Total <= tolerance { // false for what is not a number
				taken = append(taken, p)
			}
		}
		if c.Progress != nil {
			c.Progress(Step{g, c.Generations, len(taken), c.Particles, *runs})
		}
		switch {
		case len(taken) == c.Particles:
			return errEnough
		case c.Runs > 0 && *runs >= c.Runs:
			return fmt.Errorf("generation %d: the %d runs are %w", g, c.Runs, errSpent)
		case float64(told.Tried) > float64(c.Particles)/leastTaken:
			return fmt.Errorf("generation %d: of %d candidates %d came within %.4g; the work is %w", g, told.Tried, len(taken), tolerance, errSpent)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, told, err
	}
	c.past = append(c.past, ran...)
	return taken, told, nil
}

// weigh lets the weights sum to 1.
func weigh(particles []Particle) {
	sum := 0.0
	for _, p := range particles {
		sum += p.Weight
	}
	for i := range particles {
		particles[i].Weight /= sum
	}
}

// Effective is the sample size of weighted particles: how many of equal weight
// would vary as much, (sum w)^2 / sum w^2 (Kong, Liu and Wong 1994).
func Effective(particles []Particle) float64 {
	sum, squares := 0.0, 0.0
	for _, p := range particles {
		sum += p.Weight
		squares += p.Weight * p.Weight
	}
	return sum * sum / squares
}

// quantile of the distances, by weight.
func quantile(particles []Particle, q float64) float64 {
	order := slices.Clone(particles)
	slices.SortStableFunc(order, func(a, b Particle) int { return cmp.Compare(a.Total, b.Total) })
	below := 0.0
	for _, p := range order {
		below += p.Weight
		if below >= q-1e-12 {
			return p.Total
		}
	}
	return order[len(order)-1].Total
}
