/** The demands of clauses, helper rules included. */
import type {
  Call,
  Clause,
  EveryExpression,
  Expression,
  PolicyModel,
  Rule,
  Term,
  TermExpression,
} from '../../syntax/model.ts';
import { isDefaultFalse } from '../../syntax/clauses.ts';
import { hoistedFrom } from '../../syntax/hoisting.ts';
import { isLocal } from '../../syntax/locals.ts';
import { groupBy } from '../../syntax/multimap.ts';
import type { Condition } from '../../syntax/values/conditions.ts';
import { itemsOf } from '../../syntax/values/value.ts';
import { isChoice, type Demand } from './demands.ts';
import { fromBare, fromCondition, fromLocal, fromSome, isThere, outlineOf, type Given } from './ownDemands.ts';

/** A chain of so many helper rules is not followed further. */
const TOO_DEEP = 100;

const ITSELF: Given = (term) => term;

/** In the order of their expressions. Nothing in comprehensions, in `every` or behind `or`. */
export class DemandReader {
  readonly #model: PolicyModel;
  readonly #conditions: ReadonlyMap<Term | Expression, readonly Condition[]>;
  /** Outlines of what is asked for under `not`. */
  readonly #negated: ReadonlySet<string>;
  readonly #known = new Map<Clause, readonly Demand[]>();
  readonly #active = new Set<Clause>();

  constructor(model: PolicyModel) {
    this.#model = model;
    this.#negated = new Set(negatedTerms(model.clauses).map(outlineOf));
    this.#conditions = groupBy<Term | Expression, Condition>(model.conditions(), ({ at }) => at);
  }

  read(clause: Clause): readonly Demand[] {
    const known = this.#known.get(clause);
    if (known) return known;
    const demands = this.#readBody(clause, ITSELF);
    if (demands) this.#known.set(clause, demands);
    return demands ?? [];
  }

