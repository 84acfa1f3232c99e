// Package game divides an outcome among causes, as the theory of coalition
// games divides a gain among players. A player is on or off; a game gives each
// coalition, the players that are on, a value. Exact values come from all
// coalitions of up to twelve players (game.go, owen.go, interaction.go), estimates
// with standard errors from sampled orders of more (sample.go); beside them
// stand counts of how often a player is necessary or sufficient for something
// (simple.go), because a division hides that: when the truth is "A and B",
// Shapley gives each half.
//
// The package knows nothing of what is divided, runs nothing and keeps nothing.
// Sums are made in the order of the coalitions, so that results are the same
// bytes on any number of workers.
package game

import (
	"fmt"
	"math/bits"
)

// Most is the number of players up to which all coalitions are run: 4096.
const Most = 12

// Coalition is a set of players: bit i stands for player i.
type Coalition uint64

// Everybody is the coalition of all of n players.
func Everybody(n int) Coalition { return Coalition(1)<<n - 1 }

// Has tells whether a player is on.
func (c Coalition) Has(player int) bool { return c>>player&1 == 1 }

// With is the coalition with a player on, Without with him off.
func (c Coalition) With(player int) Coalition    { return c | 1<<player }
func (c Coalition) Without(player int) Coalition { return c &^ (1 << player) }

// Size is the number of players that are on.
func (c Coalition) Size() int { return bits.OnesCount64(uint64(c)) }

// Game is a value for every coalition of up to Most players.
type Game struct {
	players int
	value   []float64 // by Coalition
}

// New makes a game of values in the order of the coalitions: nobody, player 0,
// player 1, players 0 and 1, player 2, ...
func New(players int, value []float64) (Game, error) {
	if players < 0 || players > Most {
		return Game{}, fmt.Errorf("a game of all coalitions has up to %d players, not %d; sample orders of more", Most, players)
	}
	if len(value) != 1<<players {
		return Game{}, fmt.Errorf("a game of %d players has %d coalitions, not %d values", players, 1<<players, len(value))
	}
	return Game{players, append([]float64(nil), value...)}, nil
}

// Players is their number.
func (g Game) Players() int { return g.players }

// Value is that of a coalition.
func (g Game) Value(c Coalition) float64 { return g.value[c] }

// Total is what is divided: the value of everybody less that of nobody.
func (g Game) Total() float64 { return g.value[len(g.value)-1] - g.value[0] }

// Shapley gives each player his Shapley value (Shapley 1953): what he adds to
// those who came before him, over all orders in which the players may come. The
// values add up to Total.
func (g Game) Shapley() []float64 {
	out := make([]float64, g.players)
	weights := orders(g.players)
	for c := range Coalition(len(g.value)) {
		for i := range out {
			if !c.Has(i) {
				out[i] += float64(weights[c.Size()] * (g.value[c.With(i)] - g.value[c]))
			}
		}
	}
	return out
}

// orders gives, by the size of a coalition, the share of orders of n players in
// which a given player comes right after exactly that coalition:
// s! (n-1-s)! / n!.
func orders(n int) []float64 {
	out := make([]float64, n)
	for s := range out {
		out[s] = 1 / (float64(n) * choose(n-1, s))
	}
	return out
}

// choose is the number of ways to choose k of n, exact for the sizes of a game.
func choose(n, k int) float64 {
	out := 1.0
	for i := 1; i <= k; i++ {
		out = out * float64(n-k+i) / float64(i)
	}
	return out
}
