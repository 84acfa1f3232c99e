package scenario

import (
	"bytes"
	"encoding/json"
	"fmt"

	generate "github.com/invopop/jsonschema"
	schemas "github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/fromabove/fromabove/country"
)

// monthPattern is YYYY-MM.
const monthPattern = `^[12][0-9]{3}-(0[1-9]|1[0-2])$`

// SchemaJSON is the JSON Schema of scenario files for these institutions, as
// committed in scenarios/schema.json: the structs of this package, the
// switches, the input series and every parameter with range, default, unit and
// source. Equal registries give equal bytes.
func SchemaJSON(registry Registry) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	schema, err := schemaOf(registry)
	if err != nil {
		return nil, err
	}
	if err := out.Encode(schema); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

type object = map[string]any

func schemaOf(registry Registry) (object, error) {
	r := generate.Reflector{Anonymous: true, ExpandedStruct: true}
	r.Lookup = nil
	schema, err := asObject(r.Reflect(&document{}))
	if err != nil {
		return nil, err
	}
	span, err := asObject(r.Reflect(&interval{}))
	if err != nil {
		return nil, err
	}
	for _, k := range []string{"$schema", "$defs", "$id"} {
		delete(span, k)
	}
	defs := schema["$defs"].(object)
	defs["interval"] = span
	for _, name := range []string{"interval", "leader", "meeting", "forced"} {
		for key, property := range defs[name].(object)["properties"].(object) { // order: each key changes its own entry
			if monthKeys[key] {
				property.(object)["pattern"] = monthPattern
			}
		}
	}
	defs["leader"].(object)["properties"].(object)["appoints"].(object)["pattern"] = monthPattern + "|^" + never + "$"
	schema["title"] = "A scenario of fromabove"
	properties := schema["properties"].(object)
	properties["schema"].(object)["const"] = Version
	properties["from"].(object)["pattern"] = monthPattern
	properties["until"].(object)["pattern"] = monthPattern
	properties["inputs"] = inputsSchema(properties["inputs"].(object)["description"])
	properties["institutions"] = institutionsSchema(registry, properties["institutions"].(object)["description"])
	properties["leaders"] = entries("leader", properties["leaders"].(object)["description"])
	properties["occasions"] = entries("meeting", properties["occasions"].(object)["description"])
	properties["forced"] = object{"description": properties["forced"].(object)["description"], "anyOf": []any{
		object{"const": "off"},
		object{"type": "array", "items": object{"$ref": "#/$defs/forced"}, "minItems": 1},
	}}
	properties["variants"] = variantsSchema(properties["variants"].(object)["description"])
	properties["parameters"], err = parametersSchema(registry, properties["parameters"].(object)["description"])
	return schema, err
}

func asObject(v any) (object, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var out object
	return out, json.Unmarshal(text, &out)
}

func inputsSchema(description any) object {
	properties := object{}
	for _, s := range seriesKinds {
		properties[s.name] = object{
			"description": s.doc,
			"anyOf":       []any{object{"enum": anys(s.variants)}, object{"$ref": "#/$defs/input"}},
		}
	}
	return object{"type": "object", "description": description, "properties": properties, "additionalProperties": false}
}

func institutionsSchema(registry Registry, description any) object {
	docs := map[country.Switch]string{}
	for _, institution := range registry {
		for _, d := range institution.Switches {
			docs[d.Switch] = d.Title + ". Off: " + d.Off
		}
	}
	properties := object{}
	for _, s := range switchesOf(registry) {
		one := object{"anyOf": []any{
			object{"const": "off"},
			object{"type": "array", "items": object{"$ref": "#/$defs/interval"}, "minItems": 1},
		}}
		if docs[s] != "" {
			one["description"] = docs[s]
		}
		properties[string(s)] = one
	}
	return object{"type": "object", "description": description, "properties": properties, "additionalProperties": false}
}

// entries is a map of labelled entries, each of which a scenario on top may
// turn off.
func entries(definition string, description any) object {
	return object{
		"type": "object", "description": description,
		"propertyNames":        object{"pattern": "^[a-z][a-z0-9_-]*$"},
		"additionalProperties": object{"anyOf": []any{object{"const": "off"}, object{"$ref": "#/$defs/" + definition}}},
	}
}

func parametersSchema(registry Registry, description any) (object, error) {
	properties := object{}
	for _, institution := range registry {
		if len(institution.Params) == 0 {
			continue
		}
		params := object{}
		for _, p := range institution.Params {
			if _, twice := params[p.Key]; twice || p.Key == "" || !(p.Min <= p.Max) {
				return nil, fmt.Errorf("institution %s: parameter %q stands twice or has no range", institution.Name, p.Key)
			}
			params[p.Key] = object{
				"type": "number", "minimum": p.Min, "maximum": p.Max, "default": p.Default,
				"description": fmt.Sprintf("%s Unit: %s. Source: %s.", p.Doc, p.Unit, p.Source),
			}
		}
		properties[institution.Name] = object{"type": "object", "description": institution.Title, "properties": params, "additionalProperties": false}
	}
	return object{"type": "object", "description": description, "properties": properties, "additionalProperties": false}, nil
}

func anys(words []string) []any {
	out := make([]any, len(words))
	for i, w := range words {
		out[i] = w
	}
	return out
}

// compile readies the schema for validation. The second result is the schema
// itself, in which a message looks up what is allowed.
func compile(registry Registry) (*schemas.Schema, object, error) {
	schema, err := schemaOf(registry)
	if err != nil {
		return nil, nil, err
	}
	if schema, err = asObject(schema); err != nil { // plain JSON types throughout
		return nil, nil, err
	}
	c := schemas.NewCompiler()
	if err := c.AddResource("scenario.json", schema); err != nil {
		return nil, nil, err
	}
	compiled, err := c.Compile("scenario.json")
	return compiled, schema, err
}
