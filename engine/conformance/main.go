// Command conformance prepares OPA's own conformance cases for the tests in `test/differential`; it is no part of the
// product. It prints one line of JSON for each case that comes with OPA's Go module: what the product's compile path
// makes of it, and what OPA's interpreter answers. To be run in the folder of this Go module.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/test/cases"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	opa, err := opaFolder()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, version := range []ast.RegoVersion{ast.RegoV0, ast.RegoV1} {
		set := cases.MustLoad(filepath.Join(opa, "v1/test/cases/testdata", version.String())).Sorted()
		names := map[string]int{}
		for _, one := range set.Cases {
			name := version.String() + " " + one.Note
			if names[name]++; names[name] > 1 {
				name = fmt.Sprintf("%s (%d)", name, names[name])
			}
			if err := encoder.Encode(prepare(name, one, version)); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// opaFolder is where OPA's module lies: the cases are files beside its code.
func opaFolder() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/open-policy-agent/opa").Output()
	if err != nil {
		return "", fmt.Errorf("OPA's Go module is not there: %w", err)
	}
	return strings.TrimSpace(string(out)), nil
}
