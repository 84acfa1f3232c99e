package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/scenario"
)

func mustRun(t *testing.T, o *Order) *Outcome {
	t.Helper()
	out, err := Run(context.Background(), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// written is a history as text: every number in full, and undefined ones too,
// which do not equal themselves.
func written(h evidence.History) string {
	return fmt.Sprintf("%v\n%v\n%+v\n%+v", h.From, h.Gauges, h.Operations, h.Regions)
}

func sameHistories(t *testing.T, what string, a, b []evidence.History) {
	t.Helper()
	if len(a) != len(b) {
		t.Fatalf("%s: %d histories and %d", what, len(a), len(b))
	}
	for k := range a {
		if len(a[k].Gauges["population"]) == 0 || written(a[k]) != written(b[k]) {
			t.Errorf("%s: history %d is not the same", what, k+1)
		}
	}
}

func TestEqualOrdersGiveEqualOutcomes(t *testing.T) {
	alone := func() *Order { return small(t, 1919, scenario.Edits{}) }
	many := func() *Order { o := alone(); o.Members = 4; return o }
	for _, c := range []struct {
		name  string
		order func() *Order
	}{{"alone", alone}, {"an ensemble", many}} {
		first := mustRun(t, c.order())
		for _, workers := range []int{1, 2, 7} {
			again := c.order()
			again.Workers = workers
			sameHistories(t, fmt.Sprintf("%s, %d workers", c.name, workers), first.Histories, mustRun(t, again).Histories)
		}
		timed := c.order()
		if timed.Members == 1 {
			timed.Stopwatch = &Stopwatch{}
			sameHistories(t, c.name+", with a clock", first.Histories, mustRun(t, timed).Histories)
		}
		other := c.order()
		other.Seed++
		for k, h := range mustRun(t, other).Histories {
			if written(h) == written(first.Histories[k]) {
				t.Errorf("%s: history %d does not depend on the seed", c.name, k+1)
			}
		}
	}
	members := mustRun(t, many()).Histories
	if written(members[0]) == written(members[1]) {
		t.Error("two members are one history")
	}
	third := alone()
	third.Seed = many().MemberSeed(3)
	sameHistories(t, "member 3 run alone", members[2:3], mustRun(t, third).Histories)
}

// Recall gives what was run, from disk: to the last bit, with operations and
// regions.
func TestRecallEqualsWhatWasRun(t *testing.T) {
	o := small(t, 1924, scenario.Edits{}) // at least one operation begins
	o.Dir = filepath.Join(t.TempDir(), "one")
	out := mustRun(t, o)
	h, err := Recall(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	sameHistories(t, "recalled", out.Histories, []evidence.History{h})
	operation := h.Operations[0].Start
	if len(h.Regions) != o.months() || len(h.Regions[0]) != 0 || len(h.Regions[operation-h.From]) != 64 {
		t.Errorf("%d months of regions, %d regions in the first, %d in that of the operation", len(h.Regions), len(h.Regions[0]),
			len(h.Regions[operation-h.From]))
	}
	if _, err := Recall(filepath.Join(o.Dir, "nowhere")); err == nil {
		t.Error("what is not there is recalled")
	}
}

// onlyWhole fails if a hidden folder, a run half written, is left below dir.
func onlyWhole(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s is left", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// stopAfter cancels a run once some months are done.
type stopAfter struct {
	months int
	cancel context.CancelFunc
}

func (s stopAfter) Step(done, _ int) {
	if done >= s.months {
		s.cancel()
	}
}

func TestCancelledHistoryLeavesNothing(t *testing.T) {
	for _, months := range []int{0, 1, 30} {
		root := t.TempDir()
		o := small(t, 1918, scenario.Edits{})
		o.Dir = filepath.Join(root, "one")
		ctx, cancel := context.WithCancel(context.Background())
		if months == 0 {
			cancel()
		}
		out, err := Run(ctx, o, stopAfter{months, cancel})
		if out != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled after %d months: %v, %v", months, out, err)
		}
		if left, err := os.ReadDir(root); err != nil || len(left) > 0 {
			t.Errorf("cancelled after %d months: it leaves %v (%v)", months, left, err)
		}
	}
}

func TestCancelledEnsembleKeepsFinishedMembers(t *testing.T) {
	o := small(t, 1916, scenario.Edits{})
	o.Members, o.Dir = 9, filepath.Join(t.TempDir(), "many")
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Run(ctx, o, stopAfter{4*o.months() + 5, cancel})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled, it says %v", err)
	}
	onlyWhole(t, o.Dir)
	finished := 0
	for k := 1; k <= o.Members; k++ {
		if archive.Finished(o.Dir, k, o.manifest(k).Key()) {
			finished++
		}
	}
	there, err := archive.Members(o.Dir)
	if err != nil || len(there) != finished || finished < 3 || finished > 5 {
		t.Errorf("after the months of four members %d are finished, and there are %v (%v)", finished, there, err)
	}
	if _, _, err := archive.OpenEnsemble(o.Dir); err == nil || !strings.Contains(err.Error(), "not finished") {
		t.Errorf("half an ensemble is opened: %v", err)
	}

	out := mustRun(t, o)
	if out.Reused != finished {
		t.Errorf("%d members were finished, %d are reused", finished, out.Reused)
	}
	straight := small(t, 1916, scenario.Edits{})
	straight.Members = o.Members
	sameHistories(t, "resumed", out.Histories, mustRun(t, straight).Histories)
}

func TestEnsemblesGrow(t *testing.T) {
	order := func(members int) *Order {
		o := small(t, 1915, scenario.Edits{})
		o.Members = members
		return o
	}
	dir := filepath.Join(t.TempDir(), "many")
	straight := mustRun(t, order(5))
	for _, c := range []struct{ members, reused int }{{2, 0}, {5, 2}, {5, 5}} {
		o := order(c.members)
		o.Dir = dir
		out := mustRun(t, o)
		if out.Reused != c.reused {
			t.Errorf("grown to %d members it reuses %d, want %d", c.members, out.Reused, c.reused)
		}
		sameHistories(t, fmt.Sprintf("grown to %d", c.members), straight.Histories[:c.members], out.Histories)
		if _, members, err := archive.OpenEnsemble(dir); err != nil || len(members) != c.members {
			t.Errorf("on disk there are %d members (%v), want %d", len(members), err, c.members)
		}
	}
	for _, c := range []struct {
		name   string
		change func(o *Order)
		want   string
	}{
		{"fewer", func(o *Order) { o.Members = 3 }, "does not have"},
		{"other dice", func(o *Order) { o.Seed++ }, "made otherwise: seed"},
		{"another end", func(o *Order) { o.Until-- }, "made otherwise: last month"},
		{"another scale", func(o *Order) { o.Scale /= 2 }, "made otherwise: scale"},
	} {
		o := order(5)
		o.Dir = dir
		c.change(o)
		if _, err := Run(context.Background(), o, nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	if _, members, err := archive.OpenEnsemble(dir); err != nil || len(members) != 5 {
		t.Errorf("what was refused has spoilt the ensemble: %d members, %v", len(members), err)
	}
	o := order(2)
	o.Dir, o.Overwrite, o.Seed = dir, true, 9
	if out := mustRun(t, o); out.Reused != 0 {
		t.Errorf("overwritten with other dice it reuses %d", out.Reused)
	}
	if _, members, err := archive.OpenEnsemble(dir); err != nil || len(members) != 2 {
		t.Errorf("overwritten there are %d members (%v), want 2", len(members), err)
	}
}

// The first error of a member ends the others and is told with its number.
func TestFailingMemberIsNamed(t *testing.T) {
	o := small(t, 1914, scenario.Edits{})
	o.Members, o.Workers, o.Dir = 3, 1, filepath.Join(t.TempDir(), "many")
	spoil := func(done, _ int) {
		if done == o.months() { // the first member has come to its end; the place of the second is taken
			if err := os.WriteFile(archive.MemberDir(o.Dir, 2), nil, 0o644); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := Run(context.Background(), o, stepFunc(spoil)); err == nil || !strings.HasPrefix(err.Error(), "member 2: ") {
		t.Errorf("a member that cannot be written: %v", err)
	}
}

type stepFunc func(done, total int)

func (f stepFunc) Step(done, total int) { f(done, total) }

// watch holds what a progress was told.
type watch struct {
	t           *testing.T
	what        string
	done, total int
}

func (w *watch) Step(done, total int) {
	if done <= w.done || w.total != 0 && total != w.total || done > total {
		w.t.Errorf("%s: progress goes from %d of %d to %d of %d", w.what, w.done, w.total, done, total)
	}
	w.done, w.total = done, total
}

func (w *watch) ended(total int) {
	w.t.Helper()
	if w.done != total || w.total != total {
		w.t.Errorf("%s: progress ends at %d of %d, want %d", w.what, w.done, w.total, total)
	}
}

func TestProgressNeverGoesBackAndEndsAtTheTotal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "many")
	for _, c := range []struct {
		what             string
		members, workers int
		dir              string
		run              int // members that are run
	}{
		{"alone", 1, 1, "", 1},
		{"split", 1, 3, "", 1},
		{"an ensemble", 5, 3, "", 5},
		{"recorded", 2, 1, dir, 2},
		{"resumed", 5, 2, dir, 3},
		{"all there", 5, 2, dir, 0},
	} {
		o := small(t, 1915, scenario.Edits{})
		o.Members, o.Workers, o.Dir = c.members, c.workers, c.dir
		w := &watch{t: t, what: c.what}
		if _, err := Run(context.Background(), o, w); err != nil {
			t.Fatal(err)
		}
		w.ended(c.run * o.months())
	}
}
