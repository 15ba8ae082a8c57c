/** What the policy asks of the input: comparisons, memberships, look-ups and tests by built-ins. */
import { byName } from '../../byName.ts';
import { clauseOf, isNegated } from '../ancestors.ts';
import type {
  Call,
  Clause,
  Lookup,
  Membership,
  Operation,
  Operator,
  Reference,
  SomeInExpression,
  Term,
} from '../model.ts';
import { visitClause } from '../walk.ts';
import { readIndexTest } from './indexOf.ts';
import { isSame, unite, type InputValue, type ResultValue, type Value } from './value.ts';
import type { Values } from './values.ts';

/** A part of the input, or what a built-in makes of one. */
export type Subject = InputValue | ResultValue;

/**
 * How a subject is tested. `==` stands for `=` too; `in`: it is one of several; `prefix`, `suffix`, `part`: of a string;
 * `regex`, `glob`: a pattern; `network`: an address inside.
 */
export type Test =
  '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'prefix' | 'suffix' | 'part' | 'regex' | 'glob' | 'network';

/** One subject against what it is tested with. */
export interface Condition {
  readonly subject: Subject;
  readonly test: Test;
  /** What it is compared with, looked up in (the members or keys), or tested by. */
  readonly against: readonly Value[];
  /** The comparison, membership, call or path that tests: its span is that of the whole test. */
  readonly at: Operation | Membership | SomeInExpression | Call | Reference | Lookup;
  readonly subjectTerm: Term;
  readonly againstTerm: Term;
  /** The subject's term can be nothing else. */
  readonly isCertain: boolean;
  /** Asked for what it is not: under a `not`, or reversed. */
  readonly isNegated: boolean;
  /** The test itself asks for what it is not: `indexof(…) == -1`. */
  readonly isReversed: boolean;
  readonly clause: Clause;
}

/** All conditions of the clauses, in the order of the text. */
export function listConditions(clauses: readonly Clause[], values: Values): Condition[] {
  const reader = new ConditionReader(values);
  for (const clause of clauses) {
    visitClause(clause, {
      term: (term) => {
        reader.readTerm(term);
      },
      expression: (expression) => {
        if (expression.kind === 'someIn') reader.readSome(expression);
      },
    });
  }
  return reader.conditions;
}

interface Side {
  readonly term: Term;
  readonly values: readonly Value[];
}

/** What a comparison asks of its left side, and of its right one. */
export const TESTS: Readonly<Partial<Record<Operator, { readonly left: Test; readonly right: Test }>>> = {
  '==': { left: '==', right: '==' },
  '=': { left: '==', right: '==' },
  '!=': { left: '!=', right: '!=' },
  '<': { left: '<', right: '>' },
  '<=': { left: '<=', right: '>=' },
  '>': { left: '>', right: '<' },
  '>=': { left: '>=', right: '<=' },
};

/** Which argument is tested, and which it is tested by; `isEach`: both may be collections. */
const CALLS: Readonly<Record<string, { test: Test; subject: number; against: number; isEach?: true }>> = byName({
  contains: { test: 'part', subject: 0, against: 1 },
  endswith: { test: 'suffix', subject: 0, against: 1 },
  'glob.match': { test: 'glob', subject: 2, against: 0 },
  'net.cidr_contains': { test: 'network', subject: 1, against: 0 },
  'net.cidr_contains_matches': { test: 'network', subject: 1, against: 0, isEach: true },
  'net.cidr_intersects': { test: 'network', subject: 1, against: 0 },
  re_match: { test: 'regex', subject: 1, against: 0 },
  'regex.match': { test: 'regex', subject: 1, against: 0 },
  startswith: { test: 'prefix', subject: 0, against: 1 },
  'strings.any_prefix_match': { test: 'prefix', subject: 0, against: 1, isEach: true },
  'strings.any_suffix_match': { test: 'suffix', subject: 0, against: 1, isEach: true },
});

class ConditionReader {
  readonly conditions: Condition[] = [];
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  readTerm(term: Term): void {
    if (term.kind === 'operation') this.#readOperation(term);
    else if (term.kind === 'membership') this.#readMembership(term);
    else if (term.kind === 'call') this.#readCall(term);
    else if (term.kind === 'reference' || term.kind === 'lookup') this.#readPath(term);
  }

