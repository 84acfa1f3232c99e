package odd

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/results"
)

// Results are the committed numbers of the page. Without points the page says
// that nothing was measured.
type Results struct {
	Patterns results.Patterns
	Effects  results.Effects
	Draws    results.Draws
	Scales   results.Scales
	Planes   results.Planes
}

// Measured are the numbers as committed.
func Measured() (r Results, err error) {
	if r.Patterns, err = results.Read[results.Patterns]("patterns.json"); err != nil {
		return r, err
	}
	if r.Effects, err = results.Read[results.Effects]("effects.json"); err != nil {
		return r, err
	}
	if r.Draws, err = results.Read[results.Draws]("draws.json"); err != nil {
		return r, err
	}
	if r.Scales, err = results.Read[results.Scales]("scales.json"); err != nil {
		return r, err
	}
	r.Planes, err = results.Read[results.Planes]("planes.json")
	return r, err
}

const notMeasured = "Not measured.\n"

// made says how a file was made: the ensembles of one scenario, point and seed
// in one breath.
func made(o results.Origin) string {
	var of []string
	sizes := map[string][]string{}
	for _, r := range o.Runs {
		key := fmt.Sprintf("`%s` at `%s` (scenario `%.8s`, point `%.8s`), seed %d", r.Scenario, r.Point, r.ScenarioHash, r.PointHash, r.Seed)
		if sizes[key] == nil {
			of = append(of, key)
		}
		sizes[key] = append(sizes[key], fmt.Sprintf("%d members at 1:%s", r.Members, thousands(fmt.Sprint(r.Scale))))
	}
	for i, key := range of {
		of[i] += ", " + strings.Join(sizes[key], ", ")
	}
	return fmt.Sprintf("Made by version %s with `%s`: %s.\n\n", o.Version, o.Command, strings.Join(of, "; "))
}

// seen says what a point that was fitted to figures up to a month has seen of a
// pattern: the sign of a prediction is "held out".
func seen(fittedTo string, p evidence.Pattern) string {
	early := fittedTo < "1937" // the months are written so that they sort
	switch {
	case fittedTo == "":
		return "unfitted"
	case strings.HasPrefix(string(p), "B") && early:
		return "**held out**"
	case p == "S" && early:
		return "fitted to 1936"
	}
	return "fitted"
}

// patternText is the section on the patterns, at every point side by side.
func (r Results) patternText() string {
	if len(r.Patterns.At) == 0 {
		return notMeasured
	}
	var b strings.Builder
	b.WriteString(made(r.Patterns.Origin))
	b.WriteString(r.metText())
	b.WriteString("Distance is the mean error of the figures in standard errors of their grades: 1 is as far off as a figure is uncertain.\n\n")
	b.WriteString(r.distanceTable())
	for _, half := range []struct{ begins, says string }{
		{"A", "The statistics that the marks A ask for, as medians of the members with the middle 90%; in brackets the members that meet the check:\n\n"},
		{"B", "Those of the marks B:\n\n"},
	} {
		b.WriteString(half.says + r.checkTable(half.begins))
	}
	return b.String()
}

// metText counts the marks that are met, point by point.
func (r Results) metText() string {
	var b strings.Builder
	for _, at := range r.Patterns.At {
		groups := map[string][]string{}
		count := map[string]int{}
		var kinds []string
		for _, m := range at.Marks {
			kind := strings.Trim(seen(at.FittedTo, m.Pattern), "*")
			if !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
			count[kind]++
			if m.Status == evidence.Met {
				groups[kind] = append(groups[kind], string(m.Pattern))
			}
		}
		var said []string
		for _, kind := range kinds {
			says := fmt.Sprintf("%d of %d %s", len(groups[kind]), count[kind], kind)
			if len(groups[kind]) > 0 {
				says += " (" + strings.Join(groups[kind], ", ") + ")"
			}
			said = append(said, says)
		}
		fmt.Fprintf(&b, "- At `%s` the marks that are met are %s; the distance in all is %s over %d figures.\n",
			at.Point, strings.Join(said, " and "), number(float64(at.All.Distance)), at.All.Figures)
	}
	return b.String() + "\n"
}

// distanceTable is the distance and the pass mark by pattern.
func (r Results) distanceTable() string {
	head := []string{"pattern", "what", "figures"}
	for _, at := range r.Patterns.At {
		head = append(head, code(at.Point)+" has", "distance", "mark, members that meet it")
	}
	var rows [][]string
	for i, p := range r.Patterns.At[0].Patterns {
		name := evidence.Pattern(p.Name)
		row := []string{p.Name, patternTitle(name), fmt.Sprint(p.Figures)}
		for _, at := range r.Patterns.At {
			cells := []string{seen(at.FittedTo, name), number(float64(at.Patterns[i].Distance)), ""}
			for _, m := range at.Marks {
				if m.Pattern == name {
					cells[2] = fmt.Sprintf("%s, %d of %d", m.Status, m.MetIn, m.Members)
				}
			}
			row = append(row, cells...)
		}
		rows = append(rows, row)
	}
	for i, u := range r.Patterns.At[0].Uses {
		row := []string{"", spans[evidence.Use(u.Name)], fmt.Sprint(u.Figures)}
		for _, at := range r.Patterns.At {
			row = append(row, "", number(float64(at.Uses[i].Distance)), "")
		}
		rows = append(rows, row)
	}
	return markdown(head, rows)
}

// spans are the uses of figures in the words of the page.
var spans = map[evidence.Use]string{
	evidence.Fitted: "all figures to 1936", evidence.HeldOut: "all of 1937-38", evidence.AfterCheck: "all after that",
}

// checkTable is every check of the marks whose name begins so.
func (r Results) checkTable(begins string) string {
	head := []string{"pattern", "statistic", "unit", "record", "asked"}
	for _, at := range r.Patterns.At {
		head = append(head, code(at.Point)+", "+seen(at.FittedTo, evidence.Pattern(begins)), "verdict")
	}
	var rows [][]string
	for i, m := range r.Patterns.At[0].Marks {
		if !strings.HasPrefix(string(m.Pattern), begins) {
			continue
		}
		for k, c := range m.Checks {
			row := []string{string(m.Pattern), c.Name, c.Unit, inUnit(c.Unit)(c.Observed), asked(c)}
			for _, at := range r.Patterns.At {
				own := at.Marks[i].Checks[k]
				row = append(row, simulated(own, at.Members), string(own.Status))
			}
			rows = append(rows, row)
		}
	}
	return markdown(head, rows)
}

// simulated is a check over the members: median, band, and how many meet it.
func simulated(c evidence.Check, members int) string {
	say := inUnit(c.Unit)
	text := say(c.Median)
	switch {
	case c.Members == 0 && c.Absent != "":
		text = string(c.Absent)
	case c.Low5.Known() && c.High95.Known():
		text += " (" + say(c.Low5) + " to " + say(c.High95) + ")"
	}
	if c.Members > 0 && c.Members < members {
		text += fmt.Sprintf(", %d without", members-c.Members)
	}
	if c.Min.Known() || c.Max.Known() {
		text += fmt.Sprintf(" [%d of %d]", c.MetIn, members)
	}
	return text
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
