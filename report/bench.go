package report

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fromabove/fromabove/bench"
)

// sheet is one table of a measurement, with what there is to say of it.
type sheet struct {
	title, note string
	table       table
}

// Bench writes how fast the laboratory is on the machine that was measured.
func Bench(out io.Writer, f *bench.Figures, opt Options) error {
	p := newPage(opt)
	p.title("Speed on %s", machine(f))
	p.text("", "%s", measured(f))
	for _, s := range sheets(f) {
		p.section("%s", s.title)
		p.text("", "%s", s.note)
		p.put(s.table)
	}
	return p.write(out)
}

// BenchMarkdown writes the same tables for docs/performance.md.
func BenchMarkdown(out io.Writer, f *bench.Figures) error {
	p := newPage(Options{Width: 120})
	p.text("", "Measured on %s.", machine(f))
	p.text("", "%s", measured(f))
	for _, s := range sheets(f) {
		p.blank()
		p.line("### " + s.title)
		p.blank()
		p.text("", "%s", s.note)
		p.blank()
		head, rule := "|", "|"
		for _, c := range s.table.columns {
			head += " " + strings.ReplaceAll(strings.ReplaceAll(c.title, "-\n", "-"), "\n", " ") + " |"
			rule += map[bool]string{true: " ---: |", false: " --- |"}[c.right]
		}
		p.line(head)
		p.line(rule)
		for _, r := range s.table.rows {
			p.line("| " + strings.Join(r.cells, " | ") + " |")
		}
	}
	return p.write(out)
}

// BenchJSON is everything that was measured, not rounded.
func BenchJSON(f *bench.Figures) ([]byte, error) { return json.MarshalIndent(f, "", "  ") }

func machine(f *bench.Figures) string {
	m := f.Machine
	return fmt.Sprintf("%s, %s %s, %s, %s/%s", m.Processor, whole(m.Processors), plural(m.Processors, "processor"), m.Go, m.GOOS, m.GOARCH)
}

// busy is the share of a processor below which a lone worker shared it with
// another program.
const busy = 0.97

// measured says how.
func measured(f *bench.Figures) string {
	text := fmt.Sprintf("Scenario %s; everything %s times, what is compared in turn; medians, with the quartiles in brackets. It took %.0f s", f.Scenario, whole(f.Repetitions), f.Seconds)
	if f.PeakMemoryBytes > 0 {
		text += fmt.Sprintf(" and %.2f GB at most", float64(f.PeakMemoryBytes)/1e9)
	}
	text += "."
	if given := f.ProcessorShare.Median; given > 0 && given < busy {
		text += fmt.Sprintf(" BUSY: the machine was at something else, and gave a lone worker %s of a processor; measure again.", share(given))
	}
	if f.Quick {
		text += " QUICK: too little was done for any of this to mean much."
	}
	return text
}

