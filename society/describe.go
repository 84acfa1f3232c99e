package society

import "github.com/fromabove/fromabove/country"

// Describe is what the institution says about itself.
func (s *Society) Describe() country.Institution {
	return country.Institution{
		Name:  "society",
		Title: "The people among themselves",
		Essay: "P2 (denunciation owed, a look of total unity), P3 (morals dissolved), P8 (civil society taken apart)",
		Doc:   "Births and deaths, mores and associations, private support and public acts, denunciation. Ignores age, sex, migration between regions and the content of opinions.",
		Switches: []country.SwitchDoc{
			{Switch: country.Suppression, Title: "Suppression of civil society", Off: "C grows by 0.01 (0.7 - C) instead of withering by 0.03 C"},
			{Switch: country.Denunciation, Title: "Forced mutual denunciation", Off: "the term of vigilance in the rate of denunciation is zero; only the spontaneous 0.08 remains"},
			{Switch: country.Facade, Title: "Facade of unity (preference falsification)", Off: "only who supports acclaims; bad news reaches the leader in 2 months"},
			{Switch: country.Precedents, Title: "Imperial precedents, the inheritance of 1914", Off: "C starts at 0.5, the police core is 3,000"},
		},
		Params:  s.params(),
		Inherit: s.inherit,
		Acts: []country.Act{
			{Who: "society", What: "live", Do: s.live, Reads: "population series, ordinary death rate", Leaves: "births and deaths",
				Why: "who is there comes before what they do"},
			{Who: "society", What: "associate", Do: s.associate, Reads: "suppression", Leaves: "civil society C",
				Why: "associations frame this month's acts"},
			{Who: "society", What: "settle", Do: s.settle, Reads: "h, dl, C, V, police nearby, last month's acts and arrests", Leaves: "mores, support, dissent, silence, acclaim, who denounces, the census",
				Why: "everyone acts at once on last month's numbers"},
			{Who: "society", What: "tell", Do: s.tell, Reads: "denouncers, public acts of acquaintances", Leaves: "police files",
				Why: "denouncers look at this month's acts"},
		},
	}
}

