/** What a person is told of the thing under the pointer. */
import { MarkupKind, type Hover, type MarkupContent } from 'vscode-languageserver-types';
import type { Literal, PolicyModel, Span } from '../../syntax/model.ts';
import { describeKeyword } from '../describe/keyword.ts';
import { isOfRegoAlone } from '../domain.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { tellComment } from './comments.ts';
import { describeLiteral } from './literals.ts';
import { describeNameAt } from './named.ts';

/** Something that can be told, and of what. */
export interface Told extends Span {
  readonly markdown: string;
}

/**
 * What is at an offset, or right before it. Undefined: nothing is to be told of it.
 * @param domainOnly nothing that any server for Rego tells
 */
export function hoverAt(
  policy: OpenPolicy,
  offset: number,
  domainOnly = false,
): (Hover & { contents: MarkupContent }) | undefined {
  const { lines, comments } = policy.model;
  const isComment = comments.some(({ from, to }) => from <= offset && offset < to);
  const told = isComment
    ? tellComment(policy.model, offset)
    : (literalAt(policy, offset) ?? tellWord(policy, offset, domainOnly));
  if (!told) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value: told.markdown }, range: lines.rangeOf(told) };
}

function tellWord(policy: OpenPolicy, offset: number, domainOnly: boolean): Told | undefined {
  if (domainOnly && isOfRegoAlone(policy, offset)) return undefined;
  return describeNameAt(policy, offset) ?? keywordAt(policy, offset);
}

function literalAt(policy: OpenPolicy, offset: number): Told | undefined {
  const literal = findLiteral(policy.model, offset);
  const markdown = literal && describeLiteral(literal, policy);
  return literal && markdown !== undefined ? { from: literal.from, to: literal.to, markdown } : undefined;
}

function findLiteral({ literals }: PolicyModel, offset: number): Literal | undefined {
  return literals.find(({ from, to }) => from <= offset && offset < to) ?? literals.find(({ to }) => to === offset);
}

const WORDS = new Set(['Keyword', 'Default', 'If', 'Not', 'And', 'Or', 'Null', 'Boolean', 'Operator']);

function keywordAt({ model, engine }: OpenPolicy, offset: number): Told | undefined {
  const { tree } = model.parsed;
  const node = [tree.resolveInner(offset, 1), tree.resolveInner(offset, -1)].find(({ name }) => WORDS.has(name));
  if (!node) return undefined;
  const { from, to } = node;
  const markdown = describeKeyword(model.text.slice(from, to), engine);
  return markdown === undefined ? undefined : { from, to, markdown };
}
