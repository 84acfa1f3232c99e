package scenario

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/fromabove/fromabove/country"
	"github.com/fromabove/fromabove/scenarios"
)

var update = flag.Bool("update", false, "write testdata/schema.json anew")

// TestSchemaFresh holds the generated schema of the test's registry against the
// committed one. The schema of the real institutions, scenarios/schema.json, is
// held fresh where they are known.
func TestSchemaFresh(t *testing.T) {
	got, err := SchemaJSON(registry())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/schema.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("testdata/schema.json is not what is generated: go test ./scenario -run TestSchemaFresh -update, and read the difference")
	}
	for _, part := range []string{`"chi_leader"`, `"tithe"`, `"maximum": 1.5`, `"disputes"`, `"const": 1`, `"congress"`} {
		if !bytes.Contains(got, []byte(part)) {
			t.Errorf("the schema lacks %s", part)
		}
	}
}

func TestSchemaRefusesBadTables(t *testing.T) {
	twice := Registry{{Name: "x", Params: []country.Param{{Key: "a", Max: 1}, {Key: "a", Max: 1}}}}
	if _, err := SchemaJSON(twice); err == nil || !strings.Contains(err.Error(), `institution x: parameter "a"`) {
		t.Errorf("a parameter that stands twice gives %v", err)
	}
}

// TestCommittedSchema checks that what editors read is a schema, of this
// version.
func TestCommittedSchema(t *testing.T) {
	text, err := scenarios.Files.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]struct {
			Const any `json:"const"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(text, &schema); err != nil || schema.Properties["schema"].Const != float64(Version) {
		t.Errorf("scenarios/schema.json: %v, version %v", err, schema.Properties["schema"].Const)
	}
}

// TestVariants holds the list of variants against the files.
func TestVariants(t *testing.T) {
	listed := map[string]bool{"sources.csv": true}
	r := newReader(shipped, registry())
	for _, kind := range seriesKinds {
		for _, v := range kind.variants {
			if without[v] == "" {
				listed[kind.name+"_"+v+".csv"] = true
				if r.shippedSource(kind.name, v) == "" {
					t.Errorf("sources.csv has no line for %s %s", kind.name, v)
				}
			}
		}
	}
	files, err := fs.Glob(scenarios.Files, "inputs/*.csv")
	if err != nil || len(files) != len(listed) {
		t.Errorf("%d files, %d variants, %v", len(files), len(listed), err)
	}
	for _, f := range files {
		if !listed[path.Base(f)] {
			t.Errorf("%s is no variant", f)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"faction_ban", "vanguard", "limits", "camps", "off"}
	for word, want := range map[string]string{
		"faction_ban": "faction_ban", "fraction-ban": "faction_ban", "limit": "limits", "acmps": "camps", "church": "", "x": "", "of": "off", "VANGARD": "vanguard",
	} {
		if got := nearest(word, known); got != want {
			t.Errorf("nearest to %q is %q, want %q", word, got, want)
		}
	}
}
