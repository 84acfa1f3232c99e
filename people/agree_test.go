package people

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fromabove/fromabove/chance"
	"pgregory.net/rapid"
)

// bothWays is one act, packed and plain: it draws what it needs from r (the
// same for both) and returns the two answers.
type bothWays struct {
	name string
	do   func(r *rand.Rand, c *Collective, p *plainCollective) (got, want any)
}

// someone is a lane for which is holds, or -1.
func someone(r *rand.Rand, p *plainCollective, is func(*plainPerson) bool) int {
	for i, first := 0, r.IntN(Lanes); i < Lanes; i++ {
		if lane := (first + i) % Lanes; is(&p.persons[lane]) {
			return lane
		}
	}
	return -1
}

// among is a random mask of lanes for which is holds.
func among(r *rand.Rand, p *plainCollective, is func(*plainPerson) bool) (mask uint64) {
	for lane, word := 0, r.Uint64()&r.Uint64(); lane < Lanes; lane++ {
		if bit(word, lane) && is(&p.persons[lane]) {
			mask += 1 << lane
		}
	}
	return mask
}

var personActs = []bothWays{
	{"Born", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		n, b, unit := anyNature(r), birthsOf(r.Uint64(), 0), r.Uint64()
		b.Shift = r.IntN(3) * r.IntN(40)
		lanes := among(r, p, (*plainPerson).vacant)
		c.Born(lanes, unit, n, b)
		p.born(lanes, unit, n, b)
		return nil, nil
	}},
	{"Die", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		lanes := among(r, p, func(x *plainPerson) bool { return x.alive && !x.held })
		c.Die(lanes)
		p.die(lanes)
		return nil, nil
	}},
	{"Perish", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		lanes := among(r, p, func(x *plainPerson) bool { return x.alive })
		c.Perish(lanes)
		p.perish(lanes)
		return nil, nil
	}},
	{"Take", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		if lane := someone(r, p, (*plainPerson).free); lane >= 0 {
			c.Take(lane)
			p.take(lane)
		}
		return nil, nil
	}},
	{"Release", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		if lane := someone(r, p, func(x *plainPerson) bool { return x.held }); lane >= 0 {
			c.Release(lane)
			p.release(lane)
		}
		return nil, nil
	}},
	{"Settle", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		lanes := among(r, p, func(x *plainPerson) bool { return x.alive })
		c.Settle(lanes)
		p.settle(lanes)
		return nil, nil
	}},
	{"Class", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		number, urban, wage := r.IntN(1<<22), oneOf(r, 1, 0, 1), oneOf(r, 1, 0, 1)
		c.Class(number, urban, wage)
		p.class(number, urban, wage)
		return nil, nil
	}},
	{"Muster", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		number, share := r.IntN(1<<22), oneOf(r, 1, 0, 1)
		c.Muster(number, share)
		p.muster(number, share)
		return nil, nil
	}},
	{"Desert", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		c.Garrison = c.Garrison || r.IntN(2) == 0 // garrisons are few
		p.garrison = c.Garrison
		f, unit := anyFlight(r), r.Uint64()
		return c.Desert(unit, f), p.desert(unit, f)
	}},
	{"Soldiers", func(_ *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		return c.Soldiers(), p.maskOf(p.soldier)
	}},
	{"Mutineers", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		for lanes := among(r, p, (*plainPerson).free); lanes != 0; lanes &= lanes - 1 { // mutinies are few
			lane := First(lanes)
			p.persons[lane].dissent, p.persons[lane].acclaim = true, false
			c.Dissent |= 1 << lane
			c.Acclaim &^= 1 << lane
		}
		return c.Mutineers(), p.mutineers()
	}},
	{"Feel", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		k, mood, unit := anyClimate(r), moodOf(r.Uint64(), 0), r.Uint64()
		c.Feel(unit, k, mood)
		p.feel(unit, k, mood)
		return nil, nil
	}},
	{"Age", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		k := anyClimate(r)
		c.Age(k)
		p.age(k)
		return nil, nil
	}},
	{"Act", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		k, mood, unit := anyClimate(r), moodOf(r.Uint64(), 0), r.Uint64()
		c.Act(unit, k, mood)
		p.act(unit, k, mood)
		return nil, nil
	}},
	{"Denouncers", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		k, mood, unit := anyClimate(r), moodOf(r.Uint64(), 0), r.Uint64()
		return c.Denouncers(unit, k, mood), p.denouncers(unit, k, mood)
	}},
	{"Count", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		k := anyClimate(r)
		var got, want Tally
		got.Count(c, k)
		p.count(&want, k)
		return got, want
	}},
	{"Month", func(r *rand.Rand, c *Collective, p *plainCollective) (any, any) {
		k, mood, unit := anyClimate(r), moodOf(r.Uint64(), 0), r.Uint64()
		var got, want Tally
		got.Denouncers = Count(c.Month(unit, k, mood, &got))
		p.age(k)
		p.feel(unit, k, mood)
		p.act(unit, k, mood)
		want.Denouncers = Count(p.denouncers(unit, k, mood))
		p.count(&want, k)
		return got, want
	}},
}

