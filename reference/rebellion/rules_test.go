package rebellion

import (
	"math"
	"testing"
)

// bare is an empty torus of 11 x 11 cells under a preset's rules, changed.
func bare(t *testing.T, preset string, change func(*Rules)) *World {
	t.Helper()
	r := presetNamed(t, preset)
	r.Size, r.Density, r.Police, r.Vision, r.PoliceVision, r.Numbers = 11, 0, 0, 2, 2, Exact
	if change != nil {
		change(&r)
	}
	return New(r, 1, 1)
}

// put places a person by hand.
func put(w *World, x, y int, kind uint8, hardship, risk float64) int32 {
	i := w.join(int32(y*w.rules.Size+x), kind)
	w.people[i].hardship, w.people[i].risk = hardship, risk
	return i
}

// rebels puts active citizens, who will stay so wherever no officer is.
func rebels(w *World, at ...[2]int) (all []int32) {
	for _, xy := range at {
		i := put(w, xy[0], xy[1], citizen, 1, 0)
		w.become(i, true)
		all = append(all, i)
	}
	return all
}

func TestArrestProbability(t *testing.T) {
	e := func(x float64) float64 { return 1 - math.Exp(-2.3*x) }
	for _, c := range []struct {
		arrest    Arrest
		officers  int
		actives   int
		want      float64
		wantAbout string
	}{
		{Ratio, 1, 1, e(1), "the paper: 0.9 with one of each"},
		{Ratio, 1, 3, e(1. / 3), "a crowd of three still feels 0.54"},
		{Floor, 1, 3, 0, "none where rebels outnumber police"},
		{Floor, 5, 3, e(1), "one and two thirds is one"},
		{Round, 5, 3, e(2), "and rounded is two"},
		{Round, 1, 2, 0, "half to even: none"},
		{Round, 3, 2, e(2), "one and a half to even: two"},
		{Round, 5, 2, e(2), "two and a half to even: two"},
		{Ratio, 0, 5, 0, "no police"},
		{Ratio, 40, 200, e(0.2), "beyond the table"},
	} {
		w := bare(t, "paper", func(r *Rules) { r.Arrest = c.arrest })
		if got := w.arrestProbability(c.officers, c.actives); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s, C=%d A=%d: %g, want %g (%s)", c.arrest, c.officers, c.actives, got, c.want, c.wantAbout)
		}
	}
}

func TestNeighbourhoods(t *testing.T) {
	for _, c := range []struct {
		shape  Neighbourhood
		vision float64
		others int // cells in sight but the own
	}{{Disc, 7, 148}, {Diamond, 7, 112}, {Moore, 7, 224}, {Disc, 1.7, 8}, {Diamond, 1.7, 4}, {Moore, 1.7, 8}, {Disc, 1, 4}} {
		for _, own := range []Own{With, Without} {
			w := bare(t, "paper", func(r *Rules) {
				r.Size, r.Neighbourhood, r.Own, r.Vision, r.PoliceVision = 20, c.shape, own, c.vision, c.vision
			})
			put(w, 1, 19, officer, 0, 0) // near a corner, so that it is seen across both edges
			cells := 0
			for y := range int32(20) {
				for x := range int32(20) {
					_, officers := w.look(w.citizens, x, y, y*20+x)
					cells += officers
				}
			}
			want := c.others
			if own == With {
				want++
			}
			if cells != want || len(w.citizens.steps) != c.others {
				t.Errorf("%s %g, own cell %s: seen from %d cells, %d to move to, want %d and %d", c.shape, c.vision, own, cells, len(w.citizens.steps), want, c.others)
			}
		}
	}
}

// One officer and three active in sight, himself the fourth: what he feels says
// how often he counts himself.
func TestSelf(t *testing.T) {
	for _, c := range []struct {
		own    Own
		self   Self
		active bool
		a      float64
	}{{With, Once, true, 4}, {With, Twice, true, 5}, {Without, Once, true, 4}, {Without, Twice, true, 4}, {With, Once, false, 4}, {With, Twice, false, 4}} {
		p := 1 - math.Exp(-2.3/c.a)
		for _, nearly := range []float64{-0.001, 0.001} { // hardship just too small, just large enough
			w := bare(t, "paper", func(r *Rules) { r.Own, r.Self, r.Legitimacy, r.Movement = c.own, c.self, 0, Nobody })
			rebels(w, [2]int{4, 5}, [2]int{6, 5}, [2]int{5, 4})
			put(w, 5, 6, officer, 0, 0)
			i := put(w, 5, 5, citizen, 0.1+0.5*p+nearly, 0.5)
			w.become(i, c.active)
			w.decide(i, 0)
			if got := w.people[i].active; got != (nearly > 0) {
				t.Errorf("own cell %s, self %s, active %t: A is not %g", c.own, c.self, c.active, c.a)
			}
		}
	}
}

