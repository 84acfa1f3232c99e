package archive

import (
	"strings"

	"github.com/fromabove/fromabove/country"
)

// The profiles of a Frictionless data package, version 2.
const (
	packageProfile  = "https://datapackage.org/profiles/2.0/datapackage.json"
	resourceProfile = "https://datapackage.org/profiles/2.0/dataresource.json"
	schemaProfile   = "https://datapackage.org/profiles/2.0/tableschema.json"
)

type dataPackage struct {
	Profile     string         `json:"$schema"`
	Name        string         `json:"name"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Resources   []dataResource `json:"resources"`
}

type dataResource struct {
	Profile     string     `json:"$schema"`
	Name        string     `json:"name"`
	Type        string     `json:"type"`
	Path        any        `json:"path"` // a text, or several
	Format      string     `json:"format"`
	MediaType   string     `json:"mediatype"`
	Description string     `json:"description"`
	Schema      dataSchema `json:"schema"`
}

type dataSchema struct {
	Profile    string      `json:"$schema"`
	Fields     []dataField `json:"fields"`
	PrimaryKey []string    `json:"primaryKey,omitempty"`
}

type dataField struct {
	Name        string            `json:"name"`
	Type        string            `json:"type"`
	Description string            `json:"description"`
	Unit        string            `json:"unit,omitempty"`
	Kind        country.GaugeKind `json:"kind,omitempty"`
	Constraints *dataConstraints  `json:"constraints,omitempty"`
}

type dataConstraints struct {
	Required bool `json:"required"`
}

// packageOf describes the tables in the given folders, which are relative to
// the file; "" is its own.
func packageOf(scenario string, folders []string) ([]byte, error) {
	p := dataPackage{
		Profile: packageProfile,
		Name:    packageWord(scenario),
		Title:   "fromabove: " + scenario,
		Description: "A simulated history; everyone in it is synthetic. Numbers of people are persons. " +
			"Kind says how a column adds up: flow (sum over months), stock (at the end of the month), index (mean). " +
			"A yearmonth is text, YYYY-MM. What was run is in " + manifestName + ".",
	}
	describe(func(t Table, columns []Column) {
		p.Resources = append(p.Resources, resourceOf(t, columns, folders))
	})
	return PlainJSON(p)
}

func resourceOf(t Table, columns []Column, folders []string) dataResource {
	var paths []string
	for _, folder := range folders {
		if folder != "" {
			folder += "/"
		}
		paths = append(paths, folder+t.Name+tableExt)
	}
	r := dataResource{
		Profile: resourceProfile, Name: t.Name, Type: "table", Path: paths,
		Format: "parquet", MediaType: "application/vnd.apache.parquet",
		Description: "A row is " + t.Row + ".",
		Schema:      dataSchema{Profile: schemaProfile},
	}
	if len(paths) == 1 {
		r.Path = paths[0]
		r.Schema.PrimaryKey = t.Key // over several members a key repeats
	}
	for _, c := range columns {
		f := dataField{Name: c.Name, Type: c.Type, Description: c.Doc, Unit: c.Unit, Kind: c.Kind}
		if !c.Optional {
			f.Constraints = &dataConstraints{Required: true}
		}
		r.Schema.Fields = append(r.Schema.Fields, f)
	}
	return r
}

// packageWord makes a name that the standard allows: a-z, 0-9, dot, dash and
// underscore.
func packageWord(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '_':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, name)
}
