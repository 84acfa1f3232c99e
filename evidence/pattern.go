package evidence

import (
	"fmt"
	"math"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/stat"
)

// open is the bound or observation that is not there.
var open = math.NaN()

// marks are the pass marks, word for word as written down before the first fit,
// with the statistics they ask for. Those of A may be fitted; those of B are
// held out.
func marks() []mark {
	return []mark{
		{pattern: "A1", text: "median yearly error a factor of 1.65 or less; peak year in 1930-33; 1936 below half the peak", checks: []check{
			{name: "median yearly error", unit: "factor", observed: 1, min: open, max: 1.65, of: yearlyError,
				note: "one lane is added to both sides"},
			{name: "peak year", unit: "year", observed: 1933, min: 1930, max: 1933, of: peakYear},
			{name: "1936 by the peak", unit: "ratio", observed: ratio("arrests_1936", "arrests_1933"), min: open, max: 0.5, strict: true, of: fallTo1936},
		}},
		{pattern: "A2", text: "each ordinary year within a factor of 3", checks: []check{
			{name: "largest yearly error", unit: "factor", observed: 1, min: open, max: 3, of: ordinaryError,
				note: "ordinary years are 1922-29 and 1932-36: 1921 belongs to the civil war, 1930-31 is the spike; one lane is added to both sides"},
		}},
		{pattern: "A3", text: "a limit operation begins in 1930, overshoots 2.3-4.7 times, stops within 6 months, deaths 3-10% of those taken", checks: []check{
			{name: "operations with limits begun in 1930", unit: "0 or 1", observed: 1, min: 1, max: open, of: begun1930},
			{name: "taken by the plan", unit: "ratio", observed: value("kulak_cat1_overshoot"), min: 2.3, max: 4.7, of: of1930(Overshoot)},
			{name: "launch to stop", unit: "months", observed: open, min: open, max: 6, of: of1930(Months)},
			{name: "killed of those taken", unit: "share", observed: ratio("conv_vmn_1930", "kulak_cat1_arrest_1930"), min: 0.03, max: 0.10, of: killed1930,
				note: "observed: all death sentences of 1930"},
		}},
		{pattern: "A4", text: "1930 at least 5 times 1929; half of the year in one quarter", checks: []check{
			{name: "1930 by 1929", unit: "ratio", observed: ratio("disturb_1930", "disturb_1929"), min: 5, max: open, of: unrestGrowth,
				note: "one lane is added to both sides"},
			{name: "largest quarter of 1930", unit: "share", observed: firstQuarter(), min: 0.5, max: open, of: unrestQuarter},
		}},
		{pattern: "A5", text: "each verification within 5 percentage points; of those expelled fewer than 1% killed within the year", checks: []check{
			{name: "largest error of a verification", unit: "percentage points", observed: 0, min: open, max: 5, of: verificationError,
				note: strings.Join(verifications, ", ")},
			{name: "killed within the year", unit: "share of those expelled", observed: open, min: open, max: 0.01, strict: true, of: expelledKilled,
				note: "by the gauge " + ExpelledKilled},
		}},
		{pattern: "B1", text: "held out: posterior median within a factor of 2, the 90% band covers", checks: heldOutArrests()},
		{pattern: "B2", text: "growth within a factor of 2", checks: []check{
			{name: "limits granted by the plan", unit: "ratio", observed: limitGrowth(), min: limitGrowth() / 2, max: limitGrowth() * 2, of: of3738(Growth),
				note: "category 1 grew 5.1 times and category 2 2.0 times; the model has one limit for both"},
		}},
		{pattern: "B3", text: "shares within 0.15; arrest share rises with rank", checks: eliteShares()},
		{pattern: "B4", text: "no maximum of visible dissent in the six months before launch", checks: []check{
			{name: "largest dissent of the last six months less that of the 54 before", unit: "share of persons at liberty",
				observed: open, min: open, max: 0, of: dissentRise},
		}},
		{pattern: "B5", text: "8 to 30 months after launch in at least half of the draws; then arrests in the police", halves: true, checks: []check{
			{name: "launch to stop", unit: "months", observed: value("o447_actual_months"), min: 8, max: 30, of: stopped},
			{name: "officers of the police arrested in the year after", unit: "persons", observed: open, min: 0, max: open, strict: true, of: policeAfter,
				note: "the record has 2,273 from October 1936 to August 1938"},
		}},
		{pattern: "B6", text: "rank correlation with the limits at least 0.3", checks: []check{
			{name: "limits as first set, 64 territories", unit: "rank correlation", observed: 1, min: 0.3, max: open, of: regionalLimits,
				note: "large territories have large limits: read it beside the two numbers below"},
			{name: "limits per head, territories with a counted population", unit: "rank correlation", observed: 1, min: open, max: open, of: regionalRates},
			{name: "population alone against the limits of the order, the same territories", unit: "rank correlation", observed: open,
				min: open, max: open, of: regionalRival},
		}},
	}
}

