// Package region is the territory and its officials under limits: they compare
// themselves with others and ask for more; laggards and the accused fall.
//
// Essay: an order set quotas of arrests and executions for local officials (P2).
//
// It reads cumulated arrests, zeal, the urgency. It leaves raised limits, requests,
// dismissals and successors. It ignores bargaining over individuals and what
// officials privately think.
package region

import (
	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/stat"
)

// Region has the parameters of officials under limits.
type Region struct {
	ratchet, base, ceiling  float64
	hazard, laggard, named  float64
	fresh, spread, capacity float64
}

// New is the institution with its parameters unset; regime sets them.
func New() *Region { return &Region{} }

// Decisions.
const (
	diceFall chance.Decision = "region.fall"
	diceZeal chance.Decision = "region.zeal"
)

// ask lets officials compare what they have fulfilled, and ask for more: the
// monthly rate grows by gamma z (1/2 + behind) urgency, where behind is
// the relative distance to the upper quartile. Without limits the centre goes on
// at the rate it set.
func (k *Region) ask(c *country.Country) {
	if c.Operation.Number == 0 {
		return
	}
	done := make([]float64, len(c.Regions))
	for g := range c.Regions {
		done[g] = fulfilled(&c.Regions[g])
	}
	best := stat.Quantile(done, 0.75)
	limits := c.InForce(country.Limits)
	total, requested := 0.0, 0.0
	for g := range c.Regions {
		r := &c.Regions[g]
		if limits {
			behind := 0.0
			if best > 0 {
				behind = stat.Clamp((best-done[g])/best, 0, 1)
			}
			growth := float64(k.ratchet * r.Zeal * (k.base + behind) * c.Urgency)
			capacity := k.capacity * r.Staff
			r.Rate = max(r.Rate, min(r.Rate*(1+growth), k.ceiling*capacity))
		}
		// What will be needed next month beyond what has been granted.
		if more := r.Cumulated + r.Rate - r.Limit; more > 0 {
			r.Limit += more
			if limits {
				r.Flow.Requested = more
			}
			requested += r.Flow.Requested
		}
		total += r.Limit
	}
	o := &c.Operations[len(c.Operations)-1]
	o.Limit = total
	o.Requested += requested
}

// fulfilled is what has been taken as a multiple of the first plan.
func fulfilled(r *country.Region) float64 {
	if r.Plan <= 0 {
		return 0
	}
	return r.Cumulated / r.Plan
}

// replace lets officials fall: with a small hazard always, a larger one below
// the median of an operation, and more when they have been named. A successor
// has more zeal: z = z/2 + 0.6 and noise.
func (k *Region) replace(c *country.Country) {
	seats := c.Cadre.Seats[country.Secretaries]
	if len(seats) == 0 {
		return
	}
	done := make([]float64, len(c.Regions))
	for g := range c.Regions {
		done[g] = fulfilled(&c.Regions[g])
	}
	median := stat.Median(done)
	fall, zeal := c.Dice(diceFall), c.Dice(diceZeal)
	for g := range c.Regions {
		r := &c.Regions[g]
		vacant := seats[g] < 0
		hazard := k.hazard
		if c.Operation.Number != 0 && done[g] < median {
			hazard += k.laggard
		}
		hazard += float64(k.named * min(float64(r.Flow.NamedOfficials*c.Scale)/1000, 5))
		if !vacant && fall.Of(uint64(g)).Happens(0, hazard) {
			c.Remove("region.replace", seats[g], country.Dismissed, c.Operation.Number, country.ForRegion)
			c.Report.OfficialsRemoved++
			vacant = true
		}
		if vacant {
			r.Zeal = stat.Clamp(r.Zeal/2+k.fresh+float64(k.spread*zeal.Of(uint64(g)).Normal(0)), 0, 3)
		}
	}
}

// Describe is what the institution says about itself.
func (k *Region) Describe() country.Institution {
	const g = country.Guess
	return country.Institution{
		Name:  "region",
		Title: "Regions under limits",
		Essay: "P2 (quotas to local officials)",
		Doc:   "Officials compare, ask for more, and fall. Ignores bargaining over individuals and private opinions of officials.",
		Switches: []country.SwitchDoc{
			{Switch: country.Limits, Title: "Limits, with requests from below", Off: "the centre sets the rate by the gap alone: no ratchet, no contest"},
		},
		Params: []country.Param{
			{Key: "ratchet", At: &k.ratchet, Default: 0.14, Min: 0, Max: 0.4, Unit: "a month", Source: "kulak_cat1_overshoot, for the range", Doc: "gamma: growth of a limit that an official asks for"},
			{Key: "base", At: &k.base, Default: 0.5, Min: 0, Max: 2, Unit: "factor", Source: g, Doc: "what is asked for without being behind"},
			{Key: "ceiling", At: &k.ceiling, Default: 1.5, Min: 1, Max: 5, Unit: "capacity", Source: g, Doc: "up to what multiple of its capacity a region asks"},
			{Key: "hazard", At: &k.hazard, Default: 0.004, Min: 0, Max: 0.1, Unit: "a month", Source: g, Doc: "dismissal of an official in ordinary times"},
			{Key: "laggard", At: &k.laggard, Default: 0.03, Min: 0, Max: 0.3, Unit: "a month", Source: g, Doc: "further, below the median of an operation"},
			{Key: "named", At: &k.named, Default: 0.02, Min: 0, Max: 0.3, Unit: "a month per thousand names", Source: g, Doc: "further, when named, up to five thousand"},
			{Key: "fresh", At: &k.fresh, Default: 0.6, Min: 0, Max: 2, Unit: "zeal", Source: g, Doc: "what a successor brings"},
			{Key: "spread", At: &k.spread, Default: 0.2, Min: 0, Max: 1, Unit: "zeal", Source: g, Doc: "how successors differ"},
			{Key: "capacity", At: &k.capacity, Default: 6, Min: 2, Max: 12, Unit: "cases per officer and month", Source: "spr_arrested, nkvd_political_1930s", Doc: "c1, as officials reckon with it"},
		},
		Inherit: k.inheritZeal,
		Acts: []country.Act{
			{Who: "region", What: "ask", Do: k.ask, Reads: "cumulated arrests, zeal, urgency, capacity", Leaves: "raised limits, requests",
				Why: "officials compare when the month's cases are counted"},
			{Who: "region", What: "replace", Do: k.replace, Reads: "fulfilment, names", Leaves: "officials dismissed, zeal of successors",
				Why: "laggards fall after the comparison"},
		},
	}
}

// inheritZeal gives the first officials theirs.
func (k *Region) inheritZeal(c *country.Country) {
	if c.Resumed {
		return
	}
	dice := c.Dice(diceZeal)
	for g := range c.Regions {
		c.Regions[g].Zeal = stat.Clamp(1+float64(k.spread*dice.Of(uint64(g)).Normal(1)), 0, 3)
	}
}
