package door

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

const (
	policyFile  = "policy.rego"
	preludeFile = "prelude.rego"
)

// policySource is a policy as the wire has it.
type policySource struct {
	Text       string `json:"text"`
	Engine     string `json:"engine"`
	OpaVersion string `json:"opaVersion,omitempty"`
}

// regoVersion reads the wire's `engine`.
func regoVersion(engine string) (ast.RegoVersion, error) {
	switch engine {
	case "v0":
		return ast.RegoV0, nil
	case "v1":
		return ast.RegoV1, nil
	}
	return ast.RegoUndefined, refuse("engine is %q, neither v0 nor v1", engine)
}

// program is a policy with its prelude, parsed but not compiled.
type program struct {
	version      ast.RegoVersion
	capabilities *ast.Capabilities
	policy       *ast.Module
	prelude      *ast.Module
}

// parseProgram parses a policy and writes its prelude. The errors are OPA's, about the policy.
func parseProgram(source policySource) (*program, []opaError, error) {
	version, err := regoVersion(source.Engine)
	if err != nil {
		return nil, nil, err
	}
	capabilities, err := capabilitiesFor(version, source.OpaVersion)
	if err != nil {
		return nil, nil, err
	}
	options := ast.ParserOptions{RegoVersion: version, Capabilities: capabilities}
	policy, err := ast.ParseModuleWithOpts(policyFile, source.Text, options)
	if err != nil {
		return nil, textErrors(err, ast.ParseErr), nil
	}
	return &program{version, capabilities, policy, preludeFor(policy, version)}, nil, nil
}

// compile runs OPA's compiler over policy and prelude, to be evaluated.
func (p *program) compile() (*ast.Compiler, []opaError) {
	return p.run(p.newCompiler())
}

// compileTyped does so for the sake of the errors, among them those of the input's types.
func (p *program) compileTyped(schemas *ast.SchemaSet) []opaError {
	_, problems := p.run(p.newCompiler().WithSchemas(schemas).WithEvalMode(ast.EvalModeIR))
	return problems
}

func (p *program) run(compiler *ast.Compiler) (*ast.Compiler, []opaError) {
	compiler.Compile(map[string]*ast.Module{policyFile: p.policy, preludeFile: p.prelude})
	if compiler.Failed() {
		return nil, p.compileErrors(compiler.Errors)
	}
	return compiler, nil
}

// newCompiler has no limit to its errors.
func (p *program) newCompiler() *ast.Compiler {
	return ast.NewCompiler().
		WithCapabilities(p.capabilities).
		WithDefaultRegoVersion(p.version).
		SetErrorLimit(0)
}
