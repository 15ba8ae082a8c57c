package door

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// disabledBuiltins are refused by Spacelift (user documentation, policy/README.md).
var disabledBuiltins = []string{"http.send", "opa.runtime", "rego.parse_module", "time.now_ns", "trace"}

// knownFeatures are those that Spacelift's own words prove, whatever the release says: its v0 policies write
// `roles[space][slug]` (which the prelude does as well), and an account that evaluates v1 can parse it.
var knownFeatures = map[ast.RegoVersion][]string{
	ast.RegoV0: {ast.FeatureRefHeadStringPrefixes, ast.FeatureRefHeads},
	ast.RegoV1: {ast.FeatureRefHeadStringPrefixes, ast.FeatureRefHeads, ast.FeatureRegoV1},
}

type capabilitiesKey struct {
	version    ast.RegoVersion
	opaVersion string
}

var capabilitiesCache = map[capabilitiesKey]*ast.Capabilities{}

// capabilitiesFor is what a policy may use on Spacelift: OPA's own at that release (the empty one: this release), less
// what is disabled, and `sanitized`.
func capabilitiesFor(version ast.RegoVersion, opaVersion string) (*ast.Capabilities, error) {
	key := capabilitiesKey{version, opaVersion}
	if known, found := capabilitiesCache[key]; found {
		return known, nil
	}
	capabilities, err := opaCapabilities(version, opaVersion)
	if err != nil {
		return nil, err
	}
	capabilities.Builtins = slices.DeleteFunc(slices.Clone(capabilities.Builtins), func(builtin *ast.Builtin) bool {
		return slices.Contains(disabledBuiltins, builtin.Name) || builtin.Name == sanitized.Name
	})
	capabilities.Builtins = append(capabilities.Builtins, sanitized)
	for _, feature := range knownFeatures[version] {
		if !capabilities.ContainsFeature(feature) {
			capabilities.Features = append(capabilities.Features, feature)
		}
	}
	capabilitiesCache[key] = capabilities
	return capabilities, nil
}

func opaCapabilities(version ast.RegoVersion, opaVersion string) (*ast.Capabilities, error) {
	if opaVersion == "" {
		return ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(version)), nil
	}
	release, err := nearestRelease(opaVersion)
	if err != nil {
		return nil, err
	}
	return ast.LoadCapabilitiesVersion(release)
}

// nearestRelease finds the newest release OPA ships capabilities of that is not newer than the one asked for.
func nearestRelease(opaVersion string) (string, error) {
	wanted, ok := parseVersion(opaVersion)
	if !ok {
		return "", refuse("opaVersion is %q, which is no release of OPA such as 0.64.0", opaVersion)
	}
	names, err := ast.LoadCapabilitiesVersions()
	if err != nil {
		return "", fmt.Errorf("OPA's capabilities: %w", err)
	}
	nearest, found := [3]int{}, ""
	for _, name := range names {
		release, ok := parseVersion(name)
		if ok && !strings.Contains(name, "-") && compareVersions(release, wanted) <= 0 && compareVersions(release, nearest) > 0 {
			nearest, found = release, name
		}
	}
	if found == "" {
		return "", refuse("opaVersion is %q, older than any release OPA can imitate", opaVersion)
	}
	return found, nil
}

// parseVersion reads `1.2.3`, with or without a `v` before it and a `-suffix` behind it.
func parseVersion(text string) (version [3]int, ok bool) {
	text, _, _ = strings.Cut(strings.TrimPrefix(text, "v"), "-")
	parts := strings.Split(text, ".")
	if len(parts) != len(version) {
		return version, false
	}
	for i, part := range parts {
		number, err := strconv.ParseUint(part, 10, 31)
		if err != nil {
			return version, false
		}
		version[i] = int(number)
	}
	return version, true
}

func compareVersions(a, b [3]int) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]), cmp.Compare(a[2], b[2]))
}
