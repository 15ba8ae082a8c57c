/** What a scenario expects, in the account's terms: spaces by their ids, actions as the API spells them. */
import type { AskedAction, AskedSpace } from '../../protocol/access.ts';
import type { Range } from '../../protocol/findings.ts';
import type { AccessLevel } from '../../protocol/simulation.ts';
import { readAction } from '../access/actions.ts';
import { readSpace } from '../access/askedSpace.ts';
import type { Inventory } from '../account/inventory.ts';
import { BadInput } from '../badInput.ts';
import type { Expectation, Placed } from './scenario.ts';

export type Resolved =
  | { readonly kind: 'access'; readonly level: AccessLevel; readonly range: Range }
  | { readonly kind: 'roles'; readonly space: AskedSpace; readonly slugs: readonly string[]; readonly range: Range }
  | { readonly kind: 'can' | 'cannot'; readonly space: AskedSpace; readonly action: AskedAction; readonly range: Range }
  | { readonly kind: 'nothingElse'; readonly range: Range };

/** A name that the account is sure not to have, or an action that is none. */
export interface UnknownName {
  readonly message: string;
  readonly range: Range;
}

export interface Resolution {
  readonly resolved: readonly Resolved[];
  readonly unknown: readonly UnknownName[];
}

export function resolveExpectations(expectations: readonly Expectation[], account: Inventory | undefined): Resolution {
  const unknown: UnknownName[] = [];
  const resolved = expectations.flatMap((expectation): Resolved[] => {
    if (expectation.kind === 'access' || expectation.kind === 'nothingElse') return [expectation];
    const space = attempt(unknown, expectation.space.range, () => readSpace(expectation.space.text, account));
    if (expectation.kind === 'roles') {
      const strangers = expectation.slugs.flatMap((slug) => describeUnknownRole(slug, account));
      unknown.push(...strangers);
      const slugs = [...new Set(expectation.slugs.map(({ text }) => text))].sort();
      return space ? [{ kind: 'roles', space, slugs, range: expectation.range }] : [];
    }
    const { kind, range } = expectation;
    const action = attempt(unknown, range, () => readAction(expectation.action, account));
    return space && action ? [{ kind, space, action, range }] : [];
  });
  return { resolved, unknown: unknown.filter(isFirst) };
}

function attempt<T>(unknown: UnknownName[], range: Range, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    unknown.push({ message: error.message, range });
    return undefined;
  }
}

/** Of a list of roles that is not whole, or looks as one does without permission, nothing is said. */
function describeUnknownRole({ text, range }: Placed, account: Inventory | undefined): UnknownName[] {
  if (account === undefined) return [];
  const { name, roles } = account.account;
  if (roles.state !== 'complete' || roles.items.length === 0) return [];
  const found = account.identifyRole(text);
  if (found.kind === 'found') return [];
  const near = found.kind === 'misnamed' ? found.item : found.nearest;
  const hint = near === undefined ? 'give the slug of one of its roles' : `did you mean "${near.slug}"?`;
  return [{ message: `No role of the account "${name}" has the slug "${text}": ${hint}`, range }];
}

/** The actions of one space tell its mistake once. */
function isFirst({ message }: UnknownName, index: number, all: readonly UnknownName[]): boolean {
  return all.findIndex((other) => other.message === message) === index;
}
