package main

import (
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/stat"
)

func buildThreat(e *evidence) []series {
	one := func(variant string, w []float64) series {
		return series{kind: "threat", variant: variant, columns: []string{"threat"}, values: [][]float64{w}, decimals: 4}
	}
	return []series{one("coded", coded(e, true)), one("decaying", coded(e, false)), one("disputes", disputes(e))}
}

// coded is W_A: a stock of graded incidents with a half-life of a year, cut
// by graded reliefs; without the reliefs it is W_A0. The grades were given by
// one who knows how it ended.
func coded(e *evidence, reliefs bool) []float64 {
	events, fades := map[calendar.Month]float64{}, map[calendar.Month]float64{}
	for _, r := range e.startingWith("wev_") {
		events[r.Start] += r.Value
	}
	for _, r := range e.startingWith("wrel_") {
		fades[r.Start] = r.Value
	}
	fade, stock := stat.Exp(-stat.Log(2)/12), 1.0
	return monthly(func(m calendar.Month) float64 {
		stock = float64(stock * fade)
		if relief, ok := fades[m]; ok && reliefs {
			stock = float64(stock * relief)
		}
		stock += events[m]
		return 1 - stat.Exp(-stock/5)
	})
}

// disputes is W_B: open militarised disputes by the opponent's hostility and
// the mean of the last year or so. Dates and grades were made by others,
// without this question in mind.
func disputes(e *evidence) []float64 {
	weight := [6]float64{0, 0, 0.5, 1, 2, 4}
	open := e.startingWith("wmid_")
	fade, mean := stat.Exp(-stat.Log(2)/12), 0.0
	return monthly(func(m calendar.Month) float64 {
		act := 0.0
		for _, d := range open {
			if d.Start <= m && m <= d.End {
				act += weight[int(d.Value)]
			}
		}
		mean = float64(mean*fade) + float64((1-fade)*act)
		return 1 - stat.Exp(-(act+mean)/8)
	})
}
