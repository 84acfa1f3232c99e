package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/klauspost/compress/zstd"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// Options say how a recording is put in its place.
type Options struct {
	Overwrite bool // replace a recording that is already there, once the new one is whole
}

// Writer writes one history. Nothing can be seen at its place before Close.
type Writer struct {
	dir       string
	partial   string // where it is written; empty when closed or aborted
	overwrite bool
	manifest  Manifest
	next      calendar.Month
	failed    error // the first failure to write; Close will not hide it
	rows      sheet
	hasher    Hasher

	gauges     *tableFile[gaugeRow]
	regions    *tableFile[region]
	ledger     *tableFile[entry]
	events     *tableFile[event]
	operations *tableFile[operation]
	cadre      *tableFile[official]
}

// Create begins a recording at dir. It refuses a place where a recording
// already is (unless told to overwrite it) or where anything else is, and
// removes what killed runs into dir left behind. The manifest says what is
// run; what comes out of the run (Schema, ScenarioHash, Rows, Snapshots,
// MonthHashes) is filled in here. Follow it with `defer w.Abort()`.
//
// Leftovers beside a member of an ensemble are not looked for: Gather removes
// those of all members at once.
func Create(dir string, m Manifest, opt Options) (*Writer, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	m.Schema, m.ScenarioHash = Schema, HashOf([]byte(m.ScenarioText))
	m.Rows, m.Snapshots, m.MonthHashes = map[string]int64{}, map[string]string{}, map[string]MonthHash{}
	if m.Inputs == nil {
		m.Inputs = map[string]string{}
	}
	m.SnapshotsAt = append([]calendar.Month{}, m.SnapshotsAt...)

	partial, err := hide(dir, partialMark)
	if err != nil {
		return nil, err
	}
	w := &Writer{dir: dir, partial: partial, overwrite: opt.Overwrite, manifest: m, next: m.From}
	if m.Member == 0 {
		err = sweep(filepath.Dir(dir), filepath.Base(dir), partial)
	}
	if err == nil {
		err = vacant(dir, opt.Overwrite)
	}
	if err == nil {
		err = w.createTables()
	}
	if err != nil {
		w.Abort()
		return nil, err
	}
	return w, nil
}

func (w *Writer) createTables() error {
	var errs [6]error
	w.gauges, errs[0] = createTable(w.partial, &gaugesTable)
	w.regions, errs[1] = createTable(w.partial, &regionsTable)
	w.ledger, errs[2] = createTable(w.partial, &ledgerTable)
	w.events, errs[3] = createTable(w.partial, &eventsTable)
	w.operations, errs[4] = createTable(w.partial, &operationsTable)
	w.cadre, errs[5] = createTable(w.partial, &cadreTable)
	return errors.Join(errs[:]...)
}

// Month writes a closed month. Months come in order, from the first of the
// manifest. The record may be used again afterwards.
func (w *Writer) Month(rec *country.Record) error {
	if w.partial == "" {
		return fmt.Errorf("%s: month %v after the end of the recording", w.dir, rec.Month)
	}
	if rec.Month != w.next || rec.Month > w.manifest.Until {
		return fmt.Errorf("%s: month %v is out of order: %v is next, %v the last", w.dir, rec.Month, w.next, w.manifest.Until)
	}
	w.next++
	w.rows.fill(rec)
	w.manifest.MonthHashes[rec.Month.String()] = w.hasher.sheet(&w.rows)
	return w.keep(errors.Join(
		w.gauges.write(w.rows.gauges),
		w.regions.write(w.rows.regions),
		w.ledger.write(w.rows.ledger),
		w.events.write(w.rows.events)))
}

// keep remembers a failure.
func (w *Writer) keep(err error) error {
	if w.failed == nil {
		w.failed = err
	}
	return err
}

