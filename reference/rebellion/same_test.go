package rebellion

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyRules are rules of a small world, any words and numbers.
func anyRules(t *rapid.T) Rules {
	r := Presets()[0].Rules
	for _, key := range Keys() {
		if key.Words != nil && key.Name != "counts" {
			if err := key.Set(&r, rapid.SampledFrom(key.Words).Draw(t, key.Name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	r.Size = rapid.IntRange(9, 24).Draw(t, "size")
	seen := rapid.Float64Range(1, min(7, float64(r.Size-1)/2))
	r.Vision = seen.Draw(t, "vision")
	r.PoliceVision = r.Vision
	if rapid.Bool().Draw(t, "police sees otherwise") {
		r.PoliceVision = seen.Draw(t, "police vision")
	}
	r.Density = rapid.Float64Range(0, 0.8).Draw(t, "density")
	r.Police = rapid.Float64Range(0, 0.15).Draw(t, "police")
	r.Legitimacy = rapid.Float64Range(0.3, 0.9).Draw(t, "legitimacy")
	r.SentenceMax = rapid.SampledFrom([]Ticks{1, 2, 7, 30, Forever}).Draw(t, "sentence-max")
	r.Groups = rapid.IntRange(1, 2).Draw(t, "groups")
	r.AgeMax = rapid.IntRange(2, 60).Draw(t, "age-max")
	if r.Groups == 2 && r.Order == Blocks {
		r.Order = Shuffle
	}
	if rapid.Bool().Draw(t, "changes") {
		r.Changes = Changes{{What: PoliceChange, At: 4, To: 0.01, Step: 0.02}, {What: PoliceChange, At: 9, To: 0.1}, {What: LegitimacyChange, At: 6, To: 0.4, Step: 0.05}}
	}
	return r
}

// The promise of counts: same rules and seed, same world after every tick,
// person by person and cell by cell, whether what is seen is kept or scanned.
func TestKeptCountsGiveTheSameRunAsScannedOnes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, seed := anyRules(t), rapid.Uint64().Draw(t, "seed")
		r.Counts = Incremental
		kept := New(r, seed, 1)
		r.Counts = Rescan
		scanned := New(r, seed, 1)
		for range 15 {
			if a, b := kept.Tick(), scanned.Tick(); a != b {
				t.Fatalf("tick %d: kept %+v, scanned %+v", kept.tick, a, b)
			}
			same(t, kept, scanned)
			whatIsKeptIsTrue(t, kept)
		}
		booksClose(t, kept)
	})
}

// The promise of order blocks: the same for any number of workers.
func TestBlocksGiveTheSameRunForAnyNumberOfWorkers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, seed := anyRules(t), rapid.Uint64().Draw(t, "seed")
		r.Order, r.Groups = Blocks, 1
		r.Vision, r.PoliceVision = min(r.Vision, 2), min(r.PoliceVision, 2)
		worlds := []*World{New(r, seed, 1), New(r, seed, 2), New(r, seed, 7)}
		for range 8 {
			for _, w := range worlds {
				w.Tick()
			}
			same(t, worlds[0], worlds[1])
			same(t, worlds[0], worlds[2])
		}
		booksClose(t, worlds[2])
	})
}

// More than one block a side is what the test above needs to mean anything.
func TestBlocksLieFarEnoughApart(t *testing.T) {
	for _, c := range []struct {
		size   int
		vision float64
		want   int
	}{{40, 7, 1}, {55, 7, 1}, {56, 7, 2}, {400, 7, 14}, {40, 2, 4}, {40, 1.7, 10}, {15, 2, 1}, {9, 1, 2}} {
		r := Presets()[0].Rules
		r.Size, r.Vision, r.PoliceVision = c.size, c.vision, c.vision
		w := New(r, 1, 1)
		n := w.blocksPerSide()
		if n != c.want {
			t.Errorf("size %d, vision %g: %d blocks a side, want %d", c.size, c.vision, n, c.want)
		}
		if n > 1 && (n%2 != 0 || c.size/n < 4*int(c.vision)) {
			t.Errorf("size %d, vision %g: %d blocks a side let turns of one colour touch", c.size, c.vision, n)
		}
	}
}

