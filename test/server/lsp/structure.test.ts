import { describe, expect, it } from 'vitest';
import { matchesQuery } from '../../../server/src/core/features/matchesQuery.ts';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { TestClient } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: true, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'file:///w/my%20login.rego';
const TEXT = 'package spacelift\n\nallow if {\n\tinput.session.member\n}\n\nis_late := true\n';
const line = (from: number, to: number) => ({
  start: { line: from, character: 0 },
  end: { line: from, character: to },
});

describe('the structure over a connection', () => {
  it('is an outline', async () => {
    const client = await TestClient.connect({ engine });
    await client.open(URI, TEXT);
    expect(await client.ask('textDocument/documentSymbol', URI)).toMatchObject([
      { name: 'allow', selectionRange: line(2, 5), range: { start: { line: 2 }, end: { line: 4, character: 1 } } },
      { name: 'is_late := true' },
    ]);
    await client.end();
  });

  it('is a flat outline for clients that know no other', async () => {
    const client = await TestClient.connect({ engine, capabilities: {} });
    await client.open(URI, `${TEXT}\nallow if input.session.admin\nallow if is_late\n`);
    expect(await client.ask('textDocument/documentSymbol', URI)).toMatchObject([
      { name: 'allow', location: { uri: URI } },
      { name: 'is_late := true' },
      { name: 'allow', location: { range: { end: { line: 9 } } } },
      { name: 'allow', containerName: 'allow' },
      { name: 'allow', containerName: 'allow' },
    ]);
    await client.end();
  });

  it('is searched over all open policies', async () => {
    const client = await TestClient.connect({ engine });
    await client.open(URI, TEXT);
    await client.open('untitled:b', 'package spacelift\n\nallow { input.session.admin }\nspace_read["s"] { true }\n');
    await client.open('untitled:c', 'package other\n\nallow := 1\n');
    const find = (query: string) => client.connection.sendRequest('workspace/symbol', { query });
    expect(await find('allow')).toMatchObject([
      { name: 'allow', containerName: 'my login.rego', location: { uri: URI, range: line(2, 5) } },
      { name: 'allow', containerName: 'b' },
    ]);
    expect(await find('SpRd')).toMatchObject([{ name: 'space_read', tags: [1] }]);
    expect(await find('')).toHaveLength(4);
    await client.end();
  });

  it('folds, and grows selections', async () => {
    const client = await TestClient.connect({ engine });
    await client.open(URI, TEXT);
    expect(await client.ask('textDocument/foldingRange', URI)).toEqual([{ startLine: 2, endLine: 3 }]);
    const positions = [
      { line: 3, character: 3 },
      { line: 6, character: 2 },
    ];
    expect(await client.ask('textDocument/selectionRange', URI, { positions })).toMatchObject([
      { range: { start: { line: 3, character: 1 }, end: { line: 3, character: 6 } } },
      { range: line(6, 7) },
    ]);
    await client.end();
  });
});

describe('a search', () => {
  it.each([
    ['is_member', '', true],
    ['is_member', 'ism', true],
    ['is_member', 'IM', true],
    ['is_member', 'mi', false],
    ['is_member', 'is_members', false],
    ['aa', 'aaa', false],
  ])('%s for %s: %s', (name, query, expected) => {
    expect(matchesQuery(name, query)).toBe(expected);
  });
});
