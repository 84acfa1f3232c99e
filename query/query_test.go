package query

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// month is a row of a table for the tests.
type month struct {
	Month   string   `parquet:"month"`
	Arrests *float64 `parquet:"arrests,optional"`
}

// put writes a folder as the laboratory does: a table, its data package, and
// the file that says what the folder is.
func put(t *testing.T, dir, kind, what, table string, rows []month) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := parquet.WriteFile(filepath.Join(dir, table+".parquet"), rows); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		kind: what,
		"datapackage.json": `{"resources": [{"name": "` + table + `", "path": "` + table + `.parquet", "description": "A row is a month.", "schema": {"fields": [
			{"name": "month", "type": "yearmonth", "description": "calendar month"}, {"name": "arrests", "type": "number", "unit": "persons", "description": "arrested"}]}}]}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func ptr(v float64) *float64 { return &v }

// shelf is a folder with a recording, an ensemble and an experiment.
func shelf(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "alone"), "manifest.json", `{"scenario": "baseline", "seed": "7", "member": 0}`, "gauges", []month{{"1937-01", ptr(0.1)}, {"1937-02", nil}})
	put(t, filepath.Join(dir, "many", "member=0001"), "manifest.json", `{"scenario": "other", "seed": "18446744073709551615", "member": 1}`, "gauges", []month{{"1937-01", ptr(2)}})
	put(t, filepath.Join(dir, "many", "member=0002"), "manifest.json", `{"scenario": "other", "seed": "2", "member": 2}`, "gauges", []month{{"1937-01", ptr(3)}})
	put(t, filepath.Join(dir, "tried"), "experiment.json", `{}`, "series", []month{{"1938-01", ptr(4)}})
	put(t, filepath.Join(dir, ".half.partial-x"), "manifest.json", `{"scenario": "hidden", "seed": "3"}`, "gauges", []month{{"1937-01", ptr(5)}})
	return dir
}

func TestFindPutsFoldersTogether(t *testing.T) {
	dir := shelf(t)
	tables, err := Find(dir, filepath.Join(dir, "alone")) // named twice, found once
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, table := range tables {
		for _, f := range table.Files {
			run, err := filepath.Rel(dir, f.Run)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, table.Name+" "+run+" "+f.Origin.Scenario+" "+f.Origin.Seed)
		}
	}
	want := []string{"gauges alone baseline 7", "gauges many other 18446744073709551615", "gauges many other 2", "series tried  "}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if n := len(tables[1].Ahead()); n != 1 {
		t.Errorf("a table of experiments has %d columns ahead, want run alone", n)
	}
}

func TestFindSaysWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	damaged := filepath.Join(dir, "damaged")
	put(t, damaged, "manifest.json", `{"scenario"`, "gauges", nil)
	running := filepath.Join(dir, "running")
	put(t, running, "experiment.json", `{}`, "members", nil)
	if err := os.Remove(filepath.Join(running, "datapackage.json")); err != nil {
		t.Fatal(err)
	}
	empty := t.TempDir()
	for _, c := range []struct{ dir, want string }{
		{filepath.Join(dir, "nowhere"), "no such folder"},
		{empty, "no recording and no experiment"},
		{running, "no recording and no experiment"},
		{damaged, "manifest.json: damaged"},
	} {
		if _, err := Find(c.dir); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.dir, err, c.want)
		}
	}
}

// What is exported reads the same again: every row, every bit, null as nothing.
func TestExport(t *testing.T) {
	dir := shelf(t)
	out := filepath.Join(t.TempDir(), "csv")
	files, err := Export(dir, out)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Exported{{"gauges.csv", 4}, {"series.csv", 1}}; !slices.Equal(files, want) {
		t.Errorf("exported %v, want %v", files, want)
	}
	file, err := os.Open(filepath.Join(out, "gauges.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	base := filepath.Base(dir)
	want := [][]string{
		{"run", "scenario", "seed", "member", "month", "arrests"},
		{base + "/alone", "baseline", "7", "0", "1937-01", "0.1"},
		{base + "/alone", "baseline", "7", "0", "1937-02", ""},
		{base + "/many", "other", "18446744073709551615", "1", "1937-01", "2"},
		{base + "/many", "other", "2", "2", "1937-01", "3"},
	}
	if !slices.EqualFunc(lines, want, slices.Equal) {
		t.Errorf("gauges.csv holds\n%q, want\n%q", lines, want)
	}

	text, err := os.ReadFile(filepath.Join(out, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Name, Path, Format string
			Schema             struct{ Fields []Column }
		}
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, c := range p.Resources[0].Schema.Fields {
		columns = append(columns, c.Name)
	}
	if p.Resources[0].Path != "gauges.csv" || p.Resources[0].Format != "csv" || !slices.Equal(columns, want[0]) {
		t.Errorf("the data package describes %+v, want the columns %v", p.Resources[0], want[0])
	}

	if _, err := Export(dir, out); err == nil || !strings.Contains(err.Error(), "the folder holds") {
		t.Errorf("a second export into the same folder: %v", err)
	}
}

// A damaged file is an error that names it, and no folder appears.
func TestExportOfDamage(t *testing.T) {
	dir := shelf(t)
	broken := filepath.Join(dir, "many", "member=0002", "gauges.parquet")
	if err := os.WriteFile(broken, []byte("PAR1 and no more PAR1"), 0o644); err != nil {
		t.Fatal(err)
	}
	parent := t.TempDir()
	if _, err := Export(dir, filepath.Join(parent, "csv")); err == nil || !strings.Contains(err.Error(), broken) {
		t.Errorf("exported a damaged file: %v", err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
