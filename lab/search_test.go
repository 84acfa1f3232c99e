package lab

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/scenario"
)

var box = []Range{{Key: "a", Min: -2, Max: 2}, {Key: "b", Min: 0, Max: 5}, {Key: "c", Min: 10, Max: 20}, {Key: "d", Factor: 2, Tie: "b"}}

// valley is a loss over the box whose least, 1, lies at 1, 2, 17; the finalists
// find it a little higher, and one of its parts is never reached.
func valley(_ context.Context, v []float64, members int, finalist bool) (Loss, error) {
	a, b, c := v[0]-1, v[1]-2, v[2]-17
	l := Loss{Total: 1 + a*a + 4*b*b + c*c/4, Parts: []float64{a * a, math.NaN()}}
	if finalist {
		l.Total += 0.01 * math.Abs(b) * float64(members)
	}
	return l, nil
}

var head = []HeadLine{{"seed", "5"}, {"figures", "arrests_1930 arrests_1931"}}

// searchedIn runs a search with its journal at path, and gives all that it
// found and what its log would hold.
func searchedIn(t *testing.T, path string, workers, evaluations int, objective Objective) (*Found, string, error) {
	t.Helper()
	j, err := OpenJournal(path, head, []string{"part, one", "part two"}, []string{"a", "b", "c", "d"})
	if err != nil {
		return nil, "", err
	}
	defer j.Close()
	s := &Search{Ranges: box, Seed: 5, Evaluations: evaluations, Members: 3, Workers: workers, Journal: j, Objective: objective}
	found, err := s.Run(context.Background())
	if err != nil {
		return nil, "", err
	}
	log := path + ".log"
	if err := j.WriteLog(log, head, append(found.Finalists, found.All...)); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	return found, string(text), nil
}

func TestSearchFindsTheLeast(t *testing.T) {
	found, _, err := searchedIn(t, filepath.Join(t.TempDir(), "j.csv"), 2, 400, valley)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{1, 2, 17, 4} {
		if v := found.Best.Values[i]; math.Abs(v-want) > 0.1 {
			t.Errorf("%s is %v, want %v", box[i].Key, v, want)
		}
	}
	if found.Best.Members != FinalistMembers || len(found.Finalists) != finalists || len(found.All) != 402 {
		t.Errorf("%d finalists of %d judged by %d members", len(found.Finalists), len(found.All), found.Best.Members)
	}
	for i, f := range found.Finalists[1:] {
		if f.Loss.Total < found.Finalists[i].Loss.Total {
			t.Errorf("finalist %d is better than the one before", i+2)
		}
	}
}

// Any number of workers gives the same bytes; so does a search that is killed
// again and again, in the middle of a line or of a generation, and none runs
// what was written down. Other draws give other bytes.
func TestSearchIsTheSameHoweverItIsRun(t *testing.T) {
	_, want, err := searchedIn(t, filepath.Join(t.TempDir(), "j.csv"), 1, 160, valley)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 7} {
		if _, log, err := searchedIn(t, filepath.Join(t.TempDir(), "j.csv"), workers, 160, valley); err != nil || log != want {
			t.Errorf("%d workers find something else (%v)", workers, err)
		}
	}
	killed := errors.New("killed")
	path := filepath.Join(t.TempDir(), "deeper", "j.csv")
	var calls atomic.Int64
	for _, k := range []int64{1, 3, 40, 41, 90} {
		calls.Store(0)
		_, _, err := searchedIn(t, path, 3, 160, func(ctx context.Context, v []float64, members int, finalist bool) (Loss, error) {
			if calls.Add(1) > k {
				return Loss{}, killed
			}
			return valley(ctx, v, members, finalist)
		})
		if k < 90 && !errors.Is(err, killed) {
			t.Fatalf("killed after %d: %v", k, err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, append(text, "3,4,3,0.123"...), 0o644); err != nil { // half a line
			t.Fatal(err)
		}
	}
	calls.Store(0)
	count := func(ctx context.Context, v []float64, members int, finalist bool) (Loss, error) {
		calls.Add(1)
		return valley(ctx, v, members, finalist)
	}
	if _, log, err := searchedIn(t, path, 3, 160, count); err != nil || log != want {
		t.Errorf("killed and begun again, it finds something else (%v)", err)
	}
	if n := calls.Load(); n >= 100 {
		t.Errorf("%d evaluations were run again", n)
	}
	calls.Store(0)
	if _, log, err := searchedIn(t, path, 3, 160, count); err != nil || log != want || calls.Load() != 0 {
		t.Errorf("ended and begun again, it runs %d evaluations and finds something else: %v (%v)", calls.Load(), log != want, err)
	}
	if found, _, err := searchedIn(t, path, 3, 320, count); err != nil || len(found.All) != 322 || calls.Load() < 160 {
		t.Errorf("it does not go on with more evaluations: %d new (%v)", calls.Load(), err)
	}
}

