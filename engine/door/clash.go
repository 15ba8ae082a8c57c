package door

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// compileErrors reads the compiler's errors, in the order of the text. What it says about the prelude means the policy:
// a clash with one of the prelude's rules is told at the policy's rule of that name.
func (p *program) compileErrors(list ast.Errors) []opaError {
	var found, ofPrelude []opaError
	for _, err := range list {
		problem := astError(err)
		if rule := p.ruleMeant(err); rule != nil {
			problem.Location = locate(rule.Loc())
			if p.preludeDefines(ruleName(rule)) {
				problem.Rule = ruleName(rule)
			}
		}
		if problem.Location != nil && problem.Location.File == "prelude" {
			ofPrelude = append(ofPrelude, problem)
		} else {
			found = append(found, problem)
		}
	}
	if len(found) == 0 && len(ofPrelude) > 0 {
		// Nothing else of the policy can reach into the prelude: the package is one of its rules.
		ofPrelude[0].Location = locate(p.policy.Package.Location)
		found = ofPrelude[:1]
	}
	slices.SortStableFunc(found, byOffset)
	return found
}

// ruleMeant is the policy's rule that an error about rules that can't stand together is best told at. OPA takes the
// first it finds, or the package.
func (p *program) ruleMeant(err *ast.Error) *ast.Rule {
	isDefault := strings.HasPrefix(err.Message, "multiple default rules")
	if err.Code != ast.TypeErr || !isDefault && !strings.Contains(err.Message, "conflict") {
		return nil
	}
	var meant *ast.Rule
	for _, rule := range p.policy.Rules {
		if !mentions(err.Message, p.policy.Package.Path.String()+"."+ruleName(rule)) {
			continue
		}
		if isDefault && rule.Default {
			meant = rule // the last
		} else if !isDefault && (meant == nil || p.fits(meant) && !p.fits(rule)) {
			meant = rule // the first that is unlike the prelude's, else the first
		}
	}
	return meant
}

// fits says whether a rule is of the kind that the prelude's rule of that name is of.
func (p *program) fits(rule *ast.Rule) bool {
	return slices.ContainsFunc(p.prelude.Rules, func(other *ast.Rule) bool {
		return ruleName(other) == ruleName(rule) && other.Head.RuleKind() == rule.Head.RuleKind() &&
			len(other.Head.Ref()) == len(rule.Head.Ref()) && len(rule.Head.Args) == 0
	})
}

func (p *program) preludeDefines(name string) bool {
	return p.policy.Package.Path.Equal(p.prelude.Package.Path) &&
		slices.ContainsFunc(p.prelude.Rules, func(rule *ast.Rule) bool { return ruleName(rule) == name })
}

// mentions looks for a rule's path as a whole: `data.spacelift.deny` is not in `data.spacelift.deny_admin`.
func mentions(message, path string) bool {
	for {
		_, after, found := strings.Cut(message, path)
		if !found {
			return false
		}
		if after == "" || strings.IndexByte(" ,.;:[]\n", after[0]) >= 0 {
			return true
		}
		message = after
	}
}
