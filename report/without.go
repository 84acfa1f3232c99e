package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/evidence"
)

// reason is why some figures have no number beside them.
type reason struct {
	why string
	ids []string
}

// reasons are those of the rows of a use that have no number of the model
// beside them, in the order in which they come.
func reasons(rows []evidence.Row, use evidence.Use) (all []reason, figures int) {
	at := map[string]int{}
	for _, r := range rows {
		if r.Use != use || r.How != "" {
			continue
		}
		i, ok := at[r.Why]
		if !ok {
			i = len(all)
			at[r.Why] = i
			all = append(all, reason{why: r.Why})
		}
		all[i].ids = append(all[i].ids, r.ID)
		figures++
	}
	return all, figures
}

// without lists the figures that nothing simulated stands beside: inputs
// without a gauge, and those that the model has no counterpart for.
func (p *page) without(report evidence.Report, rows []evidence.Row) {
	for _, of := range []struct {
		use   evidence.Use
		title string
	}{
		{evidence.InputUse, "INPUT without a gauge: given to the model, nothing simulated beside"},
		{evidence.NoUse, "NO COUNTERPART: the model has nothing beside these"},
	} {
		shown, n := reasons(rows, of.use)
		groups, all := reasons(report.Rows, of.use)
		p.section("%s (%s of the %s shown here, %s of %s in all)", of.title, whole(n), whole(len(rows)), whole(all), whole(len(report.Rows)))
		for _, r := range shown {
			p.item("  ", "    ", "%s: %s", r.why, strings.Join(runs(r.ids), ", "))
		}
		if rest := unseen(groups, shown); len(rest) > 0 {
			p.item("  ", "    ", "of the others, by reason: %s; `evidence` lists them", strings.Join(rest, "; "))
		}
		if gauges, n := gauged(report.Rows); of.use == evidence.InputUse && !p.All && n > 0 {
			p.item("  ", "    ", "inputs that a gauge follows: %s (%s figures, shown among all figures)", strings.Join(gauges, ", "), whole(n))
		}
	}
}

// gauged are the gauges that stand beside inputs, and how many figures.
func gauged(rows []evidence.Row) (gauges []string, figures int) {
	for _, r := range rows {
		if r.Use != evidence.InputUse || r.How == "" {
			continue
		}
		figures++
		for _, g := range r.Gauges {
			if !slices.Contains(gauges, g) {
				gauges = append(gauges, g)
			}
		}
	}
	return gauges, figures
}

// unseen are the reasons of figures that are not shown, each with how many,
// those of most figures first.
func unseen(groups, shown []reason) []string {
	seen := map[string]bool{}
	for _, r := range shown {
		for _, id := range r.ids {
			seen[id] = true
		}
	}
	var left []reason
	for _, g := range groups {
		ids := slices.DeleteFunc(slices.Clone(g.ids), func(id string) bool { return seen[id] })
		if len(ids) > 0 {
			left = append(left, reason{g.why, ids})
		}
	}
	slices.SortStableFunc(left, func(a, b reason) int { return len(b.ids) - len(a.ids) })
	var rest []string
	for _, g := range left {
		rest = append(rest, fmt.Sprintf("%s (%d)", g.why, len(g.ids)))
	}
	return rest
}

// runs shortens ids that follow each other and differ in their end only:
// collect_1927_06 to collect_1936_06.
func runs(ids []string) []string {
	var short []string
	for i := 0; i < len(ids); {
		j := i + 1
		for j < len(ids) && stem(ids[j]) == stem(ids[i]) && stem(ids[i]) != ids[i] {
			j++
		}
		if j-i > 2 {
			short = append(short, ids[i]+" to "+ids[j-1])
		} else {
			short = append(short, ids[i:j]...)
		}
		i = j
	}
	return short
}

// stem is an id before its first digit.
func stem(id string) string {
	if i := strings.IndexAny(id, "0123456789"); i > 0 {
		return id[:i]
	}
	return id
}
