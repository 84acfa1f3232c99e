// Command build makes the monthly input series in scenarios/inputs from the
// evidence in evidence/data, by the formulas written beside each function and
// in scenarios/inputs/README.md. Run it from the top of the repository:
//
//	go run ./scenarios/build
//
// It reads inputs.csv, figures.csv and regions_00447.csv and nothing else, and
// writes the same bytes every time: values are rounded to four decimals, so
// that a last bit that differs between processors (this is a tool; it may use
// math.Cos) does not reach a file. It never reads an outcome: arrests,
// sentences, unrest and expulsions are for tests.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/fromabove/fromabove/calendar"
)

// The months every series covers, both included.
var (
	first = calendar.Of(1914, 1)
	last  = calendar.Of(1941, 6)
)

func main() {
	root := flag.String("root", ".", "top of the repository")
	flag.Parse()
	if err := run(*root); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	files, err := Build(filepath.Join(root, "evidence", "data"))
	if err != nil {
		return err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if err := replace(filepath.Join(root, "scenarios", "inputs", name), files[name]); err != nil {
			return err
		}
	}
	fmt.Printf("%d files written to scenarios/inputs\n", len(files))
	return nil
}

// replace writes a file whole or not at all.
func replace(path string, text []byte) error {
	part := path + ".part"
	if err := os.WriteFile(part, text, 0o644); err != nil {
		return err
	}
	return os.Rename(part, path)
}

// Build makes every file of scenarios/inputs that is computed, by name, from
// the evidence in dir. An evidence row that a formula needs and that is not
// there is an error that names it.
func Build(dir string) (files map[string][]byte, err error) {
	e, err := readEvidence(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case missingRow:
			files, err = nil, r
		default:
			panic(r)
		}
	}()
	files = map[string][]byte{}
	add := func(s series) { files[s.file()] = s.csv() }
	people := buildPopulation(e)
	add(people.series())
	for _, s := range buildHardship(e, people) {
		add(s)
	}
	for _, s := range buildDislocation(e, people) {
		add(s)
	}
	for _, s := range buildThreat(e) {
		add(s)
	}
	add(buildForces(e))
	add(buildAdmissions(e))
	regions, err := buildRegions(dir)
	if err != nil {
		return nil, err
	}
	if files["regions_census.csv"], err = regionsCSV(regions); err != nil {
		return nil, err
	}
	if files["burden_regional.csv"], err = buildBurden(e, people, regions); err != nil {
		return nil, err
	}
	files["sources.csv"] = buildSources()
	return files, nil
}
