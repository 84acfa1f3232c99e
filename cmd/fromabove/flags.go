package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/calendar"
)

// scaleFlag is 1:S, persons a lane stands for.
type scaleFlag int

func (s *scaleFlag) String() string { return fmt.Sprintf("1:%d", int(*s)) }
func (s *scaleFlag) Type() string   { return "1:S" }
func (s *scaleFlag) Set(text string) error {
	one, rest, ok := strings.Cut(text, ":")
	n, err := strconv.Atoi(rest)
	if !ok || one != "1" || err != nil || n < 1 || n > 100_000 {
		return fmt.Errorf("a scale is 1:S with S from 1 (a lane for every living person) to 100000, for example 1:1000")
	}
	*s = scaleFlag(n)
	return nil
}

// monthFlag is a month, or none.
type monthFlag calendar.Month

func (m *monthFlag) String() string {
	if *m == 0 {
		return ""
	}
	return calendar.Month(*m).String()
}
func (m *monthFlag) Type() string { return "YYYY-MM" }
func (m *monthFlag) Set(text string) error {
	v, err := calendar.Parse(text)
	*m = monthFlag(v)
	return err
}

// monthsFlag is a list of months, ascending.
type monthsFlag []calendar.Month

func (m *monthsFlag) String() string {
	var names []string
	for _, x := range *m {
		names = append(names, x.String())
	}
	return strings.Join(names, ",")
}
func (m *monthsFlag) Type() string { return "YYYY-MM" }
func (m *monthsFlag) Set(text string) error {
	for _, part := range strings.Split(text, ",") {
		v, err := calendar.Parse(part)
		if err != nil {
			return err
		}
		at := 0
		for at < len(*m) && (*m)[at] < v {
			at++
		}
		if at == len(*m) || (*m)[at] != v {
			*m = append((*m)[:at], append([]calendar.Month{v}, (*m)[at:]...)...)
		}
	}
	return nil
}

// printed writes a text that may not have come about, with a line's end.
func printed(out io.Writer) func([]byte, error) error {
	return func(text []byte, err error) error {
		if err != nil {
			return err
		}
		_, err = out.Write(append(text, '\n'))
		return err
	}
}
