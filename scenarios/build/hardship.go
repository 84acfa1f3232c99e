package main

import (
	"math"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/stat"
)

// season is the hungry gap before the harvest: an assumption.
func season(m calendar.Month) float64 {
	return 1 + float64(0.2*math.Cos(2*math.Pi*(float64(m.InYear())-4.5)/12))
}

func buildHardship(e *evidence, p population) []series {
	return []series{
		hardshipSeries("availability", availability(e, p)),
		hardshipSeries("mortality", mortality(e, p)),
		{kind: "taking", variant: "campaign", columns: []string{"taking"}, values: [][]float64{taking(e)}, decimals: 4},
	}
}

func hardshipSeries(variant string, h []float64) series {
	base, drive := split(h, calendar.Of(1925, 1), calendar.Of(1927, 12), calendar.Of(1934, 12))
	return series{kind: "hardship", variant: variant, columns: []string{"base", "drive"}, values: [][]float64{base, drive}, decimals: 4}
}

// driveBegins is the first month of the first five-year plan.
var driveBegins = calendar.Of(1928, 10)

// split parts a series in what the industrial drive and collectivisation add
// and the rest. The drive's part is what exceeds, from October 1928 to the
// month until, the mean of the quiet years before: a rule, not a measurement.
func split(h []float64, quietFrom, quietUntil, until calendar.Month) (base, drive []float64) {
	sum := 0.0
	for m := quietFrom; m <= quietUntil; m++ {
		sum += h[m-first]
	}
	quiet := sum / float64(quietUntil-quietFrom+1)
	base, drive = append(base, h...), make([]float64, len(h))
	months(func(i int, m calendar.Month) {
		if m >= driveBegins && m <= until {
			drive[i] = max(0, h[i]-quiet)
			base[i] = h[i] - drive[i]
		}
	})
	return base, drive
}

// availability is h_A: food per head from the grain left in the country, and
// income where no harvest was seen or food alone says too little.
func availability(e *evidence, p population) []float64 {
	income := curve{}
	full, least := e.value("gdppc_1913"), e.value("gdppc_1921")
	for y := 1913; y <= 1940; y++ {
		income = append(income, point{midYear(y), (full - e.ofYear("gdppc", y)) / (full - least)})
	}
	return monthly(func(m calendar.Month) float64 {
		s, food, income := season(m), foodAt(e, p, m), income.at(middle(m))
		switch y := m.Year(); {
		case y <= 1919:
			return clip(s * income)
		case y <= 1927:
			return clip(s * (income + food) / 2)
		}
		return clip(s * food)
	})
}

// foodAt is the shortage of food by crop year: the harvest before counts to
// June, the new one with a growing weight from July.
func foodAt(e *evidence, p population, m calendar.Month) float64 {
	weight := map[int]float64{7: 0.25, 8: 0.6, 9: 0.9, 10: 1, 11: 1, 12: 1}[m.InYear()]
	return float64((1-weight)*foodShortage(e, p, m.Year()-1)) + float64(weight*foodShortage(e, p, m.Year()))
}

// foodShortage is 0 at the mean of 1909-13 net of export (410 kg a head) and 1
// at the level of 1921 (272 kg).
func foodShortage(e *evidence, p population, year int) float64 {
	year = min(max(year, 1920), 1940) // level beyond the harvests seen
	var harvest, export float64       // million tons
	switch {
	case year == 1921:
		harvest = e.value("grain_rev_1921")
	case year <= 1927:
		harvest = e.ofYear("grain_nep", year)
	default:
		harvest = e.ofYear("grain_low", year)
	}
	switch year {
	case 1930, 1932, 1933:
		export = e.ofYear("gexport", year)
	case 1931:
		export = e.value("gexport_1931_page")
	}
	kilograms := (harvest - export) * 1000 / p.base.at(midYear(year))
	return clip((410 - kilograms) / (410 - 272))
}

// mortalityTrend is the line from the death rate of 1927 to that of 1936, per
// thousand, drawn on beyond.
func mortalityTrend(e *evidence, year int) float64 {
	a, b := e.value("cdr_adk_1927"), e.value("cdr_adk_1936")
	return a + float64((b-a)*float64(year-1927))/9
}

