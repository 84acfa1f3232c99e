package page

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// What a verb leaves in the folder of its experiment for the page:
//
//   - summary.json, the same JSON that it prints with --json. What it is shows in
//     its keys: "players" an attribution, "method" a sensitivity, "claims" the
//     essay's claims. attribution.json is read as well.
//   - page.json, a list of Section, for what has no reader here.
//
// A key that is not known is passed over, so a verb may add to its JSON; one that
// is gone leaves its column empty.
var summaries = []string{SummaryName, "attribution.json"}

// SummaryName is the file in which a verb leaves its JSON.
const SummaryName = "summary.json"

// readyName is the file of sections that are ready.
const readyName = "page.json"

// reader makes sections of one kind of summary.
type reader struct {
	key  string // whose presence tells the kind
	read func([]byte) ([]Section, error)
}

var readers = []reader{
	{"players", attributionSections},
	{"method", sensitivitySections},
	{"claims", claimSections},
}

// told are the sections that the verb itself left, and whether they stand in
// place of the contrasts of arm and base.
func told(dir string) (all []Section, replaces bool, err error) {
	for _, name := range summaries {
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, false, err
		}
		keys := map[string]json.RawMessage{}
		if err := json.Unmarshal(text, &keys); err != nil {
			return nil, false, fmt.Errorf("%s: damaged: %w", path, err)
		}
		for _, r := range readers {
			if _, there := keys[r.key]; !there {
				continue
			}
			made, err := r.read(text)
			if err != nil {
				return nil, false, fmt.Errorf("%s: %w", path, err)
			}
			all, replaces = append(all, made...), true
			break
		}
	}
	path := filepath.Join(dir, readyName)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return all, replaces, nil
	}
	if err != nil {
		return nil, false, err
	}
	var ready []Section
	if err := json.Unmarshal(text, &ready); err != nil {
		return nil, false, fmt.Errorf("%s: want a list of sections: %w", path, err)
	}
	return append(all, ready...), replaces, nil
}

// over is a number with its interval, as attributions write it.
type over struct {
	Mean     Number `json:"mean"`
	MeanLow  Number `json:"mean_low"`
	MeanHigh Number `json:"mean_high"`
	Low      Number `json:"low"`
	High     Number `json:"high"`
	Above    Number `json:"above"`
}

// chance is a share of draws with its interval.
type chance struct {
	Hits  int    `json:"hits"`
	Of    int    `json:"of"`
	Value Number `json:"value"`
	Low   Number `json:"low"`
	High  Number `json:"high"`
}

func (c chance) String() string {
	if c.Of == 0 || !c.Value.Known() {
		return "none"
	}
	return fmt.Sprintf("%s (%s to %s), %d of %d", percent(float64(c.Value)), percent(float64(c.Low)), percent(float64(c.High)), c.Hits, c.Of)
}

type portion struct {
	Player string `json:"player"`
	Bundle string `json:"bundle"`
	over
	Share Number `json:"share"`
}

type attribution struct {
	Baseline   string `json:"baseline"`
	Title      string `json:"baseline_title"`
	DrawsFrom  string `json:"draws_from"`
	Draws      int    `json:"draws"`
	Coalitions int    `json:"coalitions"`
	Exact      bool   `json:"exact"`
	Players    []struct {
		Name     string   `json:"name"`
		Title    string   `json:"title"`
		Switches []string `json:"switches"`
	} `json:"players"`
	Outcomes []struct {
		Outcome  string    `json:"outcome"`
		Unit     string    `json:"unit"`
		Draws    int       `json:"draws"`
		Nobody   over      `json:"nobody"`
		All      over      `json:"everybody"`
		Total    over      `json:"total"`
		Portions []portion `json:"portions"`
	} `json:"outcomes"`
	Needs *struct {
		Terror  string `json:"terror"`
		Players []struct {
			Player     string `json:"player"`
			GoneOff    chance `json:"no_terror_if_off"`
			Necessary  chance `json:"necessary"`
			OnlyOn     chance `json:"terror_if_only_this_on"`
			Sufficient chance `json:"sufficient"`
		} `json:"players"`
	} `json:"necessity_and_sufficiency"`
	Curve []struct {
		Ratio    float64 `json:"ratio"`
		Outcomes []struct {
			Outcome string `json:"outcome"`
			Unit    string `json:"unit"`
			over
			Share Number `json:"share"`
		} `json:"outcomes"`
	} `json:"leader_curve"`
	Notes []string `json:"notes"`
}

