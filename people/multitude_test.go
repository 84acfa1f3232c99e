package people

import (
	"fmt"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// The layout: regions one after another, every collective in one block of its
// own region, no block above its size, every lane vacant.
func TestNewLaysOutTheCountry(t *testing.T) {
	for _, sizes := range [][]int{{}, {0}, {1}, {512}, {513}, {3, 0, 1025, 7}, {100, 512, 1024}} {
		m := New(3, sizes)
		total := 0
		for region, n := range sizes {
			if want := (Span{total, total + n}); m.Regions[region] != want {
				t.Errorf("%v: region %d is %v, want %v", sizes, region, m.Regions[region], want)
			}
			total += n
		}
		if len(m.Collectives) != total || len(m.Regions) != len(sizes) {
			t.Errorf("%v: %d collectives in %d regions", sizes, len(m.Collectives), len(m.Regions))
		}
		next := 0
		for _, b := range m.Blocks {
			if b.First != next || b.End <= b.First || b.End-b.First > blockSize || b.End > m.Regions[b.Region].End {
				t.Errorf("%v: block %v does not follow collective %d", sizes, b, next)
			}
			for i := b.First; i < b.End; i++ {
				if c := &m.Collectives[i]; int(c.Region) != b.Region || c.Vacant() != ^uint64(0) {
					t.Errorf("%v: collective %d is of region %d, vacant %#x", sizes, i, c.Region, c.Vacant())
				}
			}
			next = b.End
		}
		if next != total {
			t.Errorf("%v: blocks end at %d of %d", sizes, next, total)
		}
	}
}

// Whatever the number of workers, each block is taken once.
func TestPassTakesEachBlockOnce(t *testing.T) {
	m := New(1, []int{700, 3, 0, 1300})
	for _, workers := range []int{0, 1, 2, 7, 100} {
		calls := make([]atomic.Int32, len(m.Blocks))
		m.Pass(workers, func(i int, b Block) {
			if b != m.Blocks[i] {
				t.Errorf("%d workers: block %d is %v, want %v", workers, i, b, m.Blocks[i])
			}
			calls[i].Add(1)
		})
		for i := range calls {
			if n := calls[i].Load(); n != 1 {
				t.Errorf("%d workers: block %d is taken %d times", workers, i, n)
			}
		}
	}
}

// monthOf is the people's pass of a month, as society makes it.
func monthOf(m *Multitude, workers int, k *Climate, mood *Mood, parts []Tally, found [][]ID) {
	m.Pass(workers, func(i int, b Block) {
		parts[i] = Tally{}
		found[i] = m.Month(b, k, k, mood, &parts[i], found[i][:0])
	})
}

// One, two and seven workers: the same collectives, tallies and denouncers, and
// they are those of a loop over the collectives.
func TestAnyNumberOfWorkersGivesTheSame(t *testing.T) {
	const months = 4
	k := &Climate{Pace: 13, Burden: 0.4, KinGrief: 0.4, MemoryGrief: 0.1, Fading: 0.08, Fright: 1, Healing: 0.003, Rest: 0.85, Erosion: 0.02,
		Opportunity: 0.3, Threshold: 0.2, Watch: 0.5, RecruitMores: 0.3, Facade: true, Demand: 0.2, Rate: 0.1, Base: 0.08, Zeal: 0.5}
	type outcome struct {
		collectives []Collective
		tally       Tally
		found       []ID
		places      Places
	}
	run := func(pass func(m *Multitude, mood *Mood, parts []Tally, found [][]ID), workers int) (o outcome) {
		m := anyMultitude(random(77), 1100, 2, 600)
		parts, found := make([]Tally, len(m.Blocks)), make([][]ID, len(m.Blocks))
		for month := range months {
			pass(m, moodOf(5, month), parts, found)
			for i := range parts {
				o.tally.Add(&parts[i])
				o.found = append(o.found, found[i]...)
			}
		}
		o.collectives, o.places = m.Collectives, m.CountPlaces(workers)
		return o
	}
	want := run(func(m *Multitude, mood *Mood, parts []Tally, found [][]ID) {
		for i, b := range m.Blocks {
			one := &Multitude{Collectives: m.Collectives, Blocks: []Block{b}, register: m.register}
			monthOf(one, 1, k, mood, parts[i:i+1], found[i:i+1])
		}
	}, 1)
	if len(want.found) < 100 || want.tally.Dissent < 1000 {
		t.Fatalf("%d denouncers, %d dissenters: too few to tell", len(want.found), want.tally.Dissent)
	}
	for _, workers := range []int{1, 2, 7} {
		got := run(func(m *Multitude, mood *Mood, parts []Tally, found [][]ID) {
			monthOf(m, workers, k, mood, parts, found)
		}, workers)
		switch {
		case !slices.Equal(got.collectives, want.collectives):
			t.Errorf("%d workers: other collectives", workers)
		case got.tally != want.tally:
			t.Errorf("%d workers: tally %+v, want %+v", workers, got.tally, want.tally)
		case !slices.Equal(got.found, want.found):
			t.Errorf("%d workers: %d denouncers, want %d in the same order", workers, len(got.found), len(want.found))
		case got.places != want.places:
			t.Errorf("%d workers: places %+v, want %+v", workers, got.places, want.places)
		}
	}
}

// Every lane is in exactly one place, and a tally counts the same persons.
func TestPlacesAddUpToTheLanes(t *testing.T) {
	for seed := range uint64(15) {
		m := anyMultitude(random(seed), 5, int(seed)%40, 600)
		p := m.CountPlaces(2)
		if sum := p.Vacant + p.Liberty + p.Held + p.Settled + p.Gone; sum != Lanes*len(m.Collectives) {
			t.Fatalf("state %d: %+v are %d places for %d lanes", seed, p, sum, Lanes*len(m.Collectives))
		}
		var sum Tally
		for region := range m.Regions {
			t := m.tallyOf(region, &Climate{})
			sum.Add(&t)
		}
		if got := (Places{sum.Vacant, sum.Free, sum.Held, sum.Settled, sum.Gone}); got != p || sum.Alive != p.Liberty+p.Held+p.Settled {
			t.Fatalf("state %d: the tally has %+v (%d alive), the count of places %+v", seed, got, sum.Alive, p)
		}
	}
}

// Add adds every field: a new field that it forgets fails here.
func TestTallyAddsEveryField(t *testing.T) {
	var a, b Tally
	fill := func(x *Tally, factor int) {
		v := reflect.ValueOf(x).Elem()
		for i := range v.NumField() {
			switch f := v.Field(i); f.Kind() {
			case reflect.Int:
				f.SetInt(int64(factor * (i + 1)))
			case reflect.Float64:
				f.SetFloat(float64(factor * (i + 1)))
			default:
				t.Fatalf("field %s is of a kind that this test does not know", v.Type().Field(i).Name)
			}
		}
	}
	fill(&a, 1)
	fill(&b, 10)
	a.Add(&b)
	fill(&b, 11)
	if a != b {
		t.Errorf("%s, want %s", fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", b))
	}
}

// Captive finds every collective in which a drawing marks somebody who is held or
// settled, however often it is asked and whoever is taken or settled in between;
// and once it has called, it knows how many there are.
func TestCaptiveFindsWhoeverIsMarked(t *testing.T) {
	m := anyMultitude(random(41), 5, 90, 700)
	everywhere := Span{End: len(m.Collectives)}
	for round := range 20 {
		for n := range m.Collectives { // most are let go, so that there is something to be found empty
			if c := &m.Collectives[n]; n%7 != round%7 {
				c.Held, c.Settled = 0, 0
			}
		}
		r := random(uint64(round))
		for range 40 {
			id := ID(r.IntN(len(m.Collectives) * Lanes))
			if m.Collectives[id.Collective()].Free()>>id.Lane()&1 == 1 {
				m.Take(id)
			}
			n := r.IntN(len(m.Collectives))
			m.Settle(n, m.Collectives[n].Alive&r.Uint64()&r.Uint64()&r.Uint64())
		}
		held, settled := diceOf(1, "test.held", round).Drawing(chance.Sure/20), diceOf(1, "test.settled", round).Drawing(chance.Sure/10)
		marked := func(n int, c *Collective) bool {
			return held.Of(uint64(n), c.Held)|settled.Of(uint64(n), c.Settled) != 0
		}
		var want, got []int
		for n := range m.Collectives {
			if marked(n, &m.Collectives[n]) {
				want = append(want, n)
			}
		}
		called := map[int]bool{}
		m.Captive(everywhere, func(n int, c *Collective) {
			if c != &m.Collectives[n] {
				t.Fatalf("collective %d is another", n)
			}
			called[n] = true
			if marked(n, c) {
				got = append(got, n)
			}
		}, held, settled)
		if !slices.Equal(got, want) || len(want) < 10 || round > 0 && len(called) > len(m.Collectives)/2 {
			t.Fatalf("round %d: %d of %d collectives called, marked in %d, want %d", round, len(called), len(m.Collectives), len(got), len(want))
		}
		for n := range m.Collectives {
			c := &m.Collectives[n]
			if there := Count(c.Held | c.Settled); m.Captives(n) < there || called[n] && m.Captives(n) != there {
				t.Fatalf("round %d: collective %d holds %d and is thought to hold %d", round, n, there, m.Captives(n))
			}
		}
	}
}