// value is a figure that the marks name.
func value(id string) float64 { return float64(mustID(id).Value) }

// ratio is one figure by another.
func ratio(id, by string) float64 { return value(id) / value(by) }

// factor is how many times too large or too small a number is, one lane added
// to both sides: 1 where it agrees.
func factor(sim, obs, scale float64) float64 {
	return stat.Exp(math.Abs(stat.Log((sim + scale) / (obs + scale))))
}

// year is the flow of a gauge in a calendar year.
func (h History) year(gauge string, y int) (float64, bool) {
	return h.sum(calendar.Of(y, 1), calendar.Of(y, 12), gauge)
}

// yearlyError is A1: the median over 1921-36 of the factor of arrests.
func yearlyError(h History, scale float64) (float64, Absence) {
	var factors []float64
	for y := 1921; y <= 1936; y++ {
		sim, ok := h.year("arrests", y)
		if !ok {
			return 0, NotReached
		}
		factors = append(factors, factor(sim, value(fmt.Sprintf("arrests_%d", y)), scale))
	}
	return stat.Median(factors), Present
}

// arrestPeak is the year of 1921-36 with most arrests, the first of equals.
func arrestPeak(h History) (year int, most, in1936 float64, ok bool) {
	most = -1
	for y := 1921; y <= 1936; y++ {
		if in1936, ok = h.year("arrests", y); !ok {
			return 0, 0, 0, false
		}
		if in1936 > most {
			year, most = y, in1936
		}
	}
	return year, most, in1936, true
}

func peakYear(h History, _ float64) (float64, Absence) {
	year, most, _, ok := arrestPeak(h)
	switch {
	case !ok:
		return 0, NotReached
	case most <= 0:
		return 0, NothingToShare
	}
	return float64(year), Present
}

func fallTo1936(h History, _ float64) (float64, Absence) {
	_, most, in1936, ok := arrestPeak(h)
	switch {
	case !ok:
		return 0, NotReached
	case most <= 0:
		return 0, NothingToShare
	}
	return in1936 / most, Present
}

// ordinaryError is A2: the largest factor of death sentences in ordinary years.
func ordinaryError(h History, scale float64) (float64, Absence) {
	largest := 1.0
	for y := 1922; y <= 1936; y++ {
		if y == 1930 || y == 1931 {
			continue
		}
		sim, ok := h.year("executions", y)
		if !ok {
			return 0, NotReached
		}
		largest = max(largest, factor(sim, value(fmt.Sprintf("conv_vmn_%d", y)), scale))
	}
	return largest, Present
}

// of1930 is a number of the largest operation begun in 1930.
func of1930(how How) func(History, float64) (float64, Absence) {
	return ofBegun(how, calendar.Of(1930, 1), calendar.Of(1930, 12))
}

// of3738 is a number of the largest operation begun in 1937 or 1938.
func of3738(how How) func(History, float64) (float64, Absence) {
	return ofBegun(how, launchFrom, launchTo)
}

