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

	aliveWord, heldWord, settledWord, markedWord      = 0, 1, 2, 3
	nationalWord, fileWord, namedWord, partyWord      = 4, 5, 6, 7
	leaningWord, kinWord, goneWord                    = 0, 6, 7
	nerveWord, scrupleWord                            = 0, NervePlanes
	mindsRow, signsRow, settlingRow, natureRow, total = 0, 64, 128, 192, 256
)

// Every row is where it is taken from, or this is no index and does not compile.
var _ = [1]struct{}{}[(unsafe.Offsetof(Collective{}.Dissent)-mindsRow)|
	(unsafe.Offsetof(Collective{}.Alive)-signsRow)|(unsafe.Offsetof(Collective{}.Leaning)-settlingRow)|
	(unsafe.Offsetof(Collective{}.Nerve)-natureRow)|(unsafe.Offsetof(Collective{}.Memory)-total)]

// read turns the words of the collectives.
func (e *eight) read(cs *[8]Collective) {
	first := unsafe.Pointer(cs)
	turn(unsafe.Add(first, mindsRow), unsafe.Sizeof(cs[0]), &e.minds)
	turn(unsafe.Add(first, signsRow), unsafe.Sizeof(cs[0]), &e.signs)
	turn(unsafe.Add(first, settlingRow), unsafe.Sizeof(cs[0]), &e.settling)
	turn(unsafe.Add(first, natureRow), unsafe.Sizeof(cs[0]), &e.nature)
}

// write gives the collectives what their minds have come to.
func (e *eight) write(cs *[8]Collective) {
	turn(unsafe.Pointer(&e.minds), unsafe.Sizeof(e.minds[0]), &e.minds)
	for i := range cs {
		archsimd.LoadUint64x8(&e.minds[i]).Store((*[8]uint64)(unsafe.Pointer(&cs[i].Dissent)))
	}
}

// bornByRows puts a person at liberty into a vacant lane: in each row one digit of
// every word, all of them told by a byte.
func (c *Collective) bornByRows(lane, marked, national, leaning, support, scruple, nerve int) {
	bit := archsimd.BroadcastUint64x8(1 << lane)
	put := func(row uintptr, digits int) {
		at := (*[8]uint64)(unsafe.Add(unsafe.Pointer(c), row))
		archsimd.LoadUint64x8(at).AndNot(bit).Or(bit.Masked(archsimd.Mask64x8FromBits(uint8(digits)))).Store(at)
	}
	put(mindsRow, support<<supportWord)
	put(signsRow, 1<<aliveWord|marked<<markedWord|national<<nationalWord)
	put(settlingRow, leaning<<leaningWord)
	put(natureRow, nerve<<nerveWord|scruple<<scrupleWord)
	archsimd.ClearAVXUpperBits()
}

// Orders of the elements of two vectors, 0 to 7 and 8 to 15.
var (
	lowPairs   = [8]uint64{0, 1, 8, 9, 4, 5, 12, 13}
	highPairs  = [8]uint64{2, 3, 10, 11, 6, 7, 14, 15}
	lowHalves  = [8]uint64{0, 1, 2, 3, 8, 9, 10, 11}
	highHalves = [8]uint64{4, 5, 6, 7, 12, 13, 14, 15}
)

// turn is the transpose of eight rows of eight words, of which each begins so many
// bytes after the one before; turned twice they are what they were.
func turn(first unsafe.Pointer, step uintptr, out *row) {
	words := func(k uintptr) word8 { return archsimd.LoadUint64x8((*[8]uint64)(unsafe.Add(first, k*step))) }
	a, b, c, d, e, f, g, h := words(0), words(1), words(2), words(3), words(4), words(5), words(6), words(7)
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

// The digits in the second of the two words that a collective shares.
const townDigit, garrisonDigit, workplaceDigit = 24, 32, 40

// shared are the two words that eight collectives share: memory and mores; and
// the numbers and signs from Dissenters on.
func shared(cs *[8]Collective) (feelings, signs word8) {
	at := func(i int) *[2]uint64 { return (*[2]uint64)(unsafe.Pointer(&cs[i].Memory)) }
	return columns(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7))
}

// columns are the first words of eight pairs, and their second.
func columns(a, b, c, d, e, f, g, h *[2]uint64) (first, second word8) {
	var none archsimd.Uint64x4
	quad := func(a, b, c, d *[2]uint64) word8 {
		low := none.SetLo(archsimd.LoadUint64x2(a)).SetHi(archsimd.LoadUint64x2(b))
		high := none.SetLo(archsimd.LoadUint64x2(c)).SetHi(archsimd.LoadUint64x2(d))
		return word8{}.SetLo(low).SetHi(high)
	}
	even, odd := quad(a, c, e, g), quad(b, d, f, h)
	return even.InterleaveLoGrouped(odd), even.InterleaveHiGrouped(odd)
}

// share gives eight collectives the two words that each shares.
func share(cs *[8]Collective, feelings, signs word8) {
	put := func(i int, x archsimd.Uint64x2) { x.Store((*[2]uint64)(unsafe.Pointer(&cs[i].Memory))) }
	even, odd := feelings.InterleaveLoGrouped(signs), feelings.InterleaveHiGrouped(signs)
	low, high := even.GetLo(), even.GetHi()
	put(0, low.GetLo())
	put(2, low.GetHi())
	put(4, high.GetLo())
	put(6, high.GetHi())
	low, high = odd.GetLo(), odd.GetHi()
	put(1, low.GetLo())
	put(3, low.GetHi())
	put(5, high.GetLo())
	put(7, high.GetHi())
}