func same(t *rapid.T, a, b *World) {
	if !slices.Equal(a.people, b.people) {
		for i := range a.people {
			if a.people[i] != b.people[i] {
				t.Fatalf("tick %d, person %d: %+v and %+v", a.tick, i, a.people[i], b.people[i])
			}
		}
	}
	if !slices.Equal(a.cells, b.cells) || a.tally != b.tally {
		t.Fatalf("tick %d: the people are the same and the cells or tallies are not", a.tick)
	}
}

// whatIsKeptIsTrue compares what is kept for every cell with a scan.
func whatIsKeptIsTrue(t *rapid.T, w *World) {
	for _, s := range []*sight{w.citizens, w.police} {
		for c, seen := range s.seen {
			x, y := int32(c%w.rules.Size), int32(c/w.rules.Size)
			actives, officers := s.scan(&w.torus, w.cells, x, y)
			if want := uint32(actives) + uint32(officers)*oneOfficer; seen != want {
				t.Fatalf("tick %d: at %d, %d one sees %#x, and %#x is kept", w.tick, x, y, want, seen)
			}
		}
	}
}

// booksClose counts everybody by the lists of the cells: each person on one
// cell or off the torus, and each cell's numbers those of its list.
func booksClose(t *rapid.T, w *World) {
	on := make([]int, len(w.people))
	for c := range w.cells {
		want := cell{first: w.cells[c].first}
		for i := want.first; i != nowhere; i = w.people[i].next {
			p := w.people[i]
			on[i]++
			if p.cell != int32(c) || p.kind == nobody {
				t.Fatalf("cell %d lists %+v", c, p)
			}
			if p.jail == 0 {
				want.free++
			}
			if p.active {
				want.actives++
			}
			if p.kind == officer {
				want.officers++
			}
			if p.jail != 0 && (p.active || p.kind == officer || w.rules.Jailed == Removed) {
				t.Fatalf("jailed and on a cell: %+v", p)
			}
		}
		if w.cells[c] != want {
			t.Fatalf("cell %d is %+v, its list says %+v", c, w.cells[c], want)
		}
	}
	for i, p := range w.people {
		if times := on[i]; times > 1 || times == 0 && p.cell != nowhere || p.kind != nobody && p.cell == nowhere && p.jail == 0 {
			t.Fatalf("person %d is listed %d times: %+v", i, times, p)
		}
	}
	if w.rules.Groups == 1 {
		citizens := 0
		for _, p := range w.people {
			if p.kind == citizen {
				citizens++
			}
		}
		if sum := w.tally.Active + w.tally.Quiet + w.tally.Jailed; sum != citizens || w.tally.Groups != [2]int{citizens, 0} {
			t.Fatalf("%d citizens, tally %+v", citizens, w.tally)
		}
	}
}

// Known worlds: a change of any rule or die shows here.
func TestRunsStayTheSame(t *testing.T) {
	for _, c := range []struct {
		preset string
		run    int
		want   string
	}{
		{"paper", 1, "58 1046 16 4, 35: 0.313351 0.461594"},
		{"netlogo", 2, "0 798 322 24, 19: 0.313351 0.461594"},
		{"mesa", 2, "25 794 317 22, 35: 0.313351 0.461594"},
		{"paper", 8, "74 107 59 0, 0: 0.000000 0.000000"},
	} {
		r := Runs()[c.run-1].Over(presetNamed(t, c.preset))
		w := New(r, 1, 1)
		for range 40 {
			w.Tick()
		}
		p := w.people[300]
		if got := fmt.Sprintf("%d %d %d %d, %d: %.6f %.6f", w.tally.Active, w.tally.Quiet, w.tally.Jailed, p.x, p.y, p.hardship, p.risk); got != c.want {
			t.Errorf("preset %s, run %d: %q, want %q", c.preset, c.run, got, c.want)
		}
	}
}
