package country

import "slices"

// Variant names a rival form of one equation. It is no institution and has no
// dates: it holds for a whole history, and asks whether a conclusion hangs on
// the form that the equation has. A plan without any has the main form of each.
type Variant string

// The variants that are no mere setting of a parameter; those that are stand
// beside them in the data file of the variants as arms.
const (
	AdditiveGap   Variant = "additive_gap"    // credulity is added to what is believed, not multiplied with it
	StopAtPlan    Variant = "stop_at_plan"    // an operation ends when its first plan is fulfilled
	TrueHits      Variant = "true_hits"       // evidence counts in the share of cases that hit an enemy in truth
	StaffOnDemand Variant = "staff_on_demand" // mores do not limit who serves in the police
	NoWorkTies    Variant = "no_work_ties"    // who works together does not know each other by that
	WholeRisk     Variant = "whole_risk"      // felt risk counts whole police to a dissenter, rounded down
)

// Variants are all of them, with one sentence each: what holds in place of the
// main form.
var Variants = []struct {
	Variant Variant
	Doc     string
}{
	{AdditiveGap, "gap = [e - r + (chi - 1/2) R0]+ in place of chi [e - r]+"},
	{StopAtPlan, "an operation ends when as many are taken as was first planned, and not by losses"},
	{TrueHits, "names, denunciations and elite cases count as evidence in the share of the month's cases that hit somebody hostile in truth"},
	{StaffOnDemand, "the staff of the police follows demand alone: mores bear on denunciation, not on who serves"},
	{NoWorkTies, "persons of a workplace have the acquaintances of its region in place of those of the workplace"},
	{WholeRisk, "felt risk is 1 - exp(-k floor(I (1 + 2 F)/(1 + A))): Epstein's printed rule"},
}

// Varies says whether the plan has the variant.
func (p *Plan) Varies(v Variant) bool { return slices.Contains(p.Variants, v) }
