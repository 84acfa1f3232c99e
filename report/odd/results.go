package odd

import (
	"fmt"
	"math"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// text is the section on results, without its heading.
func (r Reference) text() string {
	if r.Members == 0 {
		return "Not measured.\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Made by version %s, by the sources with which this page is committed, from the resolved baseline with the hash\n`%.12s`:\n\n```\n%s\n```\n\n",
		r.Version, r.Scenario, r.Command)
	fmt.Fprintf(&b, "### 11.1 Distance from the figures\n\nDistance is the mean error in standard errors of the figures' grades: 1 is as far off as a figure "+
		"is\nuncertain. In all it is **%s** over %d figures", number(float64(r.Report.All.Distance)), r.Report.All.Figures)
	for _, u := range r.Report.Uses {
		fmt.Fprintf(&b, "; %s %s (%d)", spans[evidence.Use(u.Name)], number(float64(u.Distance)), u.Figures)
	}
	fmt.Fprintf(&b, ". %s\n\n%s", r.verdict(), r.distanceTable())
	fmt.Fprintf(&b, "The statistics that the marks ask for, as medians of %d members with the middle 90%%:\n\n%s", r.Members, r.checkTable())
	b.WriteString("### 11.2 From which scale on numbers hold\n\nThe same numbers at several scales: mean ± standard deviation over members (their number in " +
		"brackets). A number\nholds at a scale if its mean, and that at every finer scale, lies within a twentieth of that at the finest, or within two\n" +
		"standard errors of the difference; with few members the second is a weak test, and the finest scale is itself not 1:1.\n\n")
	b.WriteString(r.scaleTable())
	return b.String()
}

// spans are the uses of figures in the words of the page.
var spans = map[evidence.Use]string{
	evidence.Fitted: "to 1936", evidence.HeldOut: "of 1937-38", evidence.AfterCheck: "after that",
}

// verdict counts the marks.
func (r Reference) verdict() string {
	met := 0
	for _, m := range r.Marks {
		if m.Status == evidence.Met {
			met++
		}
	}
	return fmt.Sprintf("Of %d pass marks %d are met.", len(r.Marks), met)
}

// distanceTable is the distance and the pass mark by pattern.
func (r Reference) distanceTable() string {
	marks := map[evidence.Pattern]evidence.Mark{}
	for _, m := range r.Marks {
		marks[m.Pattern] = m
	}
	var rows [][]string
	for _, p := range r.Report.Patterns {
		name := evidence.Pattern(p.Name)
		row := []string{p.Name, patternTitle(name), number(float64(p.Distance)), fmt.Sprint(p.Figures), "", ""}
		if m, ok := marks[name]; ok {
			row[4] = string(m.Status)
			row[5] = fmt.Sprintf("%d of %d", m.MetIn, m.Members)
		}
		rows = append(rows, row)
	}
	return markdown([]string{"pattern", "what", "distance", "figures", "pass mark", "members that meet it"}, rows)
}

func (r Reference) checkTable() string {
	var rows [][]string
	for _, m := range r.Marks {
		for _, c := range m.Checks {
			say := inUnit(c.Unit)
			median := say(c.Median)
			if c.Low5.Known() && c.High95.Known() {
				median += fmt.Sprintf(" (%s to %s)", say(c.Low5), say(c.High95))
			}
			if c.Members == 0 && c.Absent != "" {
				median = string(c.Absent)
			}
			rows = append(rows, []string{string(m.Pattern), c.Name, c.Unit, say(c.Observed), asked(c), median, string(c.Status)})
		}
	}
	return markdown([]string{"pattern", "statistic", "unit", "record", "asked", "simulated", "verdict"}, rows)
}

// asked is the bounds of a check in words.
func asked(c evidence.Check) string {
	say := inUnit(c.Unit)
	low, high := say(c.Min), say(c.Max)
	switch {
	case c.Covers:
		return "the band holds it"
	case c.Min.Known() && c.Max.Known():
		return low + " to " + high
	case c.Min.Known() && c.Strict:
		return "above " + low
	case c.Min.Known():
		return low + " or more"
	case c.Max.Known() && c.Strict:
		return "below " + high
	case c.Max.Known():
		return high + " or less"
	}
	return ""
}

// inUnit writes numbers of a unit: a year has no thousands.
func inUnit(unit string) func(evidence.Number) string {
	return func(n evidence.Number) string {
		if unit == "year" && n.Known() {
			return plain(math.Round(float64(n)))
		}
		return number(float64(n))
	}
}
