package report

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/scenario"
)

func TestTheFirstLineSaysWhatWasRun(t *testing.T) {
	text := summary(t, ran(1000, recorded()), Options{Width: 120})
	first, rest, _ := strings.Cut(text, "\n")
	if want := "hand-made, seed 7, scale 1:1000, one history, 330 months 1914-01 to 1941-06"; first != want {
		t.Errorf("first line %q, want %q", first, want)
	}
	head, _, _ := strings.Cut(rest, "\n\n")
	for _, want := range []string{"The record itself", "parameters: point to-test, fitted to the record: explains, does not predict", "version 0.0", "made by: fromabove run hand-made --seed 7"} {
		if !strings.Contains(head, want) {
			t.Errorf("the heading does not say %q: %s", want, head)
		}
	}
	many := ran(1000, three()...)
	many.Outcome.Histories[1] = evidence.History{}
	many.Order.Scenario.Plan.Params = map[string]float64{"leader.z": 3} // of its point
	many.Order.Scenario.Set = map[string]float64{"police.x": 2, "court.y": 1.5}
	head, _, _ = strings.Cut(summary(t, many, Options{Width: 120}), "\n\n")
	for _, want := range []string{"2 members", "member 1 has seed 7000001, member 2 seed 7000002", "1 of 3 members are not finished",
		"set by the scenario: court.y=1.5, police.x=2"} {
		if !strings.Contains(plain(head), want) {
			t.Errorf("the heading does not say %q: %s", want, head)
		}
	}
	if strings.Contains(head, "leader.z") {
		t.Errorf("what the point sets is said to be set by the scenario: %s", head)
	}
}

func TestTheRecordIsAtDistanceZeroAndMeetsTheMarks(t *testing.T) {
	text := summary(t, ran(1, recorded()), Options{Width: 80})
	distances := text[strings.LastIndex(text, "Distance from the evidence"):]
	for _, want := range []string{
		`A1 arrests 1921-36 +0\.00 +16$`, `A2 death sentences outside the spikes +0\.00 +16$`, `A4 disturbances +0\.00 +16$`, `B3 the elite +0\.00 +4$`,
	} {
		if !regexp.MustCompile(`(?m)^` + want).MatchString(distances) {
			t.Errorf("no line %s in\n%s", want, distances)
		}
	}
	for _, p := range []string{"A1", "A2", "A3", "A4", "B2", "B3"} {
		if l := lineOf(t, text, p+" MET"); !strings.HasPrefix(l, p+" MET:") {
			t.Errorf("%q", l)
		}
	}
	doubled := summary(t, ran(1, scaled("arrests", 4)), Options{Width: 80})
	lineOf(t, doubled, "A1 MISSED:")
	if l := lineOf(t, doubled[strings.LastIndex(doubled, "Distance from"):], "A1"); strings.Contains(l, " 0.00 ") {
		t.Errorf("four times the arrests cost nothing: %q", l)
	}
}