func TestWhereTheOfficerGoes(t *testing.T) {
	for _, c := range []struct {
		turn       Turn
		officer    Officer
		movement   Movement
		onto, same bool // on the cell of the arrested; where he stood when he arrested
	}{
		{ActMove, Onto, Everybody, true, false},
		{ActMove, Elsewhere, Everybody, false, false},
		{ActMove, Stays, Everybody, false, true},
		{ActMove, Onto, Nobody, false, true},
		{ActMove, Onto, PoliceOnly, true, false},
		{MoveAct, Onto, Everybody, true, false},
	} {
		w := bare(t, "netlogo", func(r *Rules) {
			r.Turn, r.Officer, r.Movement, r.Vision, r.PoliceVision = c.turn, c.officer, c.movement, 5, 5
			r.SentenceMax, r.Sentences = 9, Above
		})
		rebel := rebels(w, [2]int{5, 5})[0]
		i := put(w, 5, 6, officer, 0, 0)
		before := w.people[i].cell
		w.throw()
		w.turn(i)
		if w.people[rebel].jail == 0 || w.people[rebel].active {
			t.Fatalf("%+v: the only rebel in sight is not jailed: %+v", c, w.people[rebel])
		}
		if onto, same := w.people[i].cell == w.people[rebel].cell, w.people[i].cell == before; onto != c.onto || c.turn == ActMove && same != c.same {
			t.Errorf("%+v: onto %t, same %t", c, onto, same)
		}
	}
	// Stays after a move means the move and no more; elsewhere means another.
	for _, officerRule := range []Officer{Stays, Elsewhere} {
		w := bare(t, "netlogo", func(r *Rules) { r.Officer, r.Sentences, r.Vision, r.PoliceVision = officerRule, Above, 5, 5 })
		rebels(w, [2]int{5, 5})
		i := put(w, 5, 6, officer, 0, 0)
		w.throw()
		unit := uint64(w.people[i].name)
		x, y, _ := w.freeIn(w.police.steps, 5, 6, w.dice.move.Of(unit))
		w.turn(i)
		if moved := w.people[i].x == x && w.people[i].y == y; moved != (officerRule == Stays) {
			t.Errorf("officer %s: stands where his move led: %t", officerRule, moved)
		}
	}
}

// An officer arrests each of those in his sight equally often, and nobody else.
func TestWhomTheOfficerArrests(t *testing.T) {
	const n = 3000
	times := map[int32]int{}
	for tick := range n {
		w := bare(t, "paper", func(r *Rules) { r.Jailed = Shares })
		w.tick = tick
		rebels(w, [2]int{5, 3}, [2]int{3, 5}, [2]int{7, 5}, [2]int{8, 5}, [2]int{9, 9})
		put(w, 5, 6, citizen, 1, 0) // quiet
		i := put(w, 5, 5, officer, 0, 0)
		w.throw()
		times[w.arrest(i, 0)]++
	}
	for i := range int32(3) {
		if z := (float64(times[i]) - n/3) / math.Sqrt(n*2./9); math.Abs(z) > 4 {
			t.Errorf("rebel %d of three in sight is taken in %d of %d", i, times[i], n)
		}
	}
	if times[0]+times[1]+times[2] != n {
		t.Errorf("somebody out of sight or quiet was taken: %v", times)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		sentences   Sentences
		most        Ticks
		least, last int32
	}{{Below, 4, 0, 3}, {Upto, 4, 0, 4}, {Above, 4, 1, 4}, {Above, Forever, forever, forever}, {Below, 1, 0, 0}} {
		seen := map[int32]bool{}
		for tick := range 200 {
			w := bare(t, "netlogo", func(r *Rules) { r.Sentences, r.SentenceMax = c.sentences, c.most })
			w.tick = tick
			i := rebels(w, [2]int{5, 5})[0]
			w.throw()
			w.become(i, false)
			w.jail(i)
			p := w.people[i]
			seen[p.jail] = true
			if atLiberty := w.cells[p.cell].free == 1; atLiberty != (p.jail == 0) || p.active {
				t.Fatalf("%s: a sentence of %d, at liberty %t", c.sentences, p.jail, atLiberty)
			}
		}
		for ticks := c.least - 1; ticks <= c.last+1; ticks++ {
			if seen[ticks] != (ticks >= c.least && ticks <= c.last) {
				t.Errorf("%s of at most %v: a sentence of %d: %t", c.sentences, c.most, ticks, seen[ticks])
			}
		}
	}
}

