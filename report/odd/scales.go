package odd

import (
	"fmt"
	"math"
	"strings"

	"github.com/fromabove/fromabove/results"
)

// near is how far a mean may lie from that of the finest scale, as a share of
// it, to count as the same whatever the spread.
const near = 0.05

// holds tells whether measure i of a sample agrees with that of a finer one:
// within a twentieth of it, or within two standard errors of the difference.
func holds(s, finest results.Sample, i int) bool {
	a, b := s.Values[i], finest.Values[i]
	off := math.Abs(float64(a.Mean - b.Mean))
	squared := float64(a.SD*a.SD)/float64(s.Members) + float64(b.SD*b.SD)/float64(finest.Members)
	return off <= near*math.Abs(float64(b.Mean)) || off <= 2*math.Sqrt(squared)
}

// scaleText is the section on scales: a table a point.
func (r Results) scaleText() string {
	if len(r.Scales.At) == 0 {
		return notMeasured
	}
	var b strings.Builder
	b.WriteString(made(r.Scales.Origin))
	b.WriteString("Mean ± standard deviation over members (their number in brackets). A number holds at a scale if its mean, and that at every\n" +
		"finer scale, lies within a twentieth of that at the finest, or within two standard errors of the difference; with few members the\n" +
		"second is a weak test, and the finest scale is itself not 1:1.\n\n")
	for _, at := range r.Scales.At {
		fmt.Fprintf(&b, "At `%s`:\n\n%s", at.Point, scaleTable(r.Scales.Names, at.Samples))
	}
	return b.String()
}

// scaleTable is the measures by scale, and how many hold at each.
func scaleTable(names []string, samples []results.Sample) string {
	finest := samples[len(samples)-1]
	head := []string{"number"}
	for _, s := range samples {
		head = append(head, fmt.Sprintf("1:%s (%d)", thousands(fmt.Sprint(s.Scale)), s.Members))
	}
	agree := make([]int, len(samples))
	var rows [][]string
	for i, name := range names {
		from, unbroken := finest, true
		for k := len(samples) - 1; k >= 0; k-- {
			unbroken = unbroken && holds(samples[k], finest, i)
			if unbroken {
				agree[k]++
				from = samples[k]
			}
		}
		row := []string{name}
		for _, s := range samples {
			row = append(row, number(float64(s.Values[i].Mean))+" ± "+number(float64(s.Values[i].SD)))
		}
		rows = append(rows, append(row, "1:"+thousands(fmt.Sprint(from.Scale))))
	}
	var said []string
	for k, s := range samples[:len(samples)-1] {
		said = append(said, fmt.Sprintf("%d of %d hold at 1:%s", agree[k], len(rows), thousands(fmt.Sprint(s.Scale))))
	}
	return markdown(append(head, "holds from"), rows) + "So measured, " + strings.Join(said, " and ") + ".\n\n"
}

// planeText is the section on the packed people and finer numbers.
func (r Results) planeText() string {
	p := r.Planes
	if len(p.Rows) == 0 {
		return notMeasured
	}
	head := []string{"planes"}
	for _, s := range p.Rows[0].Shifts {
		head = append(head, s.Outcome+": distance", "means")
	}
	var rows [][]string
	for _, x := range p.Rows {
		row := []string{fmt.Sprintf("%d (%d levels)", x.Planes, 1<<x.Planes)}
		for _, s := range x.Shifts {
			distance := number(float64(s.Distance))
			if s.Distance > p.Critical {
				distance = "**" + distance + "**"
			}
			row = append(row, distance, fmt.Sprintf("%s s.e., %s", signed(float64(s.Errors)), signedPercent(float64(s.Relative))))
		}
		rows = append(rows, row)
	}
	return fmt.Sprintf("Made with `%s`: %s collectives through %d months of a made-up climate with two shocks of hardship and a wave of arrests, once\n"+
		"as persons whose support has so many planes and once as persons in floating point that move without levels and without rounding,\n"+
		"with the same dice. The distance is that of Kolmogorov and Smirnov between the two distributions of what a collective did over all\n"+
		"months; two samples of one distribution stay below %s in 99 of 100 comparisons, and what does not is bold. Beside it is the difference of the means, in its\n"+
		"standard errors and as a share of that of the finer form.\n\n%s",
		p.Command, thousands(fmt.Sprint(p.Collectives)), p.Months, number(float64(p.Critical)), markdown(head, rows))
}

func signed(x float64) string        { return fmt.Sprintf("%+.1f", x) }
func signedPercent(x float64) string { return fmt.Sprintf("%+.2f%%", 100*x) }
