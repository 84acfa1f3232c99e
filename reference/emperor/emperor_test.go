package emperor

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// Of seeds histories each, how many end with the norm on most: at least, at most.
const seeds = 20

func TestResults(t *testing.T) {
	for _, c := range []struct {
		what        string
		change      func(*Rules)
		least, most int
	}{
		// The paper's.
		{"together, neighbours in sight", func(*Rules) {}, 19, 20},
		{"everybody in sight", func(r *Rules) { r.Network = Full }, 0, 0},
		{"everybody in sight, a tenth believe", func(r *Rules) { r.Network, r.Believers = Full, 100 }, 0, 0},
		{"everybody in sight, 15 in 100 believe", func(r *Rules) { r.Network, r.Believers, r.Rounds = Full, 150, 50 }, 0, 0},
		{"scattered", func(r *Rules) { r.Placed = Scattered }, 5, 15},
		{"three in ten ties are bridges", func(r *Rules) { r.Rewire, r.Rounds = 0.3, 80 }, 0, 1},
		{"random", func(r *Rules) { r.Network = Random }, 0, 0},
		{"nobody believes", func(r *Rules) { r.Believers = 0 }, 0, 0},
		{"one believes: a pressure of 1/8 does not exceed the cost", func(r *Rules) { r.Believers = 1 }, 0, 0},
		// Not the paper's: what its abstract says does not come out of this form.
		{"more believe, scattered", func(r *Rules) { r.Placed, r.Believers = Scattered, 50 }, 19, 20},
		{"everybody in sight, three in ten believe", func(r *Rules) { r.Network, r.Believers = Full, 300 }, 20, 20},
		{"one in a hundred ties is a bridge", func(r *Rules) { r.Rewire = 0.01 }, 17, 20},
		{"one in ten ties is a bridge", func(r *Rules) { r.Rewire = 0.1 }, 4, 14},
		// At the cost of a teaching version one neighbour is enough.
		{"low cost, scattered", func(r *Rules) { r.Cost, r.Placed = 0.08, Scattered }, 19, 20},
		{"low cost, a ring", func(r *Rules) { r.Network, r.Cost, r.Believers = Ring, 0.08, 10 }, 0, 2},
		{"low cost, a ring with bridges", func(r *Rules) { r.Network, r.Cost, r.Rewire = Ring, 0.08, 0.2 }, 12, 20},
	} {
		rules := Paper()
		c.change(&rules)
		if err := rules.Check(); err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		cascades := 0
		for seed := range chance.Seed(seeds) {
			if rules.Run(seed + 1).Cascade() {
				cascades++
			}
		}
		if cascades < c.least || cascades > c.most {
			t.Errorf("%s: the norm took most in %d of %d histories, want %d to %d", c.what, cascades, seeds, c.least, c.most)
		}
	}
}

// At the end of a cascade nearly all who do not believe enforce, and all is still.
func TestWhoDoesNotBelieveEnforces(t *testing.T) {
	o := Paper().Run(1)
	if !o.Settled || o.Complied < 0.97 || o.Enforced < 0.97 || o.Enforced > o.Complied {
		t.Errorf("%.3f complied and %.3f enforced after %d rounds, settled %v", o.Complied, o.Enforced, o.Rounds, o.Settled)
	}
	if len(o.Path) != o.Rounds || o.Path[len(o.Path)-1] != o.Complied || slices.Max(o.Path) != o.PeakComplied {
		t.Errorf("the path %v is not that of %+v", o.Path, o)
	}
}

// printed decides by the equations as they stand in the package comment.
func printed(belief, strength, cost float64, complies, presses []int8) (c, e float64) {
	n, sumC, sumE := float64(len(complies)), 0.0, 0.0
	for j := range complies {
		sumC += float64(complies[j])
		sumE += float64(presses[j])
	}
	pressure, need := -belief/n*sumE, (1-belief/n*sumC)/2
	c = belief
	if pressure > strength {
		c = -belief
	}
	switch {
	case c != belief && pressure > strength+cost:
		e = -belief
	case c == belief && strength*need > cost:
		e = belief
	}
	return c, e
}

func TestDecideIsAsPrinted(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	rules := Paper()
	for range 200 {
		for _, network := range []string{Lattice, Ring, Full} {
			rules.Network, rules.Persons, rules.Believers = network, 36, random.IntN(37)
			p := rules.settle(chance.Seed(random.Uint64()))
			for i := range p.belief {
				p.set(i, int8(2*random.IntN(2)-1), int8(random.IntN(3)-1))
			}
			i := random.IntN(rules.Persons)
			var complies, presses []int8
			for j := range rules.Persons {
				if j != i && (network == Full || slices.Contains(p.ties[i], int32(j))) {
					complies, presses = append(complies, p.complies[j]), append(presses, p.presses[j])
				}
			}
			c, e := p.decide(i)
			wantC, wantE := printed(float64(p.belief[i]), p.strength[i], rules.Cost, complies, presses)
			if float64(c) != wantC || float64(e) != wantE {
				t.Fatalf("%s: belief %d, S %v among %v and %v: C %d, E %d, want %v and %v", network, p.belief[i], p.strength[i], complies, presses, c, e, wantC, wantE)
			}
		}
	}
}

