package people

import (
	"math"
	"testing"
)

func TestTiesAgreeWithThePlainPeople(t *testing.T) {
	found := 0
	for seed := range uint64(300) {
		r := random(seed)
		m := anyMultitude(r, 1, 4, 2)
		plain := plainCountryOf(m)
		for range 60 {
			who := ID(r.IntN(len(m.Collectives) * Lanes))
			unit, k := diceOf(seed, "test.target", 0).Of(r.Uint64()), r.IntN(20)
			id, ok := m.Acquaintance(who, unit, k)
			if want, found := plain.acquaintance(who, unit, k); id != want || ok != found {
				t.Fatalf("state %d: person %d knows %d (%t), plain %d (%t)", seed, who, id, ok, want, found)
			}
			if !ok {
				continue
			}
			found++
			c := &m.Collectives[id.Collective()]
			if id == who || !bit(c.Free(), id.Lane()) || c.Region != m.Collectives[who.Collective()].Region {
				t.Fatalf("state %d: person %d of region %d knows %d of region %d, at liberty %t",
					seed, who, m.Collectives[who.Collective()].Region, id, c.Region, bit(c.Free(), id.Lane()))
			}
			if got, want := m.Look(id), plain.look(id); got != want {
				t.Fatalf("state %d: person %d looks %d, plain %d", seed, id, got, want)
			}
		}
	}
	if found < 5000 {
		t.Errorf("only %d acquaintances in 18,000 draws", found)
	}
}

// Shares of acquaintances: in the household, in the collective, in the region;
// and within each, everybody alike. Bound at one in a million.
func TestAcquaintancesLiveNear(t *testing.T) {
	const draws, collectives = 1 << 17, 10
	m := New(1, []int{collectives, 3})
	for i := range m.Collectives {
		m.Collectives[i].Alive = ^uint64(0)
	}
	who := At(4, 21)
	var roof, near, far int
	house, lanes, others := map[ID]int{}, map[ID]int{}, map[int]int{}
	for i := range uint64(draws) {
		id, ok := m.Acquaintance(who, diceOf(2, "test.target", 0).Of(i), 0)
		switch {
		case !ok:
			t.Fatal("knows nobody in a full country")
		case id/4 == who/4:
			roof++
			house[id]++
		case id/64 == who/64:
			near++
			lanes[id]++
		default:
			far++
			others[id.Collective()]++
		}
	}
	// The collective's 63 others and the region's 640 include the household.
	inRoof := 0.2 + 0.6*3/63 + 0.2/collectives*3/63
	inFar := 0.2 * (collectives - 1) / collectives
	share := func(what string, n int, p float64) {
		t.Helper()
		if z := (float64(n) - draws*p) / math.Sqrt(draws*p*(1-p)); math.Abs(z) > zBound(80) {
			t.Errorf("%s: %d of %d, want %.4f: z = %.2f", what, n, draws, p, z)
		}
	}
	share("under the roof", roof, inRoof)
	share("in the collective", near, 1-inRoof-inFar)
	share("in the region", far, inFar)
	if len(house) != 3 || len(lanes) != 60 || len(others) != collectives-1 {
		t.Errorf("knows %d under the roof, %d near, %d collectives beyond; want 3, 60, %d", len(house), len(lanes), len(others), collectives-1)
	}
	for _, n := range house {
		share("one under the roof", n, inRoof/3)
	}
	for _, n := range lanes {
		share("one in the collective", n, (1-inRoof-inFar)/60)
	}
	for _, n := range others {
		share("one collective of the region", n, inFar/(collectives-1))
	}
}

func TestFirstIsTheLowestLane(t *testing.T) {
	for lane := range Lanes {
		if got := First(^uint64(0) << lane); got != lane {
			t.Errorf("the first lane from %d on is %d", lane, got)
		}
	}
}
