package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/claim"
	"github.com/fromabove/fromabove/experiment"
)

// ClaimsPage writes docs/claims.md.
func ClaimsPage(w io.Writer, book *claim.Book, d *experiment.Design, results []claim.Result) error {
	p := newPage(Options{Width: 120})
	p.line("# The essay's claims, put to the test")
	p.blank()
	p.text("", "Written by the program from a stored experiment; do not edit it. Each claim is a sentence of the essay in our words, as a contrast of two "+
		"arms with the same dice; what it expects, and what would have mattered, stood in `claim/claims.yaml` before. The rule of the verdicts is in `claim/verdict.go`. "+
		"Claims that fail stay.")
	p.blank()
	p.text("", "Made by `%s`: %s.", d.Command, drawn(d))
	p.blank()
	for _, line := range claimsSummary(results) {
		p.item("- ", "  ", "%s", line)
	}
	p.blank()
	p.line("| | claim | expected | effect (90% interval) | matters | right | pairs | verdict | is |")
	p.line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	for _, r := range results {
		f, c := r.Forms[0], r.Claim
		p.line(fmt.Sprintf("| %s | %s `%s` | `%s` %s in `%s` | %s (%s) | %s %s | %s | %d | **%s** | %s |", c.Paragraph, inCell(c.Statement), c.ID, c.Outcome, c.Expected, c.Other,
			signed(f.Mean), p.interval(f.Low, f.High), brief(c.Matters), r.Unit, percentOrNone(f.Right), f.Pairs, r.Verdict, standingCell(r)))
	}
	if slices.ContainsFunc(results, func(r claim.Result) bool { return len(r.Forms) > 1 }) {
		p.variantsTable(book, results)
	}
	p.gatesTable(book, results)
	p.oneByOne(book, results)
	return p.write(w)
}

// oneByOne is everything that is said of each claim.
func (p *page) oneByOne(book *claim.Book, results []claim.Result) {
	p.blank()
	p.line("## One by one")
	for _, r := range results {
		p.blank()
		p.line("### " + r.Claim.ID)
		p.blank()
		p.text("", "%s", r.Claim.Statement)
		p.blank()
		for _, f := range r.Claim.Facts(book) {
			p.item("- ", "  ", "%s: %s", f.Name, f.Says)
		}
		for _, note := range formNotes(r.Forms[0]) {
			p.item("- ", "  ", "note: %s", note)
		}
	}
}

// inCell is a text as a cell of a Markdown table takes it.
func inCell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

func standingCell(r claim.Result) string {
	if r.Is == claim.BuiltIn {
		return "built in: " + strings.Join(r.Claim.Gates, ", ")
	}
	return string(r.Is)
}

// variantsTable is what each form of the model says of each claim.
func (p *page) variantsTable(book *claim.Book, results []claim.Result) {
	var forms []string
	for _, r := range results {
		for _, f := range r.Forms {
			if !slices.Contains(forms, f.Name) {
				forms = append(forms, f.Name)
			}
		}
	}
	p.blank()
	p.line("## Other forms of the model")
	p.blank()
	for _, v := range book.Variants {
		if slices.Contains(forms, v.ID) {
			p.item("- ", "  ", "`%s`: %s (%s).", v.ID, v.Says, strings.Join(v.Set, ", "))
		}
	}
	p.blank()
	p.line("| claim | " + strings.Join(forms, " | ") + " | all |")
	p.line(strings.Repeat("| --- ", len(forms)+2) + "|")
	for _, r := range results {
		cells := make([]string, len(forms))
		for i, name := range forms {
			cells[i] = "not laid over it"
			for _, f := range r.Forms {
				if f.Name == name {
					cells[i] = fmt.Sprintf("%s %s", f.Verdict, signed(f.Mean))
				}
			}
		}
		p.line(fmt.Sprintf("| `%s` | %s | **%s** |", r.Claim.ID, strings.Join(cells, " | "), r.Verdict))
	}
}

// gatesTable is which claim stands behind which hard gate.
func (p *page) gatesTable(book *claim.Book, results []claim.Result) {
	p.blank()
	p.line("## The hard gates of the equations")
	p.blank()
	p.line("| gate | says | where | claims built in by it |")
	p.line("| --- | --- | --- | --- |")
	for _, g := range book.Gates {
		var ids []string
		for _, r := range results {
			if slices.Contains(r.Claim.Gates, g.ID) {
				ids = append(ids, "`"+r.Claim.ID+"`")
			}
		}
		if ids == nil {
			ids = []string{"none"}
		}
		p.line(fmt.Sprintf("| %s | %s | %s | %s |", g.ID, inCell(g.Says), strings.Join(g.Acts, ", "), strings.Join(ids, ", ")))
	}
}
