package people

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Ranks by brute force over everybody, on random countries, and whatever total
// the caller believes in: it only sets how far Pick looks.
func TestPickAgreesWithThePlainPeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := random(rapid.Uint64().Draw(t, "country"))
		m := anyMultitude(r, 3, 5, 1)
		w, dice := anyWeights(r), diceOf(r.Uint64(), "test.arrest", 0)
		region := rapid.IntRange(0, 2).Draw(t, "region")
		n := rapid.IntRange(-1, 200).Draw(t, "n")
		tally := m.tallyOf(region, &Climate{})
		total := w.Total(&tally)
		want := plainCountryOf(m).pick(region, n, dice, w)
		if total == 0 && len(want) > 0 {
			t.Fatalf("%d persons carry a weight, the total is zero", len(want))
		}
		for _, believed := range []float64{1, 1e-3, 0.5, 7, 1e3} {
			if got := m.Pick(region, n, dice, w, total*believed); !slices.Equal(got, want) {
				t.Fatalf("%d of region %d, total times %g: picked %v, plain %v", n, region, believed, got, want)
			}
		}
	})
}

// Exactly n distinct persons at liberty in the region, all with a weight; all
// who carry one if they are fewer.
func TestPickIsExact(t *testing.T) {
	for seed := range uint64(300) {
		r := random(seed)
		m := anyMultitude(r, 2, 6)
		w, dice, n := anyWeights(r), diceOf(seed, "test.arrest", 0), r.IntN(120)
		tally := m.tallyOf(1, &Climate{})
		carriers := 0
		for at := 2; at < 8; at++ {
			c := &m.Collectives[at]
			for lane := range Lanes {
				if bit(c.Free(), lane) && w.of(c, lane) > 0 {
					carriers++
				}
			}
		}
		picked := m.Pick(1, n, dice, w, w.Total(&tally))
		if want := min(n, carriers); len(picked) != want {
			t.Fatalf("state %d: picked %d of %d carriers, want %d", seed, len(picked), carriers, want)
		}
		seen := map[ID]bool{}
		for i, x := range picked {
			at, lane := x.ID.Collective(), x.ID.Lane()
			switch c := &m.Collectives[at]; {
			case seen[x.ID]:
				t.Fatalf("state %d: person %d is picked twice", seed, x.ID)
			case c.Region != 1:
				t.Fatalf("state %d: person %d is of region %d", seed, x.ID, c.Region)
			case !bit(c.Free(), lane) || !(w.of(c, lane) > 0):
				t.Fatalf("state %d: person %d is not at liberty or carries no weight", seed, x.ID)
			case i > 0 && picked[i-1].Rank > x.Rank:
				t.Fatalf("state %d: pick %d ranks below pick %d", seed, i-1, i)
			}
			seen[x.ID] = true
		}
	}
}

// Dice belong to persons: the picks for n are the first of the picks for n+k;
// without a person who was not picked the picks are the same; without one who
// was, the others stay and the next in rank joins.
func TestPickIsKeyedByPerson(t *testing.T) {
	for seed := range uint64(300) {
		r := random(seed)
		m := anyMultitude(r, 8)
		w := &Weights{Dissent: 1, Named: 0.8, File: 0.3, Marked: 0.2, National: 0.1, Insincere: 0.01}
		dice, n := diceOf(seed, "test.arrest", 0), 1+r.IntN(20)
		tally := m.tallyOf(0, &Climate{})
		total := w.Total(&tally)
		longer := m.Pick(0, n+1+r.IntN(30), dice, w, total)
		picked := m.Pick(0, n, dice, w, total)
		if !slices.Equal(picked, longer[:min(n, len(longer))]) {
			t.Fatalf("state %d: the picks for %d are not the first of those for %d", seed, n, len(longer))
		}
		if len(longer) <= n {
			continue
		}
		without := func(id ID) []Candidate {
			c := &m.Collectives[id.Collective()]
			before := *c
			one := uint64(1) << id.Lane()
			c.Dissent, c.Acclaim, c.Named, c.File, c.Marked, c.National = c.Dissent&^one, c.Acclaim&^one, c.Named&^one, c.File&^one, c.Marked&^one, c.National&^one
			now := m.tallyOf(0, &Climate{})
			out := m.Pick(0, n, dice, w, w.Total(&now))
			*c = before
			return out
		}
		if got := without(longer[n].ID); !slices.Equal(got, picked) {
			t.Fatalf("state %d: sparing a person who was not picked changes the picks", seed)
		}
		spared := r.IntN(n)
		if got := without(picked[spared].ID); !slices.Equal(got, slices.Delete(slices.Clone(longer[:n+1]), spared, spared+1)) {
			t.Fatalf("state %d: sparing pick %d changes the others", seed, spared)
		}
	}
}

