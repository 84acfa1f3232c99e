package archive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/calendar"
)

func TestOpenRefuses(t *testing.T) {
	edit := func(file, from, to string) func(string) error {
		return func(dir string) error {
			name := filepath.Join(dir, file)
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, []byte(strings.Replace(string(text), from, to, 1)), 0o644)
		}
	}
	for name, c := range map[string]struct {
		spoil func(dir string) error
		want  []string // all in the error
	}{
		"nothing there": {os.RemoveAll, []string{"no recording is there"}},
		"empty":         {func(dir string) error { os.RemoveAll(dir); return os.Mkdir(dir, 0o755) }, []string{"empty"}},
		"foreign": {func(dir string) error {
			os.RemoveAll(dir)
			os.Mkdir(dir, 0o755)
			return os.WriteFile(filepath.Join(dir, "a.txt"), nil, 0o644)
		}, []string{"not a recording", "a.txt", "fromabove run"}},
		"a file":      {func(dir string) error { os.RemoveAll(dir); return os.WriteFile(dir, nil, 0o644) }, []string{"run"}},
		"no manifest": {func(dir string) error { return os.Remove(filepath.Join(dir, manifestName)) }, []string{"half a recording", "run it again"}},
		"an ensemble": {func(dir string) error {
			os.Rename(dir, dir+"1")
			os.Mkdir(dir, 0o755)
			return os.Rename(dir+"1", MemberDir(dir, 1))
		}, []string{"ensemble of 1", "member=0001"}},
		"later layout":    {edit(manifestName, `"schema": 1`, `"schema": 2`), []string{"layout 2", "reads 1", "fromabove 0.1.0", "run baseline --seed 7"}},
		"other manifest":  {edit(manifestName, `"schema"`, `"schemata"`), []string{"not the manifest of a recording"}},
		"damaged":         {edit(manifestName, `"scale": 1000`, `"scale": `), []string{"manifest.json:8:", "damaged"}},
		"wrong type":      {edit(manifestName, `"scale": 1000`, `"scale": "1000"`), []string{"manifest.json:8:", "scale"}},
		"edited scenario": {edit(manifestName, "name: baseline", "name: other"), []string{"scenario_text", "edited"}},
		"no sense":        {edit(manifestName, `"scale": 1000`, `"scale": 0`), []string{"scale: 0; at least 1"}},
		"table missing":   {func(dir string) error { return os.Remove(filepath.Join(dir, "cadre.parquet")) }, []string{"cadre.parquet", "copy the recording again"}},
		"table cut short": {func(dir string) error { return os.Truncate(filepath.Join(dir, "gauges.parquet"), 900) }, []string{"gauges.parquet", "damaged or cut short"}},
		"table empty":     {func(dir string) error { return os.Truncate(filepath.Join(dir, "events.parquet"), 0) }, []string{"events.parquet", "damaged or cut short"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "run")
			sample(7, 3).mustWrite(t, dir)
			if err := c.spoil(dir); err != nil {
				t.Fatal(err)
			}
			_, err := Open(dir)
			if err == nil {
				t.Fatal("opened")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q lacks %q", err, want)
				}
			}
		})
	}
}

