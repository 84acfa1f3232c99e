package people

import (
	"math"
	"math/bits"
	"slices"

	"github.com/fromabove/fromabove/chance"
)

// Weights are what the police go by: how strongly each sign counts as a mark of
// the enemy, per person. They add up. All are at least 0.
type Weights struct{ Dissent, Named, File, Marked, National, Insincere float64 }

// of is the weight of one lane.
func (w *Weights) of(c *Collective, lane int) float64 {
	sum := 0.0
	bit := uint64(1) << lane
	add := func(mask uint64, weight float64) {
		if mask&bit != 0 {
			sum += weight
		}
	}
	add(c.Dissent, w.Dissent)
	add(c.Named, w.Named)
	add(c.File, w.File)
	add(c.Marked, w.Marked)
	add(c.National, w.National)
	add(c.hollow(), w.Insincere)
	return sum
}

// Total is the weight of all whom a tally counts.
func (w *Weights) Total(t *Tally) float64 {
	return float64(w.Dissent*float64(t.Dissent)) + float64(w.Named*float64(t.Named)) + float64(w.File*float64(t.File)) +
		float64(w.Marked*float64(t.Marked)) + float64(w.National*float64(t.National)) + float64(w.Insincere*float64(t.Insincere))
}

// Candidate is a person who may be picked; the lowest rank is picked first.
type Candidate struct {
	Rank float64
	ID   ID
}

// Pick is exactly n persons at liberty of a region, each with a chance in
// proportion to his weight, or all who carry a weight if they are fewer.
//
// It is order sampling with permanent random numbers (Ohlsson 1995; Rosén
// 1997): everyone has one uniform number u this month, and the n smallest u/w
// are picked. So the number is exact, and two histories with the same dice pick
// the same persons as far as their weights agree. Only persons with u below
// bound·w are looked at; the bound is raised until there are enough.
func (m *Multitude) Pick(region, n int, dice chance.Dice, w *Weights, total float64) []Candidate {
	m.Done()
	if n <= 0 || !(total > 0) {
		return nil
	}
	wanted := float64(n)
	for bound := (wanted + float64(2*math.Sqrt(wanted)) + 3) / total; ; bound *= 2 {
		found := m.candidates(region, dice, w, bound)
		if len(found) >= n || bound >= 1e9 {
			return first(found, n)
		}
	}
}

// first is the n candidates who rank lowest, in order.
func first(found []Candidate, n int) []Candidate {
	slices.SortFunc(found, func(a, b Candidate) int {
		switch {
		case a.Rank != b.Rank && a.Rank < b.Rank:
			return -1
		case a.Rank != b.Rank:
			return 1
		}
		return int(int64(a.ID) - int64(b.ID))
	})
	return found[:min(n, len(found))]
}

// candidates lists the persons of a region with u/w < bound: those who rank
// lowest, and no other. A sieve on whole words of the register leaves few to look at;
// it is wider by the little that rounding may take.
func (m *Multitude) candidates(region int, dice chance.Dice, w *Weights, bound float64) (found []Candidate) {
	sieve, hollowOdds := w.sieve(bound), chance.OddsOf(bound*w.Insincere)+2
	span := m.Regions[region]
	var able [2][Lanes]uint64 // of the 64 collectives at hand, and of the next
	turn := func(n int) *[Lanes]uint64 { return &able[(n-span.First)/64%2] }
	m.walk(span, func(first, collectives int) uint64 {
		able := turn(first)
		some := m.register.suspects(first, collectives, dice, &sieve, able)
		if !vectors { // nothing fetches them one by one
			some = m.atLiberty(first, some, able)
		}
		return some
	}, func(number int) {
		c, unit := &m.Collectives[number], dice.Of(uint64(number))
		able := turn(number)[(number-span.First)%64] & c.Free()
		signs := c.Dissent | c.Named | c.File | c.Marked | c.National
		if only := able &^ signs; only != 0 { // to acclaim without supporting is the one sign of many, and the weakest
			able = able&signs | unit.Mask(hollowOdds, only)
		}
		for ; able != 0; able &= able - 1 {
			lane := bits.TrailingZeros64(able)
			weight := w.of(c, lane)
			if !(weight > 0) || unit.Mask(chance.OddsOf(bound*weight)+2, 1<<lane) == 0 {
				continue // by the first digits of his number
			}
			if rank := float64(unit.Lane(lane)) / weight; rank < bound*float64(chance.Sure) {
				found = append(found, Candidate{rank, At(number, lane)})
			}
		}
	})
	return found
}

// atLiberty leaves of those who are able only who is at liberty, and tells where anybody
// is left. All are read side by side, so that memory is waited for once.
func (m *Multitude) atLiberty(first int, some uint64, able *[Lanes]uint64) uint64 {
	for rest := some; rest != 0; rest &= rest - 1 {
		i := First(rest)
		able[i] &= m.Collectives[first+i].Free()
		some &^= uint64(one(able[i] == 0)) << i
	}
	return some
}
