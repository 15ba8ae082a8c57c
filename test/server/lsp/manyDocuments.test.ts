/** Hundreds of open files: the models of most are dropped, and nobody notices. */
import { expect, it } from 'vitest';
import type { EngineRequest } from '../../../server/src/protocol/engine.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

const COUNT = 100;

it('every one is answered as if it were alone', async () => {
  const asked: EngineRequest[] = [];
  const healthy = fakeEngine({
    check: (request) => {
      asked.push(request);
      return { errors: [] };
    },
    capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
  });
  const client = await TestClient.connect({ engine: healthy });
  const uris = Array.from({ length: COUNT }, (_, n) => `file:///w/login${n}.rego`);
  for (const [n, uri] of uris.entries()) {
    await client.open(uri, `package spacelift\n\nadmin${n} := true\n\nallow if admin${n}\n`);
  }
  // What nobody looks at is not checked.
  await client.connection.sendRequest('loginPolicy/verdict', { uri: uris[0] });
  expect(asked).toEqual([]);
  for (const [n, uri] of uris.entries()) {
    const range = { start: { line: 2, character: 5 }, end: { line: 2, character: 5 } };
    await client.change(uri, { range, text: '_' });
    const symbols = await client.ask<{ name: string }[]>('textDocument/documentSymbol', uri);
    expect(symbols.map(({ name }) => name)).toEqual([`admin_${n} := true`, 'allow']);
  }
  expect(await client.diagnostics(uris[0] ?? '')).toMatchObject([{ code: 'SL009' }]);
  expect(asked).toHaveLength(1);
  await client.end();
});
