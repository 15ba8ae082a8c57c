package door

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"spacelift-login-policies/engine/contract"
)

type checkRequest struct {
	Op     string       `json:"op"`
	Policy policySource `json:"policy"`
}

type checkAnswer struct {
	Errors []opaError `json:"errors"`
}

// check compiles with the input schema, for the sake of its type errors. An unknown input field is none here: Spacelift
// may add fields at any time, and the other side says it in words of its own.
func check(request checkRequest) (checkAnswer, error) {
	program, errors, err := parseProgram(request.Policy)
	if program == nil {
		return checkAnswer{errors}, err
	}
	errors = program.compileTyped(loginSchemas)
	known := slices.DeleteFunc(slices.Clone(errors), isUndefinedRef)
	if len(known) < len(errors) {
		// Those that have nothing to do with the input are undefined without its schema too. And an unknown field stops
		// OPA's check of its expression, where there may be more to say.
		known = merge(known, program.compileTyped(nil))
	}
	return checkAnswer{append([]opaError{}, known...)}, nil
}

func isUndefinedRef(e opaError) bool {
	return e.Code == ast.TypeErr && strings.HasPrefix(e.Message, "undefined ref: ")
}

// merge adds the errors that are not in the list, in the order of the text.
func merge(list, others []opaError) []opaError {
	for _, other := range others {
		if !slices.ContainsFunc(list, func(e opaError) bool { return sameError(e, other) }) {
			list = append(list, other)
		}
	}
	slices.SortStableFunc(list, byOffset)
	return list
}

func sameError(a, b opaError) bool {
	return a.Code == b.Code && a.Message == b.Message && offset(a) == offset(b)
}

var loginSchemas = readLoginSchemas()

func readLoginSchemas() *ast.SchemaSet {
	var schema any
	if err := json.Unmarshal(contract.LoginInputSchema, &schema); err != nil {
		panic(err)
	}
	schemas := ast.NewSchemaSet()
	schemas.Put(ast.SchemaRootRef, onlyTypes(schema))
	return schemas
}

// onlyTypes leaves out what only people read: OPA goes through the schema at every check.
func onlyTypes(schema any) any {
	from, isObject := schema.(map[string]any)
	if !isObject {
		return schema
	}
	types := map[string]any{}
	for _, keyword := range []string{"type", "items"} {
		if value, found := from[keyword]; found {
			types[keyword] = onlyTypes(value)
		}
	}
	if options, found := from["anyOf"].([]any); found {
		bare := make([]any, len(options))
		for i, option := range options {
			bare[i] = onlyTypes(option)
		}
		types["anyOf"] = bare
	}
	if properties, found := from["properties"].(map[string]any); found {
		bare := map[string]any{}
		for name, property := range properties {
			bare[name] = onlyTypes(property)
		}
		types["properties"] = bare
	}
	return types
}

type parsesRequest struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

type parsesAnswer struct {
	V0 bool `json:"v0"`
	V1 bool `json:"v1"`
}

func parses(request parsesRequest) (parsesAnswer, error) {
	return parsesAnswer{V0: parsesAs(request.Text, ast.RegoV0), V1: parsesAs(request.Text, ast.RegoV1)}, nil
}

func parsesAs(text string, version ast.RegoVersion) bool {
	_, err := ast.ParseModuleWithOpts(policyFile, text, ast.ParserOptions{RegoVersion: version})
	return err == nil
}