func (s *Society) params() []country.Param {
	const epstein country.Source = "Epstein, PNAS 99 suppl. 3 (2002) 7243-7250"
	const g = country.Guess
	return []country.Param{
		{Key: "hardship_effect", At: &s.beta, Default: 0.93, Min: 0.7, Max: 1.4, Unit: "support per unit of h", Source: g, Doc: "beta: support lost per unit of hardship"},
		{Key: "marked_burden", At: &s.markedBurden, Default: 0.3, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "further loss of the marked, as a share of the loss to hardship"},
		{Key: "kin_grief", At: &s.kinGrief, Default: 0.4, Min: 0, Max: 1, Unit: "support", Source: g, Doc: "b_K: support lost by a household from which someone was taken"},
		{Key: "memory_grief", At: &s.memoryGrief, Default: 0.1, Min: 0, Max: 1, Unit: "support per unit of E", Source: g, Doc: "support lost per remembered arrest per 100 persons"},
		{Key: "pace", At: &s.pace, Default: 0.05, Min: 0.004, Max: 0.0625, Unit: "share a month", Source: g, Doc: "a: share of the distance to its target that support moves in a month, held to 1/256ths"},
		{Key: "fright", At: &s.fright, Default: 1, Min: 0.1, Max: 5, Unit: "per unit of E", Source: g, Doc: "phi: fear F = 1 - exp(-phi E)"},
		{Key: "fading", At: &s.fading, Default: 0.08, Min: 0.01, Max: 0.5, Unit: "share a month", Source: g, Doc: "d_F: fading of the memory of arrests"},
		{Key: "healing", At: &s.healing, Default: 0.004, Min: 0, Max: 0.02, Unit: "share a month", Source: g, Doc: "rho: healing of mores"},
		{Key: "bond", At: &s.bond, Default: 0.3, Min: 0, Max: 1, Unit: "0..1", Source: g, Doc: "what heals mores besides civil society"},
		{Key: "rest", At: &s.rest, Default: 0.85, Min: 0.5, Max: 1, Unit: "0..1", Source: g, Doc: "mores M towards which they heal"},
		{Key: "erosion", At: &s.erosion, Default: 0.03, Min: 0, Max: 0.1, Unit: "share a month per unit of dl", Source: g, Doc: "eta: erosion of mores by uprooting; nothing identifies it"},
		{Key: "shelter", At: &s.shelter, Default: 0.5, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "how far civil society shelters mores from uprooting"},
		{Key: "withering", At: &s.withering, Default: 0.03, Min: 0, Max: 0.2, Unit: "share a month", Source: g, Doc: "withering of suppressed associations"},
		{Key: "growth", At: &s.growth, Default: 0.01, Min: 0, Max: 0.1, Unit: "share a month", Source: g, Doc: "growth of associations left alone"},
		{Key: "ceiling", At: &s.ceiling, Default: 0.7, Min: 0.3, Max: 1, Unit: "0..1", Source: g, Doc: "civil society to which they grow"},
		{Key: "opportunity", At: &s.opportunity, Default: 0.125, Min: 0.04, Max: 0.2, Unit: "probability a month", Source: g, Doc: "q: opportunity to act; identified by the level of A4"},
		{Key: "quiet", At: &s.quiet, Default: 0.3, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "share of the opportunity that needs no associations"},
		{Key: "threshold", At: &s.threshold, Default: 0.43, Min: 0.1, Max: 0.8, Unit: "support", Source: g, Doc: "T: discontent net of risk above which one dissents; only its combination with q is visible"},
		{Key: "anger", At: &s.anger, Default: 0.5, Min: 0, Max: 3, Unit: "support per unit of h", Source: "Davies 1962; Gurr 1970, for the sign", Doc: "how far hardship beyond the accustomed lowers the threshold of dissent, at once"},
		{Key: "adaptation", At: &s.adaptation, Default: 0.15, Min: 0.02, Max: 0.6, Unit: "share a month", Source: g, Doc: "how fast people get used to hardship"},
		{Key: "watch", At: &s.watch, Default: 2.3, Min: 0.5, Max: 5, Unit: "per police and informer per 100 persons", Source: epstein, Doc: "k: felt risk P = 1 - exp(-k I (1 + 2 F)/(1 + A))"},
		{Key: "denouncing", At: &s.denounce, Default: 1.6e-3, Min: 3e-4, Max: 2e-3, Unit: "per person and month", Source: "den_smolensk_1935, den_putilov_1935", Doc: "d0: denunciations where nothing holds one back and vigilance is full"},
		{Key: "muffling", At: &s.muffling, Default: 0.6, Min: 0, Max: 1, Unit: "share per unit of C", Source: g, Doc: "how far civil society lowers denunciation"},
		{Key: "spontaneous", At: &s.spontaneous, Default: 0.08, Min: 0, Max: 0.5, Unit: "share", Source: g, Doc: "denunciation that nobody demands"},
		{Key: "demand", At: &s.demand, Default: 0.25, Min: 0, Max: 1, Unit: "support per unit of V", Source: g, Doc: "pressure of vigilance to acclaim"},
		{Key: "leaning_mean", At: &s.leaningMean, Default: 0.40, Min: -0.5, Max: 0.9, Unit: "support", Source: g, Doc: "mean of predisposition theta"},
		{Key: "leaning_spread", At: &s.leaningSpread, Default: 0.25, Min: 0.05, Max: 0.5, Unit: "support", Source: g, Doc: "standard deviation of theta"},
		{Key: "marked_share", At: &s.markedShare, Default: 0.045, Min: 0, Max: 0.2, Unit: "share of persons", Source: "class_bourg_1928, for the order", Doc: "persons of a class that can be marked"},
		{Key: "marked_shift", At: &s.markedShift, Default: 0.25, Min: 0, Max: 0.5, Unit: "support", Source: g, Doc: "how much lower theta is among them"},
		{Key: "national_share", At: &s.nationalShare, Default: 0.017, Min: 0, Max: 0.1, Unit: "share of persons", Source: "nat_pop_share", Doc: "persons of a diaspora nationality"},
		{Key: "scruple_spread", At: &s.scrupleSpread, Default: 0.1, Min: 0, Max: 0.3, Unit: "mores", Source: g, Doc: "standard deviation of a person's own deviation u from the mores"},
		{Key: "first_mores", At: &s.firstMores, Default: 0.8, Min: 0, Max: 1, Unit: "0..1", Source: g, Doc: "mores M at the beginning"},
		{Key: "mores_spread", At: &s.moresSpread, Default: 0.05, Min: 0, Max: 0.3, Unit: "0..1", Source: g, Doc: "how they differ between collectives"},
		{Key: "first_civil", At: &s.firstCivil, Default: 0.5, Min: 0, Max: 1, Unit: "0..1", Source: g, Doc: "civil society C at the beginning, without the imperial inheritance"},
		{Key: "inherited_civil", At: &s.inheritedCivil, Default: 0.4, Min: 0, Max: 1, Unit: "0..1", Source: g, Doc: "the same with it"},
		{Key: "recruit_mores", At: &s.recruitMores, Default: 0.1, Min: 0, Max: 0.5, Unit: "0..1", Source: g, Doc: "own mores below which a person would serve in the police"},
	}
}
