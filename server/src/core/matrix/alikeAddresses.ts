/**
 * Addresses that are alike for somebody: the networks that tell them apart stand in clauses that ask for another login
 * or team. Where each of hundreds of keys has a network of its own, few sessions of all are to be decided.
 */
import { isReadOtherwise } from '../simulation/alternatives/otherReads.ts';
import type { LoginInput } from '../simulation/loginInput.ts';
import { namedStretches, type Stretch } from '../simulation/alternatives/addresses.ts';
import { clauseOf } from '../syntax/ancestors.ts';
import type { Clause, PolicyModel, StringTerm } from '../syntax/model.ts';
import { groupBy } from '../syntax/multimap.ts';
import type { Condition, Test } from '../syntax/values/conditions.ts';
import type { Value } from '../syntax/values/value.ts';
import { isIn, numberOf, type AddressNumber } from './addresses.ts';

type Somebody = Pick<LoginInput['session'], 'login' | 'teams'>;

/** Of each of the addresses, by its place, the first that is like it for somebody. */
export type Alike = (somebody: Somebody) => readonly number[];

const FIELDS = [
  ['request', 'remote_ip'],
  ['session', 'creator_ip'],
] as const;
const ADDRESS_TESTS: ReadonlySet<Test> = new Set<Test>(['==', '!=', 'in', 'network']);

/** @param addresses IPv4 or IPv6 */
export function readAlikeAddresses(models: readonly PolicyModel[], addresses: readonly string[]): Alike {
  const each = addresses.map((_, place) => place);
  if (!models.every(tellsByNetworks)) return () => each;
  const numbers = addresses.map(numberOf);
  const concerns = models.map(readConcern);
  const known = new Map<string, readonly number[]>();
  return (somebody) => {
    const literals = concerns.flatMap((concern) => concern(somebody));
    const key = [...new Set(literals.map(({ value }) => value))].sort().join(' ');
    const alike = known.get(key) ?? findAlike(numbers, namedStretches({ literals }));
    known.set(key, alike);
    return alike;
  };
}

function findAlike(numbers: readonly AddressNumber[], stretches: readonly Stretch[]): number[] {
  const first = new Map<string, number>();
  return numbers.map((number, place) => {
    const side = `${number.bits} ${stretches.map((stretch) => Number(isIn(number, stretch))).join('')}`;
    const known = first.get(side) ?? place;
    first.set(side, known);
    return known;
  });
}

/** Nothing but being in a network that it names matters of an address, and no clause is asked about another session. */
function tellsByNetworks(model: PolicyModel): boolean {
  const isOpen = FIELDS.some((field) => isReadOtherwise(model, field.join('.'), ADDRESS_TESTS));
  return !isOpen && !model.clauses.some((clause) => hasWith(clause) || givesAddress(clause, model));
}

function hasWith({ body, elses }: Clause): boolean {
  const bodies = [body, ...elses.map((one) => one.body)];
  return bodies.some((one) => one?.expressions.some(({ withs }) => withs.length > 0));
}

/** Whether it may be in what the clause gives. */
function givesAddress({ head, elses }: Clause, model: PolicyModel): boolean {
  const terms = [head.key, head.value, ...head.path.map(({ term }) => term), ...elses.map(({ value }) => value)];
  return terms.some((term) => term !== undefined && model.values.valuesOf(term).some(isOfAddress));
}

function isOfAddress(value: Value): boolean {
  if (value.kind === 'result') return !value.call.name.startsWith('time.');
  return value.kind === 'input' && FIELDS.some((field) => field.every((step, at) => (value.path[at] ?? step) === step));
}

/** The networks in clauses that somebody may fire. */
function readConcern(model: PolicyModel): (somebody: Somebody) => StringTerm[] {
  const guards = groupBy(model.conditions().filter(isGuard), ({ clause }) => clause);
  const networks = model.literals.filter(isNetwork).map((literal) => {
    const clause = clauseOf(literal);
    return { literal, guards: (clause && guards.get(clause)) ?? [] };
  });
  return (somebody) =>
    networks.filter((network) => network.guards.every((guard) => isMet(guard, somebody))).map(({ literal }) => literal);
}

function isNetwork(literal: PolicyModel['literals'][number]): literal is StringTerm {
  return literal.kind === 'string' && namedStretches({ literals: [literal] }).length > 0;
}

/** A condition without which a clause can't fire: a login, or a team, that is compared with constants. */
function isGuard(condition: Condition): boolean {
  const { subject, test, against, at, clause, isNegated, isCertain } = condition;
  if (subject.kind !== 'input' || subject.isChanged || isNegated || !isCertain || (test !== '==' && test !== 'in'))
    return false;
  const [root, field, ...rest] = subject.path;
  const isWhole = field === 'login' ? rest.length === 0 : field === 'teams' && rest.length === 1;
  if (root !== 'session' || !isWhole || !against.every(({ kind }) => kind === 'constant')) return false;
  const { body, elses } = clause;
  const isAsked = body?.expressions.some((one) => one.kind === 'term' && !one.negated && one.term === at) === true;
  return isAsked && elses.length === 0;
}

function isMet({ subject, against }: Condition, { login, teams }: Somebody): boolean {
  const own = subject.kind === 'input' && subject.path[1] === 'login' ? [login] : teams;
  return against.some((value) => value.kind !== 'constant' || own.some((text) => text === value.value));
}
