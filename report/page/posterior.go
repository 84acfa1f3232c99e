package page

import (
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/abc"
)

// bins is in how many parts the range of a parameter is cut.
const bins = 15

// OfPosterior is the page of a posterior: each parameter beside its prior, and
// what the figures do not say.
func OfPosterior(t abc.Table) (*Page, error) {
	if len(t.Rows) == 0 || len(t.Prior) == 0 {
		return nil, fmt.Errorf("the posterior holds no parameter point")
	}
	d := abc.Diagnose(t)
	seed := "seed as in the command"
	if _, after, ok := strings.Cut(t.Said("command"), " --seed "); ok {
		seed, _, _ = strings.Cut(after, " ")
		seed = "seed " + seed
	}
	return &Page{
		Title: "Posterior " + t.Said("label"), Command: t.Said("command"), Version: t.Said("version"), Seeds: seed,
		Lead: []string{"Parameter points whose histories agree with the figures, with weights. It is no likelihood: the distance is that of the search for a point."},
		Facts: []Fact{
			{"points", fmt.Sprintf("%d, with the weight of %s", len(t.Rows), number(d.Effective))},
			{"tolerance", t.Said("tolerance") + ", after " + t.Said("runs") + " runs"},
			{"distance", t.Said("distance")},
		},
		Sections: []Section{margins(t, d), ties(d)},
	}, nil
}

// margins are posterior against prior, a panel a parameter.
func margins(t abc.Table, d abc.Diagnosis) Section {
	chart := &Densities{}
	table := Table{Columns: []string{"parameter", "prior", "median", "90% interval", "sd of prior's", "distance from prior", ""}, Right: []bool{2: true, 3: true, 4: true, 5: true}}
	if len(d.Margins) == 0 {
		return Section{Title: "Posterior against prior"}
	}
	known := 0
	for _, m := range d.Margins {
		p := Density{Title: m.Key, From: m.Min, To: m.Max, Axis: "value", Shown: make([]float64, bins), Guess: guesses()[m.Key]}
		for row := range t.Rows {
			at := int((t.Params(row)[m.Key] - m.Min) / (m.Max - m.Min) * bins)
			p.Shown[min(max(at, 0), bins-1)] += t.Rows[row].Weight
		}
		if m.Identified {
			known++
		} else {
			p.Note = "not identified"
		}
		if m.Identified && m.AtEdge > atEdge {
			p.Note = "at an end of its range"
		}
		chart.Panels = append(chart.Panels, p)
		name := m.Key
		if p.Guess {
			name += " (guess)"
		}
		table.Rows = append(table.Rows, []string{name, span(Number(m.Min), Number(m.Max)), number(m.Median), span(Number(m.Low), Number(m.High)), number(m.Narrowed), number(m.Distance), p.Note})
	}
	return Section{
		Title: "Posterior against prior", Tables: []Table{table},
		Text: []string{fmt.Sprintf("Of %d parameters %d are identified: their posterior is further from the prior (Kolmogorov and Smirnov) than %s, which so many draws from the prior itself reach in one case of twenty.",
			len(d.Margins), known, number(d.Margins[0].Bound))},
		Figures: []Figure{{Name: "posterior", Title: "What the figures say of the parameters", Densities: chart,
			Caption: fmt.Sprintf("Weight of the posterior in %d equal parts of each parameter's range; grey: the prior, which is flat. %d parameter points. Guess: the parameter has no source.", bins, len(t.Rows))}},
	}
}

// atEdge is the weight in the first and last twentieth of a range above which a
// page says so; of the prior it is a tenth.
const atEdge = 0.4

// ties are what is known together only: ridges and modes.
func ties(d abc.Diagnosis) Section {
	s := Section{Title: "What is known together only"}
	t := Table{Columns: []string{"parameter", "and", "rank correlation"}, Right: []bool{2: true}}
	for _, r := range d.Ridges {
		t.Rows = append(t.Rows, []string{r.A, r.B, fmt.Sprintf("%+.2f", r.Rank)})
	}
	s.Text = append(s.Text, "A ridge: the figures allow one parameter to be higher where the other is higher (or lower), and know neither apart.")
	if len(t.Rows) == 0 {
		s.Text = append(s.Text, "No two parameters are tied more than chance would tie them.")
	} else {
		s.Tables = append(s.Tables, t)
	}
	if d.Modes.Two {
		m := Table{Title: fmt.Sprintf("Two modes, with weights %.2f and %.2f", d.Modes.Weights[0], d.Modes.Weights[1]), Columns: []string{"parameter", "one", "the other"}, Right: []bool{false, true, true}}
		for _, a := range d.Modes.Apart {
			m.Rows = append(m.Rows, []string{a.Key, number(a.A), number(a.B)})
		}
		s.Tables = append(s.Tables, m)
	} else {
		s.Notes = append(s.Notes, "Two modes are not seen.")
	}
	return s
}
