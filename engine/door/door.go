// Package door answers the engine's requests: JSON in, JSON out. The wire is described, field by field, in
// `server/src/protocol/engine.ts`.
package door

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
)

// operations answers each request by its `op`. The error is a badRequest; what OPA finds in a policy is an answer.
var operations = map[string]func(fields) (any, error){
	"check":        answer(check),
	"parses":       answer(parses),
	"format":       answer(formatText),
	"upgrade":      answer(upgrade),
	"compile":      answer(compile),
	"evaluate":     answer(evaluate),
	"builtin":      answer(callBuiltin),
	"capabilities": answer(describeBuiltins),
}

// badRequest says that a request is not of the wire.
type badRequest struct{ message string }

func (e badRequest) Error() string { return e.message }

func refuse(format string, args ...any) error { return badRequest{fmt.Sprintf(format, args...)} }

type failure struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
}

type reply struct {
	Ok      bool     `json:"ok"`
	Answer  any      `json:"answer,omitempty"`
	Failure *failure `json:"failure,omitempty"`
}

// Handle answers one request. It never panics: a panic of OPA becomes a failure of kind `panic`, and the next request
// finds the engine usable.
func Handle(request []byte) (encoded []byte) {
	defer func() {
		if cause := recover(); cause != nil {
			encoded = encode(fail("panic", fmt.Sprint(cause)))
		}
	}()
	return encode(handle(request))
}

func handle(request []byte) reply {
	var given fields
	if err := json.Unmarshal(request, &given); err != nil {
		return fail("badRequest", "not a request: "+err.Error())
	}
	var op string
	if err := decodeField(given["op"], reflect.ValueOf(&op).Elem(), "op"); err != nil {
		return fail("badRequest", err.Error())
	}
	operation, known := operations[op]
	if !known {
		return fail("badRequest", fmt.Sprintf("unknown operation %q", op))
	}
	answer, err := operation(given)
	var refused badRequest
	if errors.As(err, &refused) {
		return fail("badRequest", refused.message)
	} else if err != nil {
		// Nothing of the policy's: OPA failed where it never should.
		return fail("panic", err.Error())
	}
	return reply{Ok: true, Answer: answer}
}

func fail(kind, message string) reply {
	return reply{Failure: &failure{Kind: kind, Message: message}}
}

func encode(r reply) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(r); err != nil {
		panic(err)
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// answer makes an operation of a function over its own request type.
func answer[Request, Answer any](run func(Request) (Answer, error)) func(fields) (any, error) {
	return func(given fields) (any, error) {
		var request Request
		if err := decode(given, reflect.ValueOf(&request).Elem(), ""); err != nil {
			return nil, err
		}
		return run(request)
	}
}