// attributionSections are Shapley values, necessity and sufficiency, and the
// leader's share as a curve.
func attributionSections(text []byte) ([]Section, error) {
	var a attribution
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, err
	}
	s := Section{Title: "Shares of the effect", Notes: a.Notes}
	how := fmt.Sprintf("All %d coalitions were run with the same dice", a.Coalitions)
	if !a.Exact {
		how = fmt.Sprintf("%d coalitions were run, along sampled orders", a.Coalitions)
	}
	s.Text = append(s.Text, fmt.Sprintf("Baseline: %s (%s). %s, over %d draws (%s).", a.Baseline, a.Title, how, a.Draws, a.DrawsFrom))
	chart := &Intervals{}
	t := Table{Title: "Shapley values", Columns: []string{"outcome", "player", "value", "95% interval", "band of draws", "share", "above zero"}, Right: []bool{2: true, 3: true, 4: true, 5: true, 6: true}}
	for _, o := range a.Outcomes {
		g := Group{Title: o.Outcome, Bars: true, Axis: "Shapley value, " + o.Unit + fmt.Sprintf("; they add up to %s", number(float64(o.Total.Mean)))}
		for _, p := range o.Portions {
			label := p.Player
			if p.Bundle != "" {
				label += " (" + p.Bundle + ")"
			}
			g.Rows = append(g.Rows, Interval{Label: label, Value: p.Mean, Low: p.MeanLow, High: p.MeanHigh, Note: fmt.Sprintf("%d draws", o.Draws)})
			t.Rows = append(t.Rows, []string{o.Outcome, label, number(float64(p.Mean)), span(p.MeanLow, p.MeanHigh), span(p.Low, p.High), percent(float64(p.Share)), percent(float64(p.Above))})
		}
		chart.Groups = append(chart.Groups, g)
	}
	s.Figures = append(s.Figures, Figure{Name: "shapley", Title: "What each player adds on average", Intervals: chart,
		Caption: "Shapley values: the mean of what a player adds over all orders in which players can join. Bars: mean over the draws; strokes: 95% interval of the mean."})
	s.Tables = append(s.Tables, t)
	all := []Section{s}
	if a.Needs != nil {
		n := Table{Columns: []string{"player", "no terror if off", "necessary", "terror if only this on", "sufficient"}}
		for _, p := range a.Needs.Players {
			n.Rows = append(n.Rows, []string{p.Player, p.GoneOff.String(), p.Necessary.String(), p.OnlyOn.String(), p.Sufficient.String()})
		}
		all = append(all, Section{Title: "Necessity and sufficiency", Tables: []Table{n}, Text: []string{"Terror here: " + a.Needs.Terror + ". In brackets the interval of the share; necessary counts the draws in which terror comes with everybody on, sufficient those in which none comes with nobody on."}})
	}
	if f, ok := a.curve(); ok {
		all = append(all, Section{Title: "The leader's share", Figures: []Figure{f}, Text: []string{"The evidence does not say how credulous the leader was beside his colleagues; hence a curve and not a number."}})
	}
	return all, nil
}

// curve is the leader's share over the ratio of credulities.
func (a *attribution) curve() (Figure, bool) {
	chart := &Intervals{}
	for i := range a.Outcomes {
		g := Group{Title: a.Outcomes[i].Outcome, Axis: "Shapley value of the leader, " + a.Outcomes[i].Unit}
		for _, step := range a.Curve {
			for _, o := range step.Outcomes {
				if o.Outcome == a.Outcomes[i].Outcome {
					g.Rows = append(g.Rows, Interval{Label: "chi_B/chi_L " + number(step.Ratio), Value: o.Mean, Low: o.MeanLow, High: o.MeanHigh, Note: "share " + percent(float64(o.Share))})
				}
			}
		}
		if len(g.Rows) > 0 {
			chart.Groups = append(chart.Groups, g)
		}
	}
	return Figure{Name: "leader-curve", Title: "The leader's share as a curve", Intervals: chart,
		Caption: "The leader's Shapley value at each ratio of his colleagues' credulity (chi_B) to his own (chi_L), with the 95% interval of its mean."}, len(chart.Groups) > 0
}