  /** Undefined where it is not looked at. */
  #readBody(clause: Clause, given: Given): readonly Demand[] | undefined {
    if (this.#active.has(clause) || this.#active.size > TOO_DEEP || clause.elses.length > 0) return undefined;
    this.#active.add(clause);
    const demands = (clause.body?.expressions ?? []).flatMap((expression) => this.#readExpression(expression, given));
    this.#active.delete(clause);
    return demands;
  }

  #readExpression(expression: Expression, given: Given): readonly Demand[] {
    const { values } = this.#model;
    if (expression.withs.length > 0) return [];
    if (expression.kind === 'someIn')
      return [...this.#test(expression, expression, given), ...fromSome(expression, values)];
    if (expression.kind === 'every') return this.#readEvery(expression);
    if (expression.kind !== 'term') return [];
    const { term, negated } = expression;
    const rule = askedBy(term);
    const helpers = rule
      ? negated
        ? this.#readUnmet(rule, expression, given)
        : this.#readHelper(rule, expression, given)
      : [];
    const local = fromLocal(term, expression, values);
    const bare = fromBare(term, expression, this.#negated, values);
    return [...this.#test(term, expression, given), ...local, ...bare, ...helpers];
  }

  #test(at: Term | Expression, expression: Expression, given: Given): readonly Demand[] {
    const conditions = this.#conditions.get(at) ?? [];
    return conditions.flatMap((condition) => fromCondition(condition, expression, given, this.#model));
  }

  /** What the body asks of things outside of it, for each member. */
  #readEvery(every: EveryExpression): readonly Demand[] {
    const { key, value, collection, body } = every;
    const [only, ...others] = this.#model.values.valuesOf(collection);
    const items = only?.kind === 'collection' && others.length === 0 ? itemsOf(only) : undefined;
    if (!items || key || !isLocal(value)) return [];
    const { local } = value.target;
    const asked = items.flatMap((item) => {
      const given: Given = (term) => (isLocal(term) && term.target.local === local ? item : term);
      return body.expressions.flatMap((expression) =>
        expression.kind === 'term' && expression.withs.length === 0
          ? this.#test(expression.term, expression, given)
          : [],
      );
    });
    return asked.filter((demand) => demand.local === undefined).map((demand) => ({ ...demand, via: every }));
  }

  /** Where the rule is not met, no clause of it is: what that says where a clause asks one thing only. */
  #readUnmet(rule: Rule, via: TermExpression, given: Given): readonly Demand[] {
    return rule.clauses.flatMap((clause) => {
      const only = onlyCondition(clause);
      const isCall = via.term.kind === 'call';
      if (!only || (isCall && given !== ITSELF) || this.#active.has(clause) || this.#active.size > TOO_DEEP) return [];
      this.#active.add(clause);
      const unmet = this.#turn(only, via.term.kind === 'call' ? argumentsOf(clause, via.term) : ITSELF);
      this.#active.delete(clause);
      return seenFrom(via, clause, unmet);
    });
  }

  /** What follows where a condition is not met. */
  #turn(expression: TermExpression, given: Given): readonly Demand[] {
    const { term, negated } = expression;
    // What OPA works out before a `not` may be missing.
    if (negated && !hoistedFrom(term).every((part) => isThere(part, this.#model))) return [];
    const turned = { ...expression, negated: !negated };
    const rule = askedBy(term);
    const read = negated ? this.#readHelper.bind(this) : this.#readUnmet.bind(this);
    const conditions = (this.#conditions.get(term) ?? []).filter(
      ({ againstTerm }) => negated || isThere(given(againstTerm), this.#model),
    );
    return [
      ...conditions.flatMap((condition) =>
        fromCondition({ ...condition, isNegated: !condition.isNegated }, expression, given, this.#model),
      ),
      ...fromBare(term, turned, this.#negated, this.#model.values),
      ...(rule ? read(rule, expression, given) : []),
    ];
  }

  /** All that the only clause asks; of several clauses what each of them has to have one of. */
  #readHelper(rule: Rule, via: TermExpression, given: Given): readonly Demand[] {
    const clauses = rule.clauses.filter((clause) => !isDefaultFalse(clause));
    const [first, ...others] = clauses.map((clause) => seenFrom(via, clause, this.#readAsked(clause, via, given)));
    if (!first || others.length === 0) return first ?? [];
    return first.flatMap((demand) => {
      const same = [demand, ...others.flatMap((demands) => demands.find((each) => isAlike(each, demand)) ?? [])];
      if (!isChoice(demand) || same.length < clauses.length) return [];
      return [{ ...demand, test: 'in' as const, options: same.flatMap(({ options }) => options) }];
    });
  }

  /** Of a function with what the call gives it, unless that is within a function too. */
  #readAsked(clause: Clause, { term }: TermExpression, given: Given): readonly Demand[] {
    const isTold = given === ITSELF && term.kind === 'call' && term.args.length > 0;
    return isTold ? (this.#readBody(clause, argumentsOf(clause, term)) ?? []) : this.read(clause);
  }
}

/** The one condition of a clause that is true whenever it is met, whatever a function is given. */
function onlyCondition({ body, elses, head, isDefault }: Clause): TermExpression | undefined {
  const [only, ...others] = body?.expressions ?? [];
  if (only?.kind !== 'term' || others.length + only.withs.length + elses.length > 0 || isDefault) return undefined;
  const isTrue = head.value === undefined || (head.value.kind === 'boolean' && head.value.value);
  const names = head.args?.map((arg) => (isLocal(arg) ? arg.name : undefined)) ?? [];
  return isTrue && !names.includes(undefined) && new Set(names).size === names.length ? only : undefined;
}

function negatedTerms(clauses: readonly Clause[]): readonly Term[] {
  return clauses.flatMap(({ body }) =>
    (body?.expressions ?? []).flatMap((expression) =>
      expression.kind === 'term' && expression.negated ? [expression.term] : [],
    ),
  );
}

function argumentsOf({ head: { args = [] } }: Clause, call: Call): Given {
  const given = new Map(
    args.flatMap((arg, index) => {
      const term = call.args[index];
      return term && isLocal(arg) ? [[arg.target.local, term] as const] : [];
    }),
  );
  return (term) => (isLocal(term) ? (given.get(term.target.local) ?? term) : term);
}

/**
 * By the way of one expression; what several helper rules ask in the same place is asked once. What hangs on the
 * helper's own locals is another thing each time that it is asked.
 */
function seenFrom(via: Expression, clause: Clause, demands: readonly Demand[]): readonly Demand[] {
  const lasting = demands.filter(({ local }) => local !== clause);
  const places = new Map(lasting.map((demand) => [`${demand.key} ${String(demand.at.from)}`, { ...demand, via }]));
  return [...places.values()];
}

function isAlike(a: Demand, b: Demand): boolean {
  return a.key === b.key && isChoice(a);
}

/** The rule or function that an expression asks. */
function askedBy(term: Term): Rule | undefined {
  const reference = term.kind === 'call' ? term.callee : term;
  if (reference.kind !== 'reference' || reference.target.kind !== 'rule') return undefined;
  const { rule, path } = reference.target;
  const isWhole =
    path.length === 0 && rule.clauses.every(({ defines }) => defines === 'complete' || defines === 'function');
  return isWhole ? rule : undefined;
}
