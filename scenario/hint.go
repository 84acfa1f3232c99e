package scenario

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/calendar"
)

// written is a value as a message shows it.
func (n *node) written() string {
	switch n.kind {
	case null:
		return "nothing"
	case text:
		if len(n.text) > 40 {
			return strconv.QuoteToGraphic(strings.ToValidUTF8(n.text[:40], "")) + "..."
		}
		return strconv.QuoteToGraphic(n.text)
	case number:
		return trim(n.number)
	case truth:
		return strconv.FormatBool(n.truth)
	case list:
		return "a list"
	}
	return "a map"
}

// Ways in which people write months.
var (
	yearFirst  = regexp.MustCompile(`^([12]\d{3})[-/. ]?(\d{1,2})(?:[-/. ]\d{1,2})?$`)
	monthFirst = regexp.MustCompile(`^(?:\d{1,2}[-/. ])?(\d{1,2})[-/. ]([12]\d{3})$`)
	yearAlone  = regexp.MustCompile(`^[12]\d{3}$`)
)

// monthHint says how a month is written and what may have been meant.
func monthHint(written string) string {
	plain := strings.Trim(written, `"`)
	year, month := "", ""
	switch {
	case yearAlone.MatchString(plain):
		return fmt.Sprintf(`%s is a year; a month is YYYY-MM, for example %s-01`, written, plain)
	case yearFirst.MatchString(plain):
		m := yearFirst.FindStringSubmatch(plain)
		year, month = m[1], m[2]
	case monthFirst.MatchString(plain):
		m := monthFirst.FindStringSubmatch(plain)
		year, month = m[2], m[1]
	}
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	shown := written
	if shown == plain {
		shown = strconv.QuoteToGraphic(plain)
	}
	switch {
	case month != "" && (m < 1 || m > 12):
		return fmt.Sprintf("%s is not a month: %s is not in 01..12", shown, month)
	case month != "":
		return fmt.Sprintf(`%s is not a month: want YYYY-MM; did you mean "%s"?`, shown, calendar.Of(y, m))
	}
	return fmt.Sprintf("%s is not a month: want YYYY-MM, for example 1934-12", shown)
}

// numberHint guesses the number in a text that stands where a number is wanted.
func numberHint(s string) string {
	if plain, ok := strings.CutSuffix(strings.TrimSpace(s), "%"); ok {
		if v, err := strconv.ParseFloat(strings.TrimSpace(plain), 64); err == nil {
			return fmt.Sprintf("; for %s percent write %s", trim(v), trim(v/100))
		}
	}
	if v, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", "."), 64); err == nil {
		return fmt.Sprintf("; did you mean %s, without quotes?", trim(v))
	}
	return ""
}

// shareHint reminds of the unit when a share seems to be written in per cent.
func shareHint(n *node, rule object) string {
	high, _ := rule["maximum"].(float64)
	low, _ := rule["minimum"].(float64)
	if v := n.number / 100; high <= 1 && n.number > 1 && n.number <= 100 && v >= low && v <= high {
		return fmt.Sprintf("; for %s percent write %s", trim(n.number), trim(v))
	}
	return ""
}
