package report

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/sensitivity"
)

// A negative index is never printed bare.
func TestIndexCell(t *testing.T) {
	for _, c := range []struct {
		e    sensitivity.Estimate
		want string
	}{
		{sensitivity.Estimate{Value: 0.314, Low: 0.25, High: 0.4}, "0.31"},
		{sensitivity.Estimate{Value: 0.02, Low: -0.01, High: 0.05}, "0.02"},
		{sensitivity.Estimate{Value: -0.02, Low: -0.05, High: 0.01}, "~0"},
		{sensitivity.Estimate{Value: -0.3, Low: -0.5, High: -0.1}, "failed"},
		{sensitivity.Estimate{}, "0"},
	} {
		if got := indexCell(c.e); got != c.want {
			t.Errorf("%+v: %s, want %s", c.e, got, c.want)
		}
	}
}

func TestIntervalBar(t *testing.T) {
	for _, c := range []struct {
		e     sensitivity.Estimate
		ascii bool
		want  string
	}{
		{sensitivity.Estimate{Value: 5, Low: 3, High: 8}, false, "███░━░░░"},
		{sensitivity.Estimate{Value: 5, Low: 3, High: 8}, true, "###:=:::"},
		{sensitivity.Estimate{Value: 10, Low: 10, High: 10}, false, "█████████━"},
		{sensitivity.Estimate{Value: 0, Low: 0, High: 2}, false, "░░"},
		{sensitivity.Estimate{Value: -1, Low: -2, High: 1}, false, "░"},
		{sensitivity.Estimate{}, false, ""},
	} {
		p := newPage(Options{ASCII: c.ascii})
		if got := p.intervalBar(c.e, 10, 10); got != c.want {
			t.Errorf("%+v: %q, want %q", c.e, got, c.want)
		}
	}
	if got := newPage(Options{}).intervalBar(sensitivity.Estimate{Value: 1, High: 1}, 0, 10); got != "" {
		t.Errorf("a bar of nothing: %q", got)
	}
}

// The mean and the band are of the members that have a number.
func TestBandOver(t *testing.T) {
	mean, low, high, n := bandOver([]float64{1, math.NaN(), 3, 2})
	if mean != 2 || n != 3 || math.Abs(low-1.1) > 1e-12 || math.Abs(high-2.9) > 1e-12 {
		t.Errorf("%v, %v..%v of %d", mean, low, high, n)
	}
	if mean, low, _, n = bandOver([]float64{4}); mean != 4 || n != 1 || !math.IsNaN(low) {
		t.Errorf("of one: %v, %v, %d", mean, low, n)
	}
	if mean, _, _, n = bandOver([]float64{math.NaN()}); n != 0 || !math.IsNaN(mean) {
		t.Errorf("of none: %v, %d", mean, n)
	}
}
