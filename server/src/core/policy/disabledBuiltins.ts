/**
 * What policies may not call on Spacelift (user documentation, policy page). The engine has the same list:
 * `test/tidy/rules.test.ts` compares them.
 */
export const DISABLED_BUILTINS = ['http.send', 'opa.runtime', 'rego.parse_module', 'time.now_ns', 'trace'] as const;