func TestABandNeedsMembers(t *testing.T) {
	one := summary(t, ran(1, recorded()), Options{Width: 120})
	if !strings.Contains(one, "one history, no band") || strings.Contains(one, "band 5–95%") || strings.Contains(one, "median of") {
		t.Error("one history has a band, or does not say that it has none")
	}
	for _, width := range []int{40, 80, 120} {
		for _, band := range []string{"505,256–505,256", "70.5%–70.5%", "0.705–0.705"} { // of the record and nothing else
			if text := summary(t, ran(1, recorded()), Options{Width: width}); strings.Contains(text, band) {
				t.Errorf("width %d: one history has the band %s", width, band)
			}
			if text := summary(t, ran(1, recorded(), recorded()), Options{Width: width}); !strings.Contains(plain(text), band) {
				t.Errorf("width %d: two have no band %s", width, band)
			}
		}
	}
	many := summary(t, ran(1, three()...), Options{Width: 120})
	if strings.Contains(many, "no band") || !strings.Contains(many, "median of 3 members") {
		t.Error("three members have no band")
	}
	// 1921 with 200,271: the 5% of half, once and twice is 0.55 times, the 95% 1.9 times.
	row := between(t, many, "Arrested by", "Communist")
	if !regexp.MustCompile(`1921 +200,271 +G +200,271 +110,149–380,515 +0\.00`).MatchString(row) {
		t.Errorf("arrests of 1921: %s", row)
	}
	narrow := between(t, summary(t, ran(1, three()...), Options{Width: 80}), "FITTED", "HELD OUT")
	if !strings.Contains(narrow, "110,149–380,515") {
		t.Error("the band of 1921 is lost on a narrow page")
	}
	short := recorded()
	for name, column := range short.Gauges {
		short.Gauges[name] = column[:calendar.Of(1925, 1)-short.From]
	}
	if some := summary(t, ran(1, recorded(), recorded(), short), Options{Width: 120}); !regexp.MustCompile(`1933 +505,256 +G +505,256 +505,256–505,256 \(2 of 3\)`).MatchString(some) {
		t.Error("a year that two of three members reach does not say so")
	}
}

func TestUsesAreToldApart(t *testing.T) {
	text := summary(t, ran(1000, recorded()), Options{Width: 110})
	for _, c := range []struct{ from, to, row string }{
		{"FITTED: ", "HELD OUT: ", `1936 +131,168 +G +131,000 `},
		{"HELD OUT: ", "AFTER: ", `1937 +353,074 +A +353,000 `},
		{"AFTER: ", "CONTEXT: ", `1939 +44,731 +A +45,000 `},
		{"CONTEXT: ", "INPUT without a gauge", `1937-38 +1,575,259`},
		{"INPUT without a gauge", "NO COUNTERPART: ", "collect_1927_06 to collect_1936_06"},
		{"NO COUNTERPART: ", "The essay's numbers", "kron_shot, kron_labour"},
	} {
		part := between(t, text, c.from, c.to)
		if !regexp.MustCompile(c.row).MatchString(part) {
			t.Errorf("under %q no %q:\n%s", c.from, c.row, part)
		}
	}
	const note = "knew the held-out figures"
	if strings.Count(plain(text), note) != 2 {
		t.Error("the reader is not told that the held-out figures were known")
	}
	r := ran(1000, recorded())
	for _, p := range []scenario.Point{{}, {FittedTo: calendar.Of(1937, 6)}, {FittedTo: calendar.Of(1936, 12)}} {
		want := 2
		if p.FittedTo == calendar.Of(1936, 12) {
			want = 0
		}
		r.Order.Scenario.Point = p
		if got := strings.Count(plain(summary(t, r, Options{Width: 110})), note); got != want {
			t.Errorf("fitted to %v: told %d times that the held-out figures were known, want %d", p.FittedTo, got, want)
		}
	}
	without := 0
	for _, r := range evidence.Distance([]evidence.History{recorded()}, 1000).Rows {
		if r.Use == evidence.NoUse {
			without++
		}
	}
	if !strings.Contains(plain(text), fmt.Sprintf("%d of 523 in all)", without)) {
		t.Errorf("%d figures without counterpart are not counted", without)
	}
}

func TestAllShowsEveryFigure(t *testing.T) {
	r := ran(1000, recorded())
	text := plain(summary(t, r, Options{Width: 120, All: true}))
	best := plain(summary(t, r, Options{Width: 120}))
	for _, want := range []string{"INPUT: figures that are given to the model", "Census population, Dec 1926", "Red Army deserters"} {
		if !strings.Contains(text, want) || strings.Contains(best, want) {
			t.Errorf("%q: with all %v, with the best %v", want, strings.Contains(text, want), strings.Contains(best, want))
		}
	}
	for _, row := range evidence.Distance(r.Outcome.Histories, 1000).Rows {
		if row.How == "" && row.Use == evidence.NoUse && !strings.Contains(text, stem(row.ID)) {
			t.Errorf("%s is not listed among those without counterpart", row.ID)
		}
	}
}

