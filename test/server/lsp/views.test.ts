/** What a policy was, as the old side of a difference shows it: it can be asked about, and tells nothing by itself. */
import { expect, it } from 'vitest';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, PUSHED, TestClient } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const TEXT =
  'package spacelift\n\nadmin if member\n\nroles["root"] contains "tf-provisioner" if member\n\nmember if input.session.member\n';
const NOW = 'file:///w/login.rego';
const VIEWS = [
  'git:/w/login.rego?%7B%22ref%22%3A%22~%22%7D',
  'vscode-local-history:/w/login.rego?a',
  'review:/w/login.rego',
];

const start = { line: 0, character: 0 };
const range = { start, end: { line: 7, character: 0 } };
const NOISE: [method: string, params: object][] = [
  ['textDocument/codeLens', {}],
  ['textDocument/inlayHint', { range }],
  ['textDocument/codeAction', { range, context: { diagnostics: [] } }],
];
const ON_REQUEST: [method: string, params: object][] = [
  ['textDocument/hover', { position: { line: 2, character: 1 } }],
  ['textDocument/definition', { position: { line: 2, character: 10 } }],
  ['textDocument/semanticTokens/full', {}],
  ['textDocument/documentSymbol', {}],
  ['textDocument/foldingRange', {}],
];

it.each(VIEWS)('%s', async (uri) => {
  const client = await TestClient.connect({ engine, settings: { account: 'demo' } });
  await client.until(() => (client.refreshCount > 0 ? true : undefined));
  for (const one of [NOW, uri]) await client.open(one, TEXT);
  expect(await client.diagnostics(NOW)).not.toEqual([]);
  expect(await client.diagnostics(uri)).toEqual([]);
  for (const [method, params] of NOISE) {
    expect(await client.ask<unknown[]>(method, NOW, params), method).not.toHaveLength(0);
    expect((await client.ask<unknown[] | null>(method, uri, params)) ?? [], method).toEqual([]);
  }
  for (const [method, params] of ON_REQUEST) {
    const answer = JSON.stringify(await client.ask(method, uri, params)).replaceAll(uri, NOW);
    const now = JSON.stringify(await client.ask(method, NOW, params));
    expect(withoutResultId(answer), method).toBe(withoutResultId(now));
  }
  await client.end();
});

function withoutResultId(json: string): string {
  return json.replace(/"resultId":"\d+",/, '');
}

it('nothing is pushed for one', async () => {
  const client = await TestClient.connect({ engine, capabilities: { ...FULL, ...PUSHED } });
  const [uri = ''] = VIEWS;
  await client.open(uri, TEXT);
  await client.open(NOW, TEXT);
  await client.until(() => client.pushes.get(NOW));
  expect([...client.pushes.keys()]).toEqual([NOW]);
  await client.end();
});
