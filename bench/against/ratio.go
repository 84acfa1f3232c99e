package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"text/tabwriter"

	"golang.org/x/perf/benchfmt"

	"github.com/fromabove/fromabove/stat"
)

// ratio is the time of a benchmark, new over old.
type ratio struct {
	name             string
	value, low, high float64
	sure             float64 // what the interval holds, at best 0.95
}

// noChange is the ratio within which nothing has changed: caches and the layout
// of the program alone do as much.
const noChange = 0.03

// confidence that an interval should have.
const confidence = 0.95

// verdict is what the interval allows to be said.
func (r ratio) verdict() string {
	switch {
	case r.sure < confidence-1e-9:
		return "too few runs"
	case r.high < 1-noChange:
		return "faster"
	case r.low > 1+noChange:
		return "slower"
	case r.low >= 1-noChange && r.high <= 1+noChange:
		return "no change"
	}
	return "not clear"
}

// timesIn reads the seconds of every run of every benchmark, and the names in
// their order.
func timesIn(name string) (names []string, seconds map[string][]float64, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	seconds = map[string][]float64{}
	lines := benchfmt.NewReader(file, name)
	for lines.Scan() {
		switch line := lines.Result().(type) {
		case *benchfmt.SyntaxError:
			return nil, nil, line
		case *benchfmt.Result:
			s, ok := line.Value("sec/op")
			if !ok {
				continue
			}
			n := string(line.Name.Full())
			if seconds[n] == nil {
				names = append(names, n)
			}
			seconds[n] = append(seconds[n], s)
		}
	}
	return names, seconds, lines.Err()
}

// ratiosOf are the ratios of the benchmarks that both files have.
func ratiosOf(old, new string) (out []ratio, err error) {
	_, before, err1 := timesIn(old)
	names, after, err2 := timesIn(new)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	for _, n := range names {
		if len(before[n]) > 0 {
			r := ratioOf(before[n], after[n])
			r.name = n
			out = append(out, r)
		}
	}
	return out, nil
}

// ratioOf is the shift between the logarithms of two samples and its interval
// (Hodges and Lehmann 1963): the median of all ratios of a run to a run, and
// the ratios that the test of Mann and Whitney does not refuse. It asks for no
// distribution, and one run that went wrong moves the ratio little; the interval
// forgives it from some ten runs on.
func ratioOf(old, new []float64) ratio {
	var all []float64
	for _, x := range new {
		for _, y := range old {
			all = append(all, x/y)
		}
	}
	slices.Sort(all)
	cut, sure := cutOff(len(old), len(new))
	return ratio{value: stat.Median(all), low: all[cut], high: all[len(all)-1-cut], sure: sure}
}

// cutOff is how many of the n times m ratios lie outside the interval at each
// end, and what the interval holds: as near to 95% as it can be from above, or
// what all of them hold, if that is less.
func cutOff(n, m int) (cut int, sure float64) {
	ways := waysOf(n, m)
	all, below := 0.0, 0.0
	for _, w := range ways {
		all += w
	}
	sure = 1 - 2*ways[0]/all
	for k, w := range ways {
		below += w
		if s := 1 - 2*below/all; s >= confidence {
			cut, sure = k, s
		} else {
			break
		}
	}
	return cut, sure
}

// waysOf counts the orders of n old and m new runs by the statistic of Mann and
// Whitney, 0 to n m: how often a new run stands before an old one. It is the
// Gaussian binomial coefficient, by its product of (1-q^(m+i))/(1-q^i).
func waysOf(n, m int) []float64 {
	ways := make([]float64, n*m+1)
	ways[0] = 1
	for i := 1; i <= n; i++ {
		for k := len(ways) - 1; k >= m+i; k-- {
			ways[k] -= ways[k-m-i]
		}
		for k := i; k < len(ways); k++ {
			ways[k] += ways[k-i]
		}
	}
	return ways
}

// write is the table of ratios.
func write(out io.Writer, ratios []ratio) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "time, new over old\tratio\tinterval\tholds\t\n")
	product := 0.0
	for _, r := range ratios {
		fmt.Fprintf(table, "%s\t%.3f\t%.3f .. %.3f\t%.0f%%\t%s\n", r.name, r.value, r.low, r.high, 100*r.sure, r.verdict())
		product += math.Log(r.value)
	}
	fmt.Fprintf(table, "geometric mean\t%.3f\t\t\t\n", math.Exp(product/float64(len(ratios))))
	fmt.Fprintf(table, "\nfaster, slower: the whole interval lies beyond %.0f%%; no change: it lies within.\n", 100*noChange)
	return table.Flush()
}
