package report

import (
	"encoding/json"

	"github.com/fromabove/fromabove/evidence"
)

// The shapes below are what `--json` prints: the numbers of the text, not
// rounded. A number that is missing is null; a name never changes its meaning.

type jsonRun struct {
	Scenario   string       `json:"scenario"`
	Title      string       `json:"title"`
	Seed       uint64       `json:"seed,string"` // text, since JSON numbers lose bits
	Scale      float64      `json:"scale"`
	Members    int          `json:"members"`
	From       string       `json:"from"`
	Last       string       `json:"last"`
	Months     int          `json:"months"`
	Point      JSONPoint    `json:"point"`
	Parameters string       `json:"parameters"` // the point in words, and what the scenario sets over it
	Version    string       `json:"version"`
	Command    string       `json:"command"`
	Distance   jsonPart     `json:"distance"`
	ByPattern  []jsonPart   `json:"distance_by_pattern"`
	ByUse      []jsonPart   `json:"distance_by_use"`
	Figures    []jsonFigure `json:"figures"`
	Essay      []jsonEssay  `json:"essay"`
	Launches   jsonLaunches `json:"launches"`
	Marks      []jsonMark   `json:"marks"`
	Without    int          `json:"figures_without_counterpart"`
}

type jsonPart struct {
	Name     string          `json:"name"`
	Distance evidence.Number `json:"distance"`
	Figures  int             `json:"figures"`
	Absent   int             `json:"without_a_number"`
	Weight   float64         `json:"weight"`
}

type jsonBand struct {
	Median  evidence.Number `json:"median"`
	Low5    evidence.Number `json:"low_5"`
	High95  evidence.Number `json:"high_95"`
	Members int             `json:"members"`
}

// bandOf is a median and its band; of one history the band is null.
func bandOf(median, low, high evidence.Number, members, all int) jsonBand {
	if all == 1 {
		low, high = evidence.Missing(), evidence.Missing()
	}
	return jsonBand{median, low, high, members}
}

type jsonFigure struct {
	ID           string          `json:"id"`
	Quantity     string          `json:"quantity"`
	Unit         string          `json:"unit"`
	Period       string          `json:"period"`
	Observed     evidence.Number `json:"observed"`
	Low          evidence.Number `json:"low"`
	High         evidence.Number `json:"high"`
	Grade        string          `json:"grade"`
	Source       string          `json:"source"`
	Use          string          `json:"use"`
	Pattern      string          `json:"pattern"`
	Best         bool            `json:"best"` // one of the best figures
	Simulated    jsonBand        `json:"simulated"`
	Absent       string          `json:"absent"` // why nothing is simulated
	Error        evidence.Number `json:"error"`
	Weight       float64         `json:"weight"`
	Contribution evidence.Number `json:"contribution"`
	Why          string          `json:"why"`
}

type jsonEssay struct {
	ID        string          `json:"id"`
	Claim     string          `json:"claim"`
	Printed   string          `json:"printed"`
	Share     evidence.Number `json:"share"`
	Source    string          `json:"source"`
	Others    []jsonOther     `json:"others"`
	Gauge     string          `json:"gauge"`
	Month     string          `json:"month"`
	Simulated jsonBand        `json:"simulated"`
	Note      string          `json:"note"`
}

type jsonOther struct {
	ID      string          `json:"id"`
	Printed string          `json:"printed"`
	Share   evidence.Number `json:"share"`
	Source  string          `json:"source"`
	Grade   string          `json:"grade"`
	Note    string          `json:"note"`
}

type jsonLaunches struct {
	Members  int       `json:"members"`
	None     int       `json:"members_with_none"`
	None3639 int       `json:"members_with_none_in_1936_39"`
	Years    []jsonBin `json:"years"`
	Quarters []jsonBin `json:"quarters"`
}

type jsonBin struct {
	Label   string `json:"label"`
	From    string `json:"from"`
	To      string `json:"to"`
	Members int    `json:"members"`
	Starts  int    `json:"begun"`
}

type jsonMark struct {
	Pattern string      `json:"pattern"`
	Text    string      `json:"text"`
	Status  string      `json:"status"`
	Members int         `json:"members"`
	MetIn   int         `json:"met_in"`
	Checks  []jsonCheck `json:"checks"`
}

