// Package odd describes the model in words and tables, from the code that runs
// it: MODEL.md, in the order of the ODD protocol (Grimm et al., JASSS 23(2) 7,
// 2020), and the answers of `explain`.
//
// What the code knows (the month, switches, parameters, gauges, tables,
// patterns, sizes) is never typed here. What only a person can say stands in
// text files beside the code: model.tmpl is the page, and each institution has
// its equations in a file of its own name. Tests hold the two together.
//
// It deliberately runs and judges nothing: what was measured stands in package
// results, made anew by `make measure`, and is printed whatever it is.
package odd

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/template"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/evidence"
	"github.com/fromabove/fromabove/people"
	"github.com/fromabove/fromabove/regime"
	"github.com/fromabove/fromabove/scenario"
	"github.com/fromabove/fromabove/scenarios"
)

//go:embed model.tmpl *.md
var texts embed.FS

// Source is what the page is made from.
type Source struct {
	Institutions []country.Institution
	Acts         []country.Act // in the order of the month
	Baseline     *scenario.Scenario
	Points       []scenario.Point // as shipped, by name
	Results      Results          // what was measured; empty, the page says that nothing was
}

// Shipped is the source as this program has it, with nothing measured.
func Shipped() (Source, error) {
	institutions := regime.Institutions()
	baseline, err := scenario.Read(scenarios.Files, "baseline", institutions, scenario.Edits{})
	if err != nil {
		return Source{}, fmt.Errorf("model: %w", err)
	}
	points, err := scenario.Points(scenarios.Files, institutions)
	if err != nil {
		return Source{}, fmt.Errorf("model: %w", err)
	}
	points = slices.DeleteFunc(points, func(p scenario.Point) bool { return p.Name == scenario.NoPoint })
	// The acts belong to these institutions, so that they are not run by mistake
	// with the parameters of others.
	return Source{Institutions: institutions, Acts: regime.Order(institutions), Baseline: baseline, Points: points}, nil
}

// WriteModel writes MODEL.md from the code and from the committed results: the
// same bytes on every processor.
func WriteModel(w io.Writer) error {
	s, err := Shipped()
	if err != nil {
		return err
	}
	if s.Results, err = Measured(); err != nil {
		return err
	}
	return Model(w, s)
}

// Model writes the page. An error is one of writing, or of an institution whose
// equations are missing.
func Model(w io.Writer, s Source) error {
	text, err := texts.ReadFile("model.tmpl")
	if err != nil {
		return fmt.Errorf("model: %w", err)
	}
	page, err := template.New("model.tmpl").Funcs(s.words()).Parse(string(text))
	if err != nil {
		return fmt.Errorf("model: %w", err)
	}
	var b strings.Builder
	if err := page.Execute(&b, s); err != nil {
		return fmt.Errorf("model: %w", err)
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// words are what the page calls tables and numbers by.
func (s Source) words() template.FuncMap {
	const bytes, living = people.Size, 170 // million persons
	return template.FuncMap{
		"lanes": func() int { return people.Lanes }, "household": func() int { return people.Household },
		"bytes": func() int { return bytes }, "perPerson": func() string { return number(float64(bytes) / people.Lanes) },
		"total":         func() string { return number(float64(living) * float64(bytes) / people.Lanes) },
		"supportPlanes": func() int { return people.SupportPlanes }, "nervePlanes": func() int { return people.NervePlanes },
		"scruplePlanes": func() int { return people.ScruplePlanes }, "scrupleStep": func() float64 { return people.ScrupleStep },
		"levels":  func(planes int) int { return 1 << planes },
		"figures": func() int { return len(evidence.Distance(nil, 1).Rows) }, "scored": scored, "peeking": s.peeking,
		"sigma": func(grade string) float64 { return evidence.Grade(grade).Sigma() },
		"point": func() string { return s.Baseline.Point.String() }, "points": s.pointTable,
		"gaugeNames": func() []country.Gauge { return country.Gauges[:] },
		"count":      s.count,

		"patterns": patternTable, "recordings": recordingTable, "gauges": gaugeTable,
		"schedule": func() string { return scheduleTable(s.Acts) },
		"series":   func() (string, error) { return seriesTable(s.Baseline) }, "leaders": func() string { return leaderTable(s.Baseline) },
		"occasions": func() string { return occasionTable(s.Baseline) }, "scenarios": scenarioList,
		"institution": s.institution, "patternResults": s.Results.patternText,
		"effects": s.Results.effectText, "draws": s.Results.drawText, "scales": s.Results.scaleText, "planes": s.Results.planeText,
	}
}

// count counts switches or parameters: "switches", "all", or by trust.
func (s Source) count(what string) int {
	n := 0
	for _, i := range s.Institutions {
		if what == "switches" {
			n += len(i.Switches)
			continue
		}
		for _, p := range i.Params {
			if what == "all" || what == trust(p) {
				n++
			}
		}
	}
	return n
}

// trust says how far a parameter's source carries: "guess"; "rough", where it
// gives no more than an order of magnitude, a range, a sign or a fact; or
// "sourced".
func trust(p country.Param) string {
	switch {
	case p.Source == country.Guess:
		return "guess"
	case strings.Contains(string(p.Source), ", for the "):
		return "rough"
	}
	return "sourced"
}

// peeking are the parameters whose source names a figure that reaches into the
// years held out, with the figure.
func (s Source) peeking() string {
	var found []string
	for _, i := range s.Institutions {
		for _, p := range i.Params {
			for _, id := range figureIDs(string(p.Source)) {
				if f, err := evidence.ByID(id); err == nil && evidence.SplitOf(f) != evidence.Fitted {
					found = append(found, code(i.Name+"."+p.Key)+" ("+id+")")
				}
			}
		}
	}
	return strings.Join(found, ", ")
}

// equations is the text on an institution's acts: a heading for each, its
// equations below.
func equations(institution string) (string, error) {
	text, err := texts.ReadFile(institution + ".md")
	if err != nil {
		return "", fmt.Errorf("institution %s has no equations: report/odd/%s.md is missing", institution, institution)
	}
	return strings.TrimSpace(string(text)) + "\n", nil
}
