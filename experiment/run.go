package experiment

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/fromabove/fromabove/archive"
)

// Options say where and how an experiment is run; nothing of it changes what
// comes out.
type Options struct {
	Dir       string
	Runner    Runner     // nil: Local, with a worker for each processor
	Overwrite bool       // replace another experiment that is at Dir
	Retry     bool       // try members again that failed before
	Progress  func(Pace) // may be nil; never called twice at once
	Typed     string     // the command as typed, for the log
}

// Pace is how far an experiment is.
type Pace struct {
	Done, Total int           // members with a row, those of earlier runs included; of all
	Kept        int           // of Done: from earlier runs
	Failed      int           // of Done
	Rate        float64       // members a second, since this run began
	Left        time.Duration // at that rate; 0 while none has finished
}

// Run runs what is missing of an experiment at a folder, and opens it. Members
// that have a row are not run again, unless they failed and Options.Retry asks
// for it. When ctx is cancelled or the process is killed, at whatever moment,
// the rows so far stay, and the same call goes on from there.
func Run(ctx context.Context, e *Experiment, o Options) (*Results, error) {
	d, err := e.Settle()
	if err != nil {
		return nil, err
	}
	return d.Run(ctx, o)
}

// Run is the package's Run for an experiment that is worked out.
func (d *Design) Run(ctx context.Context, o Options) (*Results, error) {
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return nil, err
	}
	held, err := os.Open(o.Dir)
	if err != nil {
		return nil, err
	}
	defer held.Close()
	if err := lock(held); err != nil {
		return nil, fmt.Errorf("%s: another process is running an experiment there: %w", o.Dir, err)
	}
	if err := d.settleAt(o.Dir, o.Overwrite); err != nil {
		return nil, err
	}
	if sealed(o.Dir) {
		found, err := Open(o.Dir)
		if err != nil || found.Failed == 0 || !o.Retry {
			return found, err
		}
		if err := unseal(o.Dir, d); err != nil {
			return nil, err
		}
	}
	rows, err := openRows(o.Dir, d)
	if err != nil {
		return nil, err
	}
	defer rows.close()
	start := time.Now()
	pace := Pace{Total: d.Members()}
	pace.Done, pace.Failed = rows.count()
	again := slices.Clone(rows.failed)
	if o.Retry {
		pace.Done, pace.Failed = pace.Done-pace.Failed, 0
	}
	pace.Kept = pace.Done
	runner := o.Runner
	if runner == nil {
		runner = Local{Workers: runtime.NumCPU()}
	}
	err = runner.Run(ctx, d.missing(rows, again, o.Retry), func(row Row) error {
		if err := rows.add(row); err != nil {
			return err
		}
		pace.step(row, time.Since(start))
		if o.Progress != nil {
			o.Progress(pace)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if done, _ := rows.count(); done != d.Members() {
		return nil, fmt.Errorf("%s: the runner left %d of %d members without a row", o.Dir, d.Members()-done, d.Members())
	}
	if err := d.log(o, runner, start, pace); err != nil {
		return nil, err
	}
	if err := seal(o.Dir, rows); err != nil {
		return nil, err
	}
	return Open(o.Dir)
}

func (p *Pace) step(row Row, since time.Duration) {
	p.Done++
	if row.Error != "" {
		p.Failed++
	}
	ran := p.Done - p.Kept
	p.Rate = float64(ran) / max(since.Seconds(), 1e-9)
	p.Left = time.Duration(float64(since) / float64(ran) * float64(p.Total-p.Done))
}

// missing are the members that are to be run, round by round.
func (d *Design) missing(rows *rowsFile, failed []bool, retry bool) iter.Seq[Member] {
	have := slices.Clone(rows.at) // rows grow while members are handed out
	return func(yield func(Member) bool) {
		for number := range d.Members() {
			if have[number] >= 0 && !(retry && failed[number]) {
				continue
			}
			if !yield(d.Member(number)) {
				return
			}
		}
	}
}

// settleAt puts experiment.json at dir, or finds the same one there.
func (d *Design) settleAt(dir string, overwrite bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	have, err := readDesign(dir)
	_, missing := os.Lstat(filepath.Join(dir, designName))
	switch {
	case errors.Is(missing, fs.ErrNotExist):
		for _, e := range entries {
			if !ours(e.Name()) {
				return fmt.Errorf("%s: the folder holds %s, which is no part of an experiment; choose another folder", dir, e.Name())
			}
		}
	case err == nil && have.Key == d.Key:
		return sweep(dir, entries, func(name string) bool { return strings.HasPrefix(name, ".") })
	case !overwrite && err != nil:
		return err
	case !overwrite:
		return fmt.Errorf("%s: another experiment is there: %s; choose another folder, or overwrite it", dir, otherwise(have, d))
	}
	if err := sweep(dir, entries, func(string) bool { return true }); err != nil {
		return err
	}
	text, err := d.write()
	if err != nil {
		return err
	}
	return archive.WriteFile(filepath.Join(dir, designName), text)
}

// otherwise says in what two experiments differ.
func otherwise(have, want *Design) string {
	for _, part := range []struct {
		what       string
		have, want any
	}{
		{"version", have.Version, want.Version}, {"scale", have.Scale, want.Scale}, {"last month", have.Until, want.Until},
		{"arms", have.armNames(), want.armNames()}, {"number of seeds", len(have.Seeds), len(want.Seeds)},
		{"first seed", have.Seeds[0], want.Seeds[0]}, {"number of draws", len(have.Draws), len(want.Draws)},
		{"parameters", fmt.Sprint(have.Parameters), fmt.Sprint(want.Parameters)},
		{"outcomes", fmt.Sprint(names(have.Outcomes)), fmt.Sprint(names(want.Outcomes))},
		{"series", fmt.Sprint(names(have.Series)), fmt.Sprint(names(want.Series))},
	} {
		if part.have != part.want {
			return fmt.Sprintf("its %s: %v, not %v", part.what, part.have, part.want)
		}
	}
	return "made by " + have.Command
}

func (d *Design) armNames() string {
	var all []string
	for _, a := range d.Arms {
		all = append(all, a.Name)
	}
	return strings.Join(all, ", ")
}

// ours tells whether a name is one that an experiment writes.
func ours(name string) bool {
	return slices.Contains([]string{designName, rowsName, membersName, seriesName, packageName, logName}, name) ||
		strings.HasPrefix(name, sealPrefix) || strings.HasPrefix(name, "."+packageName+"-") || strings.HasPrefix(name, "."+designName+"-") || strings.HasPrefix(name, "."+logName+"-")
}

// sweep removes those of our files that remove names; experiment.json last, so
// that a kill leaves what can be swept again.
func sweep(dir string, entries []os.DirEntry, remove func(name string) bool) error {
	var errs []error
	for _, last := range []bool{false, true} {
		for _, e := range entries {
			if ours(e.Name()) && remove(e.Name()) && (e.Name() == designName) == last {
				errs = append(errs, os.RemoveAll(filepath.Join(dir, e.Name())))
			}
		}
	}
	return errors.Join(errs...)
}

// runLog is what may differ between equal experiments.
type runLog struct {
	archive.RunLog
	Ran    int `json:"members_run"`
	Kept   int `json:"members_kept"`
	Failed int `json:"members_failed"`
}

func (d *Design) log(o Options, runner Runner, start time.Time, pace Pace) error {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	l := runLog{RunLog: archive.RunLog{Started: start.UTC().Format(time.RFC3339), Seconds: time.Since(start).Seconds(), Host: host,
		Processor: runtime.GOOS + "/" + runtime.GOARCH, GoVersion: runtime.Version(), Command: o.Typed}, Ran: pace.Done - pace.Kept, Kept: pace.Kept, Failed: pace.Failed}
	if local, ok := runner.(Local); ok {
		l.Workers = local.Workers
	}
	text, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return err
	}
	return archive.WriteFile(filepath.Join(o.Dir, logName), append(text, '\n'))
}
