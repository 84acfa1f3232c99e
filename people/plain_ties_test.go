package people

import (
	"sort"

	"github.com/fromabove/fromabove/chance"
)

// plainCountry is a plain multitude.
type plainCountry struct {
	collectives []plainCollective
	regions     []Span
}

// plainCountryOf unpacks a multitude.
func plainCountryOf(m *Multitude) *plainCountry {
	out := &plainCountry{regions: m.Regions}
	for i := range m.Collectives {
		out.collectives = append(out.collectives, *plainOf(&m.Collectives[i]))
	}
	return out
}

func (m *plainCountry) person(id ID) *plainPerson { return &m.collectives[id/64].persons[id%64] }

// weight is how strongly the signs of a person count, in the order of Weights.
func (p *plainPerson) weight(w *Weights) float64 {
	sum := 0.0
	for _, sign := range []struct {
		on    bool
		value float64
	}{
		{p.dissent, w.Dissent}, {p.named, w.Named}, {p.file, w.File}, {p.marked, w.Marked}, {p.national, w.National},
		{p.acclaim && p.support < 32, w.Insincere},
	} {
		if sign.on {
			sum += sign.value
		}
	}
	return sum
}

// pick ranks everybody at liberty who carries a weight by u/w and takes the
// first n.
func (m *plainCountry) pick(region, n int, dice chance.Dice, w *Weights) []Candidate {
	var all []Candidate
	for i := m.regions[region].First; i < m.regions[region].End; i++ {
		for lane := range Lanes {
			p := &m.collectives[i].persons[lane]
			if weight := p.weight(w); p.free() && weight > 0 {
				all = append(all, Candidate{float64(dice.Of(uint64(i)).Lane(lane)) / weight, ID(64*i + lane)})
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

// acquaintance draws from the household with 0.2, from the collective with 0.6,
// else from a collective of the region.
func (m *plainCountry) acquaintance(who ID, unit chance.Unit, k int) (ID, bool) {
	home := int(who) / 64
	at, word, sameRoof := home, k+1, false
	switch u := unit.Uniform(k); {
	case u < 0.2:
		sameRoof = true
	case u >= 0.8:
		region := m.regions[m.collectives[home].region]
		at, word = region.First+unit.Below(k+2, region.End-region.First), k+3
	}
	var known []ID
	for lane := range Lanes {
		id := ID(64*at + lane)
		if m.person(id).free() && id != who && (!sameRoof || id/4 == who/4) {
			known = append(known, id)
		}
	}
	if len(known) == 0 {
		return 0, false
	}
	return known[unit.Below(word, len(known))], true
}

func (m *plainCountry) look(id ID) int {
	if p := m.person(id); p.dissent {
		return 2
	} else if p.acclaim {
		return 0
	}
	return 1
}

func (m *plainCountry) places() (p Places) {
	for i := range m.collectives {
		for lane := range Lanes {
			switch x := &m.collectives[i].persons[lane]; {
			case x.gone:
				p.Gone++
			case !x.alive:
				p.Vacant++
			case x.held:
				p.Held++
			case x.settled:
				p.Settled++
			default:
				p.Liberty++
			}
		}
	}
	return p
}
