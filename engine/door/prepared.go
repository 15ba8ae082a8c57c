package door

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// preparedPolicy is a policy that is compiled and ready to be asked.
type preparedPolicy struct {
	source   policySource
	program  *program
	compiler *ast.Compiler
	// decision is Spacelift's own question.
	decision rego.PreparedEvalQuery
	// everything asks the same first, so that the rules it needs are seen to be asked by it, and then for all the rest.
	everything rego.PreparedEvalQuery
}

// recent are the last policies asked, the latest first: the same policy is asked again and again, with other inputs.
var recent []*preparedPolicy

const recentMost = 4

func prepare(source policySource) (*preparedPolicy, []opaError, error) {
	for i, policy := range recent {
		if policy.source == source {
			copy(recent[1:i+1], recent[:i])
			recent[0] = policy
			return policy, nil, nil
		}
	}
	policy, errors, err := prepareNew(source)
	if policy != nil {
		recent = append([]*preparedPolicy{policy}, recent[:min(len(recent), recentMost-1)]...)
	}
	return policy, errors, err
}

func prepareNew(source policySource) (*preparedPolicy, []opaError, error) {
	program, errors, err := parseProgram(source)
	if program == nil {
		return nil, errors, err
	}
	compiler, errors := program.compile()
	if compiler == nil {
		return nil, errors, nil
	}
	decision, err := prepareQuery("data.spacelift.result", compiler)
	if err != nil {
		return nil, nil, err
	}
	everything, err := prepareQuery("data.spacelift.result; data.spacelift", compiler)
	if err != nil {
		return nil, nil, err
	}
	return &preparedPolicy{source, program, compiler, decision, everything}, nil, nil
}

func prepareQuery(query string, compiler *ast.Compiler) (rego.PreparedEvalQuery, error) {
	return rego.New(rego.Query(query), rego.Compiler(compiler), rego.GenerateJSON(resultJSON)).
		PrepareForEval(context.Background())
}
