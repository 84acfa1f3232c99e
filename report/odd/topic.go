package odd

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/claim"
	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
)

// Topic is the answer to one word. A word may have several: `fear` is a gauge
// and a column of the table regions.
type Topic struct {
	Word  string   `json:"word"`
	Kind  string   `json:"kind"` // month, institution, act, switch, parameter, gauge, column, table, pattern, claim
	Title string   `json:"title"`
	Facts []Fact   `json:"facts,omitempty"`
	Text  string   `json:"text,omitempty"` // equations, in Markdown
	Lines []string `json:"-"`              // a table for the reader of a terminal
	Acts  []string `json:"acts,omitempty"`
	short string   // the word without its institution or table
}

// Fact is one thing to know, with its name.
type Fact struct {
	Name string `json:"name"`
	Says string `json:"says"`
}

// fact adds a fact, unless there is nothing to say.
func (t *Topic) fact(name, says string) {
	if says != "" {
		t.Facts = append(t.Facts, Fact{name, says})
	}
}

// topics are all that can be explained, in the order of the page.
func (s Source) topics() []Topic {
	all := []Topic{s.monthTopic()}
	for _, i := range s.Institutions {
		all = append(all, s.institutionTopic(i))
	}
	for n, a := range s.Acts {
		all = append(all, s.actTopic(n, a))
	}
	for _, i := range s.Institutions {
		for _, w := range i.Switches {
			all = append(all, s.switchTopic(i, w))
		}
	}
	for _, m := range evidence.Marks(nil, 1) {
		all = append(all, patternTopic(m))
	}
	for _, g := range country.Gauges {
		all = append(all, gaugeTopic(g))
	}
	for _, t := range archive.Tables() {
		all = append(all, tableTopic(t))
		for _, c := range archive.Columns(t.Name) {
			if t.Name != "gauges" || c.Name == "month" {
				all = append(all, columnTopic(t, c))
			}
		}
	}
	for _, i := range s.Institutions {
		for _, p := range i.Params {
			all = append(all, s.parameterTopic(i, p))
		}
	}
	if book, err := claim.Shipped(); err == nil { // its own tests hold it sound
		for _, c := range book.Claims {
			all = append(all, claimTopic(book, c))
		}
	}
	return all
}

// claimTopic is a claim of the essay; its verdict is for fromabove claims.
func claimTopic(book *claim.Book, c claim.Claim) Topic {
	t := Topic{Word: "claim:" + c.ID, Kind: "claim", Title: c.Statement, short: c.ID}
	t.fact("essay", c.Paragraph)
	for _, f := range c.Facts(book) {
		t.fact(f.Name, f.Says)
	}
	t.fact("put to the test", "fromabove claims "+c.ID)
	return t
}

func (s Source) monthTopic() Topic {
	t := Topic{Word: "month", Kind: "month", Title: fmt.Sprintf("The %d acts of a month, in their order", len(s.Acts))}
	for n, a := range s.Acts {
		t.Acts = append(t.Acts, a.Who+"."+a.What)
		says := wrapped(fmt.Sprintf("reads %s; leaves %s; %s", a.Reads, a.Leaves, a.Why), width-23)
		t.Lines = append(t.Lines, fmt.Sprintf("%2d %-19s %s", n+1, a.Who+"."+a.What, says[0]))
		for _, more := range says[1:] {
			t.Lines = append(t.Lines, fmt.Sprintf("%23s%s", "", more))
		}
	}
	return t
}

func (s Source) institutionTopic(i country.Institution) Topic {
	t := Topic{Word: i.Name, Kind: "institution", Title: i.Title}
	t.fact("what", i.Doc)
	t.fact("essay", i.Essay)
	var acts []string
	for _, a := range i.Acts {
		acts = append(acts, a.Who+"."+a.What)
	}
	t.fact("acts", strings.Join(acts, ", "))
	for _, w := range i.Switches {
		t.fact("switch", string(w.Switch)+": "+w.Title+"; off: "+w.Off)
	}
	for _, p := range i.Params {
		t.fact("parameter", fmt.Sprintf("%s = %s %s: %s (%s)", p.Key, plain(p.Default), p.Unit, p.Doc, p.Source))
	}
	t.Text, _ = equations(i.Name)
	return t
}

func (s Source) actTopic(n int, a country.Act) Topic {
	word := a.Who + "." + a.What
	t := Topic{Word: word, Kind: "act", Title: fmt.Sprintf("act %d of %d in the month", n+1, len(s.Acts))}
	t.fact("reads", a.Reads)
	t.fact("leaves", a.Leaves)
	t.fact("why there", a.Why)
	var before, after string
	if n > 0 {
		before = "after " + s.Acts[n-1].Who + "." + s.Acts[n-1].What
	}
	if n < len(s.Acts)-1 {
		after = "before " + s.Acts[n+1].Who + "." + s.Acts[n+1].What
	}
	t.fact("stands", strings.TrimPrefix(before+", "+after, ", "))
	for _, i := range s.Institutions {
		if i.Name != a.Who {
			continue
		}
		t.fact("institution", i.Name+": "+i.Title)
		t.Text = actText(i, word)
		var used []string
		for _, p := range i.Params {
			if mentions(t.Text, p.Key) {
				used = append(used, i.Name+"."+p.Key)
			}
		}
		t.fact("parameters", strings.Join(used, ", "))
	}
	return t
}

