package door

import (
	"context"
	"encoding/base64"
	"maps"

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
	program := policy.program
	modules := map[string]*ast.Module{policyFile: program.policy, preludeFile: program.prelude}
	compiled := CompileModules(program.newCompiler(), modules, "data.spacelift.result")
	if compiled.Refused != "" {
		return compileAnswer{Refused: compiled.Refused}, nil
	}
	return compileAnswer{Wasm: base64.StdEncoding.EncodeToString(compiled.Wasm), Delegated: &compiled.Delegated}, nil
}

// CompiledModules is a WebAssembly module with the names of what it asks its host for, or the reason why there is none.
type CompiledModules struct {
	Wasm      []byte
	Delegated []string
	Refused   string
}

// CompileModules makes a WebAssembly module of Rego modules that compile as they are. It gives the value of one
// document under the name `result`. Of the compiler it needs the settings only; the modules stay as they are.
func CompileModules(compiler *ast.Compiler, modules map[string]*ast.Module, document string) CompiledModules {
	delegation := newDelegation()
	compileDelegating(compiler, modules, delegation)
	if delegation.refused != "" {
		return CompiledModules{Refused: delegation.refused}
	}
	if compiler.Failed() { // it compiles as it is, but not rewritten
		return cannot(compiler.Errors[0].Message)
	}
	options := []func(*rego.Rego){rego.Query("result = " + document), rego.Compiler(compiler)}
	for _, name := range delegation.names() {
		options = append(options, rego.FunctionDecl(&rego.Function{Name: name, Decl: delegatedDecl}))
	}
	result, err := rego.New(options...).Compile(context.Background(), rego.CompilePartial(false))
	if err != nil {
		return cannot(withoutFiles(err.Error()))
	}
	return CompiledModules{Wasm: result.Bytes, Delegated: delegation.names()}
}

func cannot(why string) CompiledModules {
	return CompiledModules{Refused: "OPA can't compile it to WebAssembly: " + why}
}

// compileDelegating compiles with the delegation's stage in between, right after names have got their meaning.
func compileDelegating(compiler *ast.Compiler, modules map[string]*ast.Module, delegation *delegation) {
	guarded := maps.Clone(modules)
	guarded[guardFile] = guardModule
	compiler.
		WithEvalMode(ast.EvalModeIR).
		WithBuiltins(delegateDecls).
		WithStageAfterID(ast.StageResolveRefs, ast.CompilerStageDefinition{
			Name:       "Delegate",
			MetricName: "compile_stage_delegate",
			Stage:      delegation.rewrite,
		}).
		Compile(guarded)
}
