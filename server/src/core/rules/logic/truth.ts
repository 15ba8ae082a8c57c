/** Which conditions always hold and which never do, as far as the text tells. */
import { loginRuleNamed } from '../../policy/loginContract.ts';
import type {
  Body,
  Call,
  Clause,
  Expression,
  Lookup,
  Membership,
  Operation,
  PolicyModel,
  Reference,
  Rule,
  Term,
  TermExpression,
} from '../../syntax/model.ts';
import { isLocal } from '../../syntax/locals.ts';
import { hoistedFrom } from '../../syntax/hoisting.ts';
import { partsOf } from '../../syntax/walk.ts';
import { isExact, itemsOf, type Value } from '../../syntax/values/value.ts';
import { acceptsEverything, compareConstants, compareLoginWithNothing, isMember } from './constants.ts';
import { compareCount, compareTexts, isCountOfMembers, isGetOfObject, pathBelow } from './counts.ts';
import { OF_A_LOGIN, type Knowledge } from './knowledge.ts';
import {
  ANY,
  BOOLEAN,
  both,
  either,
  FALSE,
  fromTruth,
  HOLDS,
  negate,
  NONE,
  orElse,
  presenceOf,
  truthOf,
  UNDEFINED,
  type Outcomes,
  type Truth,
} from './outcomes.ts';

/** A chain of so many terms and rules, each asking the next, is not followed further. */
const TOO_DEEP = 300;

/**
 * What can come of the conditions of a policy, through locals, helper rules and functions, given what is known of the
 * input. What is not certain is `sometimes`: `always` and `never` can be relied on.
 */
export class Truths {
  readonly #model: PolicyModel;
  readonly #knows: Knowledge;
  readonly #known = new Map<Term | Rule, Outcomes>();
  #depth = 0;

  constructor(model: PolicyModel, knows: Knowledge) {
    this.#model = model;
    this.#knows = knows;
  }

  /** Whether a rule is true; one that is not defined never is. */
  ofRule(name: string): Truth {
    const rule = this.#model.rules.get(name);
    return rule ? truthOf(this.#rule(rule)) : 'never';
  }

  /** Whether a clause fires, with a value other than `false`; a default: where no other clause says something else. */
  ofClause(clause: Clause): Truth {
    const truth = truthOf(this.#clause(clause));
    if (!clause.isDefault || truth !== 'always') return truth;
    return truthOf(this.#rule(clause.rule)) === 'always' ? 'always' : 'sometimes';
  }

  ofBody(body: Body): Truth {
    if (body.expressions.length > 0) return both(body.expressions.map((expression) => this.ofExpression(expression)));
    return isEmptyObject(body, this.#model) ? 'always' : 'sometimes';
  }

  ofExpression(expression: Expression): Truth {
    if (expression.withs.length > 0) return 'sometimes';
    if (expression.kind === 'some') return 'always';
    if (expression.kind === 'term') return this.#termExpression(expression);
    const presence = presenceOf(this.ofTerm(expression.collection));
    const size = this.#sizeOf(expression.collection);
    if (presence === 'never') return 'never';
    if (expression.kind === 'someIn') return size === 0 ? 'never' : size === undefined ? 'sometimes' : presence;
    return size === 0 || this.ofBody(expression.body) === 'always' ? presence : 'sometimes';
  }

  #termExpression({ term, negated }: TermExpression): Truth {
    const truth = truthOf(this.ofTerm(term));
    if (!negated) return truth;
    const before = this.#present(hoistedFrom(term));
    return before === 'always' || truth === 'always' ? negate(truth) : before;
  }

  ofTerm(term: Term): Outcomes {
    return this.#recall(term, () => this.#term(term));
  }

  /** What is asked for again while it is being found out can be anything. */
  #recall(key: Term | Rule, find: () => Outcomes): Outcomes {
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#depth > TOO_DEEP) return ANY;
    this.#known.set(key, ANY);
    this.#depth++;
    const found = find();
    this.#depth--;
    this.#known.set(key, found);
    return found;
  }

  #term(term: Term): Outcomes {
    switch (term.kind) {
      case 'boolean':
        return term.value ? HOLDS : FALSE;
      case 'string':
      case 'number':
      case 'null':
      case 'comprehension':
        return HOLDS;
      case 'array':
      case 'set':
      case 'object':
        return fromTruth(this.#present(partsOf(term)));
      case 'reference':
        return this.#reference(term);
      case 'lookup':
        return this.#lookup(term);
      case 'call':
        return this.#call(term);
      case 'operation':
        return this.#operation(term);
      case 'membership':
        return this.#membership(term);
      case 'logical': {
        const truths = term.operands.map((operand) => this.ofBody(operand));
        return fromTruth(term.operator === 'and' ? both(truths) : negate(both(truths.map(negate))));
      }
      case 'template':
      case 'negative':
      case 'missing':
        return ANY;
    }
  }

  /** Whether all of them have a value. */
  #present(terms: readonly Term[]): Truth {
    return both(terms.map((term) => presenceOf(this.ofTerm(term))));
  }

  #reference(reference: Reference): Outcomes {
    const { target } = reference;
    if (target.kind === 'input') return this.#knows(target.path.map(({ constant }) => constant));
    if (target.kind === 'rule') {
      const whole = this.#rule(target.rule);
      if (target.path.length === 0 || presenceOf(whole) === 'never') return whole;
      const held = this.#below(reference);
      return whole.isUndefined ? either(held, UNDEFINED) : held;
    }
    if (target.kind !== 'local') return ANY;
    // What no rule is written for has Spacelift's default.
    if (target.local.kind === 'free' && isPredefined(target.local.name)) return FALSE;
    return target.path.length === 0 ? this.#held(this.#model.values.valuesOf(reference)) : this.#below(reference);
  }

