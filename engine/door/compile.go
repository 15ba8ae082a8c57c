package door

import (
	"context"
	"encoding/base64"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

type compileRequest struct {
	Op     string       `json:"op"`
	Policy policySource `json:"policy"`
}

// compileAnswer is a module, a refusal, or errors.
type compileAnswer struct {
	Wasm      string     `json:"wasm,omitempty"`
	Delegated *[]string  `json:"delegated,omitempty"`
	Refused   string     `json:"refused,omitempty"`
	Errors    []opaError `json:"errors,omitempty"`
}

// compile makes a WebAssembly module of a policy, if that is certain to decide as the interpreter does.
func compile(request compileRequest) (compileAnswer, error) {
	policy, problems, err := prepare(request.Policy)
	if policy == nil {
		return compileAnswer{Errors: problems}, err
	}
	delegation := newDelegation()
	compiler, problems := policy.program.compileDelegating(delegation)
	if delegation.refused != "" {
		return compileAnswer{Refused: delegation.refused}, nil
	}
	if compiler == nil {
		return cannot(problems[0].Message), nil // it compiles as it is, but not rewritten
	}
	options := []func(*rego.Rego){rego.Query("result = data.spacelift.result"), rego.Compiler(compiler)}
	for _, name := range delegation.names() {
		options = append(options, rego.FunctionDecl(&rego.Function{Name: name, Decl: delegatedDecl}))
	}
	result, err := rego.New(options...).Compile(context.Background(), rego.CompilePartial(false))
	if err != nil {
		return cannot(withoutFiles(err.Error())), nil
	}
	names := delegation.names()
	return compileAnswer{Wasm: base64.StdEncoding.EncodeToString(result.Bytes), Delegated: &names}, nil
}

func cannot(why string) compileAnswer {
	return compileAnswer{Refused: "OPA can't compile it to WebAssembly: " + why}
}

// compileDelegating compiles with the delegation's stage in between, right after names have got their meaning.
func (p *program) compileDelegating(delegation *delegation) (*ast.Compiler, []opaError) {
	compiler := p.newCompiler().
		WithEvalMode(ast.EvalModeIR).
		WithBuiltins(delegateDecls).
		WithStageAfterID(ast.StageResolveRefs, ast.CompilerStageDefinition{
			Name:       "Delegate",
			MetricName: "compile_stage_delegate",
			Stage:      delegation.rewrite,
		})
	compiler.Compile(map[string]*ast.Module{
		policyFile: p.policy, preludeFile: p.prelude, guardFile: guardModule,
	})
	if compiler.Failed() {
		return nil, p.compileErrors(compiler.Errors)
	}
	return compiler, nil
}