// The window in which an operation counts as the one of 1937-38.
var (
	launchFrom = calendar.Of(1937, 1)
	launchTo   = calendar.Of(1938, 12)
)

// ofBegun is a number of the largest operation begun in from..to, absent where
// none began.
func ofBegun(how How, from, to calendar.Month) func(History, float64) (float64, Absence) {
	return func(h History, _ float64) (float64, Absence) {
		if !h.reaches(from, to) {
			return 0, NotReached
		}
		if _, began := h.operation(from, to); !began {
			return 0, NoOperation
		}
		return ofOperation(h, Counterpart{How: how, From: from, To: to})
	}
}

func begun1930(h History, _ float64) (float64, Absence) {
	plan, absent := of1930(Plan)(h, 0)
	switch {
	case absent == NotReached:
		return 0, NotReached
	case absent == Present && plan > 0:
		return 1, Present
	}
	return 0, Present
}

func killed1930(h History, _ float64) (float64, Absence) {
	taken, absent := of1930(Taken)(h, 0)
	if absent != Present {
		return 0, absent
	}
	killed, _ := of1930(Executed)(h, 0)
	if taken <= 0 {
		return 0, NothingToShare
	}
	return killed / taken, Present
}

// unrestGrowth and unrestQuarter are A4.
func unrestGrowth(h History, scale float64) (float64, Absence) {
	before, ok := h.year("disturbances", 1929)
	after, reached := h.year("disturbances", 1930)
	if !ok || !reached {
		return 0, NotReached
	}
	return (after + scale) / (before + scale), Present
}

func unrestQuarter(h History, _ float64) (float64, Absence) {
	largest := 0.0
	for m := calendar.Of(1930, 1); m <= calendar.Of(1930, 10); m += 3 {
		quarter, ok := h.sum(m, m+2, "disturbances")
		if !ok {
			return 0, NotReached
		}
		largest = max(largest, quarter)
	}
	year, _ := h.year("disturbances", 1930)
	if year <= 0 {
		return 0, NothingToShare
	}
	return largest / year, Present
}

// firstQuarter is the share of the first quarter in the disturbances of 1930.
func firstQuarter() float64 {
	return (value("disturb_1930_01") + value("disturb_1930_02") + value("disturb_1930_03")) / value("disturb_1930")
}

// verifications are the verifications of the party that A5 speaks of.
var verifications = []string{"purge_1921", "purge_1929", "purge_1933", "purge_1935", "purge_1936"}

// verificationError is A5: the largest error of the share expelled.
func verificationError(h History, _ float64) (float64, Absence) {
	largest, worst := 0.0, Present
	for _, id := range verifications {
		f := mustID(id)
		sim, absent := simulated(h, f, CounterpartOf(f))
		switch {
		case absent == NotReached:
			return 0, NotReached
		case absent != Present:
			worst = absent
		}
		largest = max(largest, math.Abs(sim-float64(f.Value)))
	}
	return largest, worst
}

// ExpelledKilled is the gauge that the second half of A5 needs: persons killed
// in the month who had been expelled within twelve months. It is summed from the
// beginning of a verification to a year after its end, so that where two are
// less than a year apart some killings count for both, against the model.
const ExpelledKilled = "expelled_killed"

func expelledKilled(h History, _ float64) (float64, Absence) {
	if _, kept := h.Gauges[ExpelledKilled]; !kept {
		return 0, NotMeasuredHere
	}
	largest := 0.0
	for _, id := range verifications {
		f := mustID(id)
		expelled, ok := h.sum(f.Start, f.End, "party_expelled")
		killed, kept := h.sum(f.Start, f.End+12, ExpelledKilled)
		if !ok || !kept {
			return 0, NotReached
		}
		if expelled > 0 {
			largest = max(largest, killed/expelled)
		}
	}
	return largest, Present
}
