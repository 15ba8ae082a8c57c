import type { InlayHint } from 'vscode-languageserver-protocol';
import { expect, it } from 'vitest';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: true, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'untitled:login';
const TEXT = 'package spacelift\n\nroles["root"] contains "tf-provisioner" if input.session.member\n';

it('shows names over a connection, and what is behind one when it is pointed at', async () => {
  const client = await TestClient.connect({ engine, initializationOptions: { account: 'demo' } });
  await client.open(URI, TEXT);
  const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
  const hints = await client.ask<InlayHint[]>('textDocument/inlayHint', URI, { range });
  expect(hints).toMatchObject([{ label: 'Infrastructure provisioner', position: { line: 2, character: 39 } }]);
  const resolved = await client.connection.sendRequest<InlayHint>('inlayHint/resolve', hints[0]);
  expect(resolved.label).toBe('Infrastructure provisioner');
  expect(JSON.stringify(resolved.tooltip)).toContain('role `tf-provisioner`');
  await client.close(URI);
  const late = await client.connection.sendRequest<InlayHint>('inlayHint/resolve', hints[0]);
  expect(late).toEqual(hints[0]);
  await client.end();
});
