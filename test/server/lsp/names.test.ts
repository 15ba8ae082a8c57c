import { describe, expect, it } from 'vitest';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: true, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'untitled:login';
const TEXT = 'package spacelift\n\nhelper if input.session.member\n\nallow if helper\n';
const USE = { position: { line: 4, character: 10 } };
const NAMES = [
  { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } },
  { start: { line: 4, character: 9 }, end: { line: 4, character: 15 } },
];

async function open(): Promise<TestClient> {
  const client = await TestClient.connect({ engine });
  await client.open(URI, TEXT);
  return client;
}

describe('names over a connection', () => {
  it('are defined, referenced and highlighted', async () => {
    const client = await open();
    const definition = await client.ask('textDocument/definition', URI, USE);
    expect(definition).toEqual([{ uri: URI, range: NAMES[0] }]);
    const context = { includeDeclaration: true };
    const references = await client.ask('textDocument/references', URI, { ...USE, context });
    expect(references).toEqual(NAMES.map((range) => ({ uri: URI, range })));
    const highlights = await client.ask('textDocument/documentHighlight', URI, USE);
    expect(highlights).toEqual(NAMES.map((range, index) => ({ range, kind: index === 0 ? 3 : 2 })));
    await client.end();
  });

  it('have a hierarchy', async () => {
    const client = await open();
    const [item] = await client.ask<{ name: string }[]>('textDocument/prepareCallHierarchy', URI, USE);
    expect(item).toMatchObject({ name: 'helper', uri: URI, selectionRange: NAMES[0] });
    const askers = await client.connection.sendRequest('callHierarchy/incomingCalls', { item });
    expect(askers).toMatchObject([{ from: { name: 'allow', uri: URI }, fromRanges: [NAMES[1]] }]);
    expect(await client.connection.sendRequest('callHierarchy/outgoingCalls', { item })).toEqual([]);
    await client.end();
  });

  it('are renamed, or it is said why not', async () => {
    const client = await open();
    expect(client.initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
    const prepared = await client.ask('textDocument/prepareRename', URI, USE);
    expect(prepared).toEqual({ range: NAMES[1], placeholder: 'helper' });
    const edit = await client.ask('textDocument/rename', URI, { ...USE, newName: 'is_member' });
    expect(edit).toEqual({ changes: { [URI]: NAMES.map((range) => ({ range, newText: 'is_member' })) } });
    const allow = { position: { line: 4, character: 0 } };
    await expect(client.ask('textDocument/prepareRename', URI, allow)).rejects.toThrow(
      'Spacelift reads the rule `allow`',
    );
    await expect(client.ask('textDocument/rename', URI, { ...USE, newName: 'deny' })).rejects.toThrow(
      '`deny` is a rule that Spacelift reads.',
    );
    expect(await client.ask('textDocument/prepareRename', URI, { position: { line: 1, character: 0 } })).toBeNull();
    expect(client.logged).toEqual([]);
    await client.end();
  });

  it('of a file that is no login policy are left alone', async () => {
    const client = await TestClient.connect({ engine });
    await client.open(URI, TEXT.replace('spacelift', 'other'));
    await client.open('untitled:other', 'package other\n\nh := 1\n');
    expect(
      await client.ask('textDocument/definition', 'untitled:other', { position: { line: 2, character: 0 } }),
    ).toBeNull();
    await client.end();
  });
});
