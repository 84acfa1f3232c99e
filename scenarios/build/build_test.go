package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/fromabove/fromabove/calendar"
)

const dataDir = "../../evidence/data"

func built(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := Build(dataDir)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestFresh builds again and compares with what is committed.
func TestFresh(t *testing.T) {
	files := built(t)
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", "inputs", name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("inputs/%s is not what the evidence gives: go run ./scenarios/build", name)
		}
	}
	there, err := filepath.Glob("../inputs/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range there {
		if _, ok := files[filepath.Base(path)]; !ok {
			t.Errorf("%s is not built by this program", path)
		}
	}
}

// cells reads a built CSV: the header and each column by name.
func cells(t *testing.T, text []byte) map[string][]float64 {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]float64{}
	for _, line := range lines[1:] {
		for i, cell := range line {
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				v = math.NaN() // months and names
			}
			out[lines[0][i]] = append(out[lines[0][i]], v)
		}
	}
	return out
}

// TestAnnualMeans holds the series against the yearly values that the
// collector of the evidence computed independently from the same formulas.
func TestAnnualMeans(t *testing.T) {
	const tolerance = 0.02
	files := built(t)
	table, err := readTable("testdata/annual_means.csv")
	if err != nil {
		t.Fatal(err)
	}
	if len(table) != 28 {
		t.Fatalf("%d years in the table, want 28", len(table))
	}
	for _, c := range []struct {
		column, file string
		parts        []string
	}{
		{"h_A", "hardship_availability.csv", []string{"base", "drive"}},
		{"h_B", "hardship_mortality.csv", []string{"base", "drive"}},
		{"dl_A", "dislocation_moved.csv", []string{"war", "drive"}},
		{"dl_B", "dislocation_ties.csv", []string{"war", "drive"}},
		{"W_A", "threat_coded.csv", []string{"threat"}},
		{"W_A0", "threat_decaying.csv", []string{"threat"}},
		{"W_B", "threat_disputes.csv", []string{"threat"}},
	} {
		values := cells(t, files[c.file])
		for _, line := range table {
			year, _ := strconv.Atoi(line["year"])
			want, _ := strconv.ParseFloat(line[c.column], 64)
			sum, n := 0.0, 0.0
			months(func(i int, m calendar.Month) {
				if m.Year() == year {
					n++
					for _, part := range c.parts {
						sum += values[part][i]
					}
				}
			})
			if c.column == "W_B" && year == 1941 {
				continue // the table's is of twelve months: TestDisputesWholeOf1941
			}
			if got := sum / n; math.Abs(got-want) > tolerance+0.005 {
				t.Errorf("%s %d: %.3f, the table says %.2f", c.column, year, got, want)
			}
		}
	}
}

// TestDisputesWholeOf1941 explains the one cell that the series, which end in
// June, cannot meet: the table's mean is of the whole year.
func TestDisputesWholeOf1941(t *testing.T) {
	defer func(m calendar.Month) { last = m }(last)
	last = calendar.Of(1941, 12)
	e, err := readEvidence(dataDir)
	if err != nil {
		t.Fatal(err)
	}
	w, sum := disputes(e), 0.0
	for _, v := range w[len(w)-12:] {
		sum += v
	}
	if got := sum / 12; math.Abs(got-0.81) > 0.02 {
		t.Errorf("W_B over the whole of 1941: %.3f, the table says 0.81", got)
	}
}

// TestTaking holds tau against the values printed with its formula.
func TestTaking(t *testing.T) {
	e, err := readEvidence(dataDir)
	if err != nil {
		t.Fatal(err)
	}
	tau := taking(e)
	want := []float64{0.04, 0.07, 0.12, 0.17, 0.35, 0.67, 0.53, 0.42, 0.34, 0.27, 0.21, 0.17, 0.15, 0.14, 0.13, 0.12}
	for i, w := range want {
		m := calendar.Of(1929, 9) + calendar.Month(i)
		if got := tau[m-first]; math.Abs(got-w) > 0.015 {
			t.Errorf("tau in %v: %.3f, printed %.2f", m, got, w)
		}
	}
}

// TestSplit checks that the parts add up to the whole and that the drive is
// nothing before it began.
func TestSplit(t *testing.T) {
	files := built(t)
	for _, c := range []struct{ file, part string }{
		{"hardship_availability.csv", "drive"}, {"hardship_mortality.csv", "drive"},
		{"dislocation_moved.csv", "drive"}, {"dislocation_ties.csv", "drive"},
	} {
		v := cells(t, files[c.file])[c.part]
		top := 0.0
		months(func(i int, m calendar.Month) {
			if m < driveBegins && v[i] != 0 {
				t.Errorf("%s %v: the drive has %g before it began", c.file, m, v[i])
			}
			top = max(top, v[i])
		})
		if top < 0.2 {
			t.Errorf("%s: the drive never adds more than %g", c.file, top)
		}
	}
	quiet := make([]float64, last-first+1)
	months(func(i int, m calendar.Month) { quiet[i] = 0.3 })
	quiet[calendar.Of(1930, 3)-first] = 0.9
	base, drive := split(quiet, calendar.Of(1925, 1), calendar.Of(1927, 12), calendar.Of(1934, 12))
	if i := calendar.Of(1930, 3) - first; math.Abs(drive[i]-0.6) > 1e-9 || math.Abs(base[i]-0.3) > 1e-9 {
		t.Errorf("split: base %g drive %g, want 0.3 and 0.6", base[i], drive[i])
	}
}

