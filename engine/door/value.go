package door

import (
	"encoding/json"
	"math/big"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// jsonText is false for a term that is not known to the end.
func jsonText(term *ast.Term) (string, bool) {
	if !term.IsGround() {
		return "", false
	}
	value, err := plainJSON(term.Value)
	if err != nil {
		return "", false
	}
	text, err := encodeJSON(value)
	return text, err == nil
}

// resultJSON is how an evaluation's answer becomes JSON.
func resultJSON(term *ast.Term, _ *rego.EvalContext) (any, error) { return plainJSON(term.Value) }

// plainJSON is a value for Go's encoder. It differs from OPA's own in how numbers are written, which shows where they
// are keys; and OPA's can't write each number that OPA can make (`to_number("007")`).
func plainJSON(value ast.Value) (any, error) {
	switch value := value.(type) {
	case ast.Number:
		return json.Number(plainNumber(value)), nil
	case *ast.Array:
		return plainMembers(value.Len(), value.Iter)
	case ast.Set:
		return plainMembers(value.Len(), value.Sorted().Iter)
	case ast.Object:
		members := make(map[string]any, value.Len())
		err := value.Iter(func(key, member *ast.Term) error {
			name, err := keyText(key.Value)
			if err != nil {
				return err
			}
			members[name], err = plainJSON(member.Value)
			return err
		})
		return members, err
	}
	return ast.JSON(value)
}

func plainMembers(count int, each func(func(*ast.Term) error) error) ([]any, error) {
	members := make([]any, 0, count)
	err := each(func(member *ast.Term) error {
		value, err := plainJSON(member.Value)
		members = append(members, value)
		return err
	})
	return members, err
}

// keyText is a key that is no string as its JSON.
func keyText(key ast.Value) (string, error) {
	if text, isString := key.(ast.String); isString {
		return string(text), nil
	}
	value, err := plainJSON(key)
	if err != nil {
		return "", err
	}
	return encodeJSON(value)
}

func encodeJSON(value any) (string, error) {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// longestNumber is the number of bits up to which numbers are written out, and behind the point as well.
const longestNumber = 4096

// plainNumber writes equal numbers alike: without exponent, without zeros at either end. In a compiled set `1` and
// `1.0` may stand side by side.
func plainNumber(number ast.Number) ast.Number {
	text := string(number)
	if isPlainInteger(text) {
		return number
	}
	near, _, err := big.ParseFloat(text, 0, 64, big.ToNearestEven)
	if size := near.MantExp(nil); err != nil || size > longestNumber || size < -longestNumber {
		return number
	}
	exact, ok := new(big.Rat).SetString(text)
	if !ok {
		return number
	}
	digits, _ := exact.FloatPrec()
	return ast.Number(exact.FloatString(digits))
}

func isPlainInteger(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	return digits != "" && strings.Trim(digits, "0123456789") == "" && (digits[0] != '0' || text == "0")
}