// Snapshot writes the country as it was at the end of a month, which must be
// one that the manifest announces. write is given where to put it; a large
// country streams through and is never held whole.
func (w *Writer) Snapshot(month calendar.Month, write func(io.Writer) error) error {
	if w.partial == "" || !slices.Contains(w.manifest.SnapshotsAt, month) {
		return fmt.Errorf("%s: a snapshot of %v is not announced in the manifest, or comes after its end", w.dir, month)
	}
	name := filepath.Join(w.partial, snapshotsDir, month.String()+snapshotExt)
	hash, err := writeSnapshot(name, write)
	if err != nil {
		return w.keep(fmt.Errorf("%s: %w", name, err))
	}
	w.manifest.Snapshots[month.String()] = hash
	return nil
}

// writeSnapshot writes a snapshot as one zstd frame, the same at any number of
// processors, and returns the hash of what it holds.
func writeSnapshot(name string, write func(io.Writer) error) (hash string, err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", err
	}
	file, err := os.Create(name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	encoder, err := zstd.NewWriter(file, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return "", err
	}
	digest := sha256.New()
	err = write(io.MultiWriter(encoder, digest))
	return hex.EncodeToString(digest.Sum(nil)), errors.Join(err, encoder.Close())
}

// Close writes the tables of the end, the data package, the log and, last, the
// manifest, and puts the recording in its place. It refuses a history that did
// not reach its last month. After an error nothing is left, and a recording
// that was there before is as it was.
func (w *Writer) Close(operations []country.OperationRow, cadre []country.CadreRow, log RunLog) error {
	defer w.Abort()
	if w.partial == "" {
		return fmt.Errorf("%s: the recording is already closed", w.dir)
	}
	if w.failed != nil {
		return w.failed
	}
	if w.next <= w.manifest.Until {
		return fmt.Errorf("%s: the history ends before %v, its last month is %v", w.dir, w.next, w.manifest.Until)
	}
	for _, at := range w.manifest.SnapshotsAt {
		if w.manifest.Snapshots[at.String()] == "" {
			return fmt.Errorf("%s: the snapshot of %v, announced in the manifest, is missing", w.dir, at)
		}
	}
	if err := w.finishTables(operations, cadre); err != nil {
		return err
	}
	if err := w.describe(log); err != nil {
		return err
	}
	if err := place(w.partial, w.dir, w.overwrite); err != nil {
		return err
	}
	w.partial = ""
	return nil
}

func (w *Writer) finishTables(operations []country.OperationRow, cadre []country.CadreRow) error {
	w.manifest.MonthHashes[End] = w.hasher.Finish(operations, cadre)
	if err := errors.Join(w.operations.write(operations), w.cadre.write(cadre)); err != nil {
		return err
	}
	w.manifest.Rows = map[string]int64{
		"gauges": w.gauges.count, "regions": w.regions.count, "ledger": w.ledger.count,
		"events": w.events.count, "operations": w.operations.count, "cadre": w.cadre.count,
	}
	return errors.Join(w.gauges.close(), w.regions.close(), w.ledger.close(),
		w.events.close(), w.operations.close(), w.cadre.close())
}

// describe writes the files that are not tables, the manifest last.
func (w *Writer) describe(log RunLog) error {
	words, err := packageOf(w.manifest.Scenario, []string{""})
	if err != nil {
		return err
	}
	logText, err := PlainJSON(log)
	if err != nil {
		return err
	}
	manifest, err := w.manifest.write()
	if err != nil {
		return err
	}
	return errors.Join(
		WriteFile(filepath.Join(w.partial, packageName), words),
		WriteFile(filepath.Join(w.partial, logName), logText),
		WriteFile(filepath.Join(w.partial, manifestName), manifest))
}

// Manifest is the manifest so far; after Close it is the whole one.
func (w *Writer) Manifest() Manifest { return w.manifest }

// Abort gives up: it removes what was written. After Close it does nothing.
func (w *Writer) Abort() {
	if w.partial == "" {
		return
	}
	w.gauges.discard()
	w.regions.discard()
	w.ledger.discard()
	w.events.discard()
	w.operations.discard()
	w.cadre.discard()
	os.RemoveAll(w.partial)
	w.partial = ""
}
