package main

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/test/cases"
	"github.com/open-policy-agent/opa/v1/topdown"

	"spacelift-login-policies/engine/door"
)

// prepared is one case: excluded, or compiled and answered by the interpreter.
type prepared struct {
	// Name is unique.
	Name string `json:"name"`
	// Excluded says why the case can't be put to a compiled policy; the rest is missing then.
	Excluded string `json:"excluded,omitempty"`
	// Wasm is in base64.
	Wasm      []byte   `json:"wasm,omitempty"`
	Delegated []string `json:"delegated,omitempty"`
	// Input and Data are texts of JSON, so that nobody rounds their numbers.
	Input string `json:"input,omitempty"`
	Data  string `json:"data,omitempty"`
	// Answer is missing where the interpreter ends with an error. A set in it is an object with the one key `<set>`.
	Answer any    `json:"answer,omitempty"`
	Error  string `json:"error,omitempty"`
}

func prepare(name string, one cases.TestCase, version ast.RegoVersion) prepared {
	excluded := func(why string) prepared { return prepared{Name: name, Excluded: why} }
	input, isJSON := inputOf(one)
	if !isJSON {
		return excluded("the input is no JSON")
	}
	capabilities := ast.CapabilitiesForThisVersion(
		ast.CapabilitiesRegoVersion(version), ast.CapabilitiesExperimentalKeywords(one.ExperimentalKeywords))
	newCompiler := func() *ast.Compiler {
		return ast.NewCompiler().WithCapabilities(capabilities).WithDefaultRegoVersion(version)
	}
	modules := parseModules(one, ast.ParserOptions{RegoVersion: version, Capabilities: capabilities})
	compiler := newCompiler()
	if compiler.Compile(modules); compiler.Failed() {
		return excluded("the query is no rule: " + compiler.Errors[0].Message)
	}
	compiled := door.CompileModules(newCompiler(), modules, document)
	if compiled.Refused != "" {
		return excluded(compiled.Refused)
	}
	data := map[string]any{}
	if one.Data != nil {
		data = *one.Data
	}
	ready := prepared{
		Name: name, Wasm: compiled.Wasm, Delegated: compiled.Delegated, Input: jsonText(input), Data: jsonText(data),
	}
	answer, err := interpret(compiler, data, ready.Input)
	if err != nil {
		ready.Error = err.Error()
	} else {
		ready.Answer = withSets(answer)
	}
	return ready
}

// inputOf is the case's input; an empty object where it has none, as a login always has an input.
func inputOf(one cases.TestCase) (input any, isJSON bool) {
	switch {
	case one.InputTerm != nil:
		term := ast.MustParseTerm(*one.InputTerm)
		return must(ast.JSON(term.Value)), holdsJSON(term)
	case one.Input != nil:
		return *one.Input, true
	}
	return map[string]any{}, true
}

// holdsJSON is false for a term that JSON would change: with sets, or with keys that are no strings.
func holdsJSON(term *ast.Term) bool {
	holds := true
	ast.WalkTerms(term, func(inner *ast.Term) bool {
		switch value := inner.Value.(type) {
		case ast.Set:
			holds = false
		case ast.Object:
			holds = holds && !slices.ContainsFunc(value.Keys(), func(key *ast.Term) bool {
				_, isString := key.Value.(ast.String)
				return !isString
			})
		}
		return !holds
	})
	return holds
}

// interpret asks OPA's interpreter for the document.
func interpret(compiler *ast.Compiler, data map[string]any, input string) (ast.Value, error) {
	ctx, store := context.Background(), inmem.NewFromObject(data)
	question := must(compiler.QueryCompiler().Compile(ast.MustParseBody("answer = " + document)))
	answers, err := topdown.NewQuery(question).
		WithCompiler(compiler).
		WithStore(store).
		WithTransaction(must(store.NewTransaction(ctx))).
		WithInput(ast.NewTerm(must(ast.ValueFromReader(strings.NewReader(input))))).
		Run(ctx)
	if err != nil {
		return nil, err
	}
	return answers[0]["answer"].Value, nil
}

// withSets is a value as JSON has it, but with sets told from arrays.
func withSets(value ast.Value) any {
	switch value := value.(type) {
	case *ast.Array:
		members := []any{}
		value.Foreach(func(member *ast.Term) { members = append(members, withSets(member.Value)) })
		return members
	case ast.Set:
		members := []any{}
		value.Foreach(func(member *ast.Term) { members = append(members, withSets(member.Value)) })
		return map[string]any{"<set>": members}
	case ast.Object:
		members := map[string]any{}
		value.Foreach(func(key, member *ast.Term) { members[keyText(key)] = withSets(member.Value) })
		return members
	}
	return must(ast.JSON(value))
}

func keyText(key *ast.Term) string {
	if text, isString := key.Value.(ast.String); isString {
		return string(text)
	}
	return jsonText(must(ast.JSON(key.Value)))
}

func jsonText(value any) string { return string(must(json.Marshal(value))) }

// must is for what OPA's own cases can't get wrong.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
