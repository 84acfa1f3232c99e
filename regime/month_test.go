package regime_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

func TestTheMonthListsEveryActOnce(t *testing.T) {
	listed := map[string]int{}
	for _, a := range regime.Order(regime.Institutions()) {
		listed[a.Who+"."+a.What]++
	}
	acts := 0
	for _, i := range regime.Institutions() {
		for _, a := range i.Acts {
			acts++
			if n := listed[a.Who+"."+a.What]; n != 1 {
				t.Errorf("the month has %s.%s %d times", a.Who, a.What, n)
			}
		}
	}
	if len(listed) != acts {
		t.Errorf("the month has %d acts, the institutions %d", len(listed), acts)
	}
}

func TestOrderRefusesAnotherRegime(t *testing.T) {
	panics := func(list []country.Institution) (said string) {
		defer func() { said = fmt.Sprint(recover()) }()
		regime.Order(list)
		return ""
	}
	all := regime.Institutions()
	if said := panics(all[1:]); !strings.Contains(said, all[0].Acts[0].Who+"."+all[0].Acts[0].What) {
		t.Errorf("without %s: %q does not name the act that nobody does", all[0].Name, said)
	}
	church := country.Institution{Name: "church", Acts: []country.Act{{Who: "church", What: "remark"}}}
	if said := panics(append(all, church)); !strings.Contains(said, "leaves out") {
		t.Errorf("with an act that is not in the table: %q", said)
	}
	all = regime.Institutions()
	if said := panics(append(all, all[0])); !strings.Contains(said, "two acts are called "+all[0].Acts[0].Who) {
		t.Errorf("with an institution twice: %q", said)
	}
}

// What must come before what, and why.
func TestTheOrderOfTheMonth(t *testing.T) {
	at := map[string]int{}
	for n, a := range regime.Order(regime.Institutions()) {
		at[a.Who+"."+a.What] = n + 1
	}
	for _, c := range [][3]string{
		{"shock.strike", "society.live", "causes come before anyone answers them"},
		{"society.settle", "society.tell", "denouncers look at this month's acts"},
		{"society.settle", "leader.suspect", "the leader sees this month's acts"},
		{"doctrine.license", "leader.suspect", "what counts as an enemy is known before one is looked for"},
		{"party.caucus", "leader.move", "the margin says how far the leader can go"},
		{"leader.suspect", "leader.decree", "belief comes before orders"},
		{"army.levy", "society.settle", "who is a soldier comes before what soldiers do"},
		{"society.settle", "police.suppress", "a mutiny comes before it is put down"},
		{"police.recruit", "police.suppress", "capacity comes before arrests"},
		{"police.suppress", "police.arrest", "who is taken for a mutiny is in custody when others are picked"},
		{"society.settle", "army.answer", "soldiers answer to the census"},
		{"leader.decree", "police.arrest", "orders come before arrests"},
		{"police.recruit", "police.arrest", "capacity comes before arrests"},
		{"police.arrest", "police.interrogate", "who is in custody is made to speak"},
		{"police.arrest", "court.sentence", "a case comes before its sentence"},
		{"court.sentence", "camp.keep", "who is sentenced is kept"},
		{"camp.keep", "camp.release", "who has died is not released"},
		{"court.sentence", "leader.reckon", "losses are counted when they have happened"},
		{"police.arrest", "region.ask", "officials compare what has been taken"},
		{"leader.move", "party.promote", "vacancies are filled when all have fallen"},
		{"party.promote", "leader.survive", "the elite answers last"},
	} {
		if at[c[0]] == 0 || at[c[1]] == 0 || at[c[0]] >= at[c[1]] {
			t.Errorf("%s is line %d and %s line %d: %s", c[0], at[c[0]], c[1], at[c[1]], c[2])
		}
	}
}

