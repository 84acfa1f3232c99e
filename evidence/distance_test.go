package evidence

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/stat"
)

// near allows for the rounding of a few additions.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// blank is a history of 1914-01 to 1941-06 in which nothing happens.
func blank() History {
	h := History{From: calendar.Of(1914, 1), Gauges: map[string][]float64{}}
	for _, g := range country.Gauges {
		h.Gauges[g.Name] = make([]float64, 330)
	}
	return h
}

// spread puts a flow of the whole period into a gauge in equal months.
func (h History) spread(gauge string, from, to calendar.Month, total float64) {
	for m := from; m <= to; m++ {
		h.Gauges[gauge][m-h.From] = total / float64(to-from+1)
	}
}

// recorded is a history made to equal the figures of arrests, death sentences,
// disturbances, expulsions and elite shares, and the two operations.
func recorded() History {
	h := blank()
	for _, f := range Figures() {
		c := CounterpartOf(f)
		if f.End > h.Last() || !c.For(f).Scored() {
			continue
		}
		switch {
		case c.Pattern == "A1", c.Pattern == "B1" && f.ID != "spr_arrested", strings.HasPrefix(f.ID, "conv_vmn_"), f.ID == "nkvd_arrested_3638",
			strings.HasPrefix(f.ID, "disturb_") && f.End-f.Start > 0:
			h.spread(c.Gauges[0], f.Start, f.End, float64(f.Value))
		}
	}
	for m, events := range []float64{402, 1048, 6528, 1992, 1375, 886, 618, 256, 159, 270, 129, 91} { // adds up to 13754
		h.Gauges["disturbances"][calendar.Of(1930, m+1)-h.From] = events
	}
	for i := range 330 {
		h.Gauges["population"][i] = 160e6
		h.Gauges["party_members"][i] = 2e6
	}
	for _, id := range verifications {
		f := mustID(id)
		h.spread("party_expelled", f.Start, f.End, float64(f.Value)/100*2e6)
	}
	h.Gauges["cc_lost_share"][beforeNext-h.From] = 0.705
	h.Gauges["delegates_lost_share"][beforeNext-h.From] = 0.564
	h.Gauges["corps_commanders_lost"][endOf1938-h.From] = 50
	h.Gauges["division_commanders_lost"][endOf1938-h.From] = 154
	h.spread("dissent_share", calendar.Of(1930, 1), calendar.Of(1933, 12), 0.48)
	h.spread("police_arrested", calendar.Of(1938, 12), calendar.Of(1939, 2), 300)
	h.Operations = []country.OperationRow{
		{Operation: 1, Start: calendar.Of(1930, 2), Stop: calendar.Of(1930, 7), Plan: 60000, Limit: 60000, Taken: 284000, Executed: 20201},
		{Operation: 2, Start: calendar.Of(1937, 8), Stop: calendar.Of(1938, 12), Plan: 268950, Limit: 767000, Taken: 702656, Executed: 387000},
	}
	h.Operations[0].Taken = 4.7 * 60000
	return h
}

