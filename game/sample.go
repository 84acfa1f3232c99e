package game

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// MostSampled is the number of players up to which orders can be sampled: the
// bits of a Coalition less one.
const MostSampled = 63

// Sample is a set of orders in which the players of a partition may come, those
// of a bundle together. Each comes with its reverse: a player who comes early in
// one comes late in the other, and what he adds to few and to many varies less
// in their mean than in two orders of their own (antithetic sampling; Mitchell,
// Cooper, Frank and Holmes 2022).
type Sample struct {
	players int
	orders  [][]int // 2k+1 is the reverse of 2k
}

// Draw draws so many orders, half of them the reverse of the others. The same
// seed gives the same orders, and more begin with those of fewer, so that a
// sample can grow.
func Draw(p Partition, orders int, seed uint64) (Sample, error) {
	bundles, err := p.Bundles()
	switch {
	case err != nil:
		return Sample{}, err
	case len(p) > MostSampled:
		return Sample{}, fmt.Errorf("orders of up to %d players can be sampled, not %d", MostSampled, len(p))
	case orders < 4 || orders%2 != 0:
		return Sample{}, fmt.Errorf("%d orders: want an even number, as each comes with its reverse, and at least 4, as fewer give no standard error", orders)
	}
	dice := rand.New(rand.NewPCG(seed, uint64(len(p))))
	s := Sample{players: len(p)}
	for range orders / 2 {
		order := make([]int, 0, len(p))
		for _, k := range dice.Perm(len(bundles)) {
			var members []int
			for i := range p {
				if bundles[k].Has(i) {
					members = append(members, i)
				}
			}
			dice.Shuffle(len(members), func(a, b int) { members[a], members[b] = members[b], members[a] })
			order = append(order, members...)
		}
		back := slices.Clone(order)
		slices.Reverse(back)
		s.orders = append(s.orders, order, back)
	}
	return s, nil
}

// Coalitions are those whose values the sample asks for, each once, ascending.
func (s Sample) Coalitions() []Coalition {
	var out []Coalition
	for _, order := range s.orders {
		c := Coalition(0)
		out = append(out, c)
		for _, i := range order {
			c = c.With(i)
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Estimate is a value with the standard error that the sample leaves.
type Estimate struct{ Value, Error float64 }

// Values estimates each player's value: the Shapley value if each is a bundle
// of his own, else the Owen value. They add up to the total exactly, as in each
// order they do. value is asked for the sample's Coalitions alone.
func (s Sample) Values(value func(Coalition) float64) []Estimate {
	added := make([][]float64, s.players) // by player: the mean of each order and its reverse
	for i := range added {
		added[i] = make([]float64, len(s.orders)/2)
	}
	for k, order := range s.orders {
		c := Coalition(0)
		before := value(c)
		for _, i := range order {
			c = c.With(i)
			after := value(c)
			added[i][k/2] += (after - before) / 2
			before = after
		}
	}
	out := make([]Estimate, s.players)
	for i, of := range added {
		out[i] = estimate(of)
	}
	return out
}

// estimate is the mean with its standard error.
func estimate(of []float64) Estimate {
	sum := 0.0
	for _, x := range of {
		sum += x
	}
	n := float64(len(of))
	mean, square := sum/n, 0.0
	for _, x := range of {
		square += float64((x - mean) * (x - mean))
	}
	return Estimate{mean, math.Sqrt(square / (n * (n - 1)))}
}
