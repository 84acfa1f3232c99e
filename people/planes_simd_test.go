//go:build goexperiment.simd && amd64

package people

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"simd/archsimd"
	"testing"

	"github.com/fromabove/fromabove/stat"
)

// withVectors skips where the processor has none.
func withVectors(t *testing.T) *rand.Rand {
	t.Helper()
	if !vectors {
		t.Skip("this processor has no AVX-512: the vectors are not used")
	}
	return random(51)
}

// Turned, word w of collective i is at w and i, for every row; what the minds have
// come to goes back to where it was read.
func TestRowsAreTurned(t *testing.T) {
	r := withVectors(t)
	var cs [8]Collective
	for i := range cs {
		cs[i] = anyCollective(r).packed()
	}
	before := cs
	var e eight
	e.read(&cs)
	for i := range cs {
		c := &cs[i]
		for _, x := range []struct {
			name string
			row  *row
			want [8]uint64
		}{
			{"minds", &e.minds, [8]uint64{c.Dissent, c.Acclaim, c.Support[0], c.Support[1], c.Support[2], c.Support[3], c.Support[4], c.Support[5]}},
			{"signs", &e.signs, [8]uint64{c.Alive, c.Held, c.Settled, c.Marked, c.National, c.File, c.Named, c.Party}},
			{"settling", &e.settling, [8]uint64{c.Leaning[0], c.Leaning[1], c.Leaning[2], c.Leaning[3], c.Leaning[4], c.Leaning[5], c.Kin, c.Gone}},
			{"nature", &e.nature, [8]uint64{c.Nerve[0], c.Nerve[1], c.Nerve[2], c.Nerve[3], c.Scruple[0], c.Scruple[1], c.Scruple[2], c.Deserted}},
		} {
			for w := range x.want {
				if x.row[w][i] != x.want[w] {
					t.Errorf("%s: word %d of collective %d is %#x, want %#x", x.name, w, i, x.row[w][i], x.want[w])
				}
			}
		}
	}
	feelings, signs := shared(&cs)
	var pairs [2][8]uint64
	feelings.Store(&pairs[0])
	signs.Store(&pairs[1])
	for i := range cs {
		c := &cs[i]
		want := [2]uint64{uint64(math.Float32bits(c.Memory)) | uint64(math.Float32bits(c.Mores))<<32,
			uint64(c.Dissenters) | uint64(c.Taken)<<8 | uint64(c.Region)<<16 |
				uint64(one(c.Town))<<townDigit | uint64(one(c.Garrison))<<garrisonDigit | uint64(one(c.Workplace))<<workplaceDigit}
		if got := [2]uint64{pairs[0][i], pairs[1][i]}; got != want {
			t.Errorf("collective %d shares %#x, want %#x", i, got, want)
		}
	}
	e.write(&cs)
	share(&cs, feelings, signs)
	if cs != before {
		t.Error("read and written, the collectives are others")
	}
	e.read(&cs)
	for i := range cs {
		e.minds[supportWord+3][i] = uint64(i + 1)
	}
	e.write(&cs)
	for i := range cs {
		if before[i].Support[3] = uint64(i + 1); cs[i] != before[i] {
			t.Errorf("collective %d: one plane was changed, and it is %+v, want %+v", i, cs[i], before[i])
		}
	}
}

// Of each element the vectors reckon what is reckoned of one: at the ends of the
// scales and beyond them too.
func TestVectorsReckonAsOne(t *testing.T) {
	r := withVectors(t)
	ends := []float64{-1, 1, 0, math.Copysign(0, -1), -63.0 / 64, 63.0 / 64, -1.0 / 64, 1.0 / 64, 1e9, -1e9, 0.5 / 512, maxBurden / 512.0}
	for range 5000 {
		var x [8]float64
		var words, level, load, ones, listed [8]uint64
		for i := range x {
			x[i] = 4*r.Float64() - 2
			switch r.IntN(6) {
			case 0:
				x[i] = ends[r.IntN(len(ends))]
			case 1: // at a level, and next to it
				x[i] = math.Nextafter(supportAt(r.IntN(supportLevels)), float64(2*r.IntN(2)-1))
			}
			words[i] = r.Uint64() & r.Uint64() >> r.IntN(64)
		}
		v := archsimd.LoadFloat64x8(&x)
		supportLevel8(v).Store(&level)
		heavy8(v).Store(&load)
		ones8(archsimd.LoadUint64x8(&words)).Store(&ones)
		onesByTable8(archsimd.LoadUint64x8(&words)).Store(&listed)
		e, lost := new(eight), x
		for i := range lost {
			lost[i] = [...]float64{x[i], 8 * x[i], 1 / x[i], 16, math.Nextafter(16, 0), math.Inf(1)}[r.IntN(6)]
		}
		fears := lost
		e.lose(&lost)
		for i := range x {
			if want := supportLevel(x[i]); level[i] != uint64(want) {
				t.Fatalf("level of %v: %d, want %d", x[i], level[i], want)
			}
			if want := heavy(x[i]); load[i] != uint64(want) {
				t.Fatalf("load of %v: %d, want %d", x[i], load[i], want)
			}
			if want := 1 - stat.Decay(fears[i]); lost[i] != want {
				t.Fatalf("1 - decay of %v: %v, want %v", fears[i], lost[i], want)
			}
			if want := uint64(bits.OnesCount64(words[i])); ones[i] != want || listed[i] != want {
				t.Fatalf("ones of %#x: %d, by table %d, want %d", words[i], ones[i], listed[i], want)
			}
		}
	}
}
