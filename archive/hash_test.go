package archive

import (
	"math"
	"path/filepath"
	"testing"

	"github.com/fromabove/fromabove/country"
)

// manifestOf hashes a history without writing it.
func manifestOf(h history) Manifest {
	var hasher Hasher
	h.manifest.MonthHashes = map[string]MonthHash{}
	for i := range h.months {
		h.manifest.MonthHashes[h.months[i].Month.String()] = hasher.Month(&h.months[i])
	}
	h.manifest.MonthHashes[End] = hasher.Finish(h.operations, h.cadre)
	return h.manifest
}

func TestCompareFindsTheFirstDifference(t *testing.T) {
	const months = 3
	for _, c := range []struct {
		name, month, table string
		change             func(*history)
	}{
		{"gauge, by one bit", "1934-12", "gauges", func(h *history) {
			g := &h.months[1].Gauges[country.Arrests]
			*g = math.Nextafter(*g, 0)
		}},
		{"gauge defined", "1935-01", "gauges", func(h *history) { h.months[2].Gauges[country.HitShare] = 0 }},
		{"sign of zero", "1934-11", "regions", func(h *history) { h.months[0].Regions[0].Limit = math.Copysign(0, -1) }},
		{"region", "1934-12", "regions", func(h *history) { h.months[1].Regions[2].Fear += 1e-9 }},
		{"region left out", "1934-12", "regions", func(h *history) { h.months[1].Regions = h.months[1].Regions[:2] }},
		{"ledger", "1935-01", "ledger", func(h *history) { h.months[2].Ledger[0].Persons++ }},
		{"text moves over a border", "1935-01", "ledger", func(h *history) { h.months[2].Ledger[0].From, h.months[2].Ledger[0].To = "liberty"+"c", "amp" }},
		{"event", "1934-11", "events", func(h *history) { h.months[0].Events[0].Label = "XVIII" }},
		{"operation", End, "operations", func(h *history) { h.operations[0].Stop = 0 }},
		{"cadre", End, "cadre", func(h *history) { h.cadre[1].Client = true }},
	} {
		t.Run(c.name, func(t *testing.T) {
			plain, changed := sample(7, months), sample(7, months)
			c.change(&changed)
			a, b := manifestOf(plain), manifestOf(changed)
			first, ok := Compare(a, b)
			if !ok || first.Month != c.month || first.Table != c.table || first.A == first.B {
				t.Errorf("Compare = %+v, %v; want %s in %s", first, ok, c.table, c.month)
			}
			for month, sums := range a.MonthHashes {
				for table, sum := range sums {
					same := b.MonthHashes[month][table] == sum
					if hit := month == c.month && table == c.table; same == hit {
						t.Errorf("%s of %s: same hash %v after a change of %s in %s", table, month, same, c.table, c.month)
					}
				}
			}
		})
	}
}

func TestCompareOfEqualAndUnequalLength(t *testing.T) {
	long, short := manifestOf(sample(7, 3)), manifestOf(sample(7, 2))
	if first, ok := Compare(long, manifestOf(sample(7, 3))); ok {
		t.Errorf("equal histories differ: %+v", first)
	}
	first, ok := Compare(long, short)
	if !ok || first.Month != "1935-01" || first.Table != "gauges" || first.A == "" || first.B != "" {
		t.Errorf("Compare of 3 and 2 months = %+v, %v; want the third month, missing in the second", first, ok)
	}
	long.MonthHashes["1934-12"]["later_table"] = "00"
	if first, _ := Compare(long, manifestOf(sample(7, 3))); first.Table != "later_table" || first.Month != "1934-12" {
		t.Errorf("a table of a later layout is passed over: %+v", first)
	}
}

// Every NaN is the same: which one comes out of 0/0 depends on the processor.
func TestHashOfNaN(t *testing.T) {
	a, b := sample(7, 1), sample(7, 1)
	a.months[0].Gauges[0], b.months[0].Gauges[0] = math.NaN(), math.Float64frombits(0xFFF8000000000000)
	if first, ok := Compare(manifestOf(a), manifestOf(b)); ok {
		t.Errorf("two NaN differ: %+v", first)
	}
}

// A replay hashes what the writer hashed.
func TestHasherAgreesWithWriter(t *testing.T) {
	h := sample(7, 3)
	r := h.mustWrite(t, filepath.Join(t.TempDir(), "run"))
	if first, ok := Compare(r.Manifest, manifestOf(h)); ok {
		t.Errorf("writer and hasher differ: %+v", first)
	}
	if got, want := len(r.Manifest.MonthHashes), 4; got != want {
		t.Errorf("%d hashes, want %d", got, want)
	}
}

func TestKey(t *testing.T) {
	base := sample(7, 3).manifest
	for name, c := range map[string]struct {
		change func(*Manifest)
		same   bool
	}{
		"seed":      {func(m *Manifest) { m.Seed++ }, false},
		"scale":     {func(m *Manifest) { m.Scale = 10000 }, false},
		"version":   {func(m *Manifest) { m.Version = "0.1.1" }, false},
		"scenario":  {func(m *Manifest) { m.ScenarioText += "#" }, false},
		"until":     {func(m *Manifest) { m.Until++ }, false},
		"from":      {func(m *Manifest) { m.From-- }, false},
		"point":     {func(m *Manifest) { m.Point = "fear=2" }, false},
		"snapshots": {func(m *Manifest) { m.SnapshotsAt = append(m.SnapshotsAt, m.From) }, false},
		"inputs":    {func(m *Manifest) { m.Inputs = map[string]string{"population.csv": "0"} }, false},
		"command":   {func(m *Manifest) { m.Command = "elsewhere" }, true},
		"member":    {func(m *Manifest) { m.Member = 3 }, true},
		"results":   {func(m *Manifest) { m.Rows = map[string]int64{"gauges": 1}; m.Schema = 9; m.ScenarioHash = "x" }, true},
	} {
		m := base
		c.change(&m)
		if same := m.Key() == base.Key(); same != c.same {
			t.Errorf("a change of %s: same key %v, want %v", name, same, c.same)
		}
	}
}
