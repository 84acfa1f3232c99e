package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/fromabove/fromabove/chance"
	"github.com/fromabove/fromabove/design"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/sensitivity"
)

// Sensitivity is a Sampled whose rows are walks or crossed samples; one of the
// two is set.
type Sensitivity struct {
	Sampled
	Walks   []design.Walk
	Crossed *design.Crossed
	Seed    chance.Seed // of the resampling
}

// resampled is how often rows are drawn anew for an interval.
const resampled = 1000

// weighed is what was found of one outcome. Of walks lead is the size of the
// elementary effects, of crossed samples the total index: by it parameters are
// ranked.
type weighed struct {
	morris  []sensitivity.Morris
	indices []sensitivity.Index
	lead    []sensitivity.Estimate
	groups  [][]int
	rows    int // walks or rows that are whole
	of      int
	shares  sensitivity.Shares
	failed  error
}

func (s Sensitivity) weigh(outcome int) (w weighed) {
	r := sensitivity.Resampling{Times: resampled, Seed: s.Seed}
	means := s.means(outcome)
	if s.Crossed == nil {
		w.of, w.shares = len(s.Walks), s.sharesOf(outcome, len(s.Rows))
		w.morris, w.rows, w.failed = sensitivity.Screen(design.Effects(s.Walks, means), r)
		for _, m := range w.morris {
			w.lead = append(w.lead, m.Size)
		}
	} else {
		a, b, ab := s.Crossed.Split(means)
		w.of, w.shares = len(a), s.sharesOf(outcome, 2*len(a))
		w.indices, w.rows, w.failed = sensitivity.Indices(a, b, ab, r)
		for _, i := range w.indices {
			w.lead = append(w.lead, i.Total)
		}
	}
	w.groups = sensitivity.Rank(w.lead)
	return w
}

// mostRanked is how many parameters are printed unless all are asked for.
const mostRanked = 30

// Weights writes, by outcome, how much hangs on each parameter: a table with
// intervals and a tornado, in groups that the intervals tell apart.
func Weights(out io.Writer, s Sensitivity, opt Options) error {
	p := newPage(opt)
	p.sampled("Sensitivity", s.Sampled)
	for o, kept := range s.Results.Outcomes {
		p.outcome(kept)
		w := s.weigh(o)
		if w.failed != nil {
			p.text("", "Nothing can be said: %v.", w.failed)
			continue
		}
		if w.rows < w.of {
			p.text("", "%s of %s %s are left out: at one of their places the outcome is not defined, or a history failed.",
				whole(w.of-w.rows), whole(w.of), map[bool]string{true: "walks", false: "rows"}[s.Crossed == nil])
		}
		p.tornado(s, w)
		p.ranking(s, w)
		p.shares(w.shares, len(s.Results.Seeds))
		if s.Crossed != nil && w.shares.Left > 0 {
			p.text("", "Of the variance of the means over %s, %s is still dice: total indices may be too high by up to so much. More --members lessen it.",
				membersOf(len(s.Results.Seeds)), share(w.shares.Left))
		}
	}
	p.section("How to read it")
	p.text("", "%s", strings.Join(append(s.legend(), fmt.Sprintf("Intervals hold %s of %s resamplings of the %s; the dice are not resampled, so all this is said of the mean over these seeds.",
		share(sensitivity.Confidence), whole(resampled), map[bool]string{true: "walks", false: "rows"}[s.Crossed == nil])), " "))
	return p.write(out)
}

func (s Sensitivity) legend() []string {
	if s.Crossed == nil {
		return []string{"Size is the mean of the absolute elementary effects, mean the signed one, scatter their standard deviation: " +
			"large beside the size where the effect is curved or hangs on other parameters. An effect is the change of the outcome for the whole range of the parameter. Size 0: not one history moved by it."}
	}
	return []string{"First is the share of the variance of the outcome that the parameter carries alone, total the share it has a part in.",
		"0: not one history moved by it. ~0: an index is a share and cannot be negative; its estimate from sampled rows can, by their error, and the interval holds zero: no effect is seen.",
		"failed: the whole interval lies below zero, which is no index; take more rows."}
}

// tornado is the table of parameters in order of the lead, with a bar of as
// many columns as the names leave.
func (p *page) tornado(s Sensitivity, w weighed) {
	titles := []string{"parameter", "group", "first", "interval", "total", "interval"}
	if s.Crossed == nil {
		titles = []string{"parameter", "group", "size", "interval", "mean", "scatter"}
	}
	rows, order := [][]string{titles}, []int{}
	for g, group := range w.groups {
		for _, axis := range group {
			order = append(order, axis)
			cells := []string{s.Axes[axis].Key, whole(g + 1)}
			if s.Crossed == nil {
				m := w.morris[axis]
				cells = append(cells, decimal(m.Size.Value), p.ends(m.Size.Low, m.Size.High), decimal(m.Mean.Value), decimal(m.Scatter.Value))
			} else {
				i := w.indices[axis]
				cells = append(cells, indexCell(i.First), indexEnds(i.First), indexCell(i.Total), indexEnds(i.Total))
			}
			rows = append(rows, cells)
		}
	}
	left := 0
	if len(order) > mostRanked && !p.All {
		left = len(order) - mostRanked
		rows = rows[:1+mostRanked]
	}
	most, room := 0.0, p.Width
	for _, e := range w.lead {
		most = max(most, e.High)
	}
	t := table{}
	for i, title := range titles {
		widest := 0
		for _, cells := range rows {
			widest = max(widest, columns(cells[i]))
		}
		room -= widest + gap
		t.columns = append(t.columns, column{title: title, right: i > 0})
	}
	t.columns = append(t.columns, column{title: "0 .. " + decimal(most)})
	room = min(max(room, leastBar), mostBar)
	for n, cells := range rows[1:] {
		t.add(append(cells, p.intervalBar(w.lead[order[n]], most, room))...)
	}
	if left > 0 {
		t.note(fmt.Sprintf("and %s more %s (--all)", whole(left), plural(left, "parameter")))
	}
	p.put(t)
}

