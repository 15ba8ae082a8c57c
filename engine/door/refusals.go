package door

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// What keeps a policy from being compiled, beside its calls of built-ins.

// longestLiteral is how many elements a set, object or array may have that is written out. The time that OPA takes to
// compile one grows with its square: 0.9 s for 2,000 elements, 12 s for 8,000.
const longestLiteral = 2000

func (d *delegation) checkSize(elements int, literal *ast.Term) {
	if elements > longestLiteral {
		d.refuse(fmt.Sprintf("a literal of %d elements, which takes too long to compile", elements), literal.Location)
	}
}

// checkKeys refuses an object with keys that may turn out equal: where the interpreter goes through it, it sees both.
func (d *delegation) checkKeys(object ast.Object, literal *ast.Term) {
	if d.mayBeAlike(object.Keys()) {
		d.refuse("an object with keys that may turn out equal", literal.Location)
	}
}

// mayBeAlike says whether not all terms are known for different values. OPA has taken out those that are written alike.
func (d *delegation) mayBeAlike(terms []*ast.Term) bool {
	seen := ast.NewSet()
	for _, term := range terms {
		value := term
		if ref, isRef := term.Value.(ast.Ref); isRef {
			value = d.constants[ref.String()]
		}
		if value == nil || !ast.IsConstant(value.Value) || seen.Contains(value) {
			return len(terms) > 1
		}
		seen.Add(value)
	}
	return false
}

// constantsOf are the rules that are no more than a name for a value, by their full names.
func constantsOf(modules map[string]*ast.Module) map[string]*ast.Term {
	constants, clauses := map[string]*ast.Term{}, map[string]int{}
	for _, module := range modules {
		for _, rule := range module.Rules {
			name, head := rule.Ref().String(), rule.Head
			clauses[name]++
			isPlain := len(head.Args) == 0 && head.Key == nil && rule.Else == nil && rule.Body.Equal(always)
			if isPlain && clauses[name] == 1 && head.Value != nil && ast.IsConstant(head.Value.Value) {
				constants[name] = head.Value
			} else {
				delete(constants, name)
			}
		}
	}
	return constants
}

var always = ast.NewBody(ast.NewExpr(ast.BooleanTerm(true)))

// checkWith lets only the input be replaced.
func (d *delegation) checkWith(with *ast.With) {
	target, ok := with.Target.Value.(ast.Ref)
	if !ok || !target.HasPrefix(ast.InputRootRef) {
		d.refuse(fmt.Sprintf("`with` on %v", with.Target), with.Location)
	}
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
