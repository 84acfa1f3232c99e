package attribution

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/game"
)

// Terror says what counts as terror in the questions of necessity and
// sufficiency: an outcome of at least so much.
type Terror struct {
	Outcome string
	Least   float64
}

// ParseTerror reads OUTCOME, of at least one half as fits what is 0 or 1, or
// OUTCOME>=NUMBER.
func ParseTerror(word string) (Terror, error) {
	outcome, least, given := strings.Cut(word, ">=")
	t := Terror{Outcome: outcome, Least: 0.5}
	o, err := experiment.Parse(outcome)
	if err != nil {
		return t, fmt.Errorf("--terror: %w", err)
	}
	switch {
	case given:
		if t.Least, err = strconv.ParseFloat(least, 64); err != nil {
			return t, fmt.Errorf("--terror %s: %q is not a number; write for example deaths>=100000", word, least)
		}
	case o.Unit != "0 or 1":
		return t, fmt.Errorf("--terror %s: say how much of it (%s) is terror, for example %[1]s>=100000", word, o.Unit)
	}
	return t, nil
}

func (t Terror) String() string { return fmt.Sprintf("%s of at least %v", t.Outcome, t.Least) }

// Chance is how often something was so, with its 90% interval.
type Chance struct {
	Hits  int    `json:"hits"`
	Of    int    `json:"of"`
	Value Number `json:"value"`
	Low   Number `json:"low"`
	High  Number `json:"high"`
}

func chance(s game.Share) Chance {
	low, high := s.Interval(1.6448536)
	return Chance{s.Hits, s.Of, Number(s.Value()), Number(low), Number(high)}
}

// Need is how often a player is necessary and how often sufficient.
type Need struct {
	Player     string `json:"player"`
	GoneOff    Chance `json:"no_terror_if_off"`       // P(no terror | off), of all draws
	Necessary  Chance `json:"necessary"`              // of the draws with terror where everybody is on
	OnlyOn     Chance `json:"terror_if_only_this_on"` // P(terror | only this on), of all draws
	Sufficient Chance `json:"sufficient"`             // of the draws without terror where nobody is on
}

// Needs is necessity and sufficiency over draws.
type Needs struct {
	Terror    string `json:"terror"`
	Everybody Chance `json:"terror_with_everybody"`
	Nobody    Chance `json:"terror_with_nobody"`
	Players   []Need `json:"players"`
}

// needs counts them.
func (s *Setup) needs(column func(game.Coalition) []float64) *Needs {
	games, _ := s.games(column)
	simple := make(game.Simple, len(games))
	for i, value := range games {
		simple[i] = func(c game.Coalition) bool { return value(c) >= s.Terror.Least }
	}
	all := game.Everybody(len(s.Players))
	out := &Needs{Terror: s.Terror.String(), Everybody: chance(simple.Comes(all)), Nobody: chance(simple.Comes(0))}
	for i, p := range s.Players {
		me := game.Coalition(0).With(i)
		out.Players = append(out.Players, Need{p.Name, chance(simple.Stays(all.Without(i))), chance(simple.Necessary(all, me)), chance(simple.Comes(me)), chance(simple.Sufficient(me))})
	}
	return out
}
