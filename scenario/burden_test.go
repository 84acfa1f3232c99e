package scenario

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The baseline's burden differs by region and keeps the mean; the rival is the
// mean everywhere, and changes nothing else.
func TestBurdenVariants(t *testing.T) {
	regional, even := read(t, "baseline", Edits{}), read(t, "baseline", Edits{Set: []string{"burden=even"}})
	taking, hunger, spread := 0.0, 0.0, 0.0
	for i, r := range regional.Plan.Regions {
		taking += r.PopulationShare * r.TakingBeyond
		hunger += r.PopulationShare * r.HungerBeyond
		spread = max(spread, r.TakingBeyond, r.HungerBeyond)
		if e := even.Plan.Regions[i]; e.TakingBeyond != 0 || e.HungerBeyond != 0 || e.Name != r.Name || e.PopulationShare != r.PopulationShare {
			t.Errorf("even: %+v beside %+v", e, r)
		}
	}
	if math.Abs(taking) > 1e-12 || math.Abs(hunger) > 1e-12 || spread < 0.3 {
		t.Errorf("the means beyond the mean are %v and %v, the most %v", taking, hunger, spread)
	}
	for i, c := range regional.Plan.Conditions {
		if c != even.Plan.Conditions[i] {
			t.Fatalf("month %d: %+v and %+v", i, c, even.Plan.Conditions[i])
		}
	}
	if again, err := Parse(shipped, even.Text, registry()); err != nil || again.Hash != even.Hash || !strings.Contains(even.Text, "burden: even\n") {
		t.Errorf("the even burden does not read again: %v", err)
	}
}

// A scenario with territories of its own needs a burden of its own, which is
// held against them.
func TestOwnBurden(t *testing.T) {
	const land = "regions: {csv: \"name,group,population_share,grade,source\\nA,G,0.25,A,x\\nBee,G,0.75,A,x\\n\"}"
	for _, c := range []struct{ burden, want string }{
		{"regional", `inputs.burden: "Azerbaijan SSR" is no territory of inputs.regions; bring a burden of your own, or choose even`},
		{"even", ""},
		{lines("A,0.3,0", "Bee,-0.1,0"), ""},
		{lines("A,0.3,0.03", "Bee,-0.1,0"), ""}, // a small rest is taken out
		{lines("A,0.3,0"), `has no line for "Bee"`},
		{lines("A,0.3,0", "Be,-0.1,0"), `"Be" is no territory of inputs.regions; did you mean "Bee"?`},
		{lines("A,0.3,0", "Bee,0.1,0"), "taking_beyond has the mean 0.150 over the population; want 0"},
		{lines("A,3,0.4", "Bee,-1,0"), "hunger_beyond has the mean 0.100 over the population; want 0"},
		{lines("A,-1.5,0", "Bee,0.5,0"), `taking_beyond: "-1.5" is not a share of the mean in -1..20`},
		{lines("A,0,much", "Bee,0,0"), `hunger_beyond: "much" is not a share of the mean`},
		{lines("A,0,0", "A,0,0", "Bee,0,0"), `name: "A" is empty or stands twice`},
	} {
		path := filepath.Join(t.TempDir(), "own.yaml")
		text := "schema: 1\nname: own\nextends: baseline\ninputs:\n  " + land + "\n  burden: " + c.burden + "\n"
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := Read(shipped, path, registry(), Edits{})
		if c.want != "" {
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: got %v, want %s", c.burden, err, c.want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.burden, err)
			continue
		}
		mean := 0.25*s.Plan.Regions[0].HungerBeyond + 0.75*s.Plan.Regions[1].HungerBeyond
		if math.Abs(mean) > 1e-12 {
			t.Errorf("%s: the mean of the hunger is %v beyond itself", c.burden, mean)
		}
		again, err := Parse(shipped, s.Text, registry())
		if err != nil || again.Hash != s.Hash || again.Plan.Regions[0] != s.Plan.Regions[0] {
			t.Errorf("%s: does not read again: %v, %+v and %+v", c.burden, err, again, s.Plan.Regions)
		}
	}
}

// lines is a burden as a scenario writes it.
func lines(rows ...string) string {
	out := `{csv: "name,taking_beyond,hunger_beyond,grade,source`
	for _, row := range rows {
		out += `\n` + row + ",G,x"
	}
	return out + `\n"}`
}
