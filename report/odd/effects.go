package odd

import (
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/results"
)

// effectText is the section on where each institution matters.
func (r Results) effectText() string {
	e := r.Effects
	if len(e.Rows) == 0 {
		return notMeasured
	}
	var b strings.Builder
	b.WriteString(made(e.Origin))
	fmt.Fprintf(&b, "Each switch of the baseline is left out, %d pairs with the same dice, and one gauge that its own institution does not write is\n"+
		"watched; gauge and months were chosen by what the equations say, before the points were found, and the program refuses a gauge\n"+
		"that the institution writes.\n"+
		"Noise is what 99 of 100 differences between two equal arms of %d members with other seeds stay below, from a pool of %d. %s\n\n",
		e.Members, e.Members, e.Pool, beyondText(e))
	b.WriteString(effectTable(e))
	b.WriteString(strongestText(e))
	return b.String()
}

// beyondText counts the verdicts.
func beyondText(e results.Effects) string {
	beyond, other := 0, 0
	for _, row := range e.Rows {
		if row.Beyond {
			beyond++
		} else if row.Strongest != nil && row.Strongest.Beyond {
			other++
		}
	}
	rest := len(e.Rows) - beyond
	switch {
	case rest == 0:
		return fmt.Sprintf("The shift is beyond the noise for all %d.", len(e.Rows))
	case other == rest:
		return fmt.Sprintf("The shift is beyond the noise for %d of %d switches, and for the other %d in another gauge.", beyond, len(e.Rows), rest)
	}
	return fmt.Sprintf("The shift is beyond the noise for %d of %d switches; of the other %d, %d show in another gauge and %d in none.",
		beyond, len(e.Rows), rest, other, rest-other)
}

func effectTable(e results.Effects) string {
	var rows [][]string
	for _, x := range e.Rows {
		verdict := "within the noise"
		switch {
		case x.Beyond:
			verdict = "**beyond**"
		case x.Low > 0 || x.High < 0:
			verdict += ", though with the same dice not zero"
		}
		if x.Needs && x.Operations < e.Members {
			verdict += fmt.Sprintf("; needs an operation, and one began in these months in %d of %d members", x.Operations, e.Members)
		}
		rows = append(rows, []string{code(x.Switch), x.Institution, windowText(x.Window), x.Why, number(float64(x.With)),
			number(float64(x.Shift)) + " (" + number(float64(x.Low)) + " to " + number(float64(x.High)) + ")", number(float64(x.Noise)), verdict})
	}
	return markdown([]string{"left out", "institution", "gauge, months", "why this gauge", "with it", "shift without it (95%, pairs)", "noise (99%)", "verdict"}, rows)
}

func windowText(w results.Window) string {
	how := map[string]string{"sum": "sum", "mean": "mean", "last": "at the end"}[w.How]
	return code(w.Gauge) + ", " + how + " " + w.From + " to " + w.To
}

// strongestText is, for each switch whose shift is not beyond the noise, the
// strongest of all other gauges.
func strongestText(e results.Effects) string {
	var lines []string
	for _, x := range e.Rows {
		o := x.Strongest
		if x.Beyond || o == nil {
			continue
		}
		found := fmt.Sprintf("the strongest of %d other gauges and spans is %s, a shift of %s with a threshold of %s", o.Tried, windowText(o.Window),
			number(float64(o.Shift)), number(float64(o.Threshold)))
		switch {
		case o.Window.Gauge == "":
			found = fmt.Sprintf("none of %d other gauges and spans moves at all", o.Tried)
		case !o.Beyond:
			found = "none found: " + found
		}
		if x.Needs && x.Operations < e.Members && !o.Beyond {
			found += fmt.Sprintf("; what it changes is an operation, and one began in %d of %d members", x.Operations, e.Members)
		}
		lines = append(lines, "- "+code(x.Switch)+": "+found+".\n")
	}
	if len(lines) == 0 {
		return ""
	}
	return "Where the shift is within the noise, all other gauges that the institution does not write were tried, over the same months and over\n" +
		"all, with a threshold for one false find in a hundred over all of them together, and at least a hundredth of the mean:\n\n" + strings.Join(lines, "") + "\n"
}

// drawText is the section on draws near a point.
func (r Results) drawText() string {
	d := r.Draws
	if len(d.At) == 0 {
		return notMeasured
	}
	var b strings.Builder
	b.WriteString(made(d.Origin))
	fmt.Fprintf(&b, "A draw is one history with dice of its own and with parameters near the point `%s`: %s. A draw *begins* if an operation\n"+
		"begins in 1937-38; it *bursts* if the arrests of 1937-38 are at least three times those of 1935-36; it *stops* if that operation\n"+
		"ends within 30 months and the twelve months from the stop on have less than a third of the arrests of the most terrible twelve.\n"+
		"In brackets the 95%% interval of the share (Wilson).\n\n", d.Point, d.From)
	head := []string{"scale", "draws"}
	for _, s := range d.At[0].Shares {
		head = append(head, s.What)
	}
	var rows [][]string
	for _, at := range d.At {
		row := []string{"1:" + thousands(fmt.Sprint(at.Scale)), fmt.Sprint(at.Draws)}
		for _, s := range at.Shares {
			row = append(row, fmt.Sprintf("%s (%s to %s)", percent(float64(s.Draws)/float64(at.Draws)), percent(float64(s.Low)), percent(float64(s.High))))
		}
		rows = append(rows, append(row, fmt.Sprintf("%s (%s to %s)", number(float64(at.Arrests)), number(float64(at.Low5)), number(float64(at.High95)))))
	}
	b.WriteString(markdown(append(head, "arrests 1937-38, median (middle 90%)"), rows))
	return b.String()
}

// percent is a share in hundredths, with a decimal.
func percent(share float64) string { return fmt.Sprintf("%.1f%%", 100*share) }
