package lab

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/fromabove/fromabove/country"
)

// Stopwatch times the acts of a month from outside: it is the clock that the
// lab hangs on a history (sim.Clock), and the model never sees it.
type Stopwatch struct {
	acts  []country.Act
	spent []time.Duration
	since time.Time
}

// Begin and End are called round each act.
func (s *Stopwatch) Begin(int) { s.since = time.Now() }

// End adds the time since Begin to the act.
func (s *Stopwatch) End(act int) { s.spent[act] += time.Since(s.since) }

// hang makes it ready for the acts of a history.
func (s *Stopwatch) hang(acts []country.Act) {
	s.acts, s.spent = acts, make([]time.Duration, len(acts))
}

// Print writes the time by act, in the order of the month, with each share.
func (s *Stopwatch) Print(w io.Writer) error {
	var all time.Duration
	for _, d := range s.spent {
		all += d
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "act\ttime\tshare of the acts\n")
	for i, a := range s.acts {
		fmt.Fprintf(table, "%s.%s\t%v\t%.1f%%\n", a.Who, a.What, s.spent[i].Round(time.Microsecond), 100*s.spent[i].Seconds()/max(all.Seconds(), 1e-9))
	}
	fmt.Fprintf(table, "all acts\t%v\t\n", all.Round(time.Microsecond))
	return table.Flush()
}
