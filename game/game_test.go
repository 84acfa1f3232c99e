package game

import (
	"math"
	"math/rand/v2"
	"testing"
)

// play makes a game of a rule.
func play(t *testing.T, players int, rule func(Coalition) float64) Game {
	t.Helper()
	value := make([]float64, 1<<players)
	for c := range value {
		value[c] = rule(Coalition(c))
	}
	g, err := New(players, value)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// yes is 1 for true.
func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func near(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
	for i := range got {
		if math.Abs(got[i]-want[i]) > 1e-12 {
			t.Errorf("%s: %v, want %v", what, got, want)
			return
		}
	}
}

func sum(of []float64) (s float64) {
	for _, x := range of {
		s += x
	}
	return s
}

// airport is the cost of a runway that is long enough for the largest aircraft
// of a coalition (Littlechild and Owen 1973).
func airport(cost ...float64) func(Coalition) float64 {
	return func(c Coalition) float64 {
		most := 0.0
		for i, x := range cost {
			if c.Has(i) {
				most = max(most, x)
			}
		}
		return most
	}
}

// chancy is a game of any values.
func chancy(t *testing.T, players int, seed uint64) Game {
	dice := rand.New(rand.NewPCG(seed, 1))
	return play(t, players, func(Coalition) float64 { return dice.NormFloat64() })
}

func TestShapleyOfGamesWorkedOutByHand(t *testing.T) {
	for _, c := range []struct {
		name    string
		players int
		rule    func(Coalition) float64
		want    []float64
	}{
		{"one left glove, two right", 3, func(c Coalition) float64 { return yes(c.Has(0) && (c.Has(1) || c.Has(2))) }, []float64{2. / 3, 1. / 6, 1. / 6}},
		{"airport", 3, airport(6, 12, 42), []float64{2, 5, 35}},
		{"unanimity of two among four", 4, func(c Coalition) float64 { return yes(c.Has(1) && c.Has(3)) }, []float64{0, .5, 0, .5}},
		{"majority of five", 5, func(c Coalition) float64 { return yes(c.Size() >= 3) }, []float64{.2, .2, .2, .2, .2}},
		{"weights 4, 2, 1, 1 and 5 needed", 4, func(c Coalition) float64 {
			return yes(4*yes(c.Has(0))+2*yes(c.Has(1))+yes(c.Has(2))+yes(c.Has(3)) >= 5)
		}, []float64{.75, 1. / 12, 1. / 12, 1. / 12}},
		{"A and B: each half", 2, func(c Coalition) float64 { return yes(c == 3) }, []float64{.5, .5}},
		{"A or B: each half too", 2, func(c Coalition) float64 { return yes(c != 0) }, []float64{.5, .5}},
		{"a sum, from a level that nobody makes", 3, func(c Coalition) float64 { return 7 + 1*yes(c.Has(0)) + 2*yes(c.Has(1)) - 4*yes(c.Has(2)) }, []float64{1, 2, -4}},
		{"one player", 1, func(c Coalition) float64 { return 3 * yes(c == 1) }, []float64{3}},
		{"no player", 0, func(Coalition) float64 { return 3 }, []float64{}},
	} {
		near(t, c.name, play(t, c.players, c.rule).Shapley(), c.want)
	}
}

func TestShapleyKeepsItsAxioms(t *testing.T) {
	for players := 1; players <= Most; players++ {
		g := chancy(t, players, 7)
		if got := sum(g.Shapley()); math.Abs(got-g.Total()) > 1e-10 {
			t.Errorf("%d players: values add up to %v, the total is %v", players, got, g.Total())
		}
	}
	// Player 2 adds nothing to anybody; 0 and 1 may change places.
	worth := chancy(t, 4, 3)
	g := play(t, 4, func(c Coalition) float64 {
		c = c.Without(2)
		if c.Has(1) && !c.Has(0) {
			c = c.With(0).Without(1)
		}
		return worth.Value(c)
	})
	got := g.Shapley()
	if math.Abs(got[2]) > 1e-12 {
		t.Errorf("who adds nothing gets %v", got[2])
	}
	if math.Abs(got[0]-got[1]) > 1e-12 || got[0] == 0 {
		t.Errorf("two alike get %v and %v", got[0], got[1])
	}
	// The value of a sum of games is the sum of the values.
	a, b := chancy(t, 5, 1), chancy(t, 5, 2)
	both := play(t, 5, func(c Coalition) float64 { return a.Value(c) + b.Value(c) }).Shapley()
	for i, x := range a.Shapley() {
		both[i] -= x
	}
	near(t, "a sum of games", both, b.Shapley())
}

func TestShapleyIsTheMeanOverAllOrders(t *testing.T) {
	g := chancy(t, 5, 11)
	want := make([]float64, 5)
	n := 0
	var come func(c Coalition, added []float64)
	come = func(c Coalition, added []float64) {
		if c == Everybody(5) {
			n++
			for i, x := range added {
				want[i] += x
			}
			return
		}
		for i := range 5 {
			if !c.Has(i) {
				with := append([]float64(nil), added...)
				with[i] = g.Value(c.With(i)) - g.Value(c)
				come(c.With(i), with)
			}
		}
	}
	come(0, make([]float64, 5))
	for i := range want {
		want[i] /= float64(n)
	}
	if n != 120 {
		t.Fatalf("%d orders of five", n)
	}
	near(t, "all orders", g.Shapley(), want)
}

func TestOwen(t *testing.T) {
	// Two against one: 0 and 1 bargain together, and take from 2 what Shapley
	// gives each of three alike.
	majority := play(t, 3, func(c Coalition) float64 { return yes(c.Size() >= 2) })
	got, err := majority.Owen(Partition{0, 0, 1})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "majority of three, two together", got, []float64{.5, .5, 0})

	g := chancy(t, 6, 5)
	for _, p := range []Partition{{0, 0, 1, 1, 1, 2}, {0, 1, 2, 0, 1, 2}, {0, 0, 0, 0, 0, 0}, {0, 1, 2, 3, 4, 5}, {3, 2, 1, 0, 0, 1}} {
		owen, err := g.Owen(p)
		if err != nil {
			t.Fatal(err)
		}
		quotient, err := g.Quotient(p)
		if err != nil {
			t.Fatal(err)
		}
		bundles := make([]float64, quotient.Players())
		for i, x := range owen {
			bundles[p[i]] += x
		}
		near(t, "the sums of bundles", bundles, quotient.Shapley())
	}
	for _, p := range []Partition{Single(6), make(Partition, 6)} {
		owen, err := g.Owen(p)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "bundles of one, or one bundle", owen, g.Shapley())
	}
}

