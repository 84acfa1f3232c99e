package chance

import (
	"iter"
	"math/bits"
)

// Sparse holds the dice of one decision, month and unit for marks that are
// rare. Each of the 64 lanes has a number here as in Unit, 32 bits, uniform and
// independent of the others, but those below 1/256 are drawn as few events among
// many lanes: how many there are (a binomial number, by inversion), then which
// and how low. So one word tells nearly always that no lane is marked. The other
// lanes have their numbers above it digit by digit, as in Unit.
type Sparse Unit

// Sparse narrows the dice to one unit, for rare marks. A decision has either
// these dice or those of Of, since both are made of the same words.
func (d Dice) Sparse(unit uint64) Sparse { return Sparse(d.Of(unit)) }

// low is the number below which lanes are few.
const low = Sure / 256

// lows[k] is the probability, out of 2^64, that k or more of 64 lanes are low.
var lows = func() (tail [12]uint64) {
	p := 1.0 // of k being low: 64 over k, by 256 to the k, by (255/256)^(64-k)
	for range 64 {
		p = float64(p * (255.0 / 256))
	}
	var each [24]float64
	for k := range each {
		each[k] = p
		p = float64(p*float64(64-k)) / float64(k+1) / 255
	}
	sum := 0.0
	for k := len(each) - 1; k > 0; k-- {
		if sum += each[k]; k < len(tail) {
			tail[k] = uint64(float64(sum * (1 << 64)))
		}
	}
	return tail
}()

// Words below lows[2] stand for two or more low lanes and those up to lows[1] for
// one, whose number grows with the word: by oneLow a number. Back, a number is
// the word by perWord and 2^84.
var (
	twoLow  = lows[2]
	oneLow  = (lows[1]-lows[2])/uint64(low) + 1
	perWord = uint64(float64(uint64(low)<<20) / (float64(lows[1]-lows[2]) / (1 << 64)))
)

// Mask marks each lane of among with probability p, each by its own die:
// lane i is marked if its number, Lane(i), is below p.
func (s Sparse) Mask(p Odds, among uint64) uint64 {
	if s.key < p.first() || p > low {
		return s.mask(p, among)
	}
	return 0
}

// first is the word of a unit from which on none of its lanes is marked, for odds
// up to low.
func (p Odds) first() uint64 { return twoLow + uint64(p)*oneLow }

// Some tells in which of so many units, up to 64, from first on, Sparse.Mask at these
// odds may mark a lane: digit i is of unit first+i. In all others it marks none.
func (d Dice) Some(first uint64, units int, p Odds) (some uint64) {
	if p > low {
		return allOf(units)
	}
	line := p.first()
	if vectors {
		return d.below(first, units, line)
	}
	for i := uint64(units); i > 0; i-- {
		some <<= 1
		if d.Of(first+i-1).key < line {
			some |= 1
		}
	}
	return some
}

// allOf is a digit for each of so many units, from 1 to 64.
func allOf(units int) uint64 { return ^uint64(0) >> (64 - units) }

func (s Sparse) mask(p Odds, among uint64) uint64 {
	if p >= Sure {
		return among
	}
	if p > low {
		few := s.few()
		return few&among | s.many().Mask(digitsOf(p), among&^few)
	}
	if s.key >= lows[2] { // at most one is low
		if lane, number := s.only(); s.key < lows[1] && number < p {
			return 1 << lane & among
		}
		return 0
	}
	var marked uint64
	for lane, number := range s.low() {
		if number < p {
			marked |= 1 << lane
		}
	}
	return marked & among
}

// few are the low lanes.
func (s Sparse) few() (lanes uint64) {
	if s.key >= lows[1] {
		return 0
	}
	for lane := range s.low() {
		lanes |= 1 << lane
	}
	return lanes
}

// Lane is the 32-bit number of one lane.
func (s Sparse) Lane(lane int) uint32 {
	for l, number := range s.low() {
		if l == lane {
			return uint32(number)
		}
	}
	return uint32(numberOf(s.many().Lane(lane)))
}

// low are the low lanes and their numbers. The highest digits of a word are for
// the number, the lowest six for the lane.
func (s Sparse) low() iter.Seq2[int, Odds] {
	return func(yield func(int, Odds) bool) {
		w := s.key
		if w >= lows[2] {
			if w < lows[1] {
				yield(s.only())
			}
			return
		}
		left := ^uint64(0)
		for k := 1; k < len(lows) && w < lows[k]; k++ {
			own := Unit(s).Word(k)
			for left>>(own&63)&1 == 0 { // he has a number already
				own = mix(own + unitStep)
			}
			left &^= 1 << (own & 63)
			if !yield(int(own&63), Odds(own>>40)) {
				return
			}
		}
	}
}

// only are the lane and the number where one lane is low.
func (s Sparse) only() (lane int, number Odds) {
	share, _ := bits.Mul64(s.key-lows[2], perWord)
	return int(s.key & 63), min(Odds(share>>20), low-1)
}

// many are the digits of the lanes that are not low: from a word on that no low
// lane uses.
func (s Sparse) many() Unit { return Unit{s.key + 64*wordStep%(1<<64)} }

// numberOf spreads a number of 32 digits evenly over those that are not low, and
// digitsOf is the least number that comes to p or more.
func numberOf(digits uint32) Odds { return low + Odds(digits)*255/256 }
func digitsOf(p Odds) Odds        { return ((p-low)*256 + 254) / 255 }
