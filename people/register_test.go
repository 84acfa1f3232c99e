package people

import (
	"slices"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// lives is a month of a country: births and deaths, and the month of the minds.
func lives(m *Multitude, seed uint64, month int, k *Climate, n *Nature) {
	v := &Turnover{Death: diceOf(seed, "test.death", month), Dying: chance.Sure / 50,
		Birth: diceOf(seed, "test.birth", month).Drawing(chance.Sure / 20), Nature: n, Births: birthsOf(seed, month)}
	m.Pass(2, func(_ int, b Block) {
		var t Tally
		m.Live(b, v)
		m.Month(b, k, k, moodOf(seed, month), &t, nil)
	})
}

// noted is the register that Note writes for every collective.
func noted(m *Multitude) register {
	same := &Multitude{Collectives: m.Collectives, register: newRegister(len(m.Collectives))}
	for n := range m.Collectives {
		same.Note(n)
	}
	return same.register
}

// However people live, are taken, settled, named, set free or forgotten, the register
// rules out nobody who is there; and after a month of the minds it knows them all.
func TestTheRegisterRulesOutNobodyWhoIsThere(t *testing.T) {
	for seed := range uint64(60) {
		r := random(seed)
		m := anyMultitude(r, 3, 70, 8+r.IntN(60))
		n := anyNature(r)
		for month := range 4 {
			lives(m, seed, month, anyClimate(r), n)
			got, want := m.register, noted(m)
			for at, c := range m.Collectives { // of who dissents it does not matter whether he was loud before
				got.plain[at] |= c.Dissent
				want.plain[at] |= c.Dissent
			}
			if !slices.Equal(got.unsuspected, want.unsuspected) || !slices.Equal(got.unfiled, want.unfiled) || !slices.Equal(got.plain, want.plain) ||
				!slices.Equal(got.nameless, want.nameless) || !slices.Equal(got.taken, want.taken) {
				t.Fatalf("country %d, month %d: the register after the month is not that of its collectives", seed, month)
			}
			for at := range got.plain {
				m.Note(at)
			}
			for range 30 {
				id := ID(r.IntN(len(m.Collectives) * Lanes))
				c, bit := &m.Collectives[id.Collective()], uint64(1)<<id.Lane()
				switch {
				case c.Held&bit != 0:
					m.Release(id)
				case c.Free()&bit == 0:
				case r.IntN(3) == 0:
					m.Settle(id.Collective(), bit)
				case r.IntN(2) == 0:
					c.Named |= bit
					m.Note(id.Collective())
				default:
					m.Take(id)
				}
			}
			files, names := diceOf(seed, "test.files", month).Drawing(chance.Sure/20), diceOf(seed, "test.names", month).Drawing(chance.Sure/3)
			m.Lapse(m.Regions[1], files, names, func(n int, c *Collective) {
				c.File = c.File&^files.Of(uint64(n), c.File) | c.Named
				c.Named = 0
			})
			for at := range m.Collectives {
				if who := m.Overlooked(at); who != "" {
					t.Fatalf("country %d, month %d, collective %d: %s, and ruled out", seed, month, at, who)
				}
			}
		}
	}
}

// Whoever changes people and does not see to it is found out, by what he changed.
func TestWhoIsOverlookedIsNamed(t *testing.T) {
	for _, c := range []struct {
		want   string
		change func(c *Collective)
	}{
		{"held or settled", func(c *Collective) { c.Held = 6 }},
		{"held or settled", func(c *Collective) { c.Settled = 6 }},
		{"vacant", func(c *Collective) { c.Alive &^= 1 }},
		{"dissenters or named", func(c *Collective) { c.Dissent = 2 }},
		{"dissenters or named", func(c *Collective) { c.Named = 2 }},
		{"on file", func(c *Collective) { c.File = 2 }},
		{"marked, of a nationality or hollow", func(c *Collective) { c.Marked = 2 }},
		{"marked, of a nationality or hollow", func(c *Collective) { c.National = 2 }},
		{"marked, of a nationality or hollow", func(c *Collective) { c.Acclaim = 2 }},
		{"", func(c *Collective) { c.Party = 2 }},
	} {
		m := New(1, []int{3})
		m.Collectives[1].Alive = ^uint64(0)
		m.Note(1)
		m.Captive(Span{0, 3}, func(int, *Collective) {}, chance.Seed(1).Dice("test.all", 0).Drawing(chance.Sure))
		c.change(&m.Collectives[1])
		if got := m.Overlooked(1); got != c.want {
			t.Errorf("overlooked are %q, want %q", got, c.want)
		}
		if at := m.Overlooked(0); at != "" {
			t.Errorf("of an empty collective %s are overlooked", at)
		}
	}
}

// Lapse finds every collective in which a drawing marks somebody on file or named,
// and few others.
func TestLapseFindsWhoeverIsMarked(t *testing.T) {
	for seed := range uint64(40) {
		r := random(seed)
		m := anyMultitude(r, 5, 90, 300)
		span := m.Regions[1+seed%2]
		for n := range m.Collectives {
			c := &m.Collectives[n]
			c.File &= r.Uint64() & r.Uint64() & r.Uint64()
			c.Named &= r.Uint64() & r.Uint64() & r.Uint64()
			m.Note(n)
		}
		files, names := diceOf(seed, "test.files", 0).Drawing(chance.Sure/100), diceOf(seed, "test.names", 0).Drawing(chance.Odds(oneOf(r, float64(chance.Sure), 0, float64(chance.Sure/50))))
		var want, got []int
		for n := span.First; n < span.End; n++ {
			if c := &m.Collectives[n]; files.Of(uint64(n), c.File)|names.Of(uint64(n), c.Named) != 0 {
				want = append(want, n)
			}
		}
		m.Lapse(span, files, names, func(n int, c *Collective) {
			if c != &m.Collectives[n] {
				t.Fatalf("collective %d is another", n)
			}
			got = append(got, n)
		})
		if !slices.Equal(got, want) {
			t.Fatalf("country %d: called for %v, marked in %v", seed, got, want)
		}
	}
}

// After a month the register tells the police whom to look at, and they pick whom
// they would pick of all.
func TestPickByTheRegisterAgreesWithThePlainPeople(t *testing.T) {
	picked := 0
	for seed := range uint64(150) {
		r := random(seed)
		m := anyMultitude(r, 3, 40+r.IntN(60), 9)
		lives(m, seed, 0, anyClimate(r), anyNature(r))
		w, dice, region, n := anyWeights(r), diceOf(r.Uint64(), "test.arrest", 0), r.IntN(3), r.IntN(60)
		tally := m.tallyOf(region, &Climate{})
		got, want := m.Pick(region, n, dice, w, w.Total(&tally)), plainCountryOf(m).pick(region, n, dice, w)
		if !slices.Equal(got, want) {
			t.Fatalf("%d of region %d of country %d: picked %v, plain %v", n, region, seed, got, want)
		}
		picked += len(got)
	}
	if picked < 1000 {
		t.Errorf("only %d are picked", picked)
	}
}

// Persons are parted by their regions, whatever their order, and none is lost.
func TestPersonsByRegion(t *testing.T) {
	r := random(3)
	m := New(1, []int{3, 1, 70, 5})
	if parts := m.ByRegion(nil); parts != nil {
		t.Errorf("of nobody there are parts: %v", parts)
	}
	for range 200 {
		var all []ID
		want := make([][]ID, len(m.Regions))
		for range r.IntN(60) {
			g := r.IntN(len(m.Regions))
			for range 1 + r.IntN(3) {
				span := m.Regions[g]
				id := At(span.First+r.IntN(span.End-span.First), r.IntN(Lanes))
				all, want[g] = append(all, id), append(want[g], id)
			}
		}
		before := slices.Clone(all)
		for g, part := range m.ByRegion(all) {
			if !slices.Equal(part, want[g]) {
				t.Fatalf("of %v in region %d are %v, want %v", all, g, part, want[g])
			}
		}
		if !slices.Equal(all, before) {
			t.Fatalf("the persons were %v and are %v", before, all)
		}
	}
}
