package attribution

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/game"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// setup is a settled setup of the baseline scenario.
func setup(t *testing.T, baseline, open string) *Setup {
	t.Helper()
	b, err := BaselineOf(baseline)
	if err != nil {
		t.Fatal(err)
	}
	players, err := Players(b, open)
	if err != nil {
		t.Fatal(err)
	}
	s := &Setup{Scenario: "baseline", Baseline: b, Players: players, Outcomes: []string{"y"}, Terror: Terror{"y", 0.5}, Orders: 8, Seed: 1}
	if err := s.Settle(); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEverySwitchIsAPlayersOrKeptOn(t *testing.T) {
	where := map[country.Switch][]string{}
	for _, b := range Bundles() {
		for _, s := range b.Switches {
			where[s] = append(where[s], b.Name)
		}
	}
	for _, k := range Kept() {
		where[k.Switch] = append(where[k.Switch], "kept on")
	}
	for _, i := range regime.Institutions() {
		for _, d := range i.Switches {
			if n := len(where[d.Switch]); n != 1 {
				t.Errorf("%s is in %v: want exactly one place", d.Switch, where[d.Switch])
			}
			delete(where, d.Switch)
		}
	}
	for s := range where {
		t.Errorf("%s is no switch", s)
	}
}

// What leaving a switch out asks for is what the scenario that leaves it out
// does.
func TestWhatGoesWithASwitchIsAsInItsScenario(t *testing.T) {
	s := setup(t, "none", AllBundles)
	for name, player := range map[string]string{
		"no-second-revolution": "second-revolution", "no-external-threat": "external-threat",
	} {
		want, err := scenario.Read(scenarios.Files, name, regime.Institutions(), scenario.Edits{})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(s.Players, func(p Player) bool { return p.Name == player })
		got, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), s.edits(game.Everybody(len(s.Players)).Without(i)))
		if err != nil {
			t.Fatal(err)
		}
		if !maps.EqualFunc(got.Plan.InForce, want.Plan.InForce, slices.Equal) || !slices.Equal(got.Plan.Conditions, want.Plan.Conditions) || !slices.Equal(got.Plan.Regions, want.Plan.Regions) {
			t.Errorf("without %s: not the causes of %s", player, name)
		}
	}
}

// Every coalition can be read, everybody is the scenario itself, and of nobody
// nothing stands but what is kept on.
func TestCoalitionsAreScenarios(t *testing.T) {
	for _, c := range []struct {
		baseline, open string
		arms           int
		exact          bool
	}{{"none", AllBundles, 256, true}, {"founder", AllBundles, 32, true}, {"founder", "terror-tools", 128, true}, {"none", "party-form", 512, true}, {"none", "coercive-state", 0, false}} {
		s := setup(t, c.baseline, c.open)
		arms := s.Arms()
		if s.Exact() != c.exact || c.exact && len(arms) != c.arms {
			t.Errorf("%s, %s: %d arms, exact %v", c.baseline, c.open, len(arms), s.Exact())
		}
		if arms[0].Name != "all" || arms[1].Name != "nobody" {
			t.Errorf("%s, %s: begins with %s, %s", c.baseline, c.open, arms[0].Name, arms[1].Name)
		}
		names := map[string]bool{}
		for i, a := range arms {
			if names[a.Name] {
				t.Errorf("two arms are called %s", a.Name)
			}
			names[a.Name] = true
			if i > 1 && i%37 != 0 {
				continue // reading all takes long
			}
			read, err := scenario.Read(scenarios.Files, a.Scenario, regime.Institutions(), a.Edits)
			if err != nil {
				t.Fatalf("%s: %v", a.Name, err)
			}
			if i == 0 && read.Hash != s.Scene().Hash {
				t.Errorf("%s: everybody on is not the scenario", c.baseline)
			}
			if i == 1 {
				for sw := range read.Plan.InForce {
					kept := slices.ContainsFunc(Kept(), func(k KeptOn) bool { return k.Switch == sw })
					late := read.Plan.InForce[sw][len(read.Plan.InForce[sw])-1].Until
					if !kept && !slices.Contains(s.Baseline.Stands, sw) && (!s.Baseline.Later || late == 0 || late > s.change()) {
						t.Errorf("%s, nobody on: %s stands", c.baseline, sw)
					}
				}
			}
		}
	}
}

