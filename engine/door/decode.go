package door

import (
	"encoding/json"
	"reflect"
	"strings"
)

// fields are those of a request, or of an object in it, not read yet: an input may be long, and is to be read once.
type fields map[string]json.RawMessage

// decode fills a struct from a request's fields, strictly: none may be unknown, none missing unless it is marked
// `omitempty`. `path` stands before the names in what it says.
func decode(given fields, target reflect.Value, path string) error {
	known := 0
	for i := range target.NumField() {
		name, options, _ := strings.Cut(target.Type().Field(i).Tag.Get("json"), ",")
		text, found := given[name]
		if found {
			known++
		} else if options != "omitempty" {
			return refuse("malformed request: %s%s is missing", path, name)
		} else {
			continue
		}
		if err := decodeField(text, target.Field(i), path+name); err != nil {
			return err
		}
	}
	if known == len(given) {
		return nil
	}
	return refuse("malformed request: %s%s is unknown", path, unknownName(given, target.Type()))
}

func decodeField(text json.RawMessage, target reflect.Value, path string) error {
	if target.Kind() == reflect.Struct {
		var inner fields
		if err := json.Unmarshal(text, &inner); err != nil {
			return refuse("malformed request: %s is no object", path)
		}
		return decode(inner, target, path+".")
	}
	if string(text) == "null" || json.Unmarshal(text, target.Addr().Interface()) != nil {
		return refuse("malformed request: %s is no %s", path, wireTypes[target.Kind()])
	}
	return nil
}

// wireTypes are the names that the wire has for the types of fields.
var wireTypes = map[reflect.Kind]string{
	reflect.String: "string", reflect.Bool: "boolean", reflect.Float64: "number",
}

// unknownName is the first in the alphabet of those that a struct does not have.
func unknownName(given fields, shape reflect.Type) (unknown string) {
	known := map[string]bool{}
	for i := range shape.NumField() {
		name, _, _ := strings.Cut(shape.Field(i).Tag.Get("json"), ",")
		known[name] = true
	}
	for name := range given {
		if !known[name] && (unknown == "" || name < unknown) {
			unknown = name
		}
	}
	return unknown
}
