/** What is told of the text at `$0`, for tests. */
import { MarkupContent } from 'vscode-languageserver-types';
import { expect } from 'vitest';
import { buildInventory } from '../../../../../server/src/core/account/inventory.ts';
import { hoverAt } from '../../../../../server/src/core/features/hover/hover.ts';
import type { AccountSnapshot } from '../../../../../server/src/protocol/account.ts';
import { readMarked } from '../../../../support/marked.ts';
import { demoInventory, openPolicy, type Opening } from '../../../../support/openPolicy.ts';
import { demoAccount } from '../../account/demoAccount.ts';

/** 2026-11-05T06:00:00Z: three days after the demo account was read. */
const NOW = 1_793_858_400_000_000_000n;

interface Shown {
  readonly range: string;
  readonly text: string;
}

/** What is told at `$0`, and of which text; undefined: nothing. With the demo account, unless told. */
export function hover(source: string, opening: Opening = { account: demoInventory }): Shown | undefined {
  const { text, carets } = readMarked(source);
  const policy = openPolicy(text, { now: NOW, ...opening });
  const told = hoverAt(policy, carets[0] ?? 0);
  if (!told) return undefined;
  const { contents, range } = told;
  if (!MarkupContent.is(contents) || !range) throw new Error('a hover without Markdown or range');
  const { from, to } = policy.model.lines.spanOf(range);
  return { range: text.slice(from, to), text: contents.value };
}

/** That it tells all of these, of exactly this text. */
export function check(source: string, range: string, parts: readonly string[], opening?: Opening): void {
  const told = hover(source, opening);
  expect(told?.range).toBe(range);
  for (const part of parts) expect(told?.text).toContain(part);
}

/** The demo account with something else in it. */
export function changed(change: (account: AccountSnapshot) => void): Opening {
  const account = structuredClone(demoAccount);
  change(account);
  return { account: buildInventory(account) };
}

export const NO_ACCOUNT: Opening = {};
export const P = 'package spacelift\n\n';
/** Of `ci-cd-production`. */
export const KEY = '01K422XK606Y7W2KRBM91DVYBG';
export const EU = 'eu-01JK5GWKK0KTGNKQ339ZMJKFEB';
export const PRODUCTION = 'production-01JK5GKEM09MTEXGFXG694BX2X';