func TestTheEssayHasItsTable(t *testing.T) {
	for _, width := range []int{80, 120} {
		part := between(t, summary(t, ran(1000, recorded()), Options{Width: width}), "The essay's numbers", "When operations")
		for _, want := range []string{
			`70% of the Central Committee of 1934 +70\.0% +70\.5% `, `1,108 of 1,966 delegates of 1934 +56\.4% +56\.4% `, `3 of 5 marshals +60\.0% +0\.0% `,
			`13 of 15 army commanders +86\.7% `, `8 of 9 admirals +88\.9% `, `154 of 189 divisional commanders +81\.5% +82\.8% `,
		} {
			if !regexp.MustCompile(want).MatchString(part) {
				t.Errorf("width %d: no %s in\n%s", width, want, part)
			}
		}
		for _, want := range []string{"154 of 186 (82.8%)", "the essay says of 189; 186 is usual (82.8 percent)", "848 of 1,966 (43.1%)", "98 of 139 (70.5%)"} {
			if !strings.Contains(plain(part), want) {
				t.Errorf("width %d: no %q", width, want)
			}
		}
	}
}

func TestAShortHistorySaysNotReached(t *testing.T) {
	h := recorded()
	for name, column := range h.Gauges {
		h.Gauges[name] = column[:calendar.Of(1921, 1)-h.From]
	}
	text := summary(t, ran(1000, h), Options{Width: 100})
	for _, want := range []string{`1921 +200,271 +G +not reached`, `1937 +353,074 +A +not reached`, `3 of 5 marshals +60\.0% +not reached`,
		`(?m)^A1 NOT REACHED:`, `(?m)^B5 NOT REACHED:`, `(?m)^A1 arrests 1921-36 +none +0 +16$`} {
		if !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("no %s", want)
		}
	}
	if drawn := picture(t, ran(1000, h), Options{Width: 80}); !strings.Contains(drawn, "Nothing is simulated after Dec 1920.") {
		t.Error("the picture does not say where the history ends")
	}
}

func TestLaunchesAreAHistogramOverMembers(t *testing.T) {
	none, twice := blank(end), blank(end)
	twice.Operations = []country.OperationRow{{Start: calendar.Of(1937, 8)}, {Start: calendar.Of(1937, 9)}}
	part := between(t, summary(t, ran(1000, none, twice, recorded(), recorded()), Options{Width: 80}), "When operations", "Pass marks")
	for _, want := range []string{"1930 in 2; 1937 in 3 (4 operations).", "No operation begins in 1 of 4 members.", "No operation begins in 1936-39 in 1 of 4 members."} {
		if !strings.Contains(plain(part), want) {
			t.Errorf("no %q in\n%s", want, part)
		}
	}
	// 28 years of two columns each: 1930 is half as high as four members, 1937 three quarters.
	columns := charted(t, part, 28)
	if got := columns[1930-1914] + columns[1937-1914]; got != "  ██ ███" {
		t.Errorf("columns of 1930 and 1937, from the top: %q", got)
	}
	if q := lineOf(t, part, "  1937 Q3"); !regexp.MustCompile(`█ *3 \(75%\) \(4 operations\)$`).MatchString(q) {
		t.Errorf("quarter: %q", q)
	}
	one := between(t, summary(t, ran(1000, recorded()), Options{Width: 80}), "When operations", "Pass marks")
	if !regexp.MustCompile(`Aug 1937 +Dec 1938 +269,000 +767,000 +703,000 +387,000`).MatchString(one) {
		t.Errorf("one history: %s", one)
	}
	if silent := summary(t, ran(1000, none), Options{}); !strings.Contains(silent, "No operation begins (one history, no band).") {
		t.Error("one history without operations does not say so")
	}
}

