package page

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/regime"
)

// guesses are the parameters that have no source.
var guesses = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, in := range regime.Institutions() {
		for _, p := range in.Params {
			all[in.Name+"."+p.Key] = strings.HasPrefix(string(p.Source), string(country.Guess))
		}
	}
	return all
})

type weighed struct {
	Claims []struct {
		Claim struct {
			ID        string  `json:"id"`
			Paragraph string  `json:"paragraph"`
			Statement string  `json:"statement"`
			Base      string  `json:"base"`
			Other     string  `json:"other"`
			Outcome   string  `json:"outcome"`
			Expected  string  `json:"expected"`
			Matters   float64 `json:"matters"`
			Rival     string  `json:"rival"`
		} `json:"claim"`
		Standing string `json:"standing"`
		Unit     string `json:"unit"`
		Verdict  string `json:"verdict"`
		Forms    []struct {
			Form    string `json:"form"`
			Verdict string `json:"verdict"`
			Pairs   int    `json:"pairs"`
			Mean    Number `json:"mean"`
			Low     Number `json:"low"`
			High    Number `json:"high"`
		} `json:"forms"`
	} `json:"claims"`
}

// claimSections are the claims with their verdicts: those that fail as well.
func claimSections(text []byte) ([]Section, error) {
	var w weighed
	if err := json.Unmarshal(text, &w); err != nil {
		return nil, err
	}
	t := Table{Columns: []string{"claim", "statement", "arms", "outcome", "expected", "effect and 90% interval", "verdict", "could it fail"}}
	chart := &Intervals{}
	count := map[string]int{}
	var order []string
	for _, c := range w.Claims {
		if count[c.Verdict]++; count[c.Verdict] == 1 {
			order = append(order, c.Verdict)
		}
		effect, forms := "none", ""
		if len(c.Forms) > 0 {
			f := c.Forms[0]
			effect = fmt.Sprintf("%s (%s), %d pairs", number(float64(f.Mean)), span(f.Low, f.High), f.Pairs)
			g := Group{Title: c.Claim.ID + ": " + c.Claim.Other + " against " + c.Claim.Base, Axis: "difference in " + c.Claim.Outcome + ", " + c.Unit}
			for _, f := range c.Forms {
				g.Rows = append(g.Rows, Interval{Label: f.Form, Value: f.Mean, Low: f.Low, High: f.High, Note: f.Verdict})
			}
			chart.Groups = append(chart.Groups, g)
			if n := len(c.Forms); n > 1 {
				forms = fmt.Sprintf(", over %d forms", n)
			}
		}
		t.Rows = append(t.Rows, []string{c.Claim.ID + ", " + c.Claim.Paragraph, c.Claim.Statement, c.Claim.Other + " against " + c.Claim.Base, c.Claim.Outcome,
			c.Claim.Expected + ", at least " + number(c.Claim.Matters), effect, c.Verdict + forms, c.Standing})
	}
	var words []string
	for _, v := range order {
		words = append(words, fmt.Sprintf("%d %s", count[v], v))
	}
	s := Section{Title: "The essay's claims", Tables: []Table{t},
		Text: []string{fmt.Sprintf("%s: %s. Built in: a gate in the equations lets the claim come out in one way; then only how much could be found. Open: forms of the model contradict each other.", countOf(len(w.Claims), "claim", "claims"), strings.Join(words, ", "))}}
	if len(chart.Groups) > 0 {
		s.Figures = []Figure{{Name: "claims", Title: "What each claim is about", Intervals: chart,
			Caption: "Mean effect with its 90% interval, main form of the model first, then its variants. A hollow dot: zero lies in the interval."}}
	}
	return []Section{s}, nil
}
