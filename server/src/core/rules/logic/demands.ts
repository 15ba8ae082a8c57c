/** What has to be true of one thing for a clause to fire, helper rules included. */
import type { Clause, Expression, PolicyModel, Rule, Span, Term } from '../../syntax/model.ts';
import type { Condition, Test } from '../../syntax/values/conditions.ts';
import type { Value } from '../../syntax/values/value.ts';
import type { Values } from '../../syntax/values/values.ts';
import { isExact, membersOf, type Constant } from './constants.ts';
import { subjectKey } from './subjects.ts';

export interface Demand {
  /** Two demands with one key are about the same thing. */
  readonly key: string;
  /** The thing, as written. */
  readonly subject: Span;
  /** `holds`: it is there and not `false`. */
  readonly test: Test | 'holds';
  readonly isNegated: boolean;
  /** One of them has to pass the test (none, where it is negated). */
  readonly options: readonly Constant[];
  /** Where it is asked. */
  readonly at: Expression;
  /** The clause's own expression that leads there; the same as `at` where it asks itself. */
  readonly via: Expression;
  /** Of the subject, to tell what it stands for. */
  readonly value: Value | undefined;
}

/** A chain of so many helper rules is not followed further. */
const TOO_DEEP = 100;

/** The demands of clauses, in the order of their expressions. Nothing in comprehensions, in `every` or behind `or`. */
export class DemandReader {
  readonly #model: PolicyModel;
  readonly #known = new Map<Clause, readonly Demand[]>();
  readonly #active = new Set<Clause>();

  constructor(model: PolicyModel) {
    this.#model = model;
  }

  read(clause: Clause): readonly Demand[] {
    const known = this.#known.get(clause);
    if (known) return known;
    if (this.#active.has(clause) || this.#active.size > TOO_DEEP || clause.elses.length > 0) return [];
    this.#active.add(clause);
    const demands = (clause.body?.expressions ?? []).flatMap((expression) => this.#readExpression(expression, clause));
    this.#active.delete(clause);
    this.#known.set(clause, demands);
    return demands;
  }

  #readExpression(expression: Expression, clause: Clause): readonly Demand[] {
    if (expression.kind !== 'term' || expression.withs.length > 0) return [];
    const { term, negated } = expression;
    const conditions = this.#model.conditionsOf(clause).filter(({ at }) => at === term);
    const own = conditions.flatMap((condition) => fromCondition(condition, expression, this.#model.values));
    const [rule, isPlain] = askedBy(term);
    const bare = rule && !isPlain ? undefined : fromBare(term, expression, this.#model.values);
    const helpers = rule && !negated ? this.#readHelper(rule, expression) : [];
    return [...own, ...(bare ? [bare] : []), ...helpers];
  }

  /** All that the only clause asks; of several clauses what each of them has to have one of. */
  #readHelper(rule: Rule, via: Expression): readonly Demand[] {
    const clauses = rule.clauses.filter((clause) => !isDefaultFalse(clause));
    const [first, ...others] = clauses.map((clause) => eachOnce(this.read(clause), via));
    if (!first || others.length === 0) return first ?? [];
    return first.flatMap((demand) => {
      const same = [demand, ...others.flatMap((demands) => demands.find((each) => isAlike(each, demand)) ?? [])];
      if (!isChoice(demand) || same.length < clauses.length) return [];
      return [{ ...demand, test: 'in' as const, options: same.flatMap(({ options }) => options) }];
    });
  }
}

/** By the way of one expression; what several helper rules ask in the same place is asked once. */
function eachOnce(demands: readonly Demand[], via: Expression): readonly Demand[] {
  const places = new Map(demands.map((demand) => [`${demand.key} ${String(demand.at.from)}`, { ...demand, via }]));
  return [...places.values()];
}

function isAlike(a: Demand, b: Demand): boolean {
  return a.key === b.key && isChoice(a);
}

/** Whether it leaves nothing but its options. */
export function isChoice({ test, isNegated }: Demand): boolean {
  return isNegated ? test === '!=' : test === '==' || test === 'in';
}

/** `default h := false`: where it applies, the expression that asks for `h` does not hold. */
function isDefaultFalse({ isDefault, head: { value } }: Clause): boolean {
  return isDefault && value?.kind === 'boolean' && !value.value;
}

/** The rule or function that an expression asks, and whether it is one without arguments. */
function askedBy(term: Term): [Rule | undefined, boolean] {
  const reference = term.kind === 'call' ? term.callee : term;
  if (reference.kind !== 'reference' || reference.target.kind !== 'rule') return [undefined, false];
  const { rule, path } = reference.target;
  const isWhole =
    path.length === 0 && rule.clauses.every(({ defines }) => defines === 'complete' || defines === 'function');
  return [isWhole ? rule : undefined, term.kind !== 'call'];
}

function fromCondition(condition: Condition, via: Expression, values: Values): readonly Demand[] {
  const { subject, subjectTerm, test, isNegated, isCertain, against } = condition;
  const key = isCertain ? subjectKey(subject, subjectTerm, values) : undefined;
  const options = isNegated || test === '!=' ? exactOptions(condition, values) : constantsOf(against);
  if (key === undefined || !options) return [];
  return [{ key, subject: subjectTerm, test, isNegated, options, at: via, via, value: subject }];
}

/** All that is compared with, surely: what is excluded must not be more than what is meant. */
function exactOptions({ against, againstTerm, at }: Condition, values: Values): readonly Constant[] | undefined {
  if (at.kind === 'membership') return membersOf(againstTerm, values);
  const constant = values.constantOf(againstTerm);
  return against.length === 1 && isExact(constant) ? [constant] : undefined;
}

function constantsOf(values: readonly Value[]): readonly Constant[] | undefined {
  const constants = values.flatMap((value) => (value.kind === 'constant' && isExact(value.value) ? [value.value] : []));
  return constants.length === values.length ? constants : undefined;
}

/** `input.session.member`, `is_admin`. */
function fromBare(term: Term, via: Expression, values: Values): Demand | undefined {
  if (via.kind !== 'term' || term.kind !== 'reference') return undefined;
  const key = bareKey(term, values);
  if (key === undefined) return undefined;
  const [value] = values.valuesOf(term);
  return { key, subject: term, test: 'holds', isNegated: via.negated, options: [], at: via, via, value };
}

function bareKey(term: Extract<Term, { kind: 'reference' }>, values: Values): string | undefined {
  const { target } = term;
  const [only, ...others] = values.valuesOf(term);
  if (only?.kind === 'input' && others.length === 0) return subjectKey(only, term, values);
  return target.kind === 'rule' && target.path.length === 0 ? `rule ${target.rule.name}` : undefined;
}
