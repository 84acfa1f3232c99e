package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"

	"github.com/fromabove/fromabove/country"
)

// MonthHash holds a short hash for each table of one month, by table: the
// first 64 bits, in hex, of the SHA-256 of its rows in canonical form.
type MonthHash map[string]string

// End is the key, in place of a month, of the tables written at the end.
const End = "end"

// sheet holds the rows of one month, table by table.
type sheet struct {
	gauges  []gaugeRow
	regions []region
	ledger  []entry
	events  []event
}

// fill replaces the rows by those of a record.
func (s *sheet) fill(rec *country.Record) {
	s.gauges = append(s.gauges[:0], gaugeRow{rec.Month, rec.Gauges})
	s.regions, s.ledger, s.events = s.regions[:0], s.ledger[:0], s.events[:0]
	for _, r := range rec.Regions {
		s.regions = append(s.regions, region{rec.Month, r})
	}
	for _, r := range rec.Ledger {
		s.ledger = append(s.ledger, entry{rec.Month, r})
	}
	for _, r := range rec.Events {
		s.events = append(s.events, event{rec.Month, r})
	}
}

// Hasher makes the hashes of a history, with or without writing it down; a
// replay compares them with those of a manifest. The zero Hasher is ready.
// Hashes of different months do not depend on each other.
type Hasher struct {
	rows  sheet
	space []byte
}

// Month is the hash of a closed month.
func (h *Hasher) Month(rec *country.Record) MonthHash {
	h.rows.fill(rec)
	return h.sheet(&h.rows)
}

// Finish is the hash of the tables written at the end; its key is End.
func (h *Hasher) Finish(operations []country.OperationRow, cadre []country.CadreRow) MonthHash {
	sums := MonthHash{}
	sum(h, sums, &operationsTable, operations)
	sum(h, sums, &cadreTable, cadre)
	return sums
}

func (h *Hasher) sheet(s *sheet) MonthHash {
	sums := MonthHash{}
	sum(h, sums, &gaugesTable, s.gauges)
	sum(h, sums, &regionsTable, s.regions)
	sum(h, sums, &ledgerTable, s.ledger)
	sum(h, sums, &eventsTable, s.events)
	return sums
}

// sum adds the hash of some rows of a table.
func sum[R any](h *Hasher, sums MonthHash, t *table[R], rows []R) {
	b := append(h.space[:0], t.Name...)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(rows)))
	for i := range rows {
		b = t.encode(b, &rows[i])
	}
	h.space = b
	sums[t.Name] = shortHash(b)
}

func shortHash(b []byte) string {
	full := sha256.Sum256(b)
	return hex.EncodeToString(full[:8])
}

// Differs names the first table, in the order of Tables, whose hash is not the
// same in both. A table that only one of them has differs.
func (a MonthHash) Differs(b MonthHash) (table string, differs bool) {
	known := map[string]bool{}
	for _, t := range Tables() {
		known[t.Name] = true
		if a[t.Name] != b[t.Name] {
			return t.Name, true
		}
	}
	for _, name := range sortedKeys(a, b) { // tables of a later layout
		if !known[name] && a[name] != b[name] {
			return name, true
		}
	}
	return "", false
}

// Difference is where two histories part.
type Difference struct {
	Month string // YYYY-MM, or End
	Table string
	A, B  string // the two hashes; empty where a history has no such month
}

// Compare finds the first month, and in it the first table, that differ
// between two histories; ok is false if there is none. It looks at what
// happened, not at how the two were set up: a different seed or scenario that
// changes nothing is no difference.
func Compare(a, b Manifest) (first Difference, ok bool) {
	for _, month := range sortedKeys(a.MonthHashes, b.MonthHashes) { // End sorts after every month
		x, y := a.MonthHashes[month], b.MonthHashes[month]
		if table, differs := x.Differs(y); differs {
			return Difference{month, table, x[table], y[table]}, true
		}
	}
	return Difference{}, false
}

// sortedKeys lists the keys of both maps in order, each once.
func sortedKeys[M ~map[string]V, V any](a, b M) []string {
	keys := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b)) // order: sorted below
	slices.Sort(keys)
	return slices.Compact(keys)
}
