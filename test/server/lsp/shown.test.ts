import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol/node';
import { describe, expect, it } from 'vitest';
import { fakeEngine } from '../../support/fakeEngine.ts';
import { FULL, TestClient } from '../../support/lspClient.ts';

const engine = fakeEngine({
  check: () => ({ errors: [] }),
  parses: () => ({ v0: true, v1: true }),
  capabilities: () => ({ opaVersion: '1.0.0', builtins: [] }),
});
const URI = 'untitled:login';
const TEXT =
  'package spacelift\n# https://a.example\nallow if helper # spacelift: ignore SL024 why\n\nhelper := true\n';

describe('over a connection', () => {
  it('links and lenses are told', async () => {
    const client = await TestClient.connect({ engine });
    await client.open(URI, TEXT);
    expect(await client.ask('textDocument/documentLink', URI)).toMatchObject([
      { target: 'https://a.example' },
      { target: 'https://example.com/rules/SL024.md' },
    ]);
    expect(await client.ask('textDocument/codeLens', URI)).toEqual([
      {
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } },
        command: { title: 'Simulate', command: 'loginPolicy.runSimulation', arguments: [{ uri: URI, rule: 'allow' }] },
      },
    ]);
    await client.end();
  });

  it('there is no lens for a client that can’t carry it out', async () => {
    const client = await TestClient.connect({ engine, capabilities: { ...FULL, experimental: undefined } });
    expect(client.initialized.capabilities.codeLensProvider).toBeUndefined();
    await client.end();
  });

  it('tokens are told whole, in part, and as a difference', async () => {
    const client = await TestClient.connect({ engine });
    const { semanticTokensProvider } = client.initialized.capabilities;
    expect(semanticTokensProvider).toMatchObject({
      legend: {
        tokenTypes: ['interface', 'function', 'variable', 'parameter', 'property', 'namespace', 'enumMember', 'string'],
      },
    });
    await client.open(URI, TEXT);
    const whole = await client.ask<SemanticTokens>('textDocument/semanticTokens/full', URI);
    expect(whole.data).toEqual([0, 8, 9, 5, 1, 2, 0, 5, 0, 5, 0, 9, 6, 2, 2, 2, 0, 6, 2, 3]);
    const range = { start: { line: 4, character: 0 }, end: { line: 5, character: 0 } };
    expect(await client.ask('textDocument/semanticTokens/range', URI, { range })).toEqual({ data: [4, 0, 6, 2, 3] });

    let { resultId = '' } = whole;
    const data = [...whole.data];
    const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    for (const text of [TEXT, `${TEXT}b := helper\n`, TEXT.replace('allow', 'deny'), TEXT.slice(0, 30), '', TEXT]) {
      await client.change(URI, { text });
      const { edits, ...given } = await client.ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', URI, {
        previousResultId: resultId,
      });
      for (const { start, deleteCount, data: added = [] } of edits) data.splice(start, deleteCount, ...added);
      resultId = given.resultId ?? '';
      expect(await client.ask('textDocument/semanticTokens/range', URI, { range: all })).toEqual({ data });
    }
    const unknown = { previousResultId: 'unknown' };
    expect(await client.ask('textDocument/semanticTokens/full/delta', URI, unknown)).toMatchObject({ data });
    await client.end();
  });

  it('a file that is no login policy has no tokens', async () => {
    const OTHER = 'untitled:plan';
    const client = await TestClient.connect({ engine });
    await client.open(OTHER, 'package other\n\nh := 1\n');
    expect(await client.ask('textDocument/semanticTokens/full', OTHER)).toEqual({ data: [] });
    expect(await client.ask('textDocument/codeLens', OTHER)).toBeNull();
    await client.end();
  });
});
