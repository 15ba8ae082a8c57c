package door

import (
	_ "embed"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

// A compiled policy calls some built-ins itself (`natives`). Others it delegates: the call `f(a, b)` becomes
//
//	json.unmarshal(opa_door.f(json.marshal([a, b])))
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

// delegation goes through a policy's modules, and rewrites what the compiled policy can't call itself.
type delegation struct {
	delegated map[string]bool
	// unordered are array comprehensions whose order does not matter.
	unordered map[*ast.ArrayComprehension]bool
	// refused says what keeps the policy from being compiled; empty if nothing does.
	refused string
}

func newDelegation() *delegation {
	return &delegation{delegated: map[string]bool{}, unordered: map[*ast.ArrayComprehension]bool{}}
}

func (d *delegation) names() []string {
	return append([]string{}, slices.Sorted(maps.Keys(d.delegated))...)
}

// rewrite is a stage of OPA's compiler: calls of built-ins have their full names by then, and are still nested.
func (d *delegation) rewrite(compiler *ast.Compiler) *ast.Error {
	for _, file := range slices.Sorted(maps.Keys(compiler.Modules)) {
		if file != guardFile {
			d.walk(compiler.Modules[file])
		}
	}
	if d.refused != "" {
		return ast.NewError(ast.CompileErr, nil, "%s", d.refused)
	}
	return nil
}

func (d *delegation) visit(x any) (stop bool) {
	switch x := x.(type) {
	case *ast.With:
		d.checkWith(x)
	case *ast.TemplateString:
		d.refuse("a template string", nil)
	case ast.Ref:
		d.checkRef(x)
	case *ast.ArrayComprehension:
		if !d.unordered[x] {
			d.refuse("an array comprehension, whose order may differ", x.Term.Location)
		}
	case *ast.Expr:
		if terms, ok := x.Terms.([]*ast.Term); ok {
			for _, with := range x.With {
				d.walk(with)
			}
			x.Terms = d.call(terms)
			return true
		}
	case *ast.Term:
		switch value := x.Value.(type) {
		case ast.Call:
			x.Value = ast.Call(d.call(value))
			return true
		case ast.Number:
			if plain := spelledOut(value); plain != value {
				x.Value = plain
			}
		case ast.Set:
			d.checkSize(value.Len(), x)
		case ast.Object:
			d.checkSize(value.Len(), x)
		case *ast.Array:
			d.checkSize(value.Len(), x)
		}
	}
	return d.refused != ""
}

func (d *delegation) walk(x any) { ast.NewGenericVisitor(d.visit).Walk(x) }

func (d *delegation) refuse(what string, location *ast.Location) {
	if d.refused == "" {
		d.refused = what
		if location != nil {
			d.refused = fmt.Sprintf("%s (line %d)", what, location.Row)
		}
	}
}

// longestLiteral is how many elements a set, object or array may have that is written out. The time that OPA takes to
// compile one grows with its square: 0.9 s for 2,000 elements, 12 s for 8,000.
const longestLiteral = 2000

func (d *delegation) checkSize(elements int, literal *ast.Term) {
	if elements > longestLiteral {
		d.refuse(fmt.Sprintf("a literal of %d elements, which takes too long to compile", elements), literal.Location)
	}
}

// checkWith lets only the input be replaced.
func (d *delegation) checkWith(with *ast.With) {
	target, ok := with.Target.Value.(ast.Ref)
	if !ok || !target.HasPrefix(ast.InputRootRef) {
		d.refuse(fmt.Sprintf("`with` on %v", with.Target), with.Location)
	}
}

// spelledOut writes whole numbers without exponent and fraction: compiled sets hold `1` and `1.0` side by side.
func spelledOut(number ast.Number) ast.Number {
	if !strings.ContainsAny(string(number), ".eE") {
		return number
	}
	near, _, err := big.ParseFloat(string(number), 10, 64, big.ToNearestEven)
	if err != nil || near.MantExp(nil) > 64 || near.MantExp(nil) < 0 {
		return number // far too large to write out, or smaller than 1
	}
	exact, ok := new(big.Rat).SetString(string(number))
	if !ok || !exact.IsInt() {
		return number
	}
	return ast.Number(exact.Num().String())
}

// checkRef keeps the guards out of sight, which are data like any other package.
func (d *delegation) checkRef(ref ast.Ref) {
	if !ref[0].Equal(ast.DefaultRootDocument) {
		return
	}
	if len(ref) < 2 || !ast.IsScalar(ref[1].Value) || ref[1].Equal(guardPackage) {
		d.refuse("a reference to all of `data`", ref[0].Location)
	}
}

// call decides about one call, whose first term is the operator, and before that about the calls in it.
func (d *delegation) call(terms []*ast.Term) []*ast.Term {
	name := terms[0].Value.String()
	if name == ast.Print.Name {
		return terms // the compiler takes it out, with all that is in it
	}
	for _, operand := range terms[1:] {
		if array, ok := operand.Value.(*ast.ArrayComprehension); ok && anyOrder[name] {
			d.unordered[array] = true
		}
		d.walk(operand)
	}
	builtin := ast.BuiltinMap[name]
	switch {
	case builtin == nil, natives[name]:
		return terms // a function of the policy's, or one the compiled module has
	case builtin == ast.Concat:
		return append([]*ast.Term{terms[0], terms[1], ask("ordered", terms[2])}, terms[3:]...)
	case guards[name] != "":
		d.delegated[delegatePrefix+name] = true
		return append([]*ast.Term{ast.NewTerm(guardRef(guards[name]))}, terms[1:]...)
	case isDelegable(builtin):
		return d.delegate(builtin, terms)
	}
	d.refuse(fmt.Sprintf("the built-in %s, which may answer differently in a compiled policy", name), terms[0].Location)
	return terms
}

func (d *delegation) delegate(builtin *ast.Builtin, terms []*ast.Term) []*ast.Term {
	name, arity := delegatePrefix+builtin.Name, builtin.Decl.Arity()
	args := make([]*ast.Term, arity)
	for i := range args {
		args[i] = guarded(terms[i+1], builtin.Decl.FuncArgs().Args[i])
	}
	d.delegated[name] = true
	delegate := ast.CallTerm(ast.NewTerm(ast.MustParseRef(name)), ast.JSONMarshal.Call(ast.ArrayTerm(args...)))
	rewritten := []*ast.Term{ast.NewTerm(ast.JSONUnmarshal.Ref()), delegate}
	return append(rewritten, terms[arity+1:]...) // the output, where there is one
}

// guarded sees to it that a set does not pass for an array, or if it may, then in its order.
func guarded(arg *ast.Term, declared types.Type) *ast.Term {
	_, isArray := arg.Value.(*ast.Array)
	switch {
	case isArray, ast.IsScalar(arg.Value), isScalarType(declared):
		return arg
	case isText(declared):
		return ask("given", arg)
	}
	return ask("ordered", arg)
}

func guardRef(function string) ast.Ref {
	return ast.DefaultRootRef.Append(guardPackage).Append(ast.StringTerm(function))
}

func ask(function string, arg *ast.Term) *ast.Term {
	return ast.CallTerm(ast.NewTerm(guardRef(function)), arg)
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