// A sentence of three ticks: in which tick the prisoner acts again.
func TestCountdown(t *testing.T) {
	for _, c := range []struct {
		countdown Countdown
		again     int // the tick after the arrest in which he turns active
	}{{AtTick, 4}, {AtTurn, 4}} {
		w := bare(t, "netlogo", func(r *Rules) { r.Countdown = c.countdown })
		i := put(w, 5, 5, citizen, 1, 0)
		w.people[i].jail = 3
		w.cells[w.people[i].cell].free--
		again := 0
		for tick := 1; again == 0 && tick < 10; tick++ {
			w.Tick()
			if w.people[i].active {
				again = tick
			}
			if free := w.people[i].jail == 0; free != (tick >= 3) {
				t.Errorf("countdown %s: at liberty after tick %d: %t", c.countdown, tick, free)
			}
		}
		if again != c.again {
			t.Errorf("countdown %s: active again in tick %d, want %d", c.countdown, again, c.again)
		}
	}
	// With replacement a turn may come twice in a tick, or not at all: only
	// countdown by turns follows it.
	w := bare(t, "netlogo", func(r *Rules) { r.Countdown = AtTurn })
	i := put(w, 5, 5, citizen, 1, 0)
	w.people[i].jail = 3
	w.cells[w.people[i].cell].free--
	w.throw()
	w.turn(i)
	w.turn(i)
	if w.people[i].jail != 1 {
		t.Errorf("after two turns of three a sentence has %d left", w.people[i].jail)
	}
}

func TestWhereTheJailedAre(t *testing.T) {
	for _, c := range []struct {
		jailed Jailed
		free   bool
		listed bool
	}{{Holds, false, true}, {Shares, true, true}, {Removed, true, false}} {
		w := bare(t, "netlogo", func(r *Rules) { r.Jailed, r.Sentences = c.jailed, Above })
		i := rebels(w, [2]int{5, 5})[0]
		w.throw()
		w.become(i, false)
		w.jail(i)
		if free, listed := w.isFree(5, 5), w.people[i].cell != nowhere; free != c.free || listed != c.listed {
			t.Errorf("jailed %s: cell free %t, on the torus %t", c.jailed, free, listed)
		}
	}
}

func TestRelease(t *testing.T) {
	for _, c := range []struct {
		release Release
		taken   bool // somebody stands where the arrest was
	}{{Near, false}, {Near, true}, {Anywhere, false}} {
		far, at := 0, 0
		for tick := range 200 {
			w := bare(t, "paper", func(r *Rules) { r.Release = c.release })
			w.tick = tick
			i := rebels(w, [2]int{5, 5})[0]
			w.throw()
			w.become(i, false)
			w.jail(i)
			w.people[i].jail = 1
			if c.taken {
				put(w, 5, 5, citizen, 0, 0)
			}
			w.shorten(i)
			p := w.people[i]
			if p.jail != 0 || p.cell == nowhere {
				t.Fatalf("release %s: still jailed", c.release)
			}
			if dx, dy := p.x-5, p.y-5; dx*dx+dy*dy > 4 {
				far++
			} else if dx == 0 && dy == 0 {
				at++
			}
		}
		switch {
		case c.release == Near && far > 0, c.release == Anywhere && far < 100:
			t.Errorf("release %s: %d of 200 out of sight", c.release, far)
		case c.release == Near && !c.taken && at != 200, c.taken && at > 0:
			t.Errorf("release near, taken %t: %d of 200 on the cell of the arrest", c.taken, at)
		}
	}
	// With no cell free anywhere one waits.
	w := bare(t, "paper", nil)
	i := rebels(w, [2]int{5, 5})[0]
	w.throw()
	w.become(i, false)
	w.jail(i)
	w.people[i].jail = 1
	for c := range int32(len(w.cells)) {
		w.join(c, citizen)
	}
	if w.shorten(i); w.people[i].jail != 1 || w.people[i].cell != nowhere {
		t.Errorf("released into a full world: %+v", w.people[i])
	}
}

func TestMovement(t *testing.T) {
	for _, c := range []struct {
		movement          Movement
		citizens, officer bool
	}{{Everybody, true, true}, {PoliceOnly, false, true}, {Nobody, false, false}} {
		w := bare(t, "netlogo", func(r *Rules) { r.Movement = c.movement })
		i, j := put(w, 2, 2, citizen, 0, 0), put(w, 8, 8, officer, 0, 0)
		w.Tick()
		p, q := w.people[i], w.people[j]
		if moved, went := p.x != 2 || p.y != 2, q.x != 8 || q.y != 8; moved != c.citizens || went != c.officer {
			t.Errorf("movement %s: the citizen moved %t, the officer %t", c.movement, moved, went)
		}
		for _, o := range []person{p, q} {
			if dx, dy := min(max(o.x-2, 2-o.x), max(o.x-8, 8-o.x)), min(max(o.y-2, 2-o.y), max(o.y-8, 8-o.y)); dx*dx+dy*dy > 4 {
				t.Errorf("movement %s: moved out of sight, to %d, %d", c.movement, o.x, o.y)
			}
		}
	}
}

