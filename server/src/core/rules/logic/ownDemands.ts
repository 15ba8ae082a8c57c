/** What one expression of a clause demands by itself. */
import { clauseOf, expressionOf } from '../../syntax/ancestors.ts';
import type { Clause, Expression, PolicyModel, Span, Term } from '../../syntax/model.ts';
import { hoistedFrom } from '../../syntax/hoisting.ts';
import { isLocal, type LocalReference } from '../../syntax/locals.ts';
import { TESTS, type Condition } from '../../syntax/values/conditions.ts';
import { isExact, isSame, type Constant, type Value } from '../../syntax/values/value.ts';
import { isFree } from '../../syntax/values/bindings.ts';
import type { Values } from '../../syntax/values/values.ts';
import { membersOf } from './constants.ts';
import type { Demand } from './demands.ts';
import { presenceOf } from './outcomes.ts';
import { countKey, listKey, memberKey, subjectKey, textKey, type SubjectKey } from './subjects.ts';
import { truthsOf } from './truth.ts';

/** What stands for a term: what a call gives for a function's argument, else the term itself. */
export type Given = (term: Term) => Term;

/** A comparison, a membership or a test by a built-in. */
export function fromCondition(
  condition: Condition,
  via: Expression,
  given: Given,
  model: PolicyModel,
): readonly Demand[] {
  // What is left of a set may be nothing, and is a condition that is met all the same.
  if (isSetOperation(condition)) return [];
  const { values } = model;
  const subjectTerm = isWhole(condition, values) ? given(condition.subjectTerm) : condition.subjectTerm;
  const subject = subjectOf(condition, subjectTerm, values);
  const options = subject && optionsOf(condition, given, model);
  if (!options) return [];
  const about = subjectKey(subject, subjectTerm, values);
  const list = listKey(subject, values);
  const asked = { subject, subjectTerm, options, via };
  if (!about) return list ? fromMember(condition, list, asked, values) : [];
  const demand = make(about, subjectTerm, condition.test, condition.isNegated, options, via, subject);
  return list ? [demand, ...fromMember(condition, list, asked, values)] : [demand];
}

function isSetOperation({ at }: Condition): boolean {
  return at.kind === 'operation' && (at.operator === '-' || at.operator === '&');
}

function make(
  { key, local }: SubjectKey,
  subject: Span,
  test: Demand['test'],
  isNegated: boolean,
  options: readonly Constant[],
  at: Expression,
  value: Value | undefined,
): Demand {
  return { key, local, subject, test, isNegated, options, at, via: at, value };
}

/** Whether the term is the subject itself, and not a collection of such. */
function isWhole({ subject, subjectTerm }: Condition, values: Values): boolean {
  return values.valuesOf(subjectTerm).some((value) => isSame(value, subject));
}

/** Undefined where it can be another. */
function subjectOf(condition: Condition, term: Term, values: Values): Condition['subject'] | undefined {
  if (term === condition.subjectTerm) return condition.isCertain ? condition.subject : undefined;
  const [only, ...others] = values.valuesOf(term);
  return others.length === 0 && (only?.kind === 'input' || only?.kind === 'result') ? only : undefined;
}

interface Asked {
  readonly subject: Condition['subject'];
  readonly subjectTerm: Term;
  readonly options: readonly Constant[];
  readonly via: Expression;
}

/** What is demanded of a list where one of its members, or each of them, is compared. */
function fromMember(
  { at, test, isNegated }: Condition,
  list: SubjectKey,
  { subject: member, subjectTerm, options, via }: Asked,
  values: Values,
): readonly Demand[] {
  if (test !== '==' && test !== 'in') return [];
  const subject = listSpan(at, member, subjectTerm);
  const has = make(memberKey(list), subject, 'has', isNegated, options, via, member);
  if (!isNegated) return [has, make(countKey(list), subject, 'hasAny', false, [], via, member)];
  return at.kind === 'membership' && isList(at.collection, list.key, values) ? [has] : [];
}

/** Whether a term is all of the list, and not a part of it. */
function isList(term: Term, key: string, values: Values): boolean {
  const [only, ...others] = values.valuesOf(term);
  return only?.kind === 'input' && others.length === 0 && subjectKey(only, term, values)?.key === key;
}

/** `input.session.teams`, also of `input.session.teams[_]` and of `team` out of it. */
function listSpan(at: Condition['at'], member: Condition['subject'], subject: Span): Span {
  if (at.kind === 'membership' && at.value !== subject) return subject;
  if (member.kind !== 'input') return subject;
  const { reference } = member;
  const last = reference.path.at(-1);
  return last?.constant === undefined && last ? { from: reference.from, to: last.from } : reference;
}

function optionsOf(condition: Condition, given: Given, model: PolicyModel): readonly Constant[] | undefined {
  const { test, isNegated } = condition;
  const { values } = model;
  const against = given(condition.againstTerm);
  // Under `not` what isn't there is not met either, unless OPA works it out before.
  if (isNegated && !isHoisted(condition) && !isThere(against, model)) return undefined;
  if (isNegated || test === '!=') return exactOptions(condition, against, values);
  const isGiven = against !== condition.againstTerm && test !== 'in';
  return constantsAmong(isGiven ? values.valuesOf(against) : condition.against);
}

