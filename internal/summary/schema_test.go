package summary

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"intake/internal/item"
	"intake/internal/triage"
)

var update = flag.Bool("update", false, "write golden files and case.schema.json")

type object = map[string]any

// schemaOf derives the JSON Schema of a type from its fields and tags: what a
// field may leave out is not required, and nothing may be added.
func schemaOf(t reflect.Type, defs object) object {
	switch t {
	case reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case reflect.TypeFor[item.Value]():
		return object{"type": []any{"boolean", "number", "string", "array", "null"}, "items": object{"type": "string"}}
	case reflect.TypeFor[triage.Disposition]():
		return object{"type": "string", "enum": []any{"routine", "adapt", "clearance", "urgent", "emergency"}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem(), defs)
	case reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem(), defs)}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Uint32:
		return object{"type": "integer"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Struct:
		if _, ok := defs[t.Name()]; !ok {
			defs[t.Name()] = object{}
			defs[t.Name()] = structSchema(t, defs)
		}
		return object{"$ref": "#/$defs/" + t.Name()}
	}
	panic("no schema for " + t.String())
}

func structSchema(t reflect.Type, defs object) object {
	properties, required := object{}, []any{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() {
			continue
		}
		properties[name] = schemaOf(f.Type, defs)
		if opts == "" {
			required = append(required, name)
		}
	}
	return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func wantSchema(t *testing.T) []byte {
	t.Helper()
	defs := object{}
	root := schemaOf(reflect.TypeFor[Case](), defs)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = "urn:intake:case"
	root["title"] = "A case"
	root["description"] = "One intake as staff read it, in fifteen sections."
	root["$defs"] = defs
	out, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(out, '\n')
}

// TestSchema holds the published schema to the structs it describes.
func TestSchema(t *testing.T) {
	want := wantSchema(t)
	if *update {
		if err := os.WriteFile("case.schema.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(Schema(), want) {
		t.Error("case.schema.json does not describe Case; run go test -update")
	}
	Schema()[0] = 'x'
	if Schema()[0] != '{' {
		t.Error("a caller can change the schema")
	}
}

// validate checks a value against the part of JSON Schema that is used here.
func validate(root, s object, v any, at string) []string {
	if ref, ok := s["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/$defs/")
		return validate(root, root["$defs"].(object)[name].(object), v, at)
	}
	var faults []string
	if typ, ok := s["type"]; ok && !isType(typ, v) {
		return []string{fmt.Sprintf("%s: %T is not %v", at, v, typ)}
	}
	if enum, ok := s["enum"].([]any); ok && !slices.Contains(enum, v) {
		faults = append(faults, fmt.Sprintf("%s: %v is none of %v", at, v, enum))
	}
	switch v := v.(type) {
	case object:
		properties, _ := s["properties"].(object)
		required, _ := s["required"].([]any)
		for _, name := range required {
			if _, ok := v[name.(string)]; !ok {
				faults = append(faults, at+": no "+name.(string))
			}
		}
		for name, x := range v {
			p, ok := properties[name].(object)
			if !ok {
				faults = append(faults, at+": unknown "+name)
				continue
			}
			faults = append(faults, validate(root, p, x, at+"."+name)...)
		}
	case []any:
		for i, x := range v {
			faults = append(faults, validate(root, s["items"].(object), x, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case string:
		if s["format"] == "date-time" {
			if _, err := time.Parse(time.RFC3339, v); err != nil {
				faults = append(faults, at+": "+v+" is no time")
			}
		}
	}
	return faults
}

func isType(typ, v any) bool {
	if list, ok := typ.([]any); ok {
		return slices.ContainsFunc(list, func(t any) bool { return isType(t, v) })
	}
	switch v := v.(type) {
	case nil:
		return typ == "null"
	case bool:
		return typ == "boolean"
	case float64:
		return typ == "number" || typ == "integer" && v == float64(int(v))
	case string:
		return typ == "string"
	case []any:
		return typ == "array"
	default:
		return typ == "object"
	}
}

// checkJSON fails unless the case's JSON keeps the schema.
func checkJSON(t *testing.T, c *Case) {
	t.Helper()
	out, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var v any
	var s object
	if err := json.Unmarshal(out, &v); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	for _, f := range validate(s, s, v, "case") {
		t.Error(f)
	}
}

func TestValidateFindsFaults(t *testing.T) {
	var s object
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	ref := func(name string) object { return object{"$ref": "#/$defs/" + name} }
	for name, tt := range map[string]struct {
		schema object
		v      any
	}{
		"missing": {ref("Item"), object{"id": "a"}},
		"unknown": {ref("Item"), object{"id": "a", "label": "b", "more": 1.0}},
		"type":    {ref("Item"), object{"id": 1.0, "label": "b"}},
		"inside":  {object{"type": "array", "items": ref("Item")}, []any{object{"id": "a"}}},
		"enum":    {ref("Fired"), object{"rule": "a", "disposition": "fine"}},
		"time":    {object{"type": "string", "format": "date-time"}, "today"},
		"integer": {object{"type": "integer"}, 1.5},
	} {
		if len(validate(s, tt.schema, tt.v, "x")) == 0 {
			t.Errorf("%s: no fault found", name)
		}
	}
}
