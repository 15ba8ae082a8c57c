/** What every name in a policy is, for colours. */
import type { Position, Range } from '../../../protocol/findings.ts';
import type { OpenPolicy } from '../openPolicy.ts';
import { listAccountTokens } from './accountTokens.ts';
import type { TokenKind } from './legend.ts';
import { listNameTokens } from './nameTokens.ts';

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
  const tokens = [...listNameTokens(policy), ...listAccountTokens(policy)]
    .filter((token) => token.from < token.to && token.from <= to && from <= token.to)
    .sort((a, b) => a.from - b.from);
  const placed: PlacedToken[] = [];
  let end = -1;
  for (const token of tokens) {
    if (token.from < end) continue;
    end = token.to;
    placed.push({ ...lines.positionAt(token.from), length: token.to - token.from, kind: token.kind });
  }
  return placed;
}
