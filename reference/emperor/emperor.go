// Package emperor is the emperor's dilemma of Centola, Willer and Macy
// (American Journal of Sociology 110, 2005): how a norm that a handful believe
// in is kept, and enforced, by nearly all who do not.
//
// Each person believes in the norm (B = 1) or not (B = -1), complies with it
// or not (C), and makes others comply, makes them deviate, or lets them be
// (E = 1, -1, 0). Of his N neighbours he sees what they do:
//
//	pressure against his belief   P = -B/N sum E_j
//	need, neighbours who deviate  W = (1 - B/N sum C_j) / 2
//	complies against his belief   if P > S, else acts as he believes
//	enforces against his belief   if he complies against it and P > S + K
//	enforces his belief           if he acts as he believes and S W > K
//
// S is the strength of his conviction: 1 for believers, even in 0..Strength for
// the others; K is what enforcing costs. The rules and the paper's setting
// (1,000 persons on a torus, 10 believers, S to 0.38, K 0.125) are as
// reimplementations read them, two of which agree; the article's own pages
// were not read but for the first.
//
// What the paper found and this form shows, in a hundred histories each:
//   - believers side by side, neighbours alone in sight: the norm takes nearly
//     everybody, 98 of 100;
//   - everybody in sight: never, with 1, 10 or 15% believers;
//   - believers scattered: 37 of 100;
//   - ties turned into bridges make it rarer, and on a random network it never
//     comes.
//
// What the abstract says and this form does not show; the tests assert that too:
//   - more believers do not make it less likely but more, scattered (5: 9 of
//     100, 20: 76, 50: all) as together, and where everybody is in sight 30%
//     take the rest, since by pressure alone they exceed the cost;
//   - few bridges do not stop it: with 1% of the lattice's ties 96 of 100, with
//     10% 51, with 20% 6, with 30% none.
//
// All of it stands on one number. One neighbour in eight is a pressure of 0.125,
// which is K: a single believer makes nobody enforce, two do. At K 0.08, as in a
// teaching version, one is enough; then scattered believers always win, and on
// the ring bridges help the norm instead of stopping it.
//
// In the main model this is mutual denunciation as proof of loyalty: in
// people.Collective, Denouncers rise with fear and with the demand for
// vigilance, acclaim against one's support is compliance against one's belief,
// and both look at the 64 of one collective. Nobody there enforces because of
// who enforced beside him, save through fear; the demand comes from above.
package emperor

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
)

// Where believers live.
const (
	Together  = "together"  // side by side around one place
	Scattered = "scattered" // anywhere
)

// Places are both.
var Places = []string{Together, Scattered}

// When people look.
const (
	InTurn = "turn" // one after the other, in an order shuffled each round, at what is now
	AtOnce = "once" // all at what was in the round before
)

// Looks are both.
var Looks = []string{InTurn, AtOnce}

// Rules are one setting of the model.
type Rules struct {
	Network    string
	Persons    int
	Neighbours int     // of each on the ring, an even number; the lattice has 8
	Rewire     float64 // share of ties that become bridges
	Believers  int
	Placed     string  // Together or Scattered
	Strength   float64 // largest strength of a disbeliever's conviction
	Cost       float64 // K
	Look       string  // InTurn or AtOnce
	Rounds     int     // at most
}

// Paper is the article's setting.
func Paper() Rules {
	return Rules{Network: Lattice, Persons: 1000, Neighbours: moore, Believers: 10, Placed: Together, Strength: 0.38, Cost: 0.125, Look: InTurn, Rounds: 200}
}

// Limits.
const (
	MostPersons = 100_000
	MostRounds  = 10_000
	MostTies    = 100
	leastSide   = 3
)

// Check says what is wrong with the rules, naming the number by its key.
func (r Rules) Check() error {
	short, _ := sides(max(r.Persons, 1))
	switch {
	case !slices.Contains(Networks, r.Network):
		return fmt.Errorf("network %q: want %s", r.Network, strings.Join(Networks, ", "))
	case r.Persons < 9 || r.Persons > MostPersons:
		return fmt.Errorf("persons %d: want 9 to %d", r.Persons, MostPersons)
	case r.Network == Lattice && short < leastSide:
		return fmt.Errorf("persons %d: a lattice has two sides of at least %d; want for example 1000 (25 by 40)", r.Persons, leastSide)
	case r.Network == Lattice && r.Neighbours != moore:
		return fmt.Errorf("neighbours %d: on the lattice they are %d; want the network ring or random", r.Neighbours, moore)
	case (r.Network == Ring || r.Network == Random) && (r.Neighbours < 2 || r.Neighbours%2 != 0 || r.Neighbours > MostTies || r.Neighbours > r.Persons-2):
		return fmt.Errorf("neighbours %d: want an even number from 2 to %d, and at least two fewer than the persons", r.Neighbours, MostTies)
	case !(r.Rewire >= 0 && r.Rewire <= 1):
		return fmt.Errorf("rewire %v: want a share of ties from 0 to 1", r.Rewire)
	case r.Rewire > 0 && (r.Network == Random || r.Network == Full):
		return fmt.Errorf("rewire %v: the network %s has no ties to turn; want lattice or ring", r.Rewire, r.Network)
	case r.Believers < 0 || r.Believers > r.Persons:
		return fmt.Errorf("believers %d: want 0 to %d, the persons", r.Believers, r.Persons)
	case !slices.Contains(Places, r.Placed):
		return fmt.Errorf("placed %q: want %s", r.Placed, strings.Join(Places, ", "))
	case !(r.Strength >= 0 && r.Strength <= 1):
		return fmt.Errorf("strength %v: want 0 to 1", r.Strength)
	case !(r.Cost >= 0 && r.Cost <= 1):
		return fmt.Errorf("cost %v: want 0 to 1", r.Cost)
	case !slices.Contains(Looks, r.Look):
		return fmt.Errorf("look %q: want %s", r.Look, strings.Join(Looks, ", "))
	case r.Rounds < 1 || r.Rounds > MostRounds:
		return fmt.Errorf("rounds %d: want 1 to %d", r.Rounds, MostRounds)
	}
	return nil
}