// columns of a bar.
const (
	leastBar = 10
	mostBar  = 24
)

// indexCell is an index; a negative one is never printed bare.
func indexCell(e sensitivity.Estimate) string {
	switch reading := sensitivity.Read(e); {
	case reading == sensitivity.Unlikely:
		return "failed"
	case e == sensitivity.Estimate{}:
		return "0"
	case reading == sensitivity.Nought && e.Value <= 0:
		return "~0"
	}
	return fmt.Sprintf("%.2f", e.Value)
}

func indexEnds(e sensitivity.Estimate) string {
	return fmt.Sprintf("%.2f .. %.2f", e.Low, e.High)
}

// ranking says how far the order may be read.
func (p *page) ranking(s Sensitivity, w weighed) {
	by := "total index"
	if s.Crossed == nil {
		by = "size"
	}
	switch {
	case len(w.lead) == 1:
	case len(w.groups) == 1:
		p.text("", "No ranking by %s: the intervals overlap from the first parameter to the last. Take more %s.", by, map[bool]string{true: "walks", false: "rows"}[s.Crossed == nil])
	case len(w.groups) == len(w.lead):
		p.text("", "Ranked by %s; no two intervals overlap.", by)
	default:
		p.text("", "Ranked by %s in %s groups; within a group intervals overlap, and the order of its parameters means nothing.", by, whole(len(w.groups)))
	}
}

type jsonSensitivity struct {
	jsonSampled
	Method    string        `json:"method"`
	Resampled int           `json:"resampled"`
	Outcomes  []jsonWeighed `json:"outcomes"`
}

type jsonWeighed struct {
	Name       string       `json:"name"`
	Unit       string       `json:"unit"`
	Doc        string       `json:"doc"`
	Error      string       `json:"error,omitempty"`
	Rows       int          `json:"rows"`
	LeftOut    int          `json:"rows_left_out"`
	Parameters []jsonWeight `json:"parameters"` // in the order of the axes
	Groups     [][]string   `json:"groups"`     // largest first; within a group there is no order
	Shares     jsonShares   `json:"variance_of_one_history"`
}

type jsonWeight struct {
	Key     string        `json:"key"`
	Mean    *jsonEstimate `json:"mean,omitempty"`
	Size    *jsonEstimate `json:"size,omitempty"`
	Scatter *jsonEstimate `json:"scatter,omitempty"`
	First   *jsonEstimate `json:"first,omitempty"`
	Total   *jsonEstimate `json:"total,omitempty"`
}

type jsonEstimate struct {
	Value   evidence.Number `json:"value"`
	Low     evidence.Number `json:"low"`
	High    evidence.Number `json:"high"`
	Reading string          `json:"reading,omitempty"` // of an index: nought, unlikely; else absent
}

func estimate(e sensitivity.Estimate) *jsonEstimate {
	return &jsonEstimate{Value: evidence.Number(e.Value), Low: evidence.Number(e.Low), High: evidence.Number(e.High)}
}

func index(e sensitivity.Estimate) *jsonEstimate {
	j := estimate(e)
	j.Reading = string(sensitivity.Read(e))
	return j
}

// WeightsJSON is what Weights writes, not rounded.
func WeightsJSON(s Sensitivity) ([]byte, error) {
	j := jsonSensitivity{jsonSampled: s.json(), Method: "sobol", Resampled: resampled}
	if s.Crossed == nil {
		j.Method = "morris"
	}
	for o, kept := range s.Results.Outcomes {
		w := s.weigh(o)
		found := jsonWeighed{Name: kept.Name, Unit: kept.Unit, Doc: kept.Doc, Rows: w.rows, LeftOut: w.of - w.rows, Shares: jsonSharesOf(w.shares)}
		if w.failed != nil {
			found.Error = w.failed.Error()
		}
		for i, m := range w.morris {
			found.Parameters = append(found.Parameters, jsonWeight{Key: s.Axes[i].Key, Mean: estimate(m.Mean), Size: estimate(m.Size), Scatter: estimate(m.Scatter)})
		}
		for i, x := range w.indices {
			found.Parameters = append(found.Parameters, jsonWeight{Key: s.Axes[i].Key, First: index(x.First), Total: index(x.Total)})
		}
		for _, group := range w.groups {
			var keys []string
			for _, axis := range group {
				keys = append(keys, s.Axes[axis].Key)
			}
			found.Groups = append(found.Groups, keys)
		}
		j.Outcomes = append(j.Outcomes, found)
	}
	return json.MarshalIndent(j, "", "  ")
}
