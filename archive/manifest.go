package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/chance"
)

// Manifest says what was run, exactly enough to run it again, and what came
// out, month by month, as hashes. Equal runs have equal manifests.
type Manifest struct {
	Schema       int                  `json:"schema"`          // of the recording; Create sets it
	Scenario     string               `json:"scenario"`        // name
	ScenarioHash string               `json:"scenario_hash"`   // SHA-256 of ScenarioText in hex; Create sets it
	Command      string               `json:"command"`         // that makes the run again
	Version      string               `json:"version"`         // of the program
	Seed         chance.Seed          `json:"seed,string"`     // of this history; text, since JSON numbers lose bits
	Scale        int                  `json:"scale"`           // a lane stands for so many persons
	Member       int                  `json:"member"`          // in its ensemble, from 1; 0 alone
	Point        string               `json:"point"`           // label of the point in parameter space; empty for the scenario's own
	From         calendar.Month       `json:"from"`            // first month
	Until        calendar.Month       `json:"until"`           // last month, included
	SnapshotsAt  []calendar.Month     `json:"snapshots_at"`    // ascending; the recording holds exactly these
	Inputs       map[string]string    `json:"inputs"`          // SHA-256 of each input series, by file
	ScenarioText string               `json:"scenario_text"`   // resolved: with everything it inherits
	Rows         map[string]int64     `json:"rows"`            // by table; Close sets it
	Snapshots    map[string]string    `json:"snapshot_hashes"` // SHA-256 of each snapshot before compression, by month
	MonthHashes  map[string]MonthHash `json:"month_hashes"`    // by month, and End; Close sets it
}

// Key names what a recording holds: two manifests with one key promise the
// same folder, up to the log. It covers the layout, version, scenario, point,
// seed, scale, months and snapshots; not the command, the member's number or
// anything that comes out.
func (m Manifest) Key() string {
	h := sha256.New()
	fmt.Fprintf(h, "%d\n%q\n%s\n%q\n%d\n%d\n%v\n%v\n%v\n", Schema, m.Version, HashOf([]byte(m.ScenarioText)),
		m.Point, m.Seed, m.Scale, m.From, m.Until, m.SnapshotsAt)
	for _, name := range sortedKeys(m.Inputs, nil) {
		fmt.Fprintf(h, "%q %q\n", name, m.Inputs[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// HashOf is the SHA-256 of some bytes in hex, as manifests give it.
func HashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// check refuses a manifest that does not say what is run.
func (m Manifest) check() error {
	var wrong []error
	refuse := func(if_ bool, format string, a ...any) {
		if if_ {
			wrong = append(wrong, fmt.Errorf(format, a...))
		}
	}
	refuse(m.Scenario == "", "scenario: no name")
	refuse(m.Version == "", "version: empty")
	refuse(m.Scale < 1, "scale: %d; at least 1", m.Scale)
	refuse(m.Member < 0, "member: %d; 0 alone, from 1 in an ensemble", m.Member)
	refuse(m.From == 0 || m.Until < m.From, "from %v until %v: no month", m.From, m.Until)
	last := m.From - 1
	for _, at := range m.SnapshotsAt {
		refuse(at <= last || at > m.Until, "snapshots_at: %v; ascending, within %v..%v", at, m.From, m.Until)
		last = at
	}
	return errors.Join(wrong...)
}

// write is the manifest as JSON: a key a line, a month a line.
func (m Manifest) write() ([]byte, error) {
	hashes := m.MonthHashes
	m.MonthHashes = nil
	text, err := PlainJSON(m)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, month := range sortedKeys(hashes, nil) {
		line, err := json.Marshal(hashes[month])
		if err != nil {
			return nil, err
		}
		lines = append(lines, fmt.Sprintf("    %q: %s", month, line))
	}
	head, _ := bytes.CutSuffix(text, []byte("null\n}\n"))
	return append(head, "{\n"+strings.Join(lines, ",\n")+"\n  }\n}\n"...), nil
}

// PlainJSON is JSON for people: indented, with < and & as they are.
func PlainJSON(v any) ([]byte, error) {
	var to bytes.Buffer
	encoder := json.NewEncoder(&to)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(v)
	return to.Bytes(), err
}

// readManifest reads what write wrote; name is for errors. A manifest of
// another layout is refused before anything else in it is believed.
func readManifest(name string, text []byte) (Manifest, error) {
	var layout struct {
		Schema  int    `json:"schema"`
		Version string `json:"version"`
		Command string `json:"command"`
	}
	if err := json.Unmarshal(text, &layout); err != nil {
		return Manifest{}, jsonError(name, text, err)
	}
	if layout.Schema == 0 {
		return Manifest{}, fmt.Errorf("%s: not the manifest of a recording: no key schema; a recording is made by `fromabove run`", name)
	}
	if layout.Schema != Schema {
		return Manifest{}, fmt.Errorf("%s: schema: the recording has layout %d, this program reads %d; read it with fromabove %s, or make it again: %s",
			name, layout.Schema, Schema, layout.Version, layout.Command)
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return Manifest{}, jsonError(name, text, err)
	}
	if err := m.check(); err != nil {
		return Manifest{}, fmt.Errorf("%s: %w", name, err)
	}
	if got := HashOf([]byte(m.ScenarioText)); got != m.ScenarioHash {
		return Manifest{}, fmt.Errorf("%s: scenario_text: its hash is %s, not %s as scenario_hash says; the manifest was edited", name, got, m.ScenarioHash)
	}
	return m, nil
}

// jsonError gives a JSON error its place, as file:line:column.
func jsonError(name string, text []byte, err error) error {
	at := int64(len(text))
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &typ):
		at = typ.Offset
	}
	before := text[:min(max(at, 0), int64(len(text)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n') // -1 if none: counts from 1
	return fmt.Errorf("%s:%d:%d: damaged: %w", name, line, max(column-1, 1), err)
}

// RunLog is what may differ between equal runs; it is kept apart from them.
// The caller measures; nothing here reads a clock.
type RunLog struct {
	Started   string  `json:"started"` // RFC 3339
	Seconds   float64 `json:"seconds"` // wall time
	Host      string  `json:"host"`
	Processor string  `json:"processor"` // such as linux/amd64
	Workers   int     `json:"workers"`
	GoVersion string  `json:"go_version"`
	Command   string  `json:"command"` // as typed
}