// excess is the yearly rate of deaths above the trend, per thousand, in a month.
func excess(e *evidence, m calendar.Month) float64 {
	civilWar := e.value("cw_dead_hunger") / 137e6 / 3 * 1000
	famine := e.value("famine_2122") / 132e6 / 1.5 * 1000
	y := m.Year()
	switch {
	case y >= 1918 && y <= 1920:
		return float64(civilWar * season(m))
	case m >= calendar.Of(1921, 1) && m < calendar.Of(1921, 7):
		return float64(0.7 * civilWar * season(m)) // assumed
	case m >= calendar.Of(1921, 7) && m <= calendar.Of(1922, 9):
		return float64(famine * season(m))
	case m > calendar.Of(1922, 9) && y == 1922:
		return float64(0.4 * famine * season(m)) // assumed
	case y >= 1927 && y <= 1938:
		return max(0, e.ofYear("cdr_adk", y)-mortalityTrend(e, y)) * excessWeight(m)
	}
	return 0
}

// excessWeight spreads a year's excess over its months.
func excessWeight(m calendar.Month) float64 {
	switch s := season(m); m.Year() {
	case 1932:
		return float64(s * s)
	case 1933: // own interpolation inside fam33_jan_jun and fam33_h1_share
		return [12]float64{1, 1.7, 3, 5, 7.5, 10, 6, 3.5, 2.2, 1.5, 1.1, 1}[m.InYear()-1] * 12 / 43.5
	default:
		return s
	}
}

// mortality is h_B: excess deaths in the villages, loss of wage in the towns.
func mortality(e *evidence, p population) []float64 {
	index := curve{{midYear(1914), 100}, {midYear(1916), e.value("rwage_strum_1916")}, {midYear(1917), e.value("rwage_strum_1917")}}
	for y := 1918; y <= 1927; y++ {
		index = append(index, point{midYear(y), min(100, 100*e.ofYear("gdppc", y)/e.value("gdppc_1913"))})
	}
	index = append(index, point{midYear(1928), 100}, point{midYear(1932), e.value("rwage_zal_1932")}, point{midYear(1933), e.value("rwage_zal_1932")},
		point{midYear(1937), e.value("rwage_chap_1937")}, point{midYear(1940), e.value("rwage_chap_1940")})
	return monthly(func(m calendar.Month) float64 {
		loss := (100 - index.at(middle(m))) / 57
		urban := p.urban.at(middle(m))
		return clip(float64((1-urban)*(1-stat.Exp(-excess(e, m)/15))) + float64(urban*loss))
	})
}

// collectivised is the share of households in collective farms, in per cent,
// by the month's first day; geometric between counts, since a campaign feeds
// on its own size. The yearly rows are of 1 June; the row of February 1930 is
// of the 20th and left out, as are those by region (collr_).
func collectivised(e *evidence) curve {
	var c curve
	for _, r := range e.startingWith("coll") {
		if len(r.ID) < 5 || r.ID == "collect_1930_02" || r.ID == "collect_1930_06" || r.ID[:8] == "collect_" && r.ID[8] == 'h' || strings.HasPrefix(r.ID, "collr_") {
			continue
		}
		c = append(c, point{start(r.Start), stat.Log(r.Value)})
	}
	return c
}

// joined is the change of the collectivised share during a month, in points.
func joined(c curve, m calendar.Month) float64 {
	return stat.Exp(c.at(start(m+1))) - stat.Exp(c.at(start(m)))
}

// taking is the optional third term: each point of the campaign's fastest
// month (25.5) takes 0.4, and what was taken is felt with a half-life of three
// months. It uses the campaign, not the unrest. Its size is a guess.
func taking(e *evidence) []float64 {
	c, fade, tau := collectivised(e), stat.Exp(-stat.Log(2)/3), 0.0
	return monthly(func(m calendar.Month) float64 {
		tau = float64(tau*fade) + 0.4*max(0, joined(c, m))/25.5
		return tau
	})
}

func clip(x float64) float64 { return stat.Clamp(x, 0, 1) }
