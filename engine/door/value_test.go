package door

import (
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

func TestPlainNumber(t *testing.T) {
	for given, want := range map[ast.Number]ast.Number{
		"0": "0", "-0": "0", "-0.0": "0", "10": "10", "-7": "-7",
		"1.0": "1", "1e3": "1000", "1E+2": "100", "1000e-3": "1", "2.50": "2.5", "1e-7": "0.0000001", "-0.10": "-0.1",
		"007": "7", "010": "10", "+5": "5", "5.": "5", ".5": "0.5", "1_000": "1000", "0x10p2": "64", "0x1p-2": "0.25",
		"1e21": "1000000000000000000000", "9007199254740993.0": "9007199254740993",
		"123456789012345678901234567890.10": "123456789012345678901234567890.1",
		"1e30000":                           "1e30000", "1e-30000": "1e-30000",
	} {
		if got := plainNumber(given); got != want {
			t.Errorf("%s became %s, want %s", given, got, want)
		}
	}
}

func TestPlainJSON(t *testing.T) {
	for given, want := range map[string]string{
		`{"b", "a", 1.0}`:                      `[1,"a","b"]`,
		`{"a": {1.50: [{2, 1e0}]}}`:            `{"a":{"1.5":[[1,2]]}}`,
		`{[1.0, {"x": 2.0}]: 1, null: "<\n>"}`: `{"[1,{\"x\":2}]":1,"null":"<\n>"}`,
	} {
		got, ok := jsonText(ast.MustParseTerm(given))
		if want = strings.ReplaceAll(want, "\n", `\n`); !ok || got != want {
			t.Errorf("%s became %s, want %s", given, got, want)
		}
	}
	if text, ok := jsonText(ast.MustParseTerm("[x]")); ok {
		t.Errorf("an unknown value became %s", text)
	}
}
