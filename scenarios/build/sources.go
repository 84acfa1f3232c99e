package main

import (
	"bytes"
	"encoding/csv"
)

// source is what sources.csv says of one series.
type source struct{ series, variant, title, formula, evidence, assumptions, trust string }

func buildSources() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"series", "variant", "title", "formula", "evidence", "assumptions", "trust"})
	for _, s := range sources {
		w.Write([]string{s.series, s.variant, s.title, s.formula, s.evidence, s.assumptions, s.trust})
	}
	w.Flush()
	return b.Bytes()
}

var sources = []source{
	{"population", "reconstructed", "Population, towns, wage earners, ordinary deaths",
		"linear through the counts; death rate = trend + excess",
		"pop_ (to 1926); adk_ (1928-39); urban_; class_wage_; cdr_adk_; cdr_off_1913; cdr_off_1940; cw_dead_hunger; famine_2122",
		"after January 1939 the yearly growth of 1937-39 in the old borders; wage share level after 1937 and straight between 1913 and 1928 (it fell in between: wage_1922); deaths at the front left out",
		"A at the counts; G for 1928-36; derived between and after"},
	{"hardship", "availability", "Hardship from food and income (h_A)",
		"s income to 1919; s (income + food)/2 in 1920-27; s food from 1928; drive = excess over the mean of 1925-27 from 1928-10 to 1934-12",
		"grain_low_; grain_nep_; grain_rev_1921; gexport_; gdppc_; adk_; pop_nmc_1940",
		"season; crop year weights; food of 1919 as of 1920; the low harvest series; the split is a rule",
		"A to G; too low in 1924-28; derived"},
	{"hardship", "mortality", "Hardship from deaths and wages (h_B)",
		"(1 - urban)(1 - exp(-excess/15)) + urban wage loss; drive = excess over the mean of 1925-27 from 1928-10 to 1934-12",
		"cdr_adk_; cw_dead_hunger; famine_2122; rwage_strum_; gdppc_; rwage_zal_1932; rwage_chap_; fam33_",
		"shape of 1921-22 and of 1933; wages follow income in 1918-27; wage of 1914 at 100; the split is a rule",
		"G for the death rates; derived"},
	{"taking", "campaign", "The taking of livestock and grain by the campaign (tau)",
		"tau = tau/2 each three months + 0.4 monthly rise of the collectivised share / 25.5; added to hardship, all of it drive",
		"collect_; collm_",
		"size 0.4 is a guess; geometric between counts; runs on through the second wave of 1931",
		"guess on A and G counts"},
	{"dislocation", "moved", "Uprooting: people moved (dl_A)",
		"(army above 1 million + refugees + 2 (town migration + deported a year))/population/0.10; drive = migration and deportation beyond their mean of 1926-27 from 1928-10 on",
		"milper_; army_; ww1_front_1917_10; refug_; pop_; urban_; outmig_rsfsr_; urbgrow_3339; kulak_fam_; kulak_arrived_1932_40",
		"0.2 million under arms in March 1918; refugees gone by 1921; RSFSR share 0.66 of migration; the split is a rule",
		"A and B; derived"},
	{"dislocation", "ties", "Uprooting: broken ties (dl_B)",
		"0.35 T + 0.7 rural (1 - exp(-K/40)) + 0.6 C/0.5 + 0.6 a/0.05; drive = T and K terms beyond their mean of 1926-27 from 1928-10 on",
		"turnover_; class_wage_; collect_; collm_; gdppc_; army_; milper_",
		"turnover 92.4 before 1928 and 87.5 after 1936; weights are normalisations; the split is a rule",
		"G; derived"},
	{"threat", "coded", "External threat: graded incidents and reliefs (W_A)",
		"S = S 0.5^(1/12) R + incidents; W = 1 - exp(-S/5)", "wev_; wrel_", "grades judged by one who knows 1937; half-life of a year", "coded"},
	{"threat", "decaying", "External threat: graded incidents alone (W_A0)",
		"as coded with R = 1", "wev_", "as coded", "coded"},
	{"threat", "disputes", "External threat: militarised disputes (W_B)",
		"act = sum of weights 0 0.5 1 2 4 of open disputes by the opponent's hostility; Q its 12-month half-life mean; W = 1 - exp(-(act + Q)/8)",
		"wmid_ (Correlates of War 5.0)", "no dispute before 1914 counts; weights", "A dates and grades made for other ends"},
	{"forces", "counts", "Persons under arms",
		"linear through mid-year strengths and counts of single months", "milper_; army_; ww1_front_1917_10",
		"0.2 million in March 1918; the Red Army of 1939-41 served in the grown territory", "A to C"},
	{"admissions", "stock", "Admissions to the party",
		"max(0, rise of the stock between counts), spread evenly, + 0.2 percent of the stock a month", "party_",
		"attrition is a guess; those expelled in verifications are an outcome and not added back: too low in 1921-22, 1933-37", "G; derived"},
	{"regions", "census", "The 64 territories",
		"census of 1937 raised by 170.557/162.039, census of 1939; remainder of a republic by the mean of counted units of the same rank",
		"regions_00447.csv, population columns only; census_1937; census_1939",
		"31 territories are estimates; the census of 1939 was raised to hide losses, here only shares are used", "A for 33; derived for 31"},
	{"burden", "regional", "Where the taking and the famine fell",
		"taking: collectivised share of 1 March 1930 over the mean of the population, less 1; hunger: 1 - exp(-excess/15) of 1932-33 likewise",
		"collr_; cdr_adk_1932; cdr_adk_1933; famine_3234_ukr; famr_Kazakhstan",
		"a part of a region of 1930 as the whole of it; hunger in three parts only (Ukraine, Kazakhstan, the rest), and the same in every month of the drive; towns bear what their region bears",
		"G typed from memory for 7; derived for 57"},
	{"burden", "even", "The mean everywhere", "0", "none", "no territory differs", "the rival: what the country's mean alone would do"},
}
