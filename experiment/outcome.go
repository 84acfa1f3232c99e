package experiment

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/spelling"
)

// Outcome is a number of a history.
type Outcome struct {
	Name string
	Unit string
	Doc  string         // one sentence
	From calendar.Month // the months it reads
	To   calendar.Month
	Of   func(evidence.History) float64 // NaN where it is not defined
}

// Window in which the operation of the record began and was stopped.
var (
	windowFrom = calendar.Of(1936, 7)
	windowTo   = calendar.Of(1939, 12)
)

// congress is the last month before the congress of 1939: what was lost of the
// bodies of 1934 is complete.
var congress = calendar.Of(1939, 2)

// ranks are the posts of the army that are counted, and how many there were.
var ranks = []struct {
	gauge string
	posts float64
}{
	{"marshals_lost", 5}, {"army_commanders_lost", 15}, {"admirals_lost", 9}, {"corps_commanders_lost", 57}, {"division_commanders_lost", 186},
}

// Outcomes are the outcomes that have a name of their own.
func Outcomes() []Outcome {
	year := func(y int) (calendar.Month, calendar.Month) { return calendar.Of(y, 1), calendar.Of(y, 12) }
	from1930, to1941 := calendar.Of(1930, 1), calendar.Of(1941, 6)
	from37, to38 := calendar.Of(1937, 1), calendar.Of(1938, 12)
	from38, _ := year(1938)
	deaths := summed(from1930, to1941, "executions", "camp_deaths")
	return []Outcome{
		{"operation", "0 or 1", "an operation under simplified procedure begins in 1936-07..1939-12", windowFrom, windowTo,
			func(h evidence.History) float64 { return begun(h, windowFrom, windowTo) }},
		{"operation_1930", "0 or 1", "an operation under simplified procedure begins in 1930", from1930, calendar.Of(1930, 12),
			func(h evidence.History) float64 { return begun(h, from1930, calendar.Of(1930, 12)) }},
		{"launch_month", "months", "from 1936-06 to the first operation begun in 1936-07..1939-12; none if none begins", windowFrom, windowTo, launch},
		{"stop_months", "months", "that the largest operation begun in 1936-07..1939-12 lasts, to the end of the history if it is never stopped; none if none begins", windowFrom, windowTo, lasted},
		{"deaths", "persons", "sentenced and killed, or died in camps, 1930-01..1941-06; not the gauge of that name, which counts ordinary deaths", from1930, to1941, deaths},
		{"log_deaths", "log(1 + persons)", "natural logarithm of 1 + deaths", from1930, to1941,
			func(h evidence.History) float64 { return math.Log1p(deaths(h)) }},
		{"executed_1937_38", "persons", "sentenced to death and killed in 1937 and 1938", from37, to38, summed(from37, to38, "executions")},
		{"arrests_1930_33", "persons", "arrested by the political police 1930-33", from1930, calendar.Of(1933, 12), summed(from1930, calendar.Of(1933, 12), "arrests")},
		{"arrests_1937_38", "persons", "arrested by the political police in 1937 and 1938", from37, to38, summed(from37, to38, "arrests")},
		{"elite_share", "share", "of the Central Committee of the congress of 1934, arrested by 1939-02", congress, congress, summed(congress, congress, "cc_lost_share")},
		{"delegates_share", "share", "of the delegates of the congress of 1934, arrested by 1939-02", congress, congress, summed(congress, congress, "delegates_lost_share")},
		{"officers_share", "share", "of the 272 highest officers of 24 months before (marshals to division commanders), arrested by 1938-12", to38, to38, officers},
		{"camp_population_1941", "persons", "held in camps at the end of 1940", calendar.Of(1940, 12), calendar.Of(1940, 12), summed(calendar.Of(1940, 12), calendar.Of(1940, 12), "camp_population")},
		{"dissent_peak", "share of persons at liberty", "who dissent in public, in the month of 1928-01..1941-06 in which most do", calendar.Of(1928, 1), to1941, peak("dissent_share", calendar.Of(1928, 1), to1941)},
		{"facade_1938", "share of persons at liberty", "acclaim less private support, mean of 1938", from38, to38, mean("facade", from38, to38)},
		{"denunciations_1937_38", "persons", "who denounced another, 1937 and 1938", from37, to38, summed(from37, to38, "denunciations")},
		{"hit_share_1937_38", "share of arrests", "1937 and 1938, of persons whose support was below -0.2", from37, to38, ofArrests("hit_share", from37, to38)},
		{"group_share_1937_38", "share of arrests", "1937 and 1938, of persons with a mark of class or nationality", from37, to38, ofArrests("group_share", from37, to38)},
		{"faction", "share", "of the weight of the cadre in an open faction, in the month of 1917-01..1941-06 in which it is largest", calendar.Of(1917, 1), to1941, peak("faction_share", calendar.Of(1917, 1), to1941)},
		{"mutinies_1917_21", "events", "mutinies in the army, 1917-21", calendar.Of(1917, 1), calendar.Of(1921, 12), summed(calendar.Of(1917, 1), calendar.Of(1921, 12), "mutinies")},
	}
}

