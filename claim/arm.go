package claim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/scenario"
)

// parseArm reads an arm: a scenario, and what is set in it.
//
//	baseline
//	baseline region.ratchet=0
func parseArm(text string) (experiment.Arm, error) {
	words := strings.Fields(text)
	if len(words) == 0 || strings.Contains(words[0], "=") {
		return experiment.Arm{}, fmt.Errorf("%s names no scenario; want a scenario, and what is set in it: baseline region.ratchet=0", quoted(text))
	}
	for _, w := range words[1:] {
		if key, _, ok := strings.Cut(w, "="); !ok || key == "" {
			return experiment.Arm{}, fmt.Errorf("%s sets nothing; want key=value, for example region.ratchet=0", quoted(w))
		}
	}
	return experiment.Arm{Name: text, Scenario: words[0], Edits: scenario.Edits{Set: words[1:]}}, nil
}

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
		for _, own := range strings.Fields(text)[1:] {
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
// for under every variant. A point other than the scenarios' own is named.
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
				arm, err := parseArm(text)
				if err != nil {
					return nil, err
				}
				named[name] = true
				arm.Name, arm.Edits.Point = name, point
				arm.Edits.Set = slices.Concat(v.Set, arm.Edits.Set)
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
