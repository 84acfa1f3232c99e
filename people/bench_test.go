package people

import (
	"runtime"
	"testing"
)

// The people's pass of a month in three forms, side by side in one run:
//
//	BenchmarkMonth  packed, on one worker and on all
//	BenchmarkPlain  the plain reference: the same dice, read person by person
//	BenchmarkFine   one person at a time in floating point with an ordinary
//	                generator and fewer acts, as a plain program would have it
//
// Each reports person-months a second; Month over Plain is what packing gains
// with the same results, Month over Fine what it gains over plain speed.

func benchmarkClimate() *Climate {
	k := &Climate{Pace: 13, Burden: 0.28, MarkedBurden: 0.08, KinGrief: 0.4, MemoryGrief: 0.1, Fading: 0.08, Fright: 1,
		Healing: 0.0028, Rest: 0.85, Erosion: 0.005, Opportunity: 0.1, Threshold: 0.43, Watch: 0.5, RecruitMores: 0.1,
		Facade: true, Demand: 0.1, Rate: 1.2e-3, Base: 0.08, Zeal: 0.4}
	k.Prepare()
	return k
}

// settled is a country of collectives in which a few have been arrested.
func settled(collectives int) *Multitude {
	m := New(1, []int{collectives})
	n := &Nature{LeaningMean: 0.40, LeaningSpread: 0.25, MarkedShare: 0.045, MarkedShift: 0.25, NationalShare: 0.017, ScrupleSpread: 0.1}
	n.Prepare()
	births := birthsOf(1, 0)
	births.Shift = 9
	for i := range m.Collectives {
		c := &m.Collectives[i]
		c.Born(^uint64(0)>>4, uint64(i), n, births)
		c.Mores = 0.7
		if i%4 == 0 {
			c.Take(i / 4 % 60)
		}
	}
	return m
}

func reportPersons(b *testing.B, persons int) {
	b.ReportMetric(float64(b.N)*float64(persons)/b.Elapsed().Seconds(), "person-months/s")
}

func BenchmarkMonth(b *testing.B) {
	for _, c := range []struct {
		name    string
		workers int
	}{{"one", 1}, {"all", runtime.GOMAXPROCS(0)}} {
		b.Run(c.name, func(b *testing.B) {
			m := settled(1 << 14)
			parts, found := make([]Tally, len(m.Blocks)), make([][]ID, len(m.Blocks))
			k, month := benchmarkClimate(), 0
			b.ReportAllocs()
			for b.Loop() {
				monthOf(m, c.workers, k, moodOf(1, month), parts, found)
				month++
			}
			reportPersons(b, parts[0].Alive*len(m.Collectives)/parts[0].Collectives)
		})
	}
}

func BenchmarkPlain(b *testing.B) {
	m := plainCountryOf(settled(1 << 8))
	k, month := benchmarkClimate(), 0
	var tally Tally
	for b.Loop() {
		mood := moodOf(1, month)
		tally = Tally{}
		for i := range m.collectives {
			c := &m.collectives[i]
			c.age(k)
			c.feel(uint64(i), k, mood)
			c.act(uint64(i), k, mood)
			for lanes := c.denouncers(uint64(i), k, mood); lanes != 0; lanes &= lanes - 1 {
				tally.Denouncers++
			}
			c.count(&tally, k)
		}
		month++
	}
	reportPersons(b, tally.Alive)
}

func BenchmarkFine(b *testing.B) {
	r, k := random(1), benchmarkClimate()
	n := &Nature{LeaningMean: 0.40, LeaningSpread: 0.25, MarkedShare: 0.045, MarkedShift: 0.25}
	people := make([]fineCollective, 1<<12)
	for i := range people {
		people[i] = bornFine(r, n, 0.28)
	}
	dissenters := 0
	for b.Loop() {
		for i := range people {
			people[i].live(r, k)
			dissenters += people[i].dissenters
		}
	}
	if dissenters == 0 {
		b.Error("nobody dissents: the climate does not try the acts")
	}
	reportPersons(b, Lanes*len(people))
}

func BenchmarkPick(b *testing.B) {
	m := settled(1 << 14)
	k, w := benchmarkClimate(), &Weights{Dissent: 1, Named: 0.8, File: 0.3, Marked: 0.2, National: 0.1, Insincere: 0.01}
	parts, found := make([]Tally, len(m.Blocks)), make([][]ID, len(m.Blocks))
	monthOf(m, 1, k, moodOf(1, 0), parts, found)
	tally := m.tallyOf(0, k)
	month := 0
	for b.Loop() {
		if got := m.Pick(0, 200, diceOf(1, "test.arrest", month), w, w.Total(&tally)); len(got) != 200 {
			b.Fatalf("picked %d", len(got))
		}
		month++
	}
	reportPersons(b, tally.Alive)
}
