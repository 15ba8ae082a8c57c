/** Comments that ignore a finding, as `core/rules/ignoreComments.ts` reads them. */
import type { Finding } from '../../../protocol/findings.ts';
import { coverBelow, readIgnoreComments } from '../../rules/ignoreComments.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import type { CheckedPolicy } from '../check.ts';
import { KINDS, type OfferedAction, type OfferedEdits } from './offeredAction.ts';

/** What the author replaces by a reason. */
const REASON = 'reason';

/** One for each rule; none for what can't be ignored. */
export function offerIgnores(
  findings: readonly Finding[],
  { final }: CheckedPolicy,
  model: PolicyModel,
): readonly OfferedAction[] {
  const open = findings.filter((finding) => !final.has(finding) && finding.rule !== 'SL045');
  const firsts = open.filter(({ rule }, index) => open.findIndex((other) => other.rule === rule) === index);
  return firsts.flatMap((finding) => {
    const { rule, range } = finding;
    const change = ignore(rule, model.lines.offsetAt(range.start), model);
    return change ? [{ title: `Ignore ${rule} here`, kind: KINDS.quickFix, findings: [finding], change }] : [];
  });
}

function ignore(rule: string, at: number, model: PolicyModel): OfferedEdits | undefined {
  return joinComment(rule, at, model) ?? standAbove(rule, at, model) ?? standBehind(rule, at, model);
}

/** Beside the other rules of a comment that is there already; its reason stays. */
function joinComment(rule: string, at: number, model: PolicyModel): OfferedEdits | undefined {
  const comment = readIgnoreComments(model).find(({ covers, names, reason }) => {
    return covers && covers.from <= at && at <= covers.to && names.length > 0 && reason !== '';
  });
  const last = comment?.names.at(-1);
  return last && edit({ from: last.at.to, to: last.at.to }, ` ${rule}`, model);
}

/** On a line of its own: formatting keeps it there. Not where that is another statement's, or the inside of a text. */
function standAbove(rule: string, at: number, model: PolicyModel): OfferedEdits | undefined {
  const from = lineStart(at, model);
  const covers = coverBelow(from, model);
  if (isInText(from, model) || !covers || at < covers.from || covers.to < at) return undefined;
  const indent = /^[ \t]*/.exec(model.text.slice(from))?.[0] ?? '';
  const text = `${indent}# spacelift: ignore ${rule} ${REASON}${lineEndOf(model)}`;
  return { ...edit({ from, to: from }, text, model), placeholder: REASON };
}

/** At the end of the line, unless something is there. */
function standBehind(rule: string, at: number, model: PolicyModel): OfferedEdits | undefined {
  const { line } = model.lines.positionAt(at);
  const to = model.lines.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
  const isTaken = model.comments.some((comment) => comment.from <= to && to <= comment.to);
  if (isTaken || isInText(to, model)) return undefined;
  const from = model.text.slice(0, to).trimEnd().length;
  return { ...edit({ from, to }, ` # spacelift: ignore ${rule} ${REASON}`, model), placeholder: REASON };
}

/** Behind a byte order mark. */
function lineStart(at: number, { lines, text }: PolicyModel): number {
  const start = lines.offsetAt({ line: lines.positionAt(at).line, character: 0 });
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

function isInText(offset: number, { literals }: PolicyModel): boolean {
  return literals.some(({ from, to }) => from < offset && offset < to);
}

function lineEndOf({ text }: PolicyModel): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function edit(span: Span, newText: string, { lines }: PolicyModel): OfferedEdits {
  return { edits: [{ range: lines.rangeOf(span), newText }] };
}
