package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fromabove/fromabove/attribution"
)

// writeAttribution prints a result: a table for each outcome, then necessity
// and sufficiency, the two questions, the curve, and what a reader must know.
func writeAttribution(out io.Writer, r *attribution.Result) {
	fmt.Fprintf(out, "%s, point %s\n", r.Scenario, r.Point)
	fmt.Fprintf(out, "baseline %s: %s\n", r.Baseline, r.BaselineTitle)
	how := "all of them"
	if !r.Exact {
		how = fmt.Sprintf("those of %d orders, each with its reverse", r.Orders)
	}
	fmt.Fprintf(out, "%d coalitions of %d players, %s; %s; scale 1:%d\n", r.Coalitions, len(r.Players), how, r.DrawsFrom, r.Scale)
	kept := make([]string, len(r.Kept))
	for i, k := range r.Kept {
		kept[i] = k.Name
	}
	fmt.Fprintf(out, "on in every coalition: %s\n", strings.Join(kept, ", "))
	for _, d := range r.Outcomes {
		writeDivision(out, d, r.Exact)
	}
	fmt.Fprintf(out, "\n%s\n", attribution.EachHalf)
	writeNeeds(out, r.Needs)
	for _, h := range r.Houses {
		writeHouse(out, h)
	}
	writeCurve(out, r)
	for _, note := range r.Notes {
		if note != attribution.EachHalf {
			fmt.Fprintf(out, "\nwarning: %s\n", note)
		}
	}
}

// counted is a number of things.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// tableOn is a table whose cells end where the column does.
func tableOn(out io.Writer) *tabwriter.Writer {
	return tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
}

// writeDivision prints an outcome's values, which add up to the total effect.
func writeDivision(out io.Writer, d *attribution.Division, exact bool) {
	fmt.Fprintf(out, "\n%s, %s: %s with nobody on, %s with everybody, mean of %s", d.Outcome, d.Unit, short(float64(d.Nobody.Mean)), short(float64(d.Everybody.Mean)), counted(d.Draws, "draw"))
	if d.Left > 0 {
		fmt.Fprintf(out, "; %d left out, without a value in every coalition", d.Left)
	}
	fmt.Fprintln(out)
	kind := "Shapley"
	if d.Bundles != nil {
		kind = "Owen"
	}
	table := tableOn(out)
	head := "player\t" + kind + "\t95% of the mean\tband 5–95%\tshare\tabove 0\t"
	if !exact {
		head += "sampling error\t"
	}
	fmt.Fprintln(table, head)
	row := func(name string, o attribution.Over, share, error string) {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t", name, short(float64(o.Mean)), interval(float64(o.MeanLow), float64(o.MeanHigh)), interval(float64(o.Low), float64(o.High)), share, percent(float64(o.Above)))
		if !exact {
			fmt.Fprint(table, error+"\t")
		}
		fmt.Fprintln(table)
	}
	for _, p := range d.Portions {
		row(p.Player, p.Over, percent(float64(p.Share)), "± "+short(float64(p.SamplingError)))
	}
	row("sum, the total effect", d.Total, "", "")
	table.Flush()
	for k, p := range d.Bundles {
		if k == 0 {
			fmt.Fprintln(out, "by bundle (Shapley):")
		}
		fmt.Fprintf(out, "  %s %s (%s)\n", p.Player, short(float64(p.Mean)), interval(float64(p.MeanLow), float64(p.MeanHigh)))
	}
	writeInteractions(out, d.Interactions)
}

// shownInteractions is how many are printed; all are in the JSON.
const shownInteractions = 5

// writeInteractions prints the strongest.
func writeInteractions(out io.Writer, all []attribution.Interaction) {
	strongest := slices.Clone(all)
	slices.SortStableFunc(strongest, func(a, b attribution.Interaction) int {
		return cmp.Compare(math.Abs(float64(b.Mean)), math.Abs(float64(a.Mean)))
	})
	strongest = slices.DeleteFunc(strongest, func(i attribution.Interaction) bool { return i.Mean == 0 })
	if len(strongest) == 0 {
		return
	}
	fmt.Fprintf(out, "strongest of %d interactions (above 0: they need each other; below: one does for the other):\n", len(all))
	for _, i := range strongest[:min(shownInteractions, len(strongest))] {
		fmt.Fprintf(out, "  %s with %s %s (%s)\n", i.One, i.Other, short(float64(i.Mean)), interval(float64(i.MeanLow), float64(i.MeanHigh)))
	}
}

// writeNeeds prints necessity and sufficiency.
func writeNeeds(out io.Writer, n *attribution.Needs) {
	fmt.Fprintf(out, "\nTerror, %s: in %s draws with everybody on, in %s with nobody\n", n.Terror, of(n.Everybody), of(n.Nobody))
	table := tableOn(out)
	fmt.Fprintln(table, "player\tP(no terror | off)\tof those with terror\tP(terror | only this on)\tof those without\t")
	for _, p := range n.Players {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t\n", p.Player, chanceOf(p.GoneOff), of(p.Necessary), chanceOf(p.OnlyOn), of(p.Sufficient))
	}
	table.Flush()
	fmt.Fprintln(out, "of those with terror where everybody is on, without it where the player is off: necessary;\nof those without terror where nobody is on, with it where the player alone is on: sufficient; intervals hold nine of ten")
}

// of is a count among others.
func of(c attribution.Chance) string { return fmt.Sprintf("%d of %d", c.Hits, c.Of) }

// chanceOf is a share with its interval.
func chanceOf(c attribution.Chance) string {
	if c.Of == 0 {
		return "–"
	}
	return fmt.Sprintf("%s (%s–%s)", percent(float64(c.Value)), percent(float64(c.Low)), percent(float64(c.High)))
}

// writeHouse prints one of the two questions.
func writeHouse(out io.Writer, h attribution.House) {
	fmt.Fprintf(out, "\n%s (%s): terror in %s draws; gone in %s that had it\n", h.Question, h.Scenario, of(h.Terror), of(h.Needed))
	for _, e := range h.Contrasts {
		fmt.Fprintf(out, "  %s: %s more where all is on (95%% of the mean %s; band %s)\n", e.Outcome, short(float64(e.Mean)), interval(float64(e.MeanLow), float64(e.MeanHigh)), interval(float64(e.Low), float64(e.High)))
	}
}

// writeCurve prints the leader's share over how credulous those around him are.
func writeCurve(out io.Writer, r *attribution.Result) {
	if len(r.Curve) == 0 {
		fmt.Fprintln(out, "\nThe leader's share is no number but a curve over chi_B/chi_L, which nothing before 1937 tells: --curve draws it.")
		return
	}
	fmt.Fprintln(out, "\nThe leader, by how credulous those around him are (chi_B/chi_L); no evidence before 1937 chooses a line")
	table := tableOn(out)
	head := []string{"chi_B/chi_L"}
	for _, o := range r.Curve[0].Outcomes {
		head = append(head, o.Outcome, "95% of the mean", "share")
	}
	fmt.Fprintln(table, strings.Join(append(head, "P(no terror | off)", "P(terror | only him)", ""), "\t"))
	for _, s := range r.Curve {
		cells := []string{fmt.Sprint(s.Ratio)}
		for _, o := range s.Outcomes {
			cells = append(cells, short(float64(o.Mean)), interval(float64(o.MeanLow), float64(o.MeanHigh)), percent(float64(o.Share)))
		}
		fmt.Fprintln(table, strings.Join(append(cells, chanceOf(s.Gone), chanceOf(s.Only), ""), "\t"))
	}
	table.Flush()
}
