package coalition

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// definition is the paper's recursion as it is written, from the top down, on
// lists of persons and without memory: the plain form that NewRule must agree with.
func definition(members []int, powers Powers, m Majority) (ruling [][]int) {
	whole := int64(0)
	for _, i := range members {
		whole += powers[i]
	}
	least := whole
	ruling = [][]int{members}
	for choice := 1; choice < 1<<len(members)-1; choice++ {
		var part []int
		power := int64(0)
		for at, i := range members {
			if choice>>at&1 == 1 {
				part = append(part, i)
				power += powers[i]
			}
		}
		if power*m.In <= whole*m.Of {
			continue
		}
		lasting := definition(part, powers, m)
		if len(lasting) != 1 || !slices.Equal(lasting[0], part) {
			continue
		}
		if power < least {
			least, ruling = power, nil
		}
		if power == least {
			ruling = append(ruling, part)
		}
	}
	return ruling
}

func sorted(all [][]int) [][]int {
	slices.SortFunc(all, slices.Compare[[]int])
	return all
}

func found(ruling []Coalition) (all [][]int) {
	for _, c := range ruling {
		all = append(all, c.Members())
	}
	return sorted(all)
}

// All powers from 1 to 5 of up to five persons, ties and all, at three majorities.
func TestRecursionAgreesWithTheDefinition(t *testing.T) {
	for _, m := range []Majority{Half, {3, 5}, {2, 3}} {
		for n := 1; n <= 5; n++ {
			powers := make(Powers, n)
			for i := range powers {
				powers[i] = 1
			}
			for more := true; more; more = next(powers, 5) {
				if !slices.IsSorted(powers) {
					continue // the order of persons does not matter: the next test
				}
				got := found(powers.Ruling(m))
				want := sorted(definition(members(n), powers, m))
				if !slices.EqualFunc(got, want, slices.Equal[[]int]) {
					t.Fatalf("powers %v, majority %v: %v rule, by the definition %v", powers, m, got, want)
				}
			}
		}
	}
}

func members(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// next counts powers up to top, and tells whether there are more.
func next(powers Powers, top int64) bool {
	for i := range powers {
		if powers[i]++; powers[i] <= top {
			return true
		}
		powers[i] = 1
	}
	return false
}

// Larger powers, drawn; and who is named first rules no more often.
func TestDrawnPowersAgreeInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := 2 + random.IntN(5)
		powers := make(Powers, n)
		for i := range powers {
			powers[i] = 1 + random.Int64N(1000)
		}
		got := found(powers.Ruling(Half))
		if want := sorted(definition(members(n), powers, Half)); !slices.EqualFunc(got, want, slices.Equal[[]int]) {
			t.Fatalf("powers %v: %v rule, by the definition %v", powers, got, want)
		}
		order := random.Perm(n)
		turned := make(Powers, n)
		for to, from := range order {
			turned[to] = powers[from]
		}
		var back [][]int
		for _, c := range found(turned.Ruling(Half)) {
			var group []int
			for _, i := range c {
				group = append(group, order[i])
			}
			slices.Sort(group)
			back = append(back, group)
		}
		if !slices.EqualFunc(got, sorted(back), slices.Equal[[]int]) {
			t.Fatalf("powers %v: %v rule, in another order %v", powers, got, back)
		}
	}
}

// Examples of the kind with which the paper begins; that they come out so is the
// definition's, which the tests above hold.
func TestPublishedExamples(t *testing.T) {
	for _, c := range []struct {
		what   string
		powers Powers
		rule   []int
	}{
		{"one", Powers{5}, []int{0}},
		{"of two the stronger rules", Powers{2, 3}, []int{1}},
		{"three whom none outweighs last", Powers{3, 4, 5}, []int{0, 1, 2}},
		{"one of three outweighs the others", Powers{3, 4, 8}, []int{2}},
		{"the strongest of four is thrown out", Powers{3, 4, 5, 10}, []int{0, 1, 2}},
		{"the strongest alone is more than half", Powers{3, 4, 5, 20}, []int{3}},
		{"of four nearly equal the three weakest that are enough", Powers{10, 11, 12, 14}, []int{0, 1, 2}},
	} {
		got := c.powers.Ruling(Half)
		if len(got) != 1 || !slices.Equal(got[0].Members(), c.rule) {
			t.Errorf("%s: of %v rule %v, want %v", c.what, c.powers, found(got), c.rule)
		}
	}
	if got := (Powers{1, 1}).Ruling(Half); len(got) != 1 || got[0].Size() != 2 {
		t.Errorf("two who are exactly equal: %v rule, want both, as neither is more than half", found(got))
	}
}

