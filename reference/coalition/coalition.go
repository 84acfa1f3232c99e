// Package coalition finds who rules where nothing binds anybody: the ultimately
// ruling coalition of Acemoglu, Egorov and Sonin (Review of Economic Studies 75,
// 2008). Each person has a power; a group that has more than a share alpha of
// the power of those still in the game may throw the others out; and nobody can
// promise not to go on. A coalition therefore lasts only if no winning group
// inside it would itself last (Powers.Ruling has the recursion):
//
//	a coalition lasts if no smaller coalition in it wins in it and lasts;
//	who rules in X is X if it lasts, else the weakest of the lasting
//	coalitions that win in X.
//
// Of people of nearly equal power and under majority rule 1, 3, 7, 15, ...
// (2^k - 1) last and no other number does: two fall apart, so three hold, as
// each fears to be thrown out by the next; Sizes has the rule for any alpha.
// Power is no safety: of 3, 4, 5 and 10 the first three rule, as they are more
// than half and hold each other.
//
// The main model has no such bargaining. Its cadre opposes or not, member by
// member, by fear and weight (country.Opposition, party's factions), and the
// ban on factions takes away that they act together. What corresponds is the
// warning: a Politburo of seven equals can hold, one of six cannot, and who is
// thrown out is no measure of his weakness.
//
// Left out: everything that binds (law, arms, faith, families), and chance.
package coalition

import (
	"fmt"
	"math/big"
	"math/bits"

	"github.com/fromabove/fromabove/chance"
)

// Limits. At Most persons the coalitions within coalitions are 3^16, 43
// million, and take about a second.
const (
	Most      = 16
	MostPower = 1_000_000_000
	mostParts = 1_000_000 // the denominator of a majority
)

// A Majority is the share alpha of power that a group must exceed to win, as a
// fraction, so that nothing is rounded.
type Majority struct{ Of, In int64 }

// Half is majority rule.
var Half = Majority{1, 2}

// ParseMajority reads a share as 1/2, 2/3 or 0.6; it is from a half up to, but
// not, one: with less, two groups could both win.
func ParseMajority(text string) (Majority, error) {
	r, ok := new(big.Rat).SetString(text)
	if !ok || r.Cmp(big.NewRat(1, 2)) < 0 || r.Cmp(big.NewRat(1, 1)) >= 0 || r.Denom().Cmp(big.NewInt(mostParts)) > 0 {
		return Majority{}, fmt.Errorf("want a share of power from 1/2 to below 1, as 1/2, 2/3 or 0.6")
	}
	return Majority{r.Num().Int64(), r.Denom().Int64()}, nil
}

func (m Majority) String() string { return fmt.Sprintf("%d/%d", m.Of, m.In) }

// wins tells whether a group of that power throws the others out of a whole.
func (m Majority) wins(power, whole int64) bool { return power*m.In > whole*m.Of }

// A Coalition is some of the persons: bit i is person i.
type Coalition uint32

// Size is the number of its members.
func (c Coalition) Size() int { return bits.OnesCount32(uint32(c)) }

// Members are the numbers of its members, from 0, ascending.
func (c Coalition) Members() (members []int) {
	for ; c != 0; c &= c - 1 {
		members = append(members, bits.TrailingZeros32(uint32(c)))
	}
	return members
}

// Powers are the powers of the persons, whole numbers so that sums are exact.
type Powers []int64

// Check says what is wrong with the powers.
func (p Powers) Check() error {
	if len(p) == 0 || len(p) > Most {
		return fmt.Errorf("want the powers of 1 to %d persons, not of %d", Most, len(p))
	}
	for i, x := range p {
		if x < 1 || x > MostPower {
			return fmt.Errorf("power %d (person %d): want a whole number from 1 to %d", x, i+1, MostPower)
		}
	}
	return nil
}

// Of is the power of a coalition.
func (p Powers) Of(c Coalition) (power int64) {
	for ; c != 0; c &= c - 1 {
		power += p[bits.TrailingZeros32(uint32(c))]
	}
	return power
}

// A Rule is what the recursion knows of every coalition of some persons.
type Rule struct {
	powers   Powers
	majority Majority
	power    []int64
	lasts    []bool
}

// NewRule works out, from the smallest up, which coalitions last. It panics on
// powers that Check refuses.
func NewRule(powers Powers, majority Majority) *Rule {
	if err := powers.Check(); err != nil {
		panic("coalition: " + err.Error())
	}
	all := 1 << len(powers)
	r := &Rule{powers, majority, make([]int64, all), make([]bool, all)}
	for c := Coalition(1); int(c) < all; c++ { // the parts of c have lower numbers
		r.power[c] = r.powers[bits.TrailingZeros32(uint32(c))] + r.power[c&(c-1)]
		r.lasts[c] = !r.falls(c)
	}
	return r
}

// falls tells whether a lasting coalition wins within c.
func (r *Rule) falls(c Coalition) bool {
	for part := (c - 1) & c; part != 0; part = (part - 1) & c {
		if r.lasts[part] && r.majority.wins(r.power[part], r.power[c]) {
			return true
		}
	}
	return false
}

// Lasts tells whether a coalition is self-enforcing.
func (r *Rule) Lasts(c Coalition) bool { return r.lasts[c] }

// Ruling are the coalitions that may come to rule within c: c itself if it
// lasts, else the weakest of the lasting ones that win in it. It is one, unless
// some coalitions have exactly the same power, which the paper leaves out.
func (r *Rule) Ruling(c Coalition) (ruling []Coalition) {
	if r.lasts[c] {
		return []Coalition{c}
	}
	least := int64(0)
	for part := (c - 1) & c; part != 0; part = (part - 1) & c {
		if !r.lasts[part] || !r.majority.wins(r.power[part], r.power[c]) {
			continue
		}
		if power := r.power[part]; len(ruling) == 0 || power < least {
			least, ruling = power, ruling[:0]
		}
		if r.power[part] == least {
			ruling = append(ruling, part)
		}
	}
	return ruling
}

// Everybody is the coalition of all.
func (p Powers) Everybody() Coalition { return 1<<len(p) - 1 }

// Ruling are the coalitions that may come to rule among all.
func (p Powers) Ruling(m Majority) []Coalition { return NewRule(p, m).Ruling(p.Everybody()) }

// Sizes are the numbers of nearly equal persons that last, ascending up to most:
// the first is 1, and after k comes the least number of which k are no longer
// more than the share alpha, floor(k/alpha) + 1.
func (m Majority) Sizes(most int) (sizes []int) {
	for k := int64(1); k <= int64(most); k = k*m.In/m.Of + 1 {
		sizes = append(sizes, int(k))
	}
	return sizes
}

// RulingSize is how many rule of so many persons of nearly equal power: the
// largest of Sizes that they can fill.
func (m Majority) RulingSize(persons int) int {
	sizes := m.Sizes(persons)
	return sizes[len(sizes)-1]
}

const powerDrawn chance.Decision = "coalition.power"

// unit is the power from which drawn powers go up.
const unit = 1_000_000

// Draw are the powers of so many persons, each drawn evenly between 1 and
// 1 + spread (0..1), in millionths.
func Draw(seed chance.Seed, persons int, spread float64) Powers {
	dice := seed.Dice(powerDrawn, 0)
	powers := make(Powers, persons)
	for i := range powers {
		powers[i] = unit + int64(float64(spread*unit)*dice.Of(uint64(i)).Uniform(0))
	}
	return powers
}
