package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/design"
	"github.com/fromabove/fromabove/regime"
)

func TestVary(t *testing.T) {
	same := func(a, b design.Axis) bool {
		return a.Key == b.Key && a.Min == b.Min && a.Max == b.Max && slices.Equal(a.Values, b.Values)
	}
	v, err := vary([]string{"leader.chi_leader=0.2..1.2", "leader.lag=2,7.5,12", "leader.chi_collective"})
	want := []design.Axis{{Key: "leader.chi_leader", Min: 0.2, Max: 1.2}, {Key: "leader.lag", Values: []float64{2, 7.5, 12}}}
	if err != nil || len(v.axes) != 3 || !slices.EqualFunc(v.axes[:2], want, same) || v.axes[2].Min >= v.axes[2].Max {
		t.Errorf("%v, %v", v.axes, err)
	}

	all := 0
	for _, i := range regime.Institutions() {
		all += len(i.Params)
	}
	if v, err = vary([]string{"all", "leader.lag=3..4"}); err != nil || len(v.axes) != all {
		t.Errorf("all: %d parameters, want %d; %v", len(v.axes), all, err)
	}
	at := slices.IndexFunc(v.axes, func(a design.Axis) bool { return a.Key == "leader.lag" })
	if !same(v.axes[at], design.Axis{Key: "leader.lag", Min: 3, Max: 4}) {
		t.Errorf("what is said by name does not win: %v", v.axes[at])
	}
}

// A parameter that the search ties to another follows it, unless it is varied
// itself.
func TestVaryTheSearched(t *testing.T) {
	v, err := vary([]string{"searched"})
	if err != nil || len(v.ties) == 0 || len(v.axes) < 20 {
		t.Fatalf("%d axes, %d ties, %v", len(v.axes), len(v.ties), err)
	}
	row := make([]float64, len(v.axes))
	for i := range row {
		row[i] = 0.25
	}
	params := v.params(row)
	for _, tie := range v.ties {
		if got, want := params[tie.Key], tie.Factor*params[tie.Tie]; got != want || want == 0 {
			t.Errorf("%s is %v, want %v", tie.Key, got, want)
		}
	}
	free, err := vary([]string{"searched", v.ties[0].Key})
	if err != nil || len(free.axes) != len(v.axes)+1 || len(free.ties) != len(v.ties)-1 {
		t.Errorf("%s is varied itself: %d axes, %d ties, %v", v.ties[0].Key, len(free.axes), len(free.ties), err)
	}
}

func TestVaryRefuses(t *testing.T) {
	for _, c := range []struct{ words, want string }{
		{"", "--vary is missing"},
		{"leader.chi_leder=1..2", "did you mean leader.chi_leader?"},
		{"serched", "did you mean searched?"},
		{"leader.chi_leader=0.2..99", "99 is not in"},
		{"leader.lag=-3,4", "-3 is not in"},
		{"leader.lag=5..4", "5..4 is empty"},
		{"leader.lag=4..4", "4..4 is empty"},
		{"leader.lag=4,4", "4 stands there twice"},
		{"leader.lag=4", "one value varies nothing; --set leader.lag=4 sets it"},
		{"leader.lag=", `"" is not a number`},
		{"leader.lag=2..x", `"x" is not a number`},
		{"leader.lag=NaN..3", `"NaN" is not a number`},
		{"leader.lag leader.lag=2..3", "leader.lag is varied twice"},
	} {
		if _, err := vary(strings.Fields(c.words)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.words, err, c.want)
		}
	}
	if _, err := vary([]string{"leader.lagg", "leader.lag=5..4"}); err == nil || strings.Count(err.Error(), "--vary") != 2 {
		t.Errorf("not all mistakes are named: %v", err)
	}
}
