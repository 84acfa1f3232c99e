//go:build goexperiment.simd && amd64

package people

import (
	"simd/archsimd"

	"github.com/fromabove/fromabove/chance"
)

// word8 is one word of eight collectives.
type word8 = archsimd.Uint64x8

// vectors tells whether the processor has the vectors.
var vectors = archsimd.X86.AVX512()

// eights is the month of as many collectives of the block as go into vectors of
// eight. It returns the first collective that is left. What it does is Month of
// each collective, bit for bit: masks and planes for eight at once, the numbers
// that they share and the few persons who may dissent or denounce one by one.
func (m *Multitude) eights(b Block, k, arms *Climate, mood *Mood, t *Tally, found []ID) (int, []ID) {
	n := b.First
	if !vectors {
		return n, found
	}
	var e eight
	e.climates = [2]*Climate{k, arms}
	for i, k := range e.climates {
		e.opportunity[i] = chance.OddsOf(k.Opportunity)
	}
	for ; n+8 <= b.End; n += 8 {
		cs := (*[8]Collective)(m.Collectives[n : n+8])
		e.age(cs, n, mood)
		e.feel(mood)
		e.sieve(mood)
		archsimd.ClearAVXUpperBits() // what follows is in instructions of the old kind, which pay dearly for them
		for i := range cs {
			c := &cs[i]
			k := e.climates[e.under[i]]
			for p := range SupportPlanes {
				c.Support[p] = e.support[p][i]
			}
			c.speak(k, e.fear[i], e.able[i], e.loud[i])
			for who := c.denouncers(uint64(n+i), k, mood, e.fear[i]); who != 0; who &= who - 1 {
				found = append(found, At(n+i, First(who)))
			}
			t.count(c, k, e.fear[i])
		}
	}
	return n, found
}

// suspects calls each for the collectives in which somebody passes the sieves of
// candidates, as far as vectors of eight go. It returns the first that is left.
func (m *Multitude) suspects(span Span, dice chance.Dice, odds [2]chance.Odds, each func(int, *Collective, uint64)) int {
	n := span.First
	if !vectors || odds[0] >= chance.Sure {
		return n
	}
	var units, strong, weak [8]uint64
	for ; n+8 <= span.End; n += 8 {
		cs := (*[8]Collective)(m.Collectives[n : n+8])
		for i := range cs {
			units[i] = uint64(n + i)
			strong[i], weak[i] = cs[i].signs()
		}
		sieve8(dice, &units, odds[0], &strong)
		sieve8(dice, &units, odds[1], &weak)
		for i := range cs {
			if able := strong[i] | weak[i]; able != 0 {
				each(n+i, &cs[i], able)
			}
		}
	}
	return n
}

// sieve8 leaves of the lanes of eight units those that are marked with
// probability p.
func sieve8(dice chance.Dice, units *[8]uint64, p chance.Odds, lanes *[8]uint64) {
	dice.Eight(units).Mask(archsimd.BroadcastUint64x8(uint64(p)), archsimd.LoadUint64x8(lanes)).Store(lanes)
	archsimd.ClearAVXUpperBits()
}

// eight is what the vectors work on: element i is of collective i.
type eight struct {
	climates    [2]*Climate
	opportunity [2]chance.Odds

	units [8]uint64
	under [8]int // which climate
	fear  [8]float64

	support, leaning               [SupportPlanes][8]uint64
	free, marked, kin, high, low   [8]uint64
	pace, chance                   [8]uint64    // odds
	plain, ofMarked, ofKin, ofBoth [8]uint64    // burdens; but for plain, where they differ from it
	dissent                        [8]uint64    // lines
	acclaim                        [4][8]uint64 // the same, but for the first where they differ, as silent has them
	pressed                        [8]uint64    // all ones or nothing

	able, loud [8]uint64
}

