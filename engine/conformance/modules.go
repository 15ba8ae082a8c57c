package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/test/cases"
)

// document is the set of the query's answers, each an object of its bindings.
const document = "data.opa_case.bindings"

// parseModules parses the case's modules, and makes a module of its query.
func parseModules(one cases.TestCase, options ast.ParserOptions) map[string]*ast.Module {
	modules := map[string]*ast.Module{"query.rego": queryModule(one.Query)}
	for i, text := range one.Modules {
		file := fmt.Sprintf("module%d.rego", i)
		modules[file] = must(ast.ParseModuleWithOpts(file, text, options))
	}
	return modules
}

// queryModule is a package of its own with one rule: `bindings contains {"x": x, …} if { query }`.
func queryModule(query string) *ast.Module {
	options := ast.ParserOptions{RegoVersion: ast.RegoV1}
	module := must(ast.ParseModuleWithOpts("query.rego", "package opa_case\n\nbindings contains {} if true\n", options))
	body := must(ast.ParseBodyWithOpts(query, options))
	var bindings [][2]*ast.Term
	for _, name := range variables(body) {
		bindings = append(bindings, ast.Item(ast.StringTerm(string(name)), ast.VarTerm(string(name))))
	}
	rule := module.Rules[0]
	rule.Head.Key, rule.Body = ast.ObjectTerm(bindings...), body
	return module
}

// variables are those the query names.
func variables(query ast.Body) []ast.Var {
	found := query.Vars(ast.VarVisitorParams{SkipRefCallHead: true, SkipClosures: true, SkipWildcardVars: true})
	return slices.DeleteFunc(slices.Sorted(maps.Keys(found)), func(name ast.Var) bool {
		return ast.RootDocumentNames.Contains(ast.NewTerm(name))
	})
}
