package door

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/builtins"
)

type builtinRequest struct {
	Op   string `json:"op"`
	Name string `json:"name"`
	Args string `json:"args"`
}

// builtinAnswer has no result where the call is undefined, or failed: OPA treats both alike.
type builtinAnswer struct {
	Result *string `json:"result,omitempty"`
}

// callBuiltin answers for a compiled policy that can't call a built-in itself.
func callBuiltin(request builtinRequest) (builtinAnswer, error) {
	call, declared := topdown.GetBuiltin(request.Name), ast.BuiltinMap[request.Name]
	if call == nil || declared == nil || slices.Contains(disabledBuiltins, request.Name) {
		return builtinAnswer{}, refuse("there is no built-in %q to call", request.Name)
	}
	value, err := parseJSON("args", request.Args)
	if err != nil {
		return builtinAnswer{}, err
	}
	args, ok := value.(*ast.Array)
	if !ok || args.Len() != declared.Decl.Arity() {
		return builtinAnswer{}, refuse("args is no array of %d, which %s takes", declared.Decl.Arity(), request.Name)
	}
	operands := make([]*ast.Term, args.Len())
	for i := range operands {
		operands[i] = args.Elem(i)
	}
	var answer builtinAnswer
	// Its error means undefined, as in an evaluation.
	_ = call(builtinContext(), operands, func(term *ast.Term) error {
		if text, ok := jsonText(term); ok && answer.Result == nil {
			answer.Result = &text
		}
		return nil
	})
	return answer, nil
}

// builtinContext is what a built-in may ask of an evaluation.
func builtinContext() topdown.BuiltinContext {
	now := json.Number(strconv.FormatInt(time.Now().UnixNano(), 10))
	return topdown.BuiltinContext{
		Context: context.Background(),
		Time:    ast.NumberTerm(now),
		Seed:    rand.Reader,
		Cancel:  topdown.NewCancel(),
		Cache:   builtins.Cache{},
	}
}