// sheets are the tables of a measurement, in the order in which they read.
func sheets(f *bench.Figures) (all []sheet) {
	for _, s := range []sheet{yardstickSheet(f), sizeSheet(f), scalingSheet(f), monthSheet(f), memberSheet(f)} {
		if len(s.table.rows) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// tableOf has titles; all columns but the first stand to the right.
func tableOf(titles ...string) (t table) {
	for i, title := range titles {
		t.columns = append(t.columns, column{title: title, right: i > 0})
	}
	return t
}

// quartiles is a median with its quartiles as a cell.
func quartiles(s bench.Spread) string {
	return fmt.Sprintf("%s (%s–%s)", brief(s.Median), brief(s.LowerQuartile), brief(s.UpperQuartile))
}

// shareQuartiles is a share with its quartiles as a cell.
func shareQuartiles(s bench.Spread) string {
	return fmt.Sprintf("%s (%.0f–%s)", share(s.Median), 100*s.LowerQuartile, share(s.UpperQuartile))
}

func yardstickSheet(f *bench.Figures) sheet {
	s := sheet{title: "What the machine has to give", table: tableOf("workers", "read,\nGB/s", "read and write,\nGB/s", "gain of the\narithmetic loop")}
	s.note = fmt.Sprintf("Streams over an array of %s MB (%s), each worker a part of its own; of reading and writing both ways count. The loop touches no memory: its gain is the most that so many workers can have.",
		whole(int(f.ArrayBytes>>20)), f.ArrayWhy)
	for i, x := range f.Stream {
		s.table.add(whole(x.Workers), quartiles(x.ReadGBPerS), quartiles(x.ReadWriteGBPerS), quartiles(f.Arithmetic[i].Gain))
	}
	return s
}

func sizeSheet(f *bench.Figures) sheet {
	s := sheet{title: "The people's pass, by size of the country", table: tableOf("millions\nof persons", "workers", "ns a\nperson-month", "million person-\nmonths a second", "against a\nmillion", "GB/s", "of the\nstream", "whole month, ns\na person-month")}
	s.note = fmt.Sprintf("A lane for every person. The pass lets every collective live a month: births, deaths, minds and the census (society.settle); %s bytes hold 64 persons and move both ways. Of the stream: of what as many workers read and write above.",
		whole(f.CollectiveBytes))
	for i, x := range f.Flatness {
		if i == 0 {
			s.note += fmt.Sprintf(" From %s to %s million persons the dearest person-month costs", brief(x.FromPersons/1e6), brief(x.ToPersons/1e6))
		}
		s.note += fmt.Sprintf(" %.2f times the cheapest on %s %s (in the whole month %.2f)%s", x.PassMaxOverMin, whole(x.Workers), plural(x.Workers, "worker"),
			x.MonthMaxOverMin, map[bool]string{true: ".", false: ","}[i == len(f.Flatness)-1])
	}
	for _, x := range f.Sizes {
		for _, c := range x.ByWorkers {
			against := "–"
			if c.PassCostAgainstBase > 0 {
				against = fmt.Sprintf("%.2f", c.PassCostAgainstBase)
			}
			s.table.add(brief(x.Persons/1e6), whole(c.Workers), quartiles(c.PassNSPerPersonM), brief(c.PassPersonMPerS.Median/1e6), against,
				brief(c.PassGBPerS.Median), share(c.PassShareOfStream), quartiles(c.MonthNSPerPersonM))
		}
	}
	return s
}

func scalingSheet(f *bench.Figures) sheet {
	s := sheet{title: "What more workers gain", table: tableOf("of", "workers", "gain", "arithmetic\nloop", "share of\nits gain")}
	s.note = "The loop ran in turn with what stands beside it."
	add := func(what string, w int, gain, loop, part bench.Spread) {
		if w > 1 {
			s.table.add(what, whole(w), quartiles(gain), quartiles(loop), shareQuartiles(part))
		}
	}
	for _, x := range f.Census {
		add("the people's pass of the largest country", x.Workers, *x.PassGain, x.ArithmeticGain, *x.PassShare)
	}
	for _, x := range f.Census {
		add("its whole month", x.Workers, x.Gain, x.ArithmeticGain, x.Share)
	}
	for _, x := range f.Ensemble {
		add("an ensemble at 1:10,000", x.Workers, x.Gain, x.ArithmeticGain, x.Share)
	}
	return s
}

// leastAct is the share of the month below which an act is not printed: it
// goes into the rest.
const leastAct = 0.01

func monthSheet(f *bench.Figures) sheet {
	s := sheet{title: "Where a month's time goes", table: tableOf("act")}
	s.note = "Shares of a whole history on one worker, by scale, and of some late months of the largest country, by millions of persons; books: opening and closing them."
	seconds, pass, rest := []string{"seconds in all"}, []string{"the pass, ns a person-month"}, []string{fmt.Sprintf("the rest, below %.0f%% each", 100*leastAct)}
	for _, m := range f.Months {
		title := fmt.Sprintf("1:%s", whole(m.Scale))
		if !m.Whole {
			title = fmt.Sprintf("%s million,\n%d %s", brief(m.Persons/1e6), m.Workers, plural(m.Workers, "worker"))
		}
		s.table.columns = append(s.table.columns, column{title: title, right: true})
		seconds = append(seconds, brief(m.Seconds.Median))
		pass = append(pass, quartiles(m.PassNSPerPersonM))
	}
	if len(f.Months) == 0 {
		return s
	}
	left := make([]float64, len(f.Months))
	for i, act := range f.Months[0].Acts {
		cells, most := []string{act.Act}, 0.0
		for _, m := range f.Months {
			cells = append(cells, fmt.Sprintf("%.1f%%", 100*m.Acts[i].Share))
			most = max(most, m.Acts[i].Share)
		}
		if most < leastAct {
			for k, m := range f.Months {
				left[k] += m.Acts[i].Share
			}
			continue
		}
		s.table.add(cells...)
	}
	for _, x := range left {
		rest = append(rest, fmt.Sprintf("%.1f%%", 100*x))
	}
	if slices.Max(left) > 0 {
		s.table.add(rest...)
	}
	s.table.add(seconds...)
	s.table.add(pass...)
	return s
}

func memberSheet(f *bench.Figures) sheet {
	s := sheet{title: "Members of an ensemble, and the start of the program", table: tableOf("what", "seconds", "a second", "CPU seconds")}
	s.note = "A member is one history on one worker, from building the country to its last month, unrecorded."
	for _, m := range f.Members {
		cpu := "–"
		if m.CPUSeconds.Median > 0 {
			cpu = quartiles(m.CPUSeconds)
		}
		s.table.add(fmt.Sprintf("a member at 1:%s, %s months", whole(m.Scale), whole(m.Months)), quartiles(m.Seconds), quartiles(m.MembersPerS), cpu)
	}
	if f.StartSeconds != nil {
		s.table.add("the program, start to end of version", quartiles(*f.StartSeconds), "–", "–")
	}
	return s
}
