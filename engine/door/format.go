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
	return rewrite(request.Text, version, version), nil
}

func rewrite(text string, from, to ast.RegoVersion) textAnswer {
	formatted, err := format.SourceWithOpts(policyFile, []byte(text), format.Opts{
		RegoVersion:   to,
		ParserOptions: &ast.ParserOptions{RegoVersion: from},
	})
	if err != nil {
		return textAnswer{Errors: parseErrors(err)}
	}
	result := string(formatted)
	return textAnswer{Text: &result}
}
