package experiment

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/fromabove/fromabove/scenario"
)

// ArmSyntax says how an arm is written, for help.
const ArmSyntax = "an arm is a scenario (a shipped name or a .yaml file), with a name before it and edits behind it if need be:\n" +
	"[NAME=]SCENARIO[+without=X][+set=KEY=VALUE][+point=P], for example baseline+without=faction_ban+set=leader.chi_leader=0.3"

// edit begins an edit in the word for an arm.
var edit = regexp.MustCompile(`[+,](without|set|point)=`)

// ParseArm reads an arm as ArmSyntax says; a comma may stand in place of a
// plus. Without a name it is called as it is written.
func ParseArm(word string) (Arm, error) {
	begins := edit.FindAllStringSubmatchIndex(word, -1)
	head := word
	if len(begins) > 0 {
		head = word[:begins[0][0]]
	}
	a := Arm{Name: word, Scenario: head}
	if name, rest, named := strings.Cut(head, "="); named {
		if name == "" {
			return a, fmt.Errorf("arm %q: its name is empty; %s", word, ArmSyntax)
		}
		if i := strings.IndexAny(name, "+,"); i >= 0 {
			return a, noEdit(word, name[i+1:])
		}
		a.Name, a.Scenario = name, rest
	}
	if a.Scenario == "" {
		return a, fmt.Errorf("arm %q is empty: it names no scenario; %s", word, ArmSyntax)
	}
	if i := strings.IndexAny(a.Scenario, "+,"); i >= 0 && !strings.HasSuffix(a.Scenario, ".yaml") && !strings.HasSuffix(a.Scenario, ".yml") {
		return a, noEdit(word, a.Scenario[i+1:])
	}
	for i, at := range begins {
		end := len(word)
		if i+1 < len(begins) {
			end = begins[i+1][0]
		}
		value := word[at[1]:end]
		if value == "" {
			return a, fmt.Errorf("arm %q: nothing stands behind %s", word, word[at[0]+1:at[1]])
		}
		switch word[at[2]:at[3]] {
		case "without":
			a.Edits.Without = append(a.Edits.Without, value)
		case "set":
			a.Edits.Set = append(a.Edits.Set, value)
		case "point":
			a.Edits.Point = value
		}
	}
	return a, nil
}

func noEdit(word, what string) error {
	return fmt.Errorf("arm %q: %q is no edit; allowed: without=, set=, point=%s", word, what, didYouMean(what, []string{"without", "set", "point"}))
}

// Under makes the edits of all arms before the arm's own, whose point stands
// above theirs.
func (a Arm) Under(all scenario.Edits) Arm {
	own := a.Edits
	a.Edits = scenario.Edits{Point: all.Point,
		Set:     append(append([]string{}, all.Set...), own.Set...),
		Without: append(append([]string{}, all.Without...), own.Without...)}
	if own.Point != "" {
		a.Edits.Point = own.Point
	}
	return a
}
