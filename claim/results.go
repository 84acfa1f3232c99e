package claim

import (
	"fmt"
	"math"

	"github.com/fromabove/fromabove/experiment"
)

// Weighed are the claims of a book that an experiment has run, with their
// verdicts: those of which it holds both arms and the outcome. modes, which may
// be nil, names for each draw the mode of the posterior that it belongs to.
func (b *Book) Weighed(r *experiment.Results, modes []string) []Result {
	var all []Result
	for _, c := range b.Claims {
		main, ok := pairs(r, c, Variant{})
		if !ok {
			continue
		}
		main.Form = MainForm
		forms := append([]Pairs{main}, split(r, main, modes)...)
		var notLaid []string
		for _, v := range b.Variants {
			p, ok := pairs(r, c, v)
			switch {
			case ok && c.Under(v):
				forms = append(forms, p)
			case !c.Under(v):
				notLaid = append(notLaid, v.ID)
			}
		}
		result := Weigh(c, forms)
		if len(forms) > 1 {
			result.NotLaid = notLaid
		}
		if o, err := experiment.Parse(c.Outcome); err == nil {
			result.Unit = o.Unit
		}
		all = append(all, result)
	}
	return all
}

// pairs are the members of a claim under a variant.
func pairs(r *experiment.Results, c Claim, v Variant) (Pairs, bool) {
	base, err := r.ArmNumber(armName(c.Base, v))
	if err != nil {
		return Pairs{}, false
	}
	other, err := r.ArmNumber(armName(c.Other, v))
	if err != nil {
		return Pairs{}, false
	}
	outcome, err := r.OutcomeNumber(c.Outcome)
	if err != nil {
		return Pairs{}, false
	}
	p := Pairs{Form: v.ID, Base: r.Column(base, outcome), Other: r.Column(other, outcome), Draws: units(r)}
	noBase, noOther := blank(r, base), blank(r, other)
	for round := range p.Base {
		if noBase[round] || noOther[round] {
			p.Failed++
		}
	}
	return p, true
}

// blank tells of which rounds an arm has no outcome at all: the member failed or
// was not run.
func blank(r *experiment.Results, arm int) []bool {
	out := make([]bool, r.Rounds())
	for round := range out {
		out[round] = true
	}
	for outcome := range r.Outcomes {
		for round, v := range r.Column(arm, outcome) {
			out[round] = out[round] && math.IsNaN(v)
		}
	}
	return out
}

// units are the draws of the rounds by what they set: a draw that stands there
// again, with another seed, is the same.
func units(r *experiment.Results) []int {
	first := map[string]int{}
	out := make([]int, r.Rounds())
	for round := range out {
		draw, _ := r.Round(round)
		text := fmt.Sprint(r.Draws[draw])
		if _, seen := first[text]; !seen {
			first[text] = draw
		}
		out[round] = first[text]
	}
	return out
}

// split takes the rows of a claim apart by the mode of their draw; where there
// is one mode there is nothing to take apart.
func split(r *experiment.Results, main Pairs, modes []string) []Pairs {
	var out []Pairs
	at := map[string]int{}
	for round := range main.Base {
		draw, _ := r.Round(round)
		if draw >= len(modes) {
			return nil
		}
		i, seen := at[modes[draw]]
		if !seen {
			i = len(out)
			at[modes[draw]] = i
			out = append(out, Pairs{Form: "mode " + modes[draw]})
		}
		out[i].Base, out[i].Other = append(out[i].Base, main.Base[round]), append(out[i].Other, main.Other[round])
		out[i].Draws = append(out[i].Draws, main.Draws[round])
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
