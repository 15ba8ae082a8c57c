/** What built-ins make of the login or a team before it is compared. */
import type { Subject } from '../../syntax/values/conditions.ts';

export type Rewrite = 'lower' | 'upper';

/** What the policy compares where the input holds `text`: `lower(input.session.login)` is in lower case. */
export function asCompared(text: string, subject: Subject | undefined): string {
  return rewritten(text, rewriteOf(subject));
}

/** Undefined: compared as it is. */
export function rewriteOf(subject: Subject | undefined): Rewrite | undefined {
  if (subject?.kind !== 'result') return undefined;
  const { name } = subject.call;
  return name === 'lower' || name === 'upper' ? name : undefined;
}

export function rewritten(text: string, rewrite: Rewrite | undefined): string {
  if (rewrite === undefined) return text;
  return rewrite === 'lower' ? text.toLowerCase() : text.toUpperCase();
}