// agree compares the collective and what the act answered.
func agree(got, want any, c *Collective, p *plainCollective) error {
	if got != want {
		return fmt.Errorf("packed %+v, plain %+v", got, want)
	}
	now := plainOf(c)
	for lane := range now.persons {
		if now.persons[lane] != p.persons[lane] {
			return fmt.Errorf("lane %d:\npacked %+v\nplain  %+v", lane, now.persons[lane], p.persons[lane])
		}
	}
	now.persons = p.persons
	if *now != *p {
		now.persons = [Lanes]plainPerson{}
		return fmt.Errorf("the collective differs: packed %+v, plain memory %v mores %v dissenters %d taken %d",
			now, p.memory, p.mores, p.dissenters, p.taken)
	}
	return nil
}

// Every act on 2,000 fixed states, bit for bit.
func TestEveryActAgreesWithThePlainPeople(t *testing.T) {
	for _, act := range personActs {
		t.Run(act.name, func(t *testing.T) {
			changed := 0
			for seed := range uint64(2000) {
				r := random(seed)
				p := anyCollective(r)
				c := p.packed()
				before := c
				got, want := act.do(r, &c, p)
				if err := agree(got, want, &c, p); err != nil {
					t.Fatalf("state %d: %v", seed, err)
				}
				if c != before || got != nil && got != uint64(0) {
					changed++
				}
			}
			if changed < 500 {
				t.Errorf("the act changed only %d of 2000 states: the states do not try it", changed)
			}
		})
	}
}

// Any sequence of acts on any state, bit for bit, and the laws of the masks
// after each.
func TestAnySequenceOfActsAgreesAndKeepsTheLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := random(rapid.Uint64().Draw(t, "state"))
		p := anyCollective(r)
		c := p.packed()
		if law := broken(&c); law != "" {
			t.Fatalf("the state to begin with breaks a law: %s", law)
		}
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(personActs)-1), 1, 40).Draw(t, "acts") {
			gone := c.Gone
			got, want := personActs[i].do(r, &c, p)
			if err := agree(got, want, &c, p); err != nil {
				t.Fatalf("%s: %v", personActs[i].name, err)
			}
			if law := broken(&c); law != "" {
				t.Fatalf("after %s: %s", personActs[i].name, law)
			}
			if gone&^c.Gone != 0 {
				t.Fatalf("after %s: the lanes %#x are no longer gone", personActs[i].name, gone&^c.Gone)
			}
		}
	})
}

// broken names the law that a collective breaks, or nothing.
func broken(c *Collective) string {
	for _, law := range []struct {
		what  string
		lanes uint64
	}{
		{"alive and gone", c.Alive & c.Gone},
		{"held and not alive", c.Held &^ c.Alive},
		{"settled and not alive", c.Settled &^ c.Alive},
		{"held and settled", c.Held & c.Settled},
		{"dissent and acclaim", c.Dissent & c.Acclaim},
		{"an act of somebody not at liberty", (c.Dissent | c.Acclaim) &^ c.Free()},
		{"a party card of somebody not at liberty", c.Party &^ c.Free()},
		{"a deserter who is not at liberty", c.Deserted &^ c.Free()},
		{"vacant and something else", c.Vacant() & (c.Alive | c.Gone)},
		{"a lane in no place", ^(c.Vacant() | c.Free() | c.Held | c.Settled | c.Gone)},
	} {
		if law.lanes != 0 {
			return fmt.Sprintf("%s: lanes %#x", law.what, law.lanes)
		}
	}
	if n := bits.OnesCount64(c.Vacant()) + bits.OnesCount64(c.Free()) + bits.OnesCount64(c.Held) + bits.OnesCount64(c.Settled) + bits.OnesCount64(c.Gone); n != Lanes {
		return fmt.Sprintf("%d places for %d lanes", n, Lanes)
	}
	return ""
}