// What stands in the founder's house was there before his successor, and what
// is not of it came later or was a condition; the condition is as it was until
// then.
func TestTheFoundersHouse(t *testing.T) {
	s := setup(t, "founder", AllBundles)
	before := []country.Switch{country.PersonalRule, country.Threat, country.Murders}
	plays := 0
	for _, p := range s.Players {
		for _, sw := range p.Switches {
			plays++
			if since := s.Scene().Plan.InForce[sw][0].From; since < s.change() != slices.Contains(before, sw) {
				t.Errorf("%s plays, and stands from %v", sw, since)
			}
		}
	}
	for _, sw := range s.Baseline.Stands {
		if since := s.Scene().Plan.InForce[sw][0].From; since >= s.change() {
			t.Errorf("%s stands in the founder's house from %v", sw, since)
		}
	}
	if plays+len(s.Baseline.Stands)+len(Kept()) != len(s.Scene().Plan.InForce) {
		t.Errorf("%d play, %d stand, %d are kept, of %d switches", plays, len(s.Baseline.Stands), len(Kept()), len(s.Scene().Plan.InForce))
	}
	read, err := scenario.Read(scenarios.Files, "baseline", regime.Institutions(), s.edits(0))
	if err != nil {
		t.Fatal(err)
	}
	if got := read.Plan.InForce[country.Threat]; len(got) != 1 || got[0].From != read.Plan.From || got[0].Until != s.change() {
		t.Errorf("the threat stands in %v", got)
	}
}

// stub are columns of a rule over coalitions and draws.
func stub(rounds int, rule func(c game.Coalition, draw int) float64) Columns {
	return Columns{
		Coalition: func(c game.Coalition, _ int) []float64 {
			out := make([]float64, rounds)
			for i := range out {
				out[i] = rule(c, i)
			}
			return out
		},
		Arm: func(name string, _ int) []float64 {
			out := make([]float64, rounds)
			for i := range out {
				if strings.HasPrefix(name, "lenins") {
					out[i] = 1
				}
			}
			return out
		},
	}
}

var kept = []experiment.Kept{{Name: "y", Unit: "0 or 1"}}

func TestDivisionOfAKnownRule(t *testing.T) {
	s := setup(t, "none", AllBundles)
	number := func(name string) int {
		return slices.IndexFunc(s.Players, func(p Player) bool { return p.Name == name })
	}
	state, leader, threat := number("coercive-state"), number("leader"), number("external-threat")
	// The state and the leader together; in every second draw the threat in
	// place of the leader.
	rule := stub(10, func(c game.Coalition, draw int) float64 {
		if c.Has(state) && (c.Has(leader) && draw%2 == 0 || c.Has(threat) && draw%2 == 1) {
			return 1
		}
		return 0
	})
	s.Houses = true
	var out Result
	if err := s.fill(&out, kept, rule); err != nil {
		t.Fatal(err)
	}
	d := out.Outcomes[0]
	if d.Draws != 10 || d.Left != 0 || d.Total.Mean != 1 || d.Nobody.Mean != 0 {
		t.Errorf("draws %d, left %d, total %v, nobody %v", d.Draws, d.Left, d.Total.Mean, d.Nobody.Mean)
	}
	for i, p := range d.Portions {
		want := map[int]Number{state: .5, leader: .25, threat: .25}[i]
		if math.Abs(float64(p.Mean-want)) > 1e-12 || math.Abs(float64(p.Share-want)) > 1e-12 {
			t.Errorf("%s: %v, share %v, want %v", p.Player, p.Mean, p.Share, want)
		}
	}
	if p := d.Portions[leader]; p.Low != 0 || math.Abs(float64(p.High)-.5) > 1e-12 || !(p.MeanLow < .25 && p.MeanHigh > .25) {
		t.Errorf("the leader over draws: %+v", p)
	}
	if len(d.Interactions) != 28 {
		t.Errorf("%d twos of eight", len(d.Interactions))
	}
	for _, p := range d.Interactions {
		want := Number(0)
		if p.One == "coercive-state" && (p.Other == "leader" || p.Other == "external-threat") {
			want = .5
		}
		if math.Abs(float64(p.Mean-want)) > 1e-12 {
			t.Errorf("%s and %s: %v, want %v", p.One, p.Other, p.Mean, want)
		}
	}
	n := out.Needs.Players
	if n[state].Necessary.Hits != 10 || n[leader].Necessary.Hits != 5 || n[leader].GoneOff.Of != 10 || n[state].Sufficient.Hits != 0 || out.Needs.Everybody.Hits != 10 || out.Needs.Nobody.Hits != 0 {
		t.Errorf("needs: %+v", out.Needs)
	}
	// The stub has 1 under another man, and 0 in another house.
	if out.Houses[0].Terror.Hits != 10 || out.Houses[0].Contrasts[0].Mean != 0 || out.Houses[1].Terror.Hits != 0 || out.Houses[1].Needed.Hits != 10 || out.Houses[1].Contrasts[0].Mean != 1 {
		t.Errorf("the two questions: %+v", out.Houses)
	}
	if len(out.Notes) != 0 {
		t.Errorf("notes: %q", out.Notes)
	}
	if step := out.Step(0.4); len(step.Outcomes) != 1 || step.Outcomes[0].Over != d.Portions[leader].Over || step.Gone.Hits != 5 || step.Only.Hits != 0 {
		t.Errorf("the leader: %+v", step)
	}
}

