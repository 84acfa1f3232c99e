package people

import (
	"math/bits"

	"github.com/fromabove/fromabove/chance"
)

// First is the lowest lane of a mask that is not empty.
func First(mask uint64) int { return bits.TrailingZeros64(mask) }

// Shares of acquaintances (guess): in the household, in the collective; the
// rest anywhere in the region.
const (
	homeShare = 0.2
	nearShare = 0.6
)

// Acquaintance draws somebody the person knows, at liberty and another person;
// ok is false if the draw finds nobody. It uses words k to k+3 of the unit.
func (m *Multitude) Acquaintance(who ID, unit chance.Unit, k int) (ID, bool) {
	m.Done()
	at := who.Collective()
	c := &m.Collectives[at]
	self := uint64(1) << who.Lane()
	switch u := unit.Uniform(k); {
	case u < homeShare:
		return pickLane(at, c.Free()&Roof(who.Lane())&^self, unit, k+1)
	case u < homeShare+nearShare && !(m.NoWorkTies && c.Workplace):
		return pickLane(at, c.Free()&^self, unit, k+1)
	}
	span := m.Regions[c.Region]
	at = span.First + unit.Below(k+2, span.End-span.First)
	free := m.Collectives[at].Free()
	if at == who.Collective() {
		free &^= self
	}
	return pickLane(at, free, unit, k+3)
}

// pickLane is one lane of the mask, each with the same chance.
func pickLane(at int, mask uint64, unit chance.Unit, k int) (ID, bool) {
	if mask == 0 {
		return 0, false
	}
	return At(at, First(chance.Nth(mask, unit.Below(k, Count(mask))))), true
}

// Look is how disloyal a person looks in public: 2 who dissents, 1 who is
// silent, 0 who acclaims.
func (m *Multitude) Look(id ID) int {
	c, bit := &m.Collectives[id.Collective()], uint64(1)<<id.Lane()
	switch {
	case c.Dissent&bit != 0:
		return 2
	case c.Acclaim&bit != 0:
		return 0
	}
	return 1
}
