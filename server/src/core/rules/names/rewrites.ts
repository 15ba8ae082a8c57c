/** What built-ins make of the login or a team before it is compared. */
import type { Subject } from '../../syntax/values/conditions.ts';

/** What the policy compares where the input holds `text`: `lower(input.session.login)` is in lower case. */
export function asCompared(text: string, subject: Subject | undefined): string {
  if (subject?.kind !== 'result') return text;
  if (subject.call.name === 'lower') return text.toLowerCase();
  return subject.call.name === 'upper' ? text.toUpperCase() : text;
}
