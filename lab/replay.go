package lab

import (
	"context"
	"io"
	"io/fs"
	"os"
	"runtime"
	"time"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// runLog holds what may differ between equal runs.
func runLog(start time.Time, workers int, typed string) archive.RunLog {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return archive.RunLog{Started: start.UTC().Format(time.RFC3339), Seconds: time.Since(start).Seconds(), Host: host,
		Processor: runtime.GOOS + "/" + runtime.GOARCH, Workers: workers, GoVersion: runtime.Version(), Command: typed}
}

// Hashes runs an order without recording it and returns its manifest with the
// hashes of every month.
func Hashes(ctx context.Context, o *Order, progress Progress) (archive.Manifest, error) {
	return o.hash(ctx, o.months(), progress, func(each monthly) (*regime.History, error) {
		return o.history(regime.Options{Seed: uint64(o.Seed), Scale: o.Scale, Workers: o.Workers}, each)
	})
}

// hash hashes the months of a history that run runs to the end of the order.
func (o *Order) hash(ctx context.Context, total int, progress Progress, run func(monthly) (*regime.History, error)) (archive.Manifest, error) {
	m := o.manifest(0)
	m.MonthHashes = map[string]archive.MonthHash{}
	var hasher archive.Hasher
	history, err := run(func(_ *regime.History, r *country.Record) error {
		m.MonthHashes[r.Month.String()] = hasher.Month(r)
		if progress != nil {
			progress.Step(len(m.MonthHashes), total)
		}
		return ctx.Err()
	})
	if err != nil {
		return m, err
	}
	c := history.Country
	m.MonthHashes[archive.End] = hasher.Finish(c.Operations, c.CadreRows())
	return m, nil
}

// Replayed is the verdict on one recording.
type Replayed struct {
	Dir    string
	Months int
	Same   bool
	First  archive.Difference // where it is not the same
}

// Replay runs a recording again, or the part of it after the snapshot of a
// month (0: from the beginning), and compares every month of every table.
func Replay(ctx context.Context, shipped fs.FS, r *archive.Recording, after calendar.Month, workers int, progress Progress) (Replayed, error) {
	verdict := Replayed{Dir: r.Dir}
	if err := r.Check(); err != nil {
		return verdict, err
	}
	o, err := Reread(shipped, r.Manifest, workers)
	if err != nil {
		return verdict, err
	}
	options := regime.Options{Seed: uint64(o.Seed), Scale: o.Scale, Workers: workers}
	verdict.Months = int(o.Until - max(after, r.Manifest.From-1))
	again, err := o.hash(ctx, verdict.Months, progress, func(each monthly) (*regime.History, error) {
		if after == 0 {
			return o.history(options, each)
		}
		history, err := resume(r, o, after, options)
		if err != nil {
			return nil, err
		}
		return history, history.Run(o.Until, func(r *country.Record) error { return each(history, r) })
	})
	if err != nil {
		return verdict, err
	}
	recorded := r.Manifest
	if after != 0 { // the months before the snapshot are not run again
		for m := recorded.From; m <= after; m++ {
			again.MonthHashes[m.String()] = recorded.MonthHashes[m.String()]
		}
	}
	var differs bool
	verdict.First, differs = archive.Compare(recorded, again)
	verdict.Same = !differs
	return verdict, nil
}

// resume takes the history up from the snapshot at the end of a month.
func resume(r *archive.Recording, o *Order, after calendar.Month, options regime.Options) (*regime.History, error) {
	var history *regime.History
	err := r.Snapshot(after, func(content io.Reader) (err error) {
		history, err = regime.Resume(&o.Scenario.Plan, options, content)
		return err
	})
	return history, err
}