// The edge of the look: a person whose rank lies within a part of 2^32 of the
// bound is not passed over for one of greater weight and higher rank.
func TestPickAtTheEdgeOfTheBound(t *testing.T) {
	tried := 0
	for seed := range uint64(300) {
		m := New(1, []int{1})
		dice := diceOf(seed, "test.arrest", 0)
		low, high := dice.Of(0).Lane(0), dice.Of(0).Lane(1)
		if float64(high) < 5*float64(low) {
			continue
		}
		tried++
		c := &m.Collectives[0]
		c.Alive, c.File, c.Dissent = 3, 1, 2
		// Ranks low and low + 1/4, bound low + 1/2: both are to be looked at, and
		// the sieve for files has no other weight to be wide by.
		w := &Weights{File: 1, Dissent: float64(high) / (float64(low) + 0.25)}
		total := 6 * (1 << 32) / (float64(low) + 0.5)
		if got := m.Pick(0, 1, dice, w, total); len(got) != 1 || got[0].ID != 0 {
			t.Errorf("seed %d: numbers %d and %d, picked %v, want person 0", seed, low, high, got)
		}
	}
	if tried < 20 {
		t.Errorf("only %d cases", tried)
	}
}

// Where few are picked, each is picked in proportion to his weight: 50,000
// picks in 500 months among 25,600 persons, bound at one in a million over all
// classes (the number is fixed, so the binomial's error is an upper bound).
func TestPickGoesByWeight(t *testing.T) {
	const collectives, months, n = 400, 500, 100
	w := &Weights{Dissent: 4, Named: 2, File: 1, Marked: 0.5, National: 0.25, Insincere: 0.1}
	m := New(1, []int{collectives})
	classes := []struct {
		what   string
		lanes  uint64
		weight float64
		set    []func(c *Collective) *uint64
	}{
		{"dissent", 0xF, 4, []func(*Collective) *uint64{func(c *Collective) *uint64 { return &c.Dissent }}},
		{"named and on file", 0xFF0, 3, []func(*Collective) *uint64{func(c *Collective) *uint64 { return &c.Named }, func(c *Collective) *uint64 { return &c.File }}},
		{"on file", 0xFF000, 1, []func(*Collective) *uint64{func(c *Collective) *uint64 { return &c.File }}},
		{"marked", 0xFF00000, 0.5, []func(*Collective) *uint64{func(c *Collective) *uint64 { return &c.Marked }}},
		{"national", 0xFF0000000, 0.25, []func(*Collective) *uint64{func(c *Collective) *uint64 { return &c.National }}},
		{"hollow acclaim", 0xFFF000000000, 0.1, []func(*Collective) *uint64{func(c *Collective) *uint64 { return &c.Acclaim }}},
		{"nothing", 0xFFFF000000000000, 0, nil},
	}
	for i := range m.Collectives {
		c := &m.Collectives[i]
		c.Alive = ^uint64(0)
		for _, class := range classes {
			for _, mask := range class.set {
				*mask(c) |= class.lanes
			}
		}
	}
	tally := m.tallyOf(0, &Climate{})
	total, sum := w.Total(&tally), 0.0
	for _, class := range classes {
		sum += float64(Count(class.lanes)) * class.weight * collectives
	}
	if math.Abs(total-sum) > 1e-6*sum {
		t.Fatalf("the total weight is %g, class by class %g", total, sum)
	}
	counts := make([]int, len(classes))
	everyone := make(map[ID]int)
	for month := range months {
		for _, x := range m.Pick(0, n, diceOf(21, "test.arrest", month), w, total) {
			everyone[x.ID]++
			for i, class := range classes {
				if bit(class.lanes, x.ID.Lane()) {
					counts[i]++
				}
			}
		}
	}
	for i, class := range classes {
		p := class.weight * float64(Count(class.lanes)) * collectives / total
		want := p * n * months
		if se := math.Sqrt(want * (1 - p)); math.Abs(float64(counts[i])-want) > zBound(len(classes))*se {
			t.Errorf("%s: %d picks, want %.0f: z = %.2f", class.what, counts[i], want, (float64(counts[i])-want)/se)
		}
	}
	most := 0
	for _, k := range everyone {
		most = max(most, k)
	}
	// A dissenter is picked 500 x 100 x 4/15,680 = 12.8 times; a Poisson number
	// of that mean passes 40 once in 10^9.
	if most > 40 {
		t.Errorf("one person was picked %d times in %d months: his dice are not new each month", most, months)
	}
}

// A pick in one region looks at nobody else: other regions may be as they like.
func TestPickStaysInItsRegion(t *testing.T) {
	r := random(8)
	a := anyMultitude(r, 3, 4, 2)
	b := anyMultitude(r, 3, 4, 2)
	copy(b.Collectives[3:7], a.Collectives[3:7])
	w, dice := &Weights{Dissent: 1, File: 1, Marked: 1}, diceOf(1, "test.arrest", 0)
	tally := a.tallyOf(1, &Climate{})
	x, y := a.Pick(1, 25, dice, w, w.Total(&tally)), b.Pick(1, 25, dice, w, w.Total(&tally))
	if len(x) == 0 || !slices.Equal(x, y) {
		t.Errorf("picked %v, and %v beside other neighbours", x, y)
	}
}
