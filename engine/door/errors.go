package door

import (
	"errors"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
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

// textErrors reads what OPA's parser and formatter return. Other errors than OPA's own get the code given.
func textErrors(err error, code string) []opaError {
	var list ast.Errors
	var one *ast.Error
	if errors.As(err, &one) {
		list = ast.Errors{one}
	} else if !errors.As(err, &list) {
		return []opaError{{Code: code, Message: withoutFiles(err.Error())}}
	}
	found := make([]opaError, len(list))
	for i, err := range list {
		found[i] = astError(err)
	}
	return found
}

func astError(err *ast.Error) opaError {
	return opaError{Code: err.Code, Message: message(err), Location: locate(err.Location)}
}

// message puts OPA's details under its message, each on a line of its own. The parser's details only draw the source
// line, which whoever shows the location does better.
func message(err *ast.Error) string {
	lines := []string{err.Message}
	if _, drawing := err.Details.(*ast.ParserErrorDetail); !drawing && err.Details != nil {
		lines = append(lines, err.Details.Lines()...)
	}
	return withoutFiles(strings.Join(lines, "\n"))
}

// withoutFiles leaves out the names that policy and prelude have here only: `policy.rego:3` is line 3.
func withoutFiles(message string) string {
	message = strings.ReplaceAll(message, preludeFile+":", "prelude line ")
	return strings.ReplaceAll(message, policyFile+":", "line ")
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