func TestJournalRefuses(t *testing.T) {
	good := "# seed: 5\n# figures: arrests_1930 arrests_1931\ngeneration,number,members,loss,\"part, one\",part two,a,b,c,d\n"
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"the head alone", good, ""},
		{"half a head", "# seed: 5\n# fig", ""},
		{"a row", good + "1,2,3,0.5,1,,1,2,3,4\n", ""},
		{"another seed", strings.Replace(good, "5", "6", 1), `j.csv:1: belongs to another search: there "# seed: 6", here "# seed: 5"`},
		{"fewer figures", strings.Replace(good, " arrests_1931", "", 1), `j.csv:2: belongs to another search: there "igures: arrests_1930", here "igures: arrests_1930 arrests_1931"`},
		{"other columns", strings.Replace(good, ",d\n", ",e\n", 1), "j.csv:3: belongs to another search"},
		{"another table", "a,b\n1,2\n", "j.csv:1: belongs to another search"},
		{"too few", good + "1,2,3,0.5\n", "j.csv:4: 4 columns, want 10"},
		{"no number", good + "1,2,3,0.5,1,,1,2,3,4\n1,2,3,x,1,,1,2,3,4\n", "j.csv:5: strconv.ParseFloat"},
	} {
		path := filepath.Join(t.TempDir(), "j.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		j, err := OpenJournal(path, head, []string{"part, one", "part two"}, []string{"a", "b", "c", "d"})
		if err == nil {
			j.Close()
		}
		text, _ := os.ReadFile(path)
		switch {
		case c.want == "" && (err != nil || !strings.HasPrefix(string(text), good)):
			t.Errorf("%s: %v, and the file is %q", c.name, err, text)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		case c.want != "" && string(text) != c.text:
			t.Errorf("%s: the file was changed to %q", c.name, text)
		}
	}
}

// A trial for the point to 1936 runs no month after it, whatever the scenario
// holds, and so the loss sees none. It is a function of its arguments, and
// finalists have dice of their own.
func TestTrialEndsWhereItsReadingEnds(t *testing.T) {
	reading, err := NewReading("to-1936")
	if err != nil {
		t.Fatal(err)
	}
	o := small(t, 1940, scenario.Edits{})
	o.Workers = 1
	ranges := []Range{{Key: LaunchKey, Min: 0.001, Max: 0.005}}
	trial := &Trial{Order: *o, Reading: reading, Ranges: ranges, FinalistSeed: o.Seed + 1}
	if err := trial.Settle(); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	histories, err := trial.histories(ctx, Params(o.Scenario.Plan.Params, ranges, []float64{0.002}), 2, false)
	if err != nil {
		t.Fatal(err)
	}
	end := calendar.Of(1936, 12)
	for k, h := range histories {
		if h.Last() != end || len(h.Regions) != int(end-h.From)+1 {
			t.Errorf("member %d ends in %v with %d months of regions, want %v", k+1, h.Last(), len(h.Regions), end)
		}
		for name, column := range h.Gauges {
			if h.From+calendar.Month(len(column))-1 != end {
				t.Errorf("member %d: gauge %s has %d months", k+1, name, len(column))
			}
		}
		for _, op := range h.Operations {
			if op.Start > end || op.Stop > end {
				t.Errorf("member %d: an operation %v to %v", k+1, op.Start, op.Stop)
			}
		}
	}
	judged := func(launch float64, finalist bool) Loss {
		l, err := trial.Judge(ctx, []float64{launch}, 2, finalist)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Parts) != len(reading.PartNames()) {
			t.Fatalf("%d parts, want %d", len(l.Parts), len(reading.PartNames()))
		}
		return l
	}
	probed := func(t *Trial) string {
		p, err := t.Probe(ctx)
		if err != nil {
			return err.Error()
		}
		return p
	}
	other := *trial
	other.Order.Seed++
	if once, again, dice := probed(trial), probed(trial), probed(&other); once != again || once == dice || len(once) != 64 {
		t.Errorf("probes of one trial, again, and of one with other dice: %s, %s, %s", once, again, dice)
	}
	first := judged(0.002, false)
	if again := judged(0.002, false); again.Total != first.Total {
		t.Errorf("the same point costs %v and %v", first.Total, again.Total)
	}
	if other := judged(0.005, false); other.Total == first.Total {
		t.Error("the loss does not depend on the parameters")
	}
	if fresh := judged(0.002, true); fresh.Total == first.Total {
		t.Error("finalists have the dice of the candidates")
	}
	if o.Scenario.Plan.Params[LaunchKey] == 0.002 || o.Scenario.Plan.Params[LaunchKey] == 0.005 {
		t.Error("a candidate changed the plan that all share")
	}
}
