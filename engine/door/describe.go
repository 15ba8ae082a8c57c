package door

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
	"github.com/open-policy-agent/opa/v1/version"
)

type capabilitiesRequest struct {
	Op         string `json:"op"`
	OpaVersion string `json:"opaVersion,omitempty"`
}

type capabilitiesAnswer struct {
	OpaVersion string        `json:"opaVersion"`
	Builtins   []builtinInfo `json:"builtins"`
}

type builtinInfo struct {
	Name          string      `json:"name"`
	Description   string      `json:"description"`
	Categories    []string    `json:"categories"`
	Args          []valueInfo `json:"args"`
	Result        valueInfo   `json:"result"`
	Infix         string      `json:"infix,omitempty"`
	Deprecated    bool        `json:"deprecated"`
	Disabled      bool        `json:"disabled"`
	SpaceliftOnly bool        `json:"spaceliftOnly"`
}

type valueInfo struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Type        string `json:"type"`
}

// describeBuiltins lists what a policy may call at a release of OPA, in this release's words.
func describeBuiltins(request capabilitiesRequest) (capabilitiesAnswer, error) {
	capabilities, err := opaCapabilities(ast.RegoV1, request.OpaVersion)
	if err != nil {
		return capabilitiesAnswer{}, err
	}
	infos := []builtinInfo{describe(sanitized)}
	for _, builtin := range capabilities.Builtins {
		if builtin.Name == sanitized.Name || isInternal(builtin) {
			continue
		}
		if current := ast.BuiltinMap[builtin.Name]; current != nil {
			builtin = current // releases keep the names of built-ins, but not their documentation
		}
		infos = append(infos, describe(builtin))
	}
	slices.SortFunc(infos, func(a, b builtinInfo) int { return strings.Compare(a.Name, b.Name) })
	return capabilitiesAnswer{version.Version, infos}, nil
}

// isInternal is true for what OPA's compiler alone may write; the operators among it are what they are written as.
func isInternal(builtin *ast.Builtin) bool {
	return strings.HasPrefix(builtin.Name, "internal.") && builtin.Infix == ""
}

func describe(builtin *ast.Builtin) builtinInfo {
	info := builtinInfo{
		Name:          builtin.Name,
		Description:   builtin.Description,
		Categories:    categories(builtin),
		Args:          []valueInfo{},
		Infix:         builtin.Infix,
		Deprecated:    builtin.IsDeprecated(),
		Disabled:      slices.Contains(disabledBuiltins, builtin.Name),
		SpaceliftOnly: builtin.Name == sanitized.Name,
	}
	declared := builtin.Decl.NamedFuncArgs()
	for _, arg := range declared.Args {
		info.Args = append(info.Args, describeValue(arg))
	}
	if declared.Variadic != nil {
		info.Args = append(info.Args, describeValue(declared.Variadic))
	}
	if result := builtin.Decl.NamedResult(); result != nil {
		info.Result = describeValue(result)
	}
	return info
}

// categories are named where they differ from what stands before the dot.
func categories(builtin *ast.Builtin) []string {
	namespace, _, namespaced := strings.Cut(builtin.Name, ".")
	if len(builtin.Categories) == 0 && namespaced {
		return []string{namespace}
	}
	return append([]string{}, builtin.Categories...)
}

func describeValue(value types.Type) valueInfo {
	if named, ok := value.(*types.NamedType); ok {
		return valueInfo{named.Name, named.Descr, types.Sprint(named.Type)}
	}
	return valueInfo{Type: types.Sprint(value)}
}
