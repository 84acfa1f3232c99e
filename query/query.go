// Package query finds what lies on disk and puts it before others as tables:
// recordings, ensembles and experiments, each table as one, whatever folders
// its rows are in.
//
// It knows no table by name. Every folder that the laboratory writes has a
// datapackage.json, which says what its Parquet files hold; that file is the
// interface, so a table that is written tomorrow can be asked for tomorrow.
// Columns that say which run a row belongs to come first, since every question
// over several folders needs them.
//
// SQL itself is one room below, in query/duck: it needs a C compiler to build
// and three seconds to link, and nothing else here does. Export writes the same
// tables as CSV for whoever has no reader of Parquet.
//
// What is absent: any writing into what is found.
package query

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Names on disk. Package archive and package experiment write them.
const (
	packageName    = "datapackage.json"
	manifestName   = "manifest.json"
	experimentName = "experiment.json"
	memberPrefix   = "member="
	parquetExt     = ".parquet"
	csvExt         = ".csv"
)

// Column is a column of a table, as its data package describes it.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"` // of Frictionless: string, number, integer, boolean, yearmonth
	Unit string `json:"unit"`
	Doc  string `json:"description"`
}

// File is one Parquet file of a table and the run that its rows belong to.
type File struct {
	Path   string
	Run    string // folder of the recording, ensemble or experiment, as found
	Origin Origin
}

// Origin is what the manifest of a recording says of it. Of an experiment it is
// empty: its tables hold arm, draw and seed themselves.
type Origin struct {
	Scenario string `json:"scenario"`
	Seed     string `json:"seed"`
	Member   int    `json:"member"`
	Scale    int    `json:"scale"`
	Point    string `json:"point"`
	Version  string `json:"version"`
	Command  string `json:"command"`
}

// Table is a table over all folders that hold it.
type Table struct {
	Name       string
	Row        string   // what one row is
	Experiment bool     // of experiments; otherwise of recordings
	Columns    []Column // those of the files; of several versions, all of them
	Files      []File
}

// runColumns say which run a row belongs to; the first alone is in the tables
// of experiments.
var runColumns = []Column{
	{"run", "string", "", "folder of the recording, ensemble or experiment"},
	{"scenario", "string", "", "name of the scenario"},
	{"seed", "integer", "", "seed of the history"},
	{"member", "integer", "", "number in its ensemble, from 1; 0 alone"},
}

// Ahead are the columns put before those of the files.
func (t *Table) Ahead() []Column {
	if t.Experiment {
		return slices.Clone(runColumns[:1]) // callers append to it
	}
	return slices.Clone(runColumns)
}

// dataPackage is what is read of a datapackage.json.
type dataPackage struct {
	Resources []resource `json:"resources"`
}

type resource struct {
	Name        string `json:"name"`
	Path        any    `json:"path"`
	Format      string `json:"format"`
	Description string `json:"description"`
	Schema      struct {
		Fields []Column `json:"fields"`
	} `json:"schema"`
}

// mostFolders is how many folders are looked into before a search is given up:
// whoever names the root of a disk meant something else.
const mostFolders = 200_000

// Find looks for recordings and experiments in folders and everything below,
// in the order of their names, and returns their tables. Hidden folders are
// runs that are not finished, and are passed over. It refuses a folder that
// holds none.
func Find(dirs ...string) ([]*Table, error) {
	f := finder{byName: map[string]*Table{}, seen: map[string]bool{}}
	for _, dir := range dirs {
		before := f.found
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			if path != dir && strings.HasPrefix(d.Name(), ".") {
				return filepath.SkipDir
			}
			if f.looked++; f.looked > mostFolders {
				return fmt.Errorf("%s: more than %d folders; name the folder of the runs", dir, mostFolders)
			}
			return f.take(path)
		})
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: no such folder; a recording is made by `fromabove run`", dir)
		}
		if err != nil {
			return nil, err
		}
		if f.found == before {
			return nil, fmt.Errorf("%s: no recording and no experiment is in it or below it; `fromabove run --out %s` makes one", dir, dir)
		}
	}
	return f.tables, nil
}

// finder gathers tables.
type finder struct {
	tables        []*Table
	byName        map[string]*Table
	seen          map[string]bool // folders, by their real path
	found, looked int
}

// take adds the tables of a folder, if it is a recording or an experiment that
// is finished.
func (f *finder) take(dir string) error {
	var origin Origin
	experiment := false
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	switch {
	case err == nil:
		if err := json.Unmarshal(text, &origin); err != nil {
			return fmt.Errorf("%s: damaged: %w", filepath.Join(dir, manifestName), err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	default:
		if _, err := os.Stat(filepath.Join(dir, experimentName)); err != nil {
			return nil
		}
		experiment = true
	}
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return err
	}
	if f.seen[real] { // named twice
		f.found++
		return nil
	}
	read, err := readPackage(dir)
	if experiment && errors.Is(err, fs.ErrNotExist) {
		return nil // it is still running
	}
	if err != nil {
		return err
	}
	f.found++
	f.seen[real] = true
	run := dir
	if origin.Member > 0 && strings.HasPrefix(filepath.Base(dir), memberPrefix) {
		run = filepath.Dir(dir)
	}
	for _, r := range read.Resources {
		name, ok := r.Path.(string)
		if !ok || filepath.Ext(name) != parquetExt || !filepath.IsLocal(name) {
			continue
		}
		if err := f.add(r, experiment, File{filepath.Join(dir, name), run, origin}); err != nil {
			return err
		}
	}
	return nil
}

// add puts a file among the others of its table.
func (f *finder) add(r resource, experiment bool, file File) error {
	t := f.byName[r.Name]
	if t == nil {
		t = &Table{Name: r.Name, Row: r.Description, Experiment: experiment}
		f.byName[r.Name] = t
		f.tables = append(f.tables, t)
	}
	if t.Experiment != experiment {
		return fmt.Errorf("%s: the table %s of an experiment has the name of one of recordings (%s)", file.Path, r.Name, t.Files[0].Path)
	}
	for _, c := range r.Schema.Fields {
		if !slices.ContainsFunc(t.Columns, func(d Column) bool { return d.Name == c.Name }) {
			t.Columns = append(t.Columns, c)
		}
	}
	t.Files = append(t.Files, file)
	return nil
}

// readPackage reads the data package of a folder.
func readPackage(dir string) (dataPackage, error) {
	var p dataPackage
	name := filepath.Join(dir, packageName)
	text, err := os.ReadFile(name)
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(text, &p); err != nil {
		return p, fmt.Errorf("%s: damaged: %w", name, err)
	}
	return p, nil
}
