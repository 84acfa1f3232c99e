package attribution

import (
	"fmt"
	"math"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/game"
)

// Over is a number over draws.
type Over struct {
	Mean     Number `json:"mean"`
	MeanLow  Number `json:"mean_low"` // 95% interval of the mean
	MeanHigh Number `json:"mean_high"`
	Low      Number `json:"low"` // 5% and 95% of the draws
	High     Number `json:"high"`
	Above    Number `json:"above"` // share of draws in which it is above zero, each tie as half
}

// over is a number over draws, by the same reckoning as a contrast of arms.
func over(values []float64) Over {
	c := experiment.Paired(values, make([]float64, len(values)))
	return Over{Number(c.Mean), Number(c.MeanLow), Number(c.MeanHigh), Number(c.Low), Number(c.High), Number(c.Above)}
}

// Portion is what a player has of an outcome's total effect.
type Portion struct {
	Player string `json:"player"`
	Bundle string `json:"bundle,omitempty"` // that was opened
	Over
	Share         Number `json:"share"`          // of the mean total effect; none where its interval holds zero
	SamplingError Number `json:"sampling_error"` // standard error that sampled orders leave; 0 where all coalitions were run
}

// Interaction is how much more two players add together than one by one.
type Interaction struct {
	One   string `json:"one"`
	Other string `json:"other"`
	Over
}

// Division is an outcome divided among the players.
type Division struct {
	Outcome      string        `json:"outcome"`
	Unit         string        `json:"unit"`
	Draws        int           `json:"draws"` // with a value in every coalition
	Left         int           `json:"left"`  // draws left out: a member failed or has no value
	Nobody       Over          `json:"nobody"`
	Everybody    Over          `json:"everybody"`
	Total        Over          `json:"total"`
	Portions     []Portion     `json:"portions"`
	Bundles      []Portion     `json:"bundles,omitempty"` // sums, where a bundle was opened
	Interactions []Interaction `json:"interactions,omitempty"`
}

// divide divides an outcome, draw by draw.
func (s *Setup) divide(outcome experiment.Kept, column func(game.Coalition) []float64) (*Division, error) {
	d := &Division{Outcome: outcome.Name, Unit: outcome.Unit}
	games, left := s.games(column)
	if d.Draws, d.Left = len(games), left; d.Draws == 0 {
		return nil, fmt.Errorf("outcome %s: in none of %d draws has every coalition a value; name one that is always defined, for example log_deaths", outcome.Name, left)
	}
	n, all := len(s.Players), game.Everybody(len(s.Players))
	var nobody, everybody, total []float64
	by := make([][]float64, n)
	both := make([][][]float64, n)
	for i := range both {
		both[i] = make([][]float64, n)
	}
	for _, value := range games {
		nobody, everybody, total = append(nobody, value(0)), append(everybody, value(all)), append(total, value(all)-value(0))
		values, interactions := s.values(value)
		if err := addUp(outcome.Name, values, value(all)-value(0)); err != nil {
			return nil, err
		}
		for i, v := range values {
			by[i] = append(by[i], v.Value)
			for j := i + 1; j < n && interactions != nil; j++ {
				both[i][j] = append(both[i][j], interactions[i][j])
			}
		}
	}
	d.Nobody, d.Everybody, d.Total = over(nobody), over(everybody), over(total)
	errors := s.samplingErrors(games)
	for i, p := range s.Players {
		q := Portion{Player: p.Name, Over: over(by[i]), SamplingError: Number(errors[i])}
		q.Share = d.share(q.Mean)
		if s.opened(p.Bundle) {
			q.Bundle = s.bundleName(p.Bundle)
		}
		d.Portions = append(d.Portions, q)
		for j := i + 1; j < n && s.Exact(); j++ {
			d.Interactions = append(d.Interactions, Interaction{p.Name, s.Players[j].Name, over(both[i][j])})
		}
	}
	if len(s.Players) > s.bundles() {
		for k := range s.bundles() {
			q := Portion{Player: s.bundleName(k), Over: over(s.inBundle(k, by))}
			q.Share = d.share(q.Mean)
			d.Bundles = append(d.Bundles, q)
		}
	}
	return d, nil
}

