package claim

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/experiment"
)

// Fact is one thing to know of a claim, with its name.
type Fact struct{ Name, Says string }

// Facts are what there is to know of a claim beside its statement, in order.
func (c Claim) Facts(book *Book) []Fact {
	facts := []Fact{
		{"base", c.Base}, {"other", c.Other}, {"outcome", c.outcome()}, {"expected", expectations[c.Expected]},
		{"matters", fmt.Sprintf("from %s on: %s", strconv.FormatFloat(c.Matters, 'f', -1, 64), c.Because)},
		{"mechanism", strings.Join(c.Mechanism, ", ")}, {"carries", c.Carries}, {"refuted by", c.RefutedBy}, {"rival", c.Rival},
	}
	for _, id := range c.Gates {
		g, _ := book.Gate(id)
		facts = append(facts, Fact{"gate", fmt.Sprintf("%s: %s (%s)", id, g.Says, strings.Join(g.Acts, ", "))})
	}
	for _, b := range c.Beside {
		facts = append(facts, Fact{"not behind", fmt.Sprintf("gate %s: %s", b.Gate, b.Why)})
	}
	if c.ByHand != "" {
		facts = append(facts, Fact{"by hand", c.ByHand})
	}
	return append(facts, Fact{"standing", standings[c.Standing()]})
}

// outcome is the outcome with what it is and its unit.
func (c Claim) outcome() string {
	o, err := experiment.Parse(c.Outcome)
	switch gauge, _, general := strings.Cut(c.Outcome, "@"); {
	case err != nil:
		return c.Outcome // Check says so
	case general:
		_, doc, _ := strings.Cut(o.Doc, ": ")
		return fmt.Sprintf("%s: %s, %s (%s)", c.Outcome, gauge, doc, o.Unit)
	}
	return fmt.Sprintf("%s: %s (%s)", c.Outcome, o.Doc, o.Unit)
}

var expectations = map[Sign]string{
	Less: "less in the other arm", More: "more in the other arm", None: "no effect that matters", Some: "an effect that matters, either way",
}

var standings = map[Standing]string{
	BuiltIn: "built in: a hard gate stands among its terms; that it holds proves little, that it fails is a finding",
	ByHand:  "by hand: one equation sets the sign, and the rest of the country can turn it",
	Free:    "free: no gate stands among its terms, and it could have failed",
}