type jsonCheck struct {
	Name      string          `json:"name"`
	Unit      string          `json:"unit"`
	Observed  evidence.Number `json:"observed"`
	Min       evidence.Number `json:"min"`
	Max       evidence.Number `json:"max"`
	Strict    bool            `json:"strict"`
	Covers    bool            `json:"band_must_hold_observed"`
	Simulated jsonBand        `json:"simulated"`
	MetIn     int             `json:"met_in"`
	Absent    string          `json:"absent"`
	Status    string          `json:"status"`
	Note      string          `json:"note"`
}

// SummaryJSON is the summary as JSON: every figure, the essay's numbers, when
// operations begin, the pass marks and the distance. It fails where no member
// holds a month.
func SummaryJSON(r Run) ([]byte, error) {
	a, err := r.account()
	if err != nil {
		return nil, err
	}
	from, last := span(a.histories)
	o, all := r.Order, a.report.Members
	_, without := reasons(a.report.Rows, evidence.NoUse)
	out := jsonRun{
		Scenario: o.Scenario.Name, Title: o.Scenario.Title, Seed: uint64(o.Seed), Scale: a.report.Scale, Members: all,
		From: from.String(), Last: last.String(), Months: int(last-from) + 1, Point: pointOf(o.Scenario.Point),
		Parameters: o.Scenario.Point.String() + changed(o),
		Version:    o.Version, Command: o.Command, Distance: jsonPart(a.report.All), Without: without,
		Launches: jsonLaunches{all, a.launches.None, a.launches.None3639, jsonBins(a.launches.Years), jsonBins(a.launches.Quarters)},
	}
	for _, p := range a.report.Patterns {
		out.ByPattern = append(out.ByPattern, jsonPart(p))
	}
	for _, u := range a.report.Uses {
		out.ByUse = append(out.ByUse, jsonPart(u))
	}
	out.Figures = jsonFigures(a.report)
	for _, e := range a.essay {
		line := jsonEssay{e.ID, e.Claim, e.Printed, e.Essay, e.Source, nil, e.Gauge, e.Month.String(),
			bandOf(e.Median, e.Low5, e.High95, e.Members, all), e.Note}
		for _, s := range e.Others {
			line.Others = append(line.Others, jsonOther{s.ID, s.Printed, s.Share, s.Source, string(s.Grade), readable(s.Note)})
		}
		out.Essay = append(out.Essay, line)
	}
	for _, m := range a.marks {
		out.Marks = append(out.Marks, jsonMarkOf(m, all))
	}
	return json.MarshalIndent(out, "", "  ")
}

func jsonFigures(report evidence.Report) []jsonFigure {
	best := map[string]bool{}
	for _, r := range chosen(report, false) {
		best[r.ID] = true
	}
	var figures []jsonFigure
	for _, r := range report.Rows {
		figures = append(figures, jsonFigure{
			ID: r.ID, Quantity: r.Quantity, Unit: r.Unit, Period: r.Period, Observed: r.Observed, Low: r.Low, High: r.High,
			Grade: string(r.Grade), Source: readable(r.Source), Use: string(r.Use), Pattern: string(r.Pattern), Best: best[r.ID],
			Simulated: bandOf(r.Median, r.Low5, r.High95, r.Members, report.Members), Absent: string(r.Absent),
			Error: r.Error, Weight: r.Weight, Contribution: r.Contribution, Why: r.Why,
		})
	}
	return figures
}

func jsonBins(bins []evidence.Bin) []jsonBin {
	all := []jsonBin{}
	for _, b := range bins {
		all = append(all, jsonBin{b.Label, b.From.String(), b.To.String(), b.Members, b.Starts})
	}
	return all
}

func jsonMarkOf(m evidence.Mark, all int) jsonMark {
	out := jsonMark{Pattern: string(m.Pattern), Text: m.Text, Status: string(m.Status), Members: m.Members, MetIn: m.MetIn}
	for _, c := range m.Checks {
		out.Checks = append(out.Checks, jsonCheck{c.Name, c.Unit, c.Observed, c.Min, c.Max, c.Strict, c.Covers,
			bandOf(c.Median, c.Low5, c.High95, c.Members, all), c.MetIn, string(c.Absent), string(c.Status), c.Note})
	}
	return out
}
