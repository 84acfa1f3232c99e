package party

import "github.com/fromabove/fromabove/country"

// Describe is what the institution says about itself.
func (p *Party) Describe() country.Institution {
	return country.Institution{
		Name:  "party",
		Title: "The vanguard in tiers",
		Essay: "P2 (members had to denounce one another to prove loyalty), P5 (the vanguard concentrates decision), P6 (the ban on factions narrows it)",
		Doc:   "Congresses, seats and who fills them, admissions and expulsions, factions, dossiers, what the elite would dare. Ignores programmes, votes and debates.",
		Switches: []country.SwitchDoc{
			{Switch: country.Vanguard, Title: "Vanguard party in tiers", Off: "no seats that a patron fills: D = 0; no congresses, admissions or expulsions"},
			{Switch: country.FactionBan, Title: "Ban on factions", Off: "factions may form; opposition is common knowledge (kappa = 1) and rivals appoint too (client probability 0.35)"},
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
			{Who: "party", What: "verify", Do: p.verify, Reads: "verifications, files, marks, support, admissions since the last, vigilance", Leaves: "expelled members",
				Why: "screening looks at the files of this month"},
			{Who: "party", What: "faction", Do: p.faction, Reads: "support of the people, fear of the elite, ban, who is a client", Leaves: "who stands in a faction; entries in dossiers under the ban",
				Why: "a faction that all see weighs in the caucus"},
			{Who: "party", What: "caucus", Do: p.caucus, Reads: "arrests in the elite, nerve, faction, ban, army control", Leaves: "dominance D, opposition, margin",
				Why: "what the elite would dare bounds what the leader can do"},
			{Who: "party", What: "accuse", Do: p.accuse, Reads: "vigilance, forced denunciation, murders", Leaves: "dossiers that grow, and nobody taken",
				Why: "the month's vigilance is known, and dossiers are read after it"},
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
		{Key: "ranks", At: &p.ranks, Default: 0.5, Min: 0, Max: 2, Unit: "margin", Source: g, Doc: "what is lost of the margin where all soldiers refuse, in an army that nobody holds"},
		{Key: "backing", At: &p.backing, Default: 0.2, Min: 0, Max: 1, Unit: "margin", Source: g, Doc: "what an autonomous police adds to the margin"},
		{Key: "expel_any", At: &p.expelAny, Default: 0.08, Min: 0, Max: 0.3, Unit: "probability", Source: g, Doc: "that a first verification expels a member with nothing against him, at no vigilance"},
		{Key: "expel_filed", At: &p.expelFiled, Default: 0.5, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that it expels a member who is marked or on file"},
		{Key: "expel_hollow", At: &p.expelHollow, Default: 0.2, Min: 0, Max: 1, Unit: "probability", Source: g, Doc: "that it expels a member whose support has gone"},
		{Key: "staling", At: &p.staling, Default: 36, Min: 6, Max: 240, Unit: "months", Source: g, Doc: "in which members once screened become 1 - 1/e as new to a verification as those it has never seen"},
		{Key: "scrutiny", At: &p.scrutiny, Default: 2, Min: 0, Max: 10, Unit: "per unit of vigilance", Source: g, Doc: "how much more a verification expels at full vigilance"},
		{Key: "patience", At: &p.patience, Default: 1.1, Min: 0, Max: 2, Unit: "grievance", Source: g, Doc: "mean grievance at which a member would join a faction"},
		{Key: "patience_spread", At: &p.patienceSpread, Default: 0.2, Min: 0.01, Max: 1, Unit: "grievance", Source: g, Doc: "standard deviation of that"},
		{Key: "pull", At: &p.pull, Default: 0.5, Min: 0, Max: 3, Unit: "grievance per share of weight", Source: "Granovetter, AJS 83 (1978) 1420-1443, for the form", Doc: "how far those who stand in a faction draw others"},
		{Key: "slack", At: &p.slack, Default: 0.15, Min: 0, Max: 1, Unit: "grievance", Source: g, Doc: "how far grievance must fall below a member's patience before he leaves"},
		{Key: "faction_entry", At: &p.factionEntry, Default: 1, Min: 0, Max: 10, Unit: "denunciations", Source: g, Doc: "entry in the dossier of who was in a faction, under the ban"},
		{Key: "accusing", At: &p.accusing, Default: 0.1, Min: 0, Max: 0.5, Unit: "a month at full vigilance", Source: "den_smolensk_1935, for the order", Doc: "d_E: denunciations by a member of the cadre"},
		{Key: "murder_entry", At: &p.murderEntry, Default: 0.5, Min: 0, Max: 5, Unit: "denunciations", Source: g, Doc: "what a murder of a man of the top adds to the dossiers of the old guard and of factionists"},
	}
}
