/** What only somebody who knows Spacelift can tell, beside a server that knows Rego: the rest is left to that one. */
import type { Suggestion } from './completion/suggestion.ts';
import { namedAt } from './names/named.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** Findings of OPA that another server tells from the text alone. What OPA's compiler finds no other server does. */
export const TOLD_BY_OTHERS: ReadonlySet<string> = new Set(['rego_parse_error']);

/** Of keywords and built-ins any server for Rego tells; of those that Spacelift has disabled, or added, none. */
export function isOfRegoAlone(policy: OpenPolicy, offset: number): boolean {
  const named = namedAt(policy.model, offset)?.named;
  if (named === undefined) return true;
  if (named.kind !== 'function') return false;
  const builtin = policy.builtins.get(named.name);
  return builtin !== undefined && !builtin.disabled && !builtin.spaceliftOnly;
}

/** Roles, spaces, keys, teams, fields of the input, rules that Spacelift reads, and patterns of them. */
export function isOfDomain({ documented }: Suggestion, { builtins }: OpenPolicy): boolean {
  if (documented?.of !== 'builtin') return documented !== undefined;
  return builtins.get(documented.name)?.spaceliftOnly === true;
}
