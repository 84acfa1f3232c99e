package claim

import (
	"encoding/csv"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/fromabove/fromabove/abc"
)

// pairsOf has an effect in each of twenty pairs, alternately a little more and a
// little less, over a base of 100.
func pairsOf(form string, effect, spread float64) Pairs {
	p := Pairs{Form: form}
	for i := range 20 {
		d := effect + spread
		if i%2 == 1 {
			d = effect - spread
		}
		p.Base, p.Other, p.Draws = append(p.Base, 100), append(p.Other, 100+d), append(p.Draws, i)
	}
	return p
}

func TestRule(t *testing.T) {
	for _, c := range []struct {
		what           string
		effect, spread float64
		want           map[Sign]Verdict
	}{
		{"far below", -5, 1, map[Sign]Verdict{Less: Held, More: NotHeld, None: NotHeld, Some: Held}},
		{"far above", 5, 1, map[Sign]Verdict{Less: NotHeld, More: Held, None: NotHeld, Some: Held}},
		{"too small to matter", 0.5, 0.2, map[Sign]Verdict{Less: NotHeld, More: NotHeld, None: Held, Some: NotHeld}},
		{"below, but not surely enough to matter", -1, 1, map[Sign]Verdict{Less: Undecided, More: Undecided, None: Undecided, Some: Undecided}},
		{"surely below zero, not surely beyond what matters", -1.2, 1, map[Sign]Verdict{Less: Undecided, More: Undecided, None: Undecided, Some: Undecided}},
		{"anything", 0, 20, map[Sign]Verdict{Less: Undecided, More: Undecided, None: Undecided, Some: Undecided}},
		{"nothing at all: idle", 0, 0, map[Sign]Verdict{Less: Undecided, More: Undecided, None: Undecided, Some: Undecided}},
	} {
		for _, s := range signs {
			got := Weigh(Claim{ID: "x", Expected: s, Matters: 1}, []Pairs{pairsOf(MainForm, c.effect, c.spread)})
			if got.Verdict != c.want[s] {
				t.Errorf("%s, %s expected: %s, want %s (%v to %v)", c.what, s, got.Verdict, c.want[s], got.Forms[0].Low, got.Forms[0].High)
			}
		}
	}
}

// Where little more than what matters is there to be taken away, no effect shows
// nothing.
func TestIdle(t *testing.T) {
	p := pairsOf(MainForm, 0, 0.1)
	for i := range p.Base {
		p.Base[i], p.Other[i] = p.Base[i]-98.5, p.Other[i]-98.5
	}
	for s, want := range map[Sign]Verdict{Less: Undecided, None: Undecided, Some: Undecided, More: NotHeld} {
		if r := Weigh(Claim{ID: "x", Expected: s, Matters: 1}, []Pairs{p}); r.Verdict != want {
			t.Errorf("a base of 1.5, %s expected: %s, want %s", s, r.Verdict, want)
		}
	}
}

// A conclusion that flips between forms is open; one that another form leaves
// undecided is not.
func TestOtherForms(t *testing.T) {
	for _, c := range []struct {
		what           string
		effect, spread float64
		expected       Sign
		want           Verdict
	}{
		{"the same", -4, 1, Less, Held},
		{"the other way", 4, 1, Less, Open},
		{"no effect that matters", 0.3, 0.1, Less, Open},
		{"surely above zero, but less than matters", 0.9, 0.5, Less, Open},
		{"undecided", -1, 9, Less, Held},
		{"idle", 0, 0, Less, Held},
		{"either way, and the other way", 4, 1, Some, Open},
		{"no effect in the one, some in the other", 0.3, 0.1, None, Open},
	} {
		r := Weigh(Claim{ID: "x", Expected: c.expected, Matters: 1}, []Pairs{pairsOf(MainForm, -5, 1), pairsOf("variant", c.effect, c.spread)})
		if r.Verdict != c.want {
			t.Errorf("%s: %s, want %s: %+v", c.what, r.Verdict, c.want, r.Forms)
		}
	}
	if r := Weigh(Claim{ID: "x", Expected: None, Matters: 1}, []Pairs{pairsOf(MainForm, 0.3, 0.1), pairsOf("variant", -0.3, 0.1)}); r.Verdict != Held {
		t.Errorf("effects too small to matter of either sign: %s", r.Verdict)
	}
	if r := Weigh(Claim{ID: "x", Expected: Less, Matters: 1}, []Pairs{pairsOf(MainForm, -1, 9), pairsOf("a", -5, 1)}); r.Verdict != Undecided {
		t.Errorf("the main form decides, variants cannot: %s", r.Verdict)
	}
}

