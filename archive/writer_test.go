package archive

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

func TestEqualRunsAreEqualBytes(t *testing.T) {
	h := sample(7, 40)
	h.manifest.SnapshotsAt = []calendar.Month{h.manifest.From + 1}
	home := t.TempDir()
	h.mustWrite(t, filepath.Join(home, "a"))
	h.mustWrite(t, filepath.Join(home, "deeper", "b"))
	a, b := files(t, filepath.Join(home, "a")), files(t, filepath.Join(home, "deeper", "b"))
	want := []string{"cadre.parquet", "datapackage.json", "events.parquet", "gauges.parquet", "ledger.parquet",
		"manifest.json", "operations.parquet", "regions.parquet", "run.log.json", "snapshots/1934-12.snapshot"}
	if got := sortedKeys(a, b); !slices.Equal(got, want) {
		t.Errorf("files %v, want %v", got, want)
	}
	for name := range a {
		if same := a[name] == b[name]; same == (name == logName) {
			t.Errorf("%s: same bytes %v in two equal runs", name, same)
		}
		if host, _ := os.Hostname(); name != logName && (strings.Contains(a[name], "parquet-go") || len(host) > 3 && strings.Contains(a[name], host)) {
			t.Errorf("%s names the host or a library", name)
		}
	}
	if got := names(t, home); !slices.Equal(got, []string{"a", "deeper"}) {
		t.Errorf("left behind: %v", got)
	}
}

func TestRecordingComesBack(t *testing.T) {
	h := sample(7, 5)
	h.manifest.Seed = 1<<63 + 1 // more than a JSON number holds
	h.manifest.SnapshotsAt = []calendar.Month{h.manifest.Until}
	r := h.mustWrite(t, filepath.Join(t.TempDir(), "run"))

	w := h.manifest
	if r.Manifest.Seed != w.Seed || r.Manifest.ScenarioText != w.ScenarioText || !reflect.DeepEqual(r.Manifest.Inputs, w.Inputs) || r.Manifest.Key() != w.Key() {
		t.Errorf("manifest %+v, want what was given: %+v", r.Manifest, w)
	}
	if text := files(t, r.Dir)[manifestName]; !strings.Contains(text, `"seed": "9223372036854775809"`) {
		t.Error("the seed is not text in the manifest: other readers of JSON would round it")
	}
	months, series, err := r.Gauges()
	if err != nil || len(months) != 5 || len(series) != len(Columns("gauges"))-1 {
		t.Fatalf("Gauges: %d months, %d series, %v", len(months), len(series), err)
	}
	regions, err1 := r.Regions()
	ledger, err2 := r.Ledger()
	events, err3 := r.Events()
	operations, err4 := r.Operations()
	cadre, err5 := r.Cadre()
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, rec := range h.months {
		if got, want := series["arrests"][i], rec.Gauges[1]; months[i] != rec.Month || got != want {
			t.Errorf("%v: arrests %v, want %v in %v", months[i], got, want, rec.Month)
		}
		if got := series["hit_share"][i]; got == got {
			t.Errorf("%v: hit_share %v, want NaN", months[i], got)
		}
		for j, row := range rec.Regions {
			if got := regions[i*3+j]; got.Row != row || got.Month != rec.Month {
				t.Errorf("region %+v, want %+v", got, row)
			}
		}
		if ledger[i].Row != rec.Ledger[0] || events[i].Row != rec.Events[0] {
			t.Errorf("%v: ledger %+v, events %+v", rec.Month, ledger[i], events[i])
		}
	}
	if !slices.Equal(operations, h.operations) || !slices.Equal(cadre, h.cadre) {
		t.Errorf("operations %+v\ncadre %+v", operations, cadre)
	}
	want := map[string]int64{"gauges": 5, "regions": 15, "ledger": 5, "events": 5, "operations": 2, "cadre": 2}
	if !reflect.DeepEqual(r.Manifest.Rows, want) {
		t.Errorf("rows %v, want %v", r.Manifest.Rows, want)
	}
	snapshot, err := snapshotOf(r, h.manifest.Until)
	if err != nil || string(snapshot) != "the country in 1935-03" {
		t.Errorf("snapshot %q, %v", snapshot, err)
	}
	if _, err := snapshotOf(r, h.manifest.From); err == nil || !strings.Contains(err.Error(), "1935-03") {
		t.Errorf("a snapshot that was not taken: %v; want the ones there are", err)
	}
}