// age lets what each collective shares age, and spreads out what the vectors
// need.
func (e *eight) age(cs *[8]Collective, first int, mood *Mood) {
	for i := range cs {
		c, unit := &cs[i], uint64(first+i)
		e.units[i] = unit
		e.under[i] = 0
		if c.Garrison {
			e.under[i] = 1
		}
		k := e.climates[e.under[i]]
		c.Age(k)
		fear := c.fear(k)
		e.fear[i] = fear
		for p := range SupportPlanes {
			e.support[p][i], e.leaning[p][i] = c.Support[p], c.Leaning[p]
		}
		e.free[i], e.marked[i], e.kin[i] = c.Free(), c.Marked, c.Kin
		e.high[i], e.low[i] = c.Nerve[NervePlanes-1], c.Nerve[NervePlanes-2]

		n := lowDigits(mood.Move.Of(unit))
		loads := k.loadsOf(c)
		plain := loads.level(0, n)
		e.plain[i] = uint64(plain)
		e.ofMarked[i] = uint64(plain ^ loads.level(1, n))
		e.ofKin[i] = uint64(plain ^ loads.level(2, n))
		e.ofBoth[i] = uint64(plain ^ loads.level(3, n))

		e.pace[i] = uint64(k.Pace) << 28
		e.chance[i] = uint64(e.opportunity[e.under[i]])
		l := &k.calm
		if fear != 0 || !k.prepared {
			drawn := k.lines(fear)
			l = &drawn
		}
		e.dissent[i] = uint64(l.dissent)
		first, second, third := l.acclaim[0], l.acclaim[0]^l.acclaim[1], l.acclaim[0]^l.acclaim[2]
		e.acclaim[0][i], e.acclaim[1][i], e.acclaim[2][i] = uint64(first), uint64(second), uint64(third)
		e.acclaim[3][i] = uint64(first ^ second ^ third ^ l.acclaim[3])
		e.pressed[i] = 0
		if k.pressed(fear) {
			e.pressed[i] = ^uint64(0)
		}
	}
}

// feel is Feel.
func (e *eight) feel(mood *Mood) {
	all := archsimd.BroadcastUint64x8(^uint64(0))
	u := mood.Move.Eight(&e.units)
	movers := mask8(u, &e.pace, all)

	plain, marked := archsimd.LoadUint64x8(&e.plain), archsimd.LoadUint64x8(&e.ofMarked)
	kin, both := archsimd.LoadUint64x8(&e.ofKin), archsimd.LoadUint64x8(&e.ofBoth)
	m, n := archsimd.LoadUint64x8(&e.marked), archsimd.LoadUint64x8(&e.kin)
	o := m.And(n)
	m, n = m.AndNot(o), n.AndNot(o)
	b := func(k uint64) word8 {
		return digit8(plain, k).Xor(digit8(marked, k).And(m)).Xor(digit8(kin, k).And(n)).Xor(digit8(both, k).And(o))
	}
	s0, s1, s2 := archsimd.LoadUint64x8(&e.support[0]), archsimd.LoadUint64x8(&e.support[1]), archsimd.LoadUint64x8(&e.support[2])
	s3, s4, s5 := archsimd.LoadUint64x8(&e.support[3]), archsimd.LoadUint64x8(&e.support[4]), archsimd.LoadUint64x8(&e.support[5])
	none := archsimd.BroadcastUint64x8(0)

	d, v := sub8(archsimd.LoadUint64x8(&e.leaning[0]), s0, none)
	f, y := add8(d, u.Word(4), none)
	w := lend8(f, b(0), none)
	d, v = sub8(archsimd.LoadUint64x8(&e.leaning[1]), s1, v)
	f, y = add8(d, u.Word(5), y)
	w = lend8(f, b(1), w)
	d, v = sub8(archsimd.LoadUint64x8(&e.leaning[2]), s2, v)
	f, y = add8(d, u.Word(6), y)
	w = lend8(f, b(2), w)
	d, v = sub8(archsimd.LoadUint64x8(&e.leaning[3]), s3, v)
	f, y = add8(d, u.Word(7), y)
	w = lend8(f, b(3), w)

	d, v = sub8(archsimd.LoadUint64x8(&e.leaning[4]), s4, v)
	step0, w := sub8(d.Xor(y), b(4), w)
	y = y.And(d)
	d, v = sub8(archsimd.LoadUint64x8(&e.leaning[5]), s5, v)
	step1, w := sub8(d.Xor(y), b(5), w)
	y = y.And(d)
	step2, w := sub8(v.Xor(y), b(6), w)
	y = y.And(v)
	f = v.Xor(y)
	step3 := f.Xor(w)
	w = w.AndNot(f)
	sign := v.Xor(y.And(v)).Xor(w).And(movers)

	s0, y = add8(s0, step0.And(movers), none)
	s1, y = add8(s1, step1.And(movers), y)
	s2, y = add8(s2, step2.And(movers), y)
	s3, y = add8(s3, step3.And(movers), y)
	s4, y = add8(s4, sign, y)
	s5, y = add8(s5, sign, y)
	under := sign.AndNot(y)
	over := sign.Xor(y).AndNot(under)
	s0.AndNot(under).Or(over).Store(&e.support[0])
	s1.AndNot(under).Or(over).Store(&e.support[1])
	s2.AndNot(under).Or(over).Store(&e.support[2])
	s3.AndNot(under).Or(over).Store(&e.support[3])
	s4.AndNot(under).Or(over).Store(&e.support[4])
	s5.AndNot(under).Or(over).Store(&e.support[5])
}

