package people

import "github.com/fromabove/fromabove/chance"

// Units of the arithmetic of support: a level is 16 parts, and a month's step
// is a 16th of the distance, so a step is decided in 256ths of a level.
const (
	parts     = 16
	maxBurden = 1<<burdenPlanes*parts - parts // in parts: rounded up, it still has so many planes

	burdenPlanes = 7
)

// Feel moves the private support of all 64 lanes one month towards its target,
//
//	x' = a (theta - burden - x),  burden = Burden + MarkedBurden mark + KinGrief kin + MemoryGrief E,
//
// by unbiased stochastic rounding: with U uniform on 0..255 and the distance D
// in 16ths of a level, the step floor((D+U)/256) has the expectation D/256, a
// 16th of the distance; a lane moves with probability 16 a. Support is held at
// the ends of its scale.
//
// U is 16 V + n, with V uniform on 0..15 for each lane and n, the low digits,
// for the collective: so n rounds the few burdens that there are to levels, and
// the step is floor((theta - support + V - burden)/16), ten planes in two's
// complement. The arithmetic is written out plane by plane so that it stays in
// registers: as loops it took twice the time.
func (c *Collective) Feel(unit uint64, k *Climate, mood *Mood) {
	u := mood.Move.Of(unit)
	movers := u.Sixteenths(k.Pace) // words 0 to 3
	if movers == 0 {
		return
	}
	b0, b1, b2, b3, b4, b5, b6 := k.burdens(c, lowDigits(u))
	s, t := &c.Support, &c.Leaning

	// Planes 0 to 3: theta - support, borrowing v; V is added, carrying y; of what
	// the burden takes off only what it borrows, w, is wanted.
	d, v := sub(t[0], s[0], 0)
	e, y := add(d, u.Word(4), 0)
	w := lend(e, b0, 0)
	d, v = sub(t[1], s[1], v)
	e, y = add(d, u.Word(5), y)
	w = lend(e, b1, w)
	d, v = sub(t[2], s[2], v)
	e, y = add(d, u.Word(6), y)
	w = lend(e, b2, w)
	d, v = sub(t[3], s[3], v)
	e, y = add(d, u.Word(7), y)
	w = lend(e, b3, w)

	// Planes 4 to 8 are the step; above its two highest planes theta - support
	// has its sign, v.
	d, v = sub(t[4], s[4], v)
	step0, w := sub(d^y, b4, w)
	y &= d
	d, v = sub(t[5], s[5], v)
	step1, w := sub(d^y, b5, w)
	y &= d
	step2, w := sub(v^y, b6, w)
	y &= v
	e = v ^ y
	step3 := e ^ w
	w &^= e
	sign := v ^ y&v ^ w
	sign &= movers

	// support += step, for the movers, held in 0..63: bits 6 and 7 of the sum
	// tell whether it has left the scale, and where.
	s0, y := add(s[0], step0&movers, 0)
	s1, y := add(s[1], step1&movers, y)
	s2, y := add(s[2], step2&movers, y)
	s3, y := add(s[3], step3&movers, y)
	s4, y := add(s[4], sign, y)
	s5, y := add(s[5], sign, y)
	under := sign &^ y
	over := (sign ^ y) &^ under
	s[0], s[1], s[2] = s0&^under|over, s1&^under|over, s2&^under|over
	s[3], s[4], s[5] = s3&^under|over, s4&^under|over, s5&^under|over
}

// lowDigits are the low digits of U.
func lowDigits(u chance.Unit) int { return int(u.Own() & (parts - 1)) }

// burdens are the planes of what every lane bears, in levels, rounded up from the
// low digits n on.
func (k *Climate) burdens(c *Collective, n int) (b0, b1, b2, b3, b4, b5, b6 uint64) {
	base := k.Burden + float64(k.MemoryGrief*float64(c.Memory))
	plain := level16(base, n)
	marked := plain ^ level16(base+k.MarkedBurden, n)
	p, q := plain&15, plain>>4&15
	u, v := marked&15, marked>>4&15
	m := c.Marked &^ c.Kin
	b0, b1, b2, b3 = digits[p][0]^digits[u][0]&m, digits[p][1]^digits[u][1]&m, digits[p][2]^digits[u][2]&m, digits[p][3]^digits[u][3]&m
	b4, b5, b6 = digits[q][0]^digits[v][0]&m, digits[q][1]^digits[v][1]&m, digits[q][2]^digits[v][2]&m
	if c.Kin == 0 {
		return
	}
	kin, both := plain^level16(base+k.KinGrief, n), plain^level16(base+k.MarkedBurden+k.KinGrief, n)
	p, q = kin&15, kin>>4&15
	u, v = both&15, both>>4&15
	l, o := c.Kin&^c.Marked, c.Kin&c.Marked
	b0, b1, b2, b3 = b0^digits[p][0]&l^digits[u][0]&o, b1^digits[p][1]&l^digits[u][1]&o, b2^digits[p][2]&l^digits[u][2]&o, b3^digits[p][3]&l^digits[u][3]&o
	b4, b5, b6 = b4^digits[q][0]&l^digits[v][0]&o, b5^digits[q][1]&l^digits[v][1]&o, b6^digits[q][2]&l^digits[v][2]&o
	return
}

// level16 is a burden in levels, rounded up from its 16ths: -floor((n - load)/16).
// The load is not below zero, so neither is what is divided, and a shift does it.
func level16(burden float64, n int) int { return int(uint(heavy(burden)+parts-1-n) / parts) }

// heavy is a burden in 16ths of a level.
func heavy(x float64) int { return nearest(float64(x*(supportLevels/2*parts)), maxBurden) }
