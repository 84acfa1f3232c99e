package people

import (
	"sort"

	"github.com/fromabove/fromabove/chance"
)

// The plain soldiers.

// muster puts the collective under arms where the share has reached its rank:
// the root of two's multiples modulo one, to 32 bits.
func (c *plainCollective) muster(number int, share float64) {
	const root = 0x6A09E667F3BCC909
	c.garrison = float64(uint64(number+1)*root/(1<<32))/(1<<32) < share
	for lane := range c.persons {
		c.persons[lane].deserted = c.persons[lane].deserted && c.garrison
	}
}

func (c *plainCollective) soldier(p *plainPerson) bool { return c.garrison && p.free() && !p.deserted }
func (c *plainCollective) refuses(p *plainPerson) bool { return c.soldier(p) && p.dissent }

func (c *plainCollective) maskOf(is func(*plainPerson) bool) (mask uint64) {
	for lane := range c.persons {
		if is(&c.persons[lane]) {
			mask += 1 << lane
		}
	}
	return mask
}

// mutinous is whether a quarter or more of the soldiers dissent, and somebody.
func (c *plainCollective) mutinous() bool {
	refuse := c.countOf(c.refuses)
	return refuse > 0 && float64(refuse) >= 0.25*float64(c.countOf(c.soldier))
}

func (c *plainCollective) mutineers() uint64 {
	if !c.mutinous() {
		return 0
	}
	return c.maskOf(c.refuses)
}

func (c *plainCollective) desert(unit uint64, f *Flight) (left uint64) {
	for lane := range c.persons {
		p := &c.persons[lane]
		lot := func(d chance.Dice, odds chance.Odds) bool { return chance.Odds(d.Of(unit).Lane(lane)) < odds }
		switch {
		case p.deserted:
			p.deserted = !lot(f.Back, f.Returned)
		case c.soldier(p) && p.x() < f.Quit && lot(f.Away, f.Leaving):
			p.deserted = true
			p.file = p.file || lot(f.Record, f.Recorded)
			left += 1 << lane
		}
	}
	return left
}

func (c *plainCollective) countGarrison(t *Tally) {
	if !c.garrison {
		return
	}
	t.Garrisons++
	t.Soldiers += c.countOf(c.soldier)
	t.Refusing += c.countOf(c.refuses)
	t.Deserters += c.countOf(func(p *plainPerson) bool { return p.deserted })
	if c.mutinous() {
		t.Mutinies++
		t.Mutineers += c.countOf(c.refuses)
	}
}

// mutineers ranks all mutineers of a region and takes the first n.
func (m *plainCountry) mutineers(region, n int, dice chance.Dice) []Candidate {
	var all []Candidate
	for i := m.regions[region].First; i < m.regions[region].End; i++ {
		c := &m.collectives[i]
		for lane := range c.persons {
			if c.mutinous() && c.refuses(&c.persons[lane]) {
				all = append(all, Candidate{float64(dice.Of(uint64(i)).Lane(lane)), ID(64*i + lane)})
			}
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].Rank != all[j].Rank {
			return all[i].Rank < all[j].Rank
		}
		return all[i].ID < all[j].ID
	})
	return all[:max(0, min(n, len(all)))]
}
