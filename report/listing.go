package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// Figures lists figures, each with its period, value and range, unit, grade,
// use, what the model has beside it, and source. Where a value was seen stands
// there only if Provenance is set.
func Figures(w io.Writer, figures []evidence.Figure, opt Options) error {
	p := newPage(opt)
	t := table{columns: []column{{title: "what, how far to be trusted, what for, and who says so"}, {title: "id"}, {title: "period"}, {title: "value", right: true}}}
	for _, f := range figures {
		c := evidence.CounterpartOf(f)
		about := fmt.Sprintf("%s (%s). Grade %s, %s; beside it: %s. %s", f.Quantity, f.Unit, f.Grade, useWord(c.For(f)), Beside(c), readable(f.Cited()))
		if opt.Provenance {
			about += ". Seen: " + f.FoundAt
		}
		value := ""
		if f.Value.Known() {
			value = exact(f.Value)
		}
		t.add(about, f.ID, period(f.Start, f.End), under(value, p.bracketed(f)))
	}
	p.putLast(t)
	p.text("", "%s %s.", whole(len(figures)), plural(len(figures), "figure"))
	return p.write(w)
}

// putLast adds a table whose first column stands last on the page: the facts
// left, the words that need room right.
func (p *page) putLast(t table) {
	if len(t.rows) == 0 {
		return
	}
	if !t.fits(p.Width, 24) {
		for _, r := range t.rows {
			p.title("%s", strings.TrimSpace(r.cells[1]+"  "+r.cells[2]+"  "+strings.ReplaceAll(r.cells[3], "\n", " ")))
			p.text("  ", "%s", r.cells[0])
		}
		return
	}
	w := t.widths(p.Width)
	turned := table{columns: append(append([]column(nil), t.columns[1:]...), t.columns[0])}
	turn := func(cells []string) []string {
		return append(append([]string(nil), cells[1:]...), strings.Join(wrapped(cells[0], w[0]), "\n"))
	}
	titles := make([]string, len(t.columns))
	for i, c := range t.columns {
		titles[i] = c.title
	}
	width := append(append([]int(nil), w[1:]...), w[0])
	p.cells(turned, turn(titles), width, p.faint)
	for _, r := range t.rows {
		p.cells(turned, turn(r.cells), width, func(s string) string { return s })
	}
}

