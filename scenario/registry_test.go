package scenario

import "github.com/fromabove/fromabove/country"

// registry is a small stand-in for the real institutions, with enough of them
// for every shipped scenario.
func registry() Registry {
	number := func(key string, low, value, high float64) country.Param {
		return country.Param{Key: key, Default: value, Min: low, Max: high, Unit: "share", Source: country.Guess, Doc: "A number of the test."}
	}
	switches := func(list ...country.Switch) (out []country.SwitchDoc) {
		for _, s := range list {
			out = append(out, country.SwitchDoc{Switch: s, Title: "Title of " + string(s), Off: "its term is gone"})
		}
		return out
	}
	return Registry{
		{Name: "party", Title: "The party", Switches: switches(country.Vanguard, country.FactionBan, country.Succession)},
		{Name: "leader", Title: "The leader", Switches: switches(country.PersonalRule, country.ShowTrials), Params: []country.Param{
			number("chi_leader", 0.05, 0.415, 1.5), number("chi_collective", 0.05, 0.261, 1.5), number("omega_leader", 0.1, 0.44, 3)}},
		{Name: "police", Title: "The police", Switches: switches(country.SecretPolice, country.Autonomy, country.Informers), Params: []country.Param{
			number("capacity_ordinary", 0.1, 0.8, 4), number("names_share", 0, 0.1, 1)}},
		{Name: "court", Title: "The courts", Switches: switches(country.Tribunals)},
		{Name: "church", Title: "An institution of the test", Switches: switches("tithe")},
	}
}
