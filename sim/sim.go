// Package sim is the ground that every simulation here stands on: acts in an
// order, and one way to share work among processors. It knows no politics.
package sim

import (
	"sync"
	"sync/atomic"
)

// Act is one line of a month: who does what, and why it stands where it does.
type Act[W any] struct {
	Who    string // institution
	What   string // verb phrase, unique within the institution
	Reads  string // what it looks at
	Leaves string // what it leaves behind for the acts below it
	Why    string // why it stands here in the order
	Do     func(W)
}

// Clock is told when an act begins and when it ends; the lab hangs one on the
// month to time it. The model never sees it.
type Clock interface {
	Begin(act int)
	End(act int)
}

// Month runs the acts once, in their order.
func Month[W any](world W, acts []Act[W], clock Clock) {
	for i, act := range acts {
		if clock != nil {
			clock.Begin(i)
		}
		act.Do(world)
		if clock != nil {
			clock.End(i)
		}
	}
}

// Split calls part(i) for i in 0..n-1 on the given number of workers. The
// parts may run in any order and at the same time, so part i must write only
// what belongs to i; the caller adds the parts up in the order of their
// numbers, which makes the result independent of the number of workers. This
// is the only place below the lab that starts a goroutine.
//
// Each worker, the caller among them, begins with a share of its own, the same each
// time, so that what it left in its cache is found there; who is done takes from the
// shares of the others.
func Split(workers, n int, part func(i int)) {
	workers = min(workers, n)
	if workers <= 1 {
		for i := range n {
			part(i)
		}
		return
	}
	shares := make([]share, workers)
	for w := range shares {
		shares[w].next.Store(int64(w * n / workers))
		shares[w].end = (w + 1) * n / workers
	}
	work := func(own int) {
		for w := range shares {
			s := &shares[(own+w)%workers]
			for i := int(s.next.Add(1)) - 1; i < s.end; i = int(s.next.Add(1)) - 1 {
				part(i)
			}
		}
	}
	var wait sync.WaitGroup
	for w := 1; w < workers; w++ {
		wait.Go(func() { work(w) })
	}
	defer wait.Wait() // even if a part panics: nobody works on after Split
	work(0)
}

// share is a run of parts, from next to end. It fills a cache line, since whoever
// takes a part writes to it.
type share struct {
	next atomic.Int64
	end  int
	_    [48]byte
}
