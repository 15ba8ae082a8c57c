import type { Finding } from '../../protocol/findings.ts';
import type { PolicyModel, Span } from '../syntax/model.ts';
import { readIgnoreComments, type IgnoreComment, type IgnoredName } from './ignoreComments.ts';
import { isRuleId } from './levels.ts';
import { checkOtherComments } from './otherComments.ts';
import type { RuleContext } from './rule.ts';
import { checkIgnoreComments } from './sl045IgnoreComment.ts';
import { TABLE, type RuleInfo } from './table.ts';
import { tellProblem } from './tellProblem.ts';

/** What became of a name in an ignore comment: it hid a finding, met one that can't be hidden, or met none. */
export type Effect = 'hidden' | 'final' | 'none';

/**
 * Leaves out what comments of the policy ignore, and adds what is wrong with those comments.
 * @param final findings that nothing hides
 */
export function applyIgnores(
  findings: readonly Finding[],
  final: ReadonlySet<Finding>,
  context: RuleContext,
): readonly Finding[] {
  const comments = readIgnoreComments(context.model);
  const { hidden, effects } = ignoreBy(comments, findings, final, context.model);
  const problems = [
    ...checkIgnoreComments(comments, (name) => effectOf(name, effects.get(name) ?? 'none', context), context),
    ...checkOtherComments(context.model),
  ];
  const told = problems.flatMap((problem) => tellProblem('SL045', problem, context) ?? []);
  return [...findings.filter((finding) => !hidden.has(finding)), ...told.map(({ finding }) => finding)];
}

/** The same of findings that come later: whether the comments have an effect was told before. */
export function withoutIgnored(findings: readonly Finding[], model: PolicyModel): readonly Finding[] {
  const { hidden } = ignoreBy(readIgnoreComments(model), findings, new Set(), model);
  return findings.filter((finding) => !hidden.has(finding));
}

interface Ignored {
  readonly hidden: ReadonlySet<Finding>;
  readonly effects: ReadonlyMap<IgnoredName, Effect>;
}

function ignoreBy(
  comments: readonly IgnoreComment[],
  findings: readonly Finding[],
  final: ReadonlySet<Finding>,
  model: PolicyModel,
): Ignored {
  const hidden = new Set<Finding>();
  const effects = new Map<IgnoredName, Effect>();
  for (const comment of comments) {
    for (const name of comment.names) {
      const meant = findings.filter((finding) => finding.rule === name.id && isCovered(finding, comment, model));
      const open = meant.filter((finding) => !final.has(finding));
      if (comment.reason !== '') for (const finding of open) hidden.add(finding);
      effects.set(name, open.length > 0 ? 'hidden' : meant.length > 0 ? 'final' : 'none');
    }
  }
  return { hidden, effects };
}

function isCovered({ range }: Finding, { covers }: IgnoreComment, { lines }: PolicyModel): boolean {
  const at = lines.offsetAt(range.start);
  return covers !== undefined && contains(covers, at);
}

function contains({ from, to }: Span, offset: number): boolean {
  return from <= offset && offset <= to;
}

/** A rule that may find something here at another time has its effect: nobody is asked to remove the comment. */
function effectOf({ id }: IgnoredName, effect: Effect, { settings, errors }: RuleContext): Effect {
  if (effect !== 'none' || !isRuleId(id)) return effect;
  const info: RuleInfo = TABLE[id];
  const isUnread = errors.some(({ error }) => error.code === 'rego_parse_error');
  return info.asksAccount || info.isSimulated || settings.rules[id] === 'off' || isUnread ? 'hidden' : 'none';
}
