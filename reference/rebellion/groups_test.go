package rebellion

import "testing"

func TestKilling(t *testing.T) {
	w := bare(t, "paper", func(r *Rules) { r.Groups, r.Movement = 2, Nobody })
	at := func(x, y int, kind uint8) int32 {
		i := put(w, x, y, citizen, 0, 0)
		w.people[i].kind = kind
		return i
	}
	killer, own, victim := at(5, 5, citizen), at(5, 4, citizen), at(5, 6, other)
	far, jailed := at(9, 9, other), at(4, 5, other)
	police := put(w, 6, 5, officer, 0, 0)
	w.people[jailed].jail = 5
	w.cells[w.people[jailed].cell].free--
	w.throw()
	for k := range uint64(5) { // the second finds nobody, nor do the others
		w.kill(killer, w.dice.kill.Of(k))
	}
	for i, gone := range map[int32]bool{killer: false, own: false, victim: true, far: false, jailed: false, police: false} {
		if (w.people[i].kind == nobody) != gone {
			t.Errorf("person %d: gone %t, want %t", i, !gone, gone)
		}
	}
	if w.tally.Killed != 1 || w.cells[6*11+5].first != nowhere {
		t.Errorf("%d killed, and the cell lists %d", w.tally.Killed, w.cells[6*11+5].first)
	}
}

func TestCloningAndAge(t *testing.T) {
	w := bare(t, "paper", func(r *Rules) { r.Groups, r.Cloning, r.Movement, r.AgeMax = 2, 1, Nobody, 1000 })
	parent, prisoner := put(w, 5, 5, citizen, 0.25, 0.5), put(w, 1, 1, citizen, 0.1, 0.5)
	w.people[parent].kind, w.people[parent].dies = other, 3
	w.people[prisoner].jail, w.people[prisoner].dies = 50, 2
	w.leave(prisoner)
	tally := w.Tick()
	if tally.Born != 1 || tally.Died != 0 || len(w.people) != 3 {
		t.Fatalf("first tick: %+v, %d rows", tally, len(w.people))
	}
	child := w.people[2]
	if dx, dy := child.x-5, child.y-5; dx*dx+dy*dy > 2 || child.kind != other || child.hardship != 0.25 || child.risk == 0.5 || child.active {
		t.Errorf("the child is %+v", child)
	}
	if tally = w.Tick(); tally.Born != 2 || tally.Died != 1 {
		t.Errorf("second tick: %+v: parent and child clone, the prisoner dies of age", tally)
	}
	if tally = w.Tick(); tally.Died != 1 || w.people[parent].kind != nobody {
		t.Errorf("third tick: %+v: the parent dies", tally)
	}
	// Nobody comes into a row in the tick in which it was left, and names are never used again.
	if tally = w.Tick(); w.people[prisoner].kind == nobody && tally.Born > 1 {
		t.Errorf("a row left in tick 2 is not in use after tick 4 with %d born", tally.Born)
	}
	names := map[uint32]bool{}
	for _, p := range w.people {
		if p.kind != nobody && names[p.name] {
			t.Errorf("two people have the name %d", p.name)
		}
		names[p.name] = true
	}
}

func TestNobodyIsBornWithoutCloning(t *testing.T) {
	r := Runs()[6].Over(presetNamed(t, "paper"))
	r.Cloning, r.AgeMax = 0, 20
	w := New(r, 1, 1)
	for range 21 {
		if got := w.Tick(); got.Born > 0 {
			t.Fatalf("tick %d: %d born", w.tick, got.Born)
		}
	}
	if got := w.tally; got.Active+got.Quiet+got.Jailed != 0 {
		t.Errorf("after the latest age of death %+v are left", got)
	}
}
