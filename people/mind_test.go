package people

import (
	"math"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// tableError is what stat.Decay promises, twice: risk has one reading of the
// table in it and fear, within it, another.
const tableError = 4e-5

// spectrum is a collective with every nerve on 64 lanes at one support.
func spectrum(support int) Collective {
	c := alike(32, support)
	for lane := range Lanes {
		write(c.Nerve[:], lane, lane%16)
	}
	return c
}

// With fear and vigilance zero, dissent is the rule of Epstein's Model I,
// grievance - risk aversion x probability of arrest > threshold, with
// P = 1 - exp(-k C/A) (the dissenter himself counts among A) and the floor of
// C/A left out; fear shifts it as model and comment say. P is computed here with
// math.Exp; who stands within the error of the table of the line may fall on
// either side.
func TestDissentIsEpsteinsRule(t *testing.T) {
	mood := moodOf(3, 0)
	dissents, near := 0, 0
	for _, threshold := range []float64{0, 0.1, 0.43} {
		for _, watch := range []float64{0, 0.05, 0.7, 2.3, 11, 60} {
			for _, dissenters := range []int{0, 1, 5, 40, 64} {
				for _, memory := range []float32{0, 0.3, 2} {
					k := &Climate{Opportunity: 1, Threshold: threshold, Watch: watch, Fright: 0.7}
					fear := 1 - math.Exp(-0.7*float64(memory))
					a := 100 * float64(dissenters) / Lanes
					p := 1 - math.Exp(-watch*(1+2*fear)/(1+a))
					for support := range 64 {
						c := spectrum(support)
						c.Dissenters, c.Memory = uint8(dissenters), memory
						c.Act(9, k, mood)
						for lane := range Lanes {
							grievance, net := -supportAt(support), (float64(lane%16)+0.5)/16*p
							margin := grievance - net - fear/2 - threshold
							if slack := tableError * (1.5 + 2*watch/(1+a)); memory > 0 && math.Abs(margin) <= slack || math.Abs(margin) <= tableError {
								near++
								continue
							}
							if got := bit(c.Dissent, lane); got != (margin > 0) {
								t.Fatalf("support %g, nerve %d, P = %g, F = %g, T = %g: dissents %t, margin %g",
									supportAt(support), lane%16, p, fear, threshold, got, margin)
							} else if got {
								dissents++
							}
						}
					}
				}
			}
		}
	}
	if dissents < 50_000 || near > 20_000 {
		t.Errorf("%d dissent, %d are too near to tell: the cases do not try the rule", dissents, near)
	}
}

// Felt risk and fear are the exponential to within the error of the table.
func TestFearIsTheExponential(t *testing.T) {
	worst := 0.0
	for i := range 20_000 {
		c := Collective{Memory: float32(i) / 1000}
		k := &Climate{Fright: 1}
		worst = max(worst, math.Abs(c.fear(k)-(1-math.Exp(-float64(c.Memory)))))
	}
	if worst > tableError || worst == 0 {
		t.Errorf("fear is off by up to %g, the promise is %g", worst, tableError)
	}
}

// Exactly on the line nobody acts: the rules say more than, not at least.
func TestOnTheLineIsNotOverIt(t *testing.T) {
	mood := moodOf(4, 0)
	for support := range 32 {
		x := supportAt(support)
		for _, at := range []struct {
			threshold float64
			want      bool
		}{{-x, false}, {math.Nextafter(-x, 0), true}, {math.Nextafter(-x, 1), false}} {
			c := alike(32, support)
			c.Act(1, &Climate{Opportunity: 1, Threshold: at.threshold}, mood)
			if got := c.Dissent != 0; got != at.want {
				t.Errorf("support %g at threshold %g: dissents %t", x, at.threshold, got)
			}
			c = alike(32, support) // nerve 1/32, and an arrest certain
			c.Act(1, &Climate{Opportunity: 1, Threshold: at.threshold - 1.0/32, Watch: 100}, mood)
			if got := c.Dissent != 0; got != at.want && math.Abs(x) > 1.0/16 {
				t.Errorf("support %g at threshold %g and certain arrest: dissents %t", x, at.threshold-1.0/32, got)
			}
		}
		for _, quarter := range []int{0, 1, 2, 3} { // demand times (1/2 + R) equals -x
			c := alike(32, support)
			for lane := range Lanes {
				write(c.Nerve[:], lane, 4*quarter+1)
			}
			pull := 0.5 + (float64(quarter)+0.5)/4
			demand := -x / pull
			if demand*pull != -x {
				continue
			}
			c.Act(1, &Climate{Facade: true, Demand: demand}, mood)
			if c.Acclaim != 0 {
				t.Errorf("support %g: acclaims under a pressure of just %g", x, demand*pull)
			}
			c.Act(1, &Climate{Facade: true, Demand: demand * 1.0001}, mood)
			if c.Acclaim != ^uint64(0) {
				t.Errorf("support %g: does not acclaim under a pressure above %g", x, demand*pull)
			}
		}
	}
}

// Without a facade only the sincere acclaim, whatever is demanded.
func TestWithoutAFacadeAcclaimIsSincere(t *testing.T) {
	for seed := range uint64(300) {
		r := random(seed)
		c, k := anyCollective(r).packed(), anyClimate(r)
		k.Facade = false
		c.Act(seed, k, moodOf(seed, 0))
		if hollow := c.Acclaim &^ c.Support[5]; hollow != 0 {
			t.Fatalf("state %d: lanes %#x acclaim below zero support", seed, hollow)
		}
		if silent := c.Free() & c.Support[5] &^ (c.Acclaim | c.Dissent); silent != 0 {
			t.Fatalf("state %d: lanes %#x are silent above zero support", seed, silent)
		}
	}
}

// The sieve of Denouncers lets nobody through its meshes: at the least rate at
// which the plain rule makes a person of the least scruple denounce, he does,
// and one step of the floating point below it he does not.
func TestDenouncersAtTheEdge(t *testing.T) {
	mood := moodOf(6, 0)
	for _, mores := range []float32{0, 0.2, 0.35, 0.5, 0.8, 1} {
		for lane := range Lanes {
			c := alike(32, 32)
			c.Mores = mores
			for other := range Lanes {
				write(c.Nerve[:], other, 15)
			}
			p := plainOf(&c)
			k := &Climate{Base: 0.08, Zeal: 0.6}
			plain := func(rate float64) bool {
				k.Rate = rate
				return happens(mood.Denounce.Sparse(8), lane, p.informRate(&p.persons[lane], k))
			}
			low, high := 0.0, 1000.0
			for math.Nextafter(low, high) != high {
				if middle := low + (high-low)/2; plain(middle) {
					high = middle
				} else {
					low = middle
				}
			}
			for rate, want := range map[float64]bool{low: false, high: true} {
				k.Rate = rate
				if got := bit(c.Denouncers(8, k, mood), lane); got != want {
					t.Errorf("mores %g, lane %d, rate %g: denounces %t, by the rule %t", mores, lane, rate, got, want)
				}
			}
		}
	}
}

// Denunciations per month are as the rates say: 262,144 persons, bound at one
// in a million.
func TestDenunciationsComeAtTheirRate(t *testing.T) {
	const collectives = 4096
	k := &Climate{Rate: 0.02, Base: 0.08, Zeal: 0.5, Fright: 1}
	mood := moodOf(11, 0)
	got, want, variance := 0, 0.0, 0.0
	for unit := range uint64(collectives) {
		c := spectrum(int(unit % 64))
		c.Mores, c.Memory = float32(unit%8)/8, float32(unit%3)
		got += Count(c.Denouncers(unit, k, mood))
		p := plainOf(&c)
		for lane := range Lanes {
			rate := p.informRate(&p.persons[lane], k)
			want += rate
			variance += rate * (1 - rate)
		}
	}
	if z := (float64(got) - want) / math.Sqrt(variance); math.Abs(z) > zBound(1) {
		t.Errorf("%d denounce, want %.1f: z = %.2f", got, want, z)
	}
}

// Memory of arrests settles where inflow and fading are equal, mores at their
// rest, and both in the time their rates say.
func TestMemoryAndMoresSettle(t *testing.T) {
	c := Collective{Alive: 1<<50 - 1, Mores: 0.2}
	k := &Climate{Fading: 0.1, Healing: 0.05, Rest: 0.8, Erosion: 0.03}
	for range 400 {
		c.Taken = 3
		c.Age(k)
	}
	if want := 100 * 3.0 / 50 / 0.1; math.Abs(float64(c.Memory)-want) > 1e-4 {
		t.Errorf("memory settles at %g, want %g arrests per 100", c.Memory, want)
	}
	if want := 0.05 * 0.8 / (0.05 + 0.03); math.Abs(float64(c.Mores)-want) > 1e-5 {
		t.Errorf("mores settle at %g, want %g", c.Mores, want)
	}
	memory, months := float64(c.Memory), 0
	for ; c.Memory != 0 && months < 1000; months++ {
		c.Age(k)
	}
	if want := math.Log(1e-3/memory) / math.Log(0.9); math.Abs(float64(months)-want) > 1 {
		t.Errorf("memory %g is gone after %d months, want %.1f", memory, months, want)
	}
}

// The dice of a person are his own: what the others are, or whether they live,
// changes neither his feelings nor whether he has the opportunity to act.
func TestNobodyElseMovesAPersonsDice(t *testing.T) {
	for seed := range uint64(300) {
		r := random(seed)
		a, k, mood := anyCollective(r).packed(), anyClimate(r), moodOf(seed, 0)
		k.Watch = 0 // felt risk is shared on purpose: it counts dissenters
		b := anyBits(r)
		lane := r.IntN(Lanes)
		one := uint64(1) << lane
		b.Memory, b.Mores = a.Memory, a.Mores
		from, _ := yesses(&a, &plainPerson{})
		to, _ := yesses(&b, &plainPerson{})
		for i := range from {
			*to[i] = *to[i]&^one | *from[i]&one
		}
		planes, _ := numbers(&a, &plainPerson{})
		others, _ := numbers(&b, &plainPerson{})
		for i := range planes {
			write(others[i], lane, level(planes[i], lane))
		}
		for _, c := range []*Collective{&a, &b} {
			c.Feel(seed, k, mood)
			c.Act(seed, k, mood)
		}
		if x, y := plainOf(&a).persons[lane], plainOf(&b).persons[lane]; x != y {
			t.Fatalf("state %d: the same person is %+v among some and %+v among others", seed, x, y)
		}
		if x, y := a.Denouncers(seed, k, mood)&one, b.Denouncers(seed, k, mood)&one; x != y {
			t.Fatalf("state %d: the same person denounces among some and not among others", seed)
		}
	}
}

// Opportunity comes to its share of those who would dissent.
func TestOpportunityComesToItsShare(t *testing.T) {
	const collectives = 4096
	for i, p := range []float64{0, 0.01, 0.125, 0.5, 1} {
		n := 0
		for unit := range uint64(collectives) {
			c := alike(0, 0)
			c.Act(unit, &Climate{Opportunity: p}, &Mood{Act: diceOf(13, chance.Decision("test.act"), i)})
			n += int(c.Dissenters)
		}
		size := float64(collectives * Lanes)
		if se := math.Sqrt(p * (1 - p) / size); math.Abs(float64(n)/size-p) > zBound(5)*se {
			t.Errorf("%.5f of the discontented dissent, want %g", float64(n)/size, p)
		}
	}
}