// OutcomeNames are the names of Outcomes, in their order.
func OutcomeNames() []string {
	var names []string
	for _, o := range Outcomes() {
		names = append(names, o.Name)
	}
	return names
}

// Parse reads an outcome: one of Outcomes by its name, or in the general form
//
//	GAUGE@FROM..TO:HOW    arrests@1936..1938:sum, fear@1937-08..1938-11:mean
//
// where FROM and TO are years or months, both included (..TO may be left out
// for one year or month), and HOW is sum, mean, max or end: the value of the
// last month. The error names the nearest known word.
func Parse(word string) (Outcome, error) {
	gauge, rest, general := strings.Cut(word, "@")
	if !general {
		all := Outcomes()
		for _, o := range all {
			if o.Name == word {
				return o, nil
			}
		}
		return Outcome{}, fmt.Errorf("outcome %q is not known%s; or write GAUGE@FROM..TO:sum|mean|max|end, for example arrests@1936..1938:sum", word, didYouMean(word, OutcomeNames()))
	}
	g, err := gaugeOf(gauge)
	if err != nil {
		return Outcome{}, fmt.Errorf("outcome %q: %w", word, err)
	}
	span, how, ok := strings.Cut(rest, ":")
	of, known := hows[how]
	if !ok || !known {
		return Outcome{}, fmt.Errorf("outcome %q: %q is no way to add up; allowed: sum, mean, max, end%s", word, how, didYouMean(how, []string{"sum", "mean", "max", "end"}))
	}
	first, last, two := strings.Cut(span, "..")
	if !two {
		last = first
	}
	from, err := monthOf(first, 1)
	if err == nil {
		var to calendar.Month
		if to, err = monthOf(last, 12); err == nil && to < from {
			err = fmt.Errorf("%v comes before %v", to, from)
		} else if err == nil {
			if how == "end" {
				from = to
			}
			doc := fmt.Sprintf("%s, %s over %s: %s", g.Name, how, span, g.Doc)
			return Outcome{word, g.Unit, doc, from, to, of(g.Name, from, to)}, nil
		}
	}
	return Outcome{}, fmt.Errorf("outcome %q: %w", word, err)
}

// hows are the ways of the general form.
var hows = map[string]func(gauge string, from, to calendar.Month) func(evidence.History) float64{
	"sum":  func(g string, from, to calendar.Month) func(evidence.History) float64 { return summed(from, to, g) },
	"mean": mean, "max": peak,
	"end": func(g string, _, to calendar.Month) func(evidence.History) float64 { return summed(to, to, g) },
}

func gaugeOf(name string) (country.Gauge, error) {
	var names []string
	for _, g := range country.Gauges {
		if g.Name == name {
			return g, nil
		}
		names = append(names, g.Name)
	}
	return country.Gauge{}, fmt.Errorf("no gauge is called %q%s", name, didYouMean(name, names))
}

// monthOf reads a month, or a year as one of its months.
func monthOf(word string, inYear int) (calendar.Month, error) {
	if year, err := strconv.Atoi(word); err == nil && len(word) == 4 {
		return calendar.Of(year, inYear), nil
	}
	m, err := calendar.Parse(word)
	if err != nil {
		return 0, fmt.Errorf("%q is neither a year nor a month YYYY-MM", word)
	}
	return m, nil
}