// pair is a country packed and the same one plain.
type pair struct {
	packed *Multitude
	plain  *plainCountry
	nature *Nature
	seed   uint64
}

// Sixty months of every act in sequence, in a country of 1,216 lanes with three
// regions: the same persons in the same places after every month.
func TestSixtyMonthsAgreeWithThePlainPeople(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		m := New(1, []int{9, 7, 3})
		x := &pair{m, plainCountryOf(m), &Nature{LeaningMean: 0.3, LeaningSpread: 0.3, MarkedShare: 0.1, MarkedShift: 0.25, NationalShare: 0.05, ScrupleSpread: 0.1}, seed}
		x.nature.Prepare()
		var sum Tally
		for month := range 60 {
			k := &Climate{Pace: 13, Burden: 0.2 + 0.4*float64(month%24)/24, MarkedBurden: 0.1, KinGrief: 0.4, MemoryGrief: 0.1, Fading: 0.08, Fright: 0.3,
				Healing: 0.003, Rest: 0.85, Erosion: 0.02, Opportunity: 0.3, Threshold: 0.25, Watch: 0.2, RecruitMores: 0.4,
				Facade: month > 20, Demand: 0.25 * float64(month) / 60, Rate: 0.1, Base: 0.08, Zeal: float64(month) / 60}
			if err := x.month(month, k, &sum); err != nil {
				t.Fatalf("seed %d, month %d: %v", seed, month, err)
			}
		}
		for what, n := range map[string]int{"killed": sum.Gone, "held": sum.Held, "settled": sum.Settled, "dissent": sum.Dissent, "hollow acclaim": sum.Insincere,
			"denouncers": sum.Denouncers, "named": sum.Named, "on file": sum.File, "party": sum.Party, "disturbances": sum.Disturbances,
			"soldiers": sum.Soldiers, "deserters": sum.Deserters, "soldiers who dissent": sum.Refusing, "mutineers": sum.Mutineers} {
			if n < 20 {
				t.Errorf("seed %d: only %d person-months of %s in 60 months: the month does not try them", seed, n, what)
			}
		}
	}
}

