package archive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
)

func TestCheck(t *testing.T) {
	home := t.TempDir()
	for name, c := range map[string]struct {
		change func(*history) // what the tables hold instead
		want   string
	}{
		"as run":         {func(*history) {}, ""},
		"gauge edited":   {func(h *history) { h.months[1].Gauges[country.Executions]-- }, "gauges.parquet: the file is damaged or cut short: 1934-12"},
		"region missing": {func(h *history) { h.months[2].Regions = nil }, "regions.parquet: the file is damaged or cut short: 1935-01"},
		"entry added":    {func(h *history) { h.months[0].Ledger = append(h.months[0].Ledger, country.LedgerRow{}) }, "ledger.parquet: the file is damaged or cut short: 1934-11"},
		"event edited":   {func(h *history) { h.months[0].Events[0].Kind = "murder" }, "events.parquet: the file is damaged or cut short: 1934-11"},
		"operation gone": {func(h *history) { h.operations = h.operations[:1] }, "operations.parquet: the file is damaged or cut short: end"},
		"cadre edited":   {func(h *history) { h.cadre[0].Fate = "retired" }, "cadre.parquet: the file is damaged or cut short: end"},
	} {
		dir := filepath.Join(home, name)
		r := sample(7, 3).mustWrite(t, dir)
		other := sample(7, 3)
		c.change(&other)
		from := other.mustWrite(t, dir+" changed")
		for _, table := range Tables() { // the manifest stays
			if err := os.Rename(from.TablePath(table.Name), r.TablePath(table.Name)); err != nil {
				t.Fatal(err)
			}
		}
		err := r.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// Rows of a month that the manifest does not know are found, too.
func TestCheckOfALongerTable(t *testing.T) {
	home := t.TempDir()
	r := sample(7, 2).mustWrite(t, filepath.Join(home, "short"))
	long := sample(7, 3).mustWrite(t, filepath.Join(home, "long"))
	if err := os.Rename(long.TablePath("gauges"), r.TablePath("gauges")); err != nil {
		t.Fatal(err)
	}
	if err := r.Check(); err == nil || !strings.Contains(err.Error(), "1935-01 comes after the last month") {
		t.Errorf("Check = %v", err)
	}
}
