/** Whether a policy asks more of a field than comparing it with constants: then its text does not tell all values apart. */
import type { Operator, PolicyModel, Term } from '../../syntax/model.ts';
import type { Test } from '../../syntax/values/conditions.ts';
import type { Value } from '../../syntax/values/value.ts';
import { REWRITES } from '../../syntax/values/builtins.ts';
import { visitClause } from '../../syntax/walk.ts';

/** Built-ins that the model reads as tests, looks through, or that decide nothing. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...REWRITES,
  'array.concat',
  'array.reverse',
  'cast_array',
  'cast_set',
  'contains',
  'endswith',
  'glob.match',
  'intersection',
  'net.cidr_contains',
  'net.cidr_contains_matches',
  'object.get',
  'print',
  're_match',
  'regex.match',
  'sort',
  'startswith',
  'strings.any_prefix_match',
  'strings.any_suffix_match',
  'time.clock',
  'time.date',
  'time.weekday',
  'union',
]);

const NONE: ReadonlySet<string> = new Set();
const COMPARING: ReadonlySet<Operator> = new Set(['==', '!=']);
const COMPUTING: ReadonlySet<Operator> = new Set(['+', '-', '*', '/', '%']);

/**
 * `field`: a path in the input. `tests`: those whose outcome the constants tell. What the policy compares a constant
 * with by other tests, computes with, compares with something computed, or hands to another built-in is read otherwise.
 * `also`: further built-ins whose results may be compared.
 */
export function isReadOtherwise(
  model: PolicyModel,
  field: string,
  tests: ReadonlySet<Test>,
  also: ReadonlySet<string> = NONE,
): boolean {
  const concern = new Concern(model, field.split('.'));
  const isTested = model
    .conditions()
    .some(
      ({ subject, test, against }) =>
        concern.has(subject) && (!concern.isNamedBy(subject) || !tests.has(test) || !against.every(isTold)),
    );
  return isTested || model.clauses.some((clause) => computesWith(clause, concern, also));
}

/** A constant, or the instant that a constant text names. */
function isTold(value: Value): boolean {
  if (value.kind === 'result')
    return value.call.name === 'time.parse_rfc3339_ns' && value.call.args[0]?.kind === 'string';
  return value.kind === 'constant';
}

function computesWith(clause: PolicyModel['clauses'][number], concern: Concern, also: ReadonlySet<string>): boolean {
  let found = false;
  visitClause(clause, {
    term: (term) => {
      found ||= readsPart(term, concern, also);
    },
  });
  return found;
}

function readsPart(term: Term, concern: Concern, also: ReadonlySet<string>): boolean {
  if (term.kind === 'template') return term.parts.some((part) => typeof part !== 'string' && concern.isIn(part));
  if (term.kind === 'operation') {
    const sides = [term.left, term.right];
    if (COMPUTING.has(term.operator)) return sides.some((side) => concern.isIn(side));
    return COMPARING.has(term.operator) && sides.some((side) => concern.isBeside(side));
  }
  if (term.kind === 'membership') return concern.isBeside(term.value);
  if (term.kind === 'lookup') return term.base.kind === 'call' && term.path.some((step) => concern.isIn(step.term));
  if (term.kind !== 'call' || term.callee.target.kind !== 'function') return false;
  // What a table has for it is not read as `table[it]` is.
  if (term.name === 'object.get' && term.args[1] && concern.isIn(term.args[1])) return true;
  if (UNDERSTOOD.has(term.name) || also.has(term.name)) return false;
  return term.args.some((arg) => concern.isIn(arg));
}

/** Which values hold the field, or are made of it. */
class Concern {
  readonly #model: PolicyModel;
  readonly #field: readonly string[];

  constructor(model: PolicyModel, field: readonly string[]) {
    this.#model = model;
    this.#field = field;
  }

  /** Not only with others: by `input.session[_]`, or by the whole session. What is made of the field is looked at elsewhere. */
  isNamedBy(value: Value): boolean {
    return value.kind !== 'input' || this.#field.every((step, depth) => value.path[depth] === step);
  }

  isIn(term: Term): boolean {
    return this.#model.values.valuesOf(term).some((value) => this.has(value));
  }

  has(value: Value): boolean {
    if (value.kind === 'input') return this.#field.every((step, depth) => (value.path[depth] ?? step) === step);
    if (value.kind === 'result') return value.call.args.some((arg) => this.isIn(arg));
    return value.kind === 'collection' && membersOf(value.term).some((member) => this.isIn(member));
  }

  /** One of several things that are compared at once: `[login, "x"]`. */
  isBeside(term: Term): boolean {
    const values = membersOf(term).flatMap((member) => this.#model.values.valuesOf(member));
    return values.some((value) => value.kind === 'input' && this.has(value));
  }
}

function membersOf(term: Term): readonly Term[] {
  if (term.kind === 'array' || term.kind === 'set') return term.items;
  return term.kind === 'object' ? term.entries.flatMap(({ key, value }) => [key, value]) : [];
}
