package party

import "github.com/fromabove/fromabove/country"

// Describe is what the institution says about itself.
func (p *Party) Describe() country.Institution {
	return country.Institution{
		Name:  "party",
		Title: "The vanguard in tiers",
		Essay: "P5 (the vanguard concentrates decision), P6 (the ban on factions narrows it)",
		Doc:   "Congresses, seats and who fills them, admissions and expulsions, what the elite would dare. Ignores programmes, votes and debates.",
		Switches: []country.SwitchDoc{
			{Switch: country.Vanguard, Title: "Vanguard party in tiers", Off: "no seats that a patron fills: D = 0; no congresses, admissions or expulsions"},
			{Switch: country.FactionBan, Title: "Ban on factions", Off: "opposition is common knowledge (kappa = 1) and rivals appoint too (client probability 0.35)"},
		},
		Params:  p.params(),
		Inherit: p.inherit,
		Acts: []country.Act{
			{Who: "party", What: "found", Do: p.found, Reads: "vanguard", Leaves: "seats of the party; the old elite without theirs",
				Why: "seats must exist before they are filled"},
			{Who: "party", What: "retire", Do: p.retire, Reads: "the cadre", Leaves: "vacancies by death",
				Why: "the dead do not caucus"},
			{Who: "party", What: "convene", Do: p.convene, Reads: "congresses, who appoints, the secretaries", Leaves: "delegates, a Central Committee",
				Why: "a congress sits before its members act"},
			{Who: "party", What: "admit", Do: p.admit, Reads: "admissions of the scenario", Leaves: "new members among supporters",
				Why: "members join before they are screened"},
			{Who: "party", What: "verify", Do: p.verify, Reads: "verifications, files, marks, support", Leaves: "expelled members",
				Why: "screening looks at the files of this month"},
			{Who: "party", What: "caucus", Do: p.caucus, Reads: "arrests in the elite, nerve, ban, army control", Leaves: "dominance D, opposition, margin",
				Why: "what the elite would dare bounds what the leader can do"},
			{Who: "party", What: "promote", Do: p.promote, Reads: "vacancies, who appoints", Leaves: "new holders of seats",
				Why: "vacancies are filled after all have fallen"},
		},
	}
}

func (p *Party) params() []country.Param {
	const g = country.Guess
	return []country.Param{
		{Key: "turnover", At: &p.turnover, Default: 0.008, Min: 0, Max: 0.05, Unit: "a month", Source: g, Doc: "seats that fall vacant in the ordinary way"},
		{Key: "client_ban", At: &p.clientBan, Default: 0.8, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that a new holder is a client, under the ban"},
		{Key: "client_free", At: &p.clientFree, Default: 0.35, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that a new holder is a client, where factions appoint too"},
		{Key: "politburo", At: &p.politburo, Default: 10, Min: 1, Max: 30, Unit: "seats", Source: g, Doc: "size of the Politburo"},
		{Key: "retained_seat", At: &p.retainedSeat, Default: 0.75, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that a member of the Central Committee is elected again"},
		{Key: "retained_delegate", At: &p.retainedDelegate, Default: 0.3, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that a delegate is sent again"},
		{Key: "officials", At: &p.officials, Default: 0.6, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that a first secretary is elected to the Central Committee"},
		{Key: "aged", At: &p.aged, Default: 156, Min: 24, Max: 600, Unit: "months", Source: g, Doc: "in which the old guard's share of newcomers falls to 1/e"},
		{Key: "muted", At: &p.muted, Default: 0.15, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "kappa: weight of the willing that counts where they do not know of each other; nothing identifies it"},
		{Key: "client_fear", At: &p.clientFear, Default: 0.6, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "fear felt by a client, relative"},
		{Key: "alarm", At: &p.alarm, Default: 10, Min: 0, Max: 50, Unit: "per share of weight", Source: g, Doc: "fear of the elite: 1 - exp(-alarm x weight arrested in six months)"},
		{Key: "nerve", At: &p.nerve, Default: 0.6, Min: 0, Max: 2, Unit: "fear", Source: g, Doc: "mean fear at which a member would oppose"},
		{Key: "nerve_spread", At: &p.nerveSpread, Default: 0.2, Min: 0.01, Max: 1, Unit: "fear", Source: g, Doc: "standard deviation of that"},
		{Key: "backing", At: &p.backing, Default: 0.2, Min: 0, Max: 1, Unit: "margin", Source: g, Doc: "what an autonomous police adds to the margin"},
		{Key: "expel_any", At: &p.expelAny, Default: 0.06, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that a verification expels a member with nothing against him"},
		{Key: "expel_filed", At: &p.expelFiled, Default: 0.5, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that it expels a member who is marked or on file"},
		{Key: "expel_hollow", At: &p.expelHollow, Default: 0.15, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that it expels a member whose support has gone"},
	}
}
