package door

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/types"
)

// sanitized is the function Spacelift adds (user documentation, policy/README.md): the hash that stands for a secret
// string. How it hashes is not published; the answer here is a stand-in, the same for the same string.
var sanitized = &ast.Builtin{
	Name:        "sanitized",
	Description: "Spacelift's hash of a secret string. Answered here by a stand-in: equal strings give equal hashes, but not those of Spacelift.",
	Categories:  []string{"spacelift"},
	Decl: types.NewFunction(
		types.Args(types.Named("x", types.S).Description("string to hash")),
		types.Named("hash", types.S).Description("hash of `x`"),
	),
}

func init() {
	declaration := &rego.Function{Name: sanitized.Name, Description: sanitized.Description, Decl: sanitized.Decl}
	rego.RegisterBuiltin1(declaration, func(_ rego.BuiltinContext, x *ast.Term) (*ast.Term, error) {
		text, ok := x.Value.(ast.String)
		if !ok {
			return nil, nil
		}
		hash := sha256.Sum256([]byte(text))
		return ast.StringTerm(hex.EncodeToString(hash[:4])), nil
	})
}
