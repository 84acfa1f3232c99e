//go:build goexperiment.simd && amd64

package people

import (
	"encoding/binary"
	"math"
	"simd/archsimd"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/stat"
)

// vectors tells whether the processor has the vectors.
var vectors = archsimd.X86.AVX512()

// eights is the month of as many collectives of the block as go into vectors of
// eight. It returns the first collective that is left. What it does is Month of
// each collective, bit for bit: masks and planes for eight at once, the numbers
// that they share and the few persons who may dissent or denounce one by one.
//
// Vectors and numbers take turns: instructions of the old kind, in which Go
// reckons with numbers, cost dearly while the upper halves of the registers are in use.
func (m *Multitude) eights(b Block, k, arms *Climate, mood *Mood, t *Tally, found []ID) (int, []ID) {
	n := b.First
	if !vectors || n+8 > b.End {
		return n, found
	}
	e := eight{}
	for i := range e.climates {
		e.under(i, k)
	}
	for ; n+8 <= b.End; n += 8 {
		cs := (*[8]Collective)(m.Collectives[n : n+8])
		m.ahead(n)
		e.first = uint64(n)
		e.read(cs)
		garrisons := e.age(cs, k, arms)
		m.ahead(n + 2)
		e.reckon()
		e.feel(mood)
		m.ahead(n + 4)
		unsure := e.act(mood)
		who := mood.Denounce.Eight(e.first).Some(&e.denounce)
		m.ahead(n + 6)
		e.count()
		e.note(&m.register, n)
		e.write(cs)
		share(cs, archsimd.LoadUint64x8(&e.feelings), archsimd.LoadUint64x8(&e.shared))
		archsimd.ClearAVXUpperBits()
		e.add(t)
		for rest := uint64(unsure | who | garrisons); rest != 0; rest &= rest - 1 {
			i := First(rest)
			c := &cs[i]
			if unsure>>i&1 != 0 {
				e.speak(c, i, t)
				m.register.unsuspected[n+i] &^= c.Dissent
			}
			if who>>i&1 != 0 {
				for who := c.denouncers(uint64(n+i), e.climates[i], mood, e.fear[i]); who != 0; who &= who - 1 {
					found = append(found, At(n+i, First(who)))
				}
			}
			if c.Garrison {
				t.garrison(c)
			}
		}
	}
	e.census(n-b.First, t)
	return n, found
}

// note is Note, as long as those have not spoken of whom it is not sure.
func (e *eight) note(r *register, n int) {
	put := func(list []uint64, x word8) { x.Store((*[8]uint64)(list[n : n+8])) }
	named := archsimd.LoadUint64x8(&e.signs[namedWord])
	hollow := archsimd.LoadUint64x8(&e.minds[acclaimWord]).AndNot(archsimd.LoadUint64x8(&e.minds[supportWord+SupportPlanes-1]))
	others := archsimd.LoadUint64x8(&e.signs[markedWord]).Or(archsimd.LoadUint64x8(&e.signs[nationalWord])).Or(hollow)
	put(r.unsuspected, named.Or(archsimd.LoadUint64x8(&e.minds[dissentWord])).Not())
	unfiled := archsimd.LoadUint64x8(&e.signs[fileWord]).Not()
	put(r.unfiled, unfiled)
	put(r.plain, others.Not())
	count := func(list []uint8, x word8) {
		binary.LittleEndian.PutUint64(list[n:n+8], ones8(x).TruncateToUint8().AsUint64x2().GetElem(0))
	}
	count(r.nameless, named.Not())
	count(r.taken, archsimd.LoadUint64x8(&e.signs[aliveWord]).Or(archsimd.LoadUint64x8(&e.settling[goneWord])))
}

// add adds what the collectives share to a tally, one after the other.
func (e *eight) add(t *Tally) {
	mores := t.MoresSum
	for _, m := range e.mores {
		mores += m
	}
	t.MoresSum = mores
	if e.afraid {
		fear := t.Fear
		for _, f := range e.fear {
			fear += f
		}
		t.Fear = fear
	}
}