// TestRegions checks the number of territories, that shares add up, that no
// estimate is beyond reason, and that the camps are not a territory.
func TestRegions(t *testing.T) {
	lines, err := csv.NewReader(bytes.NewReader(built(t)["regions_census.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 65 {
		t.Fatalf("%d territories, want 64", len(lines)-1)
	}
	sum, derived := 0.0, 0
	for _, line := range lines[1:] {
		share, err := strconv.ParseFloat(line[2], 64)
		if err != nil || share < 0.001 || share > 0.1 {
			t.Errorf("%s has the share %q", line[0], line[2])
		}
		sum += share
		if line[3] == "derived" {
			derived++
		}
		if line[1] == "camps" {
			t.Errorf("%s is not a territory", line[0])
		}
	}
	if math.Abs(sum-1) > 1e-4 || derived != 31 {
		t.Errorf("shares add up to %.6f with %d estimates, want 1 and 31", sum, derived)
	}
}

// TestBurden checks that what falls on the territories keeps the mean of the
// country, that it follows the campaign and the famine, and that each has a
// line.
func TestBurden(t *testing.T) {
	files := built(t)
	regions, lines := cells(t, files["regions_census.csv"]), cells(t, files["burden_regional.csv"])
	if len(lines["taking_beyond"]) != 64 {
		t.Fatalf("%d territories, want 64", len(lines["taking_beyond"]))
	}
	for _, column := range []string{"taking_beyond", "hunger_beyond"} {
		mean := 0.0
		for i, share := range regions["population_share"] {
			mean += share * lines[column][i]
			if v := lines[column][i]; !(v > -1 && v < 1) {
				t.Errorf("line %d: %s is %v", i+2, column, v)
			}
		}
		if math.Abs(mean) > 1e-3 {
			t.Errorf("%s has the mean %.5f over the population, want 0", column, mean)
		}
	}
	of := func(text []byte, name, column string) float64 {
		t.Helper()
		table, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range table {
			if line[0] == name {
				return cells(t, text)[column][i-1]
			}
		}
		t.Fatalf("no line for %s", name)
		return 0
	}
	burden := files["burden_regional.csv"]
	for _, c := range []struct{ more, less, column string }{
		{"Voronezh oblast", "Leningrad oblast", "taking_beyond"}, {"Azov-Black Sea krai", "Uzbek SSR", "taking_beyond"},
		{"Moscow oblast", "Kalinin oblast", "taking_beyond"}, {"Kalinin oblast", "Western oblast", "taking_beyond"},
		{"Kiev oblast", "Moscow oblast", "hunger_beyond"}, {"Karaganda oblast", "Kiev oblast", "hunger_beyond"},
	} {
		if a, b := of(burden, c.more, c.column), of(burden, c.less, c.column); a <= b {
			t.Errorf("%s: %s %v, %s %v; want the first above", c.column, c.more, a, c.less, b)
		}
	}
	before := of(burden, "Kiev oblast", "taking_beyond")
	raised := changed(t, "\ncollr_Ukraine,", ",63,", ",93,")
	if after := of(raised["burden_regional.csv"], "Kiev oblast", "taking_beyond"); after < before+0.2 {
		t.Errorf("half as much again of Ukraine collectivised: beyond the mean %v, before %v", after, before)
	}
	if !bytes.Equal(raised["taking_campaign.csv"], files["taking_campaign.csv"]) {
		t.Error("a count of one region changes the series of the country")
	}
	if unrest := changed(t, "\ndisturbreg_Ukraine,", ",4098,", ",9,"); !bytes.Equal(unrest["burden_regional.csv"], burden) {
		t.Error("the burden reads the unrest, which is an outcome")
	}
}

// changed builds with one cell of inputs.csv changed: the first of the row.
func changed(t *testing.T, row, old, now string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"inputs.csv", "figures.csv", "regions_00447.csv"} {
		text, err := os.ReadFile(filepath.Join(dataDir, name))
		if err != nil {
			t.Fatal(err)
		}
		if head, tail, ok := bytes.Cut(text, []byte(row)); ok {
			text = bytes.Join([][]byte{head, bytes.Replace(tail, []byte(old), []byte(now), 1)}, []byte(row))
			if line, _, _ := bytes.Cut(text[len(head)+1:], []byte("\n")); !bytes.Contains(line, []byte(now)) {
				t.Fatalf("the row %q has no %q", row, old)
			}
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	files, err := Build(dir)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestMissingRow checks that a formula without its row says so.
func TestMissingRow(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"inputs.csv", "figures.csv", "regions_00447.csv"} {
		text, err := os.ReadFile(filepath.Join(dataDir, name))
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.Replace(text, []byte("\ngdppc_1921,"), []byte("\ngone_1921,"), 1)
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Build(dir); err == nil || !bytes.Contains([]byte(err.Error()), []byte("gdppc_1921")) {
		t.Errorf("a missing row gives %v", err)
	}
}
