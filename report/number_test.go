package report

import (
	"math"
	"slices"
	"testing"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{exact(936750), "936,750"}, {exact(5.1), "5.1"}, {exact(0.8), "0.8"}, {exact(1e6), "1,000,000"}, {exact(4.0 / 3), "1.3333"}, {exact(999), "999"},
		{rounded(936750, 1000), "937,000"}, {rounded(936750, 10000), "940,000"}, {rounded(1250, 250), "1,300"}, {rounded(0, 1000), "0"},
		{rounded(400, 1000), "<1,000"}, {rounded(-400, 1000), ">-1,000"}, {rounded(3, 1), "3"}, {rounded(2.5, 1), "2.5"}, {rounded(110149.05, 1), "110,149"}, {rounded(4.0000000001, 1), "4"}, {rounded(139.912, 0.001), "139.912"},
		{rounded(11.26, 0.05), "11.3"}, {rounded(15.34, 0.2), "15.3"}, {rounded(70.503, 0.7), "70.5"}, {rounded(15, 2), "15"},
		{brief(0.00966), "0.00966"}, {brief(4.67), "4.67"}, {brief(1), "1"}, {brief(12345.6), "12,346"}, {brief(-0.0000001), "0"}, {brief(0), "0"},
		{percent(0.705), "70.5%"}, {percent(evidence.Missing()), "none"}, {distance(1.005), "1.00"}, {distance(evidence.Missing()), "none"},
		{grouped("-1234567.25"), "-1,234,567.25"}, {whole(1000), "1,000"}, {said("1108 of 1966"), "1,108 of 1,966"},
		{period(calendar.Of(1921, 1), calendar.Of(1921, 12)), "1921"}, {period(calendar.Of(1937, 1), calendar.Of(1938, 12)), "1937-38"},
		{period(calendar.Of(1934, 1), calendar.Of(1934, 1)), "Jan 1934"}, {period(calendar.Of(1935, 5), calendar.Of(1935, 12)), "May-Dec 1935"},
		{period(calendar.Of(1936, 10), calendar.Of(1938, 10)), "Oct 36-Oct 38"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// A step is what one lane, one man or one month changes beside a figure.
func TestSteps(t *testing.T) {
	for id, want := range map[string]float64{
		"arrests_1930": 1000, "purge_1921": 0.1, "kulak_cat1_overshoot": 1.0 / 60, "army_divcom_186": 1, "o447_actual_months": 1, "pop_1914_01": 0.001,
		"cc17_shot_share": 100.0 / 139,
	} {
		f, err := evidence.ByID(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := step(f, 1000); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: step %v, want %v", id, got, want)
		}
	}
}

func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"one two three", 7, []string{"one two", "three"}}, {"", 5, nil}, {"abcdefgh ij", 3, []string{"abc", "def", "gh", "ij"}}, {"–– ––", 5, []string{"–– ––"}},
	} {
		if got := wrapped(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d: %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestRunsOfIDs(t *testing.T) {
	got := runs([]string{"pop_1914", "pop_1917", "pop_1920", "census_1926", "census_1937", "special_board"})
	if want := []string{"pop_1914 to pop_1920", "census_1926", "census_1937", "special_board"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
