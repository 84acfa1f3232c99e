package game

import "fmt"

// Partition puts the players of a game into bundles: Partition[i] is the
// number of the bundle of player i. Bundles are numbered from 0, none empty.
type Partition []int

// Single is the partition in which each player is a bundle of his own.
func Single(players int) Partition {
	p := make(Partition, players)
	for i := range p {
		p[i] = i
	}
	return p
}

// Bundles gives the players of each bundle.
func (p Partition) Bundles() ([]Coalition, error) {
	var out []Coalition
	for i, k := range p {
		if k < 0 || k >= len(p) {
			return nil, fmt.Errorf("player %d is in bundle %d; bundles are numbered from 0, none empty", i, k)
		}
		for len(out) <= k {
			out = append(out, 0)
		}
		out[k] = out[k].With(i)
	}
	for k, b := range out {
		if b == 0 {
			return nil, fmt.Errorf("bundle %d is empty; bundles are numbered from 0, none empty", k)
		}
	}
	return out, nil
}

// Quotient is the game whose players are the bundles, each wholly on or off.
func (g Game) Quotient(p Partition) (Game, error) {
	bundles, err := g.bundles(p)
	if err != nil {
		return Game{}, err
	}
	value := make([]float64, 1<<len(bundles))
	for r := range value {
		value[r] = g.value[union(bundles, Coalition(r))]
	}
	return New(len(bundles), value)
}

// Owen gives each player his Owen value (Owen 1977): what he adds to those who
// came before him, over all orders in which the players of a bundle come
// together. A bundle's values add up to the Shapley value of the bundle in the
// quotient game, whatever is opened inside another.
func (g Game) Owen(p Partition) ([]float64, error) {
	bundles, err := g.bundles(p)
	if err != nil {
		return nil, err
	}
	out := make([]float64, g.players)
	among := orders(len(bundles))
	for k, mine := range bundles {
		inside := orders(mine.Size())
		for r := range Coalition(1) << len(bundles) {
			if r.Has(k) {
				continue
			}
			before := union(bundles, r)
			// Every subset of mine but mine itself, which nobody joins.
			for t := Coalition(0); t != mine; t = (t - mine) & mine {
				weight := among[r.Size()] * inside[t.Size()]
				for i := range out {
					if mine.Has(i) && !t.Has(i) {
						out[i] += float64(weight * (g.value[before|t.With(i)] - g.value[before|t]))
					}
				}
			}
		}
	}
	return out, nil
}

// bundles are those of a partition of the players of the game.
func (g Game) bundles(p Partition) ([]Coalition, error) {
	if len(p) != g.players {
		return nil, fmt.Errorf("a partition of %d players does not fit a game of %d", len(p), g.players)
	}
	return p.Bundles()
}

// union is everybody in the bundles that are on.
func union(bundles []Coalition, on Coalition) (c Coalition) {
	for k, b := range bundles {
		if on.Has(k) {
			c |= b
		}
	}
	return c
}
