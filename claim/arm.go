package claim

import (
	"slices"
	"strings"

	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/scenario"
)

// armName is the name of an arm under a variant; of none in the main form.
func armName(text string, v Variant) string {
	if v.ID == "" {
		return text
	}
	return text + " under " + v.ID
}

// Under tells whether a variant can be laid over a claim: it sets nothing that
// an arm of the claim sets itself.
func (c Claim) Under(v Variant) bool {
	for _, text := range []string{c.Base, c.Other} {
		arm, err := experiment.ParseArm(text)
		if err != nil {
			return false
		}
		for _, own := range slices.Concat(arm.Edits.Set, arm.Edits.Without) {
			if slices.ContainsFunc(v.Set, func(set string) bool { return key(set) == key(own) }) {
				return false
			}
		}
	}
	return true
}

// key of key=value.
func key(set string) string {
	k, _, _ := strings.Cut(set, "=")
	return k
}

// Arms are the arms of all claims, each once: in the main form, and where asked
// for under every variant. point is that of every arm; empty: the scenarios' own.
func (b *Book) Arms(point string, variants bool) ([]experiment.Arm, error) {
	forms := []Variant{{}}
	if variants {
		forms = append(forms, b.Variants...)
	}
	var arms []experiment.Arm
	named := map[string]bool{}
	for _, v := range forms {
		for _, c := range b.Claims {
			if !c.Under(v) {
				continue
			}
			for _, text := range []string{c.Base, c.Other} {
				name := armName(text, v)
				if named[name] {
					continue
				}
				arm, err := experiment.ParseArm(text)
				if err != nil {
					return nil, err
				}
				named[name] = true
				arm = arm.Under(scenario.Edits{Set: v.Set, Point: point})
				arm.Name = name
				arms = append(arms, arm)
			}
		}
	}
	return arms, nil
}

// Outcomes are those that the claims read, each once.
func (b *Book) Outcomes() []string {
	var all []string
	for _, c := range b.Claims {
		if !slices.Contains(all, c.Outcome) {
			all = append(all, c.Outcome)
		}
	}
	return all
}
