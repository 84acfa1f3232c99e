package archive

import (
	"fmt"

	"github.com/fromabove/fromabove/calendar"
)

// Check reads every table and compares its rows with the hashes of the
// manifest. It finds what Open cannot: a byte that changed on the way, or a
// row that was edited. The error names the file and the first month.
func (r *Recording) Check() error {
	for _, check := range []func() error{
		func() error { return checkMonths(r, &gaugesTable, func(g *gaugeRow) calendar.Month { return g.month }) },
		func() error { return checkMonths(r, &regionsTable, (*region).month) },
		func() error { return checkMonths(r, &ledgerTable, (*entry).month) },
		func() error { return checkMonths(r, &eventsTable, (*event).month) },
		func() error { return checkEnd(r, &operationsTable) },
		func() error { return checkEnd(r, &cadreTable) },
	} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (d *Dated[R]) month() calendar.Month { return d.Month }

// checkMonths checks a monthly table.
func checkMonths[R any](r *Recording, t *table[R], month func(*R) calendar.Month) error {
	rows, err := readTable(r.Dir, t)
	if err != nil {
		return err
	}
	var h Hasher
	for at := r.Manifest.From; at <= r.Manifest.Until; at++ {
		n := 0
		for n < len(rows) && month(&rows[n]) == at {
			n++
		}
		if err := checkRows(r, &h, t, at.String(), rows[:n]); err != nil {
			return err
		}
		rows = rows[n:]
	}
	if len(rows) > 0 {
		return damaged(r.TablePath(t.Name), fmt.Sprintf("%v comes after the last month or out of order", month(&rows[0])))
	}
	return nil
}

// checkEnd checks a table written at the end.
func checkEnd[R any](r *Recording, t *table[R]) error {
	rows, err := readTable(r.Dir, t)
	if err != nil {
		return err
	}
	return checkRows(r, &Hasher{}, t, End, rows)
}

func checkRows[R any](r *Recording, h *Hasher, t *table[R], month string, rows []R) error {
	sums := MonthHash{}
	sum(h, sums, t, rows)
	if got, want := sums[t.Name], r.Manifest.MonthHashes[month][t.Name]; got != want {
		return damaged(r.TablePath(t.Name), fmt.Sprintf("%s: the hash of its rows is %s, the manifest says %s", month, got, want))
	}
	return nil
}