// Where but one cell is free, one moves there, and where none is, nowhere.
func TestAMoveFindsTheLastFreeCell(t *testing.T) {
	w := bare(t, "paper", func(r *Rules) { r.Vision, r.PoliceVision = 5, 5 })
	for c := range int32(len(w.cells)) {
		if c != 3*11+3 {
			w.join(c, citizen)
		}
	}
	i := w.cells[5*11+5].first
	w.throw()
	w.move(i, w.citizens, w.dice.move.Of(7))
	if p := w.people[i]; p.x != 3 || p.y != 3 {
		t.Errorf("moved to %d, %d, want 3, 3", p.x, p.y)
	}
	w.join(5*11+5, citizen)
	w.move(i, w.citizens, w.dice.move.Of(7))
	if p := w.people[i]; p.x != 3 || p.y != 3 {
		t.Errorf("moved in a full world to %d, %d", p.x, p.y)
	}
}

func TestNumbers(t *testing.T) {
	w := New(presetNamed(t, "netlogo"), 1, 1)
	if w.tally.Quiet != 1120 || w.tally.Officers != 64 {
		t.Errorf("exactly 70%% and 4%% of 1,600 cells are %d and %d", w.tally.Quiet, w.tally.Officers)
	}
	sumC, sumO, differ := 0, 0, false
	for seed := range uint64(50) {
		d := New(presetNamed(t, "mesa"), seed, 1)
		sumC, sumO = sumC+d.tally.Quiet, sumO+d.tally.Officers
		differ = differ || d.tally.Quiet != w.tally.Quiet
	}
	cells := 50 * 1600.
	if z := (float64(sumC) - cells*0.7) / math.Sqrt(cells*0.21); !differ || math.Abs(z) > 4 {
		t.Errorf("drawn citizens: %d in 50 worlds, z = %.1f", sumC, z)
	}
	if z := (float64(sumO) - cells*0.04) / math.Sqrt(cells*0.0384); math.Abs(z) > 4 {
		t.Errorf("drawn officers: %d in 50 worlds, z = %.1f", sumO, z)
	}
}

func TestOrders(t *testing.T) {
	for _, order := range []Order{Shuffle, Replacement, Blocks} {
		r := presetNamed(t, "paper")
		r.Order, r.Vision, r.PoliceVision = order, 2, 2
		w := New(r, 1, 1)
		w.Tick()
		var had [4]int // people by turns, three and more in one
		sum := 0
		for _, p := range w.people {
			had[min(p.turns, 3)]++
			sum += int(p.turns)
		}
		n := len(w.people)
		if sum != n {
			t.Errorf("order %s: %d turns of %d people", order, sum, n)
		}
		if order != Replacement && had[1] != n {
			t.Errorf("order %s: people by turns %v, want one each", order, had)
		}
		if z := (float64(had[0]) - float64(n)/math.E) / math.Sqrt(float64(n)*0.0972); order == Replacement && math.Abs(z) > 4 {
			t.Errorf("order replacement: %d of %d without a turn, want a share of 1/e", had[0], n)
		}
	}
}

// A key that does not concern a die leaves it alone: who people are and where
// they begin is the same whatever the arrest rule, order or sentence.
func TestKeysLeaveOtherDiceAlone(t *testing.T) {
	base := New(presetNamed(t, "paper"), 9, 1)
	for _, key := range Keys() {
		if key.Words == nil || key.Name == "numbers" {
			continue
		}
		for _, word := range key.Words {
			r := presetNamed(t, "paper")
			if err := key.Set(&r, word); err != nil {
				t.Fatal(err)
			}
			for i, p := range New(r, 9, 1).people {
				if p != base.people[i] {
					t.Fatalf("%s %s: person %d is another", key.Name, word, i)
				}
			}
		}
	}
}

func TestChanges(t *testing.T) {
	r := presetNamed(t, "paper")
	r.Changes = Changes{{What: LegitimacyChange, At: 2, To: 0.5}, {What: PoliceChange, At: 1, To: 0.02, Step: 0.01}, {What: PoliceChange, At: 4, To: 0.06}}
	w := New(r, 1, 1)
	for i, want := range []struct {
		legitimacy float64
		officers   int
	}{{0.82, 48}, {0.5, 32}, {0.5, 32}} {
		if got := w.Tick(); got.Legitimacy != want.legitimacy || got.Officers != want.officers {
			t.Errorf("tick %d: %+v, want %+v", i+1, got, want)
		}
	}
	r.Changes = Changes{{What: PoliceChange, At: 2, To: 0.06}}
	w = New(r, 1, 1)
	w.Tick()
	if got := w.Tick(); got.Officers != 96 {
		t.Errorf("%d officers after the police grew to 0.06", got.Officers)
	}
}