// eight is what the vectors work on: element i is of collective i.
type eight struct {
	// What a collective's climate is, and its parameters.
	climates                   [8]*Climate
	pace, opportunity          [8]uint64 // odds
	facade                     [8]uint64 // all ones or nothing
	fading, fright             [8]float64
	healing, rest, erosion     [8]float64
	burden, marked, kin, grief [8]float64
	threshold, demand          [8]float64
	watch, whole               [8]float64
	rate, base, zeal, recruit  [8]float64

	arms   uint8  // which are garrisons
	first  uint64 // the unit of element 0
	afraid bool   // some remember an arrest

	// What each shares.
	dissenters    [8]uint64
	feelings      [8]uint64 // memory and mores as they are laid out
	shared        [8]uint64 // the signs, without dissenters and taken
	memory, mores [8]float64

	// What is reckoned of it for the vectors.
	fear, ground, risk [8]float64
	loads              [4][8]uint64 // by the four kinds of lanes
	dissent            [8]uint64    // lines
	acclaim            [4][8]uint64
	pressed            [8]uint64 // all ones or nothing
	loudly             bool      // some are pressed
	denounce           [8]uint64 // odds, at most
	serve              [8]uint64 // levels of scruple below which one would serve

	// The rows of Collective, turned; of whom it is not sure whether he dissents.
	minds, signs, settling, nature row
	unsure                         [8]uint64

	// Room for a walk through a table.
	index [8]int64

	counts [counted][8]uint64
}

// under puts element i under a climate.
func (e *eight) under(i int, k *Climate) {
	e.climates[i] = k
	e.pace[i], e.opportunity[i] = uint64(k.Pace)<<28, uint64(chance.OddsOf(k.Opportunity))
	e.facade[i] = 0
	if k.Facade {
		e.facade[i] = ^uint64(0)
	}
	e.fading[i], e.fright[i] = 1-k.Fading, k.Fright
	e.healing[i], e.rest[i], e.erosion[i] = k.Healing, k.Rest, k.Erosion
	e.burden[i], e.marked[i], e.kin[i], e.grief[i] = k.Burden, k.MarkedBurden, k.KinGrief, k.MemoryGrief
	e.threshold[i], e.demand[i] = k.Threshold, k.Demand
	e.watch[i], e.whole[i] = k.Watch, k.WholeWatch
	e.rate[i], e.base[i], e.zeal[i], e.recruit[i] = k.Rate, k.Base, k.Zeal, k.RecruitMores
}

