/** Semantic tokens, with the place of each. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';
import { expect } from 'vitest';
import type { OpenDocument } from './openDocument.ts';

export async function askTokens(document: OpenDocument): Promise<unknown> {
  const { data } = await document.ask<SemanticTokens>('textDocument/semanticTokens/full');
  return place(data, document);
}

/** @param from, to parts of the text */
export async function askTokensOf(document: OpenDocument, from: string, to: string): Promise<unknown> {
  const range = document.range(document.offsetOf(`|${from}`), document.offsetOf(`|${to}`));
  const { data } = await document.ask<SemanticTokens>('textDocument/semanticTokens/range', { range });
  return place(data, document);
}

/** Of a copy where a text takes the place of a name, as long as that: the difference comes to what is told as a whole. */
export async function askTokensAfterEdit(document: OpenDocument): Promise<unknown> {
  const copy = await document.copy();
  const { resultId, data } = await copy.ask<SemanticTokens>('textDocument/semanticTokens/full');
  const start = copy.offsetOf('not |on_call');
  await copy.client.change(copy.uri, { range: copy.range(start, start + 'on_call'.length), text: '"mondo"' });
  const delta = await copy.ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
    previousResultId: resultId,
  });
  const patched = [...data];
  for (const { start: from, deleteCount, data: added = [] } of [...delta.edits].reverse()) {
    patched.splice(from, deleteCount, ...added);
  }
  const { data: whole } = await copy.ask<SemanticTokens>('textDocument/semanticTokens/full');
  expect(patched).toEqual(whole);
  expect(patched).not.toEqual(data);
  const places = place(patched, copy);
  await copy.client.close(copy.uri);
  return places;
}

interface PlacedToken {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly kind: string;
}

function place(data: readonly number[], { client }: OpenDocument): PlacedToken[] {
  const { tokenTypes = [], tokenModifiers = [] } = client.initialized.capabilities.semanticTokensProvider?.legend ?? {};
  const tokens: PlacedToken[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const kind = [tokenTypes[type], ...tokenModifiers.filter((_, bit) => bits & (1 << bit))].join(' ');
    tokens.push({ start: { line, character }, end: { line, character: character + length }, kind });
  }
  return tokens;
}
