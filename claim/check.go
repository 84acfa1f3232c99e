package claim

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
	"github.com/fromabove/fromabove/spelling"
)

// Check tells whether everything that the claims name is there: arms that can be
// set up and differ, outcomes, acts, switches, parameters, gates. And whether
// the gates are owned to: where the arms differ in a switch that a gate asks
// for, the claim must name the gate, or say why its outcome does not lie behind
// it. Mistakes come back as scenario.Findings, all at once; nothing is run.
func (b *Book) Check() error {
	k := checker{reader: reader{file: b.file}, book: b, words: words(), plans: map[string]*country.Plan{}}
	for _, g := range b.Gates {
		k.known(g.at.of("acts"), "gates.acts", "act, switch or parameter", g.Acts, k.words)
		k.known(g.at.of("switches"), "gates.switches", "switch", g.Switches, append(switches(), appointments))
	}
	for _, v := range b.Variants {
		k.plan("baseline+set="+strings.Join(v.Set, "+set="), v.at.of("set"), "variants.set")
	}
	for _, c := range b.Claims {
		k.claim(c)
	}
	if k.findings != nil {
		return k.findings
	}
	return nil
}

// appointments is the word, among the switches of a gate, for the leaders in
// whose hands they are.
const appointments = "appointments"

type checker struct {
	reader
	book  *Book
	words []string
	plans map[string]*country.Plan // of arms by their text; nil: cannot be set up
}

// switches are all that a scenario may turn off.
func switches() []string {
	var all []string
	for _, i := range regime.Institutions() {
		for _, s := range i.Switches {
			all = append(all, string(s.Switch))
		}
	}
	return all
}

// words are acts, switches and parameters by name.
func words() []string {
	all := switches()
	for _, i := range regime.Institutions() {
		for _, a := range i.Acts {
			all = append(all, a.Who+"."+a.What)
		}
		for _, p := range i.Params {
			all = append(all, i.Name+"."+p.Key)
		}
	}
	return all
}

// known refuses words that nothing is called.
func (k *checker) known(at where, key, what string, said, known []string) {
	for _, word := range said {
		if !slices.Contains(known, word) {
			k.found(at, key, "no %s is called %s%s", what, quoted(word), meant(spelling.Near(word, known)))
		}
	}
}

func (k *checker) claim(c Claim) {
	here := func(key string) string { return "claims." + c.ID + "." + key }
	var gates []string
	for _, g := range k.book.Gates {
		gates = append(gates, g.ID)
	}
	var beside []string
	for _, s := range c.Beside {
		beside = append(beside, s.Gate)
		if slices.Contains(c.Gates, s.Gate) {
			k.found(c.at.of("beside"), here("beside"), "gate %s stands among the terms already", s.Gate)
		}
	}
	k.known(c.at.of("gates"), here("gates"), "gate", c.Gates, gates)
	k.known(c.at.of("beside"), here("beside"), "gate", beside, gates)
	k.known(c.at.of("mechanism"), here("mechanism"), "act, switch or parameter", c.Mechanism, k.words)
	if len(c.Mechanism) == 0 {
		k.found(c.at.of("mechanism"), here("mechanism"), "names nothing that carries it")
	}
	if _, err := experiment.Parse(c.Outcome); err != nil {
		k.found(c.at.of("outcome"), here("outcome"), "%v", err)
	}
	base, other := k.plan(c.Base, c.at.of("base"), here("base")), k.plan(c.Other, c.at.of("other"), here("other"))
	if c.Base == c.Other {
		k.found(c.at.of("other"), here("other"), "is the base again; two arms differ in something")
	}
	if base == nil || other == nil {
		return
	}
	differ := differing(base, other)
	for _, g := range k.book.Gates {
		for _, s := range g.Switches {
			if slices.Contains(differ, s) && !slices.Contains(c.Gates, g.ID) && !slices.Contains(beside, g.ID) {
				k.found(c.at.of("other"), here("gates"), "the arms differ in %s, for which gate %s asks: name the gate, or say under beside why the outcome does not lie behind it", s, g.ID)
				break
			}
		}
	}
}

// plan sets up an arm, once.
func (k *checker) plan(text string, at where, key string) *country.Plan {
	if plan, ok := k.plans[text]; ok && plan != nil {
		return plan
	}
	arm, err := experiment.ParseArm(text)
	if err != nil {
		k.found(at, key, "%v", err)
		return nil
	}
	if arm.Name != text {
		k.found(at, key, "%s is no name here: an arm of a claim is called as it is written; edits are +without=, +set= and +point=", quoted(arm.Name))
		return nil
	}
	s, err := scenario.Read(scenarios.Files, arm.Scenario, regime.Institutions(), arm.Edits)
	var wrong scenario.Findings
	switch {
	case errors.As(err, &wrong):
		for _, w := range wrong {
			k.found(at, key, "%v", w)
		}
		return nil
	case err != nil:
		k.found(at, key, "%v", err)
		return nil
	}
	k.plans[text] = &s.Plan
	return &s.Plan
}

// differing are the switches that do not stand alike in two plans, and
// appointments where they are not in the same hands.
func differing(a, b *country.Plan) []string {
	var out []string
	for _, s := range switches() {
		if !slices.Equal(a.InForce[country.Switch(s)], b.InForce[country.Switch(s)]) {
			out = append(out, s)
		}
	}
	hands := func(p *country.Plan) string {
		var all []string
		for _, l := range p.Leaders {
			all = append(all, fmt.Sprint(l.From, l.Until, l.Appoints))
		}
		return strings.Join(all, ";")
	}
	if hands(a) != hands(b) {
		out = append(out, appointments)
	}
	return out
}
