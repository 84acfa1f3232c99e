package people

import (
	"math"
	"testing"
	"unsafe"

	"pgregory.net/rapid"
)

func TestACollectiveStaysUnder300Bytes(t *testing.T) {
	if n := unsafe.Sizeof(Collective{}); n >= 300 {
		t.Errorf("a collective takes %d bytes, the promise is under 300", n)
	}
}

func TestNamesOfPersons(t *testing.T) {
	for _, at := range [][2]int{{0, 0}, {0, 63}, {1, 0}, {2_656_250, 17}, {1<<26 - 1, 63}} {
		if id := At(at[0], at[1]); id.Collective() != at[0] || id.Lane() != at[1] {
			t.Errorf("At%v is %d, taken apart (%d, %d)", at, id, id.Collective(), id.Lane())
		}
	}
}

// supportLevel promises: supportAt(l) < x exactly for l < supportLevel(x).
func TestSupportLevelIsWhereSupportReachesX(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, x float64) {
		n := supportLevel(x)
		if n < 0 || n > 64 {
			t.Fatalf("supportLevel(%g) = %d, outside 0..64", x, n)
		}
		for l := range 64 {
			if (supportAt(l) < x) != (l < n) {
				t.Fatalf("supportLevel(%g) = %d, but level %d is %g", x, n, l, supportAt(l))
			}
		}
	}
	for i := -300; i <= 300; i++ { // every level, every middle, and their neighbours
		x := float64(i) / 128
		for _, y := range []float64{x, math.Nextafter(x, -9), math.Nextafter(x, 9), x - 1e-15, x + 1e-15} {
			check(t, y)
		}
	}
	for _, x := range []float64{math.Inf(-1), math.Inf(1), math.MaxFloat64, -math.MaxFloat64, 5e-324, -5e-324, math.Copysign(0, -1)} {
		check(t, x)
	}
	if n := supportLevel(math.NaN()); n != 0 {
		t.Errorf("supportLevel(NaN) = %d: no number is below it, want 0", n)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.OneOf(rapid.Float64(), rapid.Float64Range(-1.1, 1.1)).Draw(t, "x"))
	})
}

func TestSupportIsSymmetricAboutZero(t *testing.T) {
	for l := range 64 {
		if supportAt(l) != -supportAt(63-l) || math.Abs(supportAt(l)) >= 1 {
			t.Errorf("level %d is %g, level %d is %g", l, supportAt(l), 63-l, supportAt(63-l))
		}
		if l > 0 && supportAt(l)-supportAt(l-1) != 1.0/32 {
			t.Errorf("levels %d and %d are %g apart", l-1, l, supportAt(l)-supportAt(l-1))
		}
	}
}

func TestBelowComparesEveryLane(t *testing.T) {
	for seed := range uint64(200) {
		r := random(seed)
		for count := 1; count <= 8; count++ {
			planes := make([]uint64, count)
			for k := range planes {
				planes[k] = r.Uint64()
			}
			for n := 0; n <= 1<<count; n++ {
				var want uint64
				for lane := range Lanes {
					v := 0
					for k := range planes {
						if bit(planes[k], lane) {
							v += 1 << k
						}
					}
					if v < n {
						want += 1 << lane
					}
				}
				if got := below(planes, n); got != want {
					t.Fatalf("planes %x: below %d is %#x, lane by lane %#x", planes, n, got, want)
				}
			}
		}
	}
}

func TestLevelReadsWhatWriteWrote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		planes := rapid.SliceOfN(rapid.Uint64(), 1, 8).Draw(t, "planes")
		lane := rapid.IntRange(0, 63).Draw(t, "lane")
		v := rapid.IntRange(0, 1<<len(planes)-1).Draw(t, "v")
		before := append([]uint64(nil), planes...)
		write(planes, lane, v)
		if got := level(planes, lane); got != v {
			t.Fatalf("wrote %d into lane %d, read %d", v, lane, got)
		}
		for k := range planes {
			if (planes[k]^before[k])&^(1<<lane) != 0 {
				t.Fatalf("writing lane %d changed others in plane %d", lane, k)
			}
		}
	})
}

func TestRoofAndOffice(t *testing.T) {
	for lane := range Lanes {
		var want uint64
		for other := range Lanes {
			if other/Household == lane/Household {
				want += 1 << other
			}
		}
		if got := Roof(lane); got != want {
			t.Errorf("the roof of lane %d is %#x, want %#x", lane, got, want)
		}
	}
	if c := (Collective{Workplace: true}); c.Office() != 0xF<<60 {
		t.Errorf("the office is %#x, want the last household", c.Office())
	}
	if c := (Collective{}); c.Office() != 0 {
		t.Errorf("a village has the office %#x", c.Office())
	}
}

// At a share equal to its rank a collective has not joined; just above it has.
func TestClassAtItsRank(t *testing.T) {
	for number := range 100 {
		rank := float64(uint64(number+1)*0x9E3779B97F4A7C15>>32) / (1 << 32)
		var at, above Collective
		at.Class(number, rank, rank)
		above.Class(number, math.Nextafter(rank, 1), math.Nextafter(rank, 1))
		if at.Town || at.Workplace || !above.Town || !above.Workplace {
			t.Errorf("collective %d of rank %g: %t, %t at that share, %t, %t above it", number, rank, at.Town, at.Workplace, above.Town, above.Workplace)
		}
	}
}

// As shares grow, collectives join and none leaves; the share is reached to
// within a 64th in any region of 100 collectives or more, and everywhere within
// three collectives (the golden ratio's multiples lie that evenly).
func TestClassIsNestedAndReachesItsShare(t *testing.T) {
	const steps = 64
	for _, size := range []int{1, 5, 20, 100, 1000, 20000} {
		town := make([]bool, size)
		for step := range steps + 1 {
			share := float64(step) / steps
			n := 0
			for i := range size {
				var c Collective
				c.Class(i, share, share/2)
				if town[i] && !c.Town {
					t.Fatalf("collective %d of %d left town as the share grew to %g", i, size, share)
				}
				if c.Workplace && !c.Town {
					t.Fatalf("collective %d works for wages at share %g but is no town at %g", i, share/2, share)
				}
				if town[i] = c.Town; c.Town {
					n++
				}
			}
			if step == 0 && n != 0 || step == steps && n != size {
				t.Errorf("%d of %d collectives are towns at share %g", n, size, share)
			}
			off := math.Abs(float64(n) - share*float64(size))
			if off > 3 || size >= 100 && off > float64(size)/64 {
				t.Errorf("%d of %d collectives are towns, the share is %g", n, size, share)
			}
		}
	}
}
