import type { SignatureHelp } from 'vscode-languageserver-protocol';
import { expect, it } from 'vitest';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: true, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'untitled:login';
const TEXT = 'package spacelift\n\noffice(ip, zone) if ip == zone\n\nallow if office(input.request.remote_ip, \n';

it('tells over a connection what the call takes', async () => {
  const client = await TestClient.connect({ engine });
  expect(client.initialized.capabilities.signatureHelpProvider?.triggerCharacters).toEqual(['(', ',']);
  await client.open(URI, TEXT);
  const help = await client.ask<SignatureHelp>('textDocument/signatureHelp', URI, {
    position: { line: 4, character: 41 },
  });
  expect(help).toMatchObject({ activeSignature: 0, activeParameter: 1, signatures: [{ label: 'office(ip, zone)' }] });
  await client.end();
});
