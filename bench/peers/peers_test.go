package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/reference/rebellion"
)

// short is a trial that takes a second or two.
var short = trial{Size: 128, Steps: 24, Seeds: seedsTo(32)}

// judged judges a contest and fails where somebody differs.
func judged(t *testing.T, c *contest) {
	t.Helper()
	for _, e := range c.entrants {
		t.Cleanup(func() {
			if err := e.close(); err != nil {
				t.Error(err)
			}
		})
	}
	all, err := c.judge(func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		for _, v := range b.Verdicts {
			if !v.Agrees {
				t.Errorf("%s in %s: %+v", b.Entrant, b.Task, v)
			}
		}
		if !b.Agrees && b.Verdicts == nil {
			t.Errorf("%s in %s is no twin of %s", b.Entrant, b.Task, b.Twin)
		}
	}
}

// The same rules in ark and in NumPy do what the packed people do.
func TestPeopleBehaveAlike(t *testing.T) {
	c := passContest(debianFirst, short.Seeds)
	c.trial = short
	judged(t, c)
	if len(c.entrants) != 5 && !strings.Contains(strings.Join(c.absent, "\n"), "NumPy") {
		t.Errorf("%d entrants; absent: %v", len(c.entrants), c.absent)
	}
	for _, text := range c.absent {
		t.Log("not compared, since it is absent: " + text)
	}
}

// A peer with another rule is told apart: so agreement means something. The
// trial is longer than the short one, and still far from that of the command.
func TestAnotherRuleIsToldApart(t *testing.T) {
	ours, long := settings()[0], trial{Size: 256, Steps: 24, Seeds: seedsTo(40)}
	values, err := (&inGo{found: newPacked}).behave(&ours, long)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what   string
		change func(k *Climate)
	}{
		{"a fifth more opportunity", func(k *Climate) { k.Opportunity *= 1.2 }},
		{"no crowd feels safer: no watch at all", func(k *Climate) { k.Watch = 0 }},
		{"kin do not grieve", func(k *Climate) { k.KinGrief = 0 }},
		{"nobody is frightened", func(k *Climate) { k.Fright = 0 }},
		{"a tenth more hardship", func(k *Climate) { k.Burden *= 1.1 }},
		{"a slower mind", func(k *Climate) { k.Pace -= 8 }},
		{"no facade", func(k *Climate) { k.Facade = false }},
		{"a fifth more denouncing", func(k *Climate) { k.Rate *= 1.2 }},
		{"mores that do not erode", func(k *Climate) { k.Erosion = 0 }},
	} {
		theirs := ours
		c.change(&theirs.Climate)
		theirValues, err := (&inGo{found: newLevelWorld}).behave(&theirs, long)
		if err != nil {
			t.Fatal(err)
		}
		verdicts, err := compare(measureNames, values, theirValues, sameRules)
		if err != nil || agree(verdicts) {
			t.Errorf("%s: taken for the same: %+v, %v", c.what, verdicts, err)
		}
	}
}

// Rebellion with counts kept and scanned, here and as Python objects, on a
// small torus for a short while.
func TestRebellionBehavesAlike(t *testing.T) {
	c, err := rebellionContest(debianFirst, seedsTo(20))
	if err != nil {
		t.Fatal(err)
	}
	c.trial.Size, c.trial.Steps, c.trial.Drop = 20, 70, 20
	judged(t, c)
	for _, text := range c.absent {
		t.Log("not compared, since it is absent: " + text)
	}
}

// An export of our own run is found to be one; with another preset, or with a
// mistake in the file, it is not.
func TestExportBesideOurs(t *testing.T) {
	p, err := rebellion.PresetOf("netlogo")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	text.WriteString("seed,tick,active,jailed\n")
	for seed := range uint64(24) {
		h := historyOf(p.Rules, 501+seed, 210, 0)
		for i, tick := range h.Ticks {
			fmt.Fprintf(&text, "%d,%d,%d,%d\n", h.Seed, i+1, tick.Active, tick.Jailed)
		}
	}
	path := filepath.Join(t.TempDir(), "export.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for preset, want := range map[string]string{"netlogo": "", "mesa": "behaviour differs", "netlogos": "netlogo"} { // order: each alone
		var out, errs bytes.Buffer
		err := run([]string{"--beside", preset + "=" + path}, &out, &errs)
		if (want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q\n%s", preset, err, want, &out)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"seed;tick\n", "f:1: want the line seed,tick,active,jailed"},
		{"seed,tick,active,jailed\n1,0,3,4\n", "f:2: tick 0 of seed 1, want 1"},
		{"seed,tick,active,jailed\n1,1,3,4\n1,3,3,4\n", "f:3: tick 3 of seed 1, want 2"},
		{"seed,tick,active,jailed\n1,1,-3,4\n", `f:2: active "-3" is no whole number`},
		{"seed,tick,active,jailed\n1,1,3,4\n", "1 seeds are too few"},
	} {
		if _, err := readExport("f", strings.NewReader(c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.text, err, c.want)
		}
	}
}
