package people

import (
	"math"
	"math/bits"
	"slices"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// At a share equal to its rank a collective is not under arms, just above it
// is; and deserters are forgiven when their garrison is none any more.
func TestMusterAtItsRank(t *testing.T) {
	for number := range 100 {
		rank := float64(uint64(number+1)*0x6A09E667F3BCC909>>32) / (1 << 32)
		at, above := Collective{Deserted: 7}, Collective{Deserted: 7}
		at.Muster(number, rank)
		above.Muster(number, math.Nextafter(rank, 1))
		if at.Garrison || at.Deserted != 0 || !above.Garrison || above.Deserted != 7 {
			t.Errorf("collective %d of rank %g: %t with deserters %b at that share, %t with %b above it", number, rank, at.Garrison, at.Deserted, above.Garrison, above.Deserted)
		}
	}
}

// The share under arms is reached within three collectives in any run of them,
// and the same share of the towns and of the villages serves, within six and a
// twentieth.
func TestGarrisonsComeFromTownAndVillageAlike(t *testing.T) {
	for _, first := range []int{0, 1000, 123456} {
		for _, size := range []int{20, 1000, 20000} {
			for _, share := range []float64{0, 0.004, 0.01, 0.07, 0.3, 1} {
				for _, urban := range []float64{0.18, 0.33} {
					garrisons, fromTown := 0, 0
					for i := first; i < first+size; i++ {
						var c Collective
						c.Class(i, urban, 0)
						c.Muster(i, share)
						if c.Garrison {
							garrisons++
							if c.Town {
								fromTown++
							}
						}
					}
					n := float64(size)
					if off := math.Abs(float64(garrisons) - share*n); off > 3 {
						t.Errorf("%d of %d collectives from %d on are garrisons, the share is %g", garrisons, size, first, share)
					}
					if off := math.Abs(float64(fromTown) - share*urban*n); off > 6+share*urban*n/20 {
						t.Errorf("%d of %d garrisons come from towns, a share of %g, at a share of %g", fromTown, garrisons, urban, share)
					}
				}
			}
		}
	}
}

// Garrisons are the garrisons, each once and in order, whatever was mustered before:
// nobody knows at first, then more and fewer serve.
func TestGarrisonsAreFound(t *testing.T) {
	m := New(1, []int{blockSize + 77, 3, 70})
	for i := range m.Collectives {
		m.Collectives[i].Muster(i, 0.2) // as in a country that is resumed: the ranks do not tell yet
	}
	for round, share := range []float64{-1, 0.07, 0.3, 0.1, 0, 0.5} {
		if round > 0 {
			m.Muster(2, share)
		}
		var got, want []int
		for _, span := range []Span{{0, 90}, {90, 100}, {100, len(m.Collectives)}} {
			m.Garrisons(span, func(n int, c *Collective) {
				if c != &m.Collectives[n] {
					t.Fatalf("collective %d is another", n)
				}
				got = append(got, n)
			})
		}
		for n := range m.Collectives {
			if m.Collectives[n].Garrison {
				want = append(want, n)
			}
		}
		if !slices.Equal(got, want) || len(want) == 0 && share != 0 {
			t.Errorf("round %d, share %g: %d garrisons are found, want %d", round, share, len(got), len(want))
		}
	}
}

// A quarter of the soldiers: not one fewer, whoever else is there.
func TestWhatAMutinyIs(t *testing.T) {
	low := func(n int) uint64 { return 1<<n - 1 }
	for _, x := range []struct {
		what string
		c    Collective
		want uint64
	}{
		{"15 of 60", Collective{Garrison: true, Alive: low(60), Dissent: low(15)}, low(15)},
		{"14 of 60", Collective{Garrison: true, Alive: low(60), Dissent: low(14)}, 0},
		{"14 of 60 of whom four have deserted", Collective{Garrison: true, Alive: low(60), Deserted: 0xF << 50, Dissent: low(14)}, low(14)},
		{"15 of 60, but one of them has deserted", Collective{Garrison: true, Alive: low(60), Deserted: 1, Dissent: low(15)}, 0},
		{"15 of 64 of whom four are held", Collective{Garrison: true, Alive: ^uint64(0), Held: 0xF << 60, Dissent: low(15)}, low(15)},
		{"no garrison", Collective{Alive: low(60), Dissent: low(60)}, 0},
		{"nobody", Collective{Garrison: true}, 0},
		{"nobody dissents", Collective{Garrison: true, Alive: low(60)}, 0},
		{"one of four", Collective{Garrison: true, Alive: low(4), Dissent: 1}, 1},
		{"none but a deserter", Collective{Garrison: true, Alive: 1, Deserted: 1, Dissent: 1}, 0},
	} {
		if got := x.c.Mutineers(); got != x.want {
			t.Errorf("%s: mutineers %#x, want %#x", x.what, got, x.want)
		}
		var tally Tally
		tally.Count(&x.c, &Climate{})
		if mutinies := min(Count(x.want), 1); tally.Mutinies != mutinies || tally.Mutineers != Count(x.want) || tally.Soldiers != Count(x.c.Soldiers()) {
			t.Errorf("%s: the census has %d mutinies with %d mutineers of %d soldiers", x.what, tally.Mutinies, tally.Mutineers, tally.Soldiers)
		}
	}
}

// Who leaves are soldiers below the line, in the share of the odds; who is away
// comes back in the share of the other odds, and stays a month; what is on file
// is a part of those who left.
func TestDesertionKeepsItsOdds(t *testing.T) {
	const leaving, recorded, returned, quit = 0.2, 0.3, 0.4, -0.25
	var would, left, filed, away, back float64
	for seed := range uint64(4000) {
		p := anyCollective(random(seed))
		c := p.packed()
		c.Garrison, c.Deserted = true, c.Free()&0xAAAAAAAAAAAAAAAA
		c.File = 0
		before := c
		gone := c.Desert(seed, &Flight{diceOf(1, "test.away", 0), diceOf(1, "test.record", 0), diceOf(1, "test.back", 0),
			chance.OddsOf(leaving), chance.OddsOf(recorded), chance.OddsOf(returned), quit})
		for lane := range Lanes {
			if bit(gone, lane) && !(bit(before.Soldiers(), lane) && before.SupportOf(lane) < quit) {
				t.Fatalf("state %d: lane %d leaves with support %g, a soldier: %t", seed, lane, before.SupportOf(lane), bit(before.Soldiers(), lane))
			}
			if bit(before.Soldiers(), lane) && before.SupportOf(lane) < quit {
				would++
			}
		}
		if c.File&^gone != 0 || gone&^c.Deserted != 0 || c.Deserted&^gone&^before.Deserted != 0 {
			t.Fatalf("state %d: %#x left, %#x away after %#x, %#x on file", seed, gone, c.Deserted, before.Deserted, c.File)
		}
		left += float64(Count(gone))
		filed += float64(Count(c.File))
		away += float64(Count(before.Deserted))
		back += float64(Count(before.Deserted &^ c.Deserted))
	}
	for _, x := range []struct {
		what       string
		got, of, p float64
	}{{"leave", left, would, leaving}, {"are on file", filed, left, recorded}, {"come back", back, away, returned}} {
		if z := (x.got - x.of*x.p) / math.Sqrt(x.of*x.p*(1-x.p)); x.of < 1000 || math.Abs(z) > zBound(3) {
			t.Errorf("%g of %g %s, want a share of %g (%.1f standard deviations)", x.got, x.of, x.what, x.p, z)
		}
	}
}

// Mutineers of a region: as many as wanted or all there are, nobody twice, only
// of mutinous garrisons of the region; more wanted adds to those already named.
func TestMutineersAreExact(t *testing.T) {
	for seed := range uint64(300) {
		r := random(seed)
		m := anyMultitude(r, 4, 6)
		all := 0
		for i := 4; i < 10; i++ {
			all += bits.OnesCount64(m.Collectives[i].Mutineers())
		}
		dice, n := diceOf(seed, "test.mutineer", 0), r.IntN(80)-1
		got := m.Mutineers(1, n, dice)
		if want := plainCountryOf(m).mutineers(1, n, dice); !slices.Equal(got, want) || len(got) != max(min(n, all), 0) {
			t.Fatalf("state %d: %d of %d mutineers: %v, plain %v", seed, n, all, got, want)
		}
		if more := m.Mutineers(1, n+5, dice); !slices.Equal(more[:len(got)], got) {
			t.Fatalf("state %d: five more wanted, and others are named: %v, before %v", seed, more, got)
		}
	}
}