var escape = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestPagesKeepTheirWidthAndColours(t *testing.T) {
	for _, members := range [][]evidence.History{{recorded()}, three()} {
		r := ran(1000, members...)
		for _, opt := range []Options{{Width: 40}, {Width: 61}, {Width: 80}, {Width: 120}, {Width: 250}, {Width: 80, All: true}, {Width: 100, ASCII: true}} {
			text := summary(t, r, opt) + picture(t, r, opt)
			for l := range strings.Lines(text) {
				l = strings.TrimSuffix(l, "\n")
				if columns(l) > opt.Width || strings.HasSuffix(l, " ") {
					t.Errorf("%+v: %d columns: %q", opt, columns(l), l)
				}
			}
			if strings.Contains(text, "\x1b") {
				t.Errorf("%+v: escape codes without being asked for", opt)
			}
			opt.Color = true
			coloured := summary(t, r, opt) + picture(t, r, opt)
			if !strings.Contains(coloured, "\x1b[1m") || escape.ReplaceAllString(coloured, "") != text {
				t.Errorf("%+v: colours change the text", opt)
			}
		}
	}
}

func TestJSONHoldsTheNumbersOfTheText(t *testing.T) {
	for _, histories := range [][]evidence.History{{recorded()}, three()} {
		r := ran(1000, histories...)
		b, err := SummaryJSON(r)
		if err != nil {
			t.Fatal(err)
		}
		var out jsonRun
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
		text := summary(t, r, Options{Width: 120})
		if out.Scenario != "hand-made" || out.Seed != 7 || out.Months != 330 || out.Members != len(histories) || out.Last != "1941-06" {
			t.Errorf("%+v", out)
		}
		for i, p := range out.ByPattern {
			want := fmt.Sprintf(`(?m)^%s %s +%s +%d`, p.Name, evidence.Patterns[i].Title, distance(p.Distance), p.Figures)
			if !regexp.MustCompile(want).MatchString(text) {
				t.Errorf("the text has no line %s", want)
			}
		}
		if !strings.Contains(text, "Distance from the evidence: "+distance(out.Distance.Distance)+" in all") {
			t.Errorf("distance in all: JSON %v", out.Distance.Distance)
		}
		best := 0
		for _, f := range out.Figures {
			if f.Simulated.Low5.Known() != (len(histories) > 1 && f.Simulated.Members > 0) {
				t.Errorf("%s: band %v of %d histories", f.ID, f.Simulated.Low5, len(histories))
			}
			if !f.Best || !f.Simulated.Median.Known() {
				continue
			}
			best++
			of, err := evidence.ByID(f.ID)
			if err != nil {
				t.Fatal(err)
			}
			want := regexp.QuoteMeta(exact(f.Observed)) + `.* ` + f.Grade + ` +` + regexp.QuoteMeta(rounded(float64(f.Simulated.Median), step(of, 1000)))
			if !regexp.MustCompile(want).MatchString(text) {
				t.Errorf("%s: the text has no line %s", f.ID, want)
			}
		}
		if best < 100 {
			t.Errorf("only %d best figures have a number", best)
		}
		for _, m := range out.Marks {
			lineOf(t, text, m.Pattern+" "+strings.ToUpper(m.Status))
		}
		if len(out.Essay) != 6 || len(out.Launches.Years) != 28 || slices.IndexFunc(out.Essay, func(e jsonEssay) bool { return strings.Contains(e.Note, "186") }) < 0 {
			t.Errorf("%d rows of the essay, %d years", len(out.Essay), len(out.Launches.Years))
		}
	}
}

func TestNothingToReportIsAnError(t *testing.T) {
	r := ran(1000, evidence.History{})
	if err := Summary(nil, r, Options{}); err != errNothing {
		t.Errorf("summary: %v", err)
	}
	if err := Picture(nil, r, Options{}); err != errNothing {
		t.Errorf("picture: %v", err)
	}
	if err := Heading(nil, r, Options{}); err != errNothing {
		t.Errorf("heading: %v", err)
	}
	if _, err := SummaryJSON(r); err != errNothing {
		t.Errorf("JSON: %v", err)
	}
}
