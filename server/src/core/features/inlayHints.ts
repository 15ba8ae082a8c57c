/** Names behind ids, slugs and instants, at the end of what is written. */
import type { InlayHint } from 'vscode-languageserver-types';
import type { Span } from '../syntax/model.ts';
import { nameBehind } from './describe/behind.ts';
import type { OpenPolicy } from './openPolicy.ts';

/** How long a hint can be: names come from an account. */
const LONG = 40;

/** Where they tell what the text does not; in a part of the text, in its order. */
export function listInlayHints(policy: OpenPolicy, { from, to }: Span): InlayHint[] {
  const { literals, lines } = policy.model;
  return literals.flatMap((literal) => {
    const behind = literal.to < from || literal.from > to ? undefined : nameBehind(literal, policy);
    if (!behind) return [];
    return [{ position: lines.positionAt(literal.to), label: shorten(behind.text), paddingLeft: true }];
  });
}

/** On one line; never cut inside of a character. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= LONG) return line;
  return `${line.slice(0, LONG - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
