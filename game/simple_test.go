package game

import (
	"math"
	"testing"
)

func TestNecessityAndSufficiency(t *testing.T) {
	// Player 0 and 1 both needed; either will do; nobody is; it never comes.
	simple := Simple{
		func(c Coalition) bool { return c.Has(0) && c.Has(1) },
		func(c Coalition) bool { return c.Has(0) || c.Has(1) },
		func(c Coalition) bool { return true },
		func(c Coalition) bool { return false },
	}
	all, one := Everybody(3), Coalition(1)
	for _, c := range []struct {
		what      string
		got, want Share
	}{
		{"comes with everybody", simple.Comes(all), Share{3, 4}},
		{"comes with nobody", simple.Comes(0), Share{1, 4}},
		{"stays away without player 0", simple.Stays(all.Without(0)), Share{2, 4}},
		{"player 0 necessary", simple.Necessary(all, one), Share{1, 3}},
		{"player 2 necessary", simple.Necessary(all, 4), Share{0, 3}},
		{"players 0 and 1 necessary", simple.Necessary(all, 3), Share{2, 3}},
		{"player 0 sufficient", simple.Sufficient(one), Share{1, 3}},
		{"players 0 and 1 sufficient", simple.Sufficient(3), Share{2, 3}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestWilson(t *testing.T) {
	// 8 of 10 at 1.96: 0.490 to 0.943 (Newcombe 1998 and any table).
	low, high := Share{8, 10}.Interval(1.959964)
	if math.Abs(low-0.4901625) > 1e-6 || math.Abs(high-0.9433178) > 1e-6 {
		t.Errorf("8 of 10: %v to %v", low, high)
	}
	if low, high = (Share{0, 30}).Interval(1.645); low != 0 || high < 0.05 || high > 0.12 {
		t.Errorf("0 of 30: %v to %v", low, high)
	}
	if low, high = (Share{0, 0}).Interval(1.645); low != 0 || high != 1 {
		t.Errorf("no draws: %v to %v", low, high)
	}
}
