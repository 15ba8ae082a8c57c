/** What can be judged in a text that is being written. */
import type { Clause } from '../../syntax/model.ts';
import { findBrokenParts } from '../brokenParts.ts';
import { overlaps } from '../places.ts';
import type { RuleContext } from '../rule.ts';

/** Whether OPA can read the whole text, so that what is not in it is missing. */
export function isReadable({ errors }: RuleContext): boolean {
  return !errors.some(({ error }) => error.code === 'rego_parse_error');
}

/** Tells clauses that say what they are meant to from those in which something is broken or refused by OPA. */
export function wholeClauses(context: RuleContext): (clause: Clause) => boolean {
  const refused = context.errors.flatMap(({ span }) => span ?? []);
  const broken = [...findBrokenParts(context), ...refused];
  return ({ whole, nestedIn }) => nestedIn === undefined && !broken.some((part) => overlaps(part, whole));
}
