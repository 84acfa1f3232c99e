// Package leader is the highest office and whoever holds it: what he believes,
// what he orders, how he moves against the elite, whether he gathers it behind
// him, and whether he stays.
//
// Essay: one man above an organisation that had narrowed decision (P5, P6), his
// person (P11), the pretext taken (P2).
//
// It reads acts and files, never minds: dissent, marks, files, the evidence
// that the police make, losses as they are reported. It leaves the gap, the
// demand for vigilance, an operation under simplified procedure and its plan,
// cases against the elite. It ignores strategy: he looks one month ahead.
//
// Hard gates, each with the fact that licenses it: an operation needs tribunals
// and an autonomous police (there was no bulk execution without an extrajudicial
// body, 1918-53); a lethal move against the elite needs a margin above D*
// (Sudduth 2017: leaders purge when the elite's means are low).
package leader

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/stat"
)

// Leader has the parameters of the office and of its holders.
type Leader struct {
	chiLeader, chiCollective, omegaLeader, omegaCollective  float64
	tolerance, threatEffect, theta, lag, candour            float64
	vigilanceStep, unstaged, trialMonths                    float64
	planMonths, planned                                     float64
	evidenceDecay, ordinaryNames, cleared, elite, unchecked float64
	caution, fadingCaution, discredit, proofGap             float64
	recovery, specialists, officials, lostElite             float64
	feasible, pressure, old, young, clients, lookup         float64
	names, sameCircle, sameBody, restrained, fading         float64
	fall, steep                                             float64
	full, steepness, contestWon, contestHazard              float64

	circles, bodies country.Lists // room that is used again each time
}

// New is the institution with its parameters unset; regime sets them.
func New() *Leader { return &Leader{} }

// Decisions.
const (
	diceFall  chance.Decision = "leader.fall"
	diceMove  chance.Decision = "leader.move"
	diceNames chance.Decision = "leader.names"
	diceLose  chance.Decision = "leader.lose"
)

// suspect forms the belief and compares it with what is tolerated. A leader's
// own character acts only in proportion to his dominance:
// chi = chi_B + D (chi_L - chi_B). The gap is chi [e - r]+; under the variant
// additive_gap [e - r + (chi - 1/2) R0]+, where a leader of 1/2 sees what is
// there, and the tolerance gives his character the unit of a belief.
func (l *Leader) suspect(c *country.Country) {
	c.Credulity, c.CostWeight = l.chiCollective, l.omegaCollective
	if c.Leader.Present && c.Leader.Personal && c.InForce(country.PersonalRule) {
		c.Credulity += float64(c.Dominance * (l.chiLeader - l.chiCollective))
		c.CostWeight += float64(c.Dominance * (l.omegaLeader - l.omegaCollective))
	}
	c.CostWeight = float64(c.CostWeight * c.LossFactor)
	signs := c.Weights
	signs.Named = 0 // names enter the belief as evidence
	c.Belief = signs.Total(&c.Tally)/float64(max(c.Tally.Alive, 1)) + c.Evidence
	c.Tolerated = float64(l.tolerance * (1 - float64(l.threatEffect*c.Report.War)))
	c.Gap = float64(c.Credulity * stat.Positive(c.Belief-c.Tolerated))
	if c.Plan.Varies(country.AdditiveGap) {
		c.Gap = stat.Positive(c.Belief - c.Tolerated + float64((c.Credulity-0.5)*l.tolerance))
	}
	lag := l.candour
	if c.InForce(country.Facade) {
		lag = l.lag
	}
	c.PerceivedLoss += (c.Loss - c.PerceivedLoss) / lag
	c.Net = c.Gap - float64(c.CostWeight*c.PerceivedLoss)
	c.Launch = l.theta
	if !c.Leader.Present {
		c.Gap, c.Net = 0, 0
	}
	c.Urgency = min(1, c.Gap/l.theta)
	c.Proof = min(1, c.Credulity*c.Evidence/(l.proofGap*l.theta))

	demand := min(1, c.Gap/(1.5*l.theta))
	if c.Operation.Number != 0 {
		demand = 1
	}
	staged := c.InForce(country.ShowTrials) && c.LastTrial != 0 && float64(c.Month-c.LastTrial) <= l.trialMonths
	if !staged {
		demand = float64(demand * l.unstaged)
	}
	c.Vigilance += float64(l.vigilanceStep * (demand - c.Vigilance))
}

// reckon brings evidence and losses up to date with the month:
//
//	Z' = -d_Z Z + f chi (names + 0.1 denunciations)/N - 0.5 arrests/N + chi kappa_E (elite weight arrested)
//	L' = -d_L L + arrests/N + 3 specialists/N + 0.004 officials/64 + 0.002 (elite weight arrested)
//
// with f = 1 under simplified procedure, 0.25 under ordinary, halved without an
// autonomous police: courts throw most of it out. Under the variant true_hits,
// the one place in which a leader looks into minds, the two terms with chi are
// multiplied by the shares of cases, of the people and of the elite, that hit.
func (l *Leader) reckon(c *country.Country) {
	f := l.ordinaryNames
	if c.Operation.Number != 0 {
		f = 1
	}
	if !c.InForce(country.Autonomy) {
		f *= l.unchecked
	}
	n := float64(max(c.Tally.Alive, 1))
	arrests := float64(len(c.Docket)) / n
	told := (float64(c.Report.NamesMade) + float64(0.1*float64(len(c.Denouncers)))) / n
	proven := float64(c.Credulity * l.elite * c.Report.EliteWeight)
	if c.Plan.Varies(country.TrueHits) {
		told *= share(c.Report.Hits, len(c.Docket))
		proven = float64(proven * share(c.Report.EliteHits, c.Report.EliteArrested))
	}
	c.Evidence = max(0, c.Evidence-float64(l.evidenceDecay*c.Evidence)+float64(f*c.Credulity*told)-float64(l.cleared*arrests)+proven)
	removed := float64(c.Report.OfficialsRemoved) / float64(max(len(c.Regions), 1))
	c.Loss = c.Loss - float64(l.recovery*c.Loss) + arrests + float64(l.specialists*float64(c.Report.Specialists))/n +
		float64(l.officials*removed) + float64(l.lostElite*c.Report.EliteWeight)
}

// share of all; none of nothing.
func share(part, all int) float64 { return float64(part) / float64(max(all, 1)) }
