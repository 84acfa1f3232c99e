package attribution

import (
	"fmt"
	"math"
	"slices"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/game"
)

// EachHalf is what a reader of any division must know.
const EachHalf = `When the truth is "A and B", Shapley gives each half: a division says what a player adds on average, not that he was enough, or that without him there was nothing.`

// NearThreshold is what a reader of a division at one point must know.
const NearThreshold = "All draws stand at one point of the parameters. Near a threshold everything is necessary: whatever is taken away, the sum falls below it. Draw the parameters from a posterior (--draws)."

// NoTerror is what a reader must know where there is nothing to explain.
const NoTerror = "In no draw does terror come with everybody on, so nothing is necessary for it here: that it does not come without a player says nothing of him."

// Number is a number that JSON writes as null where it is not defined.
type Number = evidence.Number

// House is one of the two questions of the thesis: a scenario against the
// baseline's, over draws.
type House struct {
	Question  string     `json:"question"`
	Scenario  string     `json:"scenario"`
	Terror    Chance     `json:"terror"`
	Needed    Chance     `json:"no_terror_where_there_was"` // of the draws with terror where everybody is on
	Contrasts []Contrast `json:"contrasts"`
}

// Contrast is an outcome with everybody on less that of another arm.
type Contrast struct {
	Outcome string `json:"outcome"`
	Unit    string `json:"unit"`
	Over
}

// houses are the two questions.
var houses = []struct{ question, scenario string }{
	{"The same house, another man", "lenins-house-without-stalin"},
	{"The same man, another house", "stalin-without-lenins-house"},
}

// Result is what an attribution found.
type Result struct {
	Command       string      `json:"command"`
	Version       string      `json:"version"`
	Scenario      string      `json:"scenario"`
	Point         string      `json:"point"`
	Baseline      string      `json:"baseline"`
	BaselineTitle string      `json:"baseline_title"`
	Scale         int         `json:"scale"`
	Draws         int         `json:"draws"`
	DrawsFrom     string      `json:"draws_from"`
	Coalitions    int         `json:"coalitions"`
	Exact         bool        `json:"exact"`
	Orders        int         `json:"orders,omitempty"` // that were sampled, each with its reverse
	Failed        int         `json:"failed"`           // members without a result
	Players       []Cast      `json:"players"`
	Kept          []Cast      `json:"kept_on"`
	Outcomes      []*Division `json:"outcomes"`
	Needs         *Needs      `json:"necessity_and_sufficiency"`
	Houses        []House     `json:"questions,omitempty"`
	Curve         []Step      `json:"leader_curve,omitempty"`
	Notes         []string    `json:"notes"`
}

// Cast is a player, or what is kept on, with what it is.
type Cast struct {
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Switches []string `json:"switches"`
}

// Divide makes the result of an experiment that has the setup's arms and kept
// its outcomes.
func (s *Setup) Divide(r *experiment.Results) (*Result, error) {
	columns, err := s.columns(r)
	if err != nil {
		return nil, err
	}
	out := &Result{
		Command: r.Command, Version: r.Version, Scenario: s.Scenario, Point: s.read.Point.String(), Baseline: s.Baseline.Name, BaselineTitle: s.Baseline.Title,
		Scale: r.Scale, Draws: r.Rounds(), Coalitions: len(s.coalitions), Exact: s.Exact(), Failed: r.Failed, Notes: []string{EachHalf},
	}
	if !s.Exact() {
		out.Orders = s.Orders
	}
	out.Players, out.Kept = s.cast()
	return out, s.fill(out, r.Outcomes, columns)
}

// fill divides the outcomes, counts necessity and answers the two questions.
func (s *Setup) fill(out *Result, kept []experiment.Kept, columns Columns) error {
	number := func(name string) int {
		return slices.IndexFunc(kept, func(k experiment.Kept) bool { return k.Name == name })
	}
	for _, name := range s.Outcomes {
		i := number(name)
		if i < 0 {
			return fmt.Errorf("the experiment did not keep the outcome %s", name)
		}
		d, err := s.divide(kept[i], func(c game.Coalition) []float64 { return columns.Coalition(c, i) })
		if err != nil {
			return err
		}
		out.Outcomes = append(out.Outcomes, d)
	}
	t := number(s.Terror.Outcome)
	if t < 0 {
		return fmt.Errorf("the experiment did not keep the outcome %s", s.Terror.Outcome)
	}
	out.Needs = s.needs(func(c game.Coalition) []float64 { return columns.Coalition(c, t) })
	if out.Needs.Everybody.Hits == 0 {
		out.Notes = append(out.Notes, NoTerror)
	}
	if !s.Houses {
		return nil
	}
	all := game.Everybody(len(s.Players))
	for _, h := range houses {
		q := House{Question: h.question, Scenario: h.scenario}
		q.Terror, q.Needed = s.house(columns.Coalition(all, t), columns.Arm(h.scenario, t))
		for _, name := range s.Outcomes {
			i := number(name)
			c := experiment.Paired(columns.Coalition(all, i), columns.Arm(h.scenario, i))
			q.Contrasts = append(q.Contrasts, Contrast{name, kept[i].Unit, Over{Number(c.Mean), Number(c.MeanLow), Number(c.MeanHigh), Number(c.Low), Number(c.High), Number(c.Above)}})
		}
		out.Houses = append(out.Houses, q)
	}
	return nil
}

// house counts terror in another house or under another man, beside that of
// everybody on.
func (s *Setup) house(all, there []float64) (terror, needed Chance) {
	var comes, gone game.Share
	for draw, v := range there {
		if math.IsNaN(v) || math.IsNaN(all[draw]) {
			continue
		}
		comes.Of++
		if v >= s.Terror.Least {
			comes.Hits++
		}
		if all[draw] >= s.Terror.Least {
			gone.Of++
			if v < s.Terror.Least {
				gone.Hits++
			}
		}
	}
	return chance(comes), chance(gone)
}

// cast says who plays and what is kept on.
func (s *Setup) cast() (players, kept []Cast) {
	for _, p := range s.Players {
		c := Cast{Name: p.Name, Title: p.Title}
		for _, sw := range p.Switches {
			c.Switches = append(c.Switches, string(sw))
		}
		players = append(players, c)
	}
	for _, sw := range s.Baseline.Stands {
		kept = append(kept, Cast{string(sw), "stands in the baseline " + s.Baseline.Name, []string{string(sw)}})
	}
	for _, k := range Kept() {
		kept = append(kept, Cast{string(k.Switch), k.Why, []string{string(k.Switch)}})
	}
	return players, kept
}
