package main

import (
	"math/rand/v2"

	"github.com/mlange-42/ark/ecs"
)

// The people in ark: an entity for each person, a component for each thing that
// is said of a person, and for the month a query of a filter that is kept.
// Collectives are a list beside the world, into which the component member
// points. Ark's guide has for that a component of the parent, which is slower to
// reach, or a relation, which makes a table for each parent and which the guide
// advises against for tens of thousands of parents.

type levelWorld struct {
	levelRules
	filter *ecs.Filter4[levels, signs, act, member]
}

func newLevelWorld(s *Setting, collectives int, seed uint64) country {
	dice := rand.New(rand.NewPCG(seed, 1))
	w := &levelWorld{levelRules: levelRules{k: &s.Climate, dice: rand.NewPCG(seed, 2)}}
	var taken []int
	w.collectives, taken = found(s, collectives, dice)
	w.bounds = make([]levelBounds, collectives)
	world, birth, i := ecs.NewWorld(collectives*lanes), birthOf(&s.Nature), 0
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
	w.begin()
	query := w.filter.Query()
	for query.Next() {
		mind, signs, act, member := query.Get()
		w.levelRules.live(query.Entity(), mind, signs, act, member)
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
	w := &fineWorld{fineRules: fineRules{k: &s.Climate, dice: rand.NewPCG(seed, 2)}}
	var taken []int
	w.collectives, taken = found(s, collectives, dice)
	w.bounds = make([]fineBounds, collectives)
	world, i := ecs.NewWorld(collectives*lanes), 0
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
	w.begin()
	query := w.filter.Query()
	for query.Next() {
		mind, signs, act, member := query.Get()
		w.fineRules.live(query.Entity(), mind, signs, act, member)
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
