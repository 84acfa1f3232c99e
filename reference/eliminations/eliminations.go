// Package eliminations has the closed form of how many a dictator kills who
// fears enemies and cannot tell them from the loyal (Gregory, Schroeder and
// Sonin, "Rational dictators and the killing of innocents", Journal of
// Comparative Economics 39, 2011).
//
// Of N persons a share e are enemies; he is safe while at most the share r of
// those who are left are. Whom his police bring is an enemy with probability h.
// Removing X leaves (e N - h X) enemies of N - X persons, so
//
//	X = N (e - r) / (h - r),   innocents (1 - h) X.
//
// X rises with e, falls with r, and falls with h: the poorer the information,
// the more die, and the more of them innocent; where h is near r there is
// hardly an end. No less than the share of enemies can be right by chance, and
// drawing lots (h = e) ends with nobody left: X = N.
//
// The form is ours, with the comparative statics of the paper and not its
// notation. It is the target of the leader in the main model: the gap chi
// [e - r]+ is his X/N but for h (leader.suspect), of which an operation's first
// plan takes a part (leader.decree). There e is what he believes, r falls with
// the threat of war, what is brought in is not of known h but made of files,
// marks and names, and losses count; here all is known and free.
//
// Left out: time, cost, fear, and that each arrest makes evidence.
package eliminations

import (
	"fmt"

	"github.com/fromabove/fromabove/chance"
)

// A Fear is what the dictator believes and tolerates, and how well his police
// find what he fears.
type Fear struct {
	Persons   int     // N
	Enemies   float64 // e: share of persons
	Tolerated float64 // r: share of those who are left
	Hit       float64 // h: probability that who is eliminated is an enemy
}

// MostPersons is a limit on N, so that draws one by one end.
const MostPersons = 100_000_000

// Check says what is wrong with a fear, naming the number by its key.
func (f Fear) Check() error {
	if f.Persons < 1 || f.Persons > MostPersons {
		return fmt.Errorf("persons %d: want 1 to %d", f.Persons, MostPersons)
	}
	for _, share := range []struct {
		key string
		x   float64
	}{{"enemies", f.Enemies}, {"tolerated", f.Tolerated}, {"hit", f.Hit}} {
		if !(share.x >= 0 && share.x <= 1) {
			return fmt.Errorf("%s %v: want a share from 0 to 1", share.key, share.x)
		}
	}
	if f.Enemies > f.Tolerated && f.Hit < f.Enemies {
		return fmt.Errorf("hit %v: want at least the share of enemies, %v: with less he is better served by drawing lots, and no number of eliminations makes him safe", f.Hit, f.Enemies)
	}
	return nil
}

// Eliminated is X, in persons, not rounded; 0 where there is nothing to fear.
func (f Fear) Eliminated() float64 {
	if f.Enemies <= f.Tolerated {
		return 0
	}
	return float64(f.Persons) * (f.Enemies - f.Tolerated) / (f.Hit - f.Tolerated)
}

// Innocents are those of X who were no enemies.
func (f Fear) Innocents() float64 { return (1 - f.Hit) * f.Eliminated() }

const taken chance.Decision = "eliminations.taken" // whether who is taken is an enemy

// An Outcome is what came of eliminating one by one.
type Outcome struct{ Eliminated, Innocents, EnemiesLeft int }

// Draw eliminates one by one until the share of enemies among those left is
// tolerated, with whole persons: each is an enemy with probability h, while
// there are both. Its mean is X but for less than a few persons; how far one
// history lies from it is luck.
func (f Fear) Draw(seed chance.Seed) Outcome {
	dice := seed.Dice(taken, 0).Of(0)
	enemies := int(float64(f.Enemies*float64(f.Persons)) + 0.5)
	left := f.Persons
	var o Outcome
	for ; left > 0 && float64(enemies) > f.Tolerated*float64(left); left-- {
		if enemies == left || dice.Happens(o.Eliminated, f.Hit) {
			enemies--
		} else {
			o.Innocents++
		}
		o.Eliminated++
	}
	o.EnemiesLeft = enemies
	return o
}
