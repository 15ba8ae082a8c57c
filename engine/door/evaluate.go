package door

import (
	"context"
	"strings"
	"time"
	_ "time/tzdata" // there is no file system to read zones from

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
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
	Outcome outcome `json:"outcome"`
}

type outcome struct {
	Kind   string     `json:"kind"`
	Result any        `json:"result,omitempty"`
	Errors []opaError `json:"errors,omitempty"`
}

func failed(errors []opaError) outcome { return outcome{Kind: "failed", Errors: errors} }

// evaluate decides one input by OPA's interpreter.
func evaluate(request evaluateRequest) (evaluateAnswer, error) {
	input, err := parseInput(request.Input)
	if err != nil {
		return evaluateAnswer{}, err
	}
	program, errors, err := parseProgram(request.Policy)
	if program == nil {
		return evaluateAnswer{Outcome: failed(errors)}, err
	}
	compiler, errors := program.compile(nil)
	if compiler == nil {
		return evaluateAnswer{Outcome: failed(errors)}, nil
	}
	query, err := rego.New(rego.Query("data.spacelift.result"), rego.Compiler(compiler)).PrepareForEval(context.Background())
	if err != nil {
		return evaluateAnswer{}, err
	}
	limit := &deadline{time.Now().Add(time.Duration(request.TimeLimitMs * float64(time.Millisecond)))}
	results, err := query.Eval(context.Background(), rego.EvalParsedInput(input), rego.EvalExternalCancel(limit))
	if err != nil {
		return evaluateAnswer{Outcome: failed(program.evaluationErrors(err))}, nil
	}
	return evaluateAnswer{Outcome: outcome{Kind: "decided", Result: results[0].Expressions[0].Value}}, nil
}

// parseInput reads the input document, its numbers to the last digit.
func parseInput(text string) (ast.Value, error) {
	var input any
	decoder := util.NewJSONDecoder(strings.NewReader(text))
	if err := decoder.Decode(&input); err != nil {
		return nil, refuse("input is no JSON: %v", err)
	}
	if decoder.More() {
		return nil, refuse("input is no JSON: more than one value")
	}
	return ast.InterfaceToValue(input)
}

// deadline cancels an evaluation from inside: there is no other thread that could do it.
type deadline struct{ at time.Time }

func (d *deadline) Cancel() {}

func (d *deadline) Cancelled() bool { return time.Now().After(d.at) }
