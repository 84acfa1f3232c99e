package main

import (
	"fmt"

	"github.com/fromabove/fromabove/calendar"
)

// population is what the country has in each month, in persons and shares.
type population struct {
	persons   []float64 // territory before September 1939
	base      curve     // millions, the base of the formulas; grown territory in 1940
	urban     curve     // share of the population in towns
	wage      curve     // share of the population: workers, employees, their families
	deathRate []float64 // per person and year
}

// buildPopulation follows "Population between dates: linear through pop_ (to
// 1926), adk_ (1928-39), pop_nmc_1940". The last of these counts the territory
// grown in 1939-40; it is the base of the formulas only. The country itself
// keeps its borders: from January 1939 it grows by the yearly number of the
// two years before (derived).
func buildPopulation(e *evidence) population {
	var c curve
	for _, id := range []string{"pop_1914_01", "pop_1917_01", "pop_1920_08", "pop_1922_08", "pop_1926_12"} {
		c = append(c, point{start(e.rows[id].Start), e.value(id)})
	}
	for y := 1928; y <= 1939; y++ {
		if id := fmt.Sprintf("adk_%d", y); e.has(id) {
			c = append(c, point{float64(y), e.value(id) / 1000})
		}
	}
	land := append(curve{}, c...)
	yearly := (e.value("adk_1939") - e.value("adk_1937")) / 2 / 1000
	land = append(land, point{1942, e.value("adk_1939")/1000 + 3*yearly})
	p := population{base: append(c, point{midYear(1940), e.value("pop_nmc_1940") / 1000})}

	for _, r := range e.startingWith("urban_") {
		p.urban = append(p.urban, point{start(r.Start), r.Value / 100})
	}
	for _, y := range []int{1913, 1928, 1932, 1937} {
		p.wage = append(p.wage, point{midYear(y), e.ofYear("class_wage", y) / 100})
	}
	p.persons = monthly(func(m calendar.Month) float64 { return 1e6 * land.at(middle(m)) })
	p.deathRate = deathRate(e)
	return p
}

// deathRate is a trend (29.1 per thousand in 1913, 26.8 in 1927, 20.1 in 1936,
// which falls on at the same pace to 1938; then to the official 18.0 of 1940)
// and what exceeds it: from 1927 to 1938 the yearly rate less the trend, spread
// over the months as in the mortality version of hardship; in 1918-22 the
// excess of that version. Deaths at the front are not in it.
func deathRate(e *evidence) []float64 {
	trend := curve{{midYear(1913), e.value("cdr_off_1913")}, {midYear(1927), e.value("cdr_adk_1927")},
		{midYear(1936), e.value("cdr_adk_1936")}, {midYear(1938), mortalityTrend(e, 1938)},
		{midYear(1939), (e.value("cdr_adk_1938") + e.value("cdr_off_1940")) / 2}, {midYear(1940), e.value("cdr_off_1940")}}
	return monthly(func(m calendar.Month) float64 {
		over := excess(e, m)
		if y := m.Year(); y >= 1927 && y <= 1938 {
			over = (e.ofYear("cdr_adk", y) - mortalityTrend(e, y)) * excessWeight(m)
		}
		return (trend.at(middle(m)) + over) / 1000
	})
}

func (p population) series() series {
	return series{
		kind: "population", variant: "reconstructed", decimals: 5,
		columns: []string{"population", "urban_share", "wage_share", "death_rate"},
		values: [][]float64{
			rounded(p.persons, 1000),
			monthly(func(m calendar.Month) float64 { return p.urban.at(middle(m)) }),
			monthly(func(m calendar.Month) float64 { return p.wage.at(middle(m)) }),
			p.deathRate,
		},
	}
}

// army is the strength under arms, in millions: mid-year values of the public
// data set to 1917 and in 1932-38, the front's own count of October 1917, an
// assumed 0.2 in March 1918, and the counts of single months elsewhere.
func army(e *evidence) curve {
	var c curve
	for y := 1913; y <= 1917; y++ {
		c = append(c, point{midYear(y), e.ofYear("milper", y) / 1000})
	}
	c = append(c, point{middle(calendar.Of(1917, 10)), e.value("ww1_front_1917_10") / 1e6},
		point{middle(calendar.Of(1918, 3)), 0.2})
	for _, id := range []string{"army_1919_12", "army_1920_12", "army_1921_09", "army_1922_10", "army_1923_12", "army_1924_10"} {
		unit := 1e6
		if id == "army_1923_12" { // the one row in thousands
			unit = 1e3
		}
		c = append(c, point{middle(e.rows[id].Start), e.value(id) / unit})
	}
	for y := 1932; y <= 1939; y++ {
		c = append(c, point{midYear(y), e.ofYear("milper", y) / 1000})
	}
	for _, id := range []string{"army_1939_09", "army_1940_06", "army_1941_06"} {
		c = append(c, point{middle(e.rows[id].Start), e.value(id) / 1e6})
	}
	return c
}

func buildForces(e *evidence) series {
	c := army(e)
	return series{kind: "forces", variant: "counts", columns: []string{"army"}, decimals: 0,
		values: [][]float64{rounded(monthly(func(m calendar.Month) float64 { return 1e6 * c.at(middle(m)) }), 100)}}
}

// attrition is the share of members who die or drift away in a month, and are
// made good by admissions: a guess.
const attrition = 0.002

// buildAdmissions derives who joined the party: the rise of the stock between
// two counts, spread evenly over the months between, none where it fell, and
// replacement of the attrition. Those expelled in a verification are an
// outcome; they are not added back, so years with a verification come out too
// low. Before February 1917 nobody is admitted: the party is not legal.
func buildAdmissions(e *evidence) series {
	var c curve
	for _, r := range e.startingWith("party_1") {
		c = append(c, point{start(r.Start), r.Value})
	}
	admitted := monthly(func(m calendar.Month) float64 {
		if start(m) < c[0].at {
			return 0
		}
		a, b := c.at(start(m)), c.at(start(m+1))
		return max(0, b-a) + float64(attrition*a)
	})
	return series{kind: "admissions", variant: "stock", columns: []string{"admitted"}, decimals: 0,
		values: [][]float64{rounded(admitted, 10)}}
}

// rounded is every value to the nearest unit: no false precision in persons.
func rounded(v []float64, unit float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = float64(int64(x/unit+0.5)) * unit
	}
	return out
}
