package lab

import (
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// small is an order that takes a moment: the baseline at the coarsest scale,
// to the end of a year.
func small(t *testing.T, year int, edits scenario.Edits) *Order {
	t.Helper()
	if edits.Point == "" {
		edits.Point = scenario.NoPoint
	}
	s, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), edits)
	if err != nil {
		t.Fatal(err)
	}
	return &Order{Scenario: s, Seed: 3, Scale: mostScale, Members: 1, Workers: 2, Until: calendar.Of(year, 12),
		Command: "fromabove run", Version: Version}
}

func TestSettleNamesEverythingWrong(t *testing.T) {
	from, until := calendar.Of(1914, 1), calendar.Of(1941, 6)
	for _, c := range []struct {
		name   string
		change func(o *Order)
		want   []string // one for each thing that is wrong
	}{
		{"nothing", func(*Order) {}, nil},
		{"a lane for every person", func(o *Order) { o.Scale = 1 }, nil},
		{"no scale", func(o *Order) { o.Scale = 0 }, []string{"--scale 1:0: want 1:1 to 1:100000"}},
		{"too coarse", func(o *Order) { o.Scale = mostScale + 1 }, []string{"--scale 1:100001"}},
		{"no members", func(o *Order) { o.Members = 0 }, []string{"--members 0: want 1 to 999999"}},
		{"too many members", func(o *Order) { o.Members = mostMembers + 1 }, []string{"--members 1000000"}},
		{"no workers", func(o *Order) { o.Workers = 0 }, []string{"--workers 0: want at least 1"}},
		{"too early", func(o *Order) { o.Until = from - 1 }, []string{"--until 1913-12: want 1914-01 to 1941-06, the span of scenario baseline"}},
		{"the first month alone", func(o *Order) { o.Until = from }, nil},
		{"the last month", func(o *Order) { o.Until = until }, nil},
		{"too late", func(o *Order) { o.Until = until + 1 }, []string{"--until 1941-07"}},
		{"snapshots outside", func(o *Order) { o.Snapshots = []calendar.Month{from - 1, from, o.Until, o.Until + 1} },
			[]string{"--snapshot 1913-12: want 1914-01 to 1915-12", "--snapshot 1916-01"}},
		{"a clock for many", func(o *Order) { o.Members, o.Stopwatch = 2, &Stopwatch{} }, []string{"--timing times one history, not 2"}},
		{"everything", func(o *Order) {
			o.Scale, o.Members, o.Workers, o.Until, o.Snapshots = -1, -1, -1, 0+1, []calendar.Month{1}
		},
			[]string{"--scale 1:-1", "--members -1", "--workers -1", "--until", "--snapshot"}},
	} {
		o := small(t, 1915, scenario.Edits{})
		c.change(o)
		err := o.Settle()
		if (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
			continue
		}
		if err == nil {
			continue
		}
		lines := strings.Split(err.Error(), "\n")
		if len(lines) != len(c.want) {
			t.Errorf("%s: %d lines for %d mistakes:\n%v", c.name, len(lines), len(c.want), err)
		}
		for _, want := range c.want {
			if !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, want) }) {
				t.Errorf("%s: %v, want %q", c.name, err, want)
			}
		}
	}
}

func TestSettleFillsTheEnd(t *testing.T) {
	o := small(t, 1915, scenario.Edits{Set: []string{"until=1930-03"}})
	o.Until = 0
	if err := o.Settle(); err != nil || o.Until != calendar.Of(1930, 3) {
		t.Errorf("an order without an end ends in %v (%v), its scenario in 1930-03", o.Until, err)
	}
}

func TestMemberSeeds(t *testing.T) {
	seen := map[chance.Seed]bool{}
	for _, seed := range []chance.Seed{0, 1, 2, 3, 1 << 40} {
		alone := Order{Seed: seed, Members: 1}
		if got := alone.MemberSeed(0); got != seed {
			t.Errorf("the history of seed %d alone has seed %d", seed, got)
		}
		two, many := Order{Seed: seed, Members: 2}, Order{Seed: seed, Members: mostMembers}
		for _, k := range []int{1, 2, 3, mostMembers} {
			s := many.MemberSeed(k)
			if seen[s] {
				t.Errorf("member %d of seed %d has the seed %d, which another member has", k, seed, s)
			}
			seen[s] = true
			if two.MemberSeed(k) != s {
				t.Errorf("member %d of seed %d: its seed depends on how many there are", k, seed)
			}
		}
	}
	o := small(t, 1914, scenario.Edits{})
	o.Members = 4
	if m := o.manifest(3); m.Seed != o.MemberSeed(3) || m.Member != 3 {
		t.Errorf("the manifest of member 3 says member %d, seed %d", m.Member, m.Seed)
	}
}

// A recording's manifest makes an order that makes the same manifest.
func TestRereadMakesTheSameOrder(t *testing.T) {
	o := small(t, 1916, scenario.Edits{Set: []string{"threat=disputes", "leader.chi_leader=0.5"}, Without: []string{"camp"}})
	o.Members, o.Snapshots = 5, []calendar.Month{calendar.Of(1915, 6)}
	want := o.manifest(4)
	again, err := Reread(scenarios.Files, want, 1)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.manifest(4); got.Key() != want.Key() || got.Seed != want.Seed {
		t.Errorf("read again it is %+v, want %+v", got, want)
	}
	want.ScenarioText = "name: 3"
	if _, err := Reread(scenarios.Files, want, 1); err == nil || !strings.Contains(err.Error(), "scenario in the manifest cannot be read") {
		t.Errorf("a manifest with a scenario that is none: %v", err)
	}
}
