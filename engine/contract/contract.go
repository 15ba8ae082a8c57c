// Package contract holds what Spacelift's documentation says about login policies, as data that the TypeScript side
// reads too.
package contract

import (
	_ "embed"
	"encoding/json"
)

// LoginInputSchema is the JSON Schema of `input`; `x-spacelift` says of each field how sure it is.
//
//go:embed loginInput.schema.json
var LoginInputSchema []byte

//go:embed loginRules.json
var loginRules []byte

// RuleType is what Spacelift reads a rule as.
type RuleType string

// A map is keyed by space id.
const (
	Boolean RuleType = "boolean"
	Set     RuleType = "set"
	Map     RuleType = "map"
)

// Rule is a rule that Spacelift reads from a login policy.
type Rule struct {
	Name string   `json:"name"`
	Type RuleType `json:"type"`
}

// LoginRules are all of them, in the order of the file.
var LoginRules = readLoginRules()

func readLoginRules() (rules []Rule) {
	if err := json.Unmarshal(loginRules, &rules); err != nil {
		panic(err)
	}
	return rules
}
