package calendar

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text  string
		year  int
		month int
		wrong string // part of the error; empty: none
	}{
		{"1934-12", 1934, 12, ""},
		{"1914-01", 1914, 1, ""},
		{"1000-01", 1000, 1, ""},
		{"2999-12", 2999, 12, ""},
		{"", 0, 0, "want YYYY-MM"},
		{"1934", 0, 0, "want YYYY-MM"},
		{"1934-1", 0, 0, "want YYYY-MM"},
		{"1934-012", 0, 0, "want YYYY-MM"},
		{"1934/12", 0, 0, "want YYYY-MM"},
		{"34-12-1", 0, 0, "want YYYY-MM"},
		{" 1934-1", 0, 0, "want YYYY-MM"},
		{"1934-00", 0, 0, `"00" is not in 01..12`},
		{"1934-13", 0, 0, `"13" is not in 01..12`},
		{"1934-1x", 0, 0, `"1x" is not in 01..12`},
		{"1934-+1", 0, 0, `"+1" is not in 01..12`},
		{"1934--1", 0, 0, `"-1" is not in 01..12`},
		{"1934- 1", 0, 0, `" 1" is not in 01..12`},
		{"0999-12", 0, 0, `"0999" is not in 1000..2999`},
		{"3000-01", 0, 0, `"3000" is not in 1000..2999`},
		{"+934-01", 0, 0, `"+934" is not in 1000..2999`},
		{"19e4-01", 0, 0, `"19e4" is not in 1000..2999`},
		{"1_34-01", 0, 0, `"1_34" is not in 1000..2999`},
	} {
		m, err := Parse(c.text)
		switch {
		case c.wrong == "" && err != nil:
			t.Errorf("Parse(%q): %v", c.text, err)
		case c.wrong == "" && m != Of(c.year, c.month):
			t.Errorf("Parse(%q) = %v", c.text, m)
		case c.wrong != "" && err == nil:
			t.Errorf("Parse(%q) = %v, want an error", c.text, m)
		case c.wrong != "" && !strings.Contains(err.Error(), c.wrong):
			t.Errorf("Parse(%q): %q does not say %q", c.text, err, c.wrong)
		case c.wrong != "" && !strings.Contains(err.Error(), "is not a month"):
			t.Errorf("Parse(%q): %q does not name the trouble", c.text, err)
		}
	}
}

func TestMonthsCountWithoutGaps(t *testing.T) {
	m := Of(1914, 1)
	for year := 1914; year <= 1941; year++ {
		for in := 1; in <= 12; in++ {
			if m.Year() != year || m.InYear() != in || m != Of(year, in) {
				t.Fatalf("month %d is %d-%d, want %d-%d", m, m.Year(), m.InYear(), year, in)
			}
			m++
		}
	}
	if n := Of(1941, 6) - Of(1914, 1) + 1; n != 330 {
		t.Errorf("January 1914 to June 1941 is %d months, want 330", n)
	}
}

func TestTextGoesRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := Of(rapid.IntRange(1000, 2999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))
		if back, err := Parse(m.String()); err != nil || back != m {
			t.Fatalf("%v becomes %v, %v", m, back, err)
		}
		type holder struct{ From Month }
		text, err := json.Marshal(holder{m})
		if err != nil || string(text) != `{"From":"`+m.String()+`"}` {
			t.Fatalf("JSON of %v is %s, %v", m, text, err)
		}
		var back holder
		if err := json.Unmarshal(text, &back); err != nil || back.From != m {
			t.Fatalf("%s becomes %v, %v", text, back.From, err)
		}
	})
}

func TestBadTextLeavesTheMonthAlone(t *testing.T) {
	m := Of(1934, 12)
	if err := m.UnmarshalText([]byte("1934-13")); err == nil || m != Of(1934, 12) {
		t.Errorf("bad text gives %v, %v", m, err)
	}
}