// month lets both countries live a month, act by act, and compares them. The
// rules that choose lanes here stand for the institutions.
func (x *pair) month(month int, k *Climate, sum *Tally) error {
	dice := func(d chance.Decision) chance.Dice { return diceOf(x.seed, d, month) }
	mood, births := moodOf(x.seed, month), birthsOf(x.seed, month)
	births.Shift = int(k.Burden * 32)
	var denouncers []ID
	for i := range x.packed.Collectives {
		c, p, unit := &x.packed.Collectives[i], &x.plain.collectives[i], uint64(i)
		odds := func(d chance.Decision, p float64) uint64 { return dice(d).Of(unit).Mask(chance.OddsOf(p), ^uint64(0)) }
		c.Class(i, 0.2+float64(month)/200, 0.1+float64(month)/200)
		p.class(i, 0.2+float64(month)/200, 0.1+float64(month)/200)
		c.Muster(i, 0.4-float64(month)/200)
		p.muster(i, 0.4-float64(month)/200)
		dead := odds("test.death", 0.01) & c.Alive &^ c.Held
		c.Die(dead)
		p.die(dead)
		born := odds("test.birth", 0.2) & c.Vacant()
		c.Born(born, unit, x.nature, births)
		p.born(born, unit, x.nature, births)
		for lane := range Lanes { // the party admits
			if q := &p.persons[lane]; q.free() && q.support >= 32 && happens(dice("test.admit").Of(unit), lane, 0.05) {
				q.party = true
				c.Party |= 1 << lane
			}
		}
		c.Age(k)
		p.age(k)
		c.Feel(unit, k, mood)
		p.feel(unit, k, mood)
		c.Act(unit, k, mood)
		p.act(unit, k, mood)
		who, want := c.Denouncers(unit, k, mood), p.denouncers(unit, k, mood)
		if who != want {
			return fmt.Errorf("collective %d: denouncers %#x, plain %#x", i, who, want)
		}
		for ; who != 0; who &= who - 1 {
			denouncers = append(denouncers, At(i, First(who)))
		}
		flight := &Flight{dice("test.away"), dice("test.record"), dice("test.back"), chance.OddsOf(0.1), chance.OddsOf(0.5), chance.OddsOf(0.2), 0}
		if left, want := c.Desert(unit, flight), p.desert(unit, flight); left != want {
			return fmt.Errorf("collective %d: %#x desert, plain %#x", i, left, want)
		}
		lost := odds("test.camp", 0.02) & (c.Held | c.Settled)
		c.Perish(lost)
		p.perish(lost)
	}
	for _, who := range denouncers { // the denounced come on file, the named are named
		for n := range 3 {
			unit := dice("test.target").Of(uint64(who))
			id, ok := x.packed.Acquaintance(who, unit, 4*n)
			if plain, found := x.plain.acquaintance(who, unit, 4*n); id != plain || ok != found {
				return fmt.Errorf("person %d knows %d (%t), plain %d (%t)", who, id, ok, plain, found)
			}
			if !ok {
				continue
			}
			if a, b := x.packed.Look(id), x.plain.look(id); a != b {
				return fmt.Errorf("person %d looks %d, plain %d", id, a, b)
			} else if c, p := &x.packed.Collectives[id.Collective()], x.plain.person(id); b > 0 {
				c.File |= 1 << id.Lane()
				p.file = true
			} else {
				c.Named |= 1 << id.Lane()
				p.named = true
			}
		}
	}
	if err := x.arrest(month, k, dice("test.arrest"), dice("test.sentence")); err != nil {
		return err
	}
	var got, want Tally
	for i := range x.packed.Collectives {
		got.Count(&x.packed.Collectives[i], k)
		x.plain.collectives[i].count(&want, k)
		if err := agree(nil, nil, &x.packed.Collectives[i], &x.plain.collectives[i]); err != nil {
			return fmt.Errorf("collective %d: %w", i, err)
		}
		if law := broken(&x.packed.Collectives[i]); law != "" {
			return fmt.Errorf("collective %d: %s", i, law)
		}
	}
	if got != want {
		return fmt.Errorf("census %+v, plain %+v", got, want)
	}
	if a, b := x.packed.CountPlaces(2), x.plain.places(); a != b {
		return fmt.Errorf("places %+v, plain %+v", a, b)
	}
	got.Denouncers = len(denouncers)
	sum.Add(&got)
	return nil
}

// arrest picks in every region, takes, and sentences: killed, settled with the
// family, held, or released.
func (x *pair) arrest(month int, k *Climate, pick, sentence chance.Dice) error {
	for region := range x.packed.Regions { // the mutineers first
		got, want := x.packed.Mutineers(region, 2, pick), x.plain.mutineers(region, 2, pick)
		if !slices.Equal(got, want) {
			return fmt.Errorf("region %d: mutineers %v, plain %v", region, got, want)
		}
		for _, who := range got {
			x.packed.Collectives[who.ID.Collective()].Take(who.ID.Lane())
			x.plain.collectives[who.ID.Collective()].take(who.ID.Lane())
		}
	}
	w := &Weights{Dissent: 1, Named: 0.7, File: 0.3, Marked: 0.1, National: 0.2, Insincere: 0.01}
	for region := range x.packed.Regions {
		tally := x.packed.tallyOf(region, k)
		n := 1 + (month+region)%4
		got, want := x.packed.Pick(region, n, pick, w, w.Total(&tally)), x.plain.pick(region, n, pick, w)
		if !slices.Equal(got, want) {
			return fmt.Errorf("region %d: picked %v, plain %v", region, got, want)
		}
		for _, who := range got {
			x.packed.Collectives[who.ID.Collective()].Take(who.ID.Lane())
			x.plain.collectives[who.ID.Collective()].take(who.ID.Lane())
		}
		for _, who := range got {
			lane := who.ID.Lane()
			c, p := &x.packed.Collectives[who.ID.Collective()], &x.plain.collectives[who.ID.Collective()]
			switch sentence.Of(uint64(who.ID)).Below(0, 5) {
			case 0:
				c.Perish(1 << lane)
				p.perish(1 << lane)
			case 1:
				family := 1<<lane | Roof(lane)&c.Free()
				c.Settle(family)
				p.settle(family)
			case 2:
				c.Release(lane)
				p.release(lane)
			}
		}
	}
	return nil
}
