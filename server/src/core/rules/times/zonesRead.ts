/** In which zones a policy reads the day and the time of day of the login. */
import { byName } from '../../byName.ts';
import { plainZone } from '../../builtins/zone.ts';
import { loginRuleNamed } from '../../policy/loginContract.ts';
import { clauseOf } from '../../syntax/ancestors.ts';
import type { Call, Clause, PolicyModel, Rule, Term } from '../../syntax/model.ts';
import { groupBy } from '../../syntax/multimap.ts';
import { visitClause } from '../../syntax/walk.ts';
import { domainOf } from '../../syntax/values/domains.ts';
import type { Value } from '../../syntax/values/value.ts';

export interface ZoneReading {
  readonly call: Call;
  readonly reads: 'day' | 'time';
  /** One name for UTC; several where it is called with several. */
  readonly zones: readonly string[];
}

const READS: Readonly<Record<string, ZoneReading['reads']>> = byName({
  'time.clock': 'time',
  'time.date': 'day',
  'time.weekday': 'day',
});

/** More rules than these behind one helper are not looked through. */
const MANY = 200;

/** The readings of a policy, clause by clause. */
export class ZoneReadings {
  readonly #byClause: ReadonlyMap<Clause, readonly ZoneReading[]>;
  readonly #helpers = new Map<Clause, ReadonlySet<Rule>>();

  constructor(model: PolicyModel) {
    const calls = Object.keys(READS).flatMap((name) => model.callsOf(name));
    const readings = calls.flatMap((call) => readingOf(call, model));
    const inClauses = readings.flatMap((reading) => {
      const clause = clauseOf(reading.call);
      return clause ? [{ clause, reading }] : [];
    });
    const grouped = groupBy(inClauses, ({ clause }) => clause);
    this.#byClause = new Map([...grouped].map(([clause, found]) => [clause, found.map(({ reading }) => reading)]));
  }

  /** Whether all are in one and the same zone, or none is of a day, or none of a time. */
  areAlike(): boolean {
    const all = [...this.#byClause.values()].flat();
    const kinds = new Set(all.map(({ reads }) => reads));
    return kinds.size < 2 || new Set(all.flatMap(({ zones }) => zones)).size < 2;
  }

  /**
   * Of one clause: its own, and those of each helper rule it asks, as a whole. Rules that Spacelift reads are no
   * helpers. Undefined where there are too many to look through.
   */
  behind(clause: Clause): readonly (readonly ZoneReading[])[] | undefined {
    const own = this.#byClause.get(clause) ?? [];
    const groups = [...this.#helpersOf(clause)].map((helper) => this.#behindHelper(helper));
    return groups.includes(undefined) ? undefined : [own, ...groups.filter((group) => group !== undefined)];
  }

  #behindHelper(first: Rule): readonly ZoneReading[] | undefined {
    const rules = new Set([first]);
    // The iteration sees what is added on the way.
    for (const { clauses } of rules) {
      for (const helper of clauses.flatMap((clause) => [...this.#helpersOf(clause)])) rules.add(helper);
      if (rules.size > MANY) return undefined;
    }
    return [...rules].flatMap(({ clauses }) => clauses.flatMap((clause) => this.#byClause.get(clause) ?? []));
  }

  #helpersOf(clause: Clause): ReadonlySet<Rule> {
    const known = this.#helpers.get(clause);
    if (known) return known;
    const helpers = findHelpers(clause);
    this.#helpers.set(clause, helpers);
    return helpers;
  }
}

function findHelpers(clause: Clause): ReadonlySet<Rule> {
  const helpers = new Set<Rule>();
  visitClause(clause, {
    term: (term) => {
      if (term.kind !== 'reference' || term.target.kind !== 'rule') return;
      if (!loginRuleNamed(term.target.rule.name)) helpers.add(term.target.rule);
    },
  });
  return helpers;
}

/** None where something else than the time of the login is read, or the zone isn't known for sure. */
function readingOf(call: Call, model: PolicyModel): readonly ZoneReading[] {
  const reads = READS[call.name];
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
