package rebellion

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Preset is an implementation as values of the keys.
type Preset struct {
	Name  string
	Doc   string
	Rules Rules
}

// Presets are the implementations, the paper first.
func Presets() []Preset {
	paper := Rules{
		Arrest: Ratio, Neighbourhood: Disc, Own: Without, Self: Once, Order: Shuffle, Turn: MoveAct, Officer: Stays,
		Sentences: Above, Countdown: AtTick, Jailed: Removed, Release: Anywhere, Movement: Everybody, Numbers: Exact,
		Size: 40, Density: 0.7, Police: 0.04, Vision: 7, PoliceVision: 7, Legitimacy: 0.82, Threshold: 0.1, K: 2.3, SentenceMax: 30,
		Groups: 1, Cloning: 0.05, AgeMax: 200, Counts: Incremental,
	}
	netlogo := paper
	netlogo.Arrest, netlogo.Own, netlogo.Self = Floor, With, Twice
	netlogo.Officer, netlogo.Sentences, netlogo.Jailed = Onto, Below, Shares
	mesa := paper
	mesa.Arrest, mesa.Neighbourhood, mesa.Turn, mesa.Officer = Round, Diamond, ActMove, Elsewhere
	mesa.Sentences, mesa.Countdown, mesa.Jailed, mesa.Numbers = Upto, AtTurn, Holds, Drawn
	return []Preset{
		{"paper", "the rules as Epstein printed them, with the numbers of his run 2", paper},
		{"netlogo", "Rebellion of NetLogo's library of models, with its sliders as they open", netlogo},
		{"mesa", "the example of Mesa 3.3, with the numbers of its page; the model's own defaults are legitimacy 0.8, police 0.074, sentence-max 1000", mesa},
	}
}

// PresetOf is the preset of a name.
func PresetOf(name string) (Preset, error) {
	var names []string
	for _, p := range Presets() {
		if p.Name == name {
			return p, nil
		}
		names = append(names, p.Name)
	}
	return Preset{}, unknown(name, names)
}

// A Run is one of the eight runs of the paper's table: numbers and changes that
// go over the rules of a preset.
type Run struct {
	Number int
	Doc    string
	Ticks  int // how long it takes to show what it shows
	Drop   int // ticks at the beginning that no measure counts
	over   func(*Rules)
}

// Over are the rules with the numbers of the run over them.
func (run Run) Over(r Rules) Rules {
	r.Changes = nil
	run.over(&r)
	return r
}

// Runs are the eight runs. The paper gives neither when legitimacy begins to
// fall in run 3 nor how fast the police go in run 5: here the fall begins when
// the jump of run 4 comes, so that the two are the same until then, and an
// officer leaves every six ticks or so, of 118.
func Runs() []Run {
	numbers := func(r *Rules, groups int, vision, legitimacy float64, most Ticks, police float64) {
		r.Groups, r.Vision, r.PoliceVision, r.Legitimacy, r.SentenceMax, r.Police = groups, vision, vision, legitimacy, most, police
	}
	return []Run{
		{1, "nobody but the police moves: the aggrieved turn active where police have walked away", 1000, 100, func(r *Rules) {
			numbers(r, 1, 1.7, 0.89, 15, 0.04)
			r.Movement = PoliceOnly
		}},
		{2, "punctuated equilibrium", 1000, 100, func(r *Rules) { numbers(r, 1, 7, 0.82, 30, 0.04) }},
		{3, "legitimacy falls from 0.9 to 0.2 by 0.01 a tick", 300, 0, func(r *Rules) {
			numbers(r, 1, 7, 0.9, Forever, 0.074)
			r.Changes = Changes{{What: LegitimacyChange, At: 77, To: 0.2, Step: 0.01}}
		}},
		{4, "legitimacy jumps from 0.9 to 0.7", 300, 0, func(r *Rules) {
			numbers(r, 1, 7, 0.9, Forever, 0.074)
			r.Changes = Changes{{What: LegitimacyChange, At: 77, To: 0.7}}
		}},
		{5, "police are withdrawn one by one", 700, 0, func(r *Rules) {
			numbers(r, 1, 7, 0.8, Forever, 0.074)
			r.Changes = Changes{{What: PoliceChange, At: 1, To: 0, Step: 0.0001}}
		}},
		{6, "model II: two groups in coexistence", 1000, 0, func(r *Rules) { numbers(r, 2, 1.7, 0.9, 15, 0) }},
		{7, "model II: cleansing, until one group is gone", 1000, 0, func(r *Rules) { numbers(r, 2, 1.7, 0.8, 15, 0) }},
		{8, "model II: police between the groups", 2000, 0, func(r *Rules) { numbers(r, 2, 1.7, 0.8, 15, 0.04) }},
	}
}

// What a change changes.
const (
	LegitimacyChange = "legitimacy"
	PoliceChange     = "police"
)

// A Change of legitimacy or police begins at a tick and goes to a value: at
// once, or by a step a tick.
type Change struct {
	What string  `json:"what"`
	At   int     `json:"at"`
	To   float64 `json:"to"`
	Step float64 `json:"step,omitempty"`
}

// Changes in the order in which they are made.
type Changes []Change

// towards is the value after one more tick.
func (c Change) towards(now float64) float64 {
	switch {
	case c.Step == 0:
		return c.To
	case now > c.To:
		return max(c.To, now-c.Step)
	}
	return min(c.To, now+c.Step)
}

func (c Change) String() string {
	text := fmt.Sprintf("%s@%d=%g", c.What, c.At, c.To)
	if c.Step != 0 {
		text += fmt.Sprintf("/%g", c.Step)
	}
	return text
}

func (c Changes) String() string {
	var all []string
	for _, one := range c {
		all = append(all, one.String())
	}
	return strings.Join(all, ",")
}

// set reads changes as String writes them.
func (c *Changes) set(text string) error {
	var all Changes
	for _, part := range strings.Split(text, ",") {
		what, rest, ok := strings.Cut(part, "@")
		if ok && what != LegitimacyChange && what != PoliceChange {
			return fmt.Errorf("%s: %w", part, unknown(what, []string{LegitimacyChange, PoliceChange}))
		}
		at, rest, ok2 := strings.Cut(rest, "=")
		to, step, stepped := strings.Cut(rest, "/")
		one := Change{What: what}
		var errs [3]error
		one.At, errs[0] = strconv.Atoi(at)
		one.To, errs[1] = strconv.ParseFloat(to, 64)
		if stepped {
			one.Step, errs[2] = strconv.ParseFloat(step, 64)
		}
		if !ok || !ok2 || errors.Join(errs[:]...) != nil || one.At < 1 || one.At > mostTicks || !(one.To >= 0 && one.To <= 1) || stepped && !(one.Step > 0 && one.Step <= 1) {
			return fmt.Errorf("%q is no change: want WHAT@TICK=VALUE or WHAT@TICK=VALUE/STEP, for example legitimacy@77=0.2/0.01, with values and steps up to 1", part)
		}
		all = append(all, one)
	}
	*c = all
	return nil
}
