// Package calendar counts months. Time in the laboratory is monthly: a Month
// is one step of the simulation, and nothing below it knows a day.
package calendar

import (
	"fmt"
	"strconv"
)

// Month is a calendar month, counted from January of the year 0.
type Month int32

// Of is the month m (1..12) of a year.
func Of(year, m int) Month { return Month(year*12 + m - 1) }

// Year is the calendar year the month lies in.
func (m Month) Year() int { return int(m) / 12 }

// InYear is 1 for January and 12 for December.
func (m Month) InYear() int { return int(m)%12 + 1 }

// String writes the month as YYYY-MM.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year(), m.InYear()) }

// Parse reads YYYY-MM. It refuses months outside 1..12 and years outside
// 1000..2999, and says which part is wrong.
func Parse(s string) (Month, error) {
	if len(s) != 7 || s[4] != '-' {
		return 0, fmt.Errorf("%q is not a month: want YYYY-MM, for example 1934-12", s)
	}
	year, err := strconv.Atoi(s[:4])
	if err != nil || year < 1000 || year > 2999 {
		return 0, fmt.Errorf("%q is not a month: the year %q is not in 1000..2999", s, s[:4])
	}
	m, err := strconv.ParseUint(s[5:], 10, 8) // unsigned: Atoi would take 1934-+1
	if err != nil || m < 1 || m > 12 {
		return 0, fmt.Errorf("%q is not a month: %q is not in 01..12", s, s[5:])
	}
	return Of(year, int(m)), nil
}

// MarshalText and UnmarshalText let a month stand in JSON and YAML as YYYY-MM.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Month) UnmarshalText(b []byte) error {
	v, err := Parse(string(b))
	if err == nil {
		*m = v
	}
	return err
}
