package sensitivity

import (
	"math"
	"slices"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

func TestRankStopsWhereIntervalsOverlap(t *testing.T) {
	for _, c := range []struct {
		name string
		of   []Estimate
		want [][]int
	}{
		{"apart", []Estimate{{1, 0.9, 1.1}, {3, 2.9, 3.1}, {2, 1.9, 2.1}}, [][]int{{1}, {2}, {0}}},
		{"two alike", []Estimate{{1, 0.9, 1.1}, {3, 2.0, 3.1}, {2, 1.9, 2.1}}, [][]int{{1, 2}, {0}}},
		{"a chain holds its ends together", []Estimate{{3, 2.4, 3.6}, {2, 1.4, 2.6}, {1, 0.4, 1.6}}, [][]int{{0, 1, 2}}},
		{"one wide interval below reaches over the next", []Estimate{{3, 2.9, 3.1}, {2, 1.9, 2.1}, {1, 0, 3}}, [][]int{{0, 1, 2}}},
		{"ends that touch", []Estimate{{2, 1.5, 2.5}, {1, 0.5, 1.5}}, [][]int{{0, 1}}},
		{"one", []Estimate{{1, 0, 2}}, [][]int{{0}}},
		{"none", nil, nil},
	} {
		if got := Rank(c.of); !slices.EqualFunc(got, c.want, slices.Equal[[]int]) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestReading(t *testing.T) {
	for _, c := range []struct {
		e    Estimate
		want Verdict
	}{
		{Estimate{0.3, 0.2, 0.4}, Plain},
		{Estimate{0.01, -0.02, 0.04}, Nought},
		{Estimate{-0.01, -0.04, 0.02}, Nought},
		{Estimate{0.02, 0, 0.04}, Nought},
		{Estimate{-0.3, -0.4, -0.2}, Unlikely},
	} {
		if got := Read(c.e); got != c.want {
			t.Errorf("%+v: %q, want %q", c.e, got, c.want)
		}
	}
}

// Places with variance 4, dice with 1 and both together with 2 are told apart;
// of the mean over 5 seeds, 2/5 in 4 + 2/5 is still dice.
func TestShares(t *testing.T) {
	const places, seeds = 4000, 5
	normal := func(what chance.Decision, unit int) float64 {
		return chance.Seed(1).Dice(what, 0).Of(uint64(unit)).Normal(0)
	}
	dice := make([]float64, seeds)
	for s, fixed := range []float64{-1.2, -0.6, 0, 0.6, 1.2} {
		dice[s] = fixed / math.Sqrt(0.9) // variance 1 over five seeds
	}
	y := make([][]float64, places)
	for r := range y {
		for s := range seeds {
			y[r] = append(y[r], 10+2*normal("test.place", r)+dice[s]+math.Sqrt2*normal("test.both", r*seeds+s))
		}
	}
	got := SharesOf(y)
	for what, of := range map[string][2]float64{
		"places": {got.Places, 4.0 / 7}, "dice": {got.Dice, 1.0 / 7}, "both": {got.Both, 2.0 / 7}, "left": {got.Left, 0.4 / 4.4},
	} {
		if math.Abs(of[0]-of[1]) > 0.02 {
			t.Errorf("%s: %.3f, want %.3f", what, of[0], of[1])
		}
	}
	y[7][2] = math.NaN()
	if again := SharesOf(y); math.Abs(again.Places-got.Places) > 0.01 {
		t.Errorf("without one place: %+v, before %+v", again, got)
	}
}

// Exact tables: what is varied alone, the dice alone, and what cannot be told.
func TestSharesOfExactTables(t *testing.T) {
	if got := SharesOf([][]float64{{1, 1}, {3, 3}, {8, 8}}); got != (Shares{1, 0, 0, 0}) {
		t.Errorf("places alone: %+v", got)
	}
	if got := SharesOf([][]float64{{1, 4}, {1, 4}}); got.Dice != 1 || got.Places != 0 || got.Both != 0 {
		t.Errorf("dice alone: %+v", got)
	}
	if got := SharesOf([][]float64{{1, -1}, {-1, 1}}); got.Both != 1 {
		t.Errorf("both alone: %+v", got)
	}
	for _, none := range [][][]float64{nil, {{1, 2}}, {{1}, {2}}, {{5, 5}, {5, 5}}} {
		if got := SharesOf(none); !math.IsNaN(got.Places) || !math.IsNaN(got.Left) {
			t.Errorf("%v: %+v, want nothing to be told", none, got)
		}
	}
}
