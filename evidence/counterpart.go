package evidence

import (
	"path"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/spelling"
)

// Use says what a figure may serve for.
type Use string

// The uses. The first three are scored and follow from a figure's dates.
const (
	Fitted     Use = "fitted"      // ends by December 1936, or a stock of January 1937
	HeldOut    Use = "held-out"    // reaches into 1937 or 1938
	AfterCheck Use = "after-check" // begins in 1939 or later
	InputUse   Use = "input"       // given to the model: agreement proves nothing
	Context    Use = "context"     // shown beside, with the reason why it is not scored
	NoUse      Use = "none"        // the model has nothing beside it
)

// Scored says whether figures of this use enter the distance.
func (u Use) Scored() bool { return u == Fitted || u == HeldOut || u == AfterCheck }

// SplitOf is the use that a figure's dates allow.
func SplitOf(f Figure) Use {
	stock := f.Start == f.End
	switch {
	case f.End <= calendar.Of(1936, 12), stock && f.End == calendar.Of(1937, 1):
		return Fitted
	case f.Start >= calendar.Of(1939, 1):
		return AfterCheck
	}
	return HeldOut
}

// Pattern is one of the patterns by which a history is judged (MODEL.md,
// patterns), or S for the checks of stocks and rates beside them.
type Pattern string

// Patterns are all patterns, with what each is about.
var Patterns = [...]struct {
	Pattern Pattern
	Title   string
}{
	{"A1", "arrests 1921-36"}, {"A2", "death sentences outside the spikes"}, {"A3", "the operation of February 1930"},
	{"A4", "disturbances"}, {"A5", "expulsions from the party"}, {"B1", "arrests 1937-39"}, {"B2", "limits and deaths 1937-38"},
	{"B3", "the elite"}, {"B4", "dissent before the peak"}, {"B5", "the stop"}, {"B6", "regions"}, {"S", "stocks and rates"},
}

// How says which number of a history stands beside a figure.
type How string

// The ways. "Period" is the figure's own.
const (
	Sum       How = "sum"       // of the gauges over the period
	AtStart   How = "start"     // at the opening of the period: the end of the month before it
	AtEnd     How = "end"       // at the end of the period's last month
	At        How = "at"        // at the end of the month `from`
	Mean      How = "mean"      // of the gauges over the period
	Max       How = "max"       // over the period
	Share     How = "share"     // the sum over the period by the stock `over` at its opening
	Rate      How = "rate"      // the sum over the period by the mean of `over`
	Plan      How = "plan"      // limits as first set in the largest operation begun in from..to
	Limit     How = "limit"     // limits granted in all in that operation
	Taken     How = "taken"     // arrested in it
	Executed  How = "executed"  // killed in it
	Overshoot How = "overshoot" // taken over the plan
	Growth    How = "growth"    // limits granted over the plan
	Months    How = "months"    // from its launch to its stop
)

var hows = []How{Sum, AtStart, AtEnd, At, Mean, Max, Share, Rate, Plan, Limit, Taken, Executed, Overshoot, Growth, Months}

// ofOperation says whether the way looks at the table operations.
func (h How) ofOperation() bool { return slices.Index(hows, h) >= slices.Index(hows, Plan) }

// Grain is the smallest thing a number can change by. It sets what is added
// to both sides before a ratio is taken, so that nothing hangs on it.
type Grain string

// The grains.
const (
	Lane   Grain = "lane"   // of the multitude: as many persons as the scale says
	Person Grain = "person" // of the cadre, one record each at every scale
	Month  Grain = "month"
)

// Counterpart says what the model has beside some figures, or why it has
// nothing: a row of counterparts.csv.
type Counterpart struct {
	IDs     []string // ids, or patterns of path.Match
	Split   bool     // the use follows from each figure's dates
	Use     Use      // otherwise
	Pattern Pattern
	How     How
	Gauges  []string // added up
	Over    string   // gauge to divide by, for a share or rate
	From    calendar.Month
	To      calendar.Month
	Times   float64 // factor from the gauge's unit to the figure's
	Whole   float64 // the figure that means all; 0 where it is no share
	Base    float64 // how many persons stand behind a share or ratio
	Grain   Grain
	Weight  float64
	Why     string
	Line    int
}

