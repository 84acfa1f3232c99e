// Package people is the multitude, packed sixty-four to a machine word.
//
// A Collective is a hamlet or a workplace of 64 lanes; a lane is a living
// person, or S of them at scale 1:S. What is yes or no about the 64 persons is
// one word (a mask), what is a small number is a few words (planes): bit i of
// plane k is bit k of the number of lane i. Comparing, adding and drawing for
// all 64 at once takes a few instructions. Physicists have long coded spins so
// (multispin coding: Creutz, Jacobs and Rebbi 1979; Zorn, Herrmann and Rebbi
// 1981).
//
//	plane 5   0 1 1 ... 0     support of lane 0 is 0..01 read downwards,
//	  ...                     a level from 0 to 63
//	plane 0   1 0 1 ... 1
//
// Where few of the 64 can be concerned, a sieve on whole words finds them and
// they are looked at one by one. Package people knows lanes and levels; which
// institution moves them, and why, is written in the institutions.
package people

import (
	"math/bits"
	"unsafe"
)

// Lanes is the number of persons in a collective.
const Lanes = 64

// Household is the number of neighbouring lanes that share a roof.
const Household = 4

// Numbers of planes of the small integers.
const (
	SupportPlanes = 6
	NervePlanes   = 4
	ScruplePlanes = 3
	supportLevels = 1 << SupportPlanes
)

// ID names a person of the multitude: collective times 64 plus lane.
type ID uint32

// At is the person in a lane of a collective.
func At(collective, lane int) ID { return ID(collective*Lanes + lane) }

// Collective and Lane take the name apart.
func (id ID) Collective() int { return int(id) / Lanes }

// Lane is the position within the collective.
func (id ID) Lane() int { return int(id) % Lanes }

// Collective is 64 lanes and the few numbers they share. Its words stand in rows
// of eight by who needs them together: what minds do in a month, what the police
// see, what minds only read, what else there is. Vectors take a row at once.
type Collective struct {
	// The last public act; neither: silent.
	Dissent, Acclaim uint64
	Support          [SupportPlanes]uint64 // private support, level 0..63 for -1..1

	// Places. A lane is vacant, alive or gone; who is alive is at liberty, held or
	// settled. Those who were killed or died in custody keep their lane to the end
	// (Gone, below).
	Alive, Held, Settled uint64

	// What is known of a person, or said.
	Marked   uint64 // of a class to be marked
	National uint64 // of a diaspora nationality
	File     uint64 // the police keep a file
	Named    uint64 // named under interrogation, not yet acted on
	Party    uint64 // member or candidate

	Leaning [SupportPlanes]uint64 // where support settles with no hardship and no grief
	Kin     uint64                // a member of the household was taken
	Gone    uint64

	Nerve    [NervePlanes]uint64   // risk aversion R, level 0..15 for 0..1
	Scruple  [ScruplePlanes]uint64 // own deviation from the mores, level 0..7
	Deserted uint64                // left the garrison without leave, at liberty

	Memory float32 // memory of arrests E, arrests per 100 persons
	Mores  float32 // moral ties M, 0..1

	Dissenters uint8 // of last month
	Taken      uint8 // arrested since Memory was last brought up to date
	Region     uint8
	Town       bool // of the town rather than of the village
	Garrison   bool // under arms
	Workplace  bool // lives on wages; its last household is the office: specialists and officials
}

// Size is the memory of a collective, in bytes.
const Size = int(unsafe.Sizeof(Collective{}))

// Free is the mask of those at liberty.
func (c *Collective) Free() uint64 { return c.Alive &^ (c.Held | c.Settled) }

// InSupport is the mask of those whose private support is above zero: the upper
// half of the levels.
func (c *Collective) InSupport() uint64 { return c.Support[SupportPlanes-1] }

// hollow is the mask of those who acclaim what they do not support.
func (c *Collective) hollow() uint64 { return c.Acclaim &^ c.InSupport() }

// Vacant is the mask of lanes in which a person can be born.
func (c *Collective) Vacant() uint64 { return ^(c.Alive | c.Gone) }

// Office is the household of specialists and officials of a workplace.
func (c *Collective) Office() uint64 {
	if !c.Workplace {
		return 0
	}
	return Roof(Lanes - 1)
}

// Class puts the collective into town and wage work where the shares of the
// population reach its rank, a number of 0..1 that is its own: as a share
// grows, collectives join and none leaves.
func (c *Collective) Class(number int, urban, wage float64) {
	c.class(number, rankOf(urban), rankOf(wage))
}

// class is Class with the ranks that the shares reach.
func (c *Collective) class(number int, urban, wage uint64) {
	rank := ofTown.of(number)
	c.Town, c.Workplace = rank < urban, rank < wage
}

// Roof is the mask of the household of a lane.
func Roof(lane int) uint64 { return (1<<Household - 1) << (lane &^ (Household - 1)) }

// SupportOf is the private support of a lane, in (-1, 1).
func (c *Collective) SupportOf(lane int) float64 { return supportAt(level6(&c.Support, lane)) }

// supportAt is the support that a level stands for: (2 level - 63)/64.
func supportAt(level int) float64 { return float64(2*level-supportLevels+1) / supportLevels }

// supportLevel is the level below which support is less than x:
// supportAt(l) < x exactly for l < supportLevel(x), from 0 to 64.
func supportLevel(x float64) int {
	if !(x > -1) {
		return 0
	}
	if x >= 1 {
		return supportLevels
	}
	n := int((float64(x*supportLevels) + supportLevels - 1) / 2)
	if supportAt(n) < x {
		n++
	}
	return n
}

// NerveOf is the risk aversion R of a lane, in (0,1): the middle of its level.
func (c *Collective) NerveOf(lane int) float64 {
	return (float64(level4(&c.Nerve, lane)) + 0.5) / (1 << NervePlanes)
}

// ScrupleStep is the distance between two levels of scruple.
const ScrupleStep = 0.05

// ScrupleOf is the deviation u of a lane from the mores of its collective.
func (c *Collective) ScrupleOf(lane int) float64 { return scrupleAt(level(c.Scruple[:], lane)) }

// scrupleAt is the deviation that a level stands for.
func scrupleAt(level int) float64 { return float64((float64(level) - 3.5) * ScrupleStep) }

// supportBelow is the mask of lanes whose support is less than x.
func (c *Collective) supportBelow(x float64) uint64 { return below6(&c.Support, supportLevel(x)) }

// Count is the number of persons in a mask.
func Count(mask uint64) int { return bits.OnesCount64(mask) }
