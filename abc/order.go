package abc

import (
	"context"
	"errors"
	"sync"
)

var errEnough = errors.New("enough")

// promise is a candidate that is being run, or need not be.
type promise struct {
	particle Particle
	run      bool
	fresh    bool // not in the journal
	err      error
	done     chan struct{}
}

// inOrder draws the candidates of a generation and hands them over by number
// until take returns an error. So many are run side by side as there are
// workers; what runs beyond the last that is taken is given up and, so that the
// journal too is the same for any number of workers, not written down.
func (c *Calibration) inOrder(ctx context.Context, generation int, take func(p Particle, run bool) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	defer wait.Wait()
	defer cancel()
	turn := make(chan struct{}, c.Workers)
	var queue []*promise
	for number := 1; ; {
		for len(queue) < 2*c.Workers && (len(queue) == 0 || queue[0].fresh) { // what is known comes first, and may be enough
			p, err := c.promise(generation, number)
			if err != nil {
				return err
			}
			number++
			queue = append(queue, p)
			if !p.fresh {
				close(p.done)
				continue
			}
			wait.Go(func() {
				defer close(p.done)
				select {
				case turn <- struct{}{}:
					p.particle.Distance, p.err = c.Run(ctx, p.particle.Candidate)
					<-turn
				case <-ctx.Done():
					p.err = ctx.Err()
				}
			})
		}
		p := queue[0]
		queue = queue[1:]
		<-p.done
		if p.err != nil {
			return p.err
		}
		if p.fresh && c.Journal != nil {
			if err := c.Journal.add(p.particle); err != nil {
				return err
			}
		}
		if err := take(p.particle, p.run); err != nil {
			return err
		}
	}
}

// promise draws a candidate and looks it up.
func (c *Calibration) promise(generation, number int) (*promise, error) {
	p := &promise{done: make(chan struct{})}
	p.particle, p.run = c.draw(generation, number)
	if !p.run {
		return p, nil
	}
	k, ok := c.known[[2]int{generation, number}]
	if !ok {
		p.fresh = true
		return p, nil
	}
	p.particle.Distance = k.Distance
	return p, k.same(p.particle)
}
