package rebellion

import (
	"math/bits"

	"github.com/fromabove/fromabove/chance"
)

// turn is what a person does when it is his turn.
func (w *World) turn(i int32) {
	p := &w.people[i]
	if p.kind == nobody {
		return
	}
	unit := uint64(p.turns)<<32 | uint64(p.name)
	p.turns++
	if p.jail != 0 {
		if p.jail > 0 && w.rules.Countdown == AtTurn {
			w.shorten(i)
		}
		return
	}
	if p.kind == officer {
		w.officerTurn(i, unit)
		return
	}
	if w.moveFirst {
		w.citizenMove(i, unit)
		w.decide(i, unit)
	} else {
		w.decide(i, unit)
		w.citizenMove(i, unit)
	}
}

func (w *World) citizenMove(i int32, unit uint64) {
	if w.rules.Movement == Everybody {
		w.move(i, w.citizens, w.dice.move.Of(unit))
	}
}

// decide is rule A: active if and only if G - N > T. In model II who is active
// kills.
func (w *World) decide(i int32, unit uint64) {
	p := &w.people[i]
	actives, officers := w.look(w.citizens, p.x, p.y, p.cell)
	if p.active && w.citizens.own && w.rules.Self == Once {
		actives-- // himself, who comes in below
	}
	grievance := float64(p.hardship * (1 - w.rules.Legitimacy))
	risk := float64(p.risk * w.arrestProbability(officers, actives+1))
	w.become(i, grievance-risk > w.rules.Threshold)
	if p.active && w.rules.Groups == 2 {
		w.kill(i, w.dice.kill.Of(unit))
	}
}

func (w *World) officerTurn(i int32, unit uint64) {
	movable := w.rules.Movement != Nobody
	if w.rules.Turn == MoveAct {
		if movable {
			w.move(i, w.police, w.dice.move.Of(unit))
		}
		if taken := w.arrest(i, unit); taken != nowhere && movable {
			w.follow(i, taken, w.dice.follow.Of(unit))
		}
		return
	}
	taken := w.arrest(i, unit)
	switch {
	case !movable:
	case taken == nowhere:
		w.move(i, w.police, w.dice.move.Of(unit))
	default:
		w.follow(i, taken, w.dice.move.Of(unit))
	}
}

// follow is where an officer goes who has arrested somebody.
func (w *World) follow(i, taken int32, dice chance.Unit) {
	switch w.rules.Officer {
	case Onto:
		w.leave(i)
		w.enter(i, w.people[taken].x, w.people[taken].y)
	case Elsewhere:
		w.move(i, w.police, dice)
	}
}

// guesses is how many cells are tried blindly before the free ones are looked
// up. Either way each free cell is as likely as any other: a guess has 32 bits,
// two of them to a word, and its bias is under n/2^32.
const guesses = 24

// move is rule M: to a free cell in sight, if there is one.
func (w *World) move(i int32, s *sight, dice chance.Unit) {
	p := &w.people[i]
	if x, y, ok := w.freeIn(s.steps, p.x, p.y, dice); ok {
		w.leave(i)
		w.enter(i, x, y)
	}
}

// freeIn finds a free cell at one of the steps from a place, by chance.
func (w *World) freeIn(steps []offset, x, y int32, dice chance.Unit) (int32, int32, bool) {
	row, col := w.torus.row[y:], w.torus.col[x:]
	for k := 0; k < guesses; k += 4 { // four at a time: a wrong guess of a branch costs more than three lookups
		one, two := dice.Word(k/2), dice.Word(k/2+1)
		four := [4]uint64{one >> 32, one & (1<<32 - 1), two >> 32, two & (1<<32 - 1)}
		free := 0
		for i, u := range four {
			o := steps[u*uint64(len(steps))>>32]
			free |= int(w.open[row[int(o.dy)+w.torus.pad]+col[int(o.dx)+w.torus.pad]]) << i
		}
		if free != 0 {
			u := four[bits.TrailingZeros(uint(free))&3]
			toX, toY := w.torus.at(x, y, steps[u*uint64(len(steps))>>32])
			return toX, toY, true
		}
	}
	var free []offset
	for _, o := range steps {
		if w.isFree(w.torus.at(x, y, o)) {
			free = append(free, o)
		}
	}
	if len(free) == 0 {
		return 0, 0, false
	}
	x, y = w.torus.at(x, y, free[dice.Below(guesses, len(free))])
	return x, y, true
}