// age is Age and fear, operation by operation. It returns which collectives are
// garrisons.
func (e *eight) age(cs *[8]Collective, k, arms *Climate) uint8 {
	feelings, signs := shared(cs)
	garrisons := signs.And(archsimd.BroadcastUint64x8(1 << garrisonDigit)).NotEqual(archsimd.BroadcastUint64x8(0)).ToBits()
	for changed := uint64(garrisons ^ e.arms); changed != 0; changed &= changed - 1 {
		if i := First(changed); garrisons>>i&1 != 0 {
			e.under(i, arms)
		} else {
			e.under(i, k)
		}
	}
	e.arms = garrisons

	one, none, hundred := archsimd.BroadcastFloat64x8(1), archsimd.BroadcastFloat64x8(0), archsimd.BroadcastFloat64x8(100)
	byte8 := archsimd.BroadcastUint64x8(255)
	memory := feelings.TruncateToUint32().AsFloat32x8().ConvertToFloat64()
	mores := feelings.ShiftRight(archsimd.BroadcastUint64x8(32)).TruncateToUint32().AsFloat32x8().ConvertToFloat64()
	taken := signs.ShiftRight(archsimd.BroadcastUint64x8(8)).And(byte8).ConvertToFloat64()
	signs.And(byte8).Store(&e.dissenters)
	e.tally(countTowns, signs.ShiftRight(archsimd.BroadcastUint64x8(townDigit)).And(archsimd.BroadcastUint64x8(1)))
	e.tally(countWorkplaces, signs.ShiftRight(archsimd.BroadcastUint64x8(workplaceDigit)).And(archsimd.BroadcastUint64x8(1)))

	if e.afraid = memory.Add(taken).NotEqual(none).ToBits() != 0; e.afraid {
		members := ones8(archsimd.LoadUint64x8(&e.signs[aliveWord])).ConvertToFloat64().Max(one)
		short := archsimd.LoadFloat64x8(&e.fading).Mul(memory).Add(hundred.Mul(taken).Div(members)).ConvertToFloat32()
		memory = short.ConvertToFloat64()
		memory = memory.Masked(memory.GreaterEqual(archsimd.BroadcastFloat64x8(float64(float32(forgotten)))))
		archsimd.LoadFloat64x8(&e.fright).Mul(memory).Store(&e.fear)
		e.lose(&e.fear)
	} else { // nobody remembers
		none.Store(&e.fear)
	}
	memory.Store(&e.memory)

	healed := archsimd.LoadFloat64x8(&e.healing).Mul(archsimd.LoadFloat64x8(&e.rest).Sub(mores))
	mores = mores.Add(healed.Sub(archsimd.LoadFloat64x8(&e.erosion).Mul(mores)))
	short := mores.Max(none).Min(one).ConvertToFloat32()
	short.ConvertToFloat64().Store(&e.mores)

	feelings = memory.ConvertToFloat32().AsUint32x8().ExtendToUint64()
	feelings = feelings.Or(short.AsUint32x8().ExtendToUint64().ShiftLeft(archsimd.BroadcastUint64x8(32)))
	feelings.Store(&e.feelings)
	signs.AndNot(archsimd.BroadcastUint64x8(0xFFFF)).Store(&e.shared)
	return garrisons
}

// decay is the table of stat.Decay: each point, and how far the next one is.
var decay = func() (t [16*64 + 1][2]uint64) {
	for i := range t {
		at := stat.DecayPoint(i)
		t[i] = [2]uint64{math.Float64bits(at), math.Float64bits(stat.DecayPoint(i+1) - at)}
	}
	return t
}()

// lose turns each number x into 1 - Decay(x), operation by operation.
func (e *eight) lose(x *[8]float64) {
	top, none, one := archsimd.BroadcastFloat64x8(16), archsimd.BroadcastFloat64x8(0), archsimd.BroadcastFloat64x8(1)
	v := archsimd.LoadFloat64x8(x)
	steps := v.Min(top).Mul(archsimd.BroadcastFloat64x8(64)).Masked(v.Greater(none))
	whole := steps.ConvertToInt64()
	whole.Store(&e.index)
	point := func(i int) *[2]uint64 { return &decay[e.index[i]] }
	points, ways := columns(point(0), point(1), point(2), point(3), point(4), point(5), point(6), point(7))
	left := points.AsFloat64x8().Add(steps.Sub(whole.ConvertToFloat64()).Mul(ways.AsFloat64x8()))
	one.Sub(none.Merge(left, v.GreaterEqual(top))).Store(x)
}

