package evidence

import (
	"fmt"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// heldOutArrests are the checks of B1: each year 1937-39 within a factor of
// two, and the band holds the figure.
func heldOutArrests() []check {
	var checks []check
	for y := 1937; y <= 1939; y++ {
		observed := value(fmt.Sprintf("arrests_%d", y))
		arrests := func(h History, _ float64) (float64, Absence) {
			if v, ok := h.year("arrests", y); ok {
				return v, Present
			}
			return 0, NotReached
		}
		checks = append(checks,
			check{name: fmt.Sprintf("arrests of %d", y), unit: "persons", observed: observed,
				min: observed / 2, max: observed * 2, of: arrests},
			check{name: fmt.Sprintf("the 90%% band of %d", y), unit: "persons", observed: observed, min: open, max: open,
				covers: true, of: arrests, note: fmt.Sprintf("judged from %d members on", coverAtLeast)})
	}
	return checks
}

// limitGrowth is sentences under order 00447 by its initial limits, both
// categories together.
func limitGrowth() float64 { return ratio("o447_final_total", "o447_initial_total") }

// Months in which elite shares are read: before the next congress; and at the
// end of 1938, for posts whose holders are those of two years before.
var (
	congress1934 = calendar.Of(1934, 2)
	beforeNext   = calendar.Of(1939, 2)
	endOf1938    = calendar.Of(1938, 12)
)

// eliteShares are the checks of B3. Senior officers are the two ranks for which
// a figure of its own was seen, corps and division commanders: steps of one
// marshal in five are wider than the tolerance, and the essay's numbers for the
// higher ranks are claims to be tested. No rank of the army at large is kept, so
// what lies below the elite is the arrest share of all persons from the
// congress of 1934 to the same month.
func eliteShares() []check {
	cc := func(h History) (float64, bool) { return h.sum(beforeNext, beforeNext, "cc_lost_share") }
	delegates := func(h History) (float64, bool) { return h.sum(beforeNext, beforeNext, "delegates_lost_share") }
	officers := func(h History) (float64, bool) {
		lost, ok := h.sum(endOf1938, endOf1938, "corps_commanders_lost", "division_commanders_lost")
		return lost / (57 + 186), ok
	}
	ccSeen, delegatesSeen := value("cc17_shot_share")/100, value("essay_delegates_share")/100
	officersSeen := (value("army_corpscom") + value("army_divcom_186")) / (57 + 186)

	near := func(name string, seen float64, of func(History) (float64, bool)) check {
		return check{name: name, unit: "share", observed: seen, min: seen - 0.15, max: seen + 0.15, of: reached(of)}
	}
	above := func(name string, seen float64, upper, lower func(History) (float64, bool)) check {
		return check{name: name, unit: "difference of shares", observed: seen, min: 0, max: open, strict: true,
			of: reached(func(h History) (float64, bool) {
				u, ok := upper(h)
				l, both := lower(h)
				return u - l, ok && both
			})}
	}
	return []check{
		near("Central Committee of 1934", ccSeen, cc),
		near("delegates of 1934", delegatesSeen, delegates),
		near("corps and division commanders", officersSeen, officers),
		above("Central Committee less delegates", ccSeen-delegatesSeen, cc, delegates),
		above("delegates less all persons", open, delegates, atLarge),
		above("corps and division commanders less all persons", open, officers, atLarge),
	}
}

// reached turns "has no such month" into an absence.
func reached(of func(History) (float64, bool)) func(History, float64) (float64, Absence) {
	return func(h History, _ float64) (float64, Absence) {
		if v, ok := of(h); ok {
			return v, Present
		}
		return 0, NotReached
	}
}

// atLarge is the share of all persons arrested since the congress of 1934.
func atLarge(h History) (float64, bool) {
	arrests, ok := h.sum(congress1934, beforeNext, "arrests")
	people, counted := h.opening(congress1934, "population")
	if !ok || !counted || people <= 0 {
		return 0, false
	}
	return arrests / people, true
}

// launched is the operation begun in 1937 or 1938.
func launched(h History) (country.OperationRow, Absence) {
	if !h.reaches(launchFrom, launchTo) {
		return country.OperationRow{}, NotReached
	}
	op, began := h.operation(launchFrom, launchTo)
	if !began {
		return op, NoOperation
	}
	return op, Present
}

// dissentRise is B4: the largest visible dissent of the six months before the
// launch less the largest of the 54 months before those.
func dissentRise(h History, _ float64) (float64, Absence) {
	op, absent := launched(h)
	if absent != Present {
		return 0, absent
	}
	last, ok := h.peak(op.Start-6, op.Start-1, "dissent_share")
	before, reached := h.peak(op.Start-60, op.Start-7, "dissent_share")
	if !ok || !reached {
		return 0, NotReached
	}
	return last - before, Present
}

// stopped is the first half of B5. An operation still on as the history ends is
// not judged before it has lasted too long.
func stopped(h History, _ float64) (float64, Absence) {
	op, absent := launched(h)
	if absent != Present {
		return 0, absent
	}
	if op.Stop == 0 && h.lasted(op) <= 30 {
		return 0, NotReached
	}
	return h.lasted(op), Present
}

// policeAfter is the second half of B5: officers arrested in the twelve months
// after the stop, or as many of them as the history holds.
func policeAfter(h History, _ float64) (float64, Absence) {
	op, absent := launched(h)
	if absent != Present {
		return 0, absent
	}
	if op.Stop == 0 || op.Stop > h.Last() {
		return 0, NotReached
	}
	// Stop is the first month in which it is on no longer: the year begins there.
	arrested, ok := h.sum(op.Stop, min(op.Stop+11, h.Last()), "police_arrested")
	if !ok {
		return 0, NotReached
	}
	return arrested, Present
}

// pairs are the territories of the order beside those of a history, at the
// first month of the operation that has limits.
type pairs struct {
	order, limit []float64 // persons: limits as first set
	orderRate    []float64 // per head, territories with a counted population only
	limitRate    []float64
	counted      []float64 // the population counted, and the order's limits, of the same
	countedOrder []float64
}

// limitsWithin is how many months after launch the first limits are looked for.
const limitsWithin = 6

// regional pairs the territories by name.
func regional(h History) (pairs, Absence) {
	var p pairs
	op, absent := launched(h)
	if absent != Present {
		return p, absent
	}
	if h.Regions == nil {
		return p, NotMeasuredHere
	}
	rows := firstLimits(h, op)
	if rows == nil {
		return p, NoOperation
	}
	for _, t := range shipped().territories {
		r, ok := rows[t.Region]
		if !t.Land() || !ok {
			continue
		}
		p.order, p.limit = append(p.order, t.Total), append(p.limit, r.Limit)
		if people := t.Counted(); people.Known() && r.Population > 0 {
			p.orderRate = append(p.orderRate, t.Total/float64(people))
			p.limitRate = append(p.limitRate, r.Limit/r.Population)
			p.counted, p.countedOrder = append(p.counted, float64(people)), append(p.countedOrder, t.Total)
		}
	}
	if len(p.orderRate) < 3 {
		return p, NotMeasuredHere // another country's territories
	}
	return p, Present
}

// firstLimits are the regions of the first month that has limits; nil where
// none has.
func firstLimits(h History, op country.OperationRow) map[string]country.RegionRow {
	for m := op.Start; m < op.Start+limitsWithin; m++ {
		i, total := int(m-h.From), 0.0
		if i < 0 || i >= len(h.Regions) {
			break
		}
		rows := map[string]country.RegionRow{}
		for _, r := range h.Regions[i] {
			rows[r.Region] = r
			total += r.Limit
		}
		if total > 0 {
			return rows
		}
	}
	return nil
}

// regionalLimits, regionalRates and regionalRival are B6: limits against the
// order's, the same per head, and what population alone would do.
func regionalLimits(h History, _ float64) (float64, Absence) {
	return correlated(h, func(p pairs) ([]float64, []float64) { return p.limit, p.order })
}

func regionalRates(h History, _ float64) (float64, Absence) {
	return correlated(h, func(p pairs) ([]float64, []float64) { return p.limitRate, p.orderRate })
}

func regionalRival(h History, _ float64) (float64, Absence) {
	return correlated(h, func(p pairs) ([]float64, []float64) { return p.counted, p.countedOrder })
}

func correlated(h History, columns func(pairs) (x, y []float64)) (float64, Absence) {
	p, absent := regional(h)
	if absent != Present {
		return 0, absent
	}
	rho, ok := Spearman(columns(p))
	if !ok {
		return 0, NothingToShare
	}
	return rho, Present
}