  #lookup(lookup: Lookup): Outcomes {
    return this.#present([lookup.base]) === 'never' ? UNDEFINED : this.#below(lookup);
  }

  /** What a path below something leads to: the parts of the input are known, anything else may be missing there. */
  #below(term: Reference | Lookup): Outcomes {
    const values = this.#model.values.valuesOf(term);
    const held = this.#held(values);
    return values.every(({ kind }) => kind === 'input') ? held : either(held, UNDEFINED);
  }

  #held(values: readonly Value[]): Outcomes {
    if (values.length === 0) return ANY;
    return values.map((value) => this.#value(value)).reduce(either, NONE);
  }

  #value(value: Value): Outcomes {
    switch (value.kind) {
      case 'constant':
        return value.value === false ? FALSE : HOLDS;
      case 'input':
        return this.#knows(value.path);
      case 'result':
        return this.#present(value.call.args) === 'never' ? UNDEFINED : ANY;
      case 'collection':
      case 'clause':
        return HOLDS;
      case 'unknown':
        return ANY;
    }
  }

  #call(call: Call): Outcomes {
    const { target } = call.callee;
    const present = this.#present(call.args);
    if (present === 'never') return UNDEFINED;
    if (target.kind === 'function') {
      if (present === 'always' && isGetOfObject(call, this.#model)) return BOOLEAN;
      const isSure = acceptsEverything(call, this.#model.values) || isCountOfMembers(call, this.#model);
      return present === 'always' && isSure ? HOLDS : ANY;
    }
    if (target.kind !== 'rule') return ANY;
    const outcomes = this.#rule(target.rule);
    const takesAll = target.rule.clauses.every(({ head }) => head.args?.every(({ kind }) => kind === 'reference'));
    return takesAll && present === 'always' ? outcomes : either(outcomes, UNDEFINED);
  }

  #operation({ operator, left, right, parent }: Operation): Outcomes {
    if (operator === ':=') return this.#bound(left, this.#present([right]));
    const present = this.#present([left, right]);
    if (present === 'never') return UNDEFINED;
    // Under `not` nothing is bound.
    const mayBind = operator === '=' && !(parent.kind === 'term' && parent.negated);
    if (mayBind && (isLocal(left) || isLocal(right))) {
      return isLocal(left) && isLocal(right) ? ANY : this.#bound(isLocal(left) ? left : right, present);
    }
    const { values } = this.#model;
    const result =
      compareConstants(operator, left, right, values) ??
      compareLoginWithNothing(operator, left, right, values) ??
      compareCount(operator, left, right, values) ??
      compareTexts(operator, this.#textOf(left), this.#textOf(right));
    return decided(result, present);
  }

  /** What a term is for sure, as JSON, where it is made of what isn't there; undefined where that isn't known. */
  #textOf(term: Term): string | undefined {
    if (term.kind === 'object' && term.entries.length === 0) return '{}';
    if (term.kind !== 'call' || term.callee.target.kind !== 'function') {
      const constant = this.#model.values.constantOf(term);
      return isExact(constant) ? JSON.stringify(constant) : undefined;
    }
    const [first, key, otherwise] = term.args;
    if (term.name === 'count' && first?.kind === 'comprehension')
      return this.ofBody(first.body) === 'never' ? '0' : undefined;
    if (term.name !== 'object.get' || !first || !key || !otherwise) return undefined;
    const path = pathBelow(first, key, this.#model.values);
    return path && presenceOf(this.#knows(path)) === 'never' ? this.#textOf(otherwise) : undefined;
  }

  /** A pattern need not fit. */
  #bound(pattern: Term, present: Truth): Outcomes {
    if (present === 'never') return UNDEFINED;
    const isSure = pattern.kind === 'reference' && present === 'always' && this.#isUnbound(pattern);
    return isSure ? HOLDS : ANY;
  }

  /** `x = y` compares where something else binds `x` too. */
  #isUnbound(reference: Reference): boolean {
    const { target } = reference;
    return (
      target.kind === 'local' &&
      (target.local.kind === 'assigned' || this.#model.values.valuesOf(reference).length === 1)
    );
  }

  #membership({ key, value, collection }: Membership): Outcomes {
    const present = this.#present(key ? [key, value, collection] : [value, collection]);
    if (present === 'never') return UNDEFINED;
    return decided(key ? undefined : isMember(value, collection, this.#model.values), present);
  }

  /** Of a literal; undefined where it is not known. */
  #sizeOf(term: Term): number | undefined {
    const [only, ...others] = this.#model.values.valuesOf(term);
    return only?.kind === 'collection' && others.length === 0 ? itemsOf(only)?.length : undefined;
  }

  #rule(rule: Rule): Outcomes {
    return this.#recall(rule, () => this.#findRule(rule));
  }

  #findRule({ name, clauses }: Rule): Outcomes {
    // A set or map is there even where nothing is in it.
    if (clauses.some(({ defines }) => defines === 'set' || defines === 'map')) return HOLDS;
    const outcomes = clauses.filter(({ isDefault }) => !isDefault).map((clause) => this.#clause(clause));
    const sure = outcomes.find((each) => truthOf(each) === 'always');
    if (sure) return sure;
    const isUndefined = outcomes.every((each) => each.isUndefined);
    const [first] = clauses.filter(({ isDefault }) => isDefault);
    const otherwise = first ? this.#clause(first) : isPredefined(name) ? FALSE : UNDEFINED;
    return orElse({ ...outcomes.reduce(either, NONE), isUndefined }, otherwise);
  }

  #clause({ head, body, elses }: Clause): Outcomes {
    let outcomes = NONE;
    for (const branch of [{ body, value: head.value }, ...elses]) {
      const met = branch.body ? this.ofBody(branch.body) : 'always';
      if (met === 'never') continue;
      outcomes = either(outcomes, branch.value ? this.ofTerm(branch.value) : HOLDS);
      if (met === 'always') return outcomes;
    }
    return either(outcomes, UNDEFINED);
  }
}

/** Whether Spacelift puts `default … := false` in front of the policy. */
function isPredefined(name: string): boolean {
  return loginRuleNamed(name)?.type === 'boolean';
}

/** What an author takes for an empty body, and v1 for a value: `allow if {}`. */
export function isEmptyObject({ from, to, expressions }: Body, { text }: PolicyModel): boolean {
  return expressions.length === 0 && /^\{(?:\s|#.*)*\}$/.test(text.slice(from, to));
}

/** What a comparison comes to whose sides have a value always, or sometimes only. */
function decided(result: boolean | undefined, present: Truth): Outcomes {
  if (result === undefined) return ANY;
  const outcomes = result ? HOLDS : FALSE;
  return present === 'always' ? outcomes : either(outcomes, UNDEFINED);
}

const ofLogins = new WeakMap<PolicyModel, Truths>();

/** What holds at a login. */
export function truthsOf(model: PolicyModel): Truths {
  let truths = ofLogins.get(model);
  if (!truths) ofLogins.set(model, (truths = new Truths(model, OF_A_LOGIN)));
  return truths;
}