function isHoisted({ at, againstTerm }: Condition): boolean {
  return at.kind !== 'someIn' && hoistedFrom(at).includes(againstTerm);
}

/** Whether a term has a value at every login. */
export function isThere(term: Term, model: PolicyModel): boolean {
  return presenceOf(truthsOf(model).ofTerm(term)) === 'always';
}

/** All that is compared with, surely: what is excluded must not be more than what is meant. */
function exactOptions({ at, test }: Condition, against: Term, values: Values): readonly Constant[] | undefined {
  if (at.kind === 'membership' && at.key) return undefined;
  if (at.kind === 'membership' && test === 'in') return membersOf(against, values);
  const constant = values.constantOf(against);
  return isExact(constant) ? [constant] : undefined;
}

function constantsAmong(list: readonly Value[]): readonly Constant[] | undefined {
  const constants = list.flatMap((value) => (value.kind === 'constant' && isExact(value.value) ? [value.value] : []));
  return constants.length === list.length ? constants : undefined;
}

/**
 * `input.session.member`, `is_admin`, `is_known(x)`, `x in admins`: that it holds.
 * @param negated outlines of what is asked for under `not`: nothing but that contradicts that something holds
 */
export function fromBare(term: Term, via: Expression, negated: ReadonlySet<string>, values: Values): readonly Demand[] {
  if (via.kind !== 'term') return [];
  const [value, ...others] = values.valuesOf(term);
  const isInput = term.kind === 'reference' && value?.kind === 'input' && others.length === 0;
  const outline = outlineOf(term);
  if (!isInput && (outline === '' || !negated.has(outline))) return [];
  const about = isInput ? subjectKey(value, term, values) : textKey(term);
  return about ? [make(about, term, 'holds', via.negated, [], via, value)] : [];
}

/** The same for terms that are the same; none for comparisons, which are told by what they compare. */
export function outlineOf(term: Term): string {
  if (term.kind === 'call') return `${term.kind} ${term.name}`;
  if (term.kind === 'reference') return `${term.kind} ${term.name}`;
  return term.kind === 'lookup' || term.kind === 'membership' ? term.kind : '';
}

/** `some team in input.session.teams`: that there is one. */
export function fromSome(via: Extract<Expression, { kind: 'someIn' }>, values: Values): readonly Demand[] {
  const [value, ...others] = values.valuesOf(via.collection);
  const list = value?.kind === 'input' && others.length === 0 ? subjectKey(value, via.collection, values) : undefined;
  return list ? [make(countKey(list), via.collection, 'hasAny', false, [], via, value)] : [];
}

/**
 * `x == "b"`, `x in {"b"}`, of a local that the clause itself gives constants: what it is, and what it has to be; of one
 * that unification binds (`x = "b"`) the latter.
 */
export function fromLocal(term: Term, via: Expression, values: Values): readonly Demand[] {
  if (via.kind !== 'term') return [];
  return comparisonsOf(term, values).flatMap(({ local, test, options }) => {
    const own = ownConstants(local, via, values);
    const about = own || isFree(local.target.local) ? textKey(local) : undefined;
    if (!options || !about) return [];
    const asked = make(about, local, test, via.negated, options, via, undefined);
    return own ? [make(about, local, 'value', false, own.options, own.binding, undefined), asked] : [asked];
  });
}

interface LocalComparison {
  readonly local: LocalReference;
  readonly test: Demand['test'];
  readonly options: readonly Constant[] | undefined;
}

function comparisonsOf(term: Term, values: Values): readonly LocalComparison[] {
  if (term.kind === 'membership') {
    const options = term.key ? undefined : membersOf(term.collection, values);
    return isLocal(term.value) ? [{ local: term.value, test: 'in', options }] : [];
  }
  const tests = term.kind === 'operation' ? TESTS[term.operator] : undefined;
  if (term.kind !== 'operation' || !tests) return [];
  const [left, right] = [values.constantOf(term.left), values.constantOf(term.right)];
  return [
    ...(isLocal(term.left) && isExact(right) ? [{ local: term.left, test: tests.left, options: [right] }] : []),
    ...(isLocal(term.right) && isExact(left) ? [{ local: term.right, test: tests.right, options: [left] }] : []),
  ];
}

/**
 * The constants that a local of the clause can be, where they are written in the clause too: one that is written
 * elsewhere may be meant to be changed there.
 */
function ownConstants(
  { target: { local } }: LocalReference,
  via: Expression,
  values: Values,
): { options: readonly Constant[]; binding: Expression } | undefined {
  if (local.kind !== 'assigned' && local.kind !== 'bound') return undefined;
  const { declaration } = local;
  const binding = expressionOf(declaration);
  const held = values.valuesOf(declaration);
  const options = constantsAmong(held);
  if (!binding || binding === via || binding.parent !== via.parent || !options || options.length === 0)
    return undefined;
  return held.every((value) => isWrittenIn(clauseOf(via), value)) ? { options, binding } : undefined;
}

function isWrittenIn(clause: Clause | undefined, value: Value): boolean {
  const literal = value.kind === 'constant' ? value.literal : undefined;
  return literal !== undefined && clauseOf(literal) === clause;
}
