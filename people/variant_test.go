package people

import "testing"

// Without ties at work a person of a workplace knows the household and the
// region; one of a hamlet knows what he knew.
func TestNoWorkTies(t *testing.T) {
	for _, c := range []struct{ workplace, off bool }{{true, true}, {true, false}, {false, true}} {
		m := New(1, []int{10, 3})
		for i := range m.Collectives {
			m.Collectives[i].Alive = ^uint64(0)
			m.Collectives[i].Workplace = c.workplace
		}
		m.NoWorkTies = c.off
		who, near := At(4, 21), 0
		const draws = 10_000
		for i := range uint64(draws) {
			if id, ok := m.Acquaintance(who, diceOf(2, "test.target", 0).Of(i), 0); ok && id/64 == who/64 && id/4 != who/4 {
				near++
			}
		}
		// 60% of 63 others, or a tenth of 80% of the region
		if cut := c.workplace && c.off; cut != (near < draws/4) {
			t.Errorf("workplace %t, no ties %t: %d of %d in the collective", c.workplace, c.off, near, draws)
		}
	}
}

// With whole risk, fewer police than dissenters deter nobody, and one to each
// deters as the rule without the floor does.
func TestWholeRisk(t *testing.T) {
	mood := moodOf(3, 0)
	dissent := func(police, whole float64) int {
		c := spectrum(16) // a grievance of a half
		c.Act(9, &Climate{Opportunity: 1, Threshold: 0.1, Watch: 2.3 * police, WholeWatch: whole}, mood)
		return int(c.Dissenters)
	}
	for _, police := range []float64{0, 0.4, 0.99, 1, 2.7} {
		whole := float64(int(police))
		if got, want := dissent(police, 2.3), dissent(whole, 0); got != want {
			t.Errorf("%v police to a dissenter: %d dissent, want %d as for %v", police, got, want, whole)
		}
	}
	if dissent(0.99, 0) == dissent(0.99, 2.3) {
		t.Error("the floor changes nothing where it should")
	}
}
