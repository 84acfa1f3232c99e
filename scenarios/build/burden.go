package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/stat"
)

// unit1930 says in which krai or oblast of 1930 a territory of 1937 lay, by the
// ends of the ids collr_. Most names are those of the region that was divided
// later. Two units are of equal weight, for want of anything better. Dagestan
// has no line in the table of 1930: low, it is said, so it stands with its
// neighbours across the mountains.
var unit1930 = map[string]string{
	"Azerbaijan SSR": "Transcaucasus", "Armenian SSR": "Transcaucasus", "Georgian SSR": "Transcaucasus",
	"Belorussian SSR": "Belorussia",
	"Kirgiz SSR":      "Central_Asia", "Tajik SSR": "Central_Asia", "Turkmen SSR": "Central_Asia", "Uzbek SSR": "Central_Asia",

	"Bashkir ASSR": "Bashkiria", "Tatar ASSR": "Tatar_ASSR", "Crimean ASSR": "Crimea",
	"Dagestan ASSR":         "Transcaucasus",
	"Kabardino-Balkar ASSR": "North_Caucasus", "North Ossetian ASSR": "North_Caucasus", "Chechen-Ingush ASSR": "North_Caucasus",
	"Azov-Black Sea krai": "North_Caucasus", "Ordzhonikidze krai": "North_Caucasus",
	"Kalmyk ASSR": "Lower_Volga", "Volga German ASSR": "Lower_Volga", "Saratov oblast": "Lower_Volga", "Stalingrad oblast": "Lower_Volga",
	"Mordovian ASSR": "Middle_Volga", "Kuibyshev oblast": "Middle_Volga", "Orenburg oblast": "Middle_Volga",
	"Mari ASSR": "Nizhnii", "Udmurt ASSR": "Nizhnii", "Chuvash ASSR": "Nizhnii", "Gorky oblast": "Nizhnii", "Kirov oblast": "Nizhnii",
	"Voronezh oblast": "Central_Black_Earth", "Kursk oblast": "Central_Black_Earth",
	"Moscow oblast": "Moscow", "Kalinin oblast": "Moscow Western", "Western oblast": "Western",
	"Ivanovo oblast": "Ivanovo", "Yaroslavl oblast": "Ivanovo",
	"Leningrad oblast": "Leningrad", "Karelian ASSR": "Leningrad", // one planning region
	"Northern oblast": "Northern", "Komi ASSR": "Northern",
	"Sverdlovsk oblast": "Ural", "Chelyabinsk oblast": "Ural", "Omsk oblast": "Ural Siberia",
	"West Siberian krai": "Siberia", "Krasnoyarsk krai": "Siberia", "East Siberian krai": "Siberia", "Buryat-Mongol ASSR": "Siberia",
	"Far Eastern krai": "Far_East",
}

// wholeUnits are territories that the table of 1930 has by themselves; all
// others are parts of a unit and bear its share, which is an estimate.
var wholeUnits = map[string]bool{"Belorussian SSR": true, "Bashkir ASSR": true, "Tatar ASSR": true, "Crimean ASSR": true,
	"Leningrad oblast": true, "Western oblast": true, "Far Eastern krai": true}

// unitsOf is where a territory lay in 1930. Ukraine and Kazakhstan have one
// line each, so that their units are equal.
func unitsOf(t territory) ([]string, error) {
	switch {
	case t.group == "Ukraine" || t.group == "Kazakhstan":
		return []string{t.group}, nil
	case unit1930[t.name] == "":
		return nil, fmt.Errorf("the territory %s has no unit of 1930", t.name)
	}
	return strings.Fields(unit1930[t.name]), nil
}

// buildBurden makes the burden of the territories beyond the country's mean,
// weighted by population so that the mean is kept. The taking follows the
// collectivised share of households on 1 March 1930, the height of the
// campaign; the drive's hardship follows the famine. Both are causes. The
// unrest of the regions (disturbreg_) is what the model must produce, and is
// not read.
func buildBurden(e *evidence, p population, list []territory) ([]byte, error) {
	taking, hunger := make([]float64, len(list)), make([]float64, len(list))
	sources := make([]string, len(list))
	famine := famineBy(e, p, list)
	for i, t := range list {
		units, err := unitsOf(t)
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			taking[i] += e.value("collr_"+u) / float64(len(units))
		}
		var from string
		hunger[i], from = famine(t)
		sources[i] = "collr_" + strings.Join(units, ", collr_") + "; " + from
	}
	beyond(taking, list)
	beyond(hunger, list)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write([]string{"name", "taking_beyond", "hunger_beyond", "grade", "source"})
	for i, t := range list {
		grade := "derived"
		if wholeUnits[t.name] {
			grade = "G"
		}
		w.Write([]string{t.name, fixed(taking[i]), fixed(hunger[i]), grade, sources[i]})
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func fixed(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// beyond turns values of territories into what each has beyond the mean over
// the population, as a share of the mean.
func beyond(values []float64, list []territory) {
	sum, persons := 0.0, 0.0
	for i, t := range list {
		sum += float64(t.persons * values[i])
		persons += t.persons
	}
	for i := range values {
		values[i] = values[i]/(sum/persons) - 1
	}
}

// famineBy gives the hardship of the famine of 1932-33 in a territory by the
// formula of the mortality version, 1 - exp(-excess/15), from the excess deaths
// per thousand and year over two years: those of Ukraine and of Kazakhstan by
// their own counts, those of the rest of the country what the two leave of the
// union's. The formula levels off, so that the mean is not lost where hardship
// is held at 1. Within the three there is no row, and no difference: the
// North Caucasus and the Volga come out too low. Village people moving to towns
// (outmig_) are not read: most went for work.
func famineBy(e *evidence, p population, list []territory) func(territory) (float64, string) {
	const years = 2
	country := 0.0 // excess deaths in millions
	for _, y := range []int{1932, 1933} {
		country += (e.ofYear("cdr_adk", y) - mortalityTrend(e, y)) / 1000 * p.base.at(midYear(y))
	}
	deaths := map[string]float64{"Ukraine": e.value("famine_3234_ukr") / 1e6, "Kazakhstan": e.value("famr_Kazakhstan") / 1e6}
	persons, all := map[string]float64{}, 0.0
	for _, t := range list {
		persons[t.group] += t.persons
		all += t.persons
	}
	scale := p.base.at(1933) / all // persons of 1933, in millions, for one of the census
	level := func(dead, persons float64) float64 {
		return 1 - stat.Exp(-dead/years/(persons*scale)*1000/15)
	}
	rest := level(country-deaths["Ukraine"]-deaths["Kazakhstan"], all-persons["Ukraine"]-persons["Kazakhstan"])
	return func(t territory) (float64, string) {
		switch t.group {
		case "Ukraine":
			return level(deaths[t.group], persons[t.group]), "famine_3234_ukr"
		case "Kazakhstan":
			return level(deaths[t.group], persons[t.group]), "famr_Kazakhstan"
		}
		return rest, "what the two famine counts leave of cdr_adk_1932 and cdr_adk_1933"
	}
}