// share is a part of the mean total effect; none where the total may as well be
// zero, as shares of next to nothing mean nothing.
func (d *Division) share(part Number) Number {
	if d.Total.Mean == 0 || d.Total.MeanLow <= 0 && d.Total.MeanHigh >= 0 {
		return evidence.Missing()
	}
	return part / d.Total.Mean
}

// games are the value functions of the draws in which every coalition has a
// value.
func (s *Setup) games(column func(game.Coalition) []float64) (games []func(game.Coalition) float64, left int) {
	columns := map[game.Coalition][]float64{}
	for _, c := range s.coalitions {
		columns[c] = column(c)
	}
	for draw := range columns[0] {
		whole := true
		for _, c := range s.coalitions {
			whole = whole && !math.IsNaN(columns[c][draw])
		}
		if !whole {
			left++
			continue
		}
		games = append(games, func(c game.Coalition) float64 { return columns[c][draw] })
	}
	return games, left
}

// values are the Owen values of one draw, which are Shapley values where no
// bundle is opened, and the interactions if all coalitions are there.
func (s *Setup) values(value func(game.Coalition) float64) ([]game.Estimate, [][]float64) {
	if s.sample != nil {
		return s.sample.Values(value), nil
	}
	all := make([]float64, len(s.coalitions))
	for c := range all {
		all[c] = value(game.Coalition(c))
	}
	g, err := game.New(len(s.Players), all)
	if err != nil {
		panic(err) // Settle lists all coalitions of up to game.Most players
	}
	values, err := g.Owen(partition(s.Players))
	if err != nil {
		panic(err) // Players numbers the bundles
	}
	out := make([]game.Estimate, len(values))
	for i, v := range values {
		out[i].Value = v
	}
	return out, g.Interaction()
}

// samplingErrors are the standard errors of the mean values that come from
// sampling orders: those of the mean game, as values are linear in the game.
func (s *Setup) samplingErrors(games []func(game.Coalition) float64) []float64 {
	out := make([]float64, len(s.Players))
	if s.sample == nil {
		return out
	}
	estimates := s.sample.Values(func(c game.Coalition) float64 {
		sum := 0.0
		for _, value := range games {
			sum += value(c)
		}
		return sum / float64(len(games))
	})
	for i, e := range estimates {
		out[i] = e.Error
	}
	return out
}

// addUp holds that values add up to the total effect: what is divided is all
// of it and nothing else.
func addUp(outcome string, values []game.Estimate, total float64) error {
	sum, size := 0.0, math.Abs(total)
	for _, v := range values {
		sum += v.Value
		size += math.Abs(v.Value)
	}
	if math.Abs(sum-total) > 1e-9*(1+size) {
		return fmt.Errorf("outcome %s: the values add up to %v and the total effect is %v: a mistake of this program", outcome, sum, total)
	}
	return nil
}

// bundles is how many bundles play.
func (s *Setup) bundles() int { return s.Players[len(s.Players)-1].Bundle + 1 }

// opened tells whether the players of a bundle are its switches.
func (s *Setup) opened(bundle int) bool {
	n := 0
	for _, p := range s.Players {
		if p.Bundle == bundle {
			n++
		}
	}
	return n > 1
}

// bundleName is the name of a bundle that plays.
func (s *Setup) bundleName(bundle int) string {
	for _, p := range s.Players {
		for _, b := range Bundles() {
			if p.Bundle == bundle && b.holds(p.Switches[0]) {
				return b.Name
			}
		}
	}
	panic("attribution: no bundle has the number of a player's")
}

// inBundle adds up the values of a bundle's players, draw by draw.
func (s *Setup) inBundle(bundle int, by [][]float64) []float64 {
	sum := make([]float64, len(by[0]))
	for i, p := range s.Players {
		if p.Bundle == bundle {
			for draw, v := range by[i] {
				sum[draw] += v
			}
		}
	}
	return sum
}
