package eliminations

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

func TestClosedForm(t *testing.T) {
	for _, c := range []struct {
		what                  string
		fear                  Fear
		eliminated, innocents float64
	}{
		{"fair information", Fear{1_000_000, 0.02, 0.01, 0.11}, 100_000, 89_000},
		{"better information", Fear{1_000_000, 0.02, 0.01, 0.21}, 50_000, 39_500},
		{"sure information: enemies alone, and the last may stay", Fear{100, 0.5, 0, 1}, 50, 0},
		{"sure information, some tolerated", Fear{99, 0.5, 0.25, 1}, 33, 0},
		{"no information: everybody", Fear{1000, 0.02, 0.01, 0.02}, 1000, 980},
		{"nothing to fear", Fear{1000, 0.01, 0.02, 0.5}, 0, 0},
		{"exactly what is tolerated", Fear{1000, 0.02, 0.02, 0.02}, 0, 0},
	} {
		if err := c.fear.Check(); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		if x, i := c.fear.Eliminated(), c.fear.Innocents(); math.Abs(x-c.eliminated) > 1e-6 || math.Abs(i-c.innocents) > 1e-6 {
			t.Errorf("%s: %v are eliminated, %v of them innocent; want %v and %v", c.what, x, i, c.eliminated, c.innocents)
		}
	}
}

// drawn is a fear at random, with e above r and h above e.
func drawn(random *rand.Rand) Fear {
	r := 0.2 * random.Float64()
	e := r + 0.01 + 0.3*random.Float64()
	return Fear{Persons: 1000, Tolerated: r, Enemies: e, Hit: e + (1-e)*random.Float64()}
}

// The closed form solves its equation, and takes neither more persons nor more
// enemies than there are.
func TestWhoIsLeftIsTolerated(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 1000 {
		f := drawn(random)
		x, n := f.Eliminated(), float64(f.Persons)
		if share := (f.Enemies*n - f.Hit*x) / (n - x); math.Abs(share-f.Tolerated) > 1e-6 {
			t.Fatalf("%+v: %v are eliminated, and of those left %v are enemies", f, x, share)
		}
		if x > n+1e-9 || f.Hit*x > f.Enemies*n+1e-9 {
			t.Fatalf("%+v: %v are eliminated", f, x)
		}
	}
}

// The published comparative statics.
func TestPoorInformationKillsMoreAndMoreInnocents(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 1000 {
		f := drawn(random)
		fearful, strict, poor := f, f, f
		fearful.Enemies += 0.5 * (f.Hit - f.Enemies)
		strict.Tolerated /= 2
		poor.Hit -= 0.5 * (f.Hit - f.Enemies)
		for what, g := range map[string]Fear{"more enemies": fearful, "less tolerated": strict, "poorer information": poor} {
			if g.Eliminated() <= f.Eliminated() || g.Innocents() <= f.Innocents() {
				t.Fatalf("%s: %+v eliminates %v (%v innocent), %+v %v (%v)", what, g, g.Eliminated(), g.Innocents(), f, f.Eliminated(), f.Innocents())
			}
		}
		if poor.Innocents()/poor.Eliminated() <= f.Innocents()/f.Eliminated() {
			t.Fatalf("%+v: with poorer information a smaller share is innocent", f)
		}
	}
}

// One by one it comes to the same, in the mean.
func TestOneByOneComesToTheClosedForm(t *testing.T) {
	for _, f := range []Fear{{10_000, 0.02, 0.01, 0.11}, {10_000, 0.3, 0.1, 0.5}, {10_000, 0.05, 0, 1}, {10_000, 0.01, 0.02, 0.5}} {
		const seeds = 200
		var x, innocents, left float64
		for seed := range chance.Seed(seeds) {
			o := f.Draw(seed)
			if o.Eliminated < o.Innocents || float64(o.EnemiesLeft) > f.Tolerated*float64(f.Persons-o.Eliminated) && o.Eliminated > 0 {
				t.Fatalf("%+v, seed %d: %+v", f, seed, o)
			}
			x += float64(o.Eliminated) / seeds
			innocents += float64(o.Innocents) / seeds
			left += float64(o.EnemiesLeft) / seeds
		}
		if math.Abs(x-f.Eliminated()) > 5+0.02*f.Eliminated() || math.Abs(innocents-f.Innocents()) > 5+0.02*f.Innocents() {
			t.Errorf("%+v: one by one %v and %v innocent, the closed form %v and %v", f, x, innocents, f.Eliminated(), f.Innocents())
		}
	}
}

// Lots leave nobody, or the few among whom there is no enemy.
func TestDrawingLotsEndsWithHardlyAnybody(t *testing.T) {
	f := Fear{Persons: 1000, Enemies: 0.1, Tolerated: 0, Hit: 0.1}
	for seed := range chance.Seed(50) {
		if o := f.Draw(seed); o.EnemiesLeft != 0 || o.Eliminated < 600 {
			t.Errorf("seed %d: %+v", seed, o)
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	good := Fear{1000, 0.02, 0.01, 0.11}
	for _, c := range []struct {
		spoil func(*Fear)
		want  string
	}{
		{func(f *Fear) { f.Persons = 0 }, "persons 0: want 1 to"},
		{func(f *Fear) { f.Persons = MostPersons + 1 }, "persons"},
		{func(f *Fear) { f.Enemies = -0.1 }, "enemies -0.1: want a share from 0 to 1"},
		{func(f *Fear) { f.Tolerated = 1.5 }, "tolerated 1.5"},
		{func(f *Fear) { f.Hit = math.NaN() }, "hit NaN"},
		{func(f *Fear) { f.Hit = 0.015 }, "hit 0.015: want at least the share of enemies, 0.02"},
	} {
		f := good
		c.spoil(&f)
		if err := f.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %q", f, err, c.want)
		}
	}
}
