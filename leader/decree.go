package leader

import "github.com/fromabove/fromabove/country"

// decree begins an operation under simplified procedure when the net gap
// exceeds theta (1 + caution x memory of the last stop), and ends it when the
// gap is gone or an institution it needs; under the variant stop_at_plan, when
// as many are taken as were first planned, or an institution is gone. Where the dates are given from
// outside, they alone count.
func (l *Leader) decree(c *country.Country) {
	c.Caution -= float64(l.fadingCaution * c.Caution)
	able := c.Leader.Present && c.InForce(country.Tribunals) && c.InForce(country.Autonomy) && c.InForce(country.SecretPolice)
	if len(c.Plan.Forced) > 0 {
		l.force(c, able)
		return
	}
	switch {
	case c.Operation.Number == 0 && able && c.Net > l.theta*(1+float64(l.caution*c.Caution)):
		l.begin(c, l.planned*c.Persons()*c.Gap)
	case c.Operation.Number != 0 && able && c.Plan.Varies(country.StopAtPlan):
		if taken := c.Operations[len(c.Operations)-1].Taken; taken >= c.Operation.Plan {
			l.stop(c, "plan")
		}
	case c.Operation.Number != 0 && (!able || c.Net < 0):
		l.stop(c, l.cause(c, able))
	}
}

// force keeps to the dates of the plan, as far as there are the institutions
// that an operation needs: the leader as a cause from outside.
func (l *Leader) force(c *country.Country, able bool) {
	var due *country.Forced
	for i := range c.Plan.Forced {
		if f := &c.Plan.Forced[i]; c.Month >= f.Launch && c.Month < f.Stop {
			due = f
		}
	}
	switch on := c.Operation.Number != 0; {
	case on && !able:
		l.stop(c, l.cause(c, able))
	case on && due == nil:
		l.stop(c, "given")
	case !on && able && due != nil && c.Month == due.Launch:
		plan := due.Plan
		if plan == 0 {
			plan = l.planned * c.Persons() * c.Gap
		}
		l.begin(c, plan)
	}
	if c.Operation.Number != 0 {
		c.Urgency = 1
	}
}

// begin shares the plan among the regions by the weight of their registers. Left
// to the leader, it is a part of the believed surplus of enemies.
func (l *Leader) begin(c *country.Country, plan float64) {
	number := int32(len(c.Operations) + 1)
	c.Operation = country.Operation{Number: number, Start: c.Month, Plan: plan}
	c.Operations = append(c.Operations, country.OperationRow{Operation: number, Start: c.Month, Plan: plan})
	total := c.Weights.Total(&c.Tally)
	for g := range c.Regions {
		r := &c.Regions[g]
		part := 1 / float64(len(c.Regions))
		if total > 0 {
			part = c.Weights.Total(&r.Tally) / total
		}
		r.Cumulated = 0
		r.Limit = plan * part
		r.Plan = r.Limit
		r.Rate = r.Limit / l.planMonths
	}
	c.Happened("operation", "begins", plan)
}

// cause is why an operation ends.
func (l *Leader) cause(c *country.Country, able bool) string {
	switch {
	case !c.Leader.Present:
		return "leader"
	case !able:
		return "institution"
	case c.Gap <= 0:
		return "belief"
	}
	return "losses"
}

// stop ends the operation. What it cost is remembered, and what its evidence
// was made of comes to light: a share of it is believed no longer.
func (l *Leader) stop(c *country.Country, cause string) {
	o := &c.Operations[len(c.Operations)-1]
	o.Stop, o.Cause = c.Month, cause
	c.Happened("stop", o.Cause, o.Taken)
	c.Caution = 1
	c.Evidence -= float64(l.discredit * c.Evidence)
	c.Operation = country.Operation{}
	for g := range c.Regions {
		c.Regions[g].Rate, c.Regions[g].Limit, c.Regions[g].Cumulated, c.Regions[g].Plan = 0, 0, 0, 0
	}
}
