package leader

import "github.com/fromabove/fromabove/country"

// Describe is what the institution says about itself.
func (l *Leader) Describe() country.Institution {
	return country.Institution{
		Name:  "leader",
		Title: "The highest office and its holder",
		Essay: "P2 (the pretext), P5-6 (decision narrowed to one man), P11 (personality mattered too)",
		Doc:   "Believes, orders, moves against the elite, stays or falls. Sees acts and files, never minds; looks one month ahead. Ignores strategy.",
		Switches: []country.SwitchDoc{
			{Switch: country.PersonalRule, Title: "The leader's own person", Off: "chi and omega are those of the collective"},
			{Switch: country.Succession, Title: "Rule of succession", Off: "at each change of leader the appointments of the last bind nobody: D starts again from nothing"},
		},
		Params: l.params(),
		Acts: []country.Act{
			{Who: "leader", What: "succeed", Do: l.succeed, Reads: "who holds the office by the scenario", Leaves: "a leader, contested or not, or none",
				Why: "there must be one before anyone is his client"},
			{Who: "leader", What: "suspect", Do: l.suspect, Reads: "dissent, marks, files, evidence, losses, dominance", Leaves: "belief e, gap, net, vigilance V",
				Why: "belief comes before orders"},
			{Who: "leader", What: "decree", Do: l.decree, Reads: "net, tribunals, autonomy", Leaves: "an operation and its plan, or its end",
				Why: "orders come before those who carry them out"},
			{Who: "leader", What: "move", Do: l.move, Reads: "margin, dominance, gap, full dossiers", Leaves: "arrests in the cadre, vacancies, dossiers of those named",
				Why: "the margin of this month's caucus says how far he can go"},
			{Who: "leader", What: "reckon", Do: l.reckon, Reads: "names, denunciations, arrests, who was lost", Leaves: "evidence Z, losses L",
				Why: "what the month has brought counts for the next"},
			{Who: "leader", What: "contend", Do: l.contend, Reads: "clients in Politburo and Central Committee, factions", Leaves: "an office won, lost or still contested",
				Why: "the seats of the month are filled"},
			{Who: "leader", What: "survive", Do: l.survive, Reads: "margin", Leaves: "the leader, or one chosen by the elite",
				Why: "the elite answers last, to all that was done"},
		},
	}
}

