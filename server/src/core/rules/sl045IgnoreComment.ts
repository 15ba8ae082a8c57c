import type { PolicyModel, Span } from '../syntax/model.ts';
import type { Effect } from './applyIgnores.ts';
import type { IgnoreComment, IgnoredName } from './ignoreComments.ts';
import { isFinal, isRuleId } from './levels.ts';
import { nearestRule } from './nearestRule.ts';
import type { Problem, ProblemFix, RuleContext } from './rule.ts';

type EffectOf = (name: IgnoredName) => Effect;

/** Comments that ignore nothing. It needs what all other rules found, and so is none of `RULES`. */
export function* checkIgnoreComments(
  comments: readonly IgnoreComment[],
  effectOf: EffectOf,
  { model }: RuleContext,
): Iterable<Problem<'SL045'>> {
  for (const ignore of comments) {
    const idle = ignore.names.filter((name) => judge(name, effectOf) !== undefined);
    if (ignore.names.length === 0)
      yield { at: ignore.comment, message: 'empty', fixes: [removeComment(ignore, model)] };
    for (const name of idle) yield* tell(name, ignore, idle, effectOf, model);
    if (ignore.reason === '' && idle.length < ignore.names.length) yield { at: ignore.comment, message: 'reason' };
  }
}

/** Undefined for a name that has its effect. */
function judge(name: IgnoredName, effectOf: EffectOf): 'unknown' | 'final' | 'unused' | undefined {
  const effect = effectOf(name);
  if (effect === 'hidden') return undefined;
  if (isRuleId(name.id)) return effect === 'final' || isFinal(name.id) ? 'final' : 'unused';
  return name.id.endsWith('_error') ? 'final' : 'unknown';
}

function* tell(
  name: IgnoredName,
  ignore: IgnoreComment,
  idle: readonly IgnoredName[],
  effectOf: EffectOf,
  model: PolicyModel,
): Iterable<Problem<'SL045'>> {
  const message = judge(name, effectOf);
  const { id, at } = name;
  const fixes = [idle.length === ignore.names.length ? removeComment(ignore, model) : removeName(name, ignore, idle)];
  if (message === 'unknown') {
    const meant = nearestRule(id);
    const hint = meant === undefined ? '' : ` Is \`${meant}\` meant?`;
    yield { at, message, values: { id, hint }, fixes: [...replaceName(name, meant), ...fixes] };
  } else if (message) yield { at, message, values: { id }, fixes };
}

/** Unsafe: a finding may come to be hidden. */
function replaceName({ at }: IgnoredName, meant: string | undefined): ProblemFix[] {
  if (meant === undefined) return [];
  return [{ title: `Write \`${meant}\``, edits: [{ span: at, newText: meant }], unsafe: true }];
}

/** With the comma or blanks behind it where it stands first, or all before it go too; else with those before it. */
function removeName(name: IgnoredName, { names }: IgnoreComment, idle: readonly IgnoredName[]): ProblemFix {
  const index = names.indexOf(name);
  const goesFirst = names.slice(0, index).every((other) => idle.includes(other));
  const from = goesFirst ? name.at.from : (names[index - 1]?.at.to ?? name.at.from);
  const to = goesFirst ? (names[index + 1]?.at.from ?? name.at.to) : name.at.to;
  return { title: `Remove \`${name.id}\``, edits: [{ span: { from, to }, newText: '' }] };
}

function removeComment({ comment }: IgnoreComment, model: PolicyModel): ProblemFix {
  const span = comment.ownLine ? wholeLine(comment, model) : withBlanksBefore(comment, model);
  return { title: 'Remove the comment', edits: [{ span, newText: '' }] };
}

function withBlanksBefore({ from, to }: Span, { text }: PolicyModel): Span {
  return { from: text.slice(0, from).trimEnd().length, to };
}

/** With its line break. */
function wholeLine({ from, to }: Span, { text }: PolicyModel): Span {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  return { from: start, to: to + (/^\r?\n/.exec(text.slice(to))?.[0].length ?? 0) };
}