// Ties are mutual, none is to oneself or twice; bridges change whom one knows and
// not how many ties there are.
func TestNetworks(t *testing.T) {
	for _, r := range []Rules{
		{Network: Lattice, Persons: 1000, Neighbours: 8}, {Network: Lattice, Persons: 9, Neighbours: 8}, {Network: Lattice, Persons: 12, Neighbours: 8},
		{Network: Lattice, Persons: 400, Neighbours: 8, Rewire: 0.2}, {Network: Ring, Persons: 50, Neighbours: 6},
		{Network: Ring, Persons: 50, Neighbours: 6, Rewire: 0.5}, {Network: Random, Persons: 200, Neighbours: 8}, {Network: Ring, Persons: 10, Neighbours: 8, Rewire: 1},
	} {
		ties := r.ties(3)
		ends, near := 0, 0
		for i, neighbours := range ties {
			ends += len(neighbours)
			for at, j := range neighbours {
				if int(j) == i || slices.Contains(neighbours[:at], j) || !slices.Contains(ties[j], int32(i)) {
					t.Fatalf("%+v: %d is tied to %v, and %d to %v", r, i, neighbours, j, ties[j])
				}
				if wheel((int(j)-i+r.Persons)%r.Persons, r.Persons) <= r.Neighbours/2 {
					near++
				}
			}
		}
		if ends != r.Persons*r.Neighbours {
			t.Errorf("%+v: %d ends of ties, want %d", r, ends, r.Persons*r.Neighbours)
		}
		share := float64(near) / float64(ends)
		switch {
		case r.Network == Ring && r.Rewire == 0 && share != 1:
			t.Errorf("%+v: %v of the ties are to the next", r, share)
		case r.Network == Ring && r.Rewire == 0.5 && math.Abs(share-0.56) > 0.1: // half stay, of the others some come home
			t.Errorf("%+v: %v of the ties are to the next", r, share)
		case r.Network == Random && share > 0.1:
			t.Errorf("%+v: %v of the ties are to the next", r, share)
		}
	}
}

// Believers together are neighbours: with nine they are a square.
func TestBelieversTogether(t *testing.T) {
	rules := Paper()
	rules.Believers = 9
	p := rules.settle(1)
	crowned := 0
	for i, b := range p.belief {
		near := 0
		for _, j := range p.ties[i] {
			near += int(p.belief[j])
		}
		if b > 0 && near == 8 {
			crowned++
		}
	}
	if crowned != 1 {
		t.Errorf("%d believers live among eight others, want the one in the middle", crowned)
	}
}

func TestSameSeedSameHistory(t *testing.T) {
	for _, look := range []string{InTurn, AtOnce} {
		rules := Paper()
		rules.Look, rules.Rewire, rules.Rounds = look, 0.05, 30
		if a, b, c := rules.Run(5), rules.Run(5), rules.Run(6); !slices.Equal(a.Path, b.Path) || slices.Equal(a.Path, c.Path) {
			t.Errorf("look %s: seeds 5, 5, 6 give\n%v\n%v\n%v", look, a.Path, b.Path, c.Path)
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for _, c := range []struct {
		spoil func(*Rules)
		want  string
	}{
		{func(r *Rules) { r.Network = "tree" }, `network "tree": want lattice, ring, random, full`},
		{func(r *Rules) { r.Persons = 0 }, "persons 0: want 9 to"},
		{func(r *Rules) { r.Persons = -5 }, "persons -5"},
		{func(r *Rules) { r.Persons = 997 }, "persons 997: a lattice has two sides"},
		{func(r *Rules) { r.Neighbours = 6 }, "neighbours 6: on the lattice they are 8"},
		{func(r *Rules) { r.Network, r.Neighbours = Ring, 7 }, "neighbours 7: want an even number"},
		{func(r *Rules) { r.Network, r.Persons, r.Neighbours = Ring, 10, 10 }, "neighbours 10"},
		{func(r *Rules) { r.Rewire = 1.5 }, "rewire 1.5"},
		{func(r *Rules) { r.Network, r.Rewire = Full, 0.1 }, "rewire 0.1: the network full"},
		{func(r *Rules) { r.Believers = -1 }, "believers -1: want 0 to 1000"},
		{func(r *Rules) { r.Placed = "apart" }, `placed "apart": want together, scattered`},
		{func(r *Rules) { r.Strength = 2 }, "strength 2: want 0 to 1"},
		{func(r *Rules) { r.Cost = math.NaN() }, "cost NaN: want 0 to 1"},
		{func(r *Rules) { r.Look = "never" }, `look "never": want turn, once`},
		{func(r *Rules) { r.Rounds = 0 }, "rounds 0: want 1 to"},
	} {
		rules := Paper()
		c.spoil(&rules)
		if err := rules.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", rules, err, c.want)
		}
	}
}
