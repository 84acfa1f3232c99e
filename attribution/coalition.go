package attribution

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/game"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

// Setup is what is to be divided among whom. Settle works it out.
type Setup struct {
	Scenario string
	Edits    scenario.Edits // of the command line, below those of the coalitions
	Baseline Baseline
	Players  []Player
	Outcomes []string
	Terror   Terror
	Orders   int    // that are sampled of more than game.Most players
	Seed     uint64 // by which they are
	Houses   bool   // also run the two questions of the thesis

	read       *scenario.Scenario
	sample     *game.Sample // nil: all coalitions
	coalitions []game.Coalition
}

// Exact tells whether all coalitions are run.
func (s *Setup) Exact() bool { return s.sample == nil }

// Scene is the scenario that coalitions are edits of.
func (s *Setup) Scene() *scenario.Scenario { return s.read }

// Settle reads the scenario and lists the coalitions: everybody first, which is
// the scenario itself, then the others from nobody upwards.
func (s *Setup) Settle() error {
	var err error
	if s.read, err = scenario.Read(scenarios.Files, s.Scenario, regime.Institutions(), s.Edits); err != nil {
		return err
	}
	if s.Baseline.Later && len(s.read.Plan.Leaders) == 0 {
		return fmt.Errorf("--baseline %s: %s has no leader, so that nothing came after one", s.Baseline.Name, s.Scenario)
	}
	n := len(s.Players)
	all := game.Everybody(n)
	if s.sample = nil; n > game.Most {
		drawn, err := game.Draw(partition(s.Players), s.Orders, s.Seed)
		if err != nil {
			return err
		}
		s.sample = &drawn
		s.coalitions = drawn.Coalitions()
		for i := range n { // what necessity and sufficiency ask for
			s.coalitions = append(s.coalitions, game.Coalition(0).With(i), all.Without(i))
		}
		slices.Sort(s.coalitions)
		s.coalitions = slices.Compact(s.coalitions)
	} else {
		s.coalitions = nil
		for c := range all + 1 {
			s.coalitions = append(s.coalitions, c)
		}
	}
	s.coalitions = append([]game.Coalition{all}, s.coalitions[:len(s.coalitions)-1]...)
	return nil
}

// Arms are the arms of the experiment: a coalition each, and the two questions
// of the thesis.
func (s *Setup) Arms() []experiment.Arm {
	var arms []experiment.Arm
	for _, c := range s.coalitions {
		arms = append(arms, experiment.Arm{Name: s.Name(c), Scenario: s.Scenario, Edits: s.edits(c)})
	}
	if s.Houses {
		for _, h := range houses {
			arms = append(arms, experiment.Arm{Name: h.scenario, Scenario: h.scenario, Edits: s.Edits})
		}
	}
	return arms
}

// Coalitions is how many are run.
func (s *Setup) Coalitions() int { return len(s.coalitions) }

// Name is what the arm of a coalition is called: who is off, or who alone is
// on, whichever is shorter.
func (s *Setup) Name(c game.Coalition) string {
	var on, off []string
	for i, p := range s.Players {
		if c.Has(i) {
			on = append(on, p.Name)
		} else {
			off = append(off, p.Name)
		}
	}
	switch {
	case len(off) == 0:
		return "all"
	case len(on) == 0:
		return "nobody"
	case len(off) <= len(on):
		return "without:" + strings.Join(off, "+")
	}
	return "only:" + strings.Join(on, "+")
}

// edits are those that leave a coalition on. A player who is off takes his
// switches with him and what goes with them; nothing sets an outcome.
func (s *Setup) edits(c game.Coalition) scenario.Edits {
	e := scenario.Edits{Set: slices.Clone(s.Edits.Set), Without: slices.Clone(s.Edits.Without), Point: s.Edits.Point}
	for i, p := range s.Players {
		if c.Has(i) {
			continue
		}
		for _, sw := range p.Switches {
			e.Set = append(e.Set, goesWith(sw)...)
			if until := s.until(sw); until != nil {
				e.Set = append(e.Set, fmt.Sprintf("institutions.%s=[%s]", sw, strings.Join(until, ", ")))
			} else {
				e.Without = append(e.Without, string(sw))
			}
		}
	}
	return e
}

// until are the intervals in which a switch stood before the last leader came,
// if the baseline lets it stand until then.
func (s *Setup) until(sw country.Switch) (intervals []string) {
	if !s.Baseline.Later {
		return nil
	}
	change := s.change()
	for _, i := range s.read.Plan.InForce[sw] {
		if i.From >= change {
			continue
		}
		end := change
		if i.Until != 0 {
			end = min(end, i.Until)
		}
		intervals = append(intervals, fmt.Sprintf("{from: %v, until: %v, source: as it stood under the founder}", i.From, end))
	}
	return intervals
}

// change is the month in which the last leader takes office.
func (s *Setup) change() calendar.Month {
	return s.read.Plan.Leaders[len(s.read.Plan.Leaders)-1].From
}

// Columns gives the values of an outcome by round: of a coalition, of another
// arm by its name.
type Columns struct {
	Coalition func(c game.Coalition, outcome int) []float64
	Arm       func(name string, outcome int) []float64
}

// columns reads those of results.
func (s *Setup) columns(r *experiment.Results) (Columns, error) {
	at := map[game.Coalition]int{}
	named := map[string]int{}
	for i, a := range r.Arms {
		named[a.Name] = i
	}
	for _, c := range s.coalitions {
		i, ok := named[s.Name(c)]
		if !ok {
			return Columns{}, errors.New("the experiment has no arm " + s.Name(c))
		}
		at[c] = i
	}
	return Columns{
		Coalition: func(c game.Coalition, outcome int) []float64 { return r.Column(at[c], outcome) },
		Arm:       func(name string, outcome int) []float64 { return r.Column(named[name], outcome) },
	}, nil
}