// reckon is heavy of the four kinds of lanes, lines, mostDenouncing and recruitLevel,
// operation by operation.
func (e *eight) reckon() {
	fear := archsimd.LoadFloat64x8(&e.fear)
	one, half := archsimd.BroadcastFloat64x8(1), archsimd.BroadcastFloat64x8(0.5)

	marked, kin := archsimd.LoadFloat64x8(&e.marked), archsimd.LoadFloat64x8(&e.kin)
	load := archsimd.LoadFloat64x8(&e.burden).Add(archsimd.LoadFloat64x8(&e.grief).Mul(archsimd.LoadFloat64x8(&e.memory)))
	heavy8(load).Store(&e.loads[0])
	heavy8(load.Add(marked)).Store(&e.loads[1])
	heavy8(load.Add(kin)).Store(&e.loads[2])
	heavy8(load.Add(marked).Add(kin)).Store(&e.loads[3])

	ground := archsimd.BroadcastFloat64x8(0).Sub(archsimd.LoadFloat64x8(&e.threshold)).Sub(fear.Mul(half))
	ground.Store(&e.ground)
	supportLevel8(ground).Store(&e.dissent)
	pressure := archsimd.LoadFloat64x8(&e.demand).Add(fear)
	pressed := archsimd.LoadUint64x8(&e.facade).Masked(pressure.Greater(archsimd.BroadcastFloat64x8(leastPressure)))
	pressed.Store(&e.pressed)
	if e.loudly = pressed.NotEqual(archsimd.BroadcastUint64x8(0)).ToBits() != 0; e.loudly {
		top := archsimd.BroadcastUint64x8(supportLevels)
		top.Sub(supportLevel8(pressure.Mul(archsimd.BroadcastFloat64x8(0.5 + 0.5/4)))).Store(&e.acclaim[0])
		top.Sub(supportLevel8(pressure.Mul(archsimd.BroadcastFloat64x8(0.5 + 1.5/4)))).Store(&e.acclaim[1])
		top.Sub(supportLevel8(pressure.Mul(archsimd.BroadcastFloat64x8(0.5 + 2.5/4)))).Store(&e.acclaim[2])
		top.Sub(supportLevel8(pressure.Mul(archsimd.BroadcastFloat64x8(0.5 + 3.5/4)))).Store(&e.acclaim[3])
	}

	zeal := archsimd.LoadFloat64x8(&e.zeal).Mul(one.Add(fear.Add(fear)))
	p := archsimd.LoadFloat64x8(&e.rate).Mul(archsimd.LoadFloat64x8(&e.base).Add(zeal))
	odds := p.Mul(archsimd.BroadcastFloat64x8(float64(chance.Sure))).ConvertToInt64().AsUint64x8()
	odds = odds.Masked(p.Greater(archsimd.BroadcastFloat64x8(0)))
	archsimd.BroadcastUint64x8(uint64(chance.Sure)).Merge(odds, p.GreaterEqual(one)).Store(&e.denounce)

	line := archsimd.LoadFloat64x8(&e.recruit).Sub(archsimd.LoadFloat64x8(&e.mores))
	line = line.Mul(archsimd.BroadcastFloat64x8(1 / ScrupleStep)).Add(archsimd.BroadcastFloat64x8(3.5)).Add(one)
	serve := line.Min(archsimd.BroadcastFloat64x8(1 << ScruplePlanes)).ConvertToInt64().AsUint64x8()
	serve.Masked(line.GreaterEqual(one)).Store(&e.serve)
}

