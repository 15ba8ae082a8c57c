package door

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// localLongest bounds the JSON text of a local that is shown; a longer one, such as all the spaces, is left out.
const localLongest = 4096

// clause is one body of one rule of the policy, with what its trace needs.
type clause struct {
	index    int
	rule     *ast.Rule // compiled: what the events name
	kind     string
	location *opaLocation
	// expressions are those the user wrote; the compiler splits them into smaller ones.
	expressions []*opaLocation
	variables   []variable
	count       int
	kept        []*try
}

// variable is one the user named, in the compiled clause.
type variable struct {
	name string
	term *ast.Term
}

// clausesOf lists the policy's clauses in the order of the text.
func clausesOf(p *preparedPolicy) []*clause {
	written, compiled := flatten(p.program.policy.Rules), flatten(p.compiler.Modules[policyFile].Rules)
	clauses := make([]*clause, len(compiled))
	for i, rule := range compiled {
		clauses[i] = &clause{
			index:       i,
			rule:        rule.Rule,
			kind:        rule.kind,
			location:    clauseLocation(rule.Rule),
			expressions: expressionLocations(written[i].Rule),
			variables:   variablesOf(rule.Rule, p.compiler.RewrittenVars),
		}
	}
	return clauses
}

type ruleOfKind struct {
	*ast.Rule
	kind string
}

// flatten puts else branches beside the rules they belong to.
func flatten(rules []*ast.Rule) (flat []ruleOfKind) {
	for _, rule := range rules {
		kind := "clause"
		if rule.Default {
			kind = "default"
		}
		flat = append(flat, ruleOfKind{rule, kind})
		for branch := rule.Else; branch != nil; branch = branch.Else {
			flat = append(flat, ruleOfKind{branch, "else"})
		}
	}
	return flat
}

// clauseLocation leaves out the else branches that OPA counts in, and counts in the head of a default, which it
// leaves out.
func clauseLocation(rule *ast.Rule) *opaLocation {
	location := locate(rule.Location)
	if rule.Default {
		head := locate(rule.Head.Location)
		location.Length = head.Offset + head.Length - location.Offset
	} else if rule.Else != nil {
		text := rule.Location.Text[:rule.Else.Location.Offset-rule.Location.Offset]
		location.Length = len(bytes.TrimRight(text, " \t\r\n"))
	}
	return location
}

func expressionLocations(rule *ast.Rule) (locations []*opaLocation) {
	for _, expression := range rule.Body {
		if location := locate(expression.Location); location != nil {
			locations = append(locations, location)
		}
	}
	return locations
}

// expressionAt is the whole expression that a part of it belongs to; a part of the head stands for itself.
func (c *clause) expressionAt(part *opaLocation) *opaLocation {
	for _, whole := range c.expressions {
		if part != nil && whole.Offset <= part.Offset && part.Offset < whole.Offset+max(whole.Length, 1) {
			return whole
		}
	}
	return part
}

// variablesOf lists the variables that the user named, in the order of their first use.
func variablesOf(rule *ast.Rule, written map[ast.Var]ast.Var) (variables []variable) {
	seen := ast.NewVarSet()
	collect := func(v ast.Var) bool {
		name, renamed := written[v]
		if !renamed {
			name = v
		}
		if !seen.Contains(v) && !name.IsGenerated() && !name.IsWildcard() && !ast.RootDocumentNames.Contains(ast.VarTerm(string(v))) {
			seen.Add(v)
			variables = append(variables, variable{string(name), ast.NewTerm(v)})
		}
		return false
	}
	for _, argument := range rule.Head.Args {
		ast.WalkVars(argument, collect)
	}
	ast.WalkVars(rule.Body, collect)
	return variables
}

// locals reads the values that the variables have at an event; those without a value yet are left out.
func (c *clause) locals(event topdown.Event) []local {
	found := []local{}
	for _, variable := range c.variables {
		text, ok := jsonText(event.Plug(variable.term))
		if ok && len(text) <= localLongest {
			found = append(found, local{variable.name, text})
		}
	}
	return found
}

// value is what a solution gives: a set's member, and else a value; for a head with keys an object of them, such as
// `{"root":["space-reader"]}`.
func (c *clause) value(event topdown.Event) string {
	head := c.rule.Head
	keys := head.Ref()[1:]
	given := head.Value
	if head.RuleKind() == ast.MultiValue {
		given = head.Key
		if len(keys) > 0 {
			given = ast.SetTerm(given)
		}
	}
	for _, key := range slices.Backward(keys) {
		given = ast.ObjectTerm([2]*ast.Term{key, given})
	}
	text, _ := jsonText(event.Plug(given))
	return text
}

// trace puts what happened to the clause into the shape of the wire. OPA tries clauses again to tell of a conflict
// between them, so the same attempt may be there twice. `failures` are those of built-ins, from anywhere.
func (c *clause) trace(failures []topdown.Error) clauseTrace {
	slices.SortStableFunc(c.kept, furthestFirst)
	attempts := []clauseAttempt{}
	for _, try := range c.kept {
		attempt := clauseAttempt{Fired: try.fired, Values: try.values, StoppedAt: try.stoppedAt, Locals: try.locals}
		if try.caller != nil {
			attempt.Caller = &try.caller.index
		}
		if attempt.Locals == nil {
			attempt.Locals = []local{}
		}
		attempt.Failure = failureAt(cmp.Or(try.stoppedAt, c.location), failures)
		if !slices.ContainsFunc(attempts, func(other clauseAttempt) bool { return reflect.DeepEqual(other, attempt) }) {
			attempts = append(attempts, attempt)
		}
	}
	return clauseTrace{ruleName(c.rule), c.kind, c.location, c.count, attempts}
}

// failureAt is what a built-in said that failed within a place; nothing where none did.
func failureAt(place *opaLocation, failures []topdown.Error) string {
	for _, failure := range failures {
		at := locate(failure.Location)
		if at != nil && at.File == place.File && place.Offset <= at.Offset && at.Offset < place.Offset+max(place.Length, 1) {
			return failure.Message
		}
	}
	return ""
}
