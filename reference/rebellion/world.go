package rebellion

import (
	"math"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

// The dice. The month of a die is the tick, its unit the person, so that a key
// which does not concern a die leaves it alone.
const (
	placing    chance.Decision = "rebellion.place"    // where people begin
	settling   chance.Decision = "rebellion.settle"   // whether a cell begins with somebody
	belonging  chance.Decision = "rebellion.group"    // model II, numbers drawn: to which group
	suffering  chance.Decision = "rebellion.hardship" // H
	fearing    chance.Decision = "rebellion.risk"     // R
	ageing     chance.Decision = "rebellion.age"      // model II: age of death
	ordering   chance.Decision = "rebellion.order"    // who has a turn when
	blocking   chance.Decision = "rebellion.grid"     // order blocks: where blocks lie, which colour comes first
	moving     chance.Decision = "rebellion.move"     // to which free cell
	arresting  chance.Decision = "rebellion.arrest"   // which of the active in sight
	following  chance.Decision = "rebellion.officer"  // officer elsewhere: to which free cell
	sentencing chance.Decision = "rebellion.sentence" // how many ticks in jail
	releasing  chance.Decision = "rebellion.release"  // where who was off the torus comes back
	killing    chance.Decision = "rebellion.kill"     // model II: which of the other group in sight
	cloning    chance.Decision = "rebellion.clone"    // model II: whether and where a child
	posting    chance.Decision = "rebellion.post"     // where an officer comes who was not there
)

// What a person is.
const (
	nobody  uint8 = iota // a row that is not in use
	citizen              // of the only group, or of the first
	other                // citizen of the second group
	officer
)

// nowhere is the cell of who is off the torus, and the end of a list of people.
const nowhere int32 = -1

// forever is the jail of a sentence without end.
const forever int32 = -1

// A person is a citizen or an officer, one cache line each: nearly all of it is
// read on a turn.
type person struct {
	hardship, risk float64
	x, y           int32  // where he is, or was last
	cell           int32  // the same as one number; nowhere: off the torus
	next           int32  // the next person on the cell
	jail           int32  // ticks that are left; 0: at liberty
	name           uint32 // never used again: the unit of his dice
	turns          uint32 // turns he has had this tick
	kind           uint8
	active         bool
	born, dies     int32 // model II: ticks
}

// A cell counts who is on it, and begins the list of them.
type cell struct {
	first    int32  // a person
	free     uint16 // people at liberty, officers among them
	actives  uint16
	officers uint16
}

// A World is one run under way.
type World struct {
	rules Rules
	seed  chance.Seed
	tick  int
	torus torus

	people   []person
	cells    []cell
	open     []uint8 // by cell: 1 where it is free to come to
	citizens *sight  // what citizens see
	police   *sight  // what officers see; the same where it is the same

	moveFirst bool // turn move-act
	holds     bool // jailed blocks

	felt    []float64 // P by officers and actives, where both are few
	order   []int32   // scratch: who has a turn when
	spare   []int32   // rows of the dead, for the born of later ticks
	dead    []int32   // rows of the dead of this tick
	names   uint32    // how many people there have ever been
	workers int
	tally   Tally
	dice    struct {
		move, arrest, follow, sentence, release, kill, clone chance.Dice
	}
}

// New is a world before its first tick. The workers matter only to order
// blocks, and never to what happens. Rules that fail Check are a panic.
func New(r Rules, seed uint64, workers int) *World {
	if err := r.Check(); err != nil {
		panic("rebellion: " + err.Error())
	}
	w := &World{rules: r, seed: chance.Seed(seed), workers: workers}
	w.moveFirst, w.holds = r.Turn == MoveAct, r.Jailed == Holds
	w.citizens = newSight(r.Neighbourhood, r.Own, r.Vision)
	w.police = w.citizens
	if r.PoliceVision != r.Vision {
		w.police = newSight(r.Neighbourhood, r.Own, r.PoliceVision)
	}
	w.torus = newTorus(r.Size, max(w.citizens.reach, w.police.reach, 1))
	w.cells = make([]cell, r.Size*r.Size)
	for i := range w.cells {
		w.cells[i].first = nowhere
		w.open = append(w.open, 1)
	}
	if r.Counts == Incremental {
		w.citizens.seen = make([]uint32, len(w.cells))
		if w.police != w.citizens {
			w.police.seen = make([]uint32, len(w.cells))
		}
	}
	w.felt = make([]float64, feltOfficers*feltActives)
	for c := range feltOfficers {
		for a := 1; a < feltActives; a++ {
			w.felt[c*feltActives+a] = w.feels(c, a)
		}
	}
	w.settle()
	w.count()
	return w
}

// settle puts the first people on cells: officers, then citizens.
func (w *World) settle() {
	n := len(w.cells)
	police, citizens := share(w.rules.Police, n), share(w.rules.Density, n)
	if w.rules.Numbers == Drawn {
		dice := w.seed.Dice(settling, 0)
		for c := range int32(n) {
			switch u := dice.Of(uint64(c)).Uniform(0); {
			case u < w.rules.Police:
				w.join(c, officer)
			case u < w.rules.Police+w.rules.Density:
				w.join(c, citizen)
			}
		}
		return
	}
	places := make([]int32, n)
	for i := range places {
		places[i] = int32(i)
	}
	shuffle(places, w.seed.Dice(placing, 0).Of(0))
	for i, c := range places[:min(n, police+citizens)] {
		if i < police {
			w.join(c, officer)
		} else {
			w.join(c, citizen)
		}
	}
}

// share is a share of the cells, to the nearest whole number.
func share(of float64, cells int) int { return int(math.Round(of * float64(cells))) }

// join is a new person on a cell. In model II groups take turns where numbers
// are exact, and are thrown for where they are drawn.
func (w *World) join(c int32, kind uint8) int32 {
	p := person{x: c % int32(w.rules.Size), y: c / int32(w.rules.Size), cell: nowhere, next: nowhere, born: int32(w.tick), name: w.names, kind: kind}
	w.names++
	unit := uint64(p.name)
	month := calendar.Month(w.tick)
	if kind != officer {
		p.hardship = w.seed.Dice(suffering, month).Of(unit).Uniform(0)
		p.risk = w.seed.Dice(fearing, month).Of(unit).Uniform(0)
		p.dies = math.MaxInt32
		if w.rules.Groups == 2 {
			p.dies = int32(w.tick + 1 + w.seed.Dice(ageing, month).Of(unit).Below(0, w.rules.AgeMax))
			second := p.name%2 == 1
			if w.rules.Numbers == Drawn {
				second = w.seed.Dice(belonging, month).Of(unit).Happens(0, 0.5)
			}
			if second {
				p.kind = other
			}
		}
	}
	i := int32(len(w.people))
	if last := len(w.spare) - 1; last >= 0 {
		i, w.spare = w.spare[last], w.spare[:last]
		w.people[i] = p
	} else {
		w.people = append(w.people, p)
	}
	w.enter(i, p.x, p.y)
	return i
}

// How far the table of what is felt goes; beyond it is worked out.
const feltOfficers, feltActives = 32, 128

// arrestProbability is P as it is felt with so many officers and actives in
// sight; the one who feels it counts, so that there is at least one.
func (w *World) arrestProbability(officers, actives int) float64 {
	if officers < feltOfficers && actives < feltActives {
		return w.felt[officers*feltActives+actives]
	}
	return w.feels(officers, actives)
}

// feels works it out: 1 - exp(-k x), x being C/A, its floor, or C/A rounded.
func (w *World) feels(officers, actives int) float64 {
	x := float64(officers) / float64(actives)
	switch w.rules.Arrest {
	case Floor:
		x = math.Floor(x)
	case Round:
		x = math.RoundToEven(x)
	}
	return 1 - stat.Exp(-float64(w.rules.K*x))
}

// look counts what a person with that sight sees from a cell.
func (w *World) look(s *sight, x, y, at int32) (actives, officers int) {
	if s.seen != nil {
		return int(s.seen[at] & (oneOfficer - 1)), int(s.seen[at] / oneOfficer)
	}
	return s.scan(&w.torus, w.cells, x, y)
}

// show changes what is seen of a cell, where that is kept.
func (w *World) show(x, y int32, what uint32) {
	if w.citizens.seen == nil {
		return
	}
	w.citizens.spread(&w.torus, x, y, what)
	if w.police != w.citizens {
		w.police.spread(&w.torus, x, y, what)
	}
}

// enter puts a person who is on no cell on one.
func (w *World) enter(i, x, y int32) {
	p := &w.people[i]
	p.x, p.y, p.cell = x, y, w.torus.row[int(y)+w.torus.pad]+x
	c := &w.cells[p.cell]
	p.next, c.first = c.first, i
	if p.jail == 0 {
		c.free++
	}
	w.reopen(p.cell)
	switch {
	case p.kind == officer:
		c.officers++
		w.show(x, y, oneOfficer)
	case p.active:
		c.actives++
		w.show(x, y, oneActive)
	}
}

// leave takes a person from his cell.
func (w *World) leave(i int32) {
	p := &w.people[i]
	c := &w.cells[p.cell]
	link := &c.first
	for *link != i {
		link = &w.people[*link].next
	}
	*link = p.next
	if p.jail == 0 {
		c.free--
	}
	w.reopen(p.cell)
	p.cell, p.next = nowhere, nowhere
	switch {
	case p.kind == officer:
		c.officers--
		w.show(p.x, p.y, officerLess)
	case p.active:
		c.actives--
		w.show(p.x, p.y, activeLess)
	}
}

// become makes a citizen active or quiet.
func (w *World) become(i int32, active bool) {
	p := &w.people[i]
	if p.active == active {
		return
	}
	p.active = active
	if active {
		w.cells[p.cell].actives++
		w.show(p.x, p.y, oneActive)
	} else {
		w.cells[p.cell].actives--
		w.show(p.x, p.y, activeLess)
	}
}
