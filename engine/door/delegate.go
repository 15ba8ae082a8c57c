package door

import (
	"fmt"
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// delegation goes through a policy's modules, and rewrites what the compiled policy can't call itself.
type delegation struct {
	delegated map[string]bool
	// functions are to be written, by the names of the built-ins they stand for.
	functions map[string]*ast.Builtin
	// unordered are array comprehensions whose order does not matter.
	unordered map[*ast.ArrayComprehension]bool
	// constants are rules that only name a value.
	constants map[string]*ast.Term
	// alike is a set with members that may turn out equal: the interpreter, where it goes through it, sees each.
	alike *ast.Term
	// counted says that an array comprehension's length or order may show it.
	counted bool
	// refused says what keeps the policy from being compiled; empty if nothing does.
	refused string
}

func newDelegation() *delegation {
	return &delegation{
		delegated: map[string]bool{},
		functions: map[string]*ast.Builtin{},
		unordered: map[*ast.ArrayComprehension]bool{},
	}
}

func (d *delegation) names() []string {
	return append([]string{}, slices.Sorted(maps.Keys(d.delegated))...)
}

// rewrite is a stage of OPA's compiler: calls of built-ins have their full names by then, and are still nested.
func (d *delegation) rewrite(compiler *ast.Compiler) *ast.Error {
	d.constants = constantsOf(compiler.Modules)
	for _, file := range slices.Sorted(maps.Keys(compiler.Modules)) {
		if file != guardFile {
			d.walk(compiler.Modules[file])
		}
	}
	if d.alike != nil && d.counted {
		d.refuse("a set with members that may turn out equal, beside an array comprehension", d.alike.Location)
	}
	if d.refused != "" {
		return ast.NewError(ast.CompileErr, nil, "%s", d.refused)
	}
	guard := compiler.Modules[guardFile]
	for _, name := range slices.Sorted(maps.Keys(d.functions)) {
		function := functionOf(d.functions[name])
		function.Module = guard
		guard.Rules = append(guard.Rules, function)
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
			if plain := plainNumber(value); plain != value {
				x.Value = plain
			}
		case ast.Set:
			d.checkSize(value.Len(), x)
			if d.mayBeAlike(value.Slice()) {
				d.alike = x
			}
		case ast.Object:
			d.checkSize(value.Len(), x)
			d.checkKeys(value, x)
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

// call decides about one call, whose first term is the operator, and before that about the calls in it.
func (d *delegation) call(terms []*ast.Term) []*ast.Term {
	name := terms[0].Value.String()
	if name == ast.Print.Name {
		return terms // the compiler takes it out, with all that is in it
	}
	for _, operand := range terms[1:] {
		if array, ok := operand.Value.(*ast.ArrayComprehension); ok && anyOrder[name] {
			d.unordered[array] = true
			d.counted = d.counted || !onlyMembers[name]
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

// delegate calls a function that stands for the built-in: where it is undefined, the call is, and nothing before it.
func (d *delegation) delegate(builtin *ast.Builtin, terms []*ast.Term) []*ast.Term {
	d.delegated[delegatePrefix+builtin.Name] = true
	d.functions[builtin.Name] = builtin
	return append([]*ast.Term{ast.NewTerm(guardRef(functionName(builtin)))}, terms[1:]...)
}

func guardRef(function string) ast.Ref {
	return ast.DefaultRootRef.Append(guardPackage).Append(ast.StringTerm(function))
}

func ask(function string, arg *ast.Term) *ast.Term {
	return ast.CallTerm(ast.NewTerm(guardRef(function)), arg)
}
