package claim

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/experiment"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/scenario"
)

func shippedBook(t *testing.T) *Book {
	t.Helper()
	b, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The claims that ship name nothing that is not there, there are enough of them,
// and enough of them could have failed.
func TestShippedClaims(t *testing.T) {
	b := shippedBook(t)
	if err := b.Check(); err != nil {
		t.Fatal(err)
	}
	count := map[Standing]int{}
	from := map[string]bool{}
	for _, c := range b.Claims {
		count[c.Standing()]++
		from[c.Paragraph] = true
	}
	if len(b.Claims) < 18 {
		t.Errorf("%d claims: want at least 18", len(b.Claims))
	}
	if count[Free] < 6 {
		t.Errorf("%d claims could have failed: want at least 6 with neither a gate among their terms nor a sign set by hand", count[Free])
	}
	for _, p := range paragraphs {
		if !from[p] {
			t.Errorf("no claim is drawn from %s", p)
		}
	}
}

// The gates are those of MODEL.md, all of them and in its words, with the acts
// that stand there.
func TestGatesAreThoseOfTheModel(t *testing.T) {
	text, err := os.ReadFile("../MODEL.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## 8. Hard gates\n")
	section, _, _ = strings.Cut(section, "\n## ")
	rows := regexp.MustCompile(`(?m)^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$`).FindAllStringSubmatch(section, -1)
	var model, ours []string
	for _, m := range rows {
		if m[1] != "gate" && m[1] != "---" {
			model = append(model, m[1]+" | "+m[2])
		}
	}
	for _, g := range shippedBook(t).Gates {
		ours = append(ours, g.Says+" | "+strings.Join(g.Acts, ", "))
	}
	if len(model) < 5 || !slices.Equal(model, ours) {
		t.Errorf("MODEL.md, section 8, has the gates\n%s\nand claims.yaml\n%s", strings.Join(model, "\n"), strings.Join(ours, "\n"))
	}
}

// Every arm can be set up in one experiment, the outcomes fit into its months,
// and the arms of a claim are not the same history, in any form.
func TestArmsOfClaimsDiffer(t *testing.T) {
	b := shippedBook(t)
	arms, err := b.Arms("", true)
	if err != nil {
		t.Fatal(err)
	}
	e := &experiment.Experiment{Arms: arms, Outcomes: b.Outcomes(), Seeds: experiment.Seeds(1, 1), Scale: 10_000, Version: lab.Version}
	d, err := e.Settle()
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range append([]Variant{{}}, b.Variants...) {
		for _, c := range b.Claims {
			if !c.Under(v) {
				continue
			}
			base, err1 := d.ArmNumber(armName(c.Base, v))
			other, err2 := d.ArmNumber(armName(c.Other, v))
			if err := errors.Join(err1, err2); err != nil {
				t.Errorf("%s %s: %v", c.ID, v.ID, err)
				continue
			}
			if v.ID != "" && d.Arms[base].Hash == d.Arms[0].Hash {
				t.Errorf("variant %s changes nothing", v.ID)
			}
			same := func(i int) string { // whatever it is called
				return regexp.MustCompile(`(?m)^(name|title|why):.*(\n .*)*\n`).ReplaceAllString(d.Arms[i].Text, "")
			}
			if same(base) == same(other) {
				t.Errorf("%s: %s and %s are the same history", c.ID, d.Arms[base].Name, d.Arms[other].Name)
			}
		}
	}
}

// A variant that sets what an arm of a claim sets is not laid over it.
func TestVariantThatTheClaimIsAbout(t *testing.T) {
	b := shippedBook(t)
	ratchet := Variant{ID: "limits-fixed", Set: []string{"region.ratchet=0"}}
	for id, want := range map[string]bool{"requests-size": false, "limits-scale": true} {
		one, err := b.Choose([]string{id})
		if err != nil {
			t.Fatal(err)
		}
		if got := one.Claims[0].Under(ratchet); got != want {
			t.Errorf("%s under limits-fixed: %v, want %v", id, got, want)
		}
	}
}

func TestChoose(t *testing.T) {
	b := shippedBook(t)
	two, err := b.Choose([]string{"ban-elite", "ban-dominance"})
	if err != nil || len(two.Claims) != 2 || two.Claims[0].ID != "ban-dominance" {
		t.Errorf("two claims chosen: %v, %v", two, err)
	}
	if _, err := b.Choose([]string{"ban-elit"}); err == nil || !strings.Contains(err.Error(), `did you mean "ban-elite"?`) {
		t.Errorf("a claim that is not there: %v", err)
	}
}

// small is a file of one good claim, to be spoilt.
const small = `gates:
  - id: margin
    says: a margin
    acts: [leader.move]
    switches: [faction_ban]
variants:
  - id: apart
    says: nothing is proved
    set: [leader.elite_evidence=0]
claims:
  - id: ban
    paragraph: P6
    statement: The ban opened the door.
    base: baseline
    other: no-faction-ban
    outcome: elite_share
    expected: less
    matters: 0.1
    because: a tenth is a tenth
    mechanism: [party.caucus]
    carries: dominance
    refuted_by: nothing
    rival: none
    gates: [margin]
`

// Every mistake is found where it was made, with the nearest known word, before
// anything runs.
func TestBadClaims(t *testing.T) {
	good, err := Read("claims.yaml", []byte(small))
	if err != nil {
		t.Fatal(err)
	}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, made, want string }{
		{"outcome: elite_share", "outcome: elite_shar", `claims.yaml:16:14: claims.ban.outcome: outcome "elite_shar" is not known; did you mean "elite_share"?`},
		{"outcome: elite_share", "outcome: arests@1937:sum", `did you mean "arrests"?`},
		{"other: no-faction-ban", "other: no-faction-bam", `claims.yaml:15:12: claims.ban.other: no-faction-bam: no scenario of this name is shipped`},
		{"other: no-faction-ban", "other: baseline+without=faction_bam", `did you mean "faction_ban"?`},
		{"other: no-faction-ban", "other: baseline+wihtout=faction_ban", `"wihtout" is no edit`},
		{"other: no-faction-ban", "other: +without=faction_ban", `names no scenario`},
		{"other: no-faction-ban", "other: baseline", `is the base again`},
		{"mechanism: [party.caucus]", "mechanism: [party.caucas]", `no act, switch or parameter is called "party.caucas"; did you mean "party.caucus"?`},
		{"mechanism: [party.caucus]", "mechanism: []", `names nothing that carries it`},
		{"gates: [margin]", "gates: [margn]", `claims.yaml:24:12: claims.ban.gates: no gate is called "margn"; did you mean "margin"?`},
		{"    gates: [margin]\n", "", `claims.yaml:15:12: claims.ban.gates: the arms differ in faction_ban, for which gate margin asks: name the gate`},
		{"    gates: [margin]\n", "    gates: [margin]\n    beside: {margin: twice}\n", `stands among the terms already`},
		{"switches: [faction_ban]", "switches: [faction_bn]", `no switch is called "faction_bn"; did you mean "faction_ban"?`},
		{"[leader.elite_evidence=0]", "[leader.elite_evidense=0]", `claims.yaml:9:10: variants.set: --set parameters.leader.elite_evidense: is not a key here`},
		{"expected: less", "expected: lesser", `"lesser" is none of less, more, none, some; did you mean "less"?`},
		{"paragraph: P6", "paragraph: P12", `"P12" is none of P2, P3`},
		{"matters: 0.1", "matters: 0", `claims.yaml:18:14: claims.0.matters: want a number above 0`},
		{"matters: 0.1", "matters: much", `want a number above 0`},
		{"rival: none", "rivals: none", `claims.yaml:23:5: claims.0.rivals: is not a key here; allowed: id, paragraph`},
		{"    rival: none\n", "", `claims.yaml:11:5: claims.0.rival: is missing`},
		{"rival: none", "rival:", `want a text`},
		{"rival: none", "rival: none\n    rival: none", `stands twice`},
		{"id: ban\n", "id: The Ban\n", `is no id`},
		{"claims:\n", "claims: []\nclaim:\n", `did you mean "claims"?`},
		{"gates:\n", "gates: [\n", `this is not YAML`},
	} {
		if strings.Count(small, c.old) < 1 {
			t.Fatalf("%q is not there to be spoilt", c.old)
		}
		b, err := Read("claims.yaml", []byte(strings.Replace(small, c.old, c.made, 1)))
		if err == nil {
			err = b.Check()
		}
		var findings scenario.Findings
		if !errors.As(err, &findings) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q:\n%v\nwant %s", c.made, c.old, err, c.want)
		}
	}
	_, twice, _ := strings.Cut(small, "claims:\n")
	if _, err := Read("claims.yaml", []byte(small+twice)); err == nil || !strings.Contains(err.Error(), "there are two claims called ban") {
		t.Errorf("one claim twice: %v", err)
	}
}
