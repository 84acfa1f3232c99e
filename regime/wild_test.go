package regime_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/regime/conformance"
)

// Whatever a scenario may say, the books balance and numbers are numbers: plans
// drawn at random, with institutions that come and go, parameters anywhere in
// their ranges, populations that jump, congresses of any size.
func TestAnyPlanLeavesACountryInOrder(t *testing.T) {
	plans := 300
	if testing.Short() {
		plans = 50
	}
	for n := range plans {
		wild(t, uint64(n))
	}
}

func wild(t *testing.T, n uint64) {
	dice := rand.New(rand.NewPCG(n, 1))
	p, o := wildPlan(dice), regime.Options{Seed: n, Scale: 1 + dice.IntN(3000), Workers: 1 + dice.IntN(3)}
	defer func() {
		if wrong := recover(); wrong != nil {
			t.Errorf("plan %d at 1:%d: %v", n, o.Scale, wrong)
		}
	}()
	h := begin(t, p, o)
	for !h.Done() {
		r := h.Month()
		if err := conformance.Check(h.Country, r); err != nil {
			t.Errorf("plan %d at 1:%d, %v: %v", n, o.Scale, r.Month, err)
			return
		}
	}
}

func wildPlan(dice *rand.Rand) *country.Plan {
	months, regions := 1+dice.IntN(48), 1+dice.IntN(9)
	p := conformance.Plan(months, regions)
	total := 0.0
	for g := range p.Regions {
		p.Regions[g].PopulationShare = dice.Float64()
		total += p.Regions[g].PopulationShare
	}
	for g := range p.Regions {
		p.Regions[g].PopulationShare /= total
	}
	for g := range p.Regions {
		p.Regions[g].TakingBeyond, p.Regions[g].HungerBeyond = dice.Float64()*4-1, dice.Float64()*4-1
	}
	sometimes := func(x float64) float64 { // a share, often none or all of it
		return []float64{0, x, dice.Float64() * x, dice.Float64() * x}[dice.IntN(4)]
	}
	var c country.Conditions
	for m := range p.Conditions {
		if m == 0 || dice.IntN(12) == 0 {
			c = country.Conditions{Population: sometimes(3e6), UrbanShare: sometimes(1), WageShare: sometimes(1), DeathRate: sometimes(1),
				HardshipBase: sometimes(1), HardshipDrive: sometimes(1), HardshipTaking: sometimes(1), DislocationWar: sometimes(1), DislocationDrive: sometimes(1),
				Threat: sometimes(1), ArmyStrength: sometimes(1e5), PartyAdmissions: sometimes(1e5)}
		}
		p.Conditions[m] = c
	}
	for _, s := range conformance.Switches() {
		p.InForce[s] = nil
		for at := dice.IntN(12) - 6; at < months && dice.IntN(8) != 0; at += 1 + dice.IntN(12) {
			from := p.From + calendar.Month(max(at, 0))
			at += 1 + dice.IntN(24)
			p.InForce[s] = append(p.InForce[s], country.Interval{From: from, Until: p.From + calendar.Month(max(at, 1))})
		}
	}
	for i := range p.Occasions {
		p.Occasions[i].Month = p.From + calendar.Month(dice.IntN(months))
		p.Occasions[i].Size = 1 + dice.IntN(200)
		p.Occasions[i].Seats = 1 + dice.IntN(min(p.Occasions[i].Size, 50))
	}
	p.Leaders = nil
	for at := dice.IntN(6); at < months; {
		length := 1 + dice.IntN(24)
		from := p.From + calendar.Month(at)
		p.Leaders = append(p.Leaders, country.LeaderPlan{Label: fmt.Sprint("leader ", at), From: from, Until: from + calendar.Month(length),
			Appoints: p.From + calendar.Month(dice.IntN(at+1)), Personal: dice.IntN(2) == 0})
		at += length + dice.IntN(4)
	}
	p.Params = map[string]float64{}
	for _, i := range regime.Institutions() {
		for _, q := range i.Params {
			switch dice.IntN(5) {
			case 0:
				p.Params[i.Name+"."+q.Key] = q.Min
			case 1:
				p.Params[i.Name+"."+q.Key] = q.Max
			case 2, 3:
				p.Params[i.Name+"."+q.Key] = q.Min + float64(dice.Float64()*(q.Max-q.Min))
			}
		}
	}
	return p
}
