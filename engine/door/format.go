package door

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

type formatRequest struct {
	Op     string `json:"op"`
	Text   string `json:"text"`
	Engine string `json:"engine"`
}

// textAnswer has either a text (which may be empty) or errors.
type textAnswer struct {
	Text   *string    `json:"text,omitempty"`
	Errors []opaError `json:"errors,omitempty"`
}

func formatText(request formatRequest) (textAnswer, error) {
	version, err := regoVersion(request.Engine)
	if err != nil {
		return textAnswer{}, err
	}
	return textOrErrors(format.SourceWithOpts(policyFile, []byte(request.Text), format.Opts{
		RegoVersion:   version,
		ParserOptions: &ast.ParserOptions{RegoVersion: version},
	})), nil
}

func textOrErrors(formatted []byte, err error) textAnswer {
	if err != nil {
		return textAnswer{Errors: textErrors(err, ast.FormatErr)}
	}
	text := string(formatted)
	return textAnswer{Text: &text}
}

type upgradeRequest struct {
	Op   string `json:"op"`
	Text string `json:"text"`
}

// upgrade writes v0 as v1. OPA keeps `roles[space][slug]`, an object of objects, which v1 policies write as a set.
func upgrade(request upgradeRequest) (textAnswer, error) {
	module, err := ast.ParseModuleWithOpts(policyFile, request.Text, ast.ParserOptions{RegoVersion: ast.RegoV0})
	if err != nil {
		return textAnswer{Errors: textErrors(err, ast.ParseErr)}, nil
	}
	checks := ast.NewRegoCheckOptions()
	// The formatter writes these.
	checks.RequireIfKeyword, checks.RequireContainsKeyword, checks.RequireRuleBodyOrValue = false, false, false
	if errors := ast.CheckRegoV1WithOptions(module, checks); len(errors) > 0 {
		return textAnswer{Errors: textErrors(errors, ast.ParseErr)}, nil
	}
	writeRolesAsSets(module)
	return textOrErrors(format.AstWithOpts(module, format.Opts{
		RegoVersion:                   ast.RegoV1,
		DropRedundantDirectiveImports: true,
	})), nil
}

// writeRolesAsSets makes `roles[space] contains slug` of `roles[space][slug]`, unless the policy itself asks for its
// roles: a set does not answer to everything that an object does.
func writeRolesAsSets(module *ast.Module) {
	if asksFor(module, "roles") {
		return
	}
	for _, rule := range module.Rules {
		ref, value := rule.Head.Ref(), rule.Head.Value
		if ruleName(rule) != "roles" || len(ref) != 3 || rule.Head.RuleKind() != ast.SingleValue || rule.Default ||
			rule.Else != nil || !ast.Boolean(true).Equal(value.Value) {
			continue
		}
		rule.Head.Reference, rule.Head.Key, rule.Head.Value = ref[:2], ref[2], nil
	}
}

// asksFor says whether any body, or value, refers to a rule of the module.
func asksFor(module *ast.Module, name string) (found bool) {
	look := func(ref ast.Ref) bool {
		found = found || ref[0].Equal(ast.VarTerm(name)) || ref[0].Equal(ast.DefaultRootDocument)
		return found
	}
	for _, rule := range module.Rules {
		ast.WalkRefs(rule.Body, look)
		ast.WalkVars(rule.Body, func(v ast.Var) bool {
			found = found || string(v) == name
			return found
		})
		for branch := rule.Else; branch != nil; branch = branch.Else {
			ast.WalkRefs(branch.Body, look)
		}
	}
	return found
}
