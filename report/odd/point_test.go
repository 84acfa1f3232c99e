package odd

import (
	"strings"
	"testing"

	"github.com/fromabove/fromabove/scenario"
)

// The page gives a parameter's value at a point beside the default where it is
// another, and only there; explain gives it always.
func TestValuesAtPoints(t *testing.T) {
	s := shipped(t)
	var names []string
	for _, p := range s.Points {
		names = append(names, p.Name)
	}
	if got := strings.Join(names, " "); got != "to-1936 to-1939" {
		t.Errorf("the points are %s", got)
	}
	s.Points = []scenario.Point{
		{Name: "one", Label: "fitted to nothing", Parameters: map[string]float64{"leader.launch": 0.002, "leader.candour": 2}},
		{Name: "two", Parameters: map[string]float64{"leader.launch": 0.0012}},
	}
	var b strings.Builder
	if err := Model(&b, s); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| 0.0012 (one 0.002) |", "| `candour` | delay of bad news without a facade | months | 2 |", "| `one` |", "| fitted to nothing | 1 |"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	found, err := find(s.topics(), "leader.launch")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, f := range found[0].Facts {
		said[f.Name] = f.Says
	}
	if said["default"] != "0.0012 share of persons" || said["at one"] != "0.002" || said["at two"] != "0.0012" {
		t.Errorf("explain says %v", said)
	}
	found, err = find(s.topics(), "leader.candour")
	if err != nil {
		t.Fatal(err)
	}
	if last := found[0].Facts[2]; last.Name != "at two" || !strings.Contains(last.Says, "does not name it") {
		t.Errorf("explain says of a point that does not name the parameter: %v", last)
	}
}