// isFree says whether somebody may come to a cell.
func (w *World) isFree(x, y int32) bool { return w.open[w.torus.row[int(y)+w.torus.pad]+x] == 1 }

// reopen notes whether a cell is free: nobody at liberty is there and, where the
// jailed hold their cell, nobody at all.
func (w *World) reopen(c int32) {
	w.open[c] = 0
	if at := &w.cells[c]; at.free == 0 && (at.first == nowhere || !w.holds) {
		w.open[c] = 1
	}
}

// arrest is rule C: an officer arrests one of the active in his sight, each as
// likely as any other. It says whom, or nowhere.
func (w *World) arrest(i int32, unit uint64) int32 {
	p := &w.people[i]
	n, _ := w.look(w.police, p.x, p.y, p.cell)
	if n == 0 {
		return nowhere
	}
	taken := w.activeInSight(p, w.dice.arrest.Of(unit).Below(0, n))
	w.become(taken, false)
	w.jail(taken)
	return taken
}

// activeInSight is the k-th active citizen that an officer sees, in the order
// of rows, cells and lists.
func (w *World) activeInSight(p *person, k int) int32 {
	s := w.police
	for d, half := range s.halves {
		at := w.torus.span(int(p.y)+d-s.reach, int(p.x)-half, int(p.x)+half+1)
		for _, part := range [2][2]int{{at.from, at.to}, {at.again, at.until}} {
			for c := part[0]; c < part[1]; c++ {
				n := int(w.cells[c].actives)
				if n == 0 || !s.own && int32(c) == p.cell {
					continue
				}
				if k < n {
					return w.activeOn(int32(c), k)
				}
				k -= n
			}
		}
	}
	panic("rebellion: an officer sees more active citizens than there are")
}

// activeOn is the k-th active citizen on a cell.
func (w *World) activeOn(c int32, k int) int32 {
	for i := w.cells[c].first; ; i = w.people[i].next {
		if w.people[i].active {
			if k == 0 {
				return i
			}
			k--
		}
	}
}

// jail gives a citizen his sentence. One of 0 ticks is none.
func (w *World) jail(i int32) {
	p := &w.people[i]
	ticks := forever
	if most := int(w.rules.SentenceMax); most != int(Forever) {
		die := w.dice.sentence.Of(uint64(p.turns)<<32 | uint64(p.name))
		switch w.rules.Sentences {
		case Below:
			ticks = int32(die.Below(0, most))
		case Upto:
			ticks = int32(die.Below(0, most+1))
		case Above:
			ticks = int32(die.Below(0, most) + 1)
		}
	}
	if ticks == 0 {
		return
	}
	if w.rules.Jailed == Removed {
		w.leave(i)
	} else {
		w.cells[p.cell].free--
		w.reopen(p.cell)
	}
	p.jail = ticks
}

// shorten takes a tick from a sentence and sets free whose sentence is over. Who
// comes back to the torus and finds no cell waits for another tick.
func (w *World) shorten(i int32) {
	p := &w.people[i]
	if p.jail > 1 {
		p.jail--
		return
	}
	if p.cell != nowhere {
		p.jail = 0
		w.cells[p.cell].free++
		w.reopen(p.cell)
		return
	}
	dice := w.dice.release.Of(uint64(p.name))
	x, y, ok := p.x, p.y, false
	if w.rules.Release == Near {
		if ok = w.isFree(x, y); !ok {
			x, y, ok = w.freeIn(w.citizens.steps, p.x, p.y, dice)
		}
	}
	if !ok {
		x, y, ok = w.freeAnywhere(dice)
	}
	if ok {
		p.jail = 0
		w.enter(i, x, y)
	}
}

// freeAnywhere is a free cell of the torus. Its draws follow those of freeIn.
func (w *World) freeAnywhere(dice chance.Unit) (int32, int32, bool) {
	size := int32(w.rules.Size)
	for k := range guesses {
		c := int32(dice.Below(guesses+1+k, len(w.cells)))
		if w.isFree(c%size, c/size) {
			return c % size, c / size, true
		}
	}
	var free []int32
	for c := range int32(len(w.cells)) {
		if w.isFree(c%size, c/size) {
			free = append(free, c)
		}
	}
	if len(free) == 0 {
		return 0, 0, false
	}
	c := free[dice.Below(2*guesses+1, len(free))]
	return c % size, c / size, true
}
