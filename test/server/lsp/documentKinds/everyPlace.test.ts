/** However a policy is written: what is told of any place in it is the same. */
import { ResponseError } from 'vscode-languageserver-protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../support/engine.ts';
import type { TestClient } from '../../../support/lspClient.ts';
import { KINDS, type Kind } from './kinds.ts';
import { OpenDocument } from './openDocument.ts';
import { CLEAN, MISTAKEN, type Version } from './policies.ts';
import { connectToDemo } from './session.ts';

const engine = startEngine();
let client: TestClient;
beforeAll(async () => {
  client = await connectToDemo(engine);
});
afterAll(async () => {
  expect(client.logged).toEqual([]);
  await client.end();
});

const METHODS: readonly [method: string, params: object][] = [
  ['textDocument/completion', {}],
  ['textDocument/hover', {}],
  ['textDocument/signatureHelp', {}],
  ['textDocument/documentHighlight', {}],
  ['textDocument/definition', {}],
  ['textDocument/references', { context: { includeDeclaration: true } }],
  ['textDocument/prepareRename', {}],
  ['textDocument/prepareCallHierarchy', {}],
];

/** Where a word, a text or a row of other characters begins or ends, and the middle of words: every third of these. */
function placesIn(text: string): number[] {
  const starts = [...text.matchAll(/\w+|[^\w\s]+|\n/g)].flatMap(({ index, 0: found }) => [
    index,
    index + Math.ceil(found.length / 2),
  ]);
  return starts.filter((_, index) => index % 3 === 0);
}

async function askAt(document: OpenDocument, offset: number): Promise<Record<string, unknown>> {
  const position = document.written.positionOf(offset);
  const answers: Record<string, unknown> = {};
  for (const [method, params] of METHODS) {
    try {
      answers[method] = firstOf(document.plain(await document.ask(method, { position, ...params })));
    } catch (error) {
      // Why something can't be renamed.
      if (!(error instanceof ResponseError && method === 'textDocument/prepareRename')) throw error;
      answers[method] = error.message;
    }
  }
  const selected = await document.ask('textDocument/selectionRange', { positions: [position] });
  return { ...answers, selected: document.plain(selected) };
}

/** Of a list: it is cut off where it gets long, and what pads a policy pushes the last ones out. */
function firstOf(answer: unknown): unknown {
  const isList = typeof answer === 'object' && answer !== null && 'items' in answer;
  return isList && Array.isArray(answer.items) ? answer.items.slice(0, 40) : answer;
}

async function askEverywhere(base: string, kind: Kind, version: Version): Promise<Map<number, unknown>> {
  const document = await OpenDocument.open(client, `untitled:${kind.name}`, base, kind, version);
  await client.diagnostics(document.uri);
  const answers = new Map<number, unknown>();
  for (const offset of placesIn(base)) answers.set(offset, await askAt(document, offset));
  await client.close(document.uri);
  return answers;
}

describe.each<[string, string, Version]>([
  ['v1', CLEAN.v1, 'v1'],
  ['v0', CLEAN.v0, 'v0'],
  ['v1 with mistakes', MISTAKEN.v1, 'v1'],
  ['v0 with mistakes', MISTAKEN.v0, 'v0'],
])('%s', (_, base, version) => {
  let plain: Map<number, unknown>;
  beforeAll(async () => {
    plain = await askEverywhere(base, { name: 'plain' }, version);
  }, 60_000);

  it.each(KINDS)('with $name', async (kind) => {
    const answers = await askEverywhere(base, kind, version);
    for (const [offset, answer] of answers) {
      expect(answer, `at ${base.slice(0, offset)}|`).toEqual(plain.get(offset));
    }
  });
});
