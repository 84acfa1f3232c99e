package country

import (
	"math"
	"slices"
	"testing"
	"unsafe"

	"github.com/fromabove/fromabove/chance"
)

// Whom the dice of the cadre strike: members in place, in order, as often as
// asked, and as Strikes tells of each.
func TestStruckAreWhomTheDiceStrike(t *testing.T) {
	c := &Country{}
	for row := range 3000 {
		c.Enlist(Member{})
		if row%3 == 0 {
			c.Remove("test", int32(row), Died, 0, NoCategory)
		}
	}
	for _, p := range []float64{0, 0.004, 0.1, 0.7, 1} {
		n, months := 0, 50
		for month := range months {
			dice := chance.Seed(7).Dice("country.test", 1000).Of(uint64(month))
			of := chance.Seed(dice.Own()).Dice("country.struck", 0)
			got, want := c.Cadre.Struck(of, p), []int32(nil)
			for _, row := range c.Cadre.Active {
				if Strikes(of, row, p) && c.Cadre.Members[row].Fate == InPlace {
					want = append(want, row)
				}
				if Strikes(of, row, p/2) && !Strikes(of, row, p) {
					t.Fatalf("p = %g spares row %d, half of it does not", p, row)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("p = %g: %v, want %v", p, got, want)
			}
			n += len(got)
		}
		mean := 2000 * float64(months) * p
		if math.Abs(float64(n)-mean) > 5*math.Sqrt(mean*(1-p)) {
			t.Errorf("p = %g: %d struck, want about %.0f", p, n, mean)
		}
	}
}

// Everyone in place is gone through several times a month: a member fills what a
// processor fetches at once, and no more.
func TestAMemberIsFetchedAtOnce(t *testing.T) {
	if n := unsafe.Sizeof(Member{}); n != 64 {
		t.Errorf("a member has %d bytes, want 64", n)
	}
}