// Wherever a file is cut or a byte of it spoilt, reading names the file or
// gives rows; it never panics.
func TestDamagedTableNamesItsFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := sample(7, 3).mustWrite(t, dir)
	name := filepath.Join(dir, "regions.parquet")
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(good) {
		if cut%7 != 0 && cut < len(good)-16 {
			continue
		}
		if err := os.WriteFile(name, good[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		if rows, err := r.Regions(); err == nil || !strings.Contains(err.Error(), name) {
			t.Fatalf("cut at %d of %d: %d rows, error %v", cut, len(good), len(rows), err)
		}
	}
	refused := 0
	for i := 0; i < len(good); i += 5 {
		bad := append([]byte{}, good...)
		bad[i] ^= 0x55
		if err := os.WriteFile(name, bad, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Regions(); err != nil {
			refused++
			if !strings.Contains(err.Error(), name) {
				t.Errorf("byte %d spoilt: the error does not name the file: %v", i, err)
			}
		}
	}
	if refused == 0 {
		t.Error("no spoilt byte was noticed")
	}
}

func TestDamagedSnapshot(t *testing.T) {
	h := sample(7, 2)
	h.manifest.SnapshotsAt = []calendar.Month{h.manifest.From}
	for name, spoil := range map[string]func(file string) error{
		"cut":     func(file string) error { return os.Truncate(file, 9) },
		"gone":    os.Remove,
		"another": func(file string) error { _, err := writeSnapshot(file, content("of another history")); return err },
	} {
		dir := filepath.Join(t.TempDir(), "run")
		r := h.mustWrite(t, dir)
		file := filepath.Join(dir, "snapshots", "1934-11.snapshot")
		if err := spoil(file); err != nil {
			t.Fatal(err)
		}
		if got, err := snapshotOf(r, h.manifest.From); err == nil || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: read %q, %v", name, got, err)
		}
	}
}

// A recording made before a column joined is still read; one made after a
// column joined, too.
func TestColumnsThatJoined(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	r := sample(7, 3).mustWrite(t, dir)
	rewrite := func(columns []column[gaugeRow]) {
		t.Helper()
		other := table[gaugeRow]{gaugesTable.Table, columns}
		f, err := createTable(dir, &other)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.write([]gaugeRow{{month: 1934 * 12, values: [len(gaugeRow{}.values)]float64{5}}}); err != nil {
			t.Fatal(err)
		}
		if err := f.close(); err != nil {
			t.Fatal(err)
		}
	}
	all := gaugesTable.columns
	last := all[len(all)-1]

	rewrite(all[:len(all)-1])
	_, series, err := r.Gauges()
	if err != nil || series["population"][0] != 5 || series[last.Name][0] == series[last.Name][0] {
		t.Errorf("without %s: %v, %v; want NaN for it", last.Name, series[last.Name], err)
	}
	joined := last
	joined.Name = "joined_later"
	rewrite(append(all[:len(all):len(all)], joined))
	if _, series, err = r.Gauges(); err != nil || series["population"][0] != 5 || series["joined_later"] != nil {
		t.Errorf("with a later column: %v, %v", series["joined_later"], err)
	}
	rewrite(all[1:])
	if _, _, err = r.Gauges(); err == nil || !strings.Contains(err.Error(), "no column month") {
		t.Errorf("without months: %v", err)
	}
	wrong := append(all[:0:0], all...)
	wrong[1].Type = "string"
	other := table[gaugeRow]{gaugesTable.Table, wrong}
	if _, err := other.places("x", gaugesTable.schema()); err == nil || !strings.Contains(err.Error(), "population holds DOUBLE") {
		t.Errorf("a column of another type: %v", err)
	}
}

func TestManifestIsRefused(t *testing.T) {
	good := sample(7, 3).manifest
	for want, change := range map[string]func(*Manifest){
		"scenario: no name": func(m *Manifest) { m.Scenario = "" },
		"version: empty":    func(m *Manifest) { m.Version = "" },
		"scale: -1":         func(m *Manifest) { m.Scale = -1 },
		"member: -2":        func(m *Manifest) { m.Member = -2 },
		"no month":          func(m *Manifest) { m.Until = m.From - 1 },
		"snapshots_at":      func(m *Manifest) { m.SnapshotsAt = []calendar.Month{m.Until, m.From} },
	} {
		m := good
		change(&m)
		dir := filepath.Join(t.TempDir(), "run")
		if _, err := Create(dir, m, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
		if got := names(t, filepath.Dir(dir)); len(got) != 0 {
			t.Errorf("%s: left behind %v", want, got)
		}
	}
}
