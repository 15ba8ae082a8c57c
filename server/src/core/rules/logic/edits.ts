/** Changes of clauses, as edits of the text. */
import type { Body, Clause, PolicyModel, Span } from '../../syntax/model.ts';
import { overlaps, textOf } from '../places.ts';
import type { ProblemFix } from '../rule.ts';

type Edit = ProblemFix['edits'][number];

/** One more condition before those of a body; nothing where the body can't take one. */
export function addCondition(condition: string, body: Body, model: PolicyModel): readonly Edit[] {
  const [first] = body.expressions;
  if (!first) return [];
  if (!isBraced(body, model)) {
    return [{ span: body, newText: `{\n\t${condition}\n\t${textOf(model, body)}\n}` }];
  }
  const indent = indentBefore(first, model);
  const separator = indent === undefined ? '; ' : `${lineBreakOf(model)}${indent}`;
  return [{ span: { from: first.from, to: first.from }, newText: `${condition}${separator}` }];
}

/** Whether its span begins with a brace of its own: `if x` has none, and `if {x | …}[y]` begins with another's. */
function isBraced({ from, expressions }: Body, { text }: PolicyModel): boolean {
  return text[from] === '{' && expressions[0]?.from !== from;
}

/** The blanks before something that begins its line; undefined where something else does. */
export function indentBefore({ from }: Span, { text }: PolicyModel): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/**
 * Without a clause: the whole lines it stands on and the blank ones after it, where nothing else is on them, but for a
 * comment behind it, which is about it. Of a head
 * that several bodies share only the body, unless it is the first.
 */
export function removeClause(clause: Clause, model: PolicyModel): readonly Edit[] {
  const isShared = clause.rule.clauses.some((other) => other !== clause && overlaps(other.whole, clause.whole));
  if (!isShared) return [{ span: wholeLines(clause.whole, model), newText: '' }];
  if (clause.from === clause.whole.from) return [];
  const from = model.text.slice(0, clause.from).trimEnd().length;
  return [{ span: { from, to: clause.to }, newText: '' }];
}

function wholeLines({ from, to }: Span, { text }: PolicyModel): Span {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const after = /^[ \t]*(?:#[^\r\n]*)?(?:\r?\n(?:[ \t]*\r?\n)*|$)/.exec(text.slice(to));
  return /^[ \t]*$/.test(text.slice(start, from)) && after ? { from: start, to: to + after[0].length } : { from, to };
}

export function lineBreakOf({ text }: PolicyModel): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
