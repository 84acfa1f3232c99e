package threshold

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// hundred are Granovetter's thresholds 0, 1, ..., 99.
func hundred() []float64 {
	var t []float64
	for i := range 100 {
		t = append(t, float64(i))
	}
	return t
}

func TestGranovetterPrintedPopulations(t *testing.T) {
	other := hundred()
	other[1] = 2
	for _, c := range []struct {
		what          string
		thresholds    []float64
		acting, steps int
	}{
		{"0, 1, ..., 99", hundred(), 100, 100},
		{"a 2 in the place of the 1", other, 1, 1},
		{"nobody begins", []float64{1, 1, 1}, 0, 0},
		{"everybody begins", []float64{0, 0, 0}, 3, 1},
		{"below nothing is at once", []float64{-3, 5}, 1, 1},
		{"a threshold above everybody", []float64{0, 1, 4}, 2, 2},
	} {
		got := Persons(c.thresholds).Run()
		if got.Acting() != c.acting || got.Steps() != c.steps {
			t.Errorf("%s: %d act after %d steps, want %d after %d (%v)", c.what, got.Acting(), got.Steps(), c.acting, c.steps, got.Path)
		}
	}
}

func TestKuranPrintedSequences(t *testing.T) {
	for _, s := range Sequences() {
		got := PerCent(s.Thresholds).Run()
		if visible := 100 * float64(got.Acting()) / float64(len(s.Thresholds)); visible != s.Visible {
			t.Errorf("%s %v rests at %v%%, want %v%%", s.Name, s.Thresholds, visible, s.Visible)
		}
	}
}

// All four societies rest as well with everybody acting: which of its rests a
// society is in is history, not opinion. What A has lost in A' is the rest at
// one in ten, in which the nine were silent.
func TestOneSocietyHasSeveralRests(t *testing.T) {
	want := map[string][]int{"A": {1, 9, 10}, "A'": {9, 10}, "B": {1, 2, 9, 10}, "B'": {2, 9, 10}}
	for _, s := range Sequences() {
		if got := PerCent(s.Thresholds).Rests(); !slices.Equal(got, want[s.Name]) {
			t.Errorf("%s rests at %v persons, want %v", s.Name, got, want[s.Name])
		}
	}
}

// naive lets each person look at the others, one at a time in any order, until
// nobody changes: another way to the same rest.
func naive(thresholds []float64, order []int) int {
	acts := make([]bool, len(thresholds))
	acting := 0
	for changed := true; changed; {
		changed = false
		for _, i := range order {
			if !acts[i] && float64(acting) >= thresholds[i] {
				acts[i], changed = true, true
				acting++
			}
		}
	}
	return acting
}

func TestCascadesArePlainMonotoneAndRestAtTheLeast(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + random.IntN(12)
		thresholds := make([]float64, n)
		for i := range thresholds {
			thresholds[i] = float64(random.IntN(n + 2))
		}
		people := Persons(thresholds)
		run := people.Run()
		if !slices.IsSorted(run.Path) {
			t.Fatalf("%v: somebody left: %v", thresholds, run.Path)
		}
		if plain := naive(thresholds, random.Perm(n)); run.Acting() != plain {
			t.Fatalf("%v: %d act, one at a time %d", thresholds, run.Acting(), plain)
		}
		if rests := people.Rests(); rests[0] != run.Acting() {
			t.Fatalf("%v: rests %v, and the cascade ends at %d", thresholds, rests, run.Acting())
		}
		// Whoever is bolder can only add to who acts.
		bolder := slices.Clone(thresholds)
		bolder[random.IntN(n)]--
		if more := Persons(bolder).Run().Acting(); more < run.Acting() {
			t.Fatalf("%v: %d act, and with %v only %d", thresholds, run.Acting(), bolder, more)
		}
		// Per cent and persons are the same count where a hundred are counted.
		share := make([]float64, n)
		for i, x := range thresholds {
			share[i] = 100 * x / float64(n)
		}
		for acting := range n + 1 {
			got := 0
			for _, x := range share {
				if 100*float64(acting)/float64(n) >= x {
					got++
				}
			}
			if got != people.Follow(acting) {
				t.Fatalf("%v: %d follow %d, in per cent %d", thresholds, people.Follow(acting), acting, got)
			}
		}
	}
}
