package rebellion

import (
	"github.com/fromabove/fromabove/calendar"
)

// A Tally is what one tick leaves behind, counted at its end.
type Tally struct {
	Active     int     `json:"active"` // citizens
	Quiet      int     `json:"quiet"`  // citizens at liberty
	Jailed     int     `json:"jailed"`
	Officers   int     `json:"officers"`
	Legitimacy float64 `json:"legitimacy"`

	Groups             [2]int `json:"groups"` // model II: citizens of each, jailed or not
	Killed, Born, Died int    // model II, in the tick; Died is of age
}

// Tick runs one tick and says what it left.
func (w *World) Tick() Tally {
	w.tick++
	w.tally = Tally{}
	w.throw()
	w.change()
	for i := range w.people {
		w.people[i].turns = 0
	}
	w.turns()
	if w.rules.Countdown == AtTick {
		for i := range w.people {
			if w.people[i].jail > 0 {
				w.shorten(int32(i))
			}
		}
	}
	if w.rules.Groups == 2 {
		w.renew()
	}
	w.spare, w.dead = append(w.spare, w.dead...), w.dead[:0]
	w.count()
	return w.tally
}

// throw takes the dice of the tick.
func (w *World) throw() {
	m, d := calendar.Month(w.tick), &w.dice
	d.move, d.arrest, d.follow = w.seed.Dice(moving, m), w.seed.Dice(arresting, m), w.seed.Dice(following, m)
	d.sentence, d.release = w.seed.Dice(sentencing, m), w.seed.Dice(releasing, m)
	d.kill, d.clone = w.seed.Dice(killing, m), w.seed.Dice(cloning, m)
}

// change makes the changes of the rules that have begun.
func (w *World) change() {
	for _, c := range w.rules.Changes {
		switch {
		case w.tick < c.At:
		case c.What == LegitimacyChange:
			w.rules.Legitimacy = c.towards(w.rules.Legitimacy)
		case c.What == PoliceChange && w.rules.Police != c.To:
			w.rules.Police = c.towards(w.rules.Police)
			w.staff(share(w.rules.Police, len(w.cells)))
		}
	}
}

// staff makes the police as many as they shall be: the last to come go first;
// new ones come to free cells anywhere.
func (w *World) staff(want int) {
	have := 0
	for i := range w.people {
		if w.people[i].kind == officer {
			have++
		}
	}
	for i := len(w.people) - 1; i >= 0 && have > want; i-- {
		if w.people[i].kind == officer {
			w.remove(int32(i))
			have--
		}
	}
	dice := w.seed.Dice(posting, calendar.Month(w.tick))
	for ; have < want; have++ {
		x, y, ok := w.freeAnywhere(dice.Of(uint64(w.names)))
		if !ok {
			return
		}
		w.join(y*int32(w.rules.Size)+x, officer)
	}
}

// count takes the tally at the end of a tick.
func (w *World) count() {
	t := &w.tally
	t.Legitimacy = w.rules.Legitimacy
	for i := range w.people {
		p := &w.people[i]
		switch {
		case p.kind == nobody:
			continue
		case p.kind == officer:
			t.Officers++
			continue
		case p.jail != 0:
			t.Jailed++
		case p.active:
			t.Active++
		default:
			t.Quiet++
		}
		t.Groups[p.kind-citizen]++
	}
}