// bracketed is the range of a figure as it stands behind its value.
func (p *page) bracketed(f evidence.Figure) string {
	if s := p.literature(f); s != "" {
		return "[" + s + "]"
	}
	return ""
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// Figure writes all that is known of one figure.
func Figure(w io.Writer, f evidence.Figure, opt Options) error {
	p := newPage(opt)
	c := evidence.CounterpartOf(f)
	value := "only a range is defensible"
	if f.Value.Known() {
		value = exact(f.Value)
	}
	split := ""
	for _, u := range uses {
		if u.use == c.For(f) {
			split = " (" + sentence(u.use, u.meaning) + ")"
		}
	}
	p.title("%s: %s", f.ID, f.Quantity)
	for _, line := range [][2]string{
		{"value", strings.TrimSpace(value + " " + p.bracketed(f))}, {"unit", f.Unit},
		{"period", f.Start.String() + " to " + f.End.String()}, {"scope", f.Scope},
		{"grade", string(f.Grade) + ": " + f.Grade.Meaning()}, {"source", readable(f.Cited())},
		{"note", p.noted(f.Remark())}, {"seen", p.seen(f.FoundAt)},
		{"use", useWord(c.For(f)) + split}, {"beside it", Beside(c)}, {"why", whyOf(c)},
		{"weight", weight(c)}, {"pattern", patternTitle(c.Pattern)}, {"row", fmt.Sprintf("%s:%d", f.File, f.Line)},
	} {
		if line[1] != "" {
			p.item(padded(line[0]+":", 11, false), "           ", "%s", line[1])
		}
	}
	return p.write(w)
}

// whyOf is what to know about a pair; of a figure without counterpart the
// reason stands in Beside already.
func whyOf(c evidence.Counterpart) string {
	if c.How == "" {
		return ""
	}
	return c.Why
}

func weight(c evidence.Counterpart) string {
	if c.Weight == 0 {
		return ""
	}
	return strconv.FormatFloat(c.Weight, 'f', -1, 64) + " in the distance"
}

func patternTitle(of evidence.Pattern) string {
	for _, p := range evidence.Patterns {
		if p.Pattern == of {
			return string(of) + ", " + p.Title
		}
	}
	return ""
}

var address = regexp.MustCompile(`https?://[^\s;,)]+`)

// readable is a text of the tables without the addresses of copies, which are
// provenance and no source.
func readable(s string) string { return address.ReplaceAllString(s, "[address]") }

// noted is a note as the page shows it.
func (p *page) noted(s string) string {
	if p.Provenance {
		return s
	}
	return readable(s)
}

func (p *page) seen(at string) string {
	if !p.Provenance {
		return ""
	}
	return at
}

// Beside says in words which number of a history stands beside a figure, or
// why there is none.
func Beside(c evidence.Counterpart) string {
	gauges := strings.Join(c.Gauges, " + ")
	operation := fmt.Sprintf("the largest operation begun from %v to %v", c.From, c.To)
	switch c.How {
	case evidence.Sum:
		return gauges + ", sum over the period"
	case evidence.AtStart:
		return gauges + " as the period opens"
	case evidence.AtEnd:
		return gauges + " as the period ends"
	case evidence.At:
		return gauges + " in " + month(c.From)
	case evidence.Mean:
		return gauges + ", mean over the period"
	case evidence.Max:
		return gauges + ", largest month of the period"
	case evidence.Share:
		return gauges + " over the period by " + c.Over + " as it opens"
	case evidence.Rate:
		return gauges + " over the period by mean " + c.Over
	case evidence.Plan:
		return "limits as first set in " + operation
	case evidence.Limit:
		return "limits granted in all in " + operation
	case evidence.Taken:
		return "arrested in " + operation
	case evidence.Executed:
		return "killed in " + operation
	case evidence.Overshoot:
		return "arrested by the limits as first set, in " + operation
	case evidence.Growth:
		return "limits granted in all by those first set, in " + operation
	case evidence.Months:
		return "months from launch to stop of " + operation
	}
	return "nothing: " + c.Why
}

// listed is a figure in JSON and CSV.
type listed struct {
	ID           string          `json:"id"`
	Quantity     string          `json:"quantity"`
	Unit         string          `json:"unit"`
	Start        string          `json:"period_start"`
	End          string          `json:"period_end"`
	Value        evidence.Number `json:"value"`
	Low          evidence.Number `json:"low"`
	High         evidence.Number `json:"high"`
	Scope        string          `json:"scope"`
	Source       string          `json:"source"`
	Note         string          `json:"note"`
	Grade        string          `json:"grade"`
	GradeMeaning string          `json:"grade_meaning"`
	Use          string          `json:"use"`
	Pattern      string          `json:"pattern"`
	Beside       string          `json:"beside"`
	Gauges       []string        `json:"gauges"`
	Why          string          `json:"why"`
	FoundAt      string          `json:"found_at,omitempty"`
}

func listedOf(f evidence.Figure, opt Options) listed {
	p := page{Options: opt}
	c := evidence.CounterpartOf(f)
	return listed{
		ID: f.ID, Quantity: f.Quantity, Unit: f.Unit, Start: f.Start.String(), End: f.End.String(), Value: f.Value, Low: f.Low, High: f.High,
		Scope: f.Scope, Source: readable(f.Cited()), Note: p.noted(f.Remark()), Grade: string(f.Grade), GradeMeaning: f.Grade.Meaning(),
		Use: string(c.For(f)), Pattern: string(c.Pattern), Beside: Beside(c), Gauges: append([]string{}, c.Gauges...), Why: c.Why,
		FoundAt: p.seen(f.FoundAt),
	}
}

// FiguresJSON lists figures as a JSON array; a missing number is null.
func FiguresJSON(figures []evidence.Figure, opt Options) ([]byte, error) {
	all := make([]listed, len(figures))
	for i, f := range figures {
		all[i] = listedOf(f, opt)
	}
	return json.MarshalIndent(all, "", "  ")
}

// FiguresCSV lists figures as comma-separated values with one header line; a
// missing number is an empty cell.
func FiguresCSV(w io.Writer, figures []evidence.Figure, opt Options) error {
	header := []string{"id", "quantity", "unit", "period_start", "period_end", "value", "low", "high", "scope", "source", "note",
		"grade", "use", "pattern", "beside", "gauges", "why"}
	if opt.Provenance {
		header = append(header, "found_at")
	}
	rows := [][]string{header}
	for _, f := range figures {
		l := listedOf(f, opt)
		row := []string{l.ID, l.Quantity, l.Unit, l.Start, l.End, cell(l.Value), cell(l.Low), cell(l.High), l.Scope, l.Source, l.Note,
			l.Grade, l.Use, l.Pattern, l.Beside, strings.Join(l.Gauges, "+"), l.Why}
		if opt.Provenance {
			row = append(row, l.FoundAt)
		}
		rows = append(rows, row)
	}
	return csv.NewWriter(w).WriteAll(rows)
}

// cell is a number in CSV.
func cell(n evidence.Number) string {
	if !n.Known() {
		return ""
	}
	return strconv.FormatFloat(float64(n), 'f', -1, 64)
}