type estimate struct {
	Value   Number `json:"value"`
	Low     Number `json:"low"`
	High    Number `json:"high"`
	Reading string `json:"reading"`
}

type sensitivityResult struct {
	Method   string `json:"method"`
	Outcomes []struct {
		Name       string `json:"name"`
		Unit       string `json:"unit"`
		Doc        string `json:"doc"`
		Error      string `json:"error"`
		Rows       int    `json:"rows"`
		Parameters []struct {
			Key     string    `json:"key"`
			Mean    *estimate `json:"mean"`
			Size    *estimate `json:"size"`
			Scatter *estimate `json:"scatter"`
			First   *estimate `json:"first"`
			Total   *estimate `json:"total"`
		} `json:"parameters"`
		Groups [][]string `json:"groups"`
	} `json:"outcomes"`
}

// mostBars is how many parameters a tornado shows.
const mostBars = 15

// sensitivitySections are tornados: parameters by their size or total index.
func sensitivitySections(text []byte) ([]Section, error) {
	var r sensitivityResult
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, err
	}
	s := Section{Title: "Sensitivity", Text: []string{"Method: " + r.Method + "."}}
	chart := &Intervals{}
	for _, o := range r.Outcomes {
		if o.Error != "" {
			s.Notes = append(s.Notes, o.Name+": "+o.Error)
			continue
		}
		g := Group{Title: o.Name + ": " + o.Doc, Bars: true, Axis: "total index, with the first-order index in front: shares of the variance"}
		at := map[string]int{}
		for i, p := range o.Parameters {
			at[p.Key] = i
		}
		for _, key := range ordered(o.Groups, at) {
			p := o.Parameters[at[key]]
			row := Interval{Label: key, Guess: guesses()[key], Note: fmt.Sprintf("%d rows", o.Rows)}
			switch {
			case p.Total != nil && p.First != nil:
				row.Value, row.Low, row.High = p.First.Value, p.First.Low, p.First.High
				row.Behind = &Behind{p.Total.Value, p.Total.Low, p.Total.High}
				if reading := strings.Trim(p.First.Reading+" "+p.Total.Reading, " "); reading != "" {
					row.Note = reading
				}
			case p.Size != nil:
				g.Axis = "mean absolute effect of the parameter's whole range, " + o.Unit
				row.Value, row.Low, row.High = p.Size.Value, p.Size.Low, p.Size.High
			default:
				continue
			}
			g.Rows = append(g.Rows, row)
		}
		if len(g.Rows) > mostBars {
			s.Notes = append(s.Notes, fmt.Sprintf("%s: the %d largest of %d parameters are drawn.", o.Name, mostBars, len(g.Rows)))
			g.Rows = g.Rows[:mostBars]
		}
		if len(o.Groups) == 1 && len(o.Parameters) > 1 {
			s.Notes = append(s.Notes, o.Name+": no ranking; the intervals overlap from the first parameter to the last.")
		}
		chart.Groups = append(chart.Groups, g)
	}
	if len(chart.Groups) > 0 {
		s.Figures = append(s.Figures, Figure{Name: "tornado", Title: "What the outcomes hang on", Intervals: chart,
			Caption: "Parameters, largest first, with their intervals; where these overlap the order means nothing. Guess: the parameter has no source. An index below zero is the error of its estimate: a true one cannot be."})
	}
	return []Section{s}, nil
}

// ordered are the keys, largest first; without groups as they come.
func ordered(groups [][]string, at map[string]int) (keys []string) {
	for _, g := range groups {
		for _, key := range g {
			if _, there := at[key]; there {
				keys = append(keys, key)
			}
		}
	}
	if len(keys) == len(at) {
		return keys
	}
	keys = make([]string, len(at))
	for key, i := range at { // order: each has its place
		keys[i] = key
	}
	return keys
}
