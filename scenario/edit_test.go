package scenario

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/scenarios"
)

// intervals is the intervals of a switch as text.
func intervals(s *Scenario, sw country.Switch) string {
	var out []string
	for _, i := range s.Plan.InForce[sw] {
		until := ""
		if i.Until != 0 {
			until = i.Until.String()
		}
		out = append(out, i.From.String()+".."+until)
	}
	return strings.Join(out, " ")
}

func TestSet(t *testing.T) {
	for _, c := range []struct {
		set   string
		holds func(s *Scenario) bool
	}{
		{"parameters.police.capacity_ordinary=1.2", func(s *Scenario) bool { return s.Plan.Params["police.capacity_ordinary"] == 1.2 }},
		{"police.capacity_ordinary=1.2", func(s *Scenario) bool { return s.Plan.Params["police.capacity_ordinary"] == 1.2 }},
		{"police.capacity_ordinary=0.8", func(s *Scenario) bool { return len(s.Plan.Params) == 0 }}, // the default
		{"institutions.faction_ban=off", func(s *Scenario) bool { return intervals(s, country.FactionBan) == "" }},
		{"faction_ban=off", func(s *Scenario) bool { return intervals(s, country.FactionBan) == "" }},
		{"institutions.murders.from=1930-01", func(s *Scenario) bool { return intervals(s, country.Murders) == "1930-01.." }},
		{"murders.until=1930-01", func(s *Scenario) bool { return intervals(s, country.Murders) == "1917-11..1930-01" }},
		{"institutions.police_autonomy.1.from=1925-03", func(s *Scenario) bool {
			return intervals(s, country.Autonomy) == "1917-12..1922-02 1925-03.."
		}},
		{"institutions.tithe.from=1920-01", func(s *Scenario) bool { return intervals(s, "tithe") == "1920-01.." }},
		{"camps=[{from: 1920-01, until: 1921-01}, {from: 1930-01}]", func(s *Scenario) bool {
			return intervals(s, country.Camps) == "1920-01..1921-01 1930-01.."
		}},
		{"inputs.threat=disputes", func(s *Scenario) bool { return s.Inputs[4].Variant == "disputes" && s.Inputs[4].SHA256 != "" }},
		{"threat=decaying", func(s *Scenario) bool { return s.Inputs[4].Variant == "decaying" }},
		{"taking=none", func(s *Scenario) bool { return s.Inputs[2].Variant == "none" }},
		{"until=1938-12", func(s *Scenario) bool { return len(s.Plan.Conditions) == 300 && len(s.Plan.Occasions) == 19 }},
		{"from=1921-01", func(s *Scenario) bool {
			return intervals(s, country.Vanguard) == "1921-01.." && len(s.Plan.Leaders) == 2
		}},
		{"occasions.kirov=off", func(s *Scenario) bool { return len(s.Plan.Occasions) == 19 }},
		{"occasions.kirov.month=1936-12", func(s *Scenario) bool { return s.Plan.Occasions[18].Month == month("1936-12") }},
		{"leaders.successor.personal=false", func(s *Scenario) bool { return !s.Plan.Leaders[2].Personal }},
		{"name=mine", func(s *Scenario) bool { return s.Name == "mine" && s.Plan.Name == "mine" }},
	} {
		s, err := Read(shipped, "baseline", registry(), Edits{Set: []string{c.set}})
		if err != nil {
			t.Errorf("--set %s: %v", c.set, err)
			continue
		}
		if !c.holds(s) {
			t.Errorf("--set %s is not in the plan", c.set)
		}
		again, err := Parse(shipped, s.Text, registry())
		if err != nil || again.Hash != s.Hash || !reflect.DeepEqual(again.Plan, s.Plan) {
			t.Errorf("--set %s: the resolved text does not read back: %v", c.set, err)
		}
	}
	if intervals(read(t, "baseline", Edits{}), country.Murders) != "1917-11.." {
		t.Error("an edit changed the baseline itself")
	}
}