// Covers says whether the row speaks of the figure.
func (c Counterpart) Covers(id string) bool {
	for _, glob := range c.IDs {
		if ok, _ := path.Match(glob, id); ok {
			return true
		}
	}
	return false
}

// For is the use of one figure that the row covers.
func (c Counterpart) For(f Figure) Use {
	if c.Split {
		return SplitOf(f)
	}
	return c.Use
}

// CounterpartOf is the row that covers a figure. A row of inputs.csv that none
// covers is an input without a gauge.
func CounterpartOf(f Figure) Counterpart {
	s := shipped()
	if i, ok := s.beside[f.ID]; ok {
		return s.counterparts[i]
	}
	return Counterpart{IDs: []string{f.ID}, Use: InputUse, Why: "stands behind an input series"}
}

var counterpartColumns = []string{"ids", "use", "pattern", "how", "gauge", "over", "from", "to", "times", "whole",
	"base", "grain", "weight", "why"}

// ReadCounterparts reads a table with the columns of counterparts.csv.
func ReadCounterparts(name string, text []byte) ([]Counterpart, error) {
	var all []Counterpart
	err := readTable(name, text, counterpartColumns, func(r *row) {
		use := r.oneOf("use", "split", string(InputUse), string(Context), string(NoUse))
		c := Counterpart{
			IDs: strings.Split(r.needed("ids"), ";"), Split: use == "split", Use: Use(use),
			Over: r.text("over"), Times: r.numberOr("times", 1), Whole: r.numberOr("whole", 0),
			Base: r.numberOr("base", 1), Weight: r.numberOr("weight", 0), Why: r.needed("why"), Line: r.line,
		}
		for _, glob := range c.IDs {
			if _, err := path.Match(glob, ""); err != nil {
				r.wrong("ids", "%q is not a pattern", glob)
			}
		}
		if r.text("pattern") != "" {
			c.Pattern = Pattern(r.oneOf("pattern", patternWords()...))
		}
		if r.text("how") != "" {
			readHow(r, &c)
		} else if c.Split || c.Use == Context {
			r.wrong("how", "empty; a figure that is %s needs a number beside it", use)
		}
		if c.Split && (c.Weight <= 0 || c.Pattern == "") {
			r.wrong("weight", "a figure that is scored needs a pattern and a weight above 0")
		}
		all = append(all, c)
	})
	return all, err
}

// readHow reads the cells that say which number stands beside the figures.
func readHow(r *row, c *Counterpart) {
	words := make([]string, len(hows))
	for i, h := range hows {
		words[i] = string(h)
	}
	c.How = How(r.oneOf("how", words...))
	c.Grain = Grain(r.oneOf("grain", string(Lane), string(Person), string(Month)))

	if c.How.ofOperation() {
		c.From, c.To = r.month("from"), r.month("to")
		return
	}
	if c.How == At {
		c.From = r.month("from")
	}
	c.Gauges = strings.Split(r.needed("gauge"), "+")
	for _, g := range c.Gauges {
		needGauge(r, "gauge", g)
	}
	if c.How == Share || c.How == Rate {
		needGauge(r, "over", c.Over)
	}
}

// needGauge refuses a name that is not a gauge of the country.
func needGauge(r *row, key, name string) {
	names := make([]string, len(country.Gauges))
	for i, g := range country.Gauges {
		names[i] = g.Name
	}
	if !contains(names, name) {
		r.wrong(key, "%q is not a gauge; did you mean %s", name, spelling.Nearest(name, names))
	}
}

func patternWords() []string {
	words := make([]string, len(Patterns))
	for i, p := range Patterns {
		words[i] = string(p.Pattern)
	}
	return words
}
