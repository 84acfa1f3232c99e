package game

import "math"

// Share is how often something was so among draws.
type Share struct{ Hits, Of int }

// Value is the share itself, not a number if there were no draws.
func (s Share) Value() float64 { return float64(s.Hits) / float64(s.Of) }

// Interval holds the share with the confidence that z standard deviations
// stand for (1.645: nine in ten), by Wilson's score: it stays within 0..1 and is
// not empty where nothing or everything was hit.
func (s Share) Interval(z float64) (low, high float64) {
	if s.Of == 0 {
		return 0, 1
	}
	n, p := float64(s.Of), s.Value()
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, middle-half), min(1, middle+half)
}

// Simple is a set of simple games, one a draw: each tells whether a coalition
// brings something about. That more players never undo it is not supposed.
type Simple []func(Coalition) bool

// Comes is how often it comes with a coalition on.
func (s Simple) Comes(c Coalition) Share {
	out := Share{Of: len(s)}
	for _, comes := range s {
		if comes(c) {
			out.Hits++
		}
	}
	return out
}

// Stays is how often it does not come with a coalition on.
func (s Simple) Stays(c Coalition) Share {
	out := s.Comes(c)
	return Share{out.Of - out.Hits, out.Of}
}

// Necessary is how often it does not come without some players, of the draws
// in which it comes with everybody on: there alone can anything be necessary
// for it.
func (s Simple) Necessary(everybody, players Coalition) Share {
	var out Share
	for _, comes := range s {
		if !comes(everybody) {
			continue
		}
		out.Of++
		if !comes(everybody &^ players) {
			out.Hits++
		}
	}
	return out
}

// Sufficient is how often it comes with some players alone on, of the draws in
// which it does not come with nobody on.
func (s Simple) Sufficient(players Coalition) Share {
	var out Share
	for _, comes := range s {
		if comes(0) {
			continue
		}
		out.Of++
		if comes(players) {
			out.Hits++
		}
	}
	return out
}
