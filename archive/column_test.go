package archive

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"

	"github.com/fromabove/fromabove/calendar"
	"github.com/fromabove/fromabove/country"
)

// drawRow makes a random row of a table.
func drawRow[R any](t *rapid.T, of *table[R]) R {
	month := rapid.Map(rapid.IntRange(1000*12, 2999*12+11), func(n int) calendar.Month { return calendar.Month(n) })
	number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, math.SmallestNonzeroFloat64}))
	var row R
	for _, c := range of.columns {
		switch v := c.at(&row).(type) {
		case *string:
			*v = rapid.String().Draw(t, c.Name)
		case *float64:
			if *v = number.Draw(t, c.Name); *v != *v && !c.Optional {
				*v = 0
			}
		case *int32:
			*v = rapid.Int32().Draw(t, c.Name)
		case *bool:
			*v = rapid.Bool().Draw(t, c.Name)
		case *calendar.Month:
			*v = month.Draw(t, c.Name)
			if c.Optional && rapid.Bool().Draw(t, c.Name+" is null") {
				*v = 0
			}
		}
	}
	return row
}

func roundTrip[R any](t *testing.T, of *table[R]) {
	t.Run(of.Name, func(t *testing.T) {
		dir := t.TempDir()
		rapid.Check(t, func(rt *rapid.T) {
			rows := make([]R, rapid.SampledFrom([]int{0, 1, 3, batch + 1}).Draw(rt, "rows"))
			if len(rows) > 0 {
				few := [3]R{drawRow(rt, of), drawRow(rt, of), drawRow(rt, of)}
				for i := range rows {
					rows[i] = few[i*i%3]
				}
			}
			f, err := createTable(dir, of)
			if err != nil {
				rt.Fatal(err)
			}
			cut := rapid.IntRange(0, len(rows)).Draw(rt, "cut")
			for _, part := range [][]R{rows[:cut], rows[cut:]} {
				if err := f.write(part); err != nil {
					rt.Fatal(err)
				}
			}
			if err := f.close(); err != nil {
				rt.Fatal(err)
			}
			back, err := readTable(dir, of)
			if err != nil {
				rt.Fatal(err)
			}
			if len(back) != len(rows) {
				rt.Fatalf("%d rows came back of %d", len(back), len(rows))
			}
			for i := range rows {
				if !bytes.Equal(of.encode(nil, &rows[i]), of.encode(nil, &back[i])) {
					rt.Fatalf("row %d: wrote %+v, read %+v", i, rows[i], back[i])
				}
			}
		})
	})
}

func TestRowsComeBack(t *testing.T) {
	roundTrip(t, &gaugesTable)
	roundTrip(t, &regionsTable)
	roundTrip(t, &ledgerTable)
	roundTrip(t, &eventsTable)
	roundTrip(t, &operationsTable)
	roundTrip(t, &cadreTable)
}

// fieldsCovered checks that every field of a row has exactly one column.
func fieldsCovered[R any](t *testing.T, of *table[R]) {
	var row R
	seen := map[uintptr]string{}
	for _, c := range of.columns {
		at := reflect.ValueOf(c.at(&row)).Pointer()
		if other, twice := seen[at]; twice {
			t.Errorf("%s: columns %s and %s are the same field", of.Name, other, c.Name)
		}
		seen[at] = c.Name
	}
	var walk func(v reflect.Value, name string)
	walk = func(v reflect.Value, name string) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i), name+"."+v.Type().Field(i).Name)
			}
		case reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i), name+"[]")
			}
		default:
			if seen[v.Addr().Pointer()] == "" {
				t.Errorf("%s: no column for %s", of.Name, name)
			}
		}
	}
	walk(reflect.ValueOf(&row).Elem(), reflect.TypeFor[R]().Name())
}

func TestEveryFieldHasAColumn(t *testing.T) {
	fieldsCovered(t, &gaugesTable)
	fieldsCovered(t, &regionsTable)
	fieldsCovered(t, &ledgerTable)
	fieldsCovered(t, &eventsTable)
	fieldsCovered(t, &operationsTable)
	fieldsCovered(t, &cadreTable)
}

