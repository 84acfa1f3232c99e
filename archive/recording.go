package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// SnapshotLimit is the largest snapshot that is read, in bytes before
// compression: five times a country with a lane for every living person.
const SnapshotLimit = 4 << 30

// Recording is a whole history on disk.
type Recording struct {
	Dir      string
	Manifest Manifest
}

// Open opens the recording of one history. It refuses what is not one, or not
// a whole one, and says what it is instead and what to do. The tables are read
// when they are asked for.
func Open(dir string) (*Recording, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notRecording(dir)
	}
	if err != nil {
		return nil, err
	}
	m, err := readManifest(filepath.Join(dir, manifestName), text)
	if err != nil {
		return nil, err
	}
	if err := whole(dir); err != nil {
		return nil, err
	}
	return &Recording{dir, m}, nil
}

// whole checks that each table is there and ends as a Parquet file does, which
// a file that was cut short does not.
func whole(dir string) error {
	for _, t := range Tables() {
		name := filepath.Join(dir, t.Name+tableExt)
		file, err := os.Open(name)
		if err != nil {
			return damaged(name, err)
		}
		var end [4]byte
		if _, err = file.Seek(-4, io.SeekEnd); err == nil {
			_, err = io.ReadFull(file, end[:])
		}
		file.Close()
		if err != nil || string(end[:]) != "PAR1" {
			return damaged(name, "it does not end as a Parquet file")
		}
	}
	return nil
}

// notRecording says what a place without a manifest is.
func notRecording(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return missing(dir)
	}
	if err != nil {
		return fmt.Errorf("%s: not a recording: %w", dir, err)
	}
	base := filepath.Base(dir)
	if full, err := filepath.Abs(dir); err == nil {
		base = filepath.Base(full)
	}
	tables, members := 0, 0
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), memberPrefix) {
			members++
		} else if ours(e.Name()) {
			tables++
		}
	}
	switch {
	case hiddenName.MatchString(base):
		return fmt.Errorf("%s: a run that was not finished, or is still going on; its recording will be %s", dir, hiddenName.FindStringSubmatch(base)[1])
	case members > 0:
		return fmt.Errorf("%s: an ensemble of %d members, not one recording; name a member, such as %s", dir, members, MemberDir(dir, 1))
	case tables > 0:
		return fmt.Errorf("%s: half a recording: there is no %s; copy it again, or run it again", dir, manifestName)
	case len(entries) == 0:
		return fmt.Errorf("%s: not a recording: the folder is empty", dir)
	}
	return fmt.Errorf("%s: not a recording: there is no %s, but %s; a recording is made by `fromabove run`", dir, manifestName, entries[0].Name())
}

// missing says that nothing is at dir, and whether a run was on its way there.
func missing(dir string) error {
	full, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	beside, _ := besides(filepath.Dir(full))
	for _, h := range beside {
		if h.name == filepath.Base(full) {
			return fmt.Errorf("%s: no recording is there yet: a run into it is going on or was killed (%s); if it was killed, run it again", dir, h.path)
		}
	}
	return fmt.Errorf("%s: no recording is there", dir)
}

// Gauges reads the table gauges: the months, and for each gauge one number a
// month. A number that is not defined in a month is NaN, and so is every
// number of a gauge that the recording is too old to have.
func (r *Recording) Gauges() ([]calendar.Month, map[string][]float64, error) {
	rows, err := readTable(r.Dir, &gaugesTable)
	if err != nil {
		return nil, nil, err
	}
	months := make([]calendar.Month, len(rows))
	series := make(map[string][]float64, country.GaugeCount)
	for i, g := range country.Gauges {
		numbers := make([]float64, len(rows))
		for month := range rows {
			numbers[month] = rows[month].values[i]
		}
		series[g.Name] = numbers
	}
	for i := range rows {
		months[i] = rows[i].month
	}
	return months, series, nil
}

// Regions reads the table regions.
func (r *Recording) Regions() ([]Dated[country.RegionRow], error) {
	return readTable(r.Dir, &regionsTable)
}

// Ledger reads the table ledger.
func (r *Recording) Ledger() ([]Dated[country.LedgerRow], error) {
	return readTable(r.Dir, &ledgerTable)
}

// Events reads the table events.
func (r *Recording) Events() ([]Dated[country.EventRow], error) {
	return readTable(r.Dir, &eventsTable)
}

// Operations reads the table operations.
func (r *Recording) Operations() ([]country.OperationRow, error) {
	return readTable(r.Dir, &operationsTable)
}

// Cadre reads the table cadre.
func (r *Recording) Cadre() ([]country.CadreRow, error) { return readTable(r.Dir, &cadreTable) }

// TablePath is where the file of a table is, for programs that read it
// themselves.
func (r *Recording) TablePath(table string) string { return filepath.Join(r.Dir, table+tableExt) }

// Snapshot reads the country as it was at the end of a month. It refuses a
// month of which none was taken, naming those there are, and a snapshot that
// is not the one of the manifest: read is then called for nothing, and what it
// made must not be used.
func (r *Recording) Snapshot(month calendar.Month, read func(io.Reader) error) error {
	want, ok := r.Manifest.Snapshots[month.String()]
	if !ok {
		return fmt.Errorf("%s: no snapshot of %v; kept: %s", r.Dir, month, keptSnapshots(r.Manifest.SnapshotsAt))
	}
	name := filepath.Join(r.Dir, snapshotsDir, month.String()+snapshotExt)
	file, err := os.Open(name)
	if err != nil {
		return damaged(name, err)
	}
	defer file.Close()
	decoder, err := zstd.NewReader(file, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return damaged(name, err)
	}
	defer decoder.Close()
	digest := sha256.New()
	content := io.TeeReader(io.LimitReader(decoder, SnapshotLimit), digest)
	failed := read(content)
	if _, err := io.Copy(io.Discard, content); err != nil {
		return damaged(name, err)
	}
	if got := hex.EncodeToString(digest.Sum(nil)); got != want {
		return damaged(name, "its hash is "+got+", the manifest says "+want)
	}
	if failed != nil {
		return fmt.Errorf("%s: %w", name, failed)
	}
	return nil
}

// keptSnapshots names the months, or none.
func keptSnapshots(months []calendar.Month) string {
	if len(months) == 0 {
		return "none"
	}
	return strings.Trim(fmt.Sprint(months), "[]")
}
