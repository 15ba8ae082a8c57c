/** What kinds of clauses there are. */
import type { Clause } from './model.ts';

/** `default h := false`: where it applies, an expression that asks for `h` does not hold. */
export function isDefaultFalse({ isDefault, head: { value } }: Clause): boolean {
  return isDefault && value?.kind === 'boolean' && !value.value;
}

/** `allow := x if …`: what the clause says is not in its body alone. */
export function hasComputedValue({ head: { value } }: Clause): boolean {
  return value !== undefined && value.kind !== 'boolean';
}