func TestTheMonthPrintsItself(t *testing.T) {
	acts := regime.Order(regime.Institutions())
	lines := strings.Split(strings.TrimSuffix(regime.Sentence(acts), "\n"), "\n")
	if len(lines) != len(acts) {
		t.Fatalf("%d lines for %d acts", len(lines), len(acts))
	}
	for n, a := range acts {
		for _, want := range []string{fmt.Sprintf("%2d  ", n+1), " " + a.Who + " ", " " + a.What + " ", "reads " + a.Reads, "leaves " + a.Leaves} {
			if !strings.Contains(" "+lines[n]+" ", want) {
				t.Errorf("line %d lacks %q: %s", n+1, want, lines[n])
			}
		}
	}
}

// watch is a clock that writes down what it is told.
type watch struct{ told []int }

func (w *watch) Begin(act int) { w.told = append(w.told, act) }
func (w *watch) End(act int)   { w.told = append(w.told, -1-act) }

func TestTheClockSeesEveryActInOrder(t *testing.T) {
	p := conformance.Plan(2, 3)
	timed := begin(t, p, regime.Options{Seed: 1, Scale: usual})
	clock := &watch{}
	timed.Clock = clock
	with := run(t, timed)
	var want []int
	for range 2 {
		for n := range timed.Acts {
			want = append(want, n, -1-n)
		}
	}
	if !reflect.DeepEqual(clock.told, want) {
		t.Errorf("the clock was told %v, want %v", clock.told, want)
	}
	if !reflect.DeepEqual(with, of(t, p, 1, usual)) {
		t.Error("a history with a clock is another")
	}
}

func TestInstitutionsTogether(t *testing.T) {
	names, switches := map[string]bool{}, map[country.Switch]string{}
	for _, i := range regime.Institutions() {
		if names[i.Name] {
			t.Errorf("%s is there twice", i.Name)
		}
		names[i.Name] = true
		for _, s := range i.Switches {
			if other, ok := switches[s.Switch]; ok {
				t.Errorf("both %s and %s describe the switch %s", other, i.Name, s.Switch)
			}
			switches[s.Switch] = i.Name
		}
		for _, p := range i.Params {
			if *p.At != p.Default {
				t.Errorf("%s.%s is %v and not at its default %v", i.Name, p.Key, *p.At, p.Default)
			}
		}
	}
	for _, s := range conformance.Switches() {
		if switches[s] == "" {
			t.Errorf("nobody describes the switch %s", s)
		}
		delete(switches, s)
	}
	if len(switches) != 0 {
		t.Errorf("conformance.Switches lacks %v", switches)
	}
}

func TestPlansThatAreRefused(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(*country.Plan, *regime.Options)
		want   string
	}{
		{"nothing wrong", func(*country.Plan, *regime.Options) {}, ""},
		{"no workers is one worker", func(_ *country.Plan, o *regime.Options) { o.Workers = 0 }, ""},
		{"a lane for nobody", func(_ *country.Plan, o *regime.Options) { o.Scale = 0 }, "scale 1:0"},
		{"no region", func(p *country.Plan, _ *regime.Options) { p.Regions = nil }, "0 regions: want 1 to 255"},
		{"too many regions", func(p *country.Plan, _ *regime.Options) { p.Regions = conformance.Plan(1, 256).Regions }, "256 regions"},
		{"a month without conditions", func(p *country.Plan, _ *regime.Options) { p.Conditions = p.Conditions[1:] }, "conditions for 2 months: want 3"},
		{"a parameter nobody has", func(p *country.Plan, _ *regime.Options) {
			p.Params = map[string]float64{"police.horses": 1}
		}, "no parameter is called police.horses"},
		{"a parameter without its institution", func(p *country.Plan, _ *regime.Options) {
			p.Params = map[string]float64{"names": 1}
		}, "no parameter is called names"},
		{"a parameter above its range", func(p *country.Plan, _ *regime.Options) {
			p.Params = map[string]float64{"police.names": 1000}
		}, "police.names: 1000 is not in"},
		{"a parameter that is no number", func(p *country.Plan, _ *regime.Options) {
			p.Params = map[string]float64{"police.names": math.NaN()}
		}, "police.names: NaN is not in"},
	} {
		p, o := conformance.Plan(3, 2), regime.Options{Seed: 1, Scale: usual, Workers: 1}
		c.change(p, &o)
		_, err := regime.New(p, o)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}