// feel is Feel.
func (e *eight) feel(mood *Mood) {
	u := mood.Move.Eight(e.first)
	movers := mask8(u, &e.pace, archsimd.BroadcastUint64x8(^uint64(0)))

	// Burdens in levels, rounded up from the low digits on; but for the first,
	// where they differ from it.
	up := archsimd.BroadcastUint64x8(parts - 1)
	up = up.Sub(u.Own().And(up)) // what is added before the digits are cut off
	by4 := archsimd.BroadcastUint64x8(4)
	plain := archsimd.LoadUint64x8(&e.loads[0]).Add(up).ShiftRight(by4)
	marked := archsimd.LoadUint64x8(&e.loads[1]).Add(up).ShiftRight(by4).Xor(plain)
	kin := archsimd.LoadUint64x8(&e.loads[2]).Add(up).ShiftRight(by4).Xor(plain)
	both := archsimd.LoadUint64x8(&e.loads[3]).Add(up).ShiftRight(by4).Xor(plain)
	m, n := archsimd.LoadUint64x8(&e.signs[markedWord]), archsimd.LoadUint64x8(&e.settling[kinWord])
	o := m.And(n)
	m, n = m.AndNot(o), n.AndNot(o)
	b := func(k uint64) word8 {
		return digit8(plain, k).Xor(digit8(marked, k).And(m)).Xor(digit8(kin, k).And(n)).Xor(digit8(both, k).And(o))
	}
	s, t := e.minds[supportWord:], e.settling[leaningWord:]
	s0, s1, s2 := archsimd.LoadUint64x8(&s[0]), archsimd.LoadUint64x8(&s[1]), archsimd.LoadUint64x8(&s[2])
	s3, s4, s5 := archsimd.LoadUint64x8(&s[3]), archsimd.LoadUint64x8(&s[4]), archsimd.LoadUint64x8(&s[5])
	none := archsimd.BroadcastUint64x8(0)

	d, v := sub8(archsimd.LoadUint64x8(&t[0]), s0, none)
	f, y := add8(d, u.Word(4), none)
	w := lend8(f, b(0), none)
	d, v = sub8(archsimd.LoadUint64x8(&t[1]), s1, v)
	f, y = add8(d, u.Word(5), y)
	w = lend8(f, b(1), w)
	d, v = sub8(archsimd.LoadUint64x8(&t[2]), s2, v)
	f, y = add8(d, u.Word(6), y)
	w = lend8(f, b(2), w)
	d, v = sub8(archsimd.LoadUint64x8(&t[3]), s3, v)
	f, y = add8(d, u.Word(7), y)
	w = lend8(f, b(3), w)

	d, v = sub8(archsimd.LoadUint64x8(&t[4]), s4, v)
	step0, w := sub8(d.Xor(y), b(4), w)
	y = y.And(d)
	d, v = sub8(archsimd.LoadUint64x8(&t[5]), s5, v)
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
	s0.AndNot(under).Or(over).Store(&s[0])
	s1.AndNot(under).Or(over).Store(&s[1])
	s2.AndNot(under).Or(over).Store(&s[2])
	s3.AndNot(under).Or(over).Store(&s[3])
	s4.AndNot(under).Or(over).Store(&s[4])
	s5.AndNot(under).Or(over).Store(&s[5])
}

// free are the masks of those at liberty.
func (e *eight) free() word8 {
	return archsimd.LoadUint64x8(&e.signs[aliveWord]).
		AndNot(archsimd.LoadUint64x8(&e.signs[heldWord]).Or(archsimd.LoadUint64x8(&e.signs[settledWord])))
}

// act lets those dissent who are able to and whom no nerve holds back, and all others
// acclaim or be silent. It tells in which collectives there are some who are able to
// and of whom it is not sure: for these there is speak.
func (e *eight) act(mood *Mood) (unsure uint8) {
	free, dissent := e.free(), archsimd.BroadcastUint64x8(0)
	able := mask8(mood.Act.Eight(e.first), &e.opportunity, free.And(e.below(archsimd.LoadUint64x8(&e.dissent))))
	if able.NotEqual(dissent).ToBits() != 0 {
		e.dare(free)
		lowest := archsimd.LoadFloat64x8(&e.ground).Sub(archsimd.BroadcastFloat64x8(mostNerve).Mul(archsimd.LoadFloat64x8(&e.risk)))
		dissent = able.And(e.below(supportLevel8(lowest)))
		rest := able.AndNot(dissent)
		rest.Store(&e.unsure)
		unsure = rest.NotEqual(archsimd.BroadcastUint64x8(0)).ToBits()
	}
	acclaim := free.And(archsimd.LoadUint64x8(&e.minds[supportWord+SupportPlanes-1]))
	if e.loudly {
		acclaim = acclaim.Or(free.AndNot(e.silent()).And(archsimd.LoadUint64x8(&e.pressed)))
	}
	dissent.Store(&e.minds[dissentWord])
	acclaim.AndNot(dissent).Store(&e.minds[acclaimWord])
	return unsure
}

