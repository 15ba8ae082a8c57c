package door

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"spacelift-login-policies/engine/contract"
)

// The prelude is what Spacelift puts before a policy. Only that of approval policies is published (user documentation,
// policy/README.md), the one of login policies is inferred from it: a `result` document, a default for each boolean,
// and a placeholder that is never true for each collection, so that it exists where the policy does not define it.
//
// A default that the policy gives itself takes the place of ours: nothing proves that Spacelift refuses it.

// preludeFor writes the prelude that fits a policy.
func preludeFor(policy *ast.Module, version ast.RegoVersion) *ast.Module {
	return parsedPrelude(preludeText(policy, version), version)
}

func preludeText(policy *ast.Module, version ast.RegoVersion) string {
	var text strings.Builder
	text.WriteString("package spacelift\n\nresult := {\n")
	for _, rule := range contract.LoginRules {
		fmt.Fprintf(&text, "\t%q: %s,\n", rule.Name, rule.Name)
	}
	text.WriteString("}\n\n")
	for _, rule := range contract.LoginRules {
		switch {
		case rule.Type == contract.Boolean && hasDefault(policy, rule.Name):
		case rule.Type == contract.Boolean:
			fmt.Fprintf(&text, "default %s := false\n", rule.Name)
		default:
			text.WriteString(placeholder(rule, policy, version))
		}
	}
	return text.String()
}

func hasDefault(policy *ast.Module, name string) bool {
	return slices.ContainsFunc(policy.Rules, func(rule *ast.Rule) bool {
		return rule.Default && ruleName(rule) == name
	})
}

// placeholder is a clause that never fires. That of a map has variables for its key and member: constants would leave
// the key behind, with nothing in it.
func placeholder(rule contract.Rule, policy *ast.Module, version ast.RegoVersion) string {
	head, body := "", "false"
	switch {
	case rule.Type == contract.Map && grantsByContains(policy, rule.Name, version):
		head, body = "[key] contains member", `false; key := ""; member := ""`
	case rule.Type == contract.Map:
		head, body = "[key][member]", `false; key := ""; member := ""`
	case version == ast.RegoV0:
		head = `["never"]`
	default:
		head = ` contains "never"`
	}
	if version == ast.RegoV0 && !strings.Contains(head, "contains") {
		return fmt.Sprintf("%s%s { %s }\n", rule.Name, head, body)
	}
	return fmt.Sprintf("%s%s if { %s }\n", rule.Name, head, body)
}

// grantsByContains says which of the two ways to write a map the placeholder has to follow, as rules of both kinds
// can't stand together: `roles[s] contains r` (usual in v1) or `roles[s][r]` (usual in v0). The policy's own way
// decides, as Spacelift's prelude is not known to forbid either.
func grantsByContains(policy *ast.Module, name string, version ast.RegoVersion) bool {
	nested := false
	for _, rule := range policy.Rules {
		if ruleName(rule) != name || len(rule.Head.Ref()) < 2 {
			continue
		}
		if rule.Head.RuleKind() == ast.MultiValue {
			return true
		}
		nested = true
	}
	return !nested && version != ast.RegoV0
}

type preludeKey struct {
	text    string
	version ast.RegoVersion
}

// preludes holds the parsed ones: there are few, and the compiler works on copies.
var preludes = map[preludeKey]*ast.Module{}

func parsedPrelude(text string, version ast.RegoVersion) *ast.Module {
	key := preludeKey{text, version}
	if known, found := preludes[key]; found {
		return known
	}
	module, err := ast.ParseModuleWithOpts(preludeFile, text, ast.ParserOptions{
		RegoVersion:       version,
		AllFutureKeywords: version == ast.RegoV0,
	})
	if err != nil {
		panic(err) // ours, whatever the policy says
	}
	preludes[key] = module
	return module
}
