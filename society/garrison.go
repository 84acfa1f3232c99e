package society

import (
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/people"
)

// underArms are the climates of garrisons, by region: that of the region, with
// what the army makes of service. Soldiers bear a further burden, and have arms
// and company for an opportunity; whoever sits among them watches beside the
// police of the region.
func (s *Society) underArms(c *country.Country, climates []people.Climate) []people.Climate {
	service := &c.Service
	_, list := c.Climates()
	for g, k := range climates {
		k.Burden += service.Burden
		k.Threshold = s.threshold
		k.Watch *= service.Watch
		k.Opportunity = max(k.Opportunity, service.Opportunity)
		list[g] = k
	}
	return list
}
