package main

import (
	"math"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/stat"
)

func buildDislocation(e *evidence, p population) []series {
	return []series{moved(e, p), ties(e, p)}
}

// moved is dl_A, people moved: those under arms above a million, refugees, and
// twice those who moved to town or were deported in a year, as a share of the
// population over 0.10. The drive's part is what town migration and deportation
// add from October 1928 on beyond their mean of 1926-27; what the clip at 1
// takes away it takes from the war first.
func moved(e *evidence, p population) series {
	soldiers, refugees, migrated := army(e), refugeeCurve(e), migrationByMonth(e, p)
	part := func(f func(m calendar.Month) float64) []float64 {
		return monthly(func(m calendar.Month) float64 { return f(m) / p.base.at(middle(m)) / 0.10 })
	}
	displaced := part(func(m calendar.Month) float64 {
		return max(0, soldiers.at(middle(m))-1) + refugees.at(middle(m))
	})
	forced := part(func(m calendar.Month) float64 { return 2 * (migrated(m) + deportedByMonth(e, m)) })
	_, drive := split(forced, calendar.Of(1926, 1), calendar.Of(1927, 12), last)
	war := make([]float64, len(forced))
	months(func(i int, m calendar.Month) {
		total := clip(displaced[i] + forced[i])
		drive[i] = min(drive[i], total)
		war[i] = total - drive[i]
	})
	return series{kind: "dislocation", variant: "moved", columns: []string{"war", "drive"}, values: [][]float64{war, drive}, decimals: 4}
}

// refugeeCurve is in millions: none in April 1915, counted in May 1916 and
// February 1917, none again from the start of 1921 (assumed).
func refugeeCurve(e *evidence) curve {
	return curve{{middle(calendar.Of(1915, 4)), 0}, {middle(calendar.Of(1916, 5)), e.value("refug_1916_05") / 1000},
		{middle(calendar.Of(1917, 2)), e.value("refug_1917_02") / 1000}, {1921, 0}}
}

// migrationByMonth is the yearly rate of moves to towns, in millions: to 1928
// the change of the town population between two counts, for each calendar year
// the pair of counts around its first day.
func migrationByMonth(e *evidence, p population) func(calendar.Month) float64 {
	dates := []string{"1914_01", "1917_01", "1920_08", "1922_08", "1926_12", "1929_01"}
	type span struct{ until, rate float64 }
	var spans []span
	for i := 1; i < len(dates); i++ {
		a, b := dates[i-1], dates[i]
		from, until := start(e.rows["pop_"+a].Start), start(e.rows["pop_"+b].Start)
		change := float64(e.value("pop_"+b)*e.value("urban_"+b)) - float64(e.value("pop_"+a)*e.value("urban_"+a))
		spans = append(spans, span{until, math.Abs(change) / 100 / (until - from)})
	}
	return func(m calendar.Month) float64 {
		switch y := m.Year(); {
		case y == 1929 || y == 1930:
			return 2.0 // what is left of 12.2 million
		case y == 1931 || y == 1932:
			return e.ofYear("outmig_rsfsr", y) / 1000 / 0.66 // assumed share of the republic
		case y >= 1933:
			return e.value("urbgrow_3339") / 1000
		}
		for _, s := range spans {
			if float64(m.Year()) < s.until {
				return s.rate
			}
		}
		return spans[len(spans)-1].rate
	}
}

// deportedByMonth is the yearly rate of deportation of the drive, in millions
// of persons: 4.733 to a family; of 1930 three times the yearly rate in
// February to May and none else; later arrivals evenly.
func deportedByMonth(e *evidence, m calendar.Month) float64 {
	const persons = 4.733
	switch y := m.Year(); {
	case y == 1930 && m.InYear() >= 2 && m.InYear() <= 5:
		return 3 * e.value("kulak_fam_1930") * persons / 1e6
	case y == 1931:
		return e.value("kulak_fam_1931") * persons / 1e6
	case y >= 1932 && y <= 1940:
		return e.value("kulak_arrived_1932_40") / 9 / 1e6
	}
	return 0
}

// ties is dl_B, broken ties: 0.35 T (turnover of labour) + 0.7 rural
// (1 - exp(-K/40)) (joining and leaving collective farms) + 0.6 C/0.5 (fall of
// income, to 1923) + 0.6 a/0.05 (change of the army in a year). The drive's
// part is what T and K add from October 1928 on beyond their mean of 1926-27.
func ties(e *evidence, p population) series {
	turnover, farms, soldiers := turnoverCurve(e), collectivised(e), army(e)
	fade, upheaval := stat.Exp(-stat.Log(2)/9), 0.0
	forced := monthly(func(m calendar.Month) float64 {
		upheaval = float64(upheaval*fade) + math.Abs(joined(farms, m))
		rural := 1 - p.urban.at(middle(m))
		sum := float64(0.7 * rural * (1 - stat.Exp(-upheaval/40)))
		if m.Year() >= 1924 {
			t := (turnover.at(middle(m)) - 60) / 92.4 * p.wage.at(middle(m)) / 0.457
			sum += float64(0.35 * t)
		}
		return sum
	})
	other := monthly(func(m calendar.Month) float64 {
		change := math.Abs(soldiers.at(middle(m))-soldiers.at(middle(m-12))) / p.base.at(middle(m))
		return float64(0.6*collapse(e, m.Year())/0.5) + float64(0.6*change/0.05)
	})
	_, drive := split(forced, calendar.Of(1926, 1), calendar.Of(1927, 12), last)
	war := make([]float64, len(forced))
	months(func(i int, m calendar.Month) {
		total := clip(forced[i] + other[i])
		drive[i] = min(drive[i], total)
		war[i] = total - drive[i]
	})
	return series{kind: "dislocation", variant: "ties", columns: []string{"war", "drive"}, values: [][]float64{war, drive}, decimals: 4}
}

// turnoverCurve is yearly turnover of labour in per cent of the work force.
func turnoverCurve(e *evidence) curve { return e.yearly("turnover", 1928, 1936) }

// collapse is the fall of the logarithm of income in a year and half of that
// of the year before, to 1923.
func collapse(e *evidence, year int) float64 {
	fall := func(y int) float64 {
		if y < 1914 {
			return 0
		}
		return max(0, stat.Log(e.ofYear("gdppc", y-1))-stat.Log(e.ofYear("gdppc", y)))
	}
	if year > 1923 {
		return 0
	}
	return fall(year) + fall(year-1)/2
}
