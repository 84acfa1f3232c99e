package lab

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/regime"
)

// Progress is told how far a run is: months done of all, over all members.
type Progress interface {
	Step(done, total int)
}

// Outcome is what a run leaves in memory: gauges and operations of every
// member, in their order.
type Outcome struct {
	Histories []evidence.History
	Reused    int // members that were finished before and not run again
	Wall      time.Duration
}

// Run runs an order. One history is split over the workers; of several, each
// worker runs one at a time. When ctx is cancelled, members that are finished
// stay, and the error is the context's.
func Run(ctx context.Context, o *Order, progress Progress) (*Outcome, error) {
	if err := o.Settle(); err != nil {
		return nil, err
	}
	start := time.Now()
	var out *Outcome
	var err error
	if o.Members == 1 {
		out, err = runAlone(ctx, o, progress)
	} else {
		out, err = runMembers(ctx, o, progress)
	}
	if out != nil {
		out.Wall = time.Since(start)
	}
	return out, err
}

func runAlone(ctx context.Context, o *Order, progress Progress) (*Outcome, error) {
	months := o.months()
	h, err := runMember(ctx, o, 0, o.Workers, o.Dir, func(done int) {
		if progress != nil {
			progress.Step(done, months)
		}
	})
	if err != nil {
		return nil, err
	}
	return &Outcome{Histories: []evidence.History{h}}, nil
}

func (o *Order) months() int { return int(o.Until-o.Scenario.Plan.From) + 1 }

// runMembers runs the members that are not finished yet.
func runMembers(ctx context.Context, o *Order, progress Progress) (*Outcome, error) {
	todo := make([]archive.Manifest, o.Members)
	for k := range todo {
		todo[k] = o.manifest(k + 1)
	}
	all := todo
	if o.Dir != "" {
		var err error
		if todo, err = archive.Gather(o.Dir, all, archive.Options{Overwrite: o.Overwrite}); err != nil {
			return nil, err
		}
	}
	out := &Outcome{Histories: make([]evidence.History, o.Members), Reused: o.Members - len(todo)}
	if err := recall(o, todo, out.Histories); err != nil {
		return nil, err
	}
	count := counter{total: len(todo) * o.months(), progress: progress}
	work := make(chan archive.Manifest)
	var wait sync.WaitGroup
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	for range min(o.Workers, max(len(todo), 1)) {
		wait.Go(func() {
			for m := range work {
				dir := ""
				if o.Dir != "" {
					dir = archive.MemberDir(o.Dir, m.Member)
				}
				before := 0
				h, err := runMember(ctx, o, m.Member, 1, dir, func(done int) {
					count.add(done - before)
					before = done
				})
				if err != nil {
					cancel(fmt.Errorf("member %d: %w", m.Member, err))
					continue
				}
				out.Histories[m.Member-1] = h
			}
		})
	}
	for _, m := range todo {
		select {
		case work <- m:
		case <-ctx.Done():
		}
	}
	close(work)
	wait.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if o.Dir != "" {
		return out, archive.Seal(o.Dir, o.Command, all)
	}
	return out, nil
}

// recall reads the members that were finished before.
func recall(o *Order, todo []archive.Manifest, histories []evidence.History) error {
	missing := make(map[int]bool, len(todo))
	for _, m := range todo {
		missing[m.Member] = true
	}
	for k := 1; k <= o.Members; k++ {
		if missing[k] {
			continue
		}
		h, err := Recall(archive.MemberDir(o.Dir, k))
		if err != nil {
			return err
		}
		histories[k-1] = h
	}
	return nil
}

// Recall reads a recording as a history that can be set beside the evidence.
func Recall(dir string) (evidence.History, error) {
	r, err := archive.Open(dir)
	if err != nil {
		return evidence.History{}, err
	}
	h := evidence.History{From: r.Manifest.From}
	if _, h.Gauges, err = r.Gauges(); err != nil {
		return h, err
	}
	if h.Operations, err = r.Operations(); err != nil {
		return h, err
	}
	rows, err := r.Regions()
	if err != nil {
		return h, err
	}
	h.Regions = make([][]country.RegionRow, r.Manifest.Until-r.Manifest.From+1)
	for _, row := range rows {
		h.Regions[row.Month-h.From] = append(h.Regions[row.Month-h.From], row.Row)
	}
	for m := range h.Regions {
		h.Regions[m] = evidence.Limits(h.Regions[m])
	}
	return h, nil
}

// runMember runs one history and records it at dir, or nowhere if dir is empty.
func runMember(ctx context.Context, o *Order, member, workers int, dir string, step func(done int)) (h evidence.History, err error) {
	start := time.Now()
	manifest := o.manifest(member)
	var w *archive.Writer
	if dir != "" {
		if w, err = archive.Create(dir, manifest, archive.Options{Overwrite: o.Overwrite}); err != nil {
			return h, err
		}
		defer w.Abort()
	}
	records := make([]country.Record, 0, o.months())
	options := regime.Options{Seed: uint64(manifest.Seed), Scale: o.Scale, Workers: workers}
	history, err := o.history(options, func(history *regime.History, r *country.Record) error {
		if w != nil {
			if err := w.Month(r); err != nil {
				return err
			}
			if err := o.Before.as(w.Manifest(), r.Month); err != nil {
				return err
			}
			if err := keep(w, history, o.Snapshots, r.Month); err != nil {
				return err
			}
		}
		records = append(records, country.Record{Month: r.Month, Gauges: r.Gauges, Regions: evidence.Limits(r.Regions)})
		step(len(records))
		return ctx.Err()
	})
	if err != nil {
		return h, err
	}
	c := history.Country
	h = evidence.FromRecords(records, c.Operations)
	if w != nil {
		err = w.Close(c.Operations, c.CadreRows(), runLog(start, workers, o.Typed))
	}
	return h, err
}

// keep writes a snapshot if one is wanted at the end of this month.
func keep(w *archive.Writer, history *regime.History, wanted []calendar.Month, month calendar.Month) error {
	for _, m := range wanted {
		if m == month {
			return w.Snapshot(month, history.Snapshot)
		}
	}
	return nil
}

// counter adds up the progress of members that run side by side.
type counter struct {
	mu          sync.Mutex
	done, total int
	progress    Progress
}

func (c *counter) add(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done += n
	if c.progress != nil {
		c.progress.Step(c.done, c.total)
	}
}
