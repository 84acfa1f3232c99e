package emperor

import (
	"slices"

	"github.com/fromabove/fromabove/chance"
)

// Who sees whom. On the lattice and the ring, ties may be turned into bridges
// (Rules.Rewire): that is a small world.
const (
	Lattice = "lattice" // a torus, each with the eight around him: the paper's neighbourhood
	Ring    = "ring"    // a circle, each with half his neighbours on either side
	Random  = "random"  // the ring with every tie thrown anew
	Full    = "full"    // everybody sees everybody
)

// Networks are all of them.
var Networks = []string{Lattice, Ring, Random, Full}

const bridged chance.Decision = "emperor.bridged" // whether a tie becomes a bridge, and to whom

const moore = 8 // neighbours on the lattice

// sides are the sides of the lattice: the two factors that are nearest to each
// other, the smaller first.
func sides(persons int) (short, long int) {
	for short = 1; (short+1)*(short+1) <= persons; short++ {
	}
	for persons%short != 0 {
		short--
	}
	return short, persons / short
}

// wheel is the place of a person on a circle, as steps around it from person 0.
func wheel(at, size int) int { return min(at, size-at) }

// distance is how far a person lives from person 0, before ties are thrown.
func (r Rules) distance(i int) int {
	if r.Network != Lattice {
		return wheel(i, r.Persons)
	}
	_, long := sides(r.Persons)
	dx, dy := wheel(i%long, long), wheel(i/long, r.Persons/long)
	return max(dx, dy)*r.Persons + dx + dy // squares, and within a square its sides before its corners
}

// ties are the neighbours of each person; none of the full network, which needs
// no list.
func (r Rules) ties(seed chance.Seed) [][]int32 {
	var ties [][]int32
	switch r.Network {
	case Full:
		return nil
	case Lattice:
		ties = lattice(r.Persons)
	default:
		ties = ring(r.Persons, r.Neighbours)
	}
	rewire := r.Rewire
	if r.Network == Random {
		rewire = 1
	}
	throw(ties, rewire, seed)
	return ties
}

func lattice(persons int) [][]int32 {
	short, long := sides(persons)
	ties := make([][]int32, persons)
	for i := range ties {
		x, y := i%long, i/long
		for dy := -1; dy <= 1; dy++ {
			for dx := -1; dx <= 1; dx++ {
				if dx != 0 || dy != 0 {
					ties[i] = append(ties[i], int32((y+dy+short)%short*long+(x+dx+long)%long))
				}
			}
		}
	}
	return ties
}

func ring(persons, neighbours int) [][]int32 {
	ties := make([][]int32, persons)
	for i := range ties {
		for d := 1; d <= neighbours/2; d++ {
			ties[i] = append(ties[i], int32((i+d)%persons), int32((i-d+persons)%persons))
		}
	}
	return ties
}

// throw turns each tie into a bridge with probability p, as Watts and Strogatz
// (Nature 393, 1998) do: who stands at one end keeps it, and the other end goes
// to somebody he is not tied to. The number of ties stays.
func throw(ties [][]int32, p float64, seed chance.Seed) {
	type tie struct{ from, to int32 }
	var all []tie
	for i, neighbours := range ties {
		for _, j := range neighbours {
			if int32(i) < j {
				all = append(all, tie{int32(i), j})
			}
		}
	}
	dice := seed.Dice(bridged, 0)
	for k, t := range all {
		d := dice.Of(uint64(k))
		if !d.Happens(0, p) || len(ties[t.from]) >= len(ties)-1 {
			continue
		}
		to := t.from
		for try := 1; to == t.from || slices.Contains(ties[t.from], to); try++ {
			to = int32(d.Below(try, len(ties)))
		}
		swap(ties, t.from, t.to, to)
		cut(ties, t.to, t.from)
		ties[to] = append(ties[to], t.from)
	}
}

// swap puts a new neighbour of a person in the place of an old one.
func swap(ties [][]int32, of, gone, found int32) {
	ties[of][slices.Index(ties[of], gone)] = found
}

func cut(ties [][]int32, of, gone int32) {
	at := slices.Index(ties[of], gone)
	ties[of] = slices.Delete(ties[of], at, at+1)
}
