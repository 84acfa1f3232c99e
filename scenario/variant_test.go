package scenario

import (
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
)

// A scenario takes variants by name, in any order, and writes them down; the
// baseline has none, and what is no variant is refused with the nearest.
func TestRivalForms(t *testing.T) {
	base := read(t, "baseline", Edits{})
	if base.Plan.Variants != nil || strings.Contains(base.Text, "variants") {
		t.Fatalf("the baseline has the variants %v", base.Plan.Variants)
	}
	s := read(t, "baseline", Edits{Set: []string{"variants=[stop_at_plan, additive_gap]"}})
	if want := []country.Variant{country.AdditiveGap, country.StopAtPlan}; !slices.Equal(s.Plan.Variants, want) || s.Hash == base.Hash {
		t.Errorf("the plan has %v, want %v; the hash differs: %t", s.Plan.Variants, want, s.Hash != base.Hash)
	}
	again, err := Parse(shipped, s.Text, registry())
	if err != nil || again.Hash != s.Hash || !again.Plan.Varies(country.StopAtPlan) || again.Plan.Varies(country.TrueHits) {
		t.Errorf("written down and read again it is another: %v\n%s", err, s.Text)
	}
	for _, v := range country.Variants {
		if s := read(t, "baseline", Edits{Set: []string{"variants=[" + string(v.Variant) + "]"}}); !s.Plan.Varies(v.Variant) || v.Doc == "" {
			t.Errorf("%s is not taken, or says nothing", v.Variant)
		}
	}
	for _, c := range []struct{ set, want string }{
		{"variants=[additive-gap]", `did you mean "additive_gap"?`},
		{"variants=additive_gap", `variants: "additive_gap" is not a list`},
		{"variants=[true_hits, true_hits]", "true_hits stands there twice"},
	} {
		if _, err := Read(shipped, "baseline", registry(), Edits{Set: []string{c.set}}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.set, err, c.want)
		}
	}
}
