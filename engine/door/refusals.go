package door

import (
	"fmt"
	"slices"

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
	isComputed := func(key *ast.Term) bool { return !ast.IsConstant(key.Value) }
	if object.Len() > 1 && slices.ContainsFunc(object.Keys(), isComputed) {
		d.refuse("an object with keys that may turn out equal", literal.Location)
	}
}

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
