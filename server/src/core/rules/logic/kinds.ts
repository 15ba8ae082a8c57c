/** Tests that tell kinds of logins apart, or nothing at all, and so ask for nobody in particular. */
import { KEY_PREFIX } from '../../account/keyLogin.ts';
import { comparisonOf } from '../../syntax/ancestors.ts';
import type { Call, Operator, Term } from '../../syntax/model.ts';
import { REWRITES } from '../../syntax/values/builtins.ts';
import type { Values } from '../../syntax/values/values.ts';
import { acceptsEverything } from './constants.ts';
import type { Reading } from './readings.ts';

/** `nothing`: what every login meets, or what has nothing to do with who it is. */
export type Kind = 'key' | 'person' | 'inTeam' | 'nothing';

/** Undefined where it may ask for somebody. */
export function kindAsked(reading: Reading, values: Values): Kind | undefined {
  const [root, field, ...deeper] = reading.path;
  if (root !== 'session') return undefined;
  if (field === 'teams') return ofTeams(reading, deeper.length > 0, values);
  return deeper.length === 0 && (field === 'login' || field === 'name') ? ofName(reading, values) : undefined;
}

function ofTeams({ at, isNegated }: Reading, isMember: boolean, values: Values): Kind | undefined {
  if (at.parent.kind === 'term') return isMember && !isNegated ? 'inTeam' : 'nothing';
  if (isMember) return undefined;
  if (at.parent.kind === 'call' && at.parent.name === 'count') return ofCount(at.parent, isNegated, values);
  const { operation, other } = comparisonOf(at) ?? {};
  if (other?.kind !== 'array' || other.items.length > 0) return undefined;
  // An unequal comparison is a negated reading already.
  return operation?.operator === '!=' && isNegated ? 'inTeam' : 'nothing';
}

const SOME: Readonly<Partial<Record<Operator, number>>> = { '!=': 0, '>': 0, '>=': 1 };

/** Of how many teams somebody is in. */
function ofCount(count: Call, isNegated: boolean, values: Values): Kind {
  const { operation, other, side } = comparisonOf(count) ?? {};
  const limit = other && side === 'left' ? values.constantOf(other) : undefined;
  return operation && limit !== undefined && SOME[operation.operator] === limit && !isNegated ? 'inTeam' : 'nothing';
}

function ofName({ at, path, isNegated }: Reading, values: Values): Kind | undefined {
  const term = rewritten(at);
  if (term.parent.kind === 'term') return 'nothing';
  const other = comparisonOf(term)?.other;
  if (other && values.constantOf(other) === '') return 'nothing';
  if (term.parent.kind !== 'call') return undefined;
  if (acceptsEverything(term.parent, values)) return 'nothing';
  if (path[1] !== 'login' || !asksForKeys(term.parent, values)) return undefined;
  return isNegated ? 'person' : 'key';
}

/** `lower(input.session.login)` for `input.session.login`. */
function rewritten(term: Term): Term {
  const { parent } = term;
  return parent.kind === 'call' && REWRITES.has(parent.name) ? rewritten(parent) : term;
}

function asksForKeys({ name, args: [first, second] }: Call, values: Values): boolean {
  if (name === 'startswith') return second !== undefined && values.constantOf(second) === KEY_PREFIX;
  const pattern = (name === 'regex.match' || name === 're_match') && first ? values.constantOf(first) : undefined;
  return pattern === `^${KEY_PREFIX}` || pattern === `^${KEY_PREFIX}.*` || pattern === `^${KEY_PREFIX}.+`;
}