  /** `some "DevOps" in input.session.teams`; a variable is bound, not tested. */
  readSome(expression: SomeInExpression): void {
    if (expression.value.kind !== 'reference') this.#readMembership(expression);
  }

  #readOperation(term: Operation): void {
    const left = this.#sideOf(term.left);
    const right = this.#sideOf(term.right);
    const tests = TESTS[term.operator];
    if (tests) {
      this.#add(term, tests.left, left, right);
      this.#add(term, tests.right, right, left);
      this.#readIndexTest(term, left, right);
    } else if (term.operator === '&' || term.operator === '-') {
      const [leftMembers, rightMembers] = [this.#membersOf(left), this.#membersOf(right)];
      this.#add(term, 'in', leftMembers, rightMembers);
      this.#add(term, 'in', rightMembers, leftMembers);
    }
  }

  /** `indexof(input.session.login, "admin") != -1`. */
  #readIndexTest(term: Operation, left: Side, right: Side): void {
    const asked = readIndexTest(term.operator, left.values, right.values);
    const [subject, part] = asked?.call.args ?? [];
    if (asked && subject && part)
      this.#add(term, asked.test, this.#sideOf(subject), this.#sideOf(part), asked.isNegated);
  }

  #readMembership(term: Membership | SomeInExpression): void {
    const value = this.#sideOf(term.value);
    const members = this.#membersOf(this.#sideOf(term.collection));
    this.#add(term, 'in', value, members);
    this.#add(term, '==', members, value);
  }

  #readCall(term: Call): void {
    const { test, subject, against, isEach } = CALLS[term.name] ?? {};
    if (!test || term.callee.target.kind !== 'function') return;
    const [subjectTerm, againstTerm] = [term.args[subject ?? 0], term.args[against ?? 0]];
    if (!subjectTerm || !againstTerm) return;
    const sides = [this.#sideOf(subjectTerm), this.#sideOf(againstTerm)] as const;
    const [tested, by] = isEach ? [this.#eachOf(sides[0]), this.#eachOf(sides[1])] : sides;
    this.#add(term, test, tested, by);
  }

  /** `admins[input.session.login]`: looked up among the keys of what the policy holds itself. */
  #readPath(term: Reference | Lookup): void {
    if (term.kind === 'reference') {
      const { kind, path } = term.target;
      if (path.length === 0 || (kind !== 'rule' && kind !== 'local')) return;
    }
    for (const { segment, values } of this.#values.holdersOf(term)) {
      const own = values.filter(({ kind }) => kind === 'collection' || kind === 'clause');
      if (own.length === 0) continue;
      const keys = { term, values: unite(own.map((holder) => this.#values.keysOf(holder))) };
      const index = this.#sideOf(segment.term);
      this.#add(term, 'in', index, keys);
      if (segment.term.kind !== 'reference') this.#add(term, '==', keys, index);
    }
  }

  #sideOf(term: Term): Side {
    return { term, values: this.#values.valuesOf(term) };
  }

  #membersOf({ term, values }: Side): Side {
    return { term, values: unite(values.map((value) => this.#values.membersOf(value))) };
  }

  /** The values that are strings themselves, and the members of the others. */
  #eachOf({ term, values }: Side): Side {
    const isOne = ({ kind }: Value): boolean => kind === 'constant' || kind === 'input' || kind === 'result';
    return { term, values: unite(values.map((value) => (isOne(value) ? [value] : this.#values.membersOf(value)))) };
  }

  #add(at: Condition['at'], test: Test, tested: Side, by: Side, isReversed = false): void {
    const clause = clauseOf(at);
    const subjects = tested.values.filter((value) => value.kind === 'input' || value.kind === 'result');
    for (const subject of clause ? subjects : []) {
      const against = by.values.filter((value) => !isSame(value, subject));
      if (against.length === 0 || !clause) continue;
      this.conditions.push({
        subject,
        test,
        against,
        at,
        subjectTerm: tested.term,
        againstTerm: by.term,
        isCertain: tested.values.length === 1,
        isNegated: isNegated(at) !== isReversed,
        isReversed,
        clause,
      });
    }
  }
}
