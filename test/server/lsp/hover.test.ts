import type { Hover } from 'vscode-languageserver-protocol';
import { expect, it } from 'vitest';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: true, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'untitled:login';
const TEXT = 'package spacelift\n\nroles["root"] contains "deployer" if input.session.member\n';

it('tells of a role over a connection, and nothing of a file that is no login policy', async () => {
  const client = await TestClient.connect({ engine, initializationOptions: { account: 'demo' } });
  expect(client.initialized.capabilities.hoverProvider).toBe(true);
  await client.open(URI, TEXT);
  const at = { position: { line: 2, character: 26 } };
  const hover = await client.ask<Hover>('textDocument/hover', URI, at);
  expect(hover.range).toEqual({ start: { line: 2, character: 23 }, end: { line: 2, character: 33 } });
  expect(hover.contents).toMatchObject({ kind: 'markdown' });
  expect(JSON.stringify(hover.contents)).toContain('**Deployer** · role `deployer` · custom');
  await client.open('untitled:plan', 'package terraform\n\ndeny contains "deployer" if input.terraform\n');
  expect(await client.ask('textDocument/hover', 'untitled:plan', at)).toBeNull();
  await client.end();
});
