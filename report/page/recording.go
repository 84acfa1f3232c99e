package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/lab"
	"github.com/fromabove/fromabove/report"
)

// OfRecordings is the page of a recording or an ensemble.
func OfRecordings(dir string) (*Page, error) {
	ensemble, members, err := archive.OpenEnsemble(dir)
	if err != nil {
		return nil, err
	}
	var histories []evidence.History
	for _, m := range members {
		h, err := lab.Recall(m.Dir)
		if err != nil {
			return nil, err
		}
		histories = append(histories, h)
	}
	m := members[0].Manifest
	p := &Page{
		Title:   fmt.Sprintf("%s, %s", m.Scenario, countOf(len(members), "history", "histories")),
		Lead:    []string{"A simulated history beside what is observed. What agrees with a figure that the parameters were fitted to proves nothing."},
		Command: ensemble.Command, Version: m.Version, Seeds: "seed " + strconv.FormatUint(uint64(m.Seed), 10),
		Facts: []Fact{
			{"scenario", m.Scenario}, {"parameters", "point " + pointOf(m.Point)}, {"members", strconv.Itoa(len(members))},
			{"scale", fmt.Sprintf("a lane stands for %s persons", number(float64(m.Scale)))},
			{"months", fmt.Sprintf("%v to %v", m.From, m.Until)},
		},
	}
	if n := len(members); n > 1 {
		p.Seeds = fmt.Sprintf("seeds %d to %d", m.Seed, members[n-1].Manifest.Seed)
	}
	years, err := byYear(histories, m.From, m.Until, m.Scenario)
	if err != nil {
		return nil, err
	}
	p.Sections = append(p.Sections, years, beside(histories, float64(m.Scale)))
	return p, nil
}

// pointOf is the label of a point; a recording keeps none for the defaults.
func pointOf(label string) string {
	if label == "" {
		return "of the scenario"
	}
	return label
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// lastYear is the last year that a fan shows: half a year of a flow is no year.
func lastYear(until calendar.Month) (year int, note string) {
	if until.InYear() == 12 {
		return until.Year(), ""
	}
	return until.Year() - 1, fmt.Sprintf("%d is left out of the charts by year: the histories end in %v.", until.Year(), until)
}

// byYear draws the gauges of histories by year.
func byYear(histories []evidence.History, from, until calendar.Month, name string) (Section, error) {
	s := Section{Title: "By year"}
	last, note := lastYear(until)
	var span []int
	for y := from.Year(); y <= last; y++ {
		span = append(span, y)
	}
	if note != "" {
		s.Notes = append(s.Notes, note)
	}
	if len(span) < 2 {
		s.Text = append(s.Text, "Fewer than two whole years were run: there is nothing to draw by year.")
		return s, nil
	}
	for _, gauge := range drawnGauges {
		g, ok := gaugeOf(gauge)
		if !ok {
			continue
		}
		var years [][]float64
		for _, h := range histories {
			var column []float64
			for _, y := range span {
				v, months := report.InYear(h, gauge, g.Kind, y)
				if months == 0 {
					v = math.NaN()
				}
				column = append(column, v)
			}
			years = append(years, column)
		}
		f, err := fanOf(gauge, span, []FanArm{armOf(name, span[0], years, span)})
		if err != nil {
			return s, err
		}
		s.Figures = append(s.Figures, f)
	}
	return s, nil
}

// beside is the best figures beside what is simulated, and the distance.
func beside(histories []evidence.History, scale float64) Section {
	r := evidence.Distance(histories, scale)
	best := map[string]bool{}
	for _, f := range evidence.Best() {
		best[f.ID] = true
	}
	t := Table{Title: "The best figures with a counterpart", Columns: []string{"figure", "period", "observed", "range", "grade", "simulated", "band", "use"}, Right: []bool{false, false, true, true, false, true, true}}
	for _, row := range r.Rows {
		if !best[row.ID] || row.How == "" || row.Use == evidence.NoUse {
			continue
		}
		simulated, band := number(float64(row.Median)), ""
		if !row.Median.Known() {
			simulated = string(row.Absent)
		} else if len(histories) > 1 {
			band = span(row.Low5, row.High95)
		}
		t.Rows = append(t.Rows, []string{row.Quantity + ", " + row.Unit, strings.Replace(row.Period, "/", " to ", 1), number(float64(row.Observed)), span(row.Low, row.High), string(row.Grade), simulated, band, string(row.Use)})
	}
	d := Table{Title: "Distance by pattern", Columns: []string{"pattern", "", "distance", "figures"}, Right: []bool{false, false, true, true}}
	for i, part := range r.Patterns {
		distance := "none"
		if part.Distance.Known() {
			distance = strconv.FormatFloat(float64(part.Distance), 'f', 2, 64)
		}
		d.Rows = append(d.Rows, []string{part.Name, evidence.Patterns[i].Title, distance, strconv.Itoa(part.Figures)})
	}
	return Section{
		Title: "Beside the evidence", Tables: []Table{t, d},
		Text: []string{"Fitted figures end by 1936 or earlier and may have been used to choose the parameters; held-out ones reach into 1937 or 1938. The grade says how far a figure is trusted, A the most. " +
			"The band holds nine tenths of the members."},
		Notes: []string{"The distance is the weighted mean of |ln((simulated + c)/(observed + c))| by the doubt in each figure's grade; 0 is agreement, at 1 a figure is off by that doubt."},
	}
}

// span is a range as text, or empty.
func span(low, high Number) string {
	if !low.Known() || !high.Known() {
		return ""
	}
	if low < 0 { // a minus and a dash in a row cannot be read
		return number(float64(low)) + " to " + number(float64(high))
	}
	return number(float64(low)) + "–" + number(float64(high))
}
