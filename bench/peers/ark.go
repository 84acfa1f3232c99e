//go:build ark

package main

import (
	"math/rand/v2"

	"github.com/mlange-42/ark/ecs"
)

// The people in ark: an entity for each person, a component for each thing that
// is said of a person, a query for the month. The rules are those of the plain
// rows, so that the difference is the store. Collectives are a list beside the
// world, into which the component member points: what 64 persons share is read
// by index, as ark advises for few things that many entities refer to.

func arkEntrants() []entrant {
	return []entrant{
		{name: "ark: levels", allowed: sameRules, player: &inGo{found: newLevelWorld}},
		{name: "ark: fine", allowed: otherRules, player: &inGo{found: newFineWorld}},
	}
}

// worldOf makes a world. NewWorld gave a World in earlier versions and gives a
// pointer to one in later ones.
func worldOf(persons int) *ecs.World {
	world := ecs.NewWorld(persons)
	switch w := any(&world).(type) {
	case **ecs.World:
		return *w
	case *ecs.World:
		return w
	}
	panic("peers: ecs.NewWorld gives neither a World nor a pointer to one")
}

type levelWorld struct {
	levelRules
	filter *ecs.Filter4[levels, signs, act, member]
}

func newLevelWorld(s *Setting, collectives int, seed uint64) country {
	dice := rand.New(rand.NewPCG(seed, 1))
	w := &levelWorld{levelRules: newLevelRules(s, seed)}
	var taken []int
	w.collectives, taken = found(s, collectives, dice)
	w.bounds = make([]levelBounds, collectives)
	world, birth, i := worldOf(collectives*lanes), birthOf(&s.Nature), 0
	ecs.NewMap4[levels, signs, act, member](world).NewBatchFn(collectives*lanes, func(_ ecs.Entity, m *levels, of *signs, _ *act, in *member) {
		*of = signsOf(s, i%lanes, taken[i/lanes], dice)
		*m = birth.mind(of.marked, dice)
		*in = member{int32(i / lanes)}
		i++
	})
	w.filter = ecs.NewFilter4[levels, signs, act, member](world)
	return w
}

func (w *levelWorld) live() {
	w.begin(w.k)
	query := w.filter.Query()
	for query.Next() {
		mind, signs, act, member := query.Get()
		w.levelRules.live(int(query.Entity().ID()), mind, signs, act, member)
	}
	w.end()
}

func (w *levelWorld) measures() measures {
	w.support = 0
	query := w.filter.Query()
	for query.Next() {
		if mind, signs, _, _ := query.Get(); !signs.held {
			w.support += levelAt(mind.support)
		}
	}
	return measuresOf(w.counts)
}

type fineWorld struct {
	fineRules
	filter *ecs.Filter4[fine, signs, act, member]
}

func newFineWorld(s *Setting, collectives int, seed uint64) country {
	dice := rand.New(rand.NewPCG(seed, 1))
	w := &fineWorld{fineRules: newFineRules(s, seed)}
	var taken []int
	w.collectives, taken = found(s, collectives, dice)
	w.bounds = make([]fineBounds, collectives)
	world, i := worldOf(collectives*lanes), 0
	ecs.NewMap4[fine, signs, act, member](world).NewBatchFn(collectives*lanes, func(_ ecs.Entity, m *fine, of *signs, _ *act, in *member) {
		*of = signsOf(s, i%lanes, taken[i/lanes], dice)
		*m = fineMind(&s.Nature, of.marked, dice)
		*in = member{int32(i / lanes)}
		i++
	})
	w.filter = ecs.NewFilter4[fine, signs, act, member](world)
	return w
}

func (w *fineWorld) live() {
	w.begin(w.k)
	query := w.filter.Query()
	for query.Next() {
		mind, signs, act, member := query.Get()
		w.fineRules.live(int(query.Entity().ID()), mind, signs, act, member)
	}
	w.end()
}

func (w *fineWorld) measures() measures {
	w.support = 0
	query := w.filter.Query()
	for query.Next() {
		if mind, signs, _, _ := query.Get(); !signs.held {
			w.support += float64(mind.support)
		}
	}
	return measuresOf(w.counts)
}
