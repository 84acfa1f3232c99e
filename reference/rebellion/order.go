package rebellion

import (
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/sim"
)

// shuffle puts a list in a random order (Fisher and Yates).
func shuffle(list []int32, dice chance.Unit) {
	for i := len(list) - 1; i > 0; i-- {
		j := dice.Below(i, i+1)
		list[i], list[j] = list[j], list[i]
	}
}

// turns gives people their turns, in the order of the rules.
func (w *World) turns() {
	w.order = w.order[:0]
	for i := range w.people {
		if w.people[i].kind != nobody {
			w.order = append(w.order, int32(i))
		}
	}
	dice := w.seed.Dice(ordering, calendar.Month(w.tick)).Of(0)
	switch w.rules.Order {
	case Shuffle:
		shuffle(w.order, dice)
		for _, i := range w.order {
			w.turn(i)
		}
	case Replacement:
		for k := range w.order {
			w.turn(w.order[dice.Below(k, len(w.order))])
		}
	case Blocks:
		w.inBlocks()
	}
}

// inBlocks is an order in which many may act at the same time, with the same
// result for any number of workers. The torus is cut into a grid of n x n
// blocks, n even, coloured like the floor of a bath in four colours:
//
//	a b a b
//	c d c d
//	a b a b
//	c d c d
//
// In each tick the grid lies elsewhere and the colours come in another order,
// both by dice. Who stands in a block when the tick begins has his turn with
// it: colour after colour, all blocks of a colour at the same time, the people
// of a block one after another in an order of their own. A turn moves or
// arrests within the vision of who has it, and what that changes is seen as far
// away again: 2 visions. Two blocks of one colour have a block between them,
// and blocks are at least 4 visions wide, so that no two turns at the same time
// touch the same cell or person. Who is off the torus comes last. Where the
// torus is too small for two blocks a side (less than 8 visions: 56 cells at
// vision 7), it is one block, and the order is as good as shuffle.
func (w *World) inBlocks() {
	n := w.blocksPerSide()
	month := calendar.Month(w.tick)
	grid := w.seed.Dice(blocking, month).Of(0)
	size := w.rules.Size
	left, top := grid.Below(0, size), grid.Below(1, size)
	blockOf := func(p *person) int {
		if p.cell == nowhere {
			return n * n
		}
		bx, by := (int(p.x)+left)%size*n/size, (int(p.y)+top)%size*n/size
		return by*n + bx
	}
	from := make([]int, n*n+2) // of each block's people in the order
	for _, i := range w.order {
		from[blockOf(&w.people[i])+1]++
	}
	for b := range n*n + 1 {
		from[b+1] += from[b]
	}
	sorted, at := make([]int32, len(w.order)), append([]int(nil), from...)
	for _, i := range w.order {
		b := blockOf(&w.people[i])
		sorted[at[b]] = i
		at[b]++
	}
	dice := w.seed.Dice(ordering, month)
	act := func(b int) {
		list := sorted[from[b]:from[b+1]]
		shuffle(list, dice.Of(uint64(b)))
		for _, i := range list {
			w.turn(i)
		}
	}
	if n == 1 {
		act(0)
	} else {
		colours := []int32{0, 1, 2, 3}
		shuffle(colours, w.seed.Dice(blocking, month).Of(1))
		for _, c := range colours {
			half := n / 2
			sim.Split(w.workers, half*half, func(k int) {
				act((k/half*2+int(c)/2)*n + k%half*2 + int(c)%2)
			})
		}
	}
	act(n * n)
}

// blocksPerSide is how many blocks of at least 4 visions lie along a side: an
// even number, or one.
func (w *World) blocksPerSide() int {
	return max(1, w.rules.Size/(8*max(w.citizens.reach, w.police.reach))*2)
}