func TestAnOpenedBundleAddsUpToItself(t *testing.T) {
	open := setup(t, "none", "party-form")
	whole := setup(t, "none", AllBundles)
	// A value of a coalition that knows of switches: any rule will do.
	of := func(s *Setup, c game.Coalition) float64 {
		on := map[country.Switch]bool{}
		for i, p := range s.Players {
			for _, sw := range p.Switches {
				on[sw] = c.Has(i)
			}
		}
		sum := 0.0
		for i, b := range Bundles() {
			for j, sw := range b.Switches {
				if on[sw] {
					sum = sum*1.1 + float64(i+1)/float64(j+2)
				}
			}
		}
		return sum
	}
	divided := func(s *Setup) *Division {
		var out Result
		if err := s.fill(&out, kept, stub(3, func(c game.Coalition, draw int) float64 { return float64(draw+1) * of(s, c) })); err != nil {
			t.Fatal(err)
		}
		return out.Outcomes[0]
	}
	a, b := divided(open), divided(whole)
	if len(a.Portions) != 9 || a.Portions[0].Player != "vanguard" || a.Portions[0].Bundle != "party-form" || a.Portions[2].Bundle != "" {
		t.Errorf("players: %+v", a.Portions)
	}
	if b.Bundles != nil || len(a.Bundles) != 8 {
		t.Fatalf("%d and %d sums of bundles", len(a.Bundles), len(b.Bundles))
	}
	for i, p := range b.Portions {
		if q := a.Bundles[i]; q.Player != p.Player || math.Abs(float64(q.Mean-p.Mean)) > 1e-9 {
			t.Errorf("%s: %v opened, %s %v whole", q.Player, q.Mean, p.Player, p.Mean)
		}
	}
}

func TestSampledOrders(t *testing.T) {
	s := setup(t, "none", "coercive-state")
	if len(s.Players) != 13 || s.Coalitions() > 8*13+26 {
		t.Fatalf("%d players, %d coalitions", len(s.Players), s.Coalitions())
	}
	ran := map[game.Coalition]bool{}
	for _, c := range s.coalitions {
		ran[c] = true
	}
	var out Result
	if err := s.fill(&out, kept, stub(2, func(c game.Coalition, _ int) float64 {
		if !ran[c] {
			t.Fatalf("asks for %b, which was not run", c)
		}
		return math.Sqrt(float64(c.Size()))
	})); err != nil {
		t.Fatal(err)
	}
	d := out.Outcomes[0]
	if d.Interactions != nil || !(d.Portions[0].SamplingError > 0) {
		t.Errorf("interactions %v, error %v", d.Interactions, d.Portions[0].SamplingError)
	}
}

