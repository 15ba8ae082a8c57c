package door

import (
	"bytes"
	"context"
	"runtime"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// A module names the built-ins that it asks its host for.
func TestNativesAreNative(t *testing.T) {
	if runtime.GOARCH == "wasm" {
		t.Skip("the same code, slower")
	}
	for name := range natives {
		if name == ast.Equality.Name || name == ast.Assign.Name {
			continue // no calls in the end
		}
		if asksHost(t, name) {
			t.Errorf("%s is not in OPA's compiled modules any more", name)
		}
	}
	for _, name := range []string{ast.Clock.Name, ast.RegexSplit.Name, ast.Sprintf.Name} {
		if !asksHost(t, name) {
			t.Errorf("%s should be asked for", name)
		}
	}
}

func asksHost(t *testing.T, name string) bool {
	builtin := ast.BuiltinMap[name]
	call := []*ast.Term{ast.NewTerm(builtin.Ref())}
	for range builtin.Decl.Arity() {
		call = append(call, ast.NewTerm(ast.InputRootRef))
	}
	query := ast.NewBody(ast.NewExpr(append(call, ast.VarTerm("result"))))
	compiled, err := rego.New(rego.ParsedQuery(query)).Compile(context.Background(), rego.CompilePartial(false))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return bytes.Contains(compiled.Bytes, []byte("\x00"+name+"\x00"))
}

func TestDelegable(t *testing.T) {
	for name, want := range map[string]bool{
		"time.clock": true, "time.parse_rfc3339_ns": true, "net.cidr_contains": true, "regex.split": true, "sanitized": true,
		"glob.match": true, "numbers.range": true, "units.parse": true, "sum": true, "json.is_valid": true, "yaml.is_valid": true,
		// Sets, or what may hold them.
		"net.cidr_expand": false, "net.cidr_merge": false, "sprintf": false, "json.marshal": false, "minus": false,
		"strings.any_prefix_match": false, "object.get": false, "yaml.unmarshal": false, "io.jwt.decode": false,
		// Not the same every time.
		"rand.intn": false, "uuid.rfc4122": false, "http.send": false, "time.now_ns": false, "io.jwt.decode_verify": false,
		"net.lookup_ip_addr": false,
		// Several answers, or arguments without number.
		"walk": false, "print": false,
	} {
		if got := isDelegable(ast.BuiltinMap[name]); got != want {
			t.Errorf("%s: delegable is %v, want %v", name, got, want)
		}
	}
}