// Rows of one draw stand and fall together; rows without a value are counted and
// left out; a few draws decide nothing.
func TestUnits(t *testing.T) {
	c := Claim{ID: "x", Expected: Less, Matters: 1}
	p := pairsOf(MainForm, -5, 1)
	for i := range p.Draws {
		p.Draws[i] = i / 4
	}
	f := Weigh(c, []Pairs{p}).Forms[0]
	if f.Units != 5 || f.Pairs != 20 || f.Verdict != Undecided {
		t.Errorf("five draws with four seeds each: %+v", f)
	}
	p = pairsOf(MainForm, -5, 1)
	p.Base[3], p.Other[4], p.Base[5], p.Failed = math.NaN(), math.NaN(), math.NaN(), 1
	f = Weigh(c, []Pairs{p}).Forms[0]
	if f.Pairs != 17 || f.Left != 2 || f.Failed != 1 || f.Verdict != Held || f.Right != 1 {
		t.Errorf("three rows without a value, one of them failed: %+v", f)
	}
	p = pairsOf(MainForm, -5, 1)
	for i := range p.Draws {
		p.Draws[i] = 0
	}
	if f = Weigh(c, []Pairs{p}).Forms[0]; f.Units != 20 || f.Verdict != Held {
		t.Errorf("one point, twenty seeds: %+v", f)
	}
	for i := range p.Base {
		p.Other[i] = math.NaN()
	}
	if f = Weigh(c, []Pairs{p}).Forms[0]; f.Pairs != 0 || f.Verdict != Undecided || f.Mean.Known() {
		t.Errorf("nothing is defined: %+v", f)
	}
}

// stored are rows of members that were run once, by claim and form.
func stored(t *testing.T) map[string][]Pairs {
	t.Helper()
	file, err := os.Open("testdata/rows.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.Comment = '#'
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 {
		if s == "" {
			return math.NaN()
		}
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	all := map[string][]Pairs{}
	for _, row := range rows[1:] { // claim, form, draw, base, other
		forms := all[row[0]]
		if len(forms) == 0 || forms[len(forms)-1].Form != row[1] {
			forms = append(forms, Pairs{Form: row[1]})
		}
		p := &forms[len(forms)-1]
		p.Draws, p.Base, p.Other = append(p.Draws, int(number(row[2]))), append(p.Base, number(row[3])), append(p.Other, number(row[4]))
		all[row[0]] = forms
	}
	return all
}

// Had the essay said the opposite, what held would not hold: every verdict is
// recomputed from stored members with the sign turned.
func TestSignTurned(t *testing.T) {
	rows := stored(t)
	count := map[Verdict]int{}
	for _, c := range shippedBook(t).Claims {
		forms, ok := rows[c.ID]
		if !ok {
			t.Errorf("testdata/rows.csv has no rows of %s", c.ID)
			continue
		}
		turned := c
		turned.Expected = c.Expected.Turned()
		if turned.Expected.Turned() != c.Expected {
			t.Fatalf("%s turned twice is %s", c.Expected, turned.Expected.Turned())
		}
		was, is := Weigh(c, forms), Weigh(turned, forms)
		count[was.Verdict]++
		allowed := map[Verdict][]Verdict{
			Held: {NotHeld}, Undecided: {Undecided},
			NotHeld: {Held, NotHeld}, // an effect too small to matter bears out neither sign
			Open:    {Open, NotHeld},
		}[was.Verdict]
		beyond := was.Forms[0].Low > 0 || was.Forms[0].High < 0
		if was.Verdict == NotHeld && (beyond && !within(c, was.Forms[0]) || c.Expected == None || c.Expected == Some) {
			allowed = []Verdict{Held}
		}
		if was.Verdict == Undecided && was.Forms[0].Idle {
			allowed = []Verdict{Undecided, NotHeld} // more can be refuted where there is nothing to take away
		}
		if !slices.Contains(allowed, is.Verdict) {
			t.Errorf("%s: %s with %s, %s with %s", c.ID, was.Verdict, c.Expected, is.Verdict, turned.Expected)
		}
		if c.Expected == Less || c.Expected == More {
			if a, b := was.Forms[0].Right, is.Forms[0].Right; a.Known() && math.Abs(float64(a+b)-1) > 1e-9 {
				t.Errorf("%s: right in %v, with the sign turned in %v", c.ID, a, b)
			}
		}
	}
	if count[Held] < 10 || count[NotHeld] < 3 || count[Undecided] < 1 {
		t.Errorf("verdicts of the stored rows: %v; where one kind is rare the test proves little", count)
	}
}

func within(c Claim, f Form) bool {
	return float64(f.Low) >= -c.Matters && float64(f.High) <= c.Matters
}

func TestModes(t *testing.T) {
	two := abc.Modes{Two: true, Apart: []abc.Apart{{Key: "leader.chi_leader", A: 0.2, B: 1}, {Key: "leader.lag", A: 10, B: 4}}}
	draws := []map[string]float64{{"leader.chi_leader": 0.3, "leader.lag": 9}, {"leader.chi_leader": 0.9, "leader.lag": 8}, {"leader.chi_leader": 0.5, "leader.lag": 9}}
	if got := Modes(draws, two); !slices.Equal(got, []string{"A", "B", "A"}) {
		t.Errorf("modes %v", got)
	}
	if got := Modes(append(draws, map[string]float64{"leader.lag": 3}), two); got != nil {
		t.Errorf("a draw without what parts the modes: %v", got)
	}
	two.Two = false
	if got := Modes(draws, two); got != nil {
		t.Errorf("one mode: %v", got)
	}
}
