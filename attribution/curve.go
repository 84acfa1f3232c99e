package attribution

import (
	"fmt"
	"maps"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// The two parameters between which the evidence before 1937 does not decide.
const (
	ofLeader     = "leader.chi_leader"
	ofCollective = "leader.chi_collective"
	theLeader    = "leader" // the bundle
)

// Ratios is the grid of the curve: how credulous those around the leader are,
// as a share of his own credulity.
func Ratios() []float64 { return []float64{0.2, 0.4, 0.6, 0.8, 1} }

// Step is the leader at one ratio.
type Step struct {
	Ratio    float64       `json:"ratio"` // chi_B/chi_L
	Outcomes []LeaderShare `json:"outcomes"`
	Gone     Chance        `json:"no_terror_if_off"`
	Only     Chance        `json:"terror_if_only_this_on"`
}

// LeaderShare is his share of an outcome.
type LeaderShare struct {
	Outcome string `json:"outcome"`
	Unit    string `json:"unit"`
	Over
	Share Number `json:"share"` // of the mean total effect
}

// CanCurve tells why no curve can be drawn; nil: one can.
func (s *Setup) CanCurve() error {
	if _, set := s.read.Set[ofCollective]; set {
		return fmt.Errorf("--curve varies %s, which %s or --set sets", ofCollective, s.Scenario)
	}
	for _, p := range s.Players {
		if p.Name == theLeader {
			return nil
		}
	}
	return fmt.Errorf("--curve is of the bundle leader, which must play whole; use --players %s or open another", AllBundles)
}

// AtRatio are draws in which the collective's credulity is a share of the
// leader's, within the range of the parameter.
func (s *Setup) AtRatio(draws []map[string]float64, ratio float64) []map[string]float64 {
	if len(draws) == 0 {
		draws = []map[string]float64{{}}
	}
	leader, collective := parameter(ofLeader), parameter(ofCollective)
	out := make([]map[string]float64, len(draws))
	for k, draw := range draws {
		chi := leader.Default
		if v, ok := s.read.Plan.Params[ofLeader]; ok {
			chi = v
		}
		if v, ok := draw[ofLeader]; ok {
			chi = v
		}
		if v, ok := s.read.Set[ofLeader]; ok { // stands above a draw
			chi = v
		}
		out[k] = maps.Clone(draw)
		out[k][ofCollective] = min(max(float64(ratio*chi), collective.Min), collective.Max)
	}
	return out
}

// Step takes the leader out of the result at a ratio.
func (r *Result) Step(ratio float64) Step {
	out := Step{Ratio: ratio}
	for _, d := range r.Outcomes {
		for _, p := range d.Portions {
			if p.Player == theLeader {
				out.Outcomes = append(out.Outcomes, LeaderShare{d.Outcome, d.Unit, p.Over, p.Share})
			}
		}
	}
	for _, n := range r.Needs.Players {
		if n.Player == theLeader {
			out.Gone, out.Only = n.GoneOff, n.OnlyOn
		}
	}
	return out
}

// parameter is the parameter of a key.
func parameter(key string) country.Param {
	for _, i := range regime.Institutions() {
		for _, p := range i.Params {
			if i.Name+"."+p.Key == key {
				return p
			}
		}
	}
	panic("attribution: no parameter is called " + key)
}
