/** Conditions that are never met, or always, by themselves. */
import { byName } from '../../byName.ts';
import type { Condition } from '../../syntax/values/conditions.ts';
import { domainOf } from '../../syntax/values/domains.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { replaceLiteral } from '../effects/givenTexts.ts';
import { tellOutcome, type Fixed } from '../effects/outcome.ts';
import { relatedNots } from '../effects/consequences.ts';
import { textOf } from '../places.ts';
import type { Problem, RuleContext } from '../rule.ts';
import { fixedComparisons, tellComparison, type FixedComparison, type ToldComparison } from '../times/compared.ts';
import { kindOf, sayKind } from '../types/kinds.ts';

interface Casing {
  /** Letters that the built-in leaves none of. */
  readonly lost: RegExp;
  readonly letters: string;
  readonly write: (text: string) => string;
}

const CASINGS: Readonly<Record<string, Casing>> = byName({
  lower: { lost: /[A-Z]/, letters: 'capital', write: (text) => text.toLowerCase() },
  upper: { lost: /[a-z]/, letters: 'small', write: (text) => text.toUpperCase() },
});

const TESTS = new Set<Condition['test']>(['==', '!=', 'in', 'prefix', 'suffix', 'part']);

/** `lower(input.session.login) == "Ada@example.com"`; each literal once. */
export function* checkCasing(context: RuleContext): Iterable<Problem<'SL041'>> {
  const told = new Set<number>();
  for (const condition of context.model.conditions()) {
    const name = rewriteOf(condition, context.model);
    const casing = name === undefined ? undefined : CASINGS[name];
    if (name === undefined || !casing) continue;
    const judge = (value: string | number): Fixed | undefined => {
      if (typeof value !== 'string' || !casing.lost.test(value)) return undefined;
      return condition.test === '!=' || condition.isReversed ? 'true' : 'false';
    };
    for (const comparison of fixedComparisons(condition, judge)) {
      if (told.has(comparison.literal.from)) continue;
      told.add(comparison.literal.from);
      const place = tellComparison(comparison, (value) => judge(value) !== undefined, context);
      yield tellCasing(name, casing, comparison, place);
    }
  }
}

/** The built-in that made what a condition is about; weekdays are left to SL040. */
function rewriteOf({ subject, test, isCertain }: Condition, { values }: PolicyModel): string | undefined {
  const isResult = subject.kind === 'result' && subject.path.length === 0;
  const isTold = isResult && isCertain && TESTS.has(test) && domainOf(subject, values) !== 'weekday';
  return isTold ? subject.call.name : undefined;
}

function tellCasing(
  name: string,
  { letters, write }: Casing,
  { literal, value }: FixedComparison,
  { effect, outcome, ...place }: ToldComparison,
): Problem<'SL041'> {
  const newText = literal.kind === 'string' && literal.value === value ? write(literal.value) : undefined;
  const edit = literal.kind === 'string' && newText !== undefined ? replaceLiteral(literal, newText) : undefined;
  return {
    ...place,
    message: 'casing',
    values: { function: name, letters, text: JSON.stringify(value), outcome },
    fixes: edit && newText !== undefined ? [{ title: `Write \`${newText}\``, edits: [edit], ...effect }] : [],
  };
}

const MEMBERLESS = new Set(['string', 'number', 'boolean', 'null']);

/** `"ada" in input.session.login`: nothing is in what is no collection. */
export function* checkMembers(model: PolicyModel): Iterable<Problem<'SL041'>> {
  const told = new Set<number>();
  for (const { at } of model.conditions()) {
    if ((at.kind !== 'membership' && at.kind !== 'someIn') || told.has(at.from)) continue;
    const kind = kindOf(at.collection, model);
    if (kind === undefined || !MEMBERLESS.has(kind)) continue;
    told.add(at.from);
    const site = { at, is: 'false', share: 'all' } as const;
    yield {
      at: at.collection,
      message: 'memberless',
      values: { text: textOf(model, at.collection), kind: sayKind(kind), outcome: tellOutcome(site) },
      related: relatedNots(site, model),
    };
  }
}
