package main

import (
	"math"
	"math/rand/v2"
)

// What the forms with an entity per person have in common: the collective, as a
// list beside the persons that each points into, and the count of a month.

// lanes is how many persons a collective has.
const lanes = 64

// scrupleStep is the distance between levels of scruple.
const scrupleStep = 0.05

// collective is what persons share, and below it what follows from that for a
// month, so that it is computed once and not for everybody.
type collective struct {
	memory, mores           float64
	dissenters, taken, free int

	fear, risk, ground, pressure float64
	burden                       [4]float64 // neither marked nor kin, marked, kin, both
	widest                       float64    // no person's rate of denouncing is higher
}

// age brings memory and mores up to date, and takes last month's dissenters
// for those whom everybody has seen.
func (g *collective) age(k *Climate, leastScruple float64) {
	g.memory = (1-k.Fading)*g.memory + 100*float64(g.taken)/lanes
	if g.memory < 1e-3 {
		g.memory = 0
	}
	g.taken = 0
	g.mores = min(max(g.mores+k.Healing*(k.Rest-g.mores)-k.Erosion*g.mores, 0), 1)
	g.fear = 1 - math.Exp(-k.Fright*g.memory)
	crowd := 100 * float64(g.dissenters) / float64(max(g.free, 1))
	g.risk = 1 - math.Exp(-k.Watch*(1+2*g.fear)/(1+crowd))
	g.ground = -k.Threshold - g.fear/2
	g.pressure = k.Demand + g.fear
	base := k.Burden + k.MemoryGrief*g.memory
	g.burden = [4]float64{base, base + k.MarkedBurden, base + k.KinGrief, base + k.MarkedBurden + k.KinGrief}
	least := min(max(g.mores+leastScruple, 0), 1)
	g.widest = k.Rate * (1 - least) * (k.Base + k.Zeal*(1+2*g.fear))
	g.dissenters = 0
}

// close counts a collective when its persons have acted.
func (g *collective) close(n *counts) {
	n.collectives++
	n.watched++
	n.fear += g.fear
	n.mores += g.mores
	if g.dissenters > 0 && g.dissenters*16 >= g.free {
		n.disturbances++
	}
}

// rateOf is the rate at which a person denounces somebody.
func (g *collective) rateOf(k *Climate, scruple, nerve float64) float64 {
	own := min(max(g.mores+scruple, 0), 1)
	return k.Rate * (1 - own) * (k.Base + k.Zeal*(1+2*g.fear*nerve))
}

// signs are what is known of a person.
type signs struct{ marked, kin, held bool }

func (s *signs) kind() int {
	kind := 0
	if s.marked {
		kind = 1
	}
	if s.kin {
		kind += 2
	}
	return kind
}

// act is the last public act of a person; neither: silent.
type act struct{ dissent, acclaim bool }

// member says which collective a person belongs to.
type member struct{ collective int32 }

// found founds the collectives, and says in which lane of each somebody has
// been taken, -1 for none.
func found(s *Setting, n int, dice *rand.Rand) (all []collective, taken []int) {
	all, taken = make([]collective, n), make([]int, n)
	for i := range all {
		all[i].mores = min(max(s.Nature.Mores+s.Nature.MoresSpread*dice.NormFloat64(), 0), 1)
		all[i].free, taken[i] = lanes, -1
		if dice.Float64() < s.Nature.TakenShare {
			all[i].free, all[i].taken, taken[i] = lanes-1, 1, dice.IntN(lanes)
		}
	}
	return all, taken
}

// signsOf are the signs of a new person in a lane.
func signsOf(s *Setting, lane, taken int, dice *rand.Rand) signs {
	return signs{marked: dice.Float64() < s.Nature.MarkedShare, held: lane == taken, kin: taken >= 0 && lane/4 == taken/4 && lane != taken}
}

// one is 1 for true.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