func (l *Leader) params() []country.Param {
	const g = country.Guess
	return []country.Param{
		{Key: "chi_leader", At: &l.chiLeader, Default: 0.415, Min: 0.05, Max: 1.5, Unit: "factor", Source: g, Doc: "chi_L: credulity of the leader; no Soviet data before 1937 identify it"},
		{Key: "chi_collective", At: &l.chiCollective, Default: 0.261, Min: 0.05, Max: 1.5, Unit: "factor", Source: g, Doc: "chi_B: credulity of a collective leadership (0.63 of chi_leader by default)"},
		{Key: "omega_leader", At: &l.omegaLeader, Default: 0.44, Min: 0.1, Max: 3, Unit: "gap per unit of loss", Source: "Castaneda Dower, Markevich and Weber 2021, for the order", Doc: "omega_L: weight of losses for the leader"},
		{Key: "omega_collective", At: &l.omegaCollective, Default: 0.89, Min: 0.1, Max: 3, Unit: "gap per unit of loss", Source: g, Doc: "omega_B: weight of losses for a collective leadership"},
		{Key: "tolerance", At: &l.tolerance, Default: 0.0044, Min: 0.002, Max: 0.008, Unit: "share of persons", Source: "o447_initial_total", Doc: "R0: enemy share that is tolerated in a quiet world"},
		{Key: "threat_effect", At: &l.threatEffect, Default: 0.95, Min: 0, Max: 0.95, Unit: "share", Source: "Kuromiya; Khlevniuk, for the sign only", Doc: "w_W: how far a full threat lowers what is tolerated; at its bound by default"},
		{Key: "launch", At: &l.theta, Default: 0.0012, Min: 0.001, Max: 0.005, Unit: "share of persons", Source: g, Doc: "theta: net gap above which simplified procedure is ordered"},
		{Key: "caution", At: &l.caution, Default: 2, Min: 0, Max: 20, Unit: "theta", Source: g, Doc: "how much higher the threshold of launch stands in the month after a stop"},
		{Key: "caution_fading", At: &l.fadingCaution, Default: 0.02, Min: 0, Max: 0.2, Unit: "share a month", Source: g, Doc: "fading of the memory of a stop"},
		{Key: "discredit", At: &l.discredit, Default: 0.5, Min: 0, Max: 1, Unit: "share", Source: "Khlevniuk, The History of the Gulag (2004), on the reviews of 1939, for the sign", Doc: "of the evidence that is believed no longer once an operation has been stopped"},
		{Key: "proof_gap", At: &l.proofGap, Default: 4, Min: 0.5, Max: 20, Unit: "theta", Source: g, Doc: "evidence, times credulity, at which the belief rests on proof wholly"},
		{Key: "lag", At: &l.lag, Default: 7.5, Min: 2, Max: 12, Unit: "months", Source: "Wintrobe, APSR 84 (1990) 849-872, for the sign", Doc: "tau: delay of bad news under a facade"},
		{Key: "candour", At: &l.candour, Default: 2, Min: 1, Max: 12, Unit: "months", Source: g, Doc: "delay of bad news without a facade"},
		{Key: "vigilance_step", At: &l.vigilanceStep, Default: 0.12, Min: 0.01, Max: 1, Unit: "share a month", Source: g, Doc: "how fast the demand for vigilance follows the gap"},
		{Key: "unstaged", At: &l.unstaged, Default: 0.4, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "vigilance that can be demanded without a show trial"},
		{Key: "trial_months", At: &l.trialMonths, Default: 12, Min: 1, Max: 36, Unit: "months", Source: g, Doc: "how long a show trial is felt"},
		{Key: "planned", At: &l.planned, Default: 0.3, Min: 0.01, Max: 1, Unit: "share of the gap", Source: g, Doc: "how much of the gap the first plan of an operation is to close"},
		{Key: "plan_months", At: &l.planMonths, Default: 4, Min: 1, Max: 12, Unit: "months", Source: "o447_planned_months", Doc: "duration for which an operation is planned"},
		{Key: "evidence_decay", At: &l.evidenceDecay, Default: 0.029, Min: 0.02, Max: 0.1, Unit: "share a month", Source: g, Doc: "d_Z: fading of evidence"},
		{Key: "ordinary_names", At: &l.ordinaryNames, Default: 0.25, Min: 0, Max: 1, Unit: "share", Source: g, Doc: "f under ordinary procedure: names that stand before a court"},
		{Key: "unchecked", At: &l.unchecked, Default: 0.5, Min: 0, Max: 1, Unit: "factor", Source: g, Doc: "what is left of f without an autonomous police"},
		{Key: "cleared", At: &l.cleared, Default: 0.5, Min: 0, Max: 2, Unit: "enemy per arrest", Source: g, Doc: "evidence that an arrest settles"},
		{Key: "elite_evidence", At: &l.elite, Default: 0.0025, Min: 0, Max: 0.006, Unit: "share of persons per share of elite weight", Source: g, Doc: "kappa_E: what arrests in the elite prove about the people"},
		{Key: "recovery", At: &l.recovery, Default: 0.048, Min: 0.02, Max: 0.08, Unit: "share a month", Source: g, Doc: "d_L: recovery from losses"},
		{Key: "specialists", At: &l.specialists, Default: 3, Min: 0, Max: 20, Unit: "arrests", Source: g, Doc: "what the loss of a specialist weighs"},
		{Key: "officials", At: &l.officials, Default: 0.004, Min: 0, Max: 0.05, Unit: "loss if all regions lose theirs", Source: g, Doc: "loss by officials removed"},
		{Key: "lost_elite", At: &l.lostElite, Default: 0.002, Min: 0, Max: 0.05, Unit: "loss if all the elite is taken", Source: g, Doc: "loss by arrests in the elite"},
		{Key: "feasible", At: &l.feasible, Default: 0.62, Min: 0.4, Max: 0.9, Unit: "margin", Source: "Sudduth 2017, for the sign", Doc: "D*: margin above which a lethal move against the elite is safe"},
		{Key: "pressure", At: &l.pressure, Default: 0.001, Min: 0, Max: 0.05, Unit: "a month", Source: g, Doc: "hazard of arrest by record alone, per unit of pressure"},
		{Key: "old", At: &l.old, Default: 1, Min: 0, Max: 3, Unit: "factor", Source: g, Doc: "b: suspicion of the old guard"},
		{Key: "young", At: &l.young, Default: 0.3, Min: 0, Max: 3, Unit: "factor", Source: g, Doc: "b: suspicion of the others"},
		{Key: "clients", At: &l.clients, Default: 0.6, Min: 0, Max: 1, Unit: "factor", Source: g, Doc: "suspicion of the leader's own clients, relative"},
		{Key: "lookup", At: &l.lookup, Default: 0.35, Min: 0, Max: 1, Unit: "a month", Source: g, Doc: "hazard of arrest by a dossier that suffices"},
		{Key: "full", At: &l.full, Default: 3, Min: 1, Max: 10, Unit: "denunciations", Source: g, Doc: "d*: dossier that suffices for a case half of the time"},
		{Key: "steepness", At: &l.steepness, Default: 4, Min: 1, Max: 12, Unit: "exponent", Source: g, Doc: "h: how sharply cases open about a full dossier"},
		{Key: "elite_names", At: &l.names, Default: 2.3, Min: 1.2, Max: 3.5, Unit: "names per case", Source: g, Doc: "nu_E: names per member of the elite arrested; final sizes are held out"},
		{Key: "same_circle", At: &l.sameCircle, Default: 0.4, Min: 0, Max: 0.5, Unit: "share of names", Source: g, Doc: "of the same circle"},
		{Key: "same_body", At: &l.sameBody, Default: 0.4, Min: 0, Max: 0.5, Unit: "share of names", Source: g, Doc: "of the same body"},
		{Key: "restrained", At: &l.restrained, Default: 0.15, Min: 0, Max: 1, Unit: "factor", Source: g, Doc: "l without an autonomous police, and for officers without control of the army"},
		{Key: "fading", At: &l.fading, Default: 0.02, Min: 0, Max: 0.2, Unit: "share a month", Source: g, Doc: "fading of dossiers"},
		{Key: "fall", At: &l.fall, Default: 0.006, Min: 0, Max: 0.05, Unit: "a month at margin 0", Source: "Svolik 2009, for the order (7% a year)", Doc: "hazard of falling to insiders"},
		{Key: "steep", At: &l.steep, Default: 6, Min: 0, Max: 20, Unit: "per unit of margin", Source: g, Doc: "how fast that hazard falls with the margin"},
		{Key: "contest_won", At: &l.contestWon, Default: 0.5, Min: 0.3, Max: 0.9, Unit: "share of weight", Source: g, Doc: "following in the top tier with which a contested office is won: a majority"},
		{Key: "contest_hazard", At: &l.contestHazard, Default: 0.02, Min: 0, Max: 0.2, Unit: "a month per share lacking", Source: "Svolik 2009, for the order (7% a year where three tenths are lacking)", Doc: "hazard of losing a contested office"},
	}
}
