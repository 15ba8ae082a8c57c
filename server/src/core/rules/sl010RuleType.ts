import { LOGIN_RULES, type LoginRule } from '../policy/loginContract.ts';
import type { Clause } from '../syntax/model.ts';
import { entryFieldOf, nameEntry } from './names/listEntries.ts';
import { errorsAt, headSpan, textOf } from './places.ts';
import type { Problem, ProblemFix, Rule, RuleContext } from './rule.ts';
import { findMismatch, type Mismatch } from './types/mismatch.ts';
import type { RuleId } from './table.ts';

const EXPECTED = {
  boolean: 'true or false',
  set: 'a set of strings',
  map: 'a map from space ids to sets of role slugs',
} as const;

/** What is said of what a clause names, grants or lets in: it depends on the type that was meant. */
const CONSEQUENCES: readonly RuleId[] = [
  ...(['SL001', 'SL002', 'SL003', 'SL004', 'SL008', 'SL014', 'SL015', 'SL016', 'SL021', 'SL022'] as const),
  ...(['SL024', 'SL025', 'SL028', 'SL029', 'SL030', 'SL035', 'SL038', 'SL044'] as const),
];

/** A rule that Spacelift reads has another type here. */
export const rule: Rule<'SL010'> = {
  id: 'SL010',
  *check(context) {
    for (const loginRule of LOGIN_RULES) {
      const clauses = context.model.rulesNamed(loginRule.name);
      const all = clauses.flatMap((clause) => findMismatch(clause, loginRule.type, context.model));
      const first = all.find(({ isGivenWhole }) => !isGivenWhole) ?? all[0];
      const others = all.filter((one) => one !== first);
      if (first) yield tell(first, others, loginRule, context);
    }
  },
};

function tell(
  first: Mismatch,
  others: readonly Mismatch[],
  loginRule: LoginRule,
  context: RuleContext,
): Problem<'SL010'> {
  const { inside, actual } = first;
  const found = {
    at: first.at,
    related: others.map((other) => ({ at: other.at, message: `Here ${other.inside ?? 'it is'} ${other.actual}.` })),
    fixes: others.length === 0 ? fixesOf(first, loginRule, context) : [],
    instead: errorsAbout(loginRule, [first, ...others], context),
    over: {
      rules: first.isGivenWhole ? [] : CONSEQUENCES,
      within: [first, ...others].map(({ clause }) => clause.whole),
    },
  };
  const values = { rule: loginRule.name, expected: EXPECTED[loginRule.type], actual };
  if (UNDOCUMENTED.has(loginRule.name)) return { ...found, message: 'undocumented', values };
  if (first.isGivenWhole) return { ...found, message: 'whole', values: { rule: loginRule.name } };
  return inside === undefined
    ? { ...found, message: 'type', values }
    : { ...found, message: 'inside', values: { ...values, inside } };
}

/** Known from other types of policies only. */
const UNDOCUMENTED: ReadonlySet<string> = new Set(['flag']);

function errorsAbout({ name }: LoginRule, mismatches: readonly Mismatch[], { errors, model }: RuleContext) {
  const unfinished = mismatches.flatMap(({ clause }) =>
    errorsAt(errors, headSpan(clause, model), '`contains` keyword is required'),
  );
  return [...errors.filter(({ error }) => error.rule === name), ...unfinished];
}

function fixesOf(mismatch: Mismatch, { type }: LoginRule, context: RuleContext): readonly ProblemFix[] {
  const { clause, inside } = mismatch;
  const entry = inside === undefined ? [] : fieldInstead(mismatch, context);
  if (type !== 'set' || entry.length > 0) return entry;
  return inside === undefined ? containsInstead(clause, context) : eachInstead(clause);
}

/** In v1 `space_admin["root"] if …` is a map; the set of v0 is written with `contains` there. */
function containsInstead({ head, defines }: Clause, { written, model }: RuleContext): readonly ProblemFix[] {
  const [segment] = head.path;
  if (written !== 'v1' || defines !== 'map') return [];
  if (!segment || segment.dotted || head.path.length > 1 || head.value) return [];
  return [
    { title: 'Write `contains`', edits: [{ span: segment, newText: ` contains ${textOf(model, segment.term)}` }] },
  ];
}

/** What names a space or a role of the input, instead of all there is to it. */
function fieldInstead({ at, clause }: Mismatch, { model }: RuleContext): readonly ProblemFix[] {
  const term = [clause.head.key, ...clause.head.path.map((segment) => segment.term)].find((one) => one === at);
  return (['spaces', 'roles'] as const).flatMap((list) => {
    const entry = term && entryFieldOf(term, list, model);
    return term && entry ? nameEntry(term, list, entry) : [];
  });
}

/** The members of a list of the input, instead of the list. */
function eachInstead({ head: { key } }: Clause): readonly ProblemFix[] {
  if (key?.kind !== 'reference' || key.target.kind !== 'input') return [];
  const edits = [{ span: { from: key.to, to: key.to }, newText: '[_]' }];
  // What was refused, or a single odd member, comes to be several.
  return [{ title: 'Add each of them', edits, unsafe: true }];
}