// below are the masks of those whose level of support is below a line, from 0 to 64.
func (e *eight) below(line word8) word8 {
	s := e.minds[supportWord:]
	less := lend8(archsimd.LoadUint64x8(&s[0]), digit8(line, 0), archsimd.BroadcastUint64x8(0))
	less = lend8(archsimd.LoadUint64x8(&s[1]), digit8(line, 1), less)
	less = lend8(archsimd.LoadUint64x8(&s[2]), digit8(line, 2), less)
	less = lend8(archsimd.LoadUint64x8(&s[3]), digit8(line, 3), less)
	less = lend8(archsimd.LoadUint64x8(&s[4]), digit8(line, 4), less)
	less = lend8(archsimd.LoadUint64x8(&s[5]), digit8(line, 5), less)
	return less.Or(digit8(line, SupportPlanes)) // the line is above the scale
}

// silent is silent.
func (e *eight) silent() word8 {
	s := e.minds[supportWord:]
	high, low := archsimd.LoadUint64x8(&e.nature[nerveWord+NervePlanes-1]), archsimd.LoadUint64x8(&e.nature[nerveWord+NervePlanes-2])
	both := high.And(low)
	l0, l1 := archsimd.LoadUint64x8(&e.acclaim[0]), archsimd.LoadUint64x8(&e.acclaim[1])
	l2, l3 := archsimd.LoadUint64x8(&e.acclaim[2]), archsimd.LoadUint64x8(&e.acclaim[3])
	l3 = l3.Xor(l2).Xor(l1).Xor(l0)
	l1, l2 = l1.Xor(l0), l2.Xor(l0)
	n := func(k uint64) word8 {
		return digit8(l0, k).Xor(digit8(l1, k).And(low)).Xor(digit8(l2, k).And(high)).Xor(digit8(l3, k).And(both))
	}
	less := lend8(archsimd.LoadUint64x8(&s[0]), n(0), archsimd.BroadcastUint64x8(0))
	less = lend8(archsimd.LoadUint64x8(&s[1]), n(1), less)
	less = lend8(archsimd.LoadUint64x8(&s[2]), n(2), less)
	less = lend8(archsimd.LoadUint64x8(&s[3]), n(3), less)
	less = lend8(archsimd.LoadUint64x8(&s[4]), n(4), less)
	return lend8(archsimd.LoadUint64x8(&s[5]), n(5), less)
}

// dare is risk, operation by operation.
func (e *eight) dare(free word8) {
	one := archsimd.BroadcastFloat64x8(1)
	members := ones8(free).ConvertToFloat64().Max(one)
	crowd := archsimd.BroadcastFloat64x8(100).Mul(archsimd.LoadUint64x8(&e.dissenters).ConvertToFloat64()).Div(members)
	fear := archsimd.LoadFloat64x8(&e.fear)
	watch := archsimd.LoadFloat64x8(&e.watch).Mul(one.Add(fear.Add(fear))).Div(one.Add(crowd))
	whole := archsimd.LoadFloat64x8(&e.whole)
	floor := whole.Mul(watch.Div(whole).FloorScaled(0))
	floor.Merge(watch, whole.Greater(archsimd.BroadcastFloat64x8(0))).Store(&e.risk)
	e.lose(&e.risk)
}

// speak is say for those of collective i of whom it was not sure, after the others have
// been counted.
func (e *eight) speak(c *Collective, i int, t *Tally) {
	who := c.daring(e.ground[i], e.risk[i], e.unsure[i])
	if who == 0 {
		return
	}
	t.Disturbances -= one(c.disturbed())
	lost := c.Acclaim & who
	c.Dissent |= who
	c.Acclaim &^= who
	c.Dissenters = uint8(Count(c.Dissent))
	t.Dissent += Count(who)
	t.Acclaim -= Count(lost)
	t.Insincere -= Count(lost &^ c.InSupport())
	t.Disturbances += one(c.disturbed())
}

// mostNerve is the risk aversion of those who have most of it: whom it does not hold
// back, no nerve does, and a sum that rounding keeps in order says so of all.
const mostNerve = (1<<NervePlanes - 0.5) / (1 << NervePlanes)
