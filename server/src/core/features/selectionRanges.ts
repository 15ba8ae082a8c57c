/** What "expand selection" grows to, step by step. */
import type { SyntaxNode } from '@lezer/common';
import type { SelectionRange } from 'vscode-languageserver-types';
import type { PolicyModel, Span } from '../syntax/model.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** The innermost, with what is around it: a word, a path up to it, a term, a condition, a body, a rule, all. */
export function selectAround({ model }: OpenPolicy, offset: number): SelectionRange {
  const spans = listSpans(model, offset);
  let around: SelectionRange | undefined;
  for (const span of spans.reverse()) {
    around = { range: model.lines.rangeOf(span), ...(around && { parent: around }) };
  }
  return around ?? { range: model.lines.rangeOf({ from: offset, to: offset }) };
}

/** From the inside out, each larger than the one before. */
function listSpans(model: PolicyModel, offset: number): Span[] {
  const { text, parsed } = model;
  const spans: Span[] = [];
  const add = ({ from, to }: Span): void => {
    const last = spans.at(-1);
    const isLarger = !last || (from <= last.from && to >= last.to && to - from > last.to - last.from);
    if (isLarger && from <= offset && offset <= to) spans.push({ from, to });
  };
  const word = wordAround(text, offset);
  if (word) add(word);
  let inner: SyntaxNode | undefined;
  for (let node: SyntaxNode | null = startAt(model, offset); node; node = node.parent) {
    if (node.name === 'Policy') break;
    for (const span of partsAround(node, inner, text)) add(span);
    // With its dot it is nothing of its own.
    if (node.name !== 'Member') add(trimmed(node, text));
    if (node.name === 'Rule') add(withComments(node, model));
    inner = node;
  }
  add({ from: 0, to: parsed.text.length });
  return spans;
}

/** The node behind the caret; where a word or a line ends, the one before. */
function startAt({ parsed: { tree }, text }: PolicyModel, offset: number): SyntaxNode {
  const [before, behind] = [text.charAt(offset - 1), text.charAt(offset)];
  const endsWord = /\w/.test(before) && !/\w/.test(behind);
  const endsLine = /\S/.test(before) && /^\s?$/.test(behind);
  return tree.resolveInner(offset, endsWord || endsLine ? -1 : 1);
}

function wordAround(text: string, offset: number): Span | undefined {
  let from = offset;
  let to = offset;
  while (from > 0 && /[\w-]/.test(text.charAt(from - 1))) from--;
  while (to < text.length && /[\w-]/.test(text.charAt(to))) to++;
  return from < to ? trimDashes(text, from, to) : undefined;
}

/** `-` is a part of slugs and ids, and an operator elsewhere. */
function trimDashes(text: string, from: number, to: number): Span | undefined {
  const word = text.slice(from, to);
  const start = from + (/^-*/.exec(word)?.[0].length ?? 0);
  return start < to ? { from: start, to } : undefined;
}

/** Between a node and the one inside of it. */
function* partsAround(node: SyntaxNode, inner: SyntaxNode | undefined, text: string): Iterable<Span> {
  if (node.name === 'Reference' && inner) yield { from: node.from, to: inner.to };
  if (node.name === 'HeadPath' && inner) yield { from: node.from, to: inner.to };
  const isText = node.name === 'String' || node.name === 'RawString';
  const first = text.charAt(node.from);
  const last = text.charAt(node.to - 1);
  const isBracketed = '[{('.includes(first) && '])}'.includes(last);
  if (!isText && !isBracketed) return;
  const from = node.from + 1;
  const to = isText && last !== first ? node.to : node.to - 1;
  if (from >= to) return;
  yield isText ? { from, to } : trimmed({ from, to }, text);
}

function trimmed({ from, to }: Span, text: string): Span {
  const slice = text.slice(from, to);
  const start = from + slice.length - slice.trimStart().length;
  return { from: start, to: Math.max(start, from + slice.trimEnd().length) };
}

/** With the comments right above. */
function withComments(node: SyntaxNode, { comments, lines, text }: PolicyModel): Span {
  let { from } = node;
  for (const comment of comments.filter(({ from: start, ownLine }) => ownLine && start < node.from).reverse()) {
    const isRightAbove = lines.positionAt(comment.from).line === lines.positionAt(from).line - 1;
    if (!isRightAbove) break;
    from = comment.from;
  }
  return trimmed({ from, to: node.to }, text);
}
