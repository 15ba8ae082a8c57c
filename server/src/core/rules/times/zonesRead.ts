/** In which zones a policy reads the day and the time of day of the login. */
import { plainZone } from '../../builtins/zone.ts';
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type { Call, Clause, PolicyModel, Rule, Term } from '../../syntax/model.ts';
import { visitClause } from '../../syntax/walk.ts';
import { domainOf } from '../../syntax/values/domains.ts';
import type { Value } from '../../syntax/values/value.ts';

export interface ZoneReading {
  readonly call: Call;
  readonly reads: 'day' | 'time';
  /** One name for UTC; several where it is called with several. */
  readonly zones: readonly string[];
}

const READS: Readonly<Record<string, ZoneReading['reads']>> = {
  'time.clock': 'time',
  'time.date': 'day',
  'time.weekday': 'day',
};

/** Of one clause: its own, and those of each helper rule it asks, as a whole. Rules that Spacelift reads are no helpers. */
export function zonesReadBy(clause: Clause, model: PolicyModel): readonly (readonly ZoneReading[])[] {
  const calls: Call[] = [];
  const helpers = new Set<Rule>();
  visitClause(clause, {
    term: (term) => {
      if (term.kind === 'call') calls.push(term);
      if (term.kind === 'reference' && term.target.kind === 'rule') helpers.add(term.target.rule);
    },
  });
  const own = calls.flatMap((call) => readingOf(call, model));
  return [own, ...[...helpers].filter(isHelper).map((helper) => readingsBehind(helper, model))];
}

function isHelper({ name }: Rule): boolean {
  return !loginRuleNamed(name);
}

function readingsBehind(helper: Rule, model: PolicyModel): readonly ZoneReading[] {
  const rules = new Set([helper, ...[...model.rulesAskedBy(helper)].filter(isHelper)]);
  return [...rules].flatMap(({ clauses }) => clauses.flatMap((clause) => zonesReadIn(clause, model)));
}

function zonesReadIn(clause: Clause, model: PolicyModel): readonly ZoneReading[] {
  const readings: ZoneReading[] = [];
  visitClause(clause, {
    term: (term) => {
      if (term.kind === 'call') readings.push(...readingOf(term, model));
    },
  });
  return readings;
}

/** None where something else than the time of the login is read, or the zone isn't known for sure. */
function readingOf(call: Call, model: PolicyModel): readonly ZoneReading[] {
  const reads = call.callee.target.kind === 'function' ? READS[call.name] : undefined;
  const [arg] = call.args;
  if (!reads || !arg) return [];
  const zones = model.values.valuesOf(arg).map((value) => zonesOfInstant(value, model));
  const known = zones.flatMap((each) => each ?? []);
  return zones.every((each) => each !== undefined) && known.length > 0 ? [{ call, reads, zones: known }] : [];
}

/** Of `[ns, zone]` or `ns`. */
function zonesOfInstant(value: Value, { values }: PolicyModel): readonly string[] | undefined {
  if (value.kind === 'input') return domainOf(value, values) === 'instant' ? ['UTC'] : undefined;
  if (value.kind !== 'collection' || value.term.kind !== 'array') return undefined;
  const [instant, zone] = value.term.items;
  if (!instant || !isLogin(instant, values)) return undefined;
  const names = zone ? values.valuesOf(zone) : [];
  if (names.length === 0) return ['UTC'];
  const texts = names.flatMap((name) =>
    name.kind === 'constant' && typeof name.value === 'string' ? [name.value] : [],
  );
  return texts.length === names.length ? texts.map(plainZone) : undefined;
}

/** The time of the login itself, with nothing added. */
function isLogin(term: Term, values: PolicyModel['values']): boolean {
  return values.valuesOf(term).every((value) => value.kind === 'input' && domainOf(value, values) === 'instant');
}
