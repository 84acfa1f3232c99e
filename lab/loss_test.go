package lab

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

func mustRead(t *testing.T, name string) Reading {
	t.Helper()
	r, err := NewReading(name)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The point to 1936 reads no figure that ends later, none that is held out, and
// no pass mark of B; the point to 1939 reads whatever is scored and ends by
// then, and every mark. What each is fitted to is what its file will say.
func TestReadings(t *testing.T) {
	early, late := mustRead(t, "to-1936"), mustRead(t, "to-1939")
	for _, f := range early.Figures {
		if f.End > calendar.Of(1936, 12) || evidence.SplitOf(f) != evidence.Fitted {
			t.Errorf("to-1936 reads %s, which ends in %v and is %s", f.ID, f.End, evidence.SplitOf(f))
		}
	}
	for _, part := range early.PartNames() {
		if strings.HasPrefix(part, "B") {
			t.Errorf("to-1936 has the part %q", part)
		}
	}
	for _, f := range evidence.Figures() {
		want := evidence.CounterpartOf(f).For(f).Scored() && f.End <= calendar.Of(1939, 12)
		if got := slices.Contains(late.IDs(), f.ID); got != want {
			t.Errorf("to-1939 reads %s, which ends in %v: %v, want %v", f.ID, f.End, got, want)
		}
	}
	for _, mark := range []string{"B1", "B2", "B3", "B4", "B5", "B6"} {
		read := slices.ContainsFunc(late.PartNames(), func(p string) bool { return strings.HasPrefix(p, mark) })
		if !read {
			t.Errorf("to-1939 has no part of %s", mark)
		}
	}
	points, err := scenario.Points(scenarios.Files, regime.Institutions())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range points {
		if p.Name == scenario.NoPoint {
			continue
		}
		if r := mustRead(t, p.Name); r.FittedTo() != p.FittedTo || r.Label != p.Label {
			t.Errorf("%s: fitted to %v, %q; its file says %v, %q", p.Name, r.FittedTo(), r.Label, p.FittedTo, p.Label)
		}
	}
	if _, err := NewReading("to-1937"); err == nil || !strings.Contains(err.Error(), "to-1936, to-1939") {
		t.Errorf("an unknown point: %v", err)
	}
}

// flat is a history from 1914 to June 1941 in which every gauge has its own
// number, and one operation began in 1930.
func flat() evidence.History {
	h := evidence.History{From: calendar.Of(1914, 1), Gauges: map[string][]float64{}}
	months := int(calendar.Of(1941, 6)-h.From) + 1
	for i, g := range country.Gauges {
		column := make([]float64, months)
		for m := range column {
			column[m] = float64(100*(i+1) + m%7)
		}
		h.Gauges[g.Name] = column
	}
	h.Operations = []country.OperationRow{{Operation: 1, Start: calendar.Of(1930, 2), Stop: calendar.Of(1930, 6), Plan: 100_000, Taken: 300_000, Executed: 9_000}}
	h.Regions = make([][]country.RegionRow, months)
	return h
}

// Nothing after 1936 moves the loss of the point to 1936: neither gauges, nor
// regions, nor operations. It moves that of the point to 1939.
func TestLossDoesNotSeeWhatItMayNotRead(t *testing.T) {
	h, other := flat(), flat()
	after := int(calendar.Of(1937, 1) - h.From)
	for _, g := range country.Gauges {
		for m := range other.Gauges[g.Name][after:] {
			other.Gauges[g.Name][after+m] *= 1000
		}
	}
	for m := range other.Regions[after:] {
		other.Regions[after+m] = []country.RegionRow{{Region: "Moscow", Limit: 5000, Population: 1e6}}
	}
	other.Operations = append(other.Operations, country.OperationRow{Operation: 2, Start: calendar.Of(1937, 1), Plan: 5, Limit: 50, Taken: 50})
	text := func(name string, h evidence.History) string {
		return fmt.Sprintf("%v", mustRead(t, name).Of([]evidence.History{h, h, h}, 10_000, 0.001))
	}
	if a, b := text("to-1936", h), text("to-1936", other); a != b {
		t.Errorf("the loss to 1936 moves:\n%s\n%s", a, b)
	}
	if a, b := text("to-1939", h), text("to-1939", other); a == b {
		t.Error("the loss to 1939 does not move")
	}
	early := flat()
	early.Gauges["arrests"][after-1] *= 1000
	if text("to-1936", h) == text("to-1936", early) {
		t.Error("the loss to 1936 does not see December 1936")
	}
	if len(h.Gauges["arrests"]) != int(calendar.Of(1941, 6)-h.From)+1 || len(other.Operations) != 2 {
		t.Error("the histories were changed")
	}
}

// toward is a history that agrees with the record of arrests, death sentences,
// disturbances and the operation of 1930 at t = 1, and is far from it at 0.
// Until a half no operation begins, and the net threat grows towards 0.001.
func toward(t float64) evidence.History {
	h := flat()
	set := func(gauge string, from, to calendar.Month, total float64) {
		for m := from; m <= to; m++ {
			h.Gauges[gauge][m-h.From] = total / float64(to-from+1)
		}
	}
	wrong := math.Pow(8, 1-t)
	for y := 1921; y <= 1936; y++ {
		for _, one := range []struct{ gauge, figure string }{{"arrests", "arrests_%d"}, {"executions", "conv_vmn_%d"}} {
			f, _ := evidence.Find(fmt.Sprintf(one.figure, y))
			set(one.gauge, calendar.Of(y, 1), calendar.Of(y, 12), float64(f.Value)*wrong)
		}
	}
	calm, _ := evidence.Find("disturb_1929")
	set("disturbances", calendar.Of(1929, 1), calendar.Of(1929, 12), float64(calm.Value)*math.Pow(20, 1-t))
	for m := 1; m <= 12; m++ {
		f, _ := evidence.Find(fmt.Sprintf("disturb_1930_%02d", m))
		set("disturbances", calendar.Of(1930, m), calendar.Of(1930, m), float64(f.Value)*t+200*(1-t))
	}
	set("net_threat", h.From, h.Last(), 0)
	set("net_threat", calendar.Of(1930, 5), calendar.Of(1930, 5), 0.0015*t)
	h.Operations = nil
	if t >= 0.5 {
		plan, taken := 60_000*(3-2*t), 60_000+(140_000-60_000)*(2*t-1)
		h.Operations = []country.OperationRow{{Operation: 1, Start: calendar.Of(1930, 2), Stop: calendar.Of(1930, 6) + calendar.Month(30*(1-t)),
			Plan: plan, Limit: plan, Taken: taken, Executed: taken * (0.06 + 0.3*(1-t))}}
	}
	return h
}

// The loss falls all the way as a history comes nearer to the record, before
// any operation begins and after; and none of its parts rises, but for that of
// stocks and rates, among which are deaths of the civil war that toward does
// not follow.
func TestLossFallsTowardsTheFigures(t *testing.T) {
	r := mustRead(t, "to-1936")
	names, before := r.PartNames(), Loss{Total: math.Inf(1)}
	for i := range 11 {
		at := float64(i) / 10
		l := r.Of([]evidence.History{toward(at)}, 100, 0.001)
		if !(l.Total < before.Total) {
			t.Errorf("at %v the loss is %v, and before it was %v", at, l.Total, before.Total)
		}
		for k, v := range l.Parts {
			if before.Parts != nil && names[k] != "S figures" && v > before.Parts[k]+1e-9 {
				t.Errorf("at %v the part %q is %v, and before it was %v", at, names[k], v, before.Parts[k])
			}
		}
		before = l
	}
	for k, name := range names {
		if (strings.HasPrefix(name, "A1") || strings.HasPrefix(name, "A2") || strings.HasPrefix(name, "A3 ") && name != "A3 figures") && before.Parts[k] > 0.01 {
			t.Errorf("at the record %q still costs %v", name, before.Parts[k])
		}
	}
}

// Operations that should not be there cost what the table says, three of them
// at most in a span; the one of 1930 costs nothing.
func TestUnwantedOperations(t *testing.T) {
	r := mustRead(t, "to-1939")
	for _, c := range []struct {
		years []int
		want  float64
	}{
		{nil, 0}, {[]int{1930}, 0}, {[]int{1937, 1938}, 0}, {[]int{1918}, 0.3}, {[]int{1922}, 1}, {[]int{1929, 1931}, 2},
		{[]int{1914, 1917, 1919, 1921}, 0.9}, {[]int{1931, 1932, 1933, 1934, 1936}, 3},
	} {
		h := flat()
		h.Operations = nil
		for _, y := range c.years {
			h.Operations = append(h.Operations, country.OperationRow{Start: calendar.Of(y, 3), Stop: calendar.Of(y, 5), Plan: 1000, Taken: 1000})
		}
		sum := 0.0
		l := r.Of([]evidence.History{h}, 10_000, 0.001)
		for i, name := range r.PartNames() {
			if strings.HasPrefix(name, "operations begun 19") {
				sum += l.Parts[i]
			}
		}
		if math.Abs(sum-c.want) > 1e-12 {
			t.Errorf("operations of %v cost %v, want %v", c.years, sum, c.want)
		}
	}
}

func TestOutside(t *testing.T) {
	missing := evidence.Missing()
	check := func(unit string, median, low, high evidence.Number) evidence.Check {
		return evidence.Check{Unit: unit, Median: median, Min: low, Max: high}
	}
	never := check("ratio", missing, 2.3, 4.7)
	never.Absent = evidence.NoOperation
	nobody := check("share", missing, 0.5, missing)
	nobody.Absent = evidence.NothingToShare
	unreached := check("ratio", missing, 1, 2)
	unreached.Absent = evidence.NotReached
	for _, c := range []struct {
		name  string
		check evidence.Check
		near  float64
		want  float64
	}{
		{"within", check("ratio", 3, 2.3, 4.7), 0, 0},
		{"a factor of two above", check("ratio", 9.4, 2.3, 4.7), 0, math.Log(2)},
		{"a factor of two below", check("factor", 1.15, 2.3, missing), 0, math.Log(2)},
		{"none of some", check("persons", 0, 100, missing), 0, 3},
		{"far above", check("persons", 1e9, missing, 100), 0, 3},
		{"a share", check("share", 0.25, 0.5, missing), 0, 2.5},
		{"points", check("percentage points", 15, missing, 5), 0, 2},
		{"months", check("months", 12, missing, 6), 0, 0.5},
		{"years", check("year", 1928, 1930, 1933), 0, 0.4},
		{"never begun", never, 0.25, 2.75},
		{"not counted as begun", check("0 or 1", 0, 1, missing), 1, 2},
		{"counted as begun", check("0 or 1", 1, 1, missing), 0, 0},
		{"nobody to share in", nobody, 0.5, 3},
	} {
		if v := outside(c.check, c.near); math.Abs(v-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.name, v, c.want)
		}
	}
	if v := outside(unreached, 0); !math.IsNaN(v) {
		t.Errorf("what is not reached costs %v", v)
	}
	// Every unit that a mark uses has a step of its own here.
	known := []string{"ratio", "factor", "persons", "share", "difference of shares", "share of those expelled", "share of persons at liberty",
		"percentage points", "year", "months", "rank correlation", "0 or 1"}
	for _, m := range evidence.Marks(nil, 1) {
		for _, c := range m.Checks {
			if costs(c) && !slices.Contains(known, c.Unit) {
				t.Errorf("%s %s: how much is a step of %q?", m.Pattern, c.Name, c.Unit)
			}
		}
	}
}