// Every way to fail in the middle leaves nothing behind, and an earlier
// recording as it was.
func TestFailureLeavesNothing(t *testing.T) {
	h := sample(8, 4)
	snapshots := h
	snapshots.manifest.SnapshotsAt = []calendar.Month{h.manifest.From}
	for name, c := range map[string]struct {
		h    history
		fail func(w *Writer) error // must give an error, or abort
		want string
	}{
		"abort":          {h, func(w *Writer) error { w.Abort(); return fmt.Errorf("aborted") }, "aborted"},
		"months missing": {h, func(w *Writer) error { return w.Close(nil, nil, RunLog{}) }, "ends before 1935-01"},
		"month repeated": {h, func(w *Writer) error { return w.Month(&h.months[0]) }, "out of order"},
		"month after last": {h, func(w *Writer) error {
			rest(w, h)
			r := h.months[0]
			r.Month = h.manifest.Until + 1
			return w.Month(&r)
		}, "out of order"},
		"wrong books": {h, func(w *Writer) error {
			r := h.months[2]
			r.Ledger = []country.LedgerRow{{Persons: math.NaN()}}
			_ = w.Month(&r)
			_ = w.Month(&h.months[3])
			return w.Close(nil, nil, RunLog{})
		}, "ledger.parquet: row 2: persons is not a number"},
		"unannounced":       {h, func(w *Writer) error { return w.Snapshot(h.manifest.From, nil) }, "not announced"},
		"snapshot missing":  {snapshots, func(w *Writer) error { rest(w, h); return w.Close(nil, nil, RunLog{}) }, "announced"},
		"folder torn away":  {h, func(w *Writer) error { os.RemoveAll(w.partial); rest(w, h); return w.Close(nil, nil, RunLog{}) }, "no such file"},
		"file closed on it": {h, func(w *Writer) error { w.regions.file.Close(); rest(w, h); return w.Close(nil, nil, RunLog{}) }, "regions.parquet"},
	} {
		for _, earlier := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, earlier %v", name, earlier), func(t *testing.T) {
				home := t.TempDir()
				dir := filepath.Join(home, "run")
				var before map[string]string
				if earlier {
					sample(7, 2).mustWrite(t, dir)
					before = files(t, dir)
				}
				w, err := Create(dir, c.h.manifest, Options{Overwrite: earlier})
				if err != nil {
					t.Fatal(err)
				}
				for i := range 2 {
					if err := w.Month(&h.months[i]); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := Open(w.partial); err == nil || !strings.Contains(err.Error(), "not finished") {
					t.Errorf("Open of a growing recording: %v", err)
				}
				if err := c.fail(w); err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("error %v, want one with %q", err, c.want)
				}
				w.Abort()
				if earlier {
					if after := files(t, dir); !reflect.DeepEqual(before, after) {
						t.Error("the earlier recording has changed")
					}
				} else if got := names(t, home); len(got) != 0 {
					t.Errorf("left behind: %v", got)
				}
			})
		}
	}
}

// rest writes the third and fourth month; errors show when closing.
func rest(w *Writer, h history) {
	for i := 2; i < 4; i++ {
		_ = w.Month(&h.months[i])
	}
}

