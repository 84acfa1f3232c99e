package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fromabove/fromabove/archive"
	"github.com/fromabove/fromabove/lab"
)

func whereVerb() *cobra.Command {
	var asJSON, all bool
	verb := &cobra.Command{
		Use:   "where HERE THERE",
		Short: "Say where two recordings part: the first month, table and act",
		Long: `Compares two recordings month by month and says in which month they part first, and what is not
the same in that month: by which act in the books, in which gauges, in which regions. The act is the
earliest in the order of the month (fromabove explain month) whose entries differ; an act before it
may have differed in what leaves no entry. What differs is no failure: the exit is 0.`,
		Example: `  fromabove where out/baseline-seed1-scale1000 out/baseline-without-faction_ban-seed1-scale1000
  fromabove where out/twenty/member=0001 out/twenty/member=0002 --all`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return use("%s: name two recordings, not %d (%[1]s --help)", cmd.CommandPath(), len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			here, err := archive.Open(args[0])
			if err != nil {
				return err
			}
			there, err := archive.Open(args[1])
			if err != nil {
				return err
			}
			p, err := lab.Where(here, there)
			if err != nil {
				return err
			}
			if asJSON {
				return printed(cmd.OutOrStdout())(json.MarshalIndent(p, "", "  "))
			}
			most := shownOfTable
			if all {
				most = math.MaxInt
			}
			_, err = io.WriteString(cmd.OutOrStdout(), parted(here, there, p, most))
			return err
		},
	}
	verb.Flags().BoolVar(&all, "all", false, fmt.Sprintf("everything that differs in the month, not the first %d of each table", shownOfTable))
	verb.Flags().BoolVar(&asJSON, "json", false, "print JSON, with everything that differs in the month")
	return verb
}

// shownOfTable is how many differences of a table are printed.
const shownOfTable = 8

// parted is what is said of two recordings, with at most so many differences
// of each table.
func parted(here, there *archive.Recording, p lab.Parting, most int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "here:  %s\nthere: %s\n", heading(here), heading(there))
	if len(p.Setup) == 0 {
		b.WriteString("set up alike\n")
	}
	for _, o := range p.Setup {
		if len(o.Here)+len(o.There) > 60 {
			fmt.Fprintf(&b, "set up differently: %s\n  here:  %s\n  there: %s\n", o.What, o.Here, o.There)
		} else {
			fmt.Fprintf(&b, "set up differently: %s %s here, %s there\n", o.What, o.Here, o.There)
		}
	}
	b.WriteString("\n")
	span := fmt.Sprintf("%s to %s", p.From, p.Until)
	switch {
	case p.From == "":
		b.WriteString("They hold no month in common.\n")
		return b.String()
	case p.Same:
		fmt.Fprintf(&b, "Nothing differs: every table is the same in the %s that both hold, %s.\n", months(p.Alike), span)
		return b.String()
	case p.Month == archive.End:
		fmt.Fprintf(&b, "They part at the end, after %s alike, %s: table %s.\n", months(p.Alike), span, strings.Join(p.Tables, ", "))
	default:
		fmt.Fprintf(&b, "They part in %s, after %s alike: table %s.\n", p.Month, months(p.Alike), strings.Join(p.Tables, ", "))
		b.WriteString(firstAct(p))
	}
	if len(p.Unlike) == 0 {
		b.WriteString("The rows are the same, in another order.\n")
	}
	writeUnlike(&b, p.Unlike, most)
	if p.Books != nil && p.Books.Month != p.Month {
		fmt.Fprintf(&b, "\n%s", inBooks(p.Books))
		writeUnlike(&b, p.Books.Unlike, most)
	}
	return b.String()
}

// heading says in a line what was run.
func heading(r *archive.Recording) string {
	m := r.Manifest
	return fmt.Sprintf("%s (%s, seed %d, scale 1:%d, %v to %v)", r.Dir, m.Scenario, m.Seed, m.Scale, m.From, m.Until)
}

func months(n int) string {
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}

// firstAct says which act is the first whose entries in the books differ.
func firstAct(p lab.Parting) string {
	switch {
	case p.Books == nil:
		return "No entry of the books differs, then or later: what differs leaves none.\n"
	case p.Books.Month != p.Month:
		return "No entry of the books differs in that month: what differs leaves none.\n"
	}
	return inBooks(p.Books)
}

// inBooks says by which act the books part.
func inBooks(k *lab.Books) string {
	text := fmt.Sprintf("The books part in %s by %s, which the month does not list", k.Month, k.Act)
	if k.Number > 0 {
		text = fmt.Sprintf("The books part in %s by %s, act %d of %d in the month", k.Month, k.Act, k.Number, k.Acts)
	}
	if k.Person >= 0 {
		text += fmt.Sprintf("; the first of the cadre there is person %d", k.Person)
	}
	return text + ".\n"
}

// writeUnlike writes what differs, a table after the other, in a form that
// reads aloud: what, one here, one there.
func writeUnlike(b *strings.Builder, unlike []lab.Unlike, most int) {
	for len(unlike) > 0 {
		table := unlike[0].Table
		n := 0
		for n < len(unlike) && unlike[n].Table == table {
			n++
		}
		fmt.Fprintf(b, "\n%s: %d %s\n", table, n, map[bool]string{true: "difference", false: "differences"}[n == 1])
		for _, u := range unlike[:min(n, most)] {
			fmt.Fprintf(b, "  %s\n", said(u))
		}
		if n > most {
			fmt.Fprintf(b, "  and %d more (--all)\n", n-most)
		}
		unlike = unlike[n:]
	}
}

// said is one difference in words.
func said(u lab.Unlike) string {
	what := strings.TrimSpace(u.Row + " " + u.Column)
	switch {
	case u.Only == "here":
		return what + ": here, not there"
	case u.Only == "there":
		return what + ": there, not here"
	case u.Table == "ledger":
		what = u.Row + ":" // persons, as every number of the books
	}
	x, y := pair(u.Here, u.There)
	return fmt.Sprintf("%s %s here, %s there", what, x, y)
}

// pair writes two values that are not the same so that they do not look so:
// numbers with two digits after the point, or as many more as it takes to tell
// them apart and from zero.
func pair(x, y any) (string, string) {
	for places := 2; places < 15; places++ {
		a, b := value(x, places), value(y, places)
		if a != b && !lost(x, places) && !lost(y, places) {
			return a, b
		}
	}
	return fmt.Sprint(x), fmt.Sprint(y)
}

// lost tells whether a number that is not zero would keep less than two of its
// digits.
func lost(v any, places int) bool {
	number, ok := v.(float64)
	return ok && number != 0 && math.Abs(number) < 10*math.Pow10(-places)
}

// value is a value with so many digits after the point, none for a count, and
// commas between the thousands.
func value(v any, places int) string {
	number, ok := v.(float64)
	switch {
	case v == nil || v == "":
		return "none"
	case !ok:
		return fmt.Sprint(v)
	case number == math.Trunc(number):
		places = 0
	}
	digits, rest, _ := strings.Cut(strconv.FormatFloat(math.Abs(number), 'f', places, 64), ".")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if rest != "" {
		digits += "." + rest
	}
	if number < 0 {
		digits = "-" + digits
	}
	return digits
}