// didYouMean names the known word that is nearest, if one is near.
func didYouMean(word string, known []string) string {
	if near := spelling.Near(word, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// window is a gauge over from..to; nil where the history does not hold all of
// it.
func window(h evidence.History, gauge string, from, to calendar.Month) []float64 {
	column := h.Gauges[gauge]
	i, j := int(from-h.From), int(to-h.From)+1
	if i < 0 || j > len(column) || i >= j {
		return nil
	}
	return column[i:j]
}

// summed adds up gauges over from..to.
func summed(from, to calendar.Month, gauges ...string) func(evidence.History) float64 {
	return func(h evidence.History) float64 {
		total := 0.0
		for _, g := range gauges {
			months := window(h, g, from, to)
			if months == nil {
				return math.NaN()
			}
			for _, v := range months {
				total += v
			}
		}
		return total
	}
}

// mean is the mean of the months that have a value.
func mean(gauge string, from, to calendar.Month) func(evidence.History) float64 {
	return func(h evidence.History) float64 {
		total, n := 0.0, 0
		for _, v := range window(h, gauge, from, to) {
			if !math.IsNaN(v) {
				total, n = total+v, n+1
			}
		}
		return total / float64(n) // NaN if there is none
	}
}

// peak is the largest of the months that have a value.
func peak(gauge string, from, to calendar.Month) func(evidence.History) float64 {
	return func(h evidence.History) float64 {
		most := math.NaN()
		for _, v := range window(h, gauge, from, to) {
			if !(v <= most) && !math.IsNaN(v) {
				most = v
			}
		}
		return most
	}
}

// ofArrests is a share of arrests over several months: each month counts by
// its arrests.
func ofArrests(gauge string, from, to calendar.Month) func(evidence.History) float64 {
	return func(h evidence.History) float64 {
		share, arrests := window(h, gauge, from, to), window(h, "arrests", from, to)
		if share == nil || arrests == nil {
			return math.NaN()
		}
		hit, all := 0.0, 0.0
		for i, v := range share {
			if !math.IsNaN(v) {
				hit, all = hit+v*arrests[i], all+arrests[i]
			}
		}
		return hit / all // NaN without arrests
	}
}

func officers(h evidence.History) float64 {
	lost, posts := 0.0, 0.0
	at := calendar.Of(1938, 12)
	for _, r := range ranks {
		months := window(h, r.gauge, at, at)
		if months == nil {
			return math.NaN()
		}
		lost, posts = lost+months[0], posts+r.posts
	}
	return lost / posts
}

// begun is 1 if an operation begins in from..to.
func begun(h evidence.History, from, to calendar.Month) float64 {
	if h.From > from || h.Last() < to {
		return math.NaN()
	}
	for _, op := range h.Operations {
		if from <= op.Start && op.Start <= to {
			return 1
		}
	}
	return 0
}

func launch(h evidence.History) float64 {
	for _, op := range h.Operations {
		if windowFrom <= op.Start && op.Start <= windowTo {
			return float64(op.Start - windowFrom + 1)
		}
	}
	return math.NaN()
}

func lasted(h evidence.History) float64 {
	var largest country.OperationRow
	for _, op := range h.Operations {
		if windowFrom <= op.Start && op.Start <= windowTo && (largest.Operation == 0 || op.Taken > largest.Taken) {
			largest = op
		}
	}
	switch {
	case largest.Operation == 0:
		return math.NaN()
	case largest.Stop == 0:
		return float64(h.Last() - largest.Start)
	}
	return float64(largest.Stop - largest.Start)
}

// Describe is the list of outcomes for help: a line each, with its unit.
func Describe() string {
	var b strings.Builder
	for _, o := range Outcomes() {
		fmt.Fprintf(&b, "  %-22s %s (%s)\n", o.Name, o.Doc, o.Unit)
	}
	b.WriteString("  GAUGE@FROM..TO:HOW     any gauge (fromabove explain gauges) over years or months; HOW is sum, mean, max or end,\n" +
		"                         for example arrests@1936..1938:sum\n")
	return b.String()
}
