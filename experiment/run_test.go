package experiment

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
)

// tiny is an experiment of two arms that takes no time.
func tiny(seeds int) *Experiment {
	return &Experiment{
		Kind:  "compare",
		Arms:  []Arm{{Scenario: "baseline"}, {Name: "other", Scenario: "baseline", Edits: scenario.Edits{Set: []string{"society.leaning_mean=0.6"}}}},
		Seeds: Seeds(1, seeds), Scale: 100_000, Until: calendar.Of(1916, 12), Version: lab.Version, Command: "test",
		Outcomes: []string{"arrests@1914..1916:sum", "support_share@1916:mean", "hit_share@1914-03:end"}, Series: []string{"arrests", "population", "hit_share"},
	}
}

// files are the files of an experiment but for the log.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		if e.Name() == logName {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

func sameFiles(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s differs: %d bytes, want %d", what, name, len(got[name]), len(want[name]))
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s is left over", what, name)
		}
	}
}

func run(t *testing.T, e *Experiment, o Options) *Results {
	t.Helper()
	r, err := Run(t.Context(), e, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// An experiment that is cut short, resumed, with other workers, has the same
// bytes, and no member runs twice.
func TestResume(t *testing.T) {
	whole, cut := t.TempDir(), t.TempDir()
	r := run(t, tiny(4), Options{Dir: whole, Runner: Local{Workers: 2}})
	if r.Done != 8 || r.Failed != 0 || !r.Finished() {
		t.Fatalf("done %d, failed %d", r.Done, r.Failed)
	}
	want := files(t, whole)
	if len(want) != 4 {
		t.Errorf("%d files, want experiment.json, members, series, datapackage.json", len(want))
	}
	ran := 0
	for range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := Run(ctx, tiny(4), Options{Dir: cut, Runner: Local{Workers: 1}, Progress: func(Pace) { ran++; cancel() }})
		cancel()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if found, err := Open(cut); err != nil || found.Done != ran {
			t.Fatalf("while it runs: %v, %v", found, err)
		}
		torn, err := os.OpenFile(filepath.Join(cut, rowsName), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		torn.WriteString(`{"member":7,"ke`)
		torn.Close()
	}
	if ran != 8 {
		t.Errorf("%d members were run, want 8", ran)
	}
	sameFiles(t, "cut short", files(t, cut), want)
}

// A member that fails is a row with its error; it stays on resume, and is tried
// again only when asked.
func TestFailedMember(t *testing.T) {
	want, dir := t.TempDir(), t.TempDir()
	run(t, tiny(3), Options{Dir: want})
	calls := 0
	broken := Local{Workers: 1, history: func(ctx context.Context, o *lab.Order) (evidence.History, error) {
		calls++
		switch calls {
		case 2:
			panic("police: no such person\ngoroutine 7")
		case 3:
			return evidence.History{}, errors.New("no room")
		}
		return alone(ctx, o)
	}}
	r := run(t, tiny(3), Options{Dir: dir, Runner: broken})
	if r.Done != 6 || r.Failed != 2 || r.Error(1, 0) != "panic: police: no such person" || r.Error(0, 1) != "no room" {
		t.Fatalf("done %d, failed %d: %v", r.Done, r.Failed, r.Errors())
	}
	if c := r.Contrasts(0)[0]; c.Pairs != 1 || c.Left != 2 {
		t.Errorf("%d pairs, %d left out; want 1 and 2", c.Pairs, c.Left)
	}
	before := files(t, dir)
	calls = 10
	if r := run(t, tiny(3), Options{Dir: dir, Runner: broken}); r.Failed != 2 || calls != 10 {
		t.Errorf("run again: %d failed, %d calls", r.Failed, calls-10)
	}
	sameFiles(t, "run again", files(t, dir), before)
	if r := run(t, tiny(3), Options{Dir: dir, Runner: broken, Retry: true}); r.Failed != 0 || calls != 12 {
		t.Errorf("retried: %d failed, %d calls", r.Failed, calls-10)
	}
	sameFiles(t, "retried", files(t, dir), files(t, want))
}

func TestEqualArms(t *testing.T) {
	e := tiny(3)
	e.Arms = []Arm{{Scenario: "baseline"}, {Name: "again", Scenario: "baseline"}}
	for _, c := range run(t, e, Options{Dir: t.TempDir()}).Contrasts(0) {
		if c.Outcome == "hit_share@1914-03:end" && c.Pairs == 0 {
			continue // no arrests at this scale: not defined
		}
		if c.Mean != 0 || c.SD != 0 || c.Low != 0 || c.High != 0 || c.MeanLow != 0 || c.MeanHigh != 0 || c.Ties != c.Pairs || c.Above != 0.5 || c.Pairs != 3 {
			t.Errorf("equal arms differ: %+v", c)
		}
	}
}

// Draws are laid over arms, but not over what an arm sets.
func TestDraws(t *testing.T) {
	e := tiny(2)
	e.Draws = []map[string]float64{{"society.leaning_mean": 0.3}, {"society.leaning_mean": 0.6}}
	r := run(t, e, Options{Dir: t.TempDir()})
	if got := []float64{r.Value(0, 0, 0), r.Value(0, 1, 0), r.Value(1, 0, 0)}; got[0] != 0.3 || got[1] != 0.6 || got[2] != 0.6 {
		t.Errorf("parameters %v", got)
	}
	base, other := r.Column(0, 1), r.Column(1, 1)
	if base[2] != other[2] || base[3] != other[3] {
		t.Errorf("equal parameters, unequal outcomes: %v, %v", base, other)
	}
	if base[0] == other[0] {
		t.Errorf("unequal parameters, equal outcomes: %v, %v", base, other)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		change func(*Experiment)
		want   string
	}{
		{func(e *Experiment) { e.Outcomes = []string{"arests@1914:sum"} }, `did you mean "arrests"?`},
		{func(e *Experiment) { e.Outcomes = []string{"arrests@1914:summ"} }, `did you mean "sum"?`},
		{func(e *Experiment) { e.Outcomes = []string{"arrests@1916..1914:sum"} }, `comes before`},
		{func(e *Experiment) { e.Outcomes = []string{"arrests@May:sum"} }, `neither a year nor a month`},
		{func(e *Experiment) { e.Outcomes = []string{"log_death"} }, `did you mean "log_deaths"?`},
		{func(e *Experiment) { e.Outcomes = []string{"log_deaths"} }, `reads 1930-01 to 1941-06, and arm baseline runs from 1914-01 to 1916-12`},
		{func(e *Experiment) { e.Outcomes = nil }, `no outcome`},
		{func(e *Experiment) { e.Outcomes = []string{"fear@1914:mean", "fear@1914:mean"} }, `twice`},
		{func(e *Experiment) { e.Series = []string{"fera"} }, `did you mean "fear"?`},
		{func(e *Experiment) { e.Arms[1].Name = "baseline" }, `two arms are called baseline`},
		{func(e *Experiment) { e.Arms[1].Scenario = "" }, `arm 2 "other" is empty`},
		{func(e *Experiment) { e.Arms = nil }, `no arm`},
		{func(e *Experiment) { e.Arms[0].Scenario = "basline" }, `did you mean "baseline"?`},
		{func(e *Experiment) { e.Seeds = nil }, `no seed`},
		{func(e *Experiment) { e.Seeds = append(e.Seeds, e.Seeds[0]) }, `twice`},
		{func(e *Experiment) { e.SeedOfDraw = true }, `2 seeds for 1 draws`},
		{func(e *Experiment) { e.Draws = []map[string]float64{{"society.leaning_meen": 1}} }, `did you mean "society.leaning_mean"?`},
		{func(e *Experiment) { e.Draws = []map[string]float64{{"society.leaning_mean": -9}} }, `is not in`},
		{func(e *Experiment) { e.Draws = []map[string]float64{{"society.leaning_mean": 0.5}, {}} }, `all set the same`},
		{func(e *Experiment) {
			e.Draws, e.Arms = []map[string]float64{{"society.leaning_mean": 0.5}}, e.Arms[1:]
		}, `every arm sets society.leaning_mean itself`},
		{func(e *Experiment) { e.Scale = 0 }, `scale 1:0`},
		{func(e *Experiment) { e.Until = calendar.Of(1950, 1) }, `the last month is 1950-01`},
	} {
		e := tiny(2)
		c.change(e)
		dir := filepath.Join(t.TempDir(), "none")
		_, err := Run(t.Context(), e, Options{Dir: dir})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: something was written", c.want)
		}
	}
}

// Another experiment at a folder is refused, unless it may be replaced.
func TestPlace(t *testing.T) {
	dir := t.TempDir()
	run(t, tiny(1), Options{Dir: dir})
	if _, err := Run(t.Context(), tiny(2), Options{Dir: dir}); err == nil || !strings.Contains(err.Error(), "its number of seeds: 1, not 2") {
		t.Errorf("another experiment: %v", err)
	}
	other := t.TempDir()
	run(t, tiny(2), Options{Dir: other})
	run(t, tiny(2), Options{Dir: dir, Overwrite: true})
	sameFiles(t, "replaced", files(t, dir), files(t, other))
	strange := t.TempDir()
	os.WriteFile(filepath.Join(strange, "letters.txt"), nil, 0o644)
	if _, err := Run(t.Context(), tiny(1), Options{Dir: strange}); err == nil || !strings.Contains(err.Error(), "letters.txt") {
		t.Errorf("a folder with letters: %v", err)
	}
}