func TestDrawsWithoutAValueAreLeftOut(t *testing.T) {
	s := setup(t, "founder", AllBundles)
	var out Result
	err := s.fill(&out, kept, stub(4, func(c game.Coalition, draw int) float64 {
		if draw == 2 && c == 5 {
			return math.NaN()
		}
		return float64(c.Size())
	}))
	if err != nil {
		t.Fatal(err)
	}
	if d := out.Outcomes[0]; d.Draws != 3 || d.Left != 1 || out.Needs.Everybody.Of != 3 {
		t.Errorf("draws %d, left %d, needs %d", d.Draws, d.Left, out.Needs.Everybody.Of)
	}
	err = s.fill(&out, kept, stub(4, func(game.Coalition, int) float64 { return math.NaN() }))
	if err == nil || !strings.Contains(err.Error(), "in none of 4 draws") {
		t.Errorf("no value at all: %v", err)
	}
}

func TestNoTerrorAtAllIsSaid(t *testing.T) {
	s := setup(t, "founder", AllBundles)
	var out Result
	if err := s.fill(&out, kept, stub(2, func(game.Coalition, int) float64 { return 0 })); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(out.Notes, []string{NoTerror}) {
		t.Errorf("notes: %q", out.Notes)
	}
	if p := out.Outcomes[0].Portions[0]; p.Mean != 0 || p.Share.Known() {
		t.Errorf("of nothing, %s has %v, a share of %v", p.Player, p.Mean, p.Share)
	}
}

func TestValuesThatDoNotAddUpAreRefused(t *testing.T) {
	if err := addUp("y", []game.Estimate{{Value: 1}, {Value: 2}}, 3); err != nil {
		t.Error(err)
	}
	if err := addUp("y", []game.Estimate{{Value: 1}, {Value: 2}}, 3.001); err == nil {
		t.Error("1 and 2 are 3.001")
	}
}

func TestTheCurve(t *testing.T) {
	s := setup(t, "none", AllBundles)
	if err := s.CanCurve(); err != nil {
		t.Error(err)
	}
	draws := []map[string]float64{{ofLeader: 1, "leader.lag": 5}, {ofLeader: 0.06, "leader.lag": 6}}
	got := s.AtRatio(draws, 0.4)
	if got[0][ofCollective] != 0.4 || got[0]["leader.lag"] != 5 || got[1][ofCollective] != parameter(ofCollective).Min {
		t.Errorf("at 0.4: %v", got)
	}
	if _, there := draws[0][ofCollective]; there {
		t.Error("the draws themselves are changed")
	}
	if got := s.AtRatio(nil, 0.5); len(got) != 1 || got[0][ofCollective] != 0.5*s.read.Point.Value("leader", parameter(ofLeader)) {
		t.Errorf("at the point: %v", got)
	}
	opened := setup(t, "none", theLeader)
	if err := opened.CanCurve(); err == nil {
		t.Error("a curve of an opened leader")
	}
	if err := setup(t, "none", "party-form").CanCurve(); err != nil {
		t.Error(err)
	}
}

func TestWordsThatAreNotKnown(t *testing.T) {
	founder, err := BaselineOf("founder")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		do   func() error
		want string
	}{
		{func() error { _, err := BaselineOf("foundre"); return err }, "did you mean founder?"},
		{func() error { _, err := Players(Baseline{}, "terror-tool"); return err }, "did you mean terror-tools?"},
		{func() error { _, err := Players(Baseline{}, "trigger"); return err }, "nothing to divide inside"},
		{func() error { _, err := Players(founder, "society"); return err }, "nothing of it plays"},
		{func() error { _, err := ParseTerror("deaths"); return err }, "deaths>=100000"},
		{func() error { _, err := ParseTerror("deaths>=many"); return err }, "not a number"},
		{func() error { _, err := ParseTerror("operatoin"); return err }, "operation"},
	} {
		if err := c.do(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: want it to say %q", err, c.want)
		}
	}
	if terror, err := ParseTerror("deaths>=1e5"); err != nil || terror != (Terror{"deaths", 1e5}) {
		t.Errorf("%v, %v", terror, err)
	}
}
