package police

import "github.com/fromabove/fromabove/country"

// Describe is what the institution says about itself.
func (p *Police) Describe() country.Institution {
	return country.Institution{
		Name:  "police",
		Title: "The political police",
		Essay: "P9 (answerable to the centre alone, growing), P3 (common people staffed it), P2 (names in place of truth)",
		Doc:   "Recruits, arrests, interrogates. Ignores ordinary crime and the militia.",
		Switches: []country.SwitchDoc{
			{Switch: country.SecretPolice, Title: "Secret police", Off: "a gendarme core only; no interrogation for names, no simplified procedure"},
			{Switch: country.Autonomy, Title: "Autonomy: answerable to the centre alone", Off: "half the capacity, 0.3 of the names, f halved; no backing of 0.2 for the leader; no simplified procedure"},
			{Switch: country.Informers, Title: "Network of informers", Off: "only officers watch: I falls to a twentieth or so"},
			{Switch: country.NationalCases, Title: "Cases by nationality, outside the limits", Off: "no such cases: a mark of nationality is a sign like any other"},
			{Switch: country.Routine, Title: "Routine of the police (a rival's explanation)", Off: "the police arrest as ordered and whom they see dissent, and no more"},
		},
		Params:  p.params(),
		Inherit: p.inherit,
		Acts: []country.Act{
			{Who: "police", What: "recruit", Do: p.recruit, Reads: "belief, who would serve", Leaves: "staff and informers by region",
				Why: "capacity comes before arrests"},
			{Who: "police", What: "suppress", Do: p.suppress, Reads: "mutineers, capacity", Leaves: "cases in the docket, under ordinary procedure",
				Why: "a mutiny is put down before anything else is done"},
			{Who: "police", What: "arrest", Do: p.arrest, Reads: "weights, limits, dissent, files, names", Leaves: "cases in the docket; names that cool into files",
				Why: "orders have been given"},
			{Who: "police", What: "nation", Do: p.nation, Reads: "an operation, threat, proof", Leaves: "cases by nationality, outside the limits",
				Why: "what is left when the limits have been filled"},
			{Who: "police", What: "interrogate", Do: p.interrogate, Reads: "docket, vigilance, autonomy", Leaves: "persons named, dossiers of officials",
				Why: "who is in custody can be made to speak"},
			{Who: "police", What: "answer", Do: p.answer, Reads: "an operation that the leader stopped", Leaves: "officers arrested",
				Why: "blame falls after the stop"},
		},
	}
}

func (p *Police) params() []country.Param {
	const g = country.Guess
	return []country.Param{
		{Key: "core", At: &p.core, Default: 3000, Min: 0, Max: 20000, Unit: "officers", Source: "gendarmes_1895, okhrana_hq_1895, for the order", Doc: "gendarmes that any state of the size has"},
		{Key: "inherited", At: &p.inherited, Default: 4500, Min: 0, Max: 20000, Unit: "officers", Source: "gendarmes_1895, for the order", Doc: "the same with the imperial inheritance"},
		{Key: "base", At: &p.base, Default: 12000, Min: 0, Max: 50000, Unit: "officers", Source: "nkvd_political_1930s, for the order", Doc: "staff demanded with no enemy in sight"},
		{Key: "slope", At: &p.slope, Default: 3e6, Min: 0, Max: 2e7, Unit: "officers per share of enemies", Source: g, Doc: "further staff per believed enemy share above the threshold"},
		{Key: "threshold", At: &p.threshold, Default: 0.001, Min: 0, Max: 0.01, Unit: "share of persons", Source: g, Doc: "believed enemy share from which staff grows"},
		{Key: "most", At: &p.most, Default: 45000, Min: 1000, Max: 300000, Unit: "officers", Source: "gpu_overt_1923, for the order", Doc: "largest staff that is demanded"},
		{Key: "supply", At: &p.supply, Default: 0.02, Min: 0, Max: 0.2, Unit: "share", Source: g, Doc: "of those whose own mores are below the recruiting line, who would serve"},
		{Key: "pace", At: &p.pace, Default: 0.07, Min: 0.005, Max: 1, Unit: "share a month", Source: g, Doc: "how fast the staff follows"},
		{Key: "capacity_ordinary", At: &p.ordinary, Default: 0.8, Min: 0.3, Max: 2, Unit: "cases per officer and month", Source: "arrests_1936, nkvd_political_1930s", Doc: "c0: capacity under ordinary procedure"},
		{Key: "capacity_simplified", At: &p.simplified, Default: 6, Min: 2, Max: 12, Unit: "cases per officer and month", Source: "spr_arrested, nkvd_political_1930s", Doc: "c1: capacity under simplified procedure"},
		{Key: "supervised", At: &p.supervised, Default: 0.5, Min: 0, Max: 1, Unit: "factor", Source: g, Doc: "capacity without autonomy"},
		{Key: "informers_per_officer", At: &p.perOfficer, Default: 20, Min: 0, Max: 100, Unit: "persons", Source: "inf_kuibyshev_1938", Doc: "informers that an officer runs"},
		{Key: "answered", At: &p.answered, Default: 0.05, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "of open dissenters who are arrested in the month, under ordinary procedure"},
		{Key: "acted", At: &p.acted, Default: 0.016, Min: 0.015, Max: 0.15, Unit: "share a month", Source: g, Doc: "pace: share of the net gap acted on, under ordinary procedure"},
		{Key: "routine", At: &p.routine, Default: 0.3, Min: 0, Max: 0.9, Unit: "share of capacity", Source: "arrests_1926, gpu_overt_1923, for the order", Doc: "cases that the police make under ordinary procedure whatever is ordered"},
		{Key: "national", At: &p.national, Default: 0.02, Min: 0, Max: 0.1, Unit: "a month at full threat and proof", Source: "nat_pop_share, for whom; the rate is a guess", Doc: "of a diaspora nationality that is arrested in an operation, outside the limits"},
		{Key: "names", At: &p.names, Default: 1.26, Min: 0.6, Max: 2.2, Unit: "names per case", Source: "Estevez, Salihovic and Sgourev, PNAS Nexus 2024, pgae340, for the sign", Doc: "nu: names under interrogation at full vigilance"},
		{Key: "names_minimum", At: &p.minimum, Default: 0.2, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "of them that are given without any vigilance"},
		{Key: "names_supervised", At: &p.chain, Default: 0.3, Min: 0, Max: 1, Unit: "factor", Source: g, Doc: "names without autonomy"},
		{Key: "names_local", At: &p.local, Default: 0.01, Min: 0, Max: 0.2, Unit: "share", Source: g, Doc: "of names that fall on officials of the region"},
		{Key: "entries", At: &p.entries, Default: 0.001, Min: 0, Max: 1, Unit: "dossier per person who names", Source: g, Doc: "what a name that falls on an official adds to his dossier"},
		{Key: "cooling", At: &p.cooling, Default: 0.1, Min: 0, Max: 1, Unit: "share a month", Source: g, Doc: "of names not acted on that become a file"},
		{Key: "forgetting", At: &p.forgetting, Default: 0.005, Min: 0, Max: 0.1, Unit: "share a month", Source: g, Doc: "of files that are closed"},
		{Key: "scapegoats", At: &p.scapegoats, Default: 0.03, Min: 0, Max: 0.5, Unit: "share of the staff per overshoot", Source: g, Doc: "officers who answer for an operation, per multiple of its plan"},
	}
}
