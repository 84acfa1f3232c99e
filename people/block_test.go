package people

import (
	"slices"
	"testing"

	"github.com/fromabove/fromabove/chance"
)

// anyBlock is a country of one block of 59 collectives in any state, of which
// vectors take 56; and the same again.
func anyBlock(seed uint64) (m, same *Multitude) {
	r := random(seed)
	m, same = New(1, []int{59}), New(1, []int{59})
	for i := range m.Collectives {
		m.Collectives[i] = anyCollective(r).packed()
	}
	copy(same.Collectives, m.Collectives)
	return m, same
}

// The month of a block is the month of its collectives one by one, however many
// are done at once: the same bits, tallies and denouncers.
func TestTheMonthOfABlockIsThatOfItsCollectives(t *testing.T) {
	denouncers, acclaim := 0, 0
	for seed := range uint64(400) {
		r := random(1000 + seed)
		m, want := anyBlock(seed)
		k, arms, mood := anyClimate(r), anyClimate(r), moodOf(r.Uint64(), 0)
		var got, tally Tally
		found := m.Month(m.Blocks[0], k, arms, mood, &got, nil)
		var who []ID
		for n := range want.Collectives {
			c, climate := &want.Collectives[n], k
			if c.Garrison {
				climate = arms
			}
			for lanes := c.Month(uint64(n), climate, mood, &tally); lanes != 0; lanes &= lanes - 1 {
				who = append(who, At(n, First(lanes)))
			}
		}
		for n := range want.Collectives {
			if m.Collectives[n] != want.Collectives[n] {
				t.Fatalf("state %d, collective %d:\nblock %+v\nalone %+v", seed, n, m.Collectives[n], want.Collectives[n])
			}
		}
		if got != tally || !slices.Equal(found, who) {
			t.Fatalf("state %d: %d denouncers, want %d; tally %+v, want %+v", seed, len(found), len(who), got, tally)
		}
		denouncers, acclaim = denouncers+len(who), acclaim+tally.Insincere
	}
	if denouncers < 1000 || acclaim < 1000 {
		t.Errorf("%d denouncers, %d hollow acclaims: the states do not try it", denouncers, acclaim)
	}
}

// Births and deaths of a block are those of its collectives one by one.
func TestTheTurnoverOfABlockIsThatOfItsCollectives(t *testing.T) {
	sum := Toll{}
	for seed := range uint64(400) {
		r := random(2000 + seed)
		m, want := anyBlock(seed)
		v := &Turnover{Death: diceOf(r.Uint64(), "test.death", 0), Dying: chance.OddsOf(oneOf(r, 0.1, 0, 0.002, 1)),
			Birth:  diceOf(r.Uint64(), "test.birth", 0).Drawing(chance.OddsOf(oneOf(r, 1, 0, 0.05, 1))),
			Nature: anyNature(r), Births: birthsOf(r.Uint64(), 0)}
		urban, wage := r.Float64(), r.Float64()
		m.Classify(urban, wage)
		got := m.Live(m.Blocks[0], v)
		var toll Toll
		for n := range want.Collectives {
			c, unit := &want.Collectives[n], uint64(n)
			c.Class(n, urban, wage)
			dead := v.Death.Sparse(unit).Mask(v.Dying, c.Alive&^c.Held)
			toll.AtLiberty += Count(dead &^ c.Settled)
			toll.Settled += Count(dead & c.Settled)
			c.Die(dead)
			born := v.Birth.Of(unit, c.Vacant())
			toll.Born += Count(born)
			c.Born(born, unit, v.Nature, v.Births)
		}
		if got != toll || !slices.Equal(m.Collectives, want.Collectives) {
			t.Fatalf("state %d: %+v, want %+v, and the same collectives: %t", seed, got, toll, slices.Equal(m.Collectives, want.Collectives))
		}
		sum.AtLiberty, sum.Settled, sum.Born = sum.AtLiberty+toll.AtLiberty, sum.Settled+toll.Settled, sum.Born+toll.Born
	}
	if sum.AtLiberty < 1000 || sum.Settled < 1000 || sum.Born < 1000 {
		t.Errorf("%+v: the states do not try it", sum)
	}
}

// A throw for every lane falls where each lane's own number says.
func TestThrowFallsWhereTheLanesSay(t *testing.T) {
	m := New(1, []int{40, 27})
	fallen := 0
	for seed := range uint64(200) {
		r := random(seed)
		dice, p := diceOf(seed, "test.throw", 0), chance.OddsOf(oneOf(r, 0.01, 0, 1e-4, 0.3, 1))
		got := make(map[int]uint64)
		m.Throw(m.Regions[1], dice, p, func(number int, lanes uint64) { got[number] = lanes })
		for n := range 80 {
			want := uint64(0)
			if n >= 40 && n < 67 {
				for lane := range Lanes {
					if chance.Odds(dice.Sparse(uint64(n)).Lane(lane)) < p {
						want |= 1 << lane
					}
				}
			}
			if got[n] != want {
				t.Fatalf("seed %d, odds %d: collective %d has %#x, want %#x", seed, p, n, got[n], want)
			}
			fallen += Count(want)
		}
	}
	if fallen < 1000 {
		t.Errorf("only %d lanes fell", fallen)
	}
}

// Work that was put off is done along with the next pass, once, before that
// pass's own, and what follows it comes after; till then nobody is looked at.
func TestWorkPutOffGoesAlongWithTheNextPass(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		m := New(1, []int{blockSize + 1, 3})
		order := make([][]string, len(m.Blocks))
		after := 0
		m.Later(func(i int, _ Block) { order[i] = append(order[i], "later") }, func() {
			for i := range order {
				after += len(order[i])
			}
		})
		for what, look := range map[string]func(){
			"another":   func() { m.Later(nil, nil) },
			"a pick":    func() { m.Pick(0, 1, diceOf(1, "test.pick", 0), &Weights{Dissent: 1}, 1) },
			"somebody":  func() { m.Acquaintance(1, diceOf(1, "test.who", 0).Of(1), 0) },
			"the guard": m.Done,
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s is looked at before the work is done", what)
					}
				}()
				look()
			}()
		}
		m.Pass(workers, func(i int, _ Block) { order[i] = append(order[i], "pass") })
		m.CatchUp(workers)
		m.Done()
		for i := range order {
			if !slices.Equal(order[i], []string{"later", "pass"}) {
				t.Errorf("%d workers, block %d: %v", workers, i, order[i])
			}
		}
		if after != 2*len(m.Blocks) {
			t.Errorf("%d workers: what follows saw %d pieces of work, want %d", workers, after, 2*len(m.Blocks))
		}
	}
}
