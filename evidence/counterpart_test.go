package evidence

import (
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

func TestEveryFigureHasOneLineInCounterparts(t *testing.T) {
	for _, f := range Figures() {
		if _, ok := shipped().beside[f.ID]; !ok { // twice panics while reading
			t.Errorf("%s: counterparts.csv says nothing of it", f.ID)
		}
	}
}

func TestEveryPatternOfIDsCoversAFigure(t *testing.T) {
	for _, c := range Counterparts() {
		for _, glob := range c.IDs {
			alone, covers := Counterpart{IDs: []string{glob}}, false
			for _, f := range shipped().all {
				covers = covers || alone.Covers(f.ID)
			}
			if !covers {
				t.Errorf("counterparts.csv:%d: %s covers no figure", c.Line, glob)
			}
		}
	}
}

func TestEveryGaugeNamedExists(t *testing.T) {
	gauges := map[string]bool{}
	for _, g := range country.Gauges {
		gauges[g.Name] = true
	}
	named := 0
	for _, c := range Counterparts() {
		for _, g := range c.Gauges {
			named++
			if !gauges[g] {
				t.Errorf("counterparts.csv:%d: no gauge %s", c.Line, g)
			}
		}
		if c.Over != "" && !gauges[c.Over] {
			t.Errorf("counterparts.csv:%d: no gauge %s", c.Line, c.Over)
		}
	}
	for _, e := range essayClaims {
		if !gauges[e.gauge] {
			t.Errorf("the essay's table: no gauge %s", e.gauge)
		}
	}
	if named < 50 {
		t.Errorf("only %d gauges named", named)
	}
}

func TestClaimsAndGuessesAreNeverScored(t *testing.T) {
	scored := map[Use]int{}
	for _, f := range shipped().all {
		use := CounterpartOf(f).For(f)
		scored[use]++
		if use.Scored() && (f.Grade == GradeEssay || f.Grade == GradeCoded || f.Grade == GradeC) {
			t.Errorf("%s of grade %s is scored", f.ID, f.Grade)
		}
	}
	for _, u := range []Use{Fitted, HeldOut, AfterCheck, InputUse, Context, NoUse} {
		if scored[u] == 0 {
			t.Errorf("no figure is %s", u)
		}
	}
}

func TestSplitFollowsTheDates(t *testing.T) {
	for id, want := range map[string]Use{
		"arrests_1936": Fitted, "purge_1936": Fitted, "specset_1937_01": Fitted, "kulak_cat1_arrest_1930": Fitted,
		"arrests_1937": HeldOut, "specset_1938_01": HeldOut, "spr_arrested": HeldOut, "cc17_shot_share": HeldOut,
		"arrests_1938": HeldOut, "essay_delegates_share": HeldOut, "nkvd_arrested_3638": HeldOut, "nkvd_political_1930s": HeldOut,
		"arrests_1939": AfterCheck, "conv_vmn_1940": AfterCheck, "party_1941": AfterCheck,
		"pop_1926_12": InputUse, "gulag_itl_1936": Context, "nat_polish_vmn": NoUse, "grain_low_1933": InputUse,
		"disturb_1930_07": Fitted,
	} {
		f := mustID(id)
		if got := CounterpartOf(f).For(f); got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	december := Figure{Start: calendar.Of(1936, 1), End: calendar.Of(1937, 1)}
	if got := SplitOf(december); got != HeldOut {
		t.Errorf("a flow to January 1937 is %s, want %s: only a stock may be fitted there", got, HeldOut)
	}
}

func TestSimulatedCases(t *testing.T) {
	h := History{From: calendar.Of(1930, 1), Gauges: map[string][]float64{
		"arrests":       {1, 2, 3, 4, 5, 6},
		"executions":    {10, 0, 0, 0, 0, 0},
		"population":    {200, 210, 220, 230, 240, 250},
		"party_members": {100, 110, 120, 130, 140, 150},
		"fear":          {0.1, 0.5, 0.2, 0, 0, 0},
	}, Operations: []country.OperationRow{
		{Operation: 1, Start: calendar.Of(1930, 2), Stop: calendar.Of(1930, 5), Plan: 60, Limit: 120, Taken: 180, Executed: 9},
		{Operation: 2, Start: calendar.Of(1930, 3), Plan: 5, Limit: 5, Taken: 5},
	}}
	period := Figure{ID: "x", Start: calendar.Of(1930, 2), End: calendar.Of(1930, 4)}
	window := func(how How) Counterpart {
		return Counterpart{How: how, From: calendar.Of(1930, 1), To: calendar.Of(1930, 6), Times: 1}
	}
	for _, c := range []struct {
		name   string
		f      Figure
		c      Counterpart
		want   float64
		absent Absence
	}{
		{"sum", period, Counterpart{How: Sum, Gauges: []string{"arrests"}, Times: 1}, 9, Present},
		{"sum of two", Figure{Start: h.From, End: h.From}, Counterpart{How: Sum, Gauges: []string{"arrests", "executions"}, Times: 1}, 11, Present},
		{"start", period, Counterpart{How: AtStart, Gauges: []string{"population"}, Times: 1e-3}, 0.2, Present},
		{"start of all", Figure{Start: h.From, End: h.From}, Counterpart{How: AtStart, Gauges: []string{"population"}, Times: 1}, 200, Present},
		{"end", period, Counterpart{How: AtEnd, Gauges: []string{"population"}, Times: 1}, 230, Present},
		{"at", period, Counterpart{How: At, Gauges: []string{"population"}, From: calendar.Of(1930, 6), Times: 1}, 250, Present},
		{"mean", period, Counterpart{How: Mean, Gauges: []string{"population"}, Times: 1}, 220, Present},
		{"max", period, Counterpart{How: Max, Gauges: []string{"fear"}, Times: 100}, 50, Present},
		{"share", period, Counterpart{How: Share, Gauges: []string{"arrests"}, Over: "party_members", Times: 100}, 9, Present},
		{"rate", period, Counterpart{How: Rate, Gauges: []string{"arrests"}, Over: "party_members", Times: 1}, 9.0 / 120, Present},
		{"too early", Figure{Start: h.From - 1, End: h.From}, Counterpart{How: Sum, Gauges: []string{"arrests"}, Times: 1}, 0, NotReached},
		{"too late", Figure{Start: h.From, End: h.From + 6}, Counterpart{How: Sum, Gauges: []string{"arrests"}, Times: 1}, 0, NotReached},
		{"no gauge", period, Counterpart{How: Sum, Gauges: []string{"mores"}, Times: 1}, 0, NotReached},
		{"nobody", period, Counterpart{How: Rate, Gauges: []string{"arrests"}, Over: "executions", Times: 1}, 0, NothingToShare},
		{"none", period, Counterpart{}, 0, NoCounterpart},
		{"plan", period, window(Plan), 60, Present},
		{"limit", period, window(Limit), 120, Present},
		{"taken", period, window(Taken), 180, Present},
		{"executed", period, window(Executed), 9, Present},
		{"overshoot", period, window(Overshoot), 3, Present},
		{"growth", period, window(Growth), 2, Present},
		{"months", period, window(Months), 3, Present},
		{"no operation, persons", period, Counterpart{How: Taken, From: calendar.Of(1930, 5), To: calendar.Of(1930, 6), Times: 1}, 0, Present},
		{"no operation, ratio", period, Counterpart{How: Growth, From: calendar.Of(1930, 5), To: calendar.Of(1930, 6), Times: 1}, 0, NoOperation},
		{"window too late", period, Counterpart{How: Plan, From: calendar.Of(1930, 5), To: calendar.Of(1930, 12), Times: 1}, 0, NotReached},
	} {
		got, absent := simulated(h, c.f, c.c)
		if absent != c.absent || absent == Present && !near(got, c.want) {
			t.Errorf("%s: %v %q, want %v %q", c.name, got, absent, c.want, c.absent)
		}
	}
	if v, ok := Simulated(h, mustID("arrests_1930")); ok {
		t.Errorf("half a year of arrests stands for the whole: %v", v)
	}
	if open := (country.OperationRow{Start: calendar.Of(1930, 3)}); h.lasted(open) != 3 {
		t.Errorf("an operation still on lasts %v months, want 3", h.lasted(open))
	}
}

func TestFromRecords(t *testing.T) {
	records := make([]country.Record, 3)
	for i := range records {
		records[i].Month = calendar.Of(1937, 1+i)
		records[i].Gauges[country.Arrests] = float64(i + 1)
		records[i].Regions = []country.RegionRow{{Region: "Komi ASSR", Limit: float64(i)}}
	}
	h := FromRecords(records, nil)
	if sum, ok := h.sum(calendar.Of(1937, 1), calendar.Of(1937, 3), "arrests"); !ok || sum != 6 {
		t.Errorf("arrests %v %v, want 6", sum, ok)
	}
	if h.Last() != calendar.Of(1937, 3) || len(h.Gauges) != int(country.GaugeCount) || h.Regions[2][0].Limit != 2 {
		t.Errorf("last %v, %d gauges", h.Last(), len(h.Gauges))
	}
	if none := FromRecords(nil, nil); len(none.Gauges) != 0 {
		t.Error("no records make gauges")
	}
}
