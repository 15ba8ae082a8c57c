package door

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// decode reads a request strictly: unknown fields are refused, and so are missing ones unless marked `omitempty`.
func decode(request []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(request))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return refuse("malformed request: %v", err)
	}
	return requireFields(request, reflect.TypeOf(target).Elem(), "")
}

func requireFields(object []byte, shape reflect.Type, path string) error {
	var present map[string]json.RawMessage
	if err := json.Unmarshal(object, &present); err != nil {
		return refuse("malformed request: %v", err)
	}
	for i := range shape.NumField() {
		field := shape.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		value, given := present[name]
		if !given || string(value) == "null" {
			if options == "omitempty" {
				continue
			}
			return refuse("malformed request: %s%s is missing", path, name)
		}
		if field.Type.Kind() == reflect.Struct {
			if err := requireFields(value, field.Type, path+name+"."); err != nil {
				return err
			}
		}
	}
	return nil
}
