package claim

import "math"

// Verdict is what became of a claim.
type Verdict string

// The verdicts.
const (
	Held      Verdict = "held"
	NotHeld   Verdict = "not held"
	Undecided Verdict = "undecided"
	Open      Verdict = "open"
)

// The rule, for the 90% interval of the mean effect (other less base, over draws
// of parameters) in one form of the model, m being the smallest effect that
// matters:
//
//	expected   held                      not held
//	less       below -m                  above m, or within -m..m
//	more       above m                   below -m, or within -m..m
//	none       within -m..m              below -m, or above m
//	some       below -m, or above m      within -m..m
//
// with the whole interval; anything else is undecided, and so is
//
//   - what rests on fewer than fewest draws;
//   - an effect within -m..m of a contrast that is idle: where no pair differs at
//     all, or where m is more than half of what is there to be taken away. A
//     history without a terror cannot show what would have prevented it.
//
// The verdict of a claim is that of the main form, unless two forms (variants,
// modes of the posterior, the main form itself) give opposite verdicts, or the
// effect lies wholly on one side of zero in one of them and wholly on the other
// in another: then it is open, since a conclusion that flips between forms is
// not a conclusion.

// fewest draws (or seeds, at one point) on which a verdict may rest.
const fewest = 10

// judge applies the rule to one form.
func judge(c Claim, f Form) Verdict {
	low, high := float64(f.Low), float64(f.High)
	if f.Units < fewest || math.IsNaN(low) || math.IsNaN(high) {
		return Undecided
	}
	below, above := high < -c.Matters, low > c.Matters
	within := low >= -c.Matters && high <= c.Matters && !f.Idle
	held, not := false, false
	switch c.Expected {
	case Less:
		held, not = below, above || within
	case More:
		held, not = above, below || within
	case None:
		held, not = within, below || above
	case Some:
		held, not = below || above, within
	}
	switch {
	case held:
		return Held
	case not:
		return NotHeld
	}
	return Undecided
}

// overall is the verdict over all forms, the main form first.
func overall(c Claim, forms []Form) Verdict {
	for i, a := range forms {
		for _, b := range forms[:i] {
			if contrary(c.Expected, a, b) {
				return Open
			}
		}
	}
	return forms[0].Verdict
}

// contrary tells whether two forms contradict each other.
func contrary(expected Sign, a, b Form) bool {
	if a.Verdict == Held && b.Verdict == NotHeld || a.Verdict == NotHeld && b.Verdict == Held {
		return true
	}
	if expected == None || a.Units < fewest || b.Units < fewest {
		return false // an effect too small to matter may have either sign
	}
	return a.Low > 0 && b.High < 0 || a.High < 0 && b.Low > 0
}