// sieve finds who may dissent and who is loud: the masks of act.
func (e *eight) sieve(mood *Mood) {
	s0, s1, s2 := archsimd.LoadUint64x8(&e.support[0]), archsimd.LoadUint64x8(&e.support[1]), archsimd.LoadUint64x8(&e.support[2])
	s3, s4, s5 := archsimd.LoadUint64x8(&e.support[3]), archsimd.LoadUint64x8(&e.support[4]), archsimd.LoadUint64x8(&e.support[5])
	free := archsimd.LoadUint64x8(&e.free)
	none := archsimd.BroadcastUint64x8(0)

	line := archsimd.LoadUint64x8(&e.dissent)
	less := lend8(s0, digit8(line, 0), none)
	less = lend8(s1, digit8(line, 1), less)
	less = lend8(s2, digit8(line, 2), less)
	less = lend8(s3, digit8(line, 3), less)
	less = lend8(s4, digit8(line, 4), less)
	less = lend8(s5, digit8(line, 5), less)
	less = less.Or(digit8(line, SupportPlanes)) // the line is above the scale
	mask8(mood.Act.Eight(&e.units), &e.chance, free.And(less)).Store(&e.able)

	high, low := archsimd.LoadUint64x8(&e.high), archsimd.LoadUint64x8(&e.low)
	both := high.And(low)
	l0, l1 := archsimd.LoadUint64x8(&e.acclaim[0]), archsimd.LoadUint64x8(&e.acclaim[1])
	l2, l3 := archsimd.LoadUint64x8(&e.acclaim[2]), archsimd.LoadUint64x8(&e.acclaim[3])
	n := func(k uint64) word8 {
		return digit8(l0, k).Xor(digit8(l1, k).And(low)).Xor(digit8(l2, k).And(high)).Xor(digit8(l3, k).And(both))
	}
	less = lend8(s0, n(0), none)
	less = lend8(s1, n(1), less)
	less = lend8(s2, n(2), less)
	less = lend8(s3, n(3), less)
	less = lend8(s4, n(4), less)
	less = lend8(s5, n(5), less)
	free.AndNot(less).And(archsimd.LoadUint64x8(&e.pressed)).Store(&e.loud)
}

// mask8 is Mask of eight units at odds that may be certain.
func mask8(dice chance.Eight, odds *[8]uint64, among word8) word8 {
	p := archsimd.LoadUint64x8(odds)
	sure := digit8(p, 32)
	return among.And(sure).Or(dice.Mask(p, among.AndNot(sure)))
}

// digit8 is all ones in each element that has digit k, else nothing.
func digit8(x word8, k uint64) word8 {
	return x.ShiftAllLeft(63 - k).AsInt64x8().ShiftAllRight(63).AsUint64x8()
}

// add8, sub8 and lend8 are add, sub and lend.
func add8(a, b, carry word8) (sum, out word8) {
	x := a.Xor(b)
	return x.Xor(carry), a.Xor(x.And(a.Xor(carry)))
}

func sub8(a, b, borrow word8) (difference, out word8) {
	x := a.Xor(b)
	return x.Xor(borrow), borrow.Xor(x.And(b.Xor(borrow)))
}

func lend8(a, b, borrow word8) word8 { return borrow.Xor(a.Xor(b).And(b.Xor(borrow))) }
