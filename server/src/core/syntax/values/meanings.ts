/** What the constants of the policy stand for. */
import { byName } from '../../byName.ts';
import type { Call, NumberTerm, PolicyModel, StringTerm, Term } from '../model.ts';
import type { Condition, Test } from './conditions.ts';
import { domainOf, type Domain } from './domains.ts';
import { readSet, type Grant } from './grants.ts';
import { unite, type Value } from './value.ts';
import type { Values } from './values.ts';

/** One constant in one use. */
export interface Meaning {
  readonly literal: StringTerm | NumberTerm;
  /** The constant, as it is used: of `lower("DevOps")` it is `devops`. */
  readonly value: string | number;
  readonly domain: Domain;
  /** `granted`: by a rule that Spacelift reads; `argument`: of a built-in; else how something is tested by it. */
  readonly use: 'granted' | 'argument' | Test;
  /** Where it is used: a head's term or value, a call, or the condition's. */
  readonly at: Term | Condition['at'] | undefined;
  readonly condition: Condition | undefined;
}

/** In the order of the text; a constant with several uses comes several times. */
export function listMeanings(
  model: Pick<PolicyModel, 'rulesNamed' | 'calls'>,
  conditions: readonly Condition[],
  grants: readonly Grant[],
  values: Values,
): Meaning[] {
  const meanings = [
    ...fromConditions(conditions, values),
    ...fromGrants(grants),
    ...fromTeams(model, values),
    ...fromCalls(model.calls, values),
  ];
  return meanings.sort((a, b) => a.literal.from - b.literal.from);
}

function* fromConditions(conditions: readonly Condition[], values: Values): Iterable<Meaning> {
  for (const condition of conditions) {
    const domain = condition.test === 'network' ? 'network' : domainOf(condition.subject, values);
    if (domain) yield* mean(condition.against, domain, condition.test, condition.at, condition);
  }
}

function* fromGrants(grants: readonly Grant[]): Iterable<Meaning> {
  for (const { spaces, roles, spaceTerm, roleTerm, clause } of grants) {
    yield* mean(spaces, 'space', 'granted', spaceTerm ?? clause.head.value);
    yield* mean(roles, 'role', 'granted', roleTerm ?? clause.head.value);
  }
}

function* fromTeams(model: Pick<PolicyModel, 'rulesNamed'>, values: Values): Iterable<Meaning> {
  for (const clause of model.rulesNamed('team')) {
    const { spaces: teams, term } = readSet(clause, values);
    yield* mean(teams, 'team', 'granted', term ?? clause.head.value);
  }
}

/** Which arguments of built-ins stand for something; `zone`: the second of `[ns, zone]`. */
const ARGUMENTS: Readonly<Record<string, Readonly<Record<number, Domain>>>> = byName({
  'net.cidr_contains': { 0: 'network', 1: 'address' },
  'net.cidr_contains_matches': { 0: 'network', 1: 'address' },
  'net.cidr_expand': { 0: 'network' },
  'net.cidr_intersects': { 0: 'network', 1: 'network' },
  'net.cidr_merge': { 0: 'network' },
  'time.clock': { 0: 'zone' },
  'time.date': { 0: 'zone' },
  'time.format': { 0: 'zone' },
  'time.parse_ns': { 1: 'instantText' },
  'time.parse_rfc3339_ns': { 0: 'instantText' },
  'time.weekday': { 0: 'zone' },
});

function* fromCalls(calls: readonly Call[], values: Values): Iterable<Meaning> {
  for (const call of calls) {
    const domains = call.callee.target.kind === 'function' ? ARGUMENTS[call.name] : undefined;
    for (const [index, domain] of Object.entries(domains ?? {})) {
      const arg = call.args[Number(index)];
      if (!arg) continue;
      const given = values.valuesOf(arg);
      const meant =
        domain === 'zone' ? zonesIn(given, values) : unite([given, ...given.map((value) => membersIn(value, values))]);
      yield* mean(meant, domain, 'argument', call);
    }
  }
}

/** The zones a call of a `time` built-in can be asked with; none where it takes UTC, which is when none is written. */
export function zonesOf(call: Call, values: Values): readonly Value[] {
  const [arg] = call.args;
  return arg ? zonesIn(values.valuesOf(arg), values) : [];
}

function zonesIn(given: readonly Value[], values: Values): readonly Value[] {
  return unite(given.map((value) => (value.kind === 'collection' ? values.at(value, 1) : [])));
}

function membersIn(value: Value, values: Values): readonly Value[] {
  return value.kind === 'collection' || value.kind === 'clause' ? values.membersOf(value) : [];
}

function* mean(
  list: readonly Value[],
  domain: Domain,
  use: Meaning['use'],
  at: Meaning['at'],
  condition?: Condition,
): Iterable<Meaning> {
  for (const item of list) {
    if (item.kind !== 'constant') continue;
    const { literal, value } = item;
    if (literal?.kind !== 'string' && literal?.kind !== 'number') continue;
    if (typeof value === 'string' || typeof value === 'number') yield { literal, value, domain, use, at, condition };
  }
}