// An alliance of four holds only as long as none is thrown out; taking the third
// away from three makes one of the two the ruler: coalitions are fragile to the
// loss of a member, whoever he is.
func TestLosingAMemberBreaksACoalition(t *testing.T) {
	powers := Powers{3, 4, 5, 10}
	rule := NewRule(powers, Half)
	if !rule.Lasts(0b0111) || rule.Lasts(0b1111) {
		t.Fatal("3, 4, 5 is to last and 3, 4, 5, 10 is not")
	}
	for _, pair := range []Coalition{0b0011, 0b0101, 0b0110} {
		if ruling := rule.Ruling(pair); rule.Lasts(pair) || len(ruling) != 1 || ruling[0].Size() != 1 {
			t.Errorf("%v: %v rule, want the stronger alone", pair.Members(), found(ruling))
		}
	}
}

// With nearly equal powers only 1, 3, 7, 15 last under majority rule.
func TestSizesOfNearlyEqualPowers(t *testing.T) {
	if got := Half.Sizes(1000); !slices.Equal(got, []int{1, 3, 7, 15, 31, 63, 127, 255, 511}) {
		t.Errorf("sizes %v, want 2^k - 1", got)
	}
	for _, c := range []struct {
		majority Majority
		most     int
	}{{Half, Most - 1}, {Majority{3, 5}, 12}, {Majority{2, 3}, 12}, {Majority{4, 5}, 12}} {
		for n := 1; n <= c.most; n++ {
			for seed := range chance.Seed(3) {
				powers := Draw(seed, n, 0.001)
				for _, ruling := range powers.Ruling(c.majority) {
					if got, want := ruling.Size(), c.majority.RulingSize(n); got != want {
						t.Errorf("majority %v, %d of nearly equal power (seed %d): %d rule, want %d", c.majority, n, seed, got, want)
					}
				}
				if n > 12 {
					break // once is slow enough
				}
			}
		}
	}
}

// A lasting coalition rules itself, a ruling one wins and lasts, and no member
// of a coalition that lasts is more than half of it, but alone.
func TestWhoRulesWinsAndLasts(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		powers := make(Powers, 8)
		for i := range powers {
			powers[i] = 1 + random.Int64N(40)
		}
		rule := NewRule(powers, Half)
		for c := Coalition(1); c <= powers.Everybody(); c++ {
			for _, r := range rule.Ruling(c) {
				if r&^c != 0 || !rule.Lasts(r) || r != c && 2*powers.Of(r) <= powers.Of(c) {
					t.Fatalf("powers %v: %v rule in %v", powers, r.Members(), c.Members())
				}
			}
			for _, i := range c.Members() {
				if rule.Lasts(c) && c.Size() > 1 && 2*powers[i] > powers.Of(c) {
					t.Fatalf("powers %v: %v last beside one who is more than half", powers, c.Members())
				}
			}
		}
	}
}

func TestMistakesAreNamed(t *testing.T) {
	for _, c := range []struct {
		powers Powers
		want   string
	}{
		{nil, "1 to 16 persons, not of 0"},
		{make(Powers, 17), "1 to 16 persons, not of 17"},
		{Powers{3, 0}, "power 0 (person 2)"},
		{Powers{-1}, "power -1 (person 1)"},
		{Powers{MostPower + 1}, "whole number from 1 to"},
	} {
		if err := c.powers.Check(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.powers, err, c.want)
		}
	}
	for _, text := range []string{"", "half", "0.4", "1", "3/2", "-1/2", "1/0", "0.50000001"} {
		if m, err := ParseMajority(text); err == nil {
			t.Errorf("a majority of %q is read as %v", text, m)
		}
	}
	for text, want := range map[string]Majority{"1/2": Half, "0.5": Half, "2/3": {2, 3}, "0.6": {3, 5}} {
		if m, err := ParseMajority(text); err != nil || m != want {
			t.Errorf("%q: %v, %v, want %v", text, m, err, want)
		}
	}
}
