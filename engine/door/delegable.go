package door

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

// A compiled policy calls some built-ins itself (`natives`). Others it delegates: it calls a function instead,
//
//	call_f(a, b) := json.unmarshal(opa_door.f(json.marshal([a, b])))
//
// and the host answers `opa_door.f` through the `builtin` operation, that is by OPA. Arguments and result cross as
// text, so no number is rounded; the name of its own keeps the SDK from answering instead of OPA. What a text can't
// carry are sets, so neither arguments nor result may be declared to hold one. Some are native for a part of their
// arguments: a function of guard.rego decides.

const (
	delegatePrefix = "opa_door."
	delegateMost   = 4 // arguments the SDK passes on
	guardFile      = "guard.rego"
)

//go:embed guard.rego
var guardText string

var (
	guardModule   = ast.MustParseModuleWithOpts(guardText, ast.ParserOptions{RegoVersion: ast.RegoV1})
	guardPackage  = ast.StringTerm("opa_door")
	delegatedDecl = types.NewFunction(types.Args(types.S), types.S)
	delegateDecls = declareDelegates()
)

func declareDelegates() map[string]*ast.Builtin {
	declared := map[string]*ast.Builtin{}
	for _, builtin := range append([]*ast.Builtin{sanitized}, ast.Builtins...) {
		if isDelegable(builtin) || builtin == ast.Minus {
			name := delegatePrefix + builtin.Name
			declared[name] = &ast.Builtin{Name: name, Decl: delegatedDecl}
		}
	}
	return declared
}

// isDelegable says whether a built-in decides the same from text.
func isDelegable(builtin *ast.Builtin) bool {
	if builtin == ast.Sum || builtin == ast.Product {
		return true // of a set as of the array of its members in order
	}
	args := builtin.Decl.FuncArgs()
	return !builtin.Nondeterministic && !builtin.Relation && args.Variadic == nil && len(args.Args) <= delegateMost &&
		isText(builtin.Decl.Result()) && !slices.ContainsFunc(args.Args, func(t types.Type) bool { return !isText(t) })
}

// isText is true for a type whose values JSON holds as they are: no sets, and no objects, whose keys may be no strings.
func isText(t types.Type) bool {
	switch t := unnamed(t).(type) {
	case types.Null, types.Boolean, types.Number, types.String:
		return true
	case types.Any:
		return len(t) > 0 && !slices.ContainsFunc(t, func(option types.Type) bool { return !isText(option) })
	case *types.Array:
		for i := range t.Len() {
			if !isText(t.Select(i)) {
				return false
			}
		}
		return t.Dynamic() == nil || isText(t.Dynamic())
	}
	return false
}

func functionName(builtin *ast.Builtin) string {
	return "call_" + strings.ReplaceAll(builtin.Name, ".", "_")
}

// functionOf writes the function that stands for a built-in, all names in full: those of the policy are so by then.
func functionOf(builtin *ast.Builtin) *ast.Rule {
	var names, args []string
	for i, declared := range builtin.Decl.FuncArgs().Args {
		name := fmt.Sprintf("a%d", i)
		names, args = append(names, name), append(args, guarded(name, declared))
	}
	text := fmt.Sprintf("package opa_door\n\n%s(%s) := json.unmarshal(%s(json.marshal([%s])))\n",
		functionName(builtin), strings.Join(names, ", "), delegatePrefix+builtin.Name, strings.Join(args, ", "))
	return ast.MustParseModuleWithOpts(text, ast.ParserOptions{RegoVersion: ast.RegoV1}).Rules[0]
}

// guarded sees to it that a set does not pass for an array, or if it may, then in its order.
func guarded(arg string, declared types.Type) string {
	switch {
	case isScalarType(declared):
		return arg
	case isText(declared):
		return "data.opa_door.given(" + arg + ")"
	}
	return "data.opa_door.ordered(" + arg + ")"
}

// unnamed takes off the name that documentation gives a value.
func unnamed(t types.Type) types.Type {
	if named, ok := t.(*types.NamedType); ok {
		return named.Type
	}
	return t
}

func isScalarType(t types.Type) bool {
	switch unnamed(t).(type) {
	case types.Null, types.Boolean, types.Number, types.String:
		return true
	}
	return false
}
