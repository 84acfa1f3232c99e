package game

import (
	"math"
	"slices"
	"testing"
)

func TestSampledOrdersAgreeWithAllOrders(t *testing.T) {
	g := chancy(t, 8, 21)
	for _, p := range []Partition{Single(8), {0, 0, 1, 1, 1, 2, 3, 3}} {
		exact, err := g.Owen(p)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Draw(p, 800, 1)
		if err != nil {
			t.Fatal(err)
		}
		off := 0.0
		got := s.Values(g.Value)
		for i, e := range got {
			z := (e.Value - exact[i]) / e.Error
			if off += z * z; math.Abs(z) > 3.5 {
				t.Errorf("partition %v, player %d: sampled %v ± %v, exact %v", p, i, e.Value, e.Error, exact[i])
			}
		}
		// The errors are neither too small nor much too large: eight squares of
		// standard normals add up to between 1 and 27 but for one time in a
		// thousand on either side.
		if off < 0.8 || off > 27 {
			t.Errorf("partition %v: deviations in standard errors, squared, add up to %v of 8 players", p, off)
		}
	}
}

func TestSampledValuesAddUp(t *testing.T) {
	// Fifteen players, more than can be played out.
	value := func(c Coalition) float64 { return float64(c.Size()*c.Size()) + 5*yes(c.Has(3) && c.Has(14)) }
	s, err := Draw(Single(15), 40, 4)
	if err != nil {
		t.Fatal(err)
	}
	total := 0.0
	for _, e := range s.Values(value) {
		total += e.Value
	}
	if want := value(Everybody(15)) - value(0); math.Abs(total-want) > 1e-9 {
		t.Errorf("they add up to %v, want %v", total, want)
	}
}

func TestReversedOrdersHelp(t *testing.T) {
	// Where what is added grows evenly with who is there, an order and its
	// reverse together are exact.
	s, err := Draw(Single(10), 10, 9)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range s.Values(func(c Coalition) float64 { return float64(c.Size() * c.Size()) }) {
		if math.Abs(e.Value-10) > 1e-12 || e.Error > 1e-12 {
			t.Errorf("player %d: %v ± %v, want 10 exactly", i, e.Value, e.Error)
		}
	}
}

func TestASampleAsksForItsCoalitionsAlone(t *testing.T) {
	p := Partition{0, 0, 0, 1, 2, 2}
	s, err := Draw(p, 12, 2)
	if err != nil {
		t.Fatal(err)
	}
	known := s.Coalitions()
	if !slices.IsSorted(known) || len(slices.Compact(slices.Clone(known))) != len(known) {
		t.Fatalf("not each once, ascending: %v", known)
	}
	asked := map[Coalition]bool{}
	s.Values(func(c Coalition) float64 { asked[c] = true; return 0 })
	if len(asked) != len(known) {
		t.Errorf("asks for %d coalitions, names %d", len(asked), len(known))
	}
	bundles, err := p.Bundles()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range known {
		if !asked[c] {
			t.Errorf("names %b and does not ask for it", c)
		}
		open := 0 // bundles that are neither wholly on nor wholly off
		for _, b := range bundles {
			if c&b != 0 && c&b != b {
				open++
			}
		}
		if open > 1 {
			t.Errorf("%b opens %d bundles: those of a bundle come together", c, open)
		}
	}
}

func TestASampleGrows(t *testing.T) {
	few, err := Draw(Single(13), 6, 5)
	if err != nil {
		t.Fatal(err)
	}
	many, err := Draw(Single(13), 12, 5)
	if err != nil {
		t.Fatal(err)
	}
	other, err := Draw(Single(13), 6, 6)
	if err != nil {
		t.Fatal(err)
	}
	for k, order := range few.orders {
		if !slices.Equal(order, many.orders[k]) {
			t.Errorf("order %d of 6 is not that of 12", k)
		}
	}
	if slices.Equal(few.orders[0], other.orders[0]) {
		t.Error("another seed draws the same order")
	}
}

func TestWhatCannotBeSampled(t *testing.T) {
	for _, c := range []struct {
		p      Partition
		orders int
	}{{Single(13), 2}, {Single(13), 7}, {Single(MostSampled + 1), 4}, {Partition{0, 2}, 4}} {
		if _, err := Draw(c.p, c.orders, 1); err == nil {
			t.Errorf("%d orders of %v: no error", c.orders, c.p)
		}
	}
}