func TestInteraction(t *testing.T) {
	and := play(t, 3, func(c Coalition) float64 { return yes(c.Has(0) && c.Has(1)) }).Interaction()
	near(t, "A and B, player 0", and[0], []float64{0, 1, 0})
	near(t, "A and B, player 1", and[1], []float64{1, 0, 0})
	or := play(t, 2, func(c Coalition) float64 { return yes(c != 0) }).Interaction()
	near(t, "A or B", or[0], []float64{0, -1})
	plain := play(t, 4, func(c Coalition) float64 { return 2*yes(c.Has(0)) + 3*yes(c.Has(3)) }).Interaction()
	for i := range plain {
		near(t, "a sum", plain[i], []float64{0, 0, 0, 0})
	}
	// Three must come together: two are right behind the third in half of the
	// orders of the two, as one, and the third.
	three := play(t, 3, func(c Coalition) float64 { return yes(c.Size() == 3) }).Interaction()
	near(t, "unanimity of three", three[0], []float64{0, .5, .5})
	majority := play(t, 3, func(c Coalition) float64 { return yes(c.Size() >= 2) }).Interaction()
	near(t, "majority of three", majority[0], []float64{0, 0, 0})
	if one := play(t, 1, func(c Coalition) float64 { return 1 }).Interaction(); len(one) != 1 || one[0][0] != 0 {
		t.Errorf("one player: %v", one)
	}
}

func TestWhatIsNoGame(t *testing.T) {
	for _, c := range []struct{ players, values int }{{2, 3}, {2, 8}, {Most + 1, 1 << (Most + 1)}, {-1, 0}} {
		if _, err := New(c.players, make([]float64, c.values)); err == nil {
			t.Errorf("%d players, %d values: no error", c.players, c.values)
		}
	}
	g := chancy(t, 3, 1)
	for _, p := range []Partition{{0, 1}, {0, 0, 2}, {0, -1, 1}, {1, 1, 1}, {0, 1, 3}} {
		if _, err := g.Owen(p); err == nil {
			t.Errorf("partition %v: no error", p)
		}
		if _, err := g.Quotient(p); err == nil {
			t.Errorf("quotient by %v: no error", p)
		}
	}
}
