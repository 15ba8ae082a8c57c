/** What every name in a policy is, for colours. */
import type { Position, Range } from '../../../protocol/findings.ts';
import type { PolicyModel, Span } from '../../syntax/model.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { listAccountTokens } from './accountTokens.ts';
import type { TokenKind } from './legend.ts';
import { listNameTokens, type Token } from './nameTokens.ts';

/** On one line. */
export interface PlacedToken extends Position {
  /** In UTF-16 code units. */
  readonly length: number;
  readonly kind: TokenKind;
}

/**
 * In the order of the text, none over another.
 * @param range only those that touch it
 */
export function listTokens(policy: OpenPolicy, range?: Range): readonly PlacedToken[] {
  const { lines, text } = policy.model;
  const { from, to } = range ? lines.spanOf(range) : { from: 0, to: text.length };
  const isSeen = (span: Span): boolean => span.from <= to && from <= span.to;
  const tokens = [...listNameTokens(policy, isSeen), ...listAccountTokens(policy, isSeen)]
    .filter((token) => token.from < token.to && isSeen(token))
    .sort((a, b) => a.from - b.from);
  return place(tokens, policy.model);
}

/** @param tokens sorted; of two that cover the same text the first counts */
function place(tokens: readonly Token[], { lines }: PolicyModel): readonly PlacedToken[] {
  const placed: PlacedToken[] = [];
  let end = -1;
  let line = 0;
  let start = 0;
  let next = 0;
  for (const { from, to, kind } of tokens) {
    if (from < end) continue;
    end = to;
    // Looked up once for a line: there are many tokens.
    if (from >= next) {
      const position = lines.positionAt(from);
      ({ line } = position);
      start = from - position.character;
      next = line + 1 < lines.lineCount ? lines.offsetAt({ line: line + 1, character: 0 }) : Infinity;
    }
    placed.push({ line, character: from - start, length: to - from, kind });
  }
  return placed;
}
