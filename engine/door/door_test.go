package door

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

func TestPanicIsAnAnswer(t *testing.T) {
	operations["explode"] = func(given fields) (any, error) { return given["op"][99], nil }
	defer delete(operations, "explode")
	got := string(Handle([]byte(`{"op":"explode"}`)))
	want := `{"ok":false,"failure":{"kind":"panic","message":"runtime error: index out of range [99] with length 9"}}`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if next := string(Handle([]byte(`{"op":"parses","text":"package spacelift"}`))); !strings.HasPrefix(next, `{"ok":true`) {
		t.Errorf("after a panic: %s", next)
	}
}

// Under WebAssembly the stack is the host's, which ends the instance; that is tested where the host is.
func TestDeepNestingDoesNotKill(t *testing.T) {
	if runtime.GOARCH == "wasm" {
		t.Skip("the host's stack")
	}
	open, closed := strings.Repeat("[", 20_000), strings.Repeat("]", 20_000)
	for _, text := range []string{
		"package spacelift\n\nallow := " + strings.Repeat("[", 200_000),
		"package spacelift\n\nallow := " + open + closed,
		"package spacelift\n\nallow if " + strings.Repeat("not ", 20_000) + "true",
		"package spacelift\n\nallow if " + strings.Repeat("(", 20_000) + "1" + strings.Repeat(")", 20_000),
	} {
		reply := askDoor(t, map[string]any{"op": "check", "policy": map[string]any{"text": text, "engine": "v1"}})
		if !json.Valid(reply) {
			t.Errorf("no reply to %.60s…", text)
		}
	}
	askDoor(t, map[string]any{
		"op": "evaluate", "policy": map[string]any{"text": "package spacelift\n\nflag contains input", "engine": "v1"},
		"input": open + closed, "explain": true, "timeLimitMs": 5000,
	})
}

func TestLongLiteralsAreNotCompiled(t *testing.T) {
	for elements, want := range map[int]string{longestLiteral: "wasm", longestLiteral + 1: "refused"} {
		keys := make([]string, elements)
		for i := range keys {
			keys[i] = fmt.Sprintf("%q", fmt.Sprint("api::", i))
		}
		text := "package spacelift\n\nallow if input.session.login in {" + strings.Join(keys, ", ") + "}\n"
		reply := askDoor(t, map[string]any{"op": "compile", "policy": map[string]any{"text": text, "engine": "v1"}})
		if !strings.Contains(string(reply), fmt.Sprintf(`"answer":{"%s":`, want)) {
			t.Errorf("%d elements: no %s in %.200s", elements, want, reply)
		}
	}
}

func askDoor(t *testing.T, request any) []byte {
	t.Helper()
	text, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return Handle(text)
}
