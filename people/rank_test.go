package people

import "testing"

// After every change of the shares, up, down, to an end or none, every collective has
// the class that its rank has by itself, though few are looked at.
func TestClassesFollowTheShares(t *testing.T) {
	r := random(6)
	m := New(1, []int{5, blockSize + 77, 64})
	n := anyNature(r)
	v := &Turnover{Death: diceOf(1, "test.death", 0), Birth: diceOf(1, "test.birth", 0).Drawing(0), Nature: n, Births: birthsOf(1, 0)}
	urban, wage := 0.0, 0.0
	for step := range 60 {
		urban, wage = oneOf(r, 1, 0, 1, urban, urban+1e-4), oneOf(r, 1, 0, 1, wage, wage-1e-3)
		if step == 30 { // a country that was taken up again does not know what it was
			again := New(1, []int{5, blockSize + 77, 64})
			copy(again.Collectives, m.Collectives)
			m = again
		}
		m.Classify(urban, wage)
		m.Pass(1, func(_ int, b Block) { m.Live(b, v) })
		for i := range m.Collectives {
			var want Collective
			want.Class(i, urban, wage)
			if got := &m.Collectives[i]; got.Town != want.Town || got.Workplace != want.Workplace {
				t.Fatalf("step %d, shares %v and %v, collective %d: town %t, workplace %t, want %t and %t", step, urban, wage, i, got.Town, got.Workplace, want.Town, want.Workplace)
			}
		}
	}
}

// Of so many collectives some names just those whose rank lies between others.
func TestSomeNamesTheRanksBetween(t *testing.T) {
	r := random(7)
	named := 0
	for range 3000 {
		first, collectives := r.IntN(1<<20), 1+r.IntN(64)
		b := apart(rankOf(oneOf(r, 1, 0, 1)), rankOf(oneOf(r, 1, 0, 1)))
		of := []rank{ofTown, ofArms}[r.IntN(2)]
		some := of.some(first, collectives, b)
		if collectives < 64 && some>>collectives != 0 {
			t.Fatalf("%d collectives, and others are named: %#x", collectives, some)
		}
		for i := range collectives {
			at := of.of(first + i)
			if got, want := some>>i&1 == 1, b.from <= at && at < b.to; got != want {
				t.Fatalf("rank %d between %v: named %t, want %t", at, b, got, want)
			}
		}
		named += Count(some)
	}
	if named < 10_000 {
		t.Errorf("only %d are named", named)
	}
}
