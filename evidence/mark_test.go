package evidence

import (
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// withOrder adds the limits of the order to the regions of the month in which
// the operation of 1937 begins, each by a factor of its own.
func withOrder(h History, factor func(i int, t Territory) float64) History {
	h.Regions = make([][]country.RegionRow, 330)
	var rows []country.RegionRow
	for i, t := range Territories() {
		if t.Land() {
			people := float64(1e6)
			if t.Counted().Known() {
				people = float64(t.Counted())
			}
			rows = append(rows, country.RegionRow{Region: t.Region, Population: people, Limit: t.Total * factor(i, t)})
		}
	}
	h.Regions[calendar.Of(1937, 8)-h.From] = rows
	return h
}

func markOf(t *testing.T, marks []Mark, p Pattern) Mark {
	t.Helper()
	for _, m := range marks {
		if m.Pattern == p {
			return m
		}
	}
	t.Fatalf("no mark %s", p)
	return Mark{}
}

func TestTheRecordPassesEveryMark(t *testing.T) {
	h := withOrder(recorded(), func(int, Territory) float64 { return 1 })
	many := make([]History, 12)
	for i := range many {
		many[i] = h
	}
	for _, m := range Marks(many, 1) {
		if m.Status != Met || m.MetIn != 12 || m.Members != 12 {
			t.Errorf("%s: %s in %d of %d members; %+v", m.Pattern, m.Status, m.MetIn, m.Members, m.Checks)
		}
	}
}

func TestEachMarkCanBeMissed(t *testing.T) {
	scale := func(gauge string, from, to int, by float64) func(*History) {
		return func(h *History) {
			for m := calendar.Of(from, 1); m <= calendar.Of(to, 12); m++ {
				h.Gauges[gauge][m-h.From] *= by
			}
		}
	}
	at := func(gauge string, m calendar.Month, v float64) func(*History) {
		return func(h *History) { h.Gauges[gauge][m-h.From] = v }
	}
	op := func(i int, change func(*country.OperationRow)) func(*History) {
		return func(h *History) { change(&h.Operations[i]) }
	}
	for _, c := range []struct {
		pattern Pattern
		name    string
		spoil   func(*History)
	}{
		{"A1", "all years twice too many", scale("arrests", 1921, 1936, 2)},
		{"A1", "1936 above half the peak", scale("arrests", 1936, 1936, 2)},
		{"A1", "peak in 1934", scale("arrests", 1934, 1934, 3)},
		{"A2", "one ordinary year four times too many", scale("executions", 1926, 1926, 4)},
		{"A3", "no operation in 1930", op(0, func(o *country.OperationRow) { o.Start += 12 })},
		{"A3", "no limits", op(0, func(o *country.OperationRow) { o.Plan = 0 })},
		{"A3", "no overshoot", op(0, func(o *country.OperationRow) { o.Taken = o.Plan })},
		{"A3", "a year long", op(0, func(o *country.OperationRow) { o.Stop = o.Start + 12 })},
		{"A3", "nobody killed", op(0, func(o *country.OperationRow) { o.Executed = 0 })},
		{"A4", "1929 as bad as 1930", scale("disturbances", 1929, 1929, 10)},
		{"A4", "an even year", func(h *History) { h.spread("disturbances", calendar.Of(1930, 1), calendar.Of(1930, 12), 13754) }},
		{"A5", "half as many expelled in 1933-35", scale("party_expelled", 1933, 1934, 0.5)},
		{"B1", "1939 as 1938", scale("arrests", 1939, 1939, 14)},
		{"B2", "limits never grow", op(1, func(o *country.OperationRow) { o.Limit = o.Plan })},
		{"B2", "no operation in 1937-38", op(1, func(o *country.OperationRow) { o.Start -= 24 })},
		{"B3", "the Central Committee spared", at("cc_lost_share", beforeNext, 0.5)},
		{"B3", "delegates lose more than the Central Committee", at("delegates_lost_share", beforeNext, 0.71)},
		{"B4", "dissent peaks as the operation begins", at("dissent_share", calendar.Of(1937, 7), 0.02)},
		{"B5", "stopped after three months", op(1, func(o *country.OperationRow) { o.Stop = o.Start + 3 })},
		{"B5", "no policeman arrested after it", scale("police_arrested", 1938, 1940, 0)},
		{"B6", "limits the other way round", func(h *History) {
			*h = withOrder(*h, func(_ int, t Territory) float64 { return 1e9 / (t.Total * t.Total) })
		}},
	} {
		h := withOrder(recorded(), func(int, Territory) float64 { return 1 })
		c.spoil(&h)
		if m := markOf(t, Marks([]History{h}, 1), c.pattern); m.Status != Missed || m.MetIn != 0 {
			t.Errorf("%s, %s: %s in %d members, want missed; %+v", c.pattern, c.name, m.Status, m.MetIn, m.Checks)
		}
	}
}

func TestNothingIsAssumedBeyondTheHistory(t *testing.T) {
	h := blank()
	for name, column := range h.Gauges {
		h.Gauges[name] = column[:calendar.Of(1934, 1)-h.From]
	}
	for _, m := range Marks([]History{h}, 1000) {
		want := map[Pattern]Status{"A3": Missed, "A4": Missed}[m.Pattern] // 1930 lies within, and nothing happened
		if want == "" {
			want = Unreached
		}
		if m.Status != want || m.MetIn != 0 {
			t.Errorf("%s: %s in %d members, want %s", m.Pattern, m.Status, m.MetIn, want)
		}
	}
}

func TestMarksOverMembers(t *testing.T) {
	good, none := recorded(), recorded()
	none.Operations = none.Operations[:1]

	b5 := markOf(t, Marks([]History{good, none}, 1), "B5")
	if b5.Status != Met || b5.MetIn != 1 || b5.Members != 2 {
		t.Errorf("B5 in one of two: %s %d of %d, want met", b5.Status, b5.MetIn, b5.Members)
	}
	if b5 = markOf(t, Marks([]History{good, none, none}, 1), "B5"); b5.Status != Missed {
		t.Errorf("B5 in one of three: %s, want missed", b5.Status)
	}
	if b2 := markOf(t, Marks([]History{good, none, none}, 1), "B2"); b2.Status != Missed || b2.Checks[0].Members != 1 {
		t.Errorf("B2 with an operation in one of three: %s", b2.Status)
	}

	b1 := markOf(t, Marks([]History{good}, 1), "B1")
	if b1.Status != MetInPart || b1.Checks[1].Status != NotMeasured {
		t.Errorf("the band of one member: %s, %s; want it not measured", b1.Status, b1.Checks[1].Status)
	}
	narrow := make([]History, 12)
	for i := range narrow {
		narrow[i] = recorded()
		narrow[i].spread("arrests", calendar.Of(1938, 1), calendar.Of(1938, 12), 638509*1.5)
	}
	if b1 = markOf(t, Marks(narrow, 1), "B1"); b1.Status != Missed || b1.Checks[2].Status != Met || b1.Checks[3].Status != Missed {
		t.Errorf("a median within two and a band that misses: %s, %s, %s", b1.Status, b1.Checks[2].Status, b1.Checks[3].Status)
	}

	b6 := markOf(t, Marks([]History{good}, 1), "B6")
	if b6.Status != NotMeasured || b6.MetIn != 0 {
		t.Errorf("B6 without regions: %s in %d", b6.Status, b6.MetIn)
	}
}

func TestEarlierDissentExcusesTheLastMonths(t *testing.T) {
	h := recorded()
	h.Gauges["dissent_share"][calendar.Of(1937, 7)-h.From] = 0.008 // a fifth below the level of 1933
	m := markOf(t, Marks([]History{h}, 1), "B4")
	if m.Status != Met || !near(float64(m.Checks[0].Median), 0.008-0.01) {
		t.Errorf("%s, rise %v", m.Status, m.Checks[0].Median)
	}
}

func TestAnOperationStillOnIsNotJudgedTooSoon(t *testing.T) {
	h := recorded()
	h.Operations[1].Stop = 0
	m := markOf(t, Marks([]History{h}, 1), "B5")
	if m.Status != Missed || m.Checks[0].Median != 46 { // August 1937 to June 1941
		t.Errorf("46 months and still on: %s, %v", m.Status, m.Checks[0].Median)
	}
	for name, column := range h.Gauges {
		h.Gauges[name] = column[:calendar.Of(1939, 1)-h.From]
	}
	if m = markOf(t, Marks([]History{h}, 1), "B5"); m.Status != Unreached || m.Members != 0 {
		t.Errorf("16 months and still on as the history ends: %s", m.Status)
	}
}

func TestExpelledKilledIsJudgedOnceItIsKept(t *testing.T) {
	h := recorded()
	h.Gauges[ExpelledKilled] = make([]float64, 330)
	if m := markOf(t, Marks([]History{h}, 1), "A5"); m.Status != Met {
		t.Errorf("nobody killed: %s", m.Status)
	}
	f := mustID("purge_1935")
	h.spread(ExpelledKilled, f.Start, f.End, 0.02*0.09*2e6)
	if m := markOf(t, Marks([]History{h}, 1), "A5"); m.Status != Missed {
		t.Errorf("two in a hundred killed: %s", m.Status)
	}
}

func TestRatesUseCountedPopulationsOnly(t *testing.T) {
	h := withOrder(recorded(), func(i int, t Territory) float64 {
		if t.Counted().Known() {
			return 1
		}
		return float64(i%7) + 0.1 // estimated territories are scrambled
	})
	b6 := markOf(t, Marks([]History{h}, 1), "B6")
	if rate := b6.Checks[1]; !near(float64(rate.Median), 1) {
		t.Errorf("territories without a count move the correlation of rates: %v", rate.Median)
	}
	if all := b6.Checks[0]; all.Median > 0.99 {
		t.Errorf("and leave that of limits: %v", all.Median)
	}
	if rival := b6.Checks[2]; rival.Status != Shown || rival.Median <= 0.3 {
		t.Errorf("population alone: %v, %s", rival.Median, rival.Status)
	}
}

// The year after a stop begins with the first month in which the operation is on
// no longer: whoever is arrested in it counts, whoever was before does not.
func TestPoliceAfterTheStop(t *testing.T) {
	for _, c := range []struct {
		month calendar.Month
		want  float64
	}{{calendar.Of(1938, 11), 0}, {calendar.Of(1938, 12), 70}, {calendar.Of(1939, 11), 70}, {calendar.Of(1939, 12), 0}} {
		h := recorded()
		for i := range h.Gauges["police_arrested"] {
			h.Gauges["police_arrested"][i] = 0
		}
		h.spread("police_arrested", c.month, c.month, 70)
		if got, absent := policeAfter(h, 1); absent != Present || got != c.want {
			t.Errorf("70 officers arrested in %v: %v counted (%v), want %v", c.month, got, absent, c.want)
		}
	}
}
