package report

import (
	"math"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
)

// charted are the columns of the first chart of a text, one a year, from the
// top down, the blanks of empty rows kept. Each takes the bar, not the point.
func charted(t *testing.T, text string, years int) []string {
	t.Helper()
	columns := make([]string, years)
	each := 0
	var rows [][]rune
	for l := range strings.Lines(text) {
		line := []rune(strings.TrimSuffix(l, "\n"))
		if len(line) <= margin-1 {
			continue
		}
		if line[margin-1] == '│' {
			rows = append(rows, line)
		}
		if line[margin-1] == '└' {
			each = (len(line) - margin) / years
			if len(line) != margin+each*years {
				t.Fatalf("the base has %d columns for %d years", len(line)-margin, years)
			}
			break
		}
	}
	if each == 0 {
		t.Fatalf("no chart in\n%s", text)
	}
	for _, row := range rows {
		for i := range columns {
			cell := " "
			if at := margin + i*each; at < len(row) {
				cell = string(row[at])
			}
			columns[i] += cell
		}
	}
	return columns
}

// chartOf is the text of one chart of a picture.
func chartOf(t *testing.T, text, title string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, title)
	if !ok {
		t.Fatalf("no chart %q", title)
	}
	part, _, _ := strings.Cut(rest, "\n\n")
	return part
}

func TestAColumnAYear(t *testing.T) {
	for width, each := range map[int]int{40: 1, 80: 2, 120: 3} {
		arrests := chartOf(t, picture(t, ran(1000, recorded()), Options{Width: width}), "Arrested by")
		if each == 1 { // the observed number stands on the bar
			arrests = strings.ReplaceAll(arrests, "•", "█")
		}
		columns := charted(t, arrests, 28)
		for i, c := range columns {
			year := 1914 + i
			filled := strings.TrimLeft(c, " ")
			if (year >= 1921 && year <= 1940) != (filled != "") {
				t.Errorf("width %d: %d: %q", width, year, c)
			}
		}
		if columns[1937-1914] != strings.Repeat("█", countHeight) {
			t.Errorf("width %d: the year of most arrests is not full: %q", width, columns[1937-1914])
		}
	}
}

func TestHeightsFollowTheScale(t *testing.T) {
	columns := charted(t, chartOf(t, picture(t, ran(1000, recorded()), Options{Width: 80}), "Arrested by"), 28)
	for _, c := range []struct {
		year    int
		arrests float64
	}{{1922, 119329}, {1930, 331544}, {1933, 505256}, {1936, 131168}, {1938, 638509}, {1939, 44731}} {
		eighths := 0.0
		for _, r := range columns[c.year-1914] {
			if i := strings.IndexRune("▁▂▃▄▅▆▇█", r); i >= 0 {
				eighths += float64(i/len("█") + 1)
			}
		}
		if want := math.Sqrt(c.arrests/936750) * countHeight * 8; math.Abs(eighths-want) > 0.5001 {
			t.Errorf("%d is %v eighths high, want %v", c.year, eighths, want)
		}
	}
}

func TestTheLargestNumberIsTheTopOfTheScale(t *testing.T) {
	for _, c := range []struct {
		by         float64
		top, half  string
		largest    string
		aboveChart string
	}{
		{1, "936,750", "234,000", "observed 936,750 in 1937; simulated 936,750 in 1937", ""},
		{0.5, "936,750", "234,000", "observed 936,750 in 1937; simulated 468,000 in 1937", ""},
		{2, "1,874,000", "468,000", "observed 936,750 in 1937; simulated 1,874,000 in 1937", ""},
	} {
		arrests := chartOf(t, picture(t, ran(1000, scaled("arrests", c.by)), Options{Width: 80}), "Arrested by")
		var labels []string
		for l := range strings.Lines(arrests) {
			if label, _, ok := strings.Cut(l, "│"); ok && strings.TrimSpace(label) != "" {
				labels = append(labels, strings.TrimSpace(label))
			}
		}
		if strings.Join(labels, " ") != c.top+" "+c.half {
			t.Errorf("times %v: labels %q, want %s and %s", c.by, labels, c.top, c.half)
		}
		if !strings.Contains(plain(arrests), c.largest) {
			t.Errorf("times %v: no %q in\n%s", c.by, c.largest, arrests)
		}
	}
}

func TestGapsWhereNothingIsObserved(t *testing.T) {
	drawn := picture(t, ran(1000, recorded()), Options{Width: 80})
	for title, want := range map[string]int{"Arrested by": 20, "Killed by": 21, "Displayed support": 0, "Private support": 0} {
		points := 0
		for l := range strings.Lines(chartOf(t, drawn, title)) {
			if _, row, ok := strings.Cut(l, "│"); ok {
				points += strings.Count(row, "•")
			}
		}
		if points != want {
			t.Errorf("%s: %d points, want one for each of %d years", title, points, want)
		}
	}
	if strings.Contains(drawn, "nothing is observed; largest: observed") {
		t.Error("support is said to be observed")
	}
	if !strings.Contains(drawn, "Of 1941, Jan-Jun 1941 only is simulated") {
		t.Error("half a year passes for a year")
	}
}

func TestTheBandIsShaded(t *testing.T) {
	low, high := recorded(), recorded()
	for m := calendar.Of(1914, 1); m <= end; m++ {
		low.Gauges["support_share"][m-low.From] = 0.2
		high.Gauges["support_share"][m-high.From] = 0.8
	}
	// 40% between 20% and 80%: a full row of five, then the band, the median in its row.
	columns := charted(t, chartOf(t, picture(t, ran(1000, low, low, recorded(), high, high), Options{Width: 80}), "Private support"), 28)
	if got := columns[10]; got != " ░░━█" {
		t.Errorf("column from the top %q, want the band from 1 to 4 of 5 rows with the median in the second", got)
	}
	// Of equal members the band is narrower than a row: a bar to the median, 4.5 rows of five.
	columns = charted(t, chartOf(t, picture(t, ran(1000, three()...), Options{Width: 80}), "Displayed support"), 28)
	if got := columns[10]; got != "▄████" {
		t.Errorf("equal members: %q, want four rows and a half", got)
	}
	columns = charted(t, chartOf(t, picture(t, ran(1000, recorded()), Options{Width: 80}), "Private support"), 28)
	if got := columns[10]; got != "   ██" {
		t.Errorf("one history: %q, want two full rows of five", got)
	}
}

func TestASCIIPicturesAreASCII(t *testing.T) {
	for l := range strings.Lines(picture(t, ran(1000, three()...), Options{Width: 80, ASCII: true})) {
		for _, r := range l {
			if r > 127 {
				t.Fatalf("%q in %q", r, l)
			}
		}
	}
}

func TestMoreYearsThanColumnsIsAnError(t *testing.T) {
	r := ran(1000, recorded())
	r.Order.Scenario.Plan.Until = calendar.Of(1999, 12)
	if err := Picture(nil, r, Options{Width: 80}); err == nil || !strings.Contains(err.Error(), "86 years needs 97 columns; the page has 80") {
		t.Errorf("%v", err)
	}
}
