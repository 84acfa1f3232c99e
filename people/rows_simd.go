//go:build goexperiment.simd && amd64

package people

import (
	"simd/archsimd"
	"unsafe"
)

// row is eight words of eight collectives: row[w][i] is word w of collective i.
type row [8][8]uint64

// The words of the rows, in the order of Collective.
const (
	dissentWord, acclaimWord, supportWord = 0, 1, 2

	aliveWord, heldWord, settledWord, markedWord    = 0, 1, 2, 3
	nationalWord, fileWord, namedWord, partyWord    = 4, 5, 6, 7
	leaningWord, kinWord, goneWord                  = 0, 6, 7
	nerveWord, scrupleWord                          = 0, NervePlanes
	mindsRow, signsRow, groundRow, natureRow, total = 0, 64, 128, 192, 256
)

// Every row is where it is taken from, or this is no index and does not compile.
var _ = [1]struct{}{}[(unsafe.Offsetof(Collective{}.Dissent)-mindsRow)|
	(unsafe.Offsetof(Collective{}.Alive)-signsRow)|(unsafe.Offsetof(Collective{}.Leaning)-groundRow)|
	(unsafe.Offsetof(Collective{}.Nerve)-natureRow)|(unsafe.Offsetof(Collective{}.Memory)-total)]

// read turns the words of the collectives.
func (e *eight) read(cs *[8]Collective) {
	turn(wordsOf(cs, mindsRow), &e.minds)
	turn(wordsOf(cs, signsRow), &e.signs)
	turn(wordsOf(cs, groundRow), &e.ground)
	turn(wordsOf(cs, natureRow), &e.nature)
}

// write gives the collectives what their minds have come to.
func (e *eight) write(cs *[8]Collective) {
	turn([8]*[8]uint64{&e.minds[0], &e.minds[1], &e.minds[2], &e.minds[3], &e.minds[4], &e.minds[5], &e.minds[6], &e.minds[7]}, &e.minds)
	for i := range cs {
		archsimd.LoadUint64x8(&e.minds[i]).Store((*[8]uint64)(unsafe.Pointer(&cs[i].Dissent)))
	}
}

// wordsOf are the words of a row.
func wordsOf(cs *[8]Collective, at uintptr) (list [8]*[8]uint64) {
	for i := range cs {
		list[i] = (*[8]uint64)(unsafe.Add(unsafe.Pointer(&cs[i]), at))
	}
	return list
}

// Orders of the elements of two vectors, 0 to 7 and 8 to 15.
var (
	lowPairs   = [8]uint64{0, 1, 8, 9, 4, 5, 12, 13}
	highPairs  = [8]uint64{2, 3, 10, 11, 6, 7, 14, 15}
	lowHalves  = [8]uint64{0, 1, 2, 3, 8, 9, 10, 11}
	highHalves = [8]uint64{4, 5, 6, 7, 12, 13, 14, 15}
)

// turn is the transpose of eight rows of eight words; turned twice they are what
// they were.
func turn(in [8]*[8]uint64, out *row) {
	a, b := archsimd.LoadUint64x8(in[0]), archsimd.LoadUint64x8(in[1])
	c, d := archsimd.LoadUint64x8(in[2]), archsimd.LoadUint64x8(in[3])
	e, f := archsimd.LoadUint64x8(in[4]), archsimd.LoadUint64x8(in[5])
	g, h := archsimd.LoadUint64x8(in[6]), archsimd.LoadUint64x8(in[7])
	a, b = a.InterleaveLoGrouped(b), a.InterleaveHiGrouped(b)
	c, d = c.InterleaveLoGrouped(d), c.InterleaveHiGrouped(d)
	e, f = e.InterleaveLoGrouped(f), e.InterleaveHiGrouped(f)
	g, h = g.InterleaveLoGrouped(h), g.InterleaveHiGrouped(h)

	low, high := archsimd.LoadUint64x8(&lowPairs), archsimd.LoadUint64x8(&highPairs)
	a, c = a.ConcatPermute(c, low), a.ConcatPermute(c, high) // words 0 and 4, 2 and 6
	b, d = b.ConcatPermute(d, low), b.ConcatPermute(d, high) // words 1 and 5, 3 and 7
	e, g = e.ConcatPermute(g, low), e.ConcatPermute(g, high)
	f, h = f.ConcatPermute(h, low), f.ConcatPermute(h, high)

	low, high = archsimd.LoadUint64x8(&lowHalves), archsimd.LoadUint64x8(&highHalves)
	a.ConcatPermute(e, low).Store(&out[0])
	a.ConcatPermute(e, high).Store(&out[4])
	b.ConcatPermute(f, low).Store(&out[1])
	b.ConcatPermute(f, high).Store(&out[5])
	c.ConcatPermute(g, low).Store(&out[2])
	c.ConcatPermute(g, high).Store(&out[6])
	d.ConcatPermute(h, low).Store(&out[3])
	d.ConcatPermute(h, high).Store(&out[7])
}