func TestOverwrite(t *testing.T) {
	home := t.TempDir()
	dir := filepath.Join(home, "run")
	first, second := sample(7, 2), sample(8, 3)
	first.mustWrite(t, dir)
	if err := second.write(dir, Options{}); err == nil || !strings.Contains(err.Error(), "already there") {
		t.Errorf("a second recording in one place: %v", err)
	}
	if err := second.write(dir, Options{Overwrite: true}); err != nil {
		t.Fatal(err)
	}
	if r, err := Open(dir); err != nil || r.Manifest.Seed != 8 {
		t.Errorf("after overwriting: seed %v, %v", r, err)
	}
	if got := names(t, home); !slices.Equal(got, []string{"run"}) {
		t.Errorf("left behind: %v", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := first.write(dir, Options{Overwrite: true}); err == nil || !strings.Contains(err.Error(), "notes.txt") {
		t.Errorf("overwriting a folder with somebody's notes: %v", err)
	}
}

// A process killed in the middle of a run leaves a hidden folder, which the
// next run into the same place clears away; others are left alone.
func TestKilledRunIsSwept(t *testing.T) {
	if dir := os.Getenv("ARCHIVE_TEST_KILLED"); dir != "" {
		h := sample(7, 2)
		w, err := Create(dir, h.manifest, Options{})
		if err == nil {
			err = w.Month(&h.months[0])
		}
		if err != nil {
			t.Fatal(err)
		}
		os.Exit(9) // as if killed: nothing is cleaned up
	}
	home := t.TempDir()
	for _, name := range []string{"run", "run2"} {
		killed := exec.Command(os.Args[0], "-test.run=^TestKilledRunIsSwept$")
		killed.Env = append(os.Environ(), "ARCHIVE_TEST_KILLED="+filepath.Join(home, name))
		if err := killed.Run(); killed.ProcessState.ExitCode() != 9 {
			t.Fatalf("the run to be killed: %v", err)
		}
	}
	live, err := Create(filepath.Join(home, "run"), sample(9, 1).manifest, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer live.Abort()
	if got := names(t, home); len(got) != 2 || filepath.Base(live.partial) != got[0] || !strings.HasPrefix(got[1], ".run2.partial-") {
		t.Errorf("folders %v; want that of the live run and that of the other place", got)
	}
	if _, err := Open(filepath.Join(home, "run2")); err == nil || !strings.Contains(err.Error(), "run it again") {
		t.Errorf("Open of a killed run: %v", err)
	}
	sample(7, 2).mustWrite(t, filepath.Join(home, "run"))
	if _, err := os.Stat(live.partial); err != nil {
		t.Errorf("a run that is going on was cleared away: %v", err)
	}
}

// A process killed between the two renames of an overwrite loses nothing.
func TestOldRecordingIsPutBack(t *testing.T) {
	home := t.TempDir()
	dir := filepath.Join(home, "run")
	sample(7, 2).mustWrite(t, dir)
	before := files(t, dir)
	gone := fmt.Sprintf(".run.old-%s-%d-1", host(), deadProcess(t))
	if err := os.Rename(dir, filepath.Join(home, gone)); err != nil {
		t.Fatal(err)
	}
	if err := sample(8, 2).write(dir, Options{}); err == nil || !strings.Contains(err.Error(), "already there") {
		t.Errorf("a run into the place of an old recording: %v", err)
	}
	if after := files(t, dir); !reflect.DeepEqual(before, after) {
		t.Error("the old recording was not put back as it was")
	}
}

// deadProcess is the number of a process that has ended.
func deadProcess(t *testing.T) int {
	t.Helper()
	ended := exec.Command(os.Args[0], "-test.run=^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	return ended.Process.Pid
}

// BenchmarkMember is what one member of an ensemble costs to record: 330
// months of 64 regions.
func BenchmarkMember(b *testing.B) {
	h := sample(7, 330)
	for i := range h.months {
		rec := &h.months[i]
		for len(rec.Regions) < 64 {
			rec.Regions = append(rec.Regions, rec.Regions...)
		}
		rec.Regions = rec.Regions[:64]
		for len(rec.Ledger) < 32 {
			rec.Ledger = append(rec.Ledger, rec.Ledger...)
		}
	}
	dir := filepath.Join(b.TempDir(), "run")
	b.ReportAllocs()
	for b.Loop() {
		if err := h.write(dir, Options{Overwrite: true}); err != nil {
			b.Fatal(err)
		}
	}
}