func (s Source) switchTopic(i country.Institution, w country.SwitchDoc) Topic {
	t := Topic{Word: string(w.Switch), Kind: "switch", Title: w.Title}
	t.fact("off means", w.Off)
	t.fact("stands in the baseline", s.stands(w.Switch))
	t.fact("institution", i.Name+": "+i.Title)
	t.fact("essay", i.Essay)
	var acts []string
	for _, j := range s.Institutions {
		for _, a := range j.Acts {
			if act := a.Who + "." + a.What; hasWord(actText(j, act), string(w.Switch)) {
				acts = append(acts, act)
			}
		}
	}
	t.fact("named in the equations of", strings.Join(acts, ", "))
	t.fact("try", "fromabove run baseline --without "+string(w.Switch))
	return t
}

func (s Source) parameterTopic(i country.Institution, p country.Param) Topic {
	t := Topic{Word: i.Name + "." + p.Key, Kind: "parameter", Title: p.Doc, short: p.Key}
	t.fact("default", plain(p.Default)+" "+p.Unit)
	for _, point := range s.Points {
		says := plain(point.Value(i.Name, p))
		if _, named := point.Parameters[t.Word]; !named {
			says += ", the default: the point does not name it"
		}
		t.fact("at "+point.Name, says)
	}
	t.fact("range", plain(p.Min)+" to "+plain(p.Max))
	switch trust(p) {
	case "guess":
		t.fact("source", "guess: to be varied, not believed")
	default:
		t.fact("source", string(p.Source))
	}
	for _, id := range figureIDs(string(p.Source)) {
		if f, err := evidence.ByID(id); err == nil {
			t.fact("figure", figureLine(f))
		}
	}
	var acts []string
	text, _ := equations(i.Name)
	for _, part := range sections(text) {
		if mentions(part.body, p.Key) {
			acts = append(acts, part.heading)
		}
	}
	t.fact("used by", strings.Join(acts, "; "))
	t.fact("institution", i.Name+": "+i.Title)
	return t
}

// figureIDs are the words of a source that look like ids of figures.
func figureIDs(source string) []string { return figureID.FindAllString(source, -1) }

var figureID = regexp.MustCompile(`\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b`)

func figureLine(f evidence.Figure) string {
	value := "no number"
	if f.Observed().Known() {
		value = number(float64(f.Observed()))
	}
	period := f.Start.String()
	if f.End != f.Start {
		period += " to " + f.End.String()
	}
	return fmt.Sprintf("%s: %s %s, %s (grade %s), %s", f.ID, value, f.Unit, period, f.Grade, f.Quantity)
}

// most is how many figures are named beside a gauge.
const most = 12

func gaugeTopic(g country.Gauge) Topic {
	t := Topic{Word: g.Name, Kind: "gauge", Title: g.Doc}
	t.fact("unit", g.Unit)
	t.fact("kind", kindText(g.Kind))
	t.fact("column of", "gauges")
	var patterns []string
	figures := besides(g.Name)
	for n, f := range figures {
		c := evidence.CounterpartOf(f)
		if name := string(c.Pattern); name != "" && !slices.Contains(patterns, name) {
			patterns = append(patterns, name)
		}
		if n < most {
			t.fact("figure", figureLine(f)+"; "+string(c.For(f)))
		}
	}
	if n := len(figures) - most; n > 0 {
		t.fact("figure", fmt.Sprintf("and %d more", n))
	}
	slices.Sort(patterns)
	t.fact("patterns", strings.Join(patterns, ", "))
	if len(figures) == 0 {
		t.fact("figure", "none: history has no number beside it")
	}
	return t
}

func kindText(k country.GaugeKind) string {
	switch k {
	case country.Flow:
		return "flow: a year is the sum of its months"
	case country.Stock:
		return "stock: a year is its last month"
	case country.Index:
		return "index: a year is the mean of its months"
	}
	return ""
}

func tableTopic(t archive.Table) Topic {
	topic := Topic{Word: t.Name, Kind: "table", Title: "a row is " + t.Row}
	topic.fact("told apart by", strings.Join(t.Key, ", "))
	var columns []string
	for _, c := range archive.Columns(t.Name) {
		columns = append(columns, c.Name)
	}
	topic.fact("columns", strings.Join(columns, ", "))
	return topic
}

func columnTopic(t archive.Table, c archive.Column) Topic {
	topic := Topic{Word: t.Name + "." + c.Name, Kind: "column", Title: c.Doc, short: c.Name}
	topic.fact("type", c.Type)
	topic.fact("unit", c.Unit)
	topic.fact("kind", kindText(c.Kind))
	topic.fact("table", t.Name+": a row is "+t.Row)
	return topic
}

func patternTopic(m evidence.Mark) Topic {
	t := Topic{Word: string(m.Pattern), Kind: "pattern", Title: patternTitle(m.Pattern)}
	t.fact("pass mark", m.Text)
	if strings.HasPrefix(t.Word, "B") {
		t.fact("use", "held out from the point to-1936; the point to-1939 has seen it")
	} else {
		t.fact("use", "fitted")
	}
	for _, c := range m.Checks {
		says := []string{c.Name + " (" + c.Unit + ")"}
		if c.Observed.Known() {
			says = append(says, "record "+inUnit(c.Unit)(c.Observed))
		}
		if a := asked(c); a != "" {
			says = append(says, "asked "+a)
		}
		t.fact("statistic", strings.Join(append(says, nonEmpty(c.Note)...), "; "))
	}
	var gauges []string
	for _, c := range evidence.Counterparts() {
		for _, g := range c.Gauges {
			if c.Pattern == m.Pattern && !slices.Contains(gauges, g) {
				gauges = append(gauges, g)
			}
		}
	}
	t.fact("gauges", strings.Join(gauges, ", "))
	return t
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}