// A table of more rows than are kept in memory has several row groups and
// still reads as one.
func TestManyRows(t *testing.T) {
	dir := t.TempDir()
	f, err := createTable(dir, &eventsTable)
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]event, 2*rowGroup+10)
	for i := range rows {
		rows[i] = event{calendar.Of(1914+i%50, 1), country.EventRow{Kind: "mutiny", Value: float64(i)}}
	}
	if err := f.write(rows); err != nil {
		t.Fatal(err)
	}
	if f.pending != 10 {
		t.Errorf("%d rows in memory, want 10", f.pending)
	}
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
	back, err := readTable(dir, &eventsTable)
	if err != nil || !slices.Equal(back, rows) {
		t.Errorf("%d rows of %d came back, or others: %v", len(back), len(rows), err)
	}
}

func TestDictionary(t *testing.T) {
	reserved := strings.Fields("all and as between by case check column cross default desc distinct else end exists false for from full group having in inner into is join left like limit natural not null offset on or order outer primary references right select set table then to true union unique using values when where with")
	for _, table := range Tables() {
		columns := Columns(table.Name)
		seen := map[string]bool{}
		for _, c := range columns {
			if c.Doc == "" || strings.ToLower(c.Name) != c.Name || strings.ContainsAny(c.Name, " -.") || seen[c.Name] {
				t.Errorf("%s.%s: want a word in small letters, once, with a sentence", table.Name, c.Name)
			}
			if slices.Contains(reserved, c.Name) {
				t.Errorf("%s.%s is a word of SQL and would have to be quoted", table.Name, c.Name)
			}
			if c.Type == "number" && c.Unit == "" {
				t.Errorf("%s.%s: a number without a unit", table.Name, c.Name)
			}
			seen[c.Name] = true
		}
		for _, key := range table.Key {
			if !seen[key] {
				t.Errorf("%s: key %s is no column", table.Name, key)
			}
		}
	}
	if got := len(Columns("gauges")); got != int(country.GaugeCount)+1 {
		t.Errorf("gauges has %d columns, want one for each of %d gauges and the month", got, country.GaugeCount)
	}
	if Columns("no such table") != nil {
		t.Error("a table that is not there has columns")
	}
}

// The Parquet files, the data package and the dictionary name the same
// columns, of the same types, in the same order.
func TestDataPackageNamesEveryColumn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	sample(7, 2).mustWrite(t, dir)
	text, err := os.ReadFile(filepath.Join(dir, packageName))
	if err != nil {
		t.Fatal(err)
	}
	var p struct {
		Name      string
		Resources []struct {
			Name, Path string
			Schema     struct {
				Fields     []struct{ Name, Type, Description, Unit string }
				PrimaryKey []string
			}
		}
	}
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	if p.Name != "baseline" || len(p.Resources) != len(Tables()) {
		t.Fatalf("package %q has %d tables, want baseline with %d", p.Name, len(p.Resources), len(Tables()))
	}
	physical := map[string][]string{"string": {"BYTE_ARRAY"}, "yearmonth": {"BYTE_ARRAY"}, "number": {"DOUBLE"}, "integer": {"INT32"}, "boolean": {"BOOLEAN"}}
	for _, r := range p.Resources {
		file, err := os.Open(filepath.Join(dir, r.Path))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		stat, _ := file.Stat()
		pq, err := parquet.OpenFile(file, stat.Size())
		if err != nil {
			t.Fatal(err)
		}
		var inFile, inPackage, inDictionary []string
		for i, path := range pq.Schema().Columns() {
			inFile = append(inFile, path[0])
			leaf, _ := pq.Schema().Lookup(path...)
			if kind := leaf.Node.Type().Kind().String(); i < len(r.Schema.Fields) && !slices.Contains(physical[r.Schema.Fields[i].Type], kind) {
				t.Errorf("%s.%s is %s in the file, %s in the package", r.Name, path[0], kind, r.Schema.Fields[i].Type)
			}
		}
		for _, f := range r.Schema.Fields {
			inPackage = append(inPackage, f.Name)
			if f.Description == "" {
				t.Errorf("%s.%s: no description", r.Name, f.Name)
			}
		}
		for _, c := range Columns(r.Name) {
			inDictionary = append(inDictionary, c.Name)
		}
		if !slices.Equal(inFile, inPackage) || !slices.Equal(inFile, inDictionary) {
			t.Errorf("%s:\nfile       %v\npackage    %v\ndictionary %v", r.Name, inFile, inPackage, inDictionary)
		}
	}
}

func TestPackageWord(t *testing.T) {
	for name, want := range map[string]string{"baseline": "baseline", "No Camps/1934": "no-camps-1934", "a_b.c": "a_b.c"} {
		if got := packageWord(name); got != want {
			t.Errorf("packageWord(%q) = %q, want %q", name, got, want)
		}
	}
}
