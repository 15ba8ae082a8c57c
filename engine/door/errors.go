package door

import (
	"errors"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type opaError struct {
	Code     string       `json:"code"`
	Message  string       `json:"message"`
	Location *opaLocation `json:"location,omitempty"`
	Rule     string       `json:"rule,omitempty"`
}

// opaLocation counts UTF-8 bytes.
type opaLocation struct {
	File   string `json:"file"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
}

func locate(location *ast.Location) *opaLocation {
	if location == nil {
		return nil
	}
	switch location.File {
	case policyFile:
		return &opaLocation{"policy", location.Offset, len(location.Text)}
	case preludeFile:
		return &opaLocation{"prelude", location.Offset, len(location.Text)}
	}
	return nil
}

// parseErrors reads what OPA's parser and formatter return.
func parseErrors(err error) []opaError {
	var list ast.Errors
	if errors.As(err, &list) {
		return astErrors(list)
	}
	var one *ast.Error
	if errors.As(err, &one) {
		return astErrors(ast.Errors{one})
	}
	return []opaError{{Code: ast.ParseErr, Message: err.Error()}}
}

// astErrors keeps OPA's order, which is that of the text.
func astErrors(list ast.Errors) []opaError {
	found := make([]opaError, 0, len(list))
	for _, err := range list {
		found = append(found, opaError{Code: err.Code, Message: message(err), Location: locate(err.Location)})
	}
	return found
}

// message puts OPA's details under its message, each on a line of its own. The parser's details only draw the source
// line, which whoever shows the location does better.
func message(err *ast.Error) string {
	if _, drawing := err.Details.(*ast.ParserErrorDetail); drawing || err.Details == nil {
		return err.Message
	}
	return strings.Join(append([]string{err.Message}, err.Details.Lines()...), "\n")
}

// compileErrors reads the compiler's errors, and turns a clash with the prelude into one about the user's rule.
func (p *program) compileErrors(list ast.Errors) []opaError {
	found := astErrors(list)
	for i := range found {
		if rule := p.clashingRule(list[i]); rule != nil {
			found[i].Location = locate(rule.Loc())
			found[i].Rule = ruleName(rule)
		}
	}
	slices.SortStableFunc(found, byOffset)
	return found
}

// clashingRule is the user's rule that an error about conflicting rules means, if the prelude has one of that name.
func (p *program) clashingRule(err *ast.Error) *ast.Rule {
	if err.Code != ast.TypeErr || !strings.Contains(err.Message, "conflict") {
		return nil
	}
	for _, rule := range p.policy.Rules {
		name := ruleName(rule)
		if !p.preludeDefines(name) || !mentions(err.Message, p.policy.Package.Path.String()+"."+name) {
			continue
		}
		return rule
	}
	return nil
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
		if after == "" || strings.IndexByte(" ,.;:[]", after[0]) >= 0 {
			return true
		}
		message = after
	}
}

// ruleName is the first part of a rule's name: `roles` of `roles[space] contains slug`.
func ruleName(rule *ast.Rule) string {
	return string(rule.Head.Ref()[0].Value.(ast.Var))
}

func byOffset(a, b opaError) int {
	return offset(a) - offset(b)
}

func offset(e opaError) int {
	if e.Location == nil {
		return -1
	}
	return e.Location.Offset
}

// evaluationErrors reads what an evaluation returns.
func (p *program) evaluationErrors(err error) []opaError {
	var failed *topdown.Error
	if errors.As(err, &failed) {
		return []opaError{{Code: failed.Code, Message: failed.Message, Location: locate(failed.Location)}}
	}
	return parseErrors(err)
}