func partOf(t *testing.T, parts []Part, name string) Part {
	t.Helper()
	for _, p := range parts {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("no part %s", name)
	return Part{}
}

func TestDistanceIsZeroWhereTheHistoryEqualsTheFigures(t *testing.T) {
	report := Distance([]History{recorded()}, 1)
	for _, p := range []string{"A1", "A2", "A4", "B3"} {
		part := partOf(t, report.Patterns, p)
		if part.Figures == 0 || math.Abs(float64(part.Distance)) > 1e-9 {
			t.Errorf("%s: distance %v over %d figures, want 0", p, part.Distance, part.Figures)
		}
	}
	for _, r := range report.Rows {
		// purge_1933 and purge_1935 share May 1935, so only one can be met exactly
		if strings.HasPrefix(r.ID, "purge_1") && r.ID != "purge_1919" && r.ID != "purge_1933" && r.Scored() && float64(r.Error) > 1e-9 {
			t.Errorf("%s: error %v", r.ID, r.Error)
		}
	}
}

func TestDoublingASeriesCostsLnTwoBySigmaTimesItsWeight(t *testing.T) {
	figures := Select(Figures(), Filter{Prefix: "arrests_19"})
	figures = append(figures, Select(Figures(), Filter{Prefix: "conv_vmn_19"})...)
	h := recorded()
	before := Compare(figures, []History{h}, 1)
	if before.All.Distance > 1e-9 {
		t.Fatalf("distance %v before doubling", before.All.Distance)
	}
	for i := range h.Gauges["arrests"] {
		h.Gauges["arrests"][i] *= 2
	}
	after := Compare(figures, []History{h}, 1)

	want, rough := 0.0, 0.0
	for _, f := range figures {
		c := CounterpartOf(f)
		if c.Gauges[0] != "arrests" || !c.For(f).Scored() {
			continue
		}
		obs := float64(f.Value)
		want += c.Weight * stat.Log((2*obs+1)/(obs+1)) / f.Grade.Sigma()
		rough += c.Weight * math.Ln2 / f.Grade.Sigma()
	}
	got := float64(after.All.Distance) * after.All.Weight
	if !near(got, want) || math.Abs(got-rough) > 1e-3 {
		t.Errorf("doubling arrests adds %v, want %v (about %v)", got, want, rough)
	}
	sum := 0.0
	for _, r := range after.Rows {
		if r.Scored() {
			sum += float64(r.Contribution)
		}
	}
	if !near(sum, float64(after.All.Distance)) {
		t.Errorf("contributions add up to %v, the distance is %v", sum, after.All.Distance)
	}
}

func TestMisfit(t *testing.T) {
	lanes := Counterpart{Grain: Lane, Times: 1, Base: 1}
	cadre := Counterpart{Grain: Person, Times: 1, Whole: 5, Base: 5}
	ranged := Figure{Value: Missing(), Low: 10, High: 20, Grade: GradeB}
	for _, c := range []struct {
		name  string
		f     Figure
		c     Counterpart
		sim   float64
		scale float64
		want  float64
	}{
		{"one lane on both sides", Figure{Value: 414, Grade: GradeA}, lanes, 0, 1000, math.Log(1.414) / 0.2},
		{"grade G is half a log unit", Figure{Value: 1000, Grade: GradeG}, lanes, 0, 1000, math.Ln2 / 0.5},
		{"inside the range", ranged, lanes, 15, 1, 0},
		{"below the range", ranged, lanes, 4, 1, math.Log(11.0/5) / 0.35},
		{"above the range", ranged, lanes, 41, 1, math.Ln2 / 0.35},
		{"a share by logit", Figure{Value: 3, Grade: GradeC}, cadre, 4, 1000, math.Log((4.0/1)/(3.0/2)) / 0.7},
		{"all of five, half a person away", Figure{Value: 3, Grade: GradeC}, cadre, 5, 1000, math.Log(9/1.5) / 0.7},
		{"none of five", Figure{Value: 3, Grade: GradeC}, cadre, 0, 1000, math.Log(9*1.5) / 0.7},
	} {
		if got := misfit(c.f, c.c, c.sim, c.scale); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestMedianAndBandOfMembers(t *testing.T) {
	f := []Figure{mustID("arrests_1930")}
	members := make([]History, 5)
	for i := range members {
		members[i] = blank()
		members[i].spread("arrests", f[0].Start, f[0].End, float64(i)*100000)
	}
	r := Compare(f, members, 1).Rows[0]
	if !near(float64(r.Median), 200000) || !near(float64(r.Low5), 20000) || !near(float64(r.High95), 380000) || r.Members != 5 {
		t.Errorf("median %v, band %v to %v, %d members", r.Median, r.Low5, r.High95, r.Members)
	}
	short := History{From: calendar.Of(1914, 1), Gauges: map[string][]float64{"arrests": make([]float64, 12)}}
	r = Compare(f, []History{members[0], short, short}, 1).Rows[0]
	if r.Scored() || r.Absent != NotReached || r.Members != 1 {
		t.Errorf("two of three members end too early: scored %v, absent %q, members %d", r.Scored(), r.Absent, r.Members)
	}
}

func TestInputsContextAndClaimsAreShownAndNotCounted(t *testing.T) {
	report := Distance([]History{recorded()}, 1000)
	if len(report.Rows) != 514+9 {
		t.Errorf("%d rows, want all figures and nine months of 1930 from the inputs", len(report.Rows))
	}
	shown := map[Use]int{}
	counted := 0
	for _, r := range report.Rows {
		if r.Members > 0 {
			shown[r.Use]++
		}
		if r.Contribution.Known() {
			counted++
			if !r.Use.Scored() {
				t.Errorf("%s is %s and counted", r.ID, r.Use)
			}
		}
		if r.Use == NoUse && (r.Why == "" || r.Absent != NoCounterpart) {
			t.Errorf("%s has nothing beside it and no reason: %q %q", r.ID, r.Why, r.Absent)
		}
	}
	if shown[InputUse] == 0 || shown[Context] == 0 || counted != report.All.Figures {
		t.Errorf("shown %v, counted %d of %d", shown, counted, report.All.Figures)
	}
	sum := 0
	for _, p := range report.Uses {
		sum += p.Figures
	}
	patterns := 0
	for _, p := range report.Patterns {
		patterns += p.Figures
	}
	if sum != report.All.Figures || patterns != report.All.Figures {
		t.Errorf("uses hold %d and patterns %d of %d figures", sum, patterns, report.All.Figures)
	}
	if text, err := json.Marshal(report); err != nil || !strings.Contains(string(text), `"Median":null`) {
		t.Errorf("JSON: %v", err)
	}
	if empty := Distance(nil, 1); empty.All.Distance.Known() || empty.All.Figures != 0 {
		t.Errorf("no history has a distance: %v", empty.All)
	}
}

func TestSpearman(t *testing.T) {
	for _, c := range []struct {
		name string
		x, y []float64
		want float64
		ok   bool
	}{
		// The intelligence quotients and hours of television of the textbook
		// example: sum of squared rank differences 194, rho = 1 - 6*194/990.
		{"textbook", []float64{106, 100, 86, 101, 99, 103, 97, 113, 112, 110}, []float64{7, 27, 2, 50, 28, 29, 20, 12, 6, 17},
			1 - 6.0*194/990, true},
		{"ties", []float64{1, 2, 2, 3}, []float64{1, 3, 2, 4}, 4.5 / math.Sqrt(4.5*5), true},
		{"reversed", []float64{1, 2, 3}, []float64{30, 20, 10}, -1, true},
		{"constant", []float64{1, 1, 1}, []float64{1, 2, 3}, 0, false},
		{"two pairs", []float64{1, 2}, []float64{1, 2}, 0, false},
	} {
		if got, ok := Spearman(c.x, c.y); ok != c.ok || !near(got, c.want) {
			t.Errorf("%s: %v %v, want %v %v", c.name, got, ok, c.want, c.ok)
		}
	}
}

func TestEssayTable(t *testing.T) {
	h := recorded()
	h.Gauges["marshals_lost"][endOf1938-h.From] = 2
	table := EssayTable([]History{h, h})
	want := []struct {
		printed string
		essay   float64
		median  float64
		others  int
	}{
		{"70%", 0.70, 0.705, 2}, {"1108 of 1966", 1108.0 / 1966, 0.564, 2}, {"3 of 5", 0.6, 0.4, 0}, {"13 of 15", 13.0 / 15, 0, 0},
		{"8 of 9", 8.0 / 9, 0, 0}, {"154 of 189", 154.0 / 189, 154.0 / 186, 2},
	}
	if len(table) != len(want) {
		t.Fatalf("%d rows, want %d", len(table), len(want))
	}
	for i, w := range want {
		r := table[i]
		if r.Printed != w.printed || !near(float64(r.Essay), w.essay) || !near(float64(r.Median), w.median) ||
			len(r.Others) != w.others || r.Members != 2 {
			t.Errorf("row %d: %+v, want %+v", i, r, w)
		}
	}
	if o := table[5].Others[0]; o.Printed != "154 of 186" || !strings.Contains(table[5].Note, "186 is usual (82.8 percent)") {
		t.Errorf("divisional commanders: %+v, note %q", o, table[5].Note)
	}
	if r := EssayTable(nil)[0]; r.Median.Known() || r.Members != 0 {
		t.Errorf("no history gives %v", r.Median)
	}
}

func TestLaunchDates(t *testing.T) {
	none, twice := blank(), blank()
	twice.Operations = []country.OperationRow{{Start: calendar.Of(1937, 8)}, {Start: calendar.Of(1937, 9)}}
	early := blank()
	early.Operations = []country.OperationRow{{Start: calendar.Of(1930, 2)}}
	l := LaunchDates([]History{none, twice, early, recorded()})
	if l.Members != 4 || l.None != 1 || l.None3639 != 2 || len(l.Years) != 28 || len(l.Quarters) != 16 {
		t.Errorf("members %d, none %d, none in 1936-39 %d, %d years, %d quarters", l.Members, l.None, l.None3639, len(l.Years), len(l.Quarters))
	}
	for _, b := range append(l.Years, l.Quarters...) {
		want := map[string][2]int{"1930": {2, 2}, "1937": {2, 3}, "1937 Q3": {2, 3}}[b.Label]
		if [2]int{b.Members, b.Starts} != want {
			t.Errorf("%s: %d members and %d starts, want %v", b.Label, b.Members, b.Starts, want)
		}
	}
	if months := Starts([]History{early, twice}); len(months) != 3 || months[0] != calendar.Of(1930, 2) {
		t.Errorf("starts %v", months)
	}
	if l := LaunchDates(nil); l.Members != 0 || l.Years != nil {
		t.Errorf("no history: %+v", l)
	}
}

func BenchmarkDistance(b *testing.B) {
	members := make([]History, 100)
	for i := range members {
		members[i] = recorded()
	}
	for b.Loop() {
		Distance(members, 1000)
	}
}