func TestEditMistakes(t *testing.T) {
	for _, c := range []struct {
		edits Edits
		want  string
	}{
		{Edits{Set: []string{"until"}}, `^--set until: want key=value`},
		{Edits{Set: []string{"police.capacity_ordinary=9"}}, `^--set parameters.police.capacity_ordinary: 9 is outside 0.1..4$`},
		{Edits{Set: []string{"police.capacity=1"}}, `^--set parameters.police.capacity: is not a key here; allowed: capacity_ordinary or names_share$`},
		{Edits{Set: []string{"polise.capacity=1"}}, `^--set polise: is not a key here`},
		{Edits{Set: []string{"police.names_share=40%"}}, `for 40 percent write 0.4$`},
		{Edits{Set: []string{"until=1934"}}, `^--set until: 1934 is a year; a month is YYYY-MM`},
		{Edits{Set: []string{"until=1950-01"}}, `^--set until: 1950-01 is outside the input series population, which covers 1914-01..1941-06`},
		{Edits{Set: []string{"institutions.police_autonomy.from=1920-01"}}, `^--set institutions.police_autonomy.from: has 2 entries; write institutions.police_autonomy.0.from`},
		{Edits{Set: []string{"institutions.police_autonomy.7.from=1920-01"}}, `has no entry 7; the entries are 0..1`},
		{Edits{Set: []string{"until.x=1"}}, `^--set until.x: until has no keys`},
		{Edits{Set: []string{"extends=x"}}, `^--set extends: cannot be set`},
		{Edits{Set: []string{"until=[1"}}, `^--set until: "\[1" is not a value`},
		{Edits{Set: []string{"until=1 # }\nfrom: 2"}}, `is not a value`},
		{Edits{Set: []string{"..=1"}}, `a part of the key is empty`},
		{Edits{Set: []string{"terror=1"}}, `^--set terror: a scenario names causes, not outcomes`},
		{Edits{Set: []string{"threat=dispute"}}, `^--set inputs.threat: "dispute" is not known; .*did you mean "disputes"`},
		{Edits{Without: []string{"factionban"}}, `^--without factionban: is neither a switch nor an institution with switches; .*did you mean "faction_ban"`},
		{Edits{Set: []string{"faction_ban.from=1922-01"}, Without: []string{"vanguard"}}, `institutions.faction_ban: stands in 1922-01, when vanguard does not`},
	} {
		_, err := Read(shipped, "baseline", registry(), c.edits)
		var findings Findings
		if !errors.As(err, &findings) || !regexp.MustCompile(`(?m)`+c.want).MatchString(err.Error()) {
			t.Errorf("%+v: %v, want %q", c.edits, err, c.want)
		}
	}
}

func TestWithout(t *testing.T) {
	s := read(t, "baseline", Edits{Without: []string{"vanguard"}})
	if intervals(s, country.Vanguard) != "" || intervals(s, country.FactionBan) != "" || len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "faction_ban falls silent") {
		t.Errorf("without vanguard: ban %q, notes %q", intervals(s, country.FactionBan), s.Notes)
	}
	s = read(t, "baseline", Edits{Without: []string{"police"}})
	for _, sw := range []country.Switch{country.SecretPolice, country.Autonomy, country.Informers} {
		if intervals(s, sw) != "" {
			t.Errorf("without police: %s stands %s", sw, intervals(s, sw))
		}
	}
	if intervals(s, country.Camps) == "" || len(s.Notes) != 0 {
		t.Errorf("without police the camps are gone, or notes %q", s.Notes)
	}
	s = read(t, "baseline", Edits{Without: []string{"murders"}})
	if len(s.Plan.Occasions) != 18 || len(s.Notes) != 2 {
		t.Errorf("without murders: %d occasions, notes %q", len(s.Plan.Occasions), s.Notes)
	}
	s = read(t, "baseline", Edits{Set: []string{"secret_police.from=1920-01"}})
	if got := intervals(s, country.Autonomy); got != "1920-01..1922-02 1923-11.." || len(s.Notes) != 2 {
		t.Errorf("a later police: autonomy %s, notes %q", got, s.Notes)
	}
}

