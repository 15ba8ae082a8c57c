package door

import (
	"context"
	"errors"
	"strings"
	"time"
	_ "time/tzdata" // there is no file system to read zones from

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/util"
)

type evaluateRequest struct {
	Op          string       `json:"op"`
	Policy      policySource `json:"policy"`
	Input       string       `json:"input"`
	Explain     bool         `json:"explain"`
	TimeLimitMs float64      `json:"timeLimitMs"`
}

type evaluateAnswer struct {
	Outcome outcome       `json:"outcome"`
	Trace   []clauseTrace `json:"trace,omitempty"`
}

type outcome struct {
	Kind   string     `json:"kind"`
	Result any        `json:"result,omitempty"`
	Errors []opaError `json:"errors,omitempty"`
}

func failed(errors []opaError) outcome { return outcome{Kind: "failed", Errors: errors} }

// evaluate decides one input by OPA's interpreter.
func evaluate(request evaluateRequest) (evaluateAnswer, error) {
	input, err := parseJSON("input", request.Input)
	if err != nil {
		return evaluateAnswer{}, err
	}
	policy, problems, err := prepare(request.Policy)
	if policy == nil {
		return evaluateAnswer{Outcome: failed(problems)}, err
	}
	options := []rego.EvalOption{
		rego.EvalParsedInput(input),
		rego.EvalExternalCancel(deadlineAfter(request.TimeLimitMs)),
	}
	decision, err := policy.decide(options)
	if !request.Explain || topdown.IsCancel(err) {
		return evaluateAnswer{Outcome: decision}, nil
	}
	return evaluateAnswer{Outcome: decision, Trace: policy.explain(options)}, nil
}

// decide gives the outcome, and the evaluation's own error beside it.
func (p *preparedPolicy) decide(options []rego.EvalOption) (outcome, error) {
	results, err := p.decision.Eval(context.Background(), options...)
	if err != nil {
		return failed(p.program.evaluationErrors(err)), err
	}
	return outcome{Kind: "decided", Result: results[0].Expressions[0].Value}, nil
}

// parseJSON reads a document, its numbers to the last digit; `what` names it in an error.
func parseJSON(what, text string) (ast.Value, error) {
	var document any
	decoder := util.NewJSONDecoder(strings.NewReader(text))
	if err := decoder.Decode(&document); err != nil {
		return nil, refuse("%s is no JSON: %v", what, err)
	}
	if decoder.More() {
		return nil, refuse("%s is no JSON: there is more than one value", what)
	}
	return ast.InterfaceToValue(document)
}

// deadline cancels an evaluation from inside: there is no other thread that could do it.
type deadline struct{ at time.Time }

func deadlineAfter(milliseconds float64) *deadline {
	return &deadline{time.Now().Add(time.Duration(milliseconds * float64(time.Millisecond)))}
}

func (d *deadline) Cancel() {}

func (d *deadline) Cancelled() bool { return time.Now().After(d.at) }

// evaluationErrors reads what an evaluation returns.
func (p *program) evaluationErrors(err error) []opaError {
	var problem *topdown.Error
	if !errors.As(err, &problem) {
		return []opaError{{Code: topdown.InternalErr, Message: err.Error()}}
	}
	found := opaError{Code: problem.Code, Message: withoutFiles(problem.Message), Location: locate(problem.Location)}
	if strings.Contains(problem.Message, " data.spacelift.result ") {
		for _, rule := range p.policy.Rules {
			if ruleName(rule) == "result" {
				found.Location, found.Rule = locate(rule.Loc()), "result"
			}
		}
	}
	return []opaError{found}
}
