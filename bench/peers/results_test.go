package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

func stored(t *testing.T) *Report {
	t.Helper()
	text, err := os.ReadFile("results.json")
	if err != nil {
		t.Fatal(err)
	}
	var r Report
	read := json.NewDecoder(bytes.NewReader(text))
	read.DisallowUnknownFields()
	if err := read.Decode(&r); err != nil {
		t.Fatal(err)
	}
	return &r
}

// The verdicts that are stored follow from the values that are stored, and all
// of them are that behaviours agree.
func TestStoredBehaviourAgrees(t *testing.T) {
	r := stored(t)
	if len(r.Contests) != 2 {
		t.Fatalf("%d contests are stored, want the people's pass and Rebellion", len(r.Contests))
	}
	for _, o := range r.Contests {
		if len(o.Trial.Seeds) < 100 {
			t.Errorf("%s: %d seeds, want 100", o.Name, len(o.Trial.Seeds))
		}
		anew := slices.Clone(o.Behaviours)
		for i := range anew {
			anew[i].Verdicts, anew[i].Agrees = nil, false
			if got, want := len(anew[i].Values), len(anew[i].Seeds); got != want || anew[i].Twin == "" && want != len(o.Trial.Seeds) {
				t.Errorf("%s, %s: %d values of %d seeds", o.Name, anew[i].Entrant, got, want)
			}
		}
		if err := settle(o.Measures, anew); err != nil {
			t.Fatal(err)
		}
		before, _ := json.Marshal(o.Behaviours)
		after, _ := json.Marshal(anew)
		if !bytes.Equal(before, after) {
			t.Errorf("%s: the verdicts do not follow from the values", o.Name)
		}
		if names := differing(anew); len(names) > 0 || len(anew) < 4 {
			t.Errorf("%s: %d entrants, of which differ: %s", o.Name, len(anew), strings.Join(names, ", "))
		}
	}
	if r.Machine.Ark == "" || r.Machine.Numpy == "" || r.Machine.Go == "" || r.Machine.Processor == "" || r.Machine.Threads != 1 {
		t.Errorf("machine %+v", r.Machine)
	}
}

// What is stored of ours is what ours does today, on the first seeds.
func TestStoredBehaviourIsOurs(t *testing.T) {
	r := stored(t)
	epstein, err := rebellionContest(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []*contest{passContest(nil, nil), epstein} {
		o := r.Contests[i]
		again := o.Trial
		again.Seeds = again.Seeds[:2]
		if o.Name != c.name || !slices.Equal(o.Measures, c.measures) {
			t.Fatalf("%s %v is stored, the command has %s %v", o.Name, o.Measures, c.name, c.measures)
		}
		for _, task := range c.tasks {
			values, err := c.entrants[0].behave(task.set, again)
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(o.Behaviours, func(b Behaviour) bool { return b.Task == task.name && b.Entrant == c.entrants[0].name })
			for j, v := range values {
				if at < 0 || !slices.Equal(v.rounded(), o.Behaviours[at].Values[j]) {
					t.Errorf("%s, %s, seed %d: %v is not what is stored: make bench-peers PEERS='--json results.json'", c.name, task.name, again.Seeds[j], v)
				}
			}
		}
	}
}

// The table beside it is the one that the file gives, with a time of every
// entrant at every size.
func TestStoredTable(t *testing.T) {
	r := stored(t)
	for _, o := range r.Contests {
		byEntrant := map[string]int{}
		for _, x := range o.Timings {
			byEntrant[x.Entrant]++
			if len(x.Seconds) < 5 || slices.Min(x.Seconds) <= 0 || x.Steps < 1 || x.Units < 1 {
				t.Errorf("%s: %+v", o.Name, x)
			}
		}
		for _, b := range o.Behaviours {
			if byEntrant[b.Entrant] < 3 {
				t.Errorf("%s: %s is timed at %d sizes", o.Name, b.Entrant, byEntrant[b.Entrant])
			}
		}
	}
	var want bytes.Buffer
	r.print(&want)
	got, err := os.ReadFile("results.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Error("results.txt is not what results.json gives: make bench-peers PEERS='--json results.json'")
	}
}
