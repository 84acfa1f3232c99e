package rebellion

import (
	"github.com/fromabove/fromabove/chance"
)

// kill removes one citizen of the other group in sight, each as likely as any
// other; who is jailed is out of reach.
func (w *World) kill(i int32, dice chance.Unit) {
	p := &w.people[i]
	var in []int32
	victims := func(c int32) {
		for j := w.cells[c].first; j != nowhere; j = w.people[j].next {
			if v := &w.people[j]; v.kind != officer && v.kind != p.kind && v.jail == 0 {
				in = append(in, j)
			}
		}
	}
	for _, o := range w.citizens.steps {
		x, y := w.torus.at(p.x, p.y, o)
		victims(w.torus.row[int(y)+w.torus.pad] + x)
	}
	if w.citizens.own {
		victims(p.cell)
	}
	if len(in) == 0 {
		return
	}
	w.remove(in[dice.Below(0, len(in))])
	w.tally.Killed++
}

// remove takes a person out of the world for good. Nobody is born into his row
// in the same tick, who would else have his turn.
func (w *World) remove(i int32) {
	if w.people[i].cell != nowhere {
		w.leave(i)
	}
	w.people[i] = person{cell: nowhere, next: nowhere}
	w.dead = append(w.dead, i)
}

// around are the steps to the eight cells around one.
var around = []offset{{-1, -1}, {0, -1}, {1, -1}, {-1, 0}, {1, 0}, {-1, 1}, {0, 1}, {1, 1}}

// renew is the end of a tick in model II: who is at liberty may clone onto a
// free cell around him, then those die whose age has come, jailed or not. A
// child has group and hardship of its parent and a fear of its own.
func (w *World) renew() {
	for i := range int32(len(w.people)) {
		p := w.people[i]
		if p.kind != citizen && p.kind != other || p.jail != 0 || int(p.born) == w.tick {
			continue
		}
		dice := w.dice.clone.Of(uint64(p.name))
		if !dice.Happens(0, w.rules.Cloning) {
			continue
		}
		x, y, ok := w.freeIn(around, p.x, p.y, w.dice.clone.Of(1<<32|uint64(p.name)))
		if !ok {
			continue
		}
		child := &w.people[w.join(w.torus.row[int(y)+w.torus.pad]+x, citizen)]
		child.kind, child.hardship = p.kind, p.hardship
		w.tally.Born++
	}
	for i := range w.people {
		if p := &w.people[i]; (p.kind == citizen || p.kind == other) && int(p.dies) <= w.tick {
			w.remove(int32(i))
			w.tally.Died++
		}
	}
}
