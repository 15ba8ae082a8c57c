package door

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const goldens = "../../test/engine/goldens"

type golden struct {
	Request     json.RawMessage `json:"request,omitempty"`
	RequestText string          `json:"requestText,omitempty"`
	Reply       json.RawMessage `json:"reply"`
}

func TestGoldens(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(goldens, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no goldens in %s: %v", goldens, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) { checkGolden(t, file) })
	}
}

func checkGolden(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want golden
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	request := []byte(want.RequestText)
	if want.Request != nil {
		request = want.Request
	}
	got := shorten(t, Handle(request))
	if os.Getenv("UPDATE_GOLDENS") != "" {
		want.Reply = got
		write(t, file, want)
		return
	}
	if !reflect.DeepEqual(decoded(t, got), decoded(t, want.Reply)) {
		t.Errorf("got  %s\nwant %s", got, compact(t, want.Reply))
	}
}

// shownBuiltins are those that a golden keeps of a capabilities answer.
var shownBuiltins = []string{
	"count", "http.send", "internal.member_2", "json.marshal", "plus", "re_match", "sanitized", "strings.count", "time.clock",
}

// shorten does what the goldens' README says.
func shorten(t *testing.T, reply []byte) []byte {
	var envelope struct {
		Ok     bool `json:"ok"`
		Answer struct {
			Wasm       string            `json:"wasm,omitempty"`
			Delegated  []string          `json:"delegated"`
			OpaVersion string            `json:"opaVersion,omitempty"`
			Builtins   []json.RawMessage `json:"builtins,omitempty"`
		} `json:"answer"`
	}
	if err := json.Unmarshal(reply, &envelope); err != nil {
		t.Fatalf("%v in %s", err, reply)
	}
	answer := &envelope.Answer
	switch {
	case answer.Wasm != "":
		return encoded(t, map[string]any{"ok": true, "answer": map[string]any{"wasm": "<module>", "delegated": answer.Delegated}})
	case answer.Builtins != nil:
		shown := slices.DeleteFunc(answer.Builtins, func(builtin json.RawMessage) bool {
			name, _ := decoded(t, builtin).(map[string]any)["name"].(string)
			return !slices.Contains(shownBuiltins, name)
		})
		return encoded(t, map[string]any{"ok": true, "answer": map[string]any{"opaVersion": answer.OpaVersion, "builtins": shown}})
	}
	return reply
}

// decoded keeps numbers to the digit.
func decoded(t *testing.T, text []byte) (value any) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return value
}

func encoded(t *testing.T, value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func compact(t *testing.T, text []byte) []byte {
	var out bytes.Buffer
	if err := json.Compact(&out, text); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func write(t *testing.T, file string, content golden) {
	if err := os.WriteFile(file, encoded(t, content), 0o644); err != nil {
		t.Fatal(err)
	}
}
