import { LOGIN_RULES, type LoginRule } from '../policy/loginContract.ts';
import type { Clause, PolicyModel, Span, Term } from '../syntax/model.ts';
import { textOf } from './places.ts';
import type { ProblemFix, Rule, RuleContext } from './rule.ts';

const EXPECTED = {
  boolean: 'true or false',
  set: 'a set of strings',
  map: 'a map from space ids to role slugs',
} as const;

/** A rule that Spacelift predefines has another type here. */
export const rule: Rule<'SL010'> = {
  id: 'SL010',
  *check(context) {
    for (const loginRule of LOGIN_RULES) {
      const clauses = context.model.rulesNamed(loginRule.name);
      const [first, ...others] = clauses.flatMap((clause) => findMismatch(clause, loginRule, context.model));
      if (!first) continue;
      yield {
        at: first.at,
        message: 'type',
        values: { rule: loginRule.name, expected: EXPECTED[loginRule.type], actual: first.actual },
        related: others.map(({ at, actual }) => ({ at, message: `Here it is ${actual}.` })),
        fixes: others.length === 0 ? containsInstead(first.clause, loginRule, context) : [],
        instead: context.errors.filter(({ error }) => error.rule === loginRule.name),
      };
    }
  },
};

interface Mismatch {
  readonly clause: Clause;
  readonly at: Span;
  /** A noun phrase. */
  readonly actual: string;
}

function findMismatch(clause: Clause, { type }: LoginRule, model: PolicyModel): Mismatch[] {
  const shape = shapeOf(clause);
  if (type === 'boolean' && shape === 'value') {
    return valuesOf(clause).flatMap((value) => notBoolean(clause, value, model));
  }
  if (shape === (type === 'boolean' ? 'value' : type)) return [];
  return [{ clause, at: clause.head.nameSpan, actual: SHAPES[shape] }];
}

const SHAPES = {
  value: 'one value, given as a whole',
  set: 'a set',
  map: 'a map',
  function: 'a function',
} as const;

function shapeOf({ defines, head }: Clause): keyof typeof SHAPES {
  if (defines === 'complete') return head.path.length > 0 ? 'map' : 'value';
  if (defines === 'set') return head.path.length > 0 ? 'map' : 'set';
  return defines;
}

function valuesOf({ head, elses }: Clause): Term[] {
  return [head.value, ...elses.map(({ value }) => value)].filter((value) => value !== undefined);
}

function notBoolean(clause: Clause, value: Term, model: PolicyModel): Mismatch[] {
  const actual = describeTerm(value) ?? describeHeld(value, model);
  return actual === undefined ? [] : [{ clause, at: value, actual }];
}

const VALUES: Readonly<Partial<Record<Term['kind'], string>>> = {
  string: 'a string',
  template: 'a string',
  number: 'a number',
  negative: 'a number',
  null: 'null',
  array: 'a list',
  set: 'a set',
  object: 'an object',
};

/** Undefined for true and false, and for whatever is only known when it is computed. */
function describeTerm(value: Term): string | undefined {
  return VALUES[value.kind === 'comprehension' ? value.of : value.kind];
}

/** What a local, rule or call is, where it is one thing for sure. */
function describeHeld(value: Term, { values }: PolicyModel): string | undefined {
  const [only, ...others] = values.valuesOf(value);
  if (!only || others.length > 0) return undefined;
  if (only.kind === 'collection') return describeTerm(only.term);
  return only.kind === 'constant' && only.literal ? describeTerm(only.literal) : undefined;
}

/** In v1 `space_admin["root"] if …` is a map; the set of v0 is written with `contains` there. */
function containsInstead({ head, defines }: Clause, { type }: LoginRule, context: RuleContext): readonly ProblemFix[] {
  const [segment] = head.path;
  if (type !== 'set' || context.written !== 'v1' || defines !== 'map') return [];
  if (!segment || segment.dotted || head.path.length > 1 || head.value) return [];
  return [{ title: 'Write `contains`', edits: [{ span: segment, newText: contains(segment.term, context.model) }] }];
}

function contains(member: Term, model: PolicyModel): string {
  return ` contains ${textOf(model, member)}`;
}
