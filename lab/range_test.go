package lab

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// The table that ships is read, and its tie holds everywhere.
func TestShippedRanges(t *testing.T) {
	name := filepath.Join("..", "scenarios", "search", "parameters.csv")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	ranges, err := ReadRanges(name, text, regime.Institutions())
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []float64{-30, -1, 0, 2, 30} {
		place := make([]float64, len(Searched(ranges)))
		for i := range place {
			place[i] = x
		}
		at := Params(nil, ranges, values(ranges, place))
		for _, r := range ranges {
			switch v := at[r.Key]; {
			case r.Tie == "" && !(v >= r.Min && v <= r.Max):
				t.Errorf("%s is %v at %v, outside %v..%v", r.Key, v, x, r.Min, r.Max)
			case r.Tie != "" && v != r.Factor*at[r.Tie]:
				t.Errorf("%s is %v, and %s is %v", r.Key, v, r.Tie, at[r.Tie])
			}
		}
	}
}

// A place and its values go round, and a start outside a range is drawn in.
func TestPlaceAndValues(t *testing.T) {
	ranges := []Range{{Key: "a", Min: 2, Max: 6}, {Key: "b", Factor: 3, Tie: "a"}, {Key: "c", Min: -1, Max: 1}}
	for _, c := range []struct {
		given map[string]float64
		want  []float64
	}{
		{nil, []float64{4, 12, 0}},
		{map[string]float64{"a": 3, "b": 99, "c": 0.5}, []float64{3, 9, 0.5}},
		{map[string]float64{"a": 100, "c": -1}, []float64{5.8, 17.4, -0.9}},
	} {
		for i, v := range values(ranges, placeOf(ranges, c.given)) {
			if math.Abs(v-c.want[i]) > 1e-9 {
				t.Errorf("%v: %s is %v, want %v", c.given, ranges[i].Key, v, c.want[i])
			}
		}
	}
}

func TestBadRanges(t *testing.T) {
	institutions := []country.Institution{{Name: "police", Params: []country.Param{
		{Key: "names", Min: 0.5, Max: 2}, {Key: "pace", Min: 0, Max: 1, Unit: "share"}, {Key: "staff", Min: 0, Max: 3}}}}
	head := "key,min,max,tie,why\n"
	for _, c := range []struct{ name, text, want string }{
		{"good", head + "# a comment\npolice.names,0.5,1,,x\npolice.staff,,,2*police.names,x\n", ""},
		{"columns", "key,min,max\n", "p.csv:1: the columns are key,min,max"},
		{"unknown", head + "police.nmaes,1,2,,x\n", `p.csv:2: key: no parameter is called "police.nmaes"; did you mean police.names`},
		{"twice", head + "police.names,1,2,,x\npolice.names,1,2,,x\n", "p.csv:3: key: police.names stands in line 2 already"},
		{"too wide", head + "police.names,1,3,,x\n", "p.csv:2: max: 3 of police.names is not in 0.5..2"},
		{"no number", head + "police.names,one,2,,x\n", `p.csv:2: min: "one" is not a number`},
		{"undefined", head + "police.names,NaN,2,,x\n", `p.csv:2: min: "NaN" is not a number`},
		{"empty range", head + "police.names,1,1,,x\n", "p.csv:2: max: 1 of police.names is not above min, 1"},
		{"no reason", head + "police.names,1,2,,\n", "p.csv:2: why: is empty"},
		{"range and tie", head + "police.pace,0,1,,x\npolice.names,1,2,2*police.pace,x\n", "p.csv:3: tie: police.names has a range as well"},
		{"bad tie", head + "police.pace,0,1,,x\npolice.names,,,police.pace,x\n", `p.csv:3: tie: "police.pace" is not a factor and a key`},
		{"tie to nothing", head + "police.pace,0,1,,x\npolice.names,,,2*police.pase,x\n", `p.csv:3: tie: "police.pase" is not searched; did you mean police.pace`},
		{"tie out of bounds", head + "police.pace,0,1,,x\npolice.names,,,2*police.pace,x\n", "p.csv:3: tie: police.names would lie in 0..2, which is not in 0.5..2"},
		{"nothing", head, "p.csv:1: no parameter is searched"},
		{"columns of a row", head + "police.names,1,2\n", "p.csv: record on line 2"},
		{"two at once", head + "police.names,1,3,,x\npolice.pace,0,2,,x\n", "p.csv:3: max: 2 of police.pace"},
	} {
		_, err := ReadRanges("p.csv", []byte(c.text), institutions)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}
