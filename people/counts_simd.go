//go:build goexperiment.simd && amd64

package people

import "simd/archsimd"

// What is counted of eight collectives at once.
const (
	countAlive = iota
	countFree
	countHeld
	countSettled
	countGone
	countDissent
	countDisturbances
	countAcclaim
	countInsincere
	countSupporters
	countMarked
	countNational
	countFile
	countNamed
	countParty
	countJoiners
	countUnscrupulous
	countTowns
	countWorkplaces
	counted
)

// count counts the collectives as count does, but for what is looked at one by one.
func (e *eight) count() {
	add := func(what int, x word8) { e.tally(what, ones8(x)) }
	free, party := e.free(), archsimd.LoadUint64x8(&e.signs[partyWord])
	acclaim := archsimd.LoadUint64x8(&e.minds[acclaimWord])
	support := free.And(archsimd.LoadUint64x8(&e.minds[supportWord+SupportPlanes-1]))
	add(countAlive, archsimd.LoadUint64x8(&e.signs[aliveWord]))
	dissent := archsimd.LoadUint64x8(&e.minds[dissentWord])
	add(countFree, free)
	if dissent.NotEqual(word8{}).ToBits() != 0 {
		dissenters := ones8(dissent)
		e.tally(countDissent, dissenters)
		crowd := dissenters.ShiftLeft(archsimd.BroadcastUint64x8(disturbanceDigits)).GreaterEqual(ones8(free)).And(dissent.NotEqual(word8{}))
		e.tally(countDisturbances, archsimd.BroadcastUint64x8(1).Masked(crowd))
		archsimd.LoadUint64x8(&e.shared).Or(dissenters).Store(&e.shared)
	}
	add(countHeld, archsimd.LoadUint64x8(&e.signs[heldWord]))
	add(countSettled, archsimd.LoadUint64x8(&e.signs[settledWord]))
	add(countGone, archsimd.LoadUint64x8(&e.settling[goneWord]))
	add(countAcclaim, acclaim)
	add(countInsincere, acclaim.AndNot(support))
	add(countSupporters, support)
	add(countMarked, free.And(archsimd.LoadUint64x8(&e.signs[markedWord])))
	add(countNational, free.And(archsimd.LoadUint64x8(&e.signs[nationalWord])))
	add(countFile, free.And(archsimd.LoadUint64x8(&e.signs[fileWord])))
	add(countNamed, free.And(archsimd.LoadUint64x8(&e.signs[namedWord])))
	add(countParty, free.And(party))
	add(countJoiners, support.AndNot(party))

	line, none := archsimd.LoadUint64x8(&e.serve), archsimd.BroadcastUint64x8(0)
	less := lend8(archsimd.LoadUint64x8(&e.nature[scrupleWord]), digit8(line, 0), none)
	less = lend8(archsimd.LoadUint64x8(&e.nature[scrupleWord+1]), digit8(line, 1), less)
	less = lend8(archsimd.LoadUint64x8(&e.nature[scrupleWord+2]), digit8(line, 2), less)
	add(countUnscrupulous, free.And(less.Or(digit8(line, ScruplePlanes))))
}

// tally adds numbers to what is counted.
func (e *eight) tally(what int, n word8) {
	archsimd.LoadUint64x8(&e.counts[what]).Add(n).Store(&e.counts[what])
}

// census adds the counts of so many collectives to a tally.
func (e *eight) census(collectives int, t *Tally) {
	var sum [counted]int
	for what := range sum {
		for _, n := range e.counts[what] {
			sum[what] += int(n)
		}
	}
	t.Collectives += collectives
	t.Towns += sum[countTowns]
	t.Workplaces += sum[countWorkplaces]
	t.Alive += sum[countAlive]
	t.Free += sum[countFree]
	t.Held += sum[countHeld]
	t.Settled += sum[countSettled]
	t.Gone += sum[countGone]
	t.Vacant += collectives*Lanes - sum[countAlive] - sum[countGone]
	t.Dissent += sum[countDissent]
	t.Disturbances += sum[countDisturbances]
	t.Acclaim += sum[countAcclaim]
	t.Insincere += sum[countInsincere]
	t.Supporters += sum[countSupporters]
	t.Marked += sum[countMarked]
	t.National += sum[countNational]
	t.File += sum[countFile]
	t.Named += sum[countNamed]
	t.Party += sum[countParty]
	t.Joiners += sum[countJoiners]
	t.Unscrupulous += sum[countUnscrupulous]
}
