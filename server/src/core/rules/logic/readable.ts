/** What can be judged in a text that is being written. */
import { findBrokenParts } from '../brokenParts.ts';
import { overlaps } from '../places.ts';
import type { Clause } from '../../syntax/model.ts';
import type { RuleContext } from '../rule.ts';

/** Whether OPA can read the whole text, so that what is not in it is missing. */
export function isReadable({ errors }: RuleContext): boolean {
  return !errors.some(({ error }) => error.code === 'rego_parse_error');
}

/** Tells clauses that are read as they are meant from those with something broken in them. */
export function wholeClauses(context: RuleContext): (clause: Clause) => boolean {
  const broken = findBrokenParts(context);
  return ({ whole, nestedIn }) => nestedIn === undefined && !broken.some((part) => overlaps(part, whole));
}