// An Outcome is what the disbelievers did, as shares of them.
type Outcome struct {
	Rounds       int  // run; the last changed nothing if it settled
	Settled      bool // nobody changed any more
	Complied     float64
	Enforced     float64 // of the norm, that is against their belief
	PeakComplied float64
	PeakEnforced float64
	Path         []float64 // complied, round by round
}

// Cascade tells whether the norm took most disbelievers at some time.
func (o Outcome) Cascade() bool { return o.PeakComplied > 0.5 }

const (
	conviction chance.Decision = "emperor.conviction" // strength of a disbeliever's conviction
	home       chance.Decision = "emperor.home"       // where a scattered believer lives
	turn       chance.Decision = "emperor.turn"       // who looks next
)

// people are the persons of one history, in columns.
type people struct {
	rules             Rules
	ties              [][]int32
	belief            []int8
	strength          []float64
	complies, presses []int8 // C, E
	sumC, sumE        int    // over all: what is seen where everybody sees everybody
}

// settle gives people their homes and convictions. All begin by acting as they
// believe, and nobody enforces.
func (r Rules) settle(seed chance.Seed) *people {
	p := &people{
		rules: r, ties: r.ties(seed), belief: make([]int8, r.Persons), strength: make([]float64, r.Persons),
		complies: make([]int8, r.Persons), presses: make([]int8, r.Persons),
	}
	order := shuffled(r.Persons, seed.Dice(home, 0).Of(0))
	if r.Placed == Together {
		order = make([]int, r.Persons)
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return r.distance(a) - r.distance(b) })
	}
	dice := seed.Dice(conviction, 0)
	for i := range p.belief {
		p.belief[i], p.strength[i] = -1, r.Strength*dice.Of(uint64(i)).Uniform(0)
	}
	for _, i := range order[:r.Believers] {
		p.belief[i], p.strength[i] = 1, 1
	}
	for i, b := range p.belief {
		p.complies[i] = b
		p.sumC += int(b)
	}
	return p
}

// shuffled are the numbers below n in an order thrown by the dice.
func shuffled(n int, dice chance.Unit) []int {
	order := make([]int, n)
	for i := range order {
		j := dice.Below(i, i+1)
		order[i], order[j] = order[j], i
	}
	return order
}

// Run is one history.
func (r Rules) Run(seed chance.Seed) Outcome {
	p := r.settle(seed)
	var o Outcome
	for o.Rounds < r.Rounds && !o.Settled {
		o.Rounds++
		o.Settled = !p.round(seed, o.Rounds)
		o.Complied, o.Enforced = p.shares()
		o.PeakComplied, o.PeakEnforced = max(o.PeakComplied, o.Complied), max(o.PeakEnforced, o.Enforced)
		o.Path = append(o.Path, o.Complied)
	}
	return o
}

// round lets everybody look once, and tells whether anybody changed.
func (p *people) round(seed chance.Seed, number int) (changed bool) {
	if p.rules.Look == AtOnce {
		complies, presses := slices.Clone(p.complies), slices.Clone(p.presses)
		for i := range p.belief {
			complies[i], presses[i] = p.decide(i)
		}
		for i := range p.belief {
			changed = p.set(i, complies[i], presses[i]) || changed
		}
		return changed
	}
	for _, i := range shuffled(p.rules.Persons, seed.Dice(turn, calendar.Month(number)).Of(0)) {
		complies, presses := p.decide(i)
		changed = p.set(i, complies, presses) || changed
	}
	return changed
}

// decide is what person i does, given what he sees.
func (p *people) decide(i int) (complies, presses int8) {
	c, e, n := p.sees(i)
	belief, strength := p.belief[i], p.strength[i]
	pressure := -float64(int(belief)*e) / float64(n)
	if pressure > strength {
		if pressure > strength+p.rules.Cost {
			return -belief, -belief
		}
		return -belief, 0
	}
	if need := (1 - float64(int(belief)*c)/float64(n)) / 2; strength*need > p.rules.Cost {
		return belief, belief
	}
	return belief, 0
}

// sees are the sums of C and E over the neighbours of i, and their number.
func (p *people) sees(i int) (c, e, n int) {
	if p.ties == nil {
		return p.sumC - int(p.complies[i]), p.sumE - int(p.presses[i]), p.rules.Persons - 1
	}
	for _, j := range p.ties[i] {
		c += int(p.complies[j])
		e += int(p.presses[j])
	}
	return c, e, max(len(p.ties[i]), 1)
}

func (p *people) set(i int, complies, presses int8) (changed bool) {
	changed = complies != p.complies[i] || presses != p.presses[i]
	p.sumC += int(complies - p.complies[i])
	p.sumE += int(presses - p.presses[i])
	p.complies[i], p.presses[i] = complies, presses
	return changed
}

// shares are the shares of disbelievers who comply and who enforce the norm.
func (p *people) shares() (complied, enforced float64) {
	others := max(p.rules.Persons-p.rules.Believers, 1)
	for i, b := range p.belief {
		if b < 0 && p.complies[i] > 0 {
			complied++
		}
		if b < 0 && p.presses[i] > 0 {
			enforced++
		}
	}
	return complied / float64(others), enforced / float64(others)
}
