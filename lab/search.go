package lab

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
)

// Search looks for the parameter values at which the loss is least. It is a
// function of its fields and the objective: the number of workers, and how
// often it was killed and began again, change nothing in what it finds.
//
// A generation of candidates is drawn, judged side by side, and the cloud
// learns from them. Every candidate is judged by members with the same dice, so
// that losses differ by the parameters alone; a point may then be good at
// these dice and no others, so at the end the best few are judged again by more
// members with dice of their own, and the best of these is the point. Among
// them is always the middle of the last cloud, which no luck has chosen.
type Search struct {
	Ranges      []Range
	Start       map[string]float64 // begins there; nil: in the middle of every range
	Seed        uint64             // of the cloud's draws
	Evaluations int                // about how many candidates; whole generations are run
	Population  int                // candidates of a generation; 0: by the number of ranges
	Members     int                // histories by which a candidate is judged
	Workers     int
	Journal     *Journal
	Objective   Objective
	Progress    func(Generation) // may be nil
}

// Objective judges parameter values, which stand in the order of the ranges:
// by so many members, the finalists by dice of their own. Equal arguments give
// equal losses.
type Objective func(ctx context.Context, values []float64, members int, finalist bool) (Loss, error)

// Generation is what a search tells of its way.
type Generation struct {
	Number, Of int
	Fresh      int // evaluations that were not in the journal
	Best       float64
	Median     float64 // of this generation
	Step       float64 // of the cloud
}

// Found is what a search found.
type Found struct {
	Best      Evaluation   // of the finalists
	Finalists []Evaluation // the best first
	All       []Evaluation // without the finalists' second judgement; the best first
}

const (
	finalists       = 10 // candidates that are judged again
	FinalistMembers = 12 // by so many members
	firstStep       = 0.5
)

// Run searches. When ctx is cancelled, what was evaluated stays in the journal.
func (s *Search) Run(ctx context.Context) (*Found, error) {
	step := fullStep
	if s.Start != nil {
		step = firstStep // a start that was chosen is not left at one leap
	}
	if s.Members < 1 || s.Members >= FinalistMembers {
		return nil, fmt.Errorf("%d members: want 1 to %d, fewer than judge the finalists", s.Members, FinalistMembers-1)
	}
	if s.Population < 0 || s.Population == 1 {
		return nil, fmt.Errorf("%d candidates in a generation: want at least 2", s.Population)
	}
	c := newCloud(placeOf(s.Ranges, s.Start), step, s.Population, s.Seed)
	generations := (s.Evaluations + c.population - 1) / c.population
	if generations < 1 {
		return nil, fmt.Errorf("%d evaluations: want at least 1", s.Evaluations)
	}
	all := []Evaluation{{Values: values(s.Ranges, c.mean), Members: s.Members}}
	if _, err := s.judge(ctx, all, false); err != nil {
		return nil, err
	}
	for g := 1; g <= generations; g++ {
		var batch []Evaluation
		for k, x := range c.next() {
			batch = append(batch, Evaluation{Generation: g, Number: k + 1, Members: s.Members, Values: values(s.Ranges, x)})
		}
		fresh, err := s.judge(ctx, batch, false)
		if err != nil {
			return nil, err
		}
		losses := make([]float64, len(batch))
		for k, e := range batch {
			losses[k] = e.Loss.Total
		}
		c.learn(losses)
		all = append(all, batch...)
		if s.Progress != nil {
			slices.SortStableFunc(batch, better)
			s.Progress(Generation{Number: g, Of: generations, Fresh: fresh, Best: slices.MinFunc(all, better).Loss.Total,
				Median: batch[len(batch)/2].Loss.Total, Step: c.step})
		}
	}
	middle := []Evaluation{{Generation: generations + 1, Members: s.Members, Values: values(s.Ranges, c.mean)}}
	if _, err := s.judge(ctx, middle, false); err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, better)
	found := &Found{Finalists: slices.Concat(middle, all[:min(finalists-1, len(all))])}
	found.All = append(all, middle...)
	slices.SortStableFunc(found.All, better)
	for i := range found.Finalists {
		found.Finalists[i].Members = FinalistMembers
	}
	if _, err := s.judge(ctx, found.Finalists, true); err != nil {
		return nil, err
	}
	slices.SortStableFunc(found.Finalists, better)
	found.Best = found.Finalists[0]
	return found, nil
}

// better orders evaluations by their loss, and equals by when they were drawn.
func better(a, b Evaluation) int {
	return cmp.Or(cmp.Compare(a.Loss.Total, b.Loss.Total), cmp.Compare(a.Generation, b.Generation), cmp.Compare(a.Number, b.Number))
}

// judge fills in the losses of a batch: from the journal, or by workers that
// take one candidate at a time and write each down as soon as it is judged.
func (s *Search) judge(ctx context.Context, batch []Evaluation, finalist bool) (fresh int, err error) {
	var todo []*Evaluation
	for i := range batch {
		if loss, known := s.Journal.find(batch[i].Members, batch[i].Values); known {
			batch[i].Loss = loss
		} else {
			todo = append(todo, &batch[i])
		}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan *Evaluation)
	var wait sync.WaitGroup
	var writing sync.Mutex
	for range min(max(s.Workers, 1), len(todo)) {
		wait.Go(func() {
			for e := range work {
				loss, err := s.Objective(ctx, e.Values, e.Members, finalist)
				if err == nil {
					e.Loss = loss
					writing.Lock()
					err = s.Journal.add(*e)
					writing.Unlock()
				}
				if err != nil {
					cancel(err)
				}
			}
		})
	}
	for _, e := range todo {
		select {
		case work <- e:
		case <-ctx.Done():
		}
	}
	close(work)
	wait.Wait()
	if ctx.Err() != nil {
		return 0, context.Cause(ctx)
	}
	return len(todo), nil
}
