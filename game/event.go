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

// Event counts, over draws, whether something comes. Each draw tells for a
// coalition whether it does.
type Event []func(Coalition) bool

// Comes is how often it comes with a coalition on.
func (e Event) Comes(c Coalition) Share {
	s := Share{Of: len(e)}
	for _, comes := range e {
		if comes(c) {
			s.Hits++
		}
	}
	return s
}

// Absent is how often it does not come with a coalition on.
func (e Event) Absent(c Coalition) Share {
	s := e.Comes(c)
	return Share{s.Of - s.Hits, s.Of}
}

// Necessary is how often it does not come without some players, of the draws
// in which it comes with everybody on: there alone can anything be necessary
// for it.
func (e Event) Necessary(everybody, players Coalition) Share {
	var s Share
	for _, comes := range e {
		if !comes(everybody) {
			continue
		}
		s.Of++
		if !comes(everybody &^ players) {
			s.Hits++
		}
	}
	return s
}

// Sufficient is how often it comes with some players alone on, of the draws in
// which it does not come with nobody on.
func (e Event) Sufficient(players Coalition) Share {
	var s Share
	for _, comes := range e {
		if comes(0) {
			continue
		}
		s.Of++
		if comes(players) {
			s.Hits++
		}
	}
	return s
}
