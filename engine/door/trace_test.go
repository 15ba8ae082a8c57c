package door

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
)

func explained(t *testing.T, text, input string) []clauseTrace {
	t.Helper()
	reply := askDoor(t, map[string]any{
		"op": "evaluate", "policy": map[string]any{"text": text, "engine": "v1"},
		"input": input, "explain": true, "timeLimitMs": 60_000,
	})
	var envelope struct{ Answer evaluateAnswer }
	if err := json.Unmarshal(reply, &envelope); err != nil || envelope.Answer.Outcome.Kind != "decided" {
		t.Fatalf("%v in %.500s", err, reply)
	}
	return envelope.Answer.Trace
}

func TestTraceIsBounded(t *testing.T) {
	const tries = 300
	trace := explained(t, fmt.Sprintf(`package spacelift

is_same(a, b) if a == b

flag contains a if {
	all_spaces := input.spaces
	some a in numbers.range(1, %d)
	some b in numbers.range(1, %d)
	is_same(a, b)
}
`, tries, tries), `{"spaces":["`+strings.Repeat("x", 2*localLongest)+`"]}`)
	same, flag := trace[0], trace[1]
	if same.AttemptCount != tries*tries || len(same.Attempts) != attemptsMost {
		t.Errorf("is_same: %d attempts, %d of them kept", same.AttemptCount, len(same.Attempts))
	}
	if values := flag.Attempts[0].Values; len(values) != valuesMost {
		t.Errorf("flag: %d values", len(values))
	}
	if locals := fmt.Sprint(flag.Attempts[0].Locals); locals != "[{a 1} {b 1}]" {
		t.Errorf("flag: locals %.100s", locals)
	}
}

// Why a zone is not known differs by where the host has its zones.
func TestAFailureOfABuiltinIsTold(t *testing.T) {
	trace := explained(t, `package spacelift

allow if {
	input.n
	to_number(input.n) > 5
}

admin if input.n == "y"

deny if time.clock([1, "Nowhere/None"])[0] > 5

deny_admin if count([1 | time.clock([1, "Nowhere/None"])]) == 0
`, `{"n":"x"}`)
	for i, wanted := range []string{`to_number: strconv.ParseFloat: parsing "x": invalid syntax`, "", "time.clock: ", "time.clock: "} {
		told := trace[i].Attempts[0].Failure
		if !strings.Contains(told, wanted) || (wanted == "") != (told == "") {
			t.Errorf("%s: told %q", trace[i].Rule, told)
		}
	}
}

// A memory image of the engine is taken between two calls: nothing may be running then.
func TestNothingIsLeftRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	explained(t, "package spacelift\n\nallow if time.clock(1) == [0, 0, 0]\n", "{}")
	askDoor(t, map[string]any{"op": "compile", "policy": map[string]any{"text": "package spacelift", "engine": "v0"}})
	if after := runtime.NumGoroutine(); after != before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}