// TestExtends checks the merge: maps by key, lists and scalars replaced, title
// and why not inherited, chains of files, the layer that sets the span cuts
// what lies below.
func TestExtends(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("one.yaml", "schema: 1\nname: one\nextends: baseline\nwhy: first\nuntil: 1937-12\nparameters: {police: {names_share: 0.2}, leader: {chi_leader: 1}}\n"+
		"institutions: {police_autonomy: [{from: 1920-01}], camps: off}\n")
	own := "month,threat\n"
	for m := month("1914-01"); m <= month("1941-06"); m++ {
		own += m.String() + ",0.25\n"
	}
	write("quiet.csv", "# made up\n"+own)
	path := write("two.yaml", "schema: 1\nname: two\nextends: one.yaml\nparameters: {police: {names_share: 0.3}}\ninstitutions: {camps: [{from: 1930-01}]}\n"+
		"inputs: {threat: {file: quiet.csv, source: \"a \\\"test\\\"\"}}\n")
	s := read(t, path, Edits{})
	if s.Why != "" || s.Name != "two" {
		t.Errorf("name %q, why %q", s.Name, s.Why)
	}
	if want := map[string]float64{"police.names_share": 0.3, "leader.chi_leader": 1}; !reflect.DeepEqual(s.Plan.Params, want) {
		t.Errorf("parameters %v, want %v", s.Plan.Params, want)
	}
	if a, c := intervals(s, country.Autonomy), intervals(s, country.Camps); a != "1920-01.." || c != "1930-01.." {
		t.Errorf("autonomy %s, camps %s", a, c)
	}
	if n := len(s.Plan.Conditions); n != 24*12 || s.Plan.Conditions[0].Threat != 0.25 || s.Plan.Occasions[len(s.Plan.Occasions)-1].Month > s.Plan.Until {
		t.Errorf("%d months, threat %v", n, s.Plan.Conditions[0].Threat)
	}
	if in := s.Inputs[4]; in.Variant != "own" || in.Source != `a "test"` || in.SHA256 != hashOf([]byte(own)) {
		t.Errorf("the own series is %+v", in)
	}
	again, err := Parse(shipped, s.Text, registry())
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash != s.Hash || !reflect.DeepEqual(again.Plan, s.Plan) {
		t.Error("an own series does not read back from the resolved text")
	}
	if mortality := read(t, path, Edits{Set: []string{"hardship=mortality"}}); mortality.Hash == s.Hash {
		t.Error("another series gives the same hash")
	}
}

// TestSeriesChanged checks that a resolved scenario refuses other data.
func TestSeriesChanged(t *testing.T) {
	s := read(t, "baseline", Edits{})
	files := fstest.MapFS{}
	for _, in := range s.Inputs {
		text, err := scenarios.Files.ReadFile(in.File)
		if err != nil {
			t.Fatal(err)
		}
		if in.Series == "threat" {
			text = append([]byte("# changed\n"), text...)
		}
		files[in.File] = &fstest.MapFile{Data: text}
	}
	_, err := Parse(files, s.Text, registry())
	if err == nil || !strings.Contains(err.Error(), "inputs.threat.sha256: inputs/threat_coded.csv is not the series this was resolved with") || strings.Contains(err.Error(), "\n") {
		t.Errorf("a changed series gives %v", err)
	}
}

func TestUnknownName(t *testing.T) {
	_, err := Read(shipped, "kirov-live", registry(), Edits{})
	if err == nil || !strings.Contains(err.Error(), `kirov-live: no scenario of this name is shipped; shipped: army-unwatched, baseline, `) || !strings.Contains(err.Error(), `did you mean "kirov-lives"?`) {
		t.Errorf("an unknown name gives %v", err)
	}
	if _, err = Check(shipped, "nowhere.yaml", registry()); err == nil || !strings.HasPrefix(err.Error(), "nowhere.yaml: cannot be read: no such file") {
		t.Errorf("a missing file gives %v", err)
	}
}
